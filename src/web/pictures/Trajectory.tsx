import { SegmentedControl } from '@mantine/core';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { daysBetween, type LocalDate } from '../../shared/dates.ts';
import { round } from '../words.ts';
import { useMeasuredWidth } from './measure.ts';
import { TestShape } from './TestShape.tsx';
import {
  cellsOf, lastWeeks, sayTrajectory, TEST_WORDS, weeksOf, type CheckInLane, type MedicationLane, type ScoreLane, type TestResult,
  type TrajectoryData, type Week, type WeekCells,
} from './trajectory-shape.ts';
import css from './Trajectory.module.css';

const LABELS = 144;
const NARROW = 560;
const SHORT = 6;

/** `6 weeks | All`, for the section's title line. */
export const TrajectoryRange = (props: { value: 'short' | 'all'; onChange: (value: 'short' | 'all') => void }) => (
  <SegmentedControl
    size="xs" aria-label="How far back" value={props.value} onChange={(value) => props.onChange(value as 'short' | 'all')}
    data={[{ value: 'short', label: `${SHORT} weeks` }, { value: 'all', label: 'All' }]}
  />
);

/**
 * How it went: scores, own check-ins, tests, medication and hours on one axis of weeks, with today as a line and what
 * is to come still empty. Arrow keys move over the weeks and speak all lanes; `As a table` is one press.
 */
export function Trajectory(props: { data: TrajectoryData; range?: 'short' | 'all' }) {
  const { ref, width } = useMeasuredWidth();
  const { data, first } = useMemo(
    () => (props.range === 'all' ? { data: props.data, first: 1 } : lastWeeks(props.data, SHORT)), [props.data, props.range],
  );
  const weeks = useMemo(() => weeksOf(data, first), [data, first]);
  const cells = useMemo(() => cellsOf(data, weeks), [data, weeks]);
  const [at, setAt] = useState<number | null>(null);
  const [table, setTable] = useState(false);
  const id = useId();
  const results = [...new Set(data.tests.map((test) => test.result))];
  const hasGap = data.medications.some((lane) => lane.gaps.length > 0);
  const spoken = at === null ? null : cells[at]!;

  const press = (event: KeyboardEvent) => {
    const now = at ?? Math.max(0, weeks.findIndex((week) => week.isNow));
    const next = { ArrowRight: at === null ? now : now + 1, ArrowLeft: at === null ? now : now - 1, Home: 0, End: weeks.length - 1 }[event.key];
    if (event.key === 'Escape') setAt(null);
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.min(Math.max(next, 0), weeks.length - 1));
  };
  if (table) {
    return (
      <div>
        <TrajectoryTable cells={cells} />
        <button type="button" className={css.toggle} onClick={() => setTable(false)}>As a picture</button>
      </div>
    );
  }
  return (
    <div ref={ref} className={css.place}>
      {width > 0 && (
        <div
          className={css.picture} tabIndex={0} role="slider" aria-label={sayTrajectory(data)} aria-valuemin={1} aria-valuemax={weeks.length}
          aria-valuenow={(at ?? weeks.findIndex((week) => week.isNow)) + 1} aria-valuetext={sayCells(spoken ?? cells.find((_, i) => weeks[i]!.isNow) ?? cells[0]!)}
          onKeyDown={press} onBlur={() => setAt(null)}
        >
          <Drawing data={data} weeks={weeks} width={width} at={at} onPoint={setAt} clip={id} />
        </div>
      )}
      <div className={css.foot}>
        <ul className={css.key} aria-hidden>
          {results.map((result) => <li key={result}><Sample result={result} />{TEST_WORDS[result]}</li>)}
          {hasGap && <li><i className={css.gap} />gap</li>}
        </ul>
        <button type="button" className={css.toggle} onClick={() => setTable(true)}>As a table</button>
      </div>
      <p className={css.spoken} aria-hidden>{spoken === null ? '' : sayCells(spoken)}</p>
    </div>
  );
}

const sayCells = (week: WeekCells): string => {
  const said = week.cells.filter((cell) => cell.words !== '').map((cell) => `${cell.lane} ${cell.words}`);
  return `${week.week}: ${said.length === 0 ? 'nothing recorded' : said.join(' · ')}`;
};

const Sample = (props: { result: TestResult }) => <svg width="18" height="18" viewBox="0 0 18 18"><TestShape result={props.result} x={9} y={9} /></svg>;

function TrajectoryTable(props: { cells: WeekCells[] }) {
  const lanes = props.cells[0]?.cells.map((cell) => cell.lane) ?? [];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={css.scroll} tabIndex={0} role="region" aria-label="Trajectory as a table">
      <table className={css.table}>
        <thead><tr><th scope="col">Week</th>{lanes.map((lane) => <th key={lane} scope="col">{lane}</th>)}</tr></thead>
        <tbody>
          {props.cells.map((week) => (
            <tr key={week.week}><th scope="row">{week.week}</th>{week.cells.map((cell) => <td key={cell.lane}>{cell.words}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Place = { x: (date: LocalDate, half?: boolean) => number; left: number; right: number; now: number; narrow: boolean };
type Lane = { key: string; top: number; name: string; sub?: string | undefined; high: number; drawn: React.ReactNode };

/** Where each lane stands, one under another, and what is in it. */
function layLanes(data: TrajectoryData, weeks: Week[], place: Place, clip: string): { lanes: Lane[]; bottom: number } {
  const lanes: Lane[] = [];
  let bottom = 8;
  /** Takes the next place of so many px; answers its top. */
  const next = (high: number, gap: number) => {
    const top = bottom + (place.narrow ? 32 : gap);
    bottom = top + high;
    return top;
  };
  for (const [i, lane] of data.scores.entries()) {
    const top = next(96, i === 0 ? 0 : 30);
    lanes.push({ key: `s${i}`, name: lane.name, sub: lane.sub, high: 96, top, drawn: <Score lane={lane} top={top} place={place} /> });
  }
  for (const [i, lane] of data.checkIns.entries()) {
    const top = next(44, 36);
    lanes.push({ key: `c${i}`, name: lane.name, sub: lane.sub, high: 44, top, drawn: <CheckIns lane={lane} top={top} place={place} /> });
  }
  if (data.tests.length > 0) {
    const top = next(24, 30);
    const drawn = data.tests.map((test, i) => <TestShape key={i} result={test.result} x={place.x(test.on)} y={top + 12} />);
    lanes.push({ key: 't', name: 'Tests', high: 24, top, drawn });
  }
  for (const [i, lane] of data.medications.entries()) {
    const top = next(16, 30);
    lanes.push({ key: `m${i}`, name: lane.name, high: 16, top, drawn: <Medication lane={lane} top={top} place={place} clip={clip} /> });
  }
  if (data.hours.length > 0) {
    const top = next(36, 34);
    const sub = data.floor === null ? undefined : `floor ${round(data.floor)} a week`;
    lanes.push({ key: 'h', name: 'Hours kept', sub, high: 36, top, drawn: <Hours data={data} top={top} place={place} weeks={weeks} /> });
  }
  return { lanes, bottom };
}

/** Lays the lanes under one another and draws them at the measured width. */
function Drawing(props: { data: TrajectoryData; weeks: Week[]; width: number; at: number | null; onPoint: (at: number | null) => void; clip: string }) {
  const { data, weeks, width } = props;
  const narrow = width < NARROW;
  const left = narrow ? 0 : LABELS;
  const right = width - 2;
  const days = weeks.length * 7;
  const x = (date: LocalDate, half = true) => left + ((daysBetween(data.from, date) + (half ? 0.5 : 0)) / days) * (right - left);
  const now = Math.min(right, x(data.today));
  const place: Place = { x, left, right, now, narrow };

  const { lanes, bottom } = layLanes(data, weeks, place, props.clip);
  const base = bottom + 18;
  const high = base + 28;
  const weekWidth = (right - left) / weeks.length;
  const every = Math.ceil((narrow ? 30 : 64) / weekWidth);
  const point = (event: React.PointerEvent<SVGSVGElement>) => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
    props.onPoint(offset < 0 ? null : Math.min(weeks.length - 1, Math.floor(offset / weekWidth)));
  };
  return (
    <svg width={width} height={high} className={css.svg} aria-hidden onPointerMove={point} onPointerLeave={() => props.onPoint(null)}>
      <defs>
        <pattern id={`${props.clip}h`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v6" stroke="var(--clayFill)" strokeWidth="2.4" />
        </pattern>
      </defs>
      <rect x={now} y={0} width={Math.max(0, right - now)} height={base} fill="var(--sunk)" />
      {data.scores.map((lane, i) => <Bands key={i} lane={lane} top={lanes[i]!.top} place={place} />)}
      {weeks.map((week, i) => <path key={week.from} d={`M${Math.round(left + i * weekWidth) + 0.5} 0V${base}`} stroke="var(--line)" />)}
      {props.at !== null && <rect x={left + props.at * weekWidth} y={0} width={weekWidth} height={base} fill="var(--pine)" opacity="0.08" />}
      <path d={`M${left} ${base + 0.5}H${right}`} stroke="var(--line)" />
      {lanes.map((lane) => (
        <g key={lane.key}>
          {lane.drawn}
          {narrow
            ? <text x={2} y={lane.top - 8} className={css.lane}>{lane.name}</text>
            : (
              <>
                <text x={0} y={lane.top + lane.high / 2 + (lane.sub === undefined ? 6 : 0)} className={css.lane}>{lane.name}</text>
                {lane.sub !== undefined && <text x={0} y={lane.top + lane.high / 2 + 18} className={css.sub}>{lane.sub}</text>}
              </>
            )}
        </g>
      ))}
      <path d={`M${now} 0V${base}`} stroke="var(--ink)" strokeWidth="2" />
      <text x={now + 6 + 40 > right ? now - 6 : now + 6} y={base - 7} textAnchor={now + 46 > right ? 'end' : 'start'} className={css.today}>today</text>
      {weeks.map((week, i) => (i % every === 0 || week.isNow) && !(week.isNow === false && weeks.some((one, j) => one.isNow && j !== i && Math.abs(j - i) < every)) && (
        <text key={week.from} x={left + (i + 0.5) * weekWidth} y={base + 21} textAnchor="middle" className={week.isNow ? css.thisWeek : css.week}>
          {weekWidth * every < 60 ? `W${week.n}` : `Week ${week.n}`}
        </text>
      ))}
    </svg>
  );
}

const yOf = (value: number, most: number, top: number, high: number) => top + high - (Math.min(value, most) / most) * high;

/** Neutral tints: traffic lights made one score shout over a relapse. Their names stand in the empty future. */
function Bands(props: { lane: ScoreLane; top: number; place: Place }) {
  const { lane, top, place } = props;
  const bands = [...lane.bands].sort((a, b) => a.from - b.from);
  return bands.map((band, i) => {
    const y1 = yOf(bands[i + 1]?.from ?? lane.most, lane.most, top, 96);
    const y2 = yOf(band.from, lane.most, top, 96);
    return (
      <g key={band.name}>
        <rect x={place.left} y={y1} width={Math.max(0, place.now - place.left)} height={y2 - y1} fill="var(--edge)" opacity={0.1 + i * 0.08} />
        {place.right - place.now > 64 && y2 - y1 > 11 && <text x={place.now + 9} y={(y1 + y2) / 2 + 5} className={css.band}>{band.name}</text>}
      </g>
    );
  });
}

function Score(props: { lane: ScoreLane; top: number; place: Place }) {
  const { lane, top, place } = props;
  const points = lane.points.map((point) => [Math.max(place.left, place.x(point.on)), yOf(point.value, lane.most, top, 96)] as const);
  return (
    <>
      <polyline points={points.map((p) => p.join(',')).join(' ')} className={css.score} />
      {points.map(([x, y], i) => <circle key={i} cx={x} cy={y} r={i === points.length - 1 ? 5.5 : 4} className={css.dot} />)}
      <Ends points={points} values={lane.points.map((point) => point.value)} floor={top + 96} place={place} />
    </>
  );
}

function CheckIns(props: { lane: CheckInLane; top: number; place: Place }) {
  const { lane, top, place } = props;
  const points = lane.points.map((point) => [Math.max(place.left, place.x(point.on)), yOf(point.value, lane.most, top, 44)] as const);
  return (
    <>
      <path d={`M${place.left} ${top + 44.5}H${place.now}`} stroke="var(--line)" />
      <polyline points={points.map((p) => p.join(',')).join(' ')} className={css.checks} />
      {points.length < 70 && points.map(([x, y], i) => <circle key={i} cx={x} cy={y} r="2.8" fill="var(--pine)" />)}
      <Ends points={points} values={lane.points.map((point) => point.value)} floor={top + 44} place={place} above />
    </>
  );
}

/** First and last value of a line, written where they cross nothing: the last one left of today's line. */
function Ends(props: { points: (readonly [number, number])[]; values: number[]; floor: number; place: Place; above?: boolean }) {
  const [first, last] = [props.points[0], props.points.at(-1)];
  const yFor = (y: number) => (props.above || y + 22 > props.floor ? y - 10 : y + 21);
  const near = first && last && last[0] - first[0] < 40;
  return (
    <>
      {first && !near && <text x={Math.max(first[0], props.place.left) + 8} y={yFor(first[1])} className={css.value}>{round(props.values[0]!)}</text>}
      {last && <text x={Math.min(last[0], props.place.now - 4) - 6} y={yFor(last[1])} textAnchor="end" className={css.value}>{round(props.values.at(-1)!)}</text>}
    </>
  );
}

function Medication(props: { lane: MedicationLane; top: number; place: Place; clip: string }) {
  const { lane, top, place } = props;
  const fits = (text: string, wide: number) => text.length * 7.2 + 14 < wide;
  return (
    <>
      {lane.spells.map((spell, i) => {
        const x1 = Math.max(place.left, place.x(spell.from, false));
        const x2 = spell.to === null ? place.now : Math.min(place.now, place.x(spell.to, false) + 1);
        const short = spell.dose.split(' ').slice(0, 2).join('\u00a0');
        const words = fits(spell.dose, x2 - x1) ? spell.dose : fits(short, x2 - x1) ? short : '';
        return x2 > x1 && (
          <g key={i}>
            <rect x={x1} y={top} width={x2 - x1} height="16" rx="2" fill="var(--pineFill)" />
            <text x={x1 + 7} y={top + 12.5} className={css.dose}>{words}</text>
          </g>
        );
      })}
      {lane.gaps.map((gap, i) => {
        const [x1, x2] = [Math.max(place.left, place.x(gap.from, false)), Math.min(place.now, place.x(gap.to) + 4)];
        const half = gap.words.length * 3.6;
        const x = Math.min(Math.max((x1 + x2) / 2, place.left + half), place.now - half - 4);
        return x2 > x1 && (
          <g key={i}>
            <rect x={x1} y={top} width={x2 - x1} height="16" fill="var(--claySoft)" />
            <rect x={x1} y={top} width={x2 - x1} height="16" fill={`url(#${props.clip}h)`} />
            {!place.narrow && <text x={x} y={top - 6} textAnchor="middle" className={css.gapWords}>{gap.words}</text>}
          </g>
        );
      })}
    </>
  );
}

function Hours(props: { data: TrajectoryData; top: number; place: Place; weeks: Week[] }) {
  const { data, top, place, weeks } = props;
  const most = Math.max((data.floor ?? 0) * 1.12, ...data.hours.map((week) => week.hours), 1);
  const weekWidth = (place.right - place.left) / weeks.length;
  const y = (hours: number) => top + 36 - (hours / most) * 36;
  return (
    <>
      {data.hours.map((week) => {
        const at = weeks.findIndex((one) => one.from === week.weekOf);
        if (at < 0) return null;
        const x = place.left + at * weekWidth + Math.min(7, weekWidth * 0.12);
        const wide = weekWidth - 2 * Math.min(7, weekWidth * 0.12);
        const below = data.floor !== null && week.hours < data.floor;
        const tall = Math.max(0, top + 36 - y(week.hours));
        return (
          <g key={week.weekOf}>
            {/* Below the floor the bar is open: so it stays apart without colour. */}
            {below
              ? <rect x={x + 0.75} y={y(week.hours)} width={wide - 1.5} height={tall} fill="none" stroke="var(--amberFill)" strokeWidth="1.5" />
              : <rect x={x} y={y(week.hours)} width={wide} height={tall} fill="var(--pineSoft)" />}
            <path d={`M${x} ${y(week.hours)}h${wide}`} stroke={below ? 'var(--amberFill)' : 'var(--pine)'} strokeWidth="3" />
            {weekWidth > 24 && <text x={x + 6} y={tall < 22 ? y(week.hours) - 6 : top + 30} className={css.hour}>{round(week.hours)}</text>}
          </g>
        );
      })}
      {data.floor !== null && <path d={`M${place.left} ${y(data.floor)}H${place.right}`} stroke="var(--ink)" strokeWidth="1.5" strokeDasharray="1.5 4" strokeLinecap="round" />}
    </>
  );
}
