import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { MetAlone } from './individuals.ts';

/** When people in the program were last met alone, and when they will be. */
export type MetRow = MetAlone & { initials: string; callThem: string };

/** @param clientId one client, or null for all whom one reaches */
export const listMetAlone = (tx: Tx, clientId: Id | null, now: Instant): Promise<MetRow[]> => tx.all(sql<MetRow>`
  select e.client_id as "clientId", c.initials, c.call_them as "callThem", p.staff_id as "primaryId", e.admitted_at as "admittedAt", last.at as "lastAt", next.at as "nextAt"
  from episode e join client c on c.agency_id = e.agency_id and c.client_id = e.client_id
    left join caseload p on p.agency_id = e.agency_id and p.client_id = e.client_id and p.part = 'primary' and p.until_on is null
    left join lateral (select max(s.start_at) as at from attendance a ${alone(sql`s.session_id = a.session_id`, sql`a`)}
      where a.agency_id = e.agency_id and a.client_id = e.client_id and a.status = 'present' and s.start_at <= ${now}
        and not exists (select from attendance x where x.agency_id = a.agency_id and x.replaces = a.attendance_id)) last on true
    left join lateral (select min(s.start_at) as at from seat t
        ${alone(sql`s.series_id = t.series_id and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)`, sql`t`)}
      where t.agency_id = e.agency_id and t.client_id = e.client_id and s.start_at > ${now}
        and not exists (select from session_cancel k where k.agency_id = s.agency_id and k.session_id = s.session_id)) next on true
  where e.agency_id = ${tx.agencyId} and e.ended_at is null ${clientId === null ? sql`` : sql`and e.client_id = ${clientId}`} order by last.at nulls first`);

// `offset 0`: from what one client attended or has a seat in to its sessions, never from all sessions of the agency to one client
const alone = (which: ReturnType<typeof sql>, of: ReturnType<typeof sql>) => sql`cross join lateral (select s.start_at, s.agency_id, s.session_id from session s
  join series r on r.agency_id = s.agency_id and r.series_id = s.series_id and r.kind = 'individual' where s.agency_id = ${of}.agency_id and ${which} offset 0) s`;
