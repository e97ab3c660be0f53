import type * as z from 'zod';
import { newId } from '../shared/ids.ts';
import type { Operation } from '../shared/operation.ts';
import { CallError, failureOf, type CallFailure } from './call-error.ts';
import { setClock } from './clock.ts';
import { pauseBeforeRetry } from './retry.ts';

export type InputOf<Op extends Operation> = z.input<Op['input']>;
export type OutputOf<Op extends Operation> = z.output<Op['output']>;

export type CallOptions = {
  /** For acts: the same id on each try, so that nothing happens twice. */
  operationId?: string | undefined;
  signal?: AbortSignal;
  /** Fail at once when signed out instead of asking to sign in. */
  quiet?: boolean;
};

/** The agency that this tab works for; the server checks that the person belongs to it. */
let agencyId: string | null = null;
export const workFor = (agency: string | null): void => {
  agencyId = agency;
};
export const workingFor = (): string | null => agencyId;

/** Asks the person to sign in again, in place. Resolves to whether they did. Set by the sign-in dialog. */
let askToSignIn: () => Promise<boolean> = () => Promise.resolve(false);
export const onSignedOut = (ask: () => Promise<boolean>): void => {
  askToSignIn = ask;
};

/**
 * Calls an operation: `const plan = await call(readPlan, { clientId })`.
 * Throws a `CallError`. A cut connection is tried again with the same operation id; a sign-in that ended asks for
 * a new one without leaving the page, then goes on.
 */
export const call = <Op extends Operation>(op: Op, input: InputOf<Op>, options: CallOptions = {}): Promise<OutputOf<Op>> => {
  const operationId = op.kind === 'act' ? (options.operationId ?? newId()) : undefined;
  return callNamed(op.name, input, { ...options, operationId }) as Promise<OutputOf<Op>>;
};

/** The same by name: for acts that waited on the device, of which only the name was kept. */
export async function callNamed(name: string, input: unknown, options: CallOptions): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(name, input, options.operationId ?? null, options.signal);
    if ('value' in answer) return answer.value;
    if (answer.failure.kind === 'signed-out' && options.quiet !== true) {
      if (await askToSignIn()) continue;
      throw new CallError(answer.failure);
    }
    const pause = pauseBeforeRetry(answer.failure, attempt, navigator.onLine);
    if (pause === null) throw new CallError(answer.failure);
    await new Promise((resolve) => setTimeout(resolve, pause));
    options.signal?.throwIfAborted();
  }
}

type Answer = { value: unknown } | { failure: CallFailure };

async function send(name: string, input: unknown, operationId: string | null, signal?: AbortSignal): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (operationId !== null) headers['x-operation-id'] = operationId;
  if (agencyId !== null) headers['x-agency'] = agencyId;
  const request: RequestInit = { method: 'POST', headers, body: JSON.stringify({ input }), credentials: 'same-origin' };
  if (signal) request.signal = signal;
  let response: Response;
  try {
    response = await fetch(`/rpc/${name}`, request);
  } catch (error) {
    if (signal?.aborted) throw error;
    return { failure: { kind: 'offline' } };
  }
  setClock(response.headers.get('x-now'));
  const body = (await response.json().catch(() => null)) as { value?: unknown } | null;
  if (response.ok && body !== null && 'value' in body) return { value: body.value };
  return { failure: failureOf(response.status, body) };
}
