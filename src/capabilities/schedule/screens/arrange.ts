import { addDays, weekdayOf, type LocalDate } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import type { WeekBlock, WeekLife } from '../../../web/pictures/index.ts';
import { round } from '../../../web/words.ts';
import type { fitClientWeek } from '../api.ts';

export type Fit = OutputOf<typeof fitClientWeek>;
export type Week = Fit['best'];
export type Option = Week['options'][number];

/** The day of a weekday in the week that begins with a day. */
export const dayOf = (start: LocalDate, weekday: number): LocalDate => addDays(start, (weekday - weekdayOf(start) + 7) % 7);

/** The blocks of a fitted week; `proposed` are those that a change would add. */
export function blocksOf(week: Week, start: LocalDate, added: readonly Option[] = []): WeekBlock[] {
  return week.options.map((one) => ({
    on: dayOf(start, one.weekday), from: one.from, to: one.to, kind: added.some((other) => other.id === one.id) ? 'proposed' : one.kind, label: one.name,
  }));
}

/** What stands in the way, where it would be, with the number of its reason. */
export function obstaclesOf(fit: Fit, all: readonly Option[], start: LocalDate): WeekBlock[] {
  return fit.inTheWay.flatMap((reason) => reason.optionIds.flatMap((id): WeekBlock[] => {
    const one = all.find((option) => option.id === id);
    return one ? [{ on: dayOf(start, one.weekday), from: one.from, to: one.to, kind: 'obstacle', label: one.name, number: reason.no }] : [];
  }));
}

const LIFE_WORDS = { work: 'work', children: 'children', school: 'school', travel: 'travel', other: 'own' } as const;
export const lifeOf = (fit: Pick<Fit, 'routine'>, start: LocalDate): WeekLife[] =>
  fit.routine.map((one) => ({ on: dayOf(start, one.weekday), from: one.from, to: one.to, label: LIFE_WORDS[one.kind] }));

/** `No week fits everything. 7 hours do.` */
export function sayFit(fit: Fit): string {
  if (fit.best.options.length === 0) return 'Nothing on offer fits this week yet.';
  if (fit.fits) return `${round(fit.best.minutes / 60)} hours fit, on ${fit.best.days} days.`;
  return `No week fits everything. ${round(fit.best.minutes / 60)} hours do.`;
}

const MISSES: Record<Week['misses'][number], string> = {
  'hours-under-floor': 'The hours of the level', 'too-few-groups': 'Two groups a week', 'no-individual': 'An individual session',
  'too-few-days': 'Three days a week', 'gap-too-long': 'No long gap between contacts', 'hours-under-plan': 'The hours of the plan',
};
/** What was asked, and whether the best week keeps it. */
export const askedOf = (fit: Fit): { words: string; met: boolean; sub: string }[] => [
  { words: MISSES['hours-under-floor'], met: !fit.best.misses.includes('hours-under-floor'), sub: `${round(fit.best.minutes / 60)} of ${round(fit.floor / 60)}` },
  { words: MISSES['too-few-groups'], met: !fit.best.misses.includes('too-few-groups'), sub: `${fit.best.groups}` },
  { words: MISSES['no-individual'], met: !fit.best.misses.includes('no-individual'), sub: `${fit.best.individuals}` },
  { words: MISSES['too-few-days'], met: !fit.best.misses.includes('too-few-days'), sub: `${fit.best.days}` },
  { words: MISSES['gap-too-long'], met: !fit.best.misses.includes('gap-too-long'), sub: fit.best.gap === 7 ? 'no contact' : `${fit.best.gap} days at most` },
];
