/** Small invented problems for the tests of the builder, and every possible week tried one by one. */
import fc from 'fast-check';
import type { Id } from '../../../shared/ids.ts';
import { faultsOf } from './check.ts';
import { costOfWeeks, sumOf } from './cost.ts';
import type { Offer, Person, Problem, Weeks } from './facts.ts';

export const offer = (id: string, weekday: number, from: number, to: number, more: Partial<Offer> = {}): Offer => ({
  id, kind: 'group', name: `Group ${id}`, service: 'group-therapy', track: null, meetings: [{ weekday, from: from * 60, to: to * 60 }], minutes: 180, everyWeek: true,
  places: { free: 3, of: 12 }, placesAtMost: 12, others: 0, begin: 0, takes: [], holds: [], staffId: null, closed: null, audience: [], remote: false, site: null, onlyFor: null, fixed: false, weeks: null, ...more,
});
export const opening = (id: string, weekday: number, from: number, more: Partial<Offer> = {}): Offer => offer(id, weekday, from, from + 1, {
  kind: 'individual', name: 'Individual', service: 'individual-counseling', minutes: 50, meetings: [{ weekday, from: from * 60, to: from * 60 + 50 }], places: null, placesAtMost: 1,
  takes: ['T'], staffId: 'T', ...more,
});
export const person = (id: string, more: Partial<Person> = {}): Person => ({
  id, floor: 540, planned: 540, ceiling: 1140, groups: 2, individuals: 1, individualsWeekly: true, days: 3, gap: 3, excused: false, routine: [], travel: 30, homeBy: null,
  track: null, audiences: [], counselor: 'T', newcomer: false, weekOfStay: 3, part: null, present: [], keptFrom: [], ...more,
});
export const problem = (offers: Offer[], people: Person[], more: Partial<Problem> = {}): Problem => ({
  offers, people, apart: [], ways: [], ownFirst: false, sizes: { least: 2, most: 3, newcomers: 1 },
  weights: { unplaced: 400, change: 30, trip: 3, timeOfDay: 4, counselor: 6, newcomers: 3, groupSize: 1, track: 5 }, ...more,
});
export const work = (weekdays: number[], from: string, to: string): Person['routine'] => weekdays.map((weekday) => ({ weekday, from, to, kind: 'work' }));

/** All sets of these offers. */
const subsets = (ids: readonly string[]): string[][] => ids.reduce<string[][]>((all, id) => [...all, ...all.map((set) => [...set, id])], [[]]);

/**
 * The best answer of all, by trying every one. Without any whole week a person costs what `unplaced` weighs.
 * @param stay people who keep what they have
 */
export function bestOfAll(given: Problem, stay: ReadonlySet<Id> = new Set()): { weeks: Weeks; without: Set<Id>; cost: number } | null {
  const choices = given.people.map((one) => stay.has(one.id) ? [[...one.present]] : subsets(given.offers.map((each) => each.id))
    .filter((ids) => faultsOf({ ...given, people: [one], apart: [] }, new Map([[one.id, ids]]), [one.id]).length === 0));
  let best: { weeks: Weeks; without: Set<Id>; cost: number } | null = null;
  const extend = (at: number, weeks: Map<Id, string[]>): void => {
    if (at < given.people.length) {
      for (const ids of choices[at]!) extend(at + 1, new Map([...weeks, [given.people[at]!.id, ids]]));
      return;
    }
    const faults = faultsOf(given, weeks);
    const without = new Set(faults.flatMap((fault) => fault.personId ?? []));
    if (faults.some((fault) => fault.personId === null) || faultsOf(given, weeks, [...without]).length > 0) return;
    const cost = sumOf(costOfWeeks(given, weeks, without));
    if (!best || cost < best.cost - 1e-9) best = { weeks, without, cost };
  };
  extend(0, new Map());
  return best;
}

const anOffer = (days: number) => fc.record({
  weekday: fc.integer({ min: 1, max: days }), from: fc.integer({ min: 8, max: 19 }), hours: fc.integer({ min: 1, max: 4 }), single: fc.boolean(),
  track: fc.constantFrom(null, null, 'Evening', 'Morning'), free: fc.integer({ min: 0, max: 2 }), everyWeek: fc.constantFrom(true, true, true, false),
  second: fc.option(fc.integer({ min: 1, max: days }), { freq: 5 }), closed: fc.constantFrom(null, null, null, null, 'cohort' as const), audience: fc.constantFrom([], [], [], [['women', 'men']]),
  holds: fc.constantFrom('r1', 'r2'), site: fc.constantFrom(null, 'north', 'north', 'south'), weeks: fc.constantFrom(null, null, null, null, { first: 1, last: 2 }, { first: 2, last: 4 }),
});
const someOffers = (most: number, days: number) => fc.array(anOffer(days), { maxLength: most }).map((list) => list.map((one, n): Offer => {
  const meetings = [{ weekday: one.weekday, from: one.from * 60, to: (one.from + one.hours) * 60 },
    ...(one.second !== null && one.second !== one.weekday ? [{ weekday: one.second, from: one.from * 60, to: (one.from + one.hours) * 60 }] : [])];
  const { everyWeek, closed, audience, weeks, site } = one;
  return one.single
    ? opening(`o${n}`, one.weekday, one.from, { everyWeek, site, staffId: n % 2 === 0 ? 'T' : 'U', takes: [n % 2 === 0 ? 'T' : 'U'] })
    : offer(`o${n}`, one.weekday, one.from, one.from + one.hours, { meetings, minutes: meetings.length * one.hours * 60, track: one.track, everyWeek, closed, audience, weeks, site,
      places: { free: one.free, of: 12 }, holds: [one.holds] });
}));
const aLife = fc.array(fc.record({ weekday: fc.integer({ min: 1, max: 5 }), from: fc.integer({ min: 7, max: 18 }), hours: fc.integer({ min: 1, max: 6 }) }), { maxLength: 3 })
  .map((list) => list.map((one) => ({ weekday: one.weekday, from: `${String(one.from).padStart(2, '0')}:00`, to: `${String(Math.min(23, one.from + one.hours)).padStart(2, '0')}:00`, kind: 'work' as const })));
const aPerson = fc.record({
  hours: fc.integer({ min: 1, max: 6 }), plan: fc.integer({ min: 0, max: 2 }), groups: fc.integer({ min: 0, max: 2 }), individuals: fc.integer({ min: 0, max: 1 }), days: fc.integer({ min: 1, max: 3 }),
  gap: fc.integer({ min: 2, max: 6 }), routine: aLife, travel: fc.constantFrom(0, 30, 60), homeBy: fc.constantFrom(null, null, 21 * 60), track: fc.constantFrom(null, null, 'Evening'),
  excused: fc.constantFrom(false, false, false, true), part: fc.constantFrom(null, 'morning' as const, 'evening' as const), holds: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
  newcomer: fc.boolean(), women: fc.boolean(), keptFrom: fc.constantFrom([], [], ['o1']), individualsWeekly: fc.boolean(),
});

/** Random problems, of one person or of several. @param days on how many weekdays the offers meet: few of them crowd each day */
export const someProblem = (people: number, offers: number, days = 5) => fc.record({ offers: someOffers(offers, days), people: fc.array(aPerson, { minLength: people, maxLength: people }), apart: fc.boolean(), way: fc.constantFrom(0, 10, 45, 90), back: fc.constantFrom(0, 45) })
  .map((drawn): Problem => problem(drawn.offers, drawn.people.map(({ hours, plan, holds, women, keptFrom, ...one }, n) => {
    const present = [...new Set(holds.map((at) => `o${at}`))].filter((id) => drawn.offers.some((each) => each.id === id && each.kind === 'group'));
    return person(`p${n}`, { ...one, floor: hours * 60, planned: (hours + plan) * 60, ceiling: 600, audiences: women ? ['women'] : [], present, keptFrom: keptFrom.filter((id) => !present.includes(id)) });
  }), { apart: drawn.apart && people > 1 ? [{ a: 'p0', b: 'p1', allowed: [] }] : [],
    ways: [{ fromSiteId: 'north', toSiteId: 'south', minutes: drawn.way }, { fromSiteId: 'south', toSiteId: 'north', minutes: drawn.back }] }));
