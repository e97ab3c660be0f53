/**
 * Writes the types of the migrated schema (schemas live and house) for Kysely, so that a statement that names a
 * column which is not there does not compile. A test compares the file with the database.
 */
import pg from 'pg';

const TYPES: Record<string, string> = {
  uuid: 'string', text: 'string', bool: 'boolean', int2: 'number', int4: 'number', int8: 'number', float8: 'number',
  numeric: 'number', date: 'string', time: 'string', timestamptz: 'string', timestamp: 'string', bytea: 'Buffer',
  jsonb: 'Json', json: 'Json', xid8: 'string', tstzrange: 'string', daterange: 'string', interval: 'string',
};

type Column = { schema: string; table: string; column: string; type: string; nullable: boolean; filled: boolean };

/** @returns the text of `schema.ts` for the database behind `owner` */
export async function typesOf(owner: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rows } = await client.query<Column>(`
      select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type,
        not a.attnotnull as nullable, (a.atthasdef or a.attidentity <> '') as filled
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_type t on t.oid = a.atttypid
      where n.nspname in ('live', 'house') and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
        and c.relname !~ '_h$'
      order by n.nspname <> 'live', c.relname, a.attnum`);
    return render(rows);
  } finally {
    await client.end();
  }
}

function render(columns: Column[]): string {
  const tables = Map.groupBy(columns, (c) => (c.schema === 'live' ? c.table : `${c.schema}.${c.table}`));
  const lines = [
    '// Generated from the migrated database by `npm run generate`. Do not edit.',
    "import type { ColumnType } from 'kysely';",
    '',
    'export type Json = ColumnType<any, unknown, unknown>;',
    'type Filled<T> = ColumnType<T, T | undefined, T>;',
    '',
    'export type Database = {',
  ];
  for (const [name, list] of tables) {
    lines.push(`  ${/^\w+$/.test(name) ? name : `'${name}'`}: {`);
    for (const c of list) lines.push(`    ${c.column}: ${typeOf(c)};`);
    lines.push('  };');
  }
  lines.push('};', '');
  return lines.join('\n');
}

function typeOf(c: Column): string {
  const base = c.type.startsWith('_') ? `${TYPES[c.type.slice(1)] ?? 'unknown'}[]` : (TYPES[c.type] ?? 'unknown');
  if (base === 'Json') return c.nullable ? 'Json | null' : 'Json';
  const full = c.nullable ? `${base} | null` : base;
  return c.filled ? `Filled<${full}>` : full;
}
