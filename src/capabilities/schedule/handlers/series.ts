import type { LocalDate } from '../../../shared/dates.ts';
import { accept, refuse } from '../../../shared/decision.ts';
import { sayDay } from '../../../shared/words.ts';
import { handle } from '../../../platform/serve/handle.ts';
import { findRuleBook } from '../../agency/store.ts';
import * as api from '../api.ts';
import { decideTimes, effectiveFrom, isHeld, moveWeekday, shiftBreaks, splitForChange } from '../edits.ts';
import { daysOf, splitSeries, weekdaysOf, weekly } from '../recurrence.ts';
import { freeSeat, seatsIn, sharesDay } from '../seating.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { decideLeaders, decideRoom, refuseClash } from './deciding.ts';
import { carryHolds } from './holds.ts';
import { dropOrCallOff, makeSessions, tellOfChange } from './making.ts';
import { continueSeat } from './seats.ts';
import { startChange } from './undo.ts';

/** Changes of a series from a day on. What was held keeps its session, its seats and its roster. */

/** The days that a rule names while these sessions were planned. */
function ruleDaysOf(series: store.SeriesRow, rows: readonly sessions.SessionRow[]): ReadonlySet<LocalDate> {
  const days = rows.map((one) => one.plannedOn).toSorted();
  return new Set(days.length === 0 ? [] : daysOf(series.rule, series.from, days[0]!, days.at(-1)!));
}

export const changeSeries = handle(api.changeSeries, async (act, { seriesId, from: asked, scope, weekdays, everyWeeks, moveWeekday: moved, ...rest }) => {
  const old = await store.findSeries(act.tx, seriesId);
  if (!old) return refuse('not-found', 'There is nothing here that you can open.');
  if (scope === 'from-here-on' && asked < act.today) return refuse('from-in-the-past', 'A change holds from today or later on.', 'from');
  const planned = await sessions.listSessionsOfSeries(act.tx, seriesId, act.today);
  const from = effectiveFrom(scope === 'all-not-held' ? act.today : asked, planned, act.now);
  if (old.until !== null && from >= old.until) return refuse('series-has-ended', 'This group no longer meets then.', 'from');
  let days = weekdays;
  if (moved !== undefined) {
    const decided = moveWeekday(weekdaysOf(old.rule), moved);
    if (!decided.ok) return decided;
    days = decided.value;
  }
  const interval = Number(/INTERVAL=(\d+)/.exec(old.rule)?.[1] ?? 1);
  const rule = days === undefined && everyWeeks === undefined ? old.rule
    : weekly((days ?? weekdaysOf(old.rule)).toSorted((a, b) => a - b), everyWeeks ?? interval);
  const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const times = { startsAt: rest.startsAt ?? old.startsAt, endsAt: rest.endsAt ?? old.endsAt };
  const { ended, begun } = splitSeries(old, from, { breaks: shiftBreaks(old.breaks, old, times), ...defined, rule }, act.newId());
  const rules = await findRuleBook(act.tx, act.today);
  const group = old.groupId === null ? undefined : await store.findGroup(act.tx, old.groupId);
  const checks = [decideTimes(begun), await decideLeaders(act, rest.facilitatorIds ?? [], begun.service, from, rules, 'facilitatorIds', group?.credentials ?? []),
    rest.roomId === undefined ? accept(true as const) : await decideRoom(act, rest.roomId, from)];
  for (const check of checks) if (!check.ok) return check;
  const seats = await store.listSeatsIn(act.tx, seriesId, from);
  for (const seat of seats) act.touch(seat.clientId);
  const most = seatsIn(begun.service, begun.capacity, rules);
  const clientIds = [...new Set(seats.map((seat) => seat.clientId))];

  const changeId = await startChange(act, { kind: 'changeSeries', seriesId, words: `${group?.name ?? 'Sessions'}, changed from ${sayDay(from)} on` });
  const { anew, along } = splitForChange(planned.filter((one) => one.plannedOn >= from), scope, ruleDaysOf(old, planned));
  const makeUps = await store.listMakeUpsIn(act.tx, seriesId, from);
  await dropOrCallOff(act, anew);
  const kept = ended === null ? { ...begun, id: seriesId } : begun;
  if (ended === null) {
    await store.replaceSeries(act.tx, kept);
  } else {
    await store.endSeries(act.tx, seriesId, from);
    await store.addSeries(act.tx, begun, seriesId);
    await sessions.takeAlong(act.tx, along.map((one) => one.id), begun.id);
    const given: { no: number; from: LocalDate; until: LocalDate | null }[] = [];
    for (const seat of seats) {
      const begins = seat.from > from ? seat.from : from;
      const spell = { from: begins, until: seat.until };
      const same = seat.no <= most && !given.some((one) => one.no === seat.no && sharesDay(one, spell));
      const no = same ? seat.no : freeSeat(given, spell, most);
      if (no === null) return refuse('more-seated-than-seats', `${clientIds.length} clients have a seat. Leave at least as many.`, 'capacity');
      given.push({ no, ...spell });
      await store.endSeat(act.tx, seat.id, from);
      const seatId = await continueSeat(act, seat, begun.id, spell, no);
      for (const visit of makeUps.filter((one) => one.seatId === seat.id)) await store.addMakeUp(act.tx, { ...visit, seatId });
    }
    if (!await carryHolds(act, seriesId, begun, from, rules)) {
      return refuse('more-offered-than-seats', 'A seat of this group is kept for somebody to whom it was offered. Leave one more, or wait for their answer.', 'capacity');
    }
  }
  const made = await makeSessions(act, kept, from, rules);
  if (made.clash) return refuseClash(act, made.clash);
  if (makeUps.length > 0) await store.renewMakeUps(act.tx, kept.id, from);
  if (begun.rule !== old.rule || begun.startsAt !== old.startsAt || begun.endsAt !== old.endsAt || begun.mode !== old.mode) await tellOfChange(act, clientIds);
  return accept({ changeId, seriesId: kept.id, sessions: made.sessionIds.length, clientsTouched: clientIds.length, from });
});

export const endSeries = handle(api.endSeries, async (act, { seriesId, on: asked }) => {
  const found = await store.findSeries(act.tx, seriesId);
  if (!found) return refuse('not-found', 'There is nothing here that you can open.');
  if (asked < act.today) return refuse('from-in-the-past', 'Let it end today or later.', 'on');
  if (found.until !== null && asked >= found.until) return refuse('series-has-ended', 'It ends before that day already.', 'on');
  const planned = await sessions.listSessionsOfSeries(act.tx, seriesId, asked);
  const on = effectiveFrom(asked, planned, act.now);
  const seats = await store.listSeatsIn(act.tx, seriesId, on);
  const group = found.groupId === null ? undefined : await store.findGroup(act.tx, found.groupId);
  const changeId = await startChange(act, { kind: 'endSeries', seriesId, words: `${group?.name ?? 'Sessions'}, ended on ${sayDay(on)}` });
  await dropOrCallOff(act, planned.filter((one) => one.plannedOn >= on && !isHeld(one, act.now) && !one.cancelled));
  const clientIds = [...new Set(seats.map((seat) => seat.clientId))];
  for (const seat of seats) await store.endSeat(act.tx, seat.id, on);
  await store.endSeries(act.tx, seriesId, on);
  await tellOfChange(act, clientIds);
  return accept({ changeId, clientsTouched: clientIds.length });
});
