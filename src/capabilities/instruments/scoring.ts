import type { Answers, Item, Scale } from './model.ts';

/** Small pieces that most instruments score with. */

export const scaleOf = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

export const YES_NO = { values: [0, 1], words: ['no', 'yes'] } as const;

/** Items numbered from 1 with the same answers, one topic each. */
export const itemsOf = (
  topics: readonly string[], answer: Pick<Item, 'values' | 'words'>, loinc: readonly string[] = [],
): Item[] => topics.map((topic, at) => {
  const item: Item = { n: String(at + 1), topic, ...answer };
  const code = loinc[at];
  return code === undefined ? item : { ...item, loinc: code };
});

/** The sum of these items, or `null` as long as one is missing. */
export function sumOf(given: Answers, numbers: readonly string[]): number | null {
  let sum = 0;
  for (const n of numbers) {
    const value = given[n];
    if (value === undefined) return null;
    sum += value;
  }
  return sum;
}

/** INS-03: with few items missing, the mean of the others stands in for them, rounded to a whole score. */
export function proratedSum(
  given: Answers, numbers: readonly string[], mayMiss: number,
): { value: number; prorated: boolean } | null {
  const there = numbers.filter((n) => given[n] !== undefined);
  const missing = numbers.length - there.length;
  if (missing > mayMiss) return null;
  const sum = sumOf(given, there)!;
  if (missing === 0) return { value: sum, prorated: false };
  return { value: Math.round((sum / there.length) * numbers.length), prorated: true };
}

/** The name of the band a score lies in: bands as `[lowest score, name]`, ascending. */
export const bandOf = (value: number, bands: readonly (readonly [number, string])[]): string =>
  bands.findLast(([from]) => value >= from)?.[1] ?? bands[0]![1];

export const numbersOf = (items: readonly Item[]): string[] =>
  items.filter((item) => !item.optional).map((item) => item.n);

type ScaleInput = Pick<Scale, 'value' | 'max'> & Partial<Scale>;
export const scale = (input: ScaleInput): Scale =>
  ({ code: 'total', name: 'Total', min: 0, band: null, flagged: null, prorated: false, ...input });
