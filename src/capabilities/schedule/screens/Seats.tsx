import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { now } from '../../../web/clock.ts';
import { ChoiceField, DateField, SelectField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { listWords, sayDate, sayTimes, sayWeekdayShort } from '../../../web/words.ts';
import { endSeat, joinTrack, listTimetable, readSeats, seatClient, skipSeat, swapSeat } from '../api.ts';
import { UndoSeatChange } from './RecentChanges.tsx';

type Seat = OutputOf<typeof readSeats>['seats'][number];
type Doing = { what: 'track' | 'join' } | { what: 'seat'; seat: Seat } | null;

/** A client's seats, and what can be done with them: join, skip, swap, leave, move to another track. Each can be taken back. */
export function Seats({ clientId, today }: { clientId: string; today: string }) {
  const read = useRead(readSeats, { clientId });
  const may = useMay('schedule.write');
  const [doing, setDoing] = useState<Doing>(null);
  const [done, setDone] = useState<{ changeId: string; words: string } | null>(null);
  const finish = (changeId: string, words: string) => {
    setDone({ changeId, words });
    setDoing(null);
  };
  return (
    <Section title="Seats" aside={may && (
      <>
        <Button onClick={() => setDoing({ what: 'track' })}>Move track</Button> <Button onClick={() => setDoing({ what: 'join' })}>Join a group</Button>
      </>
    )}>
      <Shown read={read}>
        {({ track, seats }) => (
          <>
            {track && <p>{track.name} track.</p>}
            {seats.length === 0 && done === null ? <Empty>No seat yet.</Empty> : (
              <Rows dense>
                {done && <UndoSeatChange key={done.changeId} clientId={clientId} changeId={done.changeId} words={done.words} />}
                {seats.map((seat) => (
                  <Row key={seat.seatId} title={seat.name} sub={`${listWords(seat.weekdays.map(sayWeekdayShort))}, ${sayTimes(seat.startsAt, seat.endsAt)}`}
                    right={spell(seat, today)} action={may && seat.kind === 'group' && <Button aria-label={`Change ${seat.name}`} onClick={() => setDoing({ what: 'seat', seat })}>Change</Button>} />
                ))}
              </Rows>
            )}
            <Modal opened={doing !== null} onClose={() => setDoing(null)} title={doing?.what === 'track' ? 'Move to another track' : doing?.what === 'seat' ? doing.seat.name : 'Join a group'}>
              {doing?.what === 'track' && <MoveTrack clientId={clientId} now={track?.id ?? null} onDone={finish} />}
              {doing?.what === 'join' && <JoinGroup clientId={clientId} taken={seats.map((seat) => seat.seriesId)} onDone={finish} />}
              {doing?.what === 'seat' && <ChangeSeat clientId={clientId} seat={doing.seat} onDone={finish} />}
            </Modal>
          </>
        )}
      </Shown>
    </Section>
  );
}

function spell(seat: Pick<Seat, 'from' | 'until'>, today: string): string {
  const until = seat.until === null ? '' : `until ${sayDate(addDays(seat.until, -1), today)}`;
  return seat.from > today ? `from ${sayDate(seat.from, today)}${until && `, ${until}`}` : until;
}

type Done = (changeId: string, words: string) => void;
const useTomorrow = (): string => addDays(dateIn(now(), useZone()), 1);

function MoveTrack({ clientId, now: current, onDone }: { clientId: string; now: string | null; onDone: Done }) {
  const tomorrow = useTomorrow();
  const timetable = useRead(listTimetable, {});
  const form = useKeptForm(`track:${clientId}`, { trackId: '', from: tomorrow as string | null, overrideReason: '' });
  const v = form.values;
  const join = useAct(joinTrack, { form, onDone: (value) => onDone(value.changeId, 'Moved to another track.') });
  const apart = join.error?.failure.kind === 'refusal' && join.error.failure.reason === 'kept-apart';
  return (
    <Shown read={timetable}>{({ tracks, series }) => (
      <Stacked>
        <ChoiceField form={form} name="trackId" label="Which track" options={tracks.filter((one) => one.id !== current).map((one) => {
          const free = Math.min(...series.filter((row) => row.trackId === one.id).map((row) => row.free));
          return { value: one.id, label: `${one.name}, ${!Number.isFinite(free) ? 'meets not yet' : free === 0 ? 'full' : `${free} free`}` };
        })} />
        <DateField form={form} name="from" label="From which day on" help="What was until then stays as it was." />
        {apart && <TextField form={form} name="overrideReason" label="Why it may be all the same" help="Only a supervisor may say so." />}
        <ErrorBox error={join.error} />
        <Button variant="filled" loading={join.busy} disabled={v.trackId === '' || !v.from}
          onClick={() => void join.send({ clientId, trackId: v.trackId, from: v.from ?? '', overrideReason: v.overrideReason })}>Move</Button>
      </Stacked>
    )}</Shown>
  );
}

/** Groups with their times and free seats, as choices. */
function useGroupChoices(without: readonly string[]) {
  const timetable = useRead(listTimetable, {});
  return { timetable, choices: (timetable.data?.series ?? []).filter((one) => !without.includes(one.seriesId)).map((one) => ({
    value: one.seriesId, label: `${one.name}, ${listWords(one.weekdays.map(sayWeekdayShort))} ${sayTimes(one.startsAt, one.endsAt)}, ${one.free === 0 ? 'full' : `${one.free} free`}` })) };
}

function JoinGroup({ clientId, taken, onDone }: { clientId: string; taken: readonly string[]; onDone: Done }) {
  const tomorrow = useTomorrow();
  const { timetable, choices } = useGroupChoices(taken);
  const form = useKeptForm(`join:${clientId}`, { seriesId: '', from: tomorrow as string | null, last: null as string | null });
  const v = form.values;
  const join = useAct(seatClient, { form, onDone: (value) => onDone(value.changeId, 'Joined a group.') });
  return (
    <Shown read={timetable}>{() => (
      <Stacked>
        <SelectField form={form} name="seriesId" label="Which group" options={choices} />
        <DateField form={form} name="from" label="From which day on" />
        <DateField form={form} name="last" label="Last day" help="Empty: until further notice. The same day: one visit." />
        <ErrorBox error={join.error} />
        <Button variant="filled" loading={join.busy} disabled={v.seriesId === '' || !v.from}
          onClick={() => void join.send({ clientId, seriesIds: [v.seriesId], from: v.from ?? '', until: v.last === null ? null : addDays(v.last, 1) })}>Join</Button>
      </Stacked>
    )}</Shown>
  );
}

function ChangeSeat({ clientId, seat, onDone }: { clientId: string; seat: Seat; onDone: Done }) {
  const tomorrow = useTomorrow();
  const begins = seat.from > tomorrow ? seat.from : tomorrow;
  const { choices } = useGroupChoices([seat.seriesId]);
  const form = useKeptForm(`seat:${seat.seatId}`, { how: 'skip' as string, from: begins as string | null, back: addDays(begins, 7) as string | null, seriesId: '' });
  const v = form.values;
  const skip = useAct(skipSeat, { form, onDone: (value) => onDone(value.changeId, `Away from ${seat.name} for a while.`) });
  const swap = useAct(swapSeat, { form, onDone: (value) => onDone(value.changeId, `Swapped ${seat.name} for another group.`) });
  const leave = useAct(endSeat, { form, onDone: (value) => onDone(value.changeId, `Left ${seat.name}.`) });
  const error = skip.error ?? swap.error ?? leave.error;
  const send = () => {
    const from = v.from ?? '';
    if (v.how === 'skip') void skip.send({ clientId, seatId: seat.seatId, from, back: v.back ?? '' });
    else if (v.how === 'swap') void swap.send({ clientId, seatId: seat.seatId, seriesId: v.seriesId, from, back: v.back });
    else void leave.send({ clientId, seatId: seat.seatId, on: from });
  };
  return (
    <Stacked>
      <ChoiceField form={form} name="how" label="What changes" options={[{ value: 'skip', label: 'Away for a while' }, { value: 'swap', label: 'Another group instead' }, { value: 'leave', label: 'Leaves it' }]} />
      {v.how === 'swap' && <SelectField form={form} name="seriesId" label="Which group instead" options={choices} />}
      <DateField form={form} name="from" label={v.how === 'leave' ? 'First day without it' : 'From which day on'} />
      {v.how !== 'leave' && <DateField form={form} name="back" label="Back on" {...(v.how === 'swap' ? { help: 'Empty: for good.' } : {})} />}
      <ErrorBox error={error} />
      <Button variant="filled" loading={skip.busy || swap.busy || leave.busy} disabled={!v.from || (v.how === 'swap' && v.seriesId === '')} onClick={send}>
        {v.how === 'skip' ? 'Keep the seat, and come back' : v.how === 'swap' ? 'Swap' : 'Leave it'}
      </Button>
    </Stacked>
  );
}
