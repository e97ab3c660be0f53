import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import pg from 'pg';
import { migrate } from '../database/migrate.ts';
import { connect } from './address.ts';
import type { PgAddress } from './address.ts';
import { unpackEntries } from './archive.ts';
import type { EntryWithContent } from './archive.ts';
import { startEmbedded } from './embedded.ts';
import { withLaunchLock } from './launch-lock.ts';
import { prepareLayout } from './layout.ts';
import type { Layout } from './layout.ts';
import { importRows } from './logical-backup.ts';
import { putBack } from './physical-backup.ts';
import { holderOf, readPidFile } from './pid-file.ts';
import { loadSecrets } from './secrets.ts';
import { ByteReader, unseal } from './vault.ts';
import type { About } from './vault.ts';

export type RestoreOptions = {
  file: string;
  dataDir: string;
  databaseUrl: string | null;
  key: string;
  /** Set what the data folder holds aside, instead of refusing. */
  replace?: boolean;
  say?: (message: string) => void;
  now?: () => Date;
};

/** What came back, and where what was there before lies now. */
export type Restored = { about: About; what: string; setAside: string | null };

const SOURCE = join(import.meta.dirname, '../..');

/** Opens a backup, puts it back and checks what was put back. Nothing is touched before the key was found right. */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const file = resolve(options.file);
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const { about, content } = await unseal(file, options.key);
  const entries = unpackEntries(new ByteReader(decompressed(content)));
  if (about.kind === 'logical') return { about, what: await restoreRows(options, entries), setAside: null };
  if (options.databaseUrl) {
    throw new Error('This backup holds the files of an embedded database. Leave out DATABASE_URL to restore it into '
      + 'DATA_DIR; to move it to another server, export it from there: npm run backup -- FILE --logical.');
  }
  return { about, ...await restoreFiles(options, entries) };
}

async function* decompressed(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const open = createZstdDecompress();
  // What goes wrong in the source ends `open` too, with the same error, which reading it throws.
  pipeline(Readable.from(content, { objectMode: false }), open).catch(() => {});
  for await (const piece of open) yield piece as Buffer;
}

async function restoreFiles(options: RestoreOptions, entries: AsyncIterable<EntryWithContent>):
Promise<{ what: string; setAside: string | null }> {
  const dataDir = resolve(options.dataDir);
  if (!options.replace && !(await isUnused(dataDir))) {
    throw new Error(`${dataDir} is not empty. Choose another folder with DATA_DIR, or add --replace: what is there `
      + 'is then set aside, not deleted.');
  }
  const layout = await prepareLayout(dataDir);
  return withLaunchLock(layout.home, async () => {
    refuseRunning(layout);
    const stage = join(dataDir, 'restoring');
    const newCluster = join(layout.home, 'data.restoring');
    await rm(stage, { recursive: true, force: true });
    await rm(newCluster, { recursive: true, force: true });
    await mkdir(stage, { mode: 0o700 });
    await mkdir(newCluster, { mode: 0o700 });
    if (layout.account.dropped) await chown(newCluster, layout.account.uid, layout.account.gid);
    try {
      const { files } = await putBack(entries, newCluster, stage, layout.account);
      const setAside = await moveAside(layout, options.now?.() ?? new Date());
      await rename(newCluster, layout.cluster);
      for (const name of await readdir(stage)) await rename(join(stage, name), join(dataDir, name));
      // The next start then makes sure that the database knows the password that came with it.
      await rm(join(layout.home, 'owner-password.sha256'), { force: true });
      return { what: `${files} files`, setAside };
    } finally {
      await rm(stage, { recursive: true, force: true });
      await rm(newCluster, { recursive: true, force: true });
    }
  });
}

/** Nothing there, or only what a restore that failed left: folders without a database. */
async function isUnused(dataDir: string): Promise<boolean> {
  try {
    const found = await readdir(dataDir);
    return found.every((name) => name === 'restoring' || (name === 'postgres' && !existsSync(join(dataDir, name, 'data'))));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

function refuseRunning(layout: Layout): void {
  const pid = readPidFile(layout.cluster)?.pid;
  if (pid !== undefined && holderOf(pid, layout.cluster) === 'our-server') {
    throw new Error(`Stepwell is running on ${layout.dataDir}. Stop it first.`);
  }
}

/** Moves what was there into `replaced-…` folders: inside, because the data folder may be a mount of its own. */
async function moveAside(layout: Layout, now: Date): Promise<string | null> {
  const name = `replaced-${now.toISOString().slice(0, 19).replaceAll(':', '')}`;
  const others = (await readdir(layout.dataDir)).filter((n) => n !== 'postgres' && n !== 'restoring'
    && !n.startsWith('replaced-'));
  const hasCluster = existsSync(layout.cluster);
  if (others.length === 0 && !hasCluster) return null;
  const aside = join(layout.dataDir, name);
  await mkdir(aside, { mode: 0o700 });
  for (const other of others) await rename(join(layout.dataDir, other), join(aside, other));
  if (!hasCluster) return aside;
  const clusterAside = `${layout.cluster}.${name}`;
  await rename(layout.cluster, clusterAside);
  return `${aside} and ${await realpath(clusterAside)}`;
}

async function restoreRows(options: RestoreOptions, entries: AsyncIterable<EntryWithContent>): Promise<string> {
  const server = options.databaseUrl ? null : await startEmbedded({ dataDir: options.dataDir, mode: 'durable' });
  try {
    const owner = server ? { ...server.owner } : { connectionString: options.databaseUrl! };
    await migrate(owner, SOURCE, loadSecrets(options.dataDir));
    const client = new pg.Client(owner);
    client.on('error', () => {});
    await client.connect();
    try {
      const { tables, rows } = await importRows(client, entries);
      return `${rows} rows in ${tables} tables`;
    } finally {
      await client.end();
    }
  } finally {
    await server?.stop();
  }
}

/** Starts the restored database and reads every index against its table. @returns how many were read */
export async function checkRestored(dataDir: string): Promise<number> {
  const server = await startEmbedded({ dataDir, mode: 'durable' });
  try {
    return await checkIndexes(server.owner);
  } finally {
    await server.stop();
  }
}

async function checkIndexes(owner: PgAddress): Promise<number> {
  const client = await connect(owner, 'stepwell check');
  try {
    await client.query('begin');
    await client.query('create extension if not exists amcheck');
    const { rows } = await client.query<{ name: string }>(`
      select c.oid::regclass::text as name, bt_index_check(c.oid, true, true)::text
      from pg_class c join pg_am am on am.oid = c.relam join pg_index i on i.indexrelid = c.oid
      where am.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p' and i.indisvalid`);
    await client.query('rollback');
    return rows.length;
  } finally {
    await client.end();
  }
}
