import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn, isBefore } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { ChoiceBox } from '../../../web/fields/index.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDay, sayTime } from '../../../web/words.ts';
import { makeUpSession, readProgramWeek } from '../api.ts';

type Missed = { sessionId: string; name: string; date: string };

/** Books one visit elsewhere for a session that was missed. */
export function MakeUp({ clientId, missed }: { clientId: string; missed: Missed }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" aria-label={`Make up ${missed.name}, ${sayDay(missed.date)}`} onClick={() => setOpen(true)}>Make up</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={`For ${missed.name}, ${sayDay(missed.date)}`}>
        <Choose clientId={clientId} missed={missed} onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function Choose({ clientId, missed, onDone }: { clientId: string; missed: Missed; onDone: () => void }) {
  const today = dateIn(now(), useZone());
  const [chosen, setChosen] = useState('');
  const thisWeek = useRead(readProgramWeek, { on: today });
  const next = useRead(readProgramWeek, { on: addDays(today, 7) });
  const make = useAct(makeUpSession, { onDone });
  return (
    <Shown read={next}>{(after) => {
      const open = [...thisWeek.data?.sessions ?? [], ...after.sessions].filter((one) => one.kind === 'group' && one.cancelled === null && one.seated < one.capacity && isBefore(now(), one.startAt))
        // of the same group first: it fills the gap best
        .toSorted((a, b) => Number(b.name === missed.name) - Number(a.name === missed.name) || a.startAt.localeCompare(b.startAt)).slice(0, 10);
      return (
        <Stacked>
          {open.length === 0 ? <Empty>No group has a seat in the next two weeks.</Empty> : (
            <ChoiceBox label="Which session instead" value={chosen} onChange={setChosen}
              options={open.map((one) => ({ value: one.sessionId, label: `${one.name}, ${sayDay(one.date)}, ${sayTime(one.from)}` }))} />
          )}
          <ErrorBox error={make.error} />
          <Button variant="filled" loading={make.busy} disabled={chosen === ''} onClick={() => void make.send({ clientId, missedSessionId: missed.sessionId, sessionId: chosen })}>Book this visit</Button>
        </Stacked>
      );
    }}</Shown>
  );
}
