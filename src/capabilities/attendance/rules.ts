import { compareInstants, isBefore, minutesBetween, type Instant } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { Service } from '../agency/services.ts';
import { countsToHours, minutesWithin } from '../schedule/hours.ts';
import { STATUS_WORDS, type Attendance, type RecordedStatus } from './model.ts';

/** A session as attendance sees it: planned, or as it was really held (PR-13). */
export type HeldSession = { id: Id; service: Service; startAt: Instant; endAt: Instant; breaks: readonly { from: Instant; to: Instant }[]; cancelled: boolean };

export type Standing = {
  /** As recorded, sharpened by the minutes: both `late` and `left_early` may hold (PR-80, PR-81). */
  statuses: (RecordedStatus | 'late' | 'left_early')[];
  /** Minutes there, breaks taken out. */
  minutes: number;
  /** Minutes that count to the weekly hours: none where the service does not (PR-13). */
  countedMinutes: number;
  /** At least the least for a unit (PR-81). */
  credited: boolean;
  words: string;
};

/** What a fact of attendance says, read against the session as it was held. */
export function standingOf(fact: Pick<Attendance, 'status' | 'arrivedAt' | 'leftAt'>, session: HeldSession, rules: RuleBook): Standing {
  if (fact.status !== 'present' || fact.arrivedAt === null || fact.leftAt === null) {
    return { statuses: [fact.status], minutes: 0, countedMinutes: 0, credited: false, words: STATUS_WORDS[fact.status] };
  }
  const minutes = minutesWithin(session, { from: fact.arrivedAt, to: fact.leftAt });
  const late = minutesBetween(session.startAt, fact.arrivedAt) > rules['session.lateMinutes'];
  const early = minutesBetween(fact.leftAt, session.endAt) > rules['session.lateMinutes'];
  const statuses: Standing['statuses'] = [...(late ? ['late' as const] : []), ...(early ? ['left_early' as const] : [])];
  const shown = statuses.length > 0 ? statuses : ['present' as const];
  return {
    statuses: shown, minutes, countedMinutes: countsToHours(session.service, rules) ? minutes : 0,
    credited: minutes >= rules['session.minMinutesForCredit'], words: shown.map((one) => STATUS_WORDS[one]).join(', '),
  };
}

/** Of all facts, those that no later one replaces. */
export function inForce<F extends Pick<Attendance, 'id' | 'replaces'>>(facts: readonly F[]): F[] {
  const replaced = new Set(facts.map((fact) => fact.replaces).filter((one) => one !== null));
  return facts.filter((fact) => !replaced.has(fact.id));
}

export type AttendanceRefusal =
  | 'session-not-started' | 'session-was-cancelled' | 'not-expected' | 'arrival-missing' | 'departure-missing' | 'left-before-arriving'
  | 'not-there-while-it-lasted' | 'departure-in-the-future' | 'times-without-presence' | 'reason-missing' | 'place-missing' | 'recorded-meanwhile'
  | 'nothing-to-correct';

export type Entry = Pick<Attendance, 'clientId' | 'status' | 'arrivedAt' | 'leftAt' | 'mode' | 'place' | 'reason' | 'replaces'>;

/**
 * May this be recorded? Whoever corrects names the fact they saw, so that two people never overwrite one another.
 * @param expected who has a seat, or a visit, that day
 * @param current the facts in force of this session
 * @param at where the entry lies in the input, for field errors
 */
export function decideAttendance(
  entry: Entry, session: HeldSession, expected: readonly Id[], current: readonly Pick<Attendance, 'id' | 'clientId'>[], now: Instant, at = 0,
): Decision<Entry, AttendanceRefusal> {
  const no = (reason: AttendanceRefusal, say: string, field: keyof Entry) => refuse(reason, say, `entries.${at}.${field}`);
  if (session.cancelled) return no('session-was-cancelled', 'This session was cancelled. Nobody attends it.', 'status');
  const ahead = entry.status === 'excused' || entry.status === 'cancelled_by_client';
  if (isBefore(now, session.startAt) && !ahead) return no('session-not-started', 'It has not begun. Record it once it has.', 'status');
  if (!expected.includes(entry.clientId)) return no('not-expected', 'This person has no seat here that day. Add a visit first.', 'clientId');
  const before = current.find((fact) => fact.clientId === entry.clientId);
  if (before && entry.replaces !== before.id) return no('recorded-meanwhile', 'Somebody recorded this person already. Look at it, then correct it.', 'replaces');
  if (!before && entry.replaces !== null) return no('nothing-to-correct', 'There is nothing in force to correct. Open the page again.', 'replaces');
  if (entry.replaces !== null && entry.reason.trim().length < 3) return no('reason-missing', 'Write why the earlier entry is corrected.', 'reason');
  if (entry.status !== 'present') {
    if (entry.arrivedAt !== null || entry.leftAt !== null) return no('times-without-presence', 'Times belong to somebody who was here.', 'arrivedAt');
    if (entry.status === 'excused' && entry.reason.trim().length < 3) return no('reason-missing', 'Write why it is excused.', 'reason');
    return accept(entry);
  }
  if (entry.arrivedAt === null) return no('arrival-missing', 'Write when they came, like 18:20.', 'arrivedAt');
  if (entry.leftAt === null) return no('departure-missing', 'Write when they left, like 21:15.', 'leftAt');
  if (compareInstants(entry.leftAt, entry.arrivedAt) <= 0) return no('left-before-arriving', 'Let them leave after they came.', 'leftAt');
  if (isBefore(now, entry.leftAt) && isBefore(session.endAt, entry.leftAt)) return no('departure-in-the-future', 'They cannot have left yet. Write the end of the session.', 'leftAt');
  if (compareInstants(entry.leftAt, session.startAt) <= 0 || compareInstants(entry.arrivedAt, session.endAt) >= 0) {
    return no('not-there-while-it-lasted', 'They were not here while it lasted. Choose “not here”, or mend the times.', 'arrivedAt');
  }
  if (entry.mode === 'telehealth' && entry.place.trim() === '') return no('place-missing', 'Write where they are, for help in an emergency.', 'place');
  return accept(entry);
}

/** May the real start and end of a session be recorded? Everybody's minutes follow from them (journeys, 5). */
export function decideHeld(planned: { startAt: Instant; endAt: Instant }, held: { startAt: Instant; endAt: Instant }, now: Instant):
Decision<typeof held, 'ends-before-it-starts' | 'ends-in-the-future' | 'another-day'> {
  if (compareInstants(held.endAt, held.startAt) <= 0) return refuse('ends-before-it-starts', 'Let it end after it starts.', 'held.endAt');
  if (isBefore(now, held.endAt)) return refuse('ends-in-the-future', 'It has not ended yet. Record its end when it has.', 'held.endAt');
  const far = Math.max(Math.abs(minutesBetween(planned.startAt, held.startAt)), Math.abs(minutesBetween(planned.endAt, held.endAt)));
  return far > 6 * 60 ? refuse('another-day', 'That is hours away from its time. Move the session instead.', 'held.startAt') : accept(held);
}

