/**
 * How long the next try must wait after wrong ones. The wait grows and never becomes a lock: a person always gets in
 * again by waiting, by a passkey, or by a link to their own mail; a guesser gets fewer than 100 tries in 30 days
 * (NIST SP 800-63B-4 §3.2.2).
 */
import { addMinutes, compareInstants, type Instant } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';

const HOUR = 3600;
/** Consecutive wrong tries after which a password alone is no longer taken until its owner sets a new one. */
export const MOST_WRONG_TRIES = 100;
/** Quiet minutes after which an address starts anew; many people of one clinic share one. */
const ADDRESS_FORGETS_MINUTES = 60;

/** Seconds to wait after so many wrong tries in a row on one account (or on one known device of it). */
export function delayAfter(wrongTries: number): number {
  if (wrongTries < 5) return 0;
  return Math.min(5 * 2 ** (wrongTries - 5), 12 * HOUR);
}

/** Seconds to wait after so many wrong tries from one network address, whatever the accounts. */
export function addressDelayAfter(wrongTries: number): number {
  if (wrongTries < 30) return 0;
  return Math.min(2 * 2 ** (wrongTries - 30), HOUR / 4);
}

export type Tries = { kind: 'account' | 'address'; wrong: number; lastAt: Instant };
export type TryRefusal = Decision<null, 'wait' | 'renew-password'> & { waitSeconds?: number };

/** May another try be made now? The answer is the same for accounts that do not exist (PV-01). */
export function decideTry(tries: Tries, now: Instant): TryRefusal {
  const wrong = wrongNow(tries, now);
  if (tries.kind === 'account' && wrong >= MOST_WRONG_TRIES) {
    return refuse('renew-password', 'This password had too many wrong tries. Ask for a link to set a new one, or use a passkey.');
  }
  const wait = tries.kind === 'account' ? delayAfter(wrong) : addressDelayAfter(wrong);
  const passed = secondsBetween(tries.lastAt, now);
  if (passed >= wait) return accept(null);
  const waitSeconds = Math.ceil(wait - Math.max(0, passed));
  return { ...refuse('wait', `Too many tries. Wait ${inWords(waitSeconds)}, then try again.`), waitSeconds };
}

/** Wrong tries that still count: an address forgets after an hour of quiet, an account only by a right try. */
export function wrongNow(tries: Tries, now: Instant): number {
  if (tries.kind === 'account') return tries.wrong;
  return compareInstants(addMinutes(tries.lastAt, ADDRESS_FORGETS_MINUTES), now) <= 0 ? 0 : tries.wrong;
}

const secondsBetween = (from: Instant, to: Instant): number =>
  (Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 1000;

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} second${seconds === 1 ? '' : 's'}`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
