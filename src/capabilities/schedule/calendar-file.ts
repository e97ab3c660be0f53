import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { timeZoneLines, wallText } from './time-zone-text.ts';

/** One session in somebody's own calendar. */
export type CalendarEntry = {
  sessionId: Id;
  startAt: Instant;
  endAt: Instant;
  cancelled: boolean;
  /** How often it was changed since it was made: rises with each move, so that a program knows which is newer. */
  changes: number;
  changedAt: Instant;
};

/** How long a calendar program may wait before it looks again. */
const LOOK_AGAIN = 'PT1H';

/**
 * A calendar file (RFC 5545) with neutral words: a lock screen must not tell that somebody is in treatment (PR-86), and
 * nobody else is named (PV-53). Each session is an entry of its own under an id that it keeps when it is moved
 * (docs/decisions/0009). The text is the same for the same facts, to the byte.
 * @param from, before the window that the entries lie in
 */
export function writeCalendar(zone: string, entries: readonly CalendarEntry[], from: Instant, before: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Calendar//Calendar//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    'X-WR-CALNAME:Appointments', `X-WR-TIMEZONE:${zone}`, `REFRESH-INTERVAL;VALUE=DURATION:${LOOK_AGAIN}`, `X-PUBLISHED-TTL:${LOOK_AGAIN}`,
    ...timeZoneLines(zone, from, before),
    ...entries.flatMap((one) => entryLines(one, zone)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function entryLines(one: CalendarEntry, zone: string): string[] {
  const changed = utcText(one.changedAt);
  return [
    'BEGIN:VEVENT', `UID:${one.sessionId}@calendar`, `SEQUENCE:${one.changes}`,
    // without METHOD:REQUEST the stamp is when the entry last changed: the file stays the same while nothing does
    `DTSTAMP:${changed}`, `LAST-MODIFIED:${changed}`,
    timeLine('DTSTART', one.startAt, zone), timeLine('DTEND', one.endAt, zone),
    // in the words too: some programs show a cancelled entry of a subscribed calendar like any other
    `SUMMARY:${one.cancelled ? 'Cancelled: appointment' : 'Appointment'}`,
    `STATUS:${one.cancelled ? 'CANCELLED' : 'CONFIRMED'}`, `TRANSP:${one.cancelled ? 'TRANSPARENT' : 'OPAQUE'}`, 'CLASS:PRIVATE',
    'END:VEVENT',
  ];
}

/** Wall-clock time in the zone; in UTC within a repeated hour, which programs read as either of the two. */
function timeLine(name: string, at: Instant, zone: string): string {
  const there = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const wall = there.toPlainDateTime();
  const sure = (['earlier', 'later'] as const).every((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds === there.epochMilliseconds);
  return sure ? `${name};TZID=${zone}:${wallText(wall)}` : `${name}:${utcText(at)}`;
}

const utcText = (at: Instant): string => `${wallText(Temporal.Instant.from(at).toZonedDateTimeISO('UTC').toPlainDateTime())}Z`;

/** Lines are at most 75 octets; a longer one goes on after a space. All text here is ASCII. */
const fold = (line: string): string => line.replaceAll(/(.{74})(?=.)/g, '$1\r\n ');
