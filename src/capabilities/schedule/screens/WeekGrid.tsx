import { Fragment, useState } from 'react';
import { weekdayOf, type Instant, type LocalDate } from '../../../shared/dates.ts';
import { sayDay, sayTimes, sayTimesShort, sayWeekdayShort } from '../../../web/words.ts';
import { SessionCard, stateAt } from './SessionCard.tsx';
import type { FreeTime } from './free-time.ts';
import type { Carry } from './use-carry.ts';
import { linesOf, saysIn, type CalendarRow, type Shown } from './week-grid.ts';
import css from './WeekGrid.module.css';

type Props = {
  rows: readonly CalendarRow[]; days: readonly LocalDate[]; today: LocalDate; now: Instant; carry: Carry; clashing: boolean; help: string;
  onOpen: (one: Shown) => void; onDay: (day: LocalDate) => void;
  /** Time that a person can still be booked in, where that is shown. */
  freeOf: ((row: CalendarRow, day: LocalDate) => FreeTime[]) | null; onFree: (slot: FreeTime) => void;
};

/** Rows by days. Each row has its lines in common over the days, so that 6 pm stands at one height without empty hours. */
export function WeekGrid(props: Props) {
  const { rows, days, today, carry } = props;
  const [at, setAt] = useState<string | null>(null);
  const cards = rows.flatMap((row) => row.sessions.map((one) => `${row.key}:${one.sessionId}`));
  const tabbable = at !== null && cards.includes(at) ? at : cards[0];
  const landing = carry.carried?.landing;
  const landsIn = (row: CalendarRow, day: LocalDate): boolean => landing !== undefined && landing.date === day
    && (row.roomId !== undefined ? landing.roomId === row.roomId : row.staffId !== undefined ? landing.leaderIds.includes(row.staffId)
      : row.sessions.some((one) => one.sessionId === carry.carried!.one.sessionId));
  return (
    <div className={css.grid} role="grid" aria-label="Sessions of the week" data-carrying={carry.carried?.by} {...carry.grid}
      tabIndex={-1} onFocus={(event) => setAt(event.target.dataset['card'] ?? null)}>
      <div role="row" className={css.row}>
        <span role="columnheader" className={css.corner}><span className={css.unseen}>Where or who</span></span>
        {days.map((day) => (
          <span key={day} role="columnheader" className={css.dayName} data-today={day === today}>
            <button type="button" onClick={() => props.onDay(day)} aria-label={`${sayWeekdayShort(weekdayOf(day))} ${Number(day.slice(8))}, as a day`}>
              {sayWeekdayShort(weekdayOf(day))}&nbsp;{Number(day.slice(8))}
            </button>
          </span>
        ))}
      </div>
      {rows.map((row) => {
        const lines = linesOf(row.sessions, days);
        return (
          <Fragment key={row.key}>
            {lines.map((line, n) => (
              <div key={n} role="row" className={css.row} data-first={n === 0}>
                <span role="rowheader" className={css.rowName}>
                  {n === 0 ? <><b>{row.name}</b>{row.sub !== '' && <small>{row.sub}</small>}</> : <span className={css.unseen}>{row.name}</span>}
                </span>
                {line.map((one, day) => (
                  <div key={days[day]} role="gridcell" className={css.cell} data-today={days[day] === today} data-cell data-row={row.key} data-date={days[day]}
                    data-landing={landsIn(row, days[day]!) ? (props.clashing ? 'clash' : 'free') : undefined} data-last={n === lines.length - 1}>
                    {one && (
                      <SessionCard one={one} state={stateAt(one, props.now)} onOpen={props.onOpen} says={saysIn(row)} describedBy={props.help} card={`${row.key}:${one.sessionId}`}
                        tabbable={tabbable === `${row.key}:${one.sessionId}`} carried={carry.carried?.one.sessionId === one.sessionId} />
                    )}
                  </div>
                ))}
              </div>
            ))}
            {props.freeOf && row.staffId !== undefined && <FreeLine row={row} days={days} today={today} freeOf={props.freeOf} onFree={props.onFree} />}
          </Fragment>
        );
      })}
    </div>
  );
}

/** When somebody can still be booked: pressed, a session for one person is put there. */
function FreeLine(props: { row: CalendarRow; days: readonly LocalDate[]; today: LocalDate; freeOf: NonNullable<Props['freeOf']>; onFree: Props['onFree'] }) {
  const free = props.days.map((day) => props.freeOf(props.row, day));
  if (free.every((one) => one.length === 0)) return null;
  return (
    <div role="row" className={css.row}>
      <span role="rowheader" className={css.rowName}><small>bookable</small></span>
      {props.days.map((day, n) => (
        <div key={day} role="gridcell" className={css.cell} data-today={day === props.today} data-last>
          {free[n]!.map((slot) => (
            <button key={slot.from} type="button" className={css.free} onClick={() => props.onFree(slot)} aria-label={`${sayTimesShort(slot.from, slot.to)}, book ${props.row.name} ${sayDay(day)}, ${sayTimes(slot.from, slot.to)}`}>
              {sayTimesShort(slot.from, slot.to)}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
