/** Fetches what nearly every screen after the first one needs, while somebody reads that first one. */
export function fetchAtRest(): void {
  const run = (): void => void import('./kit.ts').catch(() => {});
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 10_000 });
  else setTimeout(run, 4_000);
}
