import type { Solve } from '../../../shared/zero-one.ts';
import { capital } from '../../../shared/words.ts';
import { demandsOf, isFor, obstaclesOf, type Clause, type Obstacle } from './clauses.ts';
import type { Offer, Person, Problem } from './facts.ts';
import { writeProgram } from './program.ts';
import { demandWords, lifeWords, obstacleWords } from './words.ts';

/**
 * Why one person has no whole week: the smallest set of things that clash. Together they leave no week; without any one of
 * them there is one. Found by leaving out named things and asking again, for the conflict that a solver names is of the linear
 * relaxation only.
 */
export type Clash = { clauses: Clause[]; proven: boolean };

/** Which things are rather left out of an explanation: what nobody who calls could change comes first. */
const LEAVE_OUT_FIRST: Clause['kind'][] = ['credential', 'cohort', 'audience', 'apart', 'one-track', 'way', 'ceiling', 'gap', 'days', 'groups', 'planned', 'other-track',
  'home-by', 'full', 'life', 'individuals', 'floor'];

/** Every named thing of one person's week. */
export function clausesOf(problem: Problem, person: Person): Clause[] {
  const all = new Map<string, Clause>();
  for (const offer of problem.offers.filter((one) => isFor(person, one))) for (const one of obstaclesOf(person, offer)) all.set(one.key, one);
  for (const one of demandsOf(person)) all.set(one.key, one);
  return [...all.values()].toSorted((a, b) => LEAVE_OUT_FIRST.indexOf(a.kind) - LEAVE_OUT_FIRST.indexOf(b.kind));
}

/** Is there a whole week where these are not asked? Null: the search ran out of time. */
export async function isPossible(problem: Problem, solve: Solve, without: ReadonlySet<string>, seconds: number, signal?: AbortSignal): Promise<boolean | null> {
  const { program } = writeProgram(problem, { manner: 'whole', justWhether: true, without });
  const answer = await solve(program, { seconds, ...(signal ? { signal } : {}) });
  return answer.kind === 'found' ? true : answer.kind === 'impossible' ? false : null;
}

/** @param problem of one person, for whom no whole week exists */
export async function findClash(problem: Problem, solve: Solve, until: number, signal?: AbortSignal): Promise<Clash> {
  const [person] = problem.people as readonly [Person];
  const all = clausesOf(problem, person);
  let kept = all;
  let proven = true;
  const clashes = async (set: readonly Clause[]): Promise<boolean> => {
    if (performance.now() > until || signal?.aborted) {
      proven = false;
      return false;
    }
    const keys = new Set(set.map((one) => one.key));
    const possible = await isPossible(problem, solve, new Set(all.filter((one) => !keys.has(one.key)).map((one) => one.key)), 0.5, signal);
    if (possible === null) proven = false;
    return possible === false;
  };
  // many at once first: where half of them can go together, each need not be asked alone
  const thin = async (some: readonly Clause[]): Promise<void> => {
    if (some.length === 0) return;
    const rest = kept.filter((one) => !some.includes(one));
    if (await clashes(rest)) kept = rest;
    else if (some.length > 1) {
      const half = Math.ceil(some.length / 2);
      await thin(some.slice(0, half));
      await thin(some.slice(half));
    }
  };
  await thin(all);
  return { clauses: kept, proven };
}

/** One numbered reason, for the sentence and the picture alike. */
export type Reason = { no: number; say: string; offerIds: string[] };

/**
 * A clash in sentences: what is asked once, and each thing in the way with its number. Blocks of one kind and time are one
 * sentence; the offers of a reason are those that would be open but for the clash.
 */
export function sayClash(problem: Problem, clash: Clash, neutral = false): { asked: string; reasons: Reason[] } {
  const [person] = problem.people as readonly [Person];
  const keys = new Set(clash.clauses.map((one) => one.key));
  const stoppedBy = (some: readonly Obstacle[]): Offer[] => problem.offers.filter((offer) => {
    const against = isFor(person, offer) ? obstaclesOf(person, offer) : [];
    return against.some((one) => some.some((other) => other.key === one.key)) && against.every((one) => keys.has(one.key));
  });
  const isDemand = (one: Clause) => demandsOf(person).some((other) => other.key === one.key);
  const obstacles = clash.clauses.filter((one): one is Obstacle => !isDemand(one));
  const runs = Map.groupBy(obstacles, (one) => (one.kind === 'life' ? `${one.block.kind}:${one.block.from}:${one.block.to}` : one.key));
  const reasons = [...runs.values()].map((run, at): Reason => {
    const [first] = run as [Obstacle];
    const stopped = stoppedBy(run);
    const say = first.kind === 'life' ? lifeWords(run.flatMap((one) => (one.kind === 'life' ? [one.block] : [])), stopped, person.travel)
      : obstacleWords(first, stopped.length > 0 ? stopped : problem.offers.filter((offer) => 'offerId' in first && offer.id === first.offerId), person, neutral);
    return { no: at + 1, say, offerIds: stopped.map((offer) => offer.id) };
  });
  const demands = clash.clauses.flatMap((one) => (isDemand(one) ? [demandWords(one.kind as never, person)] : []));
  const onlySingle = clash.clauses.every((one) => one.kind === 'individuals');
  const end = reasons.length > 0 ? '.' : onlySingle ? ', and no opening is left.' : ', and what is left for them does not make that.';
  const asked = demands.length === 0 ? '' : `${capital(demands.join(', '))}${end}`;
  return { asked, reasons };
}
