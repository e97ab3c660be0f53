import { compareInstants, dateIn, instantOf, timeIn, weekdayOf, type Instant, type LocalDate } from '../../../shared/dates.ts';
import { accept, refuse } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { sayDay, sayTime } from '../../../shared/words.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { findRuleBook } from '../../agency/store.ts';
import * as api from '../api.ts';
import type { Conflict } from '../conflicts.ts';
import { sayLeader, sayRoom } from '../conflicts.ts';
import { closedDays } from '../closing.ts';
import { isHeld, moveWeekday, splitForChange } from '../edits.ts';
import { daysOf, occurrenceOn, weekdaysOf, weekly } from '../recurrence.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { findGround, horizon, type Ground } from './making.ts';
import { gives, initialsOf, nameOf } from './viewing.ts';

/** What stands in the way of a change, told before it is made. Clients are a number here, never a name. */
type Wanted = { sessionId: Id | null; plannedOn: LocalDate; startAt: Instant; endAt: Instant; roomId: Id | null; facilitatorIds: Id[] };

/** So many conflicts are told; the rest are counted. */
const TOLD = 12;

export const previewSessionChange = handle(api.previewSessionChange, async (act, input) => {
  const { tx, now, zone } = act;
  const row = await sessions.findSession(tx, input.sessionId);
  if (!row) return refuse('not-found', 'There is nothing here that you can open.');
  const [series, rules, ground] = await Promise.all([store.findSeries(tx, row.seriesId), findRuleBook(tx, act.today), findGround(act)]);
  const roomId = input.roomId === undefined ? row.roomId : input.roomId;
  const facilitatorIds = input.facilitatorIds ?? row.facilitatorIds;
  const startsAt = input.startsAt ?? timeIn(row.startAt, zone);
  const endsAt = input.endsAt ?? timeIn(row.endAt, zone);
  const date = input.date ?? dateIn(row.startAt, zone);
  const conflicts: Conflict[] = [];
  if (startsAt >= endsAt) {
    conflicts.push({ kind: 'times', sessionId: row.id, date, say: 'Let it end after it starts.', blocks: true });
    return accept({ conflicts, more: 0, changes: 0, stays: 0, seated: 0 });
  }
  let wanted: Wanted[] = [{ sessionId: row.id, plannedOn: row.plannedOn, startAt: instantOf(date, startsAt, zone), endAt: instantOf(date, endsAt, zone), roomId, facilitatorIds }];
  let stays = 0;
  let replaced = new Set([row.id]);
  if (input.scope === 'this-one') {
    if (row.cancelled) conflicts.push({ kind: 'facts', sessionId: row.id, date, say: 'This session was cancelled.', blocks: true });
    if (row.tied) conflicts.push({ kind: 'facts', sessionId: row.id, date, say: 'Somebody was recorded here already, so it stays where it is.', blocks: true });
    const elsewhere = input.date !== undefined || input.startsAt !== undefined || input.endsAt !== undefined || input.roomId !== undefined;
    if (elsewhere && !row.tied && isHeld(row, now)) conflicts.push({ kind: 'past', sessionId: row.id, date, say: 'This session has begun. Add another one instead.', blocks: true });
    if (compareInstants(wanted[0]!.startAt, now) < 0) conflicts.push({ kind: 'past', sessionId: row.id, date, say: 'That time has passed.', blocks: true });
  } else {
    const later = await sessions.listSessionsOfSeries(tx, row.seriesId, input.scope === 'all-not-held' ? act.today : row.plannedOn);
    const open = later.filter((one) => !isHeld(one, now));
    const days = open.map((one) => one.plannedOn).toSorted();
    const ruleDays = new Set(days.length === 0 ? [] : daysOf(series!.rule, series!.from, days[0]!, days.at(-1)!));
    const { anew, along } = splitForChange(open, input.scope, ruleDays);
    const moved = moveWeekday(weekdaysOf(series!.rule), { from: weekdayOf(row.plannedOn), to: weekdayOf(date) });
    if (input.date !== undefined && !moved.ok) conflicts.push({ kind: 'times', sessionId: row.id, date, say: moved.say, blocks: true });
    const rule = input.date !== undefined && moved.ok && weekdayOf(date) !== weekdayOf(row.plannedOn)
      ? weekly(moved.value, Number(/INTERVAL=(\d+)/.exec(series!.rule)?.[1] ?? 1)) : series!.rule;
    const changed = { ...series!, rule, startsAt, endsAt, breaks: [], roomId };
    const closed = closedDays(rules, ground.closures, changed, ground.rooms);
    const first = days[0] ?? row.plannedOn;
    wanted = daysOf(rule, series!.from, first, horizon(act, rules)).filter((on) => !closed.has(on) && (series!.until === null || on < series!.until))
      .map((on) => ({ sessionId: anew.find((one) => one.plannedOn === on)?.id ?? null, plannedOn: on, ...occurrenceOn(changed, on), roomId, facilitatorIds }))
      .filter((one) => compareInstants(now, one.startAt) < 0);
    stays = later.length - anew.length;
    replaced = new Set(anew.map((one) => one.id));
    for (const one of along.filter((other) => !other.cancelled && input.scope === 'from-here-on')) {
      conflicts.push({ kind: 'facts', sessionId: one.id, date: dateIn(one.startAt, zone), say: `${sayDay(dateIn(one.startAt, zone))} was changed by itself and stays as it is.`, blocks: false });
    }
  }
  conflicts.push(...await conflictsOf(act, row, wanted, replaced, ground, rules));
  const seated = (await sessions.countSeated(tx, row.startAt, Temporal.Instant.from(row.startAt).add({ seconds: 1 }).toString())).get(row.id) ?? 0;
  const room = ground.rooms.find((one) => one.roomId === roomId);
  if (room && seated > room.places) {
    conflicts.push({ kind: 'room-small', sessionId: row.id, date, say: `${room.name} has ${room.places} places, ${seated} are expected.`, blocks: false });
  }
  const ordered = conflicts.toSorted((a, b) => Number(b.blocks) - Number(a.blocks) || a.date.localeCompare(b.date));
  return accept({ conflicts: ordered.slice(0, TOLD), more: Math.max(0, ordered.length - TOLD), changes: wanted.length, stays, seated });
});

async function conflictsOf(act: Act, row: sessions.SessionRow, wanted: readonly Wanted[], replaced: ReadonlySet<Id>, ground: Ground, rules: RuleBook): Promise<Conflict[]> {
  const { tx, zone } = act;
  if (wanted.length === 0) return [];
  const resourceIds = [...new Set(wanted.flatMap((one) => [...one.facilitatorIds, ...(one.roomId === null ? [] : [one.roomId])]))];
  const starts = wanted.map((one) => one.startAt).toSorted(compareInstants);
  const ends = wanted.map((one) => one.endAt).toSorted(compareInstants);
  const booked = (await sessions.listBookings(tx, resourceIds, starts[0]!, ends.at(-1)!)).filter((one) => !replaced.has(one.sessionId));
  const others = new Map((await sessions.listSessionsByIds(tx, [...new Set(booked.map((one) => one.sessionId))])).map((one) => [one.id, one]));
  const found: Conflict[] = [];
  for (const one of wanted) {
    const on = dateIn(one.startAt, zone);
    const add = (kind: Conflict['kind'], say: string, blocks: boolean) => void found.push({ kind, sessionId: one.sessionId, date: on, say, blocks });
    const closed = closedDays(rules, ground.closures, { roomId: one.roomId, mode: row.mode }, ground.rooms).get(on);
    if (closed !== undefined) add('closed', `${sayDay(on)} is closed: ${closed}.`, false);
    const room = ground.rooms.find((other) => other.roomId === one.roomId);
    if (room?.closedOn != null && room.closedOn <= on) add('room-closed', `${room.name} is not used on ${sayDay(on)}.`, true);
    for (const staffId of one.facilitatorIds) {
      if (!gives(ground.staff, staffId, row.service, on, rules, row.credentials)) {
        add('credential', `${initialsOf(ground.staff, staffId)} holds no credential for this on ${sayDay(on)}.`, true);
      }
    }
    for (const taken of booked.filter((other) => compareInstants(other.from, one.endAt) < 0 && compareInstants(one.startAt, other.to) < 0)) {
      const other = others.get(taken.sessionId);
      const what = other?.kind === 'group' ? nameOf(other) : null;
      const until = sayTime(timeIn(taken.to, zone));
      if (taken.resource.kind === 'room' && taken.resource.id === one.roomId) add('room', sayRoom(room?.name ?? 'The room', sayDay(on), what, until), true);
      if (taken.resource.kind === 'staff' && one.facilitatorIds.includes(taken.resource.id)) {
        add('leader', sayLeader(initialsOf(ground.staff, taken.resource.id), sayDay(on), what, until), true);
      }
    }
    const elsewhere = await sessions.countElsewhere(tx, row.seriesId, one.plannedOn, one.startAt, one.endAt);
    if (elsewhere > 0) add('client', `${elsewhere === 1 ? 'One person' : `${elsewhere} people`} expected on ${sayDay(on)} ${elsewhere === 1 ? 'has' : 'have'} something else then.`, true);
  }
  return found;
}
