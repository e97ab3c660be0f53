import { compareInstants, isBefore, type Instant, type LocalDate } from '../../shared/dates.ts';
import { businessDaysAfter, type WorkCalendar } from '../../shared/business-days.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { PriorityClass } from './priority.ts';

/** Who is offered a seat first (PR-41), for how long, and what is owed when a seat frees (PR-43). */
export type Target = { kind: 'track' | 'group'; id: Id };
export type Line = {
  waitingId: Id; trackId: Id | null; groupId: Id | null; cls: PriorityClass; askedAt: Instant;
  /** Until when a seat is kept for them; null: no offer is open. */
  offeredUntil: Instant | null;
};

export const targetOf = (line: Pick<Line, 'trackId' | 'groupId'>): Target =>
  line.trackId !== null ? { kind: 'track', id: line.trackId } : { kind: 'group', id: line.groupId! };

/** PR-41: by class, then by the moment of asking; a tie by id, so that the order never flickers. */
export const inOrder = <L extends Pick<Line, 'waitingId' | 'cls' | 'askedAt'>>(lines: readonly L[]): L[] =>
  lines.toSorted((a, b) => a.cls - b.cls || compareInstants(a.askedAt, b.askedAt) || a.waitingId.localeCompare(b.waitingId));

const isOpen = (line: Line, now: Instant): boolean => line.offeredUntil !== null && isBefore(now, line.offeredUntil);

/** Seats that nobody sits on and that no open offer keeps. */
export const seatsToOffer = (free: number, lines: readonly Line[], now: Instant): number =>
  Math.max(0, free - lines.filter((one) => isOpen(one, now)).length);

/** Who is next: the first in order to whom no offer is open. */
export const nextInLine = (lines: readonly Line[], now: Instant): Line | null => inOrder(lines.filter((one) => !isOpen(one, now)))[0] ?? null;

/**
 * May a seat be offered to this one? Only while one is free, once at a time, and in order; somebody further down only with
 * the reason written (PR-41: the order is a duty, the reason is what a reviewer asks for).
 */
export function decideOffer(line: Line, lines: readonly Line[], free: number, outOfOrder: string, now: Instant): Decision<true> {
  if (isOpen(line, now)) return refuse('offered-already', 'An offer is open already. Wait for the answer, or record it.', 'waitingId');
  if (seatsToOffer(free, lines, now) === 0) return refuse('no-seat-free', 'No seat is free that is not offered to somebody else already.', 'waitingId');
  if (nextInLine(lines, now)?.waitingId !== line.waitingId && outOfOrder.trim().length < 3) {
    return refuse('not-next-in-line', 'Somebody else is next. Offer it to them, or write why this person goes first.', 'outOfOrder');
  }
  return accept(true);
}

/**
 * A free seat for which somebody waits is offered within a business day of its getting free (PR-43). No name: who it is
 * for stands on the list.
 * @param freedOn the day on which the last seat got free, or the group began
 */
export function seatDue(
  target: Target & { name: string; free: number; freedAt: Instant }, lines: readonly Line[], now: Instant, calendar: WorkCalendar,
): Obligation[] {
  const seats = seatsToOffer(target.free, lines, now);
  const next = nextInLine(lines, now);
  if (seats === 0 || next === null) return [];
  const waiting = lines.filter((one) => !isOpen(one, now)).length;
  const since = isBefore(next.askedAt, target.freedAt) ? target.freedAt : next.askedAt;
  return [{
    rule: 'PR-43', about: `${target.id}:seat`, clientId: null, owedBy: { role: 'intake' }, what: `seat to offer, ${target.name}`,
    why: `${seats} free, ${waiting} waiting${next.cls < 4 ? ', the next with priority' : ''}.`, since, due: businessDaysAfter(since, 1, calendar), weight: 'person',
    evidence: [{ kind: target.kind, id: target.id }], remedy: { verb: 'Offer', path: '/waiting' },
  }];
}

/** An open offer is told to the person: at least one try to reach them before it ends (PR-43). */
export function offerDue(
  offer: { waitingId: Id; clientId: Id; offeredAt: Instant; until: Instant; from: LocalDate; tries: readonly Instant[] }, now: Instant,
): Obligation[] {
  if (!isBefore(now, offer.until) || offer.tries.some((at) => compareInstants(at, offer.offeredAt) >= 0)) return [];
  return [{
    rule: 'PR-43', about: `${offer.waitingId}:offer`, clientId: offer.clientId, owedBy: { role: 'intake' }, what: 'call about a seat',
    why: `A seat from ${offer.from} on is kept for them; nobody has tried to reach them since.`, since: offer.offeredAt, due: offer.until, weight: 'person',
    evidence: [{ kind: 'waiting', id: offer.waitingId }], remedy: { verb: 'Call', path: '/waiting' },
  }];
}
