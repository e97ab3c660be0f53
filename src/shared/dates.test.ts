import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, compareInstants, dateIn, instantOf, millisecondsOf, minutesBetween, weekOf } from './dates.ts';

/** Moments as the database, a device or a person may write them. */
const moments = fc.tuple(fc.integer({ min: -2_000_000_000_000, max: 4_000_000_000_000 }), fc.integer({ min: 0, max: 999_999 }), fc.constantFrom(0, 3, 6, 9))
  .map(([ms, ns, digits]) => Temporal.Instant.fromEpochMilliseconds(ms).add({ nanoseconds: ns }).toString(digits === 0 ? {} : { fractionalSecondDigits: digits as 3 }));
const zones = fc.constantFrom('America/Chicago', 'America/Phoenix', 'Pacific/Chatham', 'UTC');
const dates = fc.integer({ min: -20_000, max: 40_000 }).map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }).toString());

describe('the short ways agree with Temporal', () => {
  test('comparing, whatever the precision', () => fc.assert(fc.property(moments, moments, (a, b) => {
    assert.equal(Math.sign(compareInstants(a, b)), Temporal.Instant.compare(a, b));
  })));
  test('comparing with moments of another offset', () => {
    assert.equal(compareInstants('2026-03-02T18:00:00Z', '2026-03-02T12:00:00-06:00'), 0);
    assert.equal(compareInstants('2026-03-02T18:00:00.1Z', '2026-03-02T18:00:00.10Z'), 0);
  });
  test('milliseconds and minutes', () => fc.assert(fc.property(moments, moments, (a, b) => {
    assert.equal(millisecondsOf(a), Temporal.Instant.from(a).epochMilliseconds);
    assert.equal(minutesBetween(a, b), Math.trunc((Temporal.Instant.from(b).epochMilliseconds - Temporal.Instant.from(a).epochMilliseconds) / 60_000));
  })));
  test('days and weeks asked for twice', () => fc.assert(fc.property(moments, zones, dates, fc.integer({ min: -400, max: 400 }), (at, zone, date, days) => {
    for (const _ of [1, 2]) {
      assert.equal(dateIn(at, zone), Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString());
      assert.equal(addDays(date, days), Temporal.PlainDate.from(date).add({ days }).toString());
      assert.equal(Temporal.PlainDate.from(weekOf(date, 7)).dayOfWeek, 7);
      assert.equal(dateIn(instantOf(date, '12:00', zone), zone), date);
    }
  })));
  test('what cannot be read is refused each time', () => {
    for (const _ of [1, 2]) assert.throws(() => dateIn('soon', 'UTC'), RangeError);
    assert.throws(() => compareInstants('2026-02-30T00:00:00Z', 'x'), RangeError);
  });
});
