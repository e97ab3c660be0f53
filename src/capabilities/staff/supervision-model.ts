import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';

/** One hour, or part of it, of supervision received (PR-102). */
export const supervisionHeld = z.object({
  supervisionHeldId: id,
  staffId: id,
  supervisorId: id,
  heldAt: instant,
  minutes: z.number().int().min(1, 'Write at least one minute.').max(480, 'Write 480 minutes or less.'),
  kind: z.enum(['individual', 'group']),
});
export type SupervisionHeld = z.infer<typeof supervisionHeld>;

/** Who supervises whom, from a day to before another (null: until further notice). */
export const supervisionLine = z.object({
  staffId: id, supervisorId: id, from: localDate, until: localDate.nullable(),
});
export type SupervisionLine = z.infer<typeof supervisionLine>;
