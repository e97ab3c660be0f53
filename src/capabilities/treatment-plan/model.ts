import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate } from '../../shared/dates.ts';
import { service } from '../agency/services.ts';
import { dimension } from '../level-of-care/model.ts';

/**
 * The treatment plan (program-rules.md §5): needs in the client's words, goals, objectives that can be measured,
 * and what is done for them, by whom, how often. Items keep their ids from version to version, so that versions
 * compare and every note and service can point at what it serves.
 */
const words = z.string().trim().max(4000, 'Shorten this to 4,000 characters.');

export const PLAN_KINDS = ['initial', 'full', 'review'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** What calls for a review beside the calendar (PR-53). */
export const REVIEW_REASONS = [
  'interval', 'level_of_care_change', 'crisis', 'return_to_use', 'new_diagnosis', 'pregnancy', 'missed_weeks', 'client_request',
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];
export const REVIEW_REASON_WORDS: Record<ReviewReason, string> = {
  interval: 'it is time', level_of_care_change: 'the level of care changed', crisis: 'there was a crisis',
  return_to_use: 'there was a return to use', new_diagnosis: 'there is a new diagnosis', pregnancy: 'there is a pregnancy',
  missed_weeks: 'weeks were missed', client_request: 'the client asked for it',
};

/** A need, in the client's words. It may wait, with a reason, but never silently. A draft may hold empty words. */
export const problem = z.object({
  id, dimension, words, deferredReason: words.default(''),
});
export const goal = z.object({ id, problemIds: z.array(id).max(30), words });

/** What the client says to an item: part of making the plan together (PR-54). */
export const VIEWS = ['unsaid', 'agree', 'disagree'] as const;
export const view = z.object({ view: z.enum(VIEWS).default('unsaid'), clientSays: words.default('') });

/**
 * Something measurable (PR-55): what one does, how it is measured, how much, by when. Left empty it is a draft;
 * `measurableFault` in rules says what is missing before anybody signs.
 */
export const objective = z.object({
  id,
  goalId: id,
  /** Begins with a verb: "Call sponsor". */
  words,
  /** What is counted, with its unit: "calls a week". */
  measure: words.max(120),
  target: z.number().min(-1e6).max(1e6).nullable(),
  /** Where it stood when it was written, if known. */
  baseline: z.number().min(-1e6).max(1e6).nullable().default(null),
  /** "at most" for what should get less. */
  direction: z.enum(['at_least', 'at_most']).default('at_least'),
  targetDate: localDate.nullable(),
  status: z.enum(['active', 'met', 'modified', 'closed']).default('active'),
  /** Progress as said at this review, one or two sentences. */
  progress: words.default(''),
  ...view.shape,
});

export const RESPONSIBLE = ['client', 'counselor', 'facilitator', 'medical', 'case_manager', 'family', 'program'] as const;
export const RESPONSIBLE_WORDS: Record<(typeof RESPONSIBLE)[number], string> = {
  client: 'the client', counselor: 'the counselor', facilitator: 'the group’s facilitators', medical: 'the medical provider',
  case_manager: 'the case manager', family: 'family or supporter', program: 'the program',
};

/** What is done: type, amount, frequency, duration and who (42 CFR 424.24(d)). */
export const intervention = z.object({
  id,
  objectiveIds: z.array(id).max(60),
  service: service.nullable(),
  words,
  minutes: z.number().int().min(0).max(1440),
  times: z.number().int().min(0).max(31),
  per: z.enum(['once', 'day', 'week', 'month']),
  weeks: z.number().int().min(0).max(104),
  responsible: z.enum(RESPONSIBLE),
  responsibleName: words.default(''),
  ...view.shape,
});

export const planBody = z.object({
  ownWords: words.default(''),
  problems: z.array(problem).max(30),
  goals: z.array(goal).max(60),
  objectives: z.array(objective).max(120),
  interventions: z.array(intervention).max(120),
  strengths: words.default(''),
  barriers: words.default(''),
  preferredSchedule: words.default(''),
  medicationLinkage: words.default(''),
  testsPerWeek: z.number().min(0).max(7).nullable().default(null),
  supportInvolvement: words.default(''),
  communityResources: words.default(''),
  stepDownCriteria: words.default(''),
  relapsePlan: words.default(''),
  diagnoses: z.array(z.object({ code: z.string().trim().max(20), words })).max(20).default([]),
  nextReviewOn: localDate.nullable().default(null),
});
export type PlanBody = z.infer<typeof planBody>;
export type Problem = z.infer<typeof problem>;
export type Goal = z.infer<typeof goal>;
export type Objective = z.infer<typeof objective>;
export type Intervention = z.infer<typeof intervention>;

export const emptyPlan = (): PlanBody => planBody.parse({ problems: [], goals: [], objectives: [], interventions: [] });

export const PLAN_HANDS = ['client', 'clinician', 'supervisor', 'physician'] as const;
export type PlanHand = (typeof PLAN_HANDS)[number];

/** One hand under one version. A client may decline to sign; the reason stands in its place (PR-54). */
export type PlanSignature = {
  hand: PlanHand;
  signerId: string;
  signerName: string;
  signedAt: string;
  declinedReason: string;
};

/** The next version of a plan as it begins: the same items under the same ids, the client to be heard again (PR-54). */
export function nextBody(body: PlanBody): PlanBody {
  const open = { view: 'unsaid' as const, clientSays: '' };
  return {
    ...structuredClone(body),
    objectives: body.objectives.filter((o) => o.status === 'active').map((o) => ({ ...o, ...open, progress: '' })),
    interventions: body.interventions.map((i) => ({ ...i, ...open })),
    nextReviewOn: null,
  };
}

/** One version as it was written and signed. Versions are never changed: a review writes the next (PR-58). */
export type PlanVersion = {
  id: string;
  clientId: string;
  number: number;
  kind: PlanKind;
  reason: ReviewReason;
  body: PlanBody;
  authorId: string;
  madeAt: string;
  /** Whose hands this version needs, fixed when it was put up for signing. */
  hands: PlanHand[];
  signatures: PlanSignature[];
};
