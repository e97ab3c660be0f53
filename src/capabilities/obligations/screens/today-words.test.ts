import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inOrder, slippingOf } from './order.ts';
import { nounOf, sayToday } from './today-words.ts';

const zone = 'America/Chicago';
const now = '2026-11-23T23:42:00Z';
const next = { name: 'Relapse Prevention 14', kind: 'group', startAt: '2026-11-24T00:00:00Z', endAt: '2026-11-24T03:00:00Z' };
const owed = (what: string, verb: string, weight: 'danger' | 'person' | 'paper' = 'paper', due = '2026-11-24T01:00:00Z') =>
  ({ what, weight, due, remedy: { verb, path: '/' } });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the headline of Today', () => {
  const cases: [string, string][] = [
    ['Group in 18 minutes. Two notes and one call before you go.', sayToday(next, [owed('individual note', 'Write'), owed('group note', 'Write'), owed('missed group', 'Call', 'person')], now, zone)],
    ['Nothing owed today.', sayToday(null, [], now, zone)],
    ['Group in 18 minutes.', sayToday(next, [owed('plan review', 'Review', 'paper', '2026-11-27T01:00:00Z')], now, zone)],
    ['Group until 9 pm.', sayToday({ ...next, startAt: '2026-11-23T23:30:00Z' }, [], now, zone)],
    ['A session at 8 pm.', sayToday({ ...next, kind: 'individual', startAt: '2026-11-24T02:00:00Z' }, [], now, zone)],
    ['One person first: somebody may be in danger. One note before you go.', sayToday(next, [owed('said yes to danger', 'Call', 'danger'), owed('group note', 'Write')], now, zone)],
    ['One review and one other thing before you go.', sayToday(null, [owed('consent ends', 'Ask'), owed('plan review', 'Review')], now, zone)],
  ];
  for (const [expected, said] of cases) it(expected, () => assert.equal(plain(said), expected));
  it('counts an overdue one too', () => {
    assert.equal(sayToday(null, [owed('plan review', 'Review', 'paper', '2026-11-20T01:00:00Z')], now, zone), 'One review before you go.');
  });
});

describe('what is owed', () => {
  it('stands in the order danger, people, paper, and within each by day', () => {
    const list = [owed('c', 'x', 'paper', '2026-11-20T00:00:00Z'), owed('b', 'x', 'person'), owed('a', 'x', 'danger'), owed('d', 'x', 'paper', '2026-11-21T00:00:00Z')];
    assert.deepEqual(inOrder(list).map((one) => one.what), ['a', 'b', 'c', 'd']);
    assert.deepEqual(slippingOf(list).slipping.map((one) => one.what), ['b', 'a']);
  });
  it('is counted by what it asks for', () => {
    assert.deepEqual([nounOf(owed('group note, Mon 6 pm', 'Write')), nounOf(owed('missed group', 'Call')), nounOf(owed('test', 'Collect')), nounOf(owed('consent ends', 'Ask'))],
      ['note', 'call', 'test', 'other thing']);
  });
});
