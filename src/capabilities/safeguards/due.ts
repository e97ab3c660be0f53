import type { DueOfClient } from '../../platform/serve/handle.ts';
import { addDays, isBefore } from '../../shared/dates.ts';
import { findRuleBook } from '../agency/store.ts';
import { listRecentSessions } from '../attendance/store.ts';
import { findPrimary, findOpenStay } from '../clients/store.ts';
import { callsDue } from './calls.ts';
import { safeguardDue } from './rules.ts';
import * as store from './store.ts';

/** What is owed between sessions to a person who is in the program. */
export const safeguardsDue: DueOfClient = async (act, clientId) => {
  const { tx, today, now, zone } = act;
  const episode = await findOpenStay(tx, clientId);
  if (!episode) return [];
  const [primary, rules, plans, checkIns, answered, outreach, asked, sessions] = await Promise.all([
    findPrimary(tx, clientId), findRuleBook(tx, today), store.listPlans(tx, clientId),
    // what was hard is owed an answer however old it is; a quarter of a year is more than any clock of this room
    store.listCheckIns(tx, clientId, addDays(today, -90)), store.listAnswers(tx, clientId), store.listOutreach(tx, clientId),
    store.listCallRequests(tx, clientId), listRecentSessions(tx, clientId, now),
  ]);
  const reachedAt = outreach.filter((o) => o.reached).map((o) => o.at);
  const came = sessions.flatMap((s) => (s.status === 'present' && isBefore(s.plannedStartAt, now) ? [s.leftAt ?? s.endAt] : []));
  const heard = [...reachedAt, ...came, ...asked.map((a) => a.at)].toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const primaryCounselorId = primary?.staffId ?? null;
  return [
    ...safeguardDue({
      clientId, primaryCounselorId, admittedAt: episode.admittedAt, dischargedAt: null,
      opioids: plans[0]?.opioids ?? false, plans: plans.map((p) => ({ ...p, madeWith: p.madeWith ?? '' })), checkIns, answered,
      lastContactAt: heard.at(-1) ?? null,
    }, rules, now, zone),
    ...callsDue({ clientId, primaryCounselorId, asked, reachedAt }, zone),
  ];
};
