/**
 * The embedded database as files, taken while it serves (database.md §10), and put back.
 *
 * The backup is whole in itself: beside the data files it holds the write-ahead log from its start to its end,
 * which a temporary replication slot keeps from being recycled meanwhile. `archive_mode` stays off: a backup
 * restores to its own end, and how much can be lost is the time since the last one.
 */
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { chmod, chown, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import type { Account } from './account.ts';
import { bytes } from './archive.ts';
import type { Entry, EntryWithContent } from './archive.ts';

/** Where the cluster's files stand in a backup; everything else in it lies directly in the data folder. */
const CLUSTER = 'postgres/data';

/** Made anew at every start, or belonging to the running server alone. Their folders are kept, empty. */
const EMPTIED = new Set(['pg_wal', 'pg_wal/archive_status', 'pg_wal/summaries', 'pg_replslot', 'pg_stat_tmp',
  'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_subtrans']);
const LEFT_OUT = /^(postmaster\.(pid|opts)|backup_label|tablespace_map)$|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*)$/;

/**
 * @param client a connection of the owner, used for nothing else meanwhile
 * @param cluster the folder of the running server
 */
export async function* backUpCluster(client: pg.Client, cluster: string): AsyncGenerator<EntryWithContent> {
  const [links] = (await client.query<{ n: number }>(
    "select count(*)::int as n from pg_tablespace where spcname not in ('pg_default', 'pg_global')")).rows;
  if (links!.n > 0) throw new Error('This database has tablespaces, which a backup does not hold. Drop them first.');
  await client.query(
    "select pg_create_physical_replication_slot('stepwell_backup_' || pg_backend_pid(), true, true)");
  const first = (await client.query<{ file: string }>(
    "select pg_walfile_name(pg_backup_start('stepwell', fast => true)) as file")).rows[0]!.file;

  yield* folderEntries(cluster, '');
  yield { entry: { name: `${CLUSTER}/global/pg_control`, mode: 0o600 }, content: settled(cluster) };

  const stop = (await client.query<{ file: string; labelfile: string }>(
    'select pg_walfile_name(lsn) as file, labelfile from pg_backup_stop(wait_for_archive => false)')).rows[0]!;
  for (const file of (await readdir(join(cluster, 'pg_wal'))).sort()) {
    // A segment's name is timeline, log and number in hexadecimal digits of fixed width: they sort as they follow.
    const segment = /^[0-9A-F]{24}$/.test(file) && file >= first && file <= stop.file;
    if (segment || file.endsWith('.history')) yield fileEntry(cluster, `pg_wal/${file}`);
  }
  yield { entry: { name: `${CLUSTER}/backup_label`, mode: 0o600 }, content: bytes(Buffer.from(stop.labelfile)) };
}

async function* folderEntries(cluster: string, folder: string): AsyncGenerator<EntryWithContent> {
  for (const found of await readdir(join(cluster, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${found.name}` : found.name;
    if (LEFT_OUT.test(path) || path === 'global/pg_control') continue;
    if (found.isDirectory()) {
      yield { entry: { name: `${CLUSTER}/${path}`, mode: 0o700, folder: true }, content: bytes() };
      if (EMPTIED.has(path)) {
        for (const kept of EMPTIED) {
          if (dirname(kept) === path) {
            yield { entry: { name: `${CLUSTER}/${kept}`, mode: 0o700, folder: true }, content: bytes() };
          }
        }
      } else {
        yield* folderEntries(cluster, path);
      }
    } else if (found.isFile()) {
      yield fileEntry(cluster, path);
    }
  }
}

const fileEntry = (cluster: string, path: string): EntryWithContent =>
  ({ entry: { name: `${CLUSTER}/${path}`, mode: 0o600 }, content: contentOf(join(cluster, path)) });

/** A file's bytes; none if it was removed meanwhile, which the write-ahead log then knows too. */
export async function* contentOf(file: string): AsyncGenerator<Buffer> {
  let handle: FileHandle;
  try {
    handle = await open(file, constants.O_RDONLY);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    for await (const piece of handle.createReadStream({ highWaterMark: 262_144, autoClose: false })) {
      yield piece as Buffer;
    }
  } finally {
    await handle.close();
  }
}

/** The control file is rewritten in place: read until two readings agree. */
async function* settled(cluster: string): AsyncGenerator<Buffer> {
  const read = async (): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of contentOf(join(cluster, 'global/pg_control'))) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  let last = await read();
  for (let again = await read(); !again.equals(last); again = await read()) last = again;
  yield last;
}

/**
 * Writes the entries of a backup: the cluster's into `cluster`, under the database's account, the others into
 * `rest`. Every file is on the disk when this returns.
 */
export async function putBack(entries: AsyncIterable<EntryWithContent>, cluster: string, rest: string,
  account: Account): Promise<{ files: number }> {
  let files = 0;
  for await (const { entry, content } of entries) {
    const path = safePath(entry);
    const inCluster = path === CLUSTER || path.startsWith(`${CLUSTER}/`);
    const target = inCluster ? join(cluster, path.slice(CLUSTER.length)) : join(rest, path);
    const mine = async (made: string): Promise<void> => {
      if (inCluster && account.dropped) await chown(made, account.uid, account.gid);
    };
    if (entry.folder) {
      await mkdir(target, { recursive: true, mode: 0o700 });
      await mine(target);
      for await (const _nothing of content) throw new Error(`The backup holds content for the folder ${path}.`);
      continue;
    }
    files += 1;
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const handle = await open(target, 'wx', 0o600);
    try {
      for await (const piece of content) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(target, entry.mode ?? 0o600);
    await mine(target);
  }
  return { files };
}

/** A name that could lead out of the folder is refused, whoever made the backup. */
function safePath(entry: Entry): string {
  const parts = entry.name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) {
    throw new Error(`The backup names a file outside its folder (${JSON.stringify(entry.name)}).`);
  }
  return parts.join('/');
}
