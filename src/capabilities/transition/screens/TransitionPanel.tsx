import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import type { Transition } from './found.ts';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Columns, Empty, Facts, Quote, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate, sayWhen, sentence } from '../../../web/words.ts';
import { readTransition } from '../api.ts';
import { CRITERION_WORDS, DISCHARGE_WORDS, RUNG_WORDS } from '../model.ts';
import { FollowUps } from './FollowUps.tsx';
import { GraduationPlan } from './GraduationPlan.tsx';
import { StepForm } from './StepForm.tsx';


/** The way out: what speaks for and against the next step, the plan for afterwards, steps, the end and the calls after it. */
export default function TransitionPanel({ clientId }: { clientId: string }) {
  const read = useRead(readTransition, { clientId });
  return (
    <Shown read={read} rows={8}>
      {(t) => t.episodeId === null ? <Empty>They are not in the program yet. The way out begins in the first week.</Empty>
        : t.discharge ? <After clientId={clientId} t={t} discharge={t.discharge} /> : <Inside clientId={clientId} t={t} />}
    </Shown>
  );
}

const SAYS = { against: { kind: 'soon', words: 'against', order: 0 }, unknown: { kind: 'later', words: 'not known', order: 1 }, for: { kind: 'done', words: 'for', order: 2 } } as const;

function Readiness({ t }: { t: Transition }) {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  // sentences of the rules carry days as 2026-03-02
  const say = (words: string) => sentence(words.replaceAll(/\d{4}-\d\d-\d\d/g, (day) => sayDate(day, today)));
  return (
    <Section title={t.met === t.asked ? 'Everything speaks for the next step' : `${t.met} of ${t.asked} speak for the next step`} aside="A person decides.">
      <Rows>
        {t.readiness.toSorted((a, b) => SAYS[a.says].order - SAYS[b.says].order).map((e) => (
          <Row key={e.criterion} lead={<Mark kind={SAYS[e.says].kind} label={SAYS[e.says].words} />} title={CRITERION_WORDS[e.criterion]} sub={`${say(e.words)}.`} right={SAYS[e.says].words} />
        ))}
      </Rows>
    </Section>
  );
}

function Inside({ clientId, t }: { clientId: string; t: Transition }) {
  const go = useGo();
  const zone = useZone();
  const [write, sign] = [useMay('transition.write'), useMay('transition.sign')];
  const [stepping, setStepping] = useState(false);
  return (
    <Columns>
      <Stacked>
        <Readiness t={t} />
        <Steps t={t} />
      </Stacked>
      <Stacked>
        <Section title={t.rung ? `${RUNG_WORDS[t.rung]} now` : 'Where they are'} {...(t.since ? { aside: `since ${sayDate(dateIn(t.since, zone))}` } : {})}>
          {sign && (
            <div>
              <Button variant="filled" onClick={() => setStepping(true)}>Move a step</Button>{' '}
              <Button variant="subtle" onClick={() => go(`/clients/${clientId}/discharge`)}>End the stay</Button>
            </div>
          )}
        </Section>
        <GraduationPlan key={t.episodeId} clientId={clientId} plan={t.plan} may={write} />
      </Stacked>
      <Modal opened={stepping} onClose={() => setStepping(false)} title="Move a step" size="lg">
        {stepping && <StepForm clientId={clientId} t={t} onDone={() => setStepping(false)} />}
      </Modal>
    </Columns>
  );
}

function Steps({ t }: { t: Transition }) {
  const zone = useZone();
  if (t.steps.length === 0) return null;
  return (
    <Section title="Steps so far" count={t.steps.length}>
      <Rows dense>{t.steps.toReversed().map((s) => <Row key={s.stepId} title={`${RUNG_WORDS[s.from]} to ${RUNG_WORDS[s.to].toLowerCase()}`}
        sub={`${s.reason} ${s.clientSaid === 'agrees' ? 'The client agreed.' : s.clientSaid === 'disagrees' ? 'The client did not agree.' : ''}`} right={`${sayWhen(s.at, zone)}, ${s.by}`} />)}</Rows>
    </Section>
  );
}

function After({ clientId, t, discharge }: { clientId: string; t: Transition; discharge: NonNullable<Transition['discharge']> }) {
  const go = useGo();
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const signed = discharge.signedAt !== null;
  return (
    <Columns>
      <Stacked>
        <FollowUps clientId={clientId} t={t} on={discharge.on} type={discharge.type} />
        <Steps t={t} />
      </Stacked>
      <Stacked>
        <Section title={`${sentence(DISCHARGE_WORDS[discharge.type])}, ${sayDate(discharge.on, today)}`} aside={discharge.by}><p>{discharge.reason}</p></Section>
        <Section title="Summary">
          <p>{signed ? `Signed ${sayWhen(discharge.signedAt!, zone)}. It is locked.` : 'Put together from the record; read it and sign it.'}</p>
          <Button variant={signed ? 'default' : 'filled'} onClick={() => go(`/clients/${clientId}/summary`)}>{signed ? 'Open the summary' : 'Read and sign'}</Button>
        </Section>
        {t.plan && (
          <Section title="Plan for afterwards">
            {t.plan.ownWords && <Quote>{t.plan.ownWords}</Quote>}
            <ul>{t.plan.items.map((item) => <li key={item}>{item}</li>)}</ul>
            <Facts facts={[{ label: 'First appointment', value: [t.plan.nextAppointmentOn && sayDate(t.plan.nextAppointmentOn, today), t.plan.nextAppointmentWith].filter(Boolean).join(', ') }]} />
          </Section>
        )}
      </Stacked>
    </Columns>
  );
}
