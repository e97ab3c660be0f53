import type { OutputOf } from '../../../web/call.ts';
import type { readPlan } from '../api.ts';
import type { PLAN_HANDS } from '../model.ts';

export type WholeVersion = NonNullable<OutputOf<typeof readPlan>['inForce']>;
export type VersionLine = OutputOf<typeof readPlan>['versions'][number];
export type Hand = (typeof PLAN_HANDS)[number];

export const HAND_WORDS: Record<Hand, string> = {
  client: 'the client', clinician: 'the counselor', supervisor: 'the supervisor', physician: 'the physician',
};
export const STATE_WORDS: Record<VersionLine['state'], string> = {
  draft: 'being written', signing: 'waits for signatures', in_force: 'in force', superseded: 'replaced',
};
export const KIND_WORDS: Record<VersionLine['kind'], string> = { initial: 'First plan', full: 'Plan', review: 'Review' };
/** Fields of a plan as a comparison names them. */
export const FIELD_WORDS: Record<string, string> = {
  words: 'words', target: 'number', measure: 'measure', targetDate: 'date', baseline: 'start', direction: 'direction', status: 'status',
  progress: 'progress', view: 'agrees', clientSays: 'says', minutes: 'minutes', times: 'times', per: 'how often', weeks: 'weeks',
  responsible: 'who', responsibleName: 'who', service: 'service', objectiveIds: 'serves', problemIds: 'need', goalId: 'goal', dimension: 'dimension',
  deferredReason: 'waits because', ownWords: 'Own words', strengths: 'Strengths', barriers: 'In the way', preferredSchedule: 'Times that suit',
  medicationLinkage: 'Medication', testsPerWeek: 'Tests a week', supportInvolvement: 'Supporters', communityResources: 'Services nearby',
  stepDownCriteria: 'Next step asks', relapsePlan: 'If use returns', diagnoses: 'Diagnosis', nextReviewOn: 'Looked at again',
};
