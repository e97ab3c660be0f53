import { useSyncExternalStore } from 'react';
import type { Instant } from '../shared/dates.ts';

/**
 * The server's clock, not the device's: a phone with a wrong clock shows the right day. Every answer carries
 * `x-now`; between answers the device's monotonic clock counts on.
 */
let base = { instantMs: Date.now(), atMs: performance.now() };
const listeners = new Set<() => void>();

export function setClock(serverNow: string | null): void {
  const instantMs = serverNow === null ? Number.NaN : Date.parse(serverNow);
  if (Number.isNaN(instantMs)) return;
  const jumped = Math.abs(instantMs - nowMs()) > 2000;
  base = { instantMs, atMs: performance.now() };
  if (jumped) for (const listener of listeners) listener();
}

const nowMs = (): number => base.instantMs + (performance.now() - base.atMs);

/** Now, by the server's clock. */
export const now = (): Instant => new Date(nowMs()).toISOString();

const minute = () => new Date(Math.floor(nowMs() / 60_000) * 60_000).toISOString();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  const timer = setInterval(listener, 5000);
  return () => {
    listeners.delete(listener);
    clearInterval(timer);
  };
};

/** The present minute; a component that uses it is drawn anew when it passes. */
export const useMinute = (): Instant => useSyncExternalStore(subscribe, minute);
