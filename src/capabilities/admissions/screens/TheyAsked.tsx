import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { listApprovedAnswers } from '../../agency/api.ts';
import type { ApprovedAnswer } from '../../agency/model.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Section } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { recordQuestion } from '../api.ts';
import type { FoundCall } from './found-call.ts';
import css from './Call.module.css';

/** Approved answers that share a word with what is typed; the most alike first. */
export function answersFor(typed: string, answers: readonly ApprovedAnswer[]): ApprovedAnswer[] {
  const words = typed.toLowerCase().split(/\W+/).filter((w) => w.length > 1);
  const score = (a: ApprovedAnswer): number => {
    const text = `${a.question} ${a.words}`.toLowerCase();
    return words.filter((w) => text.includes(w)).length;
  };
  return words.length === 0 ? [] : answers.filter((a) => score(a) > 0).toSorted((a, b) => score(b) - score(a)).slice(0, 4);
}

/** What they asked, and what was answered in the agency's approved words. */
export function TheyAsked({ call }: { call: FoundCall }) {
  const answers = useRead(listApprovedAnswers, {});
  const record = useAct(recordQuestion, { onDone: () => setTyped('') });
  const may = useMay('inquiry.write');
  const [typed, setTyped] = useState('');
  const of = { clientId: call.clientId, inquiryId: call.id };
  return (
    <Section title="They asked">
      {call.asked.map((one) => (
        <div key={one.id} className={css.asked}>
          <strong>{one.question}</strong>
          <p>{one.answer ?? 'Not answered yet: find out and call back.'}</p>
        </div>
      ))}
      {may && (
        <form onSubmit={(event) => {
          event.preventDefault();
          const [best] = answersFor(typed, answers.data ?? []);
          if (typed.trim()) void record.send({ ...of, question: best?.question ?? typed, answerId: best?.approvedAnswerId ?? null, answer: best?.answer ?? null });
        }}>
          <TextInput aria-label="What they ask" placeholder="Type what they ask, answers appear" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
          {typed.trim() !== '' && (
            <ul className={css.offered}>
              {answersFor(typed, answers.data ?? []).map((a) => (
                <li key={a.approvedAnswerId} className={css.asked}>
                  <strong>{a.question}</strong>
                  <p>{a.answer}</p>
                  <Button size="compact-sm" loading={record.busy} onClick={() => void record.send({ ...of, question: a.question, answerId: a.approvedAnswerId, answer: a.answer })}>Told them</Button>
                </li>
              ))}
              <li><Button size="compact-sm" variant="subtle" loading={record.busy} onClick={() => void record.send({ ...of, question: typed, answerId: null, answer: null })}>Keep the question, answer later</Button></li>
            </ul>
          )}
          <ErrorBox error={record.error} />
        </form>
      )}
    </Section>
  );
}
