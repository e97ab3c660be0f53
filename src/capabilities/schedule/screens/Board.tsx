import type { Instant, LocalDate } from '../../../shared/dates.ts';
import type { CalendarView } from './calendar-view.ts';
import { CarryBar } from './CarryBar.tsx';
import { DayGrid } from './DayGrid.tsx';
import type { FreeTime } from './free-time.ts';
import { clashesAt, type Landing } from './landing.ts';
import { useCarry } from './use-carry.ts';
import { usePreview } from './use-preview.ts';
import type { CalendarRow, ProgramWeek, Shown } from './week-grid.ts';
import { WeekGrid } from './WeekGrid.tsx';

/**
 * The grid on which sessions are carried, with what is in the way of each step. By itself, so that a step draws the grid
 * anew and not the page around it.
 */
export function Board(props: {
  week: ProgramWeek; rows: readonly CalendarRow[]; view: CalendarView; today: LocalDate; now: Instant; zone: string; help: string;
  may: (one: Shown) => boolean; onDrop: (one: Shown, landing: Landing) => void; onOpen: (one: Shown) => void; onDay: (day: LocalDate) => void;
  freeOf: ((row: CalendarRow, day: LocalDate) => FreeTime[]) | null; onFree: (slot: FreeTime) => void;
}) {
  const { week, rows, view, now, zone } = props;
  const carry = useCarry({ week, rows, view, now, may: props.may, onDrop: props.onDrop });
  const { one = null, landing = null } = carry.carried ?? {};
  const told = usePreview(one, landing, 'this-one').clashes;
  const clashes = told ?? (one && landing ? clashesAt(week, one, landing, now, zone) : []);
  const grid = { rows, now, carry, clashing: clashes.some((clash) => clash.blocks), help: props.help, onOpen: props.onOpen };
  return (
    <>
      {view.span === 'week'
        ? <WeekGrid {...grid} days={week.days} today={props.today} onDay={props.onDay} freeOf={props.freeOf} onFree={props.onFree} />
        : <DayGrid {...grid} day={view.on} zone={zone} />}
      <CarryBar carry={carry} week={week} view={view} clashes={clashes} />
    </>
  );
}
