import { useEffect } from 'react';
import { Mark } from '../../../web/pictures/index.ts';
import type { CalendarView } from './calendar-view.ts';
import { sayLanding, sayStep, type Clash } from './landing.ts';
import type { Carry } from './use-carry.ts';
import { lessonNo, type ProgramWeek } from './week-grid.ts';
import css from './Carry.module.css';

/** While a session is carried: where it would land and what is in the way there, before anything is done. */
export function CarryBar(props: { carry: Carry; week: ProgramWeek; view: CalendarView; clashes: readonly Clash[] }) {
  const { carried, refused } = props.carry;
  const keys = props.view.span === 'week' ? 'Left and right: day. Up and down: a quarter hour. With Shift, up and down: room.'
    : 'Left and right: a quarter hour. Up and down: room. With Shift, left and right: day.';
  const place = carried?.by === 'keys' ? `${carried.landing.date} ${carried.landing.roomId}` : null;
  useEffect(() => {
    if (place !== null) document.querySelector('[data-landing]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [place]);
  return (
    <>
      <div className={css.unseen} aria-live="assertive">
        {carried ? `${carried.one.name}: ${sayStep(props.week, carried.landing, props.clashes)}` : refused}
      </div>
      {carried && (
        <div className={css.bar} data-high={carried.low} aria-hidden data-testid="carry">
          <p className={css.where}><b>{carried.one.name}{lessonNo(carried.one.lesson)}</b> <span>{sayLanding(props.week, carried.landing)}</span></p>
          <Clashes of={props.clashes} />
          {carried.by === 'keys' && <p className={css.keys}>{keys} Enter drops it, Escape leaves it where it was.</p>}
        </div>
      )}
      {!carried && refused && <div className={css.bar} aria-hidden data-testid="refused"><p>{refused}</p></div>}
    </>
  );
}

/** What is in the way of a landing; what only deserves a look comes after. */
export function Clashes(props: { of: readonly Clash[]; none?: string }) {
  if (props.of.length === 0) return <p className={css.clash}><Mark kind="done" label={null} /> <span>{props.none ?? 'Nothing in the way.'}</span></p>;
  return <>{props.of.toSorted((a, b) => Number(b.blocks) - Number(a.blocks)).map((one) => (
    <p key={`${one.kind}${one.say}`} className={css.clash}><Mark kind={one.blocks ? 'late' : 'soon'} label={null} /> <span>{one.say}</span></p>
  ))}</>;
}
