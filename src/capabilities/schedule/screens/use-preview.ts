import { useDebouncedValue } from '@mantine/hooks';
import type { OutputOf } from '../../../web/call.ts';
import { useRead } from '../../../web/operations.ts';
import { previewSessionChange } from '../api.ts';
import { isSame, whereIs, type Clash, type Landing } from './landing.ts';
import type { Shown } from './week-grid.ts';

export type Scope = 'this-one' | 'from-here-on' | 'all-not-held';
export type Preview = OutputOf<typeof previewSessionChange>;

/** Calls are made when it rests so long. */
const REST_MS = 180;

/**
 * What the server knows to be in the way: the people who come, credentials, closed days. Null while it is asked, when the
 * calendar's own view (`clashesAt`) stands in for it, and where nothing would change.
 */
export function usePreview(one: Shown | null, landing: Landing | null, scope: Scope): { preview: Preview | null; clashes: Clash[] | null } {
  const asked = one !== null && landing !== null && !isSame(landing, whereIs(one))
    ? { sessionId: one.sessionId, scope, date: landing.date, startsAt: landing.from, endsAt: landing.to, roomId: landing.roomId, facilitatorIds: [...landing.leaderIds] } : null;
  const text = JSON.stringify(asked);
  const [rested] = useDebouncedValue(text, REST_MS);
  const read = useRead(previewSessionChange, JSON.parse(rested) as typeof asked);
  const preview = rested === text && asked !== null ? read.data ?? null : null;
  return { preview, clashes: preview && preview.conflicts.map(({ kind, say, blocks }) => ({ kind, say, blocks })) };
}
