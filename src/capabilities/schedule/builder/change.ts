import type { Id } from '../../../shared/ids.ts';
import { sayTime } from '../../../shared/words.ts';
import type { RoutineBlock } from '../../clients/model.ts';
import { isFor, obstaclesOf } from './clauses.ts';
import { clockOf, minuteOf, overlap, tooClose, type Meeting, type Offer, type Person, type Problem } from './facts.ts';
import { daysWords, dayWord, hourWords, LIFE, listed, minuteWords, offerWords } from './words.ts';

/**
 * Changes that would make a week possible. Each is a fact in itself, can be applied to a problem, and is offered only once a
 * week was found with it.
 */
export type Step =
  /** Somebody frees a stretch of their own life. */
  | { kind: 'free'; weekday: number; from: number; to: number; block: RoutineBlock['kind'] }
  | { kind: 'home-by'; until: number }
  | { kind: 'seat'; offerId: string }
  | { kind: 'join-for-a-day'; offerId: string }
  | { kind: 'track'; track: string }
  | { kind: 'shift'; offerId: string; minutes: number }
  | { kind: 'session'; weekday: number; from: number; to: number; minutes: number; like: string }
  | { kind: 'extra-individual' }
  | { kind: 'taper'; weeks: number };

export type Candidate = {
  steps: Step[];
  /** The offer it opens, if it opens one. */
  offerId: string | null;
  /** The track that it opens as a whole. */
  track?: string;
};

/** What a program could do that no offer says yet. */
export type Leeway = {
  /** Weeks of taper that a client may still have (PR-05); 0 for who is not admitted yet. */
  taperWeeks: number;
  /** Rooms, for a group that is not there yet. */
  rooms: readonly Id[];
  /** When the program could hold one more group. */
  hours: readonly { weekday: number; from: number; to: number; minutes: number }[];
};

/** How much each kind of change asks of people, in the order in which they are tried: a word with somebody is the least. */
const ASKS: Record<Step['kind'], number> = {
  'extra-individual': 1, 'join-for-a-day': 2, 'home-by': 2, free: 3, track: 3, seat: 4, taper: 5, shift: 6, session: 8,
};
export const askOf = (candidate: Candidate): number => candidate.steps.reduce((sum, step) => sum + ASKS[step.kind], 0);

/** Every change worth trying for one person, what asks least first. Nobody who is kept apart is brought together. */
export function candidatesOf(problem: Problem, leeway: Leeway): Candidate[] {
  const [person] = problem.people as readonly [Person];
  const found: Candidate[] = [
    { steps: [{ kind: 'extra-individual' }], offerId: null },
    ...(leeway.taperWeeks > 0 && !person.excused ? [{ steps: [{ kind: 'taper' as const, weeks: leeway.taperWeeks }], offerId: null }] : []),
    ...tracksBeside(problem, person).map((track): Candidate => ({ steps: [{ kind: 'track', track }], offerId: null })),
    ...newSessions(problem, person, leeway), ...wholeTracks(problem, person),
  ];
  for (const offer of problem.offers.filter((one) => isFor(person, one))) {
    const steps = stepsFor(person, offer);
    if (steps !== null && steps.length > 0) found.push({ steps, offerId: offer.id });
    found.push(...shifts(problem, person, offer));
  }
  return found.toSorted((a, b) => askOf(a) - askOf(b));
}

/** What would open one offer to a person; null where nothing may. */
function stepsFor(person: Person, offer: Offer): Step[] | null {
  const steps: Step[] = [];
  const way = offer.remote ? 0 : person.travel;
  for (const obstacle of obstaclesOf(person, offer)) {
    if (obstacle.kind === 'life') {
      for (const meeting of offer.meetings.filter((one) => one.weekday === obstacle.block.weekday)) {
        steps.push({ kind: 'free', weekday: meeting.weekday, block: obstacle.block.kind,
          from: Math.max(meeting.from - way, minuteOf(obstacle.block.from)), to: Math.min(meeting.to + way, minuteOf(obstacle.block.to)) });
      }
    } else if (obstacle.kind === 'home-by') steps.push({ kind: 'home-by', until: Math.max(...offer.meetings.map((one) => one.to + way)) });
    else if (obstacle.kind === 'full') {
      if (offer.places!.of >= offer.placesAtMost) return null;
      steps.push({ kind: 'seat', offerId: offer.id });
    } else if (obstacle.kind === 'other-track') steps.push({ kind: 'join-for-a-day', offerId: offer.id });
    else return null;
  }
  return steps.filter((step) => step.kind !== 'free' || step.from < step.to);
}

/** What would open all groups of a track at once, with an individual session on one of its days: for whom one group is not enough. */
function wholeTracks(problem: Problem, person: Person): Candidate[] {
  const open = (offer: Offer) => obstaclesOf(person, offer).length === 0;
  const names = [...new Set(problem.offers.flatMap((offer) => offer.track ?? []))].filter((track) => person.track === null || person.track === track);
  return names.flatMap((track): Candidate[] => {
    const groups = problem.offers.filter((offer) => offer.track === track && isFor(person, offer));
    const days = new Set(groups.flatMap((offer) => offer.meetings.map((one) => one.weekday)));
    const singles = problem.offers.filter((offer) => offer.kind === 'individual' && isFor(person, offer));
    const beside = singles.filter((offer) => offer.meetings.every((one) => days.has(one.weekday)) && !groups.some((group) => tooClose(problem.ways, group, offer))
      && stepsFor(person, offer) !== null).toSorted((a, b) => stepsFor(person, a)!.length - stepsFor(person, b)!.length || near(a, groups) - near(b, groups));
    const [single] = person.individuals === 0 || singles.some(open) ? [] : beside;
    const all = [...groups, ...(single ? [single] : [])].map((offer) => stepsFor(person, offer));
    const steps = all.flatMap((some) => some ?? []);
    return all.includes(null) || steps.length < 2 ? [] : [{ steps, offerId: null, track }];
  });
}

/** Minutes between a session and the group of that day that is nearest. */
const near = (offer: Offer, groups: readonly Offer[]): number => Math.min(...offer.meetings.flatMap((one) => groups.flatMap((group) =>
  group.meetings.filter((other) => other.weekday === one.weekday).map((other) => Math.max(other.from - one.to, one.from - other.to)))), 1440);

const tracksBeside = (problem: Problem, person: Person): string[] => (person.track === null ? []
  : [...new Set(problem.offers.flatMap((offer) => offer.track ?? []))].filter((track) => track !== person.track));

/** The same group half an hour or an hour earlier or later, where its people and room are free then. */
function shifts(problem: Problem, person: Person, offer: Offer): Candidate[] {
  if (offer.kind !== 'group' || !obstaclesOf(person, offer).every((one) => one.kind === 'life' || one.kind === 'home-by')) return [];
  return [30, -30, 60, -60].flatMap((minutes): Candidate[] => {
    const moved = shifted(offer, minutes);
    if (moved.meetings.some((one) => one.from < 6 * 60 || one.to > 23 * 60)) return [];
    const taken = problem.offers.some((other) => other.id !== offer.id && other.holds.some((id) => offer.holds.includes(id)) && tooClose(problem.ways, other, moved));
    return taken || obstaclesOf(person, moved).length > 0 ? [] : [{ steps: [{ kind: 'shift', offerId: offer.id, minutes }], offerId: offer.id }];
  });
}

const shifted = (offer: Offer, minutes: number): Offer =>
  ({ ...offer, meetings: offer.meetings.map((one) => ({ ...one, from: one.from + minutes, to: one.to + minutes })) });

/** One more group at an hour that suits the person and at which a room is free. */
function newSessions(problem: Problem, person: Person, leeway: Leeway): Candidate[] {
  const like = problem.offers.find((offer) => offer.kind === 'group' && offer.everyWeek && offer.audience.length === 0);
  if (!like) return [];
  return leeway.hours.flatMap(({ weekday, from, to, minutes }): Candidate[] => {
    const at: Meeting = { weekday, from, to };
    const busy = new Set(problem.offers.filter((offer) => offer.meetings.some((one) => overlap(one, at))).flatMap((offer) => offer.holds));
    if (!leeway.rooms.some((room) => !busy.has(room))) return [];
    const step: Step = { kind: 'session', weekday, from, to, minutes, like: like.id };
    return obstaclesOf(person, sessionOf(problem, step)).length > 0 ? [] : [{ steps: [step], offerId: newId(step) }];
  });
}

const newId = (step: Extract<Step, { kind: 'session' }>): string => `new:${step.weekday}:${clockOf(step.from)}`;

export function sessionOf(problem: Problem, step: Extract<Step, { kind: 'session' }>): Offer {
  const like = problem.offers.find((offer) => offer.id === step.like)!;
  return { ...like, id: newId(step), name: 'New group', track: null, meetings: [{ weekday: step.weekday, from: step.from, to: step.to }], minutes: step.minutes,
    places: { free: like.placesAtMost, of: like.placesAtMost }, others: 0, begin: 0, holds: [], closed: null, audience: [] };
}

/** The problem as it would be with a change. */
export const applyCandidate = (problem: Problem, candidate: Candidate): Problem => candidate.steps.reduce(applyStep, problem);

function applyStep(problem: Problem, step: Step): Problem {
  const people = (change: (person: Person) => Partial<Person>) => ({ ...problem, people: problem.people.map((person) => ({ ...person, ...change(person) })) });
  const offer = (id: string, change: (offer: Offer) => Partial<Offer>) =>
    ({ ...problem, offers: problem.offers.map((one) => (one.id === id ? { ...one, ...change(one) } : one)) });
  switch (step.kind) {
    case 'free': return people((person) => ({ routine: person.routine.flatMap((block) => cutOut(block, step)) }));
    case 'home-by': return people((person) => ({ homeBy: Math.max(person.homeBy ?? step.until, step.until) }));
    case 'seat': return offer(step.offerId, ({ places }) => ({ places: places && { free: places.free + 1, of: places.of + 1 } }));
    case 'join-for-a-day': return offer(step.offerId, () => ({ track: null }));
    case 'track': return people(() => ({ track: step.track }));
    case 'shift': return offer(step.offerId, (one) => shifted(one, step.minutes));
    case 'session': return { ...problem, offers: [...problem.offers, sessionOf(problem, step)] };
    case 'extra-individual': return people((person) => ({ individuals: person.individuals + 1 }));
    case 'taper': return people(() => ({ excused: true }));
  }
}

/** What is left of a block of somebody's life once a stretch of it is free. */
function cutOut(block: RoutineBlock, step: Extract<Step, { kind: 'free' }>): RoutineBlock[] {
  if (block.weekday !== step.weekday || block.kind !== step.block || minuteOf(block.from) >= step.to || minuteOf(block.to) <= step.from) return [block];
  return [
    ...(minuteOf(block.from) < step.from ? [{ ...block, to: clockOf(step.from) }] : []),
    ...(step.to < minuteOf(block.to) ? [{ ...block, from: clockOf(step.to) }] : []),
  ];
}

/** What a change is called, in a few words. */
export function titleOf(problem: Problem, candidate: Candidate): string {
  const offer = problem.offers.find((one) => one.id === candidate.offerId);
  const [step] = candidate.steps as [Step];
  if (candidate.track !== undefined) return `The whole ${candidate.track} track`;
  switch (step.kind) {
    case 'session': return `A new group, ${dayWord(step.weekday)} ${minuteWords(step.from)}`;
    case 'shift': return `${offer!.name}, ${offerWords(offer!)}, ${Math.abs(step.minutes)} minutes ${step.minutes > 0 ? 'later' : 'earlier'}`;
    case 'taper': return step.weeks === 1 ? 'One tapering week' : `${step.weeks} tapering weeks`;
    case 'track': return `The ${step.track} track`;
    case 'extra-individual': return 'One more individual session';
    case 'seat': return candidate.steps.length === 1 ? `One more seat, ${offerWords(offer!)}` : `${offer!.name}, ${offerWords(offer!)}`;
    default: return `${offer!.name}, ${offerWords(offer!)}`;
  }
}

/** What a change asks, in sentences; the same hours on several days are one. */
export function sayChange(problem: Problem, candidate: Candidate): string {
  const runs = Map.groupBy(candidate.steps, (step) => (step.kind === 'free' ? `free:${step.block}:${step.from}:${step.to}` : JSON.stringify(step)));
  return [...runs.values()].map((run) => {
    const [step] = run as [Step];
    return step.kind === 'free' ? freeWords(step, run.flatMap((one) => (one.kind === 'free' ? [one.weekday] : []))) : stepWords(problem, step);
  }).join(' ');
}

const freeWords = (step: Extract<Step, { kind: 'free' }>, weekdays: readonly number[]): string =>
  `Free ${daysWords(weekdays)} ${minuteWords(step.from)} to ${minuteWords(step.to)} from ${LIFE[step.block]}.`;

function stepWords(problem: Problem, step: Step): string {
  const [person] = problem.people as readonly [Person];
  const of = (id: string) => problem.offers.find((one) => one.id === id)!;
  switch (step.kind) {
    case 'free': return freeWords(step, [step.weekday]);
    case 'home-by': return `Be home at ${minuteWords(step.until)}, not ${sayTime(clockOf(person.homeBy!))}.`;
    case 'seat': return `${of(step.offerId).places!.of + 1} seats instead of ${of(step.offerId).places!.of} on ${offerWords(of(step.offerId))}.`;
    case 'join-for-a-day': return `${offerWords(of(step.offerId))} belongs to another track, ${of(step.offerId).track}. Join for that day.`;
    case 'track': return `Change to the ${step.track} track.`;
    case 'shift': return `Start at ${listed(shifted(of(step.offerId), step.minutes).meetings.map((one) => minuteWords(one.from)))}. ${come(of(step.offerId))}`;
    case 'session': return `Open a group of ${hourWords(step.minutes)}; a room is free then.`;
    case 'extra-individual': return `Plan ${person.individuals + 1} individual sessions a week.`;
    case 'taper': return `For ${step.weeks === 1 ? 'one week' : `${step.weeks} weeks`} fewer hours are allowed, with the reason written down (PR-05).`;
  }
}

const come = (offer: Offer): string => (offer.others === 0 ? 'Nobody else comes yet.' : offer.others === 1 ? 'One other person comes.' : `${offer.others} others come.`);

/** Who has to be asked before. */
export const ASKED: Record<Step['kind'], string> = {
  free: 'whoever counts on them then', 'home-by': 'those at home', seat: 'the director', 'join-for-a-day': 'that group’s leader', track: 'the client',
  shift: 'the group, its leader and the director', session: 'the director, for a leader', 'extra-individual': 'the counselor', taper: 'the counselor, with a reason',
};
export const whoIsAsked = (candidate: Candidate): string => listed([...new Set(candidate.steps.map((step) => ASKED[step.kind]))]);

/** How many different things are asked. */
export const countAsks = (candidate: Candidate): number =>
  new Set(candidate.steps.map((step) => (step.kind === 'free' ? `free:${step.block}:${step.weekday}` : JSON.stringify(step)))).size;

