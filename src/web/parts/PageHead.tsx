import type { ReactNode } from 'react';
import { useTitle } from '../shell/title.ts';
import css from './PageHead.module.css';

/**
 * The top of every page. *The headline is the answer, not the label*: `Group in 18 minutes. Two notes and one call
 * before you go.` A title that could stand on any day is wasted.
 */
export function PageHead(props: {
  title: ReactNode;
  /** Small line above, such as the day: `sayMoment(now, zone)`. */
  over?: ReactNode;
  /** Beside the title, quieter: `they/them · 34`, a running clock. */
  beside?: ReactNode;
  under?: ReactNode;
  /** The page's primary act, top right; on a phone it takes the full width below (or put it in a `<Dock>`). */
  action?: ReactNode;
  /** For the browser's tab, without a name or substance in it. Left out: the page's own title. */
  tab?: string;
}) {
  useTitle(props.tab);
  return (
    <header className={css.head}>
      <div className={css.words}>
        {props.over !== undefined && <p className={css.over}>{props.over}</p>}
        <div className={css.line}>
          <h1 className={css.title} tabIndex={-1} id="page-title">{props.title}</h1>
          {props.beside !== undefined && <span className={css.beside}>{props.beside}</span>}
        </div>
        {props.under !== undefined && <p className={css.under}>{props.under}</p>}
      </div>
      {props.action !== undefined && <div className={css.action}>{props.action}</div>}
    </header>
  );
}
