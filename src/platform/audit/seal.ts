/**
 * Seals the audit trail: chains what has committed, by the transaction horizon, so that none is skipped however
 * long its transaction ran. Each agency has a chain of roots; the last root is sent elsewhere (see `keepRoots`).
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Id } from '../../shared/ids.ts';

export type Row = { agency_id: Id; id: Id; leaf: string };

/** What a leaf is made of: every column but the transaction id and era, which do not survive a move. */
export const LEAF = `agency_id, id, encode(sha256(convert_to(jsonb_build_array(agency_id, id, at, actor_id, roles, operation,
  kind, client_id, about, outcome, operation_id)::text, 'UTF8')), 'hex') as leaf`;

export function rootOf(previous: Buffer, leaves: readonly string[]): Buffer {
  const hash = createHash('sha256').update(previous);
  for (const leaf of leaves) hash.update(Buffer.from(leaf, 'hex'));
  return hash.digest();
}

/** One round. @returns how many rows were sealed; 0 too when another process is sealing. */
export async function sealOnce(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read');
    const lock = await client.query('select pg_try_advisory_xact_lock(7366) as mine');
    if (!lock.rows[0].mine) return 0;
    const { rows } = await client.query<Row>(`with h as (
        select lo, pg_snapshot_xmin(pg_current_snapshot()) as hi, era from house.audit_horizon)
      select ${LEAF} from house.audit a, h where a.era < h.era and not exists (
          select from house.audit_seal s where s.agency_id = a.agency_id and a.id = any (s.ids))
        or a.era = h.era and a.xid >= h.lo and a.xid < h.hi
      order by agency_id, id`);
    for (const [agencyId, list] of Map.groupBy(rows, (r) => r.agency_id)) await sealAgency(client, agencyId, list);
    await client.query('update house.audit_horizon set lo = pg_snapshot_xmin(pg_current_snapshot())');
    await client.query('commit');
    return rows.length;
  } finally {
    await client.query('rollback').catch(() => {});
    client.release();
  }
}

async function sealAgency(client: pg.PoolClient, agencyId: Id, rows: readonly Row[]): Promise<void> {
  const last = (await client.query<{ no: number; root: Buffer }>(
    'select no, root from house.audit_seal where agency_id = $1 order by no desc limit 1', [agencyId])).rows[0];
  const previous = last?.root ?? Buffer.alloc(32);
  await client.query('insert into house.audit_seal (agency_id, no, previous, root, ids) values ($1, $2, $3, $4, $5)',
    [agencyId, Number(last?.no ?? 0) + 1, previous, rootOf(previous, rows.map((r) => r.leaf)), rows.map((r) => r.id)]);
}

export type AuditFault = { agencyId: Id; seal: number | null; what: string };
export type KeptRoot = { agencyId: Id; no: number; root: string };

/**
 * Recomputes every chain. Finds rows edited, removed, swapped or added outside the seals, seals edited or missing,
 * and, against roots kept elsewhere, a tail that was cut off together with its seals.
 * @param kept roots kept elsewhere, in hex
 */
export async function verifyAudit(owner: pg.ClientBase, kept: readonly KeptRoot[] = []): Promise<{ rows: number; seals: number; faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  const leaves = new Map<string, string>();
  const { rows } = await owner.query<Row & { sealed_era: boolean }>(`select ${LEAF},
    a.xid < (select lo from house.audit_horizon) or a.era < (select era from house.audit_horizon) as sealed_era from house.audit a`);
  for (const r of rows) leaves.set(`${r.agency_id} ${r.id}`, r.leaf);
  const sealed = new Set<string>();
  const seals = (await owner.query<{ agency_id: Id; no: number; previous: Buffer; root: Buffer; ids: Id[] }>(
    'select agency_id, no, previous, root, ids from house.audit_seal order by agency_id, no')).rows;
  for (const [agencyId, list] of Map.groupBy(seals, (s) => s.agency_id)) {
    let previous: Buffer = Buffer.alloc(32);
    for (const [i, seal] of list.entries()) {
      const no = Number(seal.no);
      const fault = (what: string) => faults.push({ agencyId, seal: no, what });
      if (no !== i + 1) fault('a seal is missing before this one');
      if (!seal.previous.equals(previous)) fault('this seal does not follow the one before it');
      const found = seal.ids.map((id) => leaves.get(`${agencyId} ${id}`));
      for (const id of seal.ids) sealed.add(`${agencyId} ${id}`);
      if (found.includes(undefined)) fault('a sealed entry was removed');
      else if (!rootOf(seal.previous, found as string[]).equals(seal.root)) fault('a sealed entry or the seal was changed');
      previous = seal.root;
    }
    for (const k of kept.filter((r) => r.agencyId === agencyId)) {
      const here = list.find((s) => Number(s.no) === k.no);
      if (!here) faults.push({ agencyId, seal: k.no, what: 'the end of the trail was cut off' });
      else if (here.root.toString('hex') !== k.root) faults.push({ agencyId, seal: k.no, what: 'this seal differs from the root kept elsewhere' });
    }
  }
  for (const k of kept) {
    if (!seals.some((s) => s.agency_id === k.agencyId)) faults.push({ agencyId: k.agencyId, seal: k.no, what: 'the whole trail was removed' });
  }
  for (const r of rows) {
    if (r.sealed_era && !sealed.has(`${r.agency_id} ${r.id}`)) faults.push({ agencyId: r.agency_id, seal: null, what: 'an entry stands outside the seals' });
  }
  return { rows: rows.length, seals: seals.length, faults };
}

/** The newest root of each agency, to be kept where this server cannot reach it. */
export async function newestRoots(pool: pg.Pool): Promise<KeptRoot[]> {
  const { rows } = await pool.query(`select distinct on (agency_id) agency_id, no, encode(root, 'hex') as root
    from house.audit_seal order by agency_id, no desc`);
  return rows.map((r) => ({ agencyId: r.agency_id, no: Number(r.no), root: r.root }));
}
