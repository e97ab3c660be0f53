import { compareInstants } from '../../shared/dates.ts';
import { changeBetween, trajectoryOf, type Change } from './change.ts';
import { INSTRUMENTS } from './library.ts';
import type { Administration, Scored } from './model.ts';
import { scoreInstrument } from './rules.ts';

/** What was kept, read: scored now, and held against the time before it (INS-01, INS-05). */
export type ReadAdministration<A> = A & { scored: Scored; change: Change | null };

/** @param kept any order; those that a later one corrects are scored, but no change is counted from them. */
export function readAll<A extends Administration & { corrected: boolean }>(kept: readonly A[]): ReadAdministration<A>[] {
  return kept.flatMap((given) => {
    const instrument = INSTRUMENTS[given.code];
    const scored = scoreInstrument(instrument, given.answers);
    if (!scored.ok) return [];
    const before = kept.filter((other) => !other.corrected && (compareInstants(other.at, given.at) < 0 || other.id === given.id));
    const [previous, now] = given.corrected ? [] : trajectoryOf(instrument, before).slice(-2);
    const change = previous && now?.id === given.id ? changeBetween(instrument, previous.value, now.value) : null;
    return [{ ...given, scored: scored.value, change }];
  });
}

/** What a client reads after answering on their own device: help first where it is needed, never a bare score. */
export function wordsForClient(scored: Scored): { helpNow: boolean; say: string } {
  const alert = scored.alerts[0];
  if (!alert) return { helpNow: false, say: 'Thank you. Your counselor sees it before you meet next.' };
  return {
    helpNow: true,
    say: alert.kind === 'suicide'
      ? 'Thank you for saying this. You can call or text 988 now, any hour, and talk to somebody. In danger right now: 911. '
        + 'Your team is told and gets in touch.'
      : 'Thank you. Withdrawal can turn dangerous: shaking, confusion, seeing things or a seizure need 911. Your team is told.',
  };
}
