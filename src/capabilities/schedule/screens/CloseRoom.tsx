import { Button } from '@mantine/core';
import { DateField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, Empty, ErrorBox, PageHead, Shown } from '../../../web/parts/index.ts';
import { sayDay } from '../../../web/words.ts';
import { readAgency } from '../../agency/api.ts';
import { closeRoom } from '../api.ts';

/** A room in which nothing is held from a day on, or again. */
export default function CloseRoom() {
  const roomId = useParam('roomId');
  const read = useRead(readAgency, {});
  return (
    <Shown read={read} rows={3}>{({ rooms }) => {
      const room = rooms.find((one) => one.roomId === roomId);
      return room ? <Form room={room} /> : <Empty>This room is not there. Look for it among the sites and rooms.</Empty>;
    }}</Shown>
  );
}

function Form({ room }: { room: { roomId: string; name: string; closedOn: string | null } }) {
  const { roomId, name, closedOn } = room;
  const go = useGo();
  const form = useKeptForm(`close-room:${roomId}`, { on: closedOn });
  const { on } = form.values;
  const close = useAct(closeRoom, { form, onDone: () => go('/place') });
  return (
    <>
      <PageHead over={<Go to="/place">Sites and rooms</Go>} tab="Close a room" title={closedOn === null ? `Close ${name}?` : `${name} closes ${sayDay(closedOn)}.`}
        under="Sessions planned there from that day on stay in the week, and show that they need another room." />
      <DateField form={form} name="on" label="First day without it" />
      <ErrorBox error={close.error} />
      <Dock>
        {closedOn !== null && <Button loading={close.busy} onClick={() => void close.send({ roomId, on: null })}>Use it again</Button>}
        <Button variant="filled" loading={close.busy} disabled={on === null || on === closedOn} onClick={() => void close.send({ roomId, on })}>
          {on === null ? 'Close the room' : `Close it on ${sayDay(on)}`}
        </Button>
      </Dock>
    </>
  );
}
