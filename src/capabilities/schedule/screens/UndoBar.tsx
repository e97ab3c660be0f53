import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Id } from '../../../shared/ids.ts';
import { reachesAgency } from '../../../shared/roles.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { useSelf } from '../../../web/self.ts';
import { undoClientChange, undoScheduleChange, undoSessionChange } from '../api.ts';
import css from './UndoBar.module.css';

/** What was just done, in words, with the ids under which it can be taken back: the last first. */
export type Done = { say: string; sessionId: Id; changeIds: readonly Id[]; /** Whose seat or booking it is, where it is one person's. */ clientId?: Id };

/** Says what was done and offers to take it back. It stays until it is closed or something else is done. */
export function UndoBar(props: { done: Done | null; onClose: () => void }) {
  const { done } = props;
  const self = useSelf();
  const wide = reachesAgency(self.roles, 'schedule.write');
  const whole = useAct(undoScheduleChange);
  const single = useAct(undoSessionChange);
  const theirs = useAct(undoClientChange);
  const [undone, setUndone] = useState<Done | null>(null);
  const undo = async () => {
    for (const changeId of done!.changeIds) {
      const taken = wide ? await whole.send({ changeId }) : done!.clientId !== undefined ? await theirs.send({ clientId: done!.clientId, changeId }) : await single.send({ sessionId: done!.sessionId, changeId });
      if (taken === undefined) return;
    }
    setUndone(done);
  };
  const over = done !== null && undone === done;
  return (
    <div className={css.place} role="status">
      {done && (
        <div className={css.bar}>
          <span>{over ? 'It is as it was before.' : done.say}</span>
          {!over && done.changeIds.length > 0 && <Button variant="subtle" loading={whole.busy || single.busy || theirs.busy} onClick={() => void undo()}>Undo</Button>}
          <Button variant="subtle" color="gray" aria-label="Close" px={8} onClick={props.onClose}><IconX size={18} /></Button>
          {!over && <ErrorBox error={whole.error ?? single.error ?? theirs.error} />}
        </div>
      )}
    </div>
  );
}
