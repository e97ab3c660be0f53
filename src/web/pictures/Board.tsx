import type { ReactNode } from 'react';
import { useMeasuredWidth } from './measure.ts';
import { Mark, type MarkKind } from './Mark.tsx';
import css from './Board.module.css';

/** One figure of the board, always in the same place: `48 of 54`, with what it means beneath. */
export function Figure(props: { label: string; value: ReactNode; unit?: string; mark: MarkKind; under: string; path?: string }) {
  return (
    <div className={css.figure} data-mark={props.mark}>
      <dt>{props.label}</dt>
      <dd className={css.number}><b>{props.value}</b>{props.unit !== undefined && <span>{props.unit.startsWith('%') ? '' : ' '}{props.unit}</span>}</dd>
      <dd className={css.under}><Mark kind={props.mark} /> {props.under}</dd>
    </div>
  );
}
/** Five figures in fixed order; a list on a phone. */
export const Figures = (props: { children: ReactNode }) => <dl className={css.figures}>{props.children}</dl>;

/** Seats as seats: taken filled, free outlined. */
export function SeatsBar(props: { label: string; taken: number; seats: number; waiting?: number }) {
  const free = Math.max(0, props.seats - props.taken);
  const waits = props.waiting === undefined ? '' : props.waiting === 0 ? 'nobody waits' : `${props.waiting} waiting`;
  return (
    <li className={css.seats}>
      <span className={css.track}>{props.label}</span>
      <span className={css.blocks} aria-hidden>
        {Array.from({ length: props.taken }, (_, i) => <i key={i} data-taken={i < props.seats} data-over={i >= props.seats} />)}
        {Array.from({ length: free }, (_, i) => <i key={`f${i}`} />)}
      </span>
      <span className={css.of}>{props.taken} of {props.seats}</span>
      <span className={css.waits}>{waits}</span>
    </li>
  );
}
export const Seats = (props: { children: ReactNode; label: string }) => <ul className={css.list} aria-label={props.label}>{props.children}</ul>;

/** Counts that grow smaller from step to step: call, booked, assessed, admitted, first group. */
export function StepBars(props: { bars: readonly { label: string; value: number; words?: string }[]; label: string }) {
  const most = Math.max(1, ...props.bars.map((bar) => bar.value));
  return (
    <ul className={css.bars} aria-label={props.label}>
      {props.bars.map((bar) => (
        <li key={bar.label}>
          <span>{bar.label}</span>
          <span className={css.lane} aria-hidden><i style={{ width: `${(bar.value / most) * 100}%` }} /></span>
          <b>{bar.words ?? bar.value}</b>
        </li>
      ))}
    </ul>
  );
}

const HIGH = 150;

/**
 * A line against a floor, not bars: bars on a cut axis lied about 89% beside 96%. Points below the floor are clay squares.
 * @param say how a value is written: `(v) => `${v}%``.
 */
export function LineWithFloor(props: { name: string; points: readonly { label: string; value: number | null }[]; floor: number; say: (value: number) => string; floorWord?: string }) {
  const { ref, width } = useMeasuredWidth();
  const { points, floor, say } = props;
  const known = points.flatMap((point, i) => (point.value === null ? [] : [{ ...point, value: point.value, i }]));
  const [least, most] = [Math.min(floor, ...known.map((p) => p.value)), Math.max(floor, ...known.map((p) => p.value))];
  const span = Math.max(most - least, 1);
  const y = (value: number) => 34 + ((most - value) / span) * 62;
  const step = width / Math.max(points.length, 1);
  const x = (i: number) => step * (i + 0.35) + Math.min(14, step * 0.1);
  const name = `${props.name}, floor ${say(floor)}: ${known.map((p) => `${p.label} ${say(p.value)}${p.value < floor ? ', below' : ''}`).join('; ')}.`;
  return (
    <div ref={ref} className={css.place} role="img" aria-label={name}>
      {width > 0 && (
        <svg width={width} height={HIGH + 30} className={css.svg} aria-hidden>
          <rect x="0" y={y(floor)} width={width} height={Math.max(8, HIGH - 18 - y(floor))} fill="var(--tint)" opacity="0.55" />
          <path d={`M0 ${y(floor)}H${width}`} stroke="var(--ink2)" strokeWidth="1.6" strokeDasharray="1.6 4" strokeLinecap="round" />
          <text x={width} y={y(floor) - 7} textAnchor="end" className={css.axis}>{props.floorWord ?? 'floor'} {say(floor)}</text>
          <polyline points={known.map((p) => `${x(p.i)},${y(p.value)}`).join(' ')} fill="none" stroke="var(--pine)" strokeWidth="2.2" strokeLinejoin="round" />
          {known.map((p) => {
            const below = p.value < floor;
            return (
              <g key={p.i}>
                {below
                  ? <rect x={x(p.i) - 5.5} y={y(p.value) - 5.5} width="11" height="11" fill="var(--clayFill)" stroke="var(--paper)" strokeWidth="1.5" />
                  : <circle cx={x(p.i)} cy={y(p.value)} r="5" fill="var(--pine)" stroke="var(--paper)" strokeWidth="1.5" />}
                <text x={x(p.i)} y={y(p.value) + (below ? 24 : -13)} textAnchor="middle" className={css.value}>{say(p.value)}</text>
              </g>
            );
          })}
          {points.map((point, i) => (
            <text key={i} x={x(i)} y={HIGH + 20} textAnchor="middle" className={i === points.length - 1 ? css.last : css.axis}>{point.label}</text>
          ))}
        </svg>
      )}
    </div>
  );
}
