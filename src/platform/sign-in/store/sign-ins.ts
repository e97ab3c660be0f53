/** Sign-ins: finding a live one is one indexed read, made on every call. */
import type { Id } from '../../../shared/ids.ts';
import type { Instant } from '../../../shared/dates.ts';
import type { Place, WayIn } from '../standing.ts';
import { iso, type Sql } from './sql.ts';

export type SignInRow = {
  signInId: Id; accountId: Id; email: string; name: string; how: WayIn; mfa: boolean; mustEnrol: boolean; place: Place;
  device: string; idleSeconds: number; lastSeenAt: Instant; provedAt: Instant; endsAt: Instant; createdAt: Instant;
};

const columns = `s.id as "signInId", s.account_id as "accountId", a.email, a.name, s.how, s.mfa, s.must_enrol as "mustEnrol",
  s.place, s.device, s.idle_seconds as "idleSeconds", s.last_seen_at as "lastSeenAt", s.proved_at as "provedAt",
  s.ends_at as "endsAt", s.created_at as "createdAt"`;
const live = `s.ends_at > $2::timestamptz and s.last_seen_at + s.idle_seconds * interval '1 second' > $2::timestamptz`;

const read = (row: SignInRow): SignInRow => ({
  ...row, lastSeenAt: iso(row.lastSeenAt), provedAt: iso(row.provedAt), endsAt: iso(row.endsAt), createdAt: iso(row.createdAt),
});

export async function findLiveSignIn(sql: Sql, token: string, now: Instant): Promise<SignInRow | null> {
  const { rows } = await sql.query({
    name: 'signin-live',
    text: `select ${columns} from auth.sign_in s join auth.account a on a.id = s.account_id where s.token = $1 and ${live}`,
    values: [token, now],
  });
  return rows[0] ? read(rows[0]) : null;
}

/** Two calls at once write once: the second sees that the first was here less than the pause ago. */
export async function touchSignIn(sql: Sql, signInId: Id, now: Instant, pauseSeconds: number): Promise<void> {
  await sql.query({
    name: 'signin-touch',
    text: `update auth.sign_in set last_seen_at = $2 where id = $1
      and last_seen_at <= $2::timestamptz - $3 * interval '1 second'`,
    values: [signInId, now, pauseSeconds],
  });
}

export async function proveSignIn(sql: Sql, signInId: Id, now: Instant): Promise<void> {
  await sql.query('update auth.sign_in set proved_at = $2, last_seen_at = $2 where id = $1', [signInId, now]);
}

/** A second factor now stands behind this sign-in. */
export async function strengthenSignIn(sql: Sql, signInId: Id): Promise<void> {
  await sql.query('update auth.sign_in set mfa = true, must_enrol = false where id = $1', [signInId]);
}

export async function listLiveSignIns(sql: Sql, accountId: Id, now: Instant): Promise<SignInRow[]> {
  const { rows } = await sql.query(
    `select ${columns} from auth.sign_in s join auth.account a on a.id = s.account_id
     where s.account_id = $1 and ${live} order by s.last_seen_at desc`, [accountId, now]);
  return rows.map(read);
}

export async function endSignIn(sql: Sql, signInId: Id, accountId: Id): Promise<boolean> {
  return (await sql.query('delete from auth.sign_in where id = $1 and account_id = $2', [signInId, accountId])).rowCount === 1;
}

export async function endSignInByToken(sql: Sql, token: string): Promise<void> {
  await sql.query('delete from auth.sign_in where token = $1', [token]);
}

/** @param but a sign-in to keep @returns how many ended */
export async function endAllSignIns(sql: Sql, accountId: Id, but: Id | null = null): Promise<number> {
  const { rowCount } = await sql.query(
    'delete from auth.sign_in where account_id = $1 and id is distinct from $2::uuid', [accountId, but]);
  return rowCount ?? 0;
}

/** Removes what has run out: dead sign-ins, ceremonies, forgotten tries. */
export async function sweep(sql: Sql, now: Instant): Promise<void> {
  await sql.query(
    `delete from auth.sign_in where ends_at <= $1::timestamptz
       or last_seen_at + idle_seconds * interval '1 second' <= $1::timestamptz - interval '1 day'`, [now]);
  await sql.query(`delete from auth.code where expires_at < clock_timestamp()`);
  await sql.query(`delete from auth.wrong_try where last_at < $1::timestamptz - interval '90 days'`, [now]);
}
