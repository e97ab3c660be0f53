import { now } from '../clock.ts';
import { device } from './device.ts';
import { importKey, makePageKey, open, placeName, seal, sealAtOnce, type PageKey } from './envelope.ts';

/** Whose things are kept here at the moment, and with which key. Nobody: nothing is written to the device. */
let keeper: { account: string; key: CryptoKey; page: PageKey } | null = null;
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
    keeper = { account, key, page: await makePageKey(key, now()) };
    for (const start of waiting) start();
    waiting.clear();
  } catch {
    // A private window or a full device keeps nothing; the form says so and keeps it in this page.
    keeper = null;
  }
}

/** Sign-out: the key goes. What was sealed stays, unreadable, until the same person signs in here again. */
export async function endKeeping(account: string): Promise<void> {
  keeper?.page.bytes.fill(0);
  keeper = null;
  places.clear();
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

/** Names of places as they are stored, worked out before somebody types there. */
const places = new Map<string, string>();

/** Makes ready to keep here at once, and calls `start` when that can begin. Returns how to stop waiting. */
export const whenReady = (name: string, start: () => void): (() => void) => whenKeeping(() => {
  const place = `${keeper!.account}|${name}`;
  void placeName(place).then((stored) => {
    places.set(place, stored);
    start();
  });
});

/**
 * Keeps a draft sealed, handed over before this returns: a page that dies right after it has lost nothing.
 * @param lasting also waits for the disk, for when somebody pauses
 * @returns whether it was kept; nothing if the place is not ready yet
 */
export function keepAtOnce(name: string, value: unknown, base: string | null, lasting: boolean): Promise<boolean> | undefined {
  if (!keeper) return undefined;
  const place = `${keeper.account}|${name}`;
  const stored = places.get(place);
  if (stored === undefined) return undefined;
  const kept = { account: keeper.account, envelope: sealAtOnce(keeper.page, place, { name, value, base }, now()) };
  return device.putAtOnce('drafts', stored, kept, lasting ? 'strict' : 'relaxed')?.then(() => true, () => false);
}

type Found<T> = { value: T; base: string | null; keptAt: string };

export async function find<T>(store: Store, name: string): Promise<Found<T> | undefined> {
  if (!keeper) return undefined;
  const { account, key } = keeper;
  const place = `${account}|${name}`;
  const kept = await device.get(store, await placeName(place)).catch(() => undefined);
  if (!kept) return undefined;
  const opened = (await open(key, place, kept.envelope)) as { value: T; base?: string | null } | undefined;
  return opened && { value: opened.value, base: opened.base ?? null, keptAt: kept.envelope.keptAt };
}

export async function drop(store: Store, name: string): Promise<void> {
  if (!keeper) return;
  const place = `${keeper.account}|${name}`;
  const stored = places.get(place);
  // in turn with what was kept here before and after it
  await ((stored !== undefined && device.removeAtOnce(store, stored)) || device.remove(store, await placeName(place))).catch(() => undefined);
}
