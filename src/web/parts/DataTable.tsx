import type { ReactNode } from 'react';
import css from './DataTable.module.css';

export type Column<T> = {
  head: string;
  cell: (row: T) => ReactNode;
  /** Numbers stand right, words left. */
  number?: boolean;
  /** Left out on a phone. */
  wideOnly?: boolean;
};

/** A dense table: 44 px rows, numbers right, scrolls inside itself on a phone. */
export function DataTable<T>(props: { caption: string; rows: readonly T[]; columns: Column<T>[]; rowKey: (row: T) => string; empty?: ReactNode }) {
  if (props.rows.length === 0) return <p className={css.empty}>{props.empty ?? 'Nothing here yet.'}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={css.scroll} tabIndex={0} role="region" aria-label={props.caption}>
      <table className={css.table}>
        <caption className={css.unseen}>{props.caption}</caption>
        <thead>
          <tr>{props.columns.map((column) => <th key={column.head} scope="col" data-number={column.number} data-wide={column.wideOnly}>{column.head}</th>)}</tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)}>
              {props.columns.map((column) => <td key={column.head} data-number={column.number} data-wide={column.wideOnly}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
