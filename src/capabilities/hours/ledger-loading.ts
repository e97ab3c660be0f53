/** Loads what hours rest on and hands it to the ledger; whoever needs a figure of hours calls one of these. */
import { addDays, addMinutes, compareInstants, dateIn, instantOf, weekOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Act } from '../../platform/serve/handle.ts';
import { ruleBookOn, type RuleBook } from '../agency/rule-book.ts';
import { listRuleChanges } from '../agency/store.ts';
import type { Episode } from '../clients/model.ts';
import { listEpisodes } from '../clients/store.ts';
import { exceptionIn, isFullWeek } from '../schedule/hours.ts';
import { listHoursExceptions } from '../schedule/store.ts';
import { planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import { firstDayFor, floorOf, plannedMinutes, weekFrom } from './week.ts';
import * as store from './store.ts';

export type HoursFacts = Awaited<ReturnType<typeof loadHours>>;

/** Loads what the weeks of one client rest on, between two days. Rules and plans are read as they held in each week (PR-07). */
export async function loadHours(act: Act, clientId: Id, from: LocalDate, before: LocalDate) {
  const { tx, zone } = act;
  const [changes, episodes, exceptions, versions, rows] = await Promise.all([
    listRuleChanges(tx), listEpisodes(tx, clientId), listHoursExceptions(tx, clientId), listVersions(tx, clientId),
    store.listLedger(tx, [clientId], instantOf(from, '00:00', zone), instantOf(before, '00:00', zone)),
  ]);
  const books = new Map<LocalDate, RuleBook>();
  const rulesOn = (on: LocalDate): RuleBook => {
    if (!books.has(on)) books.set(on, ruleBookOn(changes, on));
    return books.get(on)!;
  };
  return { episodes, episode: episodes.find((one) => one.endedAt === null) ?? episodes.at(-1) ?? null, exceptions, versions, rows, rulesOn };
}

/** The stay that a week lies in: the last one that had begun by its end. */
const stayIn = (episodes: readonly Episode[], weekEnd: Instant): Episode | null =>
  episodes.findLast((one) => compareInstants(one.admittedAt, weekEnd) < 0) ?? null;

/** The hours of the week that begins on a day, for the agency or as a payer counts it. */
export function weekOn(act: Act, facts: HoursFacts, weekStart: LocalDate, payer: string | null = null) {
  const { zone, now } = act;
  const rules = facts.rulesOn(weekStart);
  const weekEnd = instantOf(addDays(weekStart, 7), '00:00', zone);
  const episode = stayIn(facts.episodes, weekEnd);
  const floor = floorOf({ adolescent: episode?.adolescent ?? false, payer }, rules);
  const moment = compareInstants(weekEnd, now) < 0 ? addMinutes(weekEnd, -1) : now;
  const plan = planInForce(facts.versions, moment);
  const asked = plan === null ? 0 : plannedMinutes(plan.body.interventions, rules);
  const admittedOn = episode ? dateIn(episode.admittedAt, zone) : null;
  const full = admittedOn !== null && isFullWeek(weekStart, admittedOn, episode?.endedAt ? dateIn(episode.endedAt, zone) : null);
  return weekFrom(facts.rows, { weekStart, planned: asked > 0 ? asked : floor, floor, full, excepted: exceptionIn(weekStart, facts.exceptions)?.kind ?? null },
    rules, firstDayFor(payer, rules, act.weekStart), now, zone);
}

/**
 * Week by week of the stay, the present one last.
 * @param ahead how many days after the present week are loaded too
 */
export async function weeksOfStay(act: Act, clientId: Id, most: number, ahead = 0) {
  const present = weekOf(act.today, act.weekStart);
  const first = addDays(present, -7 * (most - 1));
  const facts = await loadHours(act, clientId, first, addDays(present, 7 + ahead));
  const admitted = facts.episode ? weekOf(dateIn(facts.episode.admittedAt, act.zone), act.weekStart) : present;
  const weeks: ReturnType<typeof weekOn>[] = [];
  for (let day = admitted > first ? admitted : first; day <= present; day = addDays(day, 7)) weeks.push(weekOn(act, facts, day));
  return { facts, weeks };
}

export type ProgramWeek = { weekStart: LocalDate; attended: number; owed: number; people: number };

/**
 * The hours of everybody in the program, week by week: attended beside owed, in minutes. What one person attends above
 * their floor makes up for nobody else's (PR-14).
 * @param weeks first days of client-weeks that follow one another
 */
export async function programWeeks(act: Act, weeks: readonly LocalDate[]): Promise<ProgramWeek[]> {
  const { tx, zone, now } = act;
  const [first, until] = [weeks[0]!, addDays(weeks.at(-1)!, 6)];
  const [from, before] = [instantOf(first, '00:00', zone), instantOf(addDays(until, 1), '00:00', zone)];
  const [changes, stays, exceptions, rows] = await Promise.all([
    listRuleChanges(tx), store.listStays(tx, from, before), store.listExceptions(tx, first, until), store.listLedger(tx, null, from, before)]);
  const mine = Map.groupBy(rows, (row) => row.clientId);
  return weeks.map((weekStart) => {
    const rules = ruleBookOn(changes, weekStart);
    let [attended, owed, people] = [0, 0, 0];
    for (const stay of stays) {
      const full = isFullWeek(weekStart, dateIn(stay.admittedAt, zone), stay.endedAt ? dateIn(stay.endedAt, zone) : null);
      const excepted = exceptions.some((one) => one.clientId === stay.clientId && one.from <= addDays(weekStart, 6) && weekStart <= one.until);
      if (!full || excepted || !stay.levelOfCare.startsWith('2.1')) continue;
      const floor = floorOf({ adolescent: stay.adolescent, payer: null }, rules);
      const week = weekFrom(mine.get(stay.clientId) ?? [], { weekStart, planned: floor, floor, full, excepted: null }, rules, act.weekStart, now, zone);
      attended += Math.min(week.attended, floor);
      owed += floor;
      people++;
    }
    return { weekStart, attended, owed, people };
  });
}
