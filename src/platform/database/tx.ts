/**
 * How SQL is run. Kysely only compiles; statements run here, on a pipelined connection, each under a name that
 * follows from its text, so that PostgreSQL plans it once. Everything belongs to one transaction of `serve`.
 */
import { createHash } from 'node:crypto';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { Compilable, RawBuilder } from 'kysely';
import pg from 'pg';
import type { Id } from '../../shared/ids.ts';
import type { Database } from './schema.ts';

export { sql } from 'kysely';
export type { Database } from './schema.ts';

/** Compiles statements; never runs one by itself. */
export const db = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (d) => new PostgresIntrospector(d),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

type Statement<T> = Compilable<T> | RawBuilder<T>;

/** One transaction for one act, with its agency: what stores are given. */
export type Tx = {
  readonly agencyId: Id;
  all<T>(statement: Statement<T>): Promise<T[]>;
  maybe<T>(statement: Statement<T>): Promise<T | undefined>;
  /** The one row there must be; none is a fault, for the caller had reason to know that it exists. */
  one<T>(statement: Statement<T>): Promise<T>;
  /**
   * Runs a change and tells how many rows it touched.
   * @param table the only table whose content it changes, if that is known: reads that do not name it are kept
   */
  run(statement: Statement<unknown>, table?: string): Promise<number>;
  /** Work that may fail by itself: then nothing of it stays, and the transaction goes on. The error is thrown to the caller. */
  apart<T>(work: () => Promise<T>): Promise<T>;
  /**
   * What is worked out from reads of this transaction (a rule book), worked out once: kept with what was read, and
   * dropped with it. Who is given it must not change it.
   */
  once<T>(question: string, ask: () => Promise<T>): Promise<T>;
};

/** A transaction as `serve` holds it. */
export type OpenTx = Tx & {
  /** Drops what was read: the settings that policies read are about to change. */
  forget(): void;
  /** Sends nothing more: whoever still runs must not write into the next transaction of this connection. */
  close(): void;
};

const names = new Map<string, string>();
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = 's' + createHash('sha1').update(text).digest('base64url').slice(0, 20);
    if (names.size > 5_000) names.clear();
    names.set(text, name);
  }
  return name;
}

const MOST_KEPT = 2_000;

/** A statement that changes nothing, and answers the same until something is changed. */
const READS = /^\s*select\b/i;

/**
 * Binds the ways of running a statement to one open connection. A read that was sent before in this transaction is not
 * sent again, as long as nothing was written: every room may ask for what it needs (see decision 0006).
 */
export function txOn(client: pg.ClientBase, agencyId: Id): OpenTx {
  const read = new Map<string, { text: string; answer: Promise<pg.QueryResult> }>();
  const worked = new Map<string, Promise<unknown>>();
  let open = true;
  const forget = (): void => {
    read.clear();
    worked.clear();
  };
  const forgetTable = (table: string): void => {
    for (const [question, { text }] of read) if (text.includes(table)) read.delete(question);
  };
  const send = (statement: Statement<unknown>, changes: boolean, table?: string): Promise<pg.QueryResult> => {
    if (!open) return Promise.reject(new Error('this transaction has ended'));
    const compiled = 'toOperationNode' in statement && !('executeTakeFirst' in statement)
      ? (statement as RawBuilder<unknown>).compile(db) : (statement as Compilable<unknown>).compile();
    const name = nameOf(compiled.sql);
    const query = { name, text: compiled.sql, values: compiled.parameters.map(parameter) };
    if (changes || !READS.test(compiled.sql)) {
      if (table === undefined) forget();
      else forgetTable(table);
      return client.query(query);
    }
    const question = name + JSON.stringify(query.values);
    let answer = read.get(question)?.answer;
    if (!answer) {
      // a job goes round thousands of charts in one transaction
      if (read.size >= MOST_KEPT) forget();
      answer = client.query(query);
      read.set(question, { text: compiled.sql, answer });
    }
    return answer;
  };
  return {
    agencyId,
    forget,
    close: () => {
      open = false;
    },
    // each who asks has a list of their own, to sort or cut
    all: async (s) => [...(await send(s, false)).rows],
    maybe: async (s) => (await send(s, false)).rows[0],
    one: async (s) => {
      const row = (await send(s, false)).rows[0];
      if (row === undefined) throw new Error('a row that must exist was not found');
      return row;
    },
    // `select set_config(…)` reads like a question, and is none
    run: async (s, table) => (await send(s, true, table)).rowCount ?? 0,
    apart: async (work) => {
      if (!open) throw new Error('this transaction has ended');
      void client.query('savepoint apart').catch(() => {});
      try {
        const done = await work();
        await client.query('release savepoint apart');
        return done;
      } catch (error) {
        await client.query('rollback to savepoint apart');
        forget();
        throw error;
      }
    },
    once: <T>(question: string, ask: () => Promise<T>): Promise<T> => {
      const known = worked.get(question) ?? ask();
      worked.set(question, known);
      return known as Promise<T>;
    },
  };
}

/** Objects go as JSON; arrays of plain values go as PostgreSQL arrays, arrays of objects as JSON. */
function parameter(value: unknown): unknown {
  if (Array.isArray(value) && value.some((v) => v !== null && typeof v === 'object')) return JSON.stringify(value);
  return value;
}

/** Values as Stepwell writes them: dates and instants as text, so that nothing is rounded or shifted. */
export const types = {
  getTypeParser: (oid: number, format?: string) => {
    if (format === 'binary') return (value: unknown) => value;
    return PARSERS[oid] ?? pg.types.getTypeParser(oid as never, 'text');
  },
};

const instantText = (text: string) =>
  text === 'infinity' || text === '-infinity' ? text : text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z');

const PARSERS: Record<number, (text: string) => unknown> = {
  20: Number, // int8: counts, never ids
  700: Number,
  701: Number,
  1082: (text) => text, // date
  1083: (text) => text.slice(0, 5), // time
  1114: (text) => text,
  1184: instantText, // timestamptz
  1700: Number, // numeric
};

/** A pool whose connections are pipelined, speak UTC, and look in `live` first. */
export function openPool(config: pg.PoolConfig, searchPath: string, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    types,
    options: `-c timezone=UTC -c search_path=${searchPath} -c idle_in_transaction_session_timeout=20s`
      // a statement is planned once a connection, not again for each value that promises to be cheaper
      + ' -c transaction_timeout=60s -c intervalstyle=iso_8601 -c plan_cache_mode=force_generic_plan',
    ...({ pipeline: true } as object),
  });
  return survives(pool, onError);
}

/**
 * A connection may end while somebody works on it, when the database is killed or restarted. Their statements fail, and the
 * pool makes a new one; without a listener on each connection the whole process would end with its database.
 */
export function survives(pool: pg.Pool, onError: (error: Error) => void): pg.Pool {
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}
