import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Empty, ErrorBox, Row, Rows, Section, Shown, Stacked, Tag } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { listWords, sayDate, sayWhen, sentence } from '../../../web/words.ts';
import { answerFamilyOffer, endSupporter, offerFamily, readSupporterWord, readSupportNetwork, saveSupporter, type KnownPerson } from '../api.ts';
import { SUPPORTER_ROLE_WORDS } from '../model.ts';
import { EmergencySection } from './EmergencySection.tsx';
import { ReachPerson } from './ReachPerson.tsx';
import { NOBODY, PersonFields, personOf, textOf } from './person-form.tsx';
import { SIGHT_WORDS } from './sights.ts';
import { InviteButton } from '../../../web/sign-in/InviteButton.tsx';

type Network = OutputOf<typeof readSupportNetwork>;

/** Friends and family of a client: part, contact rules, what each may see, what was offered and what they told us. */
export default function PeoplePanel(props: { clientId: string }) {
  const read = useRead(readSupportNetwork, props);
  return <Shown read={read}>{(network) => <Panel {...props} network={network} />}</Shown>;
}

function Panel(props: { clientId: string; network: Network }) {
  const { clientId, network } = props;
  const may = useMay('supporter.write');
  const [editing, setEditing] = useState<KnownPerson | 'new' | null>(null);
  const [reaching, setReaching] = useState<KnownPerson | null>(null);
  const unread = network.words.filter((w) => w.read === null);
  const here = network.people.filter((p) => p.endedAt === null);
  return (
    <Columns>
      <Stacked>
        {unread.length > 0 && (
          <Section title="They wrote to us" count={unread.length}><Rows>{unread.map((w) => <Word key={w.id} clientId={clientId} word={w} may={may} />)}</Rows></Section>
        )}
        <Section title="People" count={here.length} aside={may && <Button onClick={() => setEditing('new')}>Add a person</Button>}>
          {here.length === 0 ? <Empty>Nobody yet. Ask who stands by them, and what each may know.</Empty>
            : <Rows>{here.map((p) => <PersonRow key={p.id} clientId={clientId} person={p} may={may} onEdit={() => setEditing(p)} onReach={() => setReaching(p)} />)}</Rows>}
        </Section>
        {network.people.length > here.length && (
          <Section title="Contact ended"><Rows dense>{network.people.filter((p) => p.endedAt !== null).map((p) => <Row key={p.id} title={p.name} sub={p.relation} past />)}</Rows></Section>
        )}
      </Stacked>
      <Stacked>
        <EmergencySection clientId={clientId} network={network} may={may} />
        <Family clientId={clientId} network={network} may={may} />
      </Stacked>
      <Modal opened={reaching !== null} onClose={() => setReaching(null)} title={`Reach ${reaching?.name ?? ''}`}>
        {reaching !== null && <ReachPerson clientId={clientId} person={reaching} />}
      </Modal>
      <Modal opened={editing !== null} onClose={() => setEditing(null)} title={editing === 'new' ? 'A person around them' : 'Change'} size="lg">
        {editing !== null && <Edit clientId={clientId} person={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />}
      </Modal>
    </Columns>
  );
}

function PersonRow(props: { clientId: string; person: KnownPerson; may: boolean; onEdit: () => void; onReach: () => void }) {
  const { clientId, person } = props;
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const mayPreview = useMay('supporter.preview');
  const ways = [person.contact.mayCall && 'call', person.contact.mayText && 'text', person.contact.mayLeaveMessage && 'leave a message'].filter((w) => w !== false);
  const sees = person.sees.length === 0 ? 'Sees nothing: no consent.' : `Sees ${listWords(person.sees.map((s) => SIGHT_WORDS[s]))}${person.seesUntil ? ` until ${sayDate(person.seesUntil, today)}` : ''}.`;
  return (
    <Row
      title={<>{person.name}, {person.relation} {person.roles.map((r) => <Tag key={r}>{SUPPORTER_ROLE_WORDS[r]}</Tag>)}</>}
      sub={<>{mayPreview && person.sees.length > 0 ? <Go to={`/clients/${clientId}/supporter/${person.id}`}>{sees}</Go> : sees} {ways.length === 0 ? 'Do not contact.' : `${sentence(listWords(ways))}${person.phone ? `: ${person.phone}` : ''}.`} {person.invitedAt && `Invited ${sayDate(dateIn(person.invitedAt, zone), today)}.`}</>}
      action={(
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {ways.length > 0 && person.phone !== '' && <Button onClick={props.onReach}>Reach</Button>}
          {props.may && person.sees.length > 0 && (
            <InviteButton kind="supporter" subjectId={person.id} clientId={clientId} who={person.name} label={person.invitedAt === null ? 'Invite' : 'New link'} />
          )}
          {props.may && <Button onClick={props.onEdit}>Change</Button>}
        </div>
      )}
    />
  );
}

function Edit(props: { clientId: string; person: KnownPerson | null; onDone: () => void }) {
  const [id] = useState(() => props.person?.id ?? newId());
  const form = useKeptForm(`person:${props.clientId}:${props.person ? `${props.person.id}:${props.person.version}` : 'new'}`, props.person ? textOf(props.person) : NOBODY);
  const save = useAct(saveSupporter, { form, onDone: props.onDone });
  const end = useAct(endSupporter, { onDone: props.onDone });
  return (
    <>
      <PersonFields form={form} />
      <ErrorBox error={save.error ?? end.error} />
      <div style={{ display: 'flex', gap: 12, marginTop: 24 }}>
        <Button variant="filled" loading={save.busy} onClick={() => void save.send({
          clientId: props.clientId, person: personOf(id, form.values, props.person ?? undefined), version: props.person?.version ?? '' })}>Save the person</Button>
        {props.person && <Button variant="subtle" loading={end.busy} onClick={() => void end.send({ clientId: props.clientId, supporterId: id })}>The client ends contact</Button>}
      </div>
    </>
  );
}

function Word(props: { clientId: string; word: Network['words'][number]; may: boolean }) {
  const { word } = props;
  const zone = useZone();
  const read = useAct(readSupporterWord);
  return (
    <Row lead={<Mark kind="soon" label={null} />} title={<>{word.name}{word.askedToCall && ', asks for a call'}</>} sub={<>“{word.words}”<ErrorBox error={read.error} /></>} right={sayWhen(word.at, zone)}
      action={props.may && <Button loading={read.busy} onClick={() => void read.send({ clientId: props.clientId, wordId: word.id })}>Read</Button>} />
  );
}

const WHAT = { family_session: 'Family session', family_education: 'Family class' } as const;
const ANSWERS = { open: 'no answer yet', accepted: 'yes', declined: 'no', contraindicated: 'not advisable' } as const;

function Family(props: { clientId: string; network: Network; may: boolean }) {
  const { clientId } = props;
  const zone = useZone();
  const offer = useAct(offerFamily);
  const answer = useAct(answerFamilyOffer);
  const give = (what: 'family_session' | 'family_education') => void offer.send({ clientId, familyOfferId: newId(), what });
  return (
    <Section title="Family sessions and classes" aside="offered each month">
      {props.may && <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 12 }}><Button onClick={() => give('family_session')}>Offer a session</Button><Button onClick={() => give('family_education')}>Offer a class</Button></div>}
      <ErrorBox error={offer.error ?? answer.error} />
      <Rows dense>
        {props.network.offers.slice(0, 6).map((o) => (
          <Row key={o.id} title={WHAT[o.what]} sub={`${sayWhen(o.offeredAt, zone)}: ${ANSWERS[o.answer]}${o.reason ? `, ${o.reason}` : ''}`}
            action={o.answer === 'open' && props.may && (
              <div style={{ display: 'flex', gap: 8 }}>
                <Button onClick={() => void answer.send({ clientId, familyOfferId: o.id, answer: 'accepted' })}>Yes</Button>
                <Button onClick={() => void answer.send({ clientId, familyOfferId: o.id, answer: 'declined' })}>No</Button>
              </div>
            )} />
        ))}
      </Rows>
    </Section>
  );
}
