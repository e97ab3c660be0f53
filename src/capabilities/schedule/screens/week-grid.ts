import type { WallTime } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import type { readProgramWeek } from '../api.ts';

export type ProgramWeek = OutputOf<typeof readProgramWeek>;
export type Shown = ProgramWeek['sessions'][number];
export type View = 'rooms' | 'people' | 'tracks';

/** One row of the grid: a room, a person or a group, with its lines; 6 pm stands at one height on all days. */
export type GridRow = { key: string; name: string; sub: string; lines: (Shown | null)[][] };

type PartOfDay = 'morning' | 'afternoon' | 'evening';
const partOf = (time: WallTime): PartOfDay => (time < '12:00' ? 'morning' : time < '17:00' ? 'afternoon' : 'evening');

/** Lines of seven cells: for each part of the day as many as its fullest day needs. */
export function linesOf(sessions: readonly Shown[], days: readonly string[]): (Shown | null)[][] {
  return (['morning', 'afternoon', 'evening'] as const).flatMap((part) => {
    const byDay = days.map((day) => sessions.filter((one) => one.date === day && partOf(one.from) === part).toSorted((a, b) => a.from.localeCompare(b.from)));
    const deep = Math.max(...byDay.map((day) => day.length));
    return Array.from({ length: deep }, (_, n) => byDay.map((day) => day[n] ?? null));
  });
}

/** The rows of a view; what has no room, no leader or no name of its own comes last. */
export function rowsOf(week: ProgramWeek, view: View): GridRow[] {
  const make = (key: string, name: string, sub: string, mine: readonly Shown[]): GridRow[] =>
    (mine.length === 0 ? [] : [{ key, name, sub, lines: linesOf(mine, week.days) }]);
  if (view === 'rooms') {
    return [
      ...week.rooms.flatMap((room) => make(room.roomId, room.name, `${room.places} seats`, week.sessions.filter((one) => one.roomId === room.roomId))),
      ...make('none', 'No room', '', week.sessions.filter((one) => one.roomId === null)),
    ];
  }
  if (view === 'people') {
    const people = new Map(week.sessions.flatMap((one) => one.leaders.map((leader) => [leader.staffId, leader.initials] as const)));
    return [
      ...[...people].toSorted((a, b) => a[1].localeCompare(b[1])).flatMap(([staffId, initials]) =>
        make(staffId, initials, '', week.sessions.filter((one) => one.leaders.some((leader) => leader.staffId === staffId)))),
      ...make('none', 'Nobody yet', '', week.sessions.filter((one) => one.leaders.length === 0)),
    ];
  }
  const names = [...new Set(week.sessions.filter((one) => one.kind === 'group').map((one) => one.name))].toSorted();
  return [
    ...names.flatMap((name) => make(name, name, '', week.sessions.filter((one) => one.kind === 'group' && one.name === name))),
    ...make('single', 'One to one', '', week.sessions.filter((one) => one.kind !== 'group')),
  ];
}

/** What stands first on a card, if something is not in order. `late`: somebody has to act; `soon`: worth a look. */
export function concernOf(one: Shown): { words: string; kind: 'late' | 'soon' } | null {
  const has = (concern: Shown['concerns'][number]) => one.concerns.includes(concern);
  const leader = one.leaders.map((person) => person.initials).join(', ');
  if (one.cancelled !== null) return null;
  if (has('no-leader')) return { words: 'needs a leader', kind: 'late' };
  if (has('leader-double')) return { words: `${leader} is elsewhere`, kind: 'late' };
  if (has('room-double')) return { words: 'the room is taken', kind: 'late' };
  if (has('leader-not-credentialed')) return { words: 'credential does not cover it', kind: 'late' };
  if (has('more-than-allowed')) return { words: 'more than allowed', kind: 'late' };
  if (has('second-leader-missing')) return { words: 'needs a second leader', kind: 'soon' };
  if (has('more-than-room')) return { words: 'more than chairs', kind: 'soon' };
  return null;
}

/** `One session has no leader, one overlaps. 28 sessions, 74 hours.` */
export function sayWeekState(week: ProgramWeek): string {
  const held = week.sessions.filter((one) => one.cancelled === null);
  const without = held.filter((one) => one.concerns.includes('no-leader')).length;
  const double = held.filter((one) => one.concerns.some((concern) => concern === 'leader-double' || concern === 'room-double')).length;
  const hours = Math.round(held.reduce((sum, one) => sum + one.countedMinutes, 0) / 60);
  const closed = week.holidays.map((one) => one.name);
  const count = (n: number, what: string) => `${n === 1 ? 'One session' : `${n} sessions`} ${what}`;
  const state = [
    ...(without > 0 ? [count(without, without === 1 ? 'has no leader' : 'have no leader')] : []),
    ...(double > 0 ? [count(double, double === 1 ? 'overlaps' : 'overlap')] : []),
  ];
  return [
    state.length > 0 ? `${state.join(', ')}.` : held.length > 0 ? 'Everything has a leader and a place.' : '',
    `${held.length} sessions, ${hours} hours.`, ...(closed.length > 0 ? [`Closed: ${closed.join(', ')}.`] : []),
  ].filter(Boolean).join(' ');
}

/** `RP14` is ` 14` after the group's name. */
export const lessonNo = (lesson: string | null): string => (lesson === null ? '' : `\u00a0${lesson.replace(/^\D+/, '')}`);
