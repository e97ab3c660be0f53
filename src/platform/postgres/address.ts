import { realpathSync, statSync } from 'node:fs';
import pg from 'pg';
import type { StartFacts } from './start-decision.ts';

/** What node-postgres needs to connect: through a socket in the private folder `host`. */
export type PgAddress = { host: string; port: number; user: string; password: string; database: string };

/** Names the socket file (`.s.PGSQL.5432`); nothing listens on a network port. */
export const PORT = 5432;

/** Held, shared, by every process that needs the server; whoever can take it alone may stop the server. */
const IN_USE_KEY = 0x57_e9_3e_11;

/** A single connection whose loss is an event, not the end of Node. */
export async function connect(address: PgAddress, purpose: string): Promise<pg.Client> {
  const client = new pg.Client({ ...address, application_name: purpose, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Asks the socket who answers there. */
export async function askSocket(address: PgAddress, cluster: string): Promise<StartFacts['socket']> {
  let client: pg.Client;
  try {
    client = await connect({ ...address, database: 'postgres' }, 'stepwell launcher');
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') return 'silent';
    if (code === '28P01' || code === '28000') return 'rejects';
    // Starting, recovering, stopping (57P0x), full of connections, or cut off while stopping: it lives.
    if (code?.startsWith('57P0') || code === '53300' || code === 'ECONNRESET' || /timeout|terminated/i.test(message)) {
      return 'starting';
    }
    throw error;
  }
  try {
    const answer = await client.query<{ data_directory: string }>('show data_directory');
    return sameFolder(answer.rows[0]!.data_directory, cluster) ? 'ours' : 'other';
  } catch {
    return 'starting';
  } finally {
    await client.end().catch(() => {});
  }
}

function sameFolder(a: string, b: string): boolean {
  try {
    if (realpathSync(a) === realpathSync(b)) return true;
    const [one, two] = [statSync(a), statSync(b)];
    return one.ino === two.ino && one.dev === two.dev;
  } catch {
    return false;
  }
}

/** Says on a connection that lasts as long as this process that the server is needed. */
export async function takeLease(address: PgAddress): Promise<pg.Client> {
  const client = await connect({ ...address, database: 'postgres' }, 'stepwell lease');
  await client.query('select pg_advisory_lock_shared($1)', [IN_USE_KEY]);
  return client;
}

/** Whether no process needs the server any more. */
export async function isUnused(address: PgAddress): Promise<boolean> {
  const client = await connect({ ...address, database: 'postgres' }, 'stepwell launcher');
  try {
    const answer = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [IN_USE_KEY]);
    return answer.rows[0]!.alone;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Makes the database itself, once. */
export async function ensureDatabase(address: PgAddress): Promise<void> {
  const client = await connect({ ...address, database: 'postgres' }, 'stepwell launcher');
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [address.database]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(address.database)}`);
  } finally {
    await client.end().catch(() => {});
  }
}
