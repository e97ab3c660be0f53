import * as z from 'zod';
import { localDate } from '../../shared/dates.ts';
import { LADDER } from '../transition/model.ts';

/** Figures and pictures over the facts of all rooms. Nothing of it is stored: each is derived when it is asked for. */
export const PATH_KEYS = ['call', 'assessment', ...LADDER, 'left'] as const;

/** One step of a person's way: call, assessment, then the rungs of the ladder. */
export const pathStep = z.object({
  key: z.enum(PATH_KEYS),
  state: z.enum(['past', 'here', 'next']),
  /** The day it began, or is expected to; null where nothing says. */
  on: localDate.nullable(),
  /** Expected, not known. */
  about: z.boolean(),
  /** Hours a week that it asks; null where it asks none to speak of. */
  hours: z.number().nullable(),
  /** Of the present step: which week of it, from 1, and of how many, if that is known. */
  week: z.number().nullable(),
  ofWeeks: z.number().nullable(),
});
export type PathStep = z.infer<typeof pathStep>;

/** A share with what it is made of; hidden where so few stand behind it that somebody could be told apart. */
export const share = z.object({ part: z.number(), whole: z.number(), percent: z.number().nullable() });
export type Share = z.infer<typeof share>;

export const board = z.object({
  today: localDate,
  census: z.object({ here: z.number(), seats: z.number().nullable(), admitted: z.number(), left: z.number() }),
  /** Whole client-weeks over: hours attended beside hours owed; the last one ended before the present week. */
  hours: z.array(z.object({ weekStart: localDate, attended: z.number(), owed: z.number(), percent: z.number().nullable() })),
  hoursFloorPercent: z.number(),
  firstGroup: z.object({ days: z.number().nullable(), people: z.number(), floorDays: z.number() }),
  notesOnTime: share,
  stillHere: z.object({ now: share, before: share, day: z.number() }),
  tracks: z.array(z.object({ name: z.string(), taken: z.number(), seats: z.number() })),
  waiting: z.number(),
  funnel: z.array(z.object({ step: z.enum(['calls', 'booked', 'assessed', 'admitted', 'first-group']), people: z.number() })),
  /** What somebody who surveys the program would find, by rule: late today, most first. */
  findings: z.array(z.object({ rule: z.string(), what: z.string(), count: z.number() })),
});
export type Board = z.infer<typeof board>;
