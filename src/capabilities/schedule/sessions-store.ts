import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Service } from '../agency/services.ts';
import type { SessionKind } from './model.ts';
import type { Booking, Resource } from './bookings.ts';

/** Sessions, what they take of people and rooms, and when people can be booked. */
export type SessionRow = {
  id: Id; seriesId: Id; groupId: Id | null; trackId: Id | null; kind: SessionKind; service: Service; plannedOn: LocalDate;
  startAt: Instant; endAt: Instant; breaks: { from: Instant; to: Instant }[]; roomId: Id | null; facilitatorIds: Id[];
  capacity: number; lesson: string | null; byHand: boolean; tied: boolean;
  cancelled: { reason: string; at: Instant; by: Id } | null;
  /** `Relapse Prevention`; null for what is not a group. */
  groupName: string | null;
};

const SESSION = sql`select s.session_id as id, s.series_id as "seriesId", r.group_id as "groupId", r.track_id as "trackId",
    r.kind, r.service, s.planned_on as "plannedOn", s.start_at as "startAt", s.end_at as "endAt", s.breaks, s.room_id as "roomId",
    s.facilitator_ids as "facilitatorIds", r.capacity, s.lesson, s.by_hand as "byHand", g.name as "groupName",
    exists (select from session_tie x where x.agency_id = s.agency_id and x.session_id = s.session_id) as tied,
    case when c.session_id is not null then json_build_object('reason', c.reason, 'at', c.at, 'by', c.by_staff_id) end as cancelled
  from session s
    join series r on r.agency_id = s.agency_id and r.series_id = s.series_id
    left join program_group g on g.agency_id = r.agency_id and g.group_id = r.group_id
    left join session_cancel c on c.agency_id = s.agency_id and c.session_id = s.session_id`;

export const findSession = (tx: Tx, sessionId: Id): Promise<SessionRow | undefined> => tx.maybe(sql<SessionRow>`${SESSION}
  where s.agency_id = ${tx.agencyId} and s.session_id = ${sessionId}`);

export const listSessions = (tx: Tx, from: Instant, before: Instant): Promise<SessionRow[]> => tx.all(sql<SessionRow>`${SESSION}
  where s.agency_id = ${tx.agencyId} and s.start_at >= ${from} and s.start_at < ${before} order by s.start_at, s.session_id`);

export const listSessionsOfSeries = (tx: Tx, seriesId: Id, from: LocalDate): Promise<SessionRow[]> => tx.all(sql<SessionRow>`${SESSION}
  where s.agency_id = ${tx.agencyId} and s.series_id = ${seriesId} and s.planned_on >= ${from} order by s.start_at`);

export const listSessionsLedBy = (tx: Tx, staffId: Id, from: Instant, before: Instant): Promise<SessionRow[]> => tx.all(sql<SessionRow>`${SESSION}
  where s.agency_id = ${tx.agencyId} and ${staffId}::uuid = any (s.facilitator_ids) and s.start_at >= ${from} and s.start_at < ${before}
  order by s.start_at`);

/** Who is expected at a session, with the initials one may see. */
export const listRoster = (tx: Tx, sessionId: Id): Promise<{ clientId: Id; initials: string; callThem: string; no: number; visit: boolean; isNew: boolean }[]> =>
  tx.all(sql`select t.client_id as "clientId", c.initials, c.call_them as "callThem", p.no,
      coalesce(t.until_on = t.from_on + 1, false) as visit, t.from_on = s.planned_on as "isNew"
    from session s join seat t on t.agency_id = s.agency_id and t.series_id = s.series_id
        and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)
      join place p on p.agency_id = t.agency_id and p.seat_id = t.seat_id
      join client c on c.agency_id = t.agency_id and c.client_id = t.client_id
    where s.agency_id = ${tx.agencyId} and s.session_id = ${sessionId} order by p.no`);

/** How many seats are taken at each session. */
export const countSeated = async (tx: Tx, from: Instant, before: Instant): Promise<Map<Id, number>> => new Map((await tx.all(sql<{ id: Id; n: number }>`
  select s.session_id as id, count(*) as n from session s join place p on p.agency_id = s.agency_id and p.series_id = s.series_id
    and p.from_on <= s.planned_on and (p.until_on is null or s.planned_on < p.until_on)
  where s.agency_id = ${tx.agencyId} and s.start_at >= ${from} and s.start_at < ${before} group by s.session_id`)).map((row) => [row.id, row.n]));

export type NewSession = { id: Id; seriesId: Id; plannedOn: LocalDate; startAt: Instant; endAt: Instant;
  breaks: { from: Instant; to: Instant }[]; roomId: Id | null; facilitatorIds: Id[]; lesson: string | null };

export const addSessions = (tx: Tx, sessions: readonly NewSession[]): Promise<number> => tx.run(sql`
  insert into session (agency_id, session_id, series_id, planned_on, start_at, end_at, breaks, room_id, facilitator_ids, lesson)
  select ${tx.agencyId}::uuid, (j->>'id')::uuid, (j->>'seriesId')::uuid, (j->>'plannedOn')::date, (j->>'startAt')::timestamptz,
    (j->>'endAt')::timestamptz, j->'breaks', (j->>'roomId')::uuid,
    array(select jsonb_array_elements_text(j->'facilitatorIds')::uuid), j->>'lesson'
  from jsonb_array_elements(${JSON.stringify(sessions)}::jsonb) j on conflict (agency_id, series_id, planned_on) do nothing`);

export async function dropSessions(tx: Tx, ids: readonly Id[]): Promise<void> {
  await tx.run(sql`delete from booking where agency_id = ${tx.agencyId} and session_id = any (${ids as Id[]}::uuid[])`);
  await tx.run(sql`delete from session where agency_id = ${tx.agencyId} and session_id = any (${ids as Id[]}::uuid[])`);
}

export const changeSession = (tx: Tx, s: Pick<SessionRow, 'id' | 'startAt' | 'endAt' | 'breaks' | 'roomId' | 'facilitatorIds'>): Promise<number> =>
  tx.run(sql`update session set start_at = ${s.startAt}, end_at = ${s.endAt}, breaks = ${JSON.stringify(s.breaks)}, room_id = ${s.roomId},
    facilitator_ids = ${s.facilitatorIds}::uuid[], by_hand = true where agency_id = ${tx.agencyId} and session_id = ${s.id}`);

export const cancelSession = (tx: Tx, c: { sessionId: Id; reason: string; at: Instant; by: Id }): Promise<number> => tx.run(sql`
  insert into session_cancel (agency_id, session_id, reason, at, by_staff_id)
  values (${tx.agencyId}, ${c.sessionId}, ${c.reason}, ${c.at}, ${c.by})`);

/** Called by later rooms: a fact of theirs hangs on this session, so that it is not replaced any more. */
export const tieToSession = (tx: Tx, sessionId: Id, what: string): Promise<number> => tx.run(sql`
  insert into session_tie (agency_id, session_id, what) values (${tx.agencyId}, ${sessionId}, ${what}) on conflict do nothing`);

/** Takes all at once; what is taken already is left out, so fewer than asked means a conflict (database.md §5). */
export const addBookings = (tx: Tx, bookings: readonly Booking[]): Promise<number> => tx.run(sql`
  insert into booking (agency_id, session_id, kind, resource_id, client_id, during)
  select ${tx.agencyId}::uuid, (j->>'sessionId')::uuid, j->'resource'->>'kind', (j->'resource'->>'id')::uuid,
    case when j->'resource'->>'kind' = 'client' then (j->'resource'->>'id')::uuid end,
    tstzrange((j->>'from')::timestamptz, (j->>'to')::timestamptz)
  from jsonb_array_elements(${JSON.stringify(bookings)}::jsonb) j on conflict do nothing`);

export const dropBookings = (tx: Tx, sessionIds: readonly Id[], kinds: readonly Resource['kind'][]): Promise<number> => tx.run(sql`
  delete from booking where agency_id = ${tx.agencyId} and session_id = any (${sessionIds as Id[]}::uuid[]) and kind = any (${kinds as string[]})`);

export const dropClientBookings = (tx: Tx, clientId: Id, sessionIds: readonly Id[]): Promise<number> => tx.run(sql`
  delete from booking where agency_id = ${tx.agencyId} and kind = 'client' and resource_id = ${clientId}
    and session_id = any (${sessionIds as Id[]}::uuid[])`);

/** What is booked of these people and rooms in a stretch of time. */
export const listBookings = (tx: Tx, resourceIds: readonly Id[], from: Instant, before: Instant): Promise<Booking[]> => tx.all(sql<Booking>`
  select session_id as "sessionId", json_build_object('kind', kind, 'id', resource_id) as resource, lower(during) as "from", upper(during) as "to"
  from booking where agency_id = ${tx.agencyId} and resource_id = any (${resourceIds as Id[]}::uuid[])
    and upper(during) > ${from} and lower(during) < ${before}`);

/** What each of these sessions holds of its room and leaders; what is missing was taken by another. */
export const listHeld = (tx: Tx, from: Instant, before: Instant): Promise<{ sessionId: Id; resourceId: Id }[]> => tx.all(sql`
  select b.session_id as "sessionId", b.resource_id as "resourceId" from booking b
    join session s on s.agency_id = b.agency_id and s.session_id = b.session_id
  where b.agency_id = ${tx.agencyId} and b.kind <> 'client' and s.start_at >= ${from} and s.start_at < ${before}`);

export type Availability = { id: Id; staffId: Id; weekday: number; from: string; to: string; roomId: Id | null };

export const listAvailability = (tx: Tx): Promise<Availability[]> => tx.all(sql<Availability>`
  select availability_id as id, staff_id as "staffId", weekday, from_time as "from", to_time as "to", room_id as "roomId"
  from availability where agency_id = ${tx.agencyId} order by weekday, from_time`);

export const replaceAvailability = async (tx: Tx, staffId: Id, blocks: readonly Availability[]): Promise<void> => {
  await tx.run(sql`delete from availability where agency_id = ${tx.agencyId} and staff_id = ${staffId}`);
  for (const b of blocks) {
    await tx.run(sql`insert into availability (agency_id, availability_id, staff_id, weekday, from_time, to_time, room_id)
      values (${tx.agencyId}, ${b.id}, ${staffId}, ${b.weekday}, ${b.from}, ${b.to}, ${b.roomId})`);
  }
};
