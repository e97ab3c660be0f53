import { Button, Modal } from '@mantine/core';
import { dateIn } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { ChoiceField, ChoicesField, DateField, FieldGrid, NumberField, SelectField, TextField, TimeField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { logSupervision } from '../api.ts';

type Colleague = { staffId: string; name: string };
type Props = { open: string[] | null; supervisors: readonly Colleague[]; colleagues: readonly Colleague[]; onClose: () => void };
type Values = { staffIds: string[]; supervisorId: string; on: string | null; startsAt: string | null; minutes: number | null; kind: 'individual' | 'group'; words: string };

/** Writes down supervision that is over. `open`: who is ticked already; null where the dialog is closed. */
export function LogSupervision(props: Props) {
  return (
    <Modal opened={props.open !== null} onClose={props.onClose} title="Log supervision" size="lg">
      {props.open !== null && <Form {...props} who={props.open} />}
    </Modal>
  );
}

function Form(props: Props & { who: string[] }) {
  const { supervisors, colleagues } = props;
  const self = useSelf();
  const zone = useZone();
  const form = useKeptForm<Values>(`supervision:${props.who.join()}`, {
    staffIds: props.who, supervisorId: supervisors.some((one) => one.staffId === self.subjectId) ? self.subjectId : '', on: dateIn(now(), zone),
    startsAt: null, minutes: 60, kind: 'individual', words: '',
  });
  const log = useAct(logSupervision, { form });
  const { values } = form;
  const choices = (list: readonly Colleague[]) => list.map((one) => ({ value: one.staffId, label: one.name }));
  const send = async () => {
    const done = await log.send({ ...values, on: values.on ?? '', startsAt: values.startsAt ?? '', minutes: values.minutes ?? 0 });
    if (done !== undefined) props.onClose();
  };
  return (
    <Stacked>
      <ChoicesField form={form} name="staffIds" label="Who was supervised" options={choices(colleagues.filter((one) => one.staffId !== values.supervisorId))} />
      <ChoiceField form={form} name="kind" label="How" options={[{ value: 'individual', label: 'Alone' }, { value: 'group', label: 'In a group' }]} />
      <SelectField form={form} name="supervisorId" label="By" options={choices(supervisors)} />
      <FieldGrid>
        <DateField form={form} name="on" label="Day" past />
        <TimeField form={form} name="startsAt" label="From" />
        <NumberField form={form} name="minutes" label="For" unit="minutes" whole />
      </FieldGrid>
      <TextField form={form} name="words" label="About" help="No client’s name; a topic is enough." maxLength={500} />
      <ErrorBox error={log.error} />
      <Button variant="filled" size="md" fullWidth loading={log.busy} onClick={() => void send()}>
        Log {values.minutes ?? 0} minutes{values.staffIds.length > 1 ? ` for ${values.staffIds.length} people` : ''}
      </Button>
    </Stacked>
  );
}
