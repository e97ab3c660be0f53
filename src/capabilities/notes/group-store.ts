import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { ClientPart, SharedPart } from './model.ts';

/** The group note while it is written: the shared part of a session, and a part for each member. */
export const findShared = (tx: Tx, sessionId: Id): Promise<{ shared: SharedPart; version: string } | undefined> =>
  tx.maybe(sql<{ shared: SharedPart; version: string }>`select shared, version_from::text as version from group_note
    where agency_id = ${tx.agencyId} and session_id = ${sessionId}`);

/** @param version as read; null: there was none. @returns undefined if somebody saved since */
export const saveShared = (tx: Tx, sessionId: Id, shared: SharedPart, version: string | null, by: Id): Promise<{ version: string } | undefined> =>
  (version === null
    ? tx.maybe(sql<{ version: string }>`insert into group_note (agency_id, session_id, shared, changed_by)
        values (${tx.agencyId}, ${sessionId}, ${JSON.stringify(shared)}, ${by}) on conflict do nothing returning version_from::text as version`)
    : tx.maybe(sql<{ version: string }>`update group_note set shared = ${JSON.stringify(shared)}, changed_by = ${by}
        where agency_id = ${tx.agencyId} and session_id = ${sessionId} and version_from::text = ${version} returning version_from::text as version`));

export type FoundPart = { clientId: Id; part: ClientPart; toIndividual: string; version: string };

export const listParts = (tx: Tx, sessionId: Id): Promise<FoundPart[]> => tx.all(sql<FoundPart>`
  select client_id as "clientId", part, to_individual as "toIndividual", version_from::text as version from group_part
  where agency_id = ${tx.agencyId} and session_id = ${sessionId}`);

/** @param version as read; null: there was none. @returns undefined if somebody saved since */
export const savePart = (tx: Tx, sessionId: Id, p: { part: ClientPart; toIndividual: string }, version: string | null, by: Id): Promise<{ version: string } | undefined> =>
  (version === null
    ? tx.maybe(sql<{ version: string }>`insert into group_part (agency_id, session_id, client_id, part, to_individual, changed_by)
        values (${tx.agencyId}, ${sessionId}, ${p.part.clientId}, ${JSON.stringify(p.part)}, ${p.toIndividual}, ${by})
        on conflict do nothing returning version_from::text as version`)
    : tx.maybe(sql<{ version: string }>`update group_part set part = ${JSON.stringify(p.part)}, to_individual = ${p.toIndividual}, changed_by = ${by}
        where agency_id = ${tx.agencyId} and session_id = ${sessionId} and client_id = ${p.part.clientId} and version_from::text = ${version}
        returning version_from::text as version`));

/** What was written of each member the last time, of any group: for the likeness line (PR-73). */
export const listPreviousWords = (tx: Tx, clientIds: readonly Id[], sessionId: Id): Promise<{ clientId: Id; words: string }[]> => tx.all(sql<{ clientId: Id; words: string }>`
  select distinct on (client_id) client_id as "clientId", coalesce(content->>'words', '') as words from note
  where agency_id = ${tx.agencyId} and client_id = any (${clientIds as Id[]}::uuid[]) and kind = 'group' and session_id <> ${sessionId}
  order by client_id, ended_at desc`);

/** Whatever a member could be called by in a text. */
export const listRosterNames = (tx: Tx, clientIds: readonly Id[]): Promise<{ clientId: Id; preferredName: string; legalName: string; initials: string }[]> =>
  tx.all(sql`select client_id as "clientId", call_them as "preferredName", legal_name as "legalName", initials from client
    where agency_id = ${tx.agencyId} and client_id = any (${clientIds as Id[]}::uuid[])`);

export type PresentFact = { clientId: Id; status: 'present' | 'excused' | 'no_show' | 'cancelled_by_client' | 'cancelled_by_program'; arrivedAt: string | null; leftAt: string | null };

/** Attendance in force of a session, as its own room records it. */
export const listPresence = (tx: Tx, sessionId: Id): Promise<PresentFact[]> => tx.all(sql<PresentFact>`
  select a.client_id as "clientId", a.status, a.arrived_at as "arrivedAt", a.left_at as "leftAt" from attendance a
  where a.agency_id = ${tx.agencyId} and a.session_id = ${sessionId}
    and not exists (select from attendance b where b.agency_id = a.agency_id and b.replaces = a.attendance_id)`);
