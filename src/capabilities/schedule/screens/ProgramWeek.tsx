import { Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { addDays, dateIn, isBefore } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go, useGo, useQueryText } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Shown as Loaded } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDay, sayTimesShort, sayWeek, sayWeekdayShort } from '../../../web/words.ts';
import { weekdayOf } from '../../../shared/dates.ts';
import { readProgramWeek } from '../api.ts';
import { concernOf, lessonNo, rowsOf, sayWeekState, type ProgramWeek as Week, type Shown, type View } from './week-grid.ts';
import css from './ProgramWeek.module.css';

/** The program's week: rooms, people or groups by day; free seats as words, what is not in order first. */
export default function ProgramWeek() {
  const go = useGo();
  const now = useMinute();
  const today = dateIn(now, useZone());
  const on = useQueryText('on') ?? today;
  const [view, setView] = useState<View>('rooms');
  const mayWrite = useMay('schedule.write');
  const week = useRead(readProgramWeek, { on });
  return (
    <Loaded read={week} rows={8}>
      {(data) => (
        <>
          <PageHead
            title={sayWeek(data.from, addDays(data.from, 6))} tab="Week" under={sayWeekState(data)}
            beside={(
              <span className={css.turn}>
                <Button variant="subtle" aria-label="Week before" onClick={() => go(`/week?on=${addDays(data.from, -7)}`)}><IconChevronLeft size={18} /></Button>
                {!data.days.includes(today) && <Button variant="subtle" onClick={() => go('/week')}>Today</Button>}
                <Button variant="subtle" aria-label="Week after" onClick={() => go(`/week?on=${addDays(data.from, 7)}`)}><IconChevronRight size={18} /></Button>
              </span>
            )}
            action={(
              <>
                <SegmentedControl className={css.views!} aria-label="Rows" value={view} onChange={(next) => setView(next as View)}
                  data={[{ value: 'rooms', label: 'Rooms' }, { value: 'people', label: 'People' }, { value: 'tracks', label: 'Groups' }]} />
                {mayWrite && <Button variant="filled" leftSection={<IconPlus size={17} />} onClick={() => go('/week/new-group')}>Start a group</Button>}
              </>
            )}
          />
          {data.sessions.length === 0
            ? <Empty {...(mayWrite ? { action: <Button onClick={() => go('/program')}>Set up the program</Button> } : {})}>Nothing meets in this week.</Empty>
            : <><Grid week={data} view={view} today={today} now={now} /><DayList week={data} today={today} now={now} /></>}
        </>
      )}
    </Loaded>
  );
}

type Props = { week: Week; today: string; now: string };

function Grid({ week, view, today, now }: Props & { view: View }) {
  const rows = rowsOf(week, view);
  return (
    <div className={css.grid} role="table" aria-label="Sessions of the week">
      <div role="row" className={css.row}>
        <span role="columnheader" className={css.corner}><span className={css.unseen}>{view}</span></span>
        {week.days.map((day) => (
          <span key={day} role="columnheader" className={css.dayName} data-today={day === today}>
            {sayWeekdayShort(weekdayOf(day))}&nbsp;{Number(day.slice(8))}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <Fragment key={row.key}>
          {row.lines.map((line, n) => (
            <div key={n} role="row" className={css.row} data-first={n === 0}>
              <span role="rowheader" className={css.rowName}>
                {n === 0 ? <><b>{row.name}</b>{row.sub !== '' && <small>{row.sub}</small>}</> : <span className={css.unseen}>{row.name}</span>}
              </span>
              {line.map((one, day) => (
                <div key={week.days[day]} role="cell" className={css.cell} data-today={week.days[day] === today}>{one && <Card one={one} now={now} short />}</div>
              ))}
            </div>
          ))}
        </Fragment>
      ))}
    </div>
  );
}

/** On a phone: the days under one another, in words. */
function DayList({ week, today, now }: Props) {
  return (
    <div className={css.list}>
      {week.days.filter((day) => week.sessions.some((one) => one.date === day)).map((day) => (
        <section key={day} aria-label={sayDay(day)}>
          <h2 className={css.listDay} data-today={day === today}>{sayDay(day)}</h2>
          {week.sessions.filter((one) => one.date === day).map((one) => <Card key={one.sessionId} one={one} now={now} />)}
        </section>
      ))}
    </div>
  );
}

function Card({ one, now, short = false }: { one: Shown; now: string; short?: boolean }) {
  const concern = concernOf(one);
  const group = one.kind === 'group';
  const free = one.capacity - one.seated;
  const isNow = !isBefore(now, one.startAt) && isBefore(now, one.endAt) && one.cancelled === null;
  const leaders = one.leaders.map((leader) => leader.initials).join(', ');
  return (
    <Go to={`/sessions/${one.sessionId}`} className={css.card!}>
      <span className={css.shape} data-kind={group ? 'group' : 'single'} data-now={isNow} data-past={!isBefore(now, one.endAt)} data-concern={isNow ? undefined : concern?.kind} data-off={one.cancelled !== null}>
        <span className={css.unseen}>{sayDay(one.date)}, </span>
        <span className={css.top}>
          <span>{sayTimesShort(one.from, one.to)}</span>
          {group && one.cancelled === null && <span data-full={free < 1}>{free < 1 ? 'full' : `${free} free`}</span>}
        </span>
        <span className={css.name}>{one.name}{lessonNo(one.lesson)}</span>
        {concern
          ? <span className={css.concern}><Mark kind={concern.kind} label={null} /> {concern.words}</span>
          : <span className={css.who}>{one.cancelled === null ? leaders : 'cancelled'}{one.cancelled === null && !short && one.room ? ` · ${one.room}` : ''}</span>}
      </span>
    </Go>
  );
}
