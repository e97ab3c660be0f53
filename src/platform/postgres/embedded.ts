import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { askSocket, ensureDatabase, isUnused, PORT, takeLease } from './address.ts';
import type { PgAddress } from './address.ts';
import { findBinaries, SERVER_VERSION } from './binaries.ts';
import { clusterVersion, createCluster, freeBytes, setOwnerPassword, spawnServer } from './cluster.ts';
import type { Mode } from './cluster.ts';
import { explainFailure, passesByItself } from './failures.ts';
import { withLaunchLock } from './launch-lock.ts';
import { prepareLayout } from './layout.ts';
import type { Layout } from './layout.ts';
import { couldBeElsewhere, recordedMachine, recordMachine, thisMachine } from './machine.ts';
import { holderOf, readPidFile } from './pid-file.ts';
import { loadSecrets } from './secrets.ts';
import { decideStart } from './start-decision.ts';
import type { StartStep } from './start-decision.ts';

export type EmbeddedOptions = {
  dataDir: string;
  mode: Mode;
  /** Told in plain words what takes long or went wrong; to the terminal if left out. */
  say?: (message: string) => void;
};

export type EmbeddedPostgres = {
  /** Connects as the owner: for migrations and backup, never for serving. */
  owner: PgAddress;
  /** The private folder of the socket: `host` for node-postgres. */
  socketDir: string;
  /** Process number of the server now. */
  serverPid: () => number | null;
  /** Gives the server up, and stops it unless another process needs it. */
  stop: () => Promise<void>;
};

/** A crash recovery may take minutes; a server that says nothing at all is hung. */
const PATIENCE_MS = { starting: 15 * 60_000, silent: 30_000 };

/**
 * Starts PostgreSQL on a data folder, or joins the server that runs there already, and keeps it running: if the
 * server dies while this process lives, it is started again (pools reconnect by themselves).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const say = options.say ?? ((message: string) => console.error(message));
  const layout = await prepareLayout(options.dataDir);
  const bin = findBinaries(layout.account, layout.home);
  const owner: PgAddress = {
    host: layout.socketDir, port: PORT, user: 'owner', password: loadSecrets(layout.dataDir).owner,
    database: 'stepwell',
  };

  let closing = false;
  let lease: pg.Client;
  async function bringUp(): Promise<void> {
    await withLaunchLock(layout.home, async () => {
      await reachServer(layout, bin, owner, options.mode, say);
      await ensureDatabase(owner);
      lease = await takeLease(owner);
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC') throw error;
      throw new Error(explainFailure('No space left on device', layout.dataDir, freeBytes(layout.home)),
        { cause: error });
    });
    lease.once('end', () => {
      if (!closing) void bringBack();
    });
  }
  async function bringBack(): Promise<void> {
    for (let wait = 100; !closing; wait = Math.min(wait * 2, 10_000)) {
      try {
        return await bringUp();
      } catch (error) {
        say(`The database stopped and could not be started again: ${(error as Error).message}`);
        await sleep(wait, undefined, { ref: false });
      }
    }
  }

  await bringUp();
  return {
    owner,
    socketDir: layout.socketDir,
    serverPid: () => readPidFile(layout.cluster)?.pid ?? null,
    stop: async () => {
      if (closing) return;
      closing = true;
      await withLaunchLock(layout.home, async () => {
        await lease.end().catch(() => {});
        await stopIfUnused(layout, owner, options.mode);
      });
    },
  };
}

/** Goes step by step until the server of this folder answers. */
async function reachServer(layout: Layout, bin: string, owner: PgAddress, mode: Mode,
  say: (message: string) => void): Promise<void> {
  let began = Date.now();
  let spawned: ReturnType<typeof spawnServer> | null = null;
  let told = false;
  for (;;) {
    const { step, starting } = await nextStep(layout, owner);
    if (step === 'adopt') return;
    const waited = Date.now() - began;
    if (spawned?.ended() && step !== 'wait') {
      const output = spawned.output();
      spawned = null;
      if (!passesByItself(output) || waited > 10_000) {
        throw new Error(explainFailure(output, layout.dataDir, freeBytes(layout.home)));
      }
      await sleep(200);
    } else if (spawned || step === 'wait') {
      if (waited > (starting ? PATIENCE_MS.starting : PATIENCE_MS.silent)) throw new Error(hung(layout));
      if (waited > 5_000 && !told) {
        say('The database is still starting; after a crash it first reads again what was not yet written …');
        told = true;
      }
      await sleep(20);
    } else if (step === 'create') {
      createCluster(bin, layout, owner.password, mode);
      rememberPassword(layout, owner.password);
      began = Date.now();
    } else {
      if (step === 'clear-pid-file-and-start') rmSync(join(layout.cluster, 'postmaster.pid'), { force: true });
      // The socket has a lock file of its own with the same process number. It lies in our private folder and is
      // silent, so nobody needs it.
      rmSync(join(layout.socketDir, `.s.PGSQL.${PORT}.lock`), { force: true });
      makePasswordTrue(layout, bin, owner.password);
      recordMachine(layout.home, thisMachine());
      spawned = spawnServer(bin, layout, mode);
      await sleep(30);
    }
  }
}

/**
 * Where secrets.json was lost and made anew, the cluster still knows the old password. A digest of the one it knows
 * lies beside it, so that this is seen while the server is down and can be set right. (The passwords are random
 * and long: their digest tells nothing.)
 */
function makePasswordTrue(layout: Layout, bin: string, password: string): void {
  const file = join(layout.home, 'owner-password.sha256');
  if (existsSync(file) && readFileSync(file, 'utf8') === digestOf(password)) return;
  setOwnerPassword(bin, layout, password);
  rememberPassword(layout, password);
}

function rememberPassword(layout: Layout, password: string): void {
  writeFileSync(join(layout.home, 'owner-password.sha256'), digestOf(password), { mode: 0o600 });
}

const digestOf = (password: string): string => createHash('sha256').update(password).digest('hex');

async function nextStep(layout: Layout, owner: PgAddress): Promise<{ step: StartStep; starting: boolean }> {
  const pidFile = readPidFile(layout.cluster);
  const socket = await askSocket(owner, layout.cluster);
  const decision = decideStart({
    clusterVersion: clusterVersion(layout.cluster),
    serverVersion: SERVER_VERSION,
    socket,
    holder: pidFile && holderOf(pidFile.pid, layout.cluster),
    couldBeElsewhere: couldBeElsewhere(recordedMachine(layout.home), thisMachine(),
      layout.socketDir.startsWith(layout.home)),
    takeOver: process.env['STEPWELL_TAKE_OVER'] === '1',
  });
  if (typeof decision === 'string') return { step: decision, starting: socket === 'starting' };
  throw new Error(`${decision.say} (The folder is ${layout.dataDir}.)`);
}

const hung = (layout: Layout): string => {
  const pid = readPidFile(layout.cluster)?.pid;
  return `A PostgreSQL server (process ${pid ?? 'unknown'}) holds ${layout.dataDir} but does not answer. `
    + `Look at ${layout.log}; if it stays silent, end that process and start again.`;
};

/** Stops the server unless another process holds its lease. */
async function stopIfUnused(layout: Layout, owner: PgAddress, mode: Mode): Promise<void> {
  const pid = readPidFile(layout.cluster)?.pid;
  if (pid === undefined || holderOf(pid, layout.cluster) !== 'our-server') return;
  if (!(await isUnused(owner).catch(() => false))) return;
  // SIGINT ends it at once but in order; what a test leaves behind is thrown away, so there it need not tidy up.
  process.kill(pid, mode === 'fast' ? 'SIGQUIT' : 'SIGINT');
  const patience = Date.now() + 60_000;
  while (holderOf(pid, layout.cluster) === 'our-server' && Date.now() < patience) await sleep(10);
}
