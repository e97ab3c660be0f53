import type { CallFailure } from './call-error.ts';

/** Pauses before the 2nd, 3rd and 4th try, in milliseconds. */
export const PAUSES_MS = [400, 1200, 3000] as const;

/**
 * Whether to try once more after a failure, and after how long. Only a cut connection is tried again by itself:
 * every act carries its operation id, so a second arrival does nothing twice.
 * @param attempt how many tries failed so far, from 1.
 */
export function pauseBeforeRetry(failure: CallFailure, attempt: number, online: boolean): number | null {
  if (failure.kind !== 'offline' || !online) return null;
  return PAUSES_MS[attempt - 1] ?? null;
}

export type Attempt = { operationId: string; input: string };

/**
 * The operation id of the next try: the earlier one while the same thing is sent again, a new one once the
 * person changed anything (then it is another act).
 */
export const attemptFor = (earlier: Attempt | null, input: unknown, newId: () => string): Attempt => {
  const text = JSON.stringify(input) ?? '';
  return earlier?.input === text ? earlier : { operationId: newId(), input: text };
};
