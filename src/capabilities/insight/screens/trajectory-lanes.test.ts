import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { axisOf, cravingLane, hoursLane, medicationLanes, scoreLanes, testPoints } from './trajectory-lanes.ts';

const zone = 'America/Chicago';
const today = '2026-11-23';
const test = { date: '2026-11-02', status: 'closed', statusWords: 'closed', validity: 'acceptable', reads: [] };
const read = (verdict: string, source: 'presumptive' | 'definitive' = 'presumptive') => ({ verdict, source, words: 'cocaine, presumptive positive' });

describe('the lanes of the trajectory', () => {
  const cases: [string, Partial<Parameters<typeof testPoints>[0][number]>, string | undefined][] = [
    ['nothing unexpected is a ring', { reads: [read('expected_negative')] }, 'negative'],
    ['a prescribed substance that is there is no positive', { reads: [read('expected_positive')] }, 'negative'],
    ['an unexpected screening is a diamond', { reads: [read('unexpected_positive')] }, 'positive'],
    ['a confirmed one has a ring', { reads: [read('unexpected_positive', 'definitive')] }, 'confirmed'],
    ['one still at the laboratory is a half ring', { status: 'sent_for_confirmation', reads: [read('pending')] }, 'pending'],
    ['one not collected yet is a half ring', { status: 'notified' }, 'pending'],
    ['a missed one is a cross', { status: 'missed_unexcused' }, 'missed'],
    ['a dilute one is barred', { validity: 'dilute', reads: [read('expected_negative')] }, 'unusable'],
    ['an excused one is not drawn', { status: 'missed_excused' }, undefined],
    ['one to come is not drawn: nobody may guess the day', { date: '2026-11-30', status: 'scheduled' }, undefined],
  ];
  for (const [name, change, expected] of cases) {
    it(name, () => assert.equal(testPoints([{ ...test, ...change }], today)[0]?.result, expected));
  }
  it('a score has its lane from the first reading on, without those that were corrected', () => {
    const reading = (takenAt: string, value: number | null, corrected = false) => ({ code: 'PHQ-9', takenAt, corrected, scored: { scales: [{ code: 'total', value }] } });
    const lanes = scoreLanes([reading('2026-11-16T15:00:00Z', 11), reading('2026-10-19T15:00:00Z', 19), reading('2026-10-26T15:00:00Z', 25, true), reading('2026-11-01T15:00:00Z', null)], zone);
    assert.deepEqual(lanes.map((lane) => lane.points.map((point) => point.value)), [[19, 11]]);
    assert.equal(lanes[0]!.most, 21);
  });
  it('check-ins without a craving leave no point', () => {
    assert.deepEqual(cravingLane([{ on: '2026-11-02', craving: null }]), []);
  });
  it('one medication is one lane, its doses in order, its gaps with their days', () => {
    const lanes = medicationLanes([
      { name: 'Buprenorphine', strength: '16 mg', startedOn: '2026-11-05', end: null, gaps: [] },
      { name: 'Buprenorphine', strength: '8 mg', startedOn: '2026-10-21', end: '2026-11-04', gaps: [{ from: '2026-11-02', to: '2026-11-04', why: 'not-taken' }] },
    ], today);
    assert.deepEqual(lanes.map((lane) => [lane.spells.map((spell) => spell.dose), lane.gaps[0]!.words]), [[['8 mg', '16 mg'], '3 days without']]);
  });
  it('only whole weeks that are over are drawn as hours', () => {
    const week = { weekStart: '2026-11-02', attended: 540, over: true, full: true };
    assert.deepEqual(hoursLane([week, { ...week, full: false }, { ...week, over: false }]), [{ weekOf: '2026-11-02', hours: 9 }]);
  });
  it('the axis begins with the week of the first fact', () => {
    const none = { scores: [], checkIns: [], tests: [], medications: [], hours: [], floor: 9 };
    assert.deepEqual(axisOf(none, '2026-10-21', today, 1), { from: '2026-10-19', to: '2026-12-06' });
  });
});
