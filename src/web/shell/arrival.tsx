import { useEffect, useRef } from 'react';
import css from './arrival.module.css';

/** First in the page for a keyboard: past the sidebar. */
export const SkipLink = () => <a href="#main" className={css.skip}>Skip to the page</a>;

/** A new page puts the keyboard at its headline, so that a screen reader says where one is. */
export function useFocusOnArrival(pathname: string): void {
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return undefined;
    shown.current = pathname;
    const timer = setTimeout(() => {
      const target = document.getElementById('page-title') ?? document.getElementById('main');
      if (!document.activeElement || document.activeElement === document.body || !document.getElementById('main')?.contains(document.activeElement)) {
        target?.focus({ preventScroll: true });
      }
    }, 60);
    return () => clearTimeout(timer);
  }, [pathname]);
}
