import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

/**
 * What is kept on a device, encrypted with a key that the sign-in gives and the sign-out drops.
 * The place (whose, which form) is bound in, so that an envelope cannot be moved to another place.
 * Version 1 is AES-GCM with that key itself, which the browser does in its own time. Version 2 is XChaCha20-Poly1305 with
 * a key of this page alone, done before the next line runs; the page's key lies beside it, sealed as version 1.
 */
export type Envelope = SealedInTime | SealedAtOnce;
export type SealedInTime = { version: 1; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer; keptAt: string };
type SealedAtOnce = { version: 2; page: SealedInTime; nonce: Uint8Array; data: Uint8Array; keptAt: string };

/** A key of this page alone: as it is, and as it may lie on the device. */
export type PageKey = { bytes: Uint8Array; sealed: SealedInTime };

const encode = (text: string) => new TextEncoder().encode(text);

/** @param base64 32 bytes from the server. The key cannot be read out again. */
export const importKey = (base64: string): Promise<CryptoKey> => {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
};

export async function seal(key: CryptoKey, place: string, value: unknown, keptAt: string): Promise<SealedInTime> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv, additionalData: encode(place) };
  return { version: 1, iv, keptAt, data: await crypto.subtle.encrypt(algorithm, key, encode(JSON.stringify(value))) };
}

const PAGE = 'page';

export async function makePageKey(key: CryptoKey, keptAt: string): Promise<PageKey> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return { bytes, sealed: await seal(key, PAGE, Array.from(bytes), keptAt) };
}

/** The same as `seal`, done when it returns: a letter that was typed is on its way to the disk before the next one. */
export function sealAtOnce(page: PageKey, place: string, value: unknown, keptAt: string): Envelope {
  const nonce = crypto.getRandomValues(new Uint8Array(24));
  return { version: 2, page: page.sealed, nonce, keptAt, data: xchacha20poly1305(page.bytes, nonce, encode(place)).encrypt(encode(JSON.stringify(value))) };
}

/** What was sealed, or undefined if the key, the place or the bytes are not the same. */
export async function open(key: CryptoKey, place: string, envelope: Envelope): Promise<unknown> {
  try {
    if (envelope.version === 1) return await openInTime(key, place, envelope);
    const bytes = Uint8Array.from((await openInTime(key, PAGE, envelope.page)) as number[]);
    return JSON.parse(new TextDecoder().decode(xchacha20poly1305(bytes, envelope.nonce, encode(place)).decrypt(envelope.data)));
  } catch {
    return undefined;
  }
}

async function openInTime(key: CryptoKey, place: string, envelope: SealedInTime): Promise<unknown> {
  const algorithm = { name: 'AES-GCM', iv: envelope.iv, additionalData: encode(place) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, envelope.data)));
}

/** The name under which a place is stored: says neither whose nor what. */
export async function placeName(place: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encode(place)));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
