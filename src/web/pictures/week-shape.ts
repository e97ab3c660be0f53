import { addDays, weekdayOf, type LocalDate, type WallTime } from '../../shared/dates.ts';
import { listWords, round, sayTimes, sayWeekday } from '../words.ts';

export type SessionKind = 'group' | 'individual' | 'family' | 'medical' | 'test';

/** Something of the program in a week. */
export type WeekBlock = {
  on: LocalDate;
  /** Left out for a test: it has no length. */
  from?: WallTime;
  to?: WallTime;
  /** `proposed`: would be added; `obstacle`: what stands in the way, with its `number` in the list of reasons. */
  kind: SessionKind | 'proposed' | 'obstacle';
  /** What to call it: `Group`, `Relapse Prevention 14`. Shown only where the column is wide enough. */
  label: string;
  state?: 'planned' | 'kept' | 'missed';
  number?: number;
  path?: string;
};

/** A stretch of the person's own life: work, children, school. Named once per run of like days. */
export type WeekLife = { on: LocalDate; from: WallTime; to: WallTime; label: string };

const FIRST_HOUR = 7;
const LAST_HOUR = 22;
/** Hours that the axis names. */
export const AXIS: readonly WallTime[] = ['09:00', '13:00', '17:00', '21:00'];

/** Where a time stands between 7 and 22 h, 0 to 100. */
export function placeOf(time: WallTime): number {
  const hours = Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;
  return (Math.min(Math.max(hours - FIRST_HOUR, 0), LAST_HOUR - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR)) * 100;
}

export const daysOf = (start: LocalDate): LocalDate[] => Array.from({ length: 7 }, (_, i) => addDays(start, i));

/** Is this the first day of a run of equal stretches? Only there it is named. */
export const beginsRun = (one: WeekLife, all: readonly WeekLife[]): boolean => {
  const before = addDays(one.on, -1);
  return !all.some((other) => other.on === before && other.label === one.label && other.from === one.from && other.to === one.to);
};

const STATE_WORDS = { planned: 'planned', kept: 'kept', missed: 'missed' } as const;

/** `Wednesday: group 6 to 9 pm, planned`. What a screen reader hears of a day; the hatching is said here too. */
export function sayDayOfWeek(day: LocalDate, weekday: number, blocks: readonly WeekBlock[], life: readonly WeekLife[]): string {
  const own = blocks.filter((one) => one.on === day).map(sayBlock);
  const rest = life.filter((one) => one.on === day).map((one) => `${one.label} ${sayTimes(one.from, one.to)}`);
  const parts = [...own, ...rest];
  return `${sayWeekday(weekday)}: ${parts.length === 0 ? 'nothing' : parts.join('; ')}`;
}

function sayBlock(one: WeekBlock): string {
  const times = one.from && one.to ? ` ${sayTimes(one.from, one.to)}` : '';
  if (one.kind === 'obstacle') return `${one.label}${times}, in the way${one.number === undefined ? '' : `, reason ${one.number}`}`;
  if (one.kind === 'proposed') return `${one.label}${times}, would be added`;
  return `${one.label.toLowerCase()}${times}, ${STATE_WORDS[one.state ?? 'planned']}`;
}

/** Hours of a week: `planned` counts what is kept already plus what is still to come. */
export type WeekHours = { kept: number; planned: number; floor: number };

/** The two sentences over the hours edge: `6 of 9 hours kept`, `9 h if all is kept` or `7.5 h planned, 1.5 h short`. */
export function sayWeekHours(hours: WeekHours, planning: boolean): { count: string; word: string; rest: string } {
  const short = round(hours.floor - hours.planned);
  const isShort = hours.planned < hours.floor;
  const count = `${round(planning ? hours.planned : hours.kept)} of ${round(hours.floor)} hours`;
  if (planning) return { count, word: 'planned', rest: isShort ? `${short}\u00a0h short` : hours.planned > hours.floor ? `${round(hours.planned - hours.floor)}\u00a0h over` : 'enough' };
  return { count, word: 'kept', rest: isShort ? `${round(hours.planned)}\u00a0h planned, ${short} short` : `${round(hours.planned)}\u00a0h if all is kept` };
}

/** One sentence for a miniature, where none was given. */
export const sayMiniature = (blocks: readonly WeekBlock[]): string => {
  const said = blocks.filter((one) => one.from && one.to).map((one) => {
    return `${sayWeekday(weekdayOf(one.on))} ${sayTimes(one.from!, one.to!)}${one.kind === 'proposed' ? ' (new)' : ''}`;
  });
  return said.length === 0 ? 'An empty week' : listWords(said);
};
