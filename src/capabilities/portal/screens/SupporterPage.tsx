import { IconCalendarEvent, IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { CallError } from '../../../web/call-error.ts';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, ClientCard, ClientHead, ClientList, ClientSection, ListLine } from '../../../web/client/parts.tsx';
import { TextAreaField, TickField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { listWords, sayDate, sayDay, sayTimes, sayTime, sayWhen, sentence } from '../../../web/words.ts';
import { SIGHT_WORDS } from '../../support-network/screens/sights.ts';
import { readSupported, sendSupporterWord } from '../supporter-api.ts';
import css from './my-plan.module.css';

type Seen = OutputOf<typeof readSupported>;

/** A supporter's one page: what was shared and until when, what was not, and how to help. */
export default function SupporterPage() {
  const read = useRead(readSupported, {});
  // taken back or ended: what was read before must not stay on the screen (PV-51)
  if (read.error instanceof CallError && read.error.failure.kind === 'forbidden') {
    return <ClientHead title="There is nothing here for you right now." lead="If somebody wanted to share something with you, ask them." />;
  }
  return <Shown read={read}>{(page) => <Page page={page} />}</Shown>;
}

function Page(props: { page: Seen }) {
  const { page } = props;
  const next = page.sessions.find((s) => !s.cancelled);
  return (
    <>
      <ClientHead title={next ? `${page.callThem}: ${sayDay(next.date)}, ${sayTimes(next.from, next.to)}` : `What ${page.callThem} shares with you`}
        lead={`${page.callThem} lets you see ${listWords(page.sees.map((s) => SIGHT_WORDS[s]))}${page.until ? `, until ${sayDate(page.until, page.today)}` : ''}.`} />
      {page.sessions.length > 0 && (
        <ClientSection title="In the next two weeks">
          <ClientList>
            {page.sessions.map((s) => (
              <ListLine key={s.sessionId} icon={IconCalendarEvent} title={`${sayDay(s.date)}, ${sayTimes(s.from, s.to)}`}
                sub={s.cancelled ? 'does not take place' : s.family ? 'family session: you are welcome' : (s.room ?? undefined)} />
            ))}
          </ClientList>
        </ClientSection>
      )}
      {page.came.length > 0 && (
        <ClientSection title="Came in the last two weeks">
          <ClientList>
            {page.came.map((c) => <ListLine key={`${c.date}${c.from}`} icon={c.came ? IconCheck : IconX} title={`${sayDay(c.date)}, ${sayTime(c.from)}`} sub={c.came ? 'came' : 'did not come'} />)}
          </ClientList>
        </ClientSection>
      )}
      {page.goals.length > 0 && <ClientSection title={`What ${page.callThem} works on`}><ul className={css.steps}>{page.goals.map((g) => <li key={g}>{g}</li>)}</ul></ClientSection>}
      {page.safetyPlan && <Safety plan={page.safetyPlan} name={page.callThem} />}
      <HowToHelp name={page.callThem} />
      <Tell page={page} />
      {page.notShared.length > 0 && (
        <ClientSection title="Not shared with you"><p>{sentence(listWords(page.notShared.map((s) => SIGHT_WORDS[s])))}. Notes and test results never are, unless {page.callThem} says so. {page.callThem} can end this at any time.</p></ClientSection>
      )}
    </>
  );
}

function Safety(props: { plan: NonNullable<Seen['safetyPlan']>; name: string }) {
  const { plan } = props;
  return (
    <ClientSection title={`${props.name}’s safety plan`}>
      <ul className={css.steps}>
        {plan.signs.length > 0 && <li>Signs that it’s getting hard<small>{plan.signs.join(' · ')}</small></li>}
        {plan.alone.length > 0 && <li>What helps<small>{plan.alone.join(' · ')}</small></li>}
        {plan.places.length > 0 && <li>Places<small>{plan.places.join(' · ')}</small></li>}
        {plan.naloxonePlace && <li>Naloxone<small>{plan.naloxonePlace}</small></li>}
        {plan.overdoseSteps.length > 0 && <li>In an overdose<small>{plan.overdoseSteps.join(' · ')}</small></li>}
      </ul>
    </ClientSection>
  );
}

const HowToHelp = (props: { name: string }) => (
  <ClientSection title="How to help">
    <ul className={css.steps}>
      <li>Ask how you can help, and do that one thing.</li>
      <li>Listen without fixing. Say what you see, not what you fear.</li>
      <li>A bad day is not the end of the way. Coming back counts.</li>
      <li>Look after yourself too. Al-Anon and CRAFT groups are for people like you.</li>
      <li>If you think {props.name} took too much: call <a href="tel:911">911</a>, give naloxone, stay.</li>
    </ul>
  </ClientSection>
);

function Tell(props: { page: Seen }) {
  const zone = useZone();
  const form = useKeptForm('supporter-word', { words: '', askedToCall: false });
  const [sent, setSent] = useState(false);
  const send = useAct(sendSupporterWord, { form, onDone: () => { form.reset(); setSent(true); } });
  const { words, askedToCall } = form.values;
  return (
    <ClientSection title="Tell the team something">
      <ClientCard>
        <p className={css.small}>They read it. They can’t answer anything about {props.page.callThem}, and {props.page.callThem} may be told what you wrote.</p>
        <TextAreaField form={form} name="words" label="Your words" maxLength={1000} rows={3} />
        <TickField form={form} name="askedToCall" label="Please call me" />
        {sent && <p role="status">Sent. Thank you.</p>}
        <ErrorBox error={send.error} />
        <BigButton loading={send.busy} disabled={words.trim() === '' && !askedToCall}
          onClick={() => void send.send({ wordId: newId(), words: words.trim() || 'Please call me.', askedToCall })}>Send to the team</BigButton>
      </ClientCard>
      {props.page.sent.length > 0 && <ul className={css.steps}>{props.page.sent.map((one) => <li key={one.at}>{one.words}<small>{sayWhen(one.at, zone)}</small></li>)}</ul>}
    </ClientSection>
  );
}
