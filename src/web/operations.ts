import {
  queryOptions, useMutation, useQuery, useQueryClient, type UseQueryResult,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from '../shared/ids.ts';
import type { Operation } from '../shared/operation.ts';
import { call, workingFor, type InputOf, type OutputOf } from './call.ts';
import { CallError } from './call-error.ts';
import { attemptFor, type Attempt } from './retry.ts';

/** A read as a react-query option, for `useRead`, `prefetchQuery` and `useQueries` alike. */
export const reading = <Op extends Operation>(op: Op, input: InputOf<Op>) =>
  queryOptions<OutputOf<Op>, CallError>({
    queryKey: ['op', op.name, workingFor(), input],
    queryFn: ({ signal }) => call(op, input, { signal }),
  });

/**
 * Reads an operation and keeps it fresh: `const plan = useRead(readPlan, { clientId })`.
 * `plan.data`, `plan.error` (a `CallError`), `plan.isPending`. Pass `null` to wait until the input is known.
 * Show it through `<Shown read={plan}>{(data) => …}</Shown>`.
 */
export function useRead<Op extends Operation>(op: Op, input: InputOf<Op> | null): UseQueryResult<OutputOf<Op>, CallError> {
  return useQuery({ ...reading(op, input as InputOf<Op>), enabled: input !== null });
}

/** What an act may tell its form: which fields to mend, and that all was kept. See `useKeptForm`. */
export type FormOfAct = {
  showErrors: (errors: { field: string; say: string }[]) => void;
  done: () => void | Promise<void>;
};

export type Act<Op extends Operation> = {
  /** Sends it. Resolves to the value, or to undefined if it did not happen (then `error` says why). */
  send: (input: InputOf<Op>) => Promise<OutputOf<Op> | undefined>;
  busy: boolean;
  error: CallError | null;
  value: OutputOf<Op> | undefined;
  forget: () => void;
};

/**
 * An act: `const sign = useAct(signPlan, { form, onDone: () => navigate(…) })`, then `sign.send(input)`.
 * With `form` its fields show what the server refused, and its draft is dropped once the act is done.
 * All open reads are read anew after it.
 */
export function useAct<Op extends Operation>(
  op: Op,
  options: { form?: FormOfAct; onDone?: (value: OutputOf<Op>, input: InputOf<Op>) => void } = {},
): Act<Op> {
  const queries = useQueryClient();
  const attempt = useRef<Attempt | null>(null);
  const mutation = useMutation<OutputOf<Op>, CallError, InputOf<Op>>({
    mutationFn: (input) => {
      attempt.current = attemptFor(attempt.current, input, newId);
      return call(op, input, { operationId: attempt.current.operationId });
    },
    networkMode: 'always',
    onSuccess: async (value, input) => {
      attempt.current = null;
      await options.form?.done();
      options.onDone?.(value, input);
      await queries.invalidateQueries({ queryKey: ['op'] });
    },
    onError: (error) => options.form?.showErrors(fieldErrorsOf(error)),
  });
  return {
    send: (input) => mutation.mutateAsync(input).catch(() => undefined),
    busy: mutation.isPending,
    error: mutation.error,
    value: mutation.data,
    forget: mutation.reset,
  };
}

function fieldErrorsOf(error: CallError): { field: string; say: string }[] {
  if (!(error instanceof CallError)) return [];
  const { failure } = error;
  if (failure.kind === 'invalid') return failure.fields;
  return failure.kind === 'refusal' && failure.field !== undefined ? [{ field: failure.field, say: failure.say }] : [];
}
