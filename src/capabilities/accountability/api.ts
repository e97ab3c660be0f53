import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { appeal, appealDecision, decision, eventKind, hearing, policy, policyBody, removal, rung, safetyEvent, teamReview } from './model.ts';

const ofClient = z.object({ clientId: id });

const shownEvent = z.object({
  key: z.string(), kind: z.union([eventKind, z.literal('self_reported')]), kindWords: z.string(), date: localDate, at: instant,
  standing: z.enum(['presumptive', 'confirmed', 'acknowledged', 'own']), words: z.string(), counts: z.boolean(), guardWords: z.string().nullable(),
  decided: z.boolean(), hearing: hearing.nullable(),
});
const level = z.object({ level: z.number(), since: localDate.nullable(), nextDecayOn: localDate.nullable(), expectedInARow: z.number() });
const staffWords = z.object({ staffId: id, initials: z.string() });
const appealed = appeal.extend({ answer: appealDecision.nullable() });

export const readAccountability = operation({
  name: 'readAccountability', kind: 'read', permission: 'response.read', reach: 'chart',
  about: 'Where a client stands on the ladder, what is proposed and on what evidence, what was decided, said and appealed.',
  input: ofClient,
  output: z.object({
    policy: policy.nullable(), level, events: z.array(shownEvent),
    proposal: z.object({
      eventKey: z.string(), rung: z.number(), step: rung, why: z.array(z.string()), mustDo: z.array(z.string()), heard: z.boolean(), mayDecide: z.boolean(),
    }).nullable(),
    waiting: z.number(),
    decisions: z.array(decision.extend({ standing: z.number(), by: z.string(), appeal: appealed.nullable() })),
    teamReviews: z.array(teamReview.extend({ who: z.array(z.string()) })),
    removal: removal.extend({ by: z.string(), appeal: appealed.nullable(), standing: z.boolean() }).nullable(),
    /** What a removal would still need, in order; empty: nothing stands in its way. */
    removalNeeds: z.array(z.string()), opioid: z.boolean(), takesMoud: z.boolean(), staff: z.array(staffWords), earliestRemovalOn: localDate.nullable(),
  }),
});

export const listProposals = operation({
  name: 'listProposals', kind: 'read', permission: 'response.read', reach: 'caseload',
  about: 'Every step that is proposed and every appeal that waits, among the clients one reaches.',
  input: z.object({}),
  output: z.array(ofClient.extend({
    initials: z.string(), level: z.number(), what: z.string(), why: z.string(), since: instant, decidedBy: z.enum(['counselor', 'supervisor', 'director']), kind: z.enum(['step', 'appeal']),
  })),
});

export const decideResponse = operation({
  name: 'decideResponse', kind: 'act', permission: 'response.decide', reach: 'chart',
  about: 'A person decides what was proposed, or otherwise with a reason; 0 is no step.',
  input: ofClient.extend(decision.pick({ eventKey: true, policyId: true, rung: true, reason: true, plan: true }).shape), output: z.object({ decisionId: id }),
});
export const hearClient = operation({
  name: 'hearClient', kind: 'act', permission: 'response.decide', reach: 'chart',
  about: 'Keeps the client’s own side of an event, in their words.',
  input: ofClient.extend(hearing.pick({ eventKey: true, how: true, words: true }).shape), output: z.object({}),
});
export const recordAppeal = operation({
  name: 'recordAppeal', kind: 'act', permission: 'response.decide', reach: 'chart',
  about: 'Takes down an appeal that the client makes in person.',
  input: ofClient.extend(appeal.pick({ decisionId: true, words: true }).shape), output: z.object({}),
});
export const decideAppeal = operation({
  name: 'decideAppeal', kind: 'act', permission: 'response.decide', reach: 'chart',
  about: 'Answers an appeal; never whoever decided, never to something harder.',
  input: ofClient.extend(appealDecision.pick({ appealId: true, outcome: true, rung: true, reason: true }).shape), output: z.object({}),
});
export const recordTeamReview = operation({
  name: 'recordTeamReview', kind: 'act', permission: 'response.decide', reach: 'chart',
  about: 'Keeps a team review: who was there, what was found, what was offered, what the client answered.',
  input: ofClient.extend(teamReview.pick({ attendees: true, findings: true, offeredLevel: true, clientAnswer: true }).shape), output: z.object({ teamReviewId: id }),
});
export const decideRemoval = operation({
  name: 'decideRemoval', kind: 'act', permission: 'response.remove', reach: 'chart',
  about: 'Decides a removal from this level of care, with all that PR-94 asks.',
  input: ofClient.extend(removal.omit({ id: true, clientId: true, decidedBy: true, decidedAt: true }).shape), output: z.object({ removalId: id }),
});
export const recordSafetyEvent = operation({
  name: 'recordSafetyEvent', kind: 'act', permission: 'attendance.write', reach: 'chart',
  about: 'Keeps something that touched somebody’s safety in the program, without other clients’ names.',
  input: ofClient.extend(safetyEvent.pick({ kind: true, at: true, what: true }).shape), output: z.object({}),
});

// the policy

export const readPolicies = operation({
  name: 'readPolicies', kind: 'read', permission: 'response.read', reach: 'none',
  about: 'The policy in force, those before and those to come, and the shipped one to begin with.',
  input: z.object({}), output: z.object({ inForce: policy.nullable(), others: z.array(policy), shipped: policyBody }),
});
export const adoptPolicy = operation({
  name: 'adoptPolicy', kind: 'act', permission: 'policy.change', reach: 'none',
  about: 'Adopts a policy from a day on. Earlier days keep the policy they had.',
  input: z.object({ effectiveFrom: localDate, body: policyBody }), output: z.object({ policyId: id }),
});
export const tryPolicy = operation({
  name: 'tryPolicy', kind: 'read', permission: 'policy.change', reach: 'agency',
  about: 'Who would have been where under this policy in the last days, against the one in force. Nothing is saved.',
  input: z.object({ body: policyBody, days: z.number().int().min(7).max(365).default(90) }),
  output: z.object({
    clients: z.number(), rungs: z.array(z.object({ name: z.string(), tried: z.number(), inForce: z.number().nullable() })),
    changed: z.array(z.object({ clientId: id, initials: z.string(), tried: z.number(), inForce: z.number() })),
  }),
});

// the client

const mine = z.object({
  decisionId: id, date: localDate, name: z.string(), toClient: z.string(), plan: z.string(), mayAppealUntil: localDate.nullable(),
  appeal: z.object({ words: z.string(), answer: z.string().nullable() }).nullable(),
});
export const readMyStanding = operation({
  name: 'readMyStanding', kind: 'read', permission: 'portal.self', reach: 'self', asksAgain: true,
  about: 'What was decided, in plain words; what is being looked at, so that the client can add their side.',
  input: z.object({}), output: z.object({
    decisions: z.array(mine), lookedAt: z.array(z.object({ eventKey: z.string(), date: localDate, words: z.string(), said: z.boolean() })),
    removal: z.object({ removalId: id, effectiveOn: localDate, reasons: z.string(), transferOffer: z.string(), appealRoute: z.string(), reentry: z.string(), appealed: z.boolean() }).nullable(),
  }),
});
export const addMySide = operation({
  name: 'addMySide', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The client tells their side of something that is looked at.',
  input: z.object({ eventKey: z.string().max(80), words: z.string().trim().min(1, 'Write a few words.').max(2000) }), output: z.object({}),
});
export const appealMyDecision = operation({
  name: 'appealMyDecision', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The client appeals a decision; somebody else looks at it.',
  input: z.object({ decisionId: id, words: z.string().trim().min(1, 'Write why you see it differently.').max(2000) }), output: z.object({}),
});
