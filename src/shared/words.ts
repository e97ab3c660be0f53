import { dateIn, SHORT_MONTHS, timeIn, type Instant, type LocalDate, type WallTime } from './dates.ts';

/** The same words with a capital first letter. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Days and times as people say them, on screens and in what the server answers. Spaces inside one thing do not break. */
const nb = '\u00a0';
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `18:00` is `6 pm`, `18:30` is `6:30 pm`, `12:00` is `noon`. Minutes only where there are some. */
export function sayTime(time: WallTime): string {
  if (time === '12:00') return 'noon';
  return `${clock(time)}${nb}${half(time)}`;
}
/** `6`, `6:30`: without its half of the day. */
export const clock = (time: WallTime): string => (time.endsWith(':00') ? `${hour12(time)}` : `${hour12(time)}${time.slice(2)}`);
export const half = (time: WallTime): 'am' | 'pm' => (Number(time.slice(0, 2)) < 12 ? 'am' : 'pm');
export const hour12 = (time: WallTime): number => Number(time.slice(0, 2)) % 12 || 12;

/** `Mon 23 Nov`. */
export function sayDay(date: LocalDate): string {
  const { dayOfWeek, day, month } = Temporal.PlainDate.from(date);
  return `${DAYS[dayOfWeek - 1]!}${nb}${day}${nb}${SHORT_MONTHS[month - 1]!}`;
}

/** `Mon 23 Nov, 5:42 pm` in the agency's zone. */
export const sayWhen = (at: Instant, zone: string): string => `${sayDay(dateIn(at, zone))}, ${sayTime(timeIn(at, zone))}`;
