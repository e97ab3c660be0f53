/** The thread in which HiGHS runs. It answers one program after another, and says on the way what it has found. */
import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';
import type { Model } from 'highs';
import type { Program } from '../../shared/zero-one.ts';

export type Asked = { no: number; program: Program; seconds: number; gap: number; begin: { at: number[]; values: number[] } | null };
export type Told =
  | { no: number; kind: 'progress'; seconds: number; found: number | null; bound: number | null; gap: number | null }
  | { no: number; kind: 'better'; values: Float64Array; cost: number }
  | { no: number; kind: 'found'; values: Float64Array; cost: number; gap: number | null; proven: boolean }
  | { no: number; kind: 'impossible' }
  | { no: number; kind: 'time' };

const port = parentPort!;
// the package's types are of its CommonJS half: under ES modules the function itself is what is imported
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
const { infinity, constants } = highs;
const EVERY_SECONDS = 0.25;

port.on('message', (asked: Asked) => port.postMessage(solve(asked)));
port.postMessage('ready');

function solve({ no, program, seconds, gap, begin }: Asked): Told {
  // HiGHS calls a model without columns empty, and answers nothing: nothing is what is taken
  if (program.costs.length === 0) {
    const fits = program.rows.every((row) => row.least <= 0 && row.most >= 0);
    return fits ? { no, kind: 'found', values: new Float64Array(), cost: program.offset, gap: 0, proven: true } : { no, kind: 'impossible' };
  }
  return highs.withModel((model): Told => {
    pass(model, program);
    model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: gap, mip_abs_gap: 1e-6, random_seed: 1 });
    if (begin) model.setSolution({ indices: begin.at, values: begin.values });
    const at = performance.now();
    let last = 0;
    model.run({
      [constants.callbackType.mipInterrupt]({ data }) {
        const spent = (performance.now() - at) / 1000;
        if (spent - last < EVERY_SECONDS) return;
        last = spent;
        port.postMessage({ no, kind: 'progress', seconds: spent, found: finite(data.mip_primal_bound), bound: finite(data.mip_dual_bound), gap: finite(data.mip_gap) } satisfies Told);
      },
      [constants.callbackType.mipImprovingSolution]({ data }) {
        if (data.mip_solution) port.postMessage({ no, kind: 'better', values: Float64Array.from(data.mip_solution), cost: data.objective_function_value ?? 0 } satisfies Told);
      },
    });
    const status = model.getModelStatus();
    const { modelStatus } = constants;
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) return { no, kind: 'impossible' };
    const proven = status === modelStatus.optimal;
    const has = model.info.get('primal_solution_status') === 2;
    if (!has) return { no, kind: 'time' };
    const reached = finite(Number(model.info.get('mip_gap')));
    return { no, kind: 'found', values: Float64Array.from(model.getSolution().colValue), cost: model.getObjectiveValue(), gap: reached, proven };
  });
}

const finite = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) || Math.abs(value) > 1e29 ? null : value);

function pass(model: Model, program: Program): void {
  const entries = program.rows.reduce((sum, row) => sum + row.at.length, 0);
  const starts = new Int32Array(program.rows.length + 1);
  const indices = new Int32Array(entries);
  const values = new Float64Array(entries);
  let n = 0;
  program.rows.forEach((row, r) => {
    starts[r] = n;
    row.at.forEach((column, k) => {
      indices[n] = column;
      values[n++] = row.times[k]!;
    });
  });
  starts[program.rows.length] = n;
  const bound = (value: number) => (value === Infinity ? infinity : value === -Infinity ? -infinity : value);
  const [numCols, numRows] = [program.costs.length, program.rows.length];
  model.passModel({
    numCols, numRows, offset: program.offset, colCost: program.costs, colLower: program.least, colUpper: program.most,
    rowLower: program.rows.map((row) => bound(row.least)), rowUpper: program.rows.map((row) => bound(row.most)),
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
    integrality: program.whole.map((whole) => (whole ? constants.variableType.integer : constants.variableType.continuous)),
  });
}
