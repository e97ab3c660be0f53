import { Button } from '@mantine/core';
import { ChoiceField, FieldGrid, SelectField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { OUTREACH_WAYS, recordOutreach } from '../api.ts';
import { sentence } from '../../../web/words.ts';

type Way = (typeof OUTREACH_WAYS)[number];
const OPTIONS = OUTREACH_WAYS.map((value) => ({ value, label: sentence(value.replace('_', ' ')) }));

export function OutreachForm(props: { clientId: string }) {
  const form = useKeptForm(`outreach:${props.clientId}`, { how: 'call', reached: '', words: '' });
  const record = useAct(recordOutreach, { form, onDone: () => form.reset() });
  const { how, reached, words } = form.values;
  return (
    <>
      <FieldGrid columns={3}>
        <SelectField form={form} name="how" label="How" options={OPTIONS} />
        <ChoiceField form={form} name="reached" label="Reached them?" options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]} />
        <TextField form={form} name="words" label="In a few words" maxLength={500} />
      </FieldGrid>
      <ErrorBox error={record.error} />
      <Button my="sm" disabled={reached === ''} loading={record.busy}
        onClick={() => void record.send({ clientId: props.clientId, how: how as Way, reached: reached === 'yes', words })}>Keep this try</Button>
    </>
  );
}
