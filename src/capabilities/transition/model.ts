import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate } from '../../shared/dates.ts';

/** The way out: readiness from evidence, steps down and up, discharge of every kind, and what follows (§9). */
const words = z.string().trim().max(4000, 'Shorten this to 4,000 characters.');

/** The ladder, from most to least demanding (PR-91). `2.1-taper` still counts as 2.1 for two weeks (PR-05). */
export const LADDER = ['2.5', '2.1', '2.1-taper', '1.5', 'continuing', 'alumni'] as const;
export type Rung = (typeof LADDER)[number];
export const RUNG_WORDS: Record<Rung, string> = {
  '2.5': 'Day program', '2.1': 'Intensive', '2.1-taper': 'Step-down', '1.5': 'Weekly group', continuing: 'Continuing care', alumni: 'Alumni',
};

/** The default list of PR-92. */
export const CRITERIA = [
  'objectives', 'environment', 'testing', 'continuing_care', 'medication', 'relapse_plan', 'supports', 'instruments', 'attendance', 'client_agrees',
] as const;
export type Criterion = (typeof CRITERIA)[number];
export const CRITERION_WORDS: Record<Criterion, string> = {
  objectives: 'Objectives met or handed on', environment: 'A steady place to recover', testing: 'Test results as agreed',
  continuing_care: 'First appointment afterwards booked', medication: 'Medication follow-up booked', relapse_plan: 'Relapse-prevention plan made',
  supports: 'People to lean on', instruments: 'Questionnaires asked again', attendance: 'Sessions kept', client_agrees: 'The client agrees',
};

/** One piece of evidence: for, against, or not known; said in a sentence with its figures, never with a name. */
export type Evidence = { criterion: Criterion; says: 'for' | 'against' | 'unknown'; words: string; source: { kind: string; id: string } | null };

export const DISCHARGE_TYPES = [
  'completed', 'transferred_lower', 'transferred_higher', 'left_against_advice', 'lost_to_contact', 'administrative',
  'incarcerated', 'deceased', 'moved_or_insurance', 'other',
] as const;
export const dischargeType = z.enum(DISCHARGE_TYPES, { error: 'Choose how the stay ends.' });
export type DischargeType = (typeof DISCHARGE_TYPES)[number];
export const DISCHARGE_WORDS: Record<DischargeType, string> = {
  completed: 'completed the program', transferred_lower: 'moved to a lighter level', transferred_higher: 'moved to a higher level',
  left_against_advice: 'left before the planned end', lost_to_contact: 'contact was lost', administrative: 'ended by the program',
  incarcerated: 'in custody', deceased: 'died', moved_or_insurance: 'moved away or coverage ended', other: 'other',
};

/** What must stand before a discharge; which of it depends on the type (PR-94). */
export const dischargeDraft = z.object({
  id, clientId: id, type: dischargeType, reason: words.min(1, 'Write why, in a sentence or two.'), lastContactOn: localDate, on: localDate,
  immediateSafety: z.boolean().default(false),
  transferTo: words.default(''), appointmentOn: localDate.nullable().default(null),
  naloxone: z.enum(['given', 'has_it', 'declined', 'not_needed', 'not_said']).default('not_said'),
  noticeGivenOn: localDate.nullable().default(null), appealRoute: words.default(''), teamReviewOn: localDate.nullable().default(null),
  clientStatement: words.default(''),
});
export type DischargeDraft = z.infer<typeof dischargeDraft>;
export type Discharge = DischargeDraft & { decidedAt: string; decidedBy: string };

/** The parts of a discharge summary, in reading order (PR-95). Each is assembled from facts; `words` are added by hand. */
export const SUMMARY_PARTS = [
  'stay', 'presenting', 'diagnoses', 'services', 'attendance', 'objectives', 'tests', 'instruments', 'medication', 'risk',
  'strengths_and_needs', 'level', 'referrals', 'continuing_care', 'client_statement',
] as const;
export type SummaryPart = (typeof SUMMARY_PARTS)[number];
export const SUMMARY_WORDS: Record<SummaryPart, string> = {
  stay: 'Stay', presenting: 'Why they came', diagnoses: 'Diagnoses', services: 'Services and hours', attendance: 'Attendance',
  objectives: 'Objectives', tests: 'Sobriety checks', instruments: 'Questionnaires', medication: 'Medication', risk: 'Risk',
  strengths_and_needs: 'Strengths and open needs', level: 'Level of care', referrals: 'Referrals and appointments',
  continuing_care: 'Continuing care', client_statement: 'In the client’s words',
};

export const followUp = z.object({
  id, clientId: id, dayNumber: z.number().int().positive(), at: z.string(),
  outcome: z.enum(['reached', 'not_reached', 'declined', 'no_consent']),
  doing: z.enum(['well', 'mixed', 'hard', 'not_said']).default('not_said'), wantsBack: z.boolean().default(false), words: words.default(''),
});
export type FollowUp = z.infer<typeof followUp>;
