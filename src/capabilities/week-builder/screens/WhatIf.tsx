import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn, weekOf, type LocalDate } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { ChoiceBox, DateBox, FieldGrid, NumberBox, TimeBox } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Card, Empty, Hint, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { initialsOf, listWords, round, sayTime, sayWeekday, sayWeekdayShort } from '../../../web/words.ts';
import type { InputOf, OutputOf } from '../../../web/call.ts';
import { listTimetable } from '../../schedule/api.ts';
import { tryProgramChange } from '../api.ts';
import css from './Everyone.module.css';

type Change = InputOf<typeof tryProgramChange>['change'];
type Trial = OutputOf<typeof tryProgramChange>;
type Series = OutputOf<typeof listTimetable>['series'][number];

const KINDS = [{ value: 'open', label: 'Open one' }, { value: 'move', label: 'Move one' }, { value: 'close', label: 'Close one' }, { value: 'resize', label: 'More or fewer seats' }] as const;
type Kind = (typeof KINDS)[number]['value'];

/** What a change of the program would give and take, before anybody does it. */
export default function WhatIf() {
  const zone = useZone();
  const { weekStart } = useSelf();
  const [from, setFrom] = useState<LocalDate | null>(addDays(weekOf(dateIn(now(), zone), weekStart), 7));
  const timetable = useRead(listTimetable, from === null ? null : { on: from });
  return (
    <>
      <PageHead title="What if a group changed?" tab="What if" under="Nothing here moves anybody. It shows who would gain and who would lose hours." />
      <Stacked>
        <div className={css.narrow}><DateBox label="From" value={from} onChange={setFrom} /></div>
        {from !== null && <Shown read={timetable}>{({ series }) => <Question from={from} series={series} />}</Shown>}
      </Stacked>
    </>
  );
}

function Question({ from, series }: { from: LocalDate; series: readonly Series[] }) {
  const [kind, setKind] = useState<Kind>('open');
  const [seriesId, setSeriesId] = useState(series[0]?.seriesId ?? '');
  const [weekday, setWeekday] = useState('6');
  const [startsAt, setStartsAt] = useState<string | null>('09:00');
  const [endsAt, setEndsAt] = useState<string | null>('12:15');
  const [seats, setSeats] = useState<number | null>(12);
  const chosen = series.find((one) => one.seriesId === seriesId);
  const change = changeOf({ kind, seriesId, weekday: Number(weekday), startsAt, endsAt, seats });
  const trial = useRead(tryProgramChange, change === null ? null : { from, change });
  const timed = kind === 'open' || kind === 'move';
  return (
    <>
      <Section title="The change">
        <ChoiceBox label="What" options={KINDS} value={kind} onChange={(value) => value !== '' && setKind(value)} />
        <FieldGrid>
          {kind !== 'open' && (
            <NativeSelect label="Which group" value={seriesId} onChange={(event) => setSeriesId(event.currentTarget.value)}
              data={series.map((one) => ({ value: one.seriesId, label: `${one.name}, ${listWords(one.weekdays.map(sayWeekdayShort))} ${sayTime(one.startsAt)}` }))} />
          )}
          {timed && <NativeSelect label="Day" value={weekday} onChange={(event) => setWeekday(event.currentTarget.value)} data={[1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: String(n), label: sayWeekday(n) }))} />}
          {timed && <TimeBox label="Begins" value={startsAt} onChange={setStartsAt} />}
          {timed && <TimeBox label="Ends" value={endsAt} onChange={setEndsAt} />}
          {(kind === 'open' || kind === 'resize') && <NumberBox label="Seats" whole value={seats} onChange={setSeats} />}
        </FieldGrid>
      </Section>
      {change === null ? <Empty>Choose a day, times and seats, and see what it does.</Empty> : (
        <Shown read={trial} rows={5}>{(found) => <Found trial={found} kind={kind} path={kind === 'open' ? '/week/new-group' : `/program/series/${chosen?.seriesId ?? ''}`} />}</Shown>
      )}
    </>
  );
}

function changeOf(asked: { kind: Kind; seriesId: string; weekday: number; startsAt: string | null; endsAt: string | null; seats: number | null }): Change | null {
  const { kind, seriesId, weekday, startsAt, endsAt, seats } = asked;
  const timed = startsAt !== null && endsAt !== null && startsAt < endsAt;
  if (kind === 'close') return seriesId ? { kind, seriesId } : null;
  if (kind === 'resize') return seriesId && seats !== null && seats > 0 ? { kind, seriesId, seats } : null;
  if (kind === 'move') return seriesId && timed ? { kind, seriesId, weekday, startsAt, endsAt } : null;
  return timed && seats !== null && seats > 0 ? { kind, weekday, startsAt, endsAt, seats, minutes: counted(startsAt, endsAt) } : null;
}

/** Three hours and a quarter have a break of a quarter in them. */
function counted(from: string, to: string): number {
  const minutes = Temporal.PlainTime.from(from).until(to, { largestUnit: 'minute' }).minutes;
  return Math.max(15, Math.min(480, minutes >= 150 ? minutes - 15 : minutes));
}

const people = (n: number, verb: string, verbs: string): string => (n === 0 ? `Nobody ${verb}` : n === 1 ? `One client ${verb}` : `${n} clients ${verbs}`);

function Found({ trial, kind, path }: { trial: Trial; kind: Kind; path: string }) {
  const whole = trial.gains.filter((one) => one.whole).length;
  return (
    <>
      <Card className={css.verdict!}>
        <h2>{people(trial.gains.length, 'gains hours', 'gain hours')}. {people(trial.loses.length, 'loses any', 'lose some')}.</h2>
        <p>{whole > 0 ? `${people(whole, 'would have a whole week', 'would have a whole week')} by it. ` : ''}{trial.waiting > 0 ? `${people(trial.waiting, 'has', 'have')} no whole week now. ` : 'Everybody has a whole week now. '}
          {trial.same} stay as they are.</p>
        {trial.clashes.map((say) => <Hint key={say} kind="late">{say}</Hint>)}
        {trial.cut && <Hint kind="soon">The search ran out of time: the figures are the best it had.</Hint>}
        <Go to={path}>{kind === 'open' ? 'Open this group' : 'Change this group'}</Go>
      </Card>
      <People title="Who gains" rows={trial.gains} />
      <People title="Who loses" rows={trial.loses} />
    </>
  );
}

function People({ title, rows }: { title: string; rows: Trial['gains'] }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <Rows>
        {rows.map((one) => (
          <Row key={one.clientId} lead={<Mark kind={one.whole ? 'done' : 'soon'} label={one.whole ? 'whole week' : 'not whole'} />} title={<Go to={`/clients/${one.clientId}`}>{initialsOf(one.initials || 'New')}</Go>}
            sub={one.whole ? 'a whole week' : 'still not a whole week'} right={`${round(one.before / 60)} → ${round(one.after / 60)} h`} />
        ))}
      </Rows>
    </Section>
  );
}
