/** Wrong tries, counted before the work is done, so that many at once cannot slip past the count. */
import type pg from 'pg';
import type { Instant } from '../../../shared/dates.ts';
import { decideTry, wrongNow, type Tries, type TryRefusal } from '../delay.ts';
import { inOneGo, iso, type Sql } from './sql.ts';

export type TryKey = { kind: Tries['kind']; key: string };

/**
 * Takes a try on every key or on none. Each is counted as wrong until `forgive` says that it was right.
 * Keys are locked in the order given: the account's first, then the address's, always.
 */
export function claimTry(pool: pg.Pool, keys: readonly TryKey[], now: Instant): Promise<TryRefusal> {
  return inOneGo(pool, async (sql): Promise<TryRefusal> => {
    const found = new Map<string, Tries>();
    for (const { kind, key } of keys) {
      // one statement that makes or locks the row: between two, another request may have removed it
      const { rows } = await sql.query(
        `insert into auth.wrong_try (key, last_at) values ($1, $2)
         on conflict (key) do update set key = excluded.key returning wrong, last_at`, [key, now]);
      const tries: Tries = { kind, wrong: rows[0].wrong, lastAt: iso(rows[0].last_at) };
      const decision = decideTry(tries, now);
      if (!decision.ok) return decision;
      found.set(key, tries);
    }
    for (const [key, tries] of found) {
      await sql.query('update auth.wrong_try set wrong = $2, last_at = $3 where key = $1', [key, wrongNow(tries, now) + 1, now]);
    }
    return { ok: true, value: null };
  });
}

/** The try was right: an account starts anew; an address only gets this one back, or a guesser could reset it at will. */
export async function forgive(sql: Sql, keys: readonly TryKey[]): Promise<void> {
  for (const { kind, key } of keys) {
    if (kind === 'account') await sql.query('delete from auth.wrong_try where key = $1', [key]);
    else await sql.query('update auth.wrong_try set wrong = greatest(wrong - 1, 0) where key = $1', [key]);
  }
}
