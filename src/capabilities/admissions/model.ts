import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/dates.ts';
import { routineBlock } from '../clients/model.ts';

/**
 * The front door: what a caller said, what was asked and answered, and what was promised.
 * Nothing is required while somebody is on the phone, so that every fact may still be unknown (`null`).
 * An inquiry is guarded like a chart (42 CFR 2.11 protects whoever has applied for services).
 */

/** What a caller may tell that changes the next question. Each is a chip on the call screen. */
export const RISKS = ['pregnant', 'injects', 'used_last_72h', 'past_seizures', 'nowhere_safe'] as const;
export const risk = z.enum(RISKS);
export type Risk = z.infer<typeof risk>;

export const RISK_WORDS: Record<Risk, string> = {
  pregnant: 'Pregnant', injects: 'Injects', used_last_72h: 'Used in last 72 h', past_seizures: 'Past seizures',
  nowhere_safe: 'Nowhere safe tonight',
};

/** The emergencies that a first contact screens for (PR-40). */
export const DANGERS = ['suicide', 'overdose', 'withdrawal', 'violence', 'pregnancy', 'other'] as const;
export const dangerKind = z.enum(DANGERS);
export type DangerKind = z.infer<typeof dangerKind>;

/** "Is anybody in danger right now?" as answered. No row means that it was not asked yet. */
export const dangerAnswer = z.object({
  answer: z.enum(['yes', 'no']),
  at: instant,
  kinds: z.array(dangerKind).default([]),
});
export type DangerAnswer = z.infer<typeof dangerAnswer>;

/** What was done about a danger: which named step, when, and what came of it. */
export const crisisStepTaken = z.object({
  step: z.enum(['called_911', 'gave_988', 'transferred_988', 'mobile_crisis', 'stayed_on_line', 'clinician_joined',
    'domestic_violence_line', 'poison_control', 'danger_passed']),
  at: instant,
  outcome: z.string().trim().max(500).default(''),
});
export type CrisisStepTaken = z.infer<typeof crisisStepTaken>;

export const callsFor = z.enum(['self', 'other']);
/** May a message be left, and in what words? Neutral words never name the program or treatment (PR-86). */
export const voicemail = z.enum(['no_message', 'neutral_words', 'own_words']);
export const REFERRAL_SOURCES = [
  'self', 'family_or_friend', 'health_provider', 'hospital', 'treatment_provider', 'court_or_probation', 'employer',
  'school', 'child_welfare', 'community', 'web', 'other',
] as const;
export const referralSource = z.enum(REFERRAL_SOURCES);
export const urgency = z.enum(['today', 'this_week', 'soon', 'just_asking']);
export const travelMode = z.enum(['walk', 'bike', 'bus', 'train', 'car', 'ride', 'remote']);
export const paysWith = z.enum(['medicaid', 'medicare', 'commercial', 'state_funds', 'self_pay', 'unknown']);

/** The caller's own week is the client's routine (clients room). */
export { routineBlock, type LifeKind, type RoutineBlock } from '../clients/model.ts';

/** A caller's question, and the agency's approved answer in the words of that day. `null`: not answered yet. */
export const askedQuestion = z.object({
  id,
  question: z.string().trim().min(1, 'Write what they asked.').max(500),
  answerId: id.nullable(),
  answer: z.string().trim().max(2000).nullable(),
  at: instant,
});
export type AskedQuestion = z.infer<typeof askedQuestion>;

/** One try to reach the caller, or to tell them of an opening (PR-40, PR-43). */
export const contactAttempt = z.object({
  id,
  at: instant,
  by: id,
  how: z.enum(['call', 'text', 'email', 'letter', 'in_person']),
  outcome: z.enum(['reached', 'no_answer', 'left_message', 'wrong_number', 'declined']),
  /** Tried because a seat came free. */
  forOpening: z.boolean().default(false),
});
export type ContactAttempt = z.infer<typeof contactAttempt>;

/** Everything the intake specialist may type while talking. */
export const inquiryDetails = z.object({
  callsFor: callsFor.nullable(),
  callerRelation: z.string().trim().max(80).nullable(),
  /** How to address the person who would come: initials or a first name are enough. */
  callThem: z.string().trim().max(80).nullable(),
  phone: z.string().trim().max(40).nullable(),
  voicemail: voicemail.nullable(),
  voicemailWords: z.string().trim().max(200).nullable(),
  language: z.string().trim().max(40).nullable(),
  referralSource: referralSource.nullable(),
  urgency: urgency.nullable(),
  risks: z.array(risk),
  substances: z.array(z.string().trim().min(1).max(60)).max(12),
  routine: z.array(routineBlock).max(80),
  /** As typed, kept so that a correction starts from the caller's own words. */
  workText: z.string().max(300),
  childrenText: z.string().max(300),
  /** One way, door to door. */
  travelMinutes: z.number().int().min(0).max(360).nullable(),
  travelMode: travelMode.nullable(),
  paysWith: paysWith.nullable(),
  remark: z.string().trim().max(2000),
});
export type InquiryDetails = z.infer<typeof inquiryDetails>;

/** A closed inquiry: where it led. Only one that has no such row is open. */
export const inquiryOutcome = z.object({
  outcome: z.enum([
    'admitted', 'admitted_elsewhere', 'referred', 'declined', 'unreachable', 'not_eligible', 'duplicate',
  ]),
  at: instant,
});

/** An assessment promised to the caller. */
export const bookedAssessment = z.object({ sessionId: id, startsAt: instant, staffId: id, bookedAt: instant });
export type BookedAssessment = z.infer<typeof bookedAssessment>;

/** The facts of one inquiry, as the rules read them. */
export const inquiry = z.object({
  id,
  openedAt: instant,
  openedBy: id,
  channel: z.enum(['call', 'web', 'walk_in', 'referral', 'voicemail']),
  details: inquiryDetails,
  danger: dangerAnswer.nullable(),
  crisisSteps: z.array(crisisStepTaken),
  asked: z.array(askedQuestion),
  attempts: z.array(contactAttempt),
  /** When they said that they want to come: the start of the priority clocks (PR-41). */
  requestedAt: instant.nullable(),
  interimServicesAt: instant.nullable(),
  assessmentOfferedAt: instant.nullable(),
  assessment: bookedAssessment.nullable(),
  outcome: inquiryOutcome.nullable(),
});
export type Inquiry = z.infer<typeof inquiry>;

export const NOTHING_YET: InquiryDetails = {
  callsFor: null, callerRelation: null, callThem: null, phone: null, voicemail: null, voicemailWords: null,
  language: null, referralSource: null, urgency: null, risks: [], substances: [], routine: [], workText: '',
  childrenText: '', travelMinutes: null, travelMode: null, paysWith: null, remark: '',
};
