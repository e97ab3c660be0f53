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
export function obstaclesOf(fit: Pick<Fit, 'inTheWay' | 'best'>, start: LocalDate): WeekBlock[] {
  const taken = new Set(fit.best.options.map((one) => one.id));
  const numbered = fit.inTheWay.flatMap((reason) => reason.options.map((one) => ({ one, no: reason.no })));
  return numbered.filter(({ one }, at) => !taken.has(one.id) && numbered.findIndex((other) => other.one.id === one.id) === at)
    .map(({ one, no }) => ({ on: dayOf(start, one.weekday), from: one.from, to: one.to, kind: 'obstacle', label: one.name, number: no }));
}

const LIFE_WORDS = { work: 'work', children: 'children', school: 'school', travel: 'travel', other: 'own' } as const;
export const lifeOf = (fit: Pick<Fit, 'routine'>, start: LocalDate): WeekLife[] =>
  fit.routine.map((one) => ({ on: dayOf(start, one.weekday), from: one.from, to: one.to, label: LIFE_WORDS[one.kind] }));

/** `No week fits everything. 7 hours do.` */
export function sayFit(fit: Fit): string {
  if (fit.cut) return 'No answer yet. Look again in a moment.';
  if (fit.best.options.length === 0) return 'Nothing on offer fits this week yet.';
  const moves = movesOf(fit.best, fit.left);
  if (fit.fits && moves.kept.length > 0 && moves.begun.length + moves.left.length === 0) return `The present week fits: ${round(fit.best.minutes / 60)} hours, on ${fit.best.days} days.`;
  if (fit.fits) return `${round(fit.best.minutes / 60)} hours fit, on ${fit.best.days} days.`;
  return `No week fits everything. ${round(fit.best.minutes / 60)} hours do.`;
}

/** What a week keeps, begins and leaves of the present one. */
export const movesOf = (week: Week, left: readonly Option[]) =>
  ({ kept: week.options.filter((one) => one.held), begun: week.options.filter((one) => !one.held), left });

/** `2 hours are missing.`, or what else is. */
export function sayShort(fit: Fit): string {
  const short = fit.floor - fit.best.minutes;
  if (fit.best.misses.includes('hours-under-floor') && short > 0) return `${round(short / 60)} ${short === 60 ? 'hour is' : 'hours are'} missing.`;
  return fit.asked;
}

/** What stands before the list of reasons: true of the fewest things that clash, and no more is claimed. */
export function sayReasons(fit: Fit): string {
  if (!fit.proven) return 'These stand in the way:';
  return fit.inTheWay.length === 1 ? 'This stands in the way:' : 'These stand in the way together; changing any one makes a week:';
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
