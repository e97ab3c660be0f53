import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';

/**
 * Consents as facts that a rule can read (42 CFR 2.31, privacy.md §3). Three kinds, never merged into one
 * signature (PV-11): what is shared in general, the separately kept counseling notes, use in proceedings.
 */
export const CONSENT_KINDS = ['general', 'counseling_notes', 'proceedings'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export const CONSENT_KIND_WORDS: Record<ConsentKind, string> = {
  general: 'Sharing what is needed',
  counseling_notes: 'Counseling notes kept apart',
  proceedings: 'Use in a court or other proceeding',
};

/** What may be shared: a pick-list, so that nobody signs for "everything" without seeing what that is. */
export const RECORD_KINDS = [
  'presence', 'schedule', 'attendance', 'family_session', 'assessment', 'diagnosis', 'level_of_care', 'plan',
  'progress_note', 'medication', 'test_result', 'safety_plan', 'referral', 'discharge_summary', 'billing',
  'counseling_note',
] as const;
export const recordKind = z.enum(RECORD_KINDS, { error: 'Choose what may be shared from the list.' });
export type RecordKind = (typeof RECORD_KINDS)[number];

export const RECORD_WORDS: Record<RecordKind, string> = {
  presence: 'that you come here', schedule: 'times of your sessions', attendance: 'whether you came',
  family_session: 'family session times', assessment: 'your assessment', diagnosis: 'your diagnosis',
  level_of_care: 'your level of care', plan: 'your plan', progress_note: 'progress notes',
  medication: 'your medication', test_result: 'test results', safety_plan: 'your safety plan',
  referral: 'what a referral needs', discharge_summary: 'your discharge summary',
  billing: 'what a bill needs', counseling_note: 'counseling notes kept apart',
};

export const PURPOSES = [
  'tpo', 'treatment', 'payment', 'support', 'referral', 'monitoring', 'at_request', 'fundraising', 'proceedings', 'law',
] as const;
export const purpose = z.enum(PURPOSES, { error: 'Choose what it is for.' });
export type Purpose = (typeof PURPOSES)[number];

export const PURPOSE_WORDS: Record<Purpose, string> = {
  tpo: 'treatment, payment and health care operations', treatment: 'your treatment', payment: 'paying for your care',
  support: 'so that they can support you', referral: 'linking you to a service',
  monitoring: 'telling who sent you how it goes', at_request: 'because you asked for it',
  fundraising: 'raising money for the program', proceedings: 'a court or other proceeding',
  law: 'what the law asks or allows',
};

/** Groups of recipients that one treatment-payment-operations consent may name (2.31(a)(4)). */
export const RECIPIENT_CLASSES = ['treating_providers', 'health_plans', 'payers', 'operations_helpers'] as const;
export type RecipientClass = (typeof RECIPIENT_CLASSES)[number];

export const CLASS_WORDS: Record<RecipientClass, string> = {
  treating_providers: 'your treating providers', health_plans: 'your health plan', payers: 'others who pay for your care',
  operations_helpers: 'people and companies who help run this program',
};

const words = z.string().trim().max(2000, 'Shorten this to 2,000 characters.');

/**
 * Who may receive it. `id` is what a disclosure is matched by: the id of a supporter, a resource or a party. A class
 * has no id of its own; an intermediary names those who receive through it.
 */
export const recipient = z.discriminatedUnion('as', [
  z.object({
    as: z.literal('named'), id, name: words, address: words.default(''),
    /** A HIPAA covered entity, business associate or Part 2 program: may redisclose under HIPAA (element 4b). */
    coveredEntity: z.boolean().default(false),
  }),
  z.object({ as: z.literal('class'), classes: z.array(z.enum(RECIPIENT_CLASSES)).max(8) }),
  z.object({
    as: z.literal('intermediary'), id, name: words,
    participants: z.array(words).max(50), treatingProvidersOnly: z.boolean(),
  }),
]);
export type Recipient = z.infer<typeof recipient>;

/** Until when: a date, something that happens, or without end (only where the law allows it). */
export const expiry = z.discriminatedUnion('by', [
  z.object({ by: z.literal('date'), on: localDate }),
  z.object({ by: z.literal('event'), words }),
  z.object({ by: z.literal('none') }),
]);
export type Expiry = z.infer<typeof expiry>;

export const SIGNERS = ['client', 'guardian', 'client_and_parent', 'personal_representative', 'director'] as const;
export type Signer = (typeof SIGNERS)[number];

/** The terms of one consent: the ten elements of 2.31(a), as data. Texts are kept as they stood on the form. */
export const consentTerms = z.object({
  kind: z.enum(CONSENT_KINDS),
  /** 1 */ patientName: words,
  /** 2 */ disclosers: words,
  /** 3 */ records: z.array(recordKind).max(RECORD_KINDS.length),
  /** 4 */ recipient,
  /** 4b, inserted for covered entities under `tpo` */ redisclosureText: words.default(''),
  /** 5 */ purpose,
  fundraisingOptOutText: words.default(''),
  /** 6 */ revocationText: words,
  /** 7 */ expiry,
  /** 10, `tpo` only */ tpoRedisclosureText: words.default(''),
  refusalText: words.default(''),
  /** PV-25: a duty to monitor (criminal justice): not to be revoked before this happens. */
  irrevocableUntil: words.default(''),
  language: z.string().max(40).default('en'),
  interpreter: words.default(''),
});
export type ConsentTerms = z.infer<typeof consentTerms>;

/** 8 and 9: whose hand, when, on what. */
export const consentSignature = z.object({
  signer: z.enum(SIGNERS),
  name: words,
  signedOn: localDate,
  method: z.enum(['screen', 'paper', 'phone']),
});
export type ConsentSignature = z.infer<typeof consentSignature>;

/** One consent with what has happened to it since. Rows, not flags: each of these is a fact with a time. */
export type ConsentFact = {
  id: string;
  clientId: string;
  terms: ConsentTerms;
  signature: ConsentSignature | null;
  recordedAt: string;
  /** Received in writing, electronic counts (2.31(a)(6)). */
  revokedAt: string | null;
  supersededAt: string | null;
  /** The event or condition named in the expiry, or the end of the reason for monitoring, has come. */
  eventOn: string | null;
  /** Somebody with authority recorded that the consent is known to be false (2.31(c)). */
  knownFalse: boolean;
};

export const CONSENT_STATES = ['draft', 'active', 'expired', 'revoked', 'superseded', 'deficient'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** What the client signs or is given at the start, beside consents (PR-46, PV-06). */
export const ACKNOWLEDGEMENTS = ['treatment', 'part2_notice', 'rules_and_rights', 'fee_agreement', 'telehealth'] as const;
export type AcknowledgementKind = (typeof ACKNOWLEDGEMENTS)[number];

export const ACKNOWLEDGEMENT_WORDS: Record<AcknowledgementKind, string> = {
  treatment: 'Consent to treatment', part2_notice: 'Notice of privacy', rules_and_rights: 'Rules and rights',
  fee_agreement: 'Fee agreement', telehealth: 'Sessions by video',
};

export const acknowledgement = z.object({
  kind: z.enum(ACKNOWLEDGEMENTS),
  /** The version of the text that was shown: the text itself is kept with the signature. */
  version: z.string().min(1).max(40),
  language: z.string().max(40).default('en'),
  method: z.enum(['screen', 'paper', 'phone']),
  signer: z.enum(SIGNERS),
  name: words,
  /** PV-06: the notice may be given without a signature, if the reason is written. */
  declinedReason: words.default(''),
});
export type AcknowledgementFact = z.infer<typeof acknowledgement> & { id: string; clientId: string; signedAt: string };

/** Somebody outside who may receive: a probation office, a payer, another provider. */
export const party = z.object({
  partyId: id,
  name: words.min(1, 'Write the name.').max(200),
  address: words.default(''),
  phone: z.string().trim().max(40).default(''),
  classes: z.array(z.enum(RECIPIENT_CLASSES)).max(4).default([]),
  coveredEntity: z.boolean().default(false),
});
export type Party = z.infer<typeof party>;

/** The strokes of a signature drawn on screen, as an SVG path in a box of 600 × 160; empty when only typed. */
export const mark = z.string().max(40_000).regex(/^[MLZ0-9 .,-]*$/i, 'Draw the signature again.').default('');

/** One release, as the accounting shows it (2.25). */
export const disclosureFact = z.object({
  id,
  clientId: id,
  at: instant,
  recipientName: z.string(),
  recipientAddress: z.string(),
  records: z.array(recordKind),
  purpose,
  basis: z.union([
    z.object({ by: z.literal('consent'), consentIds: z.array(id) }),
    z.object({ by: z.literal('exception'), code: z.string() }),
  ]),
  throughEhr: z.boolean(),
  madeBy: z.string(),
});
export type DisclosureFact = z.infer<typeof disclosureFact>;
