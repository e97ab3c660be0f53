import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { daysBetween } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { bindSignature } from '../../shared/signature.ts';
import { checkSeals, listTrail } from '../../platform/audit/trail.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findAgency } from '../agency/store.ts';
import { missingAcknowledgements } from './acknowledgements.ts';
import * as api from './api.ts';
import { EXCEPTIONS_OUTWARD } from './disclosure.ts';
import { accountingOf, accountingOnPhone, consentText, summaryOf } from './notices.ts';
import { decidePaper, papersInForce } from './papers.ts';
import { consentState, deficienciesOf, eventAwaited, lastDayOf, mayRecordEvent, mayRevoke } from './rules.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };

/** A consent as a screen shows it, with its state on the agency's day. */
export function consentLineOf(c: store.FoundConsent, today: string) {
  const state = consentState(c, today);
  const last = lastDayOf(c);
  const { recipient } = c.terms;
  return {
    consentId: c.id, kind: c.terms.kind, state, recipientId: recipient.as === 'class' ? null : recipient.id, ...summaryOf(c.terms),
    records: c.terms.records, purpose: c.terms.purpose, signedOn: c.signature.signedOn, signerName: c.signature.name, endsOn: last,
    endsInDays: last !== null && state === 'active' ? daysBetween(today, last) : null, mayRevoke: mayRevoke(c, today).ok,
    awaits: eventAwaited(c), text: c.text,
  };
}

export const readPrivacy = handle(api.readPrivacy, async ({ tx, today }, { clientId }) => {
  const [consents, acknowledgements, disclosures, exceptions, patientName, agency] = await Promise.all([
    store.listConsents(tx, clientId), store.listAcknowledgements(tx, clientId), store.listDisclosures(tx, clientId), store.listExceptions(tx, clientId, today, EXCEPTIONS_OUTWARD),
    store.findPatientName(tx, clientId), findAgency(tx)]);
  return accept({
    consents: consents.map((c) => consentLineOf(c, today)),
    acknowledgements: acknowledgements.map((a) => ({ acknowledgementId: a.id, kind: a.kind, version: a.version, signedAt: a.signedAt,
      signerName: a.name, declinedReason: a.declinedReason, text: a.text })),
    missing: missingAcknowledgements(acknowledgements), disclosures, exceptions, patientName, disclosers: agency?.name ?? '',
  });
});

export const recordConsent = handle(api.recordConsent, async (act, { clientId, consentId, terms, signature, mark, supersedes }) => {
  const fault = deficienciesOf(terms, signature, act.today)[0];
  if (fault) return refuse('consent-deficient', fault.say, fault.field.startsWith('signature') ? fault.field : `terms.${fault.field}`);
  const text = consentText(terms);
  const bound = await bindSignature(text, terms.language, { id: clientId, name: signature.name, role: signature.signer, credential: '' }, act.now);
  await store.addConsent(act.tx, { consentId, clientId, terms, signature, text, hash: bound.hash, mark, at: act.now, by: act.actor.subjectId });
  if (supersedes !== null) {
    const old = (await store.listConsents(act.tx, clientId)).find((c) => c.id === supersedes);
    if (!old) return NOT_FOUND;
    await end(act, clientId, supersedes, 'superseded', act.today, '');
  }
  act.about(`consent ${consentId}`);
  return accept({ text });
});

const end = (act: Act, clientId: Id, consentId: Id, kind: 'revoked' | 'superseded' | 'event' | 'known_false', on: string, words: string) =>
  store.endConsent(act.tx, { id: act.newId(), consentId, clientId, kind, at: act.now, on, byKind: act.actor.kind === 'client' ? 'client' : 'staff', by: act.actor.subjectId, words });

async function revoke(act: Act, clientId: Id, consentId: Id, words: string) {
  const consent = (await store.listConsents(act.tx, clientId)).find((c) => c.id === consentId);
  if (!consent) return NOT_FOUND;
  const may = mayRevoke(consent, act.today);
  if (!may.ok) return may;
  await end(act, clientId, consentId, 'revoked', act.today, words);
  act.about(`consent ${consentId}`);
  return accept({});
}

export const revokeConsent = handle(api.revokeConsent, (act, { clientId, consentId, words }) => revoke(act, clientId, consentId, words));
export const revokeMyConsent = handle(api.revokeMyConsent, (act, { consentId }) => revoke(act, act.clientId!, consentId, ''));

export const recordConsentEvent = handle(api.recordConsentEvent, async (act, { clientId, consentId, kind, on, words }) => {
  const consent = (await store.listConsents(act.tx, clientId)).find((c) => c.id === consentId);
  if (!consent) return NOT_FOUND;
  const may = mayRecordEvent(consent, { kind, on, words }, act.today);
  if (!may.ok) return may;
  await end(act, clientId, consentId, kind, on, words);
  act.about(`consent ${consentId}`);
  return accept({});
});

export const readPapers = handle(api.readPapers, async ({ tx, today }) => accept(papersInForce(await store.listPapers(tx), today)));

export const savePaper = handle(api.savePaper, async (act, p) => {
  const decided = decidePaper(p, await store.listPapers(act.tx), act.today);
  if (!decided.ok) return decided;
  await store.addPaper(act.tx, { ...decided.value, by: act.actor.subjectId });
  return accept({});
});

export const listOwnPapers = handle(api.listOwnPapers, async ({ tx }) => accept(await store.listPapers(tx)));

export const recordAcknowledgement = handle(api.recordAcknowledgement, async (act, { clientId, acknowledgementId, mark, ...a }) => {
  const paper = papersInForce(await store.listPapers(act.tx), act.today)
    .find((p) => p.kind === a.kind && p.language === a.language && p.version === a.version);
  if (!paper) return refuse('paper-not-in-force', 'This text was replaced meanwhile. Show the present one and ask again.', 'version');
  if (a.name === '' && a.declinedReason === '') return refuse('name-missing', 'Write the name of the person who signs, or why they do not.', 'name');
  const bound = await bindSignature(paper.text, a.language, { id: clientId, name: a.name, role: a.signer, credential: '' }, act.now);
  await store.addAcknowledgement(act.tx, { ...a, id: acknowledgementId, clientId, signedAt: act.now, text: paper.text, hash: bound.hash, mark, by: act.actor.subjectId });
  act.about(a.kind);
  return accept({});
});

export const listParties = handle(api.listParties, async ({ tx }) => accept(await store.listParties(tx)));
export const saveParty = handle(api.saveParty, async ({ tx }, party) => {
  await store.saveParty(tx, party);
  return accept({});
});

export const readAccounting = handle(api.readAccounting, async ({ tx, today }, { clientId, from }) =>
  accept(accountingOf(await store.listDisclosures(tx, clientId), today, from)));

export const readMyConsents = handle(api.readMyConsents, async ({ tx, today, clientId }) =>
  accept((await store.listConsents(tx, clientId!)).map((c) => consentLineOf(c, today))));

export const readMyAccounting = handle(api.readMyAccounting, async ({ tx, today, clientId }) =>
  accept(accountingOnPhone(await store.listDisclosures(tx, clientId!), today)));

/** The trail as it stands, its seals recomputed on every reading: what was changed since is said, not hidden. */
export const readTrail = handle(api.readTrail, async ({ tx }, { clientId, readings }) => {
  if (clientId !== null && (await store.listInitials(tx, [clientId])).length === 0) return NOT_FOUND;
  const entries = await listTrail(tx, clientId, readings);
  const seals = await checkSeals(tx, entries.map((e) => e.id));
  const sealOf = new Map(seals.flatMap((seal) => seal.ids.map((one) => [one, seal.no] as const)));
  const known = new Map((await store.listInitials(tx, [...new Set(entries.flatMap((e) => [e.actorId, ...(e.clientId ? [e.clientId] : [])]))])).map((one) => [one.id, one.initials]));
  return accept({
    entries: entries.map(({ actorId, roles, ...e }) => ({ ...e, actor: known.get(actorId) ?? (roles.includes('supporter') ? 'a supporter' : 'Stepwell'),
      // somebody may have asked for an id that is not of this house: it is refused, and not repeated here
      clientId: e.clientId !== null && known.has(e.clientId) ? e.clientId : null, initials: (e.clientId && known.get(e.clientId)) || '', seal: sealOf.get(e.id) ?? null })),
    sealed: entries.filter((e) => sealOf.has(e.id)).length,
    faults: seals.flatMap((seal) => (seal.fault === null ? [] : [{ seal: seal.no, say: seal.fault }])),
  });
});

export const consentHandlers = [
  readPrivacy, recordConsent, revokeConsent, recordConsentEvent, readPapers, savePaper, listOwnPapers, recordAcknowledgement, listParties, saveParty,
  readAccounting, readMyConsents, revokeMyConsent, readMyAccounting, readTrail,
];
