import * as z from 'zod';

/**
 * Three kinds of time, never mixed:
 * an *instant* (`2026-11-23T18:45:37.123456Z`, UTC, as text so that microseconds survive),
 * a *local date* (`2026-11-23`, the site's calendar day), and a *wall time* (`18:00`).
 */
export type Instant = string;
export type LocalDate = string;
export type WallTime = string;

export const instant = z.string().refine(isInstant, 'Write a moment, like 2026-11-24T18:00:00Z.');
export const localDate = z.string().refine(isLocalDate, 'Write a date, like 2026-11-24.');
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time, like 18:00.');
export const timeZone = z.string().refine(isTimeZone, 'Choose a time zone, like America/Chicago.');

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const weekday = z.number().int().min(1).max(7);

function isInstant(text: string): boolean {
  return parses(() => Temporal.Instant.from(text));
}
function isLocalDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && parses(() => Temporal.PlainDate.from(text, { overflow: 'reject' }));
}
function isTimeZone(text: string): boolean {
  return text.length < 64 && parses(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text));
}
function parses(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

/**
 * Every room asks for the day of the same few moments, week after week: what was worked out is kept for a while.
 * Only for what follows from its arguments alone.
 */
function kept<Args extends readonly (string | number)[]>(work: (...of: Args) => string): (...of: Args) => string {
  const known = new Map<string, string>();
  return (...of) => {
    const question = of.join(' ');
    const answer = known.get(question);
    if (answer !== undefined) return answer;
    const found = work(...of);
    if (known.size >= 10_000) known.clear();
    known.set(question, found);
    return found;
  };
}

/** The calendar day that an instant falls on in a zone. */
export const dateIn = kept((at: Instant, zone: string): LocalDate =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString());

/** A day as documents say it, the same everywhere: `23 Nov 2026`. */
export const sayDocumentDate = kept((date: LocalDate): string => {
  const { day, month, year } = Temporal.PlainDate.from(date);
  return `${day} ${SHORT_MONTHS[month - 1]} ${year}`;
});
export const SHORT_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The wall time (`HH:MM`) of an instant in a zone. */
export const timeIn = (at: Instant, zone: string): WallTime =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });

/**
 * The instant of a wall time on a day in a zone. A skipped hour moves forward, a repeated one is the first
 * (RFC 5545, `disambiguation: 'compatible'`).
 */
export const instantOf = kept((date: LocalDate, time: WallTime, zone: string): Instant =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant().toString());

/** 23:59 on a day in a zone: when a clock of whole days ends (PR-75). */
export const endOfDay = (date: LocalDate, zone: string): Instant => instantOf(date, '23:59', zone);

export const addDays = kept((date: LocalDate, days: number): LocalDate => Temporal.PlainDate.from(date).add({ days }).toString());

export const addHours = (at: Instant, hours: number): Instant =>
  Temporal.Instant.from(at).add({ minutes: Math.round(hours * 60) }).toString();

export const addMinutes = (at: Instant, minutes: number): Instant =>
  Temporal.Instant.from(at).add({ minutes }).toString();

/** As Stepwell writes it: UTC, a year of four digits. Such a text is read without Temporal. */
const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Whole milliseconds since 1970, rounded down. */
export const millisecondsOf = (at: Instant): number =>
  (WRITTEN.test(at) ? Date.parse(`${at.slice(0, 19)}Z`) + Number(at.slice(20, -1).padEnd(3, '0').slice(0, 3))
    : Temporal.Instant.from(at).epochMilliseconds);

/** Whole minutes from one instant to another; negative if `to` is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number => Math.trunc((millisecondsOf(to) - millisecondsOf(from)) / 60_000);

/** Calendar days from one date to another; negative if `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** Earlier is negative, same is 0, later is positive. Instants of different precision compare rightly. */
export const compareInstants = (a: Instant, b: Instant): number => {
  // texts of one length sort as the moments do
  if (a.length === b.length && WRITTEN.test(a) && WRITTEN.test(b)) return a < b ? -1 : Number(a > b);
  return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
};

export const isBefore = (a: Instant, b: Instant): boolean => compareInstants(a, b) < 0;

/** The first day of the client-week that a date falls in (PR-15). `weekStart` 1 is Monday. */
export const weekOf = (date: LocalDate, weekStart = 1): LocalDate => firstOfWeek(date, weekStart);
const firstOfWeek = kept((date: LocalDate, weekStart: number): LocalDate => {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 }).toString();
});
export const weekdayOf = (date: LocalDate): number => Temporal.PlainDate.from(date).dayOfWeek;
