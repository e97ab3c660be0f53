/** Getting in: email and password, the second step, the demo's buttons; and getting out. */
import { createAuthEndpoint } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';
import * as z from 'zod';
import { id } from '../../../shared/ids.ts';
import { enter } from '../enter.ts';
import { needPassword, needSignIn } from '../guard.ts';
import { normalizeEmail, type Parts } from '../parts.ts';
import { because, no } from '../refusing.ts';
import { resolveSignIn } from '../resolve.ts';
import { checkProof } from '../second-factor.ts';
import { askSecondStep, finishSecondStep, readSecondStep } from '../second-step.ts';
import { PLACES, stepAfterPassword, timeLeft } from '../standing.ts';
import { findAccount, findAccountByEmail, findMemberships, findStanding } from '../store/accounts.ts';
import { endAllSignIns, endSignIn, listLiveSignIns, touchSignIn } from '../store/sign-ins.ts';
import { record } from '../parts.ts';

const place = z.enum(PLACES).default('work');
const password = z.string().max(4096);

export const signInEndpoints = (parts: Parts) => ({
  /** What the sign-in page and the idle warning need to know. Does not keep a sign-in awake. */
  readState: createAuthEndpoint('/state', { method: 'GET' }, async (ctx) => {
    const signIn = await resolveSignIn(parts, ctx.context.secret, ctx.headers ?? new Headers(), { touch: false });
    ctx.setHeader('cache-control', 'no-store');
    return ctx.json({
      demo: parts.demo,
      people: parts.demo ? await parts.demoPeople() : [],
      passkeys: ctx.context.options.plugins?.some((p) => p.id === 'passkey') ?? false,
      mail: parts.sendMail !== null,
      warnSeconds: parts.settings.warnSeconds,
      signIn: signIn && {
        accountId: signIn.accountId, name: signIn.name, mustEnrol: signIn.mustEnrol, mfa: signIn.mfa, place: signIn.place,
        ...timeLeft(signIn, parts.now(), parts.settings),
        memberships: (await findMemberships(parts.pool, signIn.accountId))
          .map(({ agencyId, kind, subjectId }) => ({ agencyId, kind, subjectId })),
      },
    });
  }),

  signInWithPassword: createAuthEndpoint('/sign-in', {
    method: 'POST', body: z.object({ email: z.string().max(320), password, place }),
  }, async (ctx) => {
    const email = normalizeEmail(ctx.body.email);
    const account = await findAccountByEmail(parts.pool, email);
    const accountId = await needPassword(parts, ctx, { email, account, password: ctx.body.password });
    const step = stepAfterPassword(await findStanding(parts.pool, accountId));
    if (step === null) return ctx.json(await enter(parts, ctx, { accountId, how: 'password', place: ctx.body.place }));
    await askSecondStep(ctx, { accountId, place: ctx.body.place });
    return ctx.json({ signedIn: false as const, secondStep: step });
  }),

  takeSecondStep: createAuthEndpoint('/second-step', {
    method: 'POST', body: z.object({ code: z.string().max(64) }),
  }, async (ctx) => {
    const step = await readSecondStep(ctx);
    if (step === null) throw no(because('too-late', 'That took longer than five minutes. Give your email and password again.'));
    const how = await checkProof(parts, ctx, step.accountId, ctx.body.code);
    if (!(await finishSecondStep(ctx, step.identifier))) {
      throw no(because('too-late', 'This step was taken already. Give your email and password again.'));
    }
    return ctx.json(await enter(parts, ctx, { accountId: step.accountId, how, place: step.place }));
  }),

  /** The role buttons of a demo's sign-in page. In any other database there is nothing here. */
  signInAsDemo: createAuthEndpoint('/demo', { method: 'POST', body: z.object({ accountId: id }) }, async (ctx) => {
    const account = parts.demo ? await findAccount(parts.pool, ctx.body.accountId) : null;
    if (!account?.demo) throw no(because('not-a-demo', 'Only the demo lets people in without a password.'));
    return ctx.json(await enter(parts, ctx, { accountId: account.id, how: 'demo', place: 'work' }));
  }),

  /** "I am still here." */
  stay: createAuthEndpoint('/stay', { method: 'POST' }, async (ctx) => {
    const signIn = await needSignIn(parts, ctx);
    await touchSignIn(parts.pool, signIn.signInId, parts.now(), 0);
    return ctx.json(timeLeft({ ...signIn, lastSeenAt: parts.now() }, parts.now(), parts.settings));
  }),

  signOut: createAuthEndpoint('/leave', { method: 'POST' }, async (ctx) => {
    const signIn = await resolveSignIn(parts, ctx.context.secret, ctx.headers ?? new Headers(), { touch: false });
    if (signIn) {
      await endSignIn(parts.pool, signIn.signInId, signIn.accountId);
      await record(parts, { kind: 'signed-out', accountId: signIn.accountId, signInId: signIn.signInId });
    }
    deleteSessionCookie(ctx);
    return ctx.json({ signedIn: false as const });
  }),

  signOutEverywhere: createAuthEndpoint('/leave-everywhere', { method: 'POST' }, async (ctx) => {
    const signIn = await needSignIn(parts, ctx);
    const ended = await endAllSignIns(parts.pool, signIn.accountId);
    await record(parts, { kind: 'signed-out-everywhere', accountId: signIn.accountId, signInId: signIn.signInId });
    deleteSessionCookie(ctx);
    return ctx.json({ signedIn: false as const, ended });
  }),

  listSignIns: createAuthEndpoint('/sign-ins', { method: 'GET' }, async (ctx) => {
    const own = await needSignIn(parts, ctx);
    const list = await listLiveSignIns(parts.pool, own.accountId, parts.now());
    return ctx.json(list.map((s) => ({
      id: s.signInId, device: s.device, place: s.place, since: s.createdAt, lastSeenAt: s.lastSeenAt, here: s.signInId === own.signInId,
    })));
  }),

  endOneSignIn: createAuthEndpoint('/sign-ins/end', { method: 'POST', body: z.object({ id }) }, async (ctx) => {
    const own = await needSignIn(parts, ctx);
    if (!(await endSignIn(parts.pool, ctx.body.id, own.accountId))) {
      throw no(because('not-there', 'That device is signed out already.'));
    }
    await record(parts, { kind: 'sign-in-ended', accountId: own.accountId, signInId: ctx.body.id });
    return ctx.json({ ended: true });
  }),
});
