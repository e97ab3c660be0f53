import { Button } from '@mantine/core';
import type { ServerDraft } from '../../../web/keep/use-server-draft.ts';
import { Hint } from '../../../web/parts/index.ts';

/** Two people wrote at once: nothing is overwritten, the second chooses. */
export const Conflict = ({ draft }: { draft: ServerDraft }) => (
  <Hint kind="soon">
    Somebody else wrote here meanwhile. Yours is kept. <Button size="compact-sm" onClick={draft.mine}>Keep mine</Button>{' '}
    <Button size="compact-sm" onClick={draft.theirs}>Take theirs</Button>
  </Hint>
);
