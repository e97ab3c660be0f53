import type { RoutineBlock } from '../../clients/model.ts';
import { minuteOf, type Meeting, type Offer, type Person, type Problem } from './facts.ts';

/**
 * What a week must keep, each under a name of its own, so that what clashes can be named. An obstacle stands between a
 * person and one offer; a demand is asked of the week as a whole.
 */
export type Obstacle =
  | { kind: 'life'; key: string; block: RoutineBlock }
  | { kind: 'home-by' | 'other-track'; key: string }
  | { kind: 'full' | 'apart' | 'audience' | 'cohort' | 'credential'; key: string; offerId: string };

export type Demand = { kind: 'floor' | 'planned' | 'ceiling' | 'groups' | 'individuals' | 'days' | 'gap' | 'one-track' | 'way'; key: string };
export type Clause = Obstacle | Demand;

const blocks = (meeting: Meeting, block: RoutineBlock, way: number): boolean => block.weekday === meeting.weekday
  && meeting.from - way < minuteOf(block.to) && minuteOf(block.from) < meeting.to + way;

export const lifeKey = (block: RoutineBlock): string => `life:${block.kind}:${block.weekday}:${block.from}-${block.to}`;

/** Everything that stands between a person and an offer. Nothing does where they hold it already, but their own life. */
export function obstaclesOf(person: Person, offer: Offer): readonly Obstacle[] {
  const known = met.get(person) ?? new WeakMap<Offer, readonly Obstacle[]>();
  met.set(person, known);
  const before = known.get(offer);
  if (before !== undefined) return before;
  const found = findObstacles(person, offer);
  known.set(offer, found);
  return found;
}

/** A search asks the same again and again; neither a person nor an offer is ever changed, only made anew. */
const met = new WeakMap<Person, WeakMap<Offer, readonly Obstacle[]>>();

function findObstacles(person: Person, offer: Offer): Obstacle[] {
  if (offer.fixed) return [];
  const found: Obstacle[] = [];
  const way = offer.remote ? 0 : person.travel;
  for (const block of person.routine) {
    if (offer.meetings.some((one) => blocks(one, block, way))) found.push({ kind: 'life', key: lifeKey(block), block });
  }
  if (person.homeBy !== null && offer.meetings.some((one) => one.to + way > person.homeBy!)) found.push({ kind: 'home-by', key: 'home-by' });
  if (offer.track !== null && person.track !== null && offer.track !== person.track) found.push({ kind: 'other-track', key: `other-track:${offer.track}` });
  if (person.present.includes(offer.id)) return found;
  const of = (kind: 'full' | 'apart' | 'audience' | 'cohort' | 'credential') => found.push({ kind, key: `${kind}:${offer.id}`, offerId: offer.id });
  if (offer.places !== null && offer.places.free < 1) of('full');
  if (offer.closed !== null) of(offer.closed);
  if (!offer.audience.every((some) => some.some((one) => person.audiences.includes(one)))) of('audience');
  if (person.keptFrom.includes(offer.id)) of('apart');
  return found;
}

/** May this person take this offer at all, whatever else gives way? Another's own appointment, or another phase's group, is not. */
export const isFor = (person: Person, offer: Offer): boolean => (offer.onlyFor === null || offer.onlyFor === person.id)
  && (offer.weeks === null || (offer.weeks.first <= person.weekOfStay && person.weekOfStay <= offer.weeks.last));

/** What is asked of a person's week as a whole. */
export function demandsOf(person: Person): Demand[] {
  const all: [Demand['kind'], boolean][] = [
    ['floor', !person.excused && person.floor > 0], ['planned', !person.excused && person.planned > person.floor], ['ceiling', true],
    ['groups', person.groups > 0], ['individuals', person.individuals > 0], ['days', !person.excused && person.days > 0],
    ['gap', !person.excused && person.gap < 6], ['one-track', person.track === null], ['way', true],
  ];
  return all.filter(([, asked]) => asked).map(([kind]) => ({ kind, key: kind }));
}

/** From so many openings of their own counselor on that somebody can reach, nobody else's are looked at. */
const ENOUGH = 6;

/**
 * The offers that a person may take, given what is not asked. Other people's openings only where their own counselor has few:
 * to two hundred people nearly all of them are the same, and they would make the search ten times as long.
 */
export function openTo(problem: Problem, person: Person, without: ReadonlySet<string> = new Set()): Offer[] {
  const open = problem.offers.filter((offer) => isFor(person, offer) && obstaclesOf(person, offer).every((one) => without.has(one.key)));
  if (!problem.ownFirst) return open;
  const own = open.filter((offer) => offer.kind === 'individual' && offer.staffId === person.counselor);
  return own.length < ENOUGH ? open : open.filter((offer) => offer.kind !== 'individual' || own.includes(offer) || person.present.includes(offer.id));
}
