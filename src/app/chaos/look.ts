/** Looks behind after a kill: is everything there that was acknowledged, is nothing there by half, and does the audit trail agree? */
import type pg from 'pg';
import { verifyAudit } from '../../platform/audit/seal.ts';
import type { Id } from '../../shared/ids.ts';
import type { Acknowledged } from './busy.ts';

export type Findings = { lost: string[]; half: string[]; audit: string[] };

export async function lookBehind(owner: pg.Client, acknowledged: readonly Acknowledged[], members: number): Promise<Findings> {
  const texts = async (sql: string, values: unknown[] = []): Promise<string[]> => (await owner.query<{ what: string }>(sql, values)).rows.map((r) => r.what);
  /** Those of `ids` for which the table has no row. */
  const missing = (table: string, column: string, ids: readonly (Id | undefined)[]): Promise<string[]> => texts(
    `select '${table} ' || u as what from unnest($1::uuid[]) u where not exists (select from ${table} t where t.${column} = u)`, [ids.filter((id) => id !== undefined)]);
  const of = (key: keyof Acknowledged): (Id | undefined)[] => acknowledged.map((a) => a[key] as Id | undefined);
  const drafts = acknowledged.flatMap((a) => a.draft ?? []);
  return {
    lost: [
      ...await missing('house.operation', 'id', of('operationId')),
      ...await missing('live.inquiry', 'inquiry_id', of('inquiryId')),
      ...await missing('live.check_in', 'check_in_id', of('checkInId')),
      ...await missing('live.attendance', 'session_id', of('attendedSessionId')),
      ...await missing('live.note', 'session_id', of('signedSessionId')),
      ...await texts(`select 'a draft went back to ' || (content->>'progress') as what from live.note_draft
        where content->>'progress' <> '' and (content->>'progress')::int < $1`, [drafts.length > 0 ? Math.max(...drafts) : 0]),
    ],
    half: [
      ...await texts(`select 'session ' || session_id || ' has ' || count(*) || ' notes' as what from live.note where session_id is not null
        group by session_id having count(*) <> $1`, [members]),
      ...await texts(`select 'session ' || session_id || ' has ' || count(*) || ' attendances' as what from live.attendance
        group by session_id having count(*) <> $1`, [members]),
      ...await texts(`select name || ' ' || id || ' has no result' as what from house.operation where result is null`),
    ],
    audit: [
      ...await texts(`select o.name || ' ' || o.id || ' has ' || count(a.id) || ' entries' as what from house.operation o
        left join house.audit a on a.agency_id = o.agency_id and a.operation_id = o.id and a.operation = o.name and a.outcome = 'ok'
        group by o.agency_id, o.id, o.name having count(a.id) <> 1`),
      ...await texts(`select 'an entry about ' || a.operation || ' without its act' as what from house.audit a where a.kind in ('act', 'disclosure')
        and not exists (select from house.operation o where o.agency_id = a.agency_id and o.id = a.operation_id)`),
    ],
  };
}

/** The whole trail, recomputed: faults in words. */
export const auditFaults = async (owner: pg.Client): Promise<string[]> => (await verifyAudit(owner)).faults.map((f) => f.what);
