import type { ReactNode } from 'react';
import css from './Row.module.css';

/** A ruled list of rows, 52 px each (two lines). `label` names it where no section does. */
export const Rows = (props: { children: ReactNode; label?: string; dense?: boolean }) => (
  <ul className={css.rows} aria-label={props.label} data-dense={props.dense}>{props.children}</ul>
);

/**
 * One row: `lead` (mark, time, icon) | title in words, below it `sub` | `right`, then `action` (one verb).
 * On a narrow place `right` stands over `action`.
 */
export function Row(props: {
  lead?: ReactNode;
  title: ReactNode;
  sub?: ReactNode;
  right?: ReactNode;
  action?: ReactNode;
  /** Over: it loses weight, not opacity. */
  past?: boolean;
}) {
  return (
    <li className={css.row} data-past={props.past} data-lead={props.lead !== undefined}>
      {props.lead !== undefined && <div className={css.lead}>{props.lead}</div>}
      <div className={css.words}>
        <div className={css.title}>{props.title}</div>
        {props.sub !== undefined && <div className={css.sub}>{props.sub}</div>}
      </div>
      {(props.right !== undefined || props.action !== undefined) && (
        <div className={css.end}>
          {props.right !== undefined && <div className={css.right}>{props.right}</div>}
          {props.action !== undefined && <div className={css.action}>{props.action}</div>}
        </div>
      )}
    </li>
  );
}
