import { useState } from 'react';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, ClientCard, ClientHead, ClientSection, QuietButton } from '../../../web/client/parts.tsx';
import { ChoiceBox, NO_SIGNATURE, SignatureField, TextAreaField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { useSelf } from '../../../web/self.ts';
import { agreeToPlan, type readMyPlan, signMyPlan } from '../../treatment-plan/api.ts';
import css from './my-plan.module.css';
import { wordsOfIntervention } from './plan-words.ts';

type Whole = NonNullable<OutputOf<typeof readMyPlan>['open']>;
type Item = Whole['body']['objectives'][number] | Whole['body']['interventions'][number];

/** The plan that waits: each part with yes or no and the client's words, then the signature (PR-54). */
export function OpenPlan(props: { plan: Whole; onDone: () => void }) {
  const { plan } = props;
  const draft = plan.state === 'draft';
  return (
    <>
      <ClientHead title="Your new plan" onBack={props.onDone} lead={draft ? 'Say what you think of each part. Your counselor sees it.' : 'This is the text you sign.'} />
      {plan.body.goals.map((goal) => (
        <ClientSection key={goal.id} title={goal.words}>
          {plan.body.objectives.filter((o) => o.goalId === goal.id).map((o) => <Part key={o.id} item={o} plan={plan} draft={draft} />)}
        </ClientSection>
      ))}
      {plan.body.interventions.length > 0 && (
        <ClientSection title="What we do for it">
          {plan.body.interventions.map((one) => <Part key={one.id} item={{ ...one, words: wordsOfIntervention(one) }} plan={plan} draft={draft} />)}
        </ClientSection>
      )}
      {!draft && plan.handsLeft.includes('client') && <Sign plan={plan} onDone={props.onDone} />}
    </>
  );
}

const VIEWS = [{ value: 'agree', label: 'Yes, I want this' }, { value: 'disagree', label: 'No' }] as const;

function Part(props: { item: Item; plan: Whole; draft: boolean }) {
  const { item, plan } = props;
  const form = useKeptForm(`plan-part:${plan.planVersionId}:${item.id}`, { clientSays: item.clientSays });
  const agree = useAct(agreeToPlan);
  const say = (view: 'agree' | 'disagree' | 'unsaid', clientSays: string) =>
    void agree.send({ planVersionId: plan.planVersionId, itemId: item.id, view, clientSays, version: plan.version });
  return (
    <div className={css.part}>
      <p>{item.words}</p>
      {props.draft ? (
        <>
          <ChoiceBox label={<span className={css.small}>What do you say?</span>} options={VIEWS} value={item.view === 'unsaid' ? '' : item.view}
            onChange={(view) => say(view === '' ? 'unsaid' : view, form.values.clientSays)} />
          {item.view === 'disagree' && (
            <>
              <TextField form={form} name="clientSays" label="What would be better?" maxLength={1000} />
              <QuietButton onClick={() => say('disagree', form.values.clientSays)}>Send that</QuietButton>
            </>
          )}
          <ErrorBox error={agree.error} />
        </>
      ) : item.clientSays && <p className={css.small}>You said: “{item.clientSays}”</p>}
    </div>
  );
}

function Sign(props: { plan: Whole; onDone: () => void }) {
  const { plan } = props;
  const [declining, setDeclining] = useState(false);
  const form = useKeptForm(`sign-plan:${plan.planVersionId}`, { signature: NO_SIGNATURE, declinedReason: '' });
  const sign = useAct(signMyPlan, { form, onDone: props.onDone });
  const { signature, declinedReason } = form.values;
  const callName = useSelf().name;
  const send = (reason: string | null) => void sign.send({
    planVersionId: plan.planVersionId, textHash: plan.textHash, name: signature.name || (reason === null ? '' : callName), mark: signature.path, declinedReason: reason });
  return (
    <ClientCard title={declining ? 'You don’t have to sign.' : 'Sign your plan'}>
      <details className={css.text}><summary>Read the whole text</summary><pre>{plan.text}</pre></details>
      {declining ? (
        <TextAreaField form={form} name="declinedReason" label="Why not?" help="It stands beside your plan, in your words." maxLength={1000} />
      ) : <SignatureField form={form} name="signature" label="Your name" />}
      <ErrorBox error={sign.error} />
      <BigButton variant="filled" loading={sign.busy} onClick={() => send(declining ? declinedReason : null)}>{declining ? 'Send without signing' : 'Sign my plan'}</BigButton>
      <QuietButton onClick={() => setDeclining(!declining)}>{declining ? 'I want to sign after all' : 'I don’t want to sign'}</QuietButton>
    </ClientCard>
  );
}
