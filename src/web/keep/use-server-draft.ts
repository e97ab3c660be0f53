import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CallError } from '../call-error.ts';
import { both, differences, holdsAll, isProse, type Difference } from './merge-draft.ts';
import type { KeptForm } from './use-kept-form.ts';

const PAUSE_MS = 700;

type Held<V> = { values: V; version: string | null };

export type ServerDraft = {
  /** Somebody saved meanwhile: `mine` goes on with what is here, `theirs` takes what they saved, `both` puts theirs below mine. */
  conflict: boolean;
  /** Where the two differ; null until it is read what they saved. */
  differ: Difference[] | null;
  error: CallError | null;
  saving: boolean;
  /** Sends what is not sent yet. The version that the server then holds; null if it could not be sent. */
  settle: () => Promise<string | null>;
  mine: () => void;
  both: () => void;
  theirs: () => void;
};

/**
 * Keeps a form on the server while it is typed: after a pause, one save at a time, each naming the version it was typed
 * on. The device keeps it too (`useKeptForm`), until the server has it.
 * @param held what the server was last read to hold
 * @param save sends the values on a version; undefined if it did not happen
 */
export function useServerDraft<V extends object>(o: {
  form: KeptForm<V>; held: Held<V>; may?: boolean;
  act: { error: CallError | null; forget: () => void };
  save: (values: V, version: string | null) => Promise<{ version: string } | undefined>;
}): ServerDraft {
  const { form, held, act, may = true } = o;
  const version = useRef(held.version);
  const sent = useRef(JSON.stringify(held.values));
  const running = useRef<Promise<boolean> | null>(null);
  const [round, setRound] = useState(0);
  const text = JSON.stringify(form.values);
  const latest = useRef(text);
  latest.current = text;
  // a draft that was kept on an older version than the server holds now: it is sent as what it is, so that the server sees
  // that somebody saved meanwhile; unless all they wrote stands in it too
  const found = useRef<string | null>(null);
  if (form.restoredBase !== undefined && found.current !== form.restoredAt) {
    found.current = form.restoredAt;
    version.current = holdsAll(form.values, held.values) ? held.version : form.restoredBase;
  }
  form.base.current = version.current;
  const failure = act.error?.failure;
  const conflict = failure?.kind === 'refusal' && failure.reason === 'changed-meanwhile';

  const queries = useQueryClient();
  useEffect(() => {
    if (conflict) void queries.invalidateQueries({ queryKey: ['op'] });
  }, [conflict, queries]);
  const fresh = held.version !== version.current;

  const send = async (): Promise<boolean> => {
    const now = latest.current;
    const saved = await o.save(JSON.parse(now) as V, version.current);
    if (saved) {
      version.current = saved.version;
      form.base.current = saved.version;
      sent.current = now;
      if (latest.current === now) await form.done();
    }
    setRound((n) => n + 1);
    return saved !== undefined;
  };
  const once = (): Promise<boolean> => {
    running.current ??= send().finally(() => {
      running.current = null;
    });
    return running.current;
  };
  useEffect(() => {
    if (!may || conflict || text === sent.current || running.current) return undefined;
    const timer = setTimeout(() => void once(), PAUSE_MS);
    return () => clearTimeout(timer);
    // what a save needs it reads from refs; it runs when the text, or the end of the save before it, asks for it
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text, round, conflict, may]);

  const free = (): void => {
    version.current = held.version;
    act.forget();
    setRound((n) => n + 1);
  };
  return {
    conflict,
    differ: conflict && fresh ? differences(form.values, held.values) : null,
    error: conflict ? null : act.error,
    saving: may && (running.current !== null || text !== sent.current),
    settle: async () => {
      if (running.current) await running.current;
      while (latest.current !== sent.current) if (!await once()) return null;
      return version.current;
    },
    mine: free,
    both: () => {
      form.change((mine) => both(mine, held.values, isProse));
      free();
    },
    theirs: () => {
      sent.current = JSON.stringify(held.values);
      form.change(() => held.values);
      void form.done();
      free();
    },
  };
}
