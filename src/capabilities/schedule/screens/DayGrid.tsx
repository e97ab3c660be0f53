import { useState } from 'react';
import { timeIn, type Instant, type LocalDate, type WallTime } from '../../../shared/dates.ts';
import { sayDay, sayTime } from '../../../web/words.ts';
import { SessionCard, stateAt } from './SessionCard.tsx';
import type { Carry } from './use-carry.ts';
import { hoursOf, isOn, lanesOf, saysIn, type CalendarRow, type Shown } from './week-grid.ts';
import css from './DayGrid.module.css';

type Props = {
  rows: readonly CalendarRow[]; day: LocalDate; now: Instant; zone: string; carry: Carry; clashing: boolean; help: string; onOpen: (one: Shown) => void;
};

/** One day: time runs sideways, a row for each room or person; what overlaps lies in lanes. */
export function DayGrid(props: Props) {
  const { rows, day, carry } = props;
  const [at, setAt] = useState<string | null>(null);
  const all = rows.flatMap((row) => row.sessions);
  const { first, last } = hoursOf(all);
  const place = (time: WallTime): number => ((Number(time.slice(0, 2)) + Number(time.slice(3)) / 60 - first) / (last - first)) * 100;
  const span = (from: WallTime, to: WallTime) => ({ left: `${place(from)}%`, width: `${place(to < from ? '24:00' : to) - place(from)}%` });
  const hours = Array.from({ length: last - first }, (_, n) => first + n);
  const cards = rows.flatMap((row) => row.sessions.map((one) => `${row.key}:${one.sessionId}`));
  const tabbable = at !== null && cards.includes(at) ? at : cards[0];
  const { carried } = carry;
  const lands = (row: CalendarRow) => carried !== null && carried.landing.date === day && (row.roomId !== undefined ? carried.landing.roomId === row.roomId
    : row.staffId !== undefined ? carried.landing.leaderIds.includes(row.staffId) : row.sessions.some((one) => one.sessionId === carried.one.sessionId));
  return (
    <div className={css.grid} data-carrying={carry.carried?.by} role="grid" aria-label={`Sessions of ${sayDay(day)}`} {...carry.grid}
      tabIndex={-1} onFocus={(event) => setAt(event.target.dataset['card'] ?? null)}>
      <div className={css.head} aria-hidden>
        <span />
        <div className={css.hours}>{hours.map((hour) => <span key={hour} style={{ left: `${((hour - first) / (last - first)) * 100}%` }}>{sayTime(`${`${hour}`.padStart(2, '0')}:00`)}</span>)}</div>
      </div>
      {rows.map((row) => {
        const lanes = lanesOf(row.sessions);
        return (
          <div key={row.key} className={css.row} role="row">
            <span className={css.rowName} role="rowheader"><b>{row.name}</b>{row.sub !== '' && <small>{row.sub}</small>}</span>
            <div className={css.track} role="gridcell" data-cell data-row={row.key} data-date={day} data-first={first} data-last={last}
              style={{ backgroundSize: `${100 / (last - first)}% 100%` }}>
              {(lanes.length === 0 ? [[]] : lanes).map((lane, n) => (
                <div key={n} className={css.lane}>
                  {lane.map((one) => (
                    <div key={one.sessionId} className={css.place} style={span(one.from, one.to)}>
                      <SessionCard one={one} state={stateAt(one, props.now)} onOpen={props.onOpen} says={saysIn(row)} describedBy={props.help} card={`${row.key}:${one.sessionId}`}
                        tabbable={tabbable === `${row.key}:${one.sessionId}`} carried={carried?.one.sessionId === one.sessionId} />
                    </div>
                  ))}
                </div>
              ))}
              {carried && lands(row) && <div className={css.landing} data-landing data-clash={props.clashing} style={span(carried.landing.from, carried.landing.to)} />}
              {isOn(props.now, day, props.zone) && <div className={css.now} style={{ left: `${Math.min(100, Math.max(0, place(timeIn(props.now, props.zone))))}%` }} />}
            </div>
          </div>
        );
      })}
    </div>
  );
}
