import { Button } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { ChoiceBox, ChoiceField, DateField, FieldGrid, NumberField, SelectField, TimeField } from '../../../web/fields/index.ts';
import { useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, Empty, ErrorBox, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { initialsOf, sayDay, sayTime } from '../../../web/words.ts';
import { readAgency } from '../../agency/api.ts';
import { SERVICE_WORDS, type Service } from '../../agency/services.ts';
import { readClient } from '../../clients/api.ts';
import { listStaff } from '../../staff/api.ts';
import { bookSession, findOpenings } from '../api.ts';
import { KIND_OF, ONE_TO_ONE } from './one-to-one.ts';

/** A session for one person: what kind, with whom, when; once or standing. */
export default function BookSession() {
  const clientId = useParam('clientId');
  const client = useRead(readClient, { clientId });
  const staff = useRead(listStaff, {});
  const agency = useRead(readAgency, {});
  return (
    <Shown read={client}>{(person) => (
      <Shown read={staff}>{(people) => (
        <Shown read={agency}>{({ rooms }) => (
          <Form clientId={clientId} initials={initialsOf(person.initials || 'New')} rooms={rooms.map((room) => ({ value: room.roomId, label: room.name }))}
            people={people.filter((one) => one.leftOn === null && one.credentials.length > 0).map((one) => ({ value: one.staffId, label: `${one.initials} ${one.name}` }))} />
        )}</Shown>
      )}</Shown>
    )}</Shown>
  );
}

type Choice = { value: string; label: string };
function Form({ clientId, initials, people, rooms }: { clientId: string; initials: string; people: Choice[]; rooms: Choice[] }) {
  const go = useGo();
  const zone = useZone();
  const self = useSelf();
  const mine = people.some((one) => one.value === self.subjectId) ? self.subjectId : people[0]?.value ?? '';
  const form = useKeptForm(`book:${clientId}`, {
    service: 'individual-counseling' as string, staffId: mine, on: null as string | null, startsAt: null as string | null, minutes: 50 as number | null,
    repeat: 'once' as string, roomId: '',
  });
  const v = form.values;
  const book = useAct(bookSession, { form, onDone: () => go(`/clients/${clientId}/week`) });
  const ready = v.on !== null && v.startsAt !== null && v.staffId !== '';
  const send = () => void book.send({
    clientId, kind: KIND_OF[v.service as Service] ?? 'individual', service: v.service as Service, staffId: v.staffId, roomId: v.roomId || null, on: v.on ?? '',
    startsAt: v.startsAt ?? '', minutes: v.minutes ?? 50, repeat: v.repeat as 'once' | 'weekly' | 'every-other-week',
  });
  return (
    <>
      <PageHead title={`A session for ${initials}`} tab="Book a session" under={SERVICE_WORDS[v.service as Service]} />
      <Stacked>
        <Section title="What and with whom">
          <FieldGrid>
            <SelectField form={form} name="service" label="Kind" options={ONE_TO_ONE.map((one) => ({ value: one, label: SERVICE_WORDS[one] }))} />
            <SelectField form={form} name="staffId" label="With" options={people} />
            <NumberField form={form} name="minutes" label="How long" unit="min" whole />
            <SelectField form={form} name="roomId" label="Room" options={[{ value: '', label: 'No room, by video' }, ...rooms]} />
          </FieldGrid>
          <ChoiceField form={form} name="repeat" label="How often" options={[{ value: 'once', label: 'Once' }, { value: 'weekly', label: 'Every week' }, { value: 'every-other-week', label: 'Every other week' }]} />
        </Section>
        <Openings service={v.service as Service} staffId={v.staffId} minutes={v.minutes ?? 50} today={dateIn(now(), zone)}
          chosen={v.on && v.startsAt ? `${v.on} ${v.startsAt}` : ''} onChoose={(on, startsAt, roomId) => form.patch({ on, startsAt, ...(roomId ? { roomId } : {}) })} />
        <Section title="Or another time">
          <FieldGrid><DateField form={form} name="on" label="Day" /><TimeField form={form} name="startsAt" label="From" /></FieldGrid>
        </Section>
        <ErrorBox error={book.error} />
      </Stacked>
      <Dock words={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
        <Button variant="filled" loading={book.busy} disabled={!ready} onClick={send}>{ready ? `Book ${sayDay(v.on!)}, ${sayTime(v.startsAt!)}` : 'Choose a time'}</Button>
      </Dock>
    </>
  );
}

function Openings(props: { service: Service; staffId: string; minutes: number; today: string; chosen: string; onChoose: (on: string, startsAt: string, roomId: string | null) => void }) {
  const [days, setDays] = useState(7);
  const read = useRead(findOpenings, props.minutes >= 10 && props.minutes <= 480
    ? { service: props.service, minutes: props.minutes, from: props.today, days, staffId: props.staffId || null } : null);
  return (
    <Section title="When they are free" aside={days < 28 && <Button variant="subtle" onClick={() => setDays(days + 7)}>A week more</Button>}>
      <Shown read={read}>
        {(openings) => (openings.length === 0
          ? <Empty>No opening until {sayDay(addDays(props.today, days - 1))}. Choose another time below, or somebody else.</Empty>
          : (
            <ChoiceBox label="Openings" value={props.chosen} options={openings.slice(0, 24).map((one) => ({ value: `${one.date} ${one.from}`, label: `${sayDay(one.date)}, ${sayTime(one.from)}` }))}
              onChange={(value) => {
                const one = openings.find((other) => `${other.date} ${other.from}` === value);
                if (one) props.onChoose(one.date, one.from, one.roomId);
              }} />
          ))}
      </Shown>
    </Section>
  );
}
