import * as z from 'zod';
import { id } from '../../shared/ids.ts';

/**
 * Notes (program-rules.md §7): a group is documented once, with one part for each client; an individual note has a
 * format. Counseling notes are a kind apart with their own protection (PV-40). Drafts change; what is signed never does.
 */
const words = z.string().trim().max(8000, 'Shorten this to 8,000 characters.');

export const NOTE_KINDS = [
  'group', 'individual', 'family', 'crisis', 'no_show', 'collateral', 'case_management', 'plan_review', 'medical',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];
export const NOTE_KIND_WORDS: Record<NoteKind, string> = {
  group: 'Group note', individual: 'Individual note', family: 'Family session note', crisis: 'Crisis note',
  no_show: 'Missed session', collateral: 'Contact with others', case_management: 'Case management',
  plan_review: 'Plan review note', medical: 'Medical note',
};

/** How far somebody took part. Words, not a grade: listening is taking part. */
export const PARTICIPATION_WORDS = ['', 'listened', 'took part a little', 'took part', 'led'] as const;
export const RISKS = ['none', 'some', 'high'] as const;
export type Risk = (typeof RISKS)[number];
export const RISK_WORDS: Record<Risk, string> = { none: 'no risk seen', some: 'some risk seen', high: 'high risk seen' };

/** What is written once for everybody. It goes into every chart, so it names nobody (PR-74). */
export const sharedPart = z.object({
  topic: words.default(''),
  activity: words.default(''),
  objective: words.default(''),
  observations: words.default(''),
});
export type SharedPart = z.infer<typeof sharedPart>;

/** One member's own part: it goes into one chart only. */
export const clientPart = z.object({
  clientId: id,
  participation: z.number().int().min(0).max(4).default(0),
  words: words.default(''),
  affect: words.default(''),
  risk: z.enum(RISKS).default('none'),
  objectiveIds: z.array(id).max(40).default([]),
  progress: words.default(''),
  plan: words.default(''),
});
export type ClientPart = z.infer<typeof clientPart>;

export const FORMATS = ['dap', 'soap', 'birp', 'girp', 'plain'] as const;
export type NoteFormat = (typeof FORMATS)[number];

/** The sections of each format, in order, with the question each one answers. */
export const FORMAT_SECTIONS: Record<NoteFormat, { key: string; label: string; asks: string }[]> = {
  dap: [
    { key: 'data', label: 'Data', asks: 'What was said and seen?' },
    { key: 'assessment', label: 'Assessment', asks: 'What do you make of it?' },
    { key: 'plan', label: 'Plan', asks: 'What happens next?' },
  ],
  soap: [
    { key: 'subjective', label: 'Subjective', asks: 'What does the client say?' },
    { key: 'objective', label: 'Objective', asks: 'What did you see or measure?' },
    { key: 'assessment', label: 'Assessment', asks: 'What do you make of it?' },
    { key: 'plan', label: 'Plan', asks: 'What happens next?' },
  ],
  birp: [
    { key: 'behavior', label: 'Behavior', asks: 'How did the client come across?' },
    { key: 'intervention', label: 'Intervention', asks: 'What did you do?' },
    { key: 'response', label: 'Response', asks: 'How did the client respond?' },
    { key: 'plan', label: 'Plan', asks: 'What happens next?' },
  ],
  girp: [
    { key: 'goal', label: 'Goal', asks: 'Which goal was worked on?' },
    { key: 'intervention', label: 'Intervention', asks: 'What did you do?' },
    { key: 'response', label: 'Response', asks: 'How did the client respond?' },
    { key: 'plan', label: 'Plan', asks: 'What happens next?' },
  ],
  plain: [{ key: 'text', label: 'Note', asks: 'What happened?' }],
};
export const FORMAT_WORDS: Record<NoteFormat, string> = { dap: 'DAP', soap: 'SOAP', birp: 'BIRP', girp: 'GIRP', plain: 'Plain' };

export const MODALITIES = ['in_person', 'video', 'phone'] as const;
export const MODALITY_WORDS: Record<(typeof MODALITIES)[number], string> = {
  in_person: 'in person', video: 'by video', phone: 'by phone',
};

/** An individual, family, crisis, collateral … note as it is being written. */
export const noteContent = z.object({
  format: z.enum(FORMATS),
  sections: z.record(z.string().max(40), words).refine((all) => Object.keys(all).length <= 12, 'Too many sections.'),
  modality: z.enum(MODALITIES).default('in_person'),
  place: words.default(''),
  objectiveIds: z.array(id).max(40).default([]),
  progress: words.default(''),
  risk: z.enum(RISKS).default('none'),
  medicationAdherence: words.default(''),
  nextAppointment: words.default(''),
  /** Collateral contacts: with whom, and on what consent it stood. */
  contact: words.default(''),
  consentBasis: words.default(''),
});
export type NoteContent = z.infer<typeof noteContent>;

/** A later addition: the original always stands beside it (PR-70). */
export const addendum = z.object({
  reason: words.min(1, 'Write why this is added.'),
  words: words.min(1, 'Write what is added or put right.'),
});
