import { addDays, dateIn, isBefore, weekOf } from '../../shared/dates.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findOpenStay, findPrimary } from '../clients/store.ts';
import { listDecisions } from '../level-of-care/store.ts';
import { exceptionIn, longestGap } from '../schedule/hours.ts';
import { hoursDue, nextWeekDue } from './hours-due.ts';
import { weekOn, weeksOfStay } from './ledger-loading.ts';

const WEEKS_BACK = 6;

/** What is owed about the hours of one client at level 2.1: this week's, the next one's, and two short ones in a row. */
export const hoursDueOf: DueOfClient = async (act, clientId) => {
  const { tx, now, zone } = act;
  const stay = await findOpenStay(tx, clientId);
  if (stay?.levelOfCare !== '2.1') return [];
  const { facts, weeks } = await weeksOfStay(act, clientId, WEEKS_BACK, 8);
  const weekNow = weekOf(dateIn(now, zone), act.weekStart);
  const next = addDays(weekNow, 7);
  const [primary, decisions] = await Promise.all([findPrimary(tx, clientId), listDecisions(tx, clientId)]);
  const of = { clientId, episodeId: stay.episodeId, primaryId: primary?.staffId ?? null };
  const signed = decisions.map((one) => one.signedAt).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  const rules = facts.rulesOn(act.today);
  const short = hoursDue({ ...of, ratedAt: signed.at(-1) ?? null, weeks: weeks.map((week) => ({ ...week, excepted: week.excepted !== null })) }, rules, zone)
    .filter((one) => one.rule !== 'PR-16' || one.about >= addDays(weekNow, -14));
  if (exceptionIn(next, facts.exceptions)) return short;
  const standing = facts.rows.filter((row) => row.expected && !row.cancelled && dateIn(row.startAt, zone) >= next);
  const closed = new Set(rules.holidays.map((one) => one.date));
  const gap = longestGap(standing.map((row) => dateIn(row.startAt, zone)), closed);
  return [...short, ...nextWeekDue(of, weekOn(act, facts, next), gap, rules, zone)];
};
