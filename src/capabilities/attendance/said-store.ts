import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';

/** What clients say about a session before it, from their phone: a fact that the group page and an excuse read. */
export type SaidRow = { id: Id; sessionId: Id; clientId: Id; kind: 'on_my_way' | 'late' | 'cannot_come'; words: string; at: Instant };

const SAID = sql`distinct on (session_id, client_id) session_said_id as id, session_id as "sessionId", client_id as "clientId", kind, words, at
  from session_said`;

/** The last word of each client about one session. */
export const listSaid = (tx: Tx, sessionId: Id): Promise<SaidRow[]> => tx.all(sql<SaidRow>`select ${SAID}
  where agency_id = ${tx.agencyId} and session_id = ${sessionId} order by session_id, client_id, at desc, session_said_id desc`);

/** One client's last word about each session, since a moment. */
export const listSaidOf = (tx: Tx, clientId: Id, since: Instant): Promise<SaidRow[]> => tx.all(sql<SaidRow>`select ${SAID}
  where agency_id = ${tx.agencyId} and client_id = ${clientId} and at >= ${since}
  order by session_id, client_id, at desc, session_said_id desc`);

export const addSaid = (tx: Tx, s: SaidRow): Promise<number> => tx.run(db.insertInto('session_said').values({
  agency_id: tx.agencyId, session_said_id: s.id, session_id: s.sessionId, client_id: s.clientId, kind: s.kind, words: s.words, at: s.at,
}));
