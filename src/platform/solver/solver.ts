/**
 * Solves programs of yes and no in a worker thread, so that nobody's request waits behind a search. A solver keeps its thread
 * warm between programs; stopping a search ends the thread, and the next program starts a new one.
 */
import { Worker } from 'node:worker_threads';
import type { Cut, Program, Solution, SolveOptions } from '../../shared/zero-one.ts';
import type { Asked, Told } from './worker.ts';

/** How long after its time limit a thread that does not answer is ended, in seconds. */
const GRACE_SECONDS = 2;

export type Solver = {
  solve(program: Program, options: SolveOptions): Promise<Solution>;
  close(): Promise<void>;
};

/** @param file the thread's file; tests give one that fails @param grace see `GRACE_SECONDS` */
export function openSolver(file: URL = new URL('./worker.ts', import.meta.url), grace = GRACE_SECONDS): Solver {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  const end = async (): Promise<void> => {
    const old = worker;
    worker = null;
    await old?.terminate();
  };
  const one = async (program: Program, options: SolveOptions): Promise<Solution> => {
    if (options.signal?.aborted) return { kind: 'no-answer', because: 'stopped', seconds: 0 };
    worker ??= start(file);
    const search = new Search(worker, ++count, program, options, grace);
    const solution = await search.run();
    if (search.lost) await end();
    return solution;
  };
  return {
    // one at a time: the thread answers in order, and a stop ends only the search that was meant
    solve: (program, options) => {
      const next = last.then(() => one(program, options));
      last = next.catch(() => {});
      return next;
    },
    close: end,
  };
}

function start(file: URL): Worker {
  const worker = new Worker(file);
  worker.unref();
  // a thread that fails between searches is noticed by the next one
  worker.on('error', () => {});
  return worker;
}

/** One search in a thread: listens until it answers, is stopped, runs out of time or dies. */
class Search {
  /** Whether the thread is of no use any more. */
  lost = false;
  private readonly worker: Worker;
  private readonly no: number;
  private readonly program: Program;
  private readonly options: SolveOptions;
  private readonly grace: number;
  private readonly began = performance.now();
  private best: { values: number[]; cost: number } | null = null;
  private bound: number | null = null;

  constructor(worker: Worker, no: number, program: Program, options: SolveOptions, grace: number) {
    this.grace = grace;
    this.worker = worker;
    this.no = no;
    this.program = program;
    this.options = options;
  }

  private get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }

  run(): Promise<Solution> {
    const { worker, options } = this;
    return new Promise((done) => {
      const hear = (told: Told | 'ready'): void => {
        const solution = told === 'ready' || told.no !== this.no ? null : this.heard(told);
        if (solution) finish(solution);
      };
      const cut = (because: Cut) => () => {
        this.lost = true;
        finish(this.soFar(because));
      };
      const [stopped, crashed, late] = [cut('stopped'), cut('crashed'), cut('time')];
      const timer = setTimeout(late, (options.seconds + this.grace) * 1000);
      const finish = (solution: Solution): void => {
        clearTimeout(timer);
        worker.off('message', hear).off('error', crashed).off('exit', crashed);
        options.signal?.removeEventListener('abort', stopped);
        worker.unref();
        done(solution);
      };
      worker.on('message', hear).on('error', crashed).on('exit', crashed);
      options.signal?.addEventListener('abort', stopped);
      worker.ref();
      const asked: Asked = { no: this.no, program: this.program, seconds: options.seconds, gap: options.gap ?? 0,
        begin: options.begin ?? null };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(asked);
    });
  }

  private heard(told: Told): Solution | null {
    const { seconds } = this;
    switch (told.kind) {
      case 'progress':
        this.bound = told.bound;
        this.options.onProgress?.({ seconds, found: told.found, bound: told.bound, gap: told.gap });
        return null;
      case 'better':
        this.best = { values: [...told.values], cost: told.cost };
        return null;
      case 'found':
        return { kind: 'found', values: [...told.values], cost: told.cost, gap: told.gap, seconds, ended: told.proven ? 'proven' : 'time' };
      case 'impossible':
        return { kind: 'impossible', seconds };
      case 'time':
        return this.soFar('time');
    }
  }

  /** What was found before the search ended early, with how far it may be from the best. */
  private soFar(because: Cut): Solution {
    const { best, bound, seconds } = this;
    if (!best) return { kind: 'no-answer', because, seconds };
    const gap = bound === null ? null : Math.abs(best.cost - bound) / Math.max(1e-9, Math.abs(best.cost));
    return { kind: 'found', ...best, gap, seconds, ended: because };
  }
}

const quick = openSolver();
/** The solver of this process for what somebody waits for: programs of one person. */
export const quickSolver = (): Solver => quick;
