import assert from 'node:assert/strict';
import { writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { anyRow, type Program } from '../../shared/zero-one.ts';
import { openSolver } from './solver.ts';

const program = (costs: number[], rows: Program['rows'], offset = 0): Program =>
  ({ offset, costs, least: costs.map(() => 0), most: costs.map(() => 1), whole: costs.map(() => true), rows });

test('finds the least cost, says what is impossible, and is warm for the next', async () => {
  const solver = openSolver();
  const best = await solver.solve(program([-1, -2, -3], [anyRow([0, 1, 2], -Infinity, 2)], 10), { seconds: 10 });
  assert.deepEqual([best.kind, best.kind === 'found' && [best.cost, best.values, best.gap, best.ended]], ['found', [5, [0, 1, 1], 0, 'proven']]);
  assert.equal((await solver.solve(program([1], [anyRow([0], 2, Infinity)]), { seconds: 10 })).kind, 'impossible');
  assert.equal((await solver.solve(program([], []), { seconds: 10 })).kind, 'found');
  assert.equal((await solver.solve(program([], [anyRow([], 1, Infinity)]), { seconds: 10 })).kind, 'impossible');
  await solver.close();
});

/** A market to be split evenly in five ways at once: small to write, and hopeless to search in a moment. */
const hard = (): Program => {
  const columns = Array.from({ length: 50 }, (_, at) => at);
  let state = 5;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(state / 2 ** 32 * 100);
  };
  const rows = Array.from({ length: 6 }, () => {
    const times = columns.map(next);
    const half = Math.floor(times.reduce((a, b) => a + b, 0) / 2);
    return anyRow(columns, half, half, times);
  });
  return program(columns.map(() => 0), rows);
};

/** A thread of another kind, for what HiGHS would not do on demand. */
async function threadOf(code: string): Promise<URL> {
  const file = join(await mkdtemp(join(tmpdir(), 'solver-')), 'thread.mjs');
  await writeFile(file, `import { parentPort } from 'node:worker_threads';\n${code}`);
  return pathToFileURL(file);
}

test('a search out of time has no answer, which is not the same as no solution', async () => {
  const solver = openSolver();
  assert.deepEqual(pick(await solver.solve(hard(), { seconds: 0.2 })), { kind: 'no-answer', because: 'time' });
  await solver.close();
});

test('stopping ends the thread at once, and the next program has a new one', async () => {
  const solver = openSolver();
  const stop = new AbortController();
  const searching = solver.solve(hard(), { seconds: 300, signal: stop.signal, onProgress: () => stop.abort() });
  assert.deepEqual(pick(await searching), { kind: 'no-answer', because: 'stopped' });
  assert.equal((await solver.solve(program([-1], []), { seconds: 10 })).kind, 'found');
  assert.deepEqual(pick(await solver.solve(program([-1], []), { seconds: 10, signal: stop.signal })), { kind: 'no-answer', because: 'stopped' });
  await solver.close();
});

test('a thread that never answers is ended a little after its time', async () => {
  const solver = openSolver(await threadOf(`parentPort.on('message', () => {});`), 0.1);
  assert.deepEqual(pick(await solver.solve(program([1], []), { seconds: 0.1 })), { kind: 'no-answer', because: 'time' });
  await solver.close();
});

test('a thread that dies is an answer too, with the best it had told', async () => {
  const solver = openSolver(await threadOf(`parentPort.on('message', ({ no, program }) => {
      if (program.offset > 0) {
        parentPort.postMessage({ no, kind: 'progress', seconds: 0, found: 12, bound: 9, gap: 0.25 });
        parentPort.postMessage({ no, kind: 'better', values: Float64Array.from([1]), cost: 12 });
      }
      setImmediate(() => { throw new Error('out of memory'); });
    });`));
  assert.deepEqual(pick(await solver.solve(program([1], []), { seconds: 10 })), { kind: 'no-answer', because: 'crashed' });
  assert.deepEqual(pick(await solver.solve(program([1], [], 1), { seconds: 10 })), { kind: 'found', values: [1], cost: 12, gap: 0.25, ended: 'crashed' });
  await solver.close();
});

const pick = <T extends { seconds: number }>(answer: T): Omit<T, 'seconds'> => {
  const { seconds, ...rest } = answer;
  assert.ok(seconds >= 0);
  return rest;
};
