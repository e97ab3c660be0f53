import type { Id } from '../../../shared/ids.ts';
import { tooClose, type Offer, type Person, type Problem, type Weeks } from './facts.ts';

/**
 * The problem of some people while all others keep the weeks they have: places taken, people's time held, pairs kept apart
 * and the sizes of groups are as the others leave them.
 */
export function partOf(problem: Problem, people: readonly Person[], weeks: Weeks): Problem {
  const chosen = new Set(people.map((person) => person.id));
  const byId = new Map(problem.offers.map((offer) => [offer.id, offer]));
  const held = new Map<string, Person[]>();
  const busy = new Map<Id, Offer[]>();
  for (const person of problem.people.filter((one) => !chosen.has(one.id))) {
    for (const offerId of weeks.get(person.id)!) {
      held.set(offerId, [...held.get(offerId) ?? [], person]);
      const offer = byId.get(offerId)!;
      for (const id of offer.takes) busy.set(id, [...busy.get(id) ?? [], offer]);
    }
  }
  const offers = problem.offers.flatMap((offer): Offer[] => {
    if (offer.takes.some((id) => busy.get(id)?.some((other) => tooClose(problem.ways, other, offer)))) return [];
    const others = held.get(offer.id) ?? [];
    if (others.length === 0) return [offer];
    return [{
      ...offer, others: offer.others + others.length, begin: offer.begin + others.filter((one) => one.newcomer && !one.present.includes(offer.id)).length,
      places: offer.places === null ? null : { ...offer.places, free: Math.max(0, offer.places.free - others.length) },
    }];
  });
  return { ...problem, offers, apart: problem.apart.filter((pair) => chosen.has(pair.a) && chosen.has(pair.b)),
    people: people.map((person) => ({ ...person, keptFrom: [...person.keptFrom, ...keptFrom(problem, person, held)] })) };
}

/** Where somebody sits of whom this person is kept apart. */
const keptFrom = (problem: Problem, person: Person, held: ReadonlyMap<string, readonly Person[]>): string[] => problem.apart
  .flatMap((pair) => (pair.a === person.id ? [{ ...pair, other: pair.b }] : pair.b === person.id ? [{ ...pair, other: pair.a }] : []))
  .flatMap((pair) => [...held].filter(([offerId, others]) => !pair.allowed.includes(offerId) && others.some((one) => one.id === pair.other)).map(([offerId]) => offerId));
