/** How sign-in answers no: the same body as everywhere in Stepwell, given to better-auth as its own kind of error. */
import { APIError } from 'better-auth/api';
import type { Refusal } from '../../shared/decision.ts';

/** 409: the rules say no, and what to do. */
export const no = (refusal: Refusal): APIError => new APIError('CONFLICT', { refusal });

/** 429: later. */
export const later = (refusal: Refusal & { waitSeconds?: number }): APIError =>
  new APIError('TOO_MANY_REQUESTS', { refusal }, refusal.waitSeconds === undefined ? {} : { 'retry-after': String(refusal.waitSeconds) });

/** 401: nobody is signed in here, or no longer. */
export const signedOut = (): APIError => new APIError('UNAUTHORIZED', {
  refusal: { ok: false, reason: 'signed-out', say: 'You were signed out. Sign in, and it goes on where you were.' },
});

export const because = (reason: string, say: string, field?: string): Refusal =>
  field === undefined ? { ok: false, reason, say } : { ok: false, reason, say, field };

/** The one answer to a wrong email, a wrong password, and an account that is not there (PV-01). */
export const WRONG = because('wrong-email-or-password', 'That email and password do not belong together. Check both, or ask for a new password.');
export const WRONG_CODE = because('wrong-code', 'That code does not match. Wait for the next one, or use a recovery code.', 'code');
