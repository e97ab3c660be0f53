import { sayCount, sentence } from '../../../web/words.ts';
import { weeksBelow } from '../figures.ts';
import type { Board } from '../model.ts';

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** `third week running`; one week alone is not worth a word. */
export const sayRun = (weeks: number): string => (weeks < 2 ? '' : `${ORDINALS[weeks] ?? `${weeks}th`} week running`);

/** The board's headline: what the director must know first. */
export function sayBoard(board: Pick<Board, 'hours' | 'hoursFloorPercent' | 'findings' | 'census'>, toDecide: number): string {
  const known = board.hours.filter((week) => week.percent !== null);
  const last = known.at(-1)?.percent ?? null;
  const run = weeksBelow(board.hours, board.hoursFloorPercent);
  const parts: string[] = [];
  if (last !== null && last < board.hoursFloorPercent) {
    const running = sayRun(run);
    parts.push(`Hours are ${100 - last}% short${running === '' ? '' : `, ${running}`}.`);
  }
  if (toDecide > 0) parts.push(`${sentence(sayCount(toDecide, 'thing'))} to decide.`);
  const late = board.findings.reduce((sum, one) => sum + one.count, 0);
  if (parts.length < 2 && late > 0) parts.push(`A surveyor would find ${sayCount(late, 'thing')}.`);
  if (parts.length > 0) return parts.slice(0, 2).join(' ');
  return board.census.here === 0 ? 'Nobody is in the program yet.' : 'The week is in order.';
}
