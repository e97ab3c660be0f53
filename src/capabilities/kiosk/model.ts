import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime } from '../../shared/dates.ts';

/** A tablet at the door: what it may know of a day, and what it sends back. */
export const kioskName = z.string().trim().min(1, 'Write where it stands, like “Front door”.').max(60);

/** Six figures that Stepwell makes: nobody chooses 123456, and no answer tells that a number is somebody's. */
export const doorNumber = z.string().regex(/^\d{6}$/, 'A number has six figures.');
/** What the picture on a phone holds: 16 bytes that nobody types. */
export const doorToken = z.string().regex(/^[0-9a-f]{32}$/, 'This code is not one of ours.');

/** What that picture says: `door:` and the code. */
export const pictureOf = (token: string): string => `door:${token}`;
export const tokenIn = (text: string): string | null => {
  const token = text.trim().startsWith('door:') ? text.trim().slice(5) : null;
  return token !== null && doorToken.safeParse(token).success ? token : null;
};

export const doorSession = z.object({
  sessionId: id, title: z.string(), from: wallTime, to: wallTime, startAt: instant, endAt: instant, room: z.string().nullable(),
  /** The last that any door heard of it. */
  last: z.enum(['arrived', 'left']).nullable(),
});
export type DoorSession = z.infer<typeof doorSession>;
/** One person of the day as the door knows them once they showed who they are. No surname, no chart. */
export const doorPerson = z.object({ clientId: id, name: z.string(), sessions: z.array(doorSession) });
export type DoorPerson = z.infer<typeof doorPerson>;

/** An entry that opens only with a number or code: the tag finds it, the key that opens it comes of the same number. */
export const rosterEntry = z.object({ tag: z.string(), iv: z.string(), data: z.string() });
export const dayRoster = z.object({
  day: localDate, zone: z.string(),
  /** When it is dropped: the end of the day. */
  until: instant,
  opensMinutes: z.number(), salt: z.string(), daySalt: z.string(), entries: z.array(rosterEntry),
});
export type DayRoster = z.infer<typeof dayRoster>;

// a tablet whose battery ran empty believes in 1970
const MOST_MS = 100 * 366 * 24 * 3_600_000;
export const doorRecord = z.object({
  id, clientId: id, sessionId: id, kind: z.enum(['arrived', 'left']),
  /** What the tablet's own clock showed, and what it added to be right. */
  deviceAt: instant, correctionMs: z.number().int().min(-MOST_MS).max(MOST_MS),
});
export type DoorRecord = z.infer<typeof doorRecord>;
