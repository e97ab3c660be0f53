import { addDays, addMinutes, isBefore, weekdayOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Booking } from './bookings.ts';

/** When one person can be booked for another: free time, less a buffer around what is booked and the way between sites. */
export type Travel = { fromSiteId: Id; toSiteId: Id; minutes: number };

/** Minutes from one site to another; none where either is not known or nobody wrote them down. */
export const travelBetween = (from: Id | null, to: Id | null, travel: readonly Travel[]): number =>
  from === null || to === null || from === to ? 0 : travel.find((one) => one.fromSiteId === from && one.toSiteId === to)?.minutes ?? 0;

/**
 * Is a wanted time too close to one that is booked? Of a person, the buffer has to lie between, or the way if that takes
 * longer; a room is free as soon as it is empty.
 * @param buffer minutes
 */
export function standsInTheWay(
  booked: Booking & { siteId: Id | null }, wanted: { staffId: Id; roomId: Id | null; siteId: Id | null; startAt: Instant; endAt: Instant },
  buffer: number, travel: readonly Travel[],
): boolean {
  if (booked.resource.kind === 'room') return booked.resource.id === wanted.roomId && isBefore(booked.from, wanted.endAt) && isBefore(wanted.startAt, booked.to);
  if (booked.resource.id !== wanted.staffId) return false;
  const before = Math.max(buffer, travelBetween(wanted.siteId, booked.siteId, travel));
  const after = Math.max(buffer, travelBetween(booked.siteId, wanted.siteId, travel));
  return isBefore(booked.from, addMinutes(wanted.endAt, before)) && isBefore(addMinutes(wanted.startAt, -after), booked.to);
}

type Dated = { staffId: Id; roomId: Id | null; date: LocalDate; from: string };

/** How many weeks from a day on are looked at for what is open in two of them, where some are closed. */
export const WEEKS_LOOKED_AT = 4;

/**
 * The openings that somebody could have week for week: free on the first two of their weekdays on which the place is open. A day
 * that is closed says nothing of the weeks after it (PR-10: holidays are not counted), neither that an hour is taken nor that it is free.
 */
export function standingOpenings<O extends Dated>(openings: readonly O[], from: LocalDate, isClosed: (roomId: Id | null, date: LocalDate) => boolean): O[] {
  const at = (one: Dated, date: LocalDate) => `${one.staffId}:${date}:${one.from}`;
  const free = new Set(openings.map((one) => at(one, one.date)));
  const hours = Map.groupBy(openings, (one) => `${one.staffId}:${weekdayOf(one.date)}:${one.from}`);
  return [...hours.values()].flatMap(([first]) => {
    const ahead = (weekdayOf(first!.date) - weekdayOf(from) + 7) % 7;
    const open = Array.from({ length: WEEKS_LOOKED_AT }, (_, week) => addDays(from, ahead + 7 * week)).filter((date) => !isClosed(first!.roomId, date)).slice(0, 2);
    return open.every((date) => free.has(at(first!, date))) ? [first!] : [];
  });
}
