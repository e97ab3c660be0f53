import { Button, NativeSelect } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../../web/call.ts';
import { FieldGrid, SelectField, TimeField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useSelf } from '../../../web/self.ts';
import { sayTimes, sayWeekday } from '../../../web/words.ts';
import { readAgency } from '../../agency/api.ts';
import { listStaff } from '../../staff/api.ts';
import { listAvailability, saveAvailability } from '../api.ts';
import { roomsOf, WEEKDAYS } from './choices.ts';

type Block = OutputOf<typeof listAvailability>[number];

/** When somebody can be booked for one person: their own week. Buffers and the way between sites are kept by themselves. */
export default function Availability() {
  const self = useSelf();
  const staff = useRead(listStaff, {});
  const blocks = useRead(listAvailability, {});
  const agency = useRead(readAgency, {});
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Shown read={staff}>{(people) => (
      <Shown read={blocks} rows={4}>{(all) => (
        <Shown read={agency}>{({ rooms }) => {
          const may = people.filter((one) => one.leftOn === null && one.credentials.length > 0);
          const staffId = chosen ?? (may.some((one) => one.staffId === self.subjectId) ? self.subjectId : may[0]?.staffId ?? '');
          const mine = all.filter((one) => one.staffId === staffId);
          const hours = mine.reduce((sum, one) => sum + minutes(one.to) - minutes(one.from), 0) / 60;
          const who = may.find((one) => one.staffId === staffId);
          return (
            <>
              <PageHead tab="Free times" title={mine.length === 0 ? `${who?.initials ?? 'Nobody'} cannot be booked yet.` : `${who?.initials ?? ''} can be booked ${Number(hours.toFixed(1))} hours a week.`}
                under="From these times assessments, individual, family and medical sessions are offered. A few minutes around each, and the way between sites, stay free." />
              <Week key={staffId} staffId={staffId} mine={mine} rooms={roomsOf(rooms)} people={may.map((one) => ({ value: one.staffId, label: `${one.initials} ${one.name}` }))} onPerson={setChosen} />
            </>
          );
        }}</Shown>
      )}</Shown>
    )}</Shown>
  );
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function Week(props: { staffId: string; mine: Block[]; rooms: { value: string; label: string }[]; people: { value: string; label: string }[]; onPerson: (staffId: string) => void }) {
  const { staffId, mine } = props;
  const form = useKeptForm(`availability:${staffId}`, { weekday: '1', from: '09:00' as string | null, to: '12:00' as string | null, roomId: '' });
  const v = form.values;
  const save = useAct(saveAvailability);
  const send = (blocks: Pick<Block, 'weekday' | 'from' | 'to' | 'roomId'>[]) =>
    void save.send({ staffId, blocks: blocks.map(({ weekday, from, to, roomId }) => ({ weekday, from, to, roomId })) });
  return (
    <Stacked>
      <Section title="Whose">
        <NativeSelect label="Who" data={props.people} value={staffId} onChange={(event) => props.onPerson(event.currentTarget.value)} />
      </Section>
      <Section title="Times" count={mine.length}>
        {mine.length === 0 ? <Empty>No time yet. Add the first below.</Empty> : (
          <Rows dense>
            {mine.map((one) => (
              <Row key={one.id} title={`${sayWeekday(one.weekday)}, ${sayTimes(one.from, one.to)}`} sub={props.rooms.find((room) => room.value === one.roomId)?.label ?? 'any room'}
                action={<Button variant="subtle" aria-label={`Take away ${sayWeekday(one.weekday)}, ${sayTimes(one.from, one.to)}`} loading={save.busy}
                  onClick={() => send(mine.filter((other) => other.id !== one.id))}><IconTrash size={18} aria-hidden /></Button>} />
            ))}
          </Rows>
        )}
      </Section>
      <Section title="Add a time">
        <FieldGrid>
          <SelectField form={form} name="weekday" label="Day" options={WEEKDAYS} />
          <TimeField form={form} name="from" label="From" />
          <TimeField form={form} name="to" label="To" />
          <SelectField form={form} name="roomId" label="Room" empty="Any room" options={props.rooms} />
        </FieldGrid>
        <ErrorBox error={save.error} />
        <p><Button variant="filled" loading={save.busy} disabled={!v.from || !v.to} onClick={() => send([...mine, { weekday: Number(v.weekday), from: v.from ?? '', to: v.to ?? '', roomId: v.roomId || null }])}>Add it</Button></p>
      </Section>
    </Stacked>
  );
}
