import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coverage, type Coming } from './coverage.ts';

describe('PR-30: what somebody has had of a curriculum', () => {
  const topics = [{ code: 'A', title: 'One' }, { code: 'B', title: 'Two' }, { code: 'C', title: 'Three' }];
  const coming = (sessionId: string, lesson: string, day: string, seat: Coming['seat']): Coming =>
    ({ sessionId, seriesId: 's', lesson, date: day, startAt: `${day}T18:00:00Z`, seat });
  const now = '2026-03-10T12:00:00Z';
  const next = (list: Coming[]) => coverage(topics, [{ lesson: 'A', date: '2026-02-01' }, { lesson: 'A', date: '2026-03-01' }], list, now).map((one) => [one.code, one.had, one.next?.sessionId ?? null]);

  test('names the last day of each topic had, and nothing to come for it', () => {
    assert.deepEqual(next([coming('1', 'A', '2026-03-12', 'own')])[0], ['A', '2026-03-01', null]);
  });
  test('a gap is filled by an own session first, then by the earliest with a free seat, never by a full or a past one', () => {
    assert.deepEqual(next([
      coming('past', 'B', '2026-03-09', 'own'), coming('full', 'B', '2026-03-11', 'full'), coming('free', 'B', '2026-03-12', 'free'), coming('own', 'B', '2026-03-20', 'own'),
      coming('late', 'C', '2026-03-25', 'free'), coming('early', 'C', '2026-03-13', 'free'),
    ]), [['A', '2026-03-01', null], ['B', null, 'own'], ['C', null, 'early']]);
    assert.deepEqual(next([coming('full', 'B', '2026-03-11', 'full')])[1], ['B', null, null]);
  });
});
