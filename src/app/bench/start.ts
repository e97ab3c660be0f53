/** `npm run bench -- start`: how long the second start takes to its first healthy answer, beside the database's own start. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startEmbedded } from '../../platform/postgres/embedded.ts';
import { removeFolder, temporaryFolder } from '../../platform/postgres/for-tests.ts';
import { buildWebIfStale, WEB_FOLDER } from '../build-web.ts';
import { weighWeb } from '../web-weight.ts';
import { percentile, round, timeOf, type Bench } from './measuring.ts';
import { freePort } from '../free-port.ts';

const TARGET_MS = 3_000;

/** Starts the whole product on a folder. @returns milliseconds to the first healthy answer */
async function startOn(dataDir: string): Promise<number> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../start.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'silent' }, stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let ms: number | null = null;
  while (ms === null) {
    if (child.exitCode !== null) throw new Error(`the start ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) ms = performance.now() - from;
    else await new Promise((again) => setTimeout(again, 10));
  }
  child.kill('SIGTERM');
  await ended;
  return ms;
}

export const start: Bench = async ({ quick }) => {
  await buildWebIfStale(() => {});
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  try {
    const first = await startOn(dataDir);
    const [again, alone]: number[][] = [[], []];
    for (let i = 0; i < (quick ? 2 : 7); i++) {
      again!.push(await startOn(dataDir));
      alone!.push(await timeOf(async () => {
        const server = await startEmbedded({ dataDir, mode: 'durable', say: () => {} });
        await server.stop();
      }));
    }
    const [p50, p95, rawP50] = [percentile(again!, 0.5), percentile(again!, 0.95), percentile(alone!, 0.5)];
    return [
      { what: 'first start, with a new database', clients: 0, users: 1, p50: round(first), p95: round(first) },
      { what: 'second start to the first healthy answer, beside the database alone up and down', clients: 0, users: 1, p50: round(p50), p95: round(p95), rawP50: round(rawP50), ratio: round(p50 / rawP50),
        target: `p95 ${TARGET_MS} ms`, reached: p95 < TARGET_MS },
    ];
  } finally {
    removeFolder(folder);
  }
};

type Weight = { what: string; kB: number; target: string; reached: boolean };

/** `npm run bench -- weight`: what a browser fetches, compressed as it is sent. */
export async function weight(): Promise<Weight[]> {
  await buildWebIfStale(() => {});
  const { first, rest, parts } = weighWeb(WEB_FOLDER);
  const row = (what: string, bytes: number, limit: number): Weight => ({ what, kB: round(bytes / 1000), target: `${limit} kB`, reached: bytes < limit * 1000 });
  return [row('the page itself', first, 250), row('fetched while the first screen is read', rest, 250), ...parts.slice(0, 12).map(({ name, bytes }) => row(name, bytes, 60))];
}
