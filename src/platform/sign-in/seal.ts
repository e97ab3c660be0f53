/** Keys that follow from the server's secret, and what is done with them. Nothing here knows what it protects. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto';

export type Keys = {
  /** Encrypts under a purpose and an owner; opening it for another owner or purpose fails. */
  seal(purpose: string, owner: string, bytes: Buffer): Buffer;
  open(purpose: string, owner: string, sealed: Buffer): Buffer;
  /** A keyed hash: says whether two values are the same without holding either. */
  hash(purpose: string, value: string): string;
};

export function keysOf(secret: string): Keys {
  if (secret.length < 32) throw new Error('the sign-in secret needs at least 32 characters');
  const known = new Map<string, Buffer>();
  const key = (purpose: string): Buffer => {
    let found = known.get(purpose);
    if (!found) {
      found = Buffer.from(hkdfSync('sha256', secret, 'stepwell', purpose, 32));
      known.set(purpose, found);
    }
    return found;
  };
  return {
    seal(purpose, owner, bytes) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(purpose), iv).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]);
    },
    open(purpose, owner, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key(purpose), sealed.subarray(0, 12));
      decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    },
    hash: (purpose, value) => createHmac('sha256', key(purpose)).update(value).digest('base64url'),
  };
}

/** A one-time link's secret (256 bits), and what is kept of it. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

// no 0 O 1 I L: these are read aloud and copied by hand
const PLAIN = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** A code for people, such as `7KQ4-MXAB`: groups of four of 31 letters and digits. */
export const newSpokenCode = (groups: number): string =>
  Array.from({ length: groups }, () => Array.from({ length: 4 }, () => PLAIN[randomInt(PLAIN.length)]).join('')).join('-');

/** However a spoken code was typed, what was meant. */
export const readSpokenCode = (typed: string): string =>
  typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/(.{4})(?=.)/g, '$1-');
