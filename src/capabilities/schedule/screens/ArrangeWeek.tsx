import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, dateIn, weekOf } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { DateBox, TimeBox } from '../../../web/fields/index.ts';
import { Go, useGo, useParam, useQueryText } from '../../../web/go.tsx';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Columns, Empty, ErrorBox, PageHead, Reasons, Section, Shown, Tag } from '../../../web/parts/index.ts';
import { Mark, WeekMiniature, WeekStrip } from '../../../web/pictures/index.ts';
import { useMay, useSelf, useZone } from '../../../web/self.ts';
import { initialsOf, sayDay, sayHours, sayTime, round } from '../../../web/words.ts';
import { readClient } from '../../clients/api.ts';
import { arrangeWeek, fitClientWeek, listKeptApart, readSeats } from '../api.ts';
import { askedOf, blocksOf, lifeOf, movesOf, obstaclesOf, sayFit, sayReasons, sayShort, type Fit, type Week } from './arrange.ts';
import css from './ArrangeWeek.module.css';

/** A client's week: the best one around their own life, what stands in the way, the smallest change that would do. */
export default function ArrangeWeek() {
  const clientId = useParam('clientId');
  const zone = useZone();
  const { weekStart } = useSelf();
  const asked = useQueryText('from');
  const [from, setFrom] = useState<string | null>(asked ?? addDays(weekOf(dateIn(now(), zone), weekStart), 7));
  const [homeBy, setHomeBy] = useState<string | null>(null);
  const [anyTrack, setAnyTrack] = useState(false);
  const client = useRead(readClient, { clientId });
  const seats = useRead(readSeats, { clientId });
  const fit = useRead(fitClientWeek, from === null ? null : { clientId, from, homeBy, anyTrack });
  return (
    <Shown read={client}>{(person) => (
      <>
        <PageHead title={<>A week for {initialsOf(person.initials || 'New')}</>} tab="A week"
          under={seats.data?.track ? `Now in the ${seats.data.track.name} track.` : 'No seat yet.'}
          action={<Button leftSection={<IconPrinter size={17} />} onClick={() => window.print()}>Print</Button>} />
        <div className={css.ask}>
          <DateBox label="From" value={from} onChange={setFrom} />
          <TimeBox label="Home by" value={homeBy} onChange={setHomeBy} placeholder="any time" />
          <SegmentedControl aria-label="Which track" value={anyTrack ? 'any' : 'own'} onChange={(value) => setAnyTrack(value === 'any')}
            data={[{ value: 'own', label: seats.data?.track ? `${seats.data.track.name} track` : 'Best track' }, { value: 'any', label: 'Any track' }]} />
        </div>
        <Shown read={fit} rows={8}>{(found) => <Found clientId={clientId} fit={found} />}</Shown>
        <KeptApart clientId={clientId} />
      </>
    )}</Shown>
  );
}

function Found({ clientId, fit }: { clientId: string; fit: Fit }) {
  const go = useGo();
  const mayOverride = useMay('note.cosign');
  const [override, setOverride] = useState('');
  const take = useAct(arrangeWeek, { onDone: () => go(`/clients/${clientId}/week`) });
  const use = (week: Week, more: { moreSeats?: string[]; taper?: { reason: string } | null } = {}) => {
    const chosen = week.options.map((one) => ({ one, stands: fit.stands[one.id] }));
    void take.send({
      clientId, from: fit.from, overrideReason: override, moreSeats: more.moreSeats ?? [], taper: more.taper ?? null,
      seriesIds: [...new Set(chosen.flatMap(({ stands }) => stands?.seriesId ?? []))],
      openings: chosen.flatMap(({ one, stands }) => (stands?.staffId
        ? [{ staffId: stands.staffId, roomId: stands.roomId, weekday: one.weekday, startsAt: one.from, minutes: one.countedMinutes, service: 'individual-counseling' as const }] : [])),
    });
  };
  const moves = movesOf(fit.best, fit.left);
  const changesNothing = moves.begun.length === 0 && moves.left.length === 0;
  return (
    <>
      <Card>
        <div className={css.verdict}>
          <Mark kind={fit.fits ? 'done' : 'soon'} label={null} />
          <div>
            <h2>{sayFit(fit)}</h2>
            {!fit.fits && !fit.cut && <p>{sayShort(fit)} {fit.inTheWay.length > 0 ? sayReasons(fit) : sayShort(fit) === fit.asked ? '' : fit.asked}</p>}
            {fit.inTheWay.length > 0 && <Reasons reasons={fit.inTheWay} />}
            {fit.fits && fit.notes.length === 0 && moves.kept.length > 0 && !changesNothing && <p>Kept as far as it can be: {sayKept(moves)}.</p>}
            {fit.notes.map((note) => <p key={note}>{note}</p>)}
          </div>
        </div>
      </Card>
      <ErrorBox error={take.error} />
      {mayOverride && take.error?.failure.kind === 'refusal' && take.error.failure.reason === 'kept-apart' && (
        <TextInput label="Why these two may share a group" value={override} onChange={(event) => setOverride(event.currentTarget.value)} mb="md" />
      )}
      <div className={css.body}>
        <Columns kind="even">
          <Section title={fit.fits ? 'The week' : 'Best so far'}
            aside={fit.best.options.length > 0 && !changesNothing && <Button variant={fit.fits ? 'filled' : 'default'} loading={take.busy} onClick={() => use(fit.best)}>Take these {round(fit.best.minutes / 60)} h</Button>}>
            <WeekStrip start={fit.from} planning height={236} life={lifeOf(fit, fit.from)} blocks={[...blocksOf(fit.best, fit.from), ...obstaclesOf(fit, fit.from)]}
              hours={{ kept: 0, planned: fit.best.minutes / 60, floor: fit.floor / 60 }} />
          </Section>
          {fit.changes.length > 0 ? (
            <Section title="Smallest changes that would do">
              <ul className={css.changes}>
                {fit.changes.map((change, n) => <Change key={change.title + change.say} clientId={clientId} fit={fit} change={change} first={n === 0} busy={take.busy} use={use} />)}
              </ul>
            </Section>
          ) : (
            <Section title="What it takes">
              {fit.best.options.length === 0 ? <Empty>Add seats or openings on the timetable, then come back.</Empty> : <Moves week={fit.best} left={fit.left} start={fit.from} />}
            </Section>
          )}
        </Columns>
      </div>
      <Section title="What was asked for">
        <ul className={css.asked}>
          {askedOf(fit).map((one) => <li key={one.words}><Mark kind={one.met ? 'done' : 'late'} label={one.met ? 'kept' : 'missed'} /><span>{one.words}<small>{one.sub}</small></span></li>)}
        </ul>
      </Section>
    </>
  );
}

type Moved = ReturnType<typeof movesOf>;
const sayKept = ({ kept, begun, left }: Moved): string => [`${kept.length} stay`, ...(left.length > 0 ? [`${left.length} ${left.length === 1 ? 'ends' : 'end'}`] : []),
  ...(begun.length > 0 ? [`${begun.length} ${begun.length === 1 ? 'begins' : 'begin'}`] : [])].join(', ');

/** What of the present week stays, ends and begins. */
function Moves({ week, left, start }: { week: Week; left: Fit['left']; start: string }) {
  const moves = movesOf(week, left);
  const line = (one: Week['options'][number], word: string | null) => (
    <li key={`${word}${one.id}`} data-ended={word === 'ends'}>{sayDay(dayIn(start, one.weekday))}, {sayTime(one.from)}: {one.name}, {sayHours(one.countedMinutes / 60)}{word && <> <Tag>{word}</Tag></>}</li>
  );
  const settled = moves.kept.length > 0 || left.length > 0;
  return <ul className={css.list}>{[...week.options.map((one) => line(one, !settled ? null : one.held ? 'stays' : 'begins')), ...left.map((one) => line(one, 'ends'))]}</ul>;
}

/** One change that was tried and yields a week: what it is, who is asked, what it gives, and the way to use it. */
function Change(props: { clientId: string; fit: Fit; change: Fit['changes'][number]; first: boolean; busy: boolean;
  use: (week: Week, more?: { moreSeats?: string[]; taper?: { reason: string } | null }) => void }) {
  const { fit, change, first, busy, use } = props;
  const self = useSelf();
  const [reason, setReason] = useState<string | null>(null);
  const decides = self.roles.some((role) => role === 'director' || role === 'supervisor');
  const variant = first ? 'filled' : 'default';
  return (
    <li>
      <div className={css.what}>
        <b>{change.title}</b>
        <span>{change.say}</span>
        <span>Ask {change.who}.</span>
        {change.take === 'taper' && reason !== null && (
          <form onSubmit={(event) => {
            event.preventDefault();
            use(change.week, { taper: { reason } });
          }}>
            <TextInput label="Why fewer hours are right now" value={reason} autoFocus onChange={(event) => setReason(event.currentTarget.value)} mt="xs" />
            <Button type="submit" mt="xs" variant="filled" loading={busy} disabled={reason.trim().length < 3}>Take the taper</Button>
          </form>
        )}
      </div>
      <WeekMiniature start={fit.from} life={lifeOf(fit, fit.from)} blocks={blocksOf(change.week, fit.from, change.added)} />
      <div className={css.use}>
        <span><b>{round(change.week.minutes / 60)}</b> h</span>
        <span>asks {change.asks === 1 ? 'one thing' : `${change.asks} things`}</span>
        {change.take === 'week' && <Button variant={variant} loading={busy} onClick={() => use(change.week)}>Use this</Button>}
        {change.take === 'seat' && (decides ? <Button variant={variant} loading={busy} onClick={() => use(change.week, { moreSeats: change.moreSeats })}>Use this</Button> : <span>the director adds it</span>)}
        {change.take === 'taper' && reason === null && <Button variant={variant} onClick={() => setReason('')}>Use this</Button>}
        {change.take === 'program' && (change.goTo !== null && decides ? <Go to={change.goTo}>Change it</Go> : <span>the director changes it</span>)}
      </div>
    </li>
  );
}

const dayIn = (start: string, weekday: number): string => addDays(start, (weekday - Temporal.PlainDate.from(start).dayOfWeek + 7) % 7);

/** Who this client is kept apart from: for staff on screen, never on paper. */
function KeptApart({ clientId }: { clientId: string }) {
  const read = useRead(listKeptApart, { clientId });
  if (!read.data || read.data.length === 0) return null;
  return <p className={css.apart}>Kept apart from {read.data.map((one) => one.initials || 'somebody outside your caseload').join(', ')}. No group with them is offered.</p>;
}
