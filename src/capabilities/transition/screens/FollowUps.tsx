import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, TextAreaField, TickField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Empty, ErrorBox, Hint, Row, Rows, Section, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate, sayWhen, sentence } from '../../../web/words.ts';
import { recordFollowUp } from '../api.ts';
import type { DischargeType, FollowUp } from '../model.ts';
import type { Transition } from './found.ts';

const OUTCOMES = { reached: 'Reached', not_reached: 'Not reached', declined: 'Would rather not be called', no_consent: 'We may not call' };
const DOING = { well: 'Well', mixed: 'Mixed', hard: 'It is hard', not_said: 'Not said' };
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Calls after the stay, a week to a year later: how it goes, and whether they want to come back (PR-96). */
export function FollowUps({ clientId, t, on, type }: { clientId: string; t: Transition; on: string; type: DischargeType }) {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const may = useMay('transition.write');
  const [calling, setCalling] = useState<number | null>(null);
  if (type === 'deceased') return <Section title="Calls afterwards"><Empty>Nobody is called.</Empty></Section>;
  const back = t.followUps.find((f) => f.wantsBack);
  return (
    <Section title="Calls afterwards">
      {back && <Hint>They want to come back. Open a new call for them: nobody has to start from nothing.</Hint>}
      <Rows>
        {t.followUpDays.map((day) => {
          const done = t.followUps.findLast((f) => f.dayNumber === day);
          const due = addDays(on, day);
          const near = addDays(due, -3) <= today;
          return (
            <Row key={day} lead={<Mark kind={done ? 'done' : addDays(due, 3) < today ? 'late' : near ? 'soon' : 'later'} label={null} />} past={done !== undefined}
              title={`After ${day} days`} {...(done ? { sub: sentence([OUTCOMES[done.outcome as 'reached'], done.doing !== 'not_said' && `doing: ${DOING[done.doing as 'well'].toLowerCase()}`, done.words].filter(Boolean).join(' · ')) } : {})}
              right={done ? sayWhen(done.at, zone) : sayDate(due, today)} action={!done && near && may ? <Button onClick={() => setCalling(day)}>Record</Button> : undefined} />
          );
        })}
      </Rows>
      <Modal opened={calling !== null} onClose={() => setCalling(null)} title={`The call after ${calling ?? ''} days`}>
        {calling !== null && <CallForm clientId={clientId} day={calling} onDone={() => setCalling(null)} />}
      </Modal>
    </Section>
  );
}

function CallForm({ clientId, day, onDone }: { clientId: string; day: number; onDone: () => void }) {
  const form = useKeptForm(`follow-up:${clientId}:${day}`, { outcome: '', doing: 'not_said', wantsBack: false, words: '' });
  const act = useAct(recordFollowUp, { form, onDone });
  const v = form.values;
  const reached = v.outcome === 'reached';
  return (
    <Stacked>
      <ChoiceField form={form} name="outcome" label="The call" options={options(OUTCOMES)} />
      {reached && <ChoiceField form={form} name="doing" label="How are they doing?" options={options(DOING)} />}
      {reached && <TickField form={form} name="wantsBack" label="They want to come back" />}
      <TextAreaField form={form} name="words" label="In a few words" maxLength={2000} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={v.outcome === ''} onClick={() => void act.send({ clientId, dayNumber: day, outcome: v.outcome as FollowUp['outcome'],
        doing: (reached && v.doing ? v.doing : 'not_said') as FollowUp['doing'], wantsBack: reached && v.wantsBack, words: v.words })}>Keep the call</Button>
    </Stacked>
  );
}
