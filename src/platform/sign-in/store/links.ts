/** One-time links: invitations and resets. Only hashes of their secrets are kept. */
import type { Id } from '../../../shared/ids.ts';
import type { Instant } from '../../../shared/dates.ts';
import type { MembershipKind } from '../standing.ts';
import type { ResetWay } from '../reset.ts';
import { iso, type Sql } from './sql.ts';

export type Invitation = {
  id: Id; email: string; name: string; agencyId: Id; kind: MembershipKind; subjectId: Id; madeBy: Id | null;
  madeAt: Instant; expiresAt: Instant; usedAt: Instant | null; withdrawnAt: Instant | null;
};

const columns = `id, email, name, agency_id as "agencyId", kind, subject_id as "subjectId", made_by as "madeBy",
  made_at as "madeAt", expires_at as "expiresAt", used_at as "usedAt", withdrawn_at as "withdrawnAt"`;
const maybe = (value: Date | string | null): Instant | null => (value === null ? null : iso(value));
const read = (row: Invitation): Invitation => ({
  ...row, madeAt: iso(row.madeAt), expiresAt: iso(row.expiresAt), usedAt: maybe(row.usedAt), withdrawnAt: maybe(row.withdrawnAt),
});

/** A new invitation for the same place takes the earlier one's effect away. */
export async function insertInvitation(
  sql: Sql, i: Omit<Invitation, 'usedAt' | 'withdrawnAt'> & { tokenHash: string },
): Promise<void> {
  await withdrawInvitations(sql, i, i.madeAt);
  await sql.query(
    `insert into auth.invitation (id, email, name, agency_id, kind, subject_id, token_hash, made_by, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [i.id, i.email, i.name, i.agencyId, i.kind, i.subjectId, i.tokenHash, i.madeBy, i.madeAt, i.expiresAt]);
}

export async function withdrawInvitations(
  sql: Sql, who: { agencyId: Id; kind: MembershipKind; subjectId: Id }, now: Instant,
): Promise<number> {
  const { rowCount } = await sql.query(
    `update auth.invitation set withdrawn_at = $4 where agency_id = $1 and kind = $2 and subject_id = $3
       and used_at is null and withdrawn_at is null`, [who.agencyId, who.kind, who.subjectId, now]);
  return rowCount ?? 0;
}

const good = 'used_at is null and withdrawn_at is null and expires_at > $2::timestamptz';

export async function findGoodInvitation(sql: Sql, by: { tokenHash: string } | { id: Id }, now: Instant): Promise<Invitation | null> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['token_hash', by.tokenHash];
  const { rows } = await sql.query(`select ${columns} from auth.invitation where ${column} = $1 and ${good}`, [value, now]);
  return rows[0] ? read(rows[0]) : null;
}

/** Uses it up. Of two that follow one link at once, one gets true. */
export async function spendInvitation(sql: Sql, id: Id, now: Instant): Promise<boolean> {
  return (await sql.query(`update auth.invitation set used_at = $2 where id = $1 and ${good}`, [id, now])).rowCount === 1;
}

export async function listInvitations(sql: Sql, agencyId: Id): Promise<Invitation[]> {
  const { rows } = await sql.query(
    `select ${columns} from auth.invitation where agency_id = $1 and used_at is null and withdrawn_at is null
     order by made_at desc`, [agencyId]);
  return rows.map(read);
}

export type Reset = { id: Id; accountId: Id; way: ResetWay };

/** A new link takes the earlier ones' effect away. */
export async function insertReset(
  sql: Sql, r: Reset & { tokenHash: string; madeBy: Id | null; madeAt: Instant; expiresAt: Instant },
): Promise<void> {
  await sql.query('update auth.reset set used_at = $2 where account_id = $1 and used_at is null', [r.accountId, r.madeAt]);
  await sql.query(
    `insert into auth.reset (id, account_id, token_hash, way, made_by, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`, [r.id, r.accountId, r.tokenHash, r.way, r.madeBy, r.madeAt, r.expiresAt]);
}

export async function findGoodReset(sql: Sql, tokenHash: string, now: Instant): Promise<Reset | null> {
  const { rows } = await sql.query(
    `select id, account_id as "accountId", way from auth.reset
     where token_hash = $1 and used_at is null and expires_at > $2::timestamptz`, [tokenHash, now]);
  return rows[0] ?? null;
}

export async function spendReset(sql: Sql, id: Id, now: Instant): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update auth.reset set used_at = $2 where id = $1 and used_at is null and expires_at > $2::timestamptz', [id, now]);
  return rowCount === 1;
}

/** How many links an account asked for since; keeps one person's mailbox from being filled. */
export async function countResets(sql: Sql, accountId: Id, since: Instant): Promise<number> {
  const { rows } = await sql.query(
    'select count(*)::int as n from auth.reset where account_id = $1 and made_at > $2', [accountId, since]);
  return rows[0].n;
}
