import type { ReactNode } from 'react';
import { Logo } from '../pictures/Logo.tsx';
import { useTitle } from '../shell/title.ts';
import css from './SignIn.module.css';

/** One quiet column with help for a bad moment below it: for sign-in, first run, setting a password. */
export function DoorLayout(props: { title: string; under?: ReactNode; children?: ReactNode; wide?: boolean; foot?: ReactNode }) {
  useTitle('');
  return (
    <main className={css.door} data-wide={props.wide}>
      <div className={css.mark}><Logo size={32} /></div>
      <h1 className={css.title}>{props.title}</h1>
      {props.under !== undefined && <p className={css.under}>{props.under}</p>}
      {props.children}
      <div className={css.foot}>
        {props.foot}
        <p>In danger now? Call or text <a href="tel:988">988</a>, any hour. In an emergency, <a href="tel:911">911</a>.</p>
      </div>
    </main>
  );
}
