import * as z from 'zod';
import { daysBetween, type LocalDate } from '../../shared/dates.ts';
import { rank, type Level, type Recommendation } from './model.ts';

/** Stay, step down or step up: what speaks for each at a review of the stay (level-of-care.md §8, LOC-21, LOC-23). */
const asked = z.boolean().nullable();
export const reviewAnswers = z.object({
  goalsMet: asked, progressing: asked,
  /** The plan was changed because of it. */
  planChanged: asked, newProblem: asked, ableToTakePart: asked, continuingCareBooked: asked,
});
export type ReviewAnswers = z.infer<typeof reviewAnswers>;
export const NOT_REVIEWED: ReviewAnswers = {
  goalsMet: null, progressing: null, planChanged: null, newProblem: null, ableToTakePart: null, continuingCareBooked: null,
};
export const REVIEW_ASKS: Record<keyof ReviewAnswers, string> = {
  goalsMet: 'Goals of this level met?', progressing: 'Progress since the last review?', planChanged: 'Plan changed because of it?',
  newProblem: 'A new problem that this level treats best?', ableToTakePart: 'Able to take part?',
  continuingCareBooked: 'Continuing care booked?',
};

export type ReviewFacts = ReviewAnswers & {
  /** Reviews in a row without progress, this one included. */
  reviewsWithoutProgress: number;
  /** Days since when all dimensions have fitted 1.5; `null` if they do not. */
  daysFitLower: number | null;
  recommendation: Pick<Recommendation, 'outcome' | 'level'>;
};

export type ReviewOption = { option: 'stay' | 'step-down' | 'step-up'; open: boolean; for: string[]; against: string[] };
export type Review = { options: ReviewOption[]; forced: string | null };
const TWO_WEEKS = 14;

/** What speaks for and against each way; an unanswered question speaks for none. */
export function reviewOptions(facts: ReviewFacts): Review {
  const level = facts.recommendation.level;
  const fits21 = facts.recommendation.outcome === 'recommended' && level === '2.1';
  const stalled = facts.progressing === false;
  const stay = [
    facts.progressing && facts.goalsMet === false && fits21 && 'Progress, goals not met yet, and 2.1 is still needed.',
    stalled && facts.planChanged && facts.ableToTakePart && 'Able and working on it, with a changed plan.',
    facts.newProblem && fits21 && 'A new problem that 2.1 treats best.',
  ];
  const lower: [boolean, string][] = [
    [facts.goalsMet === true, 'Goals of this level are met.'],
    [facts.daysFitLower !== null && facts.daysFitLower >= TWO_WEEKS, 'All dimensions have fitted 1.5 for two weeks.'],
    [facts.continuingCareBooked === true, 'Continuing care is booked.'],
  ];
  const up = [
    facts.recommendation.outcome === 'gate' && 'A safety gate is open.',
    level !== null && rank(level) > rank('2.1') && `The dimensions now ask for ${level}.`,
    stalled && facts.planChanged && facts.reviewsWithoutProgress >= 2 && 'No response after the plan was changed.',
    facts.ableToTakePart === false && 'No longer able to take part.',
  ];
  const said = (all: readonly (string | false | null)[]): string[] => all.filter((one): one is string => typeof one === 'string');
  const options: ReviewOption[] = [
    { option: 'stay', for: said(stay), against: said(up), open: said(stay).length > 0 && said(up).length === 0 },
    { option: 'step-down', for: lower.filter(([met]) => met).map(([, say]) => say),
      against: lower.filter(([met]) => !met).map(([, say]) => `Not yet: ${say.toLowerCase()}`), open: lower.every(([met]) => met) },
    { option: 'step-up', for: said(up), against: [], open: said(up).length > 0 },
  ];
  const forced = facts.reviewsWithoutProgress >= 2 && facts.planChanged !== true
    ? 'Two reviews without progress. Change the plan, or decide on a transfer.' : null;
  return { options, forced };
}

/** A review that was signed: when, what was answered, what the dimensions then asked for. */
export type EarlierReview = { signedOn: LocalDate; recommendedLevel: Level | null; answers: ReviewAnswers };

/** @param earlier newest first */
export function reviewFacts(
  answers: ReviewAnswers, recommendation: ReviewFacts['recommendation'], earlier: readonly EarlierReview[], today: LocalDate,
): ReviewFacts {
  const stalledBefore = earlier.findIndex((one) => one.answers.progressing !== false);
  const before = stalledBefore === -1 ? earlier.length : stalledBefore;
  const low = (level: Level | null): boolean => level !== null && rank(level) <= rank('1.5');
  const higherAt = earlier.findIndex((one) => !low(one.recommendedLevel));
  const since = earlier.slice(0, higherAt === -1 ? earlier.length : higherAt).at(-1)?.signedOn ?? today;
  return {
    ...answers, recommendation, reviewsWithoutProgress: answers.progressing === false ? before + 1 : 0,
    daysFitLower: low(recommendation.level) ? daysBetween(since, today) : null,
  };
}
