import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { SelectField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Shown, Stacked } from '../../../web/parts/index.ts';
import { listTimetable } from '../../schedule/api.ts';
import { joinWaitingList } from '../waiting-api.ts';

/** A button that puts somebody on the waiting list of a track or a group, from their call or their chart. */
export function JoinWaiting({ clientId }: { clientId: string }) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<{ place: number; of: number } | null>(null);
  return (
    <>
      {place ? <p>On the waiting list, {place.place} of {place.of}.</p> : <Button onClick={() => setOpen(true)}>Put on the waiting list</Button>}
      <Modal opened={open} onClose={() => setOpen(false)} title="Put on the waiting list">
        <Form clientId={clientId} onDone={(value) => {
          setPlace(value);
          setOpen(false);
        }} />
      </Modal>
    </>
  );
}

function Form({ clientId, onDone }: { clientId: string; onDone: (value: { place: number; of: number }) => void }) {
  const timetable = useRead(listTimetable, {});
  const form = useKeptForm(`wait:${clientId}`, { target: '', note: '' });
  const v = form.values;
  const join = useAct(joinWaitingList, { form, onDone });
  const [waitingId] = useState(newId);
  return (
    <Shown read={timetable}>{({ tracks, groups }) => (
      <Stacked>
        <SelectField form={form} name="target" label="For what" options={[...tracks.map((one) => ({ value: `track ${one.id}`, label: `${one.name} track` })),
          ...groups.map((one) => ({ value: `group ${one.id}`, label: one.name }))]} />
        <TextField form={form} name="note" label="Worth knowing" placeholder="Can start any Monday" />
        <ErrorBox error={join.error} />
        <Button variant="filled" loading={join.busy} disabled={v.target === ''} onClick={() => {
          const [kind, id] = v.target.split(' ');
          void join.send({ clientId, waitingId, note: v.note, ...(kind === 'track' ? { trackId: id! } : { groupId: id! }) });
        }}>Put on the list</Button>
      </Stacked>
    )}</Shown>
  );
}
