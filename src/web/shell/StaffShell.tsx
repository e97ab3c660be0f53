import { UnstyledButton } from '@mantine/core';
import { Outlet, useLocation } from '@tanstack/react-router';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Go } from '../go.tsx';
import { useHouse } from '../page.ts';
import { Logo } from '../pictures/Logo.tsx';
import { useSelf } from '../self.ts';
import { focusPrimaryAct } from './primary-act.ts';
import { NavIcon } from './icons.tsx';
import { activeOf, navOf } from './nav.ts';
import { OwnMenu, MoreSheet } from './OwnMenu.tsx';
import { OfflineBar } from './OfflineBar.tsx';
import { SkipLink, useFocusOnArrival } from './arrival.tsx';
import css from './StaffShell.module.css';

const loadPalette = () => import('./Palette.tsx');
const Palette = lazy(loadPalette);
/** Fetched once the page is quiet, so that the first letters after Ctrl K find a box to stand in. */
const QUIET_MS = 2000;
const MOST_ENTRIES = 6;
const MOST_IN_BAR = 4;

/** Sidebar of 208 with words; a rail of 84 from 700 to 1199 px; a bar of four and More on a phone. No top bar. */
export default function StaffShell() {
  const { pages } = useHouse();
  const self = useSelf();
  const { pathname } = useLocation();
  const [palette, setPalette] = useState(false);
  const entries = navOf(pages, self);
  const active = activeOf(entries, pathname);
  useFocusOnArrival(pathname);
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !['k', 'enter'].includes(event.key.toLowerCase())) return;
      event.preventDefault();
      if (event.key === 'Enter') focusPrimaryAct();
      else setPalette(true);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <div className={css.shell}>
      <SkipLink />
      <div className={css.side}>
        <Go to="/" className={css.logo} aria-label="Stepwell, start"><Logo /><span>Stepwell</span></Go>
        <UnstyledButton className={css.goto} onClick={() => setPalette(true)} aria-keyshortcuts="Control+K">
          <IconSearch size={18} stroke={1.6} aria-hidden /><span className={css.gotoWords}>Go to…</span><kbd>Ctrl K</kbd>
        </UnstyledButton>
        <nav className={css.nav} aria-label="Main">
          {entries.slice(0, MOST_ENTRIES).map((entry) => (
            <Go key={entry.path} to={entry.path} className={css.entry!} {...(entry.path === active ? { 'aria-current': 'page' as const } : {})}>
              <NavIcon name={entry.icon} /><span>{entry.label}</span>
            </Go>
          ))}
        </nav>
        <OwnMenu more={entries.slice(MOST_ENTRIES)} />
      </div>
      <main className={css.main} id="main" tabIndex={-1}>
        <OfflineBar />
        <button type="button" className={css.find} aria-label="Go to a person or page" onClick={() => setPalette(true)}><IconSearch size={22} stroke={1.6} /></button>
        <Outlet />
      </main>
      <nav className={css.bar} aria-label="Main, at the bottom">
        {entries.slice(0, MOST_IN_BAR).map((entry) => (
          <Go key={entry.path} to={entry.path} className={css.tab!} {...(entry.path === active ? { 'aria-current': 'page' as const } : {})}>
            <NavIcon name={entry.icon} size={22} /><span>{entry.label}</span>
          </Go>
        ))}
        <MoreSheet entries={entries.slice(MOST_IN_BAR)} className={css.tab!} />
      </nav>
      {palette && <Suspense fallback={null}><Palette onClose={() => setPalette(false)} /></Suspense>}
    </div>
  );
}
