import { addDays, dateIn, endOfDay, instantOf, isBefore, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { weeksUnderFloor, type WeekHours } from '../schedule/hours.ts';

/** Attendance that nobody recorded, and hours that were not reached. */
export type Unrecorded = { sessionId: Id; startAt: Instant; endAt: Instant; leaderIds: readonly Id[]; name: string };

/** A session that ended without a word about this client is owed by who leads it, the same day. */
export function attendanceDue(sessions: readonly Unrecorded[], clientId: Id, now: Instant, zone: string): Obligation[] {
  return sessions.filter((one) => !isBefore(now, one.endAt)).map((one) => ({
    rule: 'PR-80', about: one.sessionId, clientId, owedBy: one.leaderIds[0] ? { staffId: one.leaderIds[0] } : { role: 'supervisor' },
    what: 'attendance', why: 'The session is over and nobody said who was there.', since: one.endAt, due: endOfDay(dateIn(one.startAt, zone), zone),
    weight: 'paper' as const, evidence: [{ kind: 'session', id: one.sessionId }], remedy: { verb: 'Record', path: `/sessions/${one.sessionId}` },
  }));
}

export type HoursFacts = {
  clientId: Id; episodeId: Id; primaryId: Id | null;
  /** Weeks of the stay, in order, the present one last. */
  weeks: readonly (WeekHours & { full: boolean; excepted: boolean })[];
  /** When the level of care was last rated, if it was. */
  ratedAt: Instant | null;
};

const inHours = (minutes: number): string => String(Number((minutes / 60).toFixed(1)));

/**
 * Weeks under the floor (PR-14) and what follows from them (PR-16): a present week that can still be mended is owed by the
 * counselor; two weeks in a row without a documented reason prompt a review of the level of care.
 */
export function hoursDue(facts: HoursFacts, rules: RuleBook, zone: string): Obligation[] {
  const owedBy = facts.primaryId ? { staffId: facts.primaryId } : { role: 'counselor' };
  const evidence = [{ kind: 'episode', id: facts.episodeId }];
  const due: Obligation[] = [];
  const present = facts.weeks.at(-1);
  if (present && present.warnings.includes('floor-out-of-reach')) {
    const most = present.attended + present.toCome;
    due.push({
      rule: 'PR-14', about: present.weekStart, clientId: facts.clientId, owedBy, what: 'hours to make up',
      why: `At most ${inHours(most)} of ${inHours(present.floor)} hours this week, ${inHours(present.floor - most)} short.`,
      since: instantOf(present.weekStart, '00:00', zone), due: endOfDay(addDays(present.weekStart, 6), zone), weight: 'person', evidence,
      remedy: { verb: 'Arrange', path: `/clients/${facts.clientId}/arrange?from=${present.weekStart}` },
    });
  }
  const run = weeksUnderFloor(facts.weeks);
  const past = facts.weeks.filter((week) => week.over && week.full && !week.excepted);
  const last = past.at(-1);
  if (run >= rules['hours.weeksUnderFloorForReview'] && last) {
    const since = instantOf(addDays(last.weekStart, 7), '00:00', zone);
    if (facts.ratedAt === null || isBefore(facts.ratedAt, since)) {
      due.push({
        rule: 'PR-16', about: last.weekStart, clientId: facts.clientId, owedBy, what: 'level-of-care review',
        why: `${run} weeks in a row under ${inHours(last.floor)} hours, last ${inHours(last.attended)}.`, since, due: endOfDay(addDays(last.weekStart, 14), zone),
        weight: 'person', evidence, remedy: { verb: 'Review', path: `/clients/${facts.clientId}/level-of-care` },
      });
    }
  }
  return due;
}
