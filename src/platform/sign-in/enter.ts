/** Making a sign-in. */
import { setSessionCookie } from 'better-auth/cookies';
import type { GenericEndpointContext } from '@better-auth/core';
import type { Id } from '../../shared/ids.ts';
import { termsOf, type MembershipKind, type Place, type SignInTerms, type WayIn } from './standing.ts';
import { rememberDevice } from './known-device.ts';
import { addressHash, deviceWords, record, type Parts } from './parts.ts';
import { findStanding } from './store/accounts.ts';
import { endSignInByToken } from './store/sign-ins.ts';

/** What the browser is told once somebody is in. */
export type Entered = { signedIn: true; accountId: Id; mustEnrol: boolean; kinds: readonly MembershipKind[] };

export async function settleTerms(parts: Parts, accountId: Id, how: WayIn, place: Place): Promise<{ terms: SignInTerms; kinds: readonly MembershipKind[] }> {
  const standing = await findStanding(parts.pool, accountId);
  const terms = termsOf({ standing, how, place, now: parts.now(), demoDatabase: parts.demo, settings: parts.settings });
  return { terms, kinds: standing.kinds };
}

/** The columns of `auth.sign_in` that better-auth does not know of itself. */
export const columnsOf = (parts: Parts, terms: SignInTerms, headers: Headers | undefined): Record<string, unknown> => ({
  how: terms.how, mfa: terms.mfa, mustEnrol: terms.mustEnrol, place: terms.place, idleSeconds: terms.idleSeconds,
  lastSeenAt: new Date(terms.lastSeenAt), provedAt: new Date(terms.provedAt), endsAt: new Date(terms.endsAt),
  ipAddress: addressHash(parts, headers), userAgent: deviceWords(headers?.get('user-agent') ?? ''),
});

/** Signs somebody in, in this browser. Whoever was signed in here before is not any more. */
export async function enter(
  parts: Parts, ctx: GenericEndpointContext, who: { accountId: Id; how: WayIn; place: Place },
): Promise<Entered> {
  const before = await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret);
  if (before) await endSignInByToken(parts.pool, before);
  const { terms, kinds } = await settleTerms(parts, who.accountId, who.how, who.place);
  const session = await ctx.context.internalAdapter.createSession(who.accountId, false, columnsOf(parts, terms, ctx.headers));
  const user = await ctx.context.internalAdapter.findUserById(who.accountId);
  if (!session || !user) throw new Error('a sign-in could not be made');
  await setSessionCookie(ctx, { session, user }, false, cookieAge(parts, terms.place));
  await welcome(parts, ctx, { accountId: who.accountId, email: user.email, signInId: session.id });
  return { signedIn: true, accountId: who.accountId, mustEnrol: terms.mustEnrol, kinds };
}

/** Only on a person's own device does the cookie outlive the browser. */
const cookieAge = (parts: Parts, place: Place): { maxAge: number | undefined } =>
  ({ maxAge: place === 'own' ? parts.settings.ownDeviceDays * 86_400 : undefined });

/** After every way in: the browser is known to this account from now on, and the event is kept. */
export async function welcome(
  parts: Parts, ctx: GenericEndpointContext, who: { accountId: Id; email: string; signInId: Id },
): Promise<void> {
  await rememberDevice(parts, ctx, who.email);
  await record(parts, {
    kind: 'signed-in', accountId: who.accountId, signInId: who.signInId, addressHash: addressHash(parts, ctx.headers),
  });
}
