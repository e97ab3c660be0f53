/** Who sends this request? Asked on every call of `serve`: one signature, one indexed read. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import type { Parts } from './parts.ts';
import { findLiveSignIn, touchSignIn, type SignInRow } from './store/sign-ins.ts';

/** Not written more often than this: being seen is not worth a write per call. */
const TOUCH_PAUSE_SECONDS = 30;

/** Sent by calls that no person made (a list that refreshes itself): they do not keep a sign-in awake. */
export const QUIET_HEADER = 'x-quiet';

export const SIGN_IN_COOKIE = 'stepwell.sign_in';

export type SignIn = SignInRow;
type HeadersLike = Headers | Record<string, string | string[] | undefined>;

export async function resolveSignIn(
  parts: Parts, cookieSecret: string, headers: HeadersLike, options: { touch?: boolean } = {},
): Promise<SignIn | null> {
  const token = tokenOf(readHeader(headers, 'cookie'), cookieSecret);
  if (token === null) return null;
  const now = parts.now();
  const signIn = await findLiveSignIn(parts.pool, token, now);
  if (signIn === null) return null;
  const touch = options.touch ?? readHeader(headers, QUIET_HEADER) === undefined;
  if (touch && secondsSince(signIn.lastSeenAt, now) >= TOUCH_PAUSE_SECONDS) {
    await touchSignIn(parts.pool, signIn.signInId, now, TOUCH_PAUSE_SECONDS);
    return { ...signIn, lastSeenAt: now };
  }
  return signIn;
}

const secondsSince = (from: Instant, now: Instant): number =>
  (Temporal.Instant.from(now).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 1000;

function readHeader(headers: HeadersLike, name: string): string | undefined {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return Array.isArray(value) ? value.join('; ') : value ?? undefined;
}

/** The token in the cookie, if the server signed it. Under TLS the cookie's name says that it came over TLS. */
export function tokenOf(cookies: string | undefined, cookieSecret: string): string | null {
  for (const part of (cookies ?? '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim();
    if (name !== SIGN_IN_COOKIE && name !== `__Secure-${SIGN_IN_COOKIE}`) continue;
    const token = verified(part.slice(at + 1).trim(), cookieSecret);
    if (token !== null) return token;
  }
  return null;
}

function verified(value: string, cookieSecret: string): string | null {
  let text: string;
  try {
    text = decodeURIComponent(value);
  } catch {
    return null;
  }
  const dot = text.lastIndexOf('.');
  if (dot < 1) return null;
  const given = Buffer.from(text.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', cookieSecret).update(text.slice(0, dot)).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? text.slice(0, dot) : null;
}
