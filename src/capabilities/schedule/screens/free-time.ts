import { instantOf, isBefore, timeIn, weekdayOf, type Instant, type LocalDate, type WallTime } from '../../../shared/dates.ts';
import type { Id } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import type { listAvailability } from '../api.ts';
import type { ProgramWeek } from './week-grid.ts';

export type Availability = OutputOf<typeof listAvailability>[number];
export type FreeTime = { staffId: Id; date: LocalDate; from: WallTime; to: WallTime; roomId: Id | null };

/** Shorter gaps are no use to anybody. */
const SHORTEST_MINUTES = 30;

/**
 * When somebody can still be booked on a day: their own availability without the sessions they lead, without rooms that
 * are taken, and without what has passed or is closed.
 */
export function freeOn(week: ProgramWeek, availability: readonly Availability[], staffId: Id, date: LocalDate, now: Instant, zone: string): FreeTime[] {
  if (week.holidays.some((one) => one.date === date && one.siteId === null)) return [];
  return availability.filter((block) => block.staffId === staffId && block.weekday === weekdayOf(date)).flatMap((block) => {
    const taken = week.sessions.filter((one) => one.date === date && one.cancelled === null
      && (one.leaders.some((leader) => leader.staffId === staffId) || (block.roomId !== null && one.roomId === block.roomId)));
    const free: FreeTime[] = [];
    const add = (from: WallTime, to: WallTime) => {
      if (minutesOf(to) - minutesOf(from) >= SHORTEST_MINUTES) free.push({ staffId, date, from, to, roomId: block.roomId });
    };
    const passed = isBefore(instantOf(date, block.from, zone), now) ? timeIn(now, zone) : block.from;
    if (isBefore(instantOf(date, block.to, zone), now)) return [];
    let from = passed > block.from ? onHalf(passed) : block.from;
    for (const one of taken.toSorted((a, b) => a.from.localeCompare(b.from))) {
      if (one.from > from) add(from, one.from < block.to ? one.from : block.to);
      if (one.to > from) from = one.to;
    }
    if (from < block.to) add(from, block.to);
    return free;
  });
}

const minutesOf = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): WallTime => `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`;
/** The next half hour of the same day. */
const onHalf = (time: WallTime): WallTime => timeOf(Math.min(23 * 60 + 30, Math.ceil(minutesOf(time) / 30) * 30));
/** The first quarter hour of free time: nobody is asked to come at ten to two. */
export const onQuarter = (free: FreeTime): WallTime => timeOf(Math.min(minutesOf(free.to), Math.ceil(minutesOf(free.from) / 15) * 15));
