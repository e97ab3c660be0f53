import type { Program } from '../../../shared/zero-one.ts';
import type { Id } from '../../../shared/ids.ts';
import { cliques, farApart } from './at-once.ts';
import { demandsOf, openTo } from './clauses.ts';
import { isStranger, LOST, otherPart, TOUCH } from './cost.ts';
import { minutesTowardFloor, stretches, weekdaysOf, type Offer, type Person, type Problem, type Weeks } from './facts.ts';

/**
 * A problem as a program of yes and no. One column for each person and offer that nothing stands between; rows for what a
 * week must keep; costs for leaving the present week first and for wishes after it.
 */
export type Written = {
  program: Program;
  /** The columns of each person, by offer. */
  taken: ReadonlyMap<Id, ReadonlyMap<string, number>>;
  /** The column that says that a person has no whole week, where that is allowed. */
  unplaced: ReadonlyMap<Id, number>;
};

export type Manner = {
  /** Keys of clauses that are not asked: what an explanation tries. */
  without?: ReadonlySet<string>;
  /**
   * `whole`: every person has a week or there is no answer. `best`: who has none costs, and keeps what they have. `most`: for
   * one person, as much of a week as can be had.
   */
  manner: 'whole' | 'best' | 'most';
  /** Only whether there is a week matters: no costs. */
  justWhether?: boolean;
};

export function writeProgram(problem: Problem, { without = new Set(), manner, justWhether = false }: Manner): Written {
  const writer = new Writer();
  const taken = new Map<Id, Map<string, number>>();
  const unplaced = new Map<Id, number>();
  for (const person of problem.people) {
    const open = openTo(problem, person, without);
    // who has no whole week may keep what they have, though their own life stands against it
    const kept = manner === 'best' ? problem.offers.filter((offer) => person.present.includes(offer.id) && !open.includes(offer)) : [];
    const columns = new Map([...open, ...kept].map((offer) => [offer.id, writer.column(costOf(problem, person, offer), offer.fixed ? [1, 1] : [0, 1])]));
    taken.set(person.id, columns);
    writer.program.offset += problem.weights.change * person.present.length;
    const missing = manner === 'best' ? writer.column(problem.weights.unplaced) : null;
    if (missing !== null) {
      unplaced.set(person.id, missing);
      keepWhatIs(writer, problem, person, kept, columns, missing);
    }
    weekOf(writer, problem, person, { open, kept }, columns, missing !== null ? { missing } : manner === 'most' ? 'some' : 'nothing', without);
  }
  together(writer, problem, taken, without);
  if (justWhether) {
    writer.program.costs.fill(0);
    writer.program.offset = 0;
  }
  return { program: writer.program, taken, unplaced };
}

/** Weeks as a place to begin the search from. What a person has no whole week in counts as none. */
export function beginFrom(problem: Problem, written: Written, weeks: Weeks, without: ReadonlySet<Id>): { at: number[]; values: number[] } {
  const begin = { at: [] as number[], values: [] as number[] };
  const set = (column: number, value: boolean) => {
    begin.at.push(column);
    begin.values.push(value ? 1 : 0);
  };
  for (const person of problem.people) {
    for (const [offerId, column] of written.taken.get(person.id)!) set(column, weeks.get(person.id)!.includes(offerId));
    const missing = written.unplaced.get(person.id);
    if (missing !== undefined) set(missing, without.has(person.id));
  }
  return begin;
}

export function weeksIn(problem: Problem, written: Written, values: readonly number[]): { weeks: Weeks; without: Id[] } {
  const weeks = new Map(problem.people.map((person) =>
    [person.id, [...written.taken.get(person.id)!].filter(([, column]) => values[column]! > 0.5).map(([offerId]) => offerId)]));
  return { weeks, without: [...written.unplaced].filter(([, column]) => values[column]! > 0.5).map(([id]) => id) };
}

/** What a demand gives way to: nothing, a shortage that costs, or the word that this person has no whole week. */
type Give = 'nothing' | 'some' | { missing: number };

/** What a missing part of a week costs: hours weigh most, then groups, individual sessions, days, long stretches. */
const SHORT = { minute: 10, group: 3000, individual: 2000, day: 1500, stretch: 800, enough: 0 };

class Writer {
  readonly program: Program = { offset: 0, costs: [], least: [], most: [], whole: [], rows: [] };

  column(cost: number, [least, most]: readonly [number, number] = [0, 1], whole = true): number {
    this.program.costs.push(cost);
    this.program.least.push(least);
    this.program.most.push(most);
    this.program.whole.push(whole);
    return this.program.costs.length - 1;
  }

  row(at: readonly number[], least: number, most: number, times: readonly number[] = at.map(() => 1)): void {
    this.program.rows.push({ at: [...at], times: [...times], least, most });
  }

  /** A row that must reach a sum, but where the person has no whole week, or at a cost for each one that is missing. */
  atLeast(at: readonly number[], least: number, give: Give, short: number, times: readonly number[] = at.map(() => 1)): void {
    if (give === 'nothing') this.row(at, least, Infinity, times);
    else if (give === 'some') this.row([...at, this.column(short, [0, least], false)], least, Infinity, [...times, 1]);
    else this.row([...at, give.missing], least, Infinity, [...times, least]);
  }
}

/** What one offer costs one person: leaving the present, and wishes (each weight a setting). */
function costOf({ weights }: Problem, person: Person, offer: Offer): number {
  const held = person.present.includes(offer.id);
  return TOUCH * offer.minutes
    + (held ? -weights.change : person.present.length === 0 ? 0 : weights.change)
    + (otherPart(person, offer) ? weights.timeOfDay * offer.meetings.length : 0) + (isStranger(person, offer) ? weights.counselor : 0)
    + (offer.kind === 'group' && offer.track === null ? weights.track : 0);
}

/** Nobody loses a seat for a week that is not whole: that weighs half of having none. */
function keepWhatIs(writer: Writer, problem: Problem, person: Person, kept: readonly Offer[], columns: ReadonlyMap<string, number>, missing: number): void {
  for (const offer of kept) writer.row([columns.get(offer.id)!, missing], -Infinity, 0, [1, -1]);
  for (const offerId of person.present.filter((id) => columns.has(id))) {
    writer.row([columns.get(offerId)!, writer.column(problem.weights.unplaced * LOST, [0, 1], false), missing], 0, Infinity, [1, 1, -1]);
  }
}

/** The rows of one person's week. */
function weekOf(writer: Writer, problem: Problem, person: Person, { open, kept }: { open: readonly Offer[]; kept: readonly Offer[] }, columns: ReadonlyMap<string, number>,
  give: Give, without: ReadonlySet<string>): void {
  const asked = new Set(demandsOf(person).map((one) => one.kind).filter((kind) => !without.has(kind)));
  const of = (offers: readonly Offer[]) => offers.map((offer) => columns.get(offer.id)!);
  const weekly = open.filter((offer) => offer.everyWeek);
  const counted = weekly.filter((offer) => offer.minutes > 0);
  const toFloor = counted.map(minutesTowardFloor);
  const floor = Math.max(asked.has('floor') ? person.floor : 0, asked.has('planned') ? person.planned : 0);
  if (floor > 0) {
    writer.atLeast(of(counted), floor, give, SHORT.minute, toFloor);
    if (give !== 'some') enough(writer, counted, columns, floor, mostSingles(problem, person), give);
  }
  const all = [...open, ...kept];
  if (asked.has('ceiling')) writer.row(of(all), -Infinity, person.ceiling, all.map((offer) => offer.minutes));
  const groups = weekly.filter((offer) => offer.kind === 'group');
  // a series on two days is two groups of the week
  if (asked.has('groups')) writer.atLeast(of(groups), person.groups, give, SHORT.group, groups.map((offer) => offer.meetings.length));
  const single = open.filter((offer) => offer.kind === 'individual');
  if (asked.has('individuals')) writer.atLeast(of(single.filter((offer) => offer.everyWeek || !person.individualsWeekly)), person.individuals, give, SHORT.individual);
  // no more of somebody's hours than were asked for, but those they hold may stay
  writer.row(of(all.filter((offer) => offer.kind === 'individual')), -Infinity, mostSingles(problem, person));
  trips(writer, problem, person, { open, kept }, columns, give, asked);
  tracks(writer, problem, { open, kept }, columns, asked.has('one-track') ? give : null);
}

const mostSingles = (problem: Problem, person: Person): number =>
  Math.max(person.individuals, problem.offers.filter((offer) => offer.kind === 'individual' && person.present.includes(offer.id)).length);

/**
 * What the floor implies, said outright: nine hours of which one is individual take three groups of three. The solver would
 * find it by itself, but late.
 */
function enough(writer: Writer, counted: readonly Offer[], columns: ReadonlyMap<string, number>, floor: number, singles: number, give: Give): void {
  const [single, others] = [counted.filter((offer) => offer.kind === 'individual'), counted.filter((offer) => offer.kind !== 'individual')];
  const longest = (offers: readonly Offer[]) => Math.max(0, ...offers.map(minutesTowardFloor));
  const least = others.length === 0 ? 0 : Math.ceil((floor - singles * longest(single)) / longest(others));
  if (least > 1 && least <= others.length) writer.atLeast(others.map((offer) => columns.get(offer.id)!), least, give, SHORT.enough);
}

/** Days on which they come: at least so many, no long stretch without one, each a trip that costs (PR-09, PR-10). */
function trips(writer: Writer, problem: Problem, person: Person, { open, kept }: { open: readonly Offer[]; kept: readonly Offer[] }, columns: ReadonlyMap<string, number>,
  give: Give, asked: ReadonlySet<string>): void {
  const days = new Map<number, number>();
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const here = [...open, ...kept].filter((offer) => weekdaysOf(offer).includes(weekday));
    if (here.length === 0) continue;
    const of = (offers: readonly Offer[]) => offers.map((offer) => columns.get(offer.id)!);
    const weekly = here.filter((offer) => offer.everyWeek);
    const day = writer.column(problem.weights.trip);
    // a contact is one only when something is on that day every week
    const contact = weekly.length === here.length ? day : writer.column(0);
    if (weekly.length > 0) {
      writer.row([contact, ...of(weekly)], -Infinity, 0, [1, ...weekly.map(() => -1)]);
      days.set(weekday, contact);
    }
    const far = asked.has('way') ? farApart(problem, here.filter((offer) => offer.site !== null), person) : [];
    for (const clique of [...cliques(here, weekday), ...far]) writer.row([...of(clique), day], -Infinity, 0, [...clique.map(() => 1), -1]);
  }
  if (asked.has('days')) writer.atLeast([...days.values()], person.days, give, SHORT.day);
  for (const stretch of asked.has('gap') ? stretches(person.gap) : []) {
    writer.atLeast(stretch.flatMap((weekday) => days.get(weekday) ?? []), 1, give, SHORT.stretch);
  }
}

/** One track at a time, and that one whole: each of its groups left out costs. */
function tracks(writer: Writer, problem: Problem, { open, kept }: { open: readonly Offer[]; kept: readonly Offer[] }, columns: ReadonlyMap<string, number>, oneOnly: Give | null): void {
  const names = [...new Set([...open, ...kept].map((offer) => offer.track).filter((track) => track !== null))];
  const joined = names.map((track) => {
    const of = (offers: readonly Offer[]) => offers.filter((offer) => offer.track === track).map((offer) => columns.get(offer.id)!);
    const column = writer.column(problem.weights.track * of(open).length);
    for (const group of [...of(open), ...of(kept)]) writer.row([group, column], -Infinity, 0, [1, -1]);
    for (const group of of(open)) writer.program.costs[group]! -= problem.weights.track;
    return column;
  });
  if (oneOnly === null || joined.length < 2) return;
  // two tracks that somebody is in by mistake are not taken apart for a week that is not whole
  if (typeof oneOnly === 'object') writer.row([...joined, oneOnly.missing], -Infinity, 1, [...joined.map(() => 1), 1 - joined.length]);
  else writer.row(joined, -Infinity, 1);
}

/** What people share: places, people's time and rooms, pairs kept apart, and groups of a size that works. */
function together(writer: Writer, problem: Problem, taken: ReadonlyMap<Id, ReadonlyMap<string, number>>, without: ReadonlySet<string>): void {
  const columnsOf = (offer: Offer, of = problem.people): number[] => of.flatMap((person) => taken.get(person.id)!.get(offer.id) ?? []);
  for (const offer of problem.offers) {
    const columns = columnsOf(offer);
    const most = offer.places === null ? Infinity : placesFor(problem, offer);
    if (columns.length > most && !without.has(`full:${offer.id}`)) writer.row(columns, -Infinity, most);
    if (offer.kind === 'group' && problem.people.length > 1) sizes(writer, problem, offer, columns, taken);
  }
  for (const [, offers] of Map.groupBy(problem.offers.flatMap((offer) => offer.takes.map((id) => ({ id, offer }))), (one) => one.id)) {
    const all = offers.map((one) => one.offer);
    for (const clique of [...[1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => cliques(all, weekday)), ...farApart(problem, all)]) {
      const columns = clique.flatMap((offer) => columnsOf(offer));
      if (columns.length > 1) writer.row(columns, -Infinity, 1);
    }
  }
  for (const pair of problem.apart) {
    for (const offer of problem.offers.filter((one) => one.kind === 'group' && !pair.allowed.includes(one.id))) {
      const both = [pair.a, pair.b].flatMap((id) => taken.get(id)?.get(offer.id) ?? []);
      if (both.length === 2) writer.row(both, -Infinity, 1);
    }
  }
}

/** Nobody loses a place because there are fewer than before, but nobody joins then. */
const placesFor = (problem: Problem, offer: Offer): number =>
  Math.max(offer.places!.free, problem.people.filter((person) => person.present.includes(offer.id)).length);

/** A group with too few or too many costs for each head; so do more newcomers at once than can be welcomed. */
function sizes(writer: Writer, problem: Problem, offer: Offer, columns: readonly number[], taken: ReadonlyMap<Id, ReadonlyMap<string, number>>): void {
  const { weights, sizes: { least, most, newcomers } } = problem;
  const begin = problem.people.filter((person) => person.newcomer && !person.present.includes(offer.id)).flatMap((person) => taken.get(person.id)!.get(offer.id) ?? []);
  if (offer.begin + begin.length > newcomers && weights.newcomers > 0) {
    writer.row([...begin, writer.column(weights.newcomers, [0, offer.begin + begin.length], false)], -Infinity, newcomers - offer.begin, [...begin.map(() => 1), -1]);
  }
  if (weights.groupSize <= 0) return;
  if (offer.others < least) writer.row([...columns, writer.column(weights.groupSize, [0, least], false)], least - offer.others, Infinity);
  if (offer.others + columns.length > most) {
    writer.row([...columns, writer.column(weights.groupSize, [0, columns.length + offer.others], false)], -Infinity, most - offer.others, [...columns.map(() => 1), -1]);
  }
}
