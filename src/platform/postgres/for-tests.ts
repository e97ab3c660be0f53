import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmdirSync, rmSync, statSync,
  writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PgAddress } from './address.ts';
import { startEmbedded } from './embedded.ts';
import { thisMachine } from './machine.ts';
import { holderOf, readPidFile } from './pid-file.ts';

export type TestPostgres = { owner: PgAddress; stop: () => Promise<void> };

const PREFIX = 'stepwell-test-';

/**
 * A PostgreSQL server for tests. `npm test` starts one for all files and names it in `STEPWELL_TEST_PG`; a file
 * that is run alone gets one of its own, in a temporary folder that `stop` removes.
 */
export async function testPostgres(): Promise<TestPostgres> {
  const shared = process.env['STEPWELL_TEST_PG'];
  if (shared) return { owner: JSON.parse(shared) as PgAddress, stop: async () => {} };
  return startTestPostgres();
}

/** A server of one's own, whatever runs already. */
export async function startTestPostgres(): Promise<TestPostgres> {
  sweepLeftovers();
  const dataDir = temporaryFolder();
  try {
    const server = await startEmbedded({ dataDir, mode: 'fast' });
    return {
      owner: server.owner,
      stop: async () => {
        await server.stop();
        removeFolder(dataDir);
      },
    };
  } catch (error) {
    removeFolder(dataDir);
    throw error;
  }
}

/** A new folder under the system's temporary folder, marked with the process that owns it. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), PREFIX)));
  writeFileSync(join(folder, 'owner.json'), JSON.stringify({ pid: process.pid, ...thisMachine() }));
  return folder;
}

/** Removes a temporary folder, and the folder that its `postgres` link points to if it has one. */
export function removeFolder(folder: string): void {
  const home = tryRealpath(join(folder, 'postgres'));
  if (home && !home.startsWith(folder)) {
    rmSync(home, { recursive: true, force: true });
    // Ours to remove only if no other database lies beside it.
    if (readdirSync(dirname(home)).length === 0) rmdirSync(dirname(home));
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Ends servers, and removes folders, of test runs that were killed before they could do so themselves. */
function sweepLeftovers(): void {
  const here = thisMachine();
  for (const name of readdirSync(tmpdir()).filter((n) => n.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      if (statSync(folder).uid !== process.getuid?.()) continue;
      const owner = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as typeof here & { pid: number };
      if (owner.host !== here.host || owner.processes !== here.processes || isAlive(owner.pid)) continue;
      const cluster = join(realpathSync(join(folder, 'postgres')), 'data');
      const pid = readPidFile(cluster)?.pid;
      if (pid !== undefined && holderOf(pid, cluster) === 'our-server') process.kill(pid, 'SIGQUIT');
      removeFolder(folder);
    } catch {
      // Just being made or removed by its owner.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function tryRealpath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
