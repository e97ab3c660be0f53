/** Second factors: the authenticator app's secret and its last used step, recovery codes, passkeys. */
import type { Id } from '../../../shared/ids.ts';
import type { Instant } from '../../../shared/dates.ts';
import { iso, type Sql } from './sql.ts';

export async function findAuthenticator(sql: Sql, accountId: Id): Promise<Buffer | null> {
  const { rows } = await sql.query(
    'select secret from auth.authenticator where account_id = $1 and confirmed_at is not null', [accountId]);
  return rows[0]?.secret ?? null;
}

export async function findPendingAuthenticator(sql: Sql, accountId: Id): Promise<{ secret: Buffer; at: Instant } | null> {
  const { rows } = await sql.query(
    'select pending_secret, pending_at from auth.authenticator where account_id = $1 and pending_secret is not null', [accountId]);
  return rows[0] ? { secret: rows[0].pending_secret, at: iso(rows[0].pending_at) } : null;
}

export async function savePendingAuthenticator(sql: Sql, accountId: Id, sealed: Buffer, now: Instant): Promise<void> {
  await sql.query(
    `insert into auth.authenticator (account_id, pending_secret, pending_at) values ($1, $2, $3)
     on conflict (account_id) do update set pending_secret = excluded.pending_secret, pending_at = excluded.pending_at`,
    [accountId, sealed, now]);
}

/** The pending secret becomes the account's; `step` is the one whose code confirmed it and is used by that. */
export async function confirmAuthenticator(
  sql: Sql, row: { accountId: Id; pending: Buffer; step: number; now: Instant },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update auth.authenticator set secret = pending_secret, confirmed_at = $4, last_step = $3,
       pending_secret = null, pending_at = null
     where account_id = $1 and pending_secret = $2`, [row.accountId, row.pending, row.step, row.now]);
  return rowCount === 1;
}

/** Claims a step for good. Of two tries with one code, one gets true: the row's lock decides which. */
export async function claimStep(sql: Sql, accountId: Id, step: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update auth.authenticator set last_step = $2 where account_id = $1 and last_step < $2 and confirmed_at is not null',
    [accountId, step]);
  return rowCount === 1;
}

export async function removeAuthenticator(sql: Sql, accountId: Id): Promise<boolean> {
  return (await sql.query('delete from auth.authenticator where account_id = $1', [accountId])).rowCount === 1;
}

/** All codes anew: earlier ones, used or not, are gone. */
export async function saveRecoveryCodes(sql: Sql, accountId: Id, hashes: readonly string[], now: Instant): Promise<void> {
  await sql.query('delete from auth.recovery_code where account_id = $1', [accountId]);
  await sql.query(
    'insert into auth.recovery_code (account_id, code_hash, made_at) select $1, unnest($2::text[]), $3',
    [accountId, [...hashes], now]);
}

export async function spendRecoveryCode(sql: Sql, accountId: Id, hash: string, now: Instant): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update auth.recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null',
    [accountId, hash, now]);
  return rowCount === 1;
}

export async function countRecoveryCodes(sql: Sql, accountId: Id): Promise<number> {
  const { rows } = await sql.query(
    'select count(*)::int as n from auth.recovery_code where account_id = $1 and used_at is null', [accountId]);
  return rows[0].n;
}

export type Passkey = { id: Id; name: string; at: Instant | null; backedUp: boolean };
export async function listPasskeys(sql: Sql, accountId: Id): Promise<Passkey[]> {
  const { rows } = await sql.query(
    `select id, coalesce(name, '') as name, created_at as at, backed_up as "backedUp" from auth.passkey
     where account_id = $1 order by created_at, id`, [accountId]);
  return rows.map((r: Passkey) => ({ ...r, at: r.at === null ? null : iso(r.at) }));
}

export async function renamePasskey(sql: Sql, accountId: Id, id: Id, name: string): Promise<boolean> {
  return (await sql.query('update auth.passkey set name = $3 where id = $2 and account_id = $1', [accountId, id, name])).rowCount === 1;
}

export async function removePasskey(sql: Sql, accountId: Id, id: Id): Promise<boolean> {
  return (await sql.query('delete from auth.passkey where id = $2 and account_id = $1', [accountId, id])).rowCount === 1;
}

export async function removeFactors(sql: Sql, accountId: Id): Promise<void> {
  await sql.query('delete from auth.authenticator where account_id = $1', [accountId]);
  await sql.query('delete from auth.passkey where account_id = $1', [accountId]);
  await sql.query('delete from auth.recovery_code where account_id = $1', [accountId]);
}
