import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Empty, ErrorBox, PageHead, Shown, Stacked } from '../../../web/parts/index.ts';
import { answerOwnInstrument, listOwnInstruments } from '../api.ts';
import { INSTRUMENTS } from '../library.ts';
import type { Answers } from '../model.ts';
import { nextItem } from '../rules.ts';
import type { KeptWording } from './kept-wording.ts';
import css from './OwnQuestions.module.css';

/** The client's own questionnaires, one question at a time, large. */
export default function OwnQuestions() {
  const read = useRead(listOwnInstruments, {});
  return (
    <Shown read={read}>
      {(waiting) => (waiting[0] === undefined
        ? <><PageHead title="No questions for you now." /><Empty action={<Go to="/me">Back to today</Go>}>We ask again when it is time.</Empty></>
        : <OneForm key={waiting[0].wording.code} wording={waiting[0].wording} recall={waiting[0].recall} />)}
    </Shown>
  );
}

function OneForm({ wording, recall }: { wording: KeptWording; recall: string }) {
  const instrument = INSTRUMENTS[wording.code];
  const form = useKeptForm<{ administrationId: string; answers: Answers }>(`own:${wording.code}`, { administrationId: newId(), answers: {} });
  const [said, setSaid] = useState<{ helpNow: boolean; say: string } | null>(null);
  const send = useAct(answerOwnInstrument, { form, onDone: setSaid });
  if (said) {
    return (
      <Stacked>
        <PageHead title={said.helpNow ? 'You are not alone with this.' : 'Thank you.'} />
        <Card tone={said.helpNow ? 'berry' : 'surface'}>
          <p className={css.say}>{said.say}</p>
          {said.helpNow && <p><Button component="a" href="tel:988" variant="filled" size="lg">Call 988</Button></p>}
        </Card>
        <Go to={said.helpNow ? '/me/help' : '/me'}>{said.helpNow ? 'Help now' : 'Back to today'}</Go>
      </Stacked>
    );
  }
  const { answers } = form.values;
  const item = nextItem(instrument, answers);
  const at = instrument.items.findIndex((one) => one.n === item?.n);
  const worded = wording.items.find((one) => one.n === item?.n);
  const answer = (n: string, value: number): void => form.set('answers', { ...answers, [n]: value });
  const back = (): void => {
    const last = Object.keys(answers).at(-1);
    if (last === undefined) return;
    const { [last]: _, ...rest } = answers;
    form.set('answers', rest);
  };
  return (
    <Stacked>
      <PageHead title={item ? (worded?.text ?? `Question ${item.n}`) : 'That was all.'}
        over={item ? `${wording.title}, ${at + 1} of ${instrument.items.length}` : wording.title} under={item ? `About the ${recall}.` : undefined} />
      <ErrorBox error={send.error} />
      {item && worded && (
        <div className={css.answers}>
          {worded.answers.map((one) => (
            <Button key={one.value} size="lg" justify="start" fullWidth onClick={() => answer(item.n, one.value)}>{one.text}</Button>
          ))}
        </div>
      )}
      {!item && <Button variant="filled" size="lg" loading={send.busy}
        onClick={() => void send.send({ administrationId: form.values.administrationId, code: wording.code, answers })}>Send my answers</Button>}
      {Object.keys(answers).length > 0 && <Button variant="subtle" onClick={back}>Back one question</Button>}
    </Stacked>
  );
}
