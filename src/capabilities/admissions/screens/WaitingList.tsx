import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { now, useMinute } from '../../../web/clock.ts';
import { ChoiceField, DateField, TextField } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Hint, PageHead, Row, Rows, Section, Shown, Stacked, Tag } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { initialsOf, sayCount, sayDate, sayWhen, sentence } from '../../../web/words.ts';
import { answerOffer, leaveWaitingList, listWaiting, offerSeat, recordWaitingTry } from '../waiting-api.ts';

type Target = OutputOf<typeof listWaiting>[number];
type Person = Target['people'][number];

/** Who waits for a seat, in the order in which seats are offered: urgency first, then who asked first (PR-41, PR-43). */
export default function WaitingList() {
  const read = useRead(listWaiting, {});
  const [open, setOpen] = useState<{ person: Person; target: Target } | null>(null);
  return (
    <Shown read={read} rows={6}>
      {(targets) => {
        const seats = targets.reduce((sum, one) => sum + Math.min(one.toOffer, one.people.filter((person) => !person.offer?.open).length + one.others), 0);
        const waiting = targets.reduce((sum, one) => sum + one.people.length + one.others, 0);
        return (
          <>
            <PageHead tab="Waiting" title={waiting === 0 ? 'Nobody waits for a seat.' : seats === 0 ? `${sentence(sayCount(waiting, 'person', 'people'))} waiting, no seat free.`
              : `${sentence(sayCount(seats, 'seat'))} to offer, ${sayCount(waiting, 'person', 'people')} waiting.`}
              under="People who are pregnant or inject go first, then whoever asked first." />
            <Stacked>
              {targets.map((target) => (
                <Section key={target.id} title={target.name} count={target.people.length + target.others}
                  aside={<span>{target.free === 0 ? 'full' : target.toOffer === 0 ? 'offered' : `${sayCount(target.toOffer, 'seat')} to offer`}</span>}>
                  <Rows>
                    {target.people.map((person) => <Line key={person.waitingId} person={person} onOpen={() => setOpen({ person, target })} />)}
                    {target.others > 0 && <Row title={`${sentence(sayCount(target.others, 'person', 'people'))} more`} sub="treated by others" past />}
                  </Rows>
                </Section>
              ))}
              {targets.length === 0 && <Empty>Somebody is put here from their call, when no seat is free.</Empty>}
            </Stacked>
            <Modal opened={open !== null} onClose={() => setOpen(null)} title={open ? `${initialsOf(open.person.initials || 'New')}, ${open.target.name}` : ''}>
              {open && <Act person={open.person} target={open.target} onDone={() => setOpen(null)} />}
            </Modal>
          </>
        );
      }}
    </Shown>
  );
}

const HOW: Record<string, string> = { call: 'called', text: 'texted', email: 'mailed', letter: 'wrote', reached: 'reached', message_left: 'left a message', no_answer: 'no answer', not_possible: 'not possible' };

function Line({ person, onOpen }: { person: Person; onOpen: () => void }) {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const may = useMay('inquiry.write');
  const tried = person.lastTry && `${HOW[person.lastTry.how] ?? person.lastTry.how} ${sayWhen(person.lastTry.at, zone)}, ${HOW[person.lastTry.outcome] ?? ''}`;
  return (
    <Row lead={person.place} title={<><Go to={`/clients/${person.clientId}`}>{initialsOf(person.initials || 'New')}</Go>{person.cls < 4 && <> <Tag tone="sky">{person.priority}</Tag></>}</>}
      sub={[`asked ${sayDate(dateIn(person.askedAt, zone), today)}`, person.note, tried, person.declined > 0 && `declined ${person.declined === 1 ? 'once' : `${person.declined} times`}`].filter(Boolean).join(' · ')}
      right={person.offer === null ? '' : person.offer.open ? `offered until ${sayWhen(person.offer.until, zone)}` : 'offer has ended'}
      action={may && <Button onClick={onOpen}>{person.offer?.open ? 'Answer' : 'Act'}</Button>} />
  );
}

function Act({ person, target, onDone }: { person: Person; target: Target; onDone: () => void }) {
  const zone = useZone();
  const { clientId, waitingId } = person;
  const first = target.people.find((one) => !one.offer?.open)?.waitingId === waitingId;
  const form = useKeptForm(`waiting:${waitingId}`, { what: (person.offer?.open ? 'accepted' : target.toOffer > 0 ? 'offer' : 'try') as string,
    from: addDays(dateIn(now(), zone), 1) as string | null, outOfOrder: '', how: 'call', outcome: 'message_left', words: '' });
  const v = form.values;
  const offer = useAct(offerSeat, { form, onDone });
  const answer = useAct(answerOffer, { form, onDone });
  const attempt = useAct(recordWaitingTry, { form, onDone });
  const leave = useAct(leaveWaitingList, { form, onDone });
  // whoever treats some alone does not see all who stand before them; the answer says so, and the reason is asked for
  const skips = !first || (offer.error?.failure.kind === 'refusal' && offer.error.failure.reason === 'not-next-in-line');
  const error = offer.error ?? answer.error ?? attempt.error ?? leave.error;
  const options = [
    ...(person.offer?.open ? [{ value: 'accepted', label: 'They take it' }, { value: 'declined', label: 'They decline' }] : []),
    ...(!person.offer?.open && target.toOffer > 0 ? [{ value: 'offer', label: 'Offer a seat' }] : []),
    { value: 'try', label: 'Tried to reach them' }, { value: 'leave', label: 'Waits no more' },
  ];
  const send = () => {
    if (v.what === 'offer') void offer.send({ clientId, waitingId, from: v.from ?? '', outOfOrder: v.outOfOrder });
    else if (v.what === 'accepted' || v.what === 'declined') void answer.send({ clientId, waitingId, answer: v.what, words: v.words });
    else if (v.what === 'try') void attempt.send({ clientId, waitingId, tryId: newId(), how: v.how as 'call', outcome: v.outcome as 'reached' });
    else void leave.send({ clientId, waitingId, words: v.words });
  };
  const VERBS: Record<string, string> = { offer: 'Offer the seat', accepted: 'Give them the seat', declined: 'Record it', try: 'Record it', leave: 'Take them off the list' };
  return (
    <Stacked>
      <ChoiceField form={form} name="what" label="What happened" options={options} />
      {v.what === 'offer' && <DateField form={form} name="from" label="Their first day" />}
      {v.what === 'offer' && skips && <><Hint kind="soon">Somebody else is next.</Hint><TextField form={form} name="outOfOrder" label="Why this person goes first" /></>}
      {v.what === 'try' && <ChoiceField form={form} name="how" label="How" options={[{ value: 'call', label: 'Call' }, { value: 'text', label: 'Text' }, { value: 'email', label: 'Email' }, { value: 'letter', label: 'Letter' }]} />}
      {v.what === 'try' && <ChoiceField form={form} name="outcome" label="What came of it" options={[{ value: 'reached', label: 'Reached' }, { value: 'message_left', label: 'Left a message' },
        { value: 'no_answer', label: 'No answer' }, { value: 'not_possible', label: 'Not possible' }]} />}
      {(v.what === 'declined' || v.what === 'leave') && <TextField form={form} name="words" label={v.what === 'leave' ? 'Why' : 'What they said'} />}
      <ErrorBox error={error} />
      <Button variant="filled" loading={offer.busy || answer.busy || attempt.busy || leave.busy} onClick={send}>{VERBS[v.what]}</Button>
    </Stacked>
  );
}
