import { Button, SegmentedControl, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight, IconPlus, IconPrinter } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { addDays, dateIn, type Instant, type LocalDate } from '../../../shared/dates.ts';
import { reachesAgency } from '../../../shared/roles.ts';
import { useMinute } from '../../../web/clock.ts';
import { useGo, useQueryTexts } from '../../../web/go.tsx';
import { reading, useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Shown as Loaded } from '../../../web/parts/index.ts';
import { useMay, useSelf, useZone } from '../../../web/self.ts';
import { sayLongDay, sayWeek } from '../../../web/words.ts';
import { listAvailability, readProgramWeek } from '../api.ts';
import { Board } from './Board.tsx';
import { addressOf, viewOf, type CalendarView } from './calendar-view.ts';
import { DayList } from './DayList.tsx';
import { freeOn, type FreeTime } from './free-time.ts';
import type { Landing } from './landing.ts';
import { UndoBar, type Done } from './UndoBar.tsx';
import { concernOf, leadersOf, rowsOf, sayWeekState, sessionsIn, type CalendarRow, type ProgramWeek as Week, type Shown } from './week-grid.ts';
import css from './ProgramWeek.module.css';

const SessionPanel = lazy(() => import('./SessionPanel.tsx'));
const BookSlot = lazy(() => import('./BookSlot.tsx'));
const MoveSession = lazy(() => import('./MoveSession.tsx'));

/** The program's calendar: a week or a day by room, person, track or site; free seats as words, what is not in order first. */
export default function ProgramWeek() {
  const go = useGo();
  const zone = useZone();
  const now = useMinute();
  const today = dateIn(now, zone);
  const view = viewOf(useQueryTexts(), today);
  const show = (patch: Partial<CalendarView>) => go(addressOf({ ...view, ...patch }, today));
  const week = useRead(readProgramWeek, { on: view.on });
  useNeighbours(view.on);
  useArrows((by) => show({ on: addDays(view.on, by * (view.span === 'week' ? 7 : 1)) }));
  return (
    <Loaded read={week} rows={8}>
      {(data) => <Calendar week={data} view={view} show={show} today={today} now={now} zone={zone} />}
    </Loaded>
  );
}

type Props = { week: Week; view: CalendarView; show: (patch: Partial<CalendarView>) => void; today: LocalDate; now: Instant; zone: string };

function Calendar({ week, view, show, today, now, zone }: Props) {
  const go = useGo();
  const self = useSelf();
  const mayWrite = useMay('schedule.write');
  const wide = reachesAgency(self.roles, 'schedule.write');
  const [open, setOpen] = useState<string | null>(null);
  const [moving, setMoving] = useState<{ one: Shown; landing: Landing } | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [slot, setSlot] = useState<FreeTime | null>(null);
  const availability = useRead(listAvailability, mayWrite && view.by === 'people' && view.span === 'week' ? {} : null).data;
  const freeOf = (row: CalendarRow, day: LocalDate) => (availability && row.staffId !== undefined ? freeOn(week, availability, row.staffId, day, now, zone) : []);
  const key = JSON.stringify(view);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const rows = useMemo(() => rowsOf(week, view), [week, key]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const allDays = useMemo(() => rowsOf(week, { ...view, span: 'week' }), [week, key]);
  const may = (one: Shown) => mayWrite && (wide || one.leaders.some((leader) => leader.staffId === self.subjectId));
  const onOpen = useCallback((one: Shown) => setOpen(one.sessionId), []);
  const opened = week.sessions.find((one) => one.sessionId === open);
  return (
    <>
      <PageHead
        title={view.span === 'week' ? sayWeek(week.from, addDays(week.from, 6)) : sayLongDay(view.on)} tab="Week"
        under={<>{sayWeekState(week, sessionsIn(week, view))}{(view.concerns || week.sessions.some((one) => concernOf(one) !== null)) && (
          <> <button type="button" className={css.only} onClick={() => show({ concerns: !view.concerns })}>{view.concerns ? 'Show all' : 'Show what is to mend'}</button></>
        )}</>}
        beside={<Turn view={view} today={today} days={week.days} show={show} />}
        action={mayWrite && <Button variant="filled" leftSection={<IconPlus size={17} />} onClick={() => go('/week/new-group')}>Start a group</Button>}
      />
      <Bar week={week} view={view} show={show} today={today} />
      <p className={css.help} id="calendar-help">{mayWrite ? 'Enter opens it. Space picks it up to move it. Arrows lead to the next.' : 'Enter opens it. Arrows lead to the next.'}</p>
      {week.sessions.length === 0 && week.rooms.length === 0
        ? <Empty {...(mayWrite ? { action: <Button onClick={() => go('/program')}>Set up the program</Button> } : {})}>Nothing meets in this week.</Empty>
        : <Board {...{ week, rows, view, today, now, zone, may, onOpen }} help="calendar-help" onDrop={(one, landing) => setMoving({ one, landing })}
            onDay={(on) => show({ on, span: 'day' })} freeOf={availability ? freeOf : null} onFree={setSlot} />}
      <DayList rows={allDays} days={week.days} day={week.days.includes(view.on) ? view.on : week.from} today={today} now={now} onDay={(on) => show({ on })} onOpen={onOpen} />
      <UndoBar done={done} onClose={() => setDone(null)} />
      <Suspense fallback={null}>
        {opened && <SessionPanel key={opened.sessionId} one={opened} week={week} may={may(opened)} now={now} onDone={setDone} onMove={(landing) => setMoving({ one: opened, landing })} onClose={() => setOpen(null)} />}
        {slot && <BookSlot key={`${slot.staffId}${slot.date}${slot.from}`} week={week} slot={slot} onDone={setDone} onClose={() => setSlot(null)} />}
        {moving && <MoveSession key={moving.one.sessionId} week={week} one={moving.one} landing={moving.landing} onDone={setDone} onClose={() => setMoving(null)} />}
      </Suspense>
    </>
  );
}

function Turn({ view, today, days, show }: Pick<Props, 'view' | 'today' | 'show'> & { days: readonly LocalDate[] }) {
  const step = view.span === 'week' ? 7 : 1;
  const what = view.span === 'week' ? 'Week' : 'Day';
  const here = view.span === 'week' ? days.includes(today) : view.on === today;
  return (
    <span className={css.turn}>
      <Button variant="subtle" aria-label={`${what} before`} onClick={() => show({ on: addDays(view.on, -step) })}><IconChevronLeft size={18} /></Button>
      {!here && <Button variant="subtle" onClick={() => show({ on: today })}>Today</Button>}
      <Button variant="subtle" aria-label={`${what} after`} onClick={() => show({ on: addDays(view.on, step) })}><IconChevronRight size={18} /></Button>
    </span>
  );
}

const ROWS = [['rooms', 'Rooms'], ['people', 'People'], ['tracks', 'Tracks'], ['sites', 'Sites']] as const;

/** What is shown: the span, the rows, and what is left out. */
function Bar({ week, view, show, today }: Pick<Props, 'week' | 'view' | 'show' | 'today'>) {
  const go = useGo();
  const [open, setOpen] = useState(view.site !== null || view.track !== null || view.person !== null);
  const rows = ROWS.filter(([value]) => value !== 'sites' || week.sites.length > 1);
  const filter = (label: string, value: string | null, options: { value: string; label: string }[], onChange: (value: string | null) => void) => (
    <Select aria-label={label} placeholder={label} value={value} data={options} onChange={onChange} clearable size="sm" comboboxProps={{ withinPortal: true }} />
  );
  return (
    <div className={css.bar}>
      <SegmentedControl className={css.wide!} aria-label="How much" value={view.span} onChange={(span) => show({ span: span as CalendarView['span'] })}
        data={[{ value: 'week', label: 'Week' }, { value: 'day', label: 'Day' }]} />
      <SegmentedControl aria-label="Rows" value={view.by} onChange={(by) => show({ by: by as CalendarView['by'] })} data={rows.map(([value, label]) => ({ value, label }))} />
      <Button className={css.narrow!} variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>Filter</Button>
      <div className={css.filters} data-open={open}>
        {week.sites.length > 1 && filter('All sites', view.site, week.sites.map((one) => ({ value: one.siteId, label: one.name })), (site) => show({ site }))}
        {week.tracks.length > 1 && filter('All tracks', view.track, week.tracks.map((one) => ({ value: one.trackId, label: one.name })), (track) => show({ track }))}
        {filter('Everybody', view.person, leadersOf(week).map((one) => ({ value: one.staffId, label: one.initials })), (person) => show({ person }))}
      </div>
      <Button variant="subtle" className={css.small!} onClick={() => go('/my-week')}>My week</Button>
      <Button className={`${css.wide} ${css.small}`} variant="subtle" leftSection={<IconPrinter size={18} />} onClick={() => go(addressOf({ ...view, span: 'week' }, today, '/week/print'))}>Print</Button>
    </div>
  );
}

/** The weeks beside this one are read ahead, so that turning to them is instant. */
function useNeighbours(on: LocalDate): void {
  const queries = useQueryClient();
  useEffect(() => {
    for (const by of [7, -7]) void queries.prefetchQuery(reading(readProgramWeek, { on: addDays(on, by) }));
  }, [queries, on]);
}

/** Left and right turn the page, where nothing else takes them: not in a field, a list, a dialog or the grid. */
function useArrows(turn: (by: 1 | -1) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target as HTMLElement;
      const own = target === document.body || target.id === 'main' || target.id === 'page-title';
      if (own && document.querySelector('[role="dialog"]') === null) turn(event.key === 'ArrowLeft' ? -1 : 1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}
