import { dateIn, isBefore, type Instant, type LocalDate, type WallTime } from '../../../shared/dates.ts';
import type { Id } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { sayCount } from '../../../web/words.ts';
import type { readProgramWeek } from '../api.ts';
import type { CalendarView } from './calendar-view.ts';

export type ProgramWeek = OutputOf<typeof readProgramWeek>;
export type Shown = ProgramWeek['sessions'][number];

/** One row of the calendar: a room, a person, a track or a site, with what is theirs. */
export type CalendarRow = { key: string; name: string; sub: string; sessions: Shown[]; roomId?: Id | null; staffId?: Id };

type PartOfDay = 'morning' | 'afternoon' | 'evening';
const partOf = (time: WallTime): PartOfDay => (time < '12:00' ? 'morning' : time < '17:00' ? 'afternoon' : 'evening');
const byTime = (a: Shown, b: Shown) => a.from.localeCompare(b.from) || a.name.localeCompare(b.name);

/**
 * Lines of cells: for each part of the day as many as its fullest day needs, so that 6 pm stands at one height on all
 * days. A row without sessions has one empty line.
 */
export function linesOf(sessions: readonly Shown[], days: readonly LocalDate[]): (Shown | null)[][] {
  const lines = (['morning', 'afternoon', 'evening'] as const).flatMap((part) => {
    const byDay = days.map((day) => sessions.filter((one) => one.date === day && partOf(one.from) === part).toSorted(byTime));
    const deep = Math.max(...byDay.map((day) => day.length));
    return Array.from({ length: deep }, (_, n) => byDay.map((day) => day[n] ?? null));
  });
  return lines.length > 0 ? lines : [days.map(() => null)];
}

/** What overlaps lies in lanes under one another; each lane in order of time. */
export function lanesOf(sessions: readonly Shown[]): Shown[][] {
  const lanes: Shown[][] = [];
  for (const one of sessions.toSorted(byTime)) {
    const free = lanes.find((lane) => !isBefore(one.startAt, lane.at(-1)!.endAt));
    if (free) free.push(one);
    else lanes.push([one]);
  }
  return lanes;
}

/** The sessions that a view's filters leave. */
export function sessionsIn(week: ProgramWeek, view: CalendarView): Shown[] {
  const siteOf = new Map(week.rooms.map((room) => [room.roomId, room.siteId]));
  return week.sessions.filter((one) => (view.span === 'week' || one.date === view.on)
    && (view.site === null || (one.roomId !== null && siteOf.get(one.roomId) === view.site))
    && (view.track === null || one.trackId === view.track)
    && (view.person === null || one.leaders.some((leader) => leader.staffId === view.person))
    && (!view.concerns || concernOf(one) !== null));
}

/** Everybody who leads something in the week, by initials. */
export const leadersOf = (week: ProgramWeek): { staffId: Id; initials: string }[] =>
  [...new Map(week.sessions.flatMap((one) => one.leaders.map((leader) => [leader.staffId, leader] as const))).values()]
    .toSorted((a, b) => a.initials.localeCompare(b.initials));

/** The rows of a view. What has no room, leader or track comes last; a room or site stays though nothing meets there. */
export function rowsOf(week: ProgramWeek, view: CalendarView): CalendarRow[] {
  const sessions = sessionsIn(week, view);
  const filtered = view.track !== null || view.person !== null || view.concerns;
  const some = (row: CalendarRow, always = false): CalendarRow[] => (row.sessions.length > 0 || (always && !filtered) ? [row] : []);
  const site = (siteId: Id) => week.sites.find((one) => one.siteId === siteId)?.name ?? '';
  if (view.by === 'rooms') {
    const order = week.sites.map((one) => one.siteId);
    const rooms = week.rooms.filter((room) => view.site === null || room.siteId === view.site).toSorted((a, b) => order.indexOf(a.siteId) - order.indexOf(b.siteId));
    return [
      ...rooms.flatMap((room) => some({ key: room.roomId, roomId: room.roomId, name: room.name,
        sub: week.sites.length > 1 && view.site === null ? `${room.places} seats, ${site(room.siteId)}` : `${room.places} seats`,
        sessions: sessions.filter((one) => one.roomId === room.roomId) }, true)),
      ...some({ key: 'none', roomId: null, name: 'No room', sub: '', sessions: sessions.filter((one) => one.roomId === null) }),
    ];
  }
  if (view.by === 'people') {
    return [
      ...leadersOf(week).flatMap(({ staffId, initials }) => {
        const mine = sessions.filter((one) => one.leaders.some((leader) => leader.staffId === staffId));
        return some({ key: staffId, staffId, name: initials, sub: sayCount(mine.length, 'session'), sessions: mine });
      }),
      ...some({ key: 'none', name: 'Nobody yet', sub: '', sessions: sessions.filter((one) => one.leaders.length === 0) }),
    ];
  }
  if (view.by === 'sites') {
    const inSite = (siteId: Id | null) => sessions.filter((one) => (week.rooms.find((room) => room.roomId === one.roomId)?.siteId ?? null) === siteId);
    return [
      ...week.sites.flatMap((one) => some({ key: one.siteId, name: one.name, sub: '', sessions: inSite(one.siteId) }, true)),
      ...some({ key: 'none', name: 'No room', sub: '', sessions: inSite(null) }),
    ];
  }
  const singles = sessions.filter((one) => one.kind !== 'group');
  const groups = sessions.filter((one) => one.kind === 'group');
  return [
    ...week.tracks.flatMap((track) => some({ key: track.trackId, name: track.name, sub: '', sessions: groups.filter((one) => one.trackId === track.trackId) })),
    ...some({ key: 'none', name: 'By themselves', sub: '', sessions: groups.filter((one) => one.trackId === null) }),
    ...some({ key: 'single', name: 'One to one', sub: '', sessions: singles }),
  ];
}

/** What stands first on a card, if something is not in order. `late`: somebody has to act; `soon`: worth a look. */
export function concernOf(one: Shown): { words: string; kind: 'late' | 'soon' } | null {
  const has = (concern: Shown['concerns'][number]) => one.concerns.includes(concern);
  const leader = one.leaders.map((person) => person.initials).join(', ');
  if (one.cancelled !== null) return null;
  if (has('no-leader')) return { words: 'needs a leader', kind: 'late' };
  if (has('leader-left')) return { words: 'the leader has left', kind: 'late' };
  if (has('room-closed')) return { words: 'the room is closed', kind: 'late' };
  if (has('leader-double')) return { words: `${leader} is elsewhere`, kind: 'late' };
  if (has('room-double')) return { words: 'the room is taken', kind: 'late' };
  if (has('leader-not-credentialed')) return { words: 'credential does not cover it', kind: 'late' };
  if (has('more-than-allowed')) return { words: 'more than allowed', kind: 'late' };
  if (has('second-leader-missing')) return { words: 'needs a second leader', kind: 'soon' };
  if (has('more-than-room')) return { words: 'more than chairs', kind: 'soon' };
  return null;
}

/** `One session has no leader, one overlaps. 28 sessions, 74 hours.` */
export function sayWeekState(week: ProgramWeek, sessions: readonly Shown[]): string {
  const held = sessions.filter((one) => one.cancelled === null);
  const without = held.filter((one) => one.concerns.includes('no-leader')).length;
  const double = held.filter((one) => one.concerns.some((concern) => concern === 'leader-double' || concern === 'room-double')).length;
  const hours = Math.round(held.reduce((sum, one) => sum + one.countedMinutes, 0) / 60);
  const closed = [...new Set(week.holidays.map((one) => (one.siteId === null ? one.name : `${week.sites.find((site) => site.siteId === one.siteId)?.name ?? 'a site'}, ${one.name}`)))];
  const count = (n: number, what: string) => `${n === 1 ? 'One session' : `${n} sessions`} ${what}`;
  const state = [
    ...(without > 0 ? [count(without, without === 1 ? 'has no leader' : 'have no leader')] : []),
    ...(double > 0 ? [count(double, double === 1 ? 'overlaps' : 'overlap')] : []),
  ];
  return [
    state.length > 0 ? `${state.join(', ')}.` : held.length > 0 ? 'Everything has a leader and a place.' : '',
    `${held.length} ${held.length === 1 ? 'session' : 'sessions'}, ${hours} hours.`, ...(closed.length > 0 ? [`Closed: ${closed.join(', ')}.`] : []),
  ].filter(Boolean).join(' ');
}

/** What a card in this row still has to say. */
export const saysIn = (row: CalendarRow): 'leaders' | 'room' | 'both' => (row.roomId !== undefined ? 'leaders' : row.staffId !== undefined ? 'room' : 'both');

const SHORT: Partial<Record<Shown['kind'], string>> = { individual: 'Individual', family: 'Family', medical: 'Medical', assessment: 'Assessment', 'case-management': 'Case work' };
/** What a card calls it: a group by its name, another by its kind. */
export const titleOf = (one: Shown): string => SHORT[one.kind] ?? `${one.name}${lessonNo(one.lesson)}`;

/** `RP14` is ` 14` after the group's name. */
export const lessonNo = (lesson: string | null): string => (lesson === null ? '' : `\u00a0${lesson.replace(/^\D+/, '')}`);

/** Is it going on at this moment? */
export const isNow = (one: Shown, now: Instant): boolean => !isBefore(now, one.startAt) && isBefore(now, one.endAt) && one.cancelled === null;
export const isOver = (one: Shown, now: Instant): boolean => !isBefore(now, one.endAt);

/** The hours that a day's axis spans, whole hours around what meets: at least 8 to 21. */
export function hoursOf(sessions: readonly Shown[]): { first: number; last: number } {
  const first = Math.min(8, ...sessions.map((one) => Number(one.from.slice(0, 2))));
  const last = Math.max(21, ...sessions.map((one) => (one.to < one.from ? 24 : Math.ceil(Number(one.to.slice(0, 2)) + Number(one.to.slice(3)) / 60))));
  return { first, last };
}

/** Does a day in the zone hold this moment? */
export const isOn = (at: Instant, date: LocalDate, zone: string): boolean => dateIn(at, zone) === date;
