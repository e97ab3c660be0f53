import { addMinutes, isBefore, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Booking } from './bookings.ts';

/** When one person can be booked for another: free time, less a buffer around what is booked and the way between sites. */
type Travel = { fromSiteId: Id; toSiteId: Id; minutes: number };

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
