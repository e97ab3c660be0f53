import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { connect } from './address.ts';
import { packEntries } from './archive.ts';
import type { EntryWithContent } from './archive.ts';
import { clusterVersion } from './cluster.ts';
import { startEmbedded } from './embedded.ts';
import { exportRows } from './logical-backup.ts';
import { backUpCluster, contentOf } from './physical-backup.ts';
import { seal } from './vault.ts';
import type { About } from './vault.ts';

export type BackupOptions = {
  file: string;
  dataDir: string;
  /** Address of an external database; null for the embedded one. */
  databaseUrl: string | null;
  /** The passphrase that opens the backup. */
  key: string;
  /** Rows instead of files, for moving to another version or provider. An external database gives only rows. */
  logical?: boolean;
  now?: () => Date;
};

/** In the data folder, but not of it: caches, logs, what a restore set aside. */
const NOT_DATA = /^(postgres$|replaced-|restoring$|server\.log|binaries)/;

/** Writes one encrypted file. It has its name only once it is complete and on the disk. @returns its size */
export async function backUp(options: BackupOptions): Promise<{ bytes: number; kind: About['kind'] }> {
  const file = resolve(options.file);
  if (existsSync(file)) throw new Error(`${file} exists already. Give the backup another name.`);
  const kind = options.logical || options.databaseUrl ? 'logical' : 'physical';
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8')) as
    { version: string };
  const about: About = { kind, madeAt: (options.now?.() ?? new Date()).toISOString(), stepwell: version };

  const entries = kind === 'physical' ? physical(options) : logical(options);
  const making = `${file}.making`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await pipeline(
      Readable.from(packEntries(entries), { objectMode: false }),
      createZstdCompress(),
      (packed: AsyncIterable<Buffer>) => seal(packed, options.key, about),
      createWriteStream(making, { flags: 'wx', mode: 0o600 }),
    );
    const handle = await open(making, 'r+');
    await handle.sync();
    await handle.close();
    await rename(making, file);
  } catch (error) {
    await rm(making, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      throw new Error(`The disk that ${file} should be written to is full. Nothing was written.`, { cause: error });
    }
    throw error;
  }
  return { bytes: (await stat(file)).size, kind };
}

async function* physical(options: BackupOptions): AsyncGenerator<EntryWithContent> {
  const cluster = join(resolve(options.dataDir), 'postgres/data');
  if (clusterVersion(cluster) === null) throw new Error(`There is no database in ${options.dataDir} to back up.`);
  const server = await startEmbedded({ dataDir: options.dataDir, mode: 'durable' });
  try {
    const client = await connect({ ...server.owner, database: 'postgres' }, 'stepwell backup');
    try {
      yield* backUpCluster(client, cluster);
    } finally {
      await client.end();
    }
    yield* otherFiles(resolve(options.dataDir), '');
  } finally {
    await server.stop();
  }
}

/** Passwords, keys and whatever else lies in the data folder beside the database. */
async function* otherFiles(dataDir: string, folder: string): AsyncGenerator<EntryWithContent> {
  for (const found of await readdir(join(dataDir, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${found.name}` : found.name;
    if (NOT_DATA.test(path)) continue;
    if (found.isDirectory()) yield* otherFiles(dataDir, path);
    else if (found.isFile()) {
      const { mode } = await stat(join(dataDir, path));
      yield { entry: { name: path, mode: mode & 0o777 }, content: contentOf(join(dataDir, path)) };
    }
  }
}

async function* logical(options: BackupOptions): AsyncGenerator<EntryWithContent> {
  const server = options.databaseUrl ? null : await startEmbedded({ dataDir: options.dataDir, mode: 'durable' });
  try {
    const client = new pg.Client(server ? { ...server.owner } : { connectionString: options.databaseUrl! });
    client.on('error', () => {});
    await client.connect();
    try {
      yield* exportRows(client);
    } finally {
      await client.end();
    }
  } finally {
    await server?.stop();
  }
}
