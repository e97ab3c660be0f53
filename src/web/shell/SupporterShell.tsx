import { Outlet } from '@tanstack/react-router';
import { use } from 'react';
import { OfflineBar } from './OfflineBar.tsx';
import { SkipLink } from './arrival.tsx';
import { Go } from '../go.tsx';
import { accountPath } from '../sign-in/pages.ts';
import { LeaveContext } from './leave.ts';
import css from './SupporterShell.module.css';

/** Bare: a supporter sees one page that shows only what a consent allows. */
export default function SupporterShell() {
  const leave = use(LeaveContext);
  return (
    <div className={css.shell}>
      <SkipLink />
      <main className={css.main} id="main" tabIndex={-1}><OfflineBar /><Outlet /></main>
      <footer className={css.foot}>
        <p>In danger now? Call or text <a href="tel:988">988</a>, any hour. In an emergency, <a href="tel:911">911</a>.</p>
        <Go to={accountPath('supporter')}>Your sign-in</Go>
        <button type="button" onClick={() => leave.here()}>Sign out</button>
      </footer>
    </div>
  );
}
