import { Button } from '@mantine/core';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { ChoicesField, DateField, FieldGrid, SelectField, TextField, TimeField } from '../../../web/fields/index.ts';
import { useGo, useQueryText } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, ErrorBox, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { readAgency } from '../../agency/api.ts';
import { GROUP_SERVICES, SERVICE_WORDS, type Service } from '../../agency/services.ts';
import { listStaff } from '../../staff/api.ts';
import { listTimetable, startGroup } from '../api.ts';
import { leadersOf, roomsOf, WEEKDAYS, type Choice } from './choices.ts';
import { GroupFields, groupOf, groupPart, GroupSize, NEW_GROUP } from './GroupFields.tsx';


/** A new group: what it is, when and where it meets, who leads it. Its sessions are made at once. */
export default function StartGroup() {
  const agency = useRead(readAgency, {});
  const staff = useRead(listStaff, {});
  const timetable = useRead(listTimetable, {});
  return (
    <Shown read={agency}>{({ rooms }) => (
      <Shown read={staff}>{(people) => (
        <Shown read={timetable}>{({ tracks }) => (
          <Form rooms={roomsOf(rooms)}
            people={leadersOf(people)}
            tracks={tracks.map((track) => ({ value: track.id, label: track.name }))} />
        )}</Shown>
      )}</Shown>
    )}</Shown>
  );
}

function Form({ rooms, people, tracks }: { rooms: Choice[]; people: Choice[]; tracks: Choice[] }) {
  const go = useGo();
  const zone = useZone();
  const form = useKeptForm('new-group', {
    ...NEW_GROUP, name: '', code: '', service: 'group-therapy' as string, weekdays: [] as string[], startsAt: '18:00' as string | null,
    endsAt: '21:15' as string | null, breakFrom: null as string | null, breakTo: null as string | null, roomId: useQueryText('room') ?? '', leaders: [] as string[],
    trackId: '', link: '', from: addDays(dateIn(now(), zone), 1) as string | null,
  });
  const v = form.values;
  const start = useAct(startGroup, { form, onDone: (_, input) => go(`/week?on=${input.from}`) });
  const send = () => void start.send({
    name: v.name, code: v.code || codeOf(v.name), service: v.service as Service, ...groupOf(v), mode: v.link === '' ? 'in_person' : v.roomId === '' ? 'telehealth' : 'hybrid', link: v.link, weekdays: v.weekdays.map(Number), startsAt: v.startsAt ?? '',
    endsAt: v.endsAt ?? '', breaks: v.breakFrom && v.breakTo ? [{ from: v.breakFrom, to: v.breakTo }] : [], roomId: v.roomId || null, facilitatorIds: v.leaders,
    trackId: v.trackId || null, from: v.from ?? '',
  });
  return (
    <>
      <PageHead title="A new group" under="Its sessions are made for the next 26 weeks; where somebody or a room is taken, you hear of it at once." />
      <Stacked>
        <Section title="What it is">
          <FieldGrid>
            <TextField form={form} name="name" label="Name" placeholder="Relapse Prevention" />
            <SelectField form={form} name="service" label="Kind" options={GROUP_SERVICES.map((one) => ({ value: one, label: SERVICE_WORDS[one] }))} />
            <SelectField form={form} name="trackId" label="Track" empty="Stands by itself" options={tracks} />
          </FieldGrid>
          <GroupSize form={groupPart(form)} />
        </Section>
        <Section title="When and where">
          <ChoicesField form={form} name="weekdays" label="Days" options={WEEKDAYS} />
          <FieldGrid>
            <TimeField form={form} name="startsAt" label="From" />
            <TimeField form={form} name="endsAt" label="To" />
            <TimeField form={form} name="breakFrom" label="Break from" />
            <TimeField form={form} name="breakTo" label="Break to" />
            <SelectField form={form} name="roomId" label="Room" empty="No room, by video" options={rooms} />
            <DateField form={form} name="from" label="From which day on" />
            <TextField form={form} name="link" label="Video link" placeholder="https://… if by video" />
          </FieldGrid>
        </Section>
        <Section title="Who leads it">
          <ChoicesField form={form} name="leaders" label="Leaders" options={people} help="Their credentials must cover this kind of group." />
        </Section>
        <GroupFields form={groupPart(form)} service={v.service as Service} />
        <ErrorBox error={start.error} />
      </Stacked>
      <Dock words={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
        <Button variant="filled" loading={start.busy} onClick={send}>{v.name === '' ? 'Start the group' : `Start ${v.name}`}</Button>
      </Dock>
    </>
  );
}

/** `Relapse Prevention` is `RP`. */
const codeOf = (name: string): string => (name.match(/\b\p{L}/gu) ?? ['G']).join('').toUpperCase().slice(0, 6) || 'G';
