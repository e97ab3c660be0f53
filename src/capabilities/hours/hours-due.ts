import { addDays, endOfDay, instantOf, isBefore, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { weeksUnderFloor } from '../schedule/hours.ts';
import type { WeekHours } from './model.ts';

/** Hours that were not reached, or will not be: who mends it by when. */
export type HoursFacts = {
  clientId: Id; episodeId: Id; primaryId: Id | null;
  /** Weeks of the stay, in order, the present one last. */
  weeks: readonly (Pick<WeekHours, 'weekStart' | 'floor' | 'attended' | 'toCome' | 'over' | 'full' | 'warnings'> & { excepted: boolean })[];
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

type NextWeek = Pick<WeekHours, 'weekStart' | 'floor' | 'planned' | 'scheduled' | 'groups' | 'days' | 'warnings'>;

/**
 * What the next full week lacks: hours (PR-14), groups (PR-08), days (PR-09), or a gap that is too long (PR-10). The first
 * of these alone is owed, by the primary counselor, before that week begins.
 */
export function nextWeekDue(
  of: { clientId: Id; episodeId: Id; primaryId: Id | null }, week: NextWeek, gap: { days: number; after: string | null }, rules: RuleBook, zone: string,
): Obligation[] {
  const next = week.weekStart;
  const owed = (rule: string, what: string, why: string): Obligation[] => [{
    rule, about: next, clientId: of.clientId, owedBy: of.primaryId ? { staffId: of.primaryId } : { role: 'counselor' }, what, why,
    since: instantOf(addDays(next, -7), '00:00', zone), due: endOfDay(addDays(next, -1), zone), weight: 'person',
    evidence: [{ kind: 'episode', id: of.episodeId }], remedy: { verb: 'Arrange', path: `/clients/${of.clientId}/arrange?from=${next}` },
  }];
  if (week.scheduled < week.floor) return owed('PR-14', 'hours to schedule', `${inHours(week.scheduled)} of ${inHours(week.floor)} hours in the week of ${next}.`);
  if (week.warnings.includes('too-few-groups')) return owed('PR-08', 'group to add', `${week.groups} of ${rules['group.minPerWeek']} groups in the week of ${next}.`);
  if (week.warnings.includes('too-few-days')) return owed('PR-09', 'service day to add', `${week.days} of ${rules['days.minPerWeek']} days in the week of ${next}.`);
  return gap.days > rules['gap.maxDays'] ? owed('PR-10', 'gap to close', `${gap.days} days without contact after ${gap.after}, ${rules['gap.maxDays']} at most.`) : [];
}
