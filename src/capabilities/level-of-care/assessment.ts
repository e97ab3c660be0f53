import * as z from 'zod';
import { instant, localDate } from '../../shared/dates.ts';
import { id } from '../../shared/ids.ts';
import { NOT_REVIEWED, reviewAnswers } from './continued-service.ts';
import { diagnosis } from './diagnosis.ts';
import { isLeastLevel, RATED, SUB_DIMENSIONS, type LeastLevel } from './fourth-edition.ts';
import { assessmentFacts, DIMENSIONS, dimensionRating, level, NOT_ASKED, placement } from './model.ts';

/** An assessment while it is being written: everything may still be blank. */
export const STORY_PARTS = [
  'reason', 'use', 'treatment', 'health', 'mind', 'family', 'work', 'law', 'strengths', 'wishes',
] as const;
export type StoryPart = (typeof STORY_PARTS)[number];
export const STORY_WORDS: Record<StoryPart, string> = {
  reason: 'What brings them, in their own words', use: 'Substances: what, how, since when, last', treatment: 'Earlier treatment',
  health: 'Body, medication, sleep', mind: 'Mood, thinking, trauma', family: 'Family, home, children', work: 'Work, school, money',
  law: 'Court, probation, other demands', strengths: 'Strengths and what has helped', wishes: 'What they want from this',
};
const text = z.string().max(6000);
const leastLevel = z.string().max(8).refine(isLeastLevel, 'Write 0, ANY, EVAL or a level, like 2.5 COE.')
  .transform((one) => one as LeastLevel);

export const assessmentDetails = z.object({
  ratings: z.array(dimensionRating).max(6)
    .refine((all) => new Set(all.map((one) => one.dimension)).size === all.length, 'Rate each dimension once.'),
  /** Fourth edition only: the least level by sub-dimension, in the order of the list. */
  subRatings: z.object({
    D1: z.array(leastLevel.nullable()).max(SUB_DIMENSIONS.D1.length), D2: z.array(leastLevel.nullable()).max(SUB_DIMENSIONS.D2.length),
    D3: z.array(leastLevel.nullable()).max(SUB_DIMENSIONS.D3.length), D4: z.array(leastLevel.nullable()).max(SUB_DIMENSIONS.D4.length),
    D5: z.array(leastLevel.nullable()).max(SUB_DIMENSIONS.D5.length),
  }),
  facts: assessmentFacts,
  diagnoses: z.array(diagnosis).max(8)
    .refine((all) => new Set(all.map((one) => one.substance)).size === all.length, 'Name each substance once.'),
  story: z.object(Object.fromEntries(STORY_PARTS.map((part) => [part, text])) as Record<StoryPart, typeof text>),
  placement: placement.extend({ acceptedLevel: level.nullable() }),
  /** Asked at a review of the stay only. */
  review: reviewAnswers.default(NOT_REVIEWED),
});
export type AssessmentDetails = z.infer<typeof assessmentDetails>;

/** A fresh sheet: every dimension there, none rated. */
export const blankAssessment = (today: string): AssessmentDetails => ({
  ratings: DIMENSIONS.map((dimension) => ({
    dimension, rating: null, evidence: [], history: '', hereAndNow: '', strengths: '', neededService: '', ratedOn: today,
  })),
  subRatings: Object.fromEntries(RATED.map((which) => [which, SUB_DIMENSIONS[which].map(() => null)])) as AssessmentDetails['subRatings'],
  facts: NOT_ASKED, diagnoses: [],
  story: Object.fromEntries(STORY_PARTS.map((part) => [part, ''])) as AssessmentDetails['story'],
  placement: { acceptedLevel: null, reasonCode: null, reason: '', riskPlan: '', personPrefers: '', barriers: '' },
  review: NOT_REVIEWED,
});

/** A rating is as young as the day on which it was last changed, whatever the sheet says. */
export function datedRatings(
  before: AssessmentDetails['ratings'], now: AssessmentDetails['ratings'], today: string,
): AssessmentDetails['ratings'] {
  const said = (one: AssessmentDetails['ratings'][number]): string => JSON.stringify({ ...one, ratedOn: '' });
  return now.map((one) => {
    const earlier = before.find((other) => other.dimension === one.dimension);
    return { ...one, ratedOn: earlier && said(earlier) === said(one) ? earlier.ratedOn : today };
  });
}

export const assessmentHead = z.object({
  assessmentId: id, clientId: id, purpose: z.enum(['admission', 'continued']), edition: z.enum(['3', '4']), startedAt: instant,
  startedBy: z.string(), signedOn: localDate.nullable(),
});
