import { IconLock, IconPill, IconScale, IconShieldHeart, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, ClientCard, ClientHead, ClientList, ClientSection, ListLink, QuietButton } from '../../../web/client/parts.tsx';
import { useMinute } from '../../../web/clock.ts';
import { TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Quote, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { askForMyReview, readMyPlan } from '../../treatment-plan/api.ts';
import type { Objective } from '../../treatment-plan/model.ts';
import { OpenPlan } from './OpenPlan.tsx';
import css from './my-plan.module.css';
import { wordsOfIntervention } from './plan-words.ts';

type Whole = NonNullable<OutputOf<typeof readMyPlan>['inForce']>;

/** My plan in my own words, what waits for my word, and the other things that are mine. */
export default function MyPlan() {
  const plan = useKeptRead(readMyPlan, {});
  const [reading, setReading] = useState(false);
  return (
    <Shown read={plan}>{({ inForce, open }) => (reading && open
      ? <OpenPlan plan={open} onDone={() => setReading(false)} />
      : (
        <>
          <ClientHead title={inForce ? 'My plan' : 'Your plan is being made.'} />
          {open && <Waits plan={open} onOpen={() => setReading(true)} />}
          {inForce && <InForce plan={inForce} />}
          <ClientSection title="Also yours">
            <ClientList>
              <ListLink to="/me/safety" icon={IconShieldHeart} title="My safety plan" sub="opens without internet" />
              <ListLink to="/me/people" icon={IconUsers} title="My people" sub="who they are, what they may see" />
              <ListLink to="/me/medication" icon={IconPill} title="My medication" sub="what you take, how it goes" />
              <ListLink to="/me/standing" icon={IconScale} title="My side" sub="what is looked at or was decided" />
              <ListLink to="/me/privacy" icon={IconLock} title="Who may see what" sub="what you allowed, and end it" />
            </ClientList>
          </ClientSection>
          {inForce && <AskReview />}
        </>
      ))}
    </Shown>
  );
}

function Waits(props: { plan: Whole; onOpen: () => void }) {
  const sign = props.plan.state === 'signing' && props.plan.handsLeft.includes('client');
  if (props.plan.state === 'signing' && !sign) {
    return <div className={css.block}><ClientCard title="You signed the new plan."><p>It starts when {props.plan.author || 'your counselor'} has signed it too.</p></ClientCard></div>;
  }
  return (
    <div className={css.block}>
      <ClientCard tone="now" title={sign ? 'A new plan is ready for you.' : 'A new plan is being written with you.'}>
        <p>{sign ? 'Read it. Say what you think of each part. Then sign, or say why not.' : 'You can read it and say what you think of each part.'}</p>
        <BigButton variant="filled" onClick={props.onOpen}>{sign ? 'Read and sign' : 'Read it'}</BigButton>
      </ClientCard>
    </div>
  );
}

function InForce(props: { plan: Whole }) {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const { body } = props.plan;
  return (
    <>
      {body.ownWords && <div className={css.block}><Quote>{body.ownWords}</Quote></div>}
      {body.goals.map((goal) => (
        <ClientSection key={goal.id} title={goal.words}>
          <ul className={css.steps}>
            {body.objectives.filter((o) => o.goalId === goal.id && o.status !== 'closed').map((o) => <Step key={o.id} step={o} today={today} />)}
          </ul>
        </ClientSection>
      ))}
      {body.interventions.length > 0 && (
        <ClientSection title="What we do for it">
          <ul className={css.steps}>{body.interventions.map((one) => <li key={one.id}>{wordsOfIntervention(one)}<small>{often(one)}</small></li>)}</ul>
        </ClientSection>
      )}
      <p className={css.since}>
        {props.plan.completedAt && `Signed ${sayDate(dateIn(props.plan.completedAt, zone), today)}. `}
        {body.nextReviewOn && `We look at it again on ${sayDate(body.nextReviewOn, today)}.`}
      </p>
    </>
  );
}

function Step(props: { step: Objective; today: string }) {
  const { step } = props;
  return (
    <li data-met={step.status === 'met'}>
      {step.words}{step.target !== null && `, ${step.direction === 'at_most' ? 'at most' : 'at least'} ${step.target} ${step.measure}`}
      <small>
        {[step.status === 'met' ? 'done' : step.targetDate && `by ${sayDate(step.targetDate, props.today)}`, step.progress].filter(Boolean).join('. ')}
      </small>
    </li>
  );
}

const PER = { once: 'once', day: 'a day', week: 'a week', month: 'a month' } as const;
const often = (one: { times: number; per: keyof typeof PER; minutes: number }): string =>
  (one.times === 0 ? '' : `${one.per === 'once' ? 'once' : `${one.times} ${one.times === 1 ? 'time' : 'times'} ${PER[one.per]}`}${one.minutes > 0 ? `, ${one.minutes} minutes` : ''}`);

function AskReview() {
  const [asking, setAsking] = useState(false);
  const form = useKeptForm('ask-review', { words: '' });
  const ask = useAct(askForMyReview, { form, onDone: () => setAsking(false) });
  if (ask.value !== undefined) return <p role="status" className={css.since}>Your counselor knows that you want to look at the plan again.</p>;
  if (!asking) return <div className={css.center}><QuietButton onClick={() => setAsking(true)}>I want to change something</QuietButton></div>;
  return (
    <ClientCard title="What should change?">
      <TextAreaField form={form} name="words" label="In your words" maxLength={1000} />
      <BigButton loading={ask.busy} onClick={() => void ask.send({ requestId: newId(), words: form.values.words })}>Ask to look at it again</BigButton>
      <ErrorBox error={ask.error} />
    </ClientCard>
  );
}
