/** Accounts, passwords and memberships. */
import type { Id } from '../../../shared/ids.ts';
import type { Instant } from '../../../shared/dates.ts';
import type { MembershipKind, Standing } from '../standing.ts';
import { iso, type Sql } from './sql.ts';

export type Account = { id: Id; email: string; name: string; demo: boolean };
export type Membership = {
  id: Id; accountId: Id; agencyId: Id; kind: MembershipKind; subjectId: Id; addedAt: Instant; endedAt: Instant | null;
};

export async function insertAccount(sql: Sql, account: Account, now: Instant): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into auth.account (id, email, name, demo, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)
     on conflict (email) do nothing`,
    [account.id, account.email, account.name, account.demo, now]);
  return rowCount === 1;
}

export async function findAccount(sql: Sql, id: Id): Promise<Account | null> {
  return (await sql.query('select id, email, name, demo from auth.account where id = $1', [id])).rows[0] ?? null;
}

export async function findAccountByEmail(sql: Sql, email: string): Promise<(Account & { hash: string | null }) | null> {
  const { rows } = await sql.query(
    `select a.id, a.email, a.name, a.demo, p.hash from auth.account a
     left join auth.password p on p.account_id = a.id where a.email = $1`, [email]);
  return rows[0] ?? null;
}

export async function findPasswordHash(sql: Sql, accountId: Id): Promise<{ hash: string; short: boolean } | null> {
  return (await sql.query('select hash, short from auth.password where account_id = $1', [accountId])).rows[0] ?? null;
}

export async function savePassword(
  sql: Sql, row: { accountId: Id; hash: string; short: boolean; now: Instant },
): Promise<void> {
  await sql.query(
    `insert into auth.password (account_id, hash, short, set_at) values ($1, $2, $3, $4)
     on conflict (account_id) do update set hash = excluded.hash, short = excluded.short, set_at = excluded.set_at`,
    [row.accountId, row.hash, row.short, row.now]);
}

/** A first password only: never replaces one. False if there was one already. */
export async function saveFirstPassword(
  sql: Sql, row: { accountId: Id; hash: string; short: boolean; now: Instant },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'insert into auth.password (account_id, hash, short, set_at) values ($1, $2, $3, $4) on conflict do nothing',
    [row.accountId, row.hash, row.short, row.now]);
  return rowCount === 1;
}

/** The same password at a higher cost; nothing if it was changed meanwhile. */
export async function renewHash(sql: Sql, accountId: Id, before: string, hash: string): Promise<void> {
  await sql.query('update auth.password set hash = $3 where account_id = $1 and hash = $2', [accountId, before, hash]);
}

export async function proveEmail(sql: Sql, accountId: Id): Promise<void> {
  await sql.query('update auth.account set email_proven = true where id = $1', [accountId]);
}

/** What signing in needs to know of an account, in one read. */
export async function findStanding(sql: Sql, accountId: Id): Promise<Standing> {
  const { rows } = await sql.query(
    `select a.demo,
       coalesce((select array_agg(distinct m.kind) from auth.membership m
         where m.account_id = a.id and m.ended_at is null), '{}') as kinds,
       exists (select from auth.authenticator t where t.account_id = a.id and t.confirmed_at is not null) as "hasAuthenticator",
       (select count(*)::int from auth.passkey p where p.account_id = a.id) as passkeys
     from auth.account a where a.id = $1`, [accountId]);
  return rows[0] ?? { kinds: [], hasAuthenticator: false, passkeys: 0, demo: false };
}

const membership = `id, account_id as "accountId", agency_id as "agencyId", kind, subject_id as "subjectId",
  added_at as "addedAt", ended_at as "endedAt"`;
const readMembership = (row: Membership): Membership =>
  ({ ...row, addedAt: iso(row.addedAt), endedAt: row.endedAt === null ? null : iso(row.endedAt) });

/** Where an account belongs today. Staff roles are the staff room's; this says only as whom. */
export async function findMemberships(sql: Sql, accountId: Id): Promise<Membership[]> {
  const { rows } = await sql.query({
    name: 'signin-memberships',
    text: `select ${membership} from auth.membership where account_id = $1 and ended_at is null order by added_at, id`,
    values: [accountId],
  });
  return rows.map(readMembership);
}

/** The account behind a staff member, client or supporter of an agency. */
export async function findMember(
  sql: Sql, who: { agencyId: Id; kind: MembershipKind; subjectId: Id },
): Promise<Membership | null> {
  const { rows } = await sql.query(
    `select ${membership} from auth.membership where agency_id = $1 and kind = $2 and subject_id = $3 and ended_at is null`,
    [who.agencyId, who.kind, who.subjectId]);
  return rows[0] ? readMembership(rows[0]) : null;
}

/** The staff members, clients or supporters of an agency who have a sign-in. */
export async function listMembers(sql: Sql, agencyId: Id, kind: MembershipKind): Promise<Id[]> {
  const { rows } = await sql.query(
    'select subject_id from auth.membership where agency_id = $1 and kind = $2 and ended_at is null', [agencyId, kind]);
  return rows.map((r: { subject_id: Id }) => r.subject_id);
}

/** False if somebody is behind that staff member, client or supporter already. */
export async function insertMembership(sql: Sql, m: Omit<Membership, 'endedAt'>): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into auth.membership (id, account_id, agency_id, kind, subject_id, added_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [m.id, m.accountId, m.agencyId, m.kind, m.subjectId, m.addedAt]);
  return rowCount === 1;
}

/** Answers the account whose membership ended, or null if there was none. */
export async function endMembership(
  sql: Sql, who: { agencyId: Id; kind: MembershipKind; subjectId: Id }, now: Instant,
): Promise<Id | null> {
  const { rows } = await sql.query(
    `update auth.membership set ended_at = greatest($4::timestamptz, added_at)
     where agency_id = $1 and kind = $2 and subject_id = $3 and ended_at is null returning account_id`,
    [who.agencyId, who.kind, who.subjectId, now]);
  return rows[0]?.account_id ?? null;
}
