import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { instantOf } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, DateField, FieldGrid, TextAreaField, TextField, TimeField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Row, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDay, sayTime, sayWhen } from '../../../web/words.ts';
import { bookLinkage, recordLinkageAnswer, recordLinkageSeen } from '../api.ts';
import { ANSWERS, PURPOSES, VISIT_OUTCOMES } from '../model.ts';
import { linkageSentence, needsWord, type ShownLinkage } from './linkage-words.ts';

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** One question to a provider with the one act that moves it on: asked, booked, seen, answered. */
export function LinkageRow({ clientId, linkage }: { clientId: string; linkage: ShownLinkage }) {
  const now = useMinute();
  const zone = useZone();
  const may = useMay('medication.link');
  const [open, setOpen] = useState(false);
  const needs = needsWord(linkage, now);
  const done = linkage.stage === 'answered';
  const close = () => setOpen(false);
  const of = { clientId, linkageId: linkage.id, onDone: close };
  return (
    <>
      <Row past={done} lead={<Mark kind={done ? 'done' : needs ? 'soon' : 'later'} label={null} />} title={PURPOSES[linkage.purpose]}
        sub={`${linkageSentence(linkage, now, zone)} Asked: “${linkage.question}”`} right={sayWhen(linkage.askedAt, zone)}
        action={may && !done ? <Button onClick={() => setOpen(true)}>{needs ?? 'Change'}</Button> : undefined} />
      <Modal opened={open} onClose={close} title={needs ?? 'The appointment'}>
        {open && (linkage.stage === 'asked' ? <Book {...of} /> : linkage.stage === 'seen' ? <AnswerForm {...of} /> : needs ? <Kept {...of} /> : <Ahead {...of} />)}
      </Modal>
    </>
  );
}

type Of = { clientId: string; linkageId: string; onDone: () => void };
function Book({ onDone, ...of }: Of) {
  const zone = useZone();
  const form = useKeptForm(`book-linkage:${of.linkageId}`, { provider: '', on: null as string | null, at: null as string | null, place: '' });
  const act = useAct(bookLinkage, { form, onDone });
  const { provider, on, at, place } = form.values;
  return (
    <Stacked>
      <TextField form={form} name="provider" label="With whom" maxLength={120} />
      <FieldGrid><DateField form={form} name="on" label="Day" /><TimeField form={form} name="at" label="Time" /></FieldGrid>
      <TextField form={form} name="place" label="Where" maxLength={160} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={on === null || at === null}
        onClick={() => void act.send({ ...of, provider, place, appointmentAt: instantOf(on!, at!, zone) })}>{on && at ? `Booked for ${sayDay(on)}, ${sayTime(at)}` : 'Book'}</Button>
    </Stacked>
  );
}
function Kept({ onDone, ...of }: Of) {
  const form = useKeptForm(`linkage-visit:${of.linkageId}`, { outcome: '', words: '' });
  const act = useAct(recordLinkageSeen, { form, onDone });
  return (
    <Stacked>
      <ChoiceField form={form} name="outcome" label="Was it kept?" options={options(VISIT_OUTCOMES)} />
      <TextField form={form} name="words" label="In a few words" maxLength={500} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={form.values.outcome === ''} onClick={() => void act.send({ ...of, outcome: form.values.outcome as 'seen', words: form.values.words })}>Keep it</Button>
    </Stacked>
  );
}
function AnswerForm({ onDone, ...of }: Of) {
  const form = useKeptForm(`linkage-answer:${of.linkageId}`, { answer: '', words: '' });
  const act = useAct(recordLinkageAnswer, { form, onDone });
  return (
    <Stacked>
      <ChoiceField form={form} name="answer" label="What the provider decided" options={options(ANSWERS)} />
      <TextAreaField form={form} name="words" label="In their words" maxLength={1000} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={form.values.answer === ''} onClick={() => void act.send({ ...of, answer: form.values.answer as 'prescribed', words: form.values.words })}>Close the loop</Button>
    </Stacked>
  );
}
function Ahead({ onDone, ...of }: Of) {
  const act = useAct(recordLinkageSeen, { onDone });
  return (
    <Stacked>
      <p>The appointment lies ahead. Did the provider cancel it?</p>
      <ErrorBox error={act.error} />
      <Button loading={act.busy} onClick={() => void act.send({ ...of, outcome: 'cancelled', words: '' })}>The provider cancelled</Button>
    </Stacked>
  );
}
