import { addHours, dateIn, isBefore, weekOf, addDays } from '../../shared/dates.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { SERVICE_WORDS } from '../agency/services.ts';
import { listInquiriesOf } from '../admissions/store.ts';
import { findPrimary } from '../clients/store.ts';
import { INSTRUMENTS } from '../instruments/library.ts';
import { listStanding } from '../instruments/store.ts';
import { listDecisions } from '../level-of-care/store.ts';
import { attendanceDue, hoursDue } from './attendance-due.ts';
import { highRiskDue, noShowDue, reengagementDue, silenceDue, type Kept, type Owing } from './outreach.ts';
import * as store from './store.ts';
import { weeksOfStay } from './week-handlers.ts';

/** How far back a missed session is still called about. */
const DAYS_BACK = 30;
const WEEKS_BACK = 6;

/** Why a missed session of this person is at high risk, as far as the rooms before this one know (PR-83). */
async function risksOf(act: Parameters<DueOfClient>[0], clientId: string): Promise<string[]> {
  const [answers, inquiries] = await Promise.all([listStanding(act.tx, clientId), listInquiriesOf(act.tx, clientId)]);
  const recent = addHours(act.now, -24 * DAYS_BACK);
  const flagged = answers.some((one) => isBefore(recent, one.at) && INSTRUMENTS[one.code].alerts?.(one.answers).some((alert) => alert.kind === 'suicide'));
  const risks = inquiries.flatMap((one) => one.details.risks);
  return [...(flagged ? ['a safety answer in the last month'] : []), ...(risks.includes('pregnant') ? ['pregnancy'] : [])];
}

/** What is owed around the sessions of one client: attendance, calls after missed ones, hours. */
export const attendanceDueOf: DueOfClient = async (act, clientId) => {
  const { tx, now, zone } = act;
  const since = addHours(now, -24 * DAYS_BACK);
  const [{ facts, weeks }, attempts, plans, primary] = await Promise.all([
    weeksOfStay(act, clientId, WEEKS_BACK), store.listReachOuts(tx, clientId, since), store.listReengagements(tx, clientId), findPrimary(tx, clientId)]);
  const { episode, rows, rules } = facts;
  const begun = rows.filter((row) => row.expected && !row.cancelled && !isBefore(now, row.startAt));
  const unrecorded = begun.filter((row) => row.status === null).map((row) => ({
    sessionId: row.sessionId, startAt: row.startAt, endAt: row.endAt, leaderIds: row.leaderIds, name: row.groupName ?? SERVICE_WORDS[row.service] }));
  const owed = attendanceDue(unrecorded, clientId, now, zone);
  if (!episode || episode.endedAt !== null) return owed;
  const of: Owing = { clientId, primaryId: primary?.staffId ?? null, zone, now, rules };
  const kept: Kept[] = begun.flatMap((row) => (row.status === null ? [] : [{ sessionId: row.sessionId, startAt: row.startAt, status: row.status }]));
  const missed = kept.filter((one) => one.status === 'no_show' && isBefore(since, one.startAt));
  const last = missed.at(-1);
  const calls = last === undefined ? []
    : noShowDue({ ...last, leaderId: rows.find((row) => row.sessionId === last.sessionId)?.leaderIds[0] ?? null }, attempts, kept, of);
  const contacts = [episode.admittedAt, ...kept.filter((one) => one.status === 'present').map((one) => one.startAt),
    ...attempts.filter((one) => one.outcome === 'reached').map((one) => one.at)].toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  const atTwoOne = episode.levelOfCare === '2.1';
  const weekNow = weekOf(dateIn(now, zone), act.weekStart);
  const danger = last === undefined ? [] : highRiskDue({ ...last, leaderId: null }, await risksOf(act, clientId), await store.listWelfareDecisions(tx, clientId), kept, of);
  const signed = (await listDecisions(tx, clientId)).map((one) => one.signedAt).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  return [
    ...owed, ...danger, ...calls, ...reengagementDue(kept, plans, of), ...(begun.length > 0 ? silenceDue(contacts.at(-1)!, of) : []),
    ...(atTwoOne ? hoursDue({ clientId, episodeId: episode.episodeId, primaryId: of.primaryId, ratedAt: signed.at(-1) ?? null,
      weeks: weeks.map((week) => ({ ...week, excepted: week.excepted !== null })) }, rules, zone)
      .filter((one) => one.rule !== 'PR-16' || one.about >= addDays(weekNow, -14)) : []),
  ];
};
