/**
 * `npm run bench -- week`: the week builder on an invented program. One client against sixty groups, an impossible week
 * explained with its changes, and a whole term; with time, memory, and how near the answer is to the best possible.
 */
import { openSolver } from '../../platform/solver/solver.ts';
import { faultsOf } from '../../capabilities/schedule/builder/check.ts';
import type { Leeway } from '../../capabilities/schedule/builder/change.ts';
import type { Problem } from '../../capabilities/schedule/builder/facts.ts';
import { fitOne } from '../../capabilities/schedule/builder/one.ts';
import { buildTerm } from '../../capabilities/schedule/builder/term.ts';
import { sampleProblem } from './week-cases.ts';

export type WeekFigure = { what: string; seconds: number; cpuSeconds: number; megabytes: number; gap: number | null; found: string };

const LEEWAY: Leeway = { taperWeeks: 2, rooms: ['r1'], hours: [1, 2, 3, 4, 5, 6].flatMap((weekday) =>
  [540, 780, 1080].map((from) => ({ weekday, from, to: from + 195, minutes: 180 }))) };

async function timed(what: string, run: () => Promise<{ gap: number | null; found: string }>): Promise<WeekFigure> {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const { gap, found } = await run();
  const spent = process.cpuUsage(cpu);
  return { what, seconds: (performance.now() - from) / 1000, cpuSeconds: (spent.user + spent.system) / 1e6, megabytes: process.memoryUsage().rss / 1e6, gap, found };
}

/** One client of the sample who works early on most days and late on one. */
function impossible(problem: Problem): Problem {
  const [person] = problem.people;
  return { ...problem, people: [{ ...person!, travel: 30, homeBy: null, routine: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: weekday === 3 ? '14:30' : '08:00', to: weekday === 3 ? '22:00' : '17:45', kind: 'work' as const })) }] };
}

/** @param clients of the whole term; @param groups a week */
export async function benchWeek(clients = 200, groups = 60): Promise<WeekFigure[]> {
  const [first, second] = [openSolver(), openSolver()];
  const one = sampleProblem(1, groups, 0);
  const fit = (problem: Problem) => fitOne(problem, first.solve, { leeway: LEEWAY, seconds: 30, changes: 3 });
  const figures = [await timed('one client, solver cold', async () => {
    const found = await fit(one);
    return { gap: found.gap, found: `${found.week.length} sessions` };
  })];
  figures.push(await timed('one client, solver warm', async () => {
    const found = await fit(one);
    return { gap: found.gap, found: `${found.week.length} sessions` };
  }));
  figures.push(await timed('an impossible week explained', async () => {
    const found = await fit(impossible(one));
    return { gap: found.gap, found: `${found.reasons.length} reasons${found.proven ? ', minimal' : ''}, ${found.changes.length} changes` };
  }));
  const term = sampleProblem(clients, groups);
  figures.push(await timed(`${clients} clients at a term start`, async () => {
    const found = await buildTerm(term, { prove: first.solve, better: second.solve }, { seconds: 120, gap: 0.01 });
    if (found.kind !== 'built') return { gap: null, found: found.because };
    const faults = faultsOf(term, found.weeks, found.without).length;
    return { gap: found.gap, found: `${clients - found.without.length} placed, ${found.without.length} not, ${faults} faults, ${found.ended}` };
  }));
  await Promise.all([first.close(), second.close()]);
  return figures;
}

export function printWeek(figures: readonly WeekFigure[]): void {
  for (const one of figures) {
    const gap = one.gap === null ? 'unknown' : `${(one.gap * 100).toFixed(2)} %`;
    process.stdout.write(`${one.what.padEnd(32)} ${one.seconds.toFixed(2).padStart(7)} s  cpu ${one.cpuSeconds.toFixed(2).padStart(6)} s  ${one.megabytes.toFixed(0).padStart(5)} MB  gap ${gap.padStart(7)}  ${one.found}\n`);
  }
}
