import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../web/call.ts';
import { SelectField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Section } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { type readSupportNetwork, recordEmergencyContact } from '../api.ts';

type Network = OutputOf<typeof readSupportNetwork>;

/** Whom to call in an emergency, or that the client wants nobody called: a decision either way (PR-46). */
export function EmergencySection(props: { clientId: string; network: Network; may: boolean }) {
  const { clientId, network } = props;
  const zone = useZone();
  const [changing, setChanging] = useState(false);
  const decided = network.emergency;
  const named = decided?.decision.decision === 'named' ? decided.decision.supporterId : null;
  const who = network.people.find((p) => p.id === named);
  return (
    <Section title="In an emergency" aside={decided && sayWhen(decided.at, zone)}>
      {decided === null ? <p>Not decided yet. It belongs to the admission.</p>
        : decided.decision.decision === 'declined' ? <p>Wants nobody called: “{decided.decision.reason}”</p>
          : <p>Call {who ? <>{who.name}, {who.relation}: <a href={`tel:${who.phone}`}>{who.phone}</a></> : 'somebody who is not listed any more'}</p>}
      {props.may && (changing || decided === null
        ? <Decide clientId={clientId} network={network} onDone={() => setChanging(false)} />
        : <Button mt="xs" onClick={() => setChanging(true)}>Decide again</Button>)}
    </Section>
  );
}

function Decide(props: { clientId: string; network: Network; onDone: () => void }) {
  const { clientId } = props;
  const form = useKeptForm(`emergency:${clientId}`, { who: '', reason: '' });
  const record = useAct(recordEmergencyContact, { form, onDone: props.onDone });
  const people = props.network.people.filter((p) => p.endedAt === null && p.phone !== '').map((p) => ({ value: p.id, label: `${p.name}, ${p.relation}` }));
  const { who, reason } = form.values;
  const nobody = who === 'nobody';
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12, marginTop: 12 }}>
      <SelectField form={form} name="who" label="Call" options={[...people, { value: 'nobody', label: 'Nobody, the client wants nobody called' }]} />
      {nobody && <TextField form={form} name="reason" label="In the client’s words" maxLength={500} />}
      <ErrorBox error={record.error} />
      <Button disabled={who === '' || (nobody && reason.trim() === '')} loading={record.busy}
        onClick={() => void record.send({ clientId, decision: nobody ? { decision: 'declined', reason } : { decision: 'named', supporterId: who } })}>Keep the decision</Button>
    </div>
  );
}
