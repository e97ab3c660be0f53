import { addHours, instantOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act, type DueOfAgency, type DueOfClient } from '../../platform/serve/handle.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { findRuleBook } from '../agency/store.ts';
import { holdSeat } from '../schedule/handlers/holds.ts';
import { giveSeat, seatInTrack, spellInTrack } from '../schedule/handlers/seats.ts';
import { freeForGood } from '../schedule/handlers/timetable.ts';
import { seesPairs } from '../schedule/seating.ts';
import { listGroups, listPlaces, listSeries, listTracks, releaseHolds, type SeriesRow } from '../schedule/store.ts';
import { priorityClass, PRIORITY_WORDS, type PriorityClass } from './priority.ts';
import { listInquiriesOf } from './store.ts';
import * as api from './waiting-api.ts';
import { decideOffer, inOrder, nextInLine, offerDue, seatDue, seatsToOffer, targetOf, type Line, type Target } from './waiting.ts';
import * as store from './waiting-store.ts';

/** The series that a target stands for. A track's phases that begin later are not needed on the first day. */
const seriesOf = (target: Target, rows: readonly SeriesRow[]): SeriesRow[] =>
  rows.filter((row) => (target.kind === 'track' ? row.trackId === target.id && (row.weeksFirst ?? 1) === 1 : row.groupId === target.id));

type Ground = { rows: SeriesRow[]; places: Awaited<ReturnType<typeof listPlaces>>; names: ReadonlyMap<Id, string>; rules: RuleBook };
async function findGround(act: Pick<Act, 'tx' | 'today'>): Promise<Ground> {
  const [rows, tracks, groups, rules] = await Promise.all([listSeries(act.tx, act.today, 'group'), listTracks(act.tx), listGroups(act.tx), findRuleBook(act.tx, act.today)]);
  const places = await listPlaces(act.tx, rows.map((row) => row.id), act.today);
  return { rows, places, rules, names: new Map([...tracks, ...groups].map((one) => [one.id, one.name])) };
}

/**
 * Seats free for good: of a track, as many as its fullest group has. What offers of this line keep is counted with the line;
 * what another line's keep (a track's, of one of its groups) is taken.
 */
function freeOf(target: Target, lines: readonly Line[], on: LocalDate, all: Ground): number {
  const ground = { ...all, places: all.places.filter((one) => !lines.some((line) => line.waitingId === one.holdId)) };
  const rows = seriesOf(target, ground.rows);
  return rows.length === 0 ? 0 : Math.min(...rows.map((row) => freeForGood(row, ground.places, on, ground.rules)));
}

/** What the answers of the first call say about urgency; it may be known later than the wish to come. */
const classOf = async (act: Pick<Act, 'tx'>, clientId: Id): Promise<PriorityClass> =>
  priorityClass((await listInquiriesOf(act.tx, clientId)).flatMap((one) => one.details.risks));

const sameTarget = (a: Pick<Line, 'trackId' | 'groupId'>, b: Pick<Line, 'trackId' | 'groupId'>): boolean => a.trackId === b.trackId && a.groupId === b.groupId;

export const listWaiting = handle(api.listWaiting, async (act) => {
  const [lines, people, ground] = await Promise.all([store.listLines(act.tx), store.listWaiting(act.tx), findGround(act)]);
  const byTarget = Map.groupBy(lines, (one) => targetOf(one).id);
  return accept([...byTarget.values()].map((of) => {
    const target = targetOf(of[0]!);
    const free = freeOf(target, of, act.today, ground);
    const shown = inOrder(of).flatMap((line, at) => {
      const row = people.find((one) => one.waitingId === line.waitingId);
      if (!row) return [];
      const tries = row.facts.filter((one) => one.kind === 'attempt');
      const last = tries.at(-1);
      const offered = row.facts.findLast((one) => one.kind === 'offered');
      return [{
        waitingId: line.waitingId, clientId: row.clientId, initials: row.initials, place: at + 1, cls: line.cls, priority: PRIORITY_WORDS[line.cls], askedAt: line.askedAt, note: row.note,
        offer: line.offeredUntil === null || !offered ? null : { until: line.offeredUntil, from: offered.fact['from']!, open: Date.parse(act.now) < Date.parse(line.offeredUntil) },
        tries: tries.length, lastTry: last ? { at: last.at, how: last.fact['how'] ?? '', outcome: last.fact['outcome'] ?? '' } : null,
        declined: row.facts.filter((one) => one.kind === 'declined').length,
      }];
    });
    return { ...target, name: ground.names.get(target.id) ?? '', free, toOffer: seatsToOffer(free, of, act.now), people: shown, others: of.length - shown.length };
  }).toSorted((a, b) => a.name.localeCompare(b.name)));
});

export const joinWaitingList = handle(api.joinWaitingList, async (act, { clientId, waitingId, trackId, groupId, note }) => {
  const [mine, lines, ground] = await Promise.all([store.listWaitingOf(act.tx, clientId), store.listLines(act.tx), findGround(act)]);
  if (!ground.names.has(trackId ?? groupId!)) return refuse('not-found', 'This track or group is not there any more. Open the page again.', trackId === null ? 'groupId' : 'trackId');
  const waits = lines.some((one) => sameTarget(one, { trackId, groupId }) && mine.some((other) => other.waitingId === one.waitingId));
  if (waits) return refuse('waits-already', 'They wait for this already.', trackId === null ? 'groupId' : 'trackId');
  const [inquiries, cls] = await Promise.all([listInquiriesOf(act.tx, clientId), classOf(act, clientId)]);
  // who asked first goes first: the wish to come counts from when it was said, not from when the list was kept
  const askedAt = inquiries.flatMap((one) => one.requestedAt ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? act.now;
  await store.addWaiting(act.tx, { waitingId, clientId, trackId, groupId, cls, askedAt, note, by: act.actor.subjectId });
  const all = inOrder([...lines.filter((one) => sameTarget(one, { trackId, groupId })), { waitingId, trackId, groupId, cls, askedAt, offeredUntil: null }]);
  return accept({ place: all.findIndex((one) => one.waitingId === waitingId) + 1, of: all.length });
});

/** A client's own line, with those of the same target; its class brought up to date first. */
async function lineOf(act: Act, clientId: Id, waitingId: Id): Promise<Decision<{ line: Line; lines: Line[]; row: store.WaitingRow }>> {
  const row = (await store.listWaitingOf(act.tx, clientId)).find((one) => one.waitingId === waitingId);
  if (!row) return refuse('not-found', 'They do not wait for this any more. Open the page again.', 'waitingId');
  await store.setClass(act.tx, [waitingId], await classOf(act, clientId));
  const line = (await store.listLines(act.tx)).find((one) => one.waitingId === waitingId)!;
  await store.lockLines(act.tx, line);
  return accept({ row, line, lines: (await store.listLines(act.tx)).filter((one) => sameTarget(one, line)) });
}

/** What is said to who may not see pairs kept apart: no more than that it is not possible (PR-28). */
const NOT_FOR_THEM = 'This seat is not possible for this person. Choose another group for them, and offer it to who is next.';

function refuseHold(act: Act, stands: 'full' | 'cohort' | 'apart') {
  if (stands === 'full') return refuse('no-seat-free', 'No seat is free that is not offered to somebody else already.', 'waitingId');
  if (stands === 'cohort') return refuse('cohort-has-begun', 'This group began together and takes nobody in later. Let them wait for an open one.', 'waitingId');
  return seesPairs(act.actor.roles) ? refuse('kept-apart', 'Somebody in this group is kept apart from this person. Choose another group for them, or ask a supervisor.', 'waitingId')
    : refuse('not-possible', NOT_FOR_THEM, 'waitingId');
}

/** Keeps what accepting would take: the groups that meet now for certain, those of a later phase where they have room. */
async function keepSeats(act: Act, line: Line, clientId: Id, from: LocalDate, untilAt: Instant, ground: Ground): Promise<Decision<true>> {
  const target = targetOf(line);
  const needed = seriesOf(target, ground.rows);
  const hold = { holdId: line.waitingId, clientId, untilAt };
  await releaseHolds(act.tx, { holdId: line.waitingId });
  for (const row of target.kind === 'track' ? ground.rows.filter((one) => one.trackId === target.id) : needed) {
    const spell = target.kind === 'track' ? spellInTrack(row, from, 1) : { from, until: null };
    if (spell === null || (row.until !== null && row.until <= spell.from)) continue;
    const stands = await holdSeat(act, hold, row, spell, ground.rules);
    if (stands !== null && (stands !== 'full' || needed.includes(row))) return refuseHold(act, stands);
  }
  return accept(true);
}

export const offerSeat = handle(api.offerSeat, async (act, { clientId, waitingId, from, outOfOrder }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Let the seat begin today or later.', 'from');
  const found = await lineOf(act, clientId, waitingId);
  if (!found.ok) return found;
  const { line, lines } = found.value;
  const ground = await findGround(act);
  const decision = decideOffer(line, lines, freeOf(targetOf(line), lines, from, ground), outOfOrder, act.now);
  if (!decision.ok) return decision;
  const until = addHours(act.now, ground.rules['waiting.offerHours']);
  const kept = await keepSeats(act, line, clientId, from, until, ground);
  if (!kept.ok) return kept;
  await store.setOffer(act.tx, waitingId, until);
  const skipped = nextInLine(lines, act.now)?.waitingId !== waitingId;
  await store.addFact(act.tx, { id: act.newId(), waitingId, clientId, kind: 'offered', at: act.now, by: act.actor.subjectId,
    fact: { from, until, ...(skipped ? { outOfOrder } : {}) } });
  return accept({ until });
});

export const answerOffer = handle(api.answerOffer, async (act, { clientId, waitingId, answer, words, overrideReason }) => {
  const found = await lineOf(act, clientId, waitingId);
  if (!found.ok) return found;
  const { line, row } = found.value;
  const offered = row.facts.findLast((one) => one.kind === 'offered');
  if (line.offeredUntil === null || !offered) return refuse('no-offer', 'No offer is open. Offer the seat first.', 'waitingId');
  if (answer === 'accepted' && Date.parse(line.offeredUntil) <= Date.parse(act.now)) {
    return refuse('offer-has-ended', 'The offer has ended. Offer the seat again if it is still free.', 'waitingId');
  }
  const fact = { id: act.newId(), waitingId, clientId, kind: answer, at: act.now, by: act.actor.subjectId, fact: { words } };
  if (answer === 'declined') {
    await releaseHolds(act.tx, { holdId: waitingId });
    await store.setOffer(act.tx, waitingId, null);
    await store.addFact(act.tx, fact);
    return accept({ seats: 0 });
  }
  const target = targetOf(line);
  const offeredFrom = offered.fact['from']!;
  const from = offeredFrom < act.today ? act.today : offeredFrom;
  const ground = await findGround(act);
  let seats = 0;
  if (target.kind === 'track') {
    const given = await seatInTrack(act, clientId, target.id, from, 1, overrideReason, ground.rules);
    if (!given.ok) return given;
    seats = given.value.seats.length;
  } else {
    // of a group that was changed from a day on, what ends before theirs is not asked for
    const rows = seriesOf(target, ground.rows).filter((row) => row.until === null || from < row.until);
    if (rows.length === 0) return refuse('series-has-ended', 'This group no longer meets then. Offer them another.', 'waitingId');
    for (const series of rows) {
      const given = await giveSeat(act, clientId, series, { from, until: null }, overrideReason, ground.rules);
      if (!given.ok) return given;
      seats++;
    }
  }
  await store.addFact(act.tx, fact);
  await releaseHolds(act.tx, { holdId: waitingId });
  await store.endLine(act.tx, waitingId, act.now);
  return accept({ seats });
});

export const recordWaitingTry = handle(api.recordWaitingTry, async (act, { clientId, waitingId, tryId, how, outcome }) => {
  if (!(await store.listWaitingOf(act.tx, clientId)).some((one) => one.waitingId === waitingId)) {
    return refuse('not-found', 'They do not wait for this any more. Open the page again.', 'waitingId');
  }
  await store.addFact(act.tx, { id: tryId, waitingId, clientId, kind: 'attempt', at: act.now, by: act.actor.subjectId, fact: { how, outcome } });
  return accept({});
});

export const leaveWaitingList = handle(api.leaveWaitingList, async (act, { clientId, waitingId, words }) => {
  if (!(await store.listWaitingOf(act.tx, clientId)).some((one) => one.waitingId === waitingId)) {
    return refuse('not-found', 'They do not wait for this any more. Open the page again.', 'waitingId');
  }
  await store.addFact(act.tx, { id: act.newId(), waitingId, clientId, kind: 'left', at: act.now, by: act.actor.subjectId, fact: { words } });
  await releaseHolds(act.tx, { holdId: waitingId });
  await store.endLine(act.tx, waitingId, act.now);
  return accept({});
});

export const expireOffers = handle(api.expireOffers, async (act) => {
  const [lines, people] = await Promise.all([store.listLines(act.tx), store.listWaiting(act.tx)]);
  const over = lines.filter((one) => one.offeredUntil !== null && Date.parse(one.offeredUntil) <= Date.parse(act.now));
  for (const line of over) {
    const row = people.find((one) => one.waitingId === line.waitingId);
    await releaseHolds(act.tx, { holdId: line.waitingId });
    await store.setOffer(act.tx, line.waitingId, null);
    if (!row) continue;
    act.touch(row.clientId);
    await store.addFact(act.tx, { id: act.newId(), waitingId: line.waitingId, clientId: row.clientId, kind: 'expired', at: act.now, by: act.actor.subjectId, fact: {} });
  }
  return accept({ expired: over.length });
});

/** Seats that are free while somebody waits (PR-43). */
export const waitingDue: DueOfAgency = async (act) => {
  const [lines, ground] = await Promise.all([store.listLines(act.tx), findGround(act)]);
  const calendar = { zone: act.zone, holidays: ground.rules.holidays.map((one) => one.date) };
  const owed = await Promise.all([...Map.groupBy(lines, (one) => targetOf(one).id).values()].map(async (of) => {
    const target = targetOf(of[0]!);
    const rows = seriesOf(target, ground.rows);
    if (rows.length === 0) return [];
    const began = rows.map((row) => row.from).toSorted().at(-1)!;
    const freed = await store.lastFreed(act.tx, rows.map((row) => row.id), act.today);
    return seatDue({ ...target, name: ground.names.get(target.id) ?? '', free: freeOf(target, of, act.today, ground),
      freedAt: instantOf(freed !== null && freed > began ? freed : began, '00:00', act.zone) }, of, act.now, calendar);
  }));
  return owed.flat();
};

/** Offers of which nobody has told the person yet (PR-43). */
export const offersDue: DueOfClient = async (act, clientId) => {
  const rows = await store.listWaitingOf(act.tx, clientId);
  return rows.flatMap((row) => {
    const last = row.facts.findLast((one) => ['offered', 'accepted', 'declined', 'expired'].includes(one.kind));
    if (last?.kind !== 'offered') return [];
    return offerDue({ waitingId: row.waitingId, clientId, offeredAt: last.at, until: last.fact['until']!, from: last.fact['from']!,
      tries: row.facts.filter((one) => one.kind === 'attempt').map((one) => one.at) }, act.now);
  });
};

export const waitingHandlers = [listWaiting, joinWaitingList, offerSeat, answerOffer, recordWaitingTry, leaveWaitingList, expireOffers];
