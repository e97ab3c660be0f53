import type * as z from 'zod';
import type { KeptForm } from '../../../web/keep/use-kept-form.ts';
import type { readAssessment } from '../api.ts';
import type { AssessmentDetails } from '../assessment.ts';

/** An assessment as the server answers it, and the form it is written in. */
export type OpenSheet = z.infer<typeof readAssessment.output>;
export type SheetForm = KeptForm<AssessmentDetails>;

/** Changes one part of the form and leaves the rest. */
export const setFact = <K extends keyof AssessmentDetails['facts']>(
  form: SheetForm, fact: K, value: AssessmentDetails['facts'][K],
): void => form.change((all) => ({ ...all, facts: { ...all.facts, [fact]: value } }));

export const setRating = (
  form: SheetForm, dimension: AssessmentDetails['ratings'][number]['dimension'], part: Partial<AssessmentDetails['ratings'][number]>,
): void => form.change((all) => ({
  ...all, ratings: all.ratings.map((one) => (one.dimension === dimension ? { ...one, ...part } : one)),
}));
