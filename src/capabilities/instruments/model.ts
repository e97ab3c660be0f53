import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/dates.ts';

/**
 * Standard instruments: what may be answered, how it is scored, and what a score may and may not say.
 * The topics are our own short words; the official wording is the agency's to import (INS-07). A score supports a
 * diagnosis and never makes one (INS-06).
 */
export const INSTRUMENT_CODES = [
  'PHQ-9', 'GAD-7', 'C-SSRS', 'AUDIT', 'AUDIT-C', 'DAST-10', 'BAM', 'BAM-R', 'BAM-IOP', 'CIWA-Ar', 'COWS', 'PC-PTSD-5',
  'PCL-5', 'BARC-10', 'PACS', 'TEA',
] as const;
export const instrumentCode = z.enum(INSTRUMENT_CODES);
export type InstrumentCode = z.infer<typeof instrumentCode>;

/** Raw answers by item number as printed on the form (`1`, `7A`). Yes is 1, no is 0. */
export const answers = z.record(z.string().max(8), z.number());
export type Answers = z.infer<typeof answers>;

export type Item = {
  /** The item's number on the official form. */
  n: string;
  /** What it is about, in our own words. */
  topic: string;
  /** The answers the form allows, ascending. */
  values: readonly number[];
  /** One short word of our own for each value, where a number alone would mislead. */
  words?: readonly string[];
  loinc?: string;
  /** May be left out without making the instrument incomplete. */
  optional?: boolean;
  /** Points to a danger: asked about if it is left out (INS-04). */
  safety?: boolean;
};

/** Something that must be seen before any total (INS-04). `danger` wants a clinician now, `urgent` the same day. */
export type Alert = {
  level: 'danger' | 'urgent';
  kind: 'suicide' | 'withdrawal';
  item: string | null;
  say: string;
  /** What the field does by default, most urgent first. */
  actions: string[];
};

export type Scale = {
  /** `total`, or the name of a subscale. */
  code: string;
  name: string;
  /** `null` where the instrument sorts without a number (C-SSRS). */
  value: number | null;
  min: number;
  max: number;
  band: string | null;
  /** Has it reached the cut-off that asks for a closer look? `null` where there is none. */
  flagged: boolean | null;
  /** Mean of the answers given, taken for those left out. */
  prorated: boolean;
};

/** A sentence that follows from the answers beside the numbers, such as a symptom rule that is met. */
export type Finding = { code: string; met: boolean; say: string };

export type Scored = {
  alerts: Alert[];
  status: 'complete' | 'incomplete';
  missing: string[];
  scales: Scale[];
  findings: Finding[];
};

export type Licence = {
  holder: string;
  /** What the agency may do with the official wording. */
  wording: 'free' | 'free-unmodified' | 'with-attribution' | 'non-commercial';
  note: string;
};

/** What a change of a scale means, as far as that is established. */
export type ChangeRule = {
  scale: string;
  better: 'lower' | 'higher';
  /** The smallest change that is more than noise. */
  reliable: number | null;
  /** The smallest change that people notice. */
  meaningful: number | null;
  /** Below this it counts as remission. */
  remissionBelow: number | null;
};

export type Instrument = {
  code: InstrumentCode;
  title: string;
  about: string;
  /** Version of the form that the answers belong to, and of our scoring. Both are stored (INS-01). */
  version: string;
  scorer: string;
  recall: string;
  givenBy: 'self' | 'clinician';
  items: readonly Item[];
  licence: Licence;
  loinc: { panel: string | null; total: string | null };
  change: ChangeRule | null;
  /** Answers that follow from others by the form's own skip rule. */
  skips?: (given: Answers) => Answers;
  /** What the answers may not say together: the faults, by item. */
  contradictions?: (given: Answers) => { item: string; say: string }[];
  /** Safety alerts from what is answered so far, total or not (INS-04). */
  alerts?: (given: Answers) => Alert[];
  /** Scales and findings; `given` already holds what the skip rules imply and only allowed values. */
  score: (given: Answers) => { scales: Scale[]; findings: Finding[] };
};

/** One time somebody answered: raw answers and versions are what is kept (INS-01). */
export const administration = z.object({
  id,
  clientId: id,
  code: instrumentCode,
  version: z.string(),
  scorer: z.string(),
  at: instant,
  by: id,
  mode: z.enum(['interview', 'paper', 'kiosk', 'own_device']),
  answers,
});
export type Administration = z.infer<typeof administration>;
