import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, timeZone, wallTime } from '../../shared/dates.ts';
import { service } from '../agency/services.ts';

/**
 * Group (what it is) → Series (when it recurs) → Session (one occurrence) → Seat (who is expected, from when to when).
 * A series keeps a wall-clock time and a zone; a session keeps instants.
 */
export const SESSION_KINDS = ['group', 'individual', 'family', 'medical', 'assessment', 'case-management'] as const;
export const sessionKind = z.enum(SESSION_KINDS);
export type SessionKind = z.infer<typeof sessionKind>;

export const track = z.object({ id, code: z.string().max(40), name: z.string().trim().min(1, 'Write a name.').max(60) });
export type Track = z.infer<typeof track>;

export const group = z.object({
  id,
  code: z.string().trim().min(1).max(12),
  name: z.string().trim().min(1, 'Write a name.').max(60),
  service,
  capacity: z.number().int().min(1, 'Write at least one seat.').max(200, 'Write 200 or less.'),
  /** `open`: anyone may join in any week (PR-26). `closed`: nobody joins after the first session. */
  enrolment: z.enum(['open', 'closed']),
  /** Code of the lessons it walks through, or null. */
  curriculum: z.string().max(40).nullable(),
});
export type Group = z.infer<typeof group>;

export const pause = z.object({ from: wallTime, to: wallTime })
  .refine((one) => one.from < one.to, { path: ['to'], error: 'Let the break end after it starts.' });
export type Pause = z.infer<typeof pause>;

export const series = z.object({
  id,
  /** The group it is the timetable of; null for a standing appointment of one client. */
  groupId: id.nullable(),
  trackId: id.nullable(),
  kind: sessionKind,
  service,
  /** RFC 5545 rule of whole days, such as `FREQ=WEEKLY;BYDAY=MO,TH`. */
  rule: z.string().regex(/^FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL|BYDAY|BYMONTHDAY|BYSETPOS|WKST)=[A-Z0-9,+-]+)*$/,
    'Choose how often it recurs.'),
  startsAt: wallTime,
  endsAt: wallTime,
  breaks: z.array(pause).max(6),
  zone: timeZone,
  roomId: id.nullable(),
  facilitatorIds: z.array(id).max(6),
  /** How many seats it has; copied from the group when it is made. */
  capacity: z.number().int().min(1).max(200),
  /** First day, and the first day on which it no longer is (null: until further notice). */
  from: localDate,
  until: localDate.nullable(),
}).refine((one) => one.startsAt < one.endsAt, { path: ['endsAt'], error: 'Let it end after it starts, like 18:00 to 21:15.' })
  .refine((one) => one.breaks.every((b) => one.startsAt <= b.from && b.to <= one.endsAt), { path: ['breaks'],
    error: 'Let each break lie within the session.' });
export type Series = z.infer<typeof series>;

export const session = z.object({
  id,
  seriesId: id.nullable(),
  groupId: id.nullable(),
  kind: sessionKind,
  service,
  /** The day of the series it stands for, which stays when it is moved. */
  plannedOn: localDate,
  startAt: instant,
  endAt: instant,
  breaks: z.array(z.object({ from: instant, to: instant })),
  roomId: id.nullable(),
  facilitatorIds: z.array(id),
  capacity: z.number().int().min(1).max(200),
  lesson: z.string().max(12).nullable(),
  /** Why it does not take place; null while it does. */
  cancelled: z.object({ reason: z.string().trim().min(1).max(200), at: instant, by: id }).nullable(),
});
export type Session = z.infer<typeof session>;

/** A client's numbered place in a series from a day to before another. One day: a single visit. */
export const seat = z.object({
  id,
  seriesId: id,
  clientId: id,
  no: z.number().int().min(1).max(200),
  from: localDate,
  /** The first day on which it is theirs no longer; null: until further notice. */
  until: localDate.nullable(),
});
export type Seat = z.infer<typeof seat>;

/** Two people who may not share a group: `no-contact`, `couple`, `co-defendants`, `staff-relative` (PR-28). */
export const separation = z.object({
  id, clientId: id, otherId: id, reason: z.enum(['no-contact', 'couple', 'co-defendants', 'staff-relative', 'other']),
  from: localDate, until: localDate.nullable(),
});
export type Separation = z.infer<typeof separation>;

/** Why a week may stay below the floor (PR-05, PR-16). */
export const hoursException = z.object({
  id, clientId: id, kind: z.enum(['taper', 'illness', 'holiday']), from: localDate, until: localDate,
  reason: z.string().trim().min(3, 'Write the reason.').max(500),
});
export type HoursException = z.infer<typeof hoursException>;
