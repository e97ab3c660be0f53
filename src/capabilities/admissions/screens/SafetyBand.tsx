import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Mark } from '../../../web/pictures/index.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { ChoicesBox } from '../../../web/fields/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayTime } from '../../../web/words.ts';
import { timeIn } from '../../../shared/dates.ts';
import { answerSafetyQuestion, recordCrisisStep } from '../api.ts';
import { DANGERS, type DangerKind } from '../model.ts';
import { crisisPath, dangerState, type CrisisStep } from '../safety-screen.ts';
import type { FoundCall } from './found-call.ts';
import css from './SafetyBand.module.css';

const DANGER_WORDS: Record<DangerKind, string> = {
  suicide: 'Suicide', overdose: 'Overdose', withdrawal: 'Withdrawal', violence: 'Violence', pregnancy: 'Pregnancy', other: 'Something else',
};
const TAKEN: Record<CrisisStep['id'], Parameters<ReturnType<typeof useAct<typeof recordCrisisStep>>['send']>[0]['step']> = {
  'call-911': 'called_911', 'call-988': 'gave_988', 'stay-on-line': 'stayed_on_line', 'clinician-now': 'clinician_joined',
  naloxone: 'called_911', 'safe-place': 'domestic_violence_line', hospital: 'called_911',
};

/**
 * The question that may not be missed (PR-40): a berry band until it is answered, then a quiet line. A keyboard begins at
 * it; `onSafe` says where it goes on, as the answered question leaves the page.
 */
export function SafetyBand({ call, onSafe }: { call: FoundCall; onSafe: () => void }) {
  const may = useMay('inquiry.write');
  const zone = useZone();
  const of = { clientId: call.clientId, inquiryId: call.id };
  const answer = useAct(answerSafetyQuestion);
  const band = useRef<HTMLElement>(null);
  const wasUnasked = useRef(false);
  const state = dangerState(call);
  const unasked = state === 'unasked';
  useEffect(() => {
    const idle = [document.body, document.getElementById('main')].includes(document.activeElement as HTMLElement);
    if (wasUnasked.current && state === 'no') onSafe();
    else if (wasUnasked.current || (unasked && idle)) band.current?.focus({ preventScroll: true });
    wasUnasked.current = unasked;
  }, [unasked, state, onSafe]);
  const step = useAct(recordCrisisStep);
  const [open, setOpen] = useState(false);
  const asked = call.danger ? sayTime(timeIn(call.danger.at, zone)) : '';
  const path = crisisPath(state === 'yes' || state === 'yes-and-steps-taken' ? call.danger : open ? { answer: 'yes', kinds: [] } : null);
  return (
    <section className={css.band} data-state={state} aria-label="Safety" ref={band} tabIndex={-1}>
      {state === 'unasked' && (
        <div className={css.line}>
          <Mark kind="danger" label={null} /><strong>Is anybody in danger right now?</strong>
          {may && <span className={css.acts}>
            <Button loading={answer.busy} onClick={() => void answer.send({ ...of, answer: 'no' })}>Nobody</Button>
            <Button loading={answer.busy} onClick={() => void answer.send({ ...of, answer: 'yes' })}>Yes, somebody is</Button>
          </span>}
        </div>
      )}
      {state === 'no' && (
        <div className={css.line}>
          <Mark kind="done" label={null} /><span>Nobody in danger right now, asked at {asked}</span>
          <span className={css.acts}>
            {may && <Button variant="subtle" onClick={() => void answer.send({ ...of, answer: 'yes' })}>That changed</Button>}
            <Button aria-expanded={open} onClick={() => setOpen(!open)}>Crisis steps</Button>
          </span>
        </div>
      )}
      {(state === 'yes' || state === 'yes-and-steps-taken') && (
        <div className={css.line}>
          <Mark kind="danger" label={null} /><strong>Somebody is in danger, said at {asked}. Stay with them.</strong>
          {may && <span className={css.acts}><Button onClick={() => void answer.send({ ...of, answer: 'no' })}>The danger has passed</Button></span>}
        </div>
      )}
      {state === 'yes' && may && (
        <ChoicesBox label="What is it?" value={call.danger?.kinds ?? []} options={DANGERS.map((kind) => ({ value: kind, label: DANGER_WORDS[kind] }))}
          onChange={(kinds) => void answer.send({ ...of, answer: 'yes', kinds })} />
      )}
      {path.length > 0 && (
        <ol className={css.steps}>
          {path.map((one) => {
            const done = call.crisisSteps.find((taken) => taken.step === TAKEN[one.id]);
            return (
              <li key={one.id}>
                <span>{one.say}</span>
                <span className={css.acts}>
                  {one.dial && <a href={`tel:${one.dial}`}>{one.dial}</a>}
                  {done ? <Mark kind="done" label="Done" /> : may && state !== 'no'
                    && <Button onClick={() => void step.send({ ...of, step: TAKEN[one.id] })}>Done</Button>}
                </span>
              </li>
            );
          })}
        </ol>
      )}
      <ErrorBox error={answer.error ?? step.error} />
    </section>
  );
}
