import type { LocalDate } from '../../../shared/dates.ts';
import type { PathStep as Drawn } from '../../../web/pictures/index.ts';
import { sayDate, sayHours } from '../../../web/words.ts';
import { RUNG_WORDS } from '../../transition/model.ts';
import type { PathStep } from '../model.ts';

const NAMES: Record<PathStep['key'], string> = { call: 'Call', assessment: 'Assessment', ...RUNG_WORDS, left: 'Left' };
/** Where the rule book names no hours: how much it asks, in words and for the height of its step. */
const ASKS: Partial<Record<PathStep['key'], [words: string, hours: number]>> = {
  '2.1-taper': ['fewer hours', 6], '1.5': ['one group', 2], continuing: ['a visit', 0.6], alumni: ['a call', 0.25],
};
const WEIGHT: Partial<Record<PathStep['key'], number>> = { call: 0.9, assessment: 1, left: 0.9, '2.1': 2.4, '2.5': 2 };

/** `week 6 of 12`; longer than planned: `week 13, 12 were planned`. */
export const sayWeekOfStay = (week: number, of: number | null): string =>
  of === null ? `week ${week}` : week > of ? `week ${week}, ${of} were planned` : `week ${week} of ${of}`;

/** The path's steps with their words: `since 19 Oct`, `about 11 Jan`, `9 h a week`, `week 6 of 12`. */
export const drawnPath = (steps: readonly PathStep[], today: LocalDate): Drawn[] => steps.map((step) => {
  const asks = ASKS[step.key];
  const day = step.on === null ? '' : sayDate(step.on, today);
  const drawn: Drawn = {
    name: NAMES[step.key], state: step.state, demand: step.hours ?? asks?.[1] ?? null, weight: WEIGHT[step.key] ?? 1.4,
    when: day === '' ? (step.state === 'next' ? 'then' : '') : step.state === 'here' ? `since ${day}` : step.about ? `about ${day}` : day,
  };
  const words = step.hours === null ? asks?.[0] : step.state === 'here' ? `${sayHours(step.hours)} a week` : sayHours(step.hours);
  if (words !== undefined) drawn.demandWords = words;
  if (step.week !== null) drawn.here = sayWeekOfStay(step.week, step.ofWeeks);
  return drawn;
});
