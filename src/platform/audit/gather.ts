/**
 * Rows of reads that come while others are being written are written together next; an answer waits for its row.
 * So a quiet house waits for nothing, and a busy one writes many rows at once.
 * (With a row in each read's own transaction the mixed load falls below the target; see the decision on audit.)
 */
import type pg from 'pg';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';

export type AuditEntry = {
  agencyId: Id;
  id: Id;
  at: Instant;
  actorId: Id;
  roles: string;
  operation: string;
  kind: 'read' | 'act' | 'refused' | 'disclosure' | 'security';
  clientId: Id | null;
  about: string | null;
  outcome: string;
  operationId: Id | null;
};

export const AUDIT_COLUMNS = 'agency_id, id, at, actor_id, roles, operation, kind, client_id, about, outcome, operation_id';

export const auditValues = (e: AuditEntry): unknown[] => [
  e.agencyId, e.id, e.at, e.actorId, e.roles, e.operation, e.kind, e.clientId, e.about, e.outcome, e.operationId,
];

export type AuditGatherer = {
  /** Resolves when the entry is durable. */
  record(entry: AuditEntry): Promise<void>;
  /** Writes what waits. */
  flush(): Promise<void>;
};

const INSERT = `insert into house.audit (${AUDIT_COLUMNS})
  select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[],
    $8::uuid[], $9::text[], $10::text[], $11::uuid[])`;

type Waiting = { entry: AuditEntry; done: () => void; failed: (e: unknown) => void };

/** @param pool connections of the recorder role, which may write for any agency */
export function gatherAudit(pool: pg.Pool): AuditGatherer {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  const write = async (batch: Waiting[]): Promise<void> => {
    const rows = batch.map((w) => auditValues(w.entry));
    try {
      await pool.query({ name: 'gather-audit', text: INSERT, values: rows[0]!.map((_, i) => rows.map((r) => r[i])) });
      for (const w of batch) w.done();
    } catch (error) {
      for (const w of batch) w.failed(error);
    }
  };
  const writeAll = async (): Promise<void> => {
    await new Promise(setImmediate); // what is recorded in the same turn goes together
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await write(batch);
    }
    writing = null;
  };
  return {
    flush: async () => writing ?? undefined,
    record: (entry) => new Promise<void>((done, failed) => {
      waiting.push({ entry, done, failed });
      writing ??= writeAll();
    }),
  };
}
