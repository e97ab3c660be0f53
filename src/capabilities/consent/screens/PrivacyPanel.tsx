import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { TextAreaField } from '../../../web/fields/index.ts';
import { Go, useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, DataTable, Empty, ErrorBox, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark, type MarkKind } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate, sayWhen, sentence } from '../../../web/words.ts';
import { readPrivacy, revokeConsent } from '../api.ts';
import { EXCEPTION_WORDS, type ExceptionCode } from '../disclosure.ts';
import { ACKNOWLEDGEMENT_WORDS, CONSENT_KIND_WORDS, PURPOSE_WORDS, RECORD_WORDS } from '../model.ts';
import { listWords } from '../notices.ts';
import { STATE_WORDS } from './consent-words.ts';
import css from './Consent.module.css';

type Privacy = OutputOf<typeof readPrivacy>;

/** Who may know what, on which papers, and to whom something went. */
export default function PrivacyPanel({ clientId }: { clientId: string }) {
  const read = useRead(readPrivacy, { clientId });
  const mayTrail = useMay('audit.read');
  return (
    <Shown read={read} rows={8}>
      {(privacy) => (
        <Columns>
          <Stacked>
            <Consents clientId={clientId} consents={privacy.consents} />
            <Disclosures clientId={clientId} disclosures={privacy.disclosures} />
          </Stacked>
          <Stacked>
            <Papers clientId={clientId} privacy={privacy} />
            {mayTrail && <Section title="Who opened this chart"><Go to={`/clients/${clientId}/trail`}>Every act and reading, with its seal</Go></Section>}
          </Stacked>
        </Columns>
      )}
    </Shown>
  );
}

const markOf = (c: Privacy['consents'][number]): MarkKind => {
  if (c.state === 'active') return c.endsInDays !== null && c.endsInDays <= 14 ? 'soon' : 'done';
  return c.state === 'deficient' ? 'late' : 'later';
};

function Consents({ clientId, consents }: { clientId: string; consents: Privacy['consents'] }) {
  const go = useGo();
  const may = useMay('consent.write');
  const [open, setOpen] = useState<Privacy['consents'][number] | null>(null);
  const active = consents.filter((c) => c.state === 'active');
  return (
    <Section title="Consents" count={active.length || undefined} aside={may && <Button onClick={() => go(`/clients/${clientId}/consents/new`)}>Ask for a consent</Button>}>
      {consents.length === 0 ? <Empty>Nobody outside may know anything, not even that this person comes here.</Empty> : (
        <Rows>
          {consents.map((c) => (
            <Row key={c.consentId} past={c.state !== 'active'} lead={<Mark kind={markOf(c)} label={STATE_WORDS[c.state]} />}
              title={`${sentence(c.who)}: ${c.what}`} sub={`${c.why}, ${c.until}${c.kind === 'general' ? '' : `. ${CONSENT_KIND_WORDS[c.kind]}`}`}
              right={c.endsInDays !== null && c.endsInDays <= 30 ? `ends in ${c.endsInDays} days` : STATE_WORDS[c.state]}
              action={<Button onClick={() => setOpen(c)}>Read</Button>} />
          ))}
        </Rows>
      )}
      <Modal opened={open !== null} onClose={() => setOpen(null)} size="lg" title={open ? `Signed by ${open.signerName}, ${sayDate(open.signedOn)}` : ''}>
        {open && <OneConsent clientId={clientId} consent={open} onDone={() => setOpen(null)} />}
      </Modal>
    </Section>
  );
}

function OneConsent(props: { clientId: string; consent: Privacy['consents'][number]; onDone: () => void }) {
  const { clientId, consent } = props;
  const may = useMay('consent.write');
  const form = useKeptForm(`revoke:${consent.consentId}`, { words: '' });
  const revoke = useAct(revokeConsent, { form, onDone: props.onDone });
  return (
    <Stacked>
      <p className={css.text}>{consent.text}</p>
      {may && consent.mayRevoke && (
        <>
          <TextAreaField form={form} name="words" label="Taken back: how did the client say so?" rows={1} />
          <ErrorBox error={revoke.error} />
          <div><Button loading={revoke.busy} onClick={() => void revoke.send({ clientId, consentId: consent.consentId, ...form.values })}>Take back from now on</Button></div>
        </>
      )}
    </Stacked>
  );
}

function Disclosures({ clientId, disclosures }: { clientId: string; disclosures: Privacy['disclosures'] }) {
  const zone = useZone();
  const may = useMay('disclosure.make');
  return (
    <Section title="What was sent" count={disclosures.length || undefined} aside={may && <Go to={`/clients/${clientId}/share`}>Send something</Go>}>
      {disclosures.length === 0 ? <Empty>Nothing has left the house.</Empty> : (
        <DataTable caption="What was sent" rows={disclosures} rowKey={(d) => d.id} columns={[
          { head: 'When', cell: (d) => sayWhen(d.at, zone) },
          { head: 'To', cell: (d) => d.recipientName },
          { head: 'What', cell: (d) => listWords(d.records.map((r) => RECORD_WORDS[r])) },
          { head: 'For', cell: (d) => PURPOSE_WORDS[d.purpose], wideOnly: true },
          { head: 'Stood on', cell: (d) => (d.basis.by === 'consent' ? 'consent' : EXCEPTION_WORDS[d.basis.code as ExceptionCode] ?? d.basis.code), wideOnly: true },
          { head: 'By', cell: (d) => d.madeBy, wideOnly: true },
        ]} />
      )}
    </Section>
  );
}

function Papers({ clientId, privacy }: { clientId: string; privacy: Privacy }) {
  const zone = useZone();
  const may = useMay('consent.write');
  const { acknowledgements, missing } = privacy;
  const latest = [...new Map(acknowledgements.map((a) => [a.kind, a])).values()];
  return (
    <Section title="Papers" aside={may && missing.length > 0 && <Go to={`/clients/${clientId}/papers`}>Sign what is missing</Go>}>
      <Rows>
        {missing.map((m) => <Row key={m.kind} lead={<Mark kind="soon" label="missing" />} title={ACKNOWLEDGEMENT_WORDS[m.kind]} sub="not signed yet" />)}
        {latest.map((a) => (
          <Row key={a.acknowledgementId} lead={<Mark kind={a.declinedReason ? 'info' : 'done'} label={a.declinedReason ? 'not signed' : 'signed'} />}
            title={ACKNOWLEDGEMENT_WORDS[a.kind]} sub={a.declinedReason ? `given, not signed: ${a.declinedReason}` : a.signerName} right={sayDate(dateIn(a.signedAt, zone))} />
        ))}
      </Rows>
    </Section>
  );
}
