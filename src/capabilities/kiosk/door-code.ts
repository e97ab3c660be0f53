import { doorPerson, type DayRoster, type DoorPerson } from './model.ts';

/**
 * How a roster is sealed so that a tablet can hold it without a network and read nothing of it by itself. Each entry opens
 * with its own person's number (or phone code) alone. The same on the server and in the browser: WebCrypto, nothing else.
 */
const ROUNDS = 210_000;
const ENTRY_BYTES = 256;

const utf8 = (text: string) => new TextEncoder().encode(text);
const toHex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, '0')).join('');
const fromHex = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toBase64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

export const randomHex = (bytes: number): string => toHex(crypto.getRandomValues(new Uint8Array(bytes)).buffer);

/** A number of six figures, each as likely as the next. */
export function newDoorNumber(): string {
  // the highest part that is not a whole multiple is thrown again
  for (;;) {
    const [n] = crypto.getRandomValues(new Uint32Array(1));
    if (n! < 4_294_000_000) return String(n! % 1_000_000).padStart(6, '0');
  }
}

/** What a number becomes before it is kept: slow on purpose, salted by the agency. 64 hex figures. */
export async function numberHash(number: string, salt: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8(number), 'PBKDF2', false, ['deriveBits']);
  return toHex(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: fromHex(salt), iterations: ROUNDS }, key, 256));
}

/** The same of a phone's code, which is too long to be guessed. */
export const tokenHash = async (token: string): Promise<string> => toHex(await crypto.subtle.digest('SHA-256', utf8(`door ${token}`)));

async function part(hash: string, what: 'tag' | 'key', daySalt: string): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', fromHex(hash), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return crypto.subtle.sign('HMAC', key, utf8(`${what} ${daySalt}`));
}

export const tagOf = async (hash: string, daySalt: string): Promise<string> => toHex((await part(hash, 'tag', daySalt)).slice(0, 16));
const keyOf = async (hash: string, daySalt: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', await part(hash, 'key', daySalt), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Seals one person's entry under one of their hashes. All of a roster are padded to one length. */
export async function sealEntry(person: DoorPerson, hash: string, daySalt: string, length: number): Promise<DayRoster['entries'][number]> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new Uint8Array(length).fill(0x20);
  plain.set(utf8(JSON.stringify(person)));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(hash, daySalt), plain);
  return { tag: await tagOf(hash, daySalt), iv: toBase64(iv.buffer), data: toBase64(data) };
}

/** An entry that nobody's number opens, so that their count does not tell how many people come. */
export const decoy = (length: number): DayRoster['entries'][number] => ({
  tag: randomHex(16), iv: toBase64(crypto.getRandomValues(new Uint8Array(12)).buffer), data: toBase64(crypto.getRandomValues(new Uint8Array(length + 16)).buffer),
});

/** The common length of these people's entries, in steps that hide how many sessions somebody has. */
export const entryLength = (people: readonly DoorPerson[]): number =>
  Math.max(2 * ENTRY_BYTES, ...people.map((one) => Math.ceil(utf8(JSON.stringify(one)).length / ENTRY_BYTES) * ENTRY_BYTES));

/** Whose number or code this is today; null: nobody's who is expected. */
export async function openEntry(roster: Pick<DayRoster, 'salt' | 'daySalt' | 'entries'>, shown: { number: string } | { token: string }): Promise<DoorPerson | null> {
  const hash = 'number' in shown ? await numberHash(shown.number, roster.salt) : await tokenHash(shown.token);
  const tag = await tagOf(hash, roster.daySalt);
  const entry = roster.entries.find((one) => one.tag === tag);
  if (!entry) return null;
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(entry.iv) }, await keyOf(hash, roster.daySalt), fromBase64(entry.data));
    return doorPerson.parse(JSON.parse(new TextDecoder().decode(plain)));
  } catch {
    return null;
  }
}
