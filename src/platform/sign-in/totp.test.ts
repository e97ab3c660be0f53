import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { base32, codeOf, findStep, newTotpSecret, stepOf, totpAddress } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

test('codes are those of RFC 6238, appendix B (last six digits)', () => {
  const table: [number, string][] = [
    [59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'],
  ];
  for (const [seconds, code] of table) assert.equal(codeOf(secret, stepOf(seconds * 1000)), code);
});

test('an authenticator app makes the same codes from the picture', () => {
  const own = newTotpSecret();
  const app = new TOTP({ secret: Secret.fromBase32(base32(own)) });
  for (const ms of [0, 1_700_000_000_000, 4_000_000_000_123]) {
    assert.equal(app.generate({ timestamp: ms }), codeOf(own, stepOf(ms)));
  }
  assert.match(totpAddress(own, 'a.b+c@example.org'), /^otpauth:\/\/totp\/Stepwell:a\.b%2Bc%40example\.org\?secret=[A-Z2-7]{32}&issuer=Stepwell$/);
});

test('a code is found in its own step and one beside it, however it was typed', () => {
  const ms = 1_111_111_111_000;
  const step = stepOf(ms);
  const table: [string, number | null][] = [
    [codeOf(secret, step), step],
    [codeOf(secret, step - 1), step - 1],
    [codeOf(secret, step + 1), step + 1],
    [codeOf(secret, step - 2), null],
    [codeOf(secret, step + 2), null],
    ['050 471', step],
    ['', null],
    ['12345', null],
    ['1234567', null],
    ['٠٥٠٤٧١', null],
  ];
  for (const [code, want] of table) assert.equal(findStep(secret, code, ms), want, code);
});
