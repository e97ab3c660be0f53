/** One thing that changed: what kind of thing, and which. */
export type Change = { topic: string; ids: string[] };

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;

/**
 * May a change alter what a read answered? A read that names ids is touched when one of them changed; a read that
 * names none is a list, which any change may alter. Reading once too often is cheap, showing what is gone is not.
 * @param key `['op', name, agencyId, input]`
 */
export function touches(change: Change, key: readonly unknown[]): boolean {
  const input = JSON.stringify(key[3] ?? null);
  return change.ids.length === 0 || !anyId.test(input) || change.ids.some((id) => input.includes(id));
}
