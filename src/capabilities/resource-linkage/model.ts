import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate, wallTime, weekday } from '../../shared/dates.ts';

/** Services, meetings and sober activities nearby, and the closed loop from a need to what came of it (PR-65). */
export const NEEDS = [
  'housing', 'transport', 'food', 'legal', 'work', 'id_papers', 'childcare', 'medical', 'dental', 'insurance',
  'mutual_help', 'sober_activity', 'education', 'naloxone', 'mental_health',
] as const;
export const needKind = z.enum(NEEDS, { error: 'Choose a need from the list.' });
export type NeedKind = (typeof NEEDS)[number];
export const NEED_WORDS: Record<NeedKind, string> = {
  housing: 'Housing', transport: 'Transport', food: 'Food', legal: 'Legal help', work: 'Work', id_papers: 'ID and papers',
  childcare: 'Childcare', medical: 'Doctor', dental: 'Dentist', insurance: 'Insurance', mutual_help: 'Mutual-help meeting',
  sober_activity: 'Sober activity', education: 'School and training', naloxone: 'Naloxone', mental_health: 'Mental health',
};

const words = z.string().trim().max(2000, 'Shorten this to 2,000 characters.');
const short = (most: number) => z.string().trim().max(most, `Shorten this to ${most} characters.`);
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);
export const place = z.object({ latitude, longitude });
export type Place = z.infer<typeof place>;

export const COSTS = ['free', 'sliding', 'insurance', 'fee'] as const;
export type Cost = (typeof COSTS)[number];
export const COST_WORDS: Record<Cost, string> = {
  free: 'free', sliding: 'by income', insurance: 'with insurance', fee: 'for a fee',
};

/** Who may use it. An empty field excludes nobody. */
export const eligibility = z.object({
  ageFrom: z.number().int().min(0).max(120).nullable().default(null),
  ageTo: z.number().int().min(0).max(120).nullable().default(null),
  genders: z.array(z.string().trim().max(40)).max(20).default([]),
  withChildren: z.boolean().nullable().default(null),
  words: words.default(''),
});

export const resource = z.object({
  id,
  name: short(200).min(1, 'Write its name.'),
  needs: z.array(needKind).min(1, 'Choose what it helps with.').max(NEEDS.length),
  about: words.default(''),
  phone: short(60).default(''),
  url: short(400).default(''),
  address: short(300).default(''),
  postalCode: short(12).default(''),
  place: place.nullable().default(null),
  online: z.boolean().default(false),
  /** Open hours or meeting times. Empty: not known, so any time may do. */
  times: z.array(z.object({ weekday, from: wallTime, until: wallTime })).max(60).default([]),
  cost: z.enum(COSTS),
  languages: z.array(short(12)).max(30).default(['en']),
  eligibility: eligibility.default(eligibility.parse({})),
  /** The day somebody last found it to be so. */
  verifiedOn: localDate.nullable().default(null),
  works: z.number().int().min(0).default(0),
  doesNotWork: z.number().int().min(0).default(0),
});
export type Resource = z.infer<typeof resource>;

/** What is looked for. Whatever is left out does not narrow the search. */
export const resourceSearch = z.object({
  need: needKind.nullable().default(null),
  near: place.nullable().default(null),
  withinMiles: z.number().positive().max(500).nullable().default(null),
  /** Times that suit: it must be open at some moment of one of them. */
  free: z.array(z.object({ weekday, from: wallTime, until: wallTime })).max(60).default([]),
  cost: z.array(z.enum(COSTS)).max(4).default([]),
  language: short(12).nullable().default(null),
  person: z.object({
    age: z.number().int().min(0).max(120).nullable().default(null), gender: short(40).nullable().default(null),
    withChildren: z.boolean().nullable().default(null),
  }).default({ age: null, gender: null, withChildren: null }),
  words: words.default(''),
});
export type ResourceSearch = z.infer<typeof resourceSearch>;

/** The steps of the loop, in order; each is a dated fact. `closed` ends it at any step, with a reason. */
export const LINKAGE_STEPS = ['need', 'referral', 'contact', 'service', 'outcome'] as const;
export type LinkageStep = (typeof LINKAGE_STEPS)[number];
export const LINKAGE_STEP_WORDS: Record<LinkageStep, string> = {
  need: 'need', referral: 'referred', contact: 'contact made', service: 'service received', outcome: 'what came of it',
};
export const OUTCOMES = ['met', 'partly_met', 'not_met', 'declined_by_client', 'not_available', 'no_longer_needed'] as const;
export type LinkageOutcome = (typeof OUTCOMES)[number];

export type LinkageFact = { id: string; step: Exclude<LinkageStep, 'need'>; at: string; words: string; resourceId: string | null; outcome: LinkageOutcome | null };

/** One need of one client with what has been done about it so far. */
export type Linkage = {
  id: string;
  clientId: string;
  need: NeedKind;
  words: string;
  statedAt: string;
  /** It waits, with the day on which it is looked at again. */
  waitsUntil: string | null;
  ownerId: string | null;
  objectiveId: string | null;
  facts: LinkageFact[];
};

export const OUTCOME_WORDS: Record<LinkageOutcome, string> = {
  met: 'Met', partly_met: 'Partly met', not_met: 'Not met', declined_by_client: 'The client decided against it',
  not_available: 'Not to be had', no_longer_needed: 'No longer needed',
};
