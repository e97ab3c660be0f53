/**
 * What leaves, through one door. Rooms say how their records read for somebody outside (`RecordReader`); the list of
 * them comes from `app/`, so that no later room is imported here.
 */
import { accept, refuse, type Decision, type Refusal } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { sha256 } from '../../shared/signature.ts';
import { handle, type Act, type Handler } from '../../platform/serve/handle.ts';
import type { Tx } from '../../platform/database/tx.ts';
import * as api from './api.ts';
import { EXCEPTION_WORDS, mayDisclose, mayWriteDown, type DisclosureAsk, type DisclosureBasis, type ExceptionCode } from './disclosure.ts';
import { RECORD_WORDS, type ConsentFact, type RecordKind } from './model.ts';
import { listWords, noticeFor, scopeOfConsents } from './notices.ts';
import * as store from './store.ts';

/** How one kind of record reads outside. Run as `disclosure` it finds only what may leave; nothing found: nothing goes. */
export type RecordReader = { record: RecordKind; read(tx: Tx, clientId: Id): Promise<{ title: string; text: string }[]> };

type Asked = { clientId: Id; recipientId: Id; purpose: DisclosureAsk['purpose']; records: RecordKind[]; exceptionId: Id | null };

async function decide(act: Act, asked: Asked, consents: ConsentFact[]): Promise<Decision<DisclosureBasis>> {
  const party = await store.findParty(act.tx, asked.recipientId);
  const ask = { ...asked, recipientClasses: party?.classes ?? [] };
  if (asked.exceptionId === null) return mayDisclose(ask, consents, act.today);
  const found = await store.findException(act.tx, asked.clientId, asked.exceptionId);
  const holds = found && found.onDay === act.today && found.recipientId === asked.recipientId && found.purpose === asked.purpose
    && asked.records.every((r) => found.records.includes(r));
  return holds ? mayDisclose(ask, [], act.today, found.elements) : NO_EXCEPTION;
}
const NO_EXCEPTION: Refusal = refuse('no-exception', 'No exception written today allows this for this recipient. Write it down first.');

const basisWords = (basis: DisclosureBasis): string =>
  basis.by === 'consent' ? 'It stands on a consent in force.' : `It stands on an exception: ${EXCEPTION_WORDS[basis.code as ExceptionCode]}.`;

/** A party counts as covered entity by the directory, somebody else by what the consent says of them. */
function scopeOf(basis: DisclosureBasis, consents: ConsentFact[], party: { coveredEntity: boolean } | undefined): string {
  if (basis.by === 'exception') return `Without consent, under: ${basis.section}.`;
  const used = consents.filter((c) => basis.consents.some((one) => one.id === c.id)).map((c) => c.terms);
  return scopeOfConsents(used, party?.coveredEntity ?? used.every(({ recipient }) => recipient.as === 'named' && recipient.coveredEntity));
}

/** The recipient's name as the consent has it, else as the directory has it. */
function recipientOf(asked: Asked, consents: ConsentFact[], party: { name: string; address: string } | undefined): { name: string; address: string } {
  const named = consents.map((c) => c.terms.recipient).find((r) => r.as !== 'class' && r.id === asked.recipientId);
  if (party) return party;
  return named && named.as === 'named' ? { name: named.name, address: named.address } : { name: named && named.as !== 'class' ? named.name : '', address: '' };
}

/** The operations that let something out, or show what would go. */
export function disclosingHandlers(readers: readonly RecordReader[]): Handler[] {
  const partsOf = async (tx: Tx, clientId: Id, records: RecordKind[]) => {
    const wanted = readers.filter((r) => records.includes(r.record));
    const read = await Promise.all(wanted.map(async ({ record, read }) => (await read(tx, clientId)).map((p) => ({ record, ...p }))));
    return read.flat();
  };

  const previewDisclosure = handle(api.previewDisclosure, async (act, asked) => {
    const consents = await store.listConsents(act.tx, asked.clientId);
    const [party, basis] = await Promise.all([store.findParty(act.tx, asked.recipientId), decide(act, asked, consents)]);
    return accept({
      basis: basis.ok ? { may: true as const, words: basisWords(basis.value) } : { may: false as const, reason: basis.reason, say: basis.say },
      recipientName: recipientOf(asked, consents, party).name,
      parts: await partsOf(act.tx, asked.clientId, asked.records),
      notice: noticeFor('paper'), scope: basis.ok ? scopeOf(basis.value, consents, party) : '',
    });
  });

  const recordException = handle(api.recordException, async (act, { clientId, exceptionId, recipientId, purpose, records, elements }) => {
    const may = mayDisclose({ recipientId, recipientClasses: [], purpose, records }, [], act.today, elements);
    if (!may.ok) return may;
    const written = mayWriteDown(elements, act.now);
    if (!written.ok) return written;
    if (!await store.findParty(act.tx, recipientId)) return refuse('recipient-unknown', 'Add the recipient first: name and address belong to it.', 'recipientId');
    await store.addException(act.tx, { exceptionId, clientId, code: elements.code, elements, recipientId, purpose, records, onDay: act.today, at: act.now, by: act.actor.subjectId });
    act.about(`exception ${elements.code}`);
    return accept({});
  });

  const discloseRecord = handle(api.discloseRecord, async (act, { disclosureId, channel, ...asked }) => {
    const consents = await store.listConsents(act.tx, asked.clientId);
    const basis = await decide(act, asked, consents);
    if (!basis.ok) return basis;
    const [party, parts, whose] = await Promise.all([
      store.findParty(act.tx, asked.recipientId), partsOf(act.tx, asked.clientId, asked.records), store.findPatientName(act.tx, asked.clientId)]);
    if (parts.length === 0 && channel !== 'spoken') {
      return refuse('nothing-to-send', `There is nothing on record yet about ${listWords(asked.records.map((r) => RECORD_WORDS[r]))}.`, 'records');
    }
    const { name, address } = recipientOf(asked, consents, party);
    const notice = noticeFor(channel);
    const scope = scopeOf(basis.value, consents, party);
    await store.addDisclosure(act.tx, {
      disclosureId, clientId: asked.clientId, at: act.now, recipientId: asked.recipientId, recipientName: name, recipientAddress: address,
      records: channel === 'spoken' ? asked.records : [...new Set(parts.map((p) => p.record))], purpose: asked.purpose, exceptionId: asked.exceptionId,
      consentIds: basis.value.by === 'consent' ? basis.value.consents.map((c) => c.id) : [], channel, notice, scope,
      contentHash: await sha256(JSON.stringify([whose, parts])), by: act.actor.subjectId,
    });
    act.about(`disclosure ${disclosureId}`);
    return accept({ recipientName: name, notice, scope, parts });
  });

  return [previewDisclosure, recordException, discloseRecord];
}
