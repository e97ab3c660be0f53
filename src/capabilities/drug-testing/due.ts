import type { Act, DueOfClient } from '../../platform/serve/handle.ts';
import { addHours, isBefore, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { findRuleBook } from '../agency/store.ts';
import { listSessionsOfClient } from '../attendance/store.ts';
import { findOpenStay } from '../clients/store.ts';
import { readTestsOf } from './interpreted-store.ts';
import { planOn } from './odds.ts';
import { notAskedDue, testDue as due } from './rules.ts';
import { findDrawDay, listChecks, listPlans, listTold } from './store.ts';
import { toldDue } from './told.ts';

/** What sobriety checks owe this person: collect, reach out, talk, confirm, test again. */
export const testDue: DueOfClient = async (act, clientId) => {
  const { tx, today, now, zone } = act;
  const stay = await findOpenStay(tx, clientId);
  if (!stay) return [];
  const [rules, tests, plans, checks, day, all] = await Promise.all([
    findRuleBook(tx, today), readTestsOf(act, clientId), listPlans(tx, clientId), listChecks(tx, clientId, today), findDrawDay(tx, today), listTold(tx, clientId),
  ]);
  // what was told in an earlier stay is not asked about anew
  const told = all.filter((one) => !isBefore(one.at, stay.admittedAt));
  const first = told.find((one) => one.own);
  const talks = [
    ...tests.flatMap((t) => t.facts.reviews.map((review) => review.at)), ...told.filter((one) => !one.own).map((one) => one.at),
    ...first === undefined ? [] : await metAloneSince(act, clientId, first.at),
  ];
  const owed = [...due(tests, rules, now, zone), ...toldDue(clientId, told, talks, rules, zone)];
  // Nobody can ask before there is an answer, and nobody need who is not tested.
  const expected = planOn(plans, today) !== null && day?.releasedAt != null;
  const tested = tests.some((t) => t.facts.test.date === today);
  return expected ? [...owed, ...notAskedDue(clientId, today, checks.length > 0, tested, rules, now, zone)] : owed;
};

/** When they were seen alone, from the day before a moment on: what answered a word stays its answer, however long ago that was. */
const metAloneSince = async ({ tx, now }: Pick<Act, 'tx' | 'now'>, clientId: Id, at: Instant): Promise<Instant[]> =>
  (await listSessionsOfClient(tx, clientId, addHours(at, -24), now)).filter((s) => s.kind === 'individual' && s.status === 'present').map((s) => s.startAt);
