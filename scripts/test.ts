/**
 * `npm test`: everything that must hold before a change is merged, in one run.
 *
 *     npm test                     all checks and all tests
 *     npm test -- notes schedule   only the test files whose path contains one of these words
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { buildWebIfStale } from '../src/app/build-web.ts';
import { startTestPostgres } from '../src/platform/postgres/for-tests.ts';
import { findChromium } from './chromium.ts';

const ROOT = join(import.meta.dirname, '..');
const LIMIT_MINUTES = 24;

type Totals = { passed: number; failed: number; skipped: number };
const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const began = Date.now();

const seconds = (sinceMs: number): string => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/** One check counts as one test. */
async function check(name: string, work: () => Promise<unknown>): Promise<boolean> {
  const since = Date.now();
  try {
    await work();
    totals.passed += 1;
    console.log(`✔ ${name} (${seconds(since)})`);
    return true;
  } catch (error) {
    totals.failed += 1;
    failures.push(name);
    console.log(`✖ ${name} (${seconds(since)})\n${(error as Error).message}`);
    return false;
  }
}

/** Runs a checker from node_modules/.bin on the pinned Node. */
function tool(name: string, ...args: string[]): Promise<void> {
  const bin = join(ROOT, 'node_modules/.bin');
  const child = spawn(join(bin, name), args, {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => { output += text.toString(); });
  child.stderr.on('data', (text: Buffer) => { output += text.toString(); });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(lastLines(output, 60)))));
  });
}

const lastLines = (text: string, count: number): string => text.trim().split('\n').slice(-count).join('\n');

/** Runs test files, each in a process of its own, and adds up what they say. */
async function runFiles(files: string[], concurrency: number): Promise<void> {
  if (files.length === 0) return;
  const stream = run({ files, concurrency, isolation: 'process', cwd: ROOT });
  const path = new Map<string, string[]>();
  const where = (file: string | undefined): string => (file ?? '').replace(`${ROOT}/`, '');
  stream.on('test:start', ({ name, nesting, file }) => {
    const names = path.get(file ?? '') ?? [];
    path.set(file ?? '', [...names.slice(0, nesting), name]);
  });
  stream.on('test:fail', ({ name, nesting, file, details, todo, skip }) => {
    // a suite fails with each of its tests; only what broke beside them, a hook, is told by itself
    const ofTests = (details.error as Error & { failureType?: string }).failureType === 'subtestsFailed';
    if (todo || skip || (details.type === 'suite' && ofTests)) return;
    const names = [...(path.get(file ?? '') ?? []).slice(0, nesting), name];
    const title = `${where(file)}: ${names.join(' › ')}`;
    failures.push(title);
    const cause = (details.error as Error & { cause?: unknown }).cause ?? details.error;
    const told = inspect(cause, { depth: 4, colors: process.stdout.isTTY });
    // Two long texts that differ are told apart by their first lines; all of them would bury the other failures.
    console.log(`✖ ${title}\n${told.length > 4_000 ? `${told.slice(0, 4_000)} …` : told}\n`);
  });
  stream.on('test:stderr', ({ message }) => process.stderr.write(message));
  stream.on('test:summary', ({ file, counts, duration_ms: ms, success }) => {
    if (file === undefined) {
      totals.passed += counts.passed;
      totals.failed += counts.tests - counts.passed - counts.skipped - counts.todo;
      totals.skipped += counts.skipped + counts.todo;
    } else {
      console.log(`${success ? '✔' : '✖'} ${where(file)} (${counts.passed} of ${counts.tests}, `
        + `${(ms / 1000).toFixed(1)} s)`);
    }
  });
  for await (const _event of stream) {
    // The listeners above do the work; reading to the end lets the run finish.
  }
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const wanted = (file: string): boolean => words.length === 0 || words.some((word) => file.includes(word));
  const all = globSync('{src,scripts}/**/*.test.ts', { cwd: ROOT }).sort().filter(wanted).map((f) => join(ROOT, f));
  const inBrowser = all.filter((file) => file.endsWith('.browser.test.ts'));
  const others = all.filter((file) => !file.endsWith('.browser.test.ts'));
  if (all.length === 0) throw new Error(`No test file's path contains ${words.join(' or ')}.`);

  if (words.length === 0) {
    await check('types (tsc)', () => tool('tsc', '--noEmit'));
    await check('manners (oxlint)', () => tool('oxlint', '--type-aware', '--deny-warnings', 'src', 'scripts'));
    await check('nothing unused (knip)', () => tool('knip', '--no-progress'));
  }
  const server = await startTestPostgres();
  process.env['STEPWELL_TEST_PG'] = JSON.stringify(server.owner);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().finally(() => process.exit(130)));
  }
  try {
    await runFiles(others, availableParallelism());
    if (inBrowser.length > 0) {
      const built = await check('the web app builds', () => buildWebIfStale((message) => console.log(message)));
      const found = await check('Chromium', async () => {
        process.env['CHROMIUM_PATH'] = await findChromium((message) => console.log(message));
      });
      // Each file drives a whole browser and a whole server: on few cores more at once only wait for each other.
      if (built && found) await runFiles(inBrowser, Math.max(1, Math.floor(availableParallelism() / 2)));
      else {
        totals.failed += inBrowser.length;
        failures.push(...inBrowser.map((file) => `${file.replace(`${ROOT}/`, '')}: not run`));
      }
    }
  } finally {
    await server.stop();
  }
}

function finish(): never {
  if (failures.length > 0) {
    console.log(`\nFailed:\n${failures.map((name) => `  ✖ ${name}`).join('\n')}`);
  }
  console.log(`\nin ${seconds(began)}`);
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);
}

setTimeout(() => {
  totals.failed += 1;
  failures.push(`the whole run took more than ${LIMIT_MINUTES} minutes`);
  finish();
}, LIMIT_MINUTES * 60_000).unref();

try {
  await main();
} catch (error) {
  totals.failed += 1;
  failures.push((error as Error).message);
  console.error(error);
}
finish();
