import type * as z from 'zod';
import type { LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { CATALOG, type Setting, type SettingKey } from './rule-catalog.ts';

export { CATALOG, type SettingKey } from './rule-catalog.ts';

/** All settings of an agency as they hold on one day: `rules['note.dueHours.group']` is a number of hours. */
export type RuleBook = { [K in SettingKey]: z.infer<(typeof CATALOG)[K]['type']> };

/** One change of one setting from a day on. Changes are never overwritten: a later one supersedes. */
export type RuleChange<K extends SettingKey = SettingKey> = {
  key: K;
  value: RuleBook[K];
  /** The first day on which it holds. */
  from: LocalDate;
  /** Why: the state's rule, the payer's letter, the agency's own decision. */
  source: string;
  by: Id;
};

export const SETTING_KEYS = Object.keys(CATALOG) as SettingKey[];
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(CATALOG, key);
export const settingOf = (key: SettingKey): Setting => CATALOG[key];

/** The rule book as shipped, before an agency changes anything. */
export function defaultRuleBook(): RuleBook {
  return Object.fromEntries(SETTING_KEYS.map((key) => [key, structuredClone(CATALOG[key].default)])) as RuleBook;
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
const SHIPPED = freeze(defaultRuleBook());

/**
 * The rule book in force on a day: the shipped one with each setting's latest change on or before that day.
 * @param changes in the order they were recorded; of two from the same day the later recorded holds.
 */
export function ruleBookOn(changes: readonly RuleChange[], date: LocalDate): RuleBook {
  const book: Record<string, unknown> = { ...SHIPPED };
  const inForce = changes.filter((change) => change.from <= date);
  for (const change of inForce.toSorted((a, b) => a.from.localeCompare(b.from))) book[change.key] = change.value;
  return book as RuleBook;
}

export type RuleChangeRefusal =
  | 'unknown-setting' | 'value-not-allowed' | 'from-in-the-past' | 'source-missing' | 'nothing-changes'
  | 'review-longer-than-90-days' | 'recertification-longer-than-60-days' | 'floor-above-ceiling'
  | 'ceiling-reaches-next-level' | 'group-max-below-min' | 'hard-limit-before-due' | 'individual-gap-below-alert'
  | 'attempts-out-of-order' | 'decision-after-discharge' | 'nobody-may-give-it';

/**
 * May this setting become this value from this day on? Settings are judged together with all others as they hold
 * on that day and at every later change, so that no planned change is made impossible by this one.
 * @param today the agency's day; a rule never changes for days that have passed.
 */
export function decideRuleChange(
  changes: readonly RuleChange[],
  change: { key: string; value: unknown; from: LocalDate; source: string; by: Id },
  today: LocalDate,
): Decision<RuleChange, RuleChangeRefusal> {
  if (!isSettingKey(change.key)) return refuse('unknown-setting', 'There is no setting of this name.', 'key');
  if (change.from < today) return refuse('from-in-the-past', 'A rule changes from today or a later day on.', 'from');
  if (change.source.trim() === '') return refuse('source-missing', 'Write where this rule comes from.', 'source');
  const parsed = settingOf(change.key).type.safeParse(change.value);
  if (!parsed.success) return refuse('value-not-allowed', parsed.error.issues[0]?.message ?? 'Choose another value.', 'value');
  const made = { ...change, value: parsed.data } as RuleChange;
  const before = ruleBookOn(changes, change.from);
  if (JSON.stringify(before[made.key]) === JSON.stringify(made.value)) {
    return refuse('nothing-changes', 'It already holds this value on that day.', 'value');
  }
  const after = [...changes, made];
  const daysToJudge = [change.from, ...changes.map((c) => c.from).filter((from) => from > change.from)];
  for (const day of daysToJudge) {
    const broken = contradictionIn(ruleBookOn(after, day));
    if (broken) return { ...broken, field: 'value' };
  }
  return accept(made);
}

/** The first two settings of a book that cannot both hold, or null. */
export function contradictionIn(rules: RuleBook): ReturnType<typeof refuse<RuleChangeRefusal>> | null {
  if (rules['plan.reviewDays'] > 90) {
    return refuse('review-longer-than-90-days', 'A plan is reviewed at least every 90 days (PR-52). Choose 90 or less.');
  }
  if (rules['recert.days'] > 60) {
    return refuse('recertification-longer-than-60-days',
      'A physician recertifies at least every 60 days (42 CFR 424.24(d)(3)). Choose 60 or less.');
  }
  if (Math.max(rules['hours.floor.adult'], rules['hours.floor.adolescent']) > rules['hours.ceiling']) {
    return refuse('floor-above-ceiling', 'The least hours would be more than the most. Change the other one first.');
  }
  if (rules['hours.ceiling'] >= rules['hours.higherLevel']) {
    return refuse('ceiling-reaches-next-level', 'That many hours are the next level of care. Choose fewer.');
  }
  if (Math.min(rules['group.max.therapy'], rules['group.max.education']) < rules['group.min']) {
    return refuse('group-max-below-min', 'A group could never begin: its most would be below its least.');
  }
  const noteHours = ['group', 'individual', 'crisis', 'collateral'] as const;
  if (noteHours.some((kind) => rules[`note.dueHours.${kind}`] > rules['note.hardLimitHours'])) {
    return refuse('hard-limit-before-due', 'A note would be a late entry before it is due. Change the other one first.');
  }
  if (rules['individual.alertDays'] > rules['individual.maxGapDays']) {
    return refuse('individual-gap-below-alert', 'It would be overdue before it is announced. Change the other one first.');
  }
  if (rules['noshow.attempt1h'] > rules['noshow.attempt2h'] || rules['noshow.attempt2h'] > rules['noshow.attempt3h']) {
    return refuse('attempts-out-of-order', 'The second and third attempts come after the one before.');
  }
  if (rules['discharge.teamDecisionDays'] > rules['discharge.noContactDays']) {
    return refuse('decision-after-discharge', 'The team decides before a discharge, not after.');
  }
  const empty = Object.values(rules['credential.map']).some((kinds) => kinds.length === 0);
  return empty ? refuse('nobody-may-give-it', 'Leave at least one credential for each service.') : null;
}
