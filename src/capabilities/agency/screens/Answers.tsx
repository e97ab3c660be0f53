import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { now } from '../../../web/clock.ts';
import { TextAreaField, TextField } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, PageHead, Row, Rows, Shown, Stacked } from '../../../web/parts/index.ts';
import { sayCount, sentence } from '../../../web/words.ts';
import { listApprovedAnswers, saveApprovedAnswer } from '../api.ts';
import type { ApprovedAnswer } from '../model.ts';
import css from './Rules.module.css';

/** What the agency answers to questions that callers ask: found on the call by the words of the question. */
export default function Answers() {
  const read = useRead(listApprovedAnswers, {});
  const [editing, setEditing] = useState<ApprovedAnswer | 'new' | null>(null);
  const [words, setWords] = useState('');
  const stop = () => setEditing(null);
  return (
    <>
      <PageHead over={<Go to="/place">Sites and rooms</Go>} tab="Answers"
        title={read.data === undefined ? 'Answers for callers' : `${sentence(sayCount(read.data.length, 'question has', 'questions have'))} an approved answer.`}
        under="On a call they appear while the question is typed. Calls of before keep the words that were said."
        action={<Button variant="filled" onClick={() => setEditing('new')}>Add an answer</Button>} />
      <Shown read={read} rows={6}>
        {(answers) => {
          const found = answers.filter((one) => `${one.question} ${one.answer} ${one.words}`.toLowerCase().includes(words.trim().toLowerCase()));
          return (
            <>
              {answers.length > 8 && <TextInput className={css.search!} aria-label="Find an answer" placeholder="Find an answer" value={words} onChange={(event) => setWords(event.currentTarget.value)} />}
              {found.length === 0 ? <Empty>{answers.length === 0 ? 'No answer yet. Begin with what callers ask most: cost, times, how soon.' : 'No answer speaks of that. Try another word.'}</Empty> : (
                <Rows>
                  {found.map((one) => (
                    <Row key={one.approvedAnswerId} title={one.question} sub={<>{one.answer}{one.words !== '' && <><br />also found by: {one.words}</>}</>}
                      action={<Button aria-label={`Change: ${one.question}`} onClick={() => setEditing(one)}>Change</Button>} />
                  ))}
                </Rows>
              )}
            </>
          );
        }}
      </Shown>
      <Modal opened={editing !== null} onClose={stop} title="An answer for callers" size="lg">
        {editing !== null && <AnswerForm answer={editing === 'new' ? null : editing} onDone={stop} />}
      </Modal>
    </>
  );
}

function AnswerForm({ answer, onDone }: { answer: ApprovedAnswer | null; onDone: () => void }) {
  const [approvedAnswerId] = useState(() => answer?.approvedAnswerId ?? newId(Date.parse(now())));
  const form = useKeptForm(`answer:${answer?.approvedAnswerId ?? 'new'}`, { question: answer?.question ?? '', answer: answer?.answer ?? '', words: answer?.words ?? '' });
  const save = useAct(saveApprovedAnswer, { form, onDone });
  return (
    <Stacked>
      <TextField form={form} name="question" label="Question, as callers ask it" placeholder="What does it cost?" maxLength={300} />
      <TextAreaField form={form} name="answer" label="Answer, to be read aloud" rows={4} maxLength={2000} />
      <TextField form={form} name="words" label="Also found by these words" placeholder="price, insurance, pay" maxLength={300} />
      <ErrorBox error={save.error} />
      <Button variant="filled" size="md" fullWidth loading={save.busy} onClick={() => void save.send({ approvedAnswerId, ...form.values })}>Save the answer</Button>
    </Stacked>
  );
}
