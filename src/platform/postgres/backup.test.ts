import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type pg from 'pg';
import { TEST_SECRETS } from '../database/for-tests.ts';
import { migrate } from '../database/migrate.ts';
import { connect } from './address.ts';
import type { PgAddress } from './address.ts';
import { backUp } from './backup.ts';
import { startEmbedded } from './embedded.ts';
import { removeFolder, temporaryFolder, testPostgres } from './for-tests.ts';
import type { TestPostgres } from './for-tests.ts';
import { checkRestored, restore } from './restore.ts';
import { loadSecrets } from './secrets.ts';
import { VaultError } from './vault.ts';

const KEY = 'a passphrase for tests';
const SOURCE = join(import.meta.dirname, '../..');

async function rows<T>(address: PgAddress, text: string): Promise<T[]> {
  const client = await connect(address, 'test');
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Every row of every table, as one number a table; not what a restore itself writes: its era, and when its tables were made. */
async function everyRow(address: PgAddress): Promise<Record<string, string>> {
  const tables = await rows<{ one: string }>(address, `select format('select %L as t, count(*) || '' '' || coalesce(sum(hashtextextended(x::text, 0)), 0) as d
    from %I.%I x', nspname || '.' || relname, nspname, relname) as one from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and nspname in ('live', 'house', 'auth', 'public') and relname not in ('audit_horizon', 'house_migration')`);
  const digests = await rows<{ t: string; d: string }>(address, tables.map((t) => t.one).join(' union all '));
  return Object.fromEntries(digests.map(({ t, d }) => [t, d]));
}

describe('a backup of the embedded database', () => {
  let folder: string;
  let dataDir: string;
  let file: string;
  let other: string;
  const server = (dir: string) => startEmbedded({ dataDir: dir, mode: 'durable', say: () => {} });
  const options = (dir: string) => ({ file, dataDir: dir, databaseUrl: null, key: KEY });

  before(async () => {
    folder = temporaryFolder();
    chmodSync(folder, 0o711);
    dataDir = join(folder, 'data');
    file = join(folder, 'monday.backup');
    other = join(folder, 'other');
    const live = await server(dataDir);
    await rows(live.owner, `create table mark (n int primary key, word text);
      insert into mark select i, md5(i::text) from generate_series(1, 20000) i`);
    writeFileSync(join(dataDir, 'sign-in.secret'), 'kept', { mode: 0o600 });
    // It is taken while rows are being written.
    let writing = true;
    const writer = (async () => {
      const client = await connect(live.owner, 'test');
      for (let n = 20_001; writing; n++) await client.query('insert into mark values ($1, $2)', [n, 'meanwhile']);
      await client.end();
    })();
    await backUp(options(dataDir));
    writing = false;
    await writer;
    await live.stop();
  });
  after(() => removeFolder(folder));

  it('is one file for its owner alone, in which no row can be read', () => {
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(readFileSync(file).includes('meanwhile'), false);
    assert.deepEqual(readdirSync(folder).filter((n) => n.endsWith('.making')), []);
  });

  it('restores into an empty folder with every row that was committed before it, and its secrets', async () => {
    const restored = await restore(options(other));
    assert.equal(restored.about.kind, 'physical');
    assert.equal(restored.setAside, null);
    assert.ok(await checkRestored(other) > 100);
    assert.equal(readFileSync(join(other, 'sign-in.secret'), 'utf8'), 'kept');
    assert.equal(statSync(join(other, 'sign-in.secret')).mode & 0o777, 0o600);
    assert.deepEqual(loadSecrets(other), loadSecrets(dataDir));
    const live = await server(other);
    const [found] = await rows<{ old: number; gaps: number }>(live.owner, `select
      count(*) filter (where n <= 20000 and word = md5(n::text))::int as old,
      (max(n) - count(*))::int as gaps from mark`);
    assert.deepEqual(found, { old: 20_000, gaps: 0 });
    await assert.rejects(restore({ ...options(other), replace: true }), /Stop it first/);
    await live.stop();
  });

  it('is not put over what is there, unless told to set that aside; then no row differs', async () => {
    const digest = 'select count(*)::int as n, md5(string_agg(n || word, \',\' order by n)) as all from mark';
    const live = await server(dataDir);
    const before = await rows(live.owner, digest);
    await live.stop();
    const rest = { ...options(dataDir), file: join(folder, 'rest.backup') };
    await backUp(rest);

    const into = { ...rest, dataDir: other, now: () => new Date('2026-03-02T23:00:00Z') };
    await assert.rejects(restore(into), /is not empty.*--replace/s);
    const secretsBefore = readFileSync(join(other, 'secrets.json'), 'utf8');
    const { setAside } = await restore({ ...into, replace: true });
    assert.match(setAside!, /replaced-2026-03-02T230000/);
    assert.equal(readFileSync(join(other, 'replaced-2026-03-02T230000/secrets.json'), 'utf8'), secretsBefore);
    assert.ok(existsSync(join(other, 'postgres/data.replaced-2026-03-02T230000/PG_VERSION')));
    const again = await server(other);
    assert.deepEqual(await rows(again.owner, digest), before);
    await again.stop();
  });

  it('leaves nothing behind when the key is wrong or the file was cut or changed', async () => {
    const target = join(folder, 'never');
    const reason = async (change: Partial<Parameters<typeof restore>[0]>): Promise<string> => {
      const error = await restore({ ...options(target), ...change }).then(() => null, (e: Error) => e);
      assert.ok(error instanceof VaultError, String(error));
      return error.reason;
    };
    assert.equal(await reason({ key: 'another passphrase' }), 'wrong-key');
    assert.equal(existsSync(target), false);
    const cut = join(folder, 'cut.backup');
    writeFileSync(cut, readFileSync(file));
    truncateSync(cut, statSync(file).size - 40);
    assert.equal(await reason({ file: cut }), 'cut-off');
    const changed = readFileSync(file);
    changed[Math.floor(changed.length / 2)]! ^= 1;
    writeFileSync(cut, changed);
    assert.equal(await reason({ file: cut }), 'damaged');
    assert.equal(existsSync(join(target, 'postgres/data')), false);
    assert.deepEqual(readdirSync(target), ['postgres']);
  });

  it('never takes the place of another file, and needs a database', async () => {
    await assert.rejects(backUp(options(dataDir)), /exists already/);
    await assert.rejects(backUp({ ...options(join(folder, 'nothing')), file: join(folder, 'no') }), /no database/);
    assert.equal(existsSync(join(folder, 'no')), false);
  });
});

describe('a backup of rows', () => {
  let server: TestPostgres;
  let folder: string;
  let admin: pg.Client;
  const names = ['rows_from', 'rows_to'].map((name) => `${name}_${process.pid}`);
  const address = (i: 0 | 1): PgAddress => ({ ...server.owner, database: names[i]! });
  const url = (i: 0 | 1): string => `postgres://${server.owner.user}:${server.owner.password}@/${names[i]}`
    + `?host=${encodeURIComponent(server.owner.host)}`;
  const options = (i: 0 | 1) => ({ file: join(folder, 'rows.backup'), dataDir: folder, databaseUrl: url(i), key: KEY });

  before(async () => {
    server = await testPostgres();
    folder = temporaryFolder();
    admin = await connect({ ...server.owner, database: 'postgres' }, 'test');
    for (const name of names) await admin.query(`create database ${name}`);
    // logins are the whole server's: new passwords would shut out the tests beside this one
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ ...TEST_SECRETS, owner: server.owner.password }), { mode: 0o600 });
    await migrate(address(0), SOURCE, loadSecrets(folder));
    await rows(address(0), `select set_config('app.now', '2026-03-02T23:00:00Z', false);
      insert into live.agency (agency_id, name, time_zone)
        select uuidv7(), 'Example ' || i || E'\\t"quoted"\\n\\\\', 'America/Chicago' from generate_series(1, 3000) i;
      update live.agency set name = name || ' renamed' where name like 'Example 1%';
      insert into house.audit (agency_id, id, at, actor_id, roles, operation, kind, outcome)
        select agency_id, uuidv7(), now(), agency_id, 'director', 'openChart', 'read', 'answered' from live.agency`);
  });
  after(async () => {
    for (const name of names) await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await server.stop();
    removeFolder(folder);
  });

  it('comes back row for row in another database, where the audit trail begins a new era', async () => {
    assert.equal((await backUp(options(0))).kind, 'logical');
    const restored = await restore(options(1));
    assert.match(restored.what, /^\d{4,} rows in \d{2,} tables$/);
    const there = await everyRow(address(1));
    assert.ok(Object.keys(there).length > 100);
    assert.deepEqual(there, await everyRow(address(0)));
    assert.deepEqual(await rows(address(1), `select (select era from house.audit_horizon) as era,
      (select count(*)::int from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where not tgisinternal and tgenabled = 'D') as sleeping`), [{ era: 2, sleeping: 0 }]);
    const keys = "select count(*)::int as n from pg_constraint where contype = 'f'";
    assert.deepEqual(await rows(address(1), keys), await rows(address(0), keys));
    const [fresh] = await rows<{ era: number }>(address(1), `insert into house.audit
      (agency_id, id, at, actor_id, roles, operation, kind, outcome)
      select agency_id, uuidv7(), now(), agency_id, 'director', 'openChart', 'read', 'answered' from live.agency limit 1 returning era`);
    assert.equal(fresh!.era, 2);
  });

  it('is not mixed with a program that is there', async () => {
    await assert.rejects(restore(options(0)), /already holds a program/);
  });
});
