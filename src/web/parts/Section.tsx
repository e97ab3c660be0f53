import { useId, type ReactNode } from 'react';
import css from './Section.module.css';

/** A part of a page: a title, how many, a quiet link at the right, and what stands under it. 32 px apart. */
export function Section(props: {
  title: ReactNode;
  count?: number | undefined;
  aside?: ReactNode;
  children: ReactNode;
  /** 3 inside another section. */
  level?: 2 | 3;
  id?: string;
  className?: string;
}) {
  const id = useId();
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section className={[css.section, props.className].filter(Boolean).join(' ')} aria-labelledby={id} id={props.id}>
      <div className={css.line}>
        <Heading className={css.title} id={id}>
          {props.title}
          {props.count !== undefined && <span className={css.count}> {props.count}</span>}
        </Heading>
        {props.aside !== undefined && <div className={css.aside}>{props.aside}</div>}
      </div>
      {props.children}
    </section>
  );
}

/** Two columns that stack below 1000 px: `reading` is 1.7 to 1, `even` 1 to 1. */
export const Columns = (props: { children: ReactNode; kind?: 'reading' | 'even' }) => (
  <div className={css.columns} data-kind={props.kind ?? 'reading'}>{props.children}</div>
);

/** Sections under one another, 32 px apart. */
export const Stacked = (props: { children: ReactNode }) => <div className={css.stacked}>{props.children}</div>;

/** A warm area: a client's card, the shared part of a group note. One per screen on staff pages. */
export function Card(props: { children: ReactNode; tone?: 'surface' | 'now' | 'amber' | 'berry'; className?: string }) {
  return <div className={[css.card, props.className].filter(Boolean).join(' ')} data-tone={props.tone ?? 'surface'}>{props.children}</div>;
}
