import { Button, Modal } from '@mantine/core';
import { TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { takeBackSupervision } from '../api.ts';

type Entry = { supervisionHeldId: string; staff: string; heldAt: string; minutes: number };

/** An entry that did not take place: it leaves the log and stays in the history, with the reason. */
export function TakeBack(props: { entry: Entry | null; onClose: () => void }) {
  return (
    <Modal opened={props.entry !== null} onClose={props.onClose} title="Take an entry back" size="md">
      {props.entry && <Form entry={props.entry} onClose={props.onClose} />}
    </Modal>
  );
}

function Form(props: { entry: Entry; onClose: () => void }) {
  const { entry } = props;
  const zone = useZone();
  const form = useKeptForm(`supervision-back:${entry.supervisionHeldId}`, { why: '' });
  const act = useAct(takeBackSupervision, { form });
  const send = async () => {
    if (await act.send({ supervisionHeldId: entry.supervisionHeldId, why: form.values.why }) !== undefined) props.onClose();
  };
  return (
    <Stacked>
      <p>{entry.staff}, {sayWhen(entry.heldAt, zone)}, {entry.minutes} minutes.</p>
      <TextField form={form} name="why" label="Why it is wrong" />
      <ErrorBox error={act.error} />
      <Button variant="filled" size="md" fullWidth loading={act.busy} onClick={() => void send()}>Take it back</Button>
    </Stacked>
  );
}
