import { addDays, weekdayOf, type LocalDate } from '../../../shared/dates.ts';
import { capital } from '../../../shared/words.ts';
import type { OutputOf } from '../../../web/call.ts';
import type { WeekBlock } from '../../../web/pictures/index.ts';
import { listWords, round, sayDay, sayTime, sayWeekdayShort } from '../../../web/words.ts';
import { isTaken, moves } from '../accepting.ts';
import type { readBuild } from '../api.ts';

export type Build = NonNullable<OutputOf<typeof readBuild>['build']>;
export type Line = Build['lines'][number];
type Meeting = Line['keeps'][number];

/** Who is left out of a build, and who moves though the week is not whole: as ticked, or as it was taken. */
export type Ticks = { leftOut: string[]; alsoShort: string[] };
export const noTicks: Ticks = { leftOut: [], alsoShort: [] };
export const withTick = (ticks: Ticks, line: Line, on: boolean): Ticks => {
  const without = (ids: string[]) => ids.filter((id) => id !== line.clientId);
  return line.placed ? { ...ticks, leftOut: on ? without(ticks.leftOut) : [...without(ticks.leftOut), line.clientId] }
    : { ...ticks, alsoShort: on ? [...without(ticks.alsoShort), line.clientId] : without(ticks.alsoShort) };
};

/** The lines that would move or moved, those left out of it, and those without a whole week, who move only where ticked. */
export function sortMoves(build: Build, ticks: Ticks): { move: Line[]; left: Line[]; whole: Line[]; short: Line[] } {
  const moving = build.lines.filter(moves);
  const { taken } = build;
  const goes = (line: Line) => (taken ? !taken.leftOut.includes(line.clientId) : isTaken(line, ticks));
  return { move: moving.filter(goes), left: moving.filter((line) => !goes(line)), whole: moving.filter((line) => line.placed), short: moving.filter((line) => !line.placed) };
}

/** `within 1% of the best there can be`; a gap that is not known is not claimed. */
export function sayGap(gap: number | null): string {
  if (gap === null) return 'how near to the best is not known';
  return gap < 0.0005 ? 'proven to be the best there can be' : `within ${round(Math.ceil(gap * 1000) / 10)}% of the best there can be`;
}

export const people = (n: number): string => (n === 1 ? 'one client' : `${n} clients`);

/** The headline: what stands at the end, or how far the search is. */
export function sayBuild(build: Build | null): string {
  if (build === null) return 'No weeks were built yet.';
  const { answer, progress, lines, taken } = build;
  if (taken) return taken.undone ? 'Taken back: every week is as it was.' : `${capital(people(sortMoves(build, noTicks).move.length))} moved.`;
  if (answer === null) return progress === null ? 'The search begins in a moment.' : `${progress.placed} of ${progress.people} have a week so far.`;
  if (!answer.built) return 'The search ended without an answer.';
  const placed = lines.filter((line) => line.placed).length;
  const change = lines.filter((line) => line.placed && moves(line)).length;
  return `${placed} of ${lines.length} have a whole week. ${change === 0 ? 'Nobody has to move.' : `${capital(people(change))} would move.`}`;
}

/** `Wed 1 Apr is closed (Painting, North): that week is shorter.` Null where the first week is open. */
export function sayClosed(closed: Build['closed']): string | null {
  if (closed.length === 0) return null;
  const days = closed.map((one) => `${sayDay(one.date)} (${one.site === null ? one.reason : `${one.reason}, ${one.site}`})`);
  return `Closed in the first week: ${listWords(days)}. That week is shorter; what is built is the week that stands after it.`;
}

const ENDED = { proven: '', time: 'Its time was over; this is the best it had. ', stopped: 'It was ended early; this is the best it had. ', crashed: 'It broke off; this is the best it had. ' };
export const sayAnswer = (answer: NonNullable<Build['answer']>): string =>
  (answer.built ? `${ENDED[answer.ended]}${capital(sayGap(answer.gap))}, found in ${round(answer.seconds)} seconds.` : 'Nothing was moved. Ask again; a shorter or later start may help.');

const when = (one: Meeting): string => `${sayWeekdayShort(one.weekday)} ${sayTime(one.from)}`;
const phrase = (verb: string, list: readonly Meeting[]): string[] => (list.length === 0 ? [] : [`${verb} ${listWords(list.map((one) => `${when(one)} ${one.name}`))}`]);
/** `Leaves Tue 6 pm Process group; begins Thu 6 pm Skills.` */
export const sayMoves = (line: Line): string =>
  `${capital([...phrase('leaves', line.leaves), ...phrase('begins', line.joins.meetings)].join('; ')).replace(/\.$/, '')}.`;

export const sayHoursChange = (line: Line): string =>
  (line.minutesBefore === line.minutesAfter ? `${round(line.minutesAfter / 60)}\u00a0h` : `${round(line.minutesBefore / 60)} → ${round(line.minutesAfter / 60)}\u00a0h`);

/** The week of a line as a picture: what stays, and dashed what begins. */
export function blocksOf(line: Line, start: LocalDate): WeekBlock[] {
  const block = (one: Meeting, kind: WeekBlock['kind']): WeekBlock => ({ on: addDays(start, (one.weekday - weekdayOf(start) + 7) % 7), from: one.from, to: one.to, kind, label: one.name });
  const kind = (one: Meeting) => (one.name.startsWith('Individual') ? 'individual' as const : 'group' as const);
  return [...line.keeps.map((one) => block(one, kind(one))), ...line.joins.meetings.map((one) => block(one, 'proposed'))];
}

/** Lines without a whole week, those for one reason together, the commonest reason first. */
export const alike = (lines: readonly Line[]): Line[][] => [...Map.groupBy(lines, (line) => JSON.stringify([line.why?.asked, line.why?.reasons, line.why?.change])).values()]
  .toSorted((a, b) => b.length - a.length);
