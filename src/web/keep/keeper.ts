import { now } from '../clock.ts';
import { device } from './device.ts';
import { importKey, open, placeName, seal } from './envelope.ts';

/** Whose things are kept here at the moment, and with which key. Nobody: nothing is written to the device. */
let keeper: { account: string; key: CryptoKey } | null = null;
const waiting = new Set<() => void>();

/**
 * Begins keeping for a signed-in person.
 * @param fetchKey asks the server for the key; only used where the device has none for this account yet, so that a
 *   client's phone opens its drafts without a connection too.
 */
export async function beginKeeping(account: string, fetchKey: () => Promise<string>): Promise<void> {
  if (keeper?.account === account) return;
  try {
    let key = await device.get('keys', account);
    if (!key) {
      key = await importKey(await fetchKey());
      await device.put('keys', account, key);
    }
    keeper = { account, key };
    for (const start of waiting) start();
    waiting.clear();
  } catch {
    // A private window or a full device keeps nothing; the form says so and keeps it in this page.
    keeper = null;
  }
}

/** Sign-out: the key goes. What was sealed stays, unreadable, until the same person signs in here again. */
export async function endKeeping(account: string): Promise<void> {
  keeper = null;
  await device.remove('keys', account).catch(() => undefined);
}

export const canKeep = (): boolean => keeper !== null;

/** Calls `start` as soon as things can be kept (at once if they can already). Returns how to stop waiting. */
export function whenKeeping(start: () => void): () => void {
  if (keeper) start();
  else waiting.add(start);
  return () => waiting.delete(start);
}

type Store = 'drafts' | 'outbox';

/** Keeps a value sealed; false if this device cannot. */
export async function keep(store: Store, name: string, value: unknown): Promise<boolean> {
  if (!keeper) return false;
  const { account, key } = keeper;
  const place = `${account}|${name}`;
  try {
    await device.put(store, await placeName(place), { account, envelope: await seal(key, place, { name, value }, now()) });
    return true;
  } catch {
    return false;
  }
}

export async function find<T>(store: Store, name: string): Promise<{ value: T; keptAt: string } | undefined> {
  if (!keeper) return undefined;
  const { account, key } = keeper;
  const place = `${account}|${name}`;
  const kept = await device.get(store, await placeName(place)).catch(() => undefined);
  if (!kept) return undefined;
  const opened = (await open(key, place, kept.envelope)) as { value: T } | undefined;
  return opened && { value: opened.value, keptAt: kept.envelope.keptAt };
}

export async function drop(store: Store, name: string): Promise<void> {
  if (!keeper) return;
  await device.remove(store, await placeName(`${keeper.account}|${name}`)).catch(() => undefined);
}
