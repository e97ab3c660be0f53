import { offersOverlap, tooClose, type Offer, type Person, type Problem } from './facts.ts';

/** Sets of offers of which nobody can come to, or give, more than one. */

/**
 * Sets of offers of which only the way between two sites leaves time for one. Every such pair is in a set, and a set is as large as
 * it can be. Two that somebody holds both stay theirs.
 */
export function farApart({ ways }: Problem, offers: readonly Offer[], person?: Person): Offer[][] {
  if (ways.length === 0) return [];
  const holds = (offer: Offer) => person?.present.includes(offer.id) === true;
  const apart = (a: Offer, b: Offer) => tooClose(ways, a, b) && !(holds(a) && holds(b) && !offersOverlap(a, b));
  const seen = new Set<string>();
  const sets: Offer[][] = [];
  for (const [at, one] of offers.entries()) {
    for (const other of offers.slice(at + 1)) {
      if (offersOverlap(one, other) || !apart(one, other) || seen.has(`${one.id} ${other.id}`)) continue;
      const set = offers.reduce((all, next) => (all.includes(next) || !all.every((each) => apart(each, next)) ? all : [...all, next]), [one, other]);
      for (const a of set) for (const b of set) seen.add(`${a.id} ${b.id}`);
      sets.push(set);
    }
  }
  return sets;
}

/** Sets of offers that all meet at one moment of a weekday; one may be taken of each. Only the largest sets are named. */
export function cliques(offers: readonly Offer[], weekday: number): Offer[][] {
  const here = offers.flatMap((offer) => offer.meetings.filter((one) => one.weekday === weekday).map((meeting) => ({ offer, meeting })));
  const sets = [...new Set(here.map((one) => one.meeting.from))]
    .map((start) => [...new Set(here.filter(({ meeting }) => meeting.from <= start && start < meeting.to).map((one) => one.offer))]);
  const within = (set: Offer[], other: Offer[]) => set !== other && set.length <= other.length && set.every((offer) => other.includes(offer));
  return sets.filter((set, at) => !sets.some((other, place) => within(set, other) && (other.length > set.length || place < at)));
}
