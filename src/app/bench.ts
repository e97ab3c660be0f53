/**
 * `npm run bench [-- screens week …] [--clients 1000,10000] [--quick] [--json]`: the figures of speed, each with what it is
 * measured against. What stands beside an act are the very statements that it sent. Ratios count; times depend on the machine.
 */
import type { BenchOptions } from './bench/measuring.ts';
import { draw } from './bench/draw.ts';
import { guards } from './bench/guards.ts';
import { growth, screens } from './bench/screens.ts';
import { start, weight } from './bench/start.ts';
import { benchWeek, printWeek } from './bench/week.ts';

type Entry<Row extends object> = { run: (options: BenchOptions) => Promise<Row[]>; print: (rows: Row[]) => void };
const entry = <Row extends object>(run: Entry<Row>['run'], print: Entry<Row>['print'] = (rows) => console.table(rows)): Entry<object> =>
  ({ run, print } as unknown as Entry<object>);

/** One line a file: `npm run bench -- NAME` runs it alone. */
const BENCHES: Record<string, Entry<object>> = {
  screens: entry(screens),
  growth: entry(growth),
  guards: entry(guards),
  week: entry(() => benchWeek(), printWeek),
  draw: entry(draw),
  start: entry(start),
  weight: entry(weight),
};

const args = process.argv.slice(2);
const asked = args.indexOf('--clients');
const quick = args.includes('--quick');
const sizes = (asked >= 0 ? args[asked + 1]! : quick ? '1000' : '1000,10000').split(',').map(Number);
const names = args.filter((arg, i) => !arg.startsWith('--') && (asked < 0 || i !== asked + 1));
const unknown = names.find((name) => !(name in BENCHES));
if (unknown) {
  process.stderr.write(`There is no figure called ${unknown}. There are: ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(2);
}
const all: Record<string, object[]> = {};
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  const { run, print } = BENCHES[name]!;
  all[name] = await run({ sizes, quick, say: (line) => void process.stderr.write(`${name}: ${line}\n`) });
  if (!args.includes('--json')) print(all[name]);
}
if (args.includes('--json')) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
