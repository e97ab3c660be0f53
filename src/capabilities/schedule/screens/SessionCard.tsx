import { memo } from 'react';
import { Mark } from '../../../web/pictures/index.ts';
import { sayDay, sayTimesShort } from '../../../web/words.ts';
import type { Instant } from '../../../shared/dates.ts';
import { concernOf, isNow, isOver, titleOf, type Shown } from './week-grid.ts';
import css from './SessionCard.module.css';

/** A session on the calendar. Pressed it opens; with the space bar it is picked up (see `use-carry`). */
export const SessionCard = memo(function SessionCard(props: {
  one: Shown; state: CardState; onOpen: (one: Shown) => void;
  /** Whether Tab comes to it: one card of the grid alone, arrows lead to the others. */
  tabbable?: boolean; carried?: boolean; describedBy?: string; card?: string;
  /** What the last line says: who leads it, where it is, or both; what the row says already is left out. */
  says?: 'leaders' | 'room' | 'both';
}) {
  const { one, state } = props;
  const concern = concernOf(one);
  const group = one.kind === 'group';
  const free = one.capacity - one.seated;
  const { says = 'leaders' } = props;
  const leaders = says === 'room' ? '' : one.leaders.map((leader) => leader.initials).join(', ');
  const room = says === 'leaders' ? '' : one.mode === 'telehealth' ? 'by video' : one.room ?? '';
  return (
    <button type="button" className={css.card} onClick={() => props.onOpen(one)} tabIndex={props.tabbable === false ? -1 : 0} data-session={one.sessionId} data-card={props.card}
      data-carried={props.carried} data-kind={group ? 'group' : 'single'} data-now={state === 'now'} data-past={state === 'over'}
      data-concern={state === 'now' ? undefined : concern?.kind} data-off={one.cancelled !== null} aria-describedby={props.describedBy}>
      <span className={css.unseen}>{sayDay(one.date)}, </span>
      <span className={css.top}>
        <span>{sayTimesShort(one.from, one.to)}</span>
        {group && one.cancelled === null && <span data-full={free < 1}>{free < 1 ? 'full' : `${free} free`}</span>}
      </span>
      <span className={css.name}>{titleOf(one)}</span>
      {concern
        ? <span className={css.concern}><Mark kind={concern.kind} label={null} /> <span>{concern.words}</span></span>
        : <span className={css.who}>{one.cancelled === null ? [leaders, room].filter(Boolean).join(' · ') : 'cancelled'}</span>}
    </button>
  );
});

export type CardState = 'now' | 'over' | 'to-come';
export const stateAt = (one: Shown, now: Instant): CardState => (isNow(one, now) ? 'now' : isOver(one, now) ? 'over' : 'to-come');
