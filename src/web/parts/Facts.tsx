import type { ReactNode } from 'react';
import css from './Facts.module.css';

/** Small label over a strong value, side by side: `Expected / 11 of 12 seats`. Empty values are left out. */
export function Facts(props: { facts: { label: string; value: ReactNode }[]; size?: 'text' | 'lead' }) {
  return (
    <dl className={css.facts} data-size={props.size ?? 'text'}>
      {props.facts.filter(({ value }) => value !== null && value !== undefined && value !== '').map(({ label, value }) => (
        <div key={label} className={css.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A quiet chip: an objective, a track. Not a button. */
export const Tag = (props: { children: ReactNode; tone?: 'quiet' | 'sky' | 'clay' }) => (
  <span className={css.tag} data-tone={props.tone ?? 'quiet'}>{props.children}</span>
);

/** The client's own words, large and once. */
export const Quote = (props: { children: ReactNode; from?: ReactNode }) => (
  <figure className={css.quote}>
    <blockquote>“{props.children}”</blockquote>
    {props.from !== undefined && <figcaption>{props.from}</figcaption>}
  </figure>
);
