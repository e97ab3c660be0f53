import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beginsRun, placeOf, sayDayOfWeek, sayMiniature, sayWeekHours, type WeekBlock, type WeekLife } from './week-shape.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const group: WeekBlock = { on: '2026-11-25', from: '18:00', to: '21:00', kind: 'group', label: 'Group' };
const work = (on: string): WeekLife => ({ on, from: '09:00', to: '16:30', label: 'work' });

describe('the week strip', () => {
  it('draws 7 to 22 h evenly and keeps what lies outside at its edges', () => {
    assert.deepEqual(['07:00', '14:30', '22:00', '05:00', '23:30'].map(placeOf), [0, 50, 100, 0, 100]);
  });
  it('names a run of like days once', () => {
    const life = ['2026-11-23', '2026-11-24', '2026-11-26'].map(work);
    assert.deepEqual(life.map((one) => beginsRun(one, life)), [true, false, true]);
  });
  it('says a day in words', () => {
    assert.equal(plain(sayDayOfWeek('2026-11-25', 3, [group], [])), 'Wednesday: group 6 to 9 pm, planned');
    assert.equal(plain(sayDayOfWeek('2026-11-25', 3, [{ ...group, state: 'kept' }], [work('2026-11-25')])),
      'Wednesday: group 6 to 9 pm, kept; work 9 am to 4:30 pm');
    assert.equal(sayDayOfWeek('2026-11-26', 4, [group], []), 'Thursday: nothing');
  });
  it('says a miniature in one sentence', () => {
    assert.equal(plain(sayMiniature([group, { ...group, on: '2026-11-27', kind: 'proposed' }])), 'Wednesday 6 to 9 pm and Friday 6 to 9 pm (new)');
  });
  const cases: [string, Parameters<typeof sayWeekHours>, string][] = [
    ['kept and enough', [{ kept: 6, planned: 9, floor: 9 }, false], '6 of 9 hours kept, 9 h if all is kept'],
    ['short', [{ kept: 0, planned: 7.5, floor: 9 }, false], '0 of 9 hours kept, 7.5 h planned, 1.5 short'],
    ['planning and short', [{ kept: 0, planned: 7, floor: 9 }, true], '7 of 9 hours planned, 2 h short'],
    ['planning and over', [{ kept: 0, planned: 10, floor: 9 }, true], '10 of 9 hours planned, 1 h over'],
  ];
  for (const [name, args, expected] of cases) {
    it(`says hours that are ${name}`, () => {
      const { count, word, rest } = sayWeekHours(...args);
      assert.equal(plain(`${count} ${word}, ${rest}`), expected);
    });
  }
});
