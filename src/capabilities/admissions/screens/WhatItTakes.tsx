import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type * as z from 'zod';
import { previewWeeks } from '../../schedule/api.ts';
import { addDays, dateIn, weekOf, type LocalDate } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Empty, ErrorBox, Facts, Hint, Reasons, Section, Shown } from '../../../web/parts/index.ts';
import { WeekStrip, type WeekBlock, type WeekLife } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayCount, sayDay, sayTime } from '../../../web/words.ts';
import { bookAssessment, findAssessmentTimes, sendWeek } from '../api.ts';
import type { InquiryDetails, RoutineBlock } from '../model.ts';
import { hours, timeCost, type Offer, type TimeCost } from '../time-cost.ts';
import type { FoundCall } from './found-call.ts';
import css from './Call.module.css';

type Preview = z.output<typeof previewWeeks.output>[number];
type Slot = z.output<typeof findAssessmentTimes.output>[number];
const WEEKS = 12;

const FEE: Record<string, string> = {
  medicaid: '$0 with Medicaid.', state_funds: '$0 with the state plan.', medicare: 'Medicare pays most; we look together.',
  commercial: 'We ask the insurance before you start.', self_pay: 'A sliding fee by income.', unknown: 'We look at coverage together first.',
};

/** The week that a fitted preview stands for, as the picture and the reckoning read it. */
export function offerOf(preview: Preview, paysWith: InquiryDetails['paysWith']): Offer {
  const { options } = preview.fit.best;
  const free = options.flatMap((o) => (o.kind === 'group' && o.seats ? [o.seats.free] : []));
  return {
    name: preview.track, weeks: WEEKS, feeWords: FEE[paysWith ?? ''] ?? 'We look at coverage together first.',
    seatsOpen: free.length === 0 ? null : Math.min(...free),
    sessions: options.map((o) => ({ weekday: o.weekday, from: o.from, to: o.to, kind: o.kind, countedMinutes: o.countedMinutes, remote: o.remote })),
  };
}

const LIFE_WORDS: Record<RoutineBlock['kind'], string> = { work: 'work', children: 'children', school: 'school', travel: 'travel', other: 'own' };

/** What coming would take: their week with the program in it, hours, travel, weeks, money; and when somebody can see them. */
export function WhatItTakes({ call, details, booking }: { call: FoundCall; details: InquiryDetails; booking: Booking }) {
  const monday = addDays(weekOf(dateIn(now(), useZone())), 7);
  const previews = useRead(previewWeeks, { routine: details.routine, travelMinutes: details.travelMinutes, from: monday });
  return (
    <Card>
      <Shown read={previews}>
        {(list) => (list.length === 0
          ? <Empty>No week with a free seat was found. Open a track with seats, or put them on the waiting list.</Empty>
          : <Weeks list={list} details={details} call={call} start={monday} />)}
      </Shown>
      {booking.picker}
    </Card>
  );
}

function Weeks({ list, details, call, start }: { list: Preview[]; details: InquiryDetails; call: FoundCall; start: LocalDate }) {
  const best = list.findIndex((one) => one.fit.fits);
  const [chosen, setChosen] = useState<string | null>(null);
  const one = list.find((p) => p.track === chosen) ?? list[Math.max(0, best)]!;
  const offer = offerOf(one, details.paysWith);
  const cost = timeCost(details.routine, details, offer);
  return (
    <Section title="What it would take" aside={offer.seatsOpen === null ? one.track : `${one.track}, ${sayCount(offer.seatsOpen, 'seat')} open`}>
      {list.length > 1 && <SegmentedControl aria-label="Track" fullWidth data={list.map((p) => p.track)} value={one.track} onChange={setChosen} />}
      <WeekStrip start={start} dateless ground="surface" planning blocks={[...blocksOf(offer, cost, start), ...inTheWay(one.fit, start)]} life={lifeOf(details.routine, start)} />
      <Facts size="lead" facts={[
        { label: 'In the room', value: <><strong>{hours(cost.minutesInRoom)}</strong> a week</> },
        { label: 'Travel', value: cost.travelMinutes === null ? 'Ask how they get here' : <strong>{hours(cost.travelMinutes)}</strong> },
        { label: 'For about', value: <><strong>{cost.weeks} weeks</strong>, then less</> },
        { label: 'Costs them', value: cost.feeWords },
      ]} />
      {!one.fit.fits && <Clash fit={one.fit} />}
      <SendWeek call={call} words={cost.say} />
    </Section>
  );
}

/** Why no whole week fits them, under the numbers that the picture shows, and the smallest changes that would make one. */
function Clash({ fit }: { fit: Preview['fit'] }) {
  return (
    <>
      {fit.inTheWay.length === 0 && fit.asked !== '' && <Hint kind="soon">{fit.asked}</Hint>}
      {fit.inTheWay.length > 0 && <Reasons reasons={fit.inTheWay} />}
      {fit.changes.map((change) => <Hint key={change.title}>{change.title}: {change.say} It makes {hours(change.week.minutes)}.</Hint>)}
    </>
  );
}

const inTheWay = (fit: Preview['fit'], start: LocalDate): WeekBlock[] => fit.inTheWay.flatMap((reason) => reason.options.map((o): WeekBlock =>
  ({ on: addDays(start, o.weekday - 1), from: o.from, to: o.to, kind: 'obstacle', label: o.name, number: reason.no })));

function blocksOf(offer: Offer, cost: TimeCost, start: LocalDate): WeekBlock[] {
  return offer.sessions.map((s, i): WeekBlock => ({
    on: addDays(start, s.weekday - 1), from: s.from, to: s.to, state: 'planned',
    kind: cost.clashes.some((clash) => clash.session === i && clash.because === 'session') ? 'obstacle' : s.kind,
    label: { group: 'Group', individual: 'Individual', family: 'Family', medical: 'Medical' }[s.kind],
  }));
}

const lifeOf = (routine: readonly RoutineBlock[], start: LocalDate): WeekLife[] =>
  routine.map((b) => ({ on: addDays(start, b.weekday - 1), from: b.from, to: b.to, label: LIFE_WORDS[b.kind] }));

/** To read aloud as it stands, to copy, or to send where they said it may go. */
function SendWeek({ call, words }: { call: FoundCall; words: string }) {
  const may = useMay('inquiry.write');
  const [to, setTo] = useState<string | null>(null);
  const send = useAct(sendWeek, { onDone: () => setTo(null) });
  return (
    <>
      <p aria-label="To read aloud">{words}</p>
      {may && (to === null
        ? <Button fullWidth onClick={() => setTo('')}>{send.value ? 'Sent. Send again' : 'Send this week'}</Button>
        : (
          <form onSubmit={(event) => {
            event.preventDefault();
            void send.send({ clientId: call.clientId, inquiryId: call.id, to, words });
          }}>
            <TextInput label="Their email, if it is safe" type="email" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
            <Button type="submit" mt="xs" loading={send.busy}>Send, in neutral words</Button>
          </form>
        ))}
      <ErrorBox error={send.error} />
    </>
  );
}

export type Booking = { picker: ReactNode; button: ReactNode; error: ReturnType<typeof useAct<typeof bookAssessment>>['error'] };

const key = (slot: Slot): string => `${slot.staffId} ${slot.startAt}`;

/** The next assessments with a person whose credential allows it; the first is offered until another is chosen. */
export function useBooking(call: FoundCall, _details: InquiryDetails): Booking {
  const may = useMay('inquiry.write');
  const zone = useZone();
  const times = useRead(findAssessmentTimes, call.assessment || call.outcome ? null : {});
  const book = useAct(bookAssessment);
  const [chosen, setChosen] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  if (call.assessment) {
    const at = call.assessment.startsAt;
    const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
    return { error: null, button: null, picker: (
      <Section title="Assessment">
        <Hint kind="done">Booked for {sayDay(local.toPlainDate().toString())}, {sayTime(local.toPlainTime().toString().slice(0, 5))}.</Hint>
      </Section>
    ) };
  }
  const slots = spread(times.data ?? []);
  const slot = slots.find((s) => key(s) === chosen) ?? slots[0];
  const send = (): void => {
    if (slot) void book.send({ clientId: call.clientId, inquiryId: call.id, staffId: slot.staffId, roomId: slot.roomId, on: slot.date, startsAt: slot.from });
  };
  return {
    error: book.error,
    button: may && slot && <Button variant="filled" size="md" loading={book.busy} onClick={send}>Book {sayDay(slot.date)}, {sayTime(slot.from)}</Button>,
    picker: (
      <Section title="Next assessments that fit">
        <Shown read={times}>
          {() => (slots.length === 0 ? <Empty>Nobody who may assess is free in the next two weeks. Set availability, or put them on the waiting list.</Empty> : (
            <>
              <div className={css.slots} role="radiogroup" aria-label="Assessment">
                {slots.slice(0, all ? 12 : 3).map((s) => (
                  <button key={key(s)} type="button" role="radio" aria-checked={s === slot} className={css.slot} onClick={() => setChosen(key(s))}>
                    <strong>{sayDay(s.date)}</strong>{sayTime(s.from)}<br /><small>{s.initials}</small>
                  </button>
                ))}
              </div>
              {slots.length > 3 && <Button variant="subtle" onClick={() => setAll(!all)}>{all ? 'Fewer' : 'More times'}</Button>}
            </>
          ))}
        </Shown>
      </Section>
    ),
  };
}

/** One time a day first, so that three offers are three days. */
function spread(slots: readonly Slot[]): Slot[] {
  const firsts = slots.filter((s, i) => slots.findIndex((o) => o.date === s.date) === i);
  return [...firsts, ...slots.filter((s) => !firsts.includes(s))];
}
