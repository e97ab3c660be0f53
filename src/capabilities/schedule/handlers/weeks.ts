import { addDays, dateIn, weekOf, weekdayOf, type LocalDate } from '../../../shared/dates.ts';
import { accept } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { findRuleBook } from '../../agency/store.ts';
import { findClient, findPrimary, listEpisodes } from '../../clients/store.ts';
import { refuse } from '../../../shared/decision.ts';
import * as api from '../api.ts';
import { bookFor, openingsFor } from './appointments.ts';
import type { Ask, Option } from '../fit-options.ts';
import { fitWeek, type Fit } from '../fit.ts';
import { weekdaysOf } from '../recurrence.ts';
import { giveSeat, leaveSeat, spellInTrack } from './seats.ts';
import * as store from '../store.ts';
import { freeForGood, minutesOf } from './timetable.ts';
import { startChange } from './undo.ts';
import { dateWords } from './viewing.ts';

/** A week around one person's own: found, previewed for a caller, and taken. */
type Stands = Record<string, { seriesId: Id | null; staffId: Id | null; roomId: Id | null; initials: string | null }>;

/** Minutes of a standing individual session when nothing else is said (program-rules.md §3). */
const INDIVIDUAL_MINUTES = 50;
/** So many openings of a day are looked at: more would be the same to the hours. */
const OPENINGS_A_DAY = 4;

async function optionsFor(act: Act, from: LocalDate, weekOfStay: number, of: { clientId: Id; staffId: Id | null } | null, rules: RuleBook) {
  const { tx } = act;
  const [rows, tracks, groups] = await Promise.all([store.listSeries(tx, from, 'group'), store.listTracks(tx), store.listGroups(tx)]);
  const places = await store.listPlaces(tx, rows.map((row) => row.id), from);
  const own = of ? await store.listSeatsOf(tx, of.clientId, from) : [];
  const pairs = of ? await store.listSeparationsOf(tx, of.clientId, from) : [];
  const apart = new Set(await store.listPairSeries(tx, pairs.map((one) => one.pairId), own.map((one) => one.id), from));
  const stands: Stands = {};
  const options: Option[] = [];
  for (const row of rows.filter((one) => {
    const spell = spellInTrack(one, from, weekOfStay);
    return spell !== null && spell.from === from;
  })) {
    const seated = own.some((seat) => seat.seriesId === row.id);
    const free = freeForGood(row, places, from, rules) + (seated ? 1 : 0);
    for (const weekday of weekdaysOf(row.rule)) {
      const id = `${row.id}:${weekday}`;
      stands[id] = { seriesId: row.id, staffId: null, roomId: row.roomId, initials: null };
      options.push({ id, kind: 'group', name: groups.find((one) => one.id === row.groupId)?.name ?? 'Group', weekday, from: row.startsAt, to: row.endsAt,
        track: tracks.find((one) => one.id === row.trackId)?.name ?? null, countedMinutes: minutesOf(row, rules), seats: { free, of: row.capacity },
        keptApart: apart.has(row.id), remote: false });
    }
  }
  const openings = await openingsFor(act, { service: 'individual-counseling', minutes: INDIVIDUAL_MINUTES, from, days: 7, staffId: of?.staffId ?? null }, rules);
  const perDay = new Map<number, number>();
  for (const one of spread(openings)) {
    const weekday = weekdayOf(one.date);
    const n = perDay.get(weekday) ?? 0;
    if (n >= OPENINGS_A_DAY) continue;
    perDay.set(weekday, n + 1);
    const id = `${one.staffId}:${weekday}:${one.from}`;
    stands[id] = { seriesId: null, staffId: one.staffId, roomId: one.roomId, initials: one.initials };
    options.push({ id, kind: 'individual', name: `Individual, ${one.initials}`, track: null, weekday, from: one.from, to: one.to,
      countedMinutes: INDIVIDUAL_MINUTES, seats: null, keptApart: false, remote: false });
  }
  return { options, stands, tracks };
}

/** Openings of each day from its edges inwards: the earliest, the latest, then what lies between. */
function spread<T extends { date: LocalDate }>(openings: readonly T[]): T[] {
  const days = Map.groupBy(openings, (one) => one.date);
  return [...days.values()].flatMap((day) => {
    const order: T[] = [];
    for (let left = 0, right = day.length - 1; left <= right; left++, right--) order.push(...(left === right ? [day[left]!] : [day[right]!, day[left]!]));
    return order;
  });
}

const askOf = (rules: RuleBook, more: Pick<Ask, 'floor' | 'planned' | 'routine' | 'travelMinutes' | 'homeBy' | 'track'>): Ask => ({
  ...more, ceiling: rules['hours.ceiling'] * 60, groups: rules['group.minPerWeek'], individuals: rules['individual.everyDays'] <= 7 ? 1 : 0,
  days: rules['days.minPerWeek'], gap: rules['gap.maxDays'],
});

/** Which week of the stay a day falls in; 1 before admission. */
export function weekOfStay(admittedOn: LocalDate | null, on: LocalDate, weekStart: number): number {
  if (admittedOn === null) return 1;
  const first = Temporal.PlainDate.from(weekOf(admittedOn, weekStart));
  return Math.max(1, Math.floor(first.until(on, { largestUnit: 'day' }).days / 7) + 1);
}

export const fitClientWeek = handle(api.fitClientWeek, async (act, { clientId, from, staffId, anyTrack, homeBy, plannedMinutes }) => {
  const { tx } = act;
  const [client, primary, episodes, seats, rules] = await Promise.all([findClient(tx, clientId), findPrimary(tx, clientId), listEpisodes(tx, clientId),
    store.listSeatsOf(tx, clientId, from), findRuleBook(tx, act.today)]);
  if (!client) return refuse('not-found', 'There is nothing here that you can open.');
  const open = episodes.find((one) => one.endedAt === null);
  const week = weekOfStay(open ? dateIn(open.admittedAt, act.zone) : null, from, act.weekStart);
  const { options, stands, tracks } = await optionsFor(act, from, week, { clientId, staffId: staffId ?? primary?.staffId ?? null }, rules);
  const rows = await store.listSeriesByIds(tx, seats.map((seat) => seat.seriesId));
  const trackId = rows.map((row) => row.trackId).find((one) => one !== null) ?? null;
  const floor = 60 * rules[open?.adolescent ? 'hours.floor.adolescent' : 'hours.floor.adult'];
  const ask = askOf(rules, { floor, planned: plannedMinutes ?? floor, routine: client.routine, travelMinutes: client.travelMinutes ?? 0, homeBy,
    track: anyTrack ? null : tracks.find((one) => one.id === trackId)?.name ?? null });
  const fit = fitWeek(options, ask);
  return accept({ ...fit, offered: options, routine: client.routine, floor, planned: ask.planned, ceiling: ask.ceiling, from, stands });
});

export const previewWeeks = handle(api.previewWeeks, async (act, { routine, travelMinutes, from, homeBy }) => {
  const rules = await findRuleBook(act.tx, act.today);
  const { options, tracks } = await optionsFor(act, from, 1, null, rules);
  const floor = 60 * rules['hours.floor.adult'];
  const fits = (tracks.length === 0 ? [null] : tracks).map((track) => {
    const ask = askOf(rules, { floor, planned: floor, routine, travelMinutes: travelMinutes ?? 0, homeBy, track: track?.name ?? null });
    return { track: track?.name ?? 'Any', trackId: track?.id ?? null, fit: fitWeek(options, ask) };
  });
  return accept(fits.filter((one) => one.fit.best.options.length > 0).toSorted((a, b) => missed(a.fit) - missed(b.fit)).slice(0, 3));
});
const missed = (fit: Fit): number => fit.best.misses.length;

export const arrangeWeek = handle(api.arrangeWeek, async (act, { clientId, from, seriesIds, openings, overrideReason }) => {
  const { tx } = act;
  if (from < act.today) return refuse('from-in-the-past', 'Let the week begin today or later.', 'from');
  const [rules, own, rows, episodes] = await Promise.all([findRuleBook(tx, act.today), store.listSeatsOf(tx, clientId, from), store.listSeriesByIds(tx, seriesIds), listEpisodes(tx, clientId)]);
  if (rows.length < new Set(seriesIds).size) return refuse('not-found', 'One of these groups is not there any more. Open the page again.', 'seriesIds');
  const open = episodes.find((one) => one.endedAt === null);
  const week = weekOfStay(open ? dateIn(open.admittedAt, act.zone) : null, from, act.weekStart);
  const held = await store.listSeriesByIds(tx, own.map((seat) => seat.seriesId));
  const leaving = own.filter((seat) => !seriesIds.includes(seat.seriesId) && held.some((row) => row.id === seat.seriesId && row.kind === 'group'));
  const changeId = await startChange(act, { kind: 'arrangeWeek', clientId, words: `A week from ${dateWords(from)} on` });
  for (const seat of leaving) await leaveSeat(act, seat, from);
  let seats = 0;
  for (const row of rows.filter((one) => !own.some((seat) => seat.seriesId === one.id))) {
    const spell = row.trackId === null ? { from, until: null } : spellInTrack(row, from, week);
    if (spell === null) continue;
    const given = await giveSeat(act, clientId, row, spell, overrideReason, rules);
    if (!given.ok) return given;
    seats++;
  }
  let made = 0;
  for (const [at, opening] of openings.entries()) {
    const on = addDays(from, (opening.weekday - weekdayOf(from) + 7) % 7);
    const booked = await bookFor(act, { clientId, kind: 'individual', service: opening.service, staffId: opening.staffId, roomId: opening.roomId, on,
      startsAt: opening.startsAt, minutes: opening.minutes, repeat: 'weekly', until: null }, rules);
    if (!booked.ok) return { ...booked, field: `openings.${at}` };
    made += booked.value.sessions;
  }
  return accept({ changeId, seats, sessions: made, ended: leaving.length });
});
