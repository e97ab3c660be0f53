import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DEFAULT_SETTINGS as settings, mustProveAgain, stepAfterPassword, termsOf, timeLeft,
  type MembershipKind, type Place, type Standing, type WayIn,
} from './standing.ts';

const now = '2026-11-23T18:00:00Z';
const later = (minutes: number) => Temporal.Instant.from(now).add({ minutes }).toString();
const someone = (kinds: MembershipKind[], more: Partial<Standing> = {}): Standing =>
  ({ kinds, hasAuthenticator: false, passkeys: 0, demo: false, ...more });
const terms = (standing: Standing, how: WayIn, place: Place = 'work', demoDatabase = false) =>
  termsOf({ standing, how, place, now, demoDatabase, settings });

test('a second factor that was set up is always asked for', () => {
  assert.equal(stepAfterPassword(someone(['client'])), null);
  assert.deepEqual(stepAfterPassword(someone(['client'], { hasAuthenticator: true })), { code: true, passkey: false });
  assert.deepEqual(stepAfterPassword(someone(['staff'], { passkeys: 2 })), { code: false, passkey: true });
});

test('staff without a second factor can only set one up; clients need none; demo accounts only in a demo (SE-07)', () => {
  const table: [Standing, WayIn, boolean, boolean][] = [
    [someone(['staff']), 'password', false, true],
    [someone(['staff']), 'invitation', false, true],
    [someone(['staff']), 'password-code', false, false],
    [someone(['staff']), 'password-recovery', false, false],
    [someone(['staff']), 'passkey', false, false],
    [someone(['client']), 'password', false, false],
    [someone(['client', 'staff']), 'password', false, true],
    [someone(['staff'], { demo: true }), 'demo', true, false],
    [someone(['staff'], { demo: true }), 'password', false, true],
    [someone(['staff']), 'password', true, true],
  ];
  for (const [standing, how, demoDatabase, mustEnrol] of table) {
    assert.equal(terms(standing, how, 'work', demoDatabase).mustEnrol, mustEnrol, JSON.stringify([standing, how, demoDatabase]));
  }
});

test('idle minutes follow kind and place; staff keep the terms of staff on any device (SE-03)', () => {
  const table: [MembershipKind[], Place, number, number][] = [
    [['staff'], 'work', 15, 12 * 60],
    [['staff'], 'shared', 10, 12 * 60],
    [['staff'], 'own', 15, 12 * 60],
    [['client'], 'own', 30 * 24 * 60, 30 * 24 * 60],
    [['client'], 'shared', 10, 12 * 60],
    [['supporter'], 'own', 30 * 24 * 60, 30 * 24 * 60],
    [['client', 'staff'], 'own', 15, 12 * 60],
  ];
  for (const [kinds, place, idle, longest] of table) {
    const got = terms(someone(kinds), 'password', place);
    assert.deepEqual([got.idleSeconds / 60, got.endsAt], [idle, later(longest)], `${kinds.join()} ${place}`);
  }
});

test('a client\'s own phone asks again after 15 minutes before notes, results and consents', () => {
  assert.equal(mustProveAgain({ place: 'own', provedAt: now }, later(14), settings), false);
  assert.equal(mustProveAgain({ place: 'own', provedAt: now }, later(15), settings), true);
  assert.equal(mustProveAgain({ place: 'work', provedAt: now }, later(60), settings), false);
});

test('the screen warns 60 seconds before the end, and says whether staying is possible', () => {
  const signIn = { lastSeenAt: now, idleSeconds: 900, endsAt: later(12 * 60) };
  assert.deepEqual(timeLeft(signIn, later(0), settings), { secondsLeft: 900, warn: false, canStay: true });
  assert.deepEqual(timeLeft(signIn, later(14), settings), { secondsLeft: 60, warn: true, canStay: true });
  assert.deepEqual(timeLeft(signIn, later(20), settings), { secondsLeft: 0, warn: true, canStay: true });
  assert.deepEqual(timeLeft({ ...signIn, endsAt: later(5) }, later(1), settings), { secondsLeft: 240, warn: false, canStay: false });
});
