import { device } from '../../../web/keep/device.ts';
import { open, placeName, seal } from '../../../web/keep/envelope.ts';
import type { DayRoster, DoorRecord } from '../model.ts';

/**
 * What a tablet keeps, sealed under keys that its browser made and cannot read out. The roster has a key of its own that is
 * thrown away with the day, so that no copy of yesterday's opens; words that wait to be sent outlive it.
 */
type Name = 'door-day' | 'door';
const newKey = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

async function keyFor(name: Name): Promise<CryptoKey> {
  const known = await device.get('keys', name);
  if (known) return known;
  const made = await newKey();
  await device.put('keys', name, made);
  return made;
}

async function put(store: 'drafts' | 'outbox', name: Name, what: string, value: unknown): Promise<void> {
  const place = `${name}|${what}`;
  const envelope = await seal(await keyFor(name), place, value, new Date().toISOString());
  await device.put(store, await placeName(place), { account: name, envelope });
}

async function get<T>(store: 'drafts' | 'outbox', name: Name, what: string): Promise<T | null> {
  const place = `${name}|${what}`;
  const [key, kept] = await Promise.all([device.get('keys', name), device.get(store, await placeName(place))]);
  return key && kept ? ((await open(key, place, kept.envelope)) as T | undefined) ?? null : null;
}

/** How far this clock is off, how many wrong numbers were typed in a row and since the last sending, and when the last was. */
export type DoorState = { paired: boolean; correctionMs: number; wrong: number; unsentWrong: number; wrongAtMs: number; refused: number };
export const NO_STATE: DoorState = { paired: false, correctionMs: 0, wrong: 0, unsentWrong: 0, wrongAtMs: 0, refused: 0 };

export const keepRoster = (roster: DayRoster): Promise<void> => put('drafts', 'door-day', 'roster', roster);
export const findRoster = (): Promise<DayRoster | null> => get<DayRoster>('drafts', 'door-day', 'roster');
export async function dropRoster(): Promise<void> {
  await device.remove('keys', 'door-day');
  await device.remove('drafts', await placeName('door-day|roster'));
}

export const keepWaiting = (records: readonly DoorRecord[]): Promise<void> => put('outbox', 'door', 'waiting', records);
export const findWaiting = async (): Promise<DoorRecord[]> => (await get<DoorRecord[]>('outbox', 'door', 'waiting')) ?? [];
export const keepState = (state: DoorState): Promise<void> => put('drafts', 'door', 'state', state);
export const findState = async (): Promise<DoorState> => (await get<DoorState>('drafts', 'door', 'state')) ?? NO_STATE;
