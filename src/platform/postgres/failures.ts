/**
 * Turns what initdb or the server printed before it gave up into what to do about it.
 *
 * @param log the last lines of the output
 * @param freeBytes free space on the disk of the folder, if known
 */
export function explainFailure(log: string, folder: string, freeBytes: number | null): string {
  const free = freeBytes === null ? '' : ` (${Math.floor(freeBytes / 1_048_576)} MB are free)`;
  for (const [pattern, advice] of KNOWN) {
    if (pattern.test(log)) return advice.replaceAll('{folder}', folder).replaceAll('{free}', free);
  }
  return `PostgreSQL did not start in ${folder}. Its last words were:\n${lastLines(log, 6)}`;
}

const KNOWN: [RegExp, string][] = [
  [/No space left on device|Disk quota exceeded/i,
    'The disk that holds {folder} is full{free}. Free some space and start again; nothing that was saved is lost.'],
  [/Read-only file system/i,
    '{folder} lies on a read-only disk. Choose another folder with DATA_DIR.'],
  [/database files are incompatible|initialized by PostgreSQL version/i,
    'The data in {folder} is of another version of PostgreSQL. Start the Stepwell that made it.'],
  [/could not look up effective user ID/i,
    'This process runs under a number that has no entry in /etc/passwd, and PostgreSQL refuses that. '
      + 'Run Stepwell as a named account, or set DATABASE_URL to a PostgreSQL 18 server.'],
  [/lock file ".*" already exists|shared memory block .* still in use/i,
    'Another PostgreSQL server is still using {folder}. Stop it, then start again.'],
  [/could not (map|resize) .*shared memory|could not create shared memory|Cannot allocate memory/i,
    'There is not enough memory for the database. Free some (in a container: raise its memory limit), '
      + 'then start again.'],
  [/has wrong ownership|has invalid permissions|Permission denied/i,
    'The account that PostgreSQL runs under may not use {folder}. The folder and everything in it must belong to '
      + 'that account, with mode 0700.'],
  [/could not locate a valid checkpoint record|invalid checkpoint record|PANIC/,
    'The database in {folder} is damaged and cannot recover by itself. Keep the folder as it is, and restore the '
      + 'last backup into a new one: npm run restore -- FILE.'],
];

export const lastLines = (text: string, count: number): string =>
  text.trim().split('\n').slice(-count).map((line) => `  ${line}`).join('\n');

/** Whether trying again a moment later may help: backends of a killed server take up to 0.6 s to be gone. */
export const passesByItself = (log: string): boolean =>
  /shared memory block .* still in use|pre-existing shared memory/i.test(log);
