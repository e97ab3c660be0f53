/**
 * Passwords by NIST SP 800-63B-4: long enough, not one that is guessed first, and nothing else. No rules of
 * composition, no expiry, no hints; any characters, spaces too, pasted or typed.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { COMMON_WORDS, RUNS } from './common-passwords.ts';

export const MIN_ALONE = 15;
export const MIN_WITH_SECOND_FACTOR = 8;
/** Far above the 64 that must be allowed; bounds the work of one try. */
export const MAX_LENGTH = 256;

/** The same characters however a keyboard composes them. */
export const normalizePassword = (typed: string): string => typed.normalize('NFKC');
/** In characters as people count them, not in bytes. */
export const lengthOf = (normalized: string): number => Array.from(normalized).length;

export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-too-common';

/**
 * May this be a password? Answers it normalised.
 * @param context words that this person's passwords must not consist of: email, name, agency
 */
export function decidePassword(
  facts: { password: string; hasSecondFactor: boolean; context: readonly string[] },
): Decision<string, PasswordRefusal> {
  const password = normalizePassword(facts.password);
  const least = facts.hasSecondFactor ? MIN_WITH_SECOND_FACTOR : MIN_ALONE;
  const length = lengthOf(password);
  if (length < least) {
    const way = least === MIN_ALONE ? ' Three or four words that only you would put together do well.' : '';
    return refuse('password-too-short', `Use at least ${least} characters.${way}`, 'password');
  }
  if (length > MAX_LENGTH) return refuse('password-too-long', `Use at most ${MAX_LENGTH} characters.`, 'password');
  if (isGuessedFirst(password, facts.context)) {
    return refuse('password-too-common', 'Too many people would think of this one. Choose words that nobody would guess.', 'password');
  }
  return accept(password);
}

/** Is it made of nothing but common words, words about the person, runs of keys, numbers and repetition? */
export function isGuessedFirst(password: string, context: readonly string[]): boolean {
  const plain = withoutMarks(password);
  const words = [...wordsOf(context), ...COMMON_WORDS.filter((w) => w.length >= 3)].sort((a, b) => b.length - a.length);
  const unit = repeatedUnit(plain) ?? plain;
  const bare = runsIn(unit).reduce((rest, run) => rest.replaceAll(run, ' '), unit);
  for (const text of new Set([bare, unleet(bare)])) {
    const rest = words.reduce((left, word) => left.replaceAll(word, ' '), text);
    // what a person added by themself: letters that no list explains
    if (Array.from(rest.replace(/[^\p{L}]/gu, '')).length < 4) return true;
  }
  return false;
}

/** Names, addresses and titles as the words they consist of, of three letters and more. */
export const wordsOf = (context: readonly string[]): string[] =>
  context.flatMap((c) => withoutMarks(c).split(/[^\p{L}\p{N}]+/u)).filter((w) => w.length >= 3);

const withoutMarks = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const LEET: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
const unleet = (text: string): string => text.replace(/[013457@$!]/g, (c) => LEET[c]!);

/** `abcabcabcab` is `abc` again and again: the shortest unit of at most half the length, or null. */
function repeatedUnit(text: string): string | null {
  for (let size = 1; size <= text.length / 2; size++) {
    if (text === text.slice(0, size).repeat(Math.ceil(text.length / size)).slice(0, text.length)) return text.slice(0, size);
  }
  return null;
}

function runsIn(text: string): string[] {
  const found: string[] = [];
  for (const row of RUNS.flatMap((r) => [r, Array.from(r).reverse().join('')])) {
    for (let at = 0; at <= text.length - 4; at++) {
      if (!row.includes(text.slice(at, at + 4))) continue;
      let end = at + 4;
      while (end < text.length && row.includes(text.slice(at, end + 1))) end++;
      found.push(text.slice(at, end));
      at = end - 1;
    }
  }
  return found.sort((a, b) => b.length - a.length);
}

/** How passwords are kept: salted scrypt, its cost written beside each so that it can be raised later. */
export type Hasher = {
  hash(password: string): Promise<string>;
  /** Always does the work of one hash, also where there is nothing to compare with (`null`): PV-01. */
  verify(password: string, hash: string | null): Promise<boolean>;
  /** Was it made at a lower cost than today's? Then a right password is kept anew. */
  isOlder(hash: string): boolean;
};

/** @param cost log2 of scrypt's N; 15 with r 8 and p 3 needs 32 MiB and some 0.2 s */
export function scryptHasher(cost = 15): Hasher {
  const derive = (password: string, salt: Buffer, logN: number): Promise<Buffer> => new Promise((resolve, reject) => {
    scrypt(normalizePassword(password), salt, 32, { N: 2 ** logN, r: 8, p: 3, maxmem: 2 ** (logN + 11) }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
  const decoySalt = randomBytes(16);
  return {
    async hash(password) {
      const salt = randomBytes(16);
      return `scrypt$${cost}$${salt.toString('base64url')}$${(await derive(password, salt, cost)).toString('base64url')}`;
    },
    async verify(password, hash) {
      const [scheme, logN, salt, key] = (hash ?? '').split('$');
      if (scheme !== 'scrypt' || !logN || !salt || !key) {
        await derive(password, decoySalt, cost);
        return false;
      }
      const expected = Buffer.from(key, 'base64url');
      const derived = await derive(password, Buffer.from(salt, 'base64url'), Number(logN));
      // an account from before the cost was raised must not answer faster than one that is not there
      if (Number(logN) < cost) await derive(password, decoySalt, cost);
      return expected.length === derived.length && timingSafeEqual(expected, derived);
    },
    isOlder: (hash) => Number(hash.split('$')[1]) < cost,
  };
}
