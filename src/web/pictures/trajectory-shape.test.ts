import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cellsOf, lastWeeks, sayTrajectory, weeksOf, type TrajectoryData } from './trajectory-shape.ts';

const data: TrajectoryData = {
  from: '2026-10-19', to: '2026-12-06', today: '2026-11-23',
  scores: [{ name: 'PHQ-9 mood', most: 27, bands: [{ name: 'mild', from: 5 }, { name: 'moderate', from: 10 }, { name: 'severe', from: 15 }],
    points: [{ on: '2026-10-19', value: 19 }, { on: '2026-11-22', value: 11 }] }],
  checkIns: [{ name: 'Craving', most: 10, points: [{ on: '2026-10-20', value: 6 }, { on: '2026-11-20', value: 2 }] }],
  tests: [{ on: '2026-10-20', result: 'negative' }, { on: '2026-10-26', result: 'positive' }, { on: '2026-11-08', result: 'missed' }],
  medications: [{ name: 'Buprenorphine', spells: [{ from: '2026-10-21', to: '2026-11-01', dose: '8 mg' }, { from: '2026-11-05', to: null, dose: '16 mg daily' }],
    gaps: [{ from: '2026-11-02', to: '2026-11-04', words: '3 days without' }] }],
  hours: [{ weekOf: '2026-10-19', hours: 9 }, { weekOf: '2026-11-02', hours: 6 }],
  floor: 9,
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the trajectory', () => {
  it('has one axis of whole weeks and knows the present one', () => {
    const weeks = weeksOf(data);
    assert.deepEqual([weeks.length, weeks.find((week) => week.isNow)?.n], [7, 6]);
  });
  it('is summed up in one sentence', () => {
    assert.equal(plain(sayTrajectory(data)), 'PHQ-9 mood from 19 to 11; Craving from 6 to 2; tests 1 negative, 1 positive and 1 missed; '
      + 'Buprenorphine 3 days without; hours below the floor in 1 of 2 weeks.');
  });
  it('says plainly when there is nothing', () => {
    assert.equal(sayTrajectory({ ...data, scores: [], checkIns: [], tests: [], medications: [], hours: [] }), 'Nothing is recorded yet.');
  });
  it('speaks all lanes of a week', () => {
    const third = cellsOf(data, weeksOf(data))[2]!;
    assert.equal(plain(third.week), 'Week 3, from 2 Nov');
    assert.deepEqual(third.cells.map(({ lane, words }) => [lane, plain(words)]), [
      ['PHQ-9 mood', ''], ['Craving', ''], ['Tests', 'missed 8 Nov'], ['Buprenorphine', '16 mg daily, 3 days without'], ['Hours kept', '6, below 9'],
    ]);
  });
  it('names the band of a score', () => {
    assert.equal(cellsOf(data, weeksOf(data))[0]!.cells[0]!.words, '19 severe');
  });
  it('cuts to the last weeks and keeps a spell that began before', () => {
    const { data: cut, first } = lastWeeks(data, 3);
    assert.deepEqual([cut.from, first, cut.tests.length], ['2026-11-09', 4, 0]);
    assert.deepEqual(cut.medications[0]!.spells, [{ from: '2026-11-09', to: null, dose: '16 mg daily' }]);
  });
  it('leaves a short story whole', () => {
    assert.deepEqual(lastWeeks(data, 6), { data, first: 1 });
  });
});
