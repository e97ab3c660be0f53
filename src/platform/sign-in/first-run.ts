/**
 * The one-time code of a first run: whoever can read the terminal (or DATA_DIR) may set the program up, and nobody
 * else who happens to reach the address first.
 */
import { timingSafeEqual } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { decideTry } from './delay.ts';
import { newSpokenCode, readSpokenCode, tokenHash } from './seal.ts';

export type SetupCode = {
  /** For the terminal: `7KQ4-MXAB`. */
  code: string;
  /** May this person set the program up? Counts wrong tries, with growing waits. */
  check(typed: string): Promise<Decision<null, 'wrong-setup-code' | 'wait' | 'renew-password'>>;
  /** The program is set up: the code opens nothing any more. */
  spend(): Promise<void>;
};

/**
 * Makes a new code. Only its hash is written, as `DATA_DIR/setup-code`, so that another process on the same folder
 * takes it too; the latest one printed counts.
 */
export async function openSetupCode(o: { dataDir: string; now: () => Instant }): Promise<SetupCode> {
  const file = join(o.dataDir, 'setup-code');
  const code = newSpokenCode(2);
  await writeFile(file, tokenHash(code), { mode: 0o600 });
  let wrong = 0;
  let lastAt = o.now();
  return {
    code,
    async check(typed) {
      const now = o.now();
      const may = decideTry({ kind: 'account', wrong: Math.min(wrong, 30), lastAt }, now);
      if (!may.ok) return may;
      wrong++;
      lastAt = now;
      const kept = await readFile(file, 'utf8').catch(() => null);
      if (kept === null || !same(kept, tokenHash(readSpokenCode(typed)))) {
        return refuse('wrong-setup-code', 'That is not the code. It stands in the terminal where Stepwell was started.', 'setupCode');
      }
      wrong = 0;
      return accept(null);
    },
    spend: () => rm(file, { force: true }),
  };
}

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
