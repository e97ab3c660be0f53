import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { now } from '../clock.ts';
import type { FormOfAct } from '../operations.ts';
import { canKeep, drop, find, keep, keepAtOnce, whenReady } from './keeper.ts';
import { mergeDraft } from './merge-draft.ts';

/** `clean` nothing typed · `keeping` about to be written · `kept` sealed on this device · `page` only in this page. */
export type KeptState = { state: 'clean' | 'keeping' | 'kept' | 'page'; at: string | null };

export type KeptForm<V extends object> = FormOfAct & {
  name: string;
  values: V;
  set: <K extends keyof V & string>(field: K, value: V[K]) => void;
  patch: (part: Partial<V>) => void;
  /** For lists and nested values: `form.change((v) => ({ ...v, members: … }))`. */
  change: (next: (values: V) => V) => void;
  /** What is wrong with a field, by its name or dotted path (`members.2.leftAt`). */
  errorOf: (field: string) => string | undefined;
  kept: KeptState;
  /** When the draft was kept that this form opened with, if it did. */
  restoredAt: string | null;
  /** Which version of what the server holds the restored draft was typed on; undefined if none was restored. */
  restoredBase: string | null | undefined;
  /** On which version what is typed now stands: kept with each letter. */
  base: { current: string | null };
  /** Back to the start; the draft is dropped. */
  reset: () => void;
};

const PAUSE_MS = 350;

/**
 * A form whose text survives a killed or closed tab, a lost connection and an ended sign-in.
 * `const form = useKeptForm('plan-review:' + planId, { summary: '', met: [] as string[] })`
 * @param name one form of one thing, such as `note:<session id>`; the same name finds the same draft.
 * @param initial what it starts with; read once per name.
 */
export function useKeptForm<V extends object>(name: string, initial: V): KeptForm<V> {
  const start = useRef({ name, initial });
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [kept, setKept] = useState<KeptState>({ state: 'clean', at: null });
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const [restoredBase, setRestoredBase] = useState<string | null | undefined>(undefined);
  const base = useRef<string | null>(null);
  /** Nothing is written over an earlier draft before it was found. */
  const looked = useRef(false);
  const touched = useRef(new Set<string>());
  const latest = useRef(values);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const write = useCallback(async () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (!looked.current && canKeep()) return void (timer.current = setTimeout(() => void write(), PAUSE_MS));
    const { name: place } = start.current;
    const done = await (keepAtOnce(place, latest.current, base.current, true) ?? keep('drafts', place, latest.current));
    return setKept({ state: done ? 'kept' : 'page', at: now() });
  }, []);

  const change = useCallback((next: (values: V) => V) => {
    const before = latest.current;
    latest.current = next(before);
    const changed = Object.keys(latest.current).filter((key) => latest.current[key as keyof V] !== before[key as keyof V]);
    for (const key of changed) touched.current.add(key);
    // every letter, before anything is drawn: no handler runs when a tab is killed
    if (looked.current) void keepAtOnce(start.current.name, latest.current, base.current, false);
    setValues(latest.current);
    setErrors((all) => Object.fromEntries(Object.entries(all).filter(([field]) => !changed.includes(field.split('.')[0]!))));
    setKept((old) => ({ state: canKeep() ? 'keeping' : 'page', at: old.at }));
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void write(), PAUSE_MS);
  }, [write]);

  const clear = useCallback(async () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    touched.current.clear();
    setErrors({});
    setKept({ state: 'clean', at: null });
    setRestoredAt(null);
    setRestoredBase(undefined);
    await drop('drafts', start.current.name);
  }, []);

  const reset = useCallback(() => {
    latest.current = start.current.initial;
    setValues(start.current.initial);
    void clear();
  }, [clear]);

  useEffect(() => {
    if (start.current.name !== name) {
      start.current = { name, initial };
      latest.current = initial;
      touched.current.clear();
      setValues(initial);
      setErrors({});
      setKept({ state: 'clean', at: null });
      setRestoredAt(null);
      setRestoredBase(undefined);
    }
    let here = true;
    looked.current = false;
    const stop = whenReady(name, () => void find<Partial<V>>('drafts', name).then((draft) => {
      if (!here) return;
      looked.current = true;
      if (!draft) return;
      latest.current = mergeDraft(latest.current, draft.value, touched.current);
      setValues(latest.current);
      setRestoredAt(draft.keptAt);
      setRestoredBase(draft.base);
      setKept({ state: 'kept', at: draft.keptAt });
    }));
    const hide = () => {
      if (timer.current !== null) void write();
    };
    window.addEventListener('pagehide', hide);
    document.addEventListener('visibilitychange', hide);
    return () => {
      here = false;
      stop();
      hide();
      window.removeEventListener('pagehide', hide);
      document.removeEventListener('visibilitychange', hide);
    };
    // `initial` is read once per name.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [name, write]);

  return useMemo(() => ({
    name, values, kept, restoredAt, restoredBase, base, reset, change,
    set: (field, value) => change((all) => ({ ...all, [field]: value })),
    patch: (part) => change((all) => ({ ...all, ...part })),
    errorOf: (field) => errors[field],
    showErrors: (list) => setErrors(Object.fromEntries(list.map(({ field, say }) => [field, say]))),
    done: clear,
  }), [name, values, errors, kept, restoredAt, restoredBase, base, reset, change, clear]);
}
