import { Button } from '@mantine/core';
import type { OutputOf } from '../../../web/call.ts';
import { ChoiceField, DateField, FieldGrid, SelectField, TextField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, ErrorBox, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { initialsOf } from '../../../web/words.ts';
import { readClient, readLegalName, saveClient } from '../api.ts';
import { initialsOf as initialsFrom, type ClientDetails } from '../model.ts';

/** Who this is: the name on papers and the name they go by, how to reach them, and in which words. */
export default function PersonPage() {
  const clientId = useParam('clientId');
  const mayName = useMay('client.name');
  const client = useRead(readClient, { clientId });
  const legal = useRead(readLegalName, mayName ? { clientId } : null);
  return (
    <Shown read={client} rows={8}>
      {(person) => mayName
        ? <Shown read={legal} rows={8}>{(name) => <Form clientId={clientId} person={person} legal={name} />}</Shown>
        : <Form clientId={clientId} person={person} legal={null} />}
    </Shown>
  );
}

type Person = OutputOf<typeof readClient>;
type Values = Pick<ClientDetails, 'callThem' | 'initials' | 'legalName' | 'pronouns' | 'bornOn' | 'language' | 'phone' | 'email' | 'postalCode' | 'address' | 'voicemailWords' | 'allergies'>
  & { sex: NonNullable<ClientDetails['sex']> | ''; voicemail: string };

const SEX = [{ value: 'female', label: 'Female' }, { value: 'male', label: 'Male' }, { value: 'other', label: 'Other' }, { value: 'unsaid', label: 'Not said' }];
const VOICEMAIL = [{ value: 'no_message', label: 'No message' }, { value: 'neutral_words', label: 'Neutral words' }, { value: 'own_words', label: 'Their words' }];

function Form({ clientId, person, legal }: { clientId: string; person: Person; legal: OutputOf<typeof readLegalName> | null }) {
  const go = useGo();
  const form = useKeptForm<Values>(`who:${clientId}:${person.version}`, {
    callThem: person.callThem, initials: person.initials, legalName: legal?.legalName ?? '', pronouns: person.pronouns, bornOn: person.bornOn, sex: person.sex ?? '',
    language: person.language, phone: person.phone, email: person.email, postalCode: person.postalCode, address: legal?.address ?? '',
    voicemail: person.voicemail, voicemailWords: person.voicemailWords, allergies: person.allergies });
  const save = useAct(saveClient, { form, onDone: () => go(-1) });
  const v = form.values;
  const send = () => {
    const { legalName, address, sex, voicemail, initials, ...rest } = v;
    void save.send({ clientId, version: person.version, change: { ...rest, sex: sex === '' ? null : sex, voicemail: voicemail as Person['voicemail'],
      initials: initials.trim() || initialsFrom(v.callThem), ...(legal === null ? {} : { legalName, address }) } });
  };
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}`}>{initialsOf(person.initials || 'New')}</Go>} title="Who is this?" tab="Who this is"
        under="Ask what they want to be called before what stands on papers." beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Stacked>
        <Section title="Name">
          <FieldGrid>
            <TextField form={form} name="callThem" label="Call them" />
            <TextField form={form} name="initials" label="Initials on screens" placeholder={initialsFrom(v.callThem)} />
            {legal !== null && <TextField form={form} name="legalName" label="Legal name, as on papers" />}
            <TextField form={form} name="pronouns" label="Pronouns" placeholder="they/them" />
            <DateField form={form} name="bornOn" label="Born" past />
            <TextField form={form} name="language" label="Language" />
          </FieldGrid>
          <ChoiceField form={form} name="sex" label="Sex, for the laboratory and the payer" options={SEX} />
        </Section>
        <Section title="How to reach them">
          <FieldGrid>
            <TextField form={form} name="phone" label="Safe number" type="tel" />
            <SelectField form={form} name="voicemail" label="Voicemail" options={VOICEMAIL} />
            {v.voicemail === 'own_words' && <TextField form={form} name="voicemailWords" label="Say this, nothing else" />}
            <TextField form={form} name="email" label="Email, for their own pages" type="email" />
            {legal !== null && <TextField form={form} name="address" label="Address" />}
            <TextField form={form} name="postalCode" label="Postal code" />
            <TextField form={form} name="allergies" label="Allergies" />
          </FieldGrid>
        </Section>
        <ErrorBox error={save.error} />
      </Stacked>
      <Dock><Button variant="filled" loading={save.busy} disabled={v.callThem.trim() === ''} onClick={send}>Keep it</Button></Dock>
    </>
  );
}
