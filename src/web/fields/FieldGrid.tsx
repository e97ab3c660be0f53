import type { ReactNode } from 'react';
import css from './FieldGrid.module.css';

/** Fields side by side where there is room (260 px each), under one another on a phone. */
export const FieldGrid = (props: { children: ReactNode; columns?: 2 | 3 }) => (
  <div className={css.grid} data-columns={props.columns ?? 2}>{props.children}</div>
);
