import { dateIn, daysBetween, minutesBetween, timeIn, type Instant, type LocalDate, type WallTime } from '../shared/dates.ts';
import { clock, half, hour12, sayDay, sayTime, sayWhen } from '../shared/words.ts';

export { sayDay, sayTime, sayWhen };

/** Times and counts as people say them. Spaces inside one thing do not break (`\u00a0`). */
const nb = '\u00a0';
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
];
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `6 to 9 pm`, `11 am to 1 pm`. */
export function sayTimes(from: WallTime, to: WallTime): string {
  const start = half(from) === half(to) && from !== '12:00' ? clock(from) : sayTime(from);
  return `${start} to ${sayTime(to)}`;
}
/** `6–9`, `5:30–6:30`: for tables and calendars, where the half of the day is plain from the place. */
export const sayTimesShort = (from: WallTime, to: WallTime): string => `${clock(from)}–${clock(to)}`;
/** `6:00` in a column of times. */
export const sayTimeInColumn = (time: WallTime): string => `${hour12(time)}:${time.slice(3)}`;

const parts = (date: LocalDate) => {
  const day = Temporal.PlainDate.from(date);
  return { weekday: DAYS[day.dayOfWeek - 1]!, day: day.day, month: MONTHS[day.month - 1]!, year: day.year };
};
/** `23 Nov`; with the year where it is not the year of `today`. */
export function sayDate(date: LocalDate, today?: LocalDate): string {
  const { day, month, year } = parts(date);
  const short = `${day}${nb}${month.slice(0, 3)}`;
  return today === undefined || today.startsWith(`${year}-`) ? short : `${short}${nb}${year}`;
}
/** `Monday 23 November`, the small line above a headline. */
export function sayLongDay(date: LocalDate): string {
  const { weekday, day, month } = parts(date);
  return `${weekday} ${day}${nb}${month}`;
}
/** `Monday 23 November, 5:42 pm` in the agency's zone. */
export const sayMoment = (at: Instant, zone: string): string => `${sayLongDay(dateIn(at, zone))}, ${sayTime(timeIn(at, zone))}`;
/** `23–29 November`, `30 November – 6 December`. */
export function sayWeek(from: LocalDate, to: LocalDate): string {
  const [a, b] = [parts(from), parts(to)];
  return a.month === b.month ? `${a.day}–${b.day}${nb}${a.month}` : `${a.day}${nb}${a.month} – ${b.day}${nb}${b.month}`;
}

export const sayWeekday = (weekday: number): string => DAYS[weekday - 1]!;
export const sayWeekdayShort = (weekday: number): string => DAYS[weekday - 1]!.slice(0, 3);

/** `7.5 h`, `9 h`. */
export const sayHours = (hours: number): string => `${round(hours)}${nb}h`;
export const round = (value: number, digits = 1): string => String(Number(value.toFixed(digits)));
/** `4 h 40`, `45 min`. */
export function sayMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  if (hours === 0) return `${rest}${nb}min`;
  return rest === 0 ? `${hours}${nb}h` : `${hours}${nb}h${nb}${rest}`;
}
/** `two notes`, `one call`, `14 notes`; `no calls`. */
export const sayCount = (n: number, one: string, many = `${one}s`): string => `${COUNTS[n] ?? n} ${n === 1 ? one : many}`;
/** First letter large, for a count that begins a sentence. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `a, b and c`. */
export const listWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
/** `T. B.` from `T.B.`, `TB` or `T. B.`; never breaks. */
export const initialsOf = (text: string): string =>
  (text.match(/\p{Lu}/gu) ?? [text]).map((letter) => `${letter}.`).join(nb);

/** Clock times and dates as machines write them inside a sentence, said as people do: `21:00` is `9 pm`. */
export const plainWords = (text: string, today?: LocalDate): string => text
  .replaceAll(/\b\d{4}-\d\d-\d\d\b/g, (date) => sayDate(date, today))
  .replaceAll(/\b([01]\d|2[0-3]):[0-5]\d\b/g, (time) => sayTime(time));

export type DueState = 'late' | 'today' | 'tomorrow' | 'later';

/**
 * When something is due, as a person says it, and how near that is.
 * `2 days late` · `by 7 pm today` · `tomorrow 5 pm` · `Thu 26 Nov`. An end of day (23:59) names no time.
 */
export function sayDue(due: Instant, at: Instant, zone: string): { words: string; state: DueState } {
  const [on, today, time] = [dateIn(due, zone), dateIn(at, zone), timeIn(due, zone)];
  const days = daysBetween(today, on);
  const wholeDay = time === '23:59';
  const late = minutesBetween(due, at);
  if (late > 0) {
    if (days < 0) return { words: `${-days}${nb}${days === -1 ? 'day' : 'days'} late`, state: 'late' };
    return { words: late < 60 ? `${late}${nb}min late` : `${Math.floor(late / 60)}${nb}h late`, state: 'late' };
  }
  if (days === 0) return { words: wholeDay ? 'today' : `by ${sayTime(time)} today`, state: 'today' };
  if (days === 1) return { words: wholeDay ? 'tomorrow' : `tomorrow ${sayTime(time)}`, state: 'tomorrow' };
  return { words: sayDay(on), state: 'later' };
}

/** `in 18 minutes`, `in 2 h`, `now`, `12 min ago`: how far a moment is. */
export function sayFrom(at: Instant, reference: Instant): string {
  const minutes = minutesBetween(reference, at);
  if (minutes === 0) return 'now';
  const size = Math.abs(minutes) < 60 ? sayCountMinutes(Math.abs(minutes)) : sayHours(Math.round(Math.abs(minutes) / 30) / 2);
  return minutes > 0 ? `in ${size}` : `${size} ago`;
}
const sayCountMinutes = (minutes: number) => `${minutes}${nb}${minutes === 1 ? 'minute' : 'minutes'}`;
