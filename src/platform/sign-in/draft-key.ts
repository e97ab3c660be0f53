/** The key under which a device keeps text that waits to be sent. The server keeps it sealed; a sign-in gives it. */
import { randomBytes } from 'node:crypto';
import type { Id } from '../../shared/ids.ts';
import type { Parts } from './parts.ts';
import { findDraftKey, keepDraftKey } from './store/draft-keys.ts';

/** 32 bytes as base64: the same for one account each time. */
export async function openDraftKey(parts: Parts, accountId: Id): Promise<string> {
  const sealed = await findDraftKey(parts.pool, accountId)
    ?? await keepDraftKey(parts.pool, accountId, parts.keys.seal('draft', accountId, randomBytes(32)), parts.now());
  return parts.keys.open('draft', accountId, sealed).toString('base64');
}
