import { addDays, addMinutes, dateIn, instantOf, isBefore, timeIn, weekdayOf, type LocalDate, type WallTime } from '../../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { findRuleBook } from '../../agency/store.ts';
import type { Service } from '../../agency/services.ts';
import { listStaff } from '../../staff/store.ts';
import * as api from '../api.ts';
import { bookingsOf, decideCancel, decideMove, refuseTaken, type Booking } from '../bookings.ts';
import { between, makeSessions } from './making.ts';
import type { SessionKind } from '../model.ts';
import { weekly } from '../recurrence.ts';
import { giveSeat } from './seats.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { decideLeaders, gives, initialsOf, refuseClash } from './timetable.ts';

/** Sessions of one client, and what happens to single sessions: moved, given to another leader, cancelled. */
export type Appointment = {
  clientId: Id; kind: Exclude<SessionKind, 'group'>; service: Service; staffId: Id; roomId: Id | null; on: LocalDate; startsAt: WallTime; minutes: number;
  repeat: 'once' | 'weekly' | 'every-other-week'; until: LocalDate | null;
};

/**
 * Books a session for one client, once or standing: a series of its own with one seat. Credential, person, room and
 * client are all judged, on every day it recurs.
 */
export async function bookFor(act: Act, asked: Appointment, rules: RuleBook): Promise<Decision<{ seriesId: Id; sessionId: Id; startAt: string; sessions: number }>> {
  const endsAt = Temporal.PlainTime.from(asked.startsAt).add({ minutes: asked.minutes }).toString({ smallestUnit: 'minute' });
  if (endsAt <= asked.startsAt) return refuse('ends-before-it-starts', 'Let it end before midnight.', 'minutes');
  if (isBefore(instantOf(asked.on, asked.startsAt, act.zone), act.now)) return refuse('in-the-past', 'Choose a time that is still to come.', 'startsAt');
  if (asked.until !== null && asked.until < asked.on) return refuse('until-before-from', 'Let it end after it begins.', 'until');
  const leaders = await decideLeaders(act, [asked.staffId], asked.service, asked.on, rules, 'staffId');
  if (!leaders.ok) return leaders;
  const row: store.SeriesRow = {
    id: act.newId(), groupId: null, trackId: null, kind: asked.kind, service: asked.service,
    rule: weekly([weekdayOf(asked.on)], asked.repeat === 'every-other-week' ? 2 : 1),
    startsAt: asked.startsAt, endsAt, breaks: [], zone: act.zone, roomId: asked.roomId, facilitatorIds: [asked.staffId], capacity: 1, from: asked.on,
    until: asked.repeat === 'once' ? addDays(asked.on, 1) : asked.until === null ? null : addDays(asked.until, 1), weeksFirst: null, weeksLast: null,
  };
  await store.addSeries(act.tx, row);
  const made = await makeSessions(act, row, asked.on, rules);
  if (made.clash) return refuseClash(act, made.clash);
  const [sessionId] = made.sessionIds;
  if (sessionId === undefined) return refuse('closed-that-day', 'The program is closed on that day. Choose another.', 'on');
  const seat = await giveSeat(act, asked.clientId, row, { from: asked.on, until: row.until }, '', rules);
  return seat.ok ? accept({ seriesId: row.id, sessionId, startAt: made.firstStartAt!, sessions: made.sessionIds.length }) : seat;
}

export const bookSession = handle(api.bookSession, async (act, input) => await bookFor(act, input, await findRuleBook(act.tx, act.today)));



/** Takes what a changed session needs, and names the first thing that somebody else has. */
async function rebook(act: Act, row: sessions.SessionRow): Promise<Decision<true>> {
  await sessions.dropBookings(act.tx, [row.id], ['client', 'staff', 'room']);
  for (const one of [...bookingsOf(row), ...act.clientIds.map((id): Booking => ({ resource: { kind: 'client', id }, sessionId: row.id, from: row.startAt, to: row.endAt }))]) {
    if (await sessions.addBookings(act.tx, [one]) === 0) return refuseTaken(one.resource.kind);
  }
  return accept(true);
}

export const moveSession = handle(api.moveSession, async (act, { sessionId, date, startsAt, endsAt, roomId }) => {
  const row = (await sessions.findSession(act.tx, sessionId))!;
  const [startAt, endAt] = [instantOf(date, startsAt, act.zone), instantOf(date, endsAt, act.zone)];
  const decision = decideMove(row, { startAt, endAt }, row.tied, act.now);
  if (!decision.ok) return decision;
  const by = Temporal.Instant.from(row.startAt).until(startAt, { largestUnit: 'second', smallestUnit: 'second' }).seconds / 60;
  const breaks = row.breaks.map((one) => ({ from: addMinutes(one.from, by), to: addMinutes(one.to, by) })).filter((one) => !isBefore(endAt, one.to) && !isBefore(one.from, startAt));
  const moved = { ...row, startAt, endAt, breaks, roomId };
  await sessions.changeSession(act.tx, moved);
  const booked = await rebook(act, moved);
  return booked.ok ? accept({}) : booked;
});

export const substituteLeader = handle(api.substituteLeader, async (act, { sessionId, staffIds }) => {
  const row = (await sessions.findSession(act.tx, sessionId))!;
  if (row.cancelled) return refuse('already-cancelled', 'This session was cancelled. Make a new one instead.');
  const leaders = await decideLeaders(act, staffIds, row.service, dateIn(row.startAt, act.zone), await findRuleBook(act.tx, act.today), 'staffIds');
  if (!leaders.ok) return leaders;
  await sessions.changeSession(act.tx, { ...row, facilitatorIds: [...new Set(staffIds)] });
  await sessions.dropBookings(act.tx, [sessionId], ['staff']);
  const wanted = bookingsOf({ ...row, facilitatorIds: [...new Set(staffIds)] }).filter((one) => one.resource.kind === 'staff');
  return await sessions.addBookings(act.tx, wanted) === wanted.length ? accept({}) : { ...refuseTaken('staff'), field: 'staffIds' };
});

export const cancelSession = handle(api.cancelSession, async (act, { sessionId, reason }) => {
  const row = (await sessions.findSession(act.tx, sessionId))!;
  const decision = decideCancel(row, row.tied);
  if (!decision.ok) return decision;
  await sessions.cancelSession(act.tx, { sessionId, reason, at: act.now, by: act.actor.subjectId });
  await sessions.dropBookings(act.tx, [sessionId], ['client', 'staff', 'room']);
  return accept({});
});

/** Half hours, from which one-to-one sessions begin. */
const STEP = 30;

export type Opening = { staffId: Id; initials: string; roomId: Id | null; date: LocalDate; from: WallTime; to: WallTime; startAt: string };

/** When people whose credential covers a service are free, by their own availability and what is booked (PR-44, PR-61). */
export async function openingsFor(act: Act, asked: { service: Service; minutes: number; from: LocalDate; days: number; staffId: Id | null }, rules: RuleBook): Promise<Opening[]> {
  const [from, before] = between(act, asked.from, asked.days);
  const [blocks, staff] = await Promise.all([sessions.listAvailability(act.tx), listStaff(act.tx, act.now)]);
  const wanted = blocks.filter((one) => asked.staffId === null || one.staffId === asked.staffId);
  const resourceIds = [...new Set(wanted.flatMap((one) => [one.staffId, ...(one.roomId ? [one.roomId] : [])]))];
  const booked = await sessions.listBookings(act.tx, resourceIds, from, before);
  const closed = new Set(rules.holidays.map((one) => one.date));
  const found: Opening[] = [];
  for (let day = 0; day < asked.days; day++) {
    const date = addDays(asked.from, day);
    if (closed.has(date)) continue;
    for (const block of wanted.filter((one) => one.weekday === weekdayOf(date) && gives(staff, one.staffId, asked.service, date, rules))) {
      const end = instantOf(date, block.to, act.zone);
      for (let startAt = instantOf(date, block.from, act.zone); ; startAt = addMinutes(startAt, STEP)) {
        const endAt = addMinutes(startAt, asked.minutes);
        if (isBefore(end, endAt)) break;
        const taken = isBefore(startAt, act.now) || booked.some((one) => (one.resource.id === block.staffId || one.resource.id === block.roomId)
          && isBefore(one.from, endAt) && isBefore(startAt, one.to));
        if (!taken) {
          found.push({ staffId: block.staffId, initials: initialsOf(staff, block.staffId), roomId: block.roomId, date,
            from: timeIn(startAt, act.zone), to: timeIn(endAt, act.zone), startAt });
        }
      }
    }
  }
  return found.toSorted((a, b) => a.startAt.localeCompare(b.startAt));
}

export const findOpenings = handle(api.findOpenings, async (act, input) =>
  accept((await openingsFor(act, input, await findRuleBook(act.tx, act.today))).slice(0, 200)));

export const saveAvailability = handle(api.saveAvailability, async (act, { staffId, blocks }) => {
  await sessions.replaceAvailability(act.tx, staffId, blocks.map((one) => ({ ...one, id: act.newId(), staffId })));
  return accept({});
});
export const listAvailability = handle(api.listAvailability, async (act) => accept(await sessions.listAvailability(act.tx)));
