import { addDays, weekdayOf, type LocalDate, type WallTime } from '../../shared/dates.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * A date as people type it: `2026-11-24`, `24 Nov`, `Nov 24`, `11/24`, `11/24/26`, `today`, `tomorrow`, `Fri`.
 * A date without a year is the nearest one to `today` (`past`: never later, as a birth date). Undefined: not understood.
 */
export function readDate(text: string, today: LocalDate, past = false): LocalDate | undefined {
  const said = text.trim().toLowerCase().replaceAll(/[,.\u00a0]/g, ' ').replaceAll(/\s+/g, ' ');
  if (said === 'today') return today;
  if (said === 'tomorrow') return addDays(today, 1);
  if (said === 'yesterday') return addDays(today, -1);
  const weekday = DAYS.indexOf(said.slice(0, 3));
  if (weekday >= 0 && /^[a-z]+$/.test(said)) return addDays(today, ((weekday + 1 - weekdayOf(today) + 7) % 7) || 7);

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const slashes = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?$/.exec(said);
  if (slashes) return near(Number(slashes[1]), Number(slashes[2]), slashes[3], today, past);
  const named = said.replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]* /, '');
  const dayFirst = /^(\d{1,2}) ([a-z]{3,9})(?: (\d{2}|\d{4}))?$/.exec(named);
  if (dayFirst) return near(monthOf(dayFirst[2]!), Number(dayFirst[1]), dayFirst[3], today, past);
  const monthFirst = /^([a-z]{3,9}) (\d{1,2})(?: (\d{2}|\d{4}))?$/.exec(named);
  if (monthFirst) return near(monthOf(monthFirst[1]!), Number(monthFirst[2]), monthFirst[3], today, past);
  return undefined;
}

const monthOf = (word: string) => MONTHS.indexOf(word.slice(0, 3)) + 1;

function near(month: number, day: number, year: string | undefined, today: LocalDate, past: boolean): LocalDate | undefined {
  const thisYear = Number(today.slice(0, 4));
  if (year?.length === 4) return real(Number(year), month, day);
  if (year !== undefined) {
    const full = Math.floor(thisYear / 100) * 100 + Number(year);
    return real(past && full > thisYear ? full - 100 : full, month, day);
  }
  const candidates = [thisYear - 1, thisYear, thisYear + 1].map((one) => real(one, month, day));
  const possible = candidates.filter((date) => date !== undefined && (!past || date <= today)) as LocalDate[];
  const distance = (date: LocalDate) => Math.abs(Date.parse(date) - Date.parse(today));
  return possible.sort((a, b) => distance(a) - distance(b))[0];
}

function real(year: number, month: number, day: number): LocalDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

/**
 * A wall time as people type it: `18:00`, `6pm`, `6:30 p`, `630pm`, `noon`, `6`. Without a half of the day, 7 to 11
 * are mornings and 12 to 6 afternoons, as a program's day runs.
 */
export function readTime(text: string): WallTime | undefined {
  const said = text.trim().toLowerCase().replaceAll(/[.\s\u00a0]/g, '');
  if (said === 'noon') return '12:00';
  const match = /^(\d{1,2}):?(\d{2})?(a|am|p|pm)?$/.exec(said);
  if (!match) return undefined;
  const [hour, minute, half] = [Number(match[1]), Number(match[2] ?? 0), match[3]?.[0]];
  if (hour > 23 || minute > 59 || (half !== undefined && (hour > 12 || hour === 0))) return undefined;
  const exact = half === undefined && (match[1]!.length === 2 && match[2] !== undefined || hour > 12 || hour === 0);
  return `${String(exact ? hour : to24(hour, half)).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function to24(hour: number, half: string | undefined): number {
  const afternoon = half === 'p' || (half === undefined && (hour < 7 || hour === 12));
  return (hour % 12) + (afternoon ? 12 : 0);
}

/** A number as people type it: `45`, `1,200`, `7.5`. */
export function readNumber(text: string): number | undefined {
  const said = text.trim().replaceAll(',', '');
  return /^-?\d+(\.\d+)?$/.test(said) ? Number(said) : undefined;
}
