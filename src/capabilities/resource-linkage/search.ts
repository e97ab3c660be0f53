/** Which resource suits this person best: hard limits first, then nearest, cheapest, open when they are free, known to work. */
import type { WallTime } from '../../shared/dates.ts';
import { milesBetween } from './distance.ts';
import type { Cost, Resource, ResourceSearch } from './model.ts';

export type Found = {
  resource: Resource;
  /** null: online, or no place known on one side. */
  miles: number | null;
  /** 0 to 100, for order only; never shown as a grade. */
  score: number;
  /** Why it stands here, in few words each, best first; and what to mind. */
  because: string[];
  mind: string[];
};

/**
 * All resources that fit, best first. Limits (need, distance, cost, language, eligibility, words) exclude; the rest
 * orders. Equal scores are ordered by name, so that the same search gives the same list.
 * @param today the agency's day, to judge how long ago an entry was verified
 */
export function searchResources(all: Resource[], search: ResourceSearch, today: string, verifyDays = 180): Found[] {
  return all.filter((r) => fits(r, search)).map((r) => judge(r, search, today, verifyDays))
    .toSorted((a, b) => b.score - a.score || a.resource.name.localeCompare(b.resource.name));
}

/** Does it pass every limit of the search? */
export function fits(r: Resource, s: ResourceSearch): boolean {
  const { ageFrom, ageTo, genders, withChildren } = r.eligibility;
  const { age, gender } = s.person;
  const text = `${r.name} ${r.about} ${r.address}`.toLowerCase();
  return (s.need === null || r.needs.includes(s.need))
    && (s.withinMiles === null || s.near === null || r.online || (r.place !== null && milesBetween(s.near, r.place) <= s.withinMiles))
    && (s.cost.length === 0 || s.cost.includes(r.cost))
    && (s.language === null || r.languages.includes(s.language))
    && (age === null || ((ageFrom === null || age >= ageFrom) && (ageTo === null || age <= ageTo)))
    && (gender === null || genders.length === 0 || genders.includes(gender))
    && (withChildren !== false || s.person.withChildren !== true)
    && s.words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

const COST_POINTS: Record<Cost, number> = { free: 20, sliding: 15, insurance: 8, fee: 0 };

function judge(r: Resource, s: ResourceSearch, today: string, verifyDays: number): Found {
  const miles = s.near && r.place ? milesBetween(s.near, r.place) : null;
  const openWhenFree = s.free.some((f) => r.times.some((t) => t.weekday === f.weekday && t.from < f.until && f.from < t.until));
  const age = r.verifiedOn === null ? null
    : Temporal.PlainDate.from(r.verifiedOn).until(Temporal.PlainDate.from(today), { largestUnit: 'day' }).days;
  const tried = r.works + r.doesNotWork;
  // nearness halves every 5 miles, so that 0.4 miles and 0.6 miles weigh alike and 5 and 20 do not
  const near = r.online ? 30 : miles === null ? 10 : 40 * 0.5 ** (miles / 5);
  const time = s.free.length === 0 ? 10 : openWhenFree ? 20 : r.times.length === 0 ? 8 : 0;
  const known = 10 * ((r.works + 1) / (tried + 2)) + (age === null ? 0 : age <= verifyDays ? 10 : 3);
  return {
    resource: r, miles, score: near + time + COST_POINTS[r.cost] + known,
    because: [
      ...(r.online ? ['online'] : miles === null ? [] : [miles < 0.95 ? 'under a mile away' : `${Math.round(miles)} miles away`]),
      ...(r.cost === 'free' ? ['free'] : r.cost === 'sliding' ? ['cost by income'] : []),
      ...(openWhenFree ? ['open when they are free'] : []),
      ...(r.works > r.doesNotWork ? [`worked for ${r.works}`] : []),
    ],
    mind: [
      ...(s.free.length > 0 && r.times.length > 0 && !openWhenFree ? ['not open when they are free'] : []),
      ...(age === null ? ['never verified'] : age > verifyDays ? [`last verified ${r.verifiedOn}`] : []),
      ...(r.doesNotWork > r.works ? ['did not work for most'] : []),
      ...(r.eligibility.words ? [r.eligibility.words] : []),
    ],
  };
}

/** The next opening at or after a weekday and time, for "meetings near me now"; null where times are not known. */
export function nextOpening(r: Resource, weekday: number, time: WallTime): { inDays: number; from: WallTime } | null {
  const options = r.times.map((t) => {
    const days = (t.weekday - weekday + 7) % 7;
    return { inDays: days === 0 && t.until <= time ? 7 : days, from: t.from };
  });
  return options.toSorted((a, b) => a.inDays - b.inDays || (a.from < b.from ? -1 : 1))[0] ?? null;
}
