import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { ChoiceField, ChoicesField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Hint, Row, Rows, Section, Stacked } from '../../../web/parts/index.ts';
import { TestShape } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { orderConfirmation, reviewTestWithClient, type ShownRead, type WholeTest } from '../api.ts';
import { ANALYTES, REVIEW_OUTCOMES, VALIDITY } from '../model.ts';
import { VALIDITY_WORDS } from '../validity.ts';
import { LaboratoryForm } from './LaboratoryForm.tsx';
import { Regimen } from './Regimen.tsx';
import { isUnexpected } from './test-words.ts';
import css from './result.module.css';

const shape = (r: ShownRead) => (r.verdict === 'pending' ? 'pending' : r.verdict === 'unexpected_positive' ? (r.source === 'definitive' ? 'confirmed' : 'positive')
  : r.verdict === 'unexpected_negative' ? 'unusable' : 'negative');

/** Each substance with its verdict and why, beside what is prescribed; then the talk, and the laboratory. */
export function ReadResult({ clientId, test }: { clientId: string; test: WholeTest }) {
  const zone = useZone();
  const [open, setOpen] = useState<'talk' | 'confirm' | 'laboratory' | null>(null);
  const [review, result] = [useMay('test.review'), useMay('test.result')];
  const pending = test.confirmation !== null && test.definitive === null;
  const reasons = [...new Set(test.reads.flatMap((r) => r.confirmBecause))];
  const validity = test.result!.validity;
  const unexpectedFirst = test.reads.toSorted((a, b) => Number(isUnexpected(b) || b.verdict === 'pending') - Number(isUnexpected(a) || a.verdict === 'pending'));
  const talked = test.reviews.length > 0;
  return (
    <>
      <Section title="What it says" aside={validity === 'acceptable' ? undefined : VALIDITY[validity]}>
        {validity !== 'acceptable' && <Hint kind="soon">{VALIDITY_WORDS[validity].means} {VALIDITY_WORDS[validity].first} {VALIDITY_WORDS[validity].never}</Hint>}
        <ul className={css.reads}>
          {unexpectedFirst.map((r) => (
            <li key={r.analyte}>
              <svg viewBox="0 0 20 20" aria-hidden><TestShape result={shape(r)} x={10} y={10} /></svg>
              <div><h3>{ANALYTES[r.analyte]} <span>{r.words}</span></h3><p>{r.because.join(' ')}</p></div>
            </li>
          ))}
        </ul>
      </Section>
      {test.regimen && <Regimen test={test} />}
      <Section title="Talked about">
        {reasons.length > 0 && !pending && <Hint>A confirmation is worth offering: {reasons.join('; ')}.</Hint>}
        {pending && <Hint>Asked of the laboratory {sayWhen(test.confirmation!.orderedAt, zone)}: {test.confirmation!.why}. Nothing is decided before it answers.</Hint>}
        <Rows>{test.reviews.map((r) => <Row key={r.at} title={REVIEW_OUTCOMES[r.outcome]} sub={r.clientSaid && `“${r.clientSaid}”`} right={sayWhen(r.at, zone)} />)}</Rows>
        <Group gap="xs">
          {review && <Button variant={talked || pending ? 'default' : 'filled'} onClick={() => setOpen('talk')}>{talked ? 'Talked again' : 'We talked about it'}</Button>}
          {review && test.confirmation === null && test.reads.length > 0 && <Button onClick={() => setOpen('confirm')}>Ask the laboratory</Button>}
          {result && pending && <Button variant="filled" onClick={() => setOpen('laboratory')}>Enter the laboratory’s answer</Button>}
        </Group>
      </Section>
      <Modal opened={open === 'talk'} onClose={() => setOpen(null)} title="What was said">{open === 'talk' && <Talk clientId={clientId} test={test} onDone={() => setOpen(null)} />}</Modal>
      <Modal opened={open === 'confirm'} onClose={() => setOpen(null)} title="Ask the laboratory">{open === 'confirm' && <Confirm clientId={clientId} test={test} why={reasons.join('; ')} onDone={() => setOpen(null)} />}</Modal>
      <Modal opened={open === 'laboratory'} onClose={() => setOpen(null)} size="xl" title="The laboratory’s answer">{open === 'laboratory' && <LaboratoryForm clientId={clientId} test={test} onDone={() => setOpen(null)} />}</Modal>
    </>
  );
}

type Of = { clientId: string; test: WholeTest; onDone: () => void };
function Talk({ clientId, test, onDone }: Of) {
  const form = useKeptForm(`talk:${test.testId}`, { outcome: '', clientSaid: '' });
  const act = useAct(reviewTestWithClient, { form, onDone });
  return (
    <Stacked>
      <ChoiceField form={form} name="outcome" label="How did they see it?" options={Object.entries(REVIEW_OUTCOMES).map(([value, label]) => ({ value, label }))} />
      {form.values.outcome === 'disputed' && <Hint>Then offer a confirmation. Nothing is decided before the laboratory answers.</Hint>}
      <TextAreaField form={form} name="clientSaid" label="In their words" maxLength={2000} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={form.values.outcome === ''}
        onClick={() => void act.send({ clientId, testId: test.testId, outcome: form.values.outcome as 'expected', clientSaid: form.values.clientSaid })}>Keep the talk</Button>
    </Stacked>
  );
}
function Confirm({ clientId, test, why, onDone }: Of & { why: string }) {
  const form = useKeptForm(`confirm:${test.testId}`, { analytes: test.reads.filter((r) => isUnexpected(r)).map((r) => r.analyte as string), why });
  const act = useAct(orderConfirmation, { form, onDone });
  return (
    <Stacked>
      <ChoicesField form={form} name="analytes" label="What to look at" options={test.reads.map((r) => ({ value: r.analyte, label: ANALYTES[r.analyte] }))} />
      <TextAreaField form={form} name="why" label="Why" maxLength={500} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} onClick={() => void act.send({ clientId, testId: test.testId, analytes: form.values.analytes as ShownRead['analyte'][], why: form.values.why })}>Ask the laboratory</Button>
    </Stacked>
  );
}
