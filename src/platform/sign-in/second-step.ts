/** The step between a right password and being in: five minutes, in one browser, once. */
import type { GenericEndpointContext } from '@better-auth/core';
import { newId, type Id } from '../../shared/ids.ts';
import { newToken } from './seal.ts';
import type { Place } from './standing.ts';

const STEP_MINUTES = 5;
const stepCookie = (ctx: GenericEndpointContext) => ctx.context.createAuthCookie('second_step', { maxAge: STEP_MINUTES * 60 });
export type SecondStep = { accountId: Id; place: Place };

/** The password was right; remembers that for five minutes in a row that only this browser's cookie names. */
export async function askSecondStep(ctx: GenericEndpointContext, step: SecondStep): Promise<void> {
  const identifier = `second-step-${newId()}-${newToken()}`;
  await ctx.context.internalAdapter.createVerificationValue({
    identifier, value: JSON.stringify(step), expiresAt: new Date(Date.now() + STEP_MINUTES * 60_000),
  });
  const cookie = stepCookie(ctx);
  await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
}

export async function readSecondStep(ctx: GenericEndpointContext): Promise<(SecondStep & { identifier: string }) | null> {
  const identifier = await ctx.getSignedCookie(stepCookie(ctx).name, ctx.context.secret);
  if (!identifier) return null;
  const kept = await ctx.context.internalAdapter.findVerificationValue(identifier);
  if (!kept || kept.expiresAt < new Date()) return null;
  return { ...(JSON.parse(kept.value) as SecondStep), identifier };
}

/** Uses the step up; false if another request was first. */
export async function finishSecondStep(ctx: GenericEndpointContext, identifier: string): Promise<boolean> {
  const cookie = stepCookie(ctx);
  ctx.setCookie(cookie.name, '', { ...cookie.attributes, maxAge: 0 });
  return (await ctx.context.internalAdapter.consumeVerificationValue(identifier)) !== null;
}
