import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { SessionKind } from '../schedule/model.ts';
import { EXCEPTION_HOLDS } from '../schedule/store.ts';
import type { LedgerFact } from './ledger.ts';

/** What the ledger rests on. Nothing is written here: hours are derived, never kept. */
export type LedgerRow = LedgerFact & {
  clientId: Id; seriesId: Id; kind: SessionKind; groupName: string | null; roomId: Id | null; leaderIds: Id[]; lesson: string | null;
};

/**
 * Sessions between two moments in which these clients had a seat, or were recorded; with the fact in force and what was
 * written of it. `null`: everybody this act reaches.
 */
export const listLedger = (tx: Tx, clientIds: readonly Id[] | null, from: Instant, before: Instant): Promise<LedgerRow[]> => tx.all(sql<LedgerRow>`
  select ledger.* from (with k as materialized (select t.client_id, s.session_id ${seated(tx, clientIds)} and s.start_at >= ${from} and s.start_at < ${before}
    union select t.client_id, s.session_id ${recorded(tx, clientIds)} and s.start_at >= ${from} and s.start_at < ${before})
  select k.client_id as "clientId", s.session_id as "sessionId", s.series_id as "seriesId", r.kind, r.service, g.name as "groupName",
    coalesce(g.name, '') as name, s.start_at as "startAt", s.end_at as "endAt", s.breaks,
    case when h.start_at is not null then json_build_object('startAt', ${iso('h.start_at')}, 'endAt', ${iso('h.end_at')}) end as held,
    s.room_id as "roomId", s.facilitator_ids as "leaderIds", s.lesson, c.session_id is not null as cancelled, t.client_id is not null as expected,
    a.status, a.arrived_at as "arrivedAt", a.left_at as "leftAt",
    coalesce(a.status = 'present', false) and (exists (select from group_part p where p.agency_id = s.agency_id and p.session_id = s.session_id and p.client_id = k.client_id)
      or exists (select from note_draft d where d.agency_id = s.agency_id and d.session_id = s.session_id and d.client_id = k.client_id)) as drafted,
    case when n.note_id is not null then json_build_object('serves', cardinality(n.objective_ids), 'needsCosign', n.needs_cosign,
      'cosigned', exists (select from note_cosign x where x.agency_id = n.agency_id and x.note_id = n.note_id and x.verdict = 'accept')) end as note,
    case when n.note_id is not null and r.kind = 'group' then coalesce(pc.present, 0) end as "presentCount"
  from k
    ${clientIds === null ? sql`join session s on s.agency_id = ${tx.agencyId} and s.session_id = k.session_id
    join series r on r.agency_id = s.agency_id and r.series_id = s.series_id` : sql`
    cross join lateral (select * from session s where s.agency_id = ${tx.agencyId} and s.session_id = k.session_id offset 0) s
    cross join lateral (select * from series r where r.agency_id = s.agency_id and r.series_id = s.series_id offset 0) r`}
    left join program_group g on g.agency_id = r.agency_id and g.group_id = r.group_id
    left join session_cancel c on c.agency_id = s.agency_id and c.session_id = s.session_id
    left join lateral (select t.client_id from seat t where t.agency_id = s.agency_id and t.series_id = s.series_id and t.client_id = k.client_id
      and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on) limit 1) t on true
    left join lateral (select a.* from attendance a where a.agency_id = s.agency_id and a.session_id = s.session_id and a.client_id = k.client_id
      and not exists (select from attendance x where x.agency_id = a.agency_id and x.replaces = a.attendance_id) limit 1) a on true
    left join lateral (select h.start_at, h.end_at from session_held h where h.agency_id = s.agency_id and h.session_id = s.session_id
      order by h.recorded_at desc, h.session_held_id desc limit 1) h on true
    left join lateral (select n.* from note n where n.agency_id = s.agency_id and n.session_id = s.session_id and n.client_id = k.client_id
      and n.kind <> 'no_show' order by n.signed_at limit 1) n on a.status = 'present'
    left join present_in((select array_agg(distinct session_id) from k)) pc on pc.session_id = s.session_id
  where t.client_id is not null or a.attendance_id is not null
  ) ledger order by "startAt", "sessionId", "clientId"`);

// Two statements, not one that asks whether it was given clients: each is planned once, by what it really reads. With clients,
// `offset 0` keeps to their seats and what was recorded of them; all sessions of the stretch, or of the agency, are many more.
const seated = (tx: Tx, clientIds: readonly Id[] | null) => (clientIds === null
  ? sql`from session s join seat t on t.agency_id = s.agency_id and t.series_id = s.series_id and ${ON_SEAT} where s.agency_id = ${tx.agencyId}`
  : sql`from seat t cross join lateral (select s.session_id, s.start_at from session s where s.agency_id = t.agency_id and s.series_id = t.series_id
        and ${ON_SEAT} offset 0) s where t.agency_id = ${tx.agencyId} and t.client_id = any (${clientIds as Id[]}::uuid[])`);
const recorded = (tx: Tx, clientIds: readonly Id[] | null) => (clientIds === null
  ? sql`from session s join attendance t on t.agency_id = s.agency_id and t.session_id = s.session_id where s.agency_id = ${tx.agencyId}`
  : sql`from attendance t cross join lateral (select s.session_id, s.start_at from session s where s.agency_id = t.agency_id and s.session_id = t.session_id
        offset 0) s where t.agency_id = ${tx.agencyId} and t.client_id = any (${clientIds as Id[]}::uuid[])`);
const ON_SEAT = sql`t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)`;

// json turns a timestamp into text of its own; this is the one spelling used everywhere
function iso(column: string) {
  return sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
}

export type Stay = { clientId: Id; admittedAt: Instant; endedAt: Instant | null; adolescent: boolean; levelOfCare: string };

/** Stays that touch a stretch of days, of everybody this act reaches. */
export const listStays = (tx: Tx, from: Instant, before: Instant): Promise<Stay[]> => tx.all(sql<Stay>`
  select client_id as "clientId", admitted_at as "admittedAt", ended_at as "endedAt", adolescent, level_of_care as "levelOfCare"
  from episode where agency_id = ${tx.agencyId} and admitted_at < ${before} and (ended_at is null or ended_at >= ${from}) order by admitted_at`);

/** Recorded reasons for fewer hours that touch a stretch of days, of everybody this act reaches. */
export const listExceptions = (tx: Tx, from: LocalDate, until: LocalDate): Promise<{ clientId: Id; kind: string; from: LocalDate; until: LocalDate }[]> => tx.all(sql`
  select client_id as "clientId", kind, from_on as "from", until_on as "until" from hours_exception
  where agency_id = ${tx.agencyId} and from_on <= ${until} and until_on >= ${from} and ${EXCEPTION_HOLDS}`);

export type OpenSession = { sessionId: Id; seriesId: Id; groupName: string; service: LedgerFact['service']; startAt: Instant; endAt: Instant; breaks: { from: Instant; to: Instant }[]; free: number };

/** Coming group sessions between two moments with a place nobody has that day. */
export const listOpenSessions = (tx: Tx, from: Instant, before: Instant): Promise<OpenSession[]> => tx.all(sql<OpenSession>`
  select s.session_id as "sessionId", s.series_id as "seriesId", coalesce(g.name, '') as "groupName", r.service, s.start_at as "startAt", s.end_at as "endAt", s.breaks,
    (r.capacity - (select count(*) from place p where p.agency_id = s.agency_id and p.series_id = s.series_id and p.from_on <= s.planned_on
      and (p.until_on is null or s.planned_on < p.until_on)))::int as free
  from session s join series r on r.agency_id = s.agency_id and r.series_id = s.series_id and r.kind = 'group'
    left join program_group g on g.agency_id = r.agency_id and g.group_id = r.group_id
  where s.agency_id = ${tx.agencyId} and s.start_at > ${from} and s.start_at < ${before} and coalesce(g.enrolment, 'open') = 'open'
    and not exists (select from session_cancel c where c.agency_id = s.agency_id and c.session_id = s.session_id)
  order by s.start_at`);
