import { addDays, dateIn, endOfDay, weekdayOf, type Instant, type LocalDate } from './dates.ts';

/** Where and when an agency works: its zone, and the dates on which it is closed. */
export type WorkCalendar = { zone: string; holidays: readonly LocalDate[] };

/** Weekends and the agency's holidays are not business days (PR-75). */
export const isBusinessDay = (date: LocalDate, holidays: readonly LocalDate[]): boolean =>
  weekdayOf(date) < 6 && !holidays.includes(date);

/** The nth business day after a date; the date itself never counts. `n` of 0 is the date. */
export function addBusinessDays(date: LocalDate, n: number, holidays: readonly LocalDate[]): LocalDate {
  let day = date;
  for (let left = n; left > 0;) {
    day = addDays(day, 1);
    if (isBusinessDay(day, holidays)) left -= 1;
  }
  return day;
}

/** 23:59 at the site on the nth business day after an instant: when a clock of business days ends (PR-75). */
export const businessDaysAfter = (at: Instant, n: number, { zone, holidays }: WorkCalendar): Instant =>
  endOfDay(addBusinessDays(dateIn(at, zone), n, holidays), zone);
