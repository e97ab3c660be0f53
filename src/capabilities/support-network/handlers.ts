import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { listConsents } from '../consent/store.ts';
import * as api from './api.ts';
import { CHANGED, emergencyOf, knownPersonOf, NOT_FOUND } from './known.ts';
import { clientOwnHandlers } from './own-handlers.ts';
import { mayContact, supporterSees } from './rules.ts';
import * as store from './store.ts';

export const readSupportNetwork = handle(api.readSupportNetwork, async ({ tx, today }, { clientId }) => {
  const [people, consents, emergency, offers, words] = await Promise.all([
    store.listSupporters(tx, clientId), listConsents(tx, clientId), store.findEmergencyContact(tx, clientId),
    store.listFamilyOffers(tx, clientId), store.listWords(tx, clientId)]);
  return accept({ people: people.map((p) => knownPersonOf(p, consents, today)), emergency: emergencyOf(emergency), offers, words });
});

export const inviteSupporter = handle(api.inviteSupporter, async (act, { clientId, supporterId }) => {
  const [person, consents] = await Promise.all([store.findSupporter(act.tx, clientId, supporterId), listConsents(act.tx, clientId)]);
  if (!person) return NOT_FOUND;
  if (supporterSees(person, consents, act.today).length === 0) {
    return refuse('no-consent', 'The client has not consented to anything that this person may see. Ask for that first.');
  }
  if (person.email === '') return refuse('no-email', 'Write an email address for this person first.');
  await store.addInvitation(act.tx, { id: act.newId(), supporterId, clientId, email: person.email, at: act.now, by: act.actor.subjectId });
  return accept({});
});

export const decideContact = handle(api.decideContact, async (act, { clientId, supporterId, way }) => {
  const [person, consents] = await Promise.all([store.findSupporter(act.tx, clientId, supporterId), listConsents(act.tx, clientId)]);
  return person ? mayContact(person, way, consents, act.now, act.zone) : NOT_FOUND;
});

export const saveSupporter = handle(api.saveSupporter, async (act, { clientId, person, version }) => {
  const saved = version === ''
    ? await store.addSupporter(act.tx, { ...person, clientId })
    : await store.saveSupporter(act.tx, { ...person, clientId }, version);
  return saved ? accept(saved) : CHANGED;
});

export const endSupporter = handle(api.endSupporter, async (act, { clientId, supporterId }) =>
  await store.endSupporter(act.tx, clientId, supporterId, act.now) === 1 ? accept({}) : NOT_FOUND);

/** The last decision holds; a person whom the client ended is nobody to call. */
export async function decideEmergencyContact(
  act: Act, clientId: Id, decision: api.EmergencyContact, by: Id | null,
): Promise<Decision<Record<string, never>>> {
  if (decision.decision === 'named') {
    const named = await store.findSupporter(act.tx, clientId, decision.supporterId);
    if (!named || named.endedAt !== null) return refuse('no-such-person', 'Choose one of the people listed.', 'decision.supporterId');
    if (named.phone === '') return refuse('no-number', 'Write a number for this person first.', 'decision.supporterId');
  }
  await store.addEmergencyContact(act.tx, {
    id: act.newId(), clientId, at: act.now, by, supporterId: decision.decision === 'named' ? decision.supporterId : null,
    declinedReason: decision.decision === 'declined' ? decision.reason : null,
  });
  return accept({});
}

export const recordEmergencyContact = handle(api.recordEmergencyContact, (act, { clientId, decision }) =>
  decideEmergencyContact(act, clientId, decision, act.actor.subjectId));

export const offerFamily = handle(api.offerFamily, async (act, { clientId, familyOfferId, what }) => {
  await store.addFamilyOffer(act.tx, { id: familyOfferId, clientId, what, at: act.now, by: act.actor.subjectId });
  return accept({});
});

export const answerFamilyOffer = handle(api.answerFamilyOffer, async (act, { clientId, familyOfferId, answer, reason }) => {
  const offers = await store.listFamilyOffers(act.tx, clientId);
  if (!offers.some((o) => o.id === familyOfferId)) return NOT_FOUND;
  await store.addFamilyAnswer(act.tx, { id: act.newId(), offerId: familyOfferId, clientId, answer, reason, at: act.now, by: act.actor.subjectId });
  return accept({});
});

export const readSupporterWord = handle(api.readSupporterWord, async (act, { clientId, wordId, did }) => {
  const words = await store.listWords(act.tx, clientId);
  if (!words.some((w) => w.id === wordId)) return NOT_FOUND;
  await store.addWordRead(act.tx, { wordId, clientId, by: act.actor.subjectId, at: act.now, did });
  return accept({});
});

/** The act itself is nothing: what is owed is derived after every act on a chart. */
export const hearSupporter = handle(api.hearSupporter, async () => accept({}));

export const supportNetworkHandlers = [
  readSupportNetwork, saveSupporter, endSupporter, recordEmergencyContact, inviteSupporter, decideContact, offerFamily, answerFamilyOffer,
  readSupporterWord, hearSupporter, ...clientOwnHandlers,
];
