import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate } from '../../shared/dates.ts';
import { service } from '../agency/services.ts';

/**
 * Hours of a client as a staircase, in whole minutes. Each step is the one before it minus gaps that say why; a gap below
 * nought adds (a visit nobody had scheduled, a session held longer). Every figure of hours anywhere is read from here.
 */
export const STEPS = ['planned', 'scheduled', 'present', 'documented', 'signed', 'creditable'] as const;
export type Step = (typeof STEPS)[number];
export const STEP_WORDS: Record<Step, string> = {
  planned: 'Planned', scheduled: 'Scheduled', present: 'There', documented: 'Written', signed: 'Signed', creditable: 'Counts',
};

/** What a gap is, and the step it leads down to. */
export const GAPS = {
  'not-placed': 'scheduled', 'session-cancelled': 'scheduled', 'beyond-plan': 'scheduled',
  'to-come': 'present', unrecorded: 'present', missed: 'present', excused: 'present', 'cancelled-by-client': 'present',
  'cancelled-by-program': 'present', 'held-shorter': 'present', 'came-late': 'present', 'left-early': 'present', unscheduled: 'present',
  'no-note': 'documented',
  'note-not-signed': 'signed',
  'under-minimum': 'creditable', 'too-few-present': 'creditable', 'awaits-cosign': 'creditable', 'serves-nothing': 'creditable',
} as const satisfies Record<string, Step>;
export type GapKind = keyof typeof GAPS;
export const GAP_KINDS = Object.keys(GAPS) as [GapKind, ...GapKind[]];

export const steps = z.object({
  planned: z.number(), scheduled: z.number(), present: z.number(), documented: z.number(), signed: z.number(), creditable: z.number(),
});
export type Steps = z.infer<typeof steps>;
export const gap = z.object({ kind: z.enum(GAP_KINDS), minutes: z.number(), words: z.string() });
export type Gap = z.infer<typeof gap>;

/** One session in one client's week; `sessionId` null: minutes of the plan that stand on no day. */
export const ledgerLine = z.object({
  sessionId: id.nullable(), on: localDate.nullable(), name: z.string(), service: service.nullable(), steps, gaps: z.array(gap),
});
export type LedgerLine = z.infer<typeof ledgerLine>;
export const ledgerDay = z.object({ on: localDate.nullable(), steps, gaps: z.array(gap), lines: z.array(ledgerLine) });
export type LedgerDay = z.infer<typeof ledgerDay>;

export const WARNINGS = [
  'planned-under-floor', 'planned-over-ceiling', 'scheduled-under-planned', 'attended-under-floor', 'floor-out-of-reach', 'too-few-groups', 'too-few-days',
] as const;
export type WeekWarning = (typeof WARNINGS)[number];

/** A client-week in figures, against its floor and ceiling (PR-14). All in minutes. */
export const weekHours = z.object({
  weekStart: localDate, floor: z.number(), ceiling: z.number(), planned: z.number(), scheduled: z.number(), attended: z.number(),
  documented: z.number(), signed: z.number(), creditable: z.number(),
  /** What can still be attended: sessions that have not ended and hold no attendance yet. */
  toCome: z.number(),
  groups: z.number(), days: z.number(), over: z.boolean(),
  /** False for a week in which the client came or left: no floor is asked of it. */
  full: z.boolean(),
  excepted: z.string().nullable(), warnings: z.array(z.enum(WARNINGS)),
});
export type WeekHours = z.infer<typeof weekHours>;

/** Something that would mend a short week: a coming session with room, and what it gives. */
export const mend = z.object({ sessionId: id, seriesId: id, name: z.string(), on: localDate, from: z.string(), minutes: z.number(), free: z.number(), enough: z.boolean() });
export type Mend = z.infer<typeof mend>;
export const forecast = z.object({ short: z.number(), words: z.string(), kindWords: z.string(), mends: z.array(mend) });
export type Forecast = z.infer<typeof forecast>;
