/** What a sign-in is worth: which step comes next, how long it lasts, when it asks again. Pure. */
import { addMinutes, compareInstants, type Instant } from '../../shared/dates.ts';

export const MEMBERSHIP_KINDS = ['staff', 'client', 'supporter'] as const;
export type MembershipKind = (typeof MEMBERSHIP_KINDS)[number];

/** Where somebody sits: their own locked phone or computer, a work computer, or one that others use too. */
export const PLACES = ['own', 'work', 'shared'] as const;
export type Place = (typeof PLACES)[number];

export const WAYS_IN = ['password', 'password-code', 'password-recovery', 'passkey', 'invitation', 'demo'] as const;
export type WayIn = (typeof WAYS_IN)[number];

export type SignInSettings = {
  /** SE-03: quiet minutes after which staff are signed out, and the same on a shared computer. */
  idleMinutesStaff: number;
  idleMinutesShared: number;
  /** SE-03: days on a client's own phone, behind that device's lock. */
  ownDeviceDays: number;
  /** SE-03: minutes after which notes, results and consents ask again on such a phone. */
  askAgainMinutes: number;
  /** Seconds before the end at which the screen warns. */
  warnSeconds: number;
  /** The longest that staff stay signed in without proving again who they are (NIST SP 800-63B-4, AAL2). */
  longestHoursStaff: number;
  /** SE-07: staff need an authenticator app or a passkey. */
  staffNeedSecondFactor: boolean;
};

export const DEFAULT_SETTINGS: SignInSettings = {
  idleMinutesStaff: 15,
  idleMinutesShared: 10,
  ownDeviceDays: 30,
  askAgainMinutes: 15,
  warnSeconds: 60,
  longestHoursStaff: 12,
  staffNeedSecondFactor: true,
};

/** What is known of an account when somebody signs in to it. */
export type Standing = { kinds: readonly MembershipKind[]; hasAuthenticator: boolean; passkeys: number; demo: boolean };

export const hasSecondFactor = (s: Standing): boolean => s.hasAuthenticator || s.passkeys > 0;

/** After a right password: in, or one step more. An enrolled second factor is always asked for, whoever it is. */
export const stepAfterPassword = (s: Standing): { code: boolean; passkey: boolean } | null =>
  hasSecondFactor(s) ? { code: s.hasAuthenticator, passkey: s.passkeys > 0 } : null;

export type SignInTerms = {
  how: WayIn;
  mfa: boolean;
  /** Nothing but enrolling a second factor is open to this sign-in. */
  mustEnrol: boolean;
  place: Place;
  idleSeconds: number;
  lastSeenAt: Instant;
  /** When this person last proved who they are. */
  provedAt: Instant;
  endsAt: Instant;
};

/** The terms of a new sign-in. Somebody who is staff anywhere is held to the terms of staff. */
export function termsOf(
  facts: { standing: Standing; how: WayIn; place: Place; now: Instant; demoDatabase: boolean; settings: SignInSettings },
): SignInTerms {
  const { standing, how, now, settings } = facts;
  const mfa = how === 'password-code' || how === 'password-recovery' || how === 'passkey';
  const staff = standing.kinds.includes('staff');
  const exempt = facts.demoDatabase && standing.demo;
  const place: Place = staff && facts.place === 'own' ? 'work' : facts.place;
  const idleMinutes = place === 'own' ? settings.ownDeviceDays * 24 * 60
    : place === 'shared' ? settings.idleMinutesShared : settings.idleMinutesStaff;
  const longestMinutes = place === 'own' ? settings.ownDeviceDays * 24 * 60 : settings.longestHoursStaff * 60;
  return {
    how,
    mfa,
    mustEnrol: staff && settings.staffNeedSecondFactor && !exempt && !mfa,
    place,
    idleSeconds: idleMinutes * 60,
    lastSeenAt: now,
    provedAt: now,
    endsAt: addMinutes(now, longestMinutes),
  };
}

/** Must notes, results and consents ask again who this is (SE-03)? Only where a sign-in outlasts a short absence. */
export const mustProveAgain = (s: { place: Place; provedAt: Instant }, now: Instant, settings: SignInSettings): boolean =>
  s.place === 'own' && compareInstants(addMinutes(s.provedAt, settings.askAgainMinutes), now) <= 0;

/** How long is left of a sign-in, in whole seconds, and whether the screen should warn by now. */
export function timeLeft(
  s: { lastSeenAt: Instant; idleSeconds: number; endsAt: Instant }, now: Instant, settings: SignInSettings,
): { secondsLeft: number; warn: boolean; canStay: boolean } {
  const ms = (at: Instant): number => Temporal.Instant.from(at).epochMilliseconds;
  const idle = ms(s.lastSeenAt) + s.idleSeconds * 1000 - ms(now);
  const longest = ms(s.endsAt) - ms(now);
  const secondsLeft = Math.max(0, Math.floor(Math.min(idle, longest) / 1000));
  return { secondsLeft, warn: secondsLeft <= settings.warnSeconds, canStay: longest > idle };
}
