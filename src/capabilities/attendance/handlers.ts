import { addHours, addMinutes, dateIn, instantOf, isBefore, timeIn, type Instant, type WallTime } from '../../shared/dates.ts';
import { accept, refuse } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { SERVICE_WORDS } from '../agency/services.ts';
import { findRuleBook } from '../agency/store.ts';
import { findClient } from '../clients/store.ts';
import { viewSessions } from '../schedule/handlers/timetable.ts';
import { findSession, listRoster, tieToSession, type SessionRow } from '../schedule/sessions-store.ts';
import { listStaff } from '../staff/store.ts';
import * as api from './api.ts';
import { differs, isByVideo, spansOf, stayOf } from './presence.ts';
import { addPresence, addPresenceDecision, listPresenceDecisions, listPresences } from './presence-store.ts';
import { decideAttendance, decideHeld, inForce, standingOf, type Entry, type HeldSession } from './rules.ts';
import { listSaid } from './said-store.ts';
import * as store from './store.ts';
import { waysOf } from './ways.ts';

/** The session as it was really held, where somebody said so. */
async function heldOf(act: Act, row: SessionRow): Promise<HeldSession & { really: boolean }> {
  const held = await store.findHeld(act.tx, row.id);
  return { id: row.id, service: row.service, startAt: held?.startAt ?? row.startAt, endAt: held?.endAt ?? row.endAt, breaks: row.breaks,
    cancelled: row.cancelled !== null, really: held !== undefined };
}

export const readAttendanceSheet = handle(api.readAttendanceSheet, async (act, { sessionId }) => {
  const { tx, zone } = act;
  const row = (await findSession(tx, sessionId))!;
  const [roster, facts, said, words, decided, rules, held] = await Promise.all([
    listRoster(tx, sessionId), store.listOfSession(tx, sessionId), listSaid(tx, sessionId), listPresences(tx, sessionId), listPresenceDecisions(tx, sessionId),
    findRuleBook(tx, act.today), heldOf(act, row)]);
  const [session] = await viewSessions(act, [row], rules);
  const current = inForce(facts);
  return accept({
    session: session!, started: !isBefore(act.now, row.startAt), excusing: rules['noshow.excusing'],
    held: held.really ? { from: timeIn(held.startAt, zone), to: timeIn(held.endAt, zone) } : null,
    members: roster.map(({ clientId, initials, callThem, visit, isNew }) => {
      const fact = current.find((one) => one.clientId === clientId);
      const word = said.find((one) => one.clientId === clientId);
      return {
        clientId, initials, callThem, visit, isNew,
        fact: fact ? { ...fact, from: fact.arrivedAt && timeIn(fact.arrivedAt, zone), to: fact.leftAt && timeIn(fact.leftAt, zone), standing: standingOf(fact, held, rules) } : null,
        words: spansOf(words.filter((one) => one.clientId === clientId)).map((span) => ({
          source: span.source, from: span.arrivedAt && timeIn(span.arrivedAt, zone), to: span.leftAt && timeIn(span.leftAt, zone), outMinutes: span.outMinutes,
          doubtMinutes: span.doubtMinutes, place: span.place, usable: stayOf(span, held) !== null,
          differs: differs(fact ?? null, span, held, decided.filter((one) => one.clientId === clientId), rules),
        })),
        said: word ? { kind: word.kind, words: word.words, at: word.at } : null,
      };
    }),
  });
});

export const recordAttendance = handle(api.recordAttendance, async (act, { sessionId, entries, held: times }) => {
  const { tx, zone, now } = act;
  const row = (await findSession(tx, sessionId))!;
  const on = dateIn(row.startAt, zone);
  const at = (time: WallTime | null): Instant | null => (time === null ? null : instantOf(on, time, zone));
  let session = await heldOf(act, row);
  if (times) {
    const decision = decideHeld(row, { startAt: at(times.from)!, endAt: at(times.to)! }, now);
    if (!decision.ok) return decision;
    session = { ...session, ...decision.value };
    await store.addHeld(tx, { id: act.newId(), sessionId, ...decision.value, at: now, by: act.actor.subjectId });
  }
  const current = inForce(await store.listOfSession(tx, sessionId));
  for (const [n, { from, to, ...rest }] of entries.entries()) {
    const decision = decideAttendance({ ...rest, arrivedAt: at(from), leftAt: at(to) }, session, act.clientIds, current, now, n);
    if (!decision.ok) return decision;
    const added = await store.addAttendance(tx, { ...decision.value, id: act.newId(), sessionId, recordedAt: now, by: act.actor.subjectId });
    if (added === 0) return refuse('recorded-meanwhile', 'Somebody recorded this person in this moment. Look at it, then correct it.', `entries.${n}.replaces`);
  }
  await tieToSession(tx, sessionId, 'attendance');
  // other times of the session change everybody's minutes; a word about one person is theirs alone
  if (!times) act.only(entries.map((one) => one.clientId));
  return accept({ recorded: entries.length });
});

/** Takes one word where two differ: the sheet's stays and is settled, another's becomes a correction of it. */
export const decidePresence = handle(api.decidePresence, async (act, { sessionId, clientId, keep, replaces }) => {
  const { tx, now } = act;
  if (!act.clientIds.includes(clientId)) return refuse('not-expected', 'This person has no seat here that day. Add a visit first.', 'clientId');
  const row = (await findSession(tx, sessionId))!;
  const [session, facts, words] = await Promise.all([heldOf(act, row), store.listOfSession(tx, sessionId), listPresences(tx, sessionId)]);
  const current = inForce(facts);
  const fact = current.find((one) => one.clientId === clientId);
  const settle = (attendanceId: Id) => addPresenceDecision(tx, { id: act.newId(), sessionId, clientId, kept: keep, attendanceId, at: now, by: act.actor.subjectId });
  if ((fact?.id ?? null) !== replaces) return refuse('recorded-meanwhile', 'Somebody recorded this person in this moment. Look at it, then decide.', 'replaces');
  if (keep === 'sheet') {
    if (!fact) return refuse('nothing-to-keep', 'Nobody recorded this person yet. Say who was here first.', 'keep');
    await settle(fact.id);
    return accept({});
  }
  const span = spansOf(words.filter((one) => one.clientId === clientId)).find((one) => one.source === keep);
  const stay = span && stayOf(span, session);
  if (!span || !stay) return refuse('no-word-of-it', 'There is no word from there for the time it lasted. Write the times yourself.', 'keep');
  const entry: Entry = { clientId, status: 'present', ...stay, mode: keep === 'video' ? 'telehealth' : 'in_person', place: span.place,
    reason: keep === 'video' ? 'as joined by video' : 'as signed in at the door', replaces };
  const decision = decideAttendance(entry, session, act.clientIds, current, now);
  if (!decision.ok) return { ...decision, field: 'keep' };
  const id = act.newId();
  const added = await store.addAttendance(tx, { ...decision.value, id, sessionId, recordedAt: now, by: act.actor.subjectId });
  if (added === 0) return refuse('recorded-meanwhile', 'Somebody recorded this person in this moment. Look at it, then decide.', 'replaces');
  await settle(id);
  await tieToSession(tx, sessionId, 'attendance');
  return accept({});
});

/** How long before and after a session somebody can still join or leave it by video. */
const VIDEO_MINUTES = 30;

export const recordMyPresence = handle(api.recordMyPresence, async (act, { presenceId, sessionId, kind, place }) => {
  const { tx, now } = act;
  const clientId = act.clientId!;
  const mine = await store.listSessionsOfClient(tx, clientId, addHours(now, -48), addHours(now, 48));
  const found = mine.find((one) => one.sessionId === sessionId && one.expected && !one.cancelled);
  if (!found || !isByVideo(found)) return refuse('not-found', 'There is nothing here that you can open.');
  if (isBefore(now, addMinutes(found.startAt, -VIDEO_MINUTES)) || isBefore(addMinutes(found.endAt, VIDEO_MINUTES), now)) {
    return refuse('not-open-now', 'You can join from half an hour before it begins until it is over.', 'sessionId');
  }
  if (kind === 'arrived' && place === '') return refuse('place-missing', 'Write where you are, so that help finds you in an emergency.', 'place');
  await addPresence(tx, { id: presenceId, sessionId, clientId, source: 'video', kind, at: now, deviceAt: now, correctionMs: 0, sentCorrectionMs: null,
    kioskId: null, place, recordedAt: now });
  await tieToSession(tx, sessionId, 'presence');
  return accept({});
});

/** Is this a session of this client? Said in the same words as one that does not exist. */
async function isTheirs(act: Act, clientId: string, sessionId: string): Promise<boolean> {
  return (await listRoster(act.tx, sessionId)).some((one) => one.clientId === clientId);
}
const NOT_THEIRS = refuse('not-found', 'This session is not one of theirs. Open the page again.', 'sessionId');

export const recordReachOut = handle(api.recordReachOut, async (act, input) => {
  if (!await isTheirs(act, input.clientId, input.sessionId)) return NOT_THEIRS;
  await store.addReachOut(act.tx, { ...input, id: act.newId(), at: act.now, by: act.actor.subjectId });
  return accept({});
});

export const decideWelfareCheck = handle(api.decideWelfareCheck, async (act, input) => {
  if (!await isTheirs(act, input.clientId, input.sessionId)) return NOT_THEIRS;
  await store.addWelfareDecision(act.tx, { ...input, id: act.newId(), at: act.now, by: act.actor.subjectId });
  return accept({});
});

export const planReengagement = handle(api.planReengagement, async (act, input) => {
  await store.addReengagement(act.tx, { ...input, id: act.newId(), at: act.now, by: act.actor.subjectId });
  return accept({});
});

const WEEKS_OF_MISSED = 6;

export const listReachOuts = handle(api.listReachOuts, async (act, { clientId }) => {
  const { tx, now, zone } = act;
  const [rows, client, attempts, welfare, plans, staff] = await Promise.all([
    store.listSessionsOfClient(tx, clientId, addHours(now, -24 * 7 * WEEKS_OF_MISSED), now), findClient(tx, clientId), store.listReachOuts(tx, clientId, '2000-01-01T00:00:00Z'),
    store.listWelfareDecisions(tx, clientId), store.listReengagements(tx, clientId), listStaff(tx, now)]);
  return accept({
    missed: rows.filter((row) => row.status === 'no_show' && !row.cancelled).map((row) => ({
      sessionId: row.sessionId, name: row.groupName ?? SERVICE_WORDS[row.service], date: dateIn(row.startAt, zone), from: timeIn(row.startAt, zone),
      to: timeIn(row.endAt, zone), startAt: row.startAt })).toReversed(),
    ways: client ? waysOf(client) : [], welfare, plans, attempts: attempts.map((one) => ({ ...one, byInitials: staff.find((person) => person.staffId === one.by)?.initials ?? '' })),
  });
});

export const attendanceHandlers = [
  readAttendanceSheet, recordAttendance, decidePresence, recordMyPresence, recordReachOut, decideWelfareCheck, planReengagement, listReachOuts,
];
