import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Wish } from './model.ts';

/** Sessions that somebody asked for beside the standing ones, and what came of it. */
const WISH = sql`select w.wish_id as "wishId", w.client_id as "clientId", c.initials, w.asked_by as "askedBy", w.kind, w.words, w.at,
    case when a.wish_id is not null then json_build_object('sessionId', a.session_id, 'words', a.words, 'at', a.at,
      'startAt', case when x.session_id is null then s.start_at end) end as answer
  from session_wish w join client c on c.agency_id = w.agency_id and c.client_id = w.client_id
    left join session_wish_answer a on a.agency_id = w.agency_id and a.wish_id = w.wish_id
    left join session s on s.agency_id = a.agency_id and s.session_id = a.session_id
    left join session_cancel x on x.agency_id = s.agency_id and x.session_id = s.session_id`;

/** What one client asked for, the latest first. */
export const listWishesOf = (tx: Tx, clientId: Id): Promise<Wish[]> => tx.all(sql<Wish>`${WISH}
  where w.agency_id = ${tx.agencyId} and w.client_id = ${clientId} order by w.at desc limit 50`);

/** What waits for an answer, of the clients one reaches, the oldest first. */
export const listOpenWishes = (tx: Tx): Promise<Wish[]> => tx.all(sql<Wish>`${WISH}
  where w.agency_id = ${tx.agencyId} and a.wish_id is null order by w.at limit 200`);

export const findWish = (tx: Tx, clientId: Id, wishId: Id): Promise<Wish | undefined> => tx.maybe(sql<Wish>`${WISH}
  where w.agency_id = ${tx.agencyId} and w.client_id = ${clientId} and w.wish_id = ${wishId}`);

export const addWish = (tx: Tx, w: { id: Id; clientId: Id; askedBy: 'client' | 'staff'; by: Id; kind: Wish['kind']; words: string; at: Instant }): Promise<number> =>
  tx.run(db.insertInto('session_wish').values({ agency_id: tx.agencyId, wish_id: w.id, client_id: w.clientId, asked_by: w.askedBy, by_id: w.by,
    kind: w.kind, words: w.words, at: w.at }));

export const addAnswer = (tx: Tx, a: { wishId: Id; clientId: Id; sessionId: Id | null; words: string; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('session_wish_answer').values({ agency_id: tx.agencyId, wish_id: a.wishId, client_id: a.clientId, session_id: a.sessionId,
    words: a.words, at: a.at, by_staff_id: a.by }));
