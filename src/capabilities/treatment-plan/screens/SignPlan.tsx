import { Button } from '@mantine/core';
import { useState } from 'react';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { NO_SIGNATURE, SignatureField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Columns, Empty, ErrorBox, PageHead, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useSelf } from '../../../web/self.ts';
import { listWords, sentence } from '../../../web/words.ts';
import { readPlan, signPlan } from '../api.ts';
import { HAND_WORDS, type WholeVersion } from './plan-words.ts';
import { PlanShown } from './PlanShown.tsx';

/** The plan is read once more and signed by each hand it needs, here at one screen. */
export default function SignPlan() {
  const clientId = useParam('clientId');
  const read = useRead(readPlan, { clientId });
  return (
    <Shown read={read} rows={8}>
      {({ open, inForce }) => open
        ? <Signing key={open.planVersionId} clientId={clientId} version={open} />
        : <Empty action={<Go to={`/clients/${clientId}/plan`}>Open the plan</Go>}>{inForce ? 'The plan is signed by everybody. It is in force.' : 'There is nothing to sign.'}</Empty>}
    </Shown>
  );
}

function Signing({ clientId, version }: { clientId: string; version: WholeVersion }) {
  const { roles } = useSelf();
  const signed = version.signatures.map((s) => s.hand);
  const needed = version.hands.length > 0 ? version.handsLeft : (['client', 'clinician'] as const).filter((h) => !signed.includes(h));
  const supervises = roles.includes('supervisor');
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/plan`}>Plan</Go>} title={`Still to sign: ${listWords(needed.map((h) => HAND_WORDS[h]))}.`} tab="Sign the plan"
        under="Read it together once more. From the first signature on nothing in it changes." />
      <Columns>
        <PlanShown body={version.body} />
        <Stacked>
          {needed.includes('client') && <ClientHand clientId={clientId} version={version} />}
          {needed.includes('clinician') && <StaffHand clientId={clientId} version={version} hand="clinician" words="Sign as counselor" />}
          {needed.includes('supervisor') && supervises && <StaffHand clientId={clientId} version={version} hand="supervisor" words="Sign as supervisor" />}
          {needed.includes('supervisor') && !supervises && <Section title="Supervisor">{sentence('the supervisor signs on their own screen.')}</Section>}
        </Stacked>
      </Columns>
    </>
  );
}

function ClientHand({ clientId, version }: { clientId: string; version: WholeVersion }) {
  const form = useKeptForm(`plan-sign:${version.planVersionId}`, { signature: NO_SIGNATURE, declinedReason: '' });
  const [declines, setDeclines] = useState(false);
  const sign = useAct(signPlan, { form });
  const { signature, declinedReason } = form.values;
  const send = () => void sign.send({ clientId, planVersionId: version.planVersionId, textHash: version.textHash, hand: 'client', name: signature.name,
    mark: signature.path, declinedReason: declines ? declinedReason : null });
  return (
    <Section title="The client">
      <Card>
        <Stacked>
          <SignatureField form={form} name="signature" label={declines ? 'Whose answer this is' : 'This is my plan'} />
          {declines && <TextAreaField form={form} name="declinedReason" label="Why not, in their words" />}
          <ErrorBox error={sign.error} />
          <div>
            <Button variant="filled" loading={sign.busy} onClick={send}>{declines ? 'Keep the answer' : 'Client signs'}</Button>{' '}
            <Button variant="subtle" onClick={() => setDeclines(!declines)}>{declines ? 'They sign after all' : 'They do not sign'}</Button>
          </div>
        </Stacked>
      </Card>
    </Section>
  );
}

function StaffHand(props: { clientId: string; version: WholeVersion; hand: 'clinician' | 'supervisor'; words: string }) {
  const go = useGo();
  const { clientId, version, hand } = props;
  const sign = useAct(signPlan, { onDone: (value) => value.inForce && go(`/clients/${clientId}/plan`) });
  return (
    <Section title={sentence(HAND_WORDS[hand])}>
      <p>Your name, role and today’s credential stand under it.</p>
      <ErrorBox error={sign.error} />
      <Button loading={sign.busy} onClick={() => void sign.send({ clientId, planVersionId: version.planVersionId, textHash: version.textHash, hand, name: '', mark: '' })}>{props.words}</Button>
    </Section>
  );
}
