import { addDays, dateIn, instantOf, isBefore, type Instant, type LocalDate } from '../../../shared/dates.ts';
import type { Id } from '../../../shared/ids.ts';
import type { Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { listRooms } from '../../agency/store.ts';
import type { Room } from '../../agency/model.ts';
import { findClient } from '../../clients/store.ts';
import { kindsOn } from '../../staff/credentials.ts';
import type { StaffSummary } from '../../staff/model.ts';
import { listStaff } from '../../staff/store.ts';
import { closedDays } from '../closing.ts';
import { listClosures } from '../changes-store.ts';
import type { Closure } from '../model.ts';
import { bookingsOf, reconcile, type Booking } from '../bookings.ts';
import { occurrences } from '../recurrence.ts';
import { seatedOn } from '../seating.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';

/** Makes sessions with what they take of people and rooms, ahead and at each change. */
export type Made = { sessionIds: Id[]; firstStartAt: Instant | null; clash: Booking | null; clashes: number };

/** Until which day sessions are made (architecture: 26 weeks ahead). */
export const horizon = (act: Act, rules: RuleBook): LocalDate => addDays(act.today, 7 * rules['schedule.weeksAhead']);

/** What decides on which days, in which rooms and by whom sessions can be held. */
export type Ground = { closures: Closure[]; rooms: Room[]; staff: StaffSummary[] };

export async function findGround(act: Pick<Act, 'tx' | 'now' | 'today'>): Promise<Ground> {
  const [closures, rooms, staff] = await Promise.all([listClosures(act.tx, act.today), listRooms(act.tx), listStaff(act.tx, act.now)]);
  return { closures, rooms, staff };
}

/**
 * Of what a session takes, what it can have that day: a leader who left or holds no credential then, and a room that has
 * closed, are not asked for. The session shows that it needs another.
 */
export function havable<B extends Booking>(bookings: readonly B[], ground: Ground, zone: string): B[] {
  return bookings.filter(({ resource, from }) => {
    const on = dateIn(from, zone);
    if (resource.kind === 'room') return ground.rooms.some((one) => one.roomId === resource.id && (one.closedOn === null || on < one.closedOn));
    if (resource.kind === 'client') return true;
    return ground.staff.some((one) => one.staffId === resource.id && (one.leftOn === null || on < one.leftOn) && kindsOn(one.credentials, on).length > 0);
  });
}

/**
 * Brings the sessions of a series in line with its rule from a day on. Sessions that hold a fact, or that somebody moved,
 * stay. On a day that was closed since, a session is cancelled with the reason and its clients are told. `clash` is the
 * first booking that could not be had; the caller refuses or shows it.
 */
export async function makeSessions(act: Act, series: store.SeriesRow, from: LocalDate, rules: RuleBook, on?: Ground): Promise<Made> {
  const { tx } = act;
  const [existing, seats, group, ground] = await Promise.all([
    sessions.listSessionsOfSeries(tx, series.id, from), store.listSeatsIn(tx, series.id, from),
    series.groupId === null ? undefined : store.findGroup(tx, series.groupId), on ?? findGround(act),
  ]);
  const closed = closedDays(rules, ground.closures, series, ground.rooms);
  const wanted = occurrences(series, from > series.from ? from : series.from, horizon(act, rules), new Set(closed.keys()));
  const keep = new Set(existing.filter((one) => one.tied || one.byHand).map((one) => one.id));
  const { make, drop } = reconcile(wanted, existing, keep, act.now);
  const gone = drop.map((one) => existing.find((other) => other.id === one.id)!);
  for (const [reason, rows] of Map.groupBy(gone.filter((one) => closed.has(one.plannedOn) && within(one.plannedOn, series)), (one) => closed.get(one.plannedOn)!)) {
    await callOff(act, rows, reason);
  }
  await dropOrCallOff(act, gone.filter((one) => !closed.has(one.plannedOn) || !within(one.plannedOn, series)));
  const lessonOf = lessonsFrom(group?.lessons.map((one) => one.code) ?? [], make.length === 0 ? null : await sessions.lastLessonBefore(tx, series.id, make[0]!.on));
  const made: sessions.NewSession[] = make.map((one) => ({
    id: act.newId(), seriesId: series.id, plannedOn: one.on, startAt: one.startAt, endAt: one.endAt, breaks: one.breaks,
    roomId: series.roomId, facilitatorIds: series.facilitatorIds, lesson: lessonOf(),
  }));
  if (made.length === 0) return { sessionIds: [], firstStartAt: null, clash: null, clashes: 0 };
  await sessions.addSessions(tx, made);
  const bookings = havable(made.flatMap((one) => [
    ...bookingsOf({ ...one, cancelled: null }),
    ...seatedOn(seats, one.plannedOn).map((seat): Booking => ({
      resource: { kind: 'client', id: seat.clientId }, sessionId: one.id, from: one.startAt, to: one.endAt })),
  ]), ground, act.zone);
  const taken = await sessions.addBookings(tx, bookings);
  const clash = taken === bookings.length ? null : await firstMissing(act, bookings);
  return { sessionIds: made.map((one) => one.id), firstStartAt: made[0]!.startAt, clash, clashes: bookings.length - taken };
}

const within = (on: LocalDate, series: Pick<store.SeriesRow, 'from' | 'until'>): boolean => series.from <= on && (series.until === null || on < series.until);

/** Sessions that are made anew or no longer held go; one of which somebody spoke is cancelled instead, so that their word stays. */
export async function dropOrCallOff(act: Act, rows: readonly sessions.SessionRow[]): Promise<void> {
  const spoken = rows.filter((one) => one.said);
  if (spoken.length > 0) await callOff(act, spoken, 'The group meets at another time.');
  if (rows.length > spoken.length) await sessions.dropSessions(act.tx, rows.filter((one) => !one.said).map((one) => one.id));
}

/** Cancels sessions by the program and frees whom they held. @returns whom they held, who are told. */
export async function callOff(act: Act, rows: readonly sessions.SessionRow[], reason: string, closureId: Id | null = null): Promise<Id[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((one) => one.id);
  const clientIds = await sessions.listSeatedAt(act.tx, ids);
  await sessions.cancelSessions(act.tx, ids, { reason: reason.slice(0, 200), at: act.now, by: act.actor.subjectId, closureId });
  await sessions.dropBookings(act.tx, ids, ['client', 'staff', 'room']);
  await store.endMakeUpsAt(act.tx, ids);
  await tellOfChange(act, clientIds);
  return clientIds;
}

/**
 * Tells clients that their week changed, by the letter that says nothing else (PR-86). Those without an address see it on
 * their page alone.
 */
export async function tellOfChange(act: Act, clientIds: readonly Id[]): Promise<void> {
  for (const clientId of clientIds) {
    act.touch(clientId);
    const client = await findClient(act.tx, clientId);
    if (client?.email) await act.mail(client.email, 'You have a message', 'Something in your week changed. Open your page to see it.');
  }
}

/** Which of the wanted bookings somebody else holds. */
export async function firstMissing(act: Act, wanted: readonly Booking[]): Promise<Booking | null> {
  const from = wanted.reduce((a, b) => (isBefore(b.from, a) ? b.from : a), wanted[0]!.from);
  const to = wanted.reduce((a, b) => (isBefore(a, b.to) ? b.to : a), wanted[0]!.to);
  const held = await sessions.listBookings(act.tx, [...new Set(wanted.map((one) => one.resource.id))], from, to);
  const has = new Set(held.map((one) => `${one.sessionId}:${one.resource.id}`));
  return wanted.find((one) => !has.has(`${one.sessionId}:${one.resource.id}`)) ?? null;
}

/** The codes in order, round and round, beginning after the last one held. */
export function lessonsFrom(codes: readonly string[], last: string | null): () => string | null {
  let at = last === null ? -1 : codes.indexOf(last);
  return () => {
    if (codes.length === 0) return null;
    at = (at + 1) % codes.length;
    return codes[at]!;
  };
}

/** The bounds of some days as instants in the agency's zone. */
export const between = (act: Pick<Act, 'zone'>, from: LocalDate, days: number): [Instant, Instant] =>
  [instantOf(from, '00:00', act.zone), instantOf(addDays(from, days), '00:00', act.zone)];
