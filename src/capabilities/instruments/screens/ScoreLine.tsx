import type { Reading } from '../api.ts';
import type { Instrument } from '../model.ts';
import css from './ScoreLine.module.css';

const WIDTH = 132;
const HEIGHT = 36;
const EDGE = 6;

/** The last twelve scores as a small line, first and last written by the rows around it. Nothing for fewer than two. */
export function ScoreLine({ instrument, readings }: { instrument: Instrument; readings: readonly Reading[] }) {
  const code = instrument.change?.scale ?? 'total';
  const scales = readings.slice(0, 12).toReversed()
    .flatMap((one) => one.scored.scales.filter((scale) => scale.code === code && scale.value !== null));
  if (scales.length < 2) return null;
  const { min, max } = scales[0]!;
  const x = (at: number): number => EDGE + (at * (WIDTH - 2 * EDGE)) / (scales.length - 1);
  const y = (value: number): number => HEIGHT - EDGE - ((value - min) * (HEIGHT - 2 * EDGE)) / (max - min);
  const points = scales.map((scale, at) => `${x(at)},${y(scale.value!)}`).join(' ');
  const last = scales.at(-1)!;
  return (
    <svg className={css.line} width={WIDTH} height={HEIGHT} role="img"
      aria-label={`${instrument.title}: ${scales.map((scale) => scale.value).join(', ')}`}>
      <polyline points={points} />
      <circle cx={x(scales.length - 1)} cy={y(last.value!)} r={4} />
    </svg>
  );
}
