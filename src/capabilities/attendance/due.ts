import { addHours, isBefore } from '../../shared/dates.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { SERVICE_WORDS } from '../agency/services.ts';
import { listInquiriesOf } from '../admissions/store.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary, listEpisodes } from '../clients/store.ts';
import { INSTRUMENTS } from '../instruments/library.ts';
import { listStanding } from '../instruments/store.ts';
import { attendanceDue } from './attendance-due.ts';
import { highRiskDue, noShowDue, reengagementDue, silenceDue, type Kept, type Owing } from './outreach.ts';
import * as store from './store.ts';

/** How far back a missed session is still called about. */
const DAYS_BACK = 30;
const DAYS_OF_SESSIONS = 42;

/** Why a missed session of this person is at high risk, as far as the rooms before this one know (PR-83). */
async function risksOf(act: Parameters<DueOfClient>[0], clientId: string): Promise<string[]> {
  const [answers, inquiries] = await Promise.all([listStanding(act.tx, clientId), listInquiriesOf(act.tx, clientId)]);
  const recent = addHours(act.now, -24 * DAYS_BACK);
  const flagged = answers.some((one) => isBefore(recent, one.at) && INSTRUMENTS[one.code].alerts?.(one.answers).some((alert) => alert.kind === 'suicide'));
  const risks = inquiries.flatMap((one) => one.details.risks);
  return [...(flagged ? ['a safety answer in the last month'] : []), ...(risks.includes('pregnant') ? ['pregnancy'] : [])];
}

/** What is owed around the sessions of one client: attendance, and calls after missed ones. */
export const attendanceDueOf: DueOfClient = async (act, clientId) => {
  const { tx, now, zone } = act;
  const since = addHours(now, -24 * DAYS_BACK);
  const [rules, episodes, rows, attempts, plans, primary] = await Promise.all([
    findRuleBook(tx, act.today), listEpisodes(tx, clientId), store.listSessionsOfClient(tx, clientId, addHours(now, -24 * DAYS_OF_SESSIONS), addHours(now, 1)),
    store.listReachOuts(tx, clientId, since), store.listReengagements(tx, clientId), findPrimary(tx, clientId)]);
  const episode = episodes.find((one) => one.endedAt === null);
  const begun = rows.filter((row) => row.expected && !row.cancelled && !isBefore(now, row.startAt));
  const unrecorded = begun.filter((row) => row.status === null).map((row) => ({
    sessionId: row.sessionId, startAt: row.startAt, endAt: row.endAt, leaderIds: row.leaderIds, name: row.groupName ?? SERVICE_WORDS[row.service] }));
  const owed = attendanceDue(unrecorded, clientId, now, zone);
  if (!episode) return owed;
  const of: Owing = { clientId, primaryId: primary?.staffId ?? null, zone, now, rules };
  const kept: Kept[] = begun.flatMap((row) => (row.status === null ? [] : [{ sessionId: row.sessionId, startAt: row.startAt, status: row.status }]));
  const missed = kept.filter((one) => one.status === 'no_show' && isBefore(since, one.startAt));
  const last = missed.at(-1);
  const calls = last === undefined ? []
    : noShowDue({ ...last, leaderId: rows.find((row) => row.sessionId === last.sessionId)?.leaderIds[0] ?? null }, attempts, kept, of);
  const contacts = [episode.admittedAt, ...kept.filter((one) => one.status === 'present').map((one) => one.startAt),
    ...attempts.filter((one) => one.outcome === 'reached').map((one) => one.at)].toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  const danger = last === undefined ? [] : highRiskDue({ ...last, leaderId: null }, await risksOf(act, clientId), await store.listWelfareDecisions(tx, clientId), kept, of);
  return [...owed, ...danger, ...calls, ...reengagementDue(kept, plans, of), ...(begun.length > 0 ? silenceDue(contacts.at(-1)!, of) : [])];
};
