import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lchownSync, lstatSync, mkdirSync, realpathSync, renameSync, rmSync,
  statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { accountFor, mayEnter } from './account.ts';
import type { Account } from './account.ts';

/**
 * Where things lie:
 *
 *     DATA_DIR/secrets.json      the passwords of the login roles
 *     DATA_DIR/postgres/         all that PostgreSQL's account owns (mode 0700); may be a link, see below
 *       data/                    the database cluster
 *       socket/                  the only way in
 *       server.log
 *       machine.json             which machine's server used the folder last
 *       launch.lock              held for the moments of starting and stopping
 */
export type Layout = {
  dataDir: string;
  account: Account;
  /** Real path of `DATA_DIR/postgres`. */
  home: string;
  cluster: string;
  socketDir: string;
  log: string;
};

/** Where a root parent puts the database when its own folders are closed to every other account. */
const OPEN_PLACE = '/var/lib/stepwell';

/** A socket's whole path may have 107 bytes on Linux and 103 on macOS; `/.s.PGSQL.5432` takes 14 of them. */
const LONGEST_SOCKET_DIR = 88;

/** Makes the folders that are missing and finds out which account PostgreSQL will use. */
export async function prepareLayout(dataDir: string): Promise<Layout> {
  const folder = resolve(dataDir);
  const root = process.getuid?.() === 0;
  // Root's folder lets others pass through, but not look: the database's account must reach its own part.
  makeFolder(folder, root ? 0o711 : 0o700);
  const link = join(folder, 'postgres');
  const account = accountFor(link);
  const home = realpathSync(existsSync(link) ? link : makeHome(folder, link, account));
  if (account.dropped && !mayEnter(account, home)) openDataDir(folder, account);
  if (account.dropped && !mayEnter(account, home)) throw new Error(closedTo(home, account));
  return {
    dataDir: folder,
    account,
    home,
    cluster: join(home, 'data'),
    socketDir: await socketFolder(home, account),
    log: join(home, 'server.log'),
  };
}

function makeFolder(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`The data folder ${folder} cannot be made (${code}). Choose another with DATA_DIR.`,
      { cause: error });
  }
}

/** Makes `DATA_DIR/postgres`, or, where its account could not reach that, a folder elsewhere and a link to it. */
function makeHome(folder: string, link: string, account: Account): string {
  if (account.dropped && !mayEnter(account, folder)) openDataDir(folder, account);
  if (!account.dropped || mayEnter(account, folder)) {
    const making = `${link}.${process.pid}`;
    mkdirSync(making, { mode: 0o700 });
    if (account.dropped) chownSync(making, account.uid, account.gid);
    putInPlace(making, link);
    return link;
  }
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 12);
  const home = join(OPEN_PLACE, name);
  mkdirSync(OPEN_PLACE, { recursive: true });
  chmodSync(OPEN_PLACE, 0o755);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, account.uid, account.gid);
  if (!mayEnter(account, home)) throw new Error(closedTo(home, account));
  // A dangling link may be left from a folder that was removed.
  rmSync(link, { force: true });
  symlinkSync(home, link);
  return home;
}

/** Two first starts may meet here: the first that has put something into the folder keeps it. */
function putInPlace(making: string, link: string): void {
  try {
    renameSync(making, link);
  } catch (error) {
    rmSync(making, { recursive: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

/** Lets others pass through DATA_DIR itself (never through the folders above it, which are not ours). */
function openDataDir(folder: string, account: Account): void {
  if (mayEnter(account, dirname(realpathSync(folder)))) chmodSync(folder, statSync(folder).mode | 0o011);
}

const closedTo = (folder: string, account: Account): string =>
  `PostgreSQL runs as the account ${account.name}, which cannot reach ${folder}. `
  + 'Choose a folder that it can reach, such as DATA_DIR=/var/lib/stepwell, or start Stepwell as an ordinary user.';

/** A private folder whose path is short enough for a socket, on a file system that knows sockets. */
async function socketFolder(home: string, account: Account): Promise<string> {
  const near = join(home, 'socket');
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_DIR) {
    makePrivate(near, account);
    if (await holdsSockets(near)) return near;
  }
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const far = join(realpathSync('/tmp'), `stepwell-${account.uid}-${name}`);
  makePrivate(far, account);
  return far;
}

function makePrivate(folder: string, account: Account): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (account.dropped && lstatSync(folder).uid === 0) lchownSync(folder, account.uid, account.gid);
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== account.uid || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} is not a private folder of the account ${account.name}; somebody else may have `
      + 'made it. Remove it and start again.');
  }
}

function holdsSockets(folder: string): Promise<boolean> {
  const probe = join(folder, `probe-${process.pid}`);
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(probe, () => server.close(() => done(true)));
  });
}
