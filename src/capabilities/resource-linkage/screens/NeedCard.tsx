import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Card, ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate, sayDue, sayWhen } from '../../../web/words.ts';
import { recordNeedContact, recordNeedOutcome, recordNeedService, referToResource } from '../api.ts';
import { LINKAGE_STEP_WORDS, LINKAGE_STEPS, NEED_WORDS, OUTCOME_WORDS, OUTCOMES, type LinkageOutcome } from '../model.ts';
import { NEXT_WORDS, sayNeed, stepNumber, type Need } from './resource-words.ts';
import { ANYTHING, ResourceSearch } from './ResourceSearch.tsx';
import css from './Resource.module.css';

type Doing = 'refer' | 'contact' | 'service' | 'outcome';
const NEXT: Record<Exclude<Need['step'], 'outcome'>, Doing> = { need: 'refer', referral: 'contact', contact: 'service', service: 'outcome' };
const TITLES: Record<Doing, string> = { refer: 'To whom?', contact: 'They are in contact', service: 'They received it', outcome: 'What came of it' };

/** One need with how far it is; one verb moves it on, another tells that it ended otherwise. */
export function NeedCard(props: { clientId: string; need: Need; postalCode: string; may: boolean }) {
  const { clientId, need } = props;
  const zone = useZone();
  const now = useMinute();
  const [doing, setDoing] = useState<Doing | null>(null);
  const of = { clientId, needId: need.needId };
  const close = () => setDoing(null);
  const due = need.due === null ? null : sayDue(need.due, now, zone);
  const last = need.facts.at(-1);
  return (
    <Card>
      <div className={css.need}>
        <h3>{NEED_WORDS[need.need]}</h3>
        {need.words && <p>“{need.words}”</p>}
        <p>{sayNeed(need)}{need.resource?.phone && need.step !== 'service' ? ` ${need.resource.phone}` : ''}</p>
        <p className={css.quiet}>{last ? `${LINKAGE_STEP_WORDS[last.step]}, ${sayWhen(last.at, zone)}, ${last.by}${last.words ? `: ${last.words}` : ''}` : `said ${sayWhen(need.statedAt, zone)}, ${need.by}`}</p>
        <div className={css.steps} role="img" aria-label={`Step ${stepNumber(need.step)} of ${LINKAGE_STEPS.length}: ${LINKAGE_STEP_WORDS[need.step]}`}>
          {LINKAGE_STEPS.map((step) => <span key={step} data-done={stepNumber(step) <= stepNumber(need.step)} />)}
        </div>
        {need.step !== 'outcome' && (
          <div className={css.foot}>
            <span className={css.quiet}>{need.waitsUntil && need.step === 'need' ? `waits until ${sayDate(need.waitsUntil)}` : due && `next step ${due.words}`}</span>
            {props.may && (
              <span>
                {need.step !== 'service' && <Button variant="subtle" onClick={() => setDoing('outcome')}>Close</Button>}
                <Button onClick={() => setDoing(NEXT[need.step as 'need'])}>{NEXT_WORDS[need.step]}</Button>
              </span>
            )}
          </div>
        )}
      </div>
      <Modal opened={doing !== null} onClose={close} title={doing === null ? '' : TITLES[doing]} size={doing === 'refer' ? 'xl' : 'md'}>
        {doing === 'refer' && <Refer {...of} need={need} postalCode={props.postalCode} onDone={close} />}
        {(doing === 'contact' || doing === 'service') && <StepForm {...of} doing={doing} onDone={close} />}
        {doing === 'outcome' && <OutcomeForm {...of} onDone={close} />}
      </Modal>
    </Card>
  );
}

type Of = { clientId: string; needId: string; onDone: () => void };

function Refer({ need, postalCode, onDone, ...of }: Of & { need: Need; postalCode: string }) {
  const act = useAct(referToResource, { onDone });
  return (
    <Stacked>
      <ErrorBox error={act.error} />
      <ResourceSearch name={`refer:${of.needId}`} initial={{ ...ANYTHING, need: need.need, postalCode, miles: postalCode ? '10' : '' }}
        actOf={(f) => <Button loading={act.busy} onClick={() => void act.send({ ...of, resourceId: f.resource.id })}>Refer</Button>} />
    </Stacked>
  );
}

function StepForm({ doing, onDone, ...of }: Of & { doing: 'contact' | 'service' }) {
  const form = useKeptForm(`need-${doing}:${of.needId}`, { words: '' });
  const contact = useAct(recordNeedContact, { form, onDone });
  const service = useAct(recordNeedService, { form, onDone });
  const act = doing === 'contact' ? contact : service;
  return (
    <Stacked>
      <TextField form={form} name="words" label="In a few words" placeholder={doing === 'contact' ? 'Called back, visit on Friday' : 'Got a bus pass for a month'} maxLength={500} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} onClick={() => void act.send({ ...of, words: form.values.words })}>{doing === 'contact' ? 'They are in contact' : 'They received it'}</Button>
    </Stacked>
  );
}

function OutcomeForm({ onDone, ...of }: Of) {
  const form = useKeptForm(`need-outcome:${of.needId}`, { outcome: '', words: '' });
  const act = useAct(recordNeedOutcome, { form, onDone });
  return (
    <Stacked>
      <ChoiceField form={form} name="outcome" label="How it ended" options={OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value] }))} />
      <TextField form={form} name="words" label="In a few words" maxLength={500} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={form.values.outcome === ''}
        onClick={() => void act.send({ ...of, outcome: form.values.outcome as LinkageOutcome, words: form.values.words })}>Close the need</Button>
    </Stacked>
  );
}
