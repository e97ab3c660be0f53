import { isShared } from '../sign-in/session.ts';
import type { Page } from '../page.ts';

/**
 * Lets a client's own phone open without a network: loads every page of theirs once and asks the service worker to
 * keep the files. Not for staff, and not on a device that several people use.
 */
export async function keepShell(pages: readonly Page[]): Promise<void> {
  if (!isShared()) await keepFiles(() => Promise.all(pages.filter((page) => page.audience === 'client').map((page) => page.load())));
}

/**
 * Asks the service worker to keep the files of this page.
 * @param load brings what the page will need and has not loaded yet
 */
export async function keepFiles(load: () => Promise<unknown>): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/sw.js');
    const { active } = await navigator.serviceWorker.ready;
    await load();
    // a worker's postMessage has no target origin: its second argument is what is transferred
    active?.postMessage({ keep: ['/', '/icon.svg', ...usedFiles()] }, []);
  } catch {
    // no service worker here (a private window, an old browser): the app works with a connection
  }
}

/** The hashed files that this page was made of. */
function usedFiles(): string[] {
  const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name))
    .filter((url) => url.origin === window.location.origin && url.pathname.startsWith('/assets/')).map((url) => url.pathname);
  return [...new Set(loaded)];
}
