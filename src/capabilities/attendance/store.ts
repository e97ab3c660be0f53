import { db, sql, type Tx } from '../../platform/database/tx.ts';
import { addHours, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Service } from '../agency/services.ts';
import type { SessionKind, SessionMode } from '../schedule/model.ts';
import type { Attendance, OutreachAttempt, Reengagement, WelfareDecision } from './model.ts';

const FACT = sql`a.attendance_id as id, a.session_id as "sessionId", a.client_id as "clientId", a.status, a.arrived_at as "arrivedAt",
  a.left_at as "leftAt", a.mode, a.place, a.reason, a.replaces, a.recorded_at as "recordedAt", a.by_staff_id as by`;

/** All facts of one session, corrections too, in the order recorded. */
export const listOfSession = (tx: Tx, sessionId: Id): Promise<Attendance[]> => tx.all(sql<Attendance>`select ${FACT} from attendance a
  where a.agency_id = ${tx.agencyId} and a.session_id = ${sessionId} order by a.recorded_at, a.attendance_id`);

export const addAttendance = (tx: Tx, a: Attendance): Promise<number> => tx.run(db.insertInto('attendance').values({
  agency_id: tx.agencyId, attendance_id: a.id, session_id: a.sessionId, client_id: a.clientId, status: a.status, arrived_at: a.arrivedAt, left_at: a.leftAt,
  mode: a.mode, place: a.place, reason: a.reason, replaces: a.replaces, recorded_at: a.recordedAt, by_staff_id: a.by,
}).onConflict((c) => c.doNothing()));

export const addHeld = (tx: Tx, h: { id: Id; sessionId: Id; startAt: Instant; endAt: Instant; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('session_held').values({ agency_id: tx.agencyId, session_held_id: h.id, session_id: h.sessionId, start_at: h.startAt,
    end_at: h.endAt, recorded_at: h.at, by_staff_id: h.by }));

export const findHeld = (tx: Tx, sessionId: Id): Promise<{ startAt: Instant; endAt: Instant } | undefined> => tx.maybe(sql`
  select start_at as "startAt", end_at as "endAt" from session_held where agency_id = ${tx.agencyId} and session_id = ${sessionId}
  order by recorded_at desc, session_held_id desc limit 1`);

/** One session as it stood in one client's life, with the fact in force. */
export type ClientSession = {
  sessionId: Id; seriesId: Id; kind: SessionKind; service: Service; groupName: string | null; startAt: Instant; endAt: Instant;
  breaks: { from: Instant; to: Instant }[]; plannedStartAt: Instant; roomId: Id | null; joinedBy: SessionMode; leaderIds: Id[]; lesson: string | null; cancelled: boolean;
  attendanceId: Id | null; status: Attendance['status'] | null; arrivedAt: Instant | null; leftAt: Instant | null; mode: Attendance['mode'] | null; reason: string | null;
  /** Had the client a seat? A visit recorded without one was not expected. */
  expected: boolean;
};

/**
 * The sessions of one client between two moments: where they had a seat, and where they were recorded. Times are as the
 * session was really held, where somebody said so.
 */
export const listSessionsOfClient = (tx: Tx, clientId: Id, from: Instant, before: Instant): Promise<ClientSession[]> => {
  const within = sql`s.start_at >= ${from} and s.start_at < ${before}`;
  return tx.all(sql<ClientSession>`
  select s.session_id as "sessionId", s.series_id as "seriesId", r.kind, r.service, g.name as "groupName",
    coalesce(h.start_at, s.start_at) as "startAt", coalesce(h.end_at, s.end_at) as "endAt", s.breaks, s.start_at as "plannedStartAt", s.room_id as "roomId", coalesce(s.mode, r.mode) as "joinedBy",
    s.facilitator_ids as "leaderIds", s.lesson, c.session_id is not null as cancelled, a.attendance_id as "attendanceId", a.status,
    a.arrived_at as "arrivedAt", a.left_at as "leftAt", a.mode, a.reason, t.client_id is not null as expected
  from (select s.* from (select distinct t.series_id from seat t where t.agency_id = ${tx.agencyId} and t.client_id = ${clientId}) t
        cross join lateral (select * from session s where s.agency_id = ${tx.agencyId} and s.series_id = t.series_id and ${within} offset 0) s
      union all select s.* from attendance a
        cross join lateral (select * from session s where s.agency_id = a.agency_id and s.session_id = a.session_id and ${within} offset 0) s
        where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId} and a.replaces is null
          and not exists (select from seat t where t.agency_id = a.agency_id and t.series_id = s.series_id and t.client_id = a.client_id)) s
    cross join lateral (select * from series r where r.agency_id = s.agency_id and r.series_id = s.series_id offset 0) r
    left join program_group g on g.agency_id = r.agency_id and g.group_id = r.group_id
    left join session_cancel c on c.agency_id = s.agency_id and c.session_id = s.session_id
    left join lateral (select t.client_id from seat t where t.agency_id = s.agency_id and t.series_id = s.series_id and t.client_id = ${clientId}
      and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on) limit 1) t on true
    left join lateral (select * from attendance a where a.agency_id = s.agency_id and a.session_id = s.session_id and a.client_id = ${clientId}
      and not exists (select from attendance x where x.agency_id = a.agency_id and x.replaces = a.attendance_id) limit 1) a on true
    left join lateral (select h.start_at, h.end_at from session_held h where h.agency_id = s.agency_id and h.session_id = s.session_id
      order by h.recorded_at desc, h.session_held_id desc limit 1) h on true
  where (t.client_id is not null or a.attendance_id is not null)
  order by s.start_at, s.session_id`);
};

/** How far back what is owed today looks at sessions. */
const RECENT_DAYS = 42;

/** The sessions of one client in the last weeks, begun or about to: every room that asks what is owed asks it once together. */
export const listRecentSessions = (tx: Tx, clientId: Id, now: Instant): Promise<ClientSession[]> =>
  listSessionsOfClient(tx, clientId, addHours(now, -24 * RECENT_DAYS), addHours(now, 1));

export const listReachOuts = (tx: Tx, clientId: Id, since: Instant): Promise<OutreachAttempt[]> => tx.all(sql<OutreachAttempt>`
  select reach_out_id as id, client_id as "clientId", session_id as "sessionId", channel, outcome, words, at, by_staff_id as by
  from reach_out where agency_id = ${tx.agencyId} and client_id = ${clientId} and at >= ${since} order by at`);

export const addReachOut = (tx: Tx, o: OutreachAttempt): Promise<number> => tx.run(db.insertInto('reach_out').values({
  agency_id: tx.agencyId, reach_out_id: o.id, client_id: o.clientId, session_id: o.sessionId, channel: o.channel, outcome: o.outcome,
  words: o.words, at: o.at, by_staff_id: o.by }));

export const listWelfareDecisions = (tx: Tx, clientId: Id): Promise<WelfareDecision[]> => tx.all(sql<WelfareDecision>`
  select welfare_decision_id as id, client_id as "clientId", session_id as "sessionId", decision, reason, at, by_staff_id as by
  from welfare_decision where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at`);

export const addWelfareDecision = (tx: Tx, w: WelfareDecision): Promise<number> => tx.run(db.insertInto('welfare_decision').values({
  agency_id: tx.agencyId, welfare_decision_id: w.id, client_id: w.clientId, session_id: w.sessionId, decision: w.decision, reason: w.reason, at: w.at, by_staff_id: w.by }));

export const listReengagements = (tx: Tx, clientId: Id): Promise<Reengagement[]> => tx.all(sql<Reengagement>`
  select reengagement_id as id, client_id as "clientId", plan, at, by_staff_id as by
  from reengagement where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at`);

export const addReengagement = (tx: Tx, r: Reengagement): Promise<number> => tx.run(db.insertInto('reengagement').values({
  agency_id: tx.agencyId, reengagement_id: r.id, client_id: r.clientId, plan: r.plan, at: r.at, by_staff_id: r.by }));
