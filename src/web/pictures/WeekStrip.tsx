import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { weekdayOf, type LocalDate } from '../../shared/dates.ts';
import { Go } from '../go.tsx';
import { sayTime, sayWeekdayShort } from '../words.ts';
import { HoursEdge } from './HoursEdge.tsx';
import { KIND_ICONS, KIND_WORDS } from './SessionIcon.tsx';
import {
  AXIS, beginsRun, daysOf, placeOf, sayDayOfWeek, sayMiniature, type SessionKind, type WeekBlock, type WeekHours, type WeekLife,
} from './week-shape.ts';
import css from './WeekStrip.module.css';

type Props = {
  /** First of the seven days shown. */
  start: LocalDate;
  today?: LocalDate;
  blocks: readonly WeekBlock[];
  life?: readonly WeekLife[];
  hours?: WeekHours;
  /** The words say `planned` instead of `kept`. */
  planning?: boolean;
  /** A sample week: days without dates. */
  dateless?: boolean;
  /** What it stands on: columns are surface on paper, paper on a card. */
  ground?: 'paper' | 'surface';
  /** Height of the columns, 168 to 260; a narrow place takes 128. */
  height?: number;
  /** Without the key below it. */
  bare?: boolean;
};

const KEYED: SessionKind[] = ['group', 'individual', 'family', 'medical'];

/** A week as it is lived: the program's sessions around the person's own life, and what it comes to in hours. */
export function WeekStrip(props: Props) {
  const { blocks, life = [] } = props;
  const present = KEYED.filter((kind) => blocks.some((one) => one.kind === kind));
  return (
    <div className={css.place} data-ground={props.ground ?? 'paper'}>
      <Grid {...props} blocks={blocks} life={life} />
      {props.hours && <HoursEdge {...props.hours} planning={props.planning ?? false} />}
      {!props.bare && (present.length > 0 || life.length > 0) && (
        <ul className={css.key} aria-hidden>
          {present.map((kind) => <li key={kind}><i data-kind={kind} />{KIND_WORDS[kind]}</li>)}
          {life.length > 0 && <li><i data-kind="life" />Own life</li>}
        </ul>
      )}
    </div>
  );
}

function Grid(props: Props & { life: readonly WeekLife[] }) {
  return (
    <div className={css.grid}>
      <div className={css.axis} aria-hidden style={{ '--high': `${props.height ?? 176}px` } as React.CSSProperties}>
        {AXIS.map((hour) => <span key={hour} style={{ top: `${placeOf(hour)}%` }}>{sayTime(hour)}</span>)}
      </div>
      <ol className={css.days}>
        {daysOf(props.start).map((day) => {
          const short = sayWeekdayShort(weekdayOf(day));
          return (
            <li key={day} className={css.day} data-today={day === props.today}>
              <span className={css.unseen}>{sayDayOfWeek(day, weekdayOf(day), props.blocks, props.life)}{day === props.today ? ', today' : ''}</span>
              <span className={css.name} aria-hidden>
                <span className={css.long}>{short}{props.dateless ? '' : `\u00a0${Number(day.slice(8))}`}</span><span className={css.short}>{short[0]}</span>
              </span>
              <div className={css.column} style={{ '--high': `${props.height ?? 176}px` } as React.CSSProperties}>
                {AXIS.map((hour) => <i key={hour} className={css.rule} style={{ top: `${placeOf(hour)}%` }} />)}
                {props.life.filter((one) => one.on === day).map((one) => (
                  <div key={`${one.from}${one.label}`} className={css.life} style={span(one.from, one.to)} aria-hidden>
                    {beginsRun(one, props.life) && <span>{one.label}</span>}
                  </div>
                ))}
                {props.blocks.filter((one) => one.on === day).map((one, i) => <Block key={i} block={one} today={props.today === day} />)}
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const span = (from: string, to: string) => ({ top: `${placeOf(from)}%`, height: `${placeOf(to) - placeOf(from)}%` });

/** Under an hour and a half its words stand in the middle of what little height there is. */
const isShort = (block: WeekBlock) => placeOf(block.to ?? '10:00') - placeOf(block.from ?? '09:00') < 10;

function Block(props: { block: WeekBlock; today: boolean }) {
  const { block } = props;
  const state = block.state ?? 'planned';
  if (block.kind === 'test') {
    return (
      <span className={css.test} aria-hidden data-state={state} data-today={props.today} style={block.from ? { top: `calc(${placeOf(block.from)}% - 4px)` } : { top: 4 }}>
        <KIND_ICONS.test size={12} stroke={2} />
        {state === 'kept' && <IconCheck className={css.sign} size={11} stroke={3} />}
        {state === 'missed' && <IconX className={css.sign} size={11} stroke={3} />}
      </span>
    );
  }
  const inside: ReactNode = (
    <>
      {block.kind === 'obstacle' && <b className={css.number}>{block.number ?? '!'}</b>}
      {block.kind !== 'obstacle' && block.kind !== 'proposed' && <Icon kind={block.kind} />}
      {block.kind !== 'obstacle' && <span className={css.words}>{block.label}</span>}
      {state === 'kept' && <IconCheck className={css.sign} size={13} stroke={3} />}
      {state === 'missed' && <IconX className={css.sign} size={13} stroke={3} />}
    </>
  );
  const about = {
    className: css.block, style: span(block.from ?? '09:00', block.to ?? '10:00'), 'data-kind': block.kind, 'data-state': state,
    'data-short': isShort(block),
  };
  return block.path === undefined
    ? <div {...about} aria-hidden>{inside}</div>
    : <Go to={block.path} aria-label={`${block.label}, ${sayWeekdayShort(weekdayOf(block.on))} ${block.from ? sayTime(block.from) : ''}`} {...about} className={css.block!}>{inside}</Go>;
}

function Icon(props: { kind: SessionKind }) {
  const Shape = KIND_ICONS[props.kind];
  return <Shape size={14} stroke={1.8} aria-hidden />;
}

/** 74 px high, tone only, one image with one sentence: to compare weeks. Never a button. */
export function WeekMiniature(props: { start: LocalDate; blocks: readonly WeekBlock[]; life?: readonly WeekLife[]; sentence?: string }) {
  const { life = [] } = props;
  return (
    <div className={css.miniature} role="img" aria-label={props.sentence ?? sayMiniature(props.blocks)}>
      {daysOf(props.start).map((day) => (
        <div key={day} className={css.miniDay}>
          <span className={css.miniName}>{sayWeekdayShort(weekdayOf(day))[0]}</span>
          <div className={css.miniColumn}>
            {AXIS.map((hour) => <i key={hour} className={css.rule} style={{ top: `${placeOf(hour)}%` }} />)}
            {life.filter((one) => one.on === day).map((one) => <i key={`${one.from}${one.label}`} className={css.life} style={span(one.from, one.to)} />)}
            {props.blocks.filter((one) => one.on === day && one.from && one.to).map((one, i) => (
              <i key={i} className={css.miniBlock} data-kind={one.kind} style={span(one.from!, one.to!)} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
