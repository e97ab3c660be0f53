/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a grid layout takes the roles of a table away in some browsers; here they are given back */
import { Button } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { sayDate } from '../words.ts';
import type { LocalDate } from '../../shared/dates.ts';
import { Go } from '../go.tsx';
import { Mark } from './Mark.tsx';
import { SessionIcon } from './SessionIcon.tsx';
import type { SessionKind } from './week-shape.ts';
import css from './Thread.module.css';

/** One objective and what it hangs on. An objective that nobody serves is a gap in the thread. */
export type ThreadRow = {
  id: string;
  need: string;
  dimension: string;
  /** In the client's own words, without quotation marks. */
  goal: string;
  objective: string;
  by: LocalDate | null;
  /** What served it so far, one mark each (the first four are drawn); `count` says how many in all. */
  servedBy: readonly SessionKind[];
  count: number;
  /** Words for the count where they are not sessions: `2 notes`. */
  countWords?: string;
  soFar: string | null;
};

const HEADS = ['Need', 'Goal, in own words', 'Objective', 'Served by', 'So far'];
const MOST_MARKS = 4;

/** The golden thread: need, goal, objective, what serves it, what came of it; a line with knots, no boxes. */
export function Thread(props: { rows: readonly ThreadRow[]; onAssign?: (row: ThreadRow) => void; loose?: readonly { words: string; path: string }[] }) {
  const caption = useId();
  return (
    <div className={css.place}>
      <table className={css.table} role="table" aria-labelledby={caption}>
        <caption className={css.unseen} id={caption}>What the plan is for, and what serves it</caption>
        <thead role="rowgroup" className={css.head}>
          <tr role="row">{HEADS.map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}</tr>
        </thead>
        <tbody role="rowgroup">
          {props.rows.map((row) => <Line key={row.id} row={row} {...(props.onAssign ? { onAssign: props.onAssign } : {})} />)}
        </tbody>
      </table>
      {props.loose && props.loose.length > 0 && (
        <p className={css.loose}>
          <Mark kind="info" label={null} />{' '}
          {props.loose.length} {props.loose.length === 1 ? 'note serves' : 'notes serve'} nothing in the plan:{' '}
          {props.loose.map((one, i) => <span key={one.path}>{i > 0 && ', '}<Go to={one.path}>{one.words}</Go></span>)}
        </p>
      )}
    </div>
  );
}

function Line(props: { row: ThreadRow; onAssign?: (row: ThreadRow) => void }) {
  const { row } = props;
  const gap = row.count === 0;
  return (
    <tr role="row" className={css.row} data-gap={gap}>
      <Cell><span>{row.need}</span><small>{row.dimension}</small></Cell>
      <Cell>“{row.goal}”</Cell>
      <Cell before={gap}><span>{row.objective}</span>{row.by !== null && <small>by {sayDate(row.by)}</small>}</Cell>
      <Cell gap={gap}>
        {gap ? (
          <span className={css.nobody}>
            <b>Nobody yet</b>
            {props.onAssign && <Button size="compact-sm" onClick={() => props.onAssign!(row)} aria-label={`Assign somebody to: ${row.objective}`}>Assign</Button>}
          </span>
        ) : (
          <span className={css.served}>
            {row.servedBy.slice(0, MOST_MARKS).map((kind, i) => <SessionIcon key={i} kind={kind} />)}
            <span className={css.count}>{row.countWords ?? `${row.count} ${row.count === 1 ? 'session' : 'sessions'}`}</span>
          </span>
        )}
      </Cell>
      <Cell gap={gap} last>{row.soFar ?? <small>nothing to show yet</small>}</Cell>
    </tr>
  );
}

const Cell = (props: { children: ReactNode; before?: boolean; gap?: boolean; last?: boolean }) => (
  <td role="cell" className={css.cell} data-before={props.before} data-gap={props.gap} data-last={props.last}><div>{props.children}</div></td>
);
