import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import type { MySession } from './model.ts';
import { answerBy, greeting, messagesDue, nextOf, waitingFor } from './rules.ts';

const ZONE = 'America/Chicago';
const at = (time: string) => `2026-03-02T${time}:00Z`;

describe('what a phone says first', () => {
  for (const [clock, now, said] of [
    ['at four in the morning', '2026-03-02T10:00:00Z', 'Good morning'], ['at noon', '2026-03-02T18:00:00Z', 'Good afternoon'],
    ['at five', '2026-03-02T23:00:00Z', 'Good evening'], ['at two at night', '2026-03-02T08:00:00Z', 'Good evening'],
  ] as const) {
    test(`${clock}: ${said}`, () => assert.equal(greeting(now, ZONE), said));
  }

  const session = (id: string, start: string, end: string, more: Partial<MySession> = {}): MySession => ({
    sessionId: id, kind: 'group', date: '2026-03-02', from: '18:00', to: '21:00', startAt: at(start), endAt: at(end), room: 'Room 2',
    with: ['K. R.'], cancelled: false, state: 'planned', said: null, byVideo: false, joined: false, ...more,
  });
  const week = [session('b', '20:00', '21:00'), session('a', '17:00', '18:00'), session('x', '18:30', '19:00', { cancelled: true })];
  for (const [words, now, next] of [
    ['before all, the first', '16:00', 'a'], ['while one is on, that one', '17:59', 'a'],
    ['after it, the next that is held', '18:00', 'b'], ['after all, none', '21:00', null],
  ] as const) {
    test(`next is: ${words}`, () => assert.equal(nextOf(week, at(now))?.sessionId ?? null, next));
  }
});

describe('a message to the team', () => {
  const says = (...list: [string, boolean, string][]) => list.map(([messageId, mine, time]) => ({ messageId, mine, at: at(time) }));
  for (const [words, messages, waiting] of [
    ['waits from the first one after the team’s last', says(['1', true, '10:00'], ['2', false, '11:00'], ['3', true, '12:00'], ['4', true, '13:00']), '3'],
    ['is answered by the team’s next', says(['1', true, '10:00'], ['2', false, '11:00']), null],
    ['does not wait where nobody wrote', [], null],
  ] as const) {
    test(words, () => assert.equal(waitingFor(messages)?.messageId ?? null, waiting));
  }
  const rules = defaultRuleBook();
  for (const [words, asked, by] of [
    ['on Monday is answered on Tuesday', '2026-03-02T16:00:00Z', '2026-03-03T16:00:00Z'],
    ['on Friday is answered on Monday at noon', '2026-03-06T16:00:00Z', '2026-03-09T17:00:00Z'],
    ['on Saturday night too', '2026-03-08T04:00:00Z', '2026-03-09T17:00:00Z'],
  ] as const) {
    test(`sent ${words}`, () => assert.equal(answerBy(asked, rules, ZONE), by));
  }
  test('is owed by the primary counselor', () => {
    const owed = messagesDue({ clientId: 'c', primaryCounselorId: 's', messages: says(['1', true, '10:00']) }, rules, ZONE);
    assert.deepEqual(owed.map((o) => [o.owedBy, o.due]), [[{ staffId: 's' }, '2026-03-03T10:00:00Z']]);
  });
});
