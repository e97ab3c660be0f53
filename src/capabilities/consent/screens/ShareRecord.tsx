import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { ChoicesField, SelectField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam, useQueryText } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Columns, Empty, ErrorBox, Hint, PageHead, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { discloseRecord, previewDisclosure, readPrivacy } from '../api.ts';
import { EXCEPTION_WORDS } from '../disclosure.ts';
import { RECORD_KINDS, RECORD_WORDS, type Purpose, type RecordKind } from '../model.ts';
import { BackToPrivacy } from './BackToPrivacy.tsx';
import { PURPOSE_CHOICES } from './consent-words.ts';
import css from './Consent.module.css';

type Privacy = OutputOf<typeof readPrivacy>;
type Sent = OutputOf<typeof discloseRecord>;

/** What something may go on today: a consent in force, or an exception that was written down today. */
type Stand = { key: string; label: string; who: string; recipientId: string; purpose: Purpose; records: readonly RecordKind[]; exceptionId: string | null };

const standsOf = ({ consents, exceptions }: Privacy): Stand[] => [
  ...consents.filter((c) => c.state === 'active' && c.recipientId !== null).map((c) => ({
    key: c.consentId, who: c.who, recipientId: c.recipientId!, purpose: purposeFor(c.purpose), records: RECORD_KINDS.filter((r) => c.records.includes(r)), exceptionId: null,
    label: `${c.who}, ${PURPOSE_CHOICES.find((p) => p.value === c.purpose)?.label ?? c.why}, ${c.until}` })),
  ...exceptions.map((x) => ({
    key: x.exceptionId, who: x.recipientName, recipientId: x.recipientId, purpose: x.purpose, records: x.records, exceptionId: x.exceptionId,
    label: `${x.recipientName}, without consent, today only: ${EXCEPTION_WORDS[x.code]}` })),
];

/** A consent for treatment, payment and operations serves a treatment purpose. */
const purposeFor = (given: Purpose): Purpose => (given === 'tpo' ? 'treatment' : given);

/** What would go, on what it stands, then: send. Nothing leaves without a consent in force or a lawful exception (PV-02, PV-03). */
export default function ShareRecord() {
  const clientId = useParam('clientId');
  const read = useRead(readPrivacy, { clientId });
  return <Shown read={read} rows={6}>{(privacy) => <Sharing clientId={clientId} privacy={privacy} />}</Shown>;
}

const CHANNELS = [{ value: 'paper', label: 'On paper' }, { value: 'fax', label: 'By fax' }, { value: 'portal', label: 'Through a portal' },
  { value: 'message', label: 'By message' }, { value: 'spoken', label: 'Told by phone or in person' }];

function Sharing({ clientId, privacy }: { clientId: string; privacy: Privacy }) {
  const go = useGo();
  const stands = standsOf(privacy);
  const written = useQueryText('exception');
  const given = stands.find((one) => one.key === written);
  const form = useKeptForm(`share:${clientId}:${given?.key ?? ''}`, { stand: given?.key ?? '', records: [...given?.records ?? []] as string[], channel: 'paper' });
  const [sent, setSent] = useState<Sent | null>(null);
  const stand = stands.find((one) => one.key === form.values.stand);
  const { channel } = form.values;
  const records = (form.values.records as RecordKind[]).filter((kind) => stand?.records.includes(kind));
  const ask = stand && records.length > 0 ? { clientId, recipientId: stand.recipientId, purpose: stand.purpose, records, exceptionId: stand.exceptionId } : null;
  const preview = useRead(previewDisclosure, ask);
  const send = useAct(discloseRecord, { form, onDone: (value) => (channel === 'spoken' ? go(`/clients/${clientId}/accounting`) : setSent(value)) });
  const exception = <Go to={`/clients/${clientId}/without-consent`}>Without consent</Go>;
  if (sent) return <SentPaper clientId={clientId} sent={sent} patientName={privacy.patientName} />;
  return (
    <>
      <PageHead over={<BackToPrivacy clientId={clientId} />} tab="Send" title={stand ? `What does ${stand.who} need?` : 'Who asks?'} under="The least that the purpose needs." action={stands.length > 0 && exception} />
      {stands.length === 0 ? (
        <Empty action={<div className={css.acts}><Go to={`/clients/${clientId}/consents/new`}>Ask for a consent</Go>{exception}</div>}>
          No consent in force names anybody. A subpoena alone is never enough: show it to the privacy officer.
        </Empty>
      ) : (
        <Columns kind="even">
          <Stacked>
            <SelectField form={form} name="stand" label="On which consent or exception" options={stands.map((one) => ({ value: one.key, label: one.label }))} />
            {stand && <ChoicesField form={form} name="records" label="What goes" options={stand.records.map((r) => ({ value: r, label: RECORD_WORDS[r] }))} />}
            <SelectField form={form} name="channel" label="How" options={CHANNELS} />
          </Stacked>
          <Section title={channel === 'spoken' ? 'What is on record to tell' : 'What would go'}>
            {ask === null ? <p>Choose what it stands on and what is needed.</p> : (
              <Shown read={preview}>
                {(p) => (
                  <Stacked>
                    {p.basis.may ? <Hint kind="done">{p.basis.words}</Hint> : <Hint kind="late">{p.basis.say}</Hint>}
                    {p.parts.length === 0 ? <Empty>There is nothing on record about this yet.</Empty> : p.parts.map((part, i) => (
                      <Card key={i}><b>{part.title}</b><p className={css.text}>{part.text}</p></Card>
                    ))}
                    <ErrorBox error={send.error} />
                    <div><Button variant="filled" loading={send.busy} disabled={!p.basis.may || (p.parts.length === 0 && channel !== 'spoken')}
                      onClick={() => void send.send({ ...ask, disclosureId: newId(), channel: channel as 'paper' })}>{channel === 'spoken' ? 'Write down that it was told' : 'Send and write it down'}</Button></div>
                  </Stacked>
                )}
              </Shown>
            )}
          </Section>
        </Columns>
      )}
    </>
  );
}

/** What leaves, as it leaves: record, notice, scope (2.32). Ready for the printer. */
function SentPaper(props: { clientId: string; sent: Sent; patientName: string }) {
  const { sent } = props;
  return (
    <article className={css.paper}>
      <PageHead over={<BackToPrivacy clientId={props.clientId} />} tab="Sent" title={`For ${sent.recipientName}`} under={`About ${props.patientName}`} action={<Button onClick={() => window.print()}>Print</Button>} />
      <Stacked>
        {sent.parts.map((part, i) => <Section key={i} title={part.title}><p className={css.text}>{part.text}</p></Section>)}
        <Section title="Notice"><p>{sent.notice}</p><p className={css.text}>{sent.scope}</p></Section>
      </Stacked>
    </article>
  );
}
