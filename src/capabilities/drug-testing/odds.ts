/**
 * The odds of one client on one day: even over the collection days (DT-05), raised and never lowered by the
 * two backstops of DT-07. Pure arithmetic over what has been drawn; the draw itself is in `draw.ts`.
 */
import { addDays, type LocalDate } from '../../shared/dates.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { OddsReason, TestingPlan } from './model.ts';

export type Calendar = { weekStart: number; closed: ReadonlySet<LocalDate> };
export type Odds = { p: number; why: OddsReason };
/** The dated week start of the rule book, so that a later change leaves earlier odds as they were. */
export const calendarOf = (rules: Pick<RuleBook, 'week.start' | 'holidays'>): Calendar =>
  ({ weekStart: rules['week.start'], closed: new Set(rules.holidays.map((h) => h.date)) });

type Planned = Pick<TestingPlan, 'effectiveFrom' | 'endsOn' | 'testsPerWeek' | 'collectionWeekdays' | 'longestGapDays'>;

/** Days since 1970: a hundred thousand clients are drawn in one go, and calendar objects would take most of the time. */
const dayNo = (date: LocalDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;
/** ISO weekday; day 0 was a Thursday. */
const weekdayOfNo = (no: number): number => (no + 3) % 7 + 1;
const closedNos = new WeakMap<Calendar, ReadonlySet<number>>();
function closedIn(calendar: Calendar): ReadonlySet<number> {
  let nos = closedNos.get(calendar);
  if (!nos) closedNos.set(calendar, nos = new Set([...calendar.closed].map(dayNo)));
  return nos;
}
const isOpen = (no: number, plan: Planned, calendar: Calendar): boolean =>
  plan.collectionWeekdays.includes(weekdayOfNo(no)) && !closedIn(calendar).has(no);

export const isCollectionDay = (date: LocalDate, plan: Planned, calendar: Calendar): boolean => isOpen(dayNo(date), plan, calendar);

/** DT-05: r tests a week over the collection days of a week; never more than certain. */
export const evenOdds = (plan: Planned): number =>
  Math.min(1, plan.testsPerWeek / new Set(plan.collectionWeekdays).size);

/** The plan in force on a day: the latest that has begun and not ended. */
export function planOn<P extends Planned>(plans: readonly P[], date: LocalDate): P | null {
  let found: P | null = null;
  for (const plan of plans) {
    if (plan.effectiveFrom <= date && (!found || plan.effectiveFrom >= found.effectiveFrom)) found = plan;
  }
  return found && (found.endsOn === null || date <= found.endsOn) ? found : null;
}

const asksWeekly = (plan: Planned): boolean => plan.testsPerWeek >= 1;

/**
 * Since when, without a break, the plans have asked for at least one test a week (or, for a plan below that, for less).
 * A new version of the plan does not start the count afresh.
 */
function unbrokenSince(plans: readonly Planned[], date: LocalDate): LocalDate {
  const now = planOn(plans, date)!;
  let since = now.effectiveFrom;
  if (plans.length === 1) return since;
  for (;;) {
    const before = planOn(plans, addDays(since, -1));
    if (!before || asksWeekly(before) !== asksWeekly(now)) return since;
    since = before.effectiveFrom;
  }
}

/** The last three of the collection days left get at least 1/3, 1/2, 1 (DT-07). `left` counts today. */
const lastThree = (left: number): number => (left <= 3 ? 1 / Math.max(1, left) : 0);

/**
 * The odds in force for a client on `date`, or null where nothing is drawn (no plan, not a collection day).
 * @param plans all plans of the client, in any order
 * @param drawn days on which this client was drawn before `date` (a draw counts, not the specimen; only random draws)
 */
export function oddsOn(
  date: LocalDate, plans: readonly Planned[], drawn: readonly LocalDate[], calendar: Calendar,
): Odds | null {
  const plan = planOn(plans, date);
  if (!plan || plan.testsPerWeek === 0 || !isCollectionDay(date, plan, calendar)) return null;
  const even = evenOdds(plan);
  let odds: Odds = { p: even, why: 'even' };
  const raise = (p: number, why: OddsReason) => {
    if (p > odds.p) odds = { p, why };
  };
  const today = dayNo(date);
  const since = dayNo(unbrokenSince(plans, date));
  /** Collection days from today through a day; counting stops where nothing follows from more. */
  const daysLeft = (until: number): number => {
    let left = 0;
    for (let no = today; no <= until && left <= 3; no++) if (isOpen(no, plan, calendar)) left++;
    return left;
  };
  const earlier = drawn.map(dayNo).filter((no) => no < today);
  const last = earlier.length === 0 ? null : Math.max(...earlier);

  if (asksWeekly(plan)) {
    const week = today - (weekdayOfNo(today) - calendar.weekStart + 7) % 7;
    const full = since <= week && (plan.endsOn === null || dayNo(plan.endsOn) >= week + 6);
    if (full && (last === null || last < week)) raise(lastThree(daysLeft(week + 6)), 'week');
  }
  // Without a draw yet, the weekly backstop keeps the first full week; a rarer plan counts from its first day.
  const from = last !== null && last >= since ? last : asksWeekly(plan) ? null : since - 1;
  if (from !== null) {
    const until = from + plan.longestGapDays;
    raise(until < today ? 1 : lastThree(daysLeft(until)), 'gap');
  }
  return odds;
}
