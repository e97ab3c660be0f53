import { compareInstants, isBefore, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import type { Session } from './model.ts';
import type { Occurrence } from './recurrence.ts';

/** A client, a staff member and a room may each be in one place at a time (PR-27). */
export type Resource = { kind: 'client' | 'staff' | 'room'; id: Id };
export type Booking = { resource: Resource; sessionId: Id; from: Instant; to: Instant };

/** The periods that a session takes of its room and of those who lead it; a cancelled one takes none. */
export const bookingsOf = (session: Pick<Session, 'id' | 'startAt' | 'endAt' | 'roomId' | 'facilitatorIds' | 'cancelled'>): Booking[] =>
  session.cancelled ? [] : [
    ...(session.roomId === null ? [] : [{ kind: 'room' as const, id: session.roomId }]),
    ...session.facilitatorIds.map((id) => ({ kind: 'staff' as const, id })),
  ].map((resource) => ({ resource, sessionId: session.id, from: session.startAt, to: session.endAt }));

/** Pairs of a wanted and an existing booking of one resource that overlap. Periods are half-open: 6 to 7 and 7 to 8 do not. */
export function clashes(wanted: readonly Booking[], existing: readonly Booking[]): { wanted: Booking; taken: Booking }[] {
  const of = new Map<string, Booking[]>();
  for (const one of existing) {
    const key = `${one.resource.kind}:${one.resource.id}`;
    of.set(key, [...(of.get(key) ?? []), one]);
  }
  return wanted.flatMap((one) => (of.get(`${one.resource.kind}:${one.resource.id}`) ?? [])
    .filter((taken) => taken.sessionId !== one.sessionId && isBefore(one.from, taken.to) && isBefore(taken.from, one.to))
    .map((taken) => ({ wanted: one, taken })));
}

export type BookingRefusal = 'client-elsewhere' | 'staff-elsewhere' | 'room-taken';

const SAY: Record<Resource['kind'], [BookingRefusal, string, string]> = {
  client: ['client-elsewhere', 'The client has something else at that time. Choose another time.', 'startAt'],
  staff: ['staff-elsewhere', 'Who leads it is elsewhere at that time. Start later, or choose someone else.', 'facilitatorIds'],
  room: ['room-taken', 'The room is taken at that time. Choose another room or time.', 'roomId'],
};

/** The refusal that names one taken resource. */
export const refuseTaken = (kind: Resource['kind']) => refuse(...SAY[kind]);

/** May these be booked beside those? The first resource that is taken is named (PR-27). */
export function decideBookings(wanted: readonly Booking[], existing: readonly Booking[]): Decision<readonly Booking[], BookingRefusal> {
  const [clash] = clashes(wanted, existing);
  return clash ? refuseTaken(clash.wanted.resource.kind) : accept(wanted);
}

export type MoveRefusal = 'already-cancelled' | 'has-attendance' | 'has-begun' | 'in-the-past' | 'ends-before-it-starts' | 'longer-than-a-day';

/** May a session be put at another time or room? Not once it has begun or attendance was recorded, and never into the past. */
export function decideMove(
  session: Pick<Session, 'cancelled'> & { startAt?: Instant }, to: { startAt: Instant; endAt: Instant }, hasFacts: boolean, now: Instant,
): Decision<true, MoveRefusal> {
  if (session.cancelled) return refuse('already-cancelled', 'This session was cancelled. Make a new one instead.');
  if (hasFacts) return refuse('has-attendance', 'Attendance is recorded here already. Correct its times on the attendance sheet.');
  if (session.startAt !== undefined && !isBefore(now, session.startAt)) return refuse('has-begun', 'This session has begun. Add another one at the new time instead.');
  if (compareInstants(to.endAt, to.startAt) <= 0) return refuse('ends-before-it-starts', 'Let it end after it starts.', 'endAt');
  if (isBefore(to.startAt, now)) return refuse('in-the-past', 'Choose a time that is still to come.', 'startAt');
  if (Temporal.Instant.from(to.startAt).until(to.endAt, { largestUnit: 'hour' }).hours >= 24) {
    return refuse('longer-than-a-day', 'Let it end within a day of its start.', 'endAt');
  }
  return accept(true);
}

/**
 * May a session be given to other leaders? Until it ends, also where people have arrived: somebody may fall ill in the
 * middle. Once it was held with somebody recorded, who led it stays.
 */
export function decideSubstitute(session: Pick<Session, 'cancelled' | 'endAt'>, hasFacts: boolean, now: Instant): Decision<true, 'already-cancelled' | 'held-already'> {
  if (session.cancelled) return refuse('already-cancelled', 'This session was cancelled. Make a new one instead.');
  if (hasFacts && !isBefore(now, session.endAt)) return refuse('held-already', 'This session was held. Who led it stays as it was recorded.');
  return accept(true);
}

/** May a session be cancelled? Not twice, and not once somebody was recorded there. */
export function decideCancel(session: Pick<Session, 'cancelled'>, hasFacts: boolean): Decision<true, 'already-cancelled' | 'has-attendance'> {
  if (session.cancelled) return refuse('already-cancelled', 'This session was cancelled before.');
  if (hasFacts) return refuse('has-attendance', 'Somebody was recorded here. A session that took place is not cancelled.');
  return accept(true);
}

type Made = Pick<Session, 'id' | 'plannedOn' | 'startAt' | 'endAt' | 'cancelled'>;

/**
 * What has to be made and dropped so that the sessions of a series match its rule from a moment on. Sessions that hold a
 * fact, were moved or cancelled by hand, or have begun stay as they are.
 * @param keep ids of sessions to which a fact is tied or that somebody changed by hand.
 */
export function reconcile(
  wanted: readonly Occurrence[], existing: readonly Made[], keep: ReadonlySet<Id>, now: Instant,
): { make: Occurrence[]; drop: Made[] } {
  const wantedOn = new Map<LocalDate, Occurrence>(wanted.map((one) => [one.on, one]));
  const matches = (one: Made) => {
    const like = wantedOn.get(one.plannedOn);
    return like !== undefined && compareInstants(like.startAt, one.startAt) === 0 && compareInstants(like.endAt, one.endAt) === 0;
  };
  const stays = (one: Made) => keep.has(one.id) || one.cancelled !== null || compareInstants(one.startAt, now) <= 0 || matches(one);
  const drop = existing.filter((one) => !stays(one));
  const kept = new Set(existing.filter(stays).map((one) => one.plannedOn));
  return { make: wanted.filter((one) => !kept.has(one.on) && isBefore(now, one.startAt)), drop };
}
