/**
 * A browser that got in before has its own count of wrong tries, so that a stranger's wrong tries cannot keep the
 * owner out. Its cookie names no account: keyed hashes only.
 */
import type { GenericEndpointContext } from '@better-auth/core';
import { addressHash, emailHash, type Parts } from './parts.ts';
import { newToken } from './seal.ts';
import type { TryKey } from './store/tries.ts';

const KNOWN_DAYS = 400;
const MOST_KNOWN = 8;
const knownCookie = (ctx: GenericEndpointContext) => ctx.context.createAuthCookie('known', { maxAge: KNOWN_DAYS * 86_400 });
const shortHash = (parts: Parts, email: string): string => emailHash(parts, email).slice(0, 22);

async function readKnown(ctx: GenericEndpointContext): Promise<{ device: string; emails: string[] }> {
  const [device, ...emails] = ((await ctx.getSignedCookie(knownCookie(ctx).name, ctx.context.secret)) || '').split('~');
  return { device: device || newToken().slice(0, 22), emails };
}

export async function rememberDevice(parts: Parts, ctx: GenericEndpointContext, email: string): Promise<void> {
  const { device, emails } = await readKnown(ctx);
  const own = shortHash(parts, email);
  const list = [own, ...emails.filter((e) => e !== own)].slice(0, MOST_KNOWN);
  const cookie = knownCookie(ctx);
  await ctx.setSignedCookie(cookie.name, [device, ...list].join('~'), ctx.context.secret, cookie.attributes);
}

/** The keys that a try with this email counts on: the account's (or its known device's), then the address's. */
export async function tryKeys(
  parts: Parts, ctx: GenericEndpointContext, what: 'password' | 'code', subject: string,
): Promise<TryKey[]> {
  const { device, emails } = await readKnown(ctx);
  const known = what === 'password' && emails.includes(shortHash(parts, subject));
  return [
    { kind: 'account', key: known ? `device:${device}:${emailHash(parts, subject)}` : `${what}:${emailHash(parts, subject)}` },
    { kind: 'address', key: `address:${addressHash(parts, ctx.headers)}` },
  ];
}
