/**
 * One-time links. An agency invites; the invited person alone makes or opens the account. Nothing that is answered
 * to an agency tells whether an account with that email existed before (PV-01).
 */
import { addHours, type Instant } from '../../shared/dates.ts';
import type { Decision } from '../../shared/decision.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { normalizeEmail, record, type Parts } from './parts.ts';
import { because } from './refusing.ts';
import { decideFactorReset, decideResetLink, type ResetWay } from './reset.ts';
import { newToken, tokenHash } from './seal.ts';
import type { MembershipKind } from './standing.ts';
import { findAccount, findMember, findMemberships, findPasswordHash } from './store/accounts.ts';
import { removeFactors } from './store/factors.ts';
import { insertInvitation, insertReset, withdrawInvitations } from './store/links.ts';
import { endAllSignIns } from './store/sign-ins.ts';
import { inOneGo, type Sql } from './store/sql.ts';

export const INVITATION_DAYS = 7;
export const RESET_HOURS = 2;

export type Who = { agencyId: Id; kind: MembershipKind; subjectId: Id };

/**
 * Invites a person to be this staff member, client or supporter. Mails the link where mail is set; answers it in
 * every case, to hand over in person (as a picture or on paper).
 */
export async function invite(
  parts: Parts, i: Who & { email: string; name: string; byAccountId: Id | null },
): Promise<Decision<{ invitationId: Id; link: string; expiresAt: Instant; mailed: boolean }, 'there-already'>> {
  const now = parts.now();
  if (await findMember(parts.pool, i)) {
    return { ok: false, reason: 'there-already', say: 'This person has a sign-in already.' };
  }
  const token = newToken();
  const row = {
    id: newId(), email: normalizeEmail(i.email), name: i.name, agencyId: i.agencyId, kind: i.kind, subjectId: i.subjectId,
    madeBy: i.byAccountId, madeAt: now, expiresAt: addHours(now, INVITATION_DAYS * 24), tokenHash: tokenHash(token),
  };
  await inOneGo(parts.pool, (sql) => insertInvitation(sql, row));
  await record(parts, { kind: 'invited', byAccountId: i.byAccountId, agencyId: i.agencyId });
  const link = linkOf(parts, token);
  const mailed = await mail(parts, row.email, 'Your sign-in', `Somebody set up a sign-in for you. Open this link within ${INVITATION_DAYS} days:\n\n${link}\n\n`
    + 'If you did not expect this, you need do nothing.');
  return { ok: true, value: { invitationId: row.id, link, expiresAt: row.expiresAt, mailed } };
}

export async function withdrawInvitation(parts: Parts, who: Who & { byAccountId: Id | null }): Promise<void> {
  if (await withdrawInvitations(parts.pool, who, parts.now())) {
    await record(parts, { kind: 'invitation-withdrawn', byAccountId: who.byAccountId, agencyId: who.agencyId });
  }
}

/** `/link#…`: what follows # never reaches a server's log. */
const linkOf = (parts: Parts, token: string): string => new URL(`/link#${token}`, parts.publicUrl).href;

/** Mails name neither the program nor what it treats. A mail that cannot leave is a fault to log, not to show. */
async function mail(parts: Parts, to: string, subject: string, text: string): Promise<boolean> {
  if (!parts.sendMail) return false;
  try {
    await parts.sendMail({ to, subject, text });
    return true;
  } catch (error) {
    parts.onFault(error);
    return false;
  }
}

async function makeReset(parts: Parts, accountId: Id, way: ResetWay, madeBy: Id | null): Promise<string> {
  const token = newToken();
  const madeAt = parts.now();
  await inOneGo(parts.pool, (sql) => insertReset(sql, {
    id: newId(), accountId, way, madeBy, madeAt, expiresAt: addHours(madeAt, RESET_HOURS), tokenHash: tokenHash(token),
  }));
  await record(parts, { kind: 'reset-asked', accountId, byAccountId: madeBy });
  return linkOf(parts, token);
}

/** To the account's own mail, and nowhere else. */
export async function mailReset(parts: Parts, account: { id: Id; email: string }, madeBy: Id | null): Promise<void> {
  const link = await makeReset(parts, account.id, 'mail', madeBy);
  await mail(parts, account.email, 'A new password', `Open this link within ${RESET_HOURS} hours to set a new password:\n\n${link}\n\n`
    + 'If you did not ask for it, you need do nothing: your password stays as it is.');
}

/** An administrator or counselor helps somebody who cannot get in. Sets nothing: the person alone does. */
export async function helpWithPassword(
  parts: Parts, who: Who & { byAccountId: Id },
): Promise<Decision<{ way: ResetWay; link: string | null }, string>> {
  const member = await findMember(parts.pool, who);
  if (!member) return because('not-here', 'There is nobody here with this sign-in.') as Decision<never, string>;
  const agencyIds = (await findMemberships(parts.pool, member.accountId)).map((m) => m.agencyId);
  const decision = decideResetLink({ asked: { by: 'administrator', agencyId: who.agencyId }, agencyIds, mailIsSet: parts.sendMail !== null });
  if (!decision.ok) return decision;
  if (decision.value === 'hand-over') {
    return { ok: true, value: { way: 'hand-over', link: await makeReset(parts, member.accountId, 'hand-over', who.byAccountId) } };
  }
  const account = await findAccount(parts.pool, member.accountId);
  if (account) await mailReset(parts, account, who.byAccountId);
  return { ok: true, value: { way: 'mail', link: null } };
}

/** Takes away a lost second factor of somebody who belongs to this agency alone; signs them out everywhere. */
export async function removeSecondFactor(
  parts: Parts, who: Who & { byAccountId: Id },
): Promise<Decision<null, string>> {
  const member = await findMember(parts.pool, who);
  if (!member) return because('not-here', 'There is nobody here with this sign-in.') as Decision<never, string>;
  const agencyIds = (await findMemberships(parts.pool, member.accountId)).map((m) => m.agencyId);
  const decision = decideFactorReset({ agencyId: who.agencyId, agencyIds });
  if (!decision.ok) return decision;
  if ((await findPasswordHash(parts.pool, member.accountId))?.short) {
    return because('password-too-short', 'Their password is too short to stand alone. Let them set a new one first.') as Decision<never, string>;
  }
  await inOneGo(parts.pool, async (sql: Sql) => {
    await removeFactors(sql, member.accountId);
    await endAllSignIns(sql, member.accountId);
  });
  await record(parts, { kind: 'factors-removed', accountId: member.accountId, byAccountId: who.byAccountId, agencyId: who.agencyId });
  return decision;
}
