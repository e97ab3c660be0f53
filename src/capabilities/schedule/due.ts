import { addDays, dateIn, endOfDay, instantOf, weekOf } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary, listEpisodes } from '../clients/store.ts';
import { exceptionIn, hoursOfWeek, longestGap } from './hours.ts';
import { between, closedDays } from './handlers/making.ts';
import { listSessionsOf } from './sessions-store.ts';
import { listHoursExceptions } from './store.ts';

/**
 * What the next full week of an admitted client lacks: hours (PR-14), groups (PR-08), days (PR-09), or a gap that is too
 * long (PR-10). Owed by the primary counselor before that week begins.
 */
export const scheduleDue: DueOfClient = async (act, clientId) => {
  const { tx, zone } = act;
  const episode = (await listEpisodes(tx, clientId)).find((one) => one.endedAt === null);
  if (!episode || episode.levelOfCare !== '2.1') return [];
  const next = addDays(weekOf(act.today, act.weekStart), 7);
  const [rules, rows, exceptions, primary] = await Promise.all([
    findRuleBook(tx, act.today), listSessionsOf(tx, clientId, ...between(act, next, 8)), listHoursExceptions(tx, clientId), findPrimary(tx, clientId)]);
  if (exceptionIn(next, exceptions)) return [];
  const floor = 60 * rules[episode.adolescent ? 'hours.floor.adolescent' : 'hours.floor.adult'];
  const closed = closedDays(rules);
  const week = hoursOfWeek({
    weekStart: next, planned: floor, floor, full: true, excepted: false,
    sessions: rows.map((row) => ({ ...row, sessionId: row.id, cancelled: row.cancelled !== null, expected: true, attendedMinutes: null })),
  }, { ...rules, 'week.start': act.weekStart }, act.now, zone);
  const gap = longestGap(rows.filter((row) => !row.cancelled).map((row) => dateIn(row.startAt, zone)), closed);
  const owed = (rule: string, what: string, why: string): Obligation => ({
    rule, about: next, clientId, owedBy: primary ? { staffId: primary.staffId } : { role: 'counselor' }, what, why,
    since: instantOf(addDays(next, -7), '00:00', zone), due: endOfDay(addDays(next, -1), zone), weight: 'person',
    evidence: [{ kind: 'episode', id: episode.episodeId }], remedy: { verb: 'Arrange', path: `/clients/${clientId}/arrange?from=${next}` },
  });
  const hours = (minutes: number) => Number((minutes / 60).toFixed(1));
  if (week.warnings.includes('scheduled-under-planned')) {
    return [owed('PR-14', 'hours to schedule', `${hours(week.scheduled)} of ${hours(floor)} hours in the week of ${next}.`)];
  }
  if (week.warnings.includes('too-few-groups')) return [owed('PR-08', 'group to add', `${week.groups} of ${rules['group.minPerWeek']} groups in the week of ${next}.`)];
  if (week.warnings.includes('too-few-days')) return [owed('PR-09', 'service day to add', `${week.days} of ${rules['days.minPerWeek']} days in the week of ${next}.`)];
  if (gap.days > rules['gap.maxDays']) return [owed('PR-10', 'gap to close', `${gap.days} days without contact after ${gap.after}, ${rules['gap.maxDays']} at most.`)];
  return [];
};
