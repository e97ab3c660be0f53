import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, dateIn, minutesBetween, timeIn, weekdayOf } from '../../shared/dates.ts';
import type { Series } from './model.ts';
import { daysOf, occurrenceOn, occurrences, splitSeries, weekdaysOf, weekly } from './recurrence.ts';

/** Every zone of the United States that keeps a clock of its own, and two abroad with changes on other days. */
const ZONES = [
  'America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage',
  'America/Adak', 'Pacific/Honolulu', 'America/Puerto_Rico', 'Pacific/Guam', 'Pacific/Pago_Pago', 'America/Boise',
  'America/Detroit', 'America/Indiana/Indianapolis', 'America/Kentucky/Louisville', 'Europe/Berlin', 'Australia/Lord_Howe',
];
const evening: Series = {
  id: 'a', groupId: 'g', trackId: null, kind: 'group', service: 'group-therapy', rule: weekly([1, 2, 4]), startsAt: '18:00',
  endsAt: '21:15', breaks: [{ from: '19:30', to: '19:45' }], zone: 'America/Chicago', roomId: 'r', mode: 'in_person', link: '', facilitatorIds: ['f'],
  capacity: 12, from: '2026-01-05', until: null,
};
const open = new Set<string>();

for (const zone of ZONES) {
  test(`the wall-clock time is kept through both changes of the year in ${zone}`, () => {
    const times = fc.constantFrom('00:30', '06:00', '09:00', '12:15', '18:00', '21:15', '22:45');
    fc.assert(fc.property(times, fc.integer({ min: 2024, max: 2030 }), (startsAt, year) => {
      const made = occurrences({ ...evening, zone, startsAt, endsAt: '23:30', breaks: [], rule: 'FREQ=DAILY', from: `${year}-01-01` },
        `${year}-01-01`, `${year + 1}-01-01`, open);
      assert.equal(made.length, year % 4 === 0 ? 366 : 365);
      for (const one of made) {
        assert.equal(timeIn(one.startAt, zone), startsAt);
        assert.equal(dateIn(one.startAt, zone), one.on);
        assert.equal(timeIn(one.endAt, zone), '23:30');
      }
    }), { numRuns: 6 });
  });
}

test('through the night of the change a group keeps its time, not its distance', () => {
  const made = occurrences(evening, '2026-10-29', '2026-11-04', open);
  assert.deepEqual(made.map((one) => one.startAt), ['2026-10-29T23:00:00Z', '2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z']);
});

test('an hour that the change skips moves forward; one that it repeats is the first', () => {
  const night = { ...evening, rule: 'FREQ=DAILY', startsAt: '02:30', endsAt: '05:00', breaks: [] };
  assert.equal(occurrences(night, '2026-03-08', '2026-03-09', open)[0]!.startAt, '2026-03-08T08:30:00Z');
  const repeated = { ...night, startsAt: '01:30' };
  assert.equal(occurrences(repeated, '2026-11-01', '2026-11-02', open)[0]!.startAt, '2026-11-01T06:30:00Z');
});

test('breaks move with the session', () => {
  const [one] = occurrences(evening, '2026-11-23', '2026-11-24', open);
  assert.deepEqual(one!.breaks, [{ from: '2026-11-24T01:30:00Z', to: '2026-11-24T01:45:00Z' }]);
});

test('no session is made on a holiday, before the first day, or from the last day on', () => {
  const days = (series: Series, closed = open) => occurrences(series, '2026-11-23', '2026-12-07', closed).map((one) => one.on);
  assert.deepEqual(days(evening), ['2026-11-23', '2026-11-24', '2026-11-26', '2026-11-30', '2026-12-01', '2026-12-03']);
  assert.ok(!days(evening, new Set(['2026-11-26'])).includes('2026-11-26'));
  assert.deepEqual(days({ ...evening, from: '2026-12-01' }), ['2026-12-01', '2026-12-03']);
  assert.deepEqual(days({ ...evening, until: '2026-11-26' }), ['2026-11-23', '2026-11-24']);
});

test('a standing appointment every other week keeps its weeks, wherever one begins to look', () => {
  const rule = weekly([3], 2);
  assert.deepEqual(daysOf(rule, '2026-11-04', '2026-11-10', '2026-12-20'), ['2026-11-18', '2026-12-02', '2026-12-16']);
});

test('expanding piece by piece gives the same as at once', () => {
  const weeks = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(weeks, fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (steps, weekdays) => {
    const series = { ...evening, rule: weekly(weekdays.toSorted()) };
    let day = '2026-01-01';
    const pieces: string[] = [];
    for (const step of steps) {
      const next = addDays(day, step);
      pieces.push(...occurrences(series, day, next, open).map((one) => one.on));
      day = next;
    }
    assert.deepEqual(pieces, occurrences(series, '2026-01-01', day, open).map((one) => one.on));
    for (const on of pieces) assert.ok(weekdays.includes(weekdayOf(on)));
  }), { numRuns: 40 });
});

test('a weekly rule and its weekdays say the same', () => {
  assert.equal(weekly([1, 4]), 'FREQ=WEEKLY;BYDAY=MO,TH');
  assert.deepEqual(weekdaysOf(weekly([1, 4], 2)), [1, 4]);
  assert.deepEqual(weekdaysOf('FREQ=MONTHLY;BYDAY=1TH'), []);
});

test('a change from a day on leaves the past as it was and meets it without gap or overlap', () => {
  const { ended, begun } = splitSeries(evening, '2026-11-30', { startsAt: '17:30', roomId: 'other' }, 'b');
  assert.deepEqual([ended?.until, begun.from, begun.startsAt, begun.roomId, begun.capacity], ['2026-11-30', '2026-11-30', '17:30', 'other', 12]);
  const before = occurrences(evening, '2026-11-01', '2027-01-01', open);
  const after = [...occurrences(ended!, '2026-11-01', '2027-01-01', open), ...occurrences(begun, '2026-11-01', '2027-01-01', open)];
  assert.deepEqual(after.map((one) => one.on), before.map((one) => one.on));
  assert.equal(minutesBetween(after.at(-1)!.startAt, before.at(-1)!.startAt), 30);
});

test('a change from before its first day on replaces the series as a whole', () => {
  const { ended, begun } = splitSeries(evening, '2025-12-01', { capacity: 8 }, 'b');
  assert.deepEqual([ended, begun.from, begun.capacity], [null, '2026-01-05', 8]);
});

/** What a meeting in a skipped or repeated hour becomes. US clocks skip 2 to 3 on 8 March 2026 and repeat 1 to 2 on 1 November. */
const nights: [string, string, string, string, string, string, number][] = [
  ['begins in the skipped hour', '02:15', '02:45', '2026-03-08', '03:15', '03:45', 30],
  ['begins in it and would end before it starts', '02:15', '03:10', '2026-03-08', '03:15', '04:10', 55],
  ['spans it: the clock time stays, an hour is missing', '01:30', '03:30', '2026-03-08', '01:30', '03:30', 60],
  ['begins in the repeated hour: the first one', '01:15', '01:45', '2026-11-01', '01:15', '01:45', 30],
  ['spans it: the clock time stays, an hour more', '00:30', '02:30', '2026-11-01', '00:30', '02:30', 180],
];
for (const [name, startsAt, endsAt, on, from, to, minutes] of nights) {
  test(`a meeting that ${name}`, () => {
    const breaks = [{ from: startsAt, to: endsAt }];
    const met = occurrenceOn({ startsAt, endsAt, breaks, zone: 'America/Chicago' }, on);
    assert.deepEqual([timeIn(met.startAt, 'America/Chicago'), timeIn(met.endAt, 'America/Chicago'), minutesBetween(met.startAt, met.endAt)], [from, to, minutes]);
    for (const one of met.breaks) assert.ok(minutesBetween(met.startAt, one.from) >= 0 && minutesBetween(one.to, met.endAt) >= 0);
  });
}
