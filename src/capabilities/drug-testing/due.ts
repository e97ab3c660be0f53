import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { listRecentSessions } from '../attendance/store.ts';
import { findOpenStay } from '../clients/store.ts';
import { readTestsOf } from './interpreted-store.ts';
import { planOn } from './odds.ts';
import { notAskedDue, testDue as due } from './rules.ts';
import { findDrawDay, listChecks, listPlans, listTold } from './store.ts';
import { toldDue } from './told.ts';

/** What sobriety checks owe this person: collect, reach out, talk, confirm, test again. */
export const testDue: DueOfClient = async (act, clientId) => {
  const { tx, today, now, zone } = act;
  if (!await findOpenStay(tx, clientId)) return [];
  const [rules, tests, plans, checks, day, told, sessions] = await Promise.all([
    findRuleBook(tx, today), readTestsOf(act, clientId), listPlans(tx, clientId), listChecks(tx, clientId, today), findDrawDay(tx, today),
    listTold(tx, clientId), listRecentSessions(tx, clientId, now),
  ]);
  const talks = [
    ...tests.flatMap((t) => t.facts.reviews.map((review) => review.at)), ...told.filter((one) => !one.own).map((one) => one.at),
    ...sessions.filter((s) => s.kind === 'individual' && s.status === 'present').map((s) => s.startAt),
  ];
  const owed = [...due(tests, rules, now, zone), ...toldDue(clientId, told, talks, rules, zone)];
  // Nobody can ask before there is an answer, and nobody need who is not tested.
  const expected = planOn(plans, today) !== null && day?.releasedAt != null;
  const tested = tests.some((t) => t.facts.test.date === today);
  return expected ? [...owed, ...notAskedDue(clientId, today, checks.length > 0, tested, rules, now, zone)] : owed;
};
