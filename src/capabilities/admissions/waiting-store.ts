import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { PriorityClass } from './priority.ts';
import type { Line } from './waiting.ts';

/** The waiting list: a line that names nobody, and beside it, in the chart, who it is and what happened. */
type Fact = { kind: 'offered' | 'accepted' | 'declined' | 'expired' | 'attempt' | 'left'; at: Instant; fact: Record<string, string> };
export type WaitingRow = { waitingId: Id; clientId: Id; initials: string; note: string; facts: Fact[] };

export const listLines = (tx: Tx): Promise<Line[]> => tx.all(sql<Line>`
  select waiting_id as "waitingId", track_id as "trackId", group_id as "groupId", class as cls, asked_at as "askedAt", offered_until as "offeredUntil"
  from waiting_line where agency_id = ${tx.agencyId} and ended_at is null`);

const ROW = sql`select w.waiting_id as "waitingId", w.client_id as "clientId", c.initials, w.note,
    coalesce((select json_agg(json_build_object('kind', f.kind, 'at', f.at, 'fact', f.fact) order by f.at, f.waiting_fact_id) from waiting_fact f
      where f.agency_id = w.agency_id and f.waiting_id = w.waiting_id), '[]') as facts
  from waiting w join client c on c.agency_id = w.agency_id and c.client_id = w.client_id
    join waiting_line l on l.agency_id = w.agency_id and l.waiting_id = w.waiting_id`;

/** Everybody who waits, of those one reaches. */
export const listWaiting = (tx: Tx): Promise<WaitingRow[]> => tx.all(sql<WaitingRow>`${ROW} where w.agency_id = ${tx.agencyId} and l.ended_at is null`);

/** For what one client waits. */
export const listWaitingOf = (tx: Tx, clientId: Id): Promise<WaitingRow[]> => tx.all(sql<WaitingRow>`${ROW}
  where w.agency_id = ${tx.agencyId} and w.client_id = ${clientId} and l.ended_at is null`);

export async function addWaiting(tx: Tx, w: { waitingId: Id; clientId: Id; trackId: Id | null; groupId: Id | null; cls: PriorityClass; askedAt: Instant; note: string; by: Id }): Promise<void> {
  await tx.run(db.insertInto('waiting_line').values({ agency_id: tx.agencyId, waiting_id: w.waitingId, track_id: w.trackId, group_id: w.groupId,
    class: w.cls, asked_at: w.askedAt }));
  await tx.run(db.insertInto('waiting').values({ agency_id: tx.agencyId, waiting_id: w.waitingId, client_id: w.clientId, note: w.note, by_staff_id: w.by }));
}

export const setClass = (tx: Tx, waitingIds: readonly Id[], cls: PriorityClass): Promise<number> => tx.run(sql`update waiting_line set class = ${cls}
  where agency_id = ${tx.agencyId} and waiting_id = any (${waitingIds as Id[]}::uuid[]) and class <> ${cls}`);

/** @param until null: no offer is open any more */
export const setOffer = (tx: Tx, waitingId: Id, until: Instant | null): Promise<number> => tx.run(sql`update waiting_line set offered_until = ${until}
  where agency_id = ${tx.agencyId} and waiting_id = ${waitingId}`);

export const endLine = (tx: Tx, waitingId: Id, at: Instant): Promise<number> => tx.run(sql`update waiting_line set ended_at = ${at}, offered_until = null
  where agency_id = ${tx.agencyId} and waiting_id = ${waitingId}`);

export const addFact = (tx: Tx, f: { id: Id; waitingId: Id; clientId: Id; kind: Fact['kind']; at: Instant; by: Id; fact: Record<string, string> }): Promise<number> =>
  tx.run(db.insertInto('waiting_fact').values({ agency_id: tx.agencyId, waiting_fact_id: f.id, waiting_id: f.waitingId, client_id: f.clientId, kind: f.kind,
    at: f.at, by_id: f.by, fact: JSON.stringify(f.fact) }));

/** Takes the line of a target, so that two offers of its last seat wait for each other. */
export const lockLines = (tx: Tx, target: { trackId: Id | null; groupId: Id | null }): Promise<number> => tx.run(sql`
  with locked as (select waiting_id from waiting_line where agency_id = ${tx.agencyId} and ended_at is null
    and track_id is not distinct from ${target.trackId}::uuid and group_id is not distinct from ${target.groupId}::uuid order by waiting_id for update)
  select waiting_id from locked`);

/** When the last seat of these series got free: the latest day on which a spell ended, up to a day. */
export const lastFreed = async (tx: Tx, seriesIds: readonly Id[], today: LocalDate): Promise<LocalDate | null> =>
  (await tx.one(sql<{ on: LocalDate | null }>`select max(until_on) as "on" from place where agency_id = ${tx.agencyId}
    and series_id = any (${seriesIds as Id[]}::uuid[]) and until_on <= ${today} and until_on <> from_on`)).on;
