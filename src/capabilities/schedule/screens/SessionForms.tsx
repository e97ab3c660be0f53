import { Button } from '@mantine/core';
import { addDays } from '../../../shared/dates.ts';
import { ChoiceField, DateField, FieldGrid, SelectField, TextAreaField, TextField, TimeField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Shown as Loaded } from '../../../web/parts/index.ts';
import { sayDay, sayTime, sayTimes } from '../../../web/words.ts';
import { useZone } from '../../../web/self.ts';
import { listStaff } from '../../staff/api.ts';
import { addSession, cancelSession, changeSessionMode, substituteLeader } from '../api.ts';
import { clashesAt, whereIs } from './landing.ts';
import type { Done } from './UndoBar.tsx';
import type { ProgramWeek, Shown } from './week-grid.ts';
import css from './Panel.module.css';

type Props = { one: Shown; week: ProgramWeek; onDone: (done: Done) => void };
type Mode = Shown['mode'];

/** Another leader for this one session; those who are free then stand first. */
export function GiveForm({ one, week, onDone }: Props) {
  const staff = useRead(listStaff, {});
  const zone = useZone();
  const form = useKeptForm(`give:${one.sessionId}`, { staffId: '' });
  const give = useAct(substituteLeader, { form, onDone: ({ changeId }) => onDone({ say: `${one.name} on ${sayDay(one.date)} has another leader.`, sessionId: one.sessionId, changeIds: [changeId] }) });
  return (
    <div className={css.form}>
      <Loaded read={staff}>{(people) => {
        const options = people.filter((person) => person.leftOn === null && person.credentials.length > 0 && !one.leaders.some((leader) => leader.staffId === person.staffId))
          .map((person) => {
            const busy = clashesAt(week, one, { ...whereIs(one), leaderIds: [person.staffId] }, one.startAt, zone).find((clash) => clash.kind === 'leader');
            return { value: person.staffId, busy: busy !== undefined, label: busy ? `${person.initials} ${person.name}, leads something else then` : `${person.initials} ${person.name}` };
          }).toSorted((a, b) => Number(a.busy) - Number(b.busy) || a.label.localeCompare(b.label));
        return <SelectField form={form} name="staffId" label="Who leads it" options={options} />;
      }}</Loaded>
      <ErrorBox error={give.error} />
      <Button variant="filled" loading={give.busy} disabled={form.values.staffId === ''} onClick={() => void give.send({ sessionId: one.sessionId, staffIds: [form.values.staffId] })}>Give it to them</Button>
    </div>
  );
}

/** Whether people come to the room, join by a link, or either. */
export function JoinForm({ one, onDone }: Props) {
  const form = useKeptForm(`join:${one.sessionId}`, { mode: (one.mode === 'in_person' ? 'telehealth' : one.mode) as string, link: one.link });
  const change = useAct(changeSessionMode, { form, onDone: ({ changeId }) => onDone({ say: `${one.name} on ${sayDay(one.date)} is held another way.`, sessionId: one.sessionId, changeIds: [changeId] }) });
  return (
    <div className={css.form}>
      <ChoiceField form={form} name="mode" label="How people join" options={[{ value: 'in_person', label: 'In the room' }, { value: 'telehealth', label: 'By video' }, { value: 'hybrid', label: 'Either' }]} />
      {form.values.mode !== 'in_person' && <TextField form={form} name="link" label="Link" placeholder="https://video.example.org/room" />}
      <ErrorBox error={change.error} />
      <Button variant="filled" loading={change.busy} onClick={() => void change.send({ sessionId: one.sessionId, mode: form.values.mode as Mode, link: form.values.mode === 'in_person' ? '' : form.values.link })}>Keep it so</Button>
    </div>
  );
}

/** Takes one session out, with the reason. */
export function CancelForm({ one, onDone }: Props) {
  const form = useKeptForm(`cancel:${one.sessionId}`, { reason: '' });
  const cancel = useAct(cancelSession, { form, onDone: ({ changeId }) => onDone({ say: `${one.name} on ${sayDay(one.date)} is cancelled.`, sessionId: one.sessionId, changeIds: [changeId] }) });
  return (
    <div className={css.form}>
      <TextAreaField form={form} name="reason" label="Why it does not take place" help="Staff read this. People who come are told only that their week changed." />
      <ErrorBox error={cancel.error} />
      <Button variant="filled" loading={cancel.busy} onClick={() => void cancel.send({ sessionId: one.sessionId, reason: form.values.reason })}>Cancel {sayDay(one.date)}, {sayTime(one.from)}</Button>
    </div>
  );
}

/** One session beside the rule: who has a seat that day is expected. */
export function AddForm({ one, week, onDone }: Props) {
  const form = useKeptForm(`add:${one.seriesId}`, { date: addDays(one.date, 1) as string | null, from: one.from as string | null, to: one.to as string | null, roomId: one.roomId ?? '' });
  const v = form.values;
  const add = useAct(addSession, { form, onDone: ({ changeId, sessionId }) => onDone({ say: `One more ${one.name} on ${sayDay(v.date!)}, ${sayTimes(v.from!, v.to!)}.`, sessionId, changeIds: [changeId] }) });
  return (
    <div className={css.form}>
      <FieldGrid>
        <DateField form={form} name="date" label="Day" />
        <SelectField form={form} name="roomId" label="Room" empty="No room" options={week.rooms.map((room) => ({ value: room.roomId, label: room.name }))} />
        <TimeField form={form} name="from" label="From" />
        <TimeField form={form} name="to" label="To" />
      </FieldGrid>
      <ErrorBox error={add.error} />
      <Button variant="filled" loading={add.busy} disabled={v.date === null || v.from === null || v.to === null}
        onClick={() => void add.send({ seriesId: one.seriesId, date: v.date!, startsAt: v.from!, endsAt: v.to!, roomId: v.roomId || null, facilitatorIds: one.leaders.map((leader) => leader.staffId) })}>Add it</Button>
    </div>
  );
}
