import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMinutes, instantOf, timeIn, type Instant } from '../../shared/dates.ts';
import { newId } from '../../shared/ids.ts';
import { writeCalendar, type CalendarEntry } from './calendar-file.ts';
import { readByFile, readByName } from './read-calendar.fixture.ts';
import { timeZoneLines } from './time-zone-text.ts';

const US_ZONES = [
  'America/New_York', 'America/Detroit', 'America/Kentucky/Louisville', 'America/Kentucky/Monticello', 'America/Indiana/Indianapolis',
  'America/Indiana/Vincennes', 'America/Indiana/Winamac', 'America/Indiana/Marengo', 'America/Indiana/Petersburg', 'America/Indiana/Vevay',
  'America/Indiana/Tell_City', 'America/Indiana/Knox', 'America/Chicago', 'America/Menominee', 'America/North_Dakota/Center',
  'America/North_Dakota/New_Salem', 'America/North_Dakota/Beulah', 'America/Denver', 'America/Boise', 'America/Phoenix', 'America/Los_Angeles',
  'America/Anchorage', 'America/Juneau', 'America/Sitka', 'America/Metlakatla', 'America/Yakutat', 'America/Nome', 'America/Adak',
  'Pacific/Honolulu', 'America/Puerto_Rico', 'America/St_Thomas', 'Pacific/Guam', 'Pacific/Saipan', 'Pacific/Pago_Pago',
];

const entry = (startAt: Instant, minutes = 180, more: Partial<CalendarEntry> = {}): CalendarEntry =>
  ({ sessionId: newId(), startAt, endAt: addMinutes(startAt, minutes), cancelled: false, changes: 0, changedAt: '2026-01-05T12:00:00.123456Z', ...more });

/** What both parsers must read: the same instants as went in. */
function bothRead(zone: string, entries: readonly CalendarEntry[], from: Instant, before: Instant): string {
  const text = writeCalendar(zone, entries, from, before);
  const want = entries.map((one) => ({ uid: `${one.sessionId}@calendar`, from: one.startAt, to: one.endAt,
    title: one.cancelled ? 'Cancelled: appointment' : 'Appointment', cancelled: one.cancelled, sequence: one.changes }))
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.uid.localeCompare(b.uid));
  assert.deepEqual(readByFile(text), want, `${zone}, read by the file's own VTIMEZONE`);
  assert.deepEqual(readByName(text), want, `${zone}, read by the name of the zone`);
  return text;
}

describe('a calendar file', () => {
  for (const zone of US_ZONES) {
    test(`keeps its instants through both changes of the clock in ${zone}`, () => {
      const days = ['2026-03-06', '2026-03-08', '2026-03-09', '2026-07-01', '2026-10-30', '2026-11-01', '2026-11-02', '2027-03-15'];
      const entries = days.flatMap((day) => ['00:30', '09:00', '18:00'].map((time) => entry(instantOf(day, time, zone))));
      bothRead(zone, entries, instantOf('2026-02-01', '00:00', zone), instantOf('2027-04-01', '00:00', zone));
    });
  }

  test('a session in the skipped hour, and both of a repeated one', () => {
    const zone = 'America/Chicago';
    const first = instantOf('2026-11-01', '01:30', zone);
    const second = addMinutes(first, 60);
    assert.equal(timeIn(first, zone), timeIn(second, zone));
    const text = bothRead(zone, [entry(instantOf('2026-03-08', '02:30', zone), 30), entry(first, 30), entry(second, 30)], '2026-02-01T00:00:00Z', '2026-12-01T00:00:00Z');
    assert.match(text, /DTSTART:20261101T063000Z/, 'half past one names two moments');
    assert.match(text, /DTSTART:20261101T073000Z/);
  });

  test('any session of any day in any zone is read as it was written', () => {
    fc.assert(fc.property(fc.constantFrom(...US_ZONES, 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata'), fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 24 * 12 - 1 }), fc.integer({ min: 2, max: 96 }), fc.boolean(), fc.nat(40), (zone, day, slot, length, cancelled, changes) => {
        const startAt = addMinutes(instantOf(addDays('2026-01-01', day), '00:00', zone), 5 * slot);
        bothRead(zone, [entry(startAt, 5 * length, { cancelled, changes })], '2026-01-01T00:00:00Z', '2027-03-01T00:00:00Z');
      }), { numRuns: 150 });
  });

  test('is the same bytes for the same facts, in lines of at most 75 octets that end as the standard says', () => {
    const entries = [entry('2026-03-10T23:00:00Z')];
    const write = () => writeCalendar('America/Kentucky/Louisville', entries, '2026-03-01T05:00:00Z', '2026-09-01T04:00:00Z');
    assert.equal(write(), write());
    const lines = write().split('\r\n');
    assert.equal(lines.at(-1), '');
    assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n')));
  });

  test('PR-86: says nothing but that there is an appointment', () => {
    const text = writeCalendar('America/Chicago', [entry('2026-03-10T23:00:00Z'), entry('2026-03-12T23:00:00Z', 60, { cancelled: true })],
      '2026-03-01T06:00:00Z', '2026-09-01T05:00:00Z');
    assert.deepEqual([...text.matchAll(/^(?:SUMMARY|DESCRIPTION|LOCATION|URL|ORGANIZER|ATTENDEE|CATEGORIES|COMMENT)[:;].*$/gm)].map((m) => m[0].trim()),
      ['SUMMARY:Appointment', 'SUMMARY:Cancelled: appointment']);
    assert.match(text, /PRODID:-\/\/Calendar\/\/Calendar\/\/EN/);
  });
});

describe('a zone written out', () => {
  test('is two yearly rules where the clock changes each year', () => {
    assert.deepEqual(timeZoneLines('America/Chicago', '2026-03-01T06:00:00Z', '2026-09-01T05:00:00Z'), [
      'BEGIN:VTIMEZONE', 'TZID:America/Chicago',
      'BEGIN:DAYLIGHT', 'DTSTART:20250309T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU', 'TZOFFSETFROM:-0600', 'TZOFFSETTO:-0500', 'TZNAME:CDT', 'END:DAYLIGHT',
      'BEGIN:STANDARD', 'DTSTART:20251102T020000', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU', 'TZOFFSETFROM:-0500', 'TZOFFSETTO:-0600', 'TZNAME:CST', 'END:STANDARD',
      'END:VTIMEZONE',
    ]);
  });
  test('is the last Sunday where that is the rule', () => {
    assert.ok(timeZoneLines('Europe/London', '2026-03-01T00:00:00Z', '2026-09-01T00:00:00Z').includes('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'));
  });
  test('is one offset where the clock stays', () => {
    assert.deepEqual(timeZoneLines('America/Phoenix', '2026-03-01T07:00:00Z', '2026-09-01T07:00:00Z').filter((line) => /DTSTART|RRULE|OFFSET/.test(line)),
      ['DTSTART:19700101T000000', 'TZOFFSETFROM:-0700', 'TZOFFSETTO:-0700']);
  });
  test('is change by change where the years differ, as when a place stops changing its clocks', () => {
    // Mexico left daylight saving in 2022
    const lines = timeZoneLines('America/Mexico_City', '2022-06-01T05:00:00Z', '2022-12-01T06:00:00Z');
    assert.ok(!lines.some((line) => line.startsWith('RRULE')));
    const at = (time: string) => entry(instantOf('2022-11-15', time, 'America/Mexico_City'));
    bothRead('America/Mexico_City', [at('09:00'), at('18:00'), entry(instantOf('2022-07-01', '18:00', 'America/Mexico_City'))], '2022-06-01T05:00:00Z', '2022-12-01T06:00:00Z');
  });
});
