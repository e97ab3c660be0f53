import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { BigButton, ClientCard, ClientHead, ClientSection, QuietButton } from '../../../web/client/parts.tsx';
import type { OutputOf } from '../../../web/call.ts';
import { useMinute } from '../../../web/clock.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { listWords, sayDate } from '../../../web/words.ts';
import { readMyAccounting, readMyConsents, revokeMyConsent } from '../../consent/api.ts';
import { RECORD_WORDS } from '../../consent/model.ts';
import { whyOf } from '../../consent/notices.ts';
import css from './my-plan.module.css';

type Line = OutputOf<typeof readMyConsents>[number];

/** Who may see what, until when, ended by one tap (PV-51); and to whom something went (2.25). */
export default function MyPrivacy() {
  const consents = useRead(readMyConsents, {});
  const told = useRead(readMyAccounting, {});
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  return (
    <>
      <Shown read={consents}>{(all) => {
        const active = all.filter((c) => c.state === 'active');
        const ended = all.filter((c) => c.state !== 'active');
        return (
          <>
            <ClientHead back="/me/plan" title={active.length === 0 ? 'You have allowed nobody to see anything.' : `You allowed ${listWords([...new Set(active.map((c) => c.who))])} to see something.`}
              lead="Your team sees what it needs to care for you. Nobody else does, unless you say so or the law asks for it." />
            {active.map((one) => <Allowed key={one.consentId} one={one} today={today} />)}
            {ended.length > 0 && (
              <ClientSection title="Ended">
                <ul className={css.steps}>{ended.map((one) => <li key={one.consentId}>{one.who}<small>{one.what}, {one.state}</small></li>)}</ul>
              </ClientSection>
            )}
          </>
        );
      }}</Shown>
      <ClientSection title="What was sent about you">
        <Shown read={told}>{(list) => (list.length === 0 ? <p>Nothing so far.</p> : (
          <ul className={css.steps}>
            {list.map((one) => (
              <li key={one.id}>
                {one.recipientName}, {sayDate(dateIn(one.at, zone), today)}
                <small>{listWords(one.records.map((r) => RECORD_WORDS[r]))}; {whyOf(one)}</small>
              </li>
            ))}
          </ul>
        ))}</Shown>
      </ClientSection>
    </>
  );
}

function Allowed(props: { one: Line; today: string }) {
  const { one } = props;
  const [text, setText] = useState(false);
  const end = useAct(revokeMyConsent);
  return (
    <div className={css.block}>
      <ClientCard title={one.who}>
        <p>May see {one.what}, {one.why}.</p>
        <p className={css.small}>{one.endsOn ? `Ends by itself on ${sayDate(one.endsOn, props.today)}.` : one.until}</p>
        {one.mayRevoke && <BigButton loading={end.busy} onClick={() => void end.send({ consentId: one.consentId })}>End this now</BigButton>}
        <ErrorBox error={end.error} />
        <QuietButton onClick={() => setText(!text)}>{text ? 'Hide the text' : 'What I signed'}</QuietButton>
        {text && <pre className={css.signed}>{one.text}</pre>}
      </ClientCard>
    </div>
  );
}
