import { dateIn, endOfDay, isBefore, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';

/** Attendance that nobody recorded. */
export type Unrecorded = { sessionId: Id; startAt: Instant; endAt: Instant; leaderIds: readonly Id[]; name: string };

/** A session that ended without a word about this client is owed by who leads it, the same day. */
export function attendanceDue(sessions: readonly Unrecorded[], clientId: Id, now: Instant, zone: string): Obligation[] {
  return sessions.filter((one) => !isBefore(now, one.endAt)).map((one) => ({
    rule: 'PR-80', about: one.sessionId, clientId, owedBy: one.leaderIds[0] ? { staffId: one.leaderIds[0] } : { role: 'supervisor' },
    what: 'attendance', why: 'The session is over and nobody said who was there.', since: one.endAt, due: endOfDay(dateIn(one.startAt, zone), zone),
    weight: 'paper' as const, evidence: [{ kind: 'session', id: one.sessionId }], remedy: { verb: 'Record', path: `/sessions/${one.sessionId}` },
  }));
}
