/** A person's own account: proving who they are, password, authenticator app, recovery codes, passkeys, draft key. */
import { createAuthEndpoint } from 'better-auth/api';
import QRCode from 'qrcode';
import * as z from 'zod';
import { id, type Id } from '../../../shared/ids.ts';
import { openDraftKey } from '../draft-key.ts';
import { needOwnPassword, needProof, needSignIn } from '../guard.ts';
import { record, type Parts } from '../parts.ts';
import { decidePassword, lengthOf, MIN_ALONE } from '../password.ts';
import { because, no, WRONG_CODE } from '../refusing.ts';
import type { SignIn } from '../resolve.ts';
import { makeRecoveryCodes } from '../second-factor.ts';
import { hasSecondFactor } from '../standing.ts';
import { findMemberships, findPasswordHash, findStanding, savePassword } from '../store/accounts.ts';
import { listEvents } from '../store/events.ts';
import {
  confirmAuthenticator, countRecoveryCodes, findPendingAuthenticator, listPasskeys, removeAuthenticator, removePasskey,
  renamePasskey, savePendingAuthenticator,
} from '../store/factors.ts';
import { endAllSignIns, proveSignIn, strengthenSignIn } from '../store/sign-ins.ts';
import { inOneGo } from '../store/sql.ts';
import { base32, findStep, newTotpSecret, totpAddress } from '../totp.ts';

const password = z.string().max(4096);

/** Words that this person's password must not consist of. */
export async function contextOf(parts: Parts, who: { email: string; name: string; agencyIds: readonly Id[] }): Promise<string[]> {
  return [who.email, who.name, ...(await parts.agencyNames(who.agencyIds))];
}

/** May this factor go? Staff keep at least one; a short password may never stand alone. */
async function needFactorToSpare(parts: Parts, accountId: Id, leaving: 'authenticator' | 'passkey'): Promise<void> {
  const standing = await findStanding(parts.pool, accountId);
  const left = (standing.hasAuthenticator && leaving !== 'authenticator' ? 1 : 0) + standing.passkeys - (leaving === 'passkey' ? 1 : 0);
  if (left > 0) return;
  if (standing.kinds.includes('staff') && parts.settings.staffNeedSecondFactor) {
    throw no(because('last-factor', 'Staff always need a second step. Set up another one first, then remove this.'));
  }
  if ((await findPasswordHash(parts.pool, accountId))?.short) {
    throw no(because('password-too-short', `Your password is good only beside a second step. Set one of ${MIN_ALONE} characters or more first.`));
  }
}

const summary = async (parts: Parts, signIn: SignIn) => {
  const standing = await findStanding(parts.pool, signIn.accountId);
  return {
    accountId: signIn.accountId, email: signIn.email, name: signIn.name, mfa: signIn.mfa, mustEnrol: signIn.mustEnrol,
    place: signIn.place, hasAuthenticator: standing.hasAuthenticator,
    passkeys: await listPasskeys(parts.pool, signIn.accountId),
    recoveryCodesLeft: await countRecoveryCodes(parts.pool, signIn.accountId),
    hasPassword: (await findPasswordHash(parts.pool, signIn.accountId)) !== null,
    lately: await listEvents(parts.pool, signIn.accountId, 20),
  };
};

export const accountEndpoints = (parts: Parts) => ({
  readAccount: createAuthEndpoint('/account', { method: 'GET' }, async (ctx) =>
    ctx.json(await summary(parts, await needSignIn(parts, ctx)))),

  /** Showing again that it is the same person, without leaving the page. */
  proveAgain: createAuthEndpoint('/prove', { method: 'POST', body: z.object({ password }) }, async (ctx) => {
    const signIn = await needSignIn(parts, ctx);
    await needOwnPassword(parts, ctx, signIn, ctx.body.password);
    await proveSignIn(parts.pool, signIn.signInId, parts.now());
    await record(parts, { kind: 'proved-again', accountId: signIn.accountId, signInId: signIn.signInId });
    return ctx.json({ proved: true });
  }),

  changePassword: createAuthEndpoint('/password', {
    method: 'POST', body: z.object({ current: password, password }),
  }, async (ctx) => {
    const signIn = await needSignIn(parts, ctx);
    const { accountId } = signIn;
    await needOwnPassword(parts, ctx, signIn, ctx.body.current);
    const agencyIds = (await findMemberships(parts.pool, accountId)).map((m) => m.agencyId);
    const decision = decidePassword({
      password: ctx.body.password,
      hasSecondFactor: hasSecondFactor(await findStanding(parts.pool, accountId)),
      context: await contextOf(parts, { ...signIn, agencyIds }),
    });
    if (!decision.ok) throw no(decision);
    const hash = await parts.hasher.hash(decision.value);
    await inOneGo(parts.pool, async (sql) => {
      await savePassword(sql, { accountId, hash, short: lengthOf(decision.value) < MIN_ALONE, now: parts.now() });
      await endAllSignIns(sql, accountId, signIn.signInId);
    });
    await record(parts, { kind: 'password-changed', accountId, signInId: signIn.signInId });
    return ctx.json({ changed: true });
  }),

  /** A new app's secret, as picture and text. The app in use, if there is one, works until this one is confirmed. */
  beginAuthenticator: createAuthEndpoint('/authenticator/begin', { method: 'POST' }, async (ctx) => {
    const { accountId, email } = await needProof(parts, ctx);
    const secret = newTotpSecret();
    await savePendingAuthenticator(parts.pool, accountId, parts.keys.seal('totp', accountId, secret), parts.now());
    const svg = await QRCode.toString(totpAddress(secret, email), { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
    ctx.setHeader('cache-control', 'no-store');
    return ctx.json({
      picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
      secret: base32(secret).replace(/(.{4})(?=.)/g, '$1 '),
    });
  }),

  confirmAuthenticator: createAuthEndpoint('/authenticator/confirm', {
    method: 'POST', body: z.object({ code: z.string().max(64) }),
  }, async (ctx) => {
    const { accountId, signInId } = await needProof(parts, ctx);
    const pending = await findPendingAuthenticator(parts.pool, accountId);
    if (!pending) throw no(because('nothing-begun', 'Start again: show a new picture, then give its code.'));
    const step = findStep(parts.keys.open('totp', accountId, pending.secret), ctx.body.code, parts.realMs());
    if (step === null) throw no({ ...WRONG_CODE, say: 'That code does not match. Give the one that your app shows now.' });
    const recoveryCodes = await inOneGo(parts.pool, async (sql) => {
      if (!(await confirmAuthenticator(sql, { accountId, pending: pending.secret, step, now: parts.now() }))) {
        throw no(because('nothing-begun', 'Start again: show a new picture, then give its code.'));
      }
      await strengthenSignIn(sql, signInId);
      return makeRecoveryCodes(parts, sql, accountId);
    });
    await record(parts, { kind: 'authenticator-set', accountId, signInId });
    ctx.setHeader('cache-control', 'no-store');
    return ctx.json({ recoveryCodes });
  }),

  removeAuthenticator: createAuthEndpoint('/authenticator/remove', { method: 'POST' }, async (ctx) => {
    const { accountId, signInId } = await needProof(parts, ctx);
    await needFactorToSpare(parts, accountId, 'authenticator');
    await removeAuthenticator(parts.pool, accountId);
    await record(parts, { kind: 'authenticator-removed', accountId, signInId });
    return ctx.json({ removed: true });
  }),

  makeRecoveryCodes: createAuthEndpoint('/recovery-codes', { method: 'POST' }, async (ctx) => {
    const { accountId, signInId } = await needProof(parts, ctx);
    if (!hasSecondFactor(await findStanding(parts.pool, accountId))) {
      throw no(because('no-second-factor', 'Recovery codes stand in for a second step. Set one up first.'));
    }
    const recoveryCodes = await inOneGo(parts.pool, (sql) => makeRecoveryCodes(parts, sql, accountId));
    await record(parts, { kind: 'recovery-codes-made', accountId, signInId });
    ctx.setHeader('cache-control', 'no-store');
    return ctx.json({ recoveryCodes });
  }),

  renamePasskey: createAuthEndpoint('/passkeys/rename', {
    method: 'POST', body: z.object({ id, name: z.string().trim().min(1).max(60) }),
  }, async (ctx) => {
    const { accountId } = await needSignIn(parts, ctx);
    if (!(await renamePasskey(parts.pool, accountId, ctx.body.id, ctx.body.name))) throw no(because('not-there', 'That passkey is gone already.'));
    return ctx.json({ renamed: true });
  }),

  removePasskey: createAuthEndpoint('/passkeys/remove', { method: 'POST', body: z.object({ id }) }, async (ctx) => {
    const { accountId, signInId } = await needProof(parts, ctx);
    await needFactorToSpare(parts, accountId, 'passkey');
    if (!(await removePasskey(parts.pool, accountId, ctx.body.id))) throw no(because('not-there', 'That passkey is gone already.'));
    await record(parts, { kind: 'passkey-removed', accountId, signInId });
    return ctx.json({ removed: true });
  }),

  /** What unlocks text that waits on this device. Only a live sign-in gets it. */
  readDraftKey: createAuthEndpoint('/draft-key', { method: 'GET' }, async (ctx) => {
    const { accountId, mustEnrol } = await needSignIn(parts, ctx);
    if (mustEnrol) throw no(because('must-enrol', 'First set up your second step.'));
    ctx.setHeader('cache-control', 'no-store');
    return ctx.json({ accountId, key: await openDraftKey(parts, accountId) });
  }),
});
