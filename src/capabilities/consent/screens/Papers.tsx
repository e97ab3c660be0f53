import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { NO_SIGNATURE, SignatureField, TextField } from '../../../web/fields/index.ts';
import { Go, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Empty, ErrorBox, PageHead, Shown, Stacked } from '../../../web/parts/index.ts';
import { sayCount, sentence } from '../../../web/words.ts';
import { readPapers, readPrivacy, recordAcknowledgement } from '../api.ts';
import { ACKNOWLEDGEMENT_WORDS } from '../model.ts';
import css from './Consent.module.css';

/** Papers of the start, one after another, each read and signed by itself on this screen. */
export default function Papers() {
  const clientId = useParam('clientId');
  const privacy = useRead(readPrivacy, { clientId });
  const papers = useRead(readPapers, {});
  return (
    <Shown read={privacy} rows={6}>
      {({ missing, patientName }) => (
        <Shown read={papers}>
          {(texts) => {
            const next = texts.find((t) => t.kind === missing[0]?.kind);
            return (
              <div className={css.paper}>
                <PageHead over={<Go to={`/clients/${clientId}/privacy`}>Privacy</Go>} tab="Papers"
                  title={next ? ACKNOWLEDGEMENT_WORDS[next.kind] : 'Every paper is signed.'}
                  under={missing.length > 1 ? `${sentence(sayCount(missing.length - 1, 'paper'))} after this one.` : undefined} />
                {next ? <OnePaper key={next.kind} clientId={clientId} paper={next} patientName={patientName} />
                  : <Empty action={<Go to={`/clients/${clientId}/privacy`}>Back to the chart</Go>}>Nothing is missing for the admission here.</Empty>}
              </div>
            );
          }}
        </Shown>
      )}
    </Shown>
  );
}

function OnePaper(props: { clientId: string; paper: OutputOf<typeof readPapers>[number]; patientName: string }) {
  const { clientId, paper } = props;
  const [acknowledgementId] = useState(() => newId());
  const [declines, setDeclines] = useState(false);
  const form = useKeptForm(`paper:${clientId}:${paper.kind}`, { signature: { ...NO_SIGNATURE, name: '' }, declinedReason: '' });
  const keep = useAct(recordAcknowledgement, { form });
  const { signature, declinedReason } = form.values;
  const send = () => void keep.send({ clientId, acknowledgementId, kind: paper.kind, version: paper.version, language: paper.language, method: 'screen', signer: 'client',
    name: declines ? '' : signature.name, mark: declines ? '' : signature.path, declinedReason: declines ? declinedReason : '' });
  return (
    <Stacked>
      <Card><p className={css.text}>{paper.text}</p></Card>
      {declines ? <TextField form={form} name="declinedReason" label="Why it is not signed" help="The notice counts as given; the others are needed before an admission." />
        : <SignatureField form={form} name="signature" label="I have read this" help={`${props.patientName}, or whoever signs for them`} />}
      <ErrorBox error={keep.error} />
      <div className={css.acts}>
        <Button variant="filled" loading={keep.busy} disabled={declines ? declinedReason.trim() === '' : signature.name.trim() === ''} onClick={send}>{declines ? 'Keep the reason' : 'Sign'}</Button>
        <Button variant="subtle" onClick={() => setDeclines(!declines)}>{declines ? 'They sign after all' : 'They do not sign'}</Button>
      </div>
    </Stacked>
  );
}
