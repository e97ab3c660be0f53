import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { now } from '../../../web/clock.ts';
import { DateField, FieldGrid, SelectField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Row, Rows, Section, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { CREDENTIAL_WORDS, credentialKind } from '../../agency/services.ts';
import { readSupervision, saveCredential, setSupervisor } from '../api.ts';
import type { CredentialRow, StaffSummary } from '../model.ts';

const KINDS = credentialKind.options.map((kind) => ({ value: kind, label: CREDENTIAL_WORDS[kind] }));

/** Under which credentials somebody works, and who supervises them (PR-100, PR-102). */
export function CredentialsDialog(props: { member: StaffSummary | null; onClose: () => void }) {
  const { member } = props;
  return (
    <Modal opened={member !== null} onClose={props.onClose} title={member ? `Credentials of ${member.name}` : ''} size="lg">
      {member !== null && <Credentials key={member.staffId} member={member} />}
    </Modal>
  );
}

function Credentials({ member }: { member: StaffSummary }) {
  const zone = useZone();
  const today = dateIn(now(), zone);
  const [editing, setEditing] = useState<CredentialRow | 'new' | null>(member.credentials.length === 0 ? 'new' : null);
  return (
    <Stacked>
      <Section title="Held" count={member.credentials.length}>
        {member.credentials.length === 0 ? <Empty>None yet. Without one nobody can sign a note, an assessment or a plan.</Empty> : (
          <Rows>
            {member.credentials.map((one) => (
              <Row
                key={one.credentialId} title={CREDENTIAL_WORDS[one.kind]} sub={[one.number, one.state].filter(Boolean).join(', ')}
                right={one.expiresOn === null ? `since ${sayDate(one.issuedOn, today)}` : `until ${sayDate(one.expiresOn, today)}`}
                action={<Button aria-label={`Correct ${CREDENTIAL_WORDS[one.kind]}`} onClick={() => setEditing(one)}>Correct</Button>}
              />
            ))}
          </Rows>
        )}
      </Section>
      {editing === null
        ? <Button onClick={() => setEditing('new')}>Add a credential</Button>
        : <CredentialForm key={editing === 'new' ? 'new' : editing.credentialId} staffId={member.staffId} credential={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />}
      <SupervisorForm member={member} />
    </Stacked>
  );
}

function CredentialForm(props: { staffId: string; credential: CredentialRow | null; onDone: () => void }) {
  const { staffId, credential } = props;
  const [credentialId] = useState(() => credential?.credentialId ?? newId(Date.parse(now())));
  const form = useKeptForm(`credential:${staffId}:${credential?.credentialId ?? 'new'}`, {
    kind: credential?.kind ?? '', number: credential?.number ?? '', state: credential?.state ?? '', issuedOn: credential?.issuedOn ?? null as string | null,
    expiresOn: credential?.expiresOn ?? null,
  });
  const save = useAct(saveCredential, { form });
  const { values } = form;
  const send = async () => {
    if (await save.send({ credentialId, staffId, ...values, kind: values.kind as CredentialRow['kind'], issuedOn: values.issuedOn ?? '' }) !== undefined) props.onDone();
  };
  return (
    <Stacked>
      <SelectField form={form} name="kind" label="Credential" options={KINDS} />
      <FieldGrid>
        <TextField form={form} name="number" label="Number" maxLength={60} />
        <TextField form={form} name="state" label="State" maxLength={40} />
        <DateField form={form} name="issuedOn" label="Issued" past />
        <DateField form={form} name="expiresOn" label="Expires" help="Leave empty where it does not." />
      </FieldGrid>
      <ErrorBox error={save.error} />
      <Button variant="filled" size="md" fullWidth loading={save.busy} onClick={() => void send()}>{credential ? 'Save the correction' : 'Record the credential'}</Button>
    </Stacked>
  );
}

function SupervisorForm({ member }: { member: StaffSummary }) {
  const read = useRead(readSupervision, {});
  const zone = useZone();
  const today = dateIn(now(), zone);
  const present = read.data?.people.find((one) => one.staffId === member.staffId)?.supervisor ?? null;
  const form = useKeptForm(`supervisor:${member.staffId}`, { supervisorId: '', fromOn: today as string | null });
  const act = useAct(setSupervisor, { form });
  const choices = (read.data?.supervisors ?? []).filter((one) => one.staffId !== member.staffId).map((one) => ({ value: one.staffId, label: one.name }));
  return (
    <Section title="Supervised by">
      <Stacked>
        {present && <p>{present.name}</p>}
        <FieldGrid>
          <SelectField form={form} name="supervisorId" label={present ? 'Somebody else' : 'Who supervises them'} options={choices} empty="Nobody chosen" />
          <DateField form={form} name="fromOn" label="From" />
        </FieldGrid>
        <ErrorBox error={act.error} />
        <Button disabled={form.values.supervisorId === ''} loading={act.busy} onClick={() => void act.send({ staffId: member.staffId, supervisorId: form.values.supervisorId, fromOn: form.values.fromOn ?? '' })}>
          Set the supervisor
        </Button>
      </Stacked>
    </Section>
  );
}
