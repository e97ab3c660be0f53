import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { now } from '../../../web/clock.ts';
import { ChoicesField, DateField, FieldGrid, SelectField, TextField, TimeField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, Empty, ErrorBox, PageHead, Row, Rows, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { listWords, sayCount, sayTimes, sayWeekdayShort } from '../../../web/words.ts';
import { readAgency } from '../../agency/api.ts';
import { SERVICE_WORDS } from '../../agency/services.ts';
import { listStaff } from '../../staff/api.ts';
import { addMeeting, changeGroup, listTimetable } from '../api.ts';
import { GroupFields, groupOf, groupPart, GroupSize } from './GroupFields.tsx';
import { leadersOf, roomsOf, WEEKDAYS, type Choice } from './choices.ts';

type Timetable = OutputOf<typeof listTimetable>;
type Group = Timetable['groups'][number];

/** What a group is, and the times at which it meets. */
export default function ChangeGroup() {
  const groupId = useParam('groupId');
  const timetable = useRead(listTimetable, {});
  return (
    <Shown read={timetable}>{({ groups, series }) => {
      const group = groups.find((one) => one.id === groupId);
      return group ? <Form group={group} meetings={series.filter((one) => one.groupId === groupId)} /> : <Empty>This group is not there any more.</Empty>;
    }}</Shown>
  );
}

function Form({ group, meetings }: { group: Group; meetings: Timetable['series'] }) {
  const go = useGo();
  const [adding, setAdding] = useState(false);
  const form = useKeptForm(`group:${group.id}`, {
    name: group.name, code: group.code, capacity: group.capacity as number | null, minimum: group.minimum, secondFrom: group.secondFrom, credentials: group.credentials as string[],
    language: group.language, audience: group.audience as string[], enrolment: group.enrolment as string, curriculum: group.curriculum ?? '',
  });
  const v = form.values;
  const save = useAct(changeGroup, { form, onDone: () => go('/program') });
  return (
    <>
      <PageHead title={group.name} tab="Group" under={`${SERVICE_WORDS[group.service]}, ${sayCount(group.capacity, 'seat')}.`} action={<Button onClick={() => setAdding(true)}>Add a time</Button>} />
      <Stacked>
        <Section title="When it meets">
          {meetings.length === 0 ? <Empty>It meets at no time yet. Press Add a time.</Empty> : (
            <Rows dense>
              {meetings.map((one) => (
                <Row key={one.seriesId} title={`${listWords(one.weekdays.map(sayWeekdayShort))}, ${sayTimes(one.startsAt, one.endsAt)}`}
                  sub={[one.track && `${one.track} track`, one.leaders.map((leader) => leader.initials).join(', ') || 'no leader yet'].filter(Boolean).join(' · ')}
                  right={one.free === 0 ? 'full' : `${one.free} of ${one.capacity} free`} action={<Go to={`/program/series/${one.seriesId}`}>Change</Go>} />
              ))}
            </Rows>
          )}
        </Section>
        <Section title="What it is">
          <FieldGrid>
            <TextField form={form} name="name" label="Name" />
            <TextField form={form} name="code" label="Short code" />
          </FieldGrid>
          <GroupSize form={groupPart(form)} />
        </Section>
        <GroupFields form={groupPart(form)} service={group.service} />
        <ErrorBox error={save.error} />
      </Stacked>
      <Modal opened={adding} onClose={() => setAdding(false)} title={`A further time of ${group.name}`}><Meeting group={group} onDone={() => setAdding(false)} /></Modal>
      <Dock words={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
        <Button variant="filled" loading={save.busy} onClick={() => void save.send({ groupId: group.id, name: v.name, code: v.code, ...groupOf(v) })}>Save {v.name || 'the group'}</Button>
      </Dock>
    </>
  );
}

function Meeting({ group, onDone }: { group: Group; onDone: () => void }) {
  const agency = useRead(readAgency, {});
  const staff = useRead(listStaff, {});
  return (
    <Shown read={agency}>{({ rooms }) => (
      <Shown read={staff}>{(people) => <MeetingForm group={group} rooms={roomsOf(rooms)} people={leadersOf(people)} onDone={onDone} />}</Shown>
    )}</Shown>
  );
}

function MeetingForm({ group, rooms, people, onDone }: { group: Group; rooms: Choice[]; people: Choice[]; onDone: () => void }) {
  const zone = useZone();
  const form = useKeptForm(`meeting:${group.id}`, { weekdays: [] as string[], startsAt: '18:00' as string | null, endsAt: '19:30' as string | null, roomId: '', leaders: [] as string[],
    from: addDays(dateIn(now(), zone), 1) as string | null });
  const v = form.values;
  const add = useAct(addMeeting, { form, onDone });
  const send = () => void add.send({ groupId: group.id, weekdays: v.weekdays.map(Number), startsAt: v.startsAt ?? '', endsAt: v.endsAt ?? '', roomId: v.roomId || null,
    facilitatorIds: v.leaders, from: v.from ?? '' });
  return (
    <Stacked>
      <ChoicesField form={form} name="weekdays" label="Days" options={WEEKDAYS} />
      <FieldGrid>
        <TimeField form={form} name="startsAt" label="From" />
        <TimeField form={form} name="endsAt" label="To" />
        <SelectField form={form} name="roomId" label="Room" empty="No room, by video" options={rooms} />
        <DateField form={form} name="from" label="From which day on" />
      </FieldGrid>
      <ChoicesField form={form} name="leaders" label="Leaders" options={people} />
      <ErrorBox error={add.error} />
      <Button variant="filled" loading={add.busy} onClick={send}>Add this time</Button>
    </Stacked>
  );
}
