import { Button, Modal } from '@mantine/core';
import { ChoiceField, DateField, FieldGrid, NumberField, PickField, SelectField, TimeField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Hint, Shown as Loaded, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDay, sayTime, sayTimes } from '../../../web/words.ts';
import { dateIn, timeIn } from '../../../shared/dates.ts';
import { SERVICE_WORDS, type Service } from '../../agency/services.ts';
import { listCaseload } from '../../clients/api.ts';
import { listStaff } from '../../staff/api.ts';
import { bookSession } from '../api.ts';
import { KIND_OF, ONE_TO_ONE } from './one-to-one.ts';
import { onQuarter, type FreeTime } from './free-time.ts';
import type { Done } from './UndoBar.tsx';
import type { ProgramWeek } from './week-grid.ts';
import css from './Panel.module.css';

/** A session for one person, into time that somebody has free. */
export default function BookSlot(props: { week: ProgramWeek; slot: FreeTime; onClose: () => void; onDone: (done: Done) => void }) {
  const { slot } = props;
  const people = useRead(listCaseload, {});
  const staff = useRead(listStaff, {});
  const zone = useZone();
  const form = useKeptForm(`slot:${slot.staffId}:${slot.date}:${slot.from}`, {
    clientId: '', service: 'individual-counseling' as string, on: slot.date as string | null, startsAt: onQuarter(slot) as string | null, minutes: 50 as number | null, repeat: 'once' as string, roomId: slot.roomId ?? '',
  });
  const v = form.values;
  const book = useAct(bookSession, { form, onDone: ({ changeId, sessionId, startAt }) => {
    props.onDone({ say: `Booked ${sayDay(dateIn(startAt, zone))}, ${sayTime(timeIn(startAt, zone))}.`, sessionId, changeIds: [changeId], clientId: v.clientId });
    props.onClose();
  } });
  const send = () => void book.send({ clientId: v.clientId, kind: KIND_OF[v.service as Service] ?? 'individual', service: v.service as Service, staffId: slot.staffId, roomId: v.roomId || null,
    on: v.on ?? '', startsAt: v.startsAt ?? '', minutes: v.minutes ?? 50, repeat: v.repeat as 'once' });
  return (
    <Modal opened onClose={props.onClose} title="Book a session" size={680}>
      <Loaded read={people}>{(clients) => (
        <Loaded read={staff}>{(all) => (
          <Stacked>
            <Hint>{all.find((one) => one.staffId === slot.staffId)?.initials} is free on {sayDay(slot.date)}, {sayTimes(slot.from, slot.to)}.</Hint>
            <FieldGrid>
              <PickField form={form} name="clientId" label="For whom" nothing="Nobody you reach has these initials."
                options={clients.filter((one) => one.endedAt === null).map((one) => ({ value: one.clientId, label: [one.initials || 'New', one.number].filter(Boolean).join(' · ') }))} />
              <SelectField form={form} name="service" label="Kind" options={ONE_TO_ONE.map((one) => ({ value: one, label: SERVICE_WORDS[one] }))} />
              <DateField form={form} name="on" label="Day" />
              <TimeField form={form} name="startsAt" label="From" />
              <NumberField form={form} name="minutes" label="How long" unit="min" whole />
              <SelectField form={form} name="roomId" label="Room" empty="No room, by video" options={props.week.rooms.map((room) => ({ value: room.roomId, label: room.name }))} />
            </FieldGrid>
            <ChoiceField form={form} name="repeat" label="How often" options={[{ value: 'once', label: 'Once' }, { value: 'weekly', label: 'Every week' }, { value: 'every-other-week', label: 'Every other week' }]} />
            <ErrorBox error={book.error} />
            <div className={css.acts}>
              <Button variant="filled" loading={book.busy} disabled={v.clientId === '' || v.on === null || v.startsAt === null} onClick={send}>
                {v.on !== null && v.startsAt !== null ? `Book ${sayDay(v.on)}, ${sayTime(v.startsAt)}` : 'Choose a time'}
              </Button>
              <Button onClick={props.onClose}>Not now</Button>
            </div>
          </Stacked>
        )}</Loaded>
      )}</Loaded>
    </Modal>
  );
}
