/** The key under which a device keeps unsent text: made once per account, kept sealed. */
import type { Id } from '../../../shared/ids.ts';
import type { Instant } from '../../../shared/dates.ts';
import type { Sql } from './sql.ts';

/** The sealed key there is, or this one, if there was none: of two at once both get the same. */
export async function keepDraftKey(sql: Sql, accountId: Id, sealed: Buffer, now: Instant): Promise<Buffer> {
  await sql.query(
    'insert into auth.draft_key (account_id, sealed, made_at) values ($1, $2, $3) on conflict do nothing',
    [accountId, sealed, now]);
  return (await sql.query('select sealed from auth.draft_key where account_id = $1', [accountId])).rows[0].sealed;
}

export async function findDraftKey(sql: Sql, accountId: Id): Promise<Buffer | null> {
  return (await sql.query('select sealed from auth.draft_key where account_id = $1', [accountId])).rows[0]?.sealed ?? null;
}
