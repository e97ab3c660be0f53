/** What leaves to a supporter. Every statement here runs as `disclosure`: its policies leave out what no consent names. */
import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';

export const findWhose = (tx: Tx, clientId: Id, supporterId: Id): Promise<{ callThem: string; initials: string; yourName: string; relation: string } | undefined> =>
  tx.maybe(sql`select c.call_them as "callThem", c.initials, p.name as "yourName", p.relation
    from supporter p join client c on c.agency_id = p.agency_id and c.client_id = p.client_id
    where p.agency_id = ${tx.agencyId} and p.client_id = ${clientId} and p.supporter_id = ${supporterId}`);

export type SupportedSession = { sessionId: Id; startAt: Instant; endAt: Instant; kind: string; room: string | null; cancelled: boolean };

export const listSupportedSessions = (tx: Tx, clientId: Id, from: Instant, before: Instant): Promise<SupportedSession[]> => tx.all(sql<SupportedSession>`
  select s.session_id as "sessionId", s.start_at as "startAt", s.end_at as "endAt", r.kind, m.name as room,
    exists (select from session_cancel x where x.agency_id = s.agency_id and x.session_id = s.session_id) as cancelled
  from session s join series r on r.agency_id = s.agency_id and r.series_id = s.series_id
    join seat t on t.agency_id = s.agency_id and t.series_id = s.series_id and t.client_id = ${clientId}
      and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)
    left join room m on m.agency_id = s.agency_id and m.room_id = s.room_id
  where s.agency_id = ${tx.agencyId} and s.start_at >= ${from} and s.start_at < ${before} order by s.start_at`);

/** Whether they came, each session once: a correction replaces what it names. */
export const listCame = (tx: Tx, clientId: Id, from: Instant, before: Instant): Promise<{ startAt: Instant; came: boolean }[]> => tx.all(sql`
  select s.start_at as "startAt", a.status = 'present' as came from attendance a
    join session s on s.agency_id = a.agency_id and s.session_id = a.session_id
  where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId} and s.start_at >= ${from} and s.start_at < ${before}
    and a.status in ('present', 'excused', 'no_show', 'cancelled_by_client')
    and not exists (select from attendance x where x.agency_id = a.agency_id and x.replaces = a.attendance_id)
  order by s.start_at desc limit 20`);

export const listSent = (tx: Tx, supporterId: Id): Promise<{ at: Instant; words: string; askedToCall: boolean }[]> => tx.all(sql`
  select at, words, asked_to_call as "askedToCall" from supporter_word
  where agency_id = ${tx.agencyId} and supporter_id = ${supporterId} order by at desc limit 20`);

/** Was the same told to them today already, on the same consents? One entry a day stands for one page. */
export const toldToday = async (tx: Tx, clientId: Id, supporterId: Id, consentIds: readonly Id[], since: Instant): Promise<boolean> =>
  (await tx.maybe(sql`select 1 from disclosure where agency_id = ${tx.agencyId} and client_id = ${clientId}
    and recipient_id = ${supporterId} and at >= ${since} and consent_ids = ${consentIds as Id[]}::uuid[]`)) !== undefined;

