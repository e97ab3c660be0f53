import type { Cut, Solve } from '../../../shared/zero-one.ts';
import type { Id } from '../../../shared/ids.ts';
import { faultsOf } from './check.ts';
import { openTo } from './clauses.ts';
import { costOfWeeks, sumOf } from './cost.ts';
import { present, type Person, type Problem, type Weeks } from './facts.ts';
import { partOf } from './part.ts';
import { beginFrom, weeksIn, writeProgram } from './program.ts';

/**
 * Weeks for everyone at once. One thread searches for the proof of how good an answer can be at most; another betters an
 * answer bit by bit. They end as soon as what is found is near enough to what is proven.
 */
export type TermProgress = { seconds: number; placed: number; people: number; cost: number | null; bound: number | null; gap: number | null };

export type Term =
  | { kind: 'built'; weeks: Weeks; without: Id[]; cost: number; gap: number | null; seconds: number; ended: 'proven' | Cut }
  | { kind: 'no-answer'; because: Cut; seconds: number };

export type TermOptions = {
  /** How long to search at most, in seconds. */
  seconds: number;
  /** How near to the optimum is near enough. */
  gap: number;
  onProgress?: (progress: TermProgress) => void;
  signal?: AbortSignal;
};

/** @param prove solves the whole at once; @param better solves parts of it, in a thread of its own */
export const buildTerm = (problem: Problem, solvers: { prove: Solve; better: Solve }, options: TermOptions): Promise<Term> =>
  new Building(problem, solvers, options).run();

/** What two equal costs may differ by, as a share, once a solver has added them up. */
const ROUNDING = 1e-6;

/** How many people are looked at together when an answer is bettered. */
const TOGETHER = 30;

class Building {
  private readonly began = performance.now();
  private readonly enough = new AbortController();
  private readonly all: Problem;
  /** The problem of all for whom there may be a week; the others keep what they have. */
  private problem: Problem;
  private readonly solvers: { prove: Solve; better: Solve };
  private readonly options: TermOptions;
  private best: { weeks: Weeks; without: Set<Id>; cost: number } | null = null;
  private bound: number | null = null;
  private cut: Cut = 'time';
  private readonly hopeless = new Set<Id>();
  private readonly roll = dice(1);

  constructor(problem: Problem, solvers: { prove: Solve; better: Solve }, options: TermOptions) {
    this.all = problem;
    this.problem = problem;
    this.solvers = solvers;
    this.options = options;
  }

  async run(): Promise<Term> {
    const { signal } = this.options;
    const stop = () => {
      this.cut = 'stopped';
      this.enough.abort();
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    try {
      await this.findHopeless();
      this.problem = partOf(this.all, this.all.people.filter((person) => !this.hopeless.has(person.id)), present(this.all));
      await Promise.all([this.prove(), this.oneByOne().then(() => this.bitByBit())]);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
    const { best, gap, seconds, hopeless, all } = this;
    if (!best) return { kind: 'no-answer', because: this.cut, seconds };
    const weeks = new Map([...present(all), ...best.weeks]);
    const without = new Set([...best.without, ...hopeless]);
    return { kind: 'built', weeks, without: [...without], cost: sumOf(costOfWeeks(all, weeks, without)), gap, seconds, ended: this.near ? 'proven' : this.cut };
  }

  private get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }

  private get left(): number {
    return this.options.seconds - this.seconds;
  }

  private get gap(): number | null {
    if (!this.best || this.bound === null) return null;
    return Math.max(0, this.best.cost - this.bound) / Math.max(1, Math.abs(this.best.cost));
  }

  /** Near enough to what is proven; the solver's own bound is as exact as its arithmetic, never more. */
  private get near(): boolean {
    return this.gap !== null && this.gap <= this.options.gap + ROUNDING;
  }

  private get over(): boolean {
    return this.enough.signal.aborted || this.left <= 0;
  }

  private tell(): void {
    const { best, problem } = this;
    this.options.onProgress?.({ seconds: this.seconds, placed: best ? problem.people.length - best.without.size : 0, people: this.all.people.length,
      cost: best?.cost ?? null, bound: this.bound, gap: this.gap });
    if (this.near) this.enough.abort();
  }

  /** Takes an answer if it is in order and better than the one there is. */
  private offer(weeks: Weeks): void {
    const faults = faultsOf(this.problem, weeks);
    const without = new Set(faults.flatMap((fault) => fault.personId ?? []));
    if (faults.some((fault) => fault.personId === null) || faultsOf(this.problem, weeks, [...without]).length > 0) return;
    const cost = sumOf(costOfWeeks(this.problem, weeks, without));
    if (this.best && this.best.cost <= cost + 1e-6) return;
    this.best = { weeks, without, cost };
    this.tell();
  }

  /** For whom there would be no whole week if they were the only one: nobody need look for one again. */
  private async findHopeless(): Promise<void> {
    const { problem } = this;
    const lacking = new Set(faultsOf(problem, present(problem)).flatMap((fault) => fault.personId ?? []));
    // whose present week cannot stand by itself, twice at one hour or above the ceiling, cannot simply keep it
    const crooked = new Set(faultsOf(problem, present(problem), problem.people.map((one) => one.id)).flatMap((fault) => fault.personId ?? []));
    for (const person of problem.people.filter((one) => lacking.has(one.id) && !crooked.has(one.id))) {
      if (this.over) return;
      const { program } = writeProgram({ ...problem, people: [person], apart: [] }, { manner: 'whole', justWhether: true });
      const answer = await this.solvers.better(program, { seconds: 1, signal: this.enough.signal });
      // two who are kept apart and sit together now cannot both stay as they are
      const shares = problem.apart.some((pair) => [pair.a, pair.b].includes(person.id) && person.present.some((id) => !pair.allowed.includes(id)
        && problem.people.some((other) => other.id === (pair.a === person.id ? pair.b : pair.a) && other.present.includes(id))));
      if (answer.kind === 'impossible' && !shares) this.hopeless.add(person.id);
    }
  }

  /** The whole program: what it proves is a bound for every answer, what it finds is an answer too. */
  private async prove(): Promise<void> {
    const written = writeProgram(this.problem, { manner: 'best' });
    const answer = await this.solvers.prove(written.program, {
      seconds: this.left, gap: this.options.gap / 4, signal: this.enough.signal,
      onProgress: ({ bound }) => {
        if (bound !== null && (this.bound === null || bound > this.bound)) {
          this.bound = bound;
          this.tell();
        }
      },
      ...(this.best ? { begin: beginFrom(this.problem, written, this.best.weeks, this.best.without) } : {}),
    });
    if (answer.kind === 'no-answer' && answer.because === 'crashed') this.cut = 'crashed';
    if (answer.kind !== 'found') return;
    this.offer(weeksIn(this.problem, written, answer.values).weeks);
    if (answer.ended === 'proven') {
      this.bound = Math.max(this.bound ?? -Infinity, answer.cost - Math.abs(answer.cost) * (answer.gap ?? 0));
      this.tell();
    }
  }

  /**
   * A first answer: each person in turn takes the best week that those before left, whoever has least to choose from first.
   * Seats that people hold stay theirs until it is their turn, and who has a whole week keeps it.
   */
  private async oneByOne(): Promise<void> {
    const { problem } = this;
    let weeks: Weeks = withinRules(problem);
    const choices = new Map(problem.people.map((person) => [person.id, openTo(problem, person).length]));
    const lacking = new Set(faultsOf(problem, weeks).flatMap((fault) => fault.personId ?? []));
    const turn = problem.people.filter((person) => lacking.has(person.id)).toSorted((a, b) => choices.get(a.id)! - choices.get(b.id)!);
    for (const person of turn) {
      if (this.over) break;
      weeks = await this.again(weeks, [person], 0.02) ?? weeks;
    }
    this.offer(weeks);
  }

  /** Looks at some people together while the others stay, again and again: first at those without a week. */
  private async bitByBit(): Promise<void> {
    while (!this.over && this.best) {
      const { weeks } = this.best;
      const better = await this.again(weeks, this.some(), 0);
      if (better) this.offer(better);
      // a thread that died between answers says so at once: there is no sense in asking without end
      else if (better === null) return;
    }
  }

  /** Solves again for some people. @returns the weeks of all; undefined where nothing was found, null where nothing can be */
  private async again(weeks: Weeks, people: readonly Person[], gap: number): Promise<Weeks | undefined | null> {
    const part = partOf(this.problem, people, weeks);
    const written = writeProgram(part, { manner: 'best' });
    const answer = await this.solvers.better(written.program, { seconds: Math.max(0.05, Math.min(2, this.left)), gap, signal: this.enough.signal });
    if (answer.kind === 'no-answer' && answer.because === 'crashed') return null;
    if (answer.kind !== 'found') return undefined;
    const found = weeksIn(part, written, answer.values);
    return new Map([...weeks, ...found.weeks]);
  }

  private some(): Person[] {
    const { people } = this.problem;
    const { without, weeks } = this.best!;
    const chosen = new Set<Person>();
    const waiting = people.filter((person) => without.has(person.id));
    if (waiting.length > 0 && this.roll(3) > 0) {
      const one = waiting[this.roll(waiting.length)]!;
      chosen.add(one);
      // those who sit where this person could
      const open = new Set(openTo(this.problem, one).map((offer) => offer.id));
      const near = people.filter((person) => weeks.get(person.id)!.some((id) => open.has(id)));
      while (near.length > 0 && chosen.size < TOGETHER) chosen.add(near.splice(this.roll(near.length), 1)[0]!);
    }
    const rest = people.filter((person) => !chosen.has(person));
    while (rest.length > 0 && chosen.size < TOGETHER) chosen.add(rest.splice(this.roll(rest.length), 1)[0]!);
    return [...chosen];
  }
}

/** The present weeks without what no week may hold: one of each pair kept apart, and what is not on offer any more. */
function withinRules(problem: Problem): Weeks {
  const weeks = new Map(problem.people.map((person) => [person.id, person.present.filter((id) => problem.offers.some((offer) => offer.id === id))]));
  for (const fault of faultsOf(problem, weeks, problem.people.map((person) => person.id))) {
    if (fault.personId === null) continue;
    weeks.set(fault.personId, weeks.get(fault.personId)!.filter((id) => fault.offerId !== null && id !== fault.offerId));
  }
  return weeks;
}

/** The same draws at each run, so that the same facts give the same weeks. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
