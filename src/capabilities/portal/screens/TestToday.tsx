import { IconCheck, IconDroplet } from '@tabler/icons-react';
import { useState } from 'react';
import { timeIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, ClientCard, QuietButton } from '../../../web/client/parts.tsx';
import { useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { TextAreaField } from '../../../web/fields/index.ts';
import { useAct, useRead, type Act } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayTime } from '../../../web/words.ts';
import { askTestToday, readTestToday, sayCannotTest } from '../../drug-testing/api.ts';
import css from './my-day.module.css';

type Answer = OutputOf<typeof askTestToday>;

/**
 * *Do I test today?* Asked by a tap and kept that it was asked (DT-11). A test day is one card above all. Below it, whoever
 * is tested can say an honest word first.
 */
export function TestToday() {
  const go = useGo();
  const read = useRead(readTestToday, {});
  const ask = useAct(askTestToday);
  const answer = ask.value ?? read.data?.answer ?? null;
  if (read.data === undefined || (answer === null && !read.data.mayAsk)) return null;
  return (
    <div className={css.says}>
      <Answered answer={answer} ask={ask} />
      <QuietButton onClick={() => go('/me/tell')}>Tell us something before a test</QuietButton>
    </div>
  );
}

function Answered({ answer, ask }: { answer: Answer | null; ask: Act<typeof askTestToday> }) {
  const zone = useZone();
  if (answer === null) {
    return (
      <div>
        <BigButton loading={ask.busy} onClick={() => void ask.send({})} leftSection={<IconDroplet size={22} stroke={1.6} aria-hidden />}>Do I test today?</BigButton>
        <ErrorBox error={ask.error} />
      </div>
    );
  }
  if (answer.state === 'too-early') return <p className={css.test}><IconDroplet size={24} stroke={1.6} aria-hidden /> Ask from {sayTime(timeIn(answer.from, zone))} if you test today.</p>;
  if (answer.state === 'not-drawn-yet') return <p className={css.test}><IconDroplet size={24} stroke={1.6} aria-hidden /> The answer isn’t there yet. Ask again in a while.</p>;
  if (answer.state === 'no-test-today') return <p className={css.test} data-none role="status"><IconCheck size={26} stroke={2} aria-hidden /> No test today</p>;
  if (answer.done) return <p className={css.test} data-none role="status"><IconCheck size={26} stroke={2} aria-hidden /> Your test today is done</p>;
  return <Chosen testId={answer.testId} place={answer.place} by={sayTime(timeIn(answer.collectBy, zone))} />;
}

function Chosen(props: { testId: string; place: string; by: string }) {
  const [telling, setTelling] = useState(false);
  const form = useKeptForm(`cannot-test:${props.testId}`, { why: '' });
  const tell = useAct(sayCannotTest, { form, onDone: () => setTelling(false) });
  return (
    <ClientCard tone="amber">
      <p className={css.when} data-amber><IconDroplet size={24} stroke={1.6} aria-hidden /> Test today</p>
      <h2 className={css.what}>You’re chosen to test today.</h2>
      <p>Come by {props.by}, {props.place}. It takes ten minutes.</p>
      {tell.value !== undefined && <p role="status">Thank you for telling us. Your team looks at it and writes to you.</p>}
      {telling ? (
        <div className={css.says}>
          <TextAreaField form={form} name="why" label="What’s in the way?" maxLength={500} />
          <BigButton variant="filled" loading={tell.busy} onClick={() => void tell.send({ testId: props.testId, why: form.values.why })}>Tell my team</BigButton>
          <QuietButton onClick={() => setTelling(false)}>Go back</QuietButton>
          <ErrorBox error={tell.error} />
        </div>
      ) : <BigButton onClick={() => setTelling(true)}>Tell us if you can’t</BigButton>}
    </ClientCard>
  );
}
