import { spawnSync } from 'node:child_process';
import type { SpawnSyncOptions } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { userInfo } from 'node:os';

/**
 * The account that PostgreSQL runs under. PostgreSQL refuses to run as root, so a root parent hands its
 * children to an unprivileged account; everybody else runs it as themselves.
 */
export type Account = { uid: number; gid: number; name: string; dropped: boolean };

const PREFERRED = ['stepwell', 'postgres', 'nobody'];

/**
 * @param home the folder that holds the database, if there is one: its owner keeps it, whoever starts it.
 */
export function accountFor(home: string): Account {
  const uid = process.getuid?.();
  if (uid === undefined) {
    throw new Error('The embedded database needs Linux or macOS. On Windows start Stepwell inside WSL, '
      + 'or set DATABASE_URL to a PostgreSQL 18 server.');
  }
  const owner = ownerOf(home);
  if (uid !== 0) return ordinaryAccount(uid, owner, home);
  if (owner && owner.uid !== 0) return { ...owner, name: `uid ${owner.uid}`, dropped: true };
  for (const name of PREFERRED) {
    const found = lookUp(name);
    if (found) return { ...found, name, dropped: true };
  }
  throw new Error('PostgreSQL must not run as root, and this machine has no account named stepwell, postgres or '
    + 'nobody to run it under. Make one (useradd --system stepwell), or start Stepwell as an ordinary user.');
}

function ordinaryAccount(uid: number, owner: { uid: number } | null, home: string): Account {
  if (owner && owner.uid !== uid) {
    throw new Error(`The database in ${home} belongs to another account (uid ${owner.uid}). `
      + 'Start Stepwell as that account or as root, or choose another folder with DATA_DIR.');
  }
  try {
    return { uid, gid: process.getgid!(), name: userInfo().username, dropped: false };
  } catch (error) {
    throw new Error(`This process runs as uid ${uid}, which has no entry in /etc/passwd, and PostgreSQL refuses `
      + 'that. Add an entry for it, run as a named account, or set DATABASE_URL to a PostgreSQL 18 server.',
      { cause: error });
  }
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  try {
    const { uid, gid } = statSync(folder);
    return { uid, gid };
  } catch {
    return null;
  }
}

function lookUp(name: string): { uid: number; gid: number } | null {
  const number = (flag: string): number | null => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout.trim()) : null;
  };
  const uid = number('-u');
  const gid = number('-g');
  return uid === null || gid === null || uid === 0 ? null : { uid, gid };
}

/** Options for `spawn` that make the child run as the account. */
export const asAccount = (account: Account): { uid?: number; gid?: number } =>
  account.dropped ? { uid: account.uid, gid: account.gid } : {};

/** Runs a program as the account and says whether it ended well. Its working folder is one that all may enter. */
export function succeeds(account: Account, program: string, args: string[], options: SpawnSyncOptions = {}): boolean {
  return spawnSync(program, args, { stdio: 'ignore', cwd: '/', ...asAccount(account), ...options }).status === 0;
}

/** Whether the account can pass through every folder down to this one. */
export function mayEnter(account: Account, folder: string): boolean {
  if (account.dropped) return succeeds(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]);
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
