import { IconCalendarEvent, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ClientList, ClientSection, ListLine } from '../../../web/client/parts.tsx';
import { listWords, sayDate, sayDay, sayTime, sayTimes, sentence } from '../../../web/words.ts';
import { SIGHT_WORDS } from '../../support-network/screens/sights.ts';
import type { SupportedPage } from '../supporter-api.ts';
import css from './my-plan.module.css';

export type Seen = Omit<SupportedPage, 'sent'>;

/** The headline of a supporter's page, and the line under it. */
export function headOf(page: Seen): { title: string; lead: string } {
  const next = page.sessions.find((s) => !s.cancelled);
  return {
    title: next ? `${page.callThem}: ${sayDay(next.date)}, ${sayTimes(next.from, next.to)}` : `What ${page.callThem} shares with you`,
    lead: `${page.callThem} lets you see ${listWords(page.sees.map((s) => SIGHT_WORDS[s]))}${page.until ? `, until ${sayDate(page.until, page.today)}` : ''}.`,
  };
}

/** What stands under it: the same for that person and for who looks at it before them. `tell` is where they write to the team. */
export function SupportedView(props: { page: Seen; tell: ReactNode }) {
  const { page } = props;
  return (
    <>
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
      {props.tell}
      {page.notShared.length > 0 && (
        <ClientSection title="Not shared with you"><p>{sentence(listWords(page.notShared.map((s) => SIGHT_WORDS[s])))}. Notes and test results never are, unless {page.callThem} says so. {page.callThem} can end this at any time.</p></ClientSection>
      )}
      <ClientSection title="Please keep this to yourself"><p>{page.passingOn}</p><p className={css.small}>{page.notice}</p></ClientSection>
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
