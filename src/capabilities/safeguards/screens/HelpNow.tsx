import { IconAmbulance, IconHeartHandshake, IconMessageCircle, IconWalk } from '@tabler/icons-react';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { BigButton, CallTile, Calls, ClientCard, ClientHead, ClientList, ClientSection, ListCall, ListLine, ListLink } from '../../../web/client/parts.tsx';
import { now } from '../../../web/clock.ts';
import { sendOrKeep } from '../../../web/keep/outbox.ts';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { askForCall, readMySafety } from '../api.ts';
import { callBackBy } from '../calls.ts';
import { firstCalls } from './first-calls.ts';

/** Opens with no network: the calls need none, and the plan is kept on this phone. */
export default function HelpNow() {
  const mine = useKeptRead(readMySafety, {});
  const plan = mine.data?.plan?.plan ?? null;
  const alone = plan?.alone ?? [];
  return (
    <>
      <ClientHead title="You’re not alone in this." aside="works without internet" lead="Call, or start with one thing that helps you." />
      <Calls>{firstCalls(plan).map((call) => <CallTile key={call.phone} {...call} />)}</Calls>
      <div style={{ height: 12 }} />
      <ClientList label="More help">
        <ListCall icon={IconAmbulance} phone="911" title="Call 911" sub="if somebody is in danger right now" />
        <li><TextLine /></li>
      </ClientList>
      {alone.length > 0 && (
        <>
          <div style={{ height: 32 }} />
          <ClientSection title="What helps you">
            <ClientList>
              {alone.slice(0, 4).map((line) => <ListLine key={line} icon={IconWalk} title={line} />)}
              <ListLink to="/me/safety" icon={IconHeartHandshake} title="My whole safety plan" />
            </ClientList>
          </ClientSection>
        </>
      )}
      {plan && (plan.overdoseSteps.length > 0 || plan.naloxonePlace !== '') && (
        <>
          <div style={{ height: 32 }} />
          <ClientCard title="In an overdose" tone="amber">
            {plan.overdoseSteps.map((step) => <p key={step}>{step}</p>)}
            {plan.naloxonePlace && <p>Naloxone: {plan.naloxonePlace}</p>}
          </ClientCard>
        </>
      )}
      <div style={{ height: 32 }} />
      <AskForCall askedAt={mine.data?.callAskedAt ?? null} />
    </>
  );
}

const TextLine = () => (
  <a href="sms:988" style={{ display: 'flex', alignItems: 'center', gap: 14, minHeight: 60, color: 'var(--ink)', textDecoration: 'none', padding: '8px 2px' }}>
    <IconMessageCircle size={24} stroke={1.6} aria-hidden /><span>Text 988</span>
  </a>
);

function AskForCall(props: { askedAt: string | null }) {
  const zone = useZone();
  const [done, setDone] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    setError(null);
    try {
      const answer = await sendOrKeep(askForCall, { callRequestId: newId() }, 'Please call me');
      setDone('sent' in answer ? `Somebody from your team calls by ${sayWhen(answer.sent.by, zone)}.` : 'No connection now. We send it as soon as there is one.');
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const asked = done ?? (props.askedAt === null ? null : `You asked for a call. It comes by ${sayWhen(callBackBy(props.askedAt, zone), zone)}.`);
  if (asked !== null) return <ClientCard title="Your team will call you"><p role="status">{asked}</p><p>If it can’t wait, call 988 now.</p></ClientCard>;
  return (
    <ClientCard title="Want your team to call you?">
      <p>You don’t have to say why. {sayCallBack(zone)}</p>
      <BigButton onClick={() => void ask()} loading={busy}>Please call me</BigButton>
      <ErrorBox error={error} />
    </ClientCard>
  );
}
const sayCallBack = (zone: string) => `If you ask now, they call by ${sayWhen(callBackBy(now(), zone), zone)}.`;
