import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { assessmentDetails, assessmentHead } from './assessment.ts';
import { decisionTable } from './decision-table.ts';
import { assessmentFacts, dimension, edition, evidence, gateName, level, placement, reasonCode, type Recommendation } from './model.ts';

const ofAssessment = z.object({ clientId: id, assessmentId: id });
const purpose = z.enum(['admission', 'continued']);
const say = z.string();
const lines = z.array(say);

/** The explanation object, as the screens read it. */
export const recommendation = z.object({
  edition, ruleset: say, outcome: z.enum(['recommended', 'gate', 'cannot-recommend']), level: level.nullable(), coe: z.boolean(),
  beside: lines, words: say, now: lines, after: level.nullable(), mayOfferIop: z.boolean(), drivers: z.array(dimension),
  minimums: z.array(z.object({ dimension, level, coe: z.boolean(), beside: lines, say })),
  fired: z.array(z.object({ rule: say, say })),
  gates: z.array(z.object({
    gate: gateName, state: z.enum(['fired', 'clear', 'cleared', 'not-checked']), stops: z.boolean(), say, route: say.nullable(),
    routeLevel: level.nullable(), missing: lines,
  })),
  missing: lines, contradictions: lines, cautions: lines, actions: lines, whyNotLower: lines, whyNotHigher: lines,
  wouldChange: z.array(z.object({ say, level: say })),
}) satisfies z.ZodType<Recommendation>;

const review = z.object({
  options: z.array(z.object({
    option: z.enum(['stay', 'step-down', 'step-up']), open: z.boolean(), for: lines, against: lines,
  })),
  forced: say.nullable(),
});

export const signedLevel = z.object({
  decisionId: id, assessmentId: id, purpose, edition, ruleset: say, recommendedLevel: level.nullable(), acceptedLevel: level,
  reasonCode: reasonCode.nullable(), placement, explanation: recommendation, text: say, signedAt: instant, signedOn: localDate,
  signedBy: say, needsCosign: z.boolean(), cosigned: z.object({ at: instant, by: say, remark: say }).nullable(),
  diagnoses: z.array(z.object({
    substance: say, code: say, severity: say, remission: say.nullable(), words: say, criteria: z.array(z.number()),
  })),
});
export type SignedLevel = z.infer<typeof signedLevel>;

export const startAssessment = operation({
  name: 'startAssessment', kind: 'act', permission: 'assessment.write', reach: 'chart',
  about: 'Opens an assessment sheet in the edition that the agency uses (PR-44).',
  input: ofAssessment.extend({ purpose }), output: z.object({ version: instant }),
});

export const saveAssessment = operation({
  name: 'saveAssessment', kind: 'act', permission: 'assessment.write', reach: 'chart',
  about: 'Keeps ratings with evidence, facts, criteria and story; names the version it read.',
  input: ofAssessment.extend({ details: assessmentDetails, version: instant }), output: z.object({ version: instant }),
});

export const readAssessment = operation({
  name: 'readAssessment', kind: 'read', permission: 'assessment.read', reach: 'chart',
  about: 'One assessment with what the house knows already, the evidence on offer, and the explained proposal.',
  input: ofAssessment,
  output: assessmentHead.extend({
    details: assessmentDetails, version: instant,
    /** The facts with scores and earlier answers laid over what was typed. */
    facts: assessmentFacts,
    evidence: z.array(z.object({ dimension, evidence })),
    recommendation, stale: z.array(dimension), decision: signedLevel.nullable(),
    /** What speaks for staying, stepping down and stepping up; at a review of the stay (LOC-21). */
    review: review.nullable(),
  }),
});

export const listAssessments = operation({
  name: 'listAssessments', kind: 'read', permission: 'assessment.read', reach: 'chart',
  about: 'The assessments of one client, newest first, with the level each led to.',
  input: z.object({ clientId: id }),
  output: z.array(assessmentHead.extend({ acceptedLevel: level.nullable(), words: say.nullable() })),
});

export const signLevelOfCare = operation({
  name: 'signLevelOfCare', kind: 'act', permission: 'assessment.sign', reach: 'chart',
  about: 'Signs the level of care with its reasons; a lower one than proposed waits for a co-signature (LOC-09, LOC-10).',
  input: ofAssessment.extend({ decisionId: id, placement, version: instant }), output: signedLevel,
});

export const cosignLevelOfCare = operation({
  name: 'cosignLevelOfCare', kind: 'act', permission: 'assessment.cosign', reach: 'chart',
  about: 'A supervisor co-signs a decision for a lower level than proposed (LOC-10).',
  input: z.object({ clientId: id, decisionId: id, remark: z.string().trim().max(1000).default('') }), output: z.object({}),
});

export const readLevelOfCare = operation({
  name: 'readLevelOfCare', kind: 'read', permission: 'assessment.read', reach: 'chart',
  about: 'The signed decisions on the level of care of one client, newest first, each as it was signed.',
  input: z.object({ clientId: id }), output: z.array(signedLevel),
});

export const readDecisionTable = operation({
  name: 'readDecisionTable', kind: 'read', permission: 'assessment.read', reach: 'none',
  about: 'The table from ratings to levels that holds today, and those adopted before and for later.',
  input: z.object({}),
  output: z.object({
    table: decisionTable, adopted: z.array(z.object({ name: say, version: say, fromOn: localDate, by: say })),
  }),
});

export const adoptDecisionTable = operation({
  name: 'adoptDecisionTable', kind: 'act', permission: 'rules.change', reach: 'none',
  about: 'Adopts another table from a day on; decisions already signed keep theirs.',
  input: z.object({ table: decisionTable, fromOn: localDate }), output: z.object({}),
});
