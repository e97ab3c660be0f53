import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, CallTile, ClientCard, ClientHead, ClientSection, QuietButton } from '../../../web/client/parts.tsx';
import { useMinute } from '../../../web/clock.ts';
import { ChoicesField, DateField, TextField } from '../../../web/fields/index.ts';
import { useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { listWords, sayDate } from '../../../web/words.ts';
import { answerMyFamilyOffer, endMyPerson, letPersonSee, readMyPeople, saveMyPerson, type KnownPerson } from '../api.ts';
import { SUPPORTER_SIGHTS, type SupporterSight } from '../model.ts';
import { NOBODY, PersonFields, personOf, textOf } from './person-form.tsx';
import { MY_SIGHT_WORDS } from './sights.ts';

type Mine = OutputOf<typeof readMyPeople>;
type Doing = { kind: 'edit'; person: KnownPerson | null } | { kind: 'let'; person: KnownPerson } | null;

/** The people I count on, and what each of them may see. */
export default function MyPeople() {
  const mine = useKeptRead(readMyPeople, {});
  const [doing, setDoing] = useState<Doing>(null);
  const stop = () => setDoing(null);
  return (
    <Shown read={mine}>{(data) => {
      if (doing?.kind === 'edit') return <Edit person={doing.person} onDone={stop} />;
      if (doing?.kind === 'let') return <LetSee mine={data} person={doing.person} onDone={stop} />;
      return (
        <>
          <ClientHead back="/me/plan" title={data.people.length === 0 ? 'Who stands by you?' : 'My people'}
            lead="They see nothing about you unless you let them. You can end it at any time." />
          {data.offers.filter((o) => o.answer === 'open').map((o) => <Offer key={o.id} offer={o} />)}
          {data.people.map((p) => <Person key={p.id} person={p} onDo={setDoing} />)}
          <BigButton leftSection={<IconUserPlus size={22} stroke={1.6} aria-hidden />} onClick={() => setDoing({ kind: 'edit', person: null })}>Add somebody</BigButton>
        </>
      );
    }}</Shown>
  );
}

function Offer(props: { offer: Mine['offers'][number] }) {
  const answer = useAct(answerMyFamilyOffer);
  const what = props.offer.what === 'family_session' ? 'a session with your family' : 'a class for your family';
  return (
    <div style={{ marginBottom: 24 }}>
      <ClientCard tone="now" title={`Would you like ${what}?`}>
        <p>You choose who comes. No is a fine answer.</p>
        <BigButton loading={answer.busy} onClick={() => void answer.send({ familyOfferId: props.offer.id, answer: 'accepted' })}>Yes, I’d like that</BigButton>
        <QuietButton onClick={() => void answer.send({ familyOfferId: props.offer.id, answer: 'declined' })}>Not now</QuietButton>
        <ErrorBox error={answer.error} />
      </ClientCard>
    </div>
  );
}

function Person(props: { person: KnownPerson; onDo: (doing: Doing) => void }) {
  const { person } = props;
  const go = useGo();
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const sees = person.sees.length === 0 ? 'Sees nothing about you.'
    : `Sees ${listWords(person.sees.map((s) => MY_SIGHT_WORDS[s]))}${person.seesUntil ? `, until ${sayDate(person.seesUntil, today)}` : ''}.`;
  return (
    <div style={{ marginBottom: 24 }}>
      <ClientCard title={`${person.name}, ${person.relation}`}>
        <p>{sees}</p>
        {person.phone && <CallTile phone={person.phone} name={person.name} plain />}
        <BigButton onClick={() => props.onDo({ kind: 'let', person })}>{person.sees.length === 0 ? `Let ${person.name} see something` : 'Let them see more'}</BigButton>
        {person.sees.length > 0 && <QuietButton onClick={() => go(`/me/people/${person.id}`)}>See what {person.name} sees</QuietButton>}
        <QuietButton onClick={() => props.onDo({ kind: 'edit', person })}>Change</QuietButton>
      </ClientCard>
    </div>
  );
}

function Edit(props: { person: KnownPerson | null; onDone: () => void }) {
  const [id] = useState(() => props.person?.id ?? newId());
  const form = useKeptForm(`my-person:${props.person ? `${props.person.id}:${props.person.version}` : 'new'}`, props.person ? textOf(props.person) : NOBODY);
  const save = useAct(saveMyPerson, { form, onDone: props.onDone });
  const end = useAct(endMyPerson, { onDone: props.onDone });
  return (
    <>
      <ClientHead title={props.person ? props.person.name : 'Somebody you count on'} onBack={props.onDone} />
      <PersonFields form={form} mine />
      <ErrorBox error={save.error ?? end.error} />
      <BigButton variant="filled" mt={24} loading={save.busy}
        onClick={() => void save.send({ person: personOf(id, form.values, props.person ?? undefined), version: props.person?.version ?? '' })}>Save</BigButton>
      {props.person && <QuietButton onClick={() => void end.send({ supporterId: id })}>No more contact with {props.person.name}</QuietButton>}
    </>
  );
}

const SIGHTS = SUPPORTER_SIGHTS.map((value) => ({ value, label: MY_SIGHT_WORDS[value] }));

/** A consent given on the phone: what, until when, the text, the name (42 CFR 2.31). */
function LetSee(props: { mine: Mine; person: KnownPerson; onDone: () => void }) {
  const { mine, person } = props;
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const form = useKeptForm(`let-see:${person.id}`, { records: [] as string[], until: addDays(today, Math.min(mine.consentDays, 90)) as string | null, name: '' });
  const allow = useAct(letPersonSee, { form, onDone: props.onDone });
  const { records, until, name } = form.values;
  const chosen = records as SupporterSight[];
  return (
    <>
      <ClientHead title={`What may ${person.name} see?`} onBack={props.onDone} lead="Only what you choose, only until the day you choose." />
      <div style={{ display: 'flex', flexDirection: 'column', gap: 24 }}>
        <ChoicesField form={form} name="records" label="They may see" options={SIGHTS} />
        <DateField form={form} name="until" label="Until" />
        {chosen.length > 0 && until && (
          <ClientSection title="What you sign">
            <p>I, {mine.myName}, allow {mine.program} to share {listWords(chosen.map((s) => MY_SIGHT_WORDS[s]))} with {person.name}, so that they can support me, until {sayDate(until, today)}.
              I can take this back at any time, with one tap here or in writing. It does not undo what was shared before.</p>
          </ClientSection>
        )}
        <TextField form={form} name="name" label="Your full name, to sign" autoComplete="name" />
        <ErrorBox error={allow.error} />
        <BigButton variant="filled" loading={allow.busy} disabled={chosen.length === 0 || !until || name.trim() === ''}
          onClick={() => void allow.send({ consentId: newId(), supporterId: person.id, records: chosen, until: until!, name })}>Sign and allow it</BigButton>
      </div>
    </>
  );
}
