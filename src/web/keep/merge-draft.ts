/**
 * A kept draft laid over a form's starting values: only fields the form still has, and none that the person has
 * already touched since the page opened.
 */
export function mergeDraft<V extends object>(values: V, draft: Partial<V>, touched: ReadonlySet<string>): V {
  const merged = { ...values };
  for (const name of Object.keys(values) as (keyof V & string)[]) {
    const kept = draft[name];
    if (kept !== undefined && !touched.has(name) && sameKind(values[name], kept)) merged[name] = kept;
  }
  return merged;
}

/** A form that changed its shape since the draft was kept must not be given a list where it expects a word. */
function sameKind(a: unknown, b: unknown): boolean {
  if (a === null || a === undefined || b === null) return true;
  return typeof a === typeof b && Array.isArray(a) === Array.isArray(b);
}

/** Whether every word of `theirs` also stands in `mine`, in its place: then nothing is lost when mine takes its place. */
export function holdsAll(mine: unknown, theirs: unknown): boolean {
  if (theirs === null || theirs === undefined || theirs === '') return true;
  if (typeof theirs === 'string') return typeof mine === 'string' && mine.includes(theirs);
  if (Array.isArray(theirs)) return Array.isArray(mine) && theirs.every((one) => mine.some((own) => holdsAll(own, one)));
  if (typeof theirs !== 'object') return mine === theirs;
  const own = (mine ?? {}) as Record<string, unknown>;
  return Object.entries(theirs).every(([key, value]) => holdsAll(own[key], value));
}

export type Difference = { path: (string | number)[]; mine: string; theirs: string };

/** The texts that two people wrote differently in the same place. What only one of them has, or no text, is left out. */
export function differences(mine: unknown, theirs: unknown, path: (string | number)[] = []): Difference[] {
  if (typeof mine === 'string' && typeof theirs === 'string') return mine === theirs ? [] : [{ path, mine, theirs }];
  if (mine === null || theirs === null || typeof mine !== 'object' || typeof theirs !== 'object') return [];
  if (Array.isArray(mine) && Array.isArray(theirs)) return mine.flatMap((one: unknown, i) => differences(one, theirs[i], [...path, i]));
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return names.flatMap((name) => differences((mine as Record<string, unknown>)[name] ?? '', (theirs as Record<string, unknown>)[name] ?? '', [...path, name]));
}

/** Mine, with their sentences below mine wherever prose differs (`isProse` says where two texts may stand together). */
export function both<V>(mine: V, theirs: V, isProse: (one: Difference) => boolean): V {
  const result = structuredClone(mine) as unknown;
  for (const one of differences(mine, theirs)) {
    if (!isProse(one) || one.mine.includes(one.theirs)) continue;
    let at = result as Record<string | number, unknown>;
    for (const step of one.path.slice(0, -1)) at = (at[step] ??= {}) as Record<string | number, unknown>;
    at[one.path.at(-1)!] = one.theirs.includes(one.mine) ? one.theirs : `${one.mine}\n${one.theirs}`;
  }
  return result as V;
}

/** Sentences, as against a choice, an id or a moment. */
export const isProse = (one: Difference): boolean => [one.mine, one.theirs].every((text) => text === '' || /\s/.test(text.trim()));
