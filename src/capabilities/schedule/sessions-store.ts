import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { CredentialKind, Service } from '../agency/services.ts';
import type { SessionKind, SessionMode } from './model.ts';
import type { Booking, Resource } from './bookings.ts';

/** Sessions, what they take of people and rooms, and when people can be booked. */
export type SessionRow = {
  id: Id; seriesId: Id; groupId: Id | null; trackId: Id | null; kind: SessionKind; service: Service; plannedOn: LocalDate;
  startAt: Instant; endAt: Instant; breaks: { from: Instant; to: Instant }[]; roomId: Id | null; facilitatorIds: Id[];
  capacity: number; lesson: string | null; byHand: boolean; mode: SessionMode; link: string;
  /** A fact hangs on it. `said`: somebody spoke about it from their phone, which does not hold it in its place. */
  tied: boolean; said: boolean;
  cancelled: { reason: string; at: Instant; by: Id } | null;
  /** `Relapse Prevention`; null for what is not a group. */
  groupName: string | null;
  /** What its group asks beside the rule book; null and empty where it asks nothing. */
  minimum: number | null; secondFrom: number | null; credentials: CredentialKind[];
};

const SESSION = sql`select s.session_id as id, s.series_id as "seriesId", r.group_id as "groupId", r.track_id as "trackId",
    r.kind, r.service, s.planned_on as "plannedOn", s.start_at as "startAt", s.end_at as "endAt", s.breaks, s.room_id as "roomId",
    s.facilitator_ids as "facilitatorIds", r.capacity, s.lesson, s.by_hand as "byHand", g.name as "groupName",
    g.minimum, g.second_from as "secondFrom", coalesce(g.credentials, '{}') as credentials,
    coalesce(s.mode, r.mode) as mode, coalesce(s.link, r.link) as link,
    exists (select from session_tie x where x.agency_id = s.agency_id and x.session_id = s.session_id and x.what <> 'said') as tied,
    exists (select from session_tie x where x.agency_id = s.agency_id and x.session_id = s.session_id and x.what = 'said') as said,
    case when c.session_id is not null then json_build_object('reason', c.reason, 'at', c.at, 'by', c.by_staff_id) end as cancelled
  from session s
    join series r on r.agency_id = s.agency_id and r.series_id = s.series_id
    left join program_group g on g.agency_id = r.agency_id and g.group_id = r.group_id
    left join session_cancel c on c.agency_id = s.agency_id and c.session_id = s.session_id`;

export const findSession = (tx: Tx, sessionId: Id): Promise<SessionRow | undefined> => tx.maybe(sql<SessionRow>`${SESSION}
  where s.agency_id = ${tx.agencyId} and s.session_id = ${sessionId}`);

export const listSessions = (tx: Tx, from: Instant, before: Instant): Promise<SessionRow[]> => tx.all(sql<SessionRow>`${SESSION}
  where s.agency_id = ${tx.agencyId} and s.start_at >= ${from} and s.start_at < ${before} order by s.start_at, s.session_id`);

export const listSessionsByIds = (tx: Tx, ids: readonly Id[]): Promise<SessionRow[]> => tx.all(sql<SessionRow>`${SESSION}
  where s.agency_id = ${tx.agencyId} and s.session_id = any (${ids as Id[]}::uuid[])`);

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

/** How many sit at each session; a place that is only kept for somebody is nobody who comes. */
export const countSeated = async (tx: Tx, from: Instant, before: Instant): Promise<Map<Id, number>> => new Map((await tx.all(sql<{ id: Id; n: number }>`
  select s.session_id as id, count(*) as n from session s join place p on p.agency_id = s.agency_id and p.series_id = s.series_id
    and p.from_on <= s.planned_on and (p.until_on is null or s.planned_on < p.until_on)
    and not exists (select from place_hold h where h.agency_id = p.agency_id and h.seat_id = p.seat_id)
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

export const changeMode = (tx: Tx, s: { id: Id; mode: SessionMode; link: string }): Promise<number> => tx.run(sql`
  update session set mode = ${s.mode}, link = ${s.link} where agency_id = ${tx.agencyId} and session_id = ${s.id}`);

/** A session outside of its series' rule: a change of the series leaves it alone. */
export const addExtraSession = (tx: Tx, s: NewSession & { mode: SessionMode; link: string }): Promise<number> => tx.run(sql`
  insert into session (agency_id, session_id, series_id, planned_on, start_at, end_at, breaks, room_id, facilitator_ids, lesson, by_hand, mode, link)
  values (${tx.agencyId}, ${s.id}, ${s.seriesId}, ${s.plannedOn}, ${s.startAt}, ${s.endAt}, ${JSON.stringify(s.breaks)}, ${s.roomId},
    ${s.facilitatorIds}::uuid[], ${s.lesson}, true, ${s.mode}, ${s.link})`);

/** Sessions go along with the series that goes on. */
export const takeAlong = (tx: Tx, ids: readonly Id[], seriesId: Id): Promise<number> => tx.run(sql`
  update session set series_id = ${seriesId} where agency_id = ${tx.agencyId} and session_id = any (${ids as Id[]}::uuid[])`);

export const cancelSessions = (tx: Tx, ids: readonly Id[], c: { reason: string; at: Instant; by: Id; closureId: Id | null }): Promise<number> => tx.run(sql`
  insert into session_cancel (agency_id, session_id, reason, at, by_staff_id, closure_id)
  select ${tx.agencyId}::uuid, id, ${c.reason}, ${c.at}, ${c.by}, ${c.closureId}::uuid from unnest(${ids as Id[]}::uuid[]) id on conflict do nothing`);

/** The lesson that a series, or the one it goes on from, stood at before a day. */
export const lastLessonBefore = async (tx: Tx, seriesId: Id, on: LocalDate): Promise<string | null> => (await tx.maybe(sql<{ lesson: string }>`
  select s.lesson from session s join series r on r.agency_id = s.agency_id and r.series_id = ${seriesId} and s.series_id in (r.series_id, r.split_from)
  where s.agency_id = ${tx.agencyId} and s.lesson is not null and s.planned_on < ${on} order by s.planned_on desc, s.session_id limit 1`))?.lesson ?? null;

/** Who has a seat at any of these sessions, of those one may see. */
export const listSeatedAt = async (tx: Tx, ids: readonly Id[]): Promise<Id[]> => (await tx.all(sql<{ id: Id }>`
  select distinct t.client_id as id from session s join seat t on t.agency_id = s.agency_id and t.series_id = s.series_id
    and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)
  where s.agency_id = ${tx.agencyId} and s.session_id = any (${ids as Id[]}::uuid[])`)).map((row) => row.id);

/** How many who are expected at a session would be elsewhere at another time: a number, no names. */
export const countElsewhere = async (tx: Tx, seriesId: Id, plannedOn: LocalDate, from: Instant, to: Instant): Promise<number> =>
  (await tx.one(sql<{ n: number }>`select count_elsewhere(${seriesId}, ${plannedOn}, ${from}, ${to})::int as n`)).n;

/** Meetings of one group in other series that overlap with those of this one. */
export const listOverlapsInGroup = (tx: Tx, seriesId: Id): Promise<{ plannedOn: LocalDate; roomId: Id | null; otherRoomId: Id | null }[]> => tx.all(sql`
  select s.planned_on as "plannedOn", s.room_id as "roomId", o.room_id as "otherRoomId"
  from series r join session s on s.agency_id = r.agency_id and s.series_id = r.series_id
    join series q on q.agency_id = r.agency_id and q.group_id = r.group_id and q.series_id <> r.series_id
    join session o on o.agency_id = q.agency_id and o.series_id = q.series_id and o.start_at < s.end_at and s.start_at < o.end_at
  where r.agency_id = ${tx.agencyId} and r.series_id = ${seriesId}
    and not exists (select from session_cancel c where c.agency_id = o.agency_id and c.session_id = o.session_id)
  order by s.planned_on limit 20`);

/** What a room or a person that is gone from a day on still holds after it. */
export const freeFrom = (tx: Tx, resourceId: Id, from: Instant): Promise<number> => tx.run(sql`
  delete from booking where agency_id = ${tx.agencyId} and resource_id = ${resourceId} and kind <> 'client' and lower(during) >= ${from}`);

/** Books leaders whose credential holds again, and rooms, where nobody else has them. */
export const bookMissing = (tx: Tx, from: Instant): Promise<number> => tx.run(sql`
  insert into booking (agency_id, session_id, kind, resource_id, during)
  select s.agency_id, s.session_id, w.kind, w.id, tstzrange(s.start_at, s.end_at)
  from session s
    join lateral (select 'staff' as kind, f as id from unnest(s.facilitator_ids) f
        join agency a on a.agency_id = s.agency_id join staff p on p.agency_id = s.agency_id and p.staff_id = f
      where (p.left_on is null or (s.start_at at time zone a.time_zone)::date < p.left_on)
        and exists (select from credential c where c.agency_id = s.agency_id and c.staff_id = f
          and c.issued_on <= (s.start_at at time zone a.time_zone)::date
          and (c.expires_on is null or (s.start_at at time zone a.time_zone)::date <= c.expires_on))
      union all select 'room', m.room_id from room m join agency a on a.agency_id = m.agency_id where m.agency_id = s.agency_id and m.room_id = s.room_id
        and (m.closed_on is null or (s.start_at at time zone a.time_zone)::date < m.closed_on)) w on true
  where s.agency_id = ${tx.agencyId} and s.start_at >= ${from}
    and not exists (select from session_cancel c where c.agency_id = s.agency_id and c.session_id = s.session_id)
    and not exists (select from booking b where b.agency_id = s.agency_id and b.session_id = s.session_id and b.kind = w.kind and b.resource_id = w.id)
  on conflict do nothing`);

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

/** The same, with the site at which each is held, for the way between them. */
export const listBookedWithSites = (tx: Tx, resourceIds: readonly Id[], from: Instant, before: Instant): Promise<(Booking & { siteId: Id | null })[]> =>
  tx.all(sql`select b.session_id as "sessionId", json_build_object('kind', b.kind, 'id', b.resource_id) as resource,
      lower(b.during) as "from", upper(b.during) as "to", m.site_id as "siteId"
    from booking b join session s on s.agency_id = b.agency_id and s.session_id = b.session_id
      left join room m on m.agency_id = s.agency_id and m.room_id = s.room_id
    where b.agency_id = ${tx.agencyId} and b.resource_id = any (${resourceIds as Id[]}::uuid[])
      and upper(b.during) > ${from}::timestamptz - interval '12 hours' and lower(b.during) < ${before}::timestamptz + interval '12 hours'`);

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
