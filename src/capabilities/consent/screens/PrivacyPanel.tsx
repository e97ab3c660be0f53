import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { Go, useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Columns, DataTable, Empty, Hint, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark, type MarkKind } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate, sayWhen, sentence } from '../../../web/words.ts';
import { readPrivacy } from '../api.ts';
import { EXCEPTION_WORDS } from '../disclosure.ts';
import { ACKNOWLEDGEMENT_WORDS, CONSENT_KIND_WORDS, RECORD_WORDS } from '../model.ts';
import { listWords, whyOf } from '../notices.ts';
import { sayMaker, STATE_WORDS } from './consent-words.ts';
import { OneConsent } from './OneConsent.tsx';

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
            <Disclosures clientId={clientId} privacy={privacy} />
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

function Disclosures({ clientId, privacy: { disclosures, exceptions } }: { clientId: string; privacy: Privacy }) {
  const zone = useZone();
  const may = useMay('disclosure.make');
  return (
    <Section title="What was sent" count={disclosures.length || undefined} aside={may && <Go to={`/clients/${clientId}/share`}>Send something</Go>}>
      {exceptions.filter((x) => !x.used).map((x) => (
        <Hint key={x.exceptionId} kind="soon">
          Written down today, nothing has gone on it yet: {EXCEPTION_WORDS[x.code]}, {x.recipientName}. {may && <Go to={`/clients/${clientId}/share?exception=${x.exceptionId}`}>Send or tell</Go>}
        </Hint>
      ))}
      {disclosures.length === 0 ? <Empty>Nothing has left the house.</Empty> : (
        <DataTable caption="What was sent" rows={disclosures} rowKey={(d) => d.id} columns={[
          { head: 'When', cell: (d) => sayWhen(d.at, zone) },
          { head: 'To', cell: (d) => d.recipientName },
          { head: 'What', cell: (d) => listWords(d.records.map((r) => RECORD_WORDS[r])) },
          { head: 'Why', cell: whyOf, wideOnly: true },
          { head: 'By', cell: (d) => sayMaker(d.madeBy), wideOnly: true },
        ]} />
      )}
      <p><Go to={`/clients/${clientId}/accounting`}>The list for the client</Go></p>
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
