import type { LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { mayUse, type Role } from '../../shared/roles.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { EDUCATION, type Service } from '../agency/services.ts';
import type { Group, Seat, Separation, Series } from './model.ts';

/** May somebody of these roles see who is kept apart from whom (PR-28)? To all others it is only not possible. */
export const seesPairs = (roles: readonly Role[]): boolean => mayUse(roles, 'schedule.write');

/** Seats are numbered and dated: rolling admission without touching the past, and no thirteenth seat by a race. */
export type Spell = { from: LocalDate; until: LocalDate | null };

/** Of two days on which something ends, the earlier; null is without end. */
export const earlier = (a: LocalDate | null, b: LocalDate | null): LocalDate | null => (a === null ? b : b === null ? a : a < b ? a : b);

/** Do two spells share a day? `until` is the first day no longer in it. */
export const sharesDay = (a: Spell, b: Spell): boolean =>
  (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until);

/** The seats of a series that are taken on a day. */
export const seatedOn = <S extends Spell>(seats: readonly S[], on: LocalDate): S[] =>
  seats.filter((seat) => seat.from <= on && (seat.until === null || on < seat.until));

/** How many may sit in a group: its own capacity, but no more than the rule book allows for its kind (PR-22, PR-23). */
export const seatsIn = (service: Service, capacity: number, rules: RuleBook): number =>
  Math.min(capacity, rules[EDUCATION.includes(service) ? 'group.max.education' : 'group.max.therapy']);

/** The lowest seat number free through a whole spell, or null. */
export function freeSeat(seats: readonly Pick<Seat, 'no' | 'from' | 'until'>[], spell: Spell, most: number): number | null {
  const taken = new Set(seats.filter((seat) => sharesDay(seat, spell)).map((seat) => seat.no));
  for (let no = 1; no <= most; no++) if (!taken.has(no)) return no;
  return null;
}

/** Who of those seated may not sit with this client in the spell (PR-28). */
export function keptApart(
  clientId: Id, spell: Spell, seats: readonly Pick<Seat, 'clientId' | 'from' | 'until'>[], separations: readonly Separation[],
): Separation[] {
  return separations.filter((pair) => {
    const other = pair.clientId === clientId ? pair.otherId : pair.otherId === clientId ? pair.clientId : null;
    return other !== null && sharesDay(pair, spell)
      && seats.some((seat) => seat.clientId === other && sharesDay(seat, spell) && sharesDay(seat, pair));
  });
}

export type SeatRefusal =
  | 'ends-before-it-begins' | 'series-has-ended' | 'already-seated' | 'group-full' | 'cohort-has-begun' | 'kept-apart';

export type SeatAsked = Spell & {
  clientId: Id;
  /** A supervisor's reason to seat two people who are kept apart (PR-28). */
  override?: { by: Id; maySupervise: boolean; reason: string } | undefined;
};

/**
 * May this client have a seat from a day on? Answers with its number. Whether the client is elsewhere at the time of a
 * session is judged by the bookings (PR-27).
 * @param seats all seats of the series, of others and of this client.
 */
export function decideSeat(
  asked: SeatAsked, series: Pick<Series, 'from' | 'until' | 'capacity' | 'service'>, group: Pick<Group, 'enrolment'> | null,
  seats: readonly Seat[], separations: readonly Separation[], rules: RuleBook,
): Decision<{ no: number; overridden: boolean }, SeatRefusal> {
  if (asked.until !== null && asked.until <= asked.from) return refuse('ends-before-it-begins', 'Let the seat end after it begins.', 'until');
  if (series.until !== null && asked.from >= series.until) return refuse('series-has-ended', 'This group no longer meets then. Choose another.', 'seriesId');
  if (seats.some((seat) => seat.clientId === asked.clientId && sharesDay(seat, asked))) {
    return refuse('already-seated', 'The client has a seat here in that time already.', 'from');
  }
  if (group?.enrolment === 'closed' && asked.from > series.from) {
    return refuse('cohort-has-begun', 'This group began together and takes nobody in later. Choose an open one.', 'seriesId');
  }
  const apart = keptApart(asked.clientId, asked, seats, separations);
  const overridden = apart.length > 0 && asked.override?.maySupervise === true && asked.override.reason.trim() !== '';
  if (apart.length > 0 && !overridden) {
    return refuse('kept-apart', 'Somebody in this group is kept apart from this client. Choose another group, or ask a supervisor.', 'seriesId');
  }
  const most = seatsIn(series.service, series.capacity, rules);
  const no = freeSeat(seats, asked, most);
  if (no === null) return refuse('group-full', `All ${most} seats are taken for some of that time. Choose another group or a later day.`, 'seriesId');
  return accept({ no, overridden });
}

/** A skip cuts a spell in two: the days before it and the days from its end on. */
export function skip(seat: Seat, away: { from: LocalDate; until: LocalDate }, newId: Id): Seat[] {
  if (!sharesDay(seat, away)) return [seat];
  const before = seat.from < away.from ? [{ ...seat, until: away.from }] : [];
  const after = seat.until === null || away.until < seat.until
    ? [{ ...seat, id: before.length > 0 ? newId : seat.id, from: away.until > seat.from ? away.until : seat.from }] : [];
  return [...before, ...after];
}

export type Concern = 'no-leader' | 'second-leader-missing' | 'more-than-room' | 'more-than-allowed' | 'too-few' | 'leader-not-credentialed';

/**
 * What is not in order with a session that is to come: shown, not refused, so that a week can be planned step by step.
 * @param leaders whether each facilitator's credential of that day covers the service (PR-61).
 */
export function concernsOf(
  session: { service: Service; kind: string; seated: number; capacity: number; roomSeats: number | null; leaders: readonly boolean[];
    /** The group's own words, which go before the rule book's (PR-24, PR-25). */
    minimum?: number | null; secondFrom?: number | null },
  rules: RuleBook,
): Concern[] {
  const concerns: Concern[] = [];
  if (session.leaders.length === 0) concerns.push('no-leader');
  if (session.leaders.includes(false)) concerns.push('leader-not-credentialed');
  if (session.kind !== 'group') return concerns;
  const lecture = EDUCATION.includes(session.service);
  const second = session.secondFrom ?? (lecture ? null : rules['group.secondFacilitatorAt']);
  if (second !== null && session.seated > second && session.leaders.length === 1) concerns.push('second-leader-missing');
  if (session.roomSeats !== null && session.seated > session.roomSeats) concerns.push('more-than-room');
  if (session.seated > seatsIn(session.service, session.capacity, rules)) concerns.push('more-than-allowed');
  if (session.seated < (session.minimum ?? rules['group.min'])) concerns.push('too-few');
  return concerns;
}
