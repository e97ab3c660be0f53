/**
 * A database as the rows of its tables, all of one instant: for moving to another version or provider, and the only
 * backup of a database that Stepwell does not run itself.
 *
 * The job queue (schema `pgboss`) is not in it: the queue's tables belong to the queue, which makes them itself. Jobs
 * that were handed over but not done yet are handed over again.
 */
import pg from 'pg';
import { bytes, whole } from './archive.ts';
import type { EntryWithContent } from './archive.ts';
import { copyIn, copyOut } from './copy.ts';

type Table = { schema: string; name: string; columns: string[] };
type Note = {
  migrations: { number: number; name: string; hash: string }[];
  sequences: { schema: string; name: string; value: string; called: boolean }[];
};

const MIGRATIONS = 'public.house_migration';
const NOT_OURS = "('pg_catalog', 'information_schema', 'pgboss')";

const q = (table: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`;

/** Every ordinary table with the columns that can be written, and every sequence. */
export async function* exportRows(client: pg.Client): AsyncGenerator<EntryWithContent> {
  await client.query('begin isolation level repeatable read read only');
  // An error rather than a part of the rows, should a policy apply to this login; and no end by idleness.
  await client.query("set local row_security = off; set local idle_in_transaction_session_timeout = 0");
  const migrations = (await client.query<Note['migrations'][number]>(
    `select number, name, hash from ${MIGRATIONS} order by number`)).rows;
  const sequences = (await client.query<Note['sequences'][number]>(`
    select schemaname as schema, sequencename as name, coalesce(last_value, start_value)::text as value,
      last_value is not null as called
    from pg_sequences where schemaname not in ${NOT_OURS}`)).rows;
  const note: Note = { migrations, sequences };
  yield { entry: { name: 'note', note }, content: bytes() };
  for (const table of await listTables(client)) {
    yield { entry: { name: `${table.schema}.${table.name}`, table }, content: copyOut(client, `copy ${list(table)} to stdout`) };
  }
  await client.query('commit');
}

const list = (table: Table): string => `${q(table)} (${table.columns.map((c) => pg.escapeIdentifier(c)).join(', ')})`;

async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname not in ${NOT_OURS} and n.nspname !~ '^pg_'
      and format('%I.%I', n.nspname, c.relname) <> '${MIGRATIONS}'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by 1, 2 order by 1, 2`);
  return rows;
}

/**
 * Writes the rows into a database that was migrated by the same source and holds no program yet. All or nothing.
 * @returns how many tables and rows were written
 */
export async function importRows(client: pg.Client, entries: AsyncIterable<EntryWithContent>):
Promise<{ tables: number; rows: number }> {
  await client.query('begin');
  try {
    await client.query('set local idle_in_transaction_session_timeout = 0');
    await refuseUsed(client);
    const tables = await listTables(client);
    // Triggers would write history and refuse to touch what was signed: the rows come with theirs.
    for (const table of tables) await client.query(`alter table ${q(table)} disable trigger user`);
    await client.query(`truncate ${tables.map(q).join(', ')}`);
    const keys = await dropForeignKeys(client);
    let note: Note | null = null;
    let rows = 0;
    let count = 0;
    for await (const { entry, content } of entries) {
      if (!entry.table) {
        note = entry.note as Note;
        await whole(content);
        await refuseOtherSchema(client, note);
        continue;
      }
      rows += await copyIn(client, `copy ${list(entry.table)} from stdin`, content);
      count += 1;
    }
    if (!note) throw new Error('The backup does not say which migrations it was made with.');
    await client.query('set constraints all immediate');
    for (const key of keys) await client.query(key);
    for (const table of tables) await client.query(`alter table ${q(table)} enable trigger user`);
    for (const s of note.sequences) await client.query('select setval($1::regclass, $2, $3)', [q(s), s.value, s.called]);
    await startNewEra(client);
    await client.query('update house.outbox set handed_at = null where handed_at > clock_timestamp() - interval \'1 day\'');
    await client.query('commit');
    return { tables: count, rows };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function refuseUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>('select exists (select from live.agency) as used');
  if (rows[0]!.used) {
    throw new Error('The database already holds a program. Restore into an empty one: make a new database and name '
      + 'it in DATABASE_URL.');
  }
}

async function refuseOtherSchema(client: pg.Client, note: Note): Promise<void> {
  const { rows } = await client.query<Note['migrations'][number]>(`select number, name, hash from ${MIGRATIONS} order by number`);
  const differs = note.migrations.find((m, i) => rows[i]?.number !== m.number || rows[i]?.hash !== m.hash);
  const more = rows[note.migrations.length];
  if (differs) {
    throw new Error(`The backup was made with another version of Stepwell (it has migration ${differs.name}). `
      + 'Restore it with that version, then start the newer one.');
  }
  if (more) {
    throw new Error(`The backup was made with an older Stepwell (before migration ${more.name}). `
      + 'Restore it with that version, then start this one.');
  }
}

/**
 * Takes foreign keys away for the moment of loading, so that tables may come in any order and point at each other.
 * @returns the statements that make them again, each of which checks every row
 */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; make: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint where contype = 'f' and conparentid = 0
      and connamespace::regnamespace::text not in ${NOT_OURS}`);
  for (const { drop } of rows) await client.query(drop);
  return rows.map((row) => row.make);
}

/**
 * Transaction numbers do not survive a move, and the audit trail is sealed in their order. A new era tells the
 * sealer that all older entries count as before everything that is written here.
 */
async function startNewEra(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ era: number }>(
    'update house.audit_horizon set era = era + 1, lo = pg_current_xact_id() returning era');
  await client.query(`alter table house.audit alter column era set default ${Number(rows[0]!.era)}`);
}
