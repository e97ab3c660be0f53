/** What somebody changed: by which operation, about which client, if about one. */
export type Change = { clientId: string | null; operation: string };

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Acts that come every other second while something runs, and change one read alone: nobody else's screen reads again for them. */
const TELLS_ONLY: Readonly<Record<string, string>> = { noteBuild: 'readBuild' };

/**
 * May a change alter what a read answered? A read that names a client is touched by changes about that client and by
 * those about nobody in particular; any other read may be touched by all. Reading once too often is cheap, showing
 * what is gone is not.
 * @param key `['op', name, agencyId, input]`
 */
export function touches(change: Change, key: readonly unknown[]): boolean {
  const only = TELLS_ONLY[change.operation];
  if (only !== undefined) return key[1] === only;
  const { clientId } = (key[3] ?? {}) as { clientId?: unknown };
  if (change.clientId === null || typeof clientId !== 'string' || !anyId.test(clientId)) return true;
  return clientId === change.clientId;
}
