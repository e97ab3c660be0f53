import { sayWeekHours, type WeekHours } from './week-shape.ts';
import css from './HoursEdge.module.css';

/** Hours of a week against their floor: kept solid, planned soft with an outline, the floor an ink tick. */
export function HoursEdge(props: WeekHours & { planning?: boolean }) {
  const { kept, planned, floor, planning = false } = props;
  const { count, word, rest } = sayWeekHours(props, planning);
  const end = Math.max(floor * 1.2, planned * 1.04, 1);
  const part = (hours: number) => `${(Math.min(hours, end) / end) * 100}%`;
  return (
    <div className={css.edge}>
      <p className={css.words}><span><b>{count}</b> {word}</span><span className={css.rest}>{rest}</span></p>
      <div className={css.track} aria-hidden>
        {planned > 0 && <i className={css.planned} style={{ width: part(planned) }} />}
        {kept > 0 && !planning && <i className={css.kept} style={{ width: part(kept) }} data-all={kept >= planned} />}
        <i className={css.floor} style={{ left: part(floor) }} />
      </div>
    </div>
  );
}
