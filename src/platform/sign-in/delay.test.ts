import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressDelayAfter, decideTry, delayAfter, MOST_WRONG_TRIES } from './delay.ts';

const at = '2026-11-23T18:00:00Z';
const plus = (seconds: number) => Temporal.Instant.from(at).add({ seconds }).toString();

test('the wait on an account grows from the fifth wrong try and stops growing at twelve hours', () => {
  const table: [number, number][] = [
    [0, 0], [1, 0], [4, 0], [5, 5], [6, 10], [7, 20], [10, 160], [12, 640], [15, 5120], [18, 40_960], [19, 43_200], [99, 43_200],
  ];
  for (const [wrong, seconds] of table) assert.equal(delayAfter(wrong), seconds, `${wrong} wrong tries`);
});

test('a whole clinic behind one address is not held back by a few mistakes', () => {
  const table: [number, number][] = [[0, 0], [29, 0], [30, 2], [31, 4], [35, 64], [39, 900], [500, 900]];
  for (const [wrong, seconds] of table) assert.equal(addressDelayAfter(wrong), seconds, `${wrong} wrong tries`);
});

test('the wait never becomes shorter by one more wrong try', () => {
  for (let wrong = 1; wrong < 200; wrong++) {
    assert.ok(delayAfter(wrong) >= delayAfter(wrong - 1));
    assert.ok(addressDelayAfter(wrong) >= addressDelayAfter(wrong - 1));
  }
});

test('somebody who guesses without rest gets fewer than 100 tries in 30 days (NIST SP 800-63B-4)', () => {
  let [seconds, tries] = [0, 0];
  while (seconds < 30 * 86_400) {
    tries += 1;
    seconds += delayAfter(tries);
  }
  assert.ok(tries < MOST_WRONG_TRIES, `${tries} tries`);
});

test('a try is taken, or told how long to wait', () => {
  const account = (wrong: number, seconds: number) => decideTry({ kind: 'account', wrong, lastAt: at }, plus(seconds));
  const address = (wrong: number, seconds: number) => decideTry({ kind: 'address', wrong, lastAt: at }, plus(seconds));
  const reason = (d: ReturnType<typeof decideTry>) => (d.ok ? 'taken' : d.reason);
  const table: [string, string][] = [
    [reason(account(4, 0)), 'taken'],
    [reason(account(5, 4)), 'wait'],
    [reason(account(5, 5)), 'taken'],
    [reason(account(9, 79)), 'wait'],
    [reason(account(99, 43_200)), 'taken'],
    [reason(account(100, 999_999)), 'renew-password'],
    [reason(address(36, 10)), 'wait'],
    [reason(address(500, 3599)), 'taken'],
    [reason(address(100_000, 3600)), 'taken'],
  ];
  for (const [got, want] of table) assert.equal(got, want);
  const held = account(7, 5);
  assert.equal(held.ok === false && held.waitSeconds, 15);
  assert.equal(held.ok === false && held.say, 'Too many tries. Wait 15 seconds, then try again.');
});

test('a clock that was set back does not lengthen the wait', () => {
  const held = decideTry({ kind: 'account', wrong: 6, lastAt: plus(9000) }, at);
  assert.equal(held.ok === false && held.waitSeconds, 10);
});
