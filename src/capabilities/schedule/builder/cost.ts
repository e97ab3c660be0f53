import type { Id } from '../../../shared/ids.ts';
import { isFor, obstaclesOf } from './clauses.ts';
import { weekdaysOf, partOf, type Offer, type Person, type Problem, type Weeks } from './facts.ts';

/** What weeks cost, counted from the weeks themselves: what was left, what was wished, what groups become. */
export type Cost = { unplaced: number; change: number; trip: number; timeOfDay: number; counselor: number; track: number; newcomers: number; groupSize: number; minutes: number };

/** A touch of weight for each counted minute, so that nothing beyond what was asked is put in. */
export const TOUCH = 0.01;

/** What a seat weighs that somebody loses who gets no whole week for it, as a share of having none. */
export const LOST = 0.5;

export function costOfWeeks(problem: Problem, weeks: Weeks, without: ReadonlySet<Id>): Cost {
  const { weights, sizes } = problem;
  const cost: Cost = { unplaced: 0, change: 0, trip: 0, timeOfDay: 0, counselor: 0, track: 0, newcomers: 0, groupSize: 0, minutes: 0 };
  const byId = new Map(problem.offers.map((offer) => [offer.id, offer]));
  const inIt = new Map<string, Person[]>();
  for (const person of problem.people) {
    const offers = weeks.get(person.id)!.map((id) => byId.get(id)!);
    for (const offer of offers) inIt.set(offer.id, [...inIt.get(offer.id) ?? [], person]);
    const lost = person.present.filter((id) => byId.has(id) && !offers.some((offer) => offer.id === id)).length;
    if (without.has(person.id)) cost.unplaced += weights.unplaced * (1 + LOST * lost);
    cost.change += weights.change * changesOf(person, offers);
    cost.trip += weights.trip * new Set(offers.flatMap(weekdaysOf)).size;
    cost.timeOfDay += weights.timeOfDay * offers.filter((offer) => otherPart(person, offer)).reduce((sum, offer) => sum + offer.meetings.length, 0);
    cost.counselor += weights.counselor * offers.filter((offer) => isStranger(person, offer)).length;
    cost.track += weights.track * leftOut(problem, person, offers);
    cost.minutes += TOUCH * offers.reduce((sum, offer) => sum + offer.minutes, 0);
  }
  if (problem.people.length < 2) return cost;
  for (const offer of problem.offers.filter((one) => one.kind === 'group')) {
    const here = inIt.get(offer.id) ?? [];
    const heads = offer.others + here.length;
    const begin = offer.begin + here.filter((person) => person.newcomer && !person.present.includes(offer.id)).length;
    cost.newcomers += weights.newcomers * Math.max(0, begin - sizes.newcomers);
    cost.groupSize += weights.groupSize * (Math.max(0, sizes.least - heads) + Math.max(0, heads - sizes.most));
  }
  return cost;
}

export const sumOf = (cost: Cost): number => Object.values(cost).reduce((sum, one) => sum + one, 0);

/** Seats left and seats begun; for somebody without a week yet nothing is a change. */
function changesOf(person: Person, offers: readonly Offer[]): number {
  const left = person.present.filter((id) => !offers.some((offer) => offer.id === id)).length;
  const begun = person.present.length === 0 ? 0 : offers.filter((offer) => !person.present.includes(offer.id)).length;
  return left + begun;
}

export const otherPart = (person: Person, offer: Offer): boolean => person.part !== null && offer.meetings.some((one) => partOf(one.from) !== person.part);
export const isStranger = (person: Person, offer: Offer): boolean =>
  offer.kind === 'individual' && person.counselor !== null && offer.staffId !== person.counselor;

/** Groups beside tracks, and groups of a joined track that are left out. */
function leftOut(problem: Problem, person: Person, offers: readonly Offer[]): number {
  const joined = new Set(offers.flatMap((offer) => offer.track ?? []));
  const open = problem.offers.filter((offer) => offer.track !== null && joined.has(offer.track) && isFor(person, offer) && obstaclesOf(person, offer).length === 0);
  return offers.filter((offer) => offer.kind === 'group' && offer.track === null).length + open.filter((offer) => !offers.includes(offer)).length;
}
