import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decidePassword, isGuessedFirst, MAX_LENGTH, scryptHasher } from './password.ts';

const context = ['rosa.delgado@riverbend-recovery.org', 'Rosa Delgado', 'Riverbend Recovery'];
const answer = (password: string, hasSecondFactor = false) => {
  const decision = decidePassword({ password, hasSecondFactor, context });
  return decision.ok ? 'taken' : decision.reason;
};

test('length is 15 alone, 8 beside a second factor, and 64 is always allowed', () => {
  const table: [string, boolean, string][] = [
    ['gravel mitten', false, 'password-too-short'],
    ['gravel mitten ok', false, 'taken'],
    ['gravelm', true, 'password-too-short'],
    ['gravelmi', true, 'taken'],
    ['vexing quartz jumbles '.repeat(3).slice(0, 64), false, 'taken'],
    [Array.from({ length: MAX_LENGTH }, (_, i) => 'kbtrvwxmlq'[(i * i) % 10]).join(''), false, 'taken'],
    ['x'.repeat(MAX_LENGTH + 1), false, 'password-too-long'],
  ];
  for (const [password, second, want] of table) assert.equal(answer(password, second), want, password);
});

test('nothing is asked of composition: one case, no digits, spaces, other scripts, pictures', () => {
  for (const password of [
    'gravelmittensox', 'GRAVELMITTENSOX', 'gravel mitten sox', 'трамвай под дождем', '雨の日の路面電車で本を読むのが好き', '🦉🦉 over barn tin',
  ]) assert.equal(answer(password), 'taken', password);
});

test('passwords that are guessed first are refused, however they are dressed', () => {
  for (const password of [
    'passwordpassword', 'Passw0rd!Passw0rd!', 'P@$$w0rd12345678', 'aaaaaaaaaaaaaaaaa', 'abcabcabcabcabcabc',
    '12345678901234567890', 'qwertyuiopasdfghjkl', 'poiuytrewq0987654321', '1qaz2wsx3edc4rfv', 'letmeinletmein123',
    'Summer2026Winter2026', 'iloveyou iloveyou', 'stepwell stepwell', 'sobriety-recovery-2026', 'correcthorsebatterystaple',
    '!!!!!!!!!!!!!!!!', '2026-11-23 18:45:00', 'welcome-to-the-clinic'.replace('to-the', ''),
  ]) assert.equal(answer(password), 'password-too-common', password);
});

test('words about the person or the agency alone do not make a password', () => {
  for (const password of ['rosadelgado2026!', 'Riverbend-Recovery-1', 'delgado.riverbend', 'r0s@ d3lg@d0 rosa']) {
    assert.equal(answer(password), 'password-too-common', password);
  }
  assert.equal(isGuessedFirst('rosadelgado2026!', []), false);
});

test('characters composed in two ways are one password', async () => {
  const hasher = scryptHasher(10);
  const kept = await hasher.hash('cafe\u0301 ﬁnch gravel');
  assert.equal(await hasher.verify('café finch gravel', kept), true);
  assert.equal(await hasher.verify('cafe finch gravel', kept), false);
});

test('one password is kept in two ways, its cost beside it; a hash that is not there is never right', async () => {
  const hasher = scryptHasher(10);
  const [a, b] = [await hasher.hash('gravel mitten ok'), await hasher.hash('gravel mitten ok')];
  assert.notEqual(a, b);
  assert.match(a, /^scrypt\$10\$/);
  assert.equal(await scryptHasher(11).verify('gravel mitten ok', a), true);
  for (const hash of [null, '', 'plain', 'scrypt$10$$']) assert.equal(await hasher.verify('', hash), false);
});

test('no text, however odd, breaks the decision', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.boolean(), (password, hasSecondFactor) => {
    const decision = decidePassword({ password, hasSecondFactor, context });
    assert.ok(decision.ok ? decision.value === password.normalize('NFKC') : decision.say.length > 10);
  }), { numRuns: 300 });
});
