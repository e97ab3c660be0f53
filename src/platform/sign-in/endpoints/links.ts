/** Following a one-time link: a first password, joining an agency, a new password. */
import { createAuthEndpoint } from 'better-auth/api';
import * as z from 'zod';
import { addHours } from '../../../shared/dates.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { joinAgency } from '../accounts.ts';
import { enter } from '../enter.ts';
import { needPassword, needSignIn } from '../guard.ts';
import { mailReset } from '../links.ts';
import { addressHash, emailHash, normalizeEmail, record, type Parts } from '../parts.ts';
import { decidePassword, lengthOf, MIN_ALONE } from '../password.ts';
import { because, later, no } from '../refusing.ts';
import { decideReset, stepOfInvitation } from '../reset.ts';
import { tokenHash } from '../seal.ts';
import { checkProof } from '../second-factor.ts';
import { askSecondStep } from '../second-step.ts';
import { hasSecondFactor, PLACES, stepAfterPassword } from '../standing.ts';
import {
  findAccount, findAccountByEmail, findMemberships, findStanding, insertAccount, proveEmail, saveFirstPassword, savePassword,
} from '../store/accounts.ts';
import { countResets, findGoodInvitation, findGoodReset, spendInvitation, spendReset, type Invitation } from '../store/links.ts';
import { endAllSignIns } from '../store/sign-ins.ts';
import { inOneGo } from '../store/sql.ts';
import { claimTry, forgive } from '../store/tries.ts';
import { contextOf } from './account.ts';

const token = z.string().max(200);
const password = z.string().max(4096);
const place = z.enum(PLACES).default('work');
const OLD_LINK = because('link-used', 'This link was used already or is too old. Ask for a new one.');
/** Links that one account may ask for in an hour, and after that no mail leaves. */
const RESETS_PER_HOUR = 4;

export const linkEndpoints = (parts: Parts) => ({
  /** What a link is for. It is not used up by looking: mail scanners look too. */
  lookAtLink: createAuthEndpoint('/link', { method: 'POST', body: z.object({ token }) }, async (ctx) => {
    const hash = tokenHash(ctx.body.token);
    const invitation = await findGoodInvitation(parts.pool, { tokenHash: hash }, parts.now());
    if (invitation) return ctx.json({ kind: 'invitation' as const, email: invitation.email, name: invitation.name, as: invitation.kind });
    const reset = await findGoodReset(parts.pool, hash, parts.now());
    const account = reset && await findAccount(parts.pool, reset.accountId);
    if (!reset || !account) throw no(OLD_LINK);
    const needsProof = hasSecondFactor(await findStanding(parts.pool, account.id));
    return ctx.json({ kind: 'reset' as const, email: account.email, needsProof });
  }),

  /**
   * A person without a password chooses one; somebody who has one gives it, and nothing of theirs is changed.
   * The page is the same for both, so that whoever holds the link learns nothing from looking.
   */
  acceptInvitation: createAuthEndpoint('/invitation', {
    method: 'POST', body: z.object({ token, password, place }),
  }, async (ctx) => {
    const invitation = await findGoodInvitation(parts.pool, { tokenHash: tokenHash(ctx.body.token) }, parts.now());
    if (!invitation) throw no(OLD_LINK);
    const account = await findAccountByEmail(parts.pool, invitation.email);
    if (account && stepOfInvitation({ hasPassword: account.hash !== null }) === 'give-password') {
      // a password that this very link set a moment ago: whoever comes second is told that the link is used up
      if (!(await findGoodInvitation(parts.pool, { id: invitation.id }, parts.now()))) throw no(OLD_LINK);
      await needPassword(parts, ctx, { email: account.email, account, password: ctx.body.password });
      const step = stepAfterPassword(await findStanding(parts.pool, account.id));
      if (step !== null) {
        await askSecondStep(ctx, { accountId: account.id, place: ctx.body.place });
        return ctx.json({ signedIn: false as const, secondStep: step });
      }
      await join(parts, invitation, account.id);
      return ctx.json(await enter(parts, ctx, { accountId: account.id, how: 'password', place: ctx.body.place }));
    }
    const accountId = await beginWith(parts, invitation, ctx.body.password, account?.id ?? null);
    return ctx.json(await enter(parts, ctx, { accountId, how: 'invitation', place: ctx.body.place }));
  }),

  /** Joining with an account that is signed in here: after its second step, or from another agency. */
  joinByInvitation: createAuthEndpoint('/invitation/join', { method: 'POST', body: z.object({ token }) }, async (ctx) => {
    const signIn = await needSignIn(parts, ctx);
    const invitation = await findGoodInvitation(parts.pool, { tokenHash: tokenHash(ctx.body.token) }, parts.now());
    if (!invitation) throw no(OLD_LINK);
    if (invitation.email !== signIn.email) throw no(because('another-person', 'This link is for another email. Sign out, then open it again.'));
    await join(parts, invitation, signIn.accountId);
    return ctx.json({ joined: true });
  }),

  /** Always the same answer, at once; whether a mail leaves is settled after it. */
  askForReset: createAuthEndpoint('/reset/ask', { method: 'POST', body: z.object({ email: z.string().max(320) }) }, async (ctx) => {
    if (!parts.sendMail) throw no(because('no-mail', 'This server sends no mail. Ask the people who run the program for a new link.'));
    const claim = await claimTry(parts.pool, [{ kind: 'address', key: `reset:${addressHash(parts, ctx.headers)}` }], parts.now());
    if (!claim.ok) throw later(claim);
    setImmediate(() => void sendReset(parts, normalizeEmail(ctx.body.email)).catch(parts.onFault));
    return ctx.json({ sent: true });
  }),

  setNewPassword: createAuthEndpoint('/reset', {
    method: 'POST', body: z.object({ token, password, proof: z.string().max(64).optional() }),
  }, async (ctx) => {
    const reset = await findGoodReset(parts.pool, tokenHash(ctx.body.token), parts.now());
    const account = reset && await findAccount(parts.pool, reset.accountId);
    const standing = account && await findStanding(parts.pool, account.id);
    const second = standing !== null && hasSecondFactor(standing);
    const proof = ctx.body.proof?.trim();
    const early = decideReset({
      linkIsGood: Boolean(reset && account), hasAuthenticatorOrPasskey: second, secondProof: proof ? 'right' : 'none',
    });
    if (!early.ok || !reset || !account) throw no(early.ok ? OLD_LINK : early);
    const agencyIds = (await findMemberships(parts.pool, account.id)).map((m) => m.agencyId);
    const decision = decidePassword({
      password: ctx.body.password, hasSecondFactor: second, context: await contextOf(parts, { ...account, agencyIds }),
    });
    if (!decision.ok) throw no(decision);
    if (second && proof) await checkProof(parts, ctx, account.id, proof);
    const hash = await parts.hasher.hash(decision.value);
    await inOneGo(parts.pool, async (sql) => {
      if (!(await spendReset(sql, reset.id, parts.now()))) throw no(OLD_LINK);
      await savePassword(sql, { accountId: account.id, hash, short: lengthOf(decision.value) < MIN_ALONE, now: parts.now() });
      await endAllSignIns(sql, account.id);
      if (reset.way === 'mail') await proveEmail(sql, account.id);
      await forgive(sql, [{ kind: 'account', key: `password:${emailHash(parts, account.email)}` }]);
    });
    await record(parts, { kind: 'reset-done', accountId: account.id, addressHash: addressHash(parts, ctx.headers) });
    return ctx.json({ changed: true });
  }),
});

/** A first password, with the account if there is none yet, and the membership: all or nothing. */
async function beginWith(parts: Parts, invitation: Invitation, typed: string, existing: Id | null): Promise<Id> {
  const now = parts.now();
  const decision = decidePassword({
    password: typed, hasSecondFactor: false,
    context: await contextOf(parts, { email: invitation.email, name: invitation.name, agencyIds: [invitation.agencyId] }),
  });
  if (!decision.ok) throw no(decision);
  const hash = await parts.hasher.hash(decision.value);
  const accountId = existing ?? newId();
  await inOneGo(parts.pool, async (sql) => {
    if (!(await spendInvitation(sql, invitation.id, now))) throw no(OLD_LINK);
    if (existing === null && !(await insertAccount(sql, { id: accountId, email: invitation.email, name: invitation.name, demo: false }, now))) {
      throw no(because('try-again', 'Somebody was faster. Open the link again.'));
    }
    if (!(await saveFirstPassword(sql, { accountId, hash, short: false, now }))) {
      throw no(because('try-again', 'Somebody was faster. Open the link again.'));
    }
    await joinAgency(parts, sql, accountId, invitation);
  });
  await record(parts, { kind: 'password-set', accountId, agencyId: invitation.agencyId });
  await record(parts, { kind: 'invitation-used', accountId, agencyId: invitation.agencyId });
  return accountId;
}

async function join(parts: Parts, invitation: Invitation, accountId: Id): Promise<void> {
  await inOneGo(parts.pool, async (sql) => {
    if (!(await spendInvitation(sql, invitation.id, parts.now()))) throw no(OLD_LINK);
    await joinAgency(parts, sql, accountId, invitation);
  });
  await record(parts, { kind: 'invitation-used', accountId, agencyId: invitation.agencyId });
}

async function sendReset(parts: Parts, email: string): Promise<void> {
  const account = await findAccountByEmail(parts.pool, email);
  if (!account || account.demo) return;
  if ((await countResets(parts.pool, account.id, addHours(parts.now(), -1))) >= RESETS_PER_HOUR) return;
  await mailReset(parts, account, null);
}
