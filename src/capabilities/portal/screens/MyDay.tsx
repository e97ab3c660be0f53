import { IconCheck, IconHeartHandshake, IconMessage } from '@tabler/icons-react';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, ClientHead, ClientList, ClientSection, ListLink } from '../../../web/client/parts.tsx';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { useRead } from '../../../web/operations.ts';
import { ClientColumns, Shown } from '../../../web/parts/index.ts';
import { Faces } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayCount, sayTimes, sentence } from '../../../web/words.ts';
import { readMySafety } from '../../safeguards/api.ts';
import { readMyPlan } from '../../treatment-plan/api.ts';
import { readMyDay } from '../api.ts';
import { greeting, titleOf } from '../rules.ts';
import { MyWeekStrip } from './MyWeekStrip.tsx';
import { NextCard } from './NextCard.tsx';
import { TestToday } from './TestToday.tsx';
import css from './my-day.module.css';

type Day = OutputOf<typeof readMyDay>;

/** Thirty seconds on a bad day: what is next, do I test, how are you, my week. */
export default function MyDay() {
  const day = useKeptRead(readMyDay, {});
  // read here, so that help and the safety plan are on this phone before they are needed
  useKeptRead(readMySafety, {});
  return <Shown read={day}>{(data) => <Today day={data} />}</Shown>;
}

function Today(props: { day: Day }) {
  const { day } = props;
  const zone = useZone();
  const minute = useMinute();
  return (
    <>
      <ClientHead title={`${greeting(minute, zone)}${day.callThem ? `, ${day.callThem}` : ''}`} />
      <ClientColumns>
        <div className={css.column}>
          <TestToday />
          <NextCard day={day} />
          <Later day={day} />
          <HowAreYou checkedIn={day.checkedIn} />
          <Waiting day={day} />
        </div>
        <ClientSection title="My week"><MyWeekStrip today={day.today} /></ClientSection>
      </ClientColumns>
    </>
  );
}

function Later(props: { day: Day }) {
  const { later } = props.day;
  if (later.length === 0) return null;
  return (
    <ClientSection title="Later today">
      <ul className={css.later}>
        {later.map((one) => (
          <li key={one.sessionId} data-off={one.cancelled}>
            <strong>{titleOf(one.kind)}</strong>, {sayTimes(one.from, one.to)}{one.cancelled ? ', does not take place' : one.room ? `, ${one.room}` : ''}
          </li>
        ))}
      </ul>
    </ClientSection>
  );
}

function HowAreYou(props: { checkedIn: boolean }) {
  const go = useGo();
  if (props.checkedIn) {
    return (
      <ClientSection title="You checked in today." aside={<IconCheck size={22} aria-hidden />}>
        <BigButton onClick={() => go('/me/check-in')}>Check in again</BigButton>
      </ClientSection>
    );
  }
  return (
    <ClientSection title="How are you?" aside="30 seconds">
      <Faces value={null} onChange={(mood) => go(`/me/check-in?mood=${mood}`)} />
    </ClientSection>
  );
}

/** What waits for the client: a plan to agree to, messages. Nothing waits: nothing is shown. */
function Waiting(props: { day: Day }) {
  const plan = useRead(readMyPlan, {});
  const open = plan.data?.open ?? null;
  const sign = open !== null && (open.state === 'signing' ? open.handsLeft.includes('client') : open.state === 'draft');
  const { unread } = props.day;
  if (unread === 0 && !sign) return null;
  return (
    <ClientSection title="Waiting for you">
      <ClientList>
        {unread > 0 && <ListLink to="/me/messages" icon={IconMessage} title={sentence(sayCount(unread, 'new message'))} />}
        {sign && <ListLink to="/me/plan" icon={IconHeartHandshake} title="Your plan: look and say what you think" />}
      </ClientList>
    </ClientSection>
  );
}

