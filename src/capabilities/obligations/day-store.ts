import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { NEWS_KINDS } from './api.ts';

/** One staff member's day over the facts of earlier rooms. Whom the reader does not reach is not in it. */
export type Expected = { sessionId: Id; clientId: Id; initials: string; isNew: boolean };

export const listExpected = (tx: Tx, staffId: Id, from: Instant, before: Instant): Promise<Expected[]> => tx.all(sql<Expected>`
  select s.session_id as "sessionId", c.client_id as "clientId", c.initials, t.from_on = s.planned_on as "isNew"
  from session s
    join seat t on t.agency_id = s.agency_id and t.series_id = s.series_id and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)
    join client c on c.agency_id = t.agency_id and c.client_id = t.client_id
  where s.agency_id = ${tx.agencyId} and ${staffId}::uuid = any (s.facilitator_ids) and s.start_at >= ${from} and s.start_at < ${before}
  order by s.start_at, c.initials`);

/** The last word of each client about a session: only a late or a missing one is news. */
export const listSaid = (tx: Tx, staffId: Id, from: Instant, before: Instant): Promise<{ sessionId: Id; clientId: Id; kind: 'late' | 'cannot_come' | 'on_my_way'; words: string }[]> =>
  tx.all(sql`select distinct on (d.session_id, d.client_id) d.session_id as "sessionId", d.client_id as "clientId", d.kind, d.words
    from session_said d join session s on s.agency_id = d.agency_id and s.session_id = d.session_id
    where d.agency_id = ${tx.agencyId} and ${staffId}::uuid = any (s.facilitator_ids) and s.start_at >= ${from} and s.start_at < ${before}
    order by d.session_id, d.client_id, d.at desc`);

/** Whether a note of a session was begun or signed; of a group, whether any member's was. */
export const listNoteStates = (tx: Tx, staffId: Id, from: Instant, before: Instant): Promise<{ sessionId: Id; note: 'none' | 'draft' | 'signed' }[]> =>
  tx.all(sql`select s.session_id as "sessionId", case
      when exists (select from note n where n.agency_id = s.agency_id and n.session_id = s.session_id) then 'signed'
      when exists (select from note_draft n where n.agency_id = s.agency_id and n.session_id = s.session_id)
        or exists (select from group_note g where g.agency_id = s.agency_id and g.session_id = s.session_id) then 'draft' else 'none' end as note
    from session s where s.agency_id = ${tx.agencyId} and ${staffId}::uuid = any (s.facilitator_ids) and s.start_at >= ${from} and s.start_at < ${before}`);

export type News = { clientId: Id; initials: string; kind: (typeof NEWS_KINDS)[number]; at: Instant };

/** What clients and laboratories did since a moment, newest first. */
export const listNews = (tx: Tx, since: Instant): Promise<News[]> => tx.all(sql<News>`
  select n.client_id as "clientId", c.initials, n.kind, n.at from (
    select client_id, 'test-result' as kind, at from test_fact where agency_id = ${tx.agencyId} and kind in ('result', 'definitive') and at >= ${since}
    union all select client_id, 'plan-signed', signed_at from plan_signature where agency_id = ${tx.agencyId} and hand = 'client' and signed_at >= ${since}
    union all select client_id, 'asked-for-call', at from call_request where agency_id = ${tx.agencyId} and at >= ${since}
    union all select client_id, case kind when 'late' then 'comes-late' else 'cannot-come' end, at from session_said
      where agency_id = ${tx.agencyId} and kind <> 'on_my_way' and at >= ${since}
  ) n join client c on c.agency_id = ${tx.agencyId} and c.client_id = n.client_id order by n.at desc limit 12`);
