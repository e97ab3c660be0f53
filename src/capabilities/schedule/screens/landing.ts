import { addDays, instantOf, isBefore, type Instant, type LocalDate, type WallTime } from '../../../shared/dates.ts';
import type { Id } from '../../../shared/ids.ts';
import { sayDay, sayTime, sayTimes } from '../../../web/words.ts';
import type { ProgramWeek, Shown } from './week-grid.ts';

/** Where a session that somebody carries would land. */
export type Landing = { date: LocalDate; from: WallTime; to: WallTime; roomId: Id | null; leaderIds: readonly Id[] };
export type Clash = { kind: string; say: string; blocks: boolean };

/** Quarter hours, to which times snap. */
export const STEP = 15;
const FIRST = '06:00';
const LAST = '23:00';

export const whereIs = (one: Shown): Landing =>
  ({ date: one.date, from: one.from, to: one.to, roomId: one.roomId, leaderIds: one.leaders.map((leader) => leader.staffId) });

export const isSame = (a: Landing, b: Landing): boolean =>
  a.date === b.date && a.from === b.from && a.to === b.to && a.roomId === b.roomId && a.leaderIds.join() === b.leaderIds.join();

const minutesOf = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): WallTime => `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`;

/** The same length from another time on, snapped, within 6 am and 11 pm. */
export function startingAt(landing: Landing, from: number): Landing {
  const length = Math.max(STEP, minutesOf(landing.to) - minutesOf(landing.from));
  const snapped = Math.round(from / STEP) * STEP;
  const start = Math.min(Math.max(snapped, minutesOf(FIRST)), minutesOf(LAST) - length);
  return { ...landing, from: timeOf(start), to: timeOf(start + length) };
}
export const later = (landing: Landing, minutes: number): Landing => startingAt(landing, minutesOf(landing.from) + minutes);

/** Another day of the days that are shown; at their end it stays. */
export function onDay(landing: Landing, days: readonly LocalDate[], by: number): Landing {
  const next = addDays(landing.date, by);
  return days.includes(next) ? { ...landing, date: next } : landing;
}

/** The next room of the list, with `no room` as its last. */
export function inRoom(landing: Landing, roomIds: readonly Id[], by: number): Landing {
  const all: (Id | null)[] = [...roomIds, null];
  const at = all.indexOf(landing.roomId);
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  return next === undefined ? landing : { ...landing, roomId: next };
}

/** Why a session stays where it is; null if it may be carried. */
export function whyNot(one: Shown, now: Instant): string | null {
  if (one.cancelled !== null) return 'It is cancelled. Add another session instead.';
  if (one.tied) return 'Something is recorded here already, so it stays where it was.';
  if (!isBefore(now, one.startAt)) return 'It has begun already.';
  return null;
}

/**
 * What would be in the way, by what the calendar shows: the room, who leads it, closed days, chairs (PR-27, PR-10). People
 * who come are known to the server alone, which says so before it is dropped and decides again when it is.
 */
export function clashesAt(week: ProgramWeek, one: Shown, landing: Landing, now: Instant, zone: string): Clash[] {
  const [startAt, endAt] = [instantOf(landing.date, landing.from, zone), instantOf(landing.date, landing.to, zone)];
  const meets = week.sessions.filter((other) => other.sessionId !== one.sessionId && other.cancelled === null
    && isBefore(other.startAt, endAt) && isBefore(startAt, other.endAt));
  const clashes: Clash[] = [];
  if (isBefore(startAt, now)) clashes.push({ kind: 'past', say: 'That time has passed.', blocks: true });
  const room = week.rooms.find((other) => other.roomId === landing.roomId);
  const taken = room && meets.find((other) => other.roomId === room.roomId);
  if (taken) clashes.push({ kind: 'room', say: `${room.name} is taken by ${taken.name}, ${sayTimes(taken.from, taken.to)}.`, blocks: true });
  const leaders = new Map(week.sessions.flatMap((other) => other.leaders.map((leader) => [leader.staffId, leader.initials] as const)));
  for (const staffId of landing.leaderIds) {
    const elsewhere = meets.find((other) => other.leaders.some((leader) => leader.staffId === staffId));
    if (elsewhere) clashes.push({ kind: 'leader', say: `${leaders.get(staffId) ?? 'Who leads it'} already leads ${elsewhere.name} until ${sayTime(elsewhere.to)}.`, blocks: true });
  }
  const closed = week.holidays.find((other) => other.date === landing.date && (other.siteId === null || other.siteId === room?.siteId));
  if (closed) clashes.push({ kind: 'closed', say: `It is closed then: ${closed.name}.`, blocks: false });
  if (room && one.seated > room.places) clashes.push({ kind: 'seats', say: `${room.name} has ${room.places} chairs, ${one.seated} come.`, blocks: false });
  return clashes;
}

/** `Tue 24 Nov, 6 to 9 pm, Room 2`. */
export function sayLanding(week: ProgramWeek, landing: Landing): string {
  const room = week.rooms.find((one) => one.roomId === landing.roomId)?.name ?? 'no room';
  return `${sayDay(landing.date)}, ${sayTimes(landing.from, landing.to)}, ${room}`;
}

/** What a screen reader hears at each step: where it would land and what is in the way. */
export const sayStep = (week: ProgramWeek, landing: Landing, clashes: readonly Clash[]): string =>
  `${sayLanding(week, landing)}. ${clashes.length === 0 ? 'Nothing in the way.' : clashes.map((one) => one.say).join(' ')}`;
