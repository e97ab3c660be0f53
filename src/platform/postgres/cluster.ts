import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, closeSync, fstatSync, openSync, readFileSync, renameSync, rmSync, statfsSync, statSync,
  writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { asAccount } from './account.ts';
import { PORT } from './address.ts';
import { explainFailure } from './failures.ts';
import type { Layout } from './layout.ts';

/** `durable` for people's data; `fast` for tests, where a crash of the machine may lose everything. */
export type Mode = 'durable' | 'fast';

/** English messages whatever the machine speaks: the launcher reads them. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Major version of the cluster in a folder; null if there is none. */
export function clusterVersion(cluster: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes an empty cluster: under a temporary name first, so that an interrupted start leaves nothing half made. */
export function createCluster(bin: string, layout: Layout, password: string, mode: Mode): void {
  const making = `${layout.cluster}.making`;
  const passwordFile = join(layout.home, 'initdb-password');
  rmSync(making, { recursive: true, force: true });
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (layout.account.dropped) chownSync(passwordFile, layout.account.uid, layout.account.gid);
    const run = spawnSync(join(bin, 'initdb'), [
      '-D', making, '-U', 'owner', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8',
      // The built-in collation is part of the server: no update of a system library can upset an index.
      '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions',
      ...(mode === 'fast' ? ['--no-sync', '--no-data-checksums'] : ['--data-checksums']),
      ...Object.entries(tuning()).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ], { cwd: '/', env: ENVIRONMENT, encoding: 'utf8', ...asAccount(layout.account) });
    if (run.error) throw run.error;
    if (run.status !== 0) {
      throw new Error(explainFailure(`${run.stdout}\n${run.stderr}`, layout.home, freeBytes(layout.home)));
    }
    renameSync(making, layout.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(making, { recursive: true, force: true });
  }
}

/** What an operator may want to change: written into the cluster's own postgresql.conf. */
function tuning(): Record<string, string> {
  const megabytes = Math.min(2048, Math.max(128, Math.floor(totalmem() / 1_048_576 / 8)));
  return {
    max_connections: '200',
    shared_buffers: `${megabytes}MB`,
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    idle_in_transaction_session_timeout: '60s',
  };
}

/** What must hold however the cluster was made: given on the command line, which nothing overrides. */
function settings(layout: Layout, mode: Mode): string[] {
  const always = {
    listen_addresses: '',
    port: PORT,
    unix_socket_directories: layout.socketDir,
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // A failing statement or its DETAIL would carry clients' data into the log; the caller gets them anyway.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  };
  const byMode = mode === 'durable'
    ? { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', wal_level: 'replica' }
    : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', wal_level: 'minimal', max_wal_senders: '0',
      shared_buffers: '128MB', autovacuum_naptime: '10min' };
  return Object.entries({ ...always, ...byMode }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

export type ServerProcess = { child: ChildProcess; ended: () => boolean; output: () => string };

/**
 * Starts the server. It outlives this process (Ctrl-C reaches a whole process group, and a killed parent must not
 * cost a write), and writes to a file, because a pipe would end with its reader.
 */
export function spawnServer(bin: string, layout: Layout, mode: Mode): ServerProcess {
  turnOver(layout.log);
  const log = openSync(layout.log, 'a', 0o600);
  const from = fstatSync(log).size;
  const child = spawn(join(bin, 'postgres'), ['-D', layout.cluster, ...settings(layout, mode)], {
    cwd: '/', env: ENVIRONMENT, detached: true, stdio: ['ignore', log, log], ...asAccount(layout.account),
  });
  closeSync(log);
  let failure = '';
  child.on('error', (error) => { failure = error.message; });
  child.unref();
  return {
    child,
    ended: () => failure !== '' || child.exitCode !== null || child.signalCode !== null,
    output: () => `${failure}\n${readFileSync(layout.log).subarray(from).toString('utf8')}`,
  };
}

/** Keeps the log from growing for years. */
function turnOver(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10_485_760) renameSync(log, `${log}.1`);
}

/** Gives the owner a new password with the server down: for a folder whose secrets.json was lost. */
export function setOwnerPassword(bin: string, layout: Layout, password: string): void {
  const run = spawnSync(join(bin, 'postgres'), ['--single', '-D', layout.cluster, '-c', 'log_min_messages=fatal',
    'postgres'], {
    cwd: '/', env: ENVIRONMENT, encoding: 'utf8', input: `alter role owner password '${password}'\n`,
    ...asAccount(layout.account),
  });
  if (run.status !== 0) {
    throw new Error(explainFailure(`${run.stdout}\n${run.stderr}`, layout.home, freeBytes(layout.home)));
  }
}

/** Free space on the disk of a folder, in bytes; null where it cannot be told. */
export function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
