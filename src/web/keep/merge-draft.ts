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
