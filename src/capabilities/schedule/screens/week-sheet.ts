import type { LocalDate } from '../../../shared/dates.ts';
import { sayTimes } from '../../../web/words.ts';
import type { CalendarView } from './calendar-view.ts';
import { lessonNo, type ProgramWeek, type Shown } from './week-grid.ts';

/** A week for the wall: what everybody may read. Groups alone: that somebody comes one to one is nobody's business. */
export type SheetEntry = { key: string; times: string; name: string; where: string; by: string; cancelled: boolean };
export type Sheet = { title: string; days: { date: LocalDate; closed: string | null; parts: SheetEntry[][] }[]; most: number };

const partOf = (one: Shown): number => (one.from < '12:00' ? 0 : one.from < '17:00' ? 1 : 2);

/** One sheet for each site (what is by video stands on every one), or one for the track or site that the view names. */
export function sheetsOf(week: ProgramWeek, view: Pick<CalendarView, 'site' | 'track'>): Sheet[] {
  const groups = week.sessions.filter((one) => one.kind === 'group' && (view.track === null || one.trackId === view.track));
  const track = week.tracks.find((one) => one.trackId === view.track)?.name;
  const sites = week.sites.filter((one) => view.site === null || one.siteId === view.site);
  const siteOf = (one: Shown) => week.rooms.find((room) => room.roomId === one.roomId)?.siteId ?? null;
  const sheets = sites.map((site) => sheetOf(week, site.siteId, [week.sites.length > 1 ? site.name : '', track ? `${track} track` : ''].filter(Boolean).join(', '),
    groups.filter((one) => siteOf(one) === site.siteId || siteOf(one) === null)));
  const some = sheets.filter((sheet) => sheet.most > 0);
  return some.length > 0 ? some : sheets.slice(0, 1);
}

function sheetOf(week: ProgramWeek, siteId: string, title: string, sessions: readonly Shown[]): Sheet {
  const days = week.days.map((date) => {
    const here = sessions.filter((one) => one.date === date).toSorted((a, b) => a.from.localeCompare(b.from) || a.name.localeCompare(b.name));
    return { date, closed: week.holidays.find((one) => one.date === date && (one.siteId === null || one.siteId === siteId))?.name ?? null,
      parts: [0, 1, 2].map((part) => here.filter((one) => partOf(one) === part).map(entryOf)) };
  });
  const deepest = [0, 1, 2].map((part) => Math.max(...days.map((day) => day.parts[part]!.length)));
  return { title, days, most: deepest.reduce((sum, one) => sum + one, 0) };
}

const entryOf = (one: Shown): SheetEntry => ({
  key: one.sessionId, times: sayTimes(one.from, one.to), name: `${one.name}${lessonNo(one.lesson)}`, where: one.mode === 'telehealth' ? 'By video' : one.room ?? '',
  by: one.leaders.map((leader) => leader.initials).join(', '), cancelled: one.cancelled !== null,
});

/** Points of text, so that the fullest part of each day, `most` entries high together, still fits a page on its side. */
export const textSize = (most: number): number => Math.round(Math.min(12.5, Math.max(6, 98 / (most + 0.6))) * 2) / 2;
