/** One-time codes of an authenticator app (RFC 6238: SHA-1, 6 digits, 30 seconds). The clock is always the real one. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const STEP_SECONDS = 30;
const DIGITS = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const newTotpSecret = (): Buffer => randomBytes(20);

export const stepOf = (ms: number): number => Math.floor(ms / 1000 / STEP_SECONDS);

/** The code of one 30-second step. */
export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac[mac.length - 1]! & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The step whose code this is, or null. One step early or late is taken, because clocks differ.
 * The caller must still claim the step: a code counts once.
 */
export function findStep(secret: Buffer, code: string, ms: number): number | null {
  const typed = Buffer.from(code.replace(/[\s-]/g, '').padEnd(DIGITS, ' '));
  let found: number | null = null;
  for (const step of [stepOf(ms) - 1, stepOf(ms), stepOf(ms) + 1]) {
    const expected = Buffer.from(codeOf(secret, step));
    if (typed.length === expected.length && timingSafeEqual(typed, expected)) found = step;
  }
  return found;
}

export function base32(bytes: Buffer): string {
  let [bits, value, text] = [0, 0, ''];
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}

/** What the picture holds that an authenticator app reads. */
export const totpAddress = (secret: Buffer, email: string): string =>
  `otpauth://totp/Stepwell:${encodeURIComponent(email)}?secret=${base32(secret)}&issuer=Stepwell`;
