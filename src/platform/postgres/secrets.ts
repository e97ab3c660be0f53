import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync,
  writeSync } from 'node:fs';
import { join } from 'node:path';

/** The login roles of the database, each with a random password of its own (database.md §13). */
export const LOGINS = ['owner', 'app', 'disclosure', 'signin', 'recorder', 'jobs'] as const;
export type Login = (typeof LOGINS)[number];
export type Secrets = Record<Login, string>;

const secretsFile = (dataDir: string): string => join(dataDir, 'secrets.json');

/**
 * The passwords of the login roles, from `DATA_DIR/secrets.json` (0600). Made on first use; several machines
 * that serve one external database share this file.
 */
export function loadSecrets(dataDir: string): Secrets {
  const file = secretsFile(dataDir);
  const known = readSecrets(file);
  if (known && LOGINS.every((login) => known[login])) return known as Secrets;

  const secrets = Object.fromEntries(
    LOGINS.map((login) => [login, known?.[login] ?? randomBytes(32).toString('base64url')]),
  ) as Secrets;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeOnce(file, `${JSON.stringify(secrets, null, 2)}\n`, known !== null);
  // Another process may have been first: what is in the file counts.
  return readSecrets(file) as Secrets;
}

function readSecrets(file: string): Partial<Secrets> | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new Error(`The passwords in ${file} cannot be read by this account (${code}). `
      + 'Run Stepwell as the account that owns the file, or as root.', { cause: error });
  }
  try {
    return JSON.parse(text) as Partial<Secrets>;
  } catch (error) {
    throw new Error(`${file} is damaged: it is not JSON. Put back a copy of it, or move it away; `
      + 'with the embedded database new passwords are then made at the next start.', { cause: error });
  }
}

/** Writes the whole file under a temporary name first, so that nobody ever reads half of it. */
function writeOnce(file: string, text: string, replace: boolean): void {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    if (process.getuid?.() === 0) {
      const folder = statSync(join(file, '..'));
      chownSync(temporary, folder.uid, folder.gid);
    }
    if (replace) renameSync(temporary, file);
    else linkSync(temporary, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Some shared file systems know no hard links; there two first starts at once are not told apart.
    if (code === 'EPERM' || code === 'ENOTSUP') renameSync(temporary, file);
    else if (code !== 'EEXIST') throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}
