/** What every part of sign-in is given. Made once per process by `createSignIn`. */
import type pg from 'pg';
import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Hasher } from './password.ts';
import type { Keys } from './seal.ts';
import type { MembershipKind, SignInSettings } from './standing.ts';
import { insertEvent, type SecurityEvent } from './store/events.ts';

export type Mail = { to: string; subject: string; text: string };
/** Somebody of the fictional cast, for the buttons on a demo's sign-in page. */
export type DemoPerson = { accountId: Id; name: string; role: string; kind: MembershipKind };

export type Parts = {
  pool: pg.Pool;
  keys: Keys;
  hasher: Hasher;
  settings: SignInSettings;
  publicUrl: string;
  now(): Instant;
  /** Milliseconds of the real clock: authenticator apps do not know of virtual time. */
  realMs(): number;
  /** Is the whole database marked demo? Read each time: loading the demo marks it while we run. */
  readonly demo: boolean;
  demoPeople(): Promise<DemoPerson[]>;
  /** Null where this server sends no mail. */
  sendMail: ((mail: Mail) => Promise<void>) | null;
  /** Names of agencies: words that a password must not consist of. */
  agencyNames(agencyIds: readonly Id[]): Promise<string[]>;
  onFault(error: unknown): void;
};

/** Set by the mount from the connection itself; whatever a browser sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-stepwell-address';

export const addressHash = (parts: Parts, headers: Headers | undefined): string =>
  parts.keys.hash('address', headers?.get(ADDRESS_HEADER) ?? '');
export const emailHash = (parts: Parts, email: string): string => parts.keys.hash('email', email);

/** One person, one spelling. */
export const normalizeEmail = (typed: string): string => typed.trim().normalize('NFC').toLowerCase();

export const record = (parts: Parts, event: Omit<SecurityEvent, 'at'>): Promise<void> =>
  insertEvent(parts.pool, { ...event, at: parts.now() });

/** `Firefox on Windows`: enough to know one's own devices by; nothing that tells two people apart. */
export function deviceWords(userAgent: string): string {
  const browser = ([['Edg', 'Edge'], ['OPR', 'Opera'], ['Firefox', 'Firefox'], ['FxiOS', 'Firefox'], ['CriOS', 'Chrome'],
    ['Chrome', 'Chrome'], ['Safari', 'Safari']] as const).find(([sign]) => userAgent.includes(sign))?.[1];
  const system = ([['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'a Mac'],
    ['CrOS', 'a Chromebook'], ['Linux', 'Linux']] as const).find(([sign]) => userAgent.includes(sign))?.[1];
  return browser && system ? `${browser} on ${system}` : browser ?? system ?? 'Another device';
}
