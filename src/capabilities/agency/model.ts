import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate, timeZone } from '../../shared/dates.ts';

export const site = z.object({
  siteId: id,
  name: z.string().trim().min(1, 'Name the site.').max(120),
  address: z.string().trim().max(200),
  phone: z.string().trim().max(40),
});
export type Site = z.infer<typeof site>;

export const room = z.object({
  roomId: id,
  siteId: id,
  name: z.string().trim().min(1, 'Name the room.').max(60),
  places: z.number().int().min(1).max(200),
  /** The first day on which nothing is held in it any more; null: in use. */
  closedOn: localDate.nullable(),
});
export type Room = z.infer<typeof room>;

export const agency = z.object({
  agencyId: id,
  name: z.string().trim().min(1, 'Name the agency.').max(200),
  timeZone,
  weekStart: z.number().int().min(1).max(7),
});
export type Agency = z.infer<typeof agency>;

/** What the agency answers to a question that callers ask, in approved words. */
export const approvedAnswer = z.object({
  approvedAnswerId: id,
  question: z.string().trim().min(1, 'Write the question.').max(300),
  answer: z.string().trim().min(1, 'Write the answer.').max(2000),
  /** Other words by which it should be found. */
  words: z.string().trim().max(300),
});
export type ApprovedAnswer = z.infer<typeof approvedAnswer>;
