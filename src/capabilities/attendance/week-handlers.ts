import { addDays, dateIn, instantOf, timeIn, weekOf, type LocalDate } from '../../shared/dates.ts';
import { accept } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { SERVICE_WORDS } from '../agency/services.ts';
import { findRuleBook, listRooms } from '../agency/store.ts';
import { findClient, listEpisodes } from '../clients/store.ts';
import { countsToHours, exceptionIn, hoursOfWeek, isFullWeek, wholeMinutes } from '../schedule/hours.ts';
import { listHoursExceptions } from '../schedule/store.ts';
import { listStaff } from '../staff/store.ts';
import { planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import * as api from './api.ts';
import { standingOf } from './rules.ts';
import * as store from './store.ts';

/** A client's weeks: what was planned, what is scheduled, what was attended (PR-14). */
export type WeekFacts = Awaited<ReturnType<typeof loadWeeks>>;

/** Loads what the weeks of one client rest on, between two days. */
export async function loadWeeks(act: Act, clientId: Id, from: LocalDate, before: LocalDate) {
  const { tx, zone } = act;
  const [rules, episodes, exceptions, versions, rows] = await Promise.all([
    findRuleBook(tx, act.today), listEpisodes(tx, clientId), listHoursExceptions(tx, clientId), listVersions(tx, clientId),
    store.listSessionsOfClient(tx, clientId, instantOf(from, '00:00', zone), instantOf(before, '00:00', zone)),
  ]);
  const episode = episodes.find((one) => one.endedAt === null) ?? episodes.at(-1) ?? null;
  const floor = 60 * rules[episode?.adolescent ? 'hours.floor.adolescent' : 'hours.floor.adult'];
  const plan = planInForce(versions, act.now);
  const asked = plan === null || plan === undefined ? 0 : plannedMinutes(plan.body.interventions, rules);
  return { rules, episode, exceptions, rows, floor, planned: asked > 0 ? asked : floor };
}

/** Counted minutes a week that a plan asks for: so often a week, a day, or a month. */
export function plannedMinutes(interventions: readonly { service: keyof typeof SERVICE_WORDS | null; minutes: number; times: number; per: string }[], rules: RuleBook): number {
  const aWeek: Record<string, number> = { day: 7, week: 1, month: 7 / 30.44, once: 0 };
  return Math.round(interventions.reduce((sum, one) =>
    sum + (one.service !== null && countsToHours(one.service, rules) ? one.minutes * one.times * (aWeek[one.per] ?? 0) : 0), 0));
}

/** The hours of the week that begins on a day. */
export function weekFrom(act: Act, facts: WeekFacts, weekStart: LocalDate) {
  const { rules, episode, exceptions, rows, floor, planned } = facts;
  const exception = exceptionIn(weekStart, exceptions);
  const admittedOn = episode ? dateIn(episode.admittedAt, act.zone) : null;
  const full = admittedOn !== null && isFullWeek(weekStart, admittedOn, episode?.endedAt ? dateIn(episode.endedAt, act.zone) : null);
  const hours = hoursOfWeek({
    weekStart, planned, floor, full, excepted: exception !== undefined,
    sessions: rows.map((row) => ({ ...row, attendedMinutes: row.status === null ? null : standingOf({ ...row, status: row.status }, { ...row, id: row.sessionId }, rules).minutes })),
  }, { ...rules, 'week.start': act.weekStart }, act.now, act.zone);
  return { ...hours, full, excepted: exception?.kind ?? null };
}

function viewOf(act: Act, row: store.ClientSession, rules: RuleBook, rooms: ReadonlyMap<Id, string>, staff: ReadonlyMap<Id, string>) {
  const standing = row.status === null ? null : standingOf({ ...row, status: row.status }, { ...row, id: row.sessionId }, rules);
  return {
    sessionId: row.sessionId, seriesId: row.seriesId, kind: row.kind, service: row.service, name: row.groupName ?? SERVICE_WORDS[row.service],
    date: dateIn(row.startAt, act.zone), from: timeIn(row.startAt, act.zone), to: timeIn(row.endAt, act.zone), startAt: row.startAt, endAt: row.endAt,
    countedMinutes: countsToHours(row.service, rules) ? wholeMinutes(row) : 0, cancelled: row.cancelled, expected: row.expected, status: row.status,
    words: row.cancelled ? 'cancelled' : standing?.words ?? '', attendedMinutes: standing?.minutes ?? null, lesson: row.lesson,
    room: row.roomId === null ? null : rooms.get(row.roomId) ?? null, leaders: row.leaderIds.flatMap((one) => staff.get(one) ?? []),
  };
}

async function names(act: Act) {
  const [rooms, staff] = await Promise.all([listRooms(act.tx), listStaff(act.tx, act.now)]);
  return { rooms: new Map(rooms.map((one) => [one.roomId, one.name])), staff: new Map(staff.map((one) => [one.staffId, one.initials])) };
}

/** A client-week as pictures and lists show it; the portal and the chart read the same. */
export async function weekOfClient(act: Act, clientId: Id, on: LocalDate) {
  const weekStart = weekOf(on, act.weekStart);
  const [facts, client, { rooms, staff }] = await Promise.all([
    loadWeeks(act, clientId, weekStart, addDays(weekStart, 7)), findClient(act.tx, clientId), names(act)]);
  return {
    weekStart, days: [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(weekStart, n)), hours: weekFrom(act, facts, weekStart), routine: client?.routine ?? [],
    sessions: facts.rows.map((row) => viewOf(act, row, facts.rules, rooms, staff)),
  };
}

export const readClientWeek = handle(api.readClientWeek, async (act, { clientId, on }) => accept(await weekOfClient(act, clientId, on)));
export const readMyWeek = handle(api.readMyWeek, async (act, { on }) => accept(await weekOfClient(act, act.actor.subjectId, on)));

/** Week by week since admission, the present one last. */
export async function weeksOfStay(act: Act, clientId: Id, most: number) {
  const present = weekOf(act.today, act.weekStart);
  const first = addDays(present, -7 * (most - 1));
  const facts = await loadWeeks(act, clientId, first, addDays(present, 7));
  const admitted = facts.episode ? weekOf(dateIn(facts.episode.admittedAt, act.zone), act.weekStart) : present;
  const weeks: ReturnType<typeof weekFrom>[] = [];
  for (let day = admitted > first ? admitted : first; day <= present; day = addDays(day, 7)) weeks.push(weekFrom(act, facts, day));
  return { facts, weeks };
}

export const readHoursHistory = handle(api.readHoursHistory, async (act, { clientId, weeks: most }) => {
  const [{ facts, weeks }, { rooms, staff }] = await Promise.all([weeksOfStay(act, clientId, most), names(act)]);
  const told = facts.rows.filter((row) => row.status !== null && row.expected && !row.cancelled);
  return accept({
    weeks, expected: told.length, attended: told.filter((row) => row.status === 'present').length,
    missed: told.filter((row) => row.status === 'no_show').map((row) => viewOf(act, row, facts.rules, rooms, staff)).toReversed(),
  });
});
