import { addDays, dateIn, daysBetween, weekdayOf, type LocalDate } from '../../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { sayDay } from '../../../shared/words.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import { quickSolver } from '../../../platform/solver/solver.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { findRuleBook } from '../../agency/store.ts';
import { findClient, findOpenStay, findPrimary } from '../../clients/store.ts';
import * as api from '../api.ts';
import type { Leeway } from '../builder/change.ts';
import { obstaclesOf } from '../builder/clauses.ts';
import { clockOf, minuteOf, type Offer, type Person, type Problem } from '../builder/facts.ts';
import { figuresOf, fitOne, type Offered, type One } from '../builder/one.ts';
import { NOT_POSSIBLE } from '../builder/words.ts';
import { exceptionIn } from '../hours.ts';
import { seatsIn, seesPairs } from '../seating.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { bookFor } from './appointments.ts';
import { appointmentOffer, asksOf, audiencesOf, closedFirst, findOffering, groupOffers, leewayOf, openingId, openingOffers, partNow, weekOfStay, weighed, type Offering } from './offers.ts';
import { giveSeat, leaveSeat, spellInTrack } from './seats.ts';
import { startChange } from './undo.ts';

/** A week around one person's own: found, previewed for a caller, and taken. */

/** How long one person's week is looked for while somebody talks to them, in seconds. */
const SECONDS = 4;
const NEWCOMER_WEEKS = 2;

/** Weeks of taper that a client may still have (PR-05). */
const taperLeft = (exceptions: readonly { kind: string; from: LocalDate; until: LocalDate }[], rules: RuleBook): number =>
  Math.max(0, rules['hours.taperMaxWeeks'] - exceptions.filter((one) => one.kind === 'taper')
    .reduce((weeks, one) => weeks + Math.ceil((daysBetween(one.from, one.until) + 1) / 7), 0));

export const fitClientWeek = handle(api.fitClientWeek, async (act, { clientId, from, staffId, anyTrack, homeBy, plannedMinutes }) => {
  const { tx } = act;
  const [client, primary, open, seats, rules, pairs, exceptions] = await Promise.all([findClient(tx, clientId), findPrimary(tx, clientId), findOpenStay(tx, clientId),
    store.listSeatsOf(tx, clientId, from), findRuleBook(tx, act.today), store.listSeparationsOf(tx, clientId, from), store.listHoursExceptions(tx, clientId)]);
  if (!client) return refuse('not-found', 'There is nothing here that you can open.');
  const [offering, rows, apart] = await Promise.all([findOffering(act, from, rules), store.listSeriesByIds(tx, seats.map((seat) => seat.seriesId)),
    store.listPairSeries(tx, clientId, pairs.map((one) => one.pairId), seats.map((one) => one.id), from)]);
  const standing = seats.filter((seat) => seat.from <= addDays(from, 6) && (seat.until === null || seat.until > addDays(from, 7)));
  const own = rows.filter((row) => row.kind !== 'group' && standing.some((seat) => seat.seriesId === row.id)).map((row) => appointmentOffer(offering, row, clientId));
  const counselor = staffId ?? primary?.staffId ?? null;
  const offers = [...groupOffers(offering, (seriesId) => (standing.some((seat) => seat.seriesId === seriesId) ? 1 : 0)), ...own, ...openingOffers(offering, new Set(counselor ? [counselor] : []))];
  const present = offers.filter((offer) => standing.some((seat) => seat.seriesId === offer.id));
  const tracks = [...new Set(present.flatMap((offer) => offer.track ?? []))];
  const floor = 60 * rules[open?.adolescent ? 'hours.floor.adolescent' : 'hours.floor.adult'];
  const week = weekOfStay(open ? dateIn(open.admittedAt, act.zone) : null, from, act.weekStart);
  const person: Person = {
    id: clientId, ...asksOf(rules), floor, planned: plannedMinutes ?? floor, excused: exceptionIn(from, exceptions.filter((each) => each.kind === 'taper')) !== undefined, routine: client.routine,
    travel: client.travelMinutes ?? 0, homeBy: homeBy === null ? null : minuteOf(homeBy), track: anyTrack || tracks.length !== 1 ? null : tracks[0]!, audiences: audiencesOf(client, from), counselor,
    weekOfStay: week, newcomer: week <= NEWCOMER_WEEKS, part: partNow(present), present: present.map((offer) => offer.id), keptFrom: apart,
  };
  const sees = seesPairs(act.actor.roles);
  const problem: Problem = { offers, people: [person], apart: [], ownFirst: false, ways: offering.travel, ...weighed(rules) };
  const one = await fitOne(problem, quickSolver().solve, { leeway: leewayOf(offering, offers, open ? taperLeft(exceptions, rules) : 0), seconds: SECONDS, changes: 3, neutral: !sees });
  const notes = [...tracks.length > 1 ? [`Now in ${tracks.length} tracks, ${tracks.join(' and ')}. This week keeps one.`] : [], ...closedWords(closedFirst(offering, one.week))];
  return accept({ ...viewOf(problem, one, notes, sees), routine: client.routine, floor, planned: person.planned, ceiling: person.ceiling,
    from, stands: standsFor(offering, offers) });
});

/** Said beside a week whose first days are closed: what is built is the week that stands (PR-14), and a holiday makes none short (PR-16). */
export const closedWords = (closed: readonly { date: LocalDate; reason: string }[]): string[] =>
  (closed.length === 0 ? [] : [`Closed ${closed.map((one) => `${sayDay(one.date)} (${one.reason})`).join(', ')}: the first week is shorter, the weeks after it are as shown.`]);

/** What each option stands for: a series, or an opening of a person. */
function standsFor(offering: Offering, offers: readonly Offer[]): Record<string, { seriesId: Id | null; staffId: Id | null; roomId: Id | null; initials: string | null }> {
  return Object.fromEntries(offers.flatMap((offer) => {
    const opening = offer.takes.length > 0 ? offering.openings.find((one) => offer.id === openingId(one)) : undefined;
    const row = offering.series.find((one) => one.id === offer.id);
    const stands = opening ? { seriesId: null, staffId: opening.staffId, roomId: opening.roomId, initials: opening.initials }
      : { seriesId: offer.id, staffId: null, roomId: row?.roomId ?? null, initials: null };
    return offer.meetings.map((meeting) => [`${offer.id}:${meeting.weekday}`, stands] as const);
  }));
}

/** Whose week it is, and whether pairs kept apart are shown. */
type Shown = { person: Person; sees: boolean };

/** One option for each meeting of an offer: what a calendar shows. */
const optionsOf = (offer: Offer, { person, sees }: Shown) => offer.meetings.map((meeting) => ({
  id: `${offer.id}:${meeting.weekday}`, kind: offer.kind, name: offer.name, track: offer.track, weekday: meeting.weekday, from: clockOf(meeting.from), to: clockOf(meeting.to),
  countedMinutes: offer.minutes / offer.meetings.length, seats: offer.places,
  notPossible: obstaclesOf(person, offer).some((one) => NOT_POSSIBLE.has(one.kind)), keptApart: sees && person.keptFrom.includes(offer.id), remote: offer.remote,
  held: person.present.includes(offer.id),
}));

/** An answer as screens read it. */
export function viewOf(problem: Problem, one: One, notes: string[], sees: boolean) {
  const [person] = problem.people as readonly [Person];
  const who: Shown = { person, sees };
  const best = weekView(one.week, who);
  return {
    best, fits: one.fits, track: one.week.find((offer) => offer.track !== null)?.track ?? person.track, asked: one.asked, proven: one.proven, gap: one.gap, cut: one.cut, notes,
    left: problem.offers.filter((offer) => person.present.includes(offer.id) && !one.week.includes(offer)).flatMap((offer) => optionsOf(offer, who)),
    inTheWay: one.reasons.map((reason) => ({ no: reason.no, say: reason.say, options: shownOf(problem, reason).flatMap((offer) => optionsOf(offer, who)) })),
    changes: one.changes.map((change) => changeView(change, who)),
  };
}

/** What a reason stands against, as far as a picture can show it: groups first, and of many at one hour one. */
function shownOf(problem: Problem, reason: One['reasons'][number]): Offer[] {
  const against = problem.offers.filter((offer) => reason.offerIds.includes(offer.id)).toSorted((a, b) => Number(b.kind === 'group') - Number(a.kind === 'group'));
  const some = against.some((offer) => offer.kind === 'group') ? against.filter((offer) => offer.kind === 'group') : against;
  const hour = (offer: Offer) => `${offer.meetings[0]!.weekday}:${offer.meetings[0]!.from}`;
  return some.filter((offer, at) => some.findIndex((other) => hour(other) === hour(offer)) === at).slice(0, 12);
}

function weekView(week: readonly Offer[], who: Shown) {
  const { person } = who;
  const figures = figuresOf(week);
  const misses: [string, boolean][] = [
    ['hours-under-floor', !person.excused && figures.minutes < person.floor], ['too-few-groups', figures.groups < person.groups],
    ['no-individual', figures.individuals < person.individuals], ['too-few-days', !person.excused && figures.days < person.days],
    ['gap-too-long', !person.excused && figures.gap > person.gap], ['hours-under-plan', !person.excused && figures.minutes < person.planned],
  ];
  const options = week.flatMap((offer) => optionsOf(offer, who)).toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));
  return { ...figures, options, misses: misses.filter(([, missed]) => missed).map(([miss]) => miss as never) };
}

function changeView(change: Offered, who: Shown) {
  const { person } = who;
  const kinds = new Set(change.candidate.steps.map((step) => step.kind));
  const seat = change.candidate.steps.find((step) => step.kind === 'seat');
  const take = kinds.has('shift') || kinds.has('session') ? 'program' as const : kinds.has('taper') ? 'taper' as const : kinds.has('seat') ? 'seat' as const : 'week' as const;
  const step = change.candidate.steps.find((one) => one.kind === 'shift' || one.kind === 'session');
  return {
    title: change.title, say: change.say, who: change.who, asks: change.asks, take, moreSeats: seat ? [seat.offerId] : [],
    goTo: step === undefined ? null : step.kind === 'shift' ? `/program/series/${step.offerId}` : '/week/new-group',
    // what only the change opens: the offer itself, or all that something stood against before
    added: change.week.filter((offer) => offer.id === change.candidate.offerId || obstaclesOf(person, offer).length > 0).flatMap((offer) => optionsOf(offer, who)), week: weekView(change.week, who),
  };
}

export const previewWeeks = handle(api.previewWeeks, async (act, { routine, travelMinutes, from, homeBy }) => {
  const rules = await findRuleBook(act.tx, act.today);
  const offering = await findOffering(act, from, rules);
  const offers = [...groupOffers(offering, () => 0), ...openingOffers(offering, new Set())];
  const leeway: Leeway = leewayOf(offering, offers, 0);
  const floor = 60 * rules['hours.floor.adult'];
  const caller = (track: string | null): Person => ({ id: 'caller', ...asksOf(rules), floor, planned: floor, excused: false, routine, travel: travelMinutes ?? 0,
    homeBy: homeBy === null ? null : minuteOf(homeBy), track, audiences: audiencesOf({ sex: null, bornOn: null, language: '', routine }, from), counselor: null, weekOfStay: 1, newcomer: true, part: null, present: [], keptFrom: [] });
  const names = offering.tracks.filter((track) => offers.some((offer) => offer.track === track.name));
  const fits = await Promise.all((names.length === 0 ? [null] : names).map(async (track) => {
    const problem: Problem = { offers, people: [caller(track?.name ?? null)], apart: [], ownFirst: false, ways: offering.travel, ...weighed(rules) };
    const one = await fitOne(problem, quickSolver().solve, { leeway, seconds: SECONDS / 2, changes: 2 });
    return { track: track?.name ?? 'Any', trackId: track?.id ?? null, fit: viewOf(problem, one, closedWords(closedFirst(offering, one.week)), true) };
  }));
  return accept(fits.filter((one) => one.fit.best.options.length > 0).toSorted((a, b) => a.fit.best.misses.length - b.fit.best.misses.length).slice(0, 3));
});

/** A week to be taken: which groups are kept or joined, which openings are booked. */
export type Taken = {
  clientId: Id; from: LocalDate; seriesIds: readonly Id[]; overrideReason: string;
  openings: readonly { staffId: Id; roomId: Id | null; weekday: number; startsAt: string; minutes: number; service: 'individual-counseling' | 'individual-therapy' }[];
};

/** Takes a week for one client, all or nothing: what is not in it ends, the rest is seated and booked. The database guards what races. */
export async function takeWeek(act: Act, { clientId, from, seriesIds, openings, overrideReason }: Taken, rules: RuleBook): Promise<Decision<{ seats: number; sessions: number; ended: number }>> {
  const left = await leaveWeek(act, { clientId, from, seriesIds });
  if (!left.ok) return left;
  return joinWeek(act, { clientId, from, seriesIds, openings, overrideReason }, rules, left.value.ended);
}

/** The first half: seats and individual sessions that are not kept end. For many people at once, all leave before anybody joins. */
export async function leaveWeek(act: Act, { clientId, from, seriesIds }: Pick<Taken, 'clientId' | 'from' | 'seriesIds'>): Promise<Decision<{ ended: number }>> {
  const own = await store.listSeatsOf(act.tx, clientId, from);
  const held = await store.listSeriesByIds(act.tx, own.map((seat) => seat.seriesId));
  let ended = 0;
  for (const seat of own.filter((one) => !seriesIds.includes(one.seriesId))) {
    const row = held.find((one) => one.id === seat.seriesId);
    if (row?.kind !== 'group' && row?.kind !== 'individual') continue;
    // a single session with somebody is no part of the standing week
    if (row.kind === 'individual' && seat.until !== null && seat.until <= addDays(from, 7)) continue;
    await leaveSeat(act, seat, from);
    if (row.kind === 'individual') await endAppointment(act, row, from);
    ended++;
  }
  return accept({ ended });
}

/** An appointment that nobody comes to any more takes nobody's time. */
async function endAppointment(act: Act, row: store.SeriesRow, from: LocalDate): Promise<void> {
  const later = await sessions.listSessionsOfSeries(act.tx, row.id, from);
  await sessions.dropSessions(act.tx, later.filter((one) => !one.tied && !one.cancelled && one.startAt > act.now).map((one) => one.id));
  await store.endSeries(act.tx, row.id, from);
}

/** The second half: seats in the groups that are new, and the individual sessions. */
export async function joinWeek(act: Act, { clientId, from, seriesIds, openings, overrideReason }: Taken, rules: RuleBook, ended: number): Promise<Decision<{ seats: number; sessions: number; ended: number }>> {
  const { tx } = act;
  const [own, rows, open] = await Promise.all([store.listSeatsOf(tx, clientId, from), store.listSeriesByIds(tx, seriesIds), findOpenStay(tx, clientId)]);
  if (rows.length < new Set(seriesIds).size) return refuse('not-found', 'One of these groups is not there any more. Open the page again.', 'seriesIds');
  const week = weekOfStay(open ? dateIn(open.admittedAt, act.zone) : null, from, act.weekStart);
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
      startsAt: opening.startsAt, minutes: opening.minutes, repeat: rules['individual.everyDays'] <= 7 ? 'weekly' : 'every-other-week', until: null }, rules);
    if (!booked.ok) return { ...booked, field: `openings.${at}` };
    made += booked.value.sessions;
  }
  return accept({ seats, sessions: made, ended });
}

export const arrangeWeek = handle(api.arrangeWeek, async (act, { clientId, from, seriesIds, openings, overrideReason, moreSeats, taper }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Let the week begin today or later.', 'from');
  const rules = await findRuleBook(act.tx, act.today);
  const changeId = await startChange(act, { kind: 'arrangeWeek', clientId, words: `A week from ${sayDay(from)} on` });
  const more = await addSeats(act, moreSeats, rules);
  if (!more.ok) return more;
  if (taper !== null) {
    const earlier = await store.listHoursExceptions(act.tx, clientId);
    const weeks = taperLeft(earlier, rules);
    if (weeks === 0) return refuse('taper-too-long', 'The weeks of taper are used up. Review the level of care instead.', 'taper');
    // under the id of the change, so that it goes when the week is taken back
    await store.addHoursException(act.tx, { id: changeId, clientId, kind: 'taper', from, until: addDays(from, 7 * weeks - 1), reason: taper.reason, by: act.actor.subjectId, at: act.now });
  }
  const taken = await takeWeek(act, { clientId, from, seriesIds, overrideReason, openings: openings as Taken['openings'] }, rules);
  return taken.ok ? accept({ changeId, ...taken.value }) : taken;
});

/** One seat more in each of these groups: a limit, which only the director or a supervisor may move. */
async function addSeats(act: Act, seriesIds: readonly Id[], rules: RuleBook): Promise<Decision<true>> {
  if (seriesIds.length === 0) return accept(true);
  if (!act.actor.roles.some((role) => role === 'director' || role === 'supervisor')) {
    return refuse('needs-the-director', 'Only the director or a supervisor adds a seat. Ask them, or choose another week.', 'moreSeats');
  }
  for (const row of await store.listSeriesByIds(act.tx, seriesIds)) {
    if (row.kind !== 'group' || seatsIn(row.service, row.capacity + 1, rules) <= row.capacity) {
      return refuse('more-than-allowed', `A group of this kind has ${seatsIn(row.service, row.capacity, rules)} seats at most.`, 'moreSeats');
    }
    await store.replaceSeries(act.tx, { ...row, capacity: row.capacity + 1 });
  }
  return accept(true);
}
