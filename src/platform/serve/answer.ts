import type { Refusal } from '../../shared/decision.ts';

export type FieldFault = { field: string; say: string };

/** Everything an operation can answer. HTTP statuses are given to these in one place (`http.ts`). */
export type Answer =
  | { kind: 'value'; value: unknown }
  | { kind: 'refusal'; refusal: Refusal }
  | { kind: 'invalid'; invalid: FieldFault[] }
  | { kind: 'not-allowed'; refusal: Refusal }
  | { kind: 'not-found'; refusal: Refusal }
  | { kind: 'signed-out' }
  | { kind: 'fault'; fault: string };

export const NOT_ALLOWED: Answer = {
  kind: 'not-allowed',
  refusal: { ok: false, reason: 'not-allowed', say: 'Your role does not do this. Ask a supervisor or an administrator.' },
};

/** The same words whether the chart is not there or not theirs: that somebody is a client is protected (PV-01). */
export const NOT_FOUND: Answer = {
  kind: 'not-found',
  refusal: { ok: false, reason: 'not-found', say: 'There is nothing here that you can open. Check the address, or ask for access.' },
};

/** What the audit entry says of an answer that is no value. */
export const reasonOf = (answer: Answer): string => ('refusal' in answer ? answer.refusal.reason : answer.kind);
