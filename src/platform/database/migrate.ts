/**
 * Brings a database to the version of this source: login roles first, then every numbered SQL file of every room,
 * each in a transaction with its own row in `house_migration`. One at a time, by advisory lock.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

export const LOGINS = ['app', 'disclosure', 'signin', 'recorder', 'jobs'] as const;
export type Login = (typeof LOGINS)[number];
export type LoginSecrets = Record<Login, string>;

export type Migration = { number: number; name: string; sql: string; hash: string };

/** Every migration under `root`, in order. Two files with one number are a mistake of the source. */
export async function listMigrations(root: string): Promise<Migration[]> {
  const files = (await readdir(root, { recursive: true })).filter((f) => /migrations\/\d{4}-[a-z0-9-]+\.sql$/.test(f));
  const list = await Promise.all(files.map(async (file): Promise<Migration> => {
    const sql = await readFile(join(root, file), 'utf8');
    const name = file.slice(file.lastIndexOf('/') + 1);
    return { number: Number(name.slice(0, 4)), name, sql, hash: createHash('sha256').update(sql).digest('hex') };
  }));
  list.sort((a, b) => a.number - b.number);
  for (const [i, m] of list.entries()) {
    if (list[i - 1]?.number === m.number) throw new Error(`two migrations have number ${m.number}`);
  }
  return list;
}

/** The data was written by a newer Stepwell: never guess at it. */
export class NewerData extends Error {
  override name = 'NewerData';
}

/**
 * @param owner connection of the owner to the database itself
 * @param secrets passwords for the login roles; made or changed to these
 * @returns names of the migrations applied now
 */
export async function migrate(owner: pg.ClientConfig, root: string, secrets: LoginSecrets): Promise<string[]> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7365)');
    await makeLogins(client, secrets);
    await client.query(`create table if not exists public.house_migration (
      number integer primary key, name text not null, hash text not null, at timestamptz not null default now())`);
    const done = new Map<number, { name: string; hash: string }>(
      (await client.query('select number, name, hash from public.house_migration')).rows.map((r) => [r.number, r]));
    const list = await listMigrations(root);
    refuseNewer(done, list);
    const applied: string[] = [];
    for (const m of list) {
      const before = done.get(m.number);
      if (before) continue;
      await applyOne(client, m);
      applied.push(m.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

function refuseNewer(done: Map<number, { name: string; hash: string }>, list: Migration[]): void {
  const known = new Map(list.map((m) => [m.number, m]));
  for (const [number, { name, hash }] of done) {
    const here = known.get(number);
    if (!here) {
      throw new NewerData(`This data was written by a newer Stepwell (it has ${name}). Start that version, or restore a backup.`);
    }
    if (here.hash !== hash) {
      throw new NewerData(`Migration ${name} differs from the one this data was made with. Start the version that made it.`);
    }
  }
}

async function applyOne(client: pg.Client, m: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(m.sql);
    await client.query('insert into public.house_migration (number, name, hash) values ($1, $2, $3)',
      [m.number, m.name, m.hash]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${m.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

/** Two logins are never members of each other: policies of inherited roles would add up. */
async function makeLogins(client: pg.Client, secrets: LoginSecrets): Promise<void> {
  for (const login of LOGINS) {
    const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [login]);
    const verb = rows.length ? 'alter' : 'create';
    await client.query(`${verb} role ${login} login nosuperuser nocreatedb nocreaterole nobypassrls noinherit password `
      + client.escapeLiteral(secrets[login]));
  }
  await client.query('revoke all on schema public from public');
}
