import { addDays, weekOf, type LocalDate } from '../../../shared/dates.ts';
import { accept, refuse } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { handle } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { SERVICE_WORDS } from '../../agency/services.ts';
import { findRuleBook, listRooms, listSites } from '../../agency/store.ts';
import { TEMPLATES } from '../../agency/templates.ts';
import { listStaff } from '../../staff/store.ts';
import * as api from '../api.ts';
import { listClosures } from '../changes-store.ts';
import { wholeMinutes } from '../hours.ts';
import { refuseClash } from './deciding.ts';
import { between, findGround, makeSessions } from './making.ts';
import { initialsOf, viewSessions } from './viewing.ts';
import { occurrenceOn, weekdaysOf, weekly } from '../recurrence.ts';
import { freeSeat, seatsIn } from '../seating.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';

export { viewSessions };

/** The program's timetable: what meets when, and how it is set up and changed. */

export const readProgramWeek = handle(api.readProgramWeek, async (act, { on }) => {
  const from = weekOf(on, act.weekStart);
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(from, n));
  const [rows, rules, rooms, sites, tracks, closures] = await Promise.all([sessions.listSessions(act.tx, ...between(act, from, 7)), findRuleBook(act.tx, act.today),
    listRooms(act.tx), listSites(act.tx), store.listTracks(act.tx), listClosures(act.tx, from)]);
  const closed = closures.flatMap((one) => days.filter((day) => one.from <= day && day < one.until).map((date) => ({ date, name: one.reason, siteId: one.siteId })));
  return accept({
    from, days, sessions: await viewSessions(act, rows, rules), rooms: rooms.map(({ roomId, siteId, name, places }) => ({ roomId, siteId, name, places })),
    sites: sites.map(({ siteId, name }) => ({ siteId, name })), tracks: tracks.map((one) => ({ trackId: one.id, name: one.name })),
    holidays: [...rules.holidays.filter((one) => days.includes(one.date)).map(({ date, name }) => ({ date, name, siteId: null })), ...closed],
  });
});

export const listMySessions = handle(api.listMySessions, async (act, { from, days }) => {
  const [rows, rules] = await Promise.all([
    sessions.listSessionsLedBy(act.tx, act.actor.subjectId, ...between(act, from, days)), findRuleBook(act.tx, act.today)]);
  return accept(await viewSessions(act, rows, rules));
});

/** Seats free for good from a day on. */
export function freeForGood(row: store.SeriesRow, places: Awaited<ReturnType<typeof store.listPlaces>>, from: LocalDate, rules: RuleBook): number {
  const of = places.filter((one) => one.seriesId === row.id);
  const most = seatsIn(row.service, row.capacity, rules);
  const spell = { from: from > row.from ? from : row.from, until: row.until };
  return Array.from({ length: most }, (_, n) => n + 1).filter((no) => freeSeat(of.filter((one) => one.no === no).map((one) => ({ ...one, no: 1 })), spell, 1) !== null).length;
}

/** Counted minutes of one meeting of a series. */
export const minutesOf = (row: store.SeriesRow, rules: RuleBook): number =>
  rules['hours.counted'][row.service] ? wholeMinutes(occurrenceOn(row, row.from)) : 0;

export const listTimetable = handle(api.listTimetable, async (act, { on = act.today }) => {
  const { tx } = act;
  const [tracks, groups, rows, staff, rules] = await Promise.all([store.listTracks(tx), store.listGroups(tx), store.listSeries(tx, on, 'group'),
    listStaff(tx, act.now), findRuleBook(tx, act.today)]);
  const places = await store.listPlaces(tx, rows.map((row) => row.id), on);
  return accept({
    tracks, groups,
    series: rows.map((row) => ({
      seriesId: row.id, name: groups.find((one) => one.id === row.groupId)?.name ?? SERVICE_WORDS[row.service], service: row.service, kind: row.kind,
      groupId: row.groupId, trackId: row.trackId, track: tracks.find((one) => one.id === row.trackId)?.name ?? null, weekdays: weekdaysOf(row.rule),
      rule: row.rule, startsAt: row.startsAt, endsAt: row.endsAt, breaks: row.breaks, roomId: row.roomId, mode: row.mode, link: row.link,
      leaders: row.facilitatorIds.map((staffId) => ({ staffId, initials: initialsOf(staff, staffId) })),
      capacity: seatsIn(row.service, row.capacity, rules), free: freeForGood(row, places, on, rules), from: row.from, until: row.until,
      countedMinutes: minutesOf(row, rules), weeksFirst: row.weeksFirst, weeksLast: row.weeksLast,
    })),
  });
});

export const applyTemplate = handle(api.applyTemplate, async (act, input) => {
  const { tx } = act;
  const template = TEMPLATES.find((one) => one.code === input.template)!;
  if (input.from < act.today) return refuse('from-in-the-past', 'Let the program begin today or later.', 'from');
  const [tracks, groups, rooms, rules] = await Promise.all([store.listTracks(tx), store.listGroups(tx), listRooms(tx), findRuleBook(tx, act.today)]);
  if (template.tracks.some((one) => tracks.some((other) => other.code === one.code)) || template.groups.some((one) => groups.some((other) => other.code === one.code))) {
    return refuse('template-already-applied', 'Groups or tracks of these names are there already. Change them on the timetable.', 'template');
  }
  const choose = input.roomIds.length > 0 ? rooms.filter((room) => input.roomIds.includes(room.roomId)) : rooms;
  const groupIds = new Map<string, Id>();
  const used = new Set(template.tracks.flatMap((one) => one.meetings).filter((m) => input.fillers || m.part === 'core').map((m) => m.group));
  for (const one of template.groups.filter((g) => used.has(g.code))) {
    const groupId = act.newId();
    groupIds.set(one.code, groupId);
    await store.saveGroup(tx, { id: groupId, code: one.code, name: one.name, service: one.service, capacity: one.capacity, minimum: null, secondFrom: null,
      credentials: [], language: 'en', audience: [], enrolment: 'open', curriculum: null, lessons: one.lessons });
  }
  const made = { trackIds: [] as Id[], groupIds: [...groupIds.values()], seriesIds: [] as Id[], sessions: 0 };
  const placed: { weekday: number; from: string; to: string; roomId: Id }[] = [];
  for (const one of template.tracks) {
    const trackId = act.newId();
    made.trackIds.push(trackId);
    await store.addTrack(tx, { id: trackId, code: one.code, name: one.name });
    for (const meeting of one.meetings.filter((m) => input.fillers || m.part === 'core')) {
      const group = template.groups.find((g) => g.code === meeting.group)!;
      const room = choose.find((r) => r.places >= group.capacity && !placed.some((p) => p.roomId === r.roomId && meeting.weekdays.includes(p.weekday) && p.from < meeting.to && meeting.from < p.to))
        ?? choose.find((r) => !placed.some((p) => p.roomId === r.roomId && meeting.weekdays.includes(p.weekday) && p.from < meeting.to && meeting.from < p.to));
      if (room) placed.push(...meeting.weekdays.map((weekday) => ({ weekday, from: meeting.from, to: meeting.to, roomId: room.roomId })));
      const whole = meeting.weeks.first === 1 && meeting.weeks.last === template.phases.at(-1)!.last;
      const row: store.SeriesRow = {
        id: act.newId(), groupId: groupIds.get(group.code)!, trackId, kind: 'group', service: group.service, rule: weekly(meeting.weekdays), startsAt: meeting.from,
        endsAt: meeting.to, breaks: meeting.breaks, zone: act.zone, roomId: room?.roomId ?? null, mode: 'in_person', link: '', facilitatorIds: input.leaders[group.code] ?? [],
        capacity: group.capacity, from: input.from, until: null, weeksFirst: whole ? null : meeting.weeks.first, weeksLast: whole ? null : meeting.weeks.last,
      };
      await store.addSeries(tx, row);
      const done = await makeSessions(act, row, input.from, rules);
      if (done.clash) return refuseClash(act, done.clash);
      made.seriesIds.push(row.id);
      made.sessions += done.sessionIds.length;
    }
  }
  return accept(made);
});

export const makeSessionsAhead = handle(api.makeSessionsAhead, async (act) => {
  const [rows, rules, ground] = await Promise.all([store.listSeries(act.tx, act.today), findRuleBook(act.tx, act.today), findGround(act)]);
  const total = { made: 0, clashes: 0 };
  for (const row of rows) {
    const done = await makeSessions(act, row, act.today, rules, ground);
    total.made += done.sessionIds.length;
    total.clashes += done.clashes;
  }
  // a credential may have been renewed, or a time become free
  await sessions.bookMissing(act.tx, act.now);
  return accept(total);
});
