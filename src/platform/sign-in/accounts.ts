/** Accounts and where they belong, for whoever sets people up: first run, the demo, the staff room. */
import type { Decision } from '../../shared/decision.ts';
import { newId, type Id } from '../../shared/ids.ts';
import * as z from 'zod';
import { normalizeEmail, record, type Parts } from './parts.ts';
import { decidePassword } from './password.ts';
import { because, no } from './refusing.ts';
import type { Who } from './links.ts';
import { endMembership, findMemberships, findStanding, insertAccount, insertMembership, saveFirstPassword } from './store/accounts.ts';
import { endAllSignIns } from './store/sign-ins.ts';
import { inOneGo, type Sql } from './store/sql.ts';

export type NewAccount = {
  /** Made by the caller where other rows already name it. */
  id?: Id;
  email: string;
  name: string;
  /** Left out: the account has none until an invitation or reset link sets one (or it is the demo's). */
  password?: string;
  /** Signs in by the demo's buttons; counts only in a database marked demo. */
  demo?: boolean;
  memberships?: readonly Who[];
};

/** Makes a person's account with its memberships: all or nothing. */
export async function createAccount(parts: Parts, a: NewAccount): Promise<Decision<{ accountId: Id }, string>> {
  const email = normalizeEmail(a.email);
  const memberships = a.memberships ?? [];
  if (!z.email().safeParse(email).success) return because('email', 'Write an email address, like name@example.org.', 'email') as Decision<never>;
  let hash: string | null = null;
  if (a.password !== undefined) {
    const context = [email, a.name, ...(await parts.agencyNames(memberships.map((m) => m.agencyId)))];
    const decision = decidePassword({ password: a.password, hasSecondFactor: false, context });
    if (!decision.ok) return decision;
    hash = await parts.hasher.hash(decision.value);
  }
  const accountId = a.id ?? newId();
  const now = parts.now();
  const made = await inOneGo(parts.pool, async (sql) => {
    if (!(await insertAccount(sql, { id: accountId, email, name: a.name, demo: (a.demo ?? false) && parts.demo }, now))) return false;
    if (hash !== null) await saveFirstPassword(sql, { accountId, hash, short: false, now });
    for (const m of memberships) await addMembershipTo(parts, sql, accountId, m);
    return true;
  });
  if (!made) return because('email-taken', 'There is an account with this email already.', 'email') as Decision<never>;
  await record(parts, { kind: 'account-made', accountId });
  return { ok: true, value: { accountId } };
}

async function addMembershipTo(parts: Parts, sql: Sql, accountId: Id, who: Who): Promise<boolean> {
  return insertMembership(sql, {
    id: newId(), accountId, agencyId: who.agencyId, kind: who.kind, subjectId: who.subjectId, addedAt: parts.now(),
  });
}

/** For endpoints: refuses if somebody else is behind that staff member, client or supporter already. */
export async function joinAgency(parts: Parts, sql: Sql, accountId: Id, who: Who): Promise<void> {
  if (!(await addMembershipTo(parts, sql, accountId, who))) {
    throw no(because('there-already', 'Somebody signs in as this person already. Ask the people who sent you the link.'));
  }
  await tightenSignIns(parts, sql, accountId);
}

export async function addMembership(parts: Parts, accountId: Id, who: Who & { byAccountId: Id | null }): Promise<boolean> {
  const added = await inOneGo(parts.pool, async (sql) => {
    if (!(await addMembershipTo(parts, sql, accountId, who))) return false;
    await tightenSignIns(parts, sql, accountId);
    return true;
  });
  if (added) await record(parts, { kind: 'membership-added', accountId, byAccountId: who.byAccountId, agencyId: who.agencyId });
  return added;
}

/** Who becomes staff is held to the terms of staff from now on: sign-ins made on softer terms end. */
async function tightenSignIns(parts: Parts, sql: Sql, accountId: Id): Promise<void> {
  const standing = await findStanding(sql, accountId);
  if (!standing.kinds.includes('staff') || (standing.demo && parts.demo)) return;
  await sql.query(`delete from auth.sign_in where account_id = $1 and (not mfa or place = 'own')`, [accountId]);
}

/** A leaver's access ends the same moment (SE-09); with no place left anywhere, so do their sign-ins. */
export async function removeMembership(parts: Parts, who: Who & { byAccountId: Id | null }): Promise<void> {
  const accountId = await endMembership(parts.pool, who, parts.now());
  if (accountId === null) return;
  await record(parts, { kind: 'membership-ended', accountId, byAccountId: who.byAccountId, agencyId: who.agencyId });
  if ((await findMemberships(parts.pool, accountId)).length === 0) await endAllSignIns(parts.pool, accountId);
}
