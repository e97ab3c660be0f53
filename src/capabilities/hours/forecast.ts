import { compareInstants, dateIn, timeIn, weekdayOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { sayLength } from './gap-words.ts';
import type { Forecast, Mend, WeekHours } from './model.ts';

/** A coming session with a free seat that this client is not in, and does not clash with. */
export type Opening = { sessionId: Id; seriesId: Id; name: string; startAt: Instant; endAt: Instant; minutes: number; free: number };
export type Busy = { startAt: Instant; endAt: Instant };
/** The client's own life on a weekday, in wall time. */
export type Life = { weekday: number; from: string; to: string };

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const dayOf = (date: LocalDate): string => DAYS[weekdayOf(date) - 1]!;

/** Openings that fit beside what the client already has that week, and beside their own life. */
export function openingsThatFit(openings: readonly Opening[], busy: readonly Busy[], life: readonly Life[], now: Instant, zone: string): Opening[] {
  return openings.filter((one) => {
    if (one.free <= 0 || one.minutes <= 0 || compareInstants(one.startAt, now) <= 0) return false;
    if (busy.some((other) => compareInstants(one.startAt, other.endAt) < 0 && compareInstants(other.startAt, one.endAt) < 0)) return false;
    const weekday = weekdayOf(dateIn(one.startAt, zone));
    const [from, to] = [timeIn(one.startAt, zone), timeIn(one.endAt, zone)];
    return !life.some((own) => own.weekday === weekday && from < own.to && own.from < to);
  });
}

/**
 * How a running week will end against its floor if all that is left is kept, and what would mend it (PR-14): the earliest
 * session that is enough by itself first, else the longest ones.
 */
export function forecastOf(week: Pick<WeekHours, 'floor' | 'attended' | 'toCome' | 'over' | 'full' | 'excepted'>, fitting: readonly Opening[], zone: string): Forecast {
  const short = week.over || !week.full || week.excepted !== null ? 0 : Math.max(0, week.floor - week.attended - week.toCome);
  if (short === 0) return { short: 0, words: saySafe(week), kindWords: '', mends: [] };
  const all = fitting.map((one): Mend => ({ sessionId: one.sessionId, seriesId: one.seriesId, name: one.name, on: dateIn(one.startAt, zone), from: timeIn(one.startAt, zone),
    minutes: one.minutes, free: one.free, enough: one.minutes >= short }));
  const mends = all.toSorted((a, b) => Number(b.enough) - Number(a.enough) || (a.enough ? 0 : b.minutes - a.minutes) || (a.on + a.from < b.on + b.from ? -1 : 1)).slice(0, 3);
  const best = mends[0];
  const words = best === undefined ? `${sayLength(short)} short, and no session this week has room that fits.`
    : `${sayLength(short)} short; ${dayOf(best.on)}’s ${best.name} would ${best.enough ? 'mend it' : `give ${sayLength(best.minutes)}`}, ${best.free} ${best.free === 1 ? 'seat' : 'seats'} free.`;
  const kindWords = best === undefined ? 'Your team will look with you for a time that fits.' : `If ${dayOf(best.on)} suits you, there is room. Your team will ask.`;
  return { short, words, kindWords, mends };
}

function saySafe(week: Pick<WeekHours, 'floor' | 'attended' | 'toCome' | 'over' | 'full'>): string {
  if (!week.full || week.over) return '';
  return week.attended >= week.floor ? 'The floor is reached.' : week.attended + week.toCome >= week.floor ? 'Enough, if all that is left is kept.' : '';
}
