import type { Id } from '../../../shared/ids.ts';
import type { RoutineBlock } from '../../clients/model.ts';
import type { Service } from '../../agency/services.ts';
import { travelBetween, type Travel } from '../openings.ts';

/** What weeks are built from: what is on offer, for whom, and what each change or wish weighs. Times are minutes of a day. */
export type Meeting = { weekday: number; from: number; to: number };

export type Offer = {
  /** A series, or an opening of a person. */
  id: string;
  kind: 'group' | 'individual' | 'family' | 'medical';
  name: string;
  service: Service;
  /** The track it is part of; null stands outside tracks and is open to all. */
  track: string | null;
  /** When it meets in a week. Whoever takes it comes to all of these. */
  meetings: readonly Meeting[];
  /** Counted minutes of a week, all its meetings together. */
  minutes: number;
  /** Does it meet every week? One that does not fills no floor, but counts to the ceiling. */
  everyWeek: boolean;
  /** Places for the people of this problem, those they hold already included; null where places do not matter. */
  places: { free: number; of: number } | null;
  /** How many are in it beside the people of this problem, and how many newcomers of those begin with this week. */
  others: number;
  begin: number;
  /** Whose time and which room it takes, where that is not held yet: an opening. A group holds its own. */
  takes: readonly Id[];
  /** Whose time and which room it holds already: what stands against moving it. */
  holds: readonly Id[];
  /** The most places it could have, by the rule book and the chairs of its room (PR-22, PR-23). */
  placesAtMost: number;
  staffId: Id | null;
  /** What closes it to everybody who is not in it yet. */
  closed: 'cohort' | 'credential' | null;
  /** Whom it is for: of each of these sets at least one, such as `women` or a language. Empty: everybody. */
  audience: readonly (readonly string[])[];
  remote: boolean;
  /** Where it is held, for the way to another site; null over a link, or where that is not decided yet. */
  site: Id | null;
  /** Only this person may take it: their own standing appointment. */
  onlyFor: Id | null;
  /** Who holds it keeps it, whatever else changes: a standing family or medical session. */
  fixed: boolean;
  /** The weeks of a stay in which it is somebody's; null: all. */
  weeks: { first: number; last: number } | null;
};

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

export type Person = {
  id: Id;
  /** Minutes a week: the floor of the level of care, what the plan asks, and the most (PR-01 to PR-03). */
  floor: number;
  planned: number;
  ceiling: number;
  /** The least groups and days a week, individual sessions a week, and the most days without contact (PR-08, 60, 09, 10). */
  groups: number;
  individuals: number;
  /** Whether these are asked for every week; else every other week does (PR-60). */
  individualsWeekly: boolean;
  days: number;
  gap: number;
  /** A documented taper: no floor and no days are asked (PR-05). Illness and holidays excuse single weeks, not the one that stands (PR-16). */
  excused: boolean;
  routine: readonly RoutineBlock[];
  /** Minutes from home to the program, one way. */
  travel: number;
  /** Home by this minute of the day, if they asked for it. */
  homeBy: number | null;
  /** The track they are in; null: any one track will do. */
  track: string | null;
  /** Audiences they belong to. */
  audiences: readonly string[];
  /** Who sees them. */
  counselor: Id | null;
  /** Which week of their stay it is; a newcomer is in the first ones. */
  weekOfStay: number;
  newcomer: boolean;
  part: PartOfDay | null;
  /** Offers that they hold now. */
  present: readonly string[];
  /** Offers in which somebody sits who is kept apart from them and is not of this problem (PR-28). */
  keptFrom: readonly string[];
};

/** What each step away from a good week costs, in points (settings `builder.weight.*`). */
export type Weights = {
  unplaced: number; change: number; trip: number; timeOfDay: number; counselor: number; newcomers: number; groupSize: number; track: number;
};

export type Sizes = { least: number; most: number; newcomers: number };

export type Problem = {
  offers: readonly Offer[];
  people: readonly Person[];
  /** Pairs of these people who may not share a group, but where a supervisor allowed it (PR-28). */
  apart: readonly { a: Id; b: Id; allowed: readonly string[] }[];
  /** Minutes from one site to another, as somebody wrote them down. */
  ways: readonly Travel[];
  weights: Weights;
  sizes: Sizes;
  /** Look at other people's openings only where somebody's own counselor has few: for many people at once. */
  ownFirst: boolean;
};

/** Offers by person. */
export type Weeks = ReadonlyMap<Id, readonly string[]>;

export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const overlap = (a: Meeting, b: Meeting): boolean => a.weekday === b.weekday && a.from < b.to && b.from < a.to;
export const offersOverlap = (a: Offer, b: Offer): boolean => a.meetings.some((one) => b.meetings.some((other) => overlap(one, other)));
/** Does the way between their sites take longer than lies between two meetings of one day? What overlaps is another matter. */
const tooFar = (ways: readonly Travel[], a: Offer, b: Offer): boolean => a.site !== null && b.site !== null && a.site !== b.site
  && a.meetings.some((one) => b.meetings.some((other) => one.weekday === other.weekday
    && (one.to <= other.from ? other.from - one.to < travelBetween(a.site, b.site, ways) : other.to <= one.from && one.from - other.to < travelBetween(b.site, a.site, ways))));
/** Can nobody come to, or give, both: at one hour, or at two sites with too little time for the way? */
export const tooClose = (ways: readonly Travel[], a: Offer, b: Offer): boolean => offersOverlap(a, b) || tooFar(ways, a, b);
export const minutesTowardFloor = (offer: Offer): number => (offer.everyWeek ? offer.minutes : 0);
export const weekdaysOf = (offer: Offer): number[] => [...new Set(offer.meetings.map((one) => one.weekday))];

export function partOf(minute: number): PartOfDay {
  if (minute < 12 * 60) return 'morning';
  return minute < 17 * 60 ? 'afternoon' : 'evening';
}

/** The days that every stretch of this many days, round the week, must meet with one contact: a gap of 3 is four days. */
export const stretches = (gap: number): number[][] =>
  (gap >= 6 ? [] : [1, 2, 3, 4, 5, 6, 7].map((first) => Array.from({ length: gap + 1 }, (_, n) => (first - 1 + n) % 7 + 1)));

export const present = (problem: Problem): Weeks => new Map(problem.people.map((person) => [person.id, person.present]));
