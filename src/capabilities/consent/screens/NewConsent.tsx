import { Button } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { now } from '../../../web/clock.ts';
import { Go, useGo, useParam, useQueryText } from '../../../web/go.tsx';
import { ChoiceField, ChoicesField, DateField, NO_SIGNATURE, SelectField, SignatureField, TextField, TickField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Columns, Dock, ErrorBox, Facts, Hint, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { listParties, readPrivacy, recordConsent, saveParty } from '../api.ts';
import { CLASS_WORDS, RECIPIENT_CLASSES, RECORD_KINDS, RECORD_WORDS, type ConsentTerms, type Purpose, type RecipientClass, type RecordKind } from '../model.ts';
import { consentText, formTexts, summaryOf } from '../notices.ts';
import { termFaults } from '../rules.ts';
import { PURPOSE_CHOICES } from './consent-words.ts';
import css from './Consent.module.css';

type Party = OutputOf<typeof listParties>[number];

/** A consent asked for together: who, what, why, until when; read as one text, then signed. Three kinds, never one form (PV-11). */
export default function NewConsent() {
  const clientId = useParam('clientId');
  const privacy = useRead(readPrivacy, { clientId });
  const parties = useRead(listParties, {});
  return (
    <Shown read={privacy} rows={6}>
      {({ patientName, disclosers }) => <Shown read={parties}>{(list) => <Asking clientId={clientId} patientName={patientName} disclosers={disclosers} parties={list} />}</Shown>}
    </Shown>
  );
}

/** A supporter's or resource's page may bring the recipient along in the address. */
function useGivenRecipient(): { id: string; name: string } | null {
  const [id, name] = [useQueryText('recipient'), useQueryText('name')];
  return id && name ? { id, name } : null;
}

function Asking(props: { clientId: string; patientName: string; disclosers: string; parties: Party[] }) {
  const { clientId, parties } = props;
  const go = useGo();
  const zone = useZone();
  const given = useGivenRecipient();
  const [ids] = useState(() => ({ consentId: newId(), partyId: newId() }));
  const today = dateIn(now(), zone);
  const form = useKeptForm(`consent:${clientId}:${given?.id ?? ''}`, {
    patientName: props.patientName, to: given?.id ?? '', newName: '', newAddress: '', classes: [] as string[], purpose: (given ? 'support' : '') as string,
    records: [] as string[], until: 'date' as string, on: addDays(today, 365) as string | null, event: 'end of treatment', covered: false, irrevocableUntil: '', interpreter: '', signature: NO_SIGNATURE,
  });
  const v = form.values;
  const terms = termsOf(v, props.disclosers, parties, given, ids.partyId);
  const faults = termFaults(terms);
  const addParty = useAct(saveParty);
  const record = useAct(recordConsent, { form, onDone: () => go(`/clients/${clientId}/privacy`) });
  const send = async (): Promise<void> => {
    if (v.to === 'new' && !await addParty.send({ partyId: ids.partyId, name: v.newName, address: v.newAddress, coveredEntity: v.covered })) return;
    await record.send({ clientId, consentId: ids.consentId, terms, signature: { signer: 'client', name: v.signature.name, signedOn: today, method: 'screen' }, mark: v.signature.path });
  };
  const summary = summaryOf(terms);
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/privacy`}>Privacy</Go>} tab="Consent" title={summary.who ? `May ${summary.who} know?` : 'Who may know what?'}
        action={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Columns kind="even">
        <Stacked>
          <TextField form={form} name="patientName" label="Whose record it is" />
          <SelectField form={form} name="to" label="Who may receive" options={[
            ...(given ? [{ value: given.id, label: given.name }] : []), ...parties.map((p) => ({ value: p.partyId, label: p.name })),
            { value: 'class', label: 'A group: treating providers, health plan …' }, { value: 'new', label: 'Somebody else' }]} />
          {v.to === 'new' && <><TextField form={form} name="newName" label="Name" /><TextField form={form} name="newAddress" label="Address" /></>}
          {v.to === 'class' && <ChoicesField form={form} name="classes" label="Which groups" options={RECIPIENT_CLASSES.map((c) => ({ value: c, label: CLASS_WORDS[c] }))} />}
          <SelectField form={form} name="purpose" label="What for" options={PURPOSE_CHOICES} />
          <ChoicesField form={form} name="records" label="What may be shared" options={RECORD_KINDS.map((r) => ({ value: r, label: RECORD_WORDS[r] }))} />
          <ChoiceField form={form} name="until" label="Until" options={[{ value: 'date', label: 'A date' }, { value: 'event', label: 'Something happens' }, { value: 'none', label: 'No end' }]} />
          {v.until === 'date' && <DateField form={form} name="on" label="Last day" />}
          {v.until === 'event' && <TextField form={form} name="event" label="What ends it" />}
          {v.purpose === 'tpo' && v.to !== 'class' && <TickField form={form} name="covered" label="A HIPAA covered entity, its associate, or a Part 2 program" />}
          {v.purpose === 'monitoring' && <TextField form={form} name="irrevocableUntil" label="Not to be taken back before" help="Only for somebody with a duty to monitor (42 CFR 2.35)." />}
          <TextField form={form} name="interpreter" label="Read by an interpreter" />
        </Stacked>
        <Stacked>
          <Section title="What it says">
            <Card>
              <Facts size="lead" facts={[{ label: 'Who', value: summary.who }, { label: 'What', value: summary.what }, { label: 'Why', value: v.purpose === '' ? '' : summary.why }, { label: 'Until when', value: v.until === 'date' && v.on === null ? '' : summary.until }]} />
              {faults.length === 0 && <p className={css.text}>{consentText(terms)}</p>}
            </Card>
          </Section>
          {faults.length > 0 ? <Hint kind="soon">{faults[0]!.say}</Hint> : <SignatureField form={form} name="signature" label="I agree" />}
        </Stacked>
      </Columns>
      <Dock words={<ErrorBox error={record.error ?? addParty.error} />}>
        <Button variant="filled" loading={record.busy} disabled={faults.length > 0 || v.signature.name === ''} onClick={() => void send()}>Keep the signed consent</Button>
      </Dock>
    </>
  );
}

type Values = { patientName: string; to: string; newName: string; newAddress: string; classes: string[]; purpose: string; records: string[]; until: string; on: string | null; event: string; covered: boolean; irrevocableUntil: string; interpreter: string };

function termsOf(v: Values, disclosers: string, parties: Party[], given: { id: string; name: string } | null, newPartyId: string): ConsentTerms {
  const party = parties.find((p) => p.partyId === v.to);
  const purpose = (v.purpose || 'at_request') as Purpose;
  const records = v.records as RecordKind[];
  const covered = party?.coveredEntity ?? v.covered;
  return {
    kind: purpose === 'proceedings' ? 'proceedings' : records.includes('counseling_note') ? 'counseling_notes' : 'general',
    patientName: v.patientName, disclosers, records, purpose,
    recipient: v.to === 'class' ? { as: 'class', classes: v.classes as RecipientClass[] } : {
      as: 'named', id: v.to === 'new' || v.to === '' ? newPartyId : v.to, coveredEntity: covered,
      name: v.to === 'new' ? v.newName : party?.name ?? (given?.id === v.to ? given.name : ''), address: v.to === 'new' ? v.newAddress : party?.address ?? '' },
    expiry: v.until === 'none' ? { by: 'none' } : v.until === 'event' ? { by: 'event', words: v.event } : { by: 'date', on: v.on ?? '' },
    irrevocableUntil: purpose === 'monitoring' ? v.irrevocableUntil : '', language: 'en', interpreter: v.interpreter, ...formTexts(purpose, covered),
  };
}
