import type { Share } from './model.ts';

/** Fewer people than this behind a share, and somebody could be told apart: it is not shown. */
export const SMALLEST_GROUP = 5;

/** A share in whole percent; null where nobody or too few stand behind it. */
export const shareOf = (part: number, whole: number): Share => ({ part, whole, percent: whole < SMALLEST_GROUP ? null : Math.round((part / whole) * 100) });

/** The middle of some numbers; null where there are none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How many of the last weeks in a row stood below a floor; a week without hours owed breaks no run. */
export function weeksBelow(weeks: readonly { percent: number | null }[], floor: number): number {
  let run = 0;
  for (const week of weeks.toReversed()) {
    if (week.percent === null) continue;
    if (week.percent >= floor) break;
    run++;
  }
  return run;
}
