import { Button } from '@mantine/core';
import { useState } from 'react';
import { dateIn, timeIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { now } from '../../../web/clock.ts';
import { ChoicesField, DateField, FieldGrid, SelectField, TextField, TickField, TimeField } from '../../../web/fields/index.ts';
import { useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm, type KeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, ErrorBox, Hint, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useSelf, useZone } from '../../../web/self.ts';
import { listParties, recordException, saveParty } from '../api.ts';
import { EXCEPTION_WORDS, EXCEPTIONS_OUTWARD, purposeOfException, recordsUnder, type OutwardCode } from '../disclosure.ts';
import { RECORD_WORDS, type RecordKind } from '../model.ts';
import { BackToPrivacy } from './BackToPrivacy.tsx';
import { elementsOf, EXCEPTION_ASKS, EXCEPTION_HELP, fieldOfElement, NO_ELEMENTS, type Elements } from './exception-fields.ts';

type Typed = Elements & { code: string; to: string; newName: string; newAddress: string; records: string[] };

/** A lawful exception in place of a consent, with all that the law wants written at once (privacy.md §6). Then it may be sent or told. */
export default function WithoutConsent() {
  const clientId = useParam('clientId');
  const parties = useRead(listParties, {});
  return <Shown read={parties} rows={6}>{(list) => <Writing clientId={clientId} parties={list} />}</Shown>;
}

function Writing(props: { clientId: string; parties: OutputOf<typeof listParties> }) {
  const { clientId } = props;
  const go = useGo();
  const zone = useZone();
  const { name } = useSelf();
  const [ids] = useState(() => ({ exceptionId: newId(), partyId: newId() }));
  const form = useKeptForm<Typed>(`exception:${clientId}`, { ...NO_ELEMENTS, discloser: name, atDay: dateIn(now(), zone), atTime: timeIn(now(), zone),
    code: '', to: '', newName: '', newAddress: '', records: [] });
  const v = form.values;
  const code = v.code as OutwardCode | '';
  const may = code === '' ? [] : recordsUnder(code);
  const records = (v.records as RecordKind[]).filter((kind) => may.includes(kind));
  const inFields = { ...form, showErrors: (list: { field: string; say: string }[]) => form.showErrors(list.map(({ field, say }) => ({ field: fieldOfElement(field), say }))) };
  const add = useAct(saveParty);
  const record = useAct(recordException, { form: inFields, onDone: () => go(`/clients/${clientId}/share?exception=${ids.exceptionId}`) });
  const ready = code !== '' && records.length > 0 && (v.to === 'new' ? v.newName.trim() !== '' : v.to !== '');
  const send = async (): Promise<void> => {
    if (code === '') return;
    if (v.to === 'new' && !await add.send({ partyId: ids.partyId, name: v.newName, address: v.newAddress })) return;
    await record.send({ clientId, exceptionId: ids.exceptionId, recipientId: v.to === 'new' ? ids.partyId : v.to, purpose: purposeOfException(code), records,
      elements: elementsOf(code, v, zone) });
  };
  return (
    <>
      <PageHead over={<BackToPrivacy clientId={clientId} />} tab="Without consent" title={code === '' ? 'Why may it go without consent?' : EXCEPTION_WORDS[code]}
        under={code === '' ? 'Only the law’s own exceptions. Ask for a consent wherever there is time to.' : EXCEPTION_HELP[code]} action={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Columns kind="even">
        <Stacked>
          <SelectField form={form} name="code" label="What happened, or who asks" options={EXCEPTIONS_OUTWARD.map((value) => ({ value, label: EXCEPTION_WORDS[value] }))} />
          <Recipient form={form} parties={props.parties} />
          {code !== '' && <ChoicesField form={form} name="records" label="What goes, the least that is needed" options={may.map((kind) => ({ value: kind, label: RECORD_WORDS[kind] }))} />}
        </Stacked>
        <Section title="What the law wants written down">
          {code === '' ? <p>Choose what happened.</p> : <Stacked>{EXCEPTION_ASKS[code].map((ask) => <Asked key={ask.label} form={form} ask={ask} />)}</Stacked>}
        </Section>
      </Columns>
      <Dock words={record.error || add.error ? <ErrorBox error={record.error ?? add.error} /> : <Hint>It holds today only. Next you see what would go.</Hint>}>
        <Button variant="filled" loading={record.busy || add.busy} disabled={!ready} onClick={() => void send()}>Write it down</Button>
      </Dock>
    </>
  );
}

function Recipient(props: { form: KeptForm<Typed>; parties: OutputOf<typeof listParties> }) {
  const { form } = props;
  const mayAdd = useMay('consent.write');
  return (
    <>
      <SelectField form={form} name="to" label="To which office or provider" options={[
        ...props.parties.map((p) => ({ value: p.partyId, label: p.name })), ...(mayAdd ? [{ value: 'new', label: 'Another' }] : [])]} />
      {form.values.to === 'new' && <><TextField form={form} name="newName" label="Name" /><TextField form={form} name="newAddress" label="Address" /></>}
    </>
  );
}

function Asked({ form, ask }: { form: KeptForm<Typed>; ask: (typeof EXCEPTION_ASKS)[OutwardCode][number] }) {
  if (ask.kind === 'words') return <TextField form={form} name={ask.name} label={ask.label} maxLength={2000} />;
  if (ask.kind === 'tick') return <TickField form={form} name={ask.name} label={ask.label} />;
  if (ask.kind === 'day') return <DateField form={form} name={ask.name} label={ask.label} />;
  return <FieldGrid><DateField form={form} name="atDay" label={`${ask.label}, the day`} past /><TimeField form={form} name="atTime" label="The time" /></FieldGrid>;
}
