import type { WallTime } from '../../shared/dates.ts';
import type { RoutineBlock } from '../clients/model.ts';
import type { Ask, Obstacle, Option } from './fit-options.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const dayWord = (weekday: number): string => DAYS[weekday - 1]!;

/** `4:30 pm`, `9 pm`. */
export function timeWords(time: WallTime): string {
  const [hour, minute] = [Number(time.slice(0, 2)), time.slice(3)];
  return `${hour % 12 || 12}${minute === '00' ? '' : `:${minute}`}\u00a0${hour < 12 ? 'am' : 'pm'}`;
}

const place = (option: Option): string => `${dayWord(option.weekday)} ${timeWords(option.from)}`;
const LIFE: Record<RoutineBlock['kind'], string> = {
  work: 'work', children: 'the children', school: 'school', travel: 'travel', other: 'something else',
};

/** One sentence for what stands against one option, and what would change it. Nobody else is named in it. */
export function obstacleWords(because: Obstacle['because'], option: Option, block: RoutineBlock | null, ask: Ask): string {
  if (because === 'life') {
    return `Free ${dayWord(option.weekday)} ${timeWords(option.from)} to ${timeWords(option.to)} from ${LIFE[block!.kind]}.`;
  }
  if (because === 'home-by') return `Be home later than ${timeWords(ask.homeBy!)} on ${dayWord(option.weekday)}.`;
  if (because === 'full') return `${place(option)} is full, ${option.seats!.of} of ${option.seats!.of}. One more seat would do.`;
  if (because === 'kept-apart') return `${place(option)} has somebody who is kept apart.`;
  return `${place(option)} belongs to another track, ${option.track}. Join for that day.`;
}

/** `Work until 4:30 pm, Mon to Thu, stands against Tue 10 am.` One sentence for a run of days. */
export function lifeWords(block: RoutineBlock, options: readonly Option[], routine: readonly RoutineBlock[]): string {
  const days = routine.filter((other) => other.kind === block.kind && other.from === block.from && other.to === block.to)
    .map((other) => other.weekday).toSorted((a, b) => a - b);
  const inRow = days.length > 2 && days.every((day, at) => at === 0 || day === days[at - 1]! + 1);
  const when = inRow ? `${dayWord(days[0]!)} to ${dayWord(days.at(-1)!)}` : days.map(dayWord).join(', ');
  const what = LIFE[block.kind];
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} until ${timeWords(block.to)}, ${when}, stands against ${listed(options.map(place))}.`;
}

const listed = (words: readonly string[]): string =>
  (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
