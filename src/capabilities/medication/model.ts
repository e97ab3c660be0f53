/**
 * Medication as facts: the way to a provider and back (PR-63), what was offered (PR-64), what is prescribed, and how
 * taking it goes. A change of dose is a new medication that replaces the old one; nothing is overwritten.
 */
import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';

const words = (max: number, ask = 'Write this in a few words.') => z.string().trim().min(1, ask).max(max);

export const PURPOSES = {
  moud: 'Opioid use (MOUD)', maud: 'Alcohol use (MAUD)', psychiatric: 'Mental health', other: 'Something else',
} as const;
export type Purpose = keyof typeof PURPOSES;
export const purpose = z.enum(['moud', 'maud', 'psychiatric', 'other']);

/** A question to a medical provider about a client; what became of it are rows of their own. */
export const linkage = z.object({
  id, clientId: id, purpose, question: words(1000, 'Write what you would like the provider to look at.'),
  askedAt: instant, askedBy: id,
});
export type Linkage = z.infer<typeof linkage>;
export const booking = z.object({
  id, linkageId: id, provider: words(120, 'Write who will see them.'), appointmentAt: instant, place: z.string().trim().max(160),
  recordedAt: instant, recordedBy: id,
});
export type Booking = z.infer<typeof booking>;
export const VISIT_OUTCOMES = { seen: 'Was seen', not_kept: 'Did not go', cancelled: 'Provider cancelled' } as const;
export const visit = z.object({
  id, linkageId: id, bookingId: id, outcome: z.enum(['seen', 'not_kept', 'cancelled']), words: z.string().trim().max(500),
  recordedAt: instant, recordedBy: id,
});
export type Visit = z.infer<typeof visit>;
export const ANSWERS = {
  prescribed: 'Medication prescribed', not_needed: 'No medication needed', not_now: 'Not now, look again later',
  client_declined: 'Client decided against it', referred_on: 'Sent on to somebody else',
} as const;
export const answerKind = z.enum(['prescribed', 'not_needed', 'not_now', 'client_declined', 'referred_on']);
export const answer = z.object({
  id, linkageId: id, answer: answerKind, words: words(1000, 'Write what the provider said.'), recordedAt: instant, recordedBy: id,
});
export type Answer = z.infer<typeof answer>;
export type LinkageFacts = { linkage: Linkage; bookings: Booking[]; visits: Visit[]; answer: Answer | null };

/** PR-64: that medication was offered, and what the client said. Declining closes no door. */
export const OFFER_ANSWERS = {
  wants: 'Would like it', takes: 'Takes it already', thinking: 'Is thinking about it', declined: 'Does not want it now',
} as const;
export const disorder = z.enum(['opioid', 'alcohol']);
export type Disorder = z.infer<typeof disorder>;
export const offer = z.object({
  id, clientId: id, disorder, answer: z.enum(['wants', 'takes', 'thinking', 'declined']), words: z.string().trim().max(500),
  recordedAt: instant, recordedBy: id,
});
export type Offer = z.infer<typeof offer>;

/** PR-48: naloxone at hand, and what to do in an overdose. */
export const NALOXONE_ANSWERS = {
  has: 'Has it at home', given: 'Given here', linked: 'Told where to get it', declined: 'Does not want it now',
} as const;
export const naloxone = z.object({
  id, clientId: id, answer: z.enum(['has', 'given', 'linked', 'declined']), overdosePlan: z.boolean(), recordedAt: instant, recordedBy: id,
});
export type Naloxone = z.infer<typeof naloxone>;

export const ROUTES = {
  oral: 'By mouth', sublingual: 'Under the tongue', injection: 'Injection', patch: 'Patch', nasal: 'Nasal', other: 'Another way',
} as const;
export const schedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('daily'), timesPerDay: z.number().int().min(1, 'Write how many times a day.').max(12) }),
  z.object({ kind: z.literal('every_days'), days: z.number().int().min(2).max(365) }),
  z.object({ kind: z.literal('as_needed') }),
]);
export type Schedule = z.infer<typeof schedule>;

export const medication = z.object({
  id, clientId: id,
  name: words(120, 'Write the medication’s name.'),
  /** What tests and cross-reactions are read by; suggested from the name, confirmed by a person. */
  ingredients: z.array(z.string().trim().min(2).max(40)).max(6),
  strength: words(60, 'Write the strength, like 8 mg / 2 mg.'),
  route: z.enum(['oral', 'sublingual', 'injection', 'patch', 'nasal', 'other']),
  schedule, purpose, prescriber: words(120, 'Write who prescribes it.'),
  startedOn: localDate,
  /** The medication that this one takes the place of, from `startedOn`. */
  replaces: id.nullable(),
  /** Prescribed in this program, or told by the client or another provider. */
  source: z.enum(['prescribed_here', 'reported']),
  recordedAt: instant, recordedBy: id,
});
export type Medication = z.infer<typeof medication>;
export const medicationStop = z.object({
  id, medicationId: id, stoppedOn: localDate, why: words(300, 'Write why it was stopped.'), recordedAt: instant, recordedBy: id,
});
export type MedicationStop = z.infer<typeof medicationStop>;
/** A dispensed supply, or one injection given (then `daysSupply` is its interval). */
export const supply = z.object({
  id, medicationId: id, on: localDate, daysSupply: z.number().int().min(1, 'Write for how many days it lasts.').max(365),
  recordedAt: instant, recordedBy: id,
});
export type Supply = z.infer<typeof supply>;

export const TAKEN = { all: 'As prescribed', some: 'Missed some', none: 'Not taken' } as const;
/** PR-63: one talk about taking it, at an individual session or on the phone. */
export const adherenceCheck = z.object({
  id, clientId: id, sessionId: id.nullable(), at: instant, recordedBy: id,
  /** Since when it was asked about: usually the last check-in. */
  since: localDate,
  answers: z.array(z.object({
    medicationId: id, taken: z.enum(['all', 'some', 'none']), missedDoses: z.number().int().min(0).max(400),
    why: z.string().trim().max(300),
  })).min(1, 'Ask about at least one medication.'),
  effects: z.string().trim().max(500), craving: z.number().int().min(0).max(10).nullable(),
});
export type AdherenceCheck = z.infer<typeof adherenceCheck>;
