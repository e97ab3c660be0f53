import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Go } from '../go.tsx';
import { keepShell } from '../offline/shell.ts';
import { useHouse } from '../page.ts';
import { useSelf } from '../self.ts';
import { accountPath } from '../sign-in/pages.ts';
import { SkipLink, useFocusOnArrival } from './arrival.tsx';
import { NavIcon } from './icons.tsx';
import { activeOf, navOf } from './nav.ts';
import { OfflineBar } from './OfflineBar.tsx';
import css from './ClientShell.module.css';

/**
 * A client's phone: five places at the bottom with *Help now* in the middle, reversed ink and paper, never red; tabs on
 * top from 1000 px. One column of 560, up to two from 1000 (`<ClientColumns>`).
 */
export default function ClientShell() {
  const { pages } = useHouse();
  const self = useSelf();
  const { pathname } = useLocation();
  const entries = navOf(pages, self);
  const active = activeOf(entries, pathname);
  useFocusOnArrival(pathname);
  useEffect(() => void keepShell(pages), [pages]);
  return (
    <div className={css.shell}>
      <SkipLink />
      <main className={css.main} id="main" tabIndex={-1}>
        <OfflineBar />
        <Outlet />
        <p className={css.own}><Go to={accountPath(self.kind)}>Your sign-in</Go></p>
      </main>
      <nav className={css.bar} aria-label="Main">
        <div className={css.inner}>
          {entries.map((entry) => (
            <Go
              key={entry.path} to={entry.path} className={entry.icon === 'help' ? css.help! : css.tab!}
              {...(entry.path === active ? { 'aria-current': 'page' as const } : {})}
            >
              <NavIcon name={entry.icon} size={24} /><span>{entry.label}</span>
            </Go>
          ))}
        </div>
      </nav>
    </div>
  );
}
