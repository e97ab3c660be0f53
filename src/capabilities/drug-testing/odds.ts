/**
 * The odds of one client on one day: even over the collection days (DT-05), raised and never lowered by the
 * two backstops of DT-07. Pure arithmetic over what has been drawn; the draw itself is in `draw.ts`.
 */
import { addDays, daysBetween, weekdayOf, weekOf, type LocalDate } from '../../shared/dates.ts';
import type { OddsReason, TestingPlan } from './model.ts';

export type Calendar = { weekStart: number; closed: ReadonlySet<LocalDate> };
export type Odds = { p: number; why: OddsReason };
type Planned = Pick<TestingPlan, 'effectiveFrom' | 'endsOn' | 'testsPerWeek' | 'collectionWeekdays' | 'longestGapDays'>;

export const isCollectionDay = (date: LocalDate, plan: Planned, calendar: Calendar): boolean =>
  plan.collectionWeekdays.includes(weekdayOf(date)) && !calendar.closed.has(date);

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
  const since = unbrokenSince(plans, date);
  const daysLeft = (until: LocalDate): number => {
    let left = 0;
    for (let day = date; day <= until; day = addDays(day, 1)) if (isCollectionDay(day, plan, calendar)) left++;
    return left;
  };
  const earlier = drawn.filter((day) => day < date);
  const last = earlier.reduce<LocalDate | null>((a, b) => (a === null || b > a ? b : a), null);

  if (asksWeekly(plan)) {
    const week = weekOf(date, calendar.weekStart);
    const weekEnd = addDays(week, 6);
    const full = since <= week && (plan.endsOn === null || plan.endsOn >= weekEnd);
    if (full && !earlier.some((day) => day >= week)) raise(lastThree(daysLeft(weekEnd)), 'week');
  }
  // Without a draw yet, the weekly backstop keeps the first full week; a rarer plan counts from its first day.
  const from = last !== null && last >= since ? last : asksWeekly(plan) ? null : addDays(since, -1);
  if (from !== null) {
    const until = addDays(from, plan.longestGapDays);
    raise(daysBetween(date, until) < 0 ? 1 : lastThree(daysLeft(until)), 'gap');
  }
  return odds;
}
