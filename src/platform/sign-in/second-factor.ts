/** Is it their second factor? A code of the app counts once; so does a recovery code. */
import type { GenericEndpointContext } from '@better-auth/core';
import type { Id } from '../../shared/ids.ts';
import { tryKeys } from './known-device.ts';
import { addressHash, record, type Parts } from './parts.ts';
import { because, later, no, WRONG_CODE } from './refusing.ts';
import { newSpokenCode, readSpokenCode } from './seal.ts';
import type { WayIn } from './standing.ts';
import { findAuthenticator, saveRecoveryCodes, spendRecoveryCode, claimStep } from './store/factors.ts';
import { claimTry, forgive } from './store/tries.ts';
import type { Sql } from './store/sql.ts';
import { findStep } from './totp.ts';

const RECOVERY_CODES = 10;

/**
 * Takes a code of the authenticator app (six digits) or a recovery code (`7KQ4-MXAB-RT3N`), and uses it up.
 * Throws a refusal if it is neither, or was used.
 */
export async function checkProof(
  parts: Parts, ctx: GenericEndpointContext, accountId: Id, typed: string,
): Promise<Extract<WayIn, 'password-code' | 'password-recovery'>> {
  const keys = await tryKeys(parts, ctx, 'code', accountId);
  const trail = { accountId, addressHash: addressHash(parts, ctx.headers) };
  const claim = await claimTry(parts.pool, keys, parts.now());
  if (!claim.ok) {
    await record(parts, { kind: 'held-back', ...trail });
    throw later(claim);
  }
  const outcome = /^[\d\s-]{6,12}$/.test(typed) ? await useAppCode(parts, accountId, typed) : await useCode(parts, accountId, typed);
  if (outcome === 'wrong' || outcome === 'used') {
    await record(parts, { kind: outcome === 'used' ? 'code-used-again' : 'wrong-code', ...trail });
    throw no(outcome === 'used' ? because('code-used', 'That code was used already. Wait for the next one.', 'code') : WRONG_CODE);
  }
  await forgive(parts.pool, keys);
  if (outcome === 'password-recovery') await record(parts, { kind: 'recovery-code-used', ...trail });
  return outcome;
}

async function useAppCode(parts: Parts, accountId: Id, typed: string): Promise<'password-code' | 'wrong' | 'used'> {
  const sealed = await findAuthenticator(parts.pool, accountId);
  if (sealed === null) return 'wrong';
  const step = findStep(parts.keys.open('totp', accountId, sealed), typed, parts.realMs());
  if (step === null) return 'wrong';
  return (await claimStep(parts.pool, accountId, step)) ? 'password-code' : 'used';
}

async function useCode(parts: Parts, accountId: Id, typed: string): Promise<'password-recovery' | 'wrong'> {
  const used = await spendRecoveryCode(parts.pool, accountId, recoveryHash(parts, accountId, typed), parts.now());
  return used ? 'password-recovery' : 'wrong';
}

const recoveryHash = (parts: Parts, accountId: Id, typed: string): string =>
  parts.keys.hash('recovery', `${accountId}:${readSpokenCode(typed)}`);

/** Ten new codes, shown once; earlier ones open nothing any more. */
export async function makeRecoveryCodes(parts: Parts, sql: Sql, accountId: Id): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newSpokenCode(3));
  await saveRecoveryCodes(sql, accountId, codes.map((code) => recoveryHash(parts, accountId, code)), parts.now());
  return codes;
}
