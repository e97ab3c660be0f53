import { addDays, compareInstants, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';

/** Rules of changing a series: from which day it may hold, and which sessions it leaves alone. */
type Planned = { plannedOn: LocalDate; startAt: Instant; tied: boolean };

/** Has it begun, or does a fact hang on it? Such a session is never changed by a change of its series. */
export const isHeld = (one: Pick<Planned, 'startAt' | 'tied'>, now: Instant): boolean => one.tied || compareInstants(one.startAt, now) <= 0;

/**
 * From which day a change may hold: the day asked for, or the day after the last session from then on that was held or
 * has begun, so that its seats and its roster stay what they were.
 */
export function effectiveFrom(from: LocalDate, sessions: readonly Planned[], now: Instant): LocalDate {
  const held = sessions.filter((one) => one.plannedOn >= from && isHeld(one, now)).map((one) => one.plannedOn).toSorted();
  return held.length === 0 ? from : addDays(held.at(-1)!, 1);
}

/** One weekday of a rule becomes another; the others stay. Refused where the rule does not have it or has both. */
export function moveWeekday(weekdays: readonly number[], move: { from: number; to: number }): Decision<number[]> {
  if (!weekdays.includes(move.from)) return refuse('not-that-weekday', 'This group does not meet on that weekday. Open the page again.', 'moveWeekday.from');
  if (move.from !== move.to && weekdays.includes(move.to)) {
    return refuse('meets-then-already', 'This group meets on that weekday already. Choose another day.', 'moveWeekday.to');
  }
  return accept([...new Set(weekdays.map((day) => (day === move.from ? move.to : day)))].toSorted((a, b) => a - b));
}

type Kept = Planned & { byHand: boolean; cancelled: unknown };

/**
 * Of the sessions that a change of the series reaches: which are made anew, and which go along as they are. Cancelled ones
 * stay cancelled. What was changed by itself goes along, unless the change is about all that was not held; a session that
 * was added outside of the rule always does.
 * @param ruleDays the days that the rule so far names
 */
export function splitForChange<S extends Kept>(
  sessions: readonly S[], scope: 'from-here-on' | 'all-not-held', ruleDays: ReadonlySet<LocalDate>,
): { anew: S[]; along: S[] } {
  const along = (one: S) => one.cancelled !== null || (one.byHand && (scope === 'from-here-on' || !ruleDays.has(one.plannedOn)));
  return { anew: sessions.filter((one) => !along(one)), along: sessions.filter(along) };
}

type Stretch = { from: string; to: string };

/** Breaks go along when a session begins at another time of day; those that would lie outside of it are left out. */
export function shiftBreaks(breaks: readonly Stretch[], old: { startsAt: string }, to: { startsAt: string; endsAt: string }): Stretch[] {
  const by = Temporal.PlainTime.from(old.startsAt).until(to.startsAt);
  const shift = (time: string) => Temporal.PlainTime.from(time).add(by).toString({ smallestUnit: 'minute' });
  return breaks.map((one) => ({ from: shift(one.from), to: shift(one.to) })).filter((one) => to.startsAt <= one.from && one.from < one.to && one.to <= to.endsAt);
}

/** Does a wall-clock stretch end after it starts, with its breaks inside? */
export function decideTimes(when: { startsAt: string; endsAt: string; breaks: readonly { from: string; to: string }[] }): Decision<true> {
  if (when.startsAt >= when.endsAt) return refuse('ends-before-it-starts', 'Let it end after it starts, like 18:00 to 21:15.', 'endsAt');
  if (when.breaks.some((one) => one.from < when.startsAt || one.to > when.endsAt)) return refuse('break-outside', 'Let each break lie within the session.', 'breaks');
  return accept(true);
}
