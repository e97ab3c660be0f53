/** A day's draw as work: promise ahead, release when the time has come, once, whoever and however often asks. */
import { addDays, addMinutes, compareInstants, instantOf, isBefore } from '../../shared/dates.ts';
import type { Act } from '../../platform/serve/handle.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { commitmentOf, DRAW_ALGORITHM, drawDay, freshValue } from './draw.ts';
import { calendarOf, planOn } from './odds.ts';
import { hoursOn } from './rules.ts';
import * as store from './store.ts';

/** How many days ahead are promised: a server that was down over a weekend still finds its promises. */
const PROMISED_AHEAD = 7;

/**
 * Releases today's draw if it was promised and its time has come. A release that comes after the call-in time excuses
 * whoever was drawn: our lateness is nobody's missed test. A day that has passed unreleased stays undrawn, for all to see.
 */
export async function releaseToday(act: Act, rules: RuleBook): Promise<{ released: boolean; drawn: number; selected: number }> {
  const { tx, today, now, zone } = act;
  const nothing = { released: false, drawn: 0, selected: 0 };
  const day = await store.findDrawDay(tx, today);
  if (!day || day.releasedAt !== null || isBefore(now, day.releasesAt)) return nothing;
  const releaseValue = freshValue();
  if (!await store.releaseDay(tx, today, now, releaseValue)) return nothing;
  const roster = await store.listRoster(tx, today, now);
  const draws = drawDay({ date: today, secret: day.secret!, releaseValue }, roster, calendarOf(rules));
  await store.addDraws(tx, draws);
  const late = compareInstants(now, instantOf(today, rules['udt.checkInUntil'], zone)) > 0;
  const selected = draws.filter((d) => d.selected);
  for (const { clientId } of selected) {
    const plan = planOn(roster.find((r) => r.clientId === clientId)!.plans, today)!;
    const { opensAt, closesAt } = hoursOn(plan, today);
    const testId = act.newId();
    await store.addTest(tx, {
      id: testId, clientId, date: today, reason: 'random', matrix: plan.matrix, panel: plan.panel, place: plan.place, opensAt, closesAt,
      orderedBy: null, orderedAt: now, why: null, retestOf: null,
    });
    if (late) {
      await store.addFact(tx, { id: act.newId(), testId, clientId, kind: 'excuse', at: now, by: act.actor.subjectId, fact: { why: 'our release came late' } });
    }
    act.touch(clientId);
  }
  act.about(`${draws.length} drawn`);
  return { released: true, drawn: draws.length, selected: selected.length };
}
/** Promises each coming day that has none yet, always before its release. */
export async function promiseAhead(act: Act, rules: RuleBook): Promise<number> {
  const { tx, today, now, zone } = act;
  const last = addDays(today, PROMISED_AHEAD);
  const promised = new Set(await store.listPromisedDays(tx, today, last));
  let made = 0;
  for (let date = today; date <= last; date = addDays(date, 1)) {
    const releasesAt = instantOf(date, rules['udt.releaseTime'], zone);
    if (promised.has(date) || compareInstants(addMinutes(now, 1), releasesAt) > 0) continue;
    const secret = freshValue();
    await store.promiseDay(tx, { date, algorithm: DRAW_ALGORITHM, commitment: commitmentOf(tx.agencyId, date, secret), committedAt: now, releasesAt, secret });
    made++;
  }
  return made;
}
