import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { wallTime, weekday } from '../../shared/dates.ts';

/** A build: a proposal of weeks for everyone, which moves nobody until a person takes it. */
export const meeting = z.object({
  /** The series, or the opening, that it is of. */
  id: z.string().max(80), name: z.string().max(120), weekday, from: wallTime, to: wallTime, minutes: z.number(),
});
export type Meeting = z.infer<typeof meeting>;

/** A standing session with one person that would be booked. */
export const opening = z.object({ staffId: id, roomId: id.nullable(), weekday, startsAt: wallTime, minutes: z.number().int() });

export const why = z.object({
  asked: z.string().max(400), reasons: z.array(z.object({ no: z.number().int(), say: z.string().max(400) })).max(20),
  /** The cheapest change that would make a week, and what it asks. */
  change: z.object({ title: z.string().max(200), say: z.string().max(400), who: z.string().max(200) }).nullable(),
});
export type Why = z.infer<typeof why>;

export const line = z.object({
  clientId: id, placed: z.boolean(), minutesBefore: z.number().int(), minutesAfter: z.number().int(), floor: z.number().int(),
  keeps: z.array(meeting).max(40), leaves: z.array(meeting).max(40),
  joins: z.object({ meetings: z.array(meeting).max(40), seriesIds: z.array(id).max(20), openings: z.array(opening).max(6) }),
  why: why.nullable(), facts: z.string().max(80),
});
export type Line = z.infer<typeof line>;

/** Digests of what a build rests on beside its clients: the rules, and each group by its id. */
export const facts = z.object({ rules: z.string(), groups: z.record(z.string(), z.string()) });
export type Facts = z.infer<typeof facts>;

export const suggestion = z.object({ say: z.string().max(300), helps: z.number().int() });

export const progress = z.object({ seconds: z.number(), placed: z.number().int(), people: z.number().int(), gap: z.number().nullable() });
export type Progress = z.infer<typeof progress>;

export const ended = z.enum(['proven', 'time', 'stopped', 'crashed']);
export type Ended = z.infer<typeof ended>;

/** A change of the program that the director thinks of. */
export const programChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), weekday, startsAt: wallTime, endsAt: wallTime, minutes: z.number().int().min(15, 'Count at least 15 minutes.').max(480), seats: z.number().int().min(1, 'Write at least one seat.').max(200) }),
  z.object({ kind: z.literal('move'), seriesId: id, weekday: weekday.nullable(), startsAt: wallTime, endsAt: wallTime }),
  z.object({ kind: z.literal('close'), seriesId: id }),
  z.object({ kind: z.literal('resize'), seriesId: id, seats: z.number().int().min(1, 'Write at least one seat.').max(200) }),
]);
export type ProgramChange = z.infer<typeof programChange>;
