import { createHash } from 'node:crypto';
import { addDays, addHours, addMinutes, dateIn, instantOf, isBefore, timeIn } from '../../shared/dates.ts';
import { accept, refuse } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { addPresence } from '../attendance/presence-store.ts';
import { tieToSession } from '../schedule/sessions-store.ts';
import * as api from './api.ts';
import { decoy, entryLength, numberHash, randomHex, sealEntry, tagOf, tokenHash } from './door-code.ts';
import type { DoorPerson } from './model.ts';
import { CODE_MINUTES, codeFrom, decideRecord, doorName, typedCode } from './rules.ts';
import * as store from './store.ts';

export const secretHash = (text: string): string => createHash('sha256').update(text).digest('hex');

export const makeKiosk = handle(api.makeKiosk, async (act, { kioskId, name }) => {
  const code = codeFrom(crypto.getRandomValues(new Uint8Array(8)));
  const until = addMinutes(act.now, CODE_MINUTES);
  await store.addKiosk(act.tx, { id: kioskId, name, codeHash: secretHash(typedCode(code)), until, at: act.now, by: act.actor.subjectId });
  return accept({ code, until });
});

export const listKiosks = handle(api.listKiosks, async ({ tx, now }) => {
  const rows = await store.listKiosks(tx, addHours(now, -24 * 7));
  return accept(rows.map((row) => ({
    kioskId: row.kioskId, name: row.name, madeAt: row.madeAt, pairedAt: row.pairedAt, endedAt: row.endedAt, seenAt: row.seenAt, wrongTries: row.wrongTries,
    state: row.endedAt !== null ? 'ended' as const : row.pairedAt !== null ? 'paired' as const : isBefore(now, row.codeUntil) ? 'waiting' as const : 'expired' as const,
    clockOffMinutes: Math.round(Math.abs(row.correctionMs) / 60_000),
  })));
});

export const endKiosk = handle(api.endKiosk, async (act, { kioskId }) => {
  const ended = await store.addKioskEnd(act.tx, { kioskId, at: act.now, by: act.actor.subjectId });
  return ended === 0 ? refuse('not-found', 'This tablet is not there any more. Open the page again.', 'kioskId') : accept({});
});

export const pairKiosk = handle(api.pairKiosk, async (act, input) => {
  const known = (await store.listKiosks(act.tx, act.now)).find((one) => one.kioskId === input.kioskId);
  if (!known || known.endedAt !== null) return refuse('not-found', 'There is nothing here that you can open.');
  const paired = await store.addPairing(act.tx, { ...input, at: act.now });
  return paired === 0 ? refuse('paired-already', 'This code was used before. Make another one.') : accept({});
});

const TITLES: Record<store.ExpectedRow['kind'], string> = {
  group: 'Group', individual: 'Appointment', family: 'Appointment', medical: 'Appointment', assessment: 'Appointment', 'case-management': 'Appointment',
};
/** Entries are filled up to a multiple of this: how many people come stays unsaid. */
const ENTRIES_STEP = 32;

export const readKioskDay = handle(api.readKioskDay, async (act) => {
  const { tx, today, zone } = act;
  const until = instantOf(addDays(today, 1), '00:00', zone);
  await store.addAsked(tx, { id: act.newId(), kioskId: act.actor.subjectId, at: act.now, quietSince: addMinutes(act.now, -1) });
  const [rules, salt, rows] = await Promise.all([findRuleBook(tx, today), store.findSalt(tx), store.listExpectedAtDoor(tx, instantOf(today, '00:00', zone), until)]);
  const people = [...Map.groupBy(rows, (row) => row.clientId).values()].map((mine) => ({ keys: [mine[0]!.numberHash, mine[0]!.codeHash], person: personOf(mine, zone) }));
  const daySalt = randomHex(16);
  const length = entryLength(people.map((one) => one.person));
  // two with one number: it opens for neither, and their phones still do
  const tags = await Promise.all(people.flatMap((one) => one.keys.map((hash) => tagOf(hash, daySalt))));
  const twice = new Set(tags.filter((tag, n) => tags.indexOf(tag) !== n));
  const sealed = (await Promise.all(people.flatMap((one) => one.keys.map((hash) => sealEntry(one.person, hash, daySalt, length))))).filter((one) => !twice.has(one.tag));
  const wanted = Math.ceil((sealed.length + 1) / ENTRIES_STEP) * ENTRIES_STEP;
  const entries = [...sealed, ...Array.from({ length: wanted - sealed.length }, () => decoy(length))].toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  return accept({ day: today, zone, until, opensMinutes: rules['session.doorOpensMinutes'], salt: salt ?? randomHex(32), daySalt, entries });
});

function personOf(mine: readonly store.ExpectedRow[], zone: string): DoorPerson {
  const { clientId, callThem, initials } = mine[0]!;
  return { clientId, name: doorName(callThem, initials), sessions: mine.map((row) => ({
    sessionId: row.sessionId, title: TITLES[row.kind], from: timeIn(row.startAt, zone), to: timeIn(row.endAt, zone), startAt: row.startAt, endAt: row.endAt,
    room: row.room, last: row.last })) };
}

export const syncKiosk = handle(api.syncKiosk, async (act, { deviceNow, wrongTries, records }) => {
  const { tx, now, actor } = act;
  const sentCorrectionMs = Temporal.Instant.from(now).epochMilliseconds - Temporal.Instant.from(deviceNow).epochMilliseconds;
  const known = await store.knownOf(tx, records.map((one) => one.sessionId), records.map((one) => one.clientId));
  const kept: Id[] = [];
  const refused: { id: Id; reason: string; say: string }[] = [];
  for (const record of records) {
    const decision = decideRecord(record, known, now);
    if (!decision.ok) {
      refused.push({ id: record.id, reason: decision.reason, say: decision.say });
      continue;
    }
    await addPresence(tx, { ...record, source: 'door', at: decision.value, sentCorrectionMs, kioskId: actor.subjectId, place: '', recordedAt: now });
    kept.push(record.id);
  }
  for (const sessionId of new Set(records.filter((one) => kept.includes(one.id)).map((one) => one.sessionId))) {
    // who is early says that they are there; until it begins it can still be moved or cancelled
    await tieToSession(tx, sessionId, isBefore(now, known.sessions.get(sessionId)!.startAt) ? 'said' : 'presence');
  }
  if (records.length > 0 || wrongTries > 0) await store.addSeen(tx, { id: act.newId(), kioskId: actor.subjectId, at: now, wrongTries, correctionMs: sentCorrectionMs });
  act.about(`${kept.length} words from the door on ${dateIn(now, act.zone)}`);
  return accept({ kept, refused });
});

async function keepKey(act: Act, clientId: Id, key: { doorKeyId: Id; number: string; token: string }, by: Id | null): Promise<void> {
  let salt = await store.findSalt(act.tx);
  if (salt === null) {
    await store.addSalt(act.tx, randomHex(32));
    salt = (await store.findSalt(act.tx))!;
  }
  const [number, code] = await Promise.all([numberHash(key.number, salt), tokenHash(key.token)]);
  await store.addDoorKey(act.tx, { id: key.doorKeyId, clientId, numberHash: number, codeHash: code, at: act.now, by });
}

export const setMyDoorKey = handle(api.setMyDoorKey, async (act, key) => {
  await keepKey(act, act.clientId!, key, null);
  return accept({});
});
export const setDoorKey = handle(api.setDoorKey, async (act, { clientId, ...key }) => {
  await keepKey(act, clientId, key, act.actor.subjectId);
  return accept({});
});
export const readDoorKey = handle(api.readDoorKey, async (act, { clientId }) => accept({ since: (await store.findDoorKey(act.tx, clientId))?.at ?? null }));

export const kioskHandlers = [makeKiosk, listKiosks, endKiosk, pairKiosk, readKioskDay, syncKiosk, setMyDoorKey, setDoorKey, readDoorKey];
