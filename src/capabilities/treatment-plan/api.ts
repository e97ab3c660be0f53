import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { mark } from '../consent/model.ts';
import { PLAN_HANDS, PLAN_KINDS, planBody, REVIEW_REASONS, view } from './model.ts';

const ofClient = z.object({ clientId: id });
const ofVersion = ofClient.extend({ planVersionId: id });
const words = z.string().trim().max(1000);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'Open the plan again before you sign.');

const signatureLine = z.object({
  hand: z.enum(PLAN_HANDS), signerName: z.string(), role: z.string(), credential: z.string(), signedAt: instant,
  declinedReason: z.string(), mark: z.string(),
});
export const versionLine = z.object({
  planVersionId: id, number: z.number(), kind: z.enum(PLAN_KINDS), reason: z.enum(REVIEW_REASONS),
  state: z.enum(['draft', 'signing', 'in_force', 'superseded']), madeAt: instant, completedAt: instant.nullable(), author: z.string(),
  hands: z.array(z.enum(PLAN_HANDS)), handsLeft: z.array(z.enum(PLAN_HANDS)), signatures: z.array(signatureLine),
});
export const wholeVersion = versionLine.extend({
  body: planBody, text: z.string(), textHash: hash, version: z.string(),
  faults: z.array(z.object({ field: z.string(), say: z.string() })),
});

export const readPlan = operation({
  name: 'readPlan', kind: 'read', permission: 'plan.read', reach: 'chart',
  about: 'The plan in force, the draft beside it if there is one, and all versions (PR-58).',
  input: ofClient,
  output: z.object({
    inForce: wholeVersion.nullable(), open: wholeVersion.nullable(), versions: z.array(versionLine),
    /** Reviews asked for since the plan came into force, newest first (PR-53). */
    asked: z.array(z.object({ id, reason: z.enum(REVIEW_REASONS), words: z.string(), at: instant, byClient: z.boolean() })),
  }),
});

export const readPlanVersion = operation({
  name: 'readPlanVersion', kind: 'read', permission: 'plan.read', reach: 'chart',
  about: 'One version as it was written and signed.', input: ofVersion, output: wholeVersion,
});

export const startPlan = operation({
  name: 'startPlan', kind: 'act', permission: 'plan.write', reach: 'chart',
  about: 'Begins a plan or the review of the one in force; its items are carried over under their ids (PR-52, PR-53).',
  input: ofVersion.extend({ kind: z.enum(PLAN_KINDS), reason: z.enum(REVIEW_REASONS).default('interval') }), output: z.object({ version: z.string() }),
});

export const savePlanDraft = operation({
  name: 'savePlanDraft', kind: 'act', permission: 'plan.write', reach: 'chart',
  about: 'Keeps the draft as it is written together; names the version it read.',
  input: ofVersion.extend({ version: z.string().max(60), body: planBody }), output: z.object({ version: z.string() }),
});

export const discardPlanDraft = operation({
  name: 'discardPlanDraft', kind: 'act', permission: 'plan.write', reach: 'chart',
  about: 'Lets go of a draft that nobody has signed.', input: ofVersion, output: z.object({}),
});

const signing = {
  /** SHA-256 of the text that was read: signing something else is refused. */
  textHash: hash,
  name: z.string().trim().max(200), mark,
  declinedReason: words.nullable().default(null),
};

export const signPlan = operation({
  name: 'signPlan', kind: 'act', permission: 'plan.sign', reach: 'chart',
  about: 'A hand under a version: client at the screen, clinician, or supervisor (PR-54). The first one locks it.',
  input: ofVersion.extend({ hand: z.enum(['client', 'clinician', 'supervisor']), ...signing }), output: z.object({ inForce: z.boolean() }),
});

export const comparePlans = operation({
  name: 'comparePlans', kind: 'read', permission: 'plan.read', reach: 'chart',
  about: 'What changed from one version to another (PR-58).',
  input: ofClient.extend({ from: id, to: id }),
  output: z.array(z.object({
    part: z.string(), id: z.string(), what: z.enum(['added', 'removed', 'changed']), words: z.string(),
    fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  })),
});

export const requestPlanReview = operation({
  name: 'requestPlanReview', kind: 'act', permission: 'plan.write', reach: 'chart',
  about: 'Asks for a review before its time, with the reason (PR-53).',
  input: ofClient.extend({ requestId: id, reason: z.enum(REVIEW_REASONS), words }), output: z.object({}),
});

export const readMyPlan = operation({
  name: 'readMyPlan', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'My plan in my own words, and what waits for my word on it.',
  input: z.object({}), output: z.object({ inForce: wholeVersion.nullable(), open: wholeVersion.nullable() }),
});

export const agreeToPlan = operation({
  name: 'agreeToPlan', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'My word on one item of the draft: agree or not, and what I say to it (PR-54).',
  input: z.object({ planVersionId: id, itemId: id, ...view.shape, version: z.string().max(60) }), output: z.object({ version: z.string() }),
});

export const signMyPlan = operation({
  name: 'signMyPlan', kind: 'act', permission: 'portal.self', reach: 'self', asksAgain: true,
  about: 'I sign my plan on my phone, or say why I do not.',
  input: z.object({ planVersionId: id, ...signing }), output: z.object({ inForce: z.boolean() }),
});

export const askForMyReview = operation({
  name: 'askForMyReview', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'I ask to look at my plan again.', input: z.object({ requestId: id, words }), output: z.object({}),
});
