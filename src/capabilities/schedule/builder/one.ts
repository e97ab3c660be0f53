import type { Solve } from '../../../shared/zero-one.ts';
import { applyCandidate, askOf, candidatesOf, countAsks, sayChange, titleOf, whoIsAsked, type Candidate, type Leeway, type Step } from './change.ts';
import { faultsOf } from './check.ts';
import { findClash, sayClash, type Reason } from './clash.ts';
import { costOfWeeks, sumOf } from './cost.ts';
import { minutesTowardFloor, type Offer, type Person, type Problem } from './facts.ts';
import { weeksIn, writeProgram } from './program.ts';

/**
 * One person's week while somebody talks to them: the best there is with the least change, and where none is, what clashes
 * and the cheapest changes, each tried before it is offered.
 */
export type Offered = {
  candidate: Candidate;
  title: string;
  say: string;
  /** Who has to be asked, in words, and how many things. */
  who: string;
  asks: number;
  week: Offer[];
};

export type One = {
  /** The whole week, or as much of one as can be had. */
  week: Offer[];
  fits: boolean;
  /** How far it may be from the best: 0 is proven, null not known. */
  gap: number | null;
  /** What is asked that cannot be had, and what stands in the way, numbered. Minimal where `proven`. */
  asked: string;
  reasons: Reason[];
  proven: boolean;
  changes: Offered[];
  /** The solver gave no answer in time. */
  cut: boolean;
};

export type OneOptions = {
  leeway: Leeway;
  /** How long to look, in seconds; explaining ends then with what it has. */
  seconds: number;
  /** How many changes are enough. */
  changes: number;
  /** Says of what is not possible no more than that (PR-28). */
  neutral?: boolean;
  signal?: AbortSignal;
};

/** What is tried beside single changes: pairs of so many that ask least. */
const IN_PAIRS = 10;

export async function fitOne(problem: Problem, solve: Solve, options: OneOptions): Promise<One> {
  const until = performance.now() + options.seconds * 1000;
  const stop = options.signal ? { signal: options.signal } : {};
  const whole = await weekFor(problem, solve, 'whole', options.seconds, stop);
  if (whole.kind === 'found') return { ...none, week: whole.week, fits: true, gap: whole.gap, proven: true };
  if (whole.kind === 'no-answer') return { ...none, cut: true };
  const most = await weekFor(problem, solve, 'most', 1, stop);
  const week = most.kind === 'found' ? most.week : [];
  const clash = await findClash(problem, solve, until, options.signal);
  const changes = await cheapest(problem, solve, options, until, stop);
  return { ...none, week, gap: most.kind === 'found' ? most.gap : null, ...sayClash(problem, clash, options.neutral), proven: clash.proven, changes };
}

const none: One = { week: [], fits: false, gap: null, asked: '', reasons: [], proven: false, changes: [], cut: false };

type Found = { kind: 'found'; week: Offer[]; gap: number | null; cost: number } | { kind: 'impossible' } | { kind: 'no-answer' };

/** A week by the solver, judged by the checker before anybody sees it. */
async function weekFor(problem: Problem, solve: Solve, manner: 'whole' | 'most', seconds: number, stop: { signal?: AbortSignal }): Promise<Found> {
  const written = writeProgram(problem, { manner });
  const answer = await solve(written.program, { seconds, ...stop });
  if (answer.kind !== 'found') return answer.kind === 'impossible' ? { kind: 'impossible' } : { kind: 'no-answer' };
  const { weeks } = weeksIn(problem, written, answer.values);
  const [person] = problem.people as readonly [Person];
  if (faultsOf(problem, weeks, manner === 'most' ? [person.id] : []).length > 0) return { kind: 'no-answer' };
  const ids = weeks.get(person.id)!;
  return { kind: 'found', gap: answer.gap, week: inOrder(problem.offers.filter((offer) => ids.includes(offer.id))), cost: sumOf(costOfWeeks(problem, weeks, new Set())) };
}

const inOrder = (offers: readonly Offer[]): Offer[] =>
  offers.toSorted((a, b) => a.meetings[0]!.weekday - b.meetings[0]!.weekday || a.meetings[0]!.from - b.meetings[0]!.from);

/** The changes that ask least and yield a whole week: single ones, and pairs where no single one does. */
async function cheapest(problem: Problem, solve: Solve, options: OneOptions, until: number, stop: { signal?: AbortSignal }): Promise<Offered[]> {
  const candidates = candidatesOf(problem, options.leeway);
  const found = await yielding(problem, candidates, solve, options.changes, until, stop);
  if (found.length > 0) return found;
  const few = spread(candidates).slice(0, IN_PAIRS);
  const pairs = few.flatMap((one, at) => few.slice(at + 1).flatMap((other): Candidate[] =>
    (one.offerId !== null && one.offerId === other.offerId ? [] : [{ steps: [...one.steps, ...other.steps], offerId: one.offerId ?? other.offerId }])));
  return yielding(problem, pairs.toSorted((a, b) => askOf(a) - askOf(b)), solve, options.changes, until, stop);
}

/** Some of each kind, so that three changes of one kind do not crowd out the rest. */
function spread(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Map<Step['kind'], number>();
  return candidates.filter(({ steps }) => {
    const n = (seen.get(steps[0]!.kind) ?? 0) + 1;
    seen.set(steps[0]!.kind, n);
    return n <= 4;
  });
}

/** Tries each change; keeps those that yield a week and use it, one of each kind first. */
async function yielding(problem: Problem, candidates: readonly Candidate[], solve: Solve, most: number, until: number, stop: { signal?: AbortSignal }): Promise<Offered[]> {
  const found: { offered: Offered; cost: number }[] = [];
  const kinds = new Map<string, number>();
  for (const candidate of candidates) {
    if (performance.now() > until || stop.signal?.aborted || found.length >= most * 2) break;
    const kind = candidate.steps.map((step) => step.kind).join('+');
    if ((kinds.get(kind) ?? 0) >= 2) continue;
    const changed = applyCandidate(problem, candidate);
    const answer = await weekFor(changed, solve, 'whole', 0.5, stop);
    if (answer.kind !== 'found') continue;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    found.push({ cost: answer.cost, offered: { candidate, title: titleOf(problem, candidate), say: sayChange(problem, candidate), who: whoIsAsked(candidate),
      asks: countAsks(candidate), week: answer.week } });
  }
  return found.toSorted((a, b) => askOf(a.offered.candidate) - askOf(b.offered.candidate) || a.cost - b.cost).slice(0, most).map((one) => one.offered);
}

/** Figures of a week, for words and pictures. */
export function figuresOf(week: readonly Offer[]): { minutes: number; groups: number; individuals: number; days: number; gap: number } {
  const weekly = week.filter((offer) => offer.everyWeek);
  const days = [...new Set(weekly.flatMap((offer) => offer.meetings.map((one) => one.weekday)))].toSorted((a, b) => a - b);
  return {
    minutes: weekly.reduce((sum, offer) => sum + minutesTowardFloor(offer), 0),
    groups: weekly.filter((offer) => offer.kind === 'group').reduce((sum, offer) => sum + offer.meetings.length, 0),
    individuals: week.filter((offer) => offer.kind === 'individual').length, days: days.length,
    gap: days.length === 0 ? 7 : Math.max(...days.map((day, at) => (days[at + 1] ?? days[0]! + 7) - day - 1)),
  };
}
