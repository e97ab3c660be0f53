import { workFor } from '../call.ts';
import { device } from '../keep/device.ts';
import { open, placeName } from '../keep/envelope.ts';
import { keep } from '../keep/keeper.ts';
import { isShared } from '../sign-in/session.ts';
import type { Self } from '../self.ts';

const NAME = 'gate';
/** As long as a client stays signed in on their own phone (SE-03). */
const DAYS = 30;

/** Keeps, sealed, who is signed in: so that a client's own phone opens without a connection. Nobody else's does. */
export async function rememberGate(gate: { self: Self | null }): Promise<void> {
  if (gate.self?.kind === 'client' && !isShared()) await keep('drafts', NAME, { gate, atMs: Date.now() });
}

/** Who was signed in on this phone when there was a connection last; undefined if nobody, or it is long ago. */
export async function recallGate<G extends { self: Self | null }>(): Promise<G | undefined> {
  for (const account of await device.names('keys').catch(() => [])) {
    const [key, place] = [await device.get('keys', account), `${account}|${NAME}`];
    const kept = key && await device.get('drafts', await placeName(place)).catch(() => undefined);
    if (!key || !kept) continue;
    const opened = (await open(key, place, kept.envelope)) as { value: { gate: G; atMs: number } } | undefined;
    // the device's own clock on both sides: without a connection there is no other
    if (!opened?.value.gate.self || Date.now() - opened.value.atMs > DAYS * 86_400_000) continue;
    workFor(opened.value.gate.self.agencyId);
    return opened.value.gate;
  }
  return undefined;
}
