import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime } from '../../shared/dates.ts';
import { SESSION_KINDS } from '../schedule/model.ts';

/** One session as a client sees it: no other name than who leads it, and that as initials. */
export const mySession = z.object({
  sessionId: id, kind: z.enum(SESSION_KINDS), date: localDate, from: wallTime, to: wallTime, startAt: instant, endAt: instant,
  room: z.string().nullable(), with: z.array(z.string()),
  cancelled: z.boolean(),
  state: z.enum(['planned', 'kept', 'missed']),
  /** What the client last said about it. */
  said: z.enum(['on_my_way', 'late', 'cannot_come']).nullable(),
  /** Can it be joined over a link? */
  byVideo: z.boolean(),
  /** Are they on the call, by their own last word? */
  joined: z.boolean(),
});
export type MySession = z.infer<typeof mySession>;

export const message = z.object({ messageId: id, mine: z.boolean(), by: z.string(), words: z.string(), at: instant });
export type Message = z.infer<typeof message>;
