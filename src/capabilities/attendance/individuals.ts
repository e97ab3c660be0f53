import { addDays, daysBetween, dateIn, endOfDay, instantOf, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';

/** How long it is since somebody was met alone: every 7 days, announced at 10, overdue at 14 (PR-60). */
export type MetAlone = { clientId: Id; primaryId: Id | null; admittedAt: Instant; lastAt: Instant | null; nextAt: Instant | null };
export type Rhythm = { days: number; state: 'in-rhythm' | 'due' | 'coming-due' | 'overdue'; booked: boolean };
type Days = Pick<RuleBook, 'individual.everyDays' | 'individual.alertDays' | 'individual.maxGapDays'>;

/** @param met `lastAt` is the last one that was kept; before the first, the stay itself counts */
export function rhythmOf(met: Pick<MetAlone, 'admittedAt' | 'lastAt' | 'nextAt'>, rules: Days, now: Instant, zone: string): Rhythm {
  const since = dateIn(met.lastAt ?? met.admittedAt, zone);
  const days = daysBetween(since, dateIn(now, zone));
  const state = days >= rules['individual.maxGapDays'] ? 'overdue' : days >= rules['individual.alertDays'] ? 'coming-due'
    : days >= rules['individual.everyDays'] ? 'due' : 'in-rhythm';
  return { days, state, booked: met.nextAt !== null && dateIn(met.nextAt, zone) <= addDays(since, rules['individual.maxGapDays']) };
}

/** From the alert on, unless one is booked in time; overdue ones also where the next is booked later. */
export function individualDue(met: MetAlone, rules: Days, now: Instant, zone: string): Obligation[] {
  const { days, state, booked } = rhythmOf(met, rules, now, zone);
  if ((state !== 'coming-due' && state !== 'overdue') || (booked && state !== 'overdue')) return [];
  const since = dateIn(met.lastAt ?? met.admittedAt, zone);
  return [{
    rule: 'PR-60', about: `${met.clientId}:${since}`, clientId: met.clientId, owedBy: met.primaryId ? { staffId: met.primaryId } : { role: 'counselor' },
    what: 'individual session', why: met.lastAt === null ? `None yet in ${days} days of the stay.` : `${days} days since the last one, ${since}.`,
    since: instantOf(addDays(since, rules['individual.alertDays']), '00:00', zone), due: endOfDay(addDays(since, rules['individual.maxGapDays']), zone),
    weight: 'person', evidence: [{ kind: 'client', id: met.clientId }], remedy: { verb: 'Book', path: `/clients/${met.clientId}/book` },
  }];
}
