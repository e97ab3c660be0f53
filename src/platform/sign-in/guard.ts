/** Who is signed in, for the endpoints of sign-in themselves. */
import type { GenericEndpointContext } from '@better-auth/core';
import type { Id } from '../../shared/ids.ts';
import { isBefore, addMinutes } from '../../shared/dates.ts';
import type { Parts } from './parts.ts';
import { tryKeys } from './known-device.ts';
import { because, later, no, signedOut, WRONG } from './refusing.ts';
import { resolveSignIn, type SignIn } from './resolve.ts';
import { findPasswordHash, renewHash } from './store/accounts.ts';
import { record, addressHash } from './parts.ts';
import { claimTry, forgive } from './store/tries.ts';

export async function needSignIn(parts: Parts, ctx: GenericEndpointContext): Promise<SignIn> {
  const signIn = await resolveSignIn(parts, ctx.context.secret, ctx.headers ?? new Headers());
  if (!signIn) throw signedOut();
  return signIn;
}

/** For what changes the account itself: the person proved who they are within the last quarter of an hour. */
export async function needProof(parts: Parts, ctx: GenericEndpointContext): Promise<SignIn> {
  const signIn = await needSignIn(parts, ctx);
  if (isBefore(addMinutes(signIn.provedAt, parts.settings.askAgainMinutes), parts.now())) {
    throw no(because('prove-again', 'First show again that it is you.'));
  }
  return signIn;
}

/**
 * Is this the account's password? Counts the try first, and does the work of one hash whether or not there is an
 * account, so that neither answer nor time tells (PV-01).
 * @param account null if there is none with that email
 */
export async function needPassword(
  parts: Parts, ctx: GenericEndpointContext, facts: { email: string; account: { id: Id; hash: string | null } | null; password: string },
): Promise<Id> {
  const keys = await tryKeys(parts, ctx, 'password', facts.email);
  const trail = { accountId: facts.account?.id ?? null, emailHash: parts.keys.hash('email', facts.email), addressHash: addressHash(parts, ctx.headers) };
  const claim = await claimTry(parts.pool, keys, parts.now());
  if (!claim.ok) {
    await record(parts, { kind: 'held-back', ...trail });
    throw later(claim);
  }
  const right = await parts.hasher.verify(facts.password, facts.account?.hash ?? null);
  if (!right || facts.account === null) {
    await record(parts, { kind: 'wrong-password', ...trail });
    throw no(WRONG);
  }
  await forgive(parts.pool, keys);
  const { id, hash } = facts.account;
  if (hash !== null && parts.hasher.isOlder(hash)) await renewHash(parts.pool, id, hash, await parts.hasher.hash(facts.password));
  return id;
}

/** The password of whoever is signed in. */
export async function needOwnPassword(parts: Parts, ctx: GenericEndpointContext, signIn: SignIn, password: string): Promise<void> {
  const kept = await findPasswordHash(parts.pool, signIn.accountId);
  await needPassword(parts, ctx, {
    email: signIn.email, account: { id: signIn.accountId, hash: kept?.hash ?? null }, password,
  });
}
