import { IconMapPin, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import { minutesBetween, weekdayOf } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { capital } from '../../../shared/words.ts';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, BigLink, ClientCard, QuietButton } from '../../../web/client/parts.tsx';
import { useMinute } from '../../../web/clock.ts';
import { TextAreaField, TextField } from '../../../web/fields/index.ts';
import { useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { sayDay, sayFrom, sayTimes, sayWeekday } from '../../../web/words.ts';
import { recordMyPresence } from '../../attendance/api.ts';
import { MISSED_REASONS, MISSED_WORDS } from '../../attendance/model.ts';
import { type readMyDay, sayAboutSession } from '../api.ts';
import type { MySession } from '../model.ts';
import { CALL_OPENS, titleOf } from '../rules.ts';
import css from './my-day.module.css';

/** What is on or comes next, and the two things one may want to say about it. */
export function NextCard(props: { day: OutputOf<typeof readMyDay> }) {
  const go = useGo();
  const minute = useMinute();
  const { next, today } = props.day;
  if (next === null) return <ClientCard title="Nothing planned this week."><p>If that surprises you, write to your team.</p></ClientCard>;
  const soon = minutesBetween(minute, next.startAt);
  // the words say nothing of what the call is about (PR-86)
  const link = soon <= CALL_OPENS ? next.link : null;
  const when = soon <= 0 ? 'Now' : next.date === today ? capital(sayFrom(next.startAt, minute)) : dayOf(next, today);
  return (
    <ClientCard>
      <p className={css.when}>{when}</p>
      <h2 className={css.what}>{titleOf(next.kind)}, {sayTimes(next.from, next.to)}</h2>
      {(next.room || next.with.length > 0) && (
        <p className={css.where}><IconMapPin size={20} stroke={1.6} aria-hidden /> {[next.room, next.with.length > 0 && `with ${next.with.join(' and ')}`].filter(Boolean).join(', ')}</p>
      )}
      {link && <BigLink variant="filled" href={link} leftSection={<IconVideo size={22} stroke={1.6} aria-hidden />}>Open the call</BigLink>}
      <Say next={next} near={soon <= 180} plain={link !== null} />
      {next.room && soon <= 60 && <QuietButton onClick={() => go('/me/door')}>My number for the door</QuietButton>}
      {next.byVideo && soon <= CALL_OPENS && <ByVideo sessionId={next.sessionId} joined={next.joined} />}
    </ClientCard>
  );
}
const dayOf = (next: MySession, today: string) => (minutesBetween(`${today}T00:00:00Z`, `${next.date}T00:00:00Z`) === 1440 ? 'Tomorrow'
  : minutesBetween(`${today}T00:00:00Z`, `${next.date}T00:00:00Z`) < 7 * 1440 ? sayWeekday(weekdayOf(next.date)) : sayDay(next.date));

const SAID = { on_my_way: 'You said you’re on your way.', late: 'You said you’re running late.', cannot_come: 'You said you can’t come. Your team knows.' } as const;

function Say(props: { next: MySession; near: boolean; plain: boolean }) {
  const { next, near } = props;
  const say = useAct(sayAboutSession);
  const [asking, setAsking] = useState(false);
  const tell = (kind: 'on_my_way' | 'late') => void say.send({ saidId: newId(), sessionId: next.sessionId, kind });
  if (asking) return <CannotCome sessionId={next.sessionId} onDone={() => setAsking(false)} />;
  return (
    <div className={css.says}>
      {next.said !== null && <p role="status" className={css.said}>{say.value?.answer ?? SAID[next.said]}</p>}
      {near && next.said === null && <BigButton variant={props.plain ? 'default' : 'filled'} loading={say.busy} onClick={() => tell('on_my_way')}>I’m on my way</BigButton>}
      {near && next.said === 'on_my_way' && <BigButton loading={say.busy} onClick={() => tell('late')}>I’m running late</BigButton>}
      {next.said === 'cannot_come'
        ? <QuietButton onClick={() => tell('on_my_way')}>I can come after all</QuietButton>
        : <QuietButton onClick={() => setAsking(true)}>I can’t come</QuietButton>}
      <ErrorBox error={say.error} />
    </div>
  );
}

function CannotCome(props: { sessionId: string; onDone: () => void }) {
  const form = useKeptForm(`cannot-come:${props.sessionId}`, { words: '' });
  const say = useAct(sayAboutSession, { form, onDone: props.onDone });
  return (
    <div className={css.says}>
      <p><strong>What’s in the way?</strong></p>
      <div className={css.reasons}>
        {MISSED_REASONS.map((why) => (
          <BigButton key={why} loading={say.busy} onClick={() => void say.send({ saidId: newId(), sessionId: props.sessionId, kind: 'cannot_come', words: MISSED_WORDS[why].own })}>{MISSED_WORDS[why].own}</BigButton>
        ))}
      </div>
      <TextAreaField form={form} name="words" label="Or in your own words" help="If you want to say. It helps your team find another time." maxLength={500} />
      <BigButton variant="filled" loading={say.busy} onClick={() => void say.send({ saidId: newId(), sessionId: props.sessionId, kind: 'cannot_come', words: form.values.words })}>
        Tell my team
      </BigButton>
      <QuietButton onClick={props.onDone}>Go back</QuietButton>
      <ErrorBox error={say.error} />
    </div>
  );
}

/** Joining by video says from where, so that help finds somebody in an emergency (PR-29). */
function ByVideo(props: { sessionId: string; joined: boolean }) {
  const form = useKeptForm('by-video', { place: '' });
  const act = useAct(recordMyPresence);
  const say = (kind: 'arrived' | 'left') => void act.send({ presenceId: newId(), sessionId: props.sessionId, kind, place: kind === 'arrived' ? form.values.place : '' });
  return (
    <div className={css.says}>
      {props.joined ? <BigButton loading={act.busy} onClick={() => say('left')}>I’m leaving the call</BigButton> : (
        <>
          <TextField form={form} name="place" label="Where are you now?" help="An address. It is only used to send help." maxLength={200} />
          <BigButton loading={act.busy} disabled={form.values.place.trim() === ''} onClick={() => say('arrived')}>I’m on the call</BigButton>
        </>
      )}
      <ErrorBox error={act.error} />
    </div>
  );
}
