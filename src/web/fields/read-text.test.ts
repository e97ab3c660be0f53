import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sayDay, sayTime } from '../words.ts';
import { readDate, readNumber, readTime } from './read-text.ts';

const today = '2026-11-23'; // a Monday

describe('a typed date', () => {
  const cases: [string, string | undefined][] = [
    ['2026-11-24', '2026-11-24'], ['24 Nov', '2026-11-24'], ['Nov 24', '2026-11-24'], ['november 24, 2027', '2027-11-24'],
    ['11/24', '2026-11-24'], ['11/24/26', '2026-11-24'], ['1/5', '2027-01-05'], ['today', today], ['tomorrow', '2026-11-24'],
    ['Fri', '2026-11-27'], ['Monday', '2026-11-30'], ['Tue 24 Nov', '2026-11-24'], ['31 Feb', undefined], ['soon', undefined],
    ['', undefined], ['13/40', undefined],
  ];
  for (const [text, expected] of cases) it(`${text || 'nothing'} is ${expected ?? 'not a date'}`, () => assert.equal(readDate(text, today), expected));
  it('is never later than today where it lies in the past', () => {
    assert.equal(readDate('3/9/92', today, true), '1992-03-09');
    assert.equal(readDate('24 Dec', today, true), '2025-12-24');
  });
  it('reads back what Stepwell itself wrote', () => {
    fc.assert(fc.property(fc.integer({ min: -170, max: 170 }), (days) => {
      const date = Temporal.PlainDate.from(today).add({ days }).toString();
      assert.equal(readDate(sayDay(date), today), date);
    }));
  });
});

describe('a typed time', () => {
  const cases: [string, string | undefined][] = [
    ['18:00', '18:00'], ['6pm', '18:00'], ['6:30 p', '18:30'], ['630pm', '18:30'], ['6', '18:00'], ['9', '09:00'], ['12', '12:00'],
    ['12 am', '00:00'], ['noon', '12:00'], ['06:00', '06:00'], ['25', undefined], ['13 pm', undefined], ['later', undefined], ['6:75', undefined],
  ];
  for (const [text, expected] of cases) it(`${text} is ${expected ?? 'not a time'}`, () => assert.equal(readTime(text), expected));
  it('reads back what Stepwell itself wrote', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      assert.equal(readTime(sayTime(time)), time);
    }));
  });
});

describe('a typed number', () => {
  for (const [text, expected] of [['45', 45], ['1,200', 1200], ['7.5', 7.5], ['-3', -3], ['a few', undefined], ['', undefined]] as const) {
    it(`${text || 'nothing'} is ${expected ?? 'not a number'}`, () => assert.equal(readNumber(text), expected));
  }
});
