import type { CallFailure } from '../call-error.ts';

/** An act that waits on this device for a connection, with the id it will always carry. */
export type Waiting = {
  operationId: string;
  operation: string;
  agencyId: string | null;
  input: unknown;
  /** What the person did, in their words: `Check-in, Monday evening`. */
  what: string;
  since: string;
  tries: number;
  /** Set when the server said no: it stays here to be read, and is not sent again by itself. */
  stuck?: string;
};

/** How many of our own faults a waiting act survives before it asks for a person. */
export const MAX_FAULTS = 5;

/**
 * What becomes of a waiting act after it failed: it waits on, or a person must look at it. Never dropped silently.
 */
export function afterFailure(waiting: Waiting, failure: CallFailure, say: string): Waiting {
  switch (failure.kind) {
    case 'offline':
    case 'busy':
    case 'signed-out': return waiting;
    case 'fault': {
      const tries = waiting.tries + 1;
      return tries >= MAX_FAULTS ? { ...waiting, tries, stuck: say } : { ...waiting, tries };
    }
    default: return { ...waiting, stuck: say };
  }
}

/** The order in which waiting acts are sent: as they were done. Stuck ones are left out. */
export const sendable = (all: readonly Waiting[]): Waiting[] =>
  all.filter((one) => one.stuck === undefined).sort((a, b) => (a.operationId < b.operationId ? -1 : 1));
