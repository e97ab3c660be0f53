import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { individualDue, rhythmOf } from './individuals.ts';

describe('PR-60: how long since somebody was met alone', () => {
  const rules = { 'individual.everyDays': 7, 'individual.alertDays': 10, 'individual.maxGapDays': 14 };
  const zone = 'America/Chicago';
  const met = (lastAt: string | null, nextAt: string | null = null) => ({ clientId: 'c', primaryId: 'p', admittedAt: '2026-02-01T15:00:00Z', lastAt, nextAt });
  const cases: [string, string, string, string | null, number][] = [
    ['six days', '2026-03-07T18:00:00Z', 'in-rhythm', null, 0],
    ['seven days', '2026-03-08T18:00:00Z', 'due', null, 0],
    ['ten days', '2026-03-11T18:00:00Z', 'coming-due', null, 1],
    ['ten days, one booked in time', '2026-03-11T18:00:00Z', 'coming-due', '2026-03-13T18:00:00Z', 0],
    ['ten days, one booked too late', '2026-03-11T18:00:00Z', 'coming-due', '2026-03-20T18:00:00Z', 1],
    ['fourteen days, though one is booked', '2026-03-15T18:00:00Z', 'overdue', '2026-03-16T18:00:00Z', 1],
  ];
  for (const [name, now, state, nextAt, owed] of cases) {
    test(`${name}: ${state}`, () => {
      const last = met('2026-03-01T16:00:00Z', nextAt);
      assert.equal(rhythmOf(last, rules, now, zone).state, state);
      assert.equal(individualDue(last, rules, now, zone).length, owed);
    });
  }
  test('before the first one the stay itself counts', () => {
    const [owed] = individualDue(met(null), rules, '2026-02-12T18:00:00Z', zone);
    assert.deepEqual([owed?.why, owed?.due], ['None yet in 11 days of the stay.', '2026-02-16T05:59:00Z']);
  });
});
