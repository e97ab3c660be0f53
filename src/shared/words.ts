import { dateIn, timeIn, type Instant, type LocalDate, type WallTime } from './dates.ts';

/** The same words with a capital first letter. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Days and times as people say them, on screens and in what the server answers. Spaces inside one thing do not break. */
const nb = '\u00a0';
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `18:00` is `6 pm`, `18:30` is `6:30 pm`, `12:00` is `noon`. Minutes only where there are some. */
export function sayTime(time: WallTime): string {
  if (time === '12:00') return 'noon';
  const [hour, minute] = [Number(time.slice(0, 2)), time.slice(3, 5)];
  return `${hour % 12 || 12}${minute === '00' ? '' : `:${minute}`}${nb}${hour < 12 ? 'am' : 'pm'}`;
}

/** `Mon 23 Nov`. */
export function sayDay(date: LocalDate): string {
  const { dayOfWeek, day, month } = Temporal.PlainDate.from(date);
  return `${DAYS[dayOfWeek - 1]!}${nb}${day}${nb}${MONTHS[month - 1]!}`;
}

/** `Mon 23 Nov, 5:42 pm` in the agency's zone. */
export const sayWhen = (at: Instant, zone: string): string => `${sayDay(dateIn(at, zone))}, ${sayTime(timeIn(at, zone))}`;
