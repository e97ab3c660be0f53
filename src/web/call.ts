import type * as z from 'zod';
import { newId } from '../shared/ids.ts';
import type { Operation } from '../shared/operation.ts';
import { CallError, failureOf, type CallFailure } from './call-error.ts';
import { setClock } from './clock.ts';
import { pauseBeforeRetry } from './retry.ts';
import { gatherReads } from './together.ts';

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
  const together = op.kind === 'read' && op.alone !== true;
  return callNamed(op.name, input, { ...options, operationId }, together ? readTogether : sendOne) as Promise<OutputOf<Op>>;
};

/** The same by name: for acts that waited on the device, of which only the name was kept. */
export async function callNamed(name: string, input: unknown, options: CallOptions, send: Send = sendOne): Promise<unknown> {
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
type Send = (name: string, input: unknown, operationId: string | null, signal?: AbortSignal) => Promise<Answer>;

const sendOne: Send = async (name, input, operationId, signal) => {
  const sent = await post(`/rpc/${name}`, { input }, operationId, signal);
  return sent === null ? { failure: { kind: 'offline' } } : answerIn(sent.status, sent.body);
};

const gather = gatherReads<Answer>(async (calls, signal) => {
  if (calls.length === 1) return [await sendOne(calls[0]!.operation, calls[0]!.input, null, signal)];
  const sent = await post('/rpc', { calls }, null, signal);
  if (sent === null) return calls.map(() => ({ failure: { kind: 'offline' } }));
  const { answers } = (sent.body ?? {}) as { answers?: { status: number; body: unknown }[] };
  // refused as a whole (signed out, too many): so is each
  return calls.map((_, i) => (answers?.[i] ? answerIn(answers[i].status, answers[i].body) : answerIn(sent.status, sent.body)));
}, (run) => setTimeout(run, 0));

const readTogether: Send = (name, input, _, signal) => gather({ operation: name, input }, signal);

/** @returns what came back; null if nothing reached the server or came from it */
async function post(path: string, content: object, operationId: string | null, signal?: AbortSignal): Promise<{ status: number; body: unknown } | null> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (operationId !== null) headers['x-operation-id'] = operationId;
  if (agencyId !== null) headers['x-agency'] = agencyId;
  const request: RequestInit = { method: 'POST', headers, body: JSON.stringify(content), credentials: 'same-origin' };
  if (signal) request.signal = signal;
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
  setClock(response.headers.get('x-now'));
  return { status: response.status, body: await response.json().catch(() => null) as unknown };
}

function answerIn(status: number, body: unknown): Answer {
  const value = body as { value?: unknown } | null;
  return status === 200 && value !== null && 'value' in value ? { value: value.value } : { failure: failureOf(status, body) };
}
