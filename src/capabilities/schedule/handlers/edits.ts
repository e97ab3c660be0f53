import { addMinutes, dateIn, instantOf, isBefore, type Instant, type LocalDate } from '../../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { sayWhen } from '../../../shared/words.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import { findRuleBook } from '../../agency/store.ts';
import * as api from '../api.ts';
import { bookingsOf, decideCancel, decideMove, decideSubstitute, refuseTaken, type Booking } from '../bookings.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { callOff, findGround, havable, tellOfChange } from './making.ts';
import { decideLeaders, decideRoom } from './deciding.ts';
import { nameOf } from './viewing.ts';
import { startChange } from './undo.ts';

/** What happens to one session: moved, given to another leader, joined another way, cancelled, added once. */

/** Takes what a changed session needs, and names the first thing that somebody else has. */
async function rebook(act: Act, row: sessions.SessionRow, clientIds: readonly Id[]): Promise<Decision<true>> {
  await sessions.dropBookings(act.tx, [row.id], ['client', 'staff', 'room']);
  const wanted = [...bookingsOf(row), ...clientIds.map((id): Booking => ({ resource: { kind: 'client', id }, sessionId: row.id, from: row.startAt, to: row.endAt }))];
  for (const one of havable(wanted, await findGround(act), act.zone)) {
    if (await sessions.addBookings(act.tx, [one]) === 0) return refuseTaken(one.resource.kind);
  }
  return accept(true);
}

/** The breaks of a session that is put elsewhere: as long after its start as before, and none outside of it. */
function shiftBreaks(row: Pick<sessions.SessionRow, 'startAt' | 'breaks'>, startAt: Instant, endAt: Instant): { from: Instant; to: Instant }[] {
  const by = Temporal.Instant.from(row.startAt).until(startAt, { largestUnit: 'second', smallestUnit: 'second' }).seconds / 60;
  return row.breaks.map((one) => ({ from: addMinutes(one.from, by), to: addMinutes(one.to, by) }))
    .filter((one) => !isBefore(endAt, one.to) && !isBefore(one.from, startAt));
}

export const moveSession = handle(api.moveSession, async (act, { sessionId, date, startsAt, endsAt, roomId, staffIds }) => {
  const row = (await sessions.findSession(act.tx, sessionId))!;
  const [startAt, endAt] = [instantOf(date, startsAt, act.zone), instantOf(date, endsAt, act.zone)];
  const decision = decideMove(row, { startAt, endAt }, row.tied, act.now);
  if (!decision.ok) return decision;
  const room = await decideRoom(act, roomId, date);
  if (!room.ok) return room;
  const facilitatorIds = staffIds === undefined ? row.facilitatorIds : [...new Set(staffIds)];
  const others = facilitatorIds.filter((staffId) => !row.facilitatorIds.includes(staffId));
  const leaders = await decideLeaders(act, others, row.service, date, await findRuleBook(act.tx, act.today), 'staffIds', row.credentials);
  if (!leaders.ok) return leaders;
  const changeId = await startChange(act, { kind: 'moveSession', sessionId, seriesId: row.seriesId,
    words: `${nameOf(row)}, ${sayWhen(row.startAt, act.zone)}, to ${sayWhen(startAt, act.zone)}${others.length > 0 ? ' and other leaders' : ''}` });
  const moved = { ...row, startAt, endAt, breaks: shiftBreaks(row, startAt, endAt), roomId, facilitatorIds };
  await sessions.changeSession(act.tx, moved);
  const booked = await rebook(act, moved, act.clientIds);
  if (!booked.ok) return booked;
  if (isBefore(row.startAt, startAt) || isBefore(startAt, row.startAt)) await tellOfChange(act, act.clientIds);
  return accept({ changeId });
});

export const substituteLeader = handle(api.substituteLeader, async (act, { sessionId, staffIds }) => {
  const row = (await sessions.findSession(act.tx, sessionId))!;
  const decision = decideSubstitute(row, row.tied, act.now);
  if (!decision.ok) return decision;
  const leaders = await decideLeaders(act, staffIds, row.service, dateIn(row.startAt, act.zone), await findRuleBook(act.tx, act.today), 'staffIds', row.credentials);
  if (!leaders.ok) return leaders;
  const changeId = await startChange(act, { kind: 'substituteLeader', sessionId, seriesId: row.seriesId,
    words: `${nameOf(row)}, ${sayWhen(row.startAt, act.zone)}, to other leaders` });
  await sessions.changeSession(act.tx, { ...row, facilitatorIds: [...new Set(staffIds)] });
  await sessions.dropBookings(act.tx, [sessionId], ['staff']);
  const wanted = bookingsOf({ ...row, facilitatorIds: [...new Set(staffIds)] }).filter((one) => one.resource.kind === 'staff');
  return await sessions.addBookings(act.tx, wanted) === wanted.length ? accept({ changeId }) : { ...refuseTaken('staff'), field: 'staffIds' };
});

export const changeSessionMode = handle(api.changeSessionMode, async (act, { sessionId, mode, link }) => {
  const row = (await sessions.findSession(act.tx, sessionId))!;
  if (row.cancelled) return refuse('already-cancelled', 'This session was cancelled. Make a new one instead.');
  if (row.tied) return refuse('has-attendance', 'Somebody was recorded here already, each with how they came.');
  const changeId = await startChange(act, { kind: 'changeSessionMode', sessionId, seriesId: row.seriesId,
    words: `${nameOf(row)}, ${sayWhen(row.startAt, act.zone)}, how it is joined` });
  await sessions.changeMode(act.tx, { id: sessionId, mode, link });
  if (row.mode !== mode || row.link !== link) await tellOfChange(act, act.clientIds);
  return accept({ changeId });
});

export const cancelSession = handle(api.cancelSession, async (act, { sessionId, reason }) => {
  const row = (await sessions.findSession(act.tx, sessionId))!;
  const decision = decideCancel(row, row.tied);
  if (!decision.ok) return decision;
  const changeId = await startChange(act, { kind: 'cancelSession', sessionId, seriesId: row.seriesId, words: `${nameOf(row)}, ${sayWhen(row.startAt, act.zone)}, cancelled` });
  const told = await callOff(act, [row], reason);
  return accept({ changeId, told: told.length });
});

export const addSession = handle(api.addSession, async (act, { seriesId, date, startsAt, endsAt, roomId, facilitatorIds, mode, link }) => {
  const series = await store.findSeries(act.tx, seriesId);
  if (!series) return refuse('not-found', 'There is nothing here that you can open.');
  const [startAt, endAt] = [instantOf(date, startsAt, act.zone), instantOf(date, endsAt, act.zone)];
  const decision = decideMove({ cancelled: null }, { startAt, endAt }, false, act.now);
  if (!decision.ok) return decision;
  if (date < series.from || (series.until !== null && date >= series.until)) {
    return refuse('outside-of-series', 'This group does not meet in that time. Choose a day while it runs.', 'date');
  }
  if ((await sessions.listSessionsOfSeries(act.tx, seriesId, date)).some((one) => one.plannedOn === date)) {
    return refuse('meets-that-day', 'This group has a session planned for that day already. Move that one, or choose another day.', 'date');
  }
  const group = series.groupId === null ? undefined : await store.findGroup(act.tx, series.groupId);
  const checks = [await decideLeaders(act, facilitatorIds, series.service, date, await findRuleBook(act.tx, act.today), 'facilitatorIds', group?.credentials ?? []),
    await decideRoom(act, roomId, date)];
  for (const check of checks) if (!check.ok) return check;
  const changeId = await startChange(act, { kind: 'addSession', seriesId, words: `${group?.name ?? 'A session'}, ${sayWhen(startAt, act.zone)}, added` });
  const sessionId = act.newId();
  await sessions.addExtraSession(act.tx, { id: sessionId, seriesId, plannedOn: date, startAt, endAt, breaks: [], roomId, facilitatorIds, lesson: null, mode, link });
  const clientIds = await seatedOnDay(act, seriesId, date);
  const row = (await sessions.findSession(act.tx, sessionId))!;
  const booked = await rebook(act, row, clientIds);
  if (!booked.ok) return booked;
  await tellOfChange(act, clientIds);
  return accept({ changeId, sessionId });
});

const seatedOnDay = async (act: Act, seriesId: Id, date: LocalDate): Promise<Id[]> =>
  (await store.listSeatsIn(act.tx, seriesId, date)).filter((seat) => seat.from <= date).map((seat) => seat.clientId);

