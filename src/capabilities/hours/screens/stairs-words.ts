import { round } from '../../../web/words.ts';
import { GAPS, STEPS, STEP_WORDS, type Gap, type Step } from '../model.ts';

/** Why a step is lower than the one before. */
export const gapsAt = (step: Step, gaps: readonly Gap[]): Gap[] => gaps.filter((one) => GAPS[one.kind] === step);

/** The stairs in a sentence, for whoever does not see them. */
export const sayStairs = (steps: Record<Step, number>, gaps: readonly Gap[]): string => STEPS.map((step) => {
  const why = gapsAt(step, gaps).map((one) => one.words).join(', ');
  return `${STEP_WORDS[step]} ${round(steps[step] / 60, 2)} hours${why === '' ? '' : ` (${why})`}`;
}).join('. ');
