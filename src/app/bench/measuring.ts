/** Times, medians and the shape of a figure. */
export type Figure = {
  what: string;
  clients: number;
  users: number;
  /** How the users come: without a pause, or each beginning an act so often. */
  pace?: string;
  /** Milliseconds. */
  p50: number;
  p95: number;
  /** Milliseconds of the same statements run raw, and how many they were in one act, on average. */
  rawP50?: number;
  rawP95?: number;
  statements?: number;
  /** p50 over p50, p95 over p95. */
  ratio?: number;
  ratioP95?: number;
  /** The number to reach, in words, and whether it was. */
  target?: string;
  reached?: boolean;
};

export type BenchOptions = {
  /** Sizes of the population. */
  sizes: readonly number[];
  /** A short run: fewer repetitions, smaller populations. */
  quick: boolean;
  say: (line: string) => void;
};

/** What one file of figures brings. */
export type Bench = (options: BenchOptions) => Promise<Figure[]>;

export const round = (n: number): number => (n < 10 ? Math.round(n * 100) / 100 : Math.round(n));

export function percentile(times: readonly number[], p: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))]!;
}

/** Milliseconds that one thing took. */
export async function timeOf(run: () => unknown): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

/** Runs `one` from `users` loops, `times` in all. @returns milliseconds of each */
export async function timed(users: number, times: number, one: (i: number) => Promise<unknown>): Promise<number[]> {
  const out: number[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: users }, async () => {
    for (let i = next++; i < times; i = next++) out.push(await timeOf(() => one(i)));
  }));
  return out;
}

/** The same, as people do it: each of `users` begins an act every `everyMs`, and waits if the last has not ended. */
export async function paced(users: number, times: number, everyMs: number, one: (i: number) => Promise<unknown>): Promise<number[]> {
  const out: number[] = [];
  const from = performance.now();
  await Promise.all(Array.from({ length: users }, async (_, user) => {
    for (let i = user; i < times; i += users) {
      const begins = from + (i / users) * everyMs;
      await new Promise((go) => setTimeout(go, Math.max(0, begins - performance.now())));
      out.push(await timeOf(() => one(i)));
    }
  }));
  return out;
}
