import { localDate, type LocalDate } from '../../../shared/dates.ts';
import { id, type Id } from '../../../shared/ids.ts';

/** What of the calendar is shown and how: all of it stands in the address, so that a view can be kept and sent. */
export type CalendarView = {
  span: 'week' | 'day';
  by: 'rooms' | 'people' | 'tracks' | 'sites';
  on: LocalDate;
  site: Id | null;
  track: Id | null;
  person: Id | null;
  /** Only what is not in order. */
  concerns: boolean;
};

const SPANS = ['week', 'day'] as const;
const ROWS = ['rooms', 'people', 'tracks', 'sites'] as const;
const among = <T extends string>(all: readonly T[], text: string | undefined): T => all.find((one) => one === text) ?? all[0]!;
const idOf = (text: string | undefined): Id | null => (id.safeParse(text).data ?? null);

/** Reads the address; what it does not understand is left at its default. @param of what stands after `?` under a name */
export function viewOf(of: (name: string) => string | undefined, today: LocalDate): CalendarView {
  const on = of('on');
  return {
    span: among(SPANS, of('span')), by: among(ROWS, of('by')), on: on !== undefined && localDate.safeParse(on).success ? on : today,
    site: idOf(of('site')), track: idOf(of('track')), person: idOf(of('person')), concerns: of('only') === 'concerns',
  };
}

/** The address of a view, without what is so anyway. */
export function addressOf(view: CalendarView, today: LocalDate, page = '/week'): string {
  const parts = [
    view.on === today ? null : `on=${view.on}`, view.span === 'week' ? null : `span=${view.span}`, view.by === 'rooms' ? null : `by=${view.by}`,
    view.site && `site=${view.site}`, view.track && `track=${view.track}`, view.person && `person=${view.person}`, view.concerns ? 'only=concerns' : null,
  ].filter(Boolean);
  return parts.length === 0 ? page : `${page}?${parts.join('&')}`;
}
