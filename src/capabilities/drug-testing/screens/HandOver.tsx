import { Button } from '@mantine/core';
import { useState } from 'react';
import { SelectField, TextField, TickField, FieldGrid } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Row, Rows, Section } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayWhen, sentence } from '../../../web/words.ts';
import { handOverSpecimen, type WholeTest } from '../api.ts';
import { HOLDERS } from '../model.ts';

type Holder = (typeof HOLDERS)[number];

/** Who had the specimen when (DT-23): each row goes on from the one before. */
export function HandOver({ clientId, test }: { clientId: string; test: WholeTest }) {
  const zone = useZone();
  const may = useMay('test.collect');
  const [adding, setAdding] = useState(false);
  const last = test.custody.at(-1);
  const ended = last?.to === 'laboratory' || last?.to === 'disposal';
  return (
    <Section title="In whose hands" aside={test.custodyWhole ? 'whole' : undefined}>
      <Rows>{test.custody.map((c) => <Row key={c.id} title={`${sentence(c.from)} to ${c.to}`} sub={`${c.purpose}, ${c.condition}${c.sealIntact ? '' : ', seal broken'}`} right={sayWhen(c.at, zone)} />)}</Rows>
      {may && !ended && !adding && <Button onClick={() => setAdding(true)}>Hand over</Button>}
      {adding && last && <Form clientId={clientId} testId={test.testId} from={last.to} onDone={() => setAdding(false)} />}
    </Section>
  );
}

function Form(props: { clientId: string; testId: string; from: Holder; onDone: () => void }) {
  const form = useKeptForm(`hand-over:${props.testId}`, { to: '', purpose: 'testing', condition: 'sealed', sealIntact: true });
  const act = useAct(handOverSpecimen, { form, onDone: props.onDone });
  const { to, purpose, condition, sealIntact } = form.values;
  return (
    <>
      <FieldGrid>
        <SelectField form={form} name="to" label="To" options={HOLDERS.filter((h) => h !== props.from && h !== 'client').map((value) => ({ value, label: sentence(value) }))} />
        <TextField form={form} name="purpose" label="Purpose" maxLength={120} />
        <TextField form={form} name="condition" label="Condition" maxLength={120} />
        <TickField form={form} name="sealIntact" label="Seal intact" />
      </FieldGrid>
      <ErrorBox error={act.error} />
      <Button variant="filled" mt="sm" disabled={to === ''} loading={act.busy}
        onClick={() => void act.send({ clientId: props.clientId, testId: props.testId, to: to as Holder, at: null, purpose, condition, sealIntact })}>Keep the hand-over</Button>
    </>
  );
}
