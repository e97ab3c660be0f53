import { addDays, weekdayOf, weekOf, type LocalDate } from '../../../shared/dates.ts';
import type { Id } from '../../../shared/ids.ts';
import type { Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import type { ClientDetails } from '../../clients/model.ts';
import { SERVICE_WORDS } from '../../agency/services.ts';
import type { Room } from '../../agency/model.ts';
import { listRooms, listTravel, type Travel } from '../../agency/store.ts';
import type { StaffSummary } from '../../staff/model.ts';
import { listStaff } from '../../staff/store.ts';
import { minuteOf, partOf, type Offer, type Person, type Problem } from '../builder/facts.ts';
import type { Leeway } from '../builder/change.ts';
import { listClosures } from '../changes-store.ts';
import { closedDays } from '../closing.ts';
import type { SessionMode } from '../model.ts';
import { standingOpenings, WEEKS_LOOKED_AT } from '../openings.ts';
import { weekdaysOf } from '../recurrence.ts';
import { seatsIn } from '../seating.ts';
import * as store from '../store.ts';
import { openingsFor, type Opening } from './appointments.ts';
import { freeForGood, minutesOf } from './timetable.ts';
import { gives } from './viewing.ts';

/** What weeks can be built from on a day: the program's groups, people's openings, and what somebody holds already. */
export type Offering = {
  from: LocalDate;
  rules: RuleBook;
  tracks: Awaited<ReturnType<typeof store.listTracks>>;
  groups: store.GroupRow[];
  series: store.SeriesRow[];
  places: Awaited<ReturnType<typeof store.listPlaces>>;
  staff: StaffSummary[];
  rooms: Room[];
  openings: Opening[];
  travel: Travel[];
  /** Why what is held there is closed on a day; undefined if it is open. */
  closedOn: (where: { roomId: Id | null; mode: SessionMode }, on: LocalDate) => string | undefined;
};

/** Minutes of a standing individual session when nothing else is said (program-rules.md §3). */
export const INDIVIDUAL_MINUTES = 50;
/** So many openings of a day are looked at, of one counselor and of all others: more would be the same to the hours. */
const OPENINGS_A_DAY = 6;

export async function findOffering(act: Act, from: LocalDate, rules: RuleBook): Promise<Offering> {
  const { tx } = act;
  const [series, tracks, groups, staff, rooms, travel, closures] = await Promise.all([
    store.listSeries(tx, from, 'group'), store.listTracks(tx), store.listGroups(tx), listStaff(tx, act.now), listRooms(tx), listTravel(tx), listClosures(tx, from),
  ]);
  const known = new Map<string, ReadonlyMap<LocalDate, string>>();
  const closedOn: Offering['closedOn'] = ({ roomId, mode }, on) => {
    const key = `${roomId}:${mode}`;
    if (!known.has(key)) known.set(key, closedDays(rules, closures, { roomId, mode }, rooms));
    return known.get(key)!.get(on);
  };
  // two open weeks tell what is standing: only where a day of the first two is closed are later ones read
  const soon = addDays(from, 14);
  const shut = rules.holidays.some((one) => from <= one.date && one.date < soon) || closures.some((one) => one.from < soon);
  const days = shut ? 7 * WEEKS_LOOKED_AT : 14;
  const [places, openings] = await Promise.all([store.listPlaces(tx, series.map((row) => row.id), from),
    openingsFor(act, { service: 'individual-counseling', minutes: INDIVIDUAL_MINUTES, from, days, staffId: null }, rules)]);
  return { from, rules, tracks, groups, series, places, staff, rooms, openings, travel, closedOn };
}

const siteOf = (offering: Offering, roomId: Id | null, mode: SessionMode): Id | null =>
  (mode === 'telehealth' ? null : offering.rooms.find((room) => room.roomId === roomId)?.siteId ?? null);

/** What is closed in the first week of what somebody would have, by day: the week that is built is the one of all other weeks. */
export function closedFirst(offering: Offering, week: readonly Offer[]): { date: LocalDate; reason: string }[] {
  const found = new Map<LocalDate, string>();
  for (const offer of week) {
    const row = offering.series.find((one) => one.id === offer.id);
    const opening = offering.openings.find((one) => offer.id === openingId(one));
    for (const { weekday } of offer.meetings) {
      const date = addDays(offering.from, (weekday - weekdayOf(offering.from) + 7) % 7);
      const reason = offering.closedOn({ roomId: row?.roomId ?? opening?.roomId ?? null, mode: row?.mode ?? 'in_person' }, date);
      if (reason !== undefined) found.set(date, reason);
    }
  }
  return [...found].map(([date, reason]) => ({ date, reason })).toSorted((a, b) => a.date.localeCompare(b.date));
}

/** The offer that an opening is, whichever week it was seen in. */
export const openingId = (one: Pick<Opening, 'staffId' | 'date' | 'from'>): string => `${one.staffId}:${weekdayOf(one.date)}:${one.from}`;

/** How many weeks of a series pass between two; null where its days are not those of a week. */
const everyWeeks = (rule: string): number | null =>
  (rule.startsWith('FREQ=WEEKLY') ? Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1) : null);

/** A series as an offer. @param held by how many people of the problem, who may leave it */
export function offerOf(offering: Offering, row: store.SeriesRow, held: number): Offer {
  const { rules } = offering;
  const group = offering.groups.find((one) => one.id === row.groupId);
  const meetings = weekdaysOf(row.rule).map((weekday) => ({ weekday, from: minuteOf(row.startsAt), to: minuteOf(row.endsAt) }));
  const of = seatsIn(row.service, row.capacity, rules);
  const taken = new Set(offering.places.filter((one) => one.seriesId === row.id).map((one) => one.no)).size;
  const chairs = offering.rooms.find((room) => room.roomId === row.roomId)?.places ?? Infinity;
  const begun = group?.enrolment === 'closed' && offering.from > row.from;
  const uncovered = row.facilitatorIds.length > 0 && !row.facilitatorIds.some((id) => gives(offering.staff, id, row.service, offering.from, rules, group?.credentials ?? []));
  return {
    id: row.id, kind: 'group', name: group?.name ?? SERVICE_WORDS[row.service], service: row.service, track: offering.tracks.find((one) => one.id === row.trackId)?.name ?? null,
    meetings, minutes: minutesOf(row, rules) * meetings.length, everyWeek: everyWeeks(row.rule) === 1,
    places: { free: freeForGood(row, offering.places, offering.from, rules) + held, of }, placesAtMost: Math.min(chairs, seatsIn(row.service, 1000, rules)),
    others: Math.max(0, taken - held), begin: 0, takes: [], holds: [...row.facilitatorIds, ...(row.roomId ? [row.roomId] : [])], staffId: null,
    closed: uncovered ? 'credential' : begun ? 'cohort' : null, audience: audienceOf(group), remote: row.mode === 'telehealth', site: siteOf(offering, row.roomId, row.mode), onlyFor: null, fixed: false,
    weeks: row.weeksFirst === null && row.weeksLast === null ? null : { first: row.weeksFirst ?? 1, last: row.weeksLast ?? Infinity },
  };
}

/** Whom a group is for: of each of these at least one. English is what is spoken unless a group says otherwise. */
const audienceOf = (group: store.GroupRow | undefined): string[][] => [
  ...(group && group.audience.length > 0 ? [group.audience] : []), ...(group && group.language !== 'en' ? [[`language:${group.language}`]] : []),
];

/**
 * The audiences that somebody is known to belong to. What is written nowhere (a veteran, who had a trauma) is not guessed: such
 * a group is joined by choosing it.
 */
export function audiencesOf(known: Pick<ClientDetails, 'sex' | 'bornOn' | 'language' | 'routine'>, on: LocalDate): string[] {
  const age = known.bornOn === null ? null : Temporal.PlainDate.from(known.bornOn).until(on, { largestUnit: 'year' }).years;
  const spoken = known.language.trim().toLowerCase();
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  const languages = spoken === '' ? [] : ['es', 'fr', 'de', 'pt', 'ru', 'zh', 'vi', 'ar', 'ko', 'pl', 'so', 'hmn', 'ht', 'tl'].filter((code) => spoken.startsWith(code) || names.of(code)?.toLowerCase() === spoken);
  const is: [string, boolean][] = [
    ['women', known.sex === 'female'], ['men', known.sex === 'male'], ['young-adults', age !== null && age >= 18 && age <= 25], ['older-adults', age !== null && age >= 55],
    ['parents', known.routine.some((one) => one.kind === 'children')], ['working', known.routine.some((one) => one.kind === 'work')],
  ];
  return [...is.filter(([, yes]) => yes).map(([name]) => name), ...languages.map((code) => `language:${code}`)];
}

/** The groups that meet in the week that begins on a day. */
export const groupOffers = (offering: Offering, heldBy: (seriesId: Id) => number): Offer[] => offering.series
  .filter((row) => row.from <= addDays(offering.from, 6) && weekdaysOf(row.rule).length > 0)
  .map((row) => offerOf(offering, row, heldBy(row.id)));

/**
 * Standing openings for individual sessions: free in two open weeks. Of each person those at the edges of their day come
 * first, where a session beside a group saves a trip.
 */
export function openingOffers(offering: Offering, counselorIds: ReadonlySet<Id> | 'all'): Offer[] {
  const { openings, rules, from } = offering;
  const standing = standingOpenings(openings, from, (roomId, date) => offering.closedOn({ roomId, mode: 'in_person' }, date) !== undefined)
    .toSorted((a, b) => weekdayOf(a.date) - weekdayOf(b.date) || a.from.localeCompare(b.from));
  const counts = new Map<string, number>();
  return spread(standing).flatMap((one): Offer[] => {
    const whose = counselorIds === 'all' || counselorIds.has(one.staffId) ? one.staffId : 'others';
    const weekday = weekdayOf(one.date);
    const n = (counts.get(`${whose}:${weekday}`) ?? 0) + 1;
    counts.set(`${whose}:${weekday}`, n);
    if (n > OPENINGS_A_DAY) return [];
    return [{
      id: openingId(one), kind: 'individual', name: `Individual, ${one.initials}`, service: 'individual-counseling', track: null,
      meetings: [{ weekday, from: minuteOf(one.from), to: minuteOf(one.to) }], minutes: rules['hours.counted']['individual-counseling'] ? INDIVIDUAL_MINUTES : 0,
      everyWeek: rules['individual.everyDays'] <= 7, places: null, placesAtMost: 1, others: 0, begin: 0, takes: [one.staffId, ...(one.roomId ? [one.roomId] : [])], holds: [],
      staffId: one.staffId, closed: null, audience: [], remote: false, site: siteOf(offering, one.roomId, 'in_person'), onlyFor: null, fixed: false, weeks: null,
    }];
  });
}

/** Openings of each day and person from its edges inwards: the earliest, the latest, then what lies between. */
function spread(openings: readonly Opening[]): Opening[] {
  const days = Map.groupBy(openings, (one) => `${one.staffId}:${weekdayOf(one.date)}`);
  return [...days.values()].flatMap((day) => {
    const order: Opening[] = [];
    for (let left = 0, right = day.length - 1; left <= right; left++, right--) order.push(...(left === right ? [day[left]!] : [day[right]!, day[left]!]));
    return order;
  });
}

/** A client's own standing appointments. Individual ones may be moved, others stay where they are. */
export function appointmentOffer(offering: Offering, row: store.SeriesRow, clientId: Id): Offer {
  const meetings = weekdaysOf(row.rule).map((weekday) => ({ weekday, from: minuteOf(row.startsAt), to: minuteOf(row.endsAt) }));
  const kind = row.kind === 'individual' || row.kind === 'family' ? row.kind : 'medical';
  return {
    id: row.id, kind, name: SERVICE_WORDS[row.service], service: row.service, track: null, meetings, minutes: minutesOf(row, offering.rules) * meetings.length,
    everyWeek: everyWeeks(row.rule) === 1, places: null, placesAtMost: 1, others: 0, begin: 0, takes: [],
    holds: [...row.facilitatorIds, ...(row.roomId ? [row.roomId] : [])], staffId: row.facilitatorIds[0] ?? null, closed: null, audience: [], remote: row.mode === 'telehealth', site: siteOf(offering, row.roomId, row.mode),
    onlyFor: clientId, fixed: row.kind !== 'individual', weeks: null,
  };
}

/** What the rules ask of a week, whoever it is. */
export const asksOf = (rules: RuleBook): Pick<Person, 'ceiling' | 'groups' | 'individuals' | 'individualsWeekly' | 'days' | 'gap'> => ({
  ceiling: rules['hours.ceiling'] * 60, groups: rules['group.minPerWeek'], individuals: rules['individual.everyDays'] <= 14 ? 1 : 0,
  individualsWeekly: rules['individual.everyDays'] <= 7, days: rules['days.minPerWeek'], gap: rules['gap.maxDays'],
});

export const weighed = (rules: RuleBook): Pick<Problem, 'weights' | 'sizes'> => ({
  weights: {
    unplaced: rules['builder.weight.unplaced'], change: rules['builder.weight.change'], trip: rules['builder.weight.trip'], timeOfDay: rules['builder.weight.timeOfDay'],
    counselor: rules['builder.weight.counselor'], newcomers: rules['builder.weight.newcomers'], groupSize: rules['builder.weight.groupSize'], track: rules['builder.weight.track'],
  },
  sizes: { least: rules['builder.groupLeast'], most: rules['builder.groupMost'], newcomers: rules['builder.newcomersAtOnce'] },
});

/** The time of day at which somebody comes now, if it is one. */
export function partNow(present: readonly Offer[]): Person['part'] {
  const parts = new Set(present.filter((offer) => offer.kind === 'group').flatMap((offer) => offer.meetings.map((one) => partOf(one.from))));
  return parts.size === 1 ? [...parts][0]! : null;
}

/** What could be beside what is: the program's own hours on other days, while a room is free. */
export function leewayOf(offering: Offering, offers: readonly Offer[], taperWeeks: number): Leeway {
  const times = new Map(offers.filter((offer) => offer.kind === 'group' && offer.minutes >= 90 * offer.meetings.length)
    .map((offer) => [`${offer.meetings[0]!.from}-${offer.meetings[0]!.to}`, { ...offer.meetings[0]!, minutes: offer.minutes / offer.meetings.length }]));
  return { taperWeeks, rooms: offering.rooms.filter((room) => room.closedOn == null || room.closedOn > offering.from).map((room) => room.roomId),
    hours: [...times.values()].flatMap((time) => [1, 2, 3, 4, 5, 6].map((weekday) => ({ ...time, weekday }))) };
}

/** Which week of the stay a day falls in; 1 before admission. */
export function weekOfStay(admittedOn: LocalDate | null, on: LocalDate, weekStart: number): number {
  if (admittedOn === null) return 1;
  const first = Temporal.PlainDate.from(weekOf(admittedOn, weekStart));
  return Math.max(1, Math.floor(first.until(on, { largestUnit: 'day' }).days / 7) + 1);
}
