import { dateIn, timeIn, type LocalDate } from '../../../shared/dates.ts';
import type { Id } from '../../../shared/ids.ts';
import type { Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { SERVICE_WORDS, type CredentialKind, type Service } from '../../agency/services.ts';
import { listRooms } from '../../agency/store.ts';
import { decideGiving, kindsOn } from '../../staff/credentials.ts';
import type { StaffSummary } from '../../staff/model.ts';
import { listStaff } from '../../staff/store.ts';
import { wholeMinutes } from '../hours.ts';
import { concernsOf, seatsIn } from '../seating.ts';
import * as sessions from '../sessions-store.ts';

/** Sessions as calendars show them, with what is not in order. Nobody who comes is named. */
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
    const here = row.facilitatorIds.filter((staffId) => worksOn(staff, staffId, date));
    const covered = here.map((staffId) => gives(staff, staffId, row.service, date, rules, row.credentials));
    const concerns: string[] = row.cancelled ? [] : concernsOf({ service: row.service, kind: row.kind, capacity: row.capacity, leaders: covered,
      minimum: row.minimum, secondFrom: row.secondFrom, seated: seated.get(row.id) ?? 0, roomSeats: room?.places ?? null }, rules);
    const closed = room?.closedOn != null && room.closedOn <= date;
    if (!row.cancelled && here.length < row.facilitatorIds.length) concerns.push('leader-left');
    if (!row.cancelled && closed) concerns.push('room-closed');
    // without any credential that day it holds no booking either: that is said already
    const lacks = here.filter((staffId, at) => covered[at] && !has.has(`${row.id}:${staffId}`));
    if (!row.cancelled && lacks.length > 0) concerns.push('leader-double');
    if (!row.cancelled && !closed && row.roomId !== null && !has.has(`${row.id}:${row.roomId}`)) concerns.push('room-double');
    return {
      sessionId: row.id, seriesId: row.seriesId, groupId: row.groupId, trackId: row.trackId, kind: row.kind, service: row.service, name: nameOf(row),
      date, from: timeIn(row.startAt, act.zone), to: timeIn(row.endAt, act.zone), startAt: row.startAt, endAt: row.endAt, breaks: row.breaks,
      roomId: row.roomId, room: room?.name ?? null, mode: row.mode, link: row.link, leaders, lesson: row.lesson,
      countedMinutes: rules['hours.counted'][row.service] ? wholeMinutes(row) : 0, seated: seated.get(row.id) ?? 0,
      capacity: seatsIn(row.service, row.capacity, rules), cancelled: row.cancelled?.reason ?? null, tied: row.tied, byHand: row.byHand,
      concerns: concerns as never,
    };
  });
}

/** `Relapse Prevention`, or the service where it is no group. */
export const nameOf = (row: { groupName: string | null; service: Service }): string => row.groupName ?? SERVICE_WORDS[row.service];
export const initialsOf = (staff: readonly StaffSummary[], staffId: Id): string => staff.find((one) => one.staffId === staffId)?.initials ?? '?';
export const worksOn = (staff: readonly StaffSummary[], staffId: Id, date: LocalDate): boolean =>
  staff.some((one) => one.staffId === staffId && (one.leftOn === null || date < one.leftOn));

/** May this person give the service on that day: by the rule book (PR-61), and by what the group asks beside it? */
export function gives(staff: readonly StaffSummary[], staffId: Id, service: Service, date: LocalDate, rules: RuleBook, asks: readonly CredentialKind[] = []): boolean {
  const credentials = staff.find((one) => one.staffId === staffId)?.credentials ?? [];
  return worksOn(staff, staffId, date) && decideGiving(credentials, service, date, rules).ok
    && (asks.length === 0 || kindsOn(credentials, date).some((kind) => asks.includes(kind)));
}

