/** What happened around signing in (SE-05). Ids and keyed hashes only: no email, no address, no device. */
import { newId, type Id } from '../../../shared/ids.ts';
import type { Instant } from '../../../shared/dates.ts';
import { iso, type Sql } from './sql.ts';

export type EventKind =
  | 'signed-in' | 'wrong-password' | 'wrong-code' | 'code-used-again' | 'held-back' | 'signed-out' | 'signed-out-everywhere'
  | 'sign-in-ended' | 'proved-again' | 'password-set' | 'password-changed' | 'reset-asked' | 'reset-done'
  | 'authenticator-set' | 'authenticator-removed' | 'recovery-codes-made' | 'recovery-code-used' | 'passkey-added'
  | 'passkey-removed' | 'factors-removed' | 'account-made' | 'invited' | 'invitation-used' | 'invitation-withdrawn'
  | 'membership-added' | 'membership-ended';

export type SecurityEvent = {
  kind: EventKind; accountId?: Id | null; byAccountId?: Id | null; agencyId?: Id | null; signInId?: Id | null;
  emailHash?: string; addressHash?: string; at: Instant;
};

export async function insertEvent(sql: Sql, e: SecurityEvent): Promise<void> {
  await sql.query(
    `insert into auth.event (id, kind, account_id, by_account_id, agency_id, sign_in_id, email_hash, address_hash, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), e.kind, e.accountId ?? null, e.byAccountId ?? null, e.agencyId ?? null, e.signInId ?? null,
      e.emailHash ?? null, e.addressHash ?? null, e.at]);
}

/** The latest first; for the person themself, and for whoever audits. */
export async function listEvents(sql: Sql, accountId: Id, limit = 50): Promise<{ kind: EventKind; at: Instant }[]> {
  const { rows } = await sql.query(
    'select kind, at from auth.event where account_id = $1 order by at desc, id desc limit $2', [accountId, limit]);
  return rows.map((r: { kind: EventKind; at: Date | string }) => ({ kind: r.kind, at: iso(r.at) }));
}
