/**
 * Accountability as facts: the agency's dated policy, what was decided by whom, what the client said, appeals, and a
 * removal with all it rests on. What step a client is on is derived (`ladder.ts`), never stored.
 */
import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';

const words = (max: number, ask = 'Write this in a few words.') => z.string().trim().min(1, ask).max(max);

/** What a policy may count, in the order people ask about it. */
export const EVENT_KINDS = {
  unexpected_positive: 'Unexpected positive, confirmed or acknowledged', missed_unexcused: 'Missed test, unexcused',
  refused: 'Specimen refused', tamper_concern: 'Specimen that is not usual urine', no_show: 'Missed session, unexcused',
  late: 'Came late', group_safety: 'Somebody’s safety in the group',
} as const;
/** The same as the client reads it about themself (US grade 6). */
export const EVENT_TO_CLIENT: Record<keyof typeof EVENT_KINDS, string> = {
  unexpected_positive: 'A test showed something nobody expected', missed_unexcused: 'You missed a test', refused: 'You did not give a sample',
  tamper_concern: 'A sample did not look right', no_show: 'You missed a session', late: 'You came late', group_safety: 'Somebody did not feel safe in the group',
};
export type EventKind = keyof typeof EVENT_KINDS;
export const eventKind = z.enum(Object.keys(EVENT_KINDS) as [EventKind, ...EventKind[]]);

export const DECIDERS = { counselor: 'Counselor', supervisor: 'Clinical supervisor', director: 'Program director' } as const;
export type Decider = keyof typeof DECIDERS;

/** One rung: what must be done, who decides it, whether it is a written notice, and what the client reads. */
export const rung = z.object({
  name: words(60, 'Name this step.'),
  mustDo: z.array(words(160)).min(1, 'Write what is done at this step.').max(10),
  decidedBy: z.enum(['counselor', 'supervisor', 'director']),
  notice: z.boolean(), support: z.boolean(), removal: z.boolean(),
  withinDays: z.number().int().min(0).max(60),
  toClient: words(500, 'Write what the client reads.'),
});
export type Rung = z.infer<typeof rung>;

export const policyBody = z.object({
  title: words(120),
  counts: z.array(eventKind).min(1, 'Choose at least one event.'),
  lookBackDays: z.number().int().min(7).max(365),
  decayDays: z.number().int().min(1).max(365), decayResults: z.number().int().min(1).max(50),
  /** Business days: to appeal, to decide an appeal, and from a removal decision to its effect. */
  appealDays: z.number().int().min(1).max(90), appealAnswerDays: z.number().int().min(1).max(60),
  removalNoticeDays: z.number().int().min(5, 'A removal is announced at least 5 business days ahead.').max(60),
  rungs: z.array(rung).min(2, 'A ladder has at least two steps.').max(8),
});
export type PolicyBody = z.infer<typeof policyBody>;
export const policy = z.object({ id, effectiveFrom: localDate, body: policyBody, adoptedAt: instant, adoptedBy: id });
export type Policy = z.infer<typeof policy>;

/** On what evidence an event stands (drug-testing.md §9, guards). */
export type Standing = 'presumptive' | 'confirmed' | 'acknowledged' | 'own';
/** Something that happened, as its own room tells it: a test, a session, a safety event. */
export type AccountEvent = {
  /** `test:<id>`, `session:<id>` or `safety:<id>`: one happening, one event. */
  key: string; kind: EventKind | 'self_reported'; date: string; at: string; standing: Standing;
  analytes: string[]; mayRespond: boolean; words: string;
};

export const decision = z.object({
  id, clientId: id, eventKey: z.string().max(80), eventDate: localDate, policyId: id,
  proposedRung: z.number().int().min(0).max(8),
  /** 0: this event brings no step. */
  rung: z.number().int().min(0).max(8),
  notice: z.boolean(), support: z.boolean(),
  reason: z.string().trim().max(1000).nullable(),
  plan: words(2000, 'Write what you agreed to do.'),
  decidedBy: id, decidedAt: instant,
});
export type ResponseDecision = z.infer<typeof decision>;

/** The client's own side, in their words; or that they chose not to say anything, or could not be reached. */
export const hearing = z.object({
  id, clientId: id, eventKey: z.string().max(80), how: z.enum(['said', 'chose_silence', 'not_reached']), words: z.string().trim().max(2000),
  by: id, byClient: z.boolean(), at: instant,
});
export type Hearing = z.infer<typeof hearing>;

export const appeal = z.object({
  id, clientId: id, decisionId: id, words: words(2000, 'Write why you see it differently.'), by: id, byClient: z.boolean(), at: instant,
});
export type Appeal = z.infer<typeof appeal>;
export const appealDecision = z.object({
  id, appealId: id, outcome: z.enum(['upheld', 'changed', 'reversed']), rung: z.number().int().min(0).max(8).nullable(),
  reason: words(2000, 'Write the reason; the client reads it.'), decidedBy: id, decidedAt: instant,
});
export type AppealDecision = z.infer<typeof appealDecision>;

export const teamReview = z.object({
  id, clientId: id, at: instant, attendees: z.array(id).min(2, 'A team review has at least two people.').max(20),
  findings: words(3000, 'Write what the team found.'), offeredLevel: words(160, 'Write what was offered: a level of care, and where.'),
  clientAnswer: z.enum(['accepted', 'declined_all', 'thinking', 'not_reached']), recordedBy: id,
});
export type TeamReview = z.infer<typeof teamReview>;

export const GROUNDS = {
  further_event: 'Another event after the final notice', declined_all: 'Declined everything that was offered',
  immediate_safety: 'Somebody’s immediate safety',
} as const;
export const removal = z.object({
  id, clientId: id, ground: z.enum(['further_event', 'declined_all', 'immediate_safety']), eventKey: z.string().max(80).nullable(),
  reasons: words(3000, 'Write the reasons; the client reads them.'), effectiveOn: localDate, teamReviewId: id.nullable(),
  appealRoute: words(500, 'Write how and to whom to appeal.'), transferOffer: words(500, 'Write where they are offered care, and when.'),
  moudBridge: z.string().trim().max(500).nullable(), naloxone: z.enum(['has', 'given', 'declined']).nullable(),
  reentry: words(500, 'Write how they can come back.'), decidedBy: id, decidedAt: instant,
});
export type Removal = z.infer<typeof removal>;

export const SAFETY_KINDS = { threat: 'A threat', violence: 'Violence', weapon: 'A weapon', selling: 'Selling or sharing drugs', privacy: 'Told outside who is here' } as const;
export const safetyEvent = z.object({
  id, clientId: id, kind: z.enum(['threat', 'violence', 'weapon', 'selling', 'privacy']), at: instant,
  what: words(2000, 'Write what happened, without other clients’ names.'), recordedBy: id, recordedAt: instant,
});
export type SafetyEvent = z.infer<typeof safetyEvent>;
