import { useEffect, type ReactNode } from 'react';
import css from './Dock.module.css';

/**
 * Holds the one act in which a page ends (group, call, check-in) at the bottom of the window; on a phone it takes the
 * place of the bottom bar, as both together ate 130 px. `words` (how far it is) stand left, above on a phone.
 */
export function Dock(props: { words?: ReactNode; children: ReactNode; always?: boolean }) {
  useEffect(() => {
    document.body.dataset['docked'] = String(Number(document.body.dataset['docked'] ?? 0) + 1);
    return () => {
      const rest = Number(document.body.dataset['docked'] ?? 1) - 1;
      if (rest > 0) document.body.dataset['docked'] = String(rest);
      else delete document.body.dataset['docked'];
    };
  }, []);
  return (
    <div className={css.dock} data-dock data-always={props.always ?? true}>
      <div className={css.inner}>
        {props.words !== undefined && <div className={css.words}>{props.words}</div>}
        <div className={css.acts}>{props.children}</div>
      </div>
    </div>
  );
}
