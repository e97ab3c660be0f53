import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeBetween, latestChange, trajectoryOf } from './change.ts';
import { INSTRUMENTS } from './library.ts';
import type { Administration } from './model.ts';

const ID = '019ab000-0000-7000-8000-000000000001';
const phq = (at: string, each: number, over: Partial<Administration> = {}): Administration => ({
  id: ID, clientId: ID, by: ID, code: 'PHQ-9', version: '1', scorer: '1', at, mode: 'interview',
  answers: Object.fromEntries(Array.from({ length: 9 }, (_, n) => [n + 1, each])), ...over,
});

test('P3: PHQ-9 from 18 to 8 is a response, not yet remission, and a reliable improvement', () => {
  const change = changeBetween(INSTRUMENTS['PHQ-9'], 18, 8)!;
  assert.deepEqual([change.change, change.percent, change.response, change.remission, change.label],
    [-10, -55.6, true, false, 'improved']);
});
test('G3: GAD-7 from 15 to 12 is not reliable', () => {
  assert.equal(changeBetween(INSTRUMENTS['GAD-7'], 15, 12)!.label, 'no-reliable-change');
});

const labels: [string, 'PHQ-9' | 'TEA' | 'PCL-5', number, number, string | undefined][] = [
  ['six more is worse', 'PHQ-9', 5, 11, 'worse'],
  ['five less is noticed, not reliable', 'PHQ-9', 11, 6, 'no-reliable-change'],
  ['five less on PCL-5 is reliable', 'PCL-5', 40, 35, 'improved'],
  ['TEA has no threshold', 'TEA', 20, 30, 'no-threshold'],
];
for (const [name, code, before, now, expected] of labels) {
  test(`change labels: ${name}`, () => assert.equal(changeBetween(INSTRUMENTS[code], before, now)?.label, expected));
}

test('INS-05: one administration, another version, or an incomplete one makes no change', () => {
  const change = (...list: Administration[]) => latestChange(INSTRUMENTS['PHQ-9'], list);
  const first = phq('2026-11-01T12:00:00Z', 2);
  assert.equal(change(first), null);
  assert.equal(change(first, phq('2026-11-20T12:00:00Z', 1, { version: '0' })), null);
  assert.equal(change(first, phq('2026-11-20T12:00:00Z', 1, { answers: { 1: 1 } })), null);
  assert.equal(change(phq('2026-11-20T12:00:00Z', 1), first)?.change, -9);
});
test('a trajectory is in order of time, of one instrument only', () => {
  const points = trajectoryOf(INSTRUMENTS['PHQ-9'], [phq('2026-11-20T12:00:00Z', 1), phq('2026-11-01T12:00:00Z', 2),
    phq('2026-11-10T12:00:00Z', 0, { code: 'GAD-7' })]);
  assert.deepEqual(points.map((point) => [point.value, point.band]), [[18, 'moderately severe'], [9, 'mild']]);
});
test('AUDIT knows no established change', () => assert.equal(changeBetween(INSTRUMENTS.AUDIT, 20, 5), null));
