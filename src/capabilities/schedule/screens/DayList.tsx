import { weekdayOf, type Instant, type LocalDate } from '../../../shared/dates.ts';
import { sayDay, sayWeekdayShort } from '../../../web/words.ts';
import { SessionCard, stateAt } from './SessionCard.tsx';
import { saysIn, type CalendarRow, type Shown } from './week-grid.ts';
import css from './DayList.module.css';

/** On a phone: the days as a row of keys, and the chosen day under it by room or person. */
export function DayList(props: {
  rows: readonly CalendarRow[]; days: readonly LocalDate[]; day: LocalDate; today: LocalDate; now: Instant; onDay: (day: LocalDate) => void; onOpen: (one: Shown) => void;
}) {
  const rows = props.rows.map((row) => ({ ...row, sessions: row.sessions.filter((one) => one.date === props.day).toSorted((a, b) => a.from.localeCompare(b.from)) }))
    .filter((row) => row.sessions.length > 0);
  return (
    <div className={css.list}>
      <div className={css.days} role="group" aria-label="Days of the week">
        {props.days.map((day) => (
          <button key={day} type="button" aria-pressed={day === props.day} data-today={day === props.today} onClick={() => props.onDay(day)}>
            <span>{sayWeekdayShort(weekdayOf(day))} </span><b>{Number(day.slice(8))}</b>
          </button>
        ))}
      </div>
      <h2 className={css.dayName}>{sayDay(props.day)}</h2>
      {rows.length === 0 && <p className={css.none}>Free all day.</p>}
      {rows.map((row) => (
        <section key={row.key} aria-label={row.name}>
          <h3 className={css.rowName}>{row.name}</h3>
          {row.sessions.map((one) => <SessionCard key={one.sessionId} one={one} state={stateAt(one, props.now)} onOpen={props.onOpen} says={saysIn(row)} />)}
        </section>
      ))}
    </div>
  );
}
