import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Message } from './model.ts';

/** Messages of one client, the oldest first. `by` are initials, empty for the client. */
export const listMessages = (tx: Tx, clientId: Id): Promise<Message[]> => tx.all(sql<Message>`
  select m.message_id as "messageId", m.by_staff_id is null as mine, coalesce(s.initials, '') as by, m.words, m.at
  from (select * from message where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at desc, message_id desc limit 300) m
    left join staff s on s.agency_id = m.agency_id and s.staff_id = m.by_staff_id
  order by m.at, m.message_id`);

/** @returns 0 if it was here already */
export const addMessage = (tx: Tx, m: { id: Id; clientId: Id; by: Id | null; words: string; at: Instant }): Promise<number> => tx.run(sql`
  insert into message (agency_id, message_id, client_id, by_staff_id, words, at)
  values (${tx.agencyId}, ${m.id}, ${m.clientId}, ${m.by}, ${m.words}, ${m.at}) on conflict (agency_id, message_id) do nothing`);

/** Up to which message a side has read: the latest one marked. */
export const findReadTo = async (tx: Tx, clientId: Id, side: 'client' | 'team'): Promise<{ messageId: Id; at: Instant } | undefined> =>
  tx.maybe(sql<{ messageId: Id; at: Instant }>`select m.message_id as "messageId", m.at from message_read r
    join message m on m.agency_id = r.agency_id and m.message_id = r.message_id
    where r.agency_id = ${tx.agencyId} and r.client_id = ${clientId} and r.side = ${side} order by m.at desc, m.message_id desc limit 1`);

export const addReadTo = (tx: Tx, r: { messageId: Id; clientId: Id; side: 'client' | 'team'; by: Id | null; at: Instant }): Promise<number> =>
  tx.run(db.insertInto('message_read').values({
    agency_id: tx.agencyId, message_id: r.messageId, client_id: r.clientId, side: r.side, by_staff_id: r.by, at: r.at,
  }).onConflict((c) => c.doNothing()));
