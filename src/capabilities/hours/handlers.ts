import { addDays, dateIn, instantOf, timeIn, weekOf, type LocalDate } from '../../shared/dates.ts';
import { accept } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { SERVICE_WORDS } from '../agency/services.ts';
import { listRooms } from '../agency/store.ts';
import { standingOf } from '../attendance/rules.ts';
import { findClient } from '../clients/store.ts';
import { countsToHours, wholeMinutes } from '../schedule/hours.ts';
import { listPairSeries, listSeatsOf, listSeparationsOf } from '../schedule/store.ts';
import { listStaff } from '../staff/store.ts';
import * as api from './api.ts';
import { forecastOf, openingsThatFit, type Life } from './forecast.ts';
import { daysOf, sumOf } from './ledger.ts';
import { loadHours, weekOn, weeksOfStay, type HoursFacts } from './ledger-loading.ts';
import type { Forecast, WeekHours } from './model.ts';
import * as store from './store.ts';
import { firstDayFor } from './week.ts';

type Named = { rooms: ReadonlyMap<Id, string>; staff: ReadonlyMap<Id, string> };

function viewOf(act: Act, row: store.LedgerRow, rules: RuleBook, { rooms, staff }: Named) {
  const at = row.held ?? row;
  const standing = row.status === null ? null
    : standingOf({ ...row, status: row.status }, { ...row, ...row.held, id: row.sessionId }, rules);
  return {
    sessionId: row.sessionId, seriesId: row.seriesId, kind: row.kind, service: row.service, name: row.groupName ?? SERVICE_WORDS[row.service],
    date: dateIn(at.startAt, act.zone), from: timeIn(at.startAt, act.zone), to: timeIn(at.endAt, act.zone), startAt: at.startAt, endAt: at.endAt,
    countedMinutes: countsToHours(row.service, rules) ? wholeMinutes({ ...row, ...row.held }) : 0, cancelled: row.cancelled, expected: row.expected, status: row.status,
    words: row.cancelled ? 'cancelled' : standing?.words ?? '', attendedMinutes: standing?.minutes ?? null, lesson: row.lesson,
    room: row.roomId === null ? null : rooms.get(row.roomId) ?? null, leaders: row.leaderIds.flatMap((one) => staff.get(one) ?? []),
  };
}

async function names(act: Act): Promise<Named> {
  const [rooms, staff] = await Promise.all([listRooms(act.tx), listStaff(act.tx, act.now)]);
  return { rooms: new Map(rooms.map((one) => [one.roomId, one.name])), staff: new Map(staff.map((one) => [one.staffId, one.initials])) };
}

/** What would mend a week that ends short: sessions with room, beside what is booked, own life and whom one is kept apart from. */
async function forecastFor(act: Act, clientId: Id, week: WeekHours, facts: HoursFacts, life: readonly Life[]): Promise<Forecast> {
  const short = !week.over && week.full && week.excepted === null && week.attended + week.toCome < week.floor;
  if (!short) return forecastOf(week, [], act.zone);
  const before = instantOf(addDays(week.weekStart, 7), '00:00', act.zone);
  const [open, own, pairs] = await Promise.all([
    store.listOpenSessions(act.tx, act.now, before), listSeatsOf(act.tx, clientId, act.today), listSeparationsOf(act.tx, clientId, act.today)]);
  const apart = await listPairSeries(act.tx, clientId, pairs.map((one) => one.pairId), own.map((one) => one.id), act.today);
  const rules = facts.rulesOn(week.weekStart);
  const openings = open.filter((one) => !apart.includes(one.seriesId)).map((one) => ({ ...one, name: one.groupName || SERVICE_WORDS[one.service],
    minutes: countsToHours(one.service, rules) ? wholeMinutes(one) : 0 }));
  const busy = facts.rows.filter((row) => row.expected && !row.cancelled);
  return forecastOf(week, openingsThatFit(openings, busy, life, act.now, act.zone), act.zone);
}

/** A client-week as pictures and lists show it; the portal and the chart read the same. */
async function weekOfClient(act: Act, clientId: Id, on: LocalDate) {
  const weekStart = weekOf(on, act.weekStart);
  const [facts, client, named] = await Promise.all([loadHours(act, clientId, weekStart, addDays(weekStart, 7)), findClient(act.tx, clientId), names(act)]);
  const hours = weekOn(act, facts, weekStart);
  const routine = client?.routine ?? [];
  return {
    weekStart, days: [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(weekStart, n)), hours, routine,
    sessions: facts.rows.map((row) => viewOf(act, row, facts.rulesOn(weekStart), named)), forecast: await forecastFor(act, clientId, hours, facts, routine),
  };
}

export const readClientWeek = handle(api.readClientWeek, async (act, { clientId, on }) => accept(await weekOfClient(act, clientId, on)));
export const readMyWeek = handle(api.readMyWeek, async (act, { on }) => accept(await weekOfClient(act, act.actor.subjectId, on)));

export const readHoursLedger = handle(api.readHoursLedger, async (act, { clientId, on, payer }) => {
  // a payer's week may begin up to six days before ours: what is needed to know it comes from the rules of the day itself
  const facts = await loadHours(act, clientId, addDays(on, -7), addDays(on, 8));
  const rules = facts.rulesOn(on);
  const week = weekOn(act, facts, weekOf(on, firstDayFor(payer, rules, act.weekStart)), payer);
  return accept({ week, ...sumOf(week.lines), days: daysOf(week.lines), payers: rules['payer.rules'].map((one) => one.payer) });
});

export const readHoursHistory = handle(api.readHoursHistory, async (act, { clientId, weeks: most }) => {
  const { facts, weeks } = await weeksOfStay(act, clientId, most);
  const told = facts.rows.filter((row) => row.status !== null && row.expected && !row.cancelled);
  return accept({ weeks, expected: told.length, attended: told.filter((row) => row.status === 'present').length });
});

export const hoursHandlers = [readClientWeek, readMyWeek, readHoursLedger, readHoursHistory];
