import type { ReactNode } from 'react';
import css from './ClientColumns.module.css';

/** A client's page in two columns from 1000 px: what is now and the check-in left, the week right. */
export const ClientColumns = (props: { children: ReactNode }) => <div className={css.columns} data-client-columns>{props.children}</div>;
