import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { ChoiceField, ChoicesField, DateField, FieldGrid, NumberField, SelectField, TextField, TimeField } from '../../../web/fields/index.ts';
import { useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, Empty, ErrorBox, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { listWords, sayCount, sayTimes, sayWeekday, sentence } from '../../../web/words.ts';
import { readAgency } from '../../agency/api.ts';
import { listStaff } from '../../staff/api.ts';
import type { OutputOf } from '../../../web/call.ts';
import { changeSeries, endSeries, listTimetable } from '../api.ts';
import { leadersOf, roomsOf, WEEKDAYS, type Choice } from './choices.ts';
import { RecentChanges } from './RecentChanges.tsx';

type Series = OutputOf<typeof listTimetable>['series'][number];

/** A group's time, room and leaders, changed from a day on. What has been stays. */
export default function ChangeSeries() {
  const seriesId = useParam('seriesId');
  const timetable = useRead(listTimetable, {});
  const agency = useRead(readAgency, {});
  const staff = useRead(listStaff, {});
  return (
    <Shown read={timetable}>{({ series }) => {
      const one = series.find((row) => row.seriesId === seriesId);
      if (!one) return <Empty>This group does not meet any more.</Empty>;
      return (
        <Shown read={agency}>{({ rooms }) => (
          <Shown read={staff}>{(people) => (
            <Form one={one} rooms={roomsOf(rooms)}
              people={leadersOf(people)} />
          )}</Shown>
        )}</Shown>
      );
    }}</Shown>
  );
}

function Form({ one, rooms, people }: { one: Series; rooms: Choice[]; people: Choice[] }) {
  const go = useGo();
  const zone = useZone();
  const [ending, setEnding] = useState(false);
  const form = useKeptForm(`series:${one.seriesId}`, {
    from: addDays(dateIn(now(), zone), 1) as string | null, weekdays: one.weekdays.map(String), startsAt: one.startsAt as string | null, endsAt: one.endsAt as string | null,
    breakFrom: (one.breaks[0]?.from ?? null) as string | null, breakTo: (one.breaks[0]?.to ?? null) as string | null, roomId: one.roomId ?? '',
    leaders: one.leaders.map((leader) => leader.staffId), capacity: one.capacity as number | null, scope: 'from-here-on' as string, mode: one.mode as string, link: one.link,
  });
  const v = form.values;
  const change = useAct(changeSeries, { form, onDone: (value) => go(`/week?on=${value.from}`) });
  const end = useAct(endSeries, { form, onDone: () => go('/program') });
  const same = (a: readonly string[], b: readonly string[]) => a.toSorted().join() === b.toSorted().join();
  const breaks = v.breakFrom && v.breakTo ? [{ from: v.breakFrom, to: v.breakTo }] : [];
  const send = () => void change.send({
    seriesId: one.seriesId, from: v.from ?? '', scope: v.scope as 'from-here-on' | 'all-not-held', mode: v.mode as Series['mode'], link: v.link, capacity: v.capacity ?? one.capacity, roomId: v.roomId || null, facilitatorIds: v.leaders, breaks,
    ...(same(v.weekdays, one.weekdays.map(String)) ? {} : { weekdays: v.weekdays.map(Number) }), startsAt: v.startsAt ?? one.startsAt, endsAt: v.endsAt ?? one.endsAt,
  });
  return (
    <>
      <PageHead title={one.name} tab="Group" under={`${listWords(one.weekdays.map(sayWeekday))}, ${sayTimes(one.startsAt, one.endsAt)}. ${sentence(sayCount(one.capacity - one.free, 'seat', 'seats'))} taken.`}
        action={<Button onClick={() => setEnding(true)}>End it</Button>} />
      <Stacked>
        <Section title="Which sessions">
          <ChoiceField form={form} name="scope" label="Change" options={[{ value: 'from-here-on', label: 'From a day on' }, { value: 'all-not-held', label: 'All not yet held' }]}
            help={v.scope === 'from-here-on' ? 'Single sessions that were moved stay where they are.' : 'Begins today. Single sessions that were moved change too.'} />
          {v.scope === 'from-here-on' && <FieldGrid><DateField form={form} name="from" label="From which day on" /></FieldGrid>}
        </Section>
        <Section title="When, where and by whom">
          <FieldGrid>
            <NumberField form={form} name="capacity" label="Seats" whole />
            <TimeField form={form} name="startsAt" label="From" />
            <TimeField form={form} name="endsAt" label="To" />
            <TimeField form={form} name="breakFrom" label="Break from" />
            <TimeField form={form} name="breakTo" label="Break to" />
            <SelectField form={form} name="roomId" label="Room" empty="No room, by video" options={rooms} />
            <SelectField form={form} name="mode" label="Joined" options={[{ value: 'in_person', label: 'In the room' }, { value: 'telehealth', label: 'By video' }, { value: 'hybrid', label: 'Either way' }]} />
            {v.mode !== 'in_person' && <TextField form={form} name="link" label="Video link" placeholder="https://…" />}
          </FieldGrid>
          <ChoicesField form={form} name="weekdays" label="Days" options={WEEKDAYS} />
          <ChoicesField form={form} name="leaders" label="Leaders" options={people} />
        </Section>
        <ErrorBox error={change.error} />
        <RecentChanges seriesId={one.seriesId} />
      </Stacked>
      <Modal opened={ending} onClose={() => setEnding(false)} title={`End ${one.name}`}>
        <Stacked>
          <p>Seats and sessions from that day on end. What has been stays in every chart.</p>
          <DateField form={form} name="from" label="First day without it" />
          <ErrorBox error={end.error} />
          <Button variant="filled" loading={end.busy} onClick={() => void end.send({ seriesId: one.seriesId, on: v.from ?? '' })}>End it on that day</Button>
        </Stacked>
      </Modal>
      <Dock words={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
        <Button variant="filled" loading={change.busy} onClick={send}>{v.scope === 'from-here-on' ? 'Change it from that day on' : 'Change all not yet held'}</Button>
      </Dock>
    </>
  );
}
