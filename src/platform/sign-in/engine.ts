/**
 * better-auth, set up as Stepwell needs it. It keeps sign-ins, cookies, passkeys and one-time values; what it lacks
 * (a code that counts once, delays per account and address, sign-ins that idle out) are endpoints of ours in it.
 * Its tables live in the schema `auth` under our names; its `session` is a sign-in.
 */
import { betterAuth } from 'better-auth';
import { createAuthMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { BetterAuthPlugin } from 'better-auth';
import { passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';
import { Kysely, PostgresDialect } from 'kysely';
import { newId } from '../../shared/ids.ts';
import { accountEndpoints } from './endpoints/account.ts';
import { linkEndpoints } from './endpoints/links.ts';
import { signInEndpoints } from './endpoints/sign-in.ts';
import { columnsOf, settleTerms, welcome } from './enter.ts';
import { needProof } from './guard.ts';
import { record, type Parts } from './parts.ts';
import { because, no } from './refusing.ts';
import { SIGN_IN_COOKIE } from './resolve.ts';
import { PLACES, type Place } from './standing.ts';
import { strengthenSignIn } from './store/sign-ins.ts';

/** Where passkeys work: a browser gives them to names, never to bare addresses of machines. */
export const passkeyHost = (publicUrl: string): string | null => {
  const { hostname } = new URL(publicUrl);
  return /^[\d.]+$|:/.test(hostname) ? null : hostname;
};

export function createEngine(parts: Parts, origins: readonly string[], cookieSecret: string) {
  const secure = parts.publicUrl.startsWith('https://');
  const host = passkeyHost(parts.publicUrl);
  return betterAuth({
    appName: 'Stepwell',
    baseURL: parts.publicUrl,
    basePath: '/auth',
    secret: cookieSecret,
    trustedOrigins: [...origins],
    database: {
      db: new Kysely({ dialect: new PostgresDialect({ pool: parts.pool }) }),
      type: 'postgres',
      schemaName: 'auth',
      transaction: true,
    },
    telemetry: { enabled: false },
    rateLimit: { enabled: false }, // ours count per account and address, and outlive a restart
    logger: { disabled: true }, // it would log emails; faults reach us through onAPIError
    onAPIError: { onError: (error) => { if (!(error instanceof APIError) || error.statusCode >= 500) parts.onFault(error); } },
    user: {
      modelName: 'account',
      fields: { emailVerified: 'email_proven', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sign_in',
      expiresIn: (parts.settings.ownDeviceDays + 1) * 86_400,
      disableSessionRefresh: true,
      freshAge: 0, // `needProof` asks instead, by the same clock as everything else
      fields: {
        userId: 'account_id', expiresAt: 'expires_at', ipAddress: 'address_hash', userAgent: 'device',
        createdAt: 'created_at', updatedAt: 'updated_at',
      },
      additionalFields: {
        how: { type: 'string', input: false },
        mfa: { type: 'boolean', input: false },
        mustEnrol: { type: 'boolean', input: false, fieldName: 'must_enrol' },
        place: { type: 'string', input: false },
        idleSeconds: { type: 'number', input: false, fieldName: 'idle_seconds' },
        lastSeenAt: { type: 'date', input: false, fieldName: 'last_seen_at' },
        provedAt: { type: 'date', input: false, fieldName: 'proved_at' },
        endsAt: { type: 'date', input: false, fieldName: 'ends_at' },
      },
    },
    verification: {
      modelName: 'code',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          // a passkey signs in through better-auth itself: its sign-in gets the same terms here
          before: async (session, ctx) => {
            const createdAt = new Date(parts.now());
            if ('how' in session) return { data: { ...session, createdAt } };
            const { terms } = await settleTerms(parts, session.userId, 'passkey', placeOf(ctx?.headers));
            return { data: { ...session, ...columnsOf(parts, terms, ctx?.headers), createdAt } };
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'stepwell',
      useSecureCookies: secure,
      // strict: the page is a shell that fetches from its own address, also when a link in a mail opened it
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', secure },
      cookies: { session_token: { name: SIGN_IN_COOKIE } },
      ipAddress: { disableIpTracking: true }, // we keep a keyed hash of it instead
      database: { generateId: () => newId(), validateSchema: false }, // the table of other providers' accounts is not there
    },
    plugins: [stepwellPlugin(parts), ...(host === null ? [] : [passkeys(host, origins)])],
  });
}

/** Sent with a passkey ceremony, which carries nothing else: where the person sits. */
export const PLACE_HEADER = 'x-place';
const placeOf = (headers: Headers | undefined): Place => {
  const sent = headers?.get(PLACE_HEADER);
  return PLACES.find((p) => p === sent) ?? 'work';
};

const passkeys = (host: string, origins: readonly string[]) => passkey({
  rpID: host,
  rpName: 'Stepwell',
  origin: [...origins],
  // both factors at once: the device, and the finger, face or PIN that unlocks it
  authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
  registration: {
    afterVerification: ({ verification }) => {
      if (!verification.registrationInfo?.userVerified) throw unverified();
      return {};
    },
  },
  authentication: {
    afterVerification: ({ verification }) => {
      if (!verification.authenticationInfo.userVerified) throw unverified();
    },
  },
  schema: {
    passkey: {
      modelName: 'passkey',
      fields: {
        publicKey: 'public_key', userId: 'account_id', credentialID: 'credential_id', deviceType: 'device_type',
        backedUp: 'backed_up', createdAt: 'created_at',
      },
    },
  },
});

const unverified = () => no(because('not-unlocked', 'Your device did not ask for a finger, face or PIN. Set up its screen lock, then try again.'));

const stepwellPlugin = (parts: Parts) => ({
  id: 'stepwell',
  endpoints: { ...signInEndpoints(parts), ...accountEndpoints(parts), ...linkEndpoints(parts) },
  hooks: {
    before: [{
      matcher: (ctx) => ctx.path === '/passkey/generate-register-options' || ctx.path === '/passkey/verify-registration',
      handler: createAuthMiddleware(async (ctx) => {
        await needProof(parts, ctx);
      }),
    }],
    after: [{
      matcher: (ctx) => ctx.path === '/passkey/verify-authentication',
      handler: createAuthMiddleware(async (ctx) => {
        const entered = ctx.context.newSession;
        if (!entered || ctx.context.returned instanceof APIError) return;
        const session = entered.session as typeof entered.session & { mustEnrol: boolean; place: Place };
        if (session.place !== 'own') await setSessionCookie(ctx, entered, false, { maxAge: undefined });
        await welcome(parts, ctx, { accountId: session.userId, email: entered.user.email, signInId: session.id });
        const { kinds } = await settleTerms(parts, session.userId, 'passkey', session.place);
        // in place of better-auth's own answer, which would hand the cookie's secret to scripts
        return ctx.json({ signedIn: true, accountId: session.userId, mustEnrol: session.mustEnrol, kinds });
      }),
    }, {
      matcher: (ctx) => ctx.path === '/passkey/verify-registration',
      handler: createAuthMiddleware(async (ctx) => {
        if (ctx.context.returned instanceof APIError) return;
        const signIn = await needProof(parts, ctx);
        await strengthenSignIn(parts.pool, signIn.signInId);
        await record(parts, { kind: 'passkey-added', accountId: signIn.accountId, signInId: signIn.signInId });
        return ctx.json({ added: true });
      }),
    }],
  },
}) satisfies BetterAuthPlugin;

export type Engine = ReturnType<typeof createEngine>;
