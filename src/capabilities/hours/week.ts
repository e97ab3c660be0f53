import { addDays, dateIn, weekOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { GROUP_SERVICES, type Service } from '../agency/services.ts';
import { countsToHours } from '../schedule/hours.ts';
import { ledgerOf, sumOf, type LedgerFact } from './ledger.ts';
import type { LedgerLine, WeekHours, WeekWarning } from './model.ts';

export type WeekAsk = {
  weekStart: LocalDate;
  /** Counted minutes a week that the plan in force asks for, and the least of this level of care. */
  planned: number;
  floor: number;
  full: boolean;
  /** Why it may stay below the floor (PR-05, PR-16), else null. */
  excepted: string | null;
};

/** The sessions whose local day lies in a week (PR-15). */
export const factsIn = <F extends { startAt: Instant }>(facts: readonly F[], weekStart: LocalDate, firstDay: number, zone: string): F[] =>
  facts.filter((one) => weekOf(dateIn(one.startAt, zone), firstDay) === weekStart);

/**
 * One client-week: its ledger, and what it says against floor and ceiling (PR-01 to PR-03, PR-08, PR-09, PR-14).
 * @param firstDay on which the week begins: the agency's, or a payer's (PR-15)
 */
export function weekFrom(facts: readonly LedgerFact[], ask: WeekAsk, rules: RuleBook, firstDay: number, now: Instant, zone: string): WeekHours & { lines: LedgerLine[] } {
  const { weekStart, planned, floor, full } = ask;
  const inside = factsIn(facts, weekStart, firstDay, zone);
  const lines = ledgerOf(inside, planned, rules, now, zone);
  const { steps, gaps } = sumOf(lines);
  const standing = inside.filter((one) => one.expected && !one.cancelled && countsToHours(one.service, rules));
  const toCome = gaps.find((one) => one.kind === 'to-come')?.minutes ?? 0;
  const groups = standing.filter((one) => GROUP_SERVICES.includes(one.service as Service)).length;
  const days = new Set(standing.map((one) => dateIn(one.startAt, zone))).size;
  const over = dateIn(now, zone) >= addDays(weekStart, 7);
  const asked = full && ask.excepted === null;
  const warnings: WeekWarning[] = [];
  if (asked && planned < floor) warnings.push('planned-under-floor');
  if (planned > rules['hours.ceiling'] * 60) warnings.push('planned-over-ceiling');
  if (full && steps.scheduled < planned) warnings.push('scheduled-under-planned');
  if (asked && over && steps.present < floor) warnings.push('attended-under-floor');
  if (asked && !over && planned >= floor && steps.present + toCome < floor) warnings.push('floor-out-of-reach');
  if (full && groups < rules['group.minPerWeek']) warnings.push('too-few-groups');
  if (asked && days < rules['days.minPerWeek']) warnings.push('too-few-days');
  return {
    weekStart, floor, ceiling: rules['hours.ceiling'] * 60, planned, scheduled: steps.scheduled, attended: steps.present, documented: steps.documented,
    signed: steps.signed, creditable: steps.creditable, toCome, groups, days, over, full, excepted: ask.excepted, warnings, lines,
  };
}

type Payer = RuleBook['payer.rules'][number];
const payerOf = (name: string | null, rules: RuleBook): Payer | undefined =>
  (name === null ? undefined : rules['payer.rules'].find((one) => one.payer.toLowerCase() === name.toLowerCase()));

/** The least minutes of a week at level 2.1 (PR-01, PR-02, PR-07); a payer may ask more (PR-06). */
export function floorOf(of: { adolescent: boolean; payer: string | null }, rules: RuleBook): number {
  const own = rules[of.adolescent ? 'hours.floor.adolescent' : 'hours.floor.adult'];
  return 60 * Math.max(own, payerOf(of.payer, rules)?.minHours ?? 0);
}

/** On which weekday a payer's week begins; without one of its own, as the agency's (PR-15). */
export const firstDayFor = (payer: string | null, rules: RuleBook, agencyWeekStart: number): number => payerOf(payer, rules)?.weekStart ?? agencyWeekStart;

/** Counted minutes a week that a plan asks for: so often a week, a day, or a month. */
export function plannedMinutes(interventions: readonly { service: Service | null; minutes: number; times: number; per: string }[], rules: RuleBook): number {
  const aWeek: Record<string, number> = { day: 7, week: 1, month: 7 / 30.44, once: 0 };
  return Math.round(interventions.reduce((sum, one) =>
    sum + (one.service !== null && countsToHours(one.service, rules) ? one.minutes * one.times * (aWeek[one.per] ?? 0) : 0), 0));
}
