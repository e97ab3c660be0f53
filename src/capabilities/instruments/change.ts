import { compareInstants } from '../../shared/dates.ts';
import type { Administration, Instrument } from './model.ts';
import { scoreInstrument } from './rules.ts';

/** What a score means beside the one before (INS-05). */
export type ChangeLabel = 'improved' | 'no-reliable-change' | 'worse' | 'no-threshold';
export const CHANGE_WORDS: Record<ChangeLabel, string> = {
  improved: 'improved', 'no-reliable-change': 'no reliable change', worse: 'worse',
  'no-threshold': 'no threshold established',
};

export type Change = {
  before: number;
  now: number;
  change: number;
  /** Of the score before; `null` if that was nought. */
  percent: number | null;
  label: ChangeLabel;
  /** Half of the score before is gone. */
  response: boolean;
  /** `null` where the instrument knows no remission. */
  remission: boolean | null;
};

/** INS-05: the change between two scores of the instrument's main scale, and its label. */
export function changeBetween({ change: rule }: Pick<Instrument, 'change'>, before: number, now: number): Change | null {
  if (!rule) return null;
  const change = now - before;
  const better = rule.better === 'lower' ? -change : change;
  const label = rule.reliable === null ? 'no-threshold'
    : better >= rule.reliable ? 'improved' : better <= -rule.reliable ? 'worse' : 'no-reliable-change';
  return {
    before, now, change, label,
    percent: before === 0 ? null : Math.round((change / before) * 1000) / 10,
    response: rule.better === 'lower' && before > 0 && now <= before / 2,
    remission: rule.remissionBelow === null ? null : now < rule.remissionBelow,
  };
}

export type Point = { id: string; at: string; value: number; band: string | null };

/** The complete scores of one version of an instrument, oldest first: what a trajectory may join with a line. */
export function trajectoryOf(instrument: Instrument, administrations: readonly Administration[], scale?: string): Point[] {
  const wanted = scale ?? instrument.change?.scale ?? 'total';
  return administrations
    .filter((given) => given.code === instrument.code && given.version === instrument.version)
    .toSorted((a, b) => compareInstants(a.at, b.at))
    .flatMap((given) => {
      const scored = scoreInstrument(instrument, given.answers);
      const found = scored.ok ? scored.value.scales.find((made) => made.code === wanted) : undefined;
      return found?.value == null ? [] : [{ id: given.id, at: given.at, value: found.value, band: found.band }];
    });
}

/** INS-05: the latest change, if there are two complete administrations of the same version. */
export function latestChange(instrument: Instrument, administrations: readonly Administration[]): Change | null {
  const [before, now] = trajectoryOf(instrument, administrations).slice(-2);
  return before && now ? changeBetween(instrument, before.value, now.value) : null;
}
