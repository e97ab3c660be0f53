import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime } from '../../shared/dates.ts';

const minutes = z.number().int().min(1, 'Write at least one minute.').max(480, 'Write 480 minutes or less.');
export const supervisionKind = z.enum(['individual', 'group']);

/** One hour, or part of it, of supervision received (PR-102). */
export const supervisionHeld = z.object({
  supervisionHeldId: id,
  staffId: id,
  supervisorId: id,
  heldAt: instant,
  minutes,
  kind: supervisionKind,
});
export type SupervisionHeld = z.infer<typeof supervisionHeld>;

/** Who supervises whom, from a day to before another (null: until further notice). */
export const supervisionLine = z.object({
  staffId: id, supervisorId: id, from: localDate, until: localDate.nullable(),
});
export type SupervisionLine = z.infer<typeof supervisionLine>;

/** What a supervisor writes down: alone with one person, or a group of several. */
export const supervisionEntry = z.object({
  staffIds: z.array(id).min(1, 'Say who was there.').max(40),
  supervisorId: id,
  on: localDate,
  startsAt: wallTime,
  minutes,
  kind: supervisionKind,
  words: z.string().trim().max(500).default(''),
});
export type SupervisionEntry = z.infer<typeof supervisionEntry>;
