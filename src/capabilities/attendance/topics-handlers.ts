import { addDays, dateIn, instantOf } from '../../shared/dates.ts';
import { accept } from '../../shared/decision.ts';
import { handle, type DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findOpenStay } from '../clients/store.ts';
import { coverage, type Coming } from '../schedule/coverage.ts';
import { seatsIn } from '../schedule/seating.ts';
import { countSeated, listSessions } from '../schedule/sessions-store.ts';
import { listGroups, listSeriesByIds } from '../schedule/store.ts';
import { individualDue, rhythmOf } from './individuals.ts';
import { listMetAlone } from './individuals-store.ts';
import { standingOf } from './rules.ts';
import { listSessionsOfClient } from './store.ts';
import * as api from './topics-api.ts';

/** A stay is looked back on for so long, and ahead for so long. */
const DAYS_BACK = 400;
const WEEKS_AHEAD = 12;

export const readTopicCoverage = handle(api.readTopicCoverage, async (act, { clientId }) => {
  const { tx, today, zone, now } = act;
  const ahead = [instantOf(today, '00:00', zone), instantOf(addDays(today, 7 * WEEKS_AHEAD), '00:00', zone)] as const;
  const [rules, groups, mine, sessions, seated] = await Promise.all([
    findRuleBook(tx, today), listGroups(tx), listSessionsOfClient(tx, clientId, instantOf(addDays(today, -DAYS_BACK), '00:00', zone), ahead[1]),
    listSessions(tx, ...ahead), countSeated(tx, ...ahead)]);
  const own = new Set(mine.filter((one) => one.expected).map((one) => one.sessionId));
  const attended = mine.filter((one) => one.status !== null && one.lesson !== null
      && standingOf({ ...one, status: one.status }, { ...one, id: one.sessionId }, rules).credited)
    .map((one) => ({ lesson: one.lesson!, date: dateIn(one.startAt, zone) }));
  const coming = sessions.filter((one) => one.cancelled === null && one.lesson !== null).map((one): Coming & { groupId: string | null } => ({
    sessionId: one.id, seriesId: one.seriesId, groupId: one.groupId, lesson: one.lesson!, startAt: one.startAt, date: dateIn(one.startAt, zone),
    seat: own.has(one.id) ? 'own' : (seated.get(one.id) ?? 0) < seatsIn(one.service, one.capacity, rules) ? 'free' : 'full',
  }));
  // the groups in which they have, or had, a seat: another track's curriculum is not theirs to fill
  const rows = await listSeriesByIds(tx, [...new Set(mine.map((one) => one.seriesId))]);
  const theirs = new Set(rows.map((one) => one.groupId));
  return accept(groups.filter((one) => one.lessons.length > 0 && theirs.has(one.id)).map((group) => {
    const topics = coverage(group.lessons, attended, coming.filter((one) => one.groupId === group.id), now)
      .map(({ next, ...topic }) => ({ ...topic, next: next === null || next.seat === 'full' ? null
        : { sessionId: next.sessionId, seriesId: next.seriesId, date: next.date, startAt: next.startAt, seat: next.seat } }));
    return { groupId: group.id, name: group.name, had: topics.filter((one) => one.had !== null).length, of: topics.length, topics };
  }));
});

export const listIndividualsDue = handle(api.listIndividualsDue, async (act) => {
  const [rules, rows] = await Promise.all([findRuleBook(act.tx, act.today), listMetAlone(act.tx, null, act.now)]);
  return accept(rows.flatMap((row) => {
    const { days, state, booked } = rhythmOf(row, rules, act.now, act.zone);
    return state === 'in-rhythm' ? [] : [{ clientId: row.clientId, initials: row.initials, days, state, booked,
      lastOn: row.lastAt === null ? null : dateIn(row.lastAt, act.zone), nextOn: row.nextAt === null ? null : dateIn(row.nextAt, act.zone) }];
  }).toSorted((a, b) => b.days - a.days || a.initials.localeCompare(b.initials)));
});

/** Somebody in the program whom nobody met alone for too long (PR-60). */
export const individualsDue: DueOfClient = async (act, clientId) => {
  if (!await findOpenStay(act.tx, clientId)) return [];
  const [rules, rows] = await Promise.all([findRuleBook(act.tx, act.today), listMetAlone(act.tx, clientId, act.now)]);
  return rows.flatMap((row) => individualDue(row, rules, act.now, act.zone));
};

export const topicHandlers = [readTopicCoverage, listIndividualsDue];
