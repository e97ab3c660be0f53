import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byPerson, inOrder, slippingOf } from './order.ts';
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
    const later = owed('e', 'x', 'person', '2026-11-28T00:00:00Z');
    const { slipping, owed: rest } = slippingOf([...list, later], '2026-11-25T06:00:00Z');
    assert.deepEqual([slipping.map((one) => one.what), rest.map((one) => one.what)], [['b', 'a'], ['c', 'd', 'e']]);
  });
  it('is one line for each person, and one for each thing that is about nobody alone', () => {
    const of = (clientId: string | null, about: string) => ({ clientId, rule: 'PR-82', about });
    const lines = byPerson([of('a', '1'), of(null, '1'), of('a', '2'), of(null, '2'), of('b', '1')]);
    assert.deepEqual(lines.map(({ first, rest }) => [first.clientId, first.about, rest.length]), [['a', '1', 1], [null, '1', 0], [null, '2', 0], ['b', '1', 0]]);
  });
  it('is counted by what it asks for', () => {
    assert.deepEqual([nounOf(owed('group note, Mon 6 pm', 'Write')), nounOf(owed('missed group', 'Call')), nounOf(owed('test', 'Collect')), nounOf(owed('consent ends', 'Ask'))],
      ['note', 'call', 'test', 'other thing']);
  });
});
