import { useEffect, useRef, useState } from 'react';
import type { CallError } from '../call-error.ts';
import type { KeptForm } from './use-kept-form.ts';

const PAUSE_MS = 700;

type Held<V> = { values: V; version: string | null };

export type ServerDraft = {
  /** Somebody saved meanwhile: `mine` goes on with what is here, `theirs` takes what they saved. */
  conflict: boolean;
  error: CallError | null;
  saving: boolean;
  /** Sends what is not sent yet. The version that the server then holds; null if it could not be sent. */
  settle: () => Promise<string | null>;
  mine: () => void;
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
  const failure = act.error?.failure;
  const conflict = failure?.kind === 'refusal' && failure.reason === 'changed-meanwhile';

  const send = async (): Promise<boolean> => {
    const now = latest.current;
    const saved = await o.save(JSON.parse(now) as V, version.current);
    if (saved) {
      version.current = saved.version;
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
    error: conflict ? null : act.error,
    saving: may && (running.current !== null || text !== sent.current),
    settle: async () => {
      if (running.current) await running.current;
      while (latest.current !== sent.current) if (!await once()) return null;
      return version.current;
    },
    mine: free,
    theirs: () => {
      sent.current = JSON.stringify(held.values);
      form.change(() => held.values);
      free();
    },
  };
}
