import { addDays, compareInstants, daysBetween, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { Service } from '../agency/services.ts';
import type { HoursException } from './model.ts';

/** Minutes of sessions, and what surrounds a week of them. What a client's hours come to is the room `hours`' alone. Breaks are no service (PR-21). */

type Span = { from: Instant; to: Instant };
type Timed = { startAt: Instant; endAt: Instant; breaks: readonly Span[] };

// every instant is kept in UTC: the plain parser reads it, many times faster
const ms = (at: Instant): number => Date.parse(at);
const overlapMs = (a: Span, b: Span): number => Math.max(0, Math.min(ms(a.to), ms(b.to)) - Math.max(ms(a.from), ms(b.from)));

/**
 * Whole minutes of a stay within a session: arrival to departure, minus the breaks listed on it (PR-13). What lies before
 * its start or after its end does not count: record the real start and end of the session instead.
 */
export function minutesWithin(session: Timed, stay: Span): number {
  const whole: Span = { from: session.startAt, to: session.endAt };
  const inside: Span = { from: ms(stay.from) > ms(whole.from) ? stay.from : whole.from, to: ms(stay.to) < ms(whole.to) ? stay.to : whole.to };
  if (compareInstants(inside.to, inside.from) <= 0) return 0;
  const pauses = session.breaks.reduce((sum, one) => sum + overlapMs(inside, one), 0);
  return Math.floor((ms(inside.to) - ms(inside.from) - pauses) / 60_000);
}

/** Minutes of a session that is attended from start to end. */
export const wholeMinutes = (session: Timed): number => minutesWithin(session, { from: session.startAt, to: session.endAt });

export const countsToHours = (service: Service, rules: RuleBook): boolean => rules['hours.counted'][service] === true;

/** The least minutes a week at level 2.1 for a person of this age (PR-01, PR-02). */
export const floorMinutes = (age: number, rules: RuleBook): number =>
  60 * rules[age < rules['client.adultFromAge'] ? 'hours.floor.adolescent' : 'hours.floor.adult'];

/**
 * The longest run of calendar days without contact between two contacts, holidays not counted: Thursday to Monday is 3
 * (PR-10). With fewer than two contacts there is nothing between.
 */
export function longestGap(contacts: readonly LocalDate[], closed: ReadonlySet<LocalDate>): { days: number; after: LocalDate | null } {
  const dates = [...new Set(contacts)].toSorted();
  let longest = { days: 0, after: null as LocalDate | null };
  for (let at = 1; at < dates.length; at++) {
    const [one, next] = [dates[at - 1]!, dates[at]!];
    let days = 0;
    for (let day = addDays(one, 1); day < next; day = addDays(day, 1)) if (!closed.has(day)) days++;
    if (days > longest.days) longest = { days, after: one };
  }
  return longest;
}

/** Weeks from one day to the last, both in their week: the first is partial unless it begins on the first weekday. */
export const isFullWeek = (weekStart: LocalDate, admittedOn: LocalDate, leftOn: LocalDate | null): boolean =>
  admittedOn <= weekStart && (leftOn === null || leftOn >= addDays(weekStart, 6));

export const exceptionIn = (weekStart: LocalDate, exceptions: readonly HoursException[]): HoursException | undefined =>
  exceptions.find((one) => one.from <= addDays(weekStart, 6) && weekStart <= one.until);

/** May a taper below the floor be recorded? At most two weeks in all, with its reason (PR-05). */
export function decideTaper(
  earlier: readonly HoursException[], taper: Pick<HoursException, 'from' | 'until' | 'reason'>, rules: RuleBook,
): Decision<{ weeks: number }, 'taper-too-long' | 'reason-missing' | 'until-before-from'> {
  if (taper.until < taper.from) return refuse('until-before-from', 'Let the taper end after it begins.', 'until');
  if (taper.reason.trim() === '') return refuse('reason-missing', 'Write why fewer hours are right now.', 'reason');
  const weeksIn = (one: Pick<HoursException, 'from' | 'until'>) => Math.ceil((daysBetween(one.from, one.until) + 1) / 7);
  const weeks = sum(earlier.filter((one) => one.kind === 'taper').map(weeksIn)) + weeksIn(taper);
  const most = rules['hours.taperMaxWeeks'];
  return weeks > most
    ? refuse('taper-too-long', `A taper lasts ${most} weeks at most. After that the level of care is reviewed.`, 'until')
    : accept({ weeks });
}

/**
 * How many full weeks in a row, the last one over included, stayed under the floor without a documented reason (PR-16).
 * @param weeks in order of time.
 */
export function weeksUnderFloor(weeks: readonly { over: boolean; full: boolean; excepted: boolean; attended: number; floor: number }[]): number {
  let run = 0;
  for (const week of weeks) {
    if (!week.over || !week.full || week.excepted) continue;
    run = week.attended < week.floor ? run + 1 : 0;
  }
  return run;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
