/** The audit trail as people read it, each entry under its seal; the seals shown are recomputed from what stands there now. */
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import { sql, type Tx } from '../database/tx.ts';
import { LEAF, rootOf } from './seal.ts';

export type TrailEntry = {
  id: Id; at: Instant; actorId: Id; roles: string; operation: string; kind: 'read' | 'act' | 'refused' | 'disclosure' | 'security'; outcome: string; clientId: Id | null;
};
export type TrailSeal = { no: number; ids: Id[]; fault: string | null };

const MOST = 400;

/** @param clientId one chart's, or null for the whole agency's; the newest 400 */
export const listTrail = (tx: Tx, clientId: Id | null, readings: boolean): Promise<TrailEntry[]> => tx.all(sql<TrailEntry>`
  select id, at, actor_id as "actorId", roles, operation, kind, outcome, client_id as "clientId" from house.audit
  where agency_id = ${tx.agencyId} ${clientId === null ? sql`` : sql`and client_id = ${clientId}`} ${readings ? sql`` : sql`and kind <> 'read'`} order by at desc, id desc limit ${MOST}`);

/** The seals over these entries. An entry of the last second may have none yet. */
export async function checkSeals(tx: Tx, entryIds: readonly Id[]): Promise<TrailSeal[]> {
  const seals = await tx.all(sql<{ no: number; previous: string; root: string; before: string | null; ids: Id[] }>`
    select s.no::int, encode(s.previous, 'hex') as previous, encode(s.root, 'hex') as root, encode(b.root, 'hex') as before, s.ids
    from house.audit_seal s left join house.audit_seal b on b.agency_id = s.agency_id and b.no = s.no - 1
    where s.agency_id = ${tx.agencyId} and s.ids && ${[...entryIds]}::uuid[] order by s.no`);
  const all = seals.flatMap((seal) => seal.ids);
  const rows = await tx.all(sql<{ id: Id; leaf: string }>`select ${sql.raw(LEAF)} from house.audit where agency_id = ${tx.agencyId} and id = any (${all}::uuid[])`);
  const leaves = new Map(rows.map((row) => [row.id, row.leaf]));
  return seals.map((seal) => ({ no: seal.no, ids: seal.ids, fault: faultOf(seal, seal.ids.map((id) => leaves.get(id))) }));
}

function faultOf(seal: { no: number; previous: string; root: string; before: string | null }, leaves: (string | undefined)[]): string | null {
  if (seal.no > 1 && seal.before !== seal.previous) return 'The seal before it is missing or was changed.';
  if (leaves.includes(undefined)) return 'An entry under this seal was removed.';
  const root = rootOf(Buffer.from(seal.previous, 'hex'), leaves as string[]).toString('hex');
  return root === seal.root ? null : 'An entry under this seal, or the seal itself, was changed.';
}
