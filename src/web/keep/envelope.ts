/**
 * What is kept on a device, encrypted: AES-GCM with a key that the sign-in gives and the sign-out drops.
 * The place (whose, which form) is bound in, so that an envelope cannot be moved to another place.
 */
export type Envelope = { version: 1; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer; keptAt: string };

const encode = (text: string) => new TextEncoder().encode(text);

/** @param base64 32 bytes from the server. The key cannot be read out again. */
export const importKey = (base64: string): Promise<CryptoKey> => {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
};

export async function seal(key: CryptoKey, place: string, value: unknown, keptAt: string): Promise<Envelope> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv, additionalData: encode(place) };
  return { version: 1, iv, keptAt, data: await crypto.subtle.encrypt(algorithm, key, encode(JSON.stringify(value))) };
}

/** What was sealed, or undefined if the key, the place or the bytes are not the same. */
export async function open(key: CryptoKey, place: string, envelope: Envelope): Promise<unknown> {
  try {
    const algorithm = { name: 'AES-GCM', iv: envelope.iv, additionalData: encode(place) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, envelope.data)));
  } catch {
    return undefined;
  }
}

/** The name under which a place is stored: says neither whose nor what. */
export async function placeName(place: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encode(place)));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
