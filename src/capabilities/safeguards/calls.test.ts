import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callBackBy, callsDue, openCall } from './calls.ts';

const ZONE = 'America/Chicago';

describe('a call that was asked for', () => {
  for (const [id, asked, by] of [
    ['at noon is made within two hours', '2026-03-02T18:00:00Z', '2026-03-02T20:00:00Z'],
    ['just before four in the afternoon, within two hours', '2026-03-02T21:59:00Z', '2026-03-02T23:59:00Z'],
    ['at four, by ten the next morning', '2026-03-02T22:00:00Z', '2026-03-03T16:00:00Z'],
    ['at two at night, by ten the same morning', '2026-03-03T08:00:00Z', '2026-03-03T16:00:00Z'],
    ['on the evening before the clocks change, by ten by the new clock', '2026-03-08T00:00:00Z', '2026-03-08T15:00:00Z'],
  ] as const) {
    test(id, () => assert.equal(callBackBy(asked, ZONE), by));
  }

  const asked = [{ id: 'a', at: '2026-03-02T18:00:00Z' }, { id: 'b', at: '2026-03-02T18:30:00Z' }];
  for (const [id, reachedAt, open] of [
    ['is open until somebody reached them', [], 'a'],
    ['is not answered by a talk before it', ['2026-03-02T17:59:59Z'], 'a'],
    ['is answered by a talk between two requests, the later of which stays', ['2026-03-02T18:10:00Z'], 'b'],
    ['is answered, both of them, by a talk after both', ['2026-03-02T19:00:00Z'], null],
  ] as [string, string[], string | null][]) {
    test(id, () => assert.equal(openCall({ asked, reachedAt })?.id ?? null, open));
  }

  test('is owed by the primary counselor, or by whoever counsels', () => {
    const facts = { clientId: 'c', asked, reachedAt: [] };
    assert.deepEqual(callsDue({ ...facts, primaryCounselorId: 's' }, ZONE)[0]?.owedBy, { staffId: 's' });
    assert.deepEqual(callsDue({ ...facts, primaryCounselorId: null }, ZONE)[0]?.owedBy, { role: 'counselor' });
  });
});
