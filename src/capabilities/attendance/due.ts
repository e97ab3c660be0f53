import { addHours, isBefore } from '../../shared/dates.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { SERVICE_WORDS } from '../agency/services.ts';
import { findRuleBook } from '../agency/store.ts';
import { findClient, findOpenStay, findPrimary } from '../clients/store.ts';
import { attendanceDue } from './attendance-due.ts';
import { noShowDue, reengagementDue, silenceDue, type Kept, type Owing } from './outreach.ts';
import * as store from './store.ts';
import { waysOf } from './ways.ts';

/** How far back a missed session is still called about. */
const DAYS_BACK = 30;

/** What is owed around the sessions of one client: attendance, and calls after missed ones. */
export const attendanceDueOf: DueOfClient = async (act, clientId) => {
  const { tx, now, zone } = act;
  const since = addHours(now, -24 * DAYS_BACK);
  const [rules, episode, rows, attempts, plans, primary] = await Promise.all([
    findRuleBook(tx, act.today), findOpenStay(tx, clientId), store.listRecentSessions(tx, clientId, now),
    store.listReachOuts(tx, clientId, since), store.listReengagements(tx, clientId), findPrimary(tx, clientId)]);
  const begun = rows.filter((row) => row.expected && !row.cancelled && !isBefore(now, row.startAt));
  const unrecorded = begun.filter((row) => row.status === null).map((row) => ({
    sessionId: row.sessionId, startAt: row.startAt, endAt: row.endAt, leaderIds: row.leaderIds, name: row.groupName ?? SERVICE_WORDS[row.service] }));
  const owed = attendanceDue(unrecorded, clientId, now, zone);
  if (!episode) return owed;
  const of: Owing = { clientId, primaryId: primary?.staffId ?? null, zone, now, rules };
  const kept: Kept[] = begun.flatMap((row) => (row.status === null ? [] : [{ sessionId: row.sessionId, startAt: row.startAt, status: row.status }]));
  const missed = kept.filter((one) => one.status === 'no_show' && isBefore(since, one.startAt));
  const last = missed.at(-1);
  const client = last === undefined ? undefined : await findClient(tx, clientId);
  const ways = client === undefined ? [] : waysOf(client);
  const calls = last === undefined ? []
    : noShowDue({ ...last, leaderId: rows.find((row) => row.sessionId === last.sessionId)?.leaderIds[0] ?? null }, attempts, kept, of, ways);
  const contacts = [episode.admittedAt, ...kept.filter((one) => one.status === 'present').map((one) => one.startAt),
    ...attempts.filter((one) => one.outcome === 'reached').map((one) => one.at)].toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  return [...owed, ...calls, ...reengagementDue(kept, plans, of), ...(begun.length > 0 ? silenceDue(contacts.at(-1)!, of) : [])];
};
