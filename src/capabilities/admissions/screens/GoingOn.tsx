import { Button, Group, Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ChoiceField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Hint, Row, Rows, Section, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { recordContactAttempt, requestAdmission } from '../api.ts';
import type { ContactAttempt } from '../model.ts';
import type { FoundCall } from './found-call.ts';
import { JoinWaiting } from './JoinWaiting.tsx';

const HOW: Record<ContactAttempt['how'], string> = { call: 'Call', text: 'Text', email: 'Email', letter: 'Letter', in_person: 'In person' };
const OUTCOME: Record<ContactAttempt['outcome'], string> = {
  reached: 'Reached', left_message: 'Left a message', no_answer: 'No answer', wrong_number: 'Wrong number', declined: 'Wants no more calls',
};
const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** How it goes on with a caller: they want to come, they wait, or somebody tries to reach them. `children`: the way out. */
export function GoingOn({ call, children }: { call: FoundCall; children: ReactNode }) {
  const zone = useZone();
  const open = useMay('inquiry.write') && !call.outcome;
  const [trying, setTrying] = useState(false);
  const of = { clientId: call.clientId, inquiryId: call.id };
  const ask = useAct(requestAdmission);
  return (
    <>
      {call.attempts.length > 0 && (
        <Section title="Tries to reach them" count={call.attempts.length}>
          <Rows>
            {call.attempts.toReversed().map((one) => (
              <Row key={one.id} title={OUTCOME[one.outcome]} sub={`${HOW[one.how]}${one.forOpening ? ', about a free seat' : ''}`} right={sayWhen(one.at, zone)} />
            ))}
          </Rows>
        </Section>
      )}
      {call.requestedAt && <Hint kind="done">They want to come, said {sayWhen(call.requestedAt, zone)}.</Hint>}
      {open && (
        <Group gap="xs">
          {!call.requestedAt && <Button loading={ask.busy} onClick={() => void ask.send(of)}>They want to come</Button>}
          <JoinWaiting clientId={call.clientId} />
          <Button onClick={() => setTrying(true)}>Tried to reach them</Button>
          {children}
        </Group>
      )}
      <ErrorBox error={ask.error} />
      <Modal opened={trying} onClose={() => setTrying(false)} title="Tried to reach them">
        {trying && <Try of={of} onDone={() => setTrying(false)} />}
      </Modal>
    </>
  );
}

/** PR-40, PR-43: a call back is owed until somebody was reached. */
function Try({ of, onDone }: { of: { clientId: string; inquiryId: string }; onDone: () => void }) {
  const form = useKeptForm(`try:${of.inquiryId}`, { how: 'call', outcome: '' });
  const record = useAct(recordContactAttempt, { form, onDone });
  const { how, outcome } = form.values;
  return (
    <Stacked>
      <ChoiceField form={form} name="how" label="How" options={optionsOf(HOW)} />
      <ChoiceField form={form} name="outcome" label="What came of it" options={optionsOf(OUTCOME)} />
      <ErrorBox error={record.error} />
      <Button variant="filled" loading={record.busy} disabled={how === '' || outcome === ''}
        onClick={() => void record.send({ ...of, how: how as ContactAttempt['how'], outcome: outcome as ContactAttempt['outcome'] })}>Record it</Button>
    </Stacked>
  );
}
