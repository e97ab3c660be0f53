import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { credentialKind } from '../agency/services.ts';

/** One licence, registration or certificate of a staff member, with the days between which it holds (PR-100). */
export const credential = z.object({
  id,
  staffId: id,
  kind: credentialKind,
  number: z.string().trim().min(1, 'Write the number as the board printed it.').max(60),
  state: z.string().regex(/^[A-Z]{2}$/, 'Write the state in two letters, like TX.'),
  issuedOn: localDate,
  /** The last day on which it holds; null where it does not expire. */
  expiresOn: localDate.nullable(),
  /** The first day on which it no longer holds because the board ended it early. */
  endedOn: localDate.nullable(),
});
export type Credential = z.infer<typeof credential>;

/** One hour, or part of it, of supervision received (PR-102). */
export const supervisionHeld = z.object({
  id,
  staffId: id,
  supervisorId: id,
  heldAt: instant,
  minutes: z.number().int().min(1, 'Write at least one minute.').max(480, 'Write 480 minutes or less.'),
  kind: z.enum(['individual', 'group']),
});
export type SupervisionHeld = z.infer<typeof supervisionHeld>;

/** Who supervises whom, from a day to a day (the last one included; null: until further notice). */
export const supervisionLine = z.object({
  staffId: id, supervisorId: id, from: localDate, until: localDate.nullable(),
});
export type SupervisionLine = z.infer<typeof supervisionLine>;
