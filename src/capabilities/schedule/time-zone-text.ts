import type { Instant } from '../../shared/dates.ts';

/** A change of a zone's offset from UTC: its moment on the clock that is left, and both offsets in minutes. */
type Change = { at: Temporal.PlainDateTime; from: number; to: number; name: string };

const BYDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Years around the window in which the changes must be alike before they are written as a yearly rule. */
const YEARS_BEHIND = 1;
const YEARS_AHEAD = 3;

/**
 * The VTIMEZONE of a zone, good at least from one moment to another (RFC 5545 §3.6.5). Where its changes repeat each
 * year they are written as two yearly rules, which is the form every calendar program understands; otherwise (a law
 * that changes, a zone that stops) each change is written out by itself.
 */
export function timeZoneLines(zone: string, from: Instant, before: Instant): string[] {
  const year = Temporal.Instant.from(from).toZonedDateTimeISO(zone).year;
  const last = Temporal.Instant.from(before).toZonedDateTimeISO(zone).year;
  const start = Temporal.PlainDate.from({ year: year - YEARS_BEHIND, month: 1, day: 1 }).toZonedDateTime(zone);
  const changes = changesOf(start, last + YEARS_AHEAD);
  const yearly = yearlyRules(changes, last + YEARS_AHEAD - (year - YEARS_BEHIND) + 1);
  const parts = yearly
    ? yearly.flatMap(({ change, rule }) => observance(change, rule))
    : [{ at: Temporal.PlainDateTime.from('1970-01-01T00:00'), from: minutesOf(start), to: minutesOf(start), name: nameOf(start) }, ...changes]
      .flatMap((one) => observance(one, null));
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE'];
}

function changesOf(start: Temporal.ZonedDateTime, lastYear: number): Change[] {
  const changes: Change[] = [];
  for (let at = start; ;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > lastYear) return changes;
    const [from, to] = [minutesOf(next.subtract({ nanoseconds: 1 })), minutesOf(next)];
    // a zone may change its name or its daylight flag and no clock
    if (from !== to) changes.push({ at: next.toPlainDateTime().subtract({ minutes: to - from }), from, to, name: nameOf(next) });
    at = next;
  }
}

/** Two changes a year, alike in each of so many years: the first of each kind with its rule. Null where they are not. */
function yearlyRules(changes: readonly Change[], years: number): { change: Change; rule: string }[] | null {
  if (changes.length !== 2 * years) return null;
  const kinds = [changes.filter((_, n) => n % 2 === 0), changes.filter((_, n) => n % 2 === 1)];
  const rules = kinds.map((kind) => {
    const first = kind[0]!;
    const alike = kind.every((one) => one.from === first.from && one.to === first.to && one.at.month === first.at.month
      && one.at.dayOfWeek === first.at.dayOfWeek && one.at.toPlainTime().equals(first.at.toPlainTime()));
    const week = alike ? weekOfMonth(kind.map((one) => one.at)) : null;
    return week === null ? null : { change: first, rule: `FREQ=YEARLY;BYMONTH=${first.at.month};BYDAY=${week}${BYDAY[first.at.dayOfWeek - 1]}` };
  });
  return rules.every((one) => one !== null) ? rules : null;
}

/** `2` for the second such weekday of the month each time, `-1` for the last. */
function weekOfMonth(days: readonly Temporal.PlainDateTime[]): number | null {
  const nth = new Set(days.map((day) => Math.ceil(day.day / 7)));
  if (nth.size === 1) return [...nth][0]!;
  return days.every((day) => day.day + 7 > day.daysInMonth) ? -1 : null;
}

const minutesOf = (at: Temporal.ZonedDateTime): number => at.offsetNanoseconds / 60_000_000_000;

const nameOf = (at: Temporal.ZonedDateTime): string => new Intl.DateTimeFormat('en-US', { timeZone: at.timeZoneId, timeZoneName: 'short' })
  .formatToParts(at.epochMilliseconds).find((part) => part.type === 'timeZoneName')?.value ?? at.timeZoneId;

function observance(change: Change, rule: string | null): string[] {
  const kind = change.to > change.from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`, `DTSTART:${wallText(change.at)}`, ...(rule === null ? [] : [`RRULE:${rule}`]),
    `TZOFFSETFROM:${offsetText(change.from)}`, `TZOFFSETTO:${offsetText(change.to)}`, `TZNAME:${change.name}`, `END:${kind}`,
  ];
}

/** `20261101T020000`: a wall-clock time as calendars write it. */
export const wallText = (at: Temporal.PlainDateTime): string => at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');

function offsetText(minutes: number): string {
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}${two(Math.abs(minutes) % 60)}`;
}
