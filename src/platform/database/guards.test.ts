/** Reads the catalog: what must hold for every table, view and function, whichever room made it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { typesOf } from './generate-types.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const names = async (sql: string): Promise<string[]> => (await stage.owner.query<{ name: string }>(sql)).rows.map((r) => r.name);

describe('the database', () => {
  test('guards every table with policies, a tenant and a key that starts with agency_id', async () => {
    assert.deepEqual(await names(`select relname as name from pg_class c where relnamespace = 'live'::regnamespace and relkind = 'r' and not relrowsecurity`), []);
    assert.deepEqual(await names(`select c.relname as name from pg_class c where c.relnamespace = 'live'::regnamespace and c.relkind = 'r'
      and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive)`), []);
    assert.deepEqual(await names(`select c.relname as name from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relnamespace = 'live'::regnamespace and a.attname <> 'agency_id'`), []);
  });

  test('starts every foreign key with agency_id, and cascades nothing', async () => {
    assert.deepEqual(await names(`select conname as name from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where contype = 'f' and connamespace = 'live'::regnamespace and a.attname <> 'agency_id'`), []);
    assert.deepEqual(await names(`select conname as name from pg_constraint where contype = 'f' and connamespace = 'live'::regnamespace and confdeltype <> 'a'`), []);
  });

  test('lets no view see past its reader, and grants no materialized view', async () => {
    assert.deepEqual(await names(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('live', 'as_of', 'house') and c.relkind in ('v', 'm') and (c.relkind = 'm' or not coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false))`), []);
  });

  test('pins the search path of every function that runs as the owner', async () => {
    assert.deepEqual(await names(`select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname in ('live', 'as_of', 'house', 'auth', 'public')
        and not exists (select from unnest(coalesce(p.proconfig, '{}')) c where c like 'search_path=%')`), []);
  });

  test('keeps the login roles apart: none owns, none bypasses, none is a member of another', async () => {
    assert.deepEqual(await names(`select rolname as name from pg_roles where rolname in ('app', 'disclosure', 'signin', 'recorder', 'jobs')
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`), []);
    assert.deepEqual(await names(`select r.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.member
      where r.rolname in ('app', 'disclosure', 'signin', 'recorder', 'jobs')`), []);
  });

  test('has for each table with history a twin of the same columns, a trigger and a view, and for each fact a lock', async () => {
    assert.deepEqual(await names(`select c.relname as name from pg_class c where c.relnamespace = 'live'::regnamespace and c.relkind = 'r'
      and c.relname !~ '_h$' and not exists (select from pg_class v where v.relnamespace = 'as_of'::regnamespace and v.relname = c.relname)`), []);
    assert.deepEqual(await names(`select t.relname || '.' || a.attname as name from pg_class t join pg_class h on h.relname = t.relname || '_h' and h.relnamespace = t.relnamespace
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      where t.relnamespace = 'live'::regnamespace and not exists (select from pg_attribute b where b.attrelid = h.oid and b.attname = a.attname and b.atttypid = a.atttypid)`), []);
    assert.deepEqual(await names(`select t.relname as name from pg_class t where t.relnamespace = 'live'::regnamespace and t.relkind = 'r' and t.relname !~ '_h$'
      and not exists (select from pg_trigger g where g.tgrelid = t.oid and g.tgname in ('keep', 'kept'))`), []);
    assert.deepEqual(await names(`select t.relname || '.' || a.attname as name from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      join pg_class v on v.relname = t.relname and v.relnamespace = 'as_of'::regnamespace
      where t.relnamespace = 'live'::regnamespace and t.relkind = 'r'
      and not exists (select from pg_attribute b where b.attrelid = v.oid and b.attname = a.attname)`), []);
  });

  test('answers an error, never rows, to whoever has not said who acts', async () => {
    await assert.rejects(stage.pools.app.query('select * from client'));
    await assert.rejects(stage.pools.disclosure.query('select * from client'));
  });

  test('matches the generated types', async () => {
    assert.equal(await readFile(join(import.meta.dirname, 'schema.ts'), 'utf8'), await typesOf({ ...stage.database }));
  });
});
