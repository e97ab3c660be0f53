import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as words from './words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const zone = 'America/Chicago';

describe('words for times', () => {
  const cases: [string, string][] = [
    [words.sayTime('18:00'), '6 pm'], [words.sayTime('18:30'), '6:30 pm'], [words.sayTime('00:15'), '12:15 am'], [words.sayTime('00:00'), '12 am'], [words.sayTime('12:30'), '12:30 pm'],
    [words.sayTime('12:00'), 'noon'], [words.sayTimes('18:00', '21:00'), '6 to 9 pm'],
    [words.sayTimes('11:00', '13:00'), '11 am to 1 pm'], [words.sayTimes('12:00', '13:30'), 'noon to 1:30 pm'],
    [words.sayTimesShort('17:30', '18:30'), '5:30–6:30'], [words.sayTimeInColumn('18:00'), '6:00'],
    [words.sayDay('2026-11-23'), 'Mon 23 Nov'], [words.sayDate('2026-11-23'), '23 Nov'],
    [words.sayDate('2025-11-23', '2026-01-02'), '23 Nov 2025'], [words.sayLongDay('2026-11-23'), 'Monday 23 November'],
    [words.sayMoment('2026-11-23T23:42:00Z', zone), 'Monday 23 November, 5:42 pm'],
    [words.sayWhen('2026-11-23T18:00:00Z', zone), 'Mon 23 Nov, noon'],
    [words.sayWeek('2026-11-23', '2026-11-29'), '23–29 November'],
    [words.sayWeek('2026-11-30', '2026-12-06'), '30 November – 6 December'],
    [words.plainWords('group note, Mon 21:00, from 2026-04-13'), 'group note, Mon 9 pm, from 13 Apr'],
    [words.sayHours(7.5), '7.5 h'], [words.sayHours(9), '9 h'], [words.sayMinutes(280), '4 h 40'], [words.sayMinutes(35), '35 min'],
    [words.sayCount(2, 'note'), 'two notes'], [words.sayCount(1, 'call'), 'one call'], [words.sayCount(14, 'note'), '14 notes'],
    [words.sayCount(0, 'call'), 'no calls'], [words.initialsOf('TB'), 'T. B.'], [words.initialsOf('T. B.'), 'T. B.'],
    [words.listWords(['a', 'b', 'c']), 'a, b and c'], [words.listWords(['a']), 'a'],
    [words.sayFrom('2026-11-24T00:00:00Z', '2026-11-23T23:42:00Z'), 'in 18 minutes'],
    [words.sayFrom('2026-11-24T02:00:00Z', '2026-11-23T23:42:00Z'), 'in 2.5 h'],
  ];
  for (const [said, expected] of cases) it(expected, () => assert.equal(plain(said), expected));
});

describe('when something is due', () => {
  const now = '2026-11-23T23:42:00Z'; // 5:42 pm in Chicago
  const cases: [string, string, words.DueState][] = [
    ['2026-11-21T18:00:00Z', '2 days late', 'late'],
    ['2026-11-22T18:00:00Z', '1 day late', 'late'],
    ['2026-11-23T23:12:00Z', '30 min late', 'late'],
    ['2026-11-23T20:12:00Z', '3 h late', 'late'],
    ['2026-11-24T01:00:00Z', 'by 7 pm today', 'today'],
    ['2026-11-24T05:59:00Z', 'today', 'today'],
    ['2026-11-24T23:00:00Z', 'tomorrow 5 pm', 'tomorrow'],
    ['2026-11-27T05:59:00Z', 'Thu 26 Nov', 'later'],
  ];
  for (const [due, expected, state] of cases) {
    it(expected, () => {
      const said = words.sayDue(due, now, zone);
      assert.deepEqual([plain(said.words), said.state], [expected, state]);
    });
  }
});
