import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { ChoicesField, SelectField } from '../../../web/fields/index.ts';
import { Go, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Columns, Empty, ErrorBox, Hint, PageHead, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { discloseRecord, previewDisclosure, readPrivacy } from '../api.ts';
import { RECORD_KINDS, RECORD_WORDS, type Purpose, type RecordKind } from '../model.ts';
import { PURPOSE_CHOICES } from './consent-words.ts';
import css from './Consent.module.css';

type Privacy = OutputOf<typeof readPrivacy>;
type Sent = OutputOf<typeof discloseRecord>;

/** What would go, on what it stands, then: send. Nothing leaves without a consent in force (PV-02, PV-03). */
export default function ShareRecord() {
  const clientId = useParam('clientId');
  const read = useRead(readPrivacy, { clientId });
  return <Shown read={read} rows={6}>{(privacy) => <Sharing clientId={clientId} privacy={privacy} />}</Shown>;
}

function Sharing({ clientId, privacy }: { clientId: string; privacy: Privacy }) {
  const active = privacy.consents.filter((c) => c.state === 'active' && c.recipientId !== null);
  const form = useKeptForm(`share:${clientId}`, { consentId: '', records: [] as string[], channel: 'paper' });
  const [sent, setSent] = useState<Sent | null>(null);
  const consent = active.find((c) => c.consentId === form.values.consentId);
  const records = form.values.records as RecordKind[];
  const ask = consent && records.length > 0 ? { clientId, recipientId: consent.recipientId!, purpose: purposeFor(consent.purpose), records } : null;
  const preview = useRead(previewDisclosure, ask);
  const send = useAct(discloseRecord, { form, onDone: setSent });
  if (sent) return <SentPaper clientId={clientId} sent={sent} patientName={privacy.patientName} />;
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/privacy`}>Privacy</Go>} tab="Send" title={consent ? `What does ${consent.who} need?` : 'Who asks?'} under="The least that the purpose needs." />
      {active.length === 0 ? <Empty action={<Go to={`/clients/${clientId}/consents/new`}>Ask for a consent</Go>}>No consent in force names anybody. A subpoena alone is never enough: show it to the privacy officer.</Empty> : (
        <Columns kind="even">
          <Stacked>
            <SelectField form={form} name="consentId" label="On which consent" options={active.map((c) => ({ value: c.consentId, label: `${c.who}, ${PURPOSE_CHOICES.find((p) => p.value === c.purpose)?.label ?? c.why}, ${c.until}` }))} />
            {consent && <ChoicesField form={form} name="records" label="What goes" options={RECORD_KINDS.filter((r) => consent.records.includes(r)).map((r) => ({ value: r, label: RECORD_WORDS[r] }))} />}
            <SelectField form={form} name="channel" label="How" options={[{ value: 'paper', label: 'On paper' }, { value: 'fax', label: 'By fax' }, { value: 'portal', label: 'Through a portal' }, { value: 'message', label: 'By message' }]} />
          </Stacked>
          <Section title="What would go">
            {ask === null ? <p>Choose a consent and what is needed.</p> : (
              <Shown read={preview}>
                {(p) => (
                  <Stacked>
                    {p.basis.may ? <Hint kind="done">{p.basis.words}</Hint> : <Hint kind="late">{p.basis.say}</Hint>}
                    {p.parts.length === 0 ? <Empty>There is nothing on record about this yet.</Empty> : p.parts.map((part, i) => (
                      <Card key={i}><b>{part.title}</b><p className={css.text}>{part.text}</p></Card>
                    ))}
                    <ErrorBox error={send.error} />
                    <div><Button variant="filled" loading={send.busy} disabled={!p.basis.may || p.parts.length === 0}
                      onClick={() => void send.send({ ...ask, disclosureId: newId(), channel: form.values.channel as 'paper' })}>Send and write it down</Button></div>
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

/** A consent for treatment, payment and operations serves a treatment purpose. */
const purposeFor = (given: Purpose): Purpose => (given === 'tpo' ? 'treatment' : given);

/** What leaves, as it leaves: record, notice, scope (2.32). Ready for the printer. */
function SentPaper(props: { clientId: string; sent: Sent; patientName: string }) {
  const { sent } = props;
  return (
    <article className={css.paper}>
      <PageHead over={<Go to={`/clients/${props.clientId}/privacy`}>Privacy</Go>} tab="Sent" title={`For ${sent.recipientName}`} under={`About ${props.patientName}`} action={<Button onClick={() => window.print()}>Print</Button>} />
      <Stacked>
        {sent.parts.map((part, i) => <Section key={i} title={part.title}><p className={css.text}>{part.text}</p></Section>)}
        <Section title="Notice"><p>{sent.notice}</p><p className={css.text}>{sent.scope}</p></Section>
      </Stacked>
    </article>
  );
}
