import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { compareInstants, instant, minutesBetween, type Instant } from '../../shared/dates.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { SessionMode } from '../schedule/model.ts';
import type { Attendance } from './model.ts';
import type { HeldSession } from './rules.ts';

/**
 * Several may tell when somebody came and left: the facilitator's sheet, the door, the video call. Each word is kept as it
 * was said. The sheet is what a person confirms; where another word differs, it is shown and a person decides.
 */
export const SOURCES = ['door', 'video'] as const;
export type Source = (typeof SOURCES)[number];
export const presence = z.object({
  id, sessionId: id, clientId: id, source: z.enum(SOURCES), kind: z.enum(['arrived', 'left']),
  /** As corrected: what the device showed, plus what its clock was known to be off by. */
  at: instant, deviceAt: instant, correctionMs: z.number().int(), sentCorrectionMs: z.number().int().nullable(),
  kioskId: id.nullable(), place: z.string().trim().max(200), recordedAt: instant,
});
export type Presence = z.infer<typeof presence>;

/** What one source says of one person at one session. */
export type Span = {
  source: Source; arrivedAt: Instant | null; leftAt: Instant | null;
  /** Minutes between leaving and coming back. */
  outMinutes: number;
  /** The device's clock changed between recording and sending: its times may be off by as much. */
  doubtMinutes: number;
  place: string;
  /** When the last of it became known here. */
  knownAt: Instant;
};

/** From each source's words what it says: first arrival, last departure, and the time out between. */
export function spansOf(words: readonly Presence[]): Span[] {
  return SOURCES.flatMap((source) => {
    const mine = words.filter((one) => one.source === source).toSorted((a, b) => compareInstants(a.at, b.at));
    if (mine.length === 0) return [];
    let [out, left] = [0, null as Instant | null];
    for (const one of mine) {
      if (one.kind === 'left') left = one.at;
      else if (left !== null) {
        out += minutesBetween(left, one.at);
        left = null;
      }
    }
    const off = mine.map((one) => (one.sentCorrectionMs === null ? 0 : Math.abs(one.sentCorrectionMs - one.correctionMs)));
    return [{
      source, arrivedAt: mine.find((one) => one.kind === 'arrived')?.at ?? null, leftAt: left, outMinutes: out,
      doubtMinutes: Math.round(Math.max(...off) / 60_000), place: mine.findLast((one) => one.place !== '')?.place ?? '',
      knownAt: mine.map((one) => one.recordedAt).reduce((a, b) => (compareInstants(a, b) > 0 ? a : b)),
    }];
  });
}

/** A moment as it counts: nothing before the start, nothing after the end (PR-13). */
const within = (at: Instant, session: Pick<HeldSession, 'startAt' | 'endAt'>): Instant =>
  (compareInstants(at, session.startAt) < 0 ? session.startAt : compareInstants(at, session.endAt) > 0 ? session.endAt : at);

/** The stay that taking a source's word would record; the end of the session where it tells no departure. Null: not while it lasted. */
export function stayOf(span: Span, session: Pick<HeldSession, 'startAt' | 'endAt'>): { arrivedAt: Instant; leftAt: Instant } | null {
  const arrivedAt = span.arrivedAt ?? session.startAt;
  const leftAt = span.leftAt ?? session.endAt;
  const there = compareInstants(arrivedAt, session.endAt) < 0 && compareInstants(leftAt, session.startAt) > 0 && compareInstants(arrivedAt, leftAt) < 0;
  return there ? { arrivedAt, leftAt } : null;
}

export type Decided = { attendanceId: string; at: Instant };

/**
 * Does this source differ from what a person confirmed, by more than the agency bothers about? What somebody decided since
 * the word was known is settled, as long as the same fact stands.
 */
export function differs(
  fact: Pick<Attendance, 'id' | 'status' | 'arrivedAt' | 'leftAt'> | null, span: Span, session: HeldSession, decided: readonly Decided[], rules: RuleBook,
): boolean {
  if (fact === null) return false;
  if (decided.some((one) => one.attendanceId === fact.id && compareInstants(span.knownAt, one.at) <= 0)) return false;
  const stay = stayOf(span, session);
  if (fact.status !== 'present' || fact.arrivedAt === null || fact.leftAt === null) return stay !== null;
  if (stay === null) return true;
  const most = Math.max(1, rules['session.differenceMinutes']);
  const apart = (a: Instant, b: Instant) => Math.abs(minutesBetween(within(a, session), within(b, session)));
  return apart(fact.arrivedAt, stay.arrivedAt) >= most || (span.leftAt !== null && apart(fact.leftAt, stay.leftAt) >= most) || span.outMinutes >= most;
}

/** Can it be joined over a link? One without a room can only be joined so (PR-29). */
export const isByVideo = (session: { joinedBy: SessionMode; roomId: string | null }): boolean => session.joinedBy !== 'in_person' || session.roomId === null;
