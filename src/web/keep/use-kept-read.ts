import { useEffect, useState } from 'react';
import type { Operation } from '../../shared/operation.ts';
import type { InputOf, OutputOf } from '../call.ts';
import { CallError } from '../call-error.ts';
import { useRead } from '../operations.ts';
import { find, keep, whenKeeping } from './keeper.ts';

export type KeptRead<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown; keptAt: string | null };

/**
 * A read that opens without a connection too: what was read last is kept sealed on this device, and shown until it can
 * be read anew. For what a client needs at two in the morning. Same shape as `useRead`, so `<Shown>` takes it.
 */
export function useKeptRead<Op extends Operation>(op: Op, input: InputOf<Op>): KeptRead<OutputOf<Op>> {
  const read = useRead(op, input);
  const name = `read:${op.name}:${JSON.stringify(input)}`;
  const [kept, setKept] = useState<{ value: OutputOf<Op>; keptAt: string } | null>(null);
  const fresh = read.data;
  useEffect(() => {
    if (fresh !== undefined) return whenKeeping(() => void keep('drafts', name, fresh));
    let here = true;
    const stop = whenKeeping(() => void find<OutputOf<Op>>('drafts', name).then((found) => {
      if (here && found) setKept(found);
    }));
    return () => {
      here = false;
      stop();
    };
  }, [fresh, name]);
  const offline = read.error instanceof CallError && read.error.failure.kind === 'offline';
  return {
    data: fresh ?? kept?.value,
    // without a connection the bar says so already; what was kept is no error
    error: offline && (fresh ?? kept?.value) !== undefined ? null : read.error,
    isPending: read.isPending, refetch: read.refetch, keptAt: fresh === undefined ? (kept?.keptAt ?? null) : null,
  };
}
