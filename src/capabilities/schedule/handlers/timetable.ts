import { addDays, dateIn, isBefore, timeIn, weekOf, type LocalDate } from '../../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { SERVICE_WORDS } from '../../agency/services.ts';
import { findRuleBook, listRooms } from '../../agency/store.ts';
import { TEMPLATES } from '../../agency/templates.ts';
import { decideGiving } from '../../staff/credentials.ts';
import type { StaffSummary } from '../../staff/model.ts';
import { listStaff } from '../../staff/store.ts';
import * as api from '../api.ts';
import { refuseTaken, type Booking } from '../bookings.ts';
import { wholeMinutes } from '../hours.ts';
import { between, makeSessions } from './making.ts';
import { occurrenceOn, splitSeries, weekdaysOf, weekly } from '../recurrence.ts';
import { concernsOf, freeSeat, seatsIn } from '../seating.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';

/** The program's timetable: what meets when, and how it is set up and changed. */

/** Sessions as calendars show them, with what is not in order. */
export async function viewSessions(act: Act, rows: readonly sessions.SessionRow[], rules: RuleBook) {
  if (rows.length === 0) return [];
  const first = rows[0]!.startAt;
  const last = Temporal.Instant.from(rows.at(-1)!.startAt).add({ minutes: 1 }).toString();
  const [staff, rooms, seated, held] = await Promise.all([
    listStaff(act.tx, act.now), listRooms(act.tx), sessions.countSeated(act.tx, first, last), sessions.listHeld(act.tx, first, last),
  ]);
  const has = new Set(held.map((one) => `${one.sessionId}:${one.resourceId}`));
  return rows.map((row) => {
    const date = dateIn(row.startAt, act.zone);
    const room = rooms.find((one) => one.roomId === row.roomId);
    const leaders = row.facilitatorIds.map((staffId) => ({ staffId, initials: initialsOf(staff, staffId) }));
    const covered = row.facilitatorIds.map((staffId) => gives(staff, staffId, row.service, date, rules));
    const concerns: string[] = row.cancelled ? [] : concernsOf({ service: row.service, kind: row.kind, capacity: row.capacity, leaders: covered,
      seated: seated.get(row.id) ?? 0, roomSeats: room?.places ?? null }, rules);
    if (!row.cancelled && row.facilitatorIds.some((staffId) => !has.has(`${row.id}:${staffId}`))) concerns.push('leader-double');
    if (!row.cancelled && row.roomId !== null && !has.has(`${row.id}:${row.roomId}`)) concerns.push('room-double');
    return {
      sessionId: row.id, seriesId: row.seriesId, groupId: row.groupId, kind: row.kind, service: row.service, name: nameOf(row),
      date, from: timeIn(row.startAt, act.zone), to: timeIn(row.endAt, act.zone), startAt: row.startAt, endAt: row.endAt, breaks: row.breaks,
      roomId: row.roomId, room: room?.name ?? null, leaders, lesson: row.lesson,
      countedMinutes: rules['hours.counted'][row.service] ? wholeMinutes(row) : 0, seated: seated.get(row.id) ?? 0,
      capacity: seatsIn(row.service, row.capacity, rules), cancelled: row.cancelled?.reason ?? null, tied: row.tied,
      concerns: concerns as never,
    };
  });
}

export const nameOf = (row: { groupName: string | null; service: keyof typeof SERVICE_WORDS }): string => row.groupName ?? SERVICE_WORDS[row.service];
export const initialsOf = (staff: readonly StaffSummary[], staffId: Id): string => staff.find((one) => one.staffId === staffId)?.initials ?? '?';
export const gives = (staff: readonly StaffSummary[], staffId: Id, service: keyof typeof SERVICE_WORDS, date: LocalDate, rules: RuleBook): boolean =>
  decideGiving(staff.find((one) => one.staffId === staffId)?.credentials ?? [], service, date, rules).ok;

export const readProgramWeek = handle(api.readProgramWeek, async (act, { on }) => {
  const from = weekOf(on, act.weekStart);
  const [rows, rules, rooms] = await Promise.all([sessions.listSessions(act.tx, ...between(act, from, 7)), findRuleBook(act.tx, act.today), listRooms(act.tx)]);
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(from, n));
  return accept({
    from, days, sessions: await viewSessions(act, rows, rules), rooms: rooms.map(({ roomId, name, places }) => ({ roomId, name, places })),
    holidays: rules.holidays.filter((one) => days.includes(one.date)),
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
      rule: row.rule, startsAt: row.startsAt, endsAt: row.endsAt, breaks: row.breaks, roomId: row.roomId,
      leaders: row.facilitatorIds.map((staffId) => ({ staffId, initials: initialsOf(staff, staffId) })),
      capacity: seatsIn(row.service, row.capacity, rules), free: freeForGood(row, places, on, rules), from: row.from, until: row.until,
      countedMinutes: minutesOf(row, rules), weeksFirst: row.weeksFirst, weeksLast: row.weeksLast,
    })),
  });
});

/** The refusal for a booking that another holds, with the first day on which it is so. */
export function refuseClash(act: Act, clash: Booking) {
  const taken = refuseTaken(clash.resource.kind);
  const day = Temporal.Instant.from(clash.from).toZonedDateTimeISO(act.zone).toPlainDate()
    .toLocaleString('en-US', { weekday: 'short', day: 'numeric', month: 'short' });
  return { ...taken, say: `On ${day}: ${taken.say.charAt(0).toLowerCase()}${taken.say.slice(1)}` };
}

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
    await store.saveGroup(tx, { id: groupId, code: one.code, name: one.name, service: one.service, capacity: one.capacity, enrolment: 'open', lessons: one.lessons });
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
        endsAt: meeting.to, breaks: meeting.breaks, zone: act.zone, roomId: room?.roomId ?? null, facilitatorIds: input.leaders[group.code] ?? [],
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

/** Do all who are to lead it hold a credential that covers it on that day (PR-61)? */
export async function decideLeaders(act: Act, staffIds: readonly Id[], service: keyof typeof SERVICE_WORDS, on: LocalDate, rules: RuleBook, field = 'facilitatorIds'): Promise<Decision<true>> {
  const staff = await listStaff(act.tx, act.now);
  for (const staffId of staffIds) {
    const person = staff.find((one) => one.staffId === staffId && (one.leftOn === null || one.leftOn > on));
    if (!person) return refuse('no-such-person', 'Nobody who works here then has this id. Choose again.', field);
    const giving = decideGiving(person.credentials, service, on, rules);
    if (!giving.ok) return { ...giving, field };
  }
  return accept(true);
}

export const startGroup = handle(api.startGroup, async (act, input) => {
  if (input.from < act.today) return refuse('from-in-the-past', 'Let it begin today or later.', 'from');
  if (input.startsAt >= input.endsAt) return refuse('ends-before-it-starts', 'Let it end after it starts, like 18:00 to 21:15.', 'endsAt');
  if (input.breaks.some((one) => one.from < input.startsAt || one.to > input.endsAt)) return refuse('break-outside', 'Let each break lie within the session.', 'breaks');
  const rules = await findRuleBook(act.tx, act.today);
  if (input.capacity > seatsIn(input.service, input.capacity, rules)) {
    return refuse('more-than-allowed', `A group of this kind has ${seatsIn(input.service, input.capacity, rules)} seats at most.`, 'capacity');
  }
  const leaders = await decideLeaders(act, input.facilitatorIds, input.service, input.from, rules);
  if (!leaders.ok) return leaders;
  const groupId = act.newId();
  await store.saveGroup(act.tx, { id: groupId, code: input.code, name: input.name, service: input.service, capacity: input.capacity, enrolment: input.enrolment, lessons: [] });
  const row: store.SeriesRow = {
    id: act.newId(), groupId, trackId: input.trackId, kind: 'group', service: input.service, rule: weekly(input.weekdays.toSorted((a, b) => a - b), input.everyWeeks),
    startsAt: input.startsAt, endsAt: input.endsAt, breaks: input.breaks, zone: act.zone, roomId: input.roomId, facilitatorIds: input.facilitatorIds,
    capacity: input.capacity, from: input.from, until: input.until, weeksFirst: null, weeksLast: null,
  };
  await store.addSeries(act.tx, row);
  const made = await makeSessions(act, row, input.from, rules);
  return made.clash ? refuseClash(act, made.clash) : accept({ groupId, seriesId: row.id, sessions: made.sessionIds.length });
});

export const changeSeries = handle(api.changeSeries, async (act, { seriesId, from, weekdays, everyWeeks, ...rest }) => {
  const old = await store.findSeries(act.tx, seriesId);
  if (!old) return refuse('not-found', 'There is nothing here that you can open.');
  if (from < act.today) return refuse('from-in-the-past', 'A change holds from today or later on.', 'from');
  if (old.until !== null && from >= old.until) return refuse('series-has-ended', 'This group no longer meets then.', 'from');
  const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const rule = weekdays === undefined ? old.rule : weekly(weekdays.toSorted((a, b) => a - b), everyWeeks ?? 1);
  const { ended, begun } = splitSeries(old, from, { ...defined, rule }, act.newId());
  if (begun.startsAt >= begun.endsAt) return refuse('ends-before-it-starts', 'Let it end after it starts.', 'endsAt');
  if (begun.breaks.some((one) => one.from < begun.startsAt || one.to > begun.endsAt)) return refuse('break-outside', 'Let each break lie within the session.', 'breaks');
  const rules = await findRuleBook(act.tx, act.today);
  const leaders = await decideLeaders(act, rest.facilitatorIds ?? [], begun.service, from, rules);
  if (!leaders.ok) return leaders;
  const seats = await store.listSeatsIn(act.tx, seriesId, from);
  for (const seat of seats) act.touch(seat.clientId);
  const most = seatsIn(begun.service, begun.capacity, rules);
  if (seats.length > most) return refuse('more-seated-than-seats', `${seats.length} clients have a seat. Leave at least as many.`, 'capacity');
  const kept = ended === null ? { ...begun, id: seriesId } : begun;
  await clearSessions(act, seriesId, from);
  if (ended === null) {
    await store.replaceSeries(act.tx, kept);
  } else {
    await store.endSeries(act.tx, seriesId, from);
    await store.addSeries(act.tx, begun, seriesId);
    for (const [at, seat] of seats.entries()) await reseat(act, seat, begun.id, from, at + 1);
  }
  const made = await makeSessions(act, kept, from, rules);
  return made.clash ? refuseClash(act, made.clash)
    : accept({ seriesId: kept.id, sessions: made.sessionIds.length, clientsTouched: new Set(seats.map((seat) => seat.clientId)).size });
});

/** Removes the sessions of a series from a day on that hold no fact and that nobody moved. */
async function clearSessions(act: Act, seriesId: Id, from: LocalDate): Promise<void> {
  const later = await sessions.listSessionsOfSeries(act.tx, seriesId, from);
  await sessions.dropSessions(act.tx, later.filter((one) => !one.tied && !one.byHand && !one.cancelled && isBefore(act.now, one.startAt)).map((one) => one.id));
}

/** The same client, the same days, in the series that goes on. */
async function reseat(act: Act, seat: store.SeatRow, seriesId: Id, from: LocalDate, no: number): Promise<void> {
  const begins = seat.from > from ? seat.from : from;
  const seatId = act.newId();
  await store.endSeat(act.tx, seat.id, from);
  await store.takePlace(act.tx, { seatId, seriesId, no, from: begins, until: seat.until });
  await store.addSeat(act.tx, { id: seatId, seriesId, clientId: seat.clientId, from: begins, until: seat.until, seatedBy: act.actor.subjectId, overrideReason: seat.overrideReason });
  if (seat.overrideReason !== null) return;
  for (const pair of await store.listSeparationsOf(act.tx, seat.clientId, begins)) {
    await store.takePairSeat(act.tx, { pairId: pair.pairId, seatId, seriesId, from: begins, until: seat.until });
  }
}

export const endSeries = handle(api.endSeries, async (act, { seriesId, on }) => {
  const found = await store.findSeries(act.tx, seriesId);
  if (!found) return refuse('not-found', 'There is nothing here that you can open.');
  if (on < act.today) return refuse('from-in-the-past', 'Let it end today or later.', 'on');
  if (found.until !== null && on >= found.until) return refuse('series-has-ended', 'It ends before that day already.', 'on');
  const seats = await store.listSeatsIn(act.tx, seriesId, on);
  await clearSessions(act, seriesId, on);
  for (const seat of seats) {
    act.touch(seat.clientId);
    await store.endSeat(act.tx, seat.id, on);
  }
  await store.endSeries(act.tx, seriesId, on);
  return accept({ clientsTouched: new Set(seats.map((seat) => seat.clientId)).size });
});

export const makeSessionsAhead = handle(api.makeSessionsAhead, async (act) => {
  const [rows, rules] = await Promise.all([store.listSeries(act.tx, act.today), findRuleBook(act.tx, act.today)]);
  const total = { made: 0, clashes: 0 };
  for (const row of rows) {
    const done = await makeSessions(act, row, act.today, rules);
    total.made += done.sessionIds.length;
    total.clashes += done.clashes;
  }
  return accept(total);
});

