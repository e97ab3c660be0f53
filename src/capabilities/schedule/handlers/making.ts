import { addDays, instantOf, isBefore, type Instant, type LocalDate } from '../../../shared/dates.ts';
import type { Id } from '../../../shared/ids.ts';
import type { Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { bookingsOf, reconcile, type Booking } from '../bookings.ts';
import { occurrences } from '../recurrence.ts';
import { seatedOn } from '../seating.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';

/** Makes sessions with what they take of people and rooms, ahead and at each change. */
export type Made = { sessionIds: Id[]; firstStartAt: Instant | null; clash: Booking | null; clashes: number };

export const closedDays = (rules: RuleBook): ReadonlySet<LocalDate> => new Set(rules.holidays.map((one) => one.date));

/** Until which day sessions are made (architecture: 26 weeks ahead). */
export const horizon = (act: Act, rules: RuleBook): LocalDate => addDays(act.today, 7 * rules['schedule.weeksAhead']);

/**
 * Brings the sessions of a series in line with its rule from a day on. Sessions that hold a fact, or that somebody moved,
 * stay. `clash` is the first booking that could not be had; the caller refuses or shows it.
 * @param titles titles of the group's lessons are walked through in order, from where the group stands
 */
export async function makeSessions(act: Act, series: store.SeriesRow, from: LocalDate, rules: RuleBook): Promise<Made> {
  const { tx } = act;
  const [existing, seats, group] = await Promise.all([
    sessions.listSessionsOfSeries(tx, series.id, from), store.listSeatsIn(tx, series.id, from),
    series.groupId === null ? undefined : store.findGroup(tx, series.groupId),
  ]);
  const wanted = occurrences(series, from > series.from ? from : series.from, horizon(act, rules), closedDays(rules));
  const keep = new Set(existing.filter((one) => one.tied || one.byHand).map((one) => one.id));
  const { make, drop } = reconcile(wanted, existing, keep, act.now);
  if (drop.length > 0) await sessions.dropSessions(tx, drop.map((one) => one.id));
  const lessonOf = lessonsFrom(group?.lessons.map((one) => one.code) ?? [], await lastLesson(act, series));
  const made: sessions.NewSession[] = make.map((one) => ({
    id: act.newId(), seriesId: series.id, plannedOn: one.on, startAt: one.startAt, endAt: one.endAt, breaks: one.breaks,
    roomId: series.roomId, facilitatorIds: series.facilitatorIds, lesson: lessonOf(),
  }));
  if (made.length === 0) return { sessionIds: [], firstStartAt: null, clash: null, clashes: 0 };
  await sessions.addSessions(tx, made);
  const bookings = made.flatMap((one) => [
    ...bookingsOf({ ...one, cancelled: null }),
    ...seatedOn(seats, one.plannedOn).map((seat): Booking => ({
      resource: { kind: 'client', id: seat.clientId }, sessionId: one.id, from: one.startAt, to: one.endAt })),
  ]);
  const taken = await sessions.addBookings(tx, bookings);
  const clash = taken === bookings.length ? null : await firstMissing(act, bookings);
  return { sessionIds: made.map((one) => one.id), firstStartAt: made[0]!.startAt, clash, clashes: bookings.length - taken };
}

/** Which of the wanted bookings somebody else holds. */
export async function firstMissing(act: Act, wanted: readonly Booking[]): Promise<Booking | null> {
  const from = wanted.reduce((a, b) => (isBefore(b.from, a) ? b.from : a), wanted[0]!.from);
  const to = wanted.reduce((a, b) => (isBefore(a, b.to) ? b.to : a), wanted[0]!.to);
  const held = await sessions.listBookings(act.tx, [...new Set(wanted.map((one) => one.resource.id))], from, to);
  const has = new Set(held.map((one) => `${one.sessionId}:${one.resource.id}`));
  return wanted.find((one) => !has.has(`${one.sessionId}:${one.resource.id}`)) ?? null;
}

async function lastLesson(act: Act, series: store.SeriesRow): Promise<string | null> {
  const held = await sessions.listSessionsOfSeries(act.tx, series.id, series.from);
  return held.filter((one) => one.lesson !== null).at(-1)?.lesson ?? null;
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
