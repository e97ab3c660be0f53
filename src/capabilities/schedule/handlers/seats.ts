import { addDays, isBefore, type LocalDate } from '../../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import { NIL_ID, type Id } from '../../../shared/ids.ts';
import { sayDay } from '../../../shared/words.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { findRuleBook } from '../../agency/store.ts';
import { findClient } from '../../clients/store.ts';
import { SERVICE_WORDS } from '../../agency/services.ts';
import * as api from '../api.ts';
import type { Booking } from '../bookings.ts';
import { effectiveFrom } from '../edits.ts';
import { decideTaper } from '../hours.ts';
import { firstMissing } from './making.ts';
import { weekdaysOf } from '../recurrence.ts';
import { decideSeat, earlier, sharesDay, type Spell } from '../seating.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { refuseClash } from './deciding.ts';
import { startChange } from './undo.ts';

/** A client's seats: numbered, dated, refused where two would sit in one place. */
type Given = { seatId: Id; seriesId: Id; no: number };

/** How often a number that somebody else took in the same moment is tried again. */
const TRIES = 40;

/**
 * Gives one client one seat, with the bookings of its sessions and its pairs kept apart. The database refuses what races:
 * a number taken, the client elsewhere, the other of a pair in the same group.
 */
export async function giveSeat(act: Act, clientId: Id, row: store.SeriesRow, spell: Spell, overrideReason: string, rules: RuleBook): Promise<Decision<Given>> {
  const { tx } = act;
  const [group, own, pairs] = await Promise.all([
    row.groupId === null ? undefined : store.findGroup(tx, row.groupId), store.listSeatsOf(tx, clientId, spell.from),
    store.listSeparationsOf(tx, clientId, spell.from),
  ]);
  const seatId = act.newId();
  await store.releaseHolds(tx, { seriesId: row.id, clientId });
  const asked = { clientId, from: spell.from > row.from ? spell.from : row.from, until: earlier(spell.until, row.until) };
  let given: Given | null = null;
  for (let n = 0; n < TRIES && given === null; n++) {
    const places = await store.listPlaces(tx, [row.id], asked.from);
    const seats = [...places.map((one) => ({ ...one, id: NIL_ID, clientId: NIL_ID })), ...own.filter((seat) => seat.seriesId === row.id)];
    const decision = decideSeat(asked, row, group ?? null, seats, [], rules);
    if (!decision.ok) return decision;
    const { no } = decision.value;
    if (await store.takePlace(tx, { seatId, seriesId: row.id, no, from: asked.from, until: asked.until })) given = { seatId, seriesId: row.id, no };
  }
  if (given === null) return refuse('group-full', 'The seats were taken in this moment. Choose another group or a later day.', 'seriesId');
  const mayOverride = act.actor.roles.includes('supervisor') && overrideReason !== '';
  let overridden = false;
  for (const pair of row.kind === 'group' ? pairs.filter((one) => sharesDay(one, asked)) : []) {
    if (await store.takePairSeat(tx, { pairId: pair.pairId, seatId, seriesId: row.id, from: asked.from, until: asked.until })) continue;
    if (!mayOverride) {
      return refuse('kept-apart', 'Somebody in this group is kept apart from this client. Choose another group, or ask a supervisor.', 'seriesIds');
    }
    overridden = true;
  }
  const added = await store.addSeat(tx, { id: seatId, seriesId: row.id, clientId, from: asked.from, until: asked.until, seatedBy: act.actor.subjectId,
    overrideReason: overridden ? overrideReason : null });
  if (!added) return refuse('already-seated', 'The client has a seat here in that time already.', 'from');
  const booked = await bookSpell(act, clientId, row.id, asked);
  return booked.ok ? accept(given) : booked;
}

/** Books the client into the sessions of a spell that are still to come (PR-27). */
export async function bookSpell(act: Act, clientId: Id, seriesId: Id, spell: Spell): Promise<Decision<number>> {
  const rows = await sessions.listSessionsOfSeries(act.tx, seriesId, spell.from);
  const wanted = rows.filter((one) => !one.cancelled && isBefore(act.now, one.endAt) && (spell.until === null || one.plannedOn < spell.until))
    .map((one): Booking => ({ resource: { kind: 'client', id: clientId }, sessionId: one.id, from: one.startAt, to: one.endAt }));
  if (wanted.length === 0) return accept(0);
  if (await sessions.addBookings(act.tx, wanted) === wanted.length) return accept(wanted.length);
  const clash = await firstMissing(act, wanted);
  return clash ? refuseClash(act, clash) : accept(wanted.length);
}

/** The same client on the same number, in a spell that goes on: what kept them apart from others goes along (PR-28). */
export async function continueSeat(act: Act, seat: store.SeatRow, seriesId: Id, spell: Spell, no: number): Promise<Id> {
  const seatId = act.newId();
  await store.takePlace(act.tx, { seatId, seriesId, no, ...spell });
  await store.addSeat(act.tx, { id: seatId, seriesId, clientId: seat.clientId, ...spell, seatedBy: act.actor.subjectId, overrideReason: seat.overrideReason });
  if (seat.overrideReason !== null) return seatId;
  for (const pair of await store.listSeparationsOf(act.tx, seat.clientId, spell.from)) {
    await store.takePairSeat(act.tx, { pairId: pair.pairId, seatId, seriesId, ...spell });
  }
  return seatId;
}

/**
 * Ends a seat on a day and frees the client of its later sessions. A session of that day that has begun or was recorded
 * stays theirs: the seat then ends on the next day.
 */
export async function leaveSeat(act: Act, seat: store.SeatRow, asked: LocalDate): Promise<void> {
  const later = await sessions.listSessionsOfSeries(act.tx, seat.seriesId, asked);
  const on = effectiveFrom(asked, later, act.now);
  // a later spell in the same group, after a time away, keeps its own bookings
  const within = later.filter((one) => one.plannedOn >= on && (seat.until === null || one.plannedOn < seat.until));
  await sessions.dropClientBookings(act.tx, seat.clientId, within.filter((one) => isBefore(act.now, one.endAt) && !one.tied).map((one) => one.id));
  await store.endSeat(act.tx, seat.id, on);
}

export const seatClient = handle(api.seatClient, async (act, { clientId, seriesIds, from, until, overrideReason }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Let the seat begin today or later.', 'from');
  const [rows, rules] = await Promise.all([store.listSeriesByIds(act.tx, seriesIds), findRuleBook(act.tx, act.today)]);
  if (rows.length < new Set(seriesIds).size) return refuse('not-found', 'One of these groups is not there any more. Open the page again.', 'seriesIds');
  const changeId = await startChange(act, { kind: 'seatClient', clientId, words: `A seat from ${sayDay(from)} on` });
  const seats: Given[] = [];
  for (const row of rows) {
    const given = await giveSeat(act, clientId, row, { from, until }, overrideReason, rules);
    if (!given.ok) return given;
    seats.push(given.value);
  }
  return accept({ changeId, seats });
});

/** In which days a series of a track is this client's, who begins (or is) in some week of the stay. */
export function spellInTrack(row: Pick<store.SeriesRow, 'weeksFirst' | 'weeksLast' | 'from'>, from: LocalDate, weekOfStay: number): Spell | null {
  const first = row.weeksFirst ?? 1;
  if (row.weeksLast !== null && row.weeksLast < weekOfStay) return null;
  const begin = addDays(from, 7 * Math.max(0, first - weekOfStay));
  return { from: begin, until: row.weeksLast === null ? null : addDays(from, 7 * (row.weeksLast - weekOfStay + 1)) };
}

/** Seats a client in all groups of a track from a day on, each in its weeks; seats of other tracks end that day. */
export async function seatInTrack(act: Act, clientId: Id, trackId: Id, from: LocalDate, weekOfStay: number, overrideReason: string, rules: RuleBook): Promise<Decision<{ seats: Given[]; ended: number }>> {
  const [all, own] = await Promise.all([store.listSeries(act.tx, from, 'group'), store.listSeatsOf(act.tx, clientId, from)]);
  const rows = all.filter((row) => row.trackId === trackId);
  if (rows.length === 0) return refuse('track-is-empty', 'No group of this track meets from that day on.', 'trackId');
  const inTracks = own.filter((seat) => all.some((row) => row.id === seat.seriesId && row.trackId !== null));
  for (const seat of inTracks) await leaveSeat(act, seat, from);
  const seats: Given[] = [];
  for (const row of rows) {
    const spell = spellInTrack(row, from, weekOfStay);
    if (spell === null) continue;
    const given = await giveSeat(act, clientId, row, spell, overrideReason, rules);
    if (!given.ok) return given;
    seats.push(given.value);
  }
  return accept({ seats, ended: inTracks.length });
}

export const joinTrack = handle(api.joinTrack, async (act, { clientId, trackId, from, weekOfStay, overrideReason }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Let it begin today or later.', 'from');
  const changeId = await startChange(act, { kind: 'joinTrack', clientId, words: `Another track from ${sayDay(from)} on` });
  const done = await seatInTrack(act, clientId, trackId, from, weekOfStay, overrideReason, await findRuleBook(act.tx, act.today));
  return done.ok ? accept({ changeId, ...done.value }) : done;
});

export const endSeat = handle(api.endSeat, async (act, { clientId, seatId, on }) => {
  if (on < act.today) return refuse('from-in-the-past', 'Let the seat end today or later.', 'on');
  const seat = (await store.listSeatsOf(act.tx, clientId, act.today)).find((one) => one.id === seatId);
  if (!seat) return refuse('not-found', 'This seat is not there any more. Open the page again.', 'seatId');
  if (seat.until !== null && seat.until <= on) return refuse('ends-earlier-already', 'This seat ends before that day already.', 'on');
  const changeId = await startChange(act, { kind: 'endSeat', clientId, words: `A seat ended on ${sayDay(on)}` });
  await leaveSeat(act, seat, on);
  return accept({ changeId });
});

export const readSeats = handle(api.readSeats, async (act, { clientId }) => {
  const { tx } = act;
  const [seats, tracks, groups, exceptions] = await Promise.all([
    store.listSeatsOf(tx, clientId, act.today), store.listTracks(tx), store.listGroups(tx), store.listHoursExceptions(tx, clientId)]);
  const rows = await store.listSeriesByIds(tx, seats.map((seat) => seat.seriesId));
  const now = seats.filter((seat) => seat.from <= act.today || rows.find((row) => row.id === seat.seriesId)?.weeksFirst === null);
  const trackId = now.map((seat) => rows.find((row) => row.id === seat.seriesId)?.trackId).find((one) => one != null)
    ?? rows.map((row) => row.trackId).find((one) => one !== null);
  return accept({
    track: tracks.find((one) => one.id === trackId) ?? null, exceptions,
    seats: seats.flatMap((seat) => {
      const row = rows.find((one) => one.id === seat.seriesId);
      if (!row) return [];
      return [{ seatId: seat.id, seriesId: row.id, name: groups.find((one) => one.id === row.groupId)?.name ?? SERVICE_WORDS[row.service], kind: row.kind,
        trackId: row.trackId, weekdays: weekdaysOf(row.rule), startsAt: row.startsAt, endsAt: row.endsAt, from: seat.from, until: seat.until, no: seat.no }];
    }),
  });
});

export const recordHoursException = handle(api.recordHoursException, async (act, input) => {
  if (input.until < input.from) return refuse('until-before-from', 'Let it end after it begins.', 'until');
  const rules = await findRuleBook(act.tx, act.today);
  if (input.kind === 'taper') {
    const decision = decideTaper(await store.listHoursExceptions(act.tx, input.clientId), input, rules);
    if (!decision.ok) return decision;
  }
  const changeId = await startChange(act, { kind: 'recordHoursException', clientId: input.clientId, words: `Fewer hours from ${sayDay(input.from)} to ${sayDay(input.until)}` });
  // under the id of the change: it holds until that is taken back
  await store.addHoursException(act.tx, { ...input, id: changeId, by: act.actor.subjectId, at: act.now });
  return accept({ changeId });
});

export const keepApart = handle(api.keepApart, async (act, { clientId, otherId, reason, from }) => {
  if (clientId === otherId) return refuse('same-person', 'Choose two different people.', 'otherId');
  const earlierPairs = await store.listSeparationsOf(act.tx, clientId, from);
  if (earlierPairs.some((one) => one.otherId === otherId)) return refuse('kept-apart-already', 'These two are kept apart already.', 'otherId');
  const pairId = act.newId();
  await store.addSeparation(act.tx, { pairId, clientId, otherId, reason, from, by: act.actor.subjectId });
  act.touch(clientId);
  act.touch(otherId);
  const shared: Id[] = [];
  for (const seat of [...await store.listSeatsOf(act.tx, clientId, from), ...await store.listSeatsOf(act.tx, otherId, from)]) {
    const free = await store.takePairSeat(act.tx, { pairId, seatId: seat.id, seriesId: seat.seriesId, from: seat.from, until: seat.until });
    if (!free) shared.push(seat.seriesId);
  }
  return accept({ pairId, sharedSeriesIds: [...new Set(shared)] });
});

export const endKeepApart = handle(api.endKeepApart, async (act, { pairId, on }) =>
  await store.endSeparation(act.tx, pairId, on) === 0 ? refuse('not-found', 'These two are not kept apart any more.', 'pairId') : accept({}));

export const listKeptApart = handle(api.listKeptApart, async (act, { clientId }) => {
  const pairs = await store.listSeparationsOf(act.tx, clientId, act.today);
  // the other's initials lie in the other's chart: shown only to those who reach that too
  return accept(await Promise.all(pairs.map(async (pair) => ({
    pairId: pair.pairId, otherId: pair.otherId, reason: pair.reason, from: pair.from,
    initials: (await findClient(act.tx, pair.otherId))?.initials ?? '',
  }))));
});

