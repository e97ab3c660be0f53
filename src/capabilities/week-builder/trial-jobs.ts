import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { quickSolver } from '../../platform/solver/solver.ts';
import { faultsOf } from '../schedule/builder/check.ts';
import { minuteOf, offersOverlap, present, type Offer, type Person, type Problem, type Weeks } from '../schedule/builder/facts.ts';
import { figuresOf } from '../schedule/builder/one.ts';
import { partOf } from '../schedule/builder/part.ts';
import { weeksIn, writeProgram } from '../schedule/builder/program.ts';
import type { ProgramChange } from './model.ts';
import type { Material } from './term-loading.ts';

/** What a change of the program would give and take, before anybody does it. */
export type Touched = { clientId: Id; initials: string; before: number; after: number; whole: boolean };
export type Trial = { gains: Touched[]; loses: Touched[]; same: number; waiting: number; clashes: string[]; gap: number | null; cut: boolean };

const SECONDS = 4;
/** How many people without a week are looked at for what they would gain; the rest keep what they have. */
const LOOKED_AT = 40;

/**
 * Solves again for those in the changed group and those who have no whole week; all others keep theirs. Once without the
 * change and once with it, so that only what the change does is told.
 */
export async function programTrial({ problem, initials, leeway }: Material, change: ProgramChange): Promise<Decision<Trial>> {
  const changed = programWith(problem, change);
  if (changed === null) return refuse('not-found', 'This group does not meet then. Choose another.', 'change.seriesId');
  const weeks = present(problem);
  const lacking = new Set(faultsOf(problem, weeks).flatMap((fault) => fault.personId ?? []));
  const touched = 'seriesId' in change ? problem.people.filter((person) => person.present.includes(change.seriesId)) : [];
  const waiting = problem.people.filter((person) => lacking.has(person.id) && !touched.includes(person));
  const some = [...touched, ...waiting.slice(0, LOOKED_AT)];
  const [before, after] = [await weeksOf(problem, some, weeks), await weeksOf(changed, some, weeks)];
  const row = (person: Person): Touched => {
    const minutes = (of: Problem, ids: readonly string[]) => figuresOf(of.offers.filter((offer) => ids.includes(offer.id))).minutes;
    return { clientId: person.id, initials: initials[person.id] ?? '', before: minutes(problem, before.weeks.get(person.id) ?? person.present),
      after: minutes(changed, after.weeks.get(person.id) ?? []), whole: !after.without.has(person.id) };
  };
  const rows = some.map(row);
  const gap = before.gap === null || after.gap === null ? null : Math.max(before.gap, after.gap);
  return accept({
    gains: rows.filter((one) => one.after > one.before), loses: rows.filter((one) => one.after < one.before), same: problem.people.length - rows.filter((one) => one.after !== one.before).length,
    waiting: waiting.length, clashes: clashesOf(problem, changed, change, leeway.rooms), gap, cut: before.cut || after.cut,
  });
}

/** The program as it would be; null if the group is not there. */
export function programWith(problem: Problem, change: ProgramChange): Problem | null {
  const replaced = (id: string, to: (offer: Offer) => Offer | null): Problem | null => {
    if (!problem.offers.some((offer) => offer.id === id && offer.kind === 'group')) return null;
    return { ...problem, offers: problem.offers.flatMap((offer) => (offer.id === id ? to(offer) ?? [] : [offer])) };
  };
  switch (change.kind) {
    case 'open': return { ...problem, offers: [...problem.offers, newGroup(problem, change)] };
    case 'close': return without(replaced(change.seriesId, () => null), change.seriesId);
    case 'resize': return replaced(change.seriesId, (offer) => ({ ...offer, places: { free: Math.max(0, change.seats - offer.others), of: change.seats } }));
    case 'move': return replaced(change.seriesId, (offer) => ({ ...offer, meetings: offer.meetings.map((one) => ({
      weekday: change.weekday ?? one.weekday, from: minuteOf(change.startsAt), to: minuteOf(change.endsAt) })) }));
  }
}

/** Nobody can hold what is not there any more. */
const without = (problem: Problem | null, id: string): Problem | null =>
  problem && { ...problem, people: problem.people.map((person) => ({ ...person, present: person.present.filter((one) => one !== id) })) };

function newGroup(problem: Problem, change: Extract<ProgramChange, { kind: 'open' }>): Offer {
  const like = problem.offers.find((offer) => offer.kind === 'group');
  return {
    id: 'new', kind: 'group', name: 'New group', service: like?.service ?? 'group-therapy', track: null, meetings: [{ weekday: change.weekday, from: minuteOf(change.startsAt), to: minuteOf(change.endsAt) }],
    minutes: change.minutes, everyWeek: true, places: { free: change.seats, of: change.seats }, placesAtMost: change.seats, others: 0, begin: 0, takes: [], holds: [], staffId: null,
    closed: null, audience: [], remote: false, site: like?.site ?? null, onlyFor: null, fixed: false, weeks: null,
  };
}

type Solved = { weeks: Weeks; without: ReadonlySet<Id>; gap: number | null; cut: boolean };

async function weeksOf(problem: Problem, people: readonly Person[], weeks: Weeks): Promise<Solved> {
  const some = problem.people.filter((person) => people.some((one) => one.id === person.id));
  if (some.length === 0) return { weeks: new Map(), without: new Set(), gap: 0, cut: false };
  const part = partOf(problem, some, weeks);
  const written = writeProgram(part, { manner: 'best' });
  const answer = await quickSolver().solve(written.program, { seconds: SECONDS, gap: 0.01 });
  if (answer.kind !== 'found') return { weeks: present(part), without: new Set(some.map((one) => one.id)), gap: null, cut: true };
  const found = weeksIn(part, written, answer.values);
  return { weeks: found.weeks, without: new Set(found.without), gap: answer.gap, cut: answer.ended !== 'proven' };
}

/** What stands against the change itself: its people and room are elsewhere, too many sit in it, no room is free. */
function clashesOf(problem: Problem, changed: Problem, change: ProgramChange, rooms: readonly Id[]): string[] {
  if (change.kind === 'close') return [];
  const offer = changed.offers.find((one) => one.id === (change.kind === 'open' ? 'new' : change.seriesId))!;
  const others = problem.offers.filter((one) => one.id !== offer.id && offersOverlap(one, offer));
  const found: string[] = [];
  if (change.kind === 'open' && !rooms.some((room) => !others.some((one) => one.holds.includes(room)))) found.push('No room is free then.');
  if (change.kind === 'move' && others.some((one) => one.holds.some((id) => offer.holds.includes(id)))) found.push('Its leader or its room has another session then.');
  const seated = offer.others + problem.people.filter((person) => person.present.includes(offer.id)).length;
  if (change.kind === 'resize' && seated > change.seats) found.push(`${seated} sit in it now; nobody loses a seat, but nobody joins.`);
  if (change.kind === 'resize' && change.seats > offer.placesAtMost) found.push(`A group of this kind has ${offer.placesAtMost} seats at most.`);
  return found;
}
