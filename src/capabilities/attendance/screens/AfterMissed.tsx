import { Button, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ChoiceBox } from '../../../web/fields/index.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, ErrorBox, Row, Rows, Section } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { listWords, sayDay, sayTimes, sayWhen } from '../../../web/words.ts';
import { decideWelfareCheck, listReachOuts, planReengagement, recordReachOut } from '../api.ts';
import { CHANNEL_WORDS, type Channel } from '../model.ts';
import css from './AfterMissed.module.css';

const OUTCOMES = [{ value: 'reached', label: 'Reached them' }, { value: 'message_left', label: 'Left a message' }, { value: 'no_answer', label: 'No answer' }] as const;
const DECISIONS = [{ value: 'asked_for', label: 'Asked for' }, { value: 'not_needed', label: 'Not needed' }, { value: 'reached_otherwise', label: 'Reached otherwise' }] as const;

/** After a missed session somebody is called. What was tried stays here; reaching them ends it (PR-82 to PR-84). */
export function AfterMissed({ clientId, open }: { clientId: string; open: string | null }) {
  const tried = useRead(listReachOuts, { clientId });
  const mayWrite = useMay('attendance.write');
  const mayDecide = useMay('response.decide');
  const missed = tried.data?.missed ?? [];
  const session = missed.find((one) => one.sessionId === open) ?? missed[0];
  if (!session || !tried.data) return null;
  const { attempts, welfare, plans, ways } = tried.data;
  const reached = attempts.some((one) => one.outcome === 'reached' && one.at > session.startAt);
  const mine = attempts.filter((one) => one.at > session.startAt);
  return (
    <Section title={reached ? 'Missed, and reached' : `Missed ${sayDay(session.date)}. Not reached yet.`} count={missed.length > 1 ? missed.length : undefined}>
      <Card tone={reached ? 'surface' : 'amber'}>
        <p className={css.quiet}>{session.name}, {sayTimes(session.from, session.to)}.</p>
        <Tried attempts={mine} />
        {mayWrite && !reached && <Try clientId={clientId} sessionId={session.sessionId} ways={ways} />}
        {welfare.filter((one) => one.sessionId === session.sessionId).map((one) => <p key={one.id}>Welfare check: {one.decision.replaceAll('_', ' ')}. {one.reason}</p>)}
        {plans.at(-1) && plans.at(-1)!.at > session.startAt && <p>How we meet again: {plans.at(-1)!.plan}</p>}
        {mayWrite && missed.length > 1 && !(plans.at(-1) && plans.at(-1)!.at > session.startAt) && <MeetAgain clientId={clientId} />}
        {mayDecide && !reached && !welfare.some((one) => one.sessionId === session.sessionId) && <Welfare clientId={clientId} sessionId={session.sessionId} />}
      </Card>
    </Section>
  );
}

function Tried({ attempts }: { attempts: readonly { id: string; at: string; channel: Channel; outcome: string; words: string; byInitials: string }[] }) {
  const zone = useZone();
  if (attempts.length === 0) return null;
  return (
    <Rows dense>
      {attempts.map((one) => <Row key={one.id} title={`${CHANNEL_WORDS[one.channel]}, ${one.outcome.replaceAll('_', ' ')}`} sub={one.words || undefined} right={`${sayWhen(one.at, zone)}, ${one.byInitials}`} />)}
    </Rows>
  );
}

type Ways = OutputOf<typeof listReachOuts>['ways'];

function Try({ clientId, sessionId, ways }: { clientId: string; sessionId: string; ways: Ways }) {
  const open = ways.filter((one) => one.may);
  const shut = ways.filter((one) => !one.may && one.channel !== 'emergency_contact');
  const [channel, setChannel] = useState<Channel | ''>(open[0]?.channel ?? '');
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]['value'] | ''>('');
  const [words, setWords] = useState('');
  const act = useAct(recordReachOut, { onDone: () => (setOutcome(''), setWords('')) });
  return (
    <div className={css.form}>
      <ChoiceBox label="Tried by" value={channel} onChange={setChannel} options={open.map((one) => ({ value: one.channel, label: CHANNEL_WORDS[one.channel] }))} />
      <p className={css.mind}>{ways.find((one) => one.channel === channel)?.words}{shut.length > 0 && ` Not by ${listWords(shut.map((one) => CHANNEL_WORDS[one.channel]))}: ${shut.map((one) => one.words).filter((one, n, all) => all.indexOf(one) === n).join(' ')}`}</p>
      <ChoiceBox label="What came of it" value={outcome} onChange={setOutcome} options={OUTCOMES} />
      <TextInput label="In a few words" value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      <ErrorBox error={act.error} />
      <Button loading={act.busy} disabled={channel === '' || outcome === ''} onClick={() => channel !== '' && outcome !== '' && void act.send({ clientId, sessionId, channel, outcome, words })}>Keep this try</Button>
    </div>
  );
}

function Welfare({ clientId, sessionId }: { clientId: string; sessionId: string }) {
  const [open, setOpen] = useState(false);
  const [decision, setDecision] = useState<(typeof DECISIONS)[number]['value'] | ''>('');
  const [reason, setReason] = useState('');
  const act = useAct(decideWelfareCheck);
  if (!open) return <Button variant="subtle" onClick={() => setOpen(true)}>Decide about a welfare check</Button>;
  return (
    <div className={css.form}>
      <ChoiceBox label="Welfare check" value={decision} onChange={setDecision} options={DECISIONS} />
      <TextInput label="Why" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <ErrorBox error={act.error} />
      <Button loading={act.busy} disabled={decision === ''} onClick={() => decision !== '' && void act.send({ clientId, sessionId, decision, reason })}>Keep the decision</Button>
    </div>
  );
}

function MeetAgain({ clientId }: { clientId: string }) {
  const [plan, setPlan] = useState('');
  const act = useAct(planReengagement, { onDone: () => setPlan('') });
  return (
    <div className={css.form}>
      <Textarea label="How we meet again" autosize minRows={2} value={plan} onChange={(event) => setPlan(event.currentTarget.value)} />
      <ErrorBox error={act.error} />
      <Button loading={act.busy} onClick={() => void act.send({ clientId, plan })}>Keep the plan</Button>
    </div>
  );
}
