import { Button, type ButtonProps } from '@mantine/core';
import { IconArrowLeft, IconChevronRight, IconPhone, type Icon } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { Go } from '../go.tsx';
import { useTitle } from '../shell/title.ts';
import css from './parts.module.css';

/** What a client's and a supporter's pages are made of: larger, fewer, 56 px to touch. */

/** The top: the way back, a quiet word at the right, the headline. `tab` never says anything of the program. */
export function ClientHead(props: {
  title: ReactNode; back?: string; onBack?: () => void; aside?: ReactNode; lead?: ReactNode;
  /** Between the top and the headline: how far one is. */
  over?: ReactNode;
}) {
  useTitle('');
  const arrow = <IconArrowLeft size={26} stroke={1.8} aria-hidden />;
  return (
    <header className={css.head}>
      {(props.back ?? props.onBack ?? props.aside) !== undefined && (
        <div className={css.top}>
          {props.back !== undefined && !props.onBack && <Go to={props.back} className={css.back!} aria-label="Back">{arrow}</Go>}
          {props.onBack && <button type="button" className={`${css.quiet} ${css.back}`} aria-label="Back" onClick={props.onBack}>{arrow}</button>}
          <span className={css.aside}>{props.aside}</span>
        </div>
      )}
      {props.over}
      <h1 className={css.title} id="page-title" tabIndex={-1}>{props.title}</h1>
      {props.lead !== undefined && <p className={css.lead}>{props.lead}</p>}
    </header>
  );
}

export const ClientCard = (props: { children: ReactNode; tone?: 'surface' | 'amber' | 'berry' | 'now'; title?: ReactNode }) => (
  <div className={css.card} data-tone={props.tone ?? 'surface'}>
    {props.title !== undefined && <h2 className={css.cardTitle}>{props.title}</h2>}
    {props.children}
  </div>
);

export function ClientSection(props: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.line}>
        <h2 className={css.sectionTitle} id={id}>{props.title}</h2>
        {props.aside !== undefined && <span className={css.sectionAside}>{props.aside}</span>}
      </div>
      {props.children}
    </section>
  );
}

/** The one act of a card or page; `variant="filled"` once a screen. */
export const BigButton = (props: ButtonProps & { children: ReactNode; onClick?: () => void; type?: 'button' | 'submit' }) => (
  <Button fullWidth size="lg" {...props} className={css.big!} />
);
/** The same for a page outside, which opens beside this one and is not told from where. */
export const BigLink = (props: ButtonProps & { children: ReactNode; href: string }) => (
  <Button component="a" target="_blank" rel="noreferrer" fullWidth size="lg" {...props} className={css.big!} />
);
export const QuietButton = (props: { children: ReactNode; onClick: () => void }) => (
  <button type="button" className={css.quiet} onClick={props.onClick}>{props.children}</button>
);

/** A number as a phone dials it. */
const dialled = (phone: string): string => phone.replaceAll(/[^\d+]/g, '');

export const Calls = (props: { children: ReactNode }) => <div className={css.calls}>{props.children}</div>;

/** One tap calls. */
export const CallTile = (props: { phone: string; name: string; sub?: string; plain?: boolean }) => (
  <a className={css.call} href={`tel:${dialled(props.phone)}`} data-plain={props.plain} data-single={props.sub ? undefined : true}>
    <IconPhone size={26} stroke={1.6} aria-hidden />
    <strong>Call {props.name}</strong>
    {props.sub && <span>{props.sub}</span>}
  </a>
);

export const ClientList = (props: { children: ReactNode; label?: string }) => <ul className={css.list} aria-label={props.label}>{props.children}</ul>;

/** A row that leads somewhere, 60 px. */
export const ListLink = (props: { to: string; icon: Icon; title: ReactNode; sub?: ReactNode }) => (
  <li>
    <Go to={props.to} className={css.link!}>
      <props.icon size={24} stroke={1.6} aria-hidden />
      <span>{props.title}{props.sub !== undefined && <small>{props.sub}</small>}</span>
      <IconChevronRight size={20} stroke={1.8} aria-hidden />
    </Go>
  </li>
);
/** The same for a number to call or a page outside. */
export const ListCall = (props: { phone: string; icon: Icon; title: ReactNode; sub?: ReactNode }) => (
  <li>
    <a href={`tel:${dialled(props.phone)}`} className={css.link}>
      <props.icon size={24} stroke={1.6} aria-hidden />
      <span>{props.title}{props.sub !== undefined && <small>{props.sub}</small>}</span>
      <IconChevronRight size={20} stroke={1.8} aria-hidden />
    </a>
  </li>
);
export const ListLine = (props: { icon: Icon; title: ReactNode; sub?: ReactNode; end?: ReactNode }) => (
  <li>
    <div className={css.link}>
      <props.icon size={24} stroke={1.6} aria-hidden />
      <span>{props.title}{props.sub !== undefined && <small>{props.sub}</small>}</span>
      {props.end ?? <span />}
    </div>
  </li>
);
