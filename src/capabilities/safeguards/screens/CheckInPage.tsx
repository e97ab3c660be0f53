import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { ClientHead, QuietButton } from '../../../web/client/parts.tsx';
import { CallError } from '../../../web/call-error.ts';
import { now } from '../../../web/clock.ts';
import { Go, useGo, useQueryText } from '../../../web/go.tsx';
import { sendOrKeep } from '../../../web/keep/outbox.ts';
import { useKeptForm, type KeptForm } from '../../../web/keep/use-kept-form.ts';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { Dock, ErrorBox } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayLongDay } from '../../../web/words.ts';
import { readMySafety, sendCheckIn } from '../api.ts';
import type { CheckIn } from '../model.ts';
import { readCheckIn, whoSeesWords, type Reading } from '../reading.ts';
import { mayCheckIn } from '../rules.ts';
import { MoodStep, MoreStep, PullStep, SleepStep } from './check-in-steps.tsx';
import type { Answers } from './answers.ts';
import { Heard, type HeardReading } from './Heard.tsx';
import css from './check-in.module.css';

const NOTHING: Answers = { mood: null, craving: null, sleepHours: null, medication: null, used: null, safe: null, words: '' };
const STEPS = 4;

/** Half a minute, four questions, each of which may be skipped. Works in a tunnel: it is kept and sent later. */
export default function CheckInPage() {
  const asked = Number(useQueryText('mood'));
  const mood = asked >= 1 && asked <= 5 ? asked : null;
  const form = useKeptForm<Answers>('check-in', { ...NOTHING, mood });
  const [step, setStep] = useState(mood === null ? 1 : 2);
  const [sent, setSent] = useState<{ reading: HeardReading; kept: boolean } | null>(null);
  const local = useLocalReading(form);
  const send = useSend(form, local, setSent);
  const go = useGo();
  if (sent) return <Heard reading={sent.reading} kept={sent.kept} />;
  return (
    <div className={css.page}>
      <ClientHead title={TITLES[step - 1]!} lead={step === 2 ? local.lead : LEADS[step - 1]} aside={`${step} of ${STEPS}`}
        over={<div className={css.bars} aria-hidden>{Array.from({ length: STEPS }, (_, i) => <i key={i} data-done={i < step} />)}</div>}
        onBack={() => (step === 1 ? go('/me') : setStep(step - 1))} />
      {step === 1 && <MoodStep form={form} />}
      {step === 2 && <PullStep form={form} />}
      {step === 3 && <SleepStep form={form} />}
      {step === 4 && <MoreStep form={form} />}
      {local.reading.level !== 'calm' && step > 1 && <Heard reading={local.seen} inline />}
      <ErrorBox error={send.error} />
      {step < STEPS && <div className={css.skip}><QuietButton onClick={() => setStep(step + 1)}>Skip this one</QuietButton></div>}
      <div className={css.spring} />
      <Dock>
        <Go to="/me/help" className={css.help!}><IconLifebuoy size={24} stroke={1.6} aria-hidden /> Help now</Go>
        {step < STEPS
          ? <Button variant="filled" size="lg" className={css.next!} onClick={() => setStep(step + 1)}>Next</Button>
          : <Button variant="filled" size="lg" className={css.next!} loading={send.busy} onClick={() => void send.now()}>Send</Button>}
      </Dock>
    </div>
  );
}

const TITLES = ['How are you?', 'How strong is the pull right now?', 'How was your night?', 'Anything else?'];
const LEADS = ['Pick the face that fits.', '', 'And your medicine, if you take any.', 'Only what you want to say. Being honest never counts against you.'];

/** The same reading as the server's, made on the phone, so that helps come at once and without a connection. */
function useLocalReading(form: KeptForm<Answers>) {
  const zone = useZone();
  const { data } = useKeptRead(readMySafety, {});
  return useMemo(() => {
    const at = now();
    const checkIn: CheckIn = { ...form.values, id: newId(), on: dateIn(at, zone) };
    const settings = { 'checkin.cravingHigh': data?.cravingHigh ?? 7, 'oncall.alert': data?.onCall ?? true };
    const reading: Reading = readCheckIn(checkIn, data?.usual ?? null, data?.plan?.plan ?? null, settings, at, zone);
    const who = data?.counselor ?? 'your counselor';
    const seen: HeardReading = { ...reading, seen: whoSeesWords(reading.seenBy, at, zone).replace('Your counselor', data?.counselor ?? 'Your counselor') };
    return { reading, seen, lead: `There’s no wrong answer. It helps you and ${who} see what works.`, counselor: data?.counselor ?? null };
  }, [form.values, data, zone]);
}

function useSend(form: KeptForm<Answers>, local: { seen: HeardReading; counselor: string | null }, onSent: (sent: { reading: HeardReading; kept: boolean }) => void) {
  const zone = useZone();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    const at = now();
    const may = mayCheckIn({ ...form.values, id: newId(), on: dateIn(at, zone) }, dateIn(at, zone));
    if (!may.ok) return setError(new CallError({ kind: 'refusal', reason: may.reason, say: may.say }));
    setBusy(true);
    setError(null);
    try {
      const answer = await sendOrKeep(sendCheckIn, { ...form.values, id: newId(), at }, `Check-in, ${sayLongDay(dateIn(at, zone))}`);
      await form.done();
      onSent('sent' in answer
        ? { reading: { ...answer.sent, seen: answer.sent.seen.replace('Your counselor', local.counselor ?? 'Your counselor') }, kept: false }
        : { reading: local.seen, kept: true });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { now: send, busy, error };
}
