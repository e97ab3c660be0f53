import { useSyncExternalStore } from 'react';
import { newId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import { call, callNamed, workingFor, type InputOf, type OutputOf } from '../call.ts';
import { CallError } from '../call-error.ts';
import { now } from '../clock.ts';
import { canKeep, drop, find, keep, whenKeeping } from './keeper.ts';
import { afterFailure, sendable, type Waiting } from './outbox-rules.ts';

/** One sealed list: a day without a connection makes a handful of check-ins, not thousands. */
let all: readonly Waiting[] = [];
const listeners = new Set<() => void>();

async function become(next: readonly Waiting[]): Promise<boolean> {
  all = next;
  for (const listener of listeners) listener();
  return next.length === 0 ? drop('outbox', 'all').then(() => true) : keep('outbox', 'all', next);
}

/**
 * Sends an act now, or keeps it sealed on this device until there is a connection: for what a client says on a
 * phone. Answers `{ sent }` with the value, or `{ kept: true }`. Throws a `CallError` for all but a lost connection.
 */
export async function sendOrKeep<Op extends Operation>(
  op: Op, input: InputOf<Op>, what: string,
): Promise<{ sent: OutputOf<Op> } | { kept: true }> {
  const operationId = newId();
  try {
    return { sent: await call(op, input, { operationId }) };
  } catch (error) {
    if (!(error instanceof CallError) || error.failure.kind !== 'offline' || !canKeep()) throw error;
    const waiting = { operationId, operation: op.name, agencyId: workingFor(), input, what, since: now(), tries: 0 };
    if (!(await become([...all, waiting]))) throw error;
    return { kept: true };
  }
}

let sending = false;

/** Sends what waits, in order, each under the id it always had. */
export async function sendWaiting(): Promise<void> {
  if (sending || !navigator.onLine) return;
  sending = true;
  try {
    for (const one of sendable(all)) {
      if (one.agencyId !== workingFor()) continue;
      try {
        await callNamed(one.operation, one.input, { operationId: one.operationId, quiet: true });
        await become(all.filter((other) => other.operationId !== one.operationId));
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        const next = afterFailure(one, error.failure, error.message);
        await become(all.map((other) => (other.operationId === one.operationId ? next : other)));
        if (next.stuck === undefined) break;
      }
    }
  } finally {
    sending = false;
  }
}

/** A person read why it could not be sent, and lets it go. */
export const letGo = (operationId: string): Promise<boolean> =>
  become(all.filter((one) => one.operationId !== operationId));

/** Begins watching for a connection. Returns how to stop. */
export function watchOutbox(): () => void {
  const stopWaiting = whenKeeping(() => {
    void find<Waiting[]>('outbox', 'all').then((kept) => {
      if (kept) void become(kept.value).then(sendWaiting);
    });
  });
  const tryNow = () => void sendWaiting();
  const timer = setInterval(tryNow, 30_000);
  window.addEventListener('online', tryNow);
  return () => {
    stopWaiting();
    clearInterval(timer);
    window.removeEventListener('online', tryNow);
  };
}

/** What waits on this device. */
export const useOutbox = (): readonly Waiting[] =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => all);
