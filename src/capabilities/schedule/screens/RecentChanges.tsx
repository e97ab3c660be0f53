import { Button } from '@mantine/core';
import { useZone } from '../../../web/self.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Row, Rows, Section } from '../../../web/parts/index.ts';
import { sayWhen } from '../../../web/words.ts';
import { listScheduleChanges, undoClientChange, undoScheduleChange } from '../api.ts';

const WORDS: Record<string, string> = {
  moveSession: 'Moved', substituteLeader: 'Given to others', cancelSession: 'Cancelled', changeSessionMode: 'Joined another way', addSession: 'Added once',
  changeSeries: 'Changed', endSeries: 'Ended', addMeeting: 'A further time', addClosure: 'Closed',
};

/** What was changed in the last day, each with the way back. Nothing is shown where nothing was changed. */
export function RecentChanges({ kinds, seriesId }: { kinds?: readonly string[]; seriesId?: string }) {
  const zone = useZone();
  const read = useRead(listScheduleChanges, seriesId === undefined ? {} : { seriesId });
  const undo = useAct(undoScheduleChange);
  const rows = (read.data ?? []).filter((one) => (kinds ? kinds.includes(one.kind) : one.kind in WORDS));
  if (rows.length === 0) return null;
  return (
    <Section title="Changed in the last day" count={rows.length}>
      <ErrorBox error={undo.error} />
      <Rows dense>
        {rows.map((one) => (
          <Row key={one.changeId} title={one.words} sub={`${WORDS[one.kind] ?? 'Changed'} ${sayWhen(one.at, zone)}, ${one.by}`}
            action={<Button loading={undo.busy} onClick={() => void undo.send({ changeId: one.changeId })}>Take it back</Button>} />
        ))}
      </Rows>
    </Section>
  );
}

/** The same on a client's chart, for what was done with their seats. */
export function UndoSeatChange({ clientId, changeId, words }: { clientId: string; changeId: string; words: string }) {
  const undo = useAct(undoClientChange);
  return (
    <>
      {undo.value === undefined
        ? <Row title={words} action={<Button loading={undo.busy} onClick={() => void undo.send({ clientId, changeId })}>Take it back</Button>} />
        : <Row title="Taken back. Everything is as it was." past />}
      <ErrorBox error={undo.error} />
    </>
  );
}
