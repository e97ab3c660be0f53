/** How the statements of sign-in are run: on the pool of the login role `signin`, in its own schema, always named. */
import type pg from 'pg';
import type { Instant } from '../../../shared/dates.ts';

export type Sql = Pick<pg.Pool | pg.PoolClient, 'query'>;

/** Whatever the pool makes of a timestamptz, as an instant. */
export const iso = (value: Date | string): Instant => (typeof value === 'string' ? value : value.toISOString());

/** Everything or nothing. */
export async function inOneGo<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const value = await work(client);
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
