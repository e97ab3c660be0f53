import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, timeZone, wallTime } from '../../shared/dates.ts';
import { credentialKind, service } from '../agency/services.ts';

/**
 * Group (what it is) → Series (when it recurs) → Session (one occurrence) → Seat (who is expected, from when to when).
 * A series keeps a wall-clock time and a zone; a session keeps instants.
 */
export const SESSION_KINDS = ['group', 'individual', 'family', 'medical', 'assessment', 'case-management'] as const;
export const sessionKind = z.enum(SESSION_KINDS);
export type SessionKind = z.infer<typeof sessionKind>;

/** How a group or a session is joined: in its room, over a link, or either. */
export const sessionMode = z.enum(['in_person', 'telehealth', 'hybrid']);
export type SessionMode = z.infer<typeof sessionMode>;
/** An address that a browser opens; empty where there is none. */
export const sessionLink = z.string().trim().max(300)
  .refine((text) => text === '' || /^https:\/\/[^\s]+$/.test(text), 'Write the whole link, like https://video.example.org/room-2.');

/** Which sessions a change is about: this one, this and all later ones, or every one that has not been held yet. */
export const changeScope = z.enum(['this-one', 'from-here-on', 'all-not-held']);
export type ChangeScope = z.infer<typeof changeScope>;

/** Whom a group is for beside everybody; words of the field, as screens say them. */
export const AUDIENCES = ['women', 'men', 'young-adults', 'older-adults', 'parents', 'veterans', 'lgbtq', 'working', 'trauma'] as const;
export const audience = z.enum(AUDIENCES);
export type Audience = z.infer<typeof audience>;
export const AUDIENCE_WORDS: Record<Audience, string> = {
  women: 'Women', men: 'Men', 'young-adults': 'Young adults', 'older-adults': 'Older adults', parents: 'Parents', veterans: 'Veterans',
  lgbtq: 'LGBTQ+', working: 'People who work days', trauma: 'People with trauma',
};
/** A language tag, such as `en` or `es`. */
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'Write a language, like en or es.');

export const track = z.object({ id, code: z.string().max(40), name: z.string().trim().min(1, 'Write a name.').max(60) });
export type Track = z.infer<typeof track>;

export const group = z.object({
  id,
  code: z.string().trim().min(1).max(12),
  name: z.string().trim().min(1, 'Write a name.').max(60),
  service,
  capacity: z.number().int().min(1, 'Write at least one seat.').max(200, 'Write 200 or less.'),
  /** How many have to be there for it to be a group; null: as the rule book says (PR-24). */
  minimum: z.number().int().min(1).max(200).nullable(),
  /** Above how many a second facilitator is needed; null: as the rule book says (PR-25). */
  secondFrom: z.number().int().min(1).max(200).nullable(),
  /** Which credentials may lead it; empty: whatever the rule book allows for its service (PR-61). */
  credentials: z.array(credentialKind).max(16),
  language,
  audience: z.array(audience).max(9),
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
  mode: sessionMode,
  link: sessionLink,
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

/** Days on which a site, or the whole program (`siteId` null), is closed. `until` is the first open day again. */
export const closure = z.object({
  id, siteId: id.nullable(), from: localDate, until: localDate, reason: z.string().trim().min(3, 'Write the reason.').max(200),
});
export type Closure = z.infer<typeof closure>;

/** A change that can be taken back while its day lasts. `words` name no client. */
export const scheduleChange = z.object({ changeId: id, kind: z.string().max(40), words: z.string().max(200), at: instant, by: z.string(), until: instant });
export type ScheduleChange = z.infer<typeof scheduleChange>;

/** A session that somebody asked for, and what came of it: booked, or declined in words. */
export const wish = z.object({
  wishId: id, clientId: id, initials: z.string(), askedBy: z.enum(['client', 'staff']), kind: z.enum(['individual', 'family', 'medical', 'case-management']),
  words: z.string(), at: instant,
  answer: z.object({ sessionId: id.nullable(), words: z.string(), at: instant, startAt: instant.nullable() }).nullable(),
});
export type Wish = z.infer<typeof wish>;

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
