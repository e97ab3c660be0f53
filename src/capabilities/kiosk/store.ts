import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { SessionKind } from '../schedule/model.ts';
import { expectedKey, type KnownAtDoor } from './rules.ts';

export const addKiosk = (tx: Tx, k: { id: Id; name: string; codeHash: string; until: Instant; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('kiosk').values({ agency_id: tx.agencyId, kiosk_id: k.id, name: k.name, code_hash: k.codeHash, code_until: k.until, made_at: k.at, by_staff_id: k.by }));

export const addPairing = (tx: Tx, p: { kioskId: Id; secretHash: string; at: Instant }): Promise<number> => tx.run(sql`
  insert into kiosk_pairing (agency_id, kiosk_id, secret_hash, at) values (${tx.agencyId}, ${p.kioskId}, ${p.secretHash}, ${p.at}) on conflict do nothing`);

export const addKioskEnd = (tx: Tx, e: { kioskId: Id; at: Instant; by: Id }): Promise<number> => tx.run(sql`
  insert into kiosk_end (agency_id, kiosk_id, at, by_staff_id) select k.agency_id, k.kiosk_id, ${e.at}::timestamptz, ${e.by}::uuid from kiosk k
  where k.agency_id = ${tx.agencyId} and k.kiosk_id = ${e.kioskId} on conflict do nothing`);

export const addSeen = (tx: Tx, s: { id: Id; kioskId: Id; at: Instant; wrongTries: number; correctionMs: number }): Promise<number> =>
  tx.run(db.insertInto('kiosk_seen').values({ agency_id: tx.agencyId, kiosk_seen_id: s.id, kiosk_id: s.kioskId, at: s.at, wrong_tries: s.wrongTries, correction_ms: s.correctionMs }));

/**
 * A tablet at which nobody signs in asks for its day, and is heard of by that: at most once a minute. Its clock is as it was
 * last told.
 */
export const addAsked = (tx: Tx, s: { id: Id; kioskId: Id; at: Instant; quietSince: Instant }): Promise<number> => tx.run(sql`
  insert into kiosk_seen (agency_id, kiosk_seen_id, kiosk_id, at, wrong_tries, correction_ms)
  select k.agency_id, ${s.id}::uuid, k.kiosk_id, ${s.at}::timestamptz, 0, coalesce((select w.correction_ms from kiosk_seen w
    where w.agency_id = k.agency_id and w.kiosk_id = k.kiosk_id order by w.at desc limit 1), 0)
  from kiosk k where k.agency_id = ${tx.agencyId} and k.kiosk_id = ${s.kioskId}
    and not exists (select from kiosk_seen w where w.agency_id = k.agency_id and w.kiosk_id = k.kiosk_id and w.at > ${s.quietSince})`);

export type KioskRow = {
  kioskId: Id; name: string; madeAt: Instant; codeUntil: Instant; pairedAt: Instant | null; endedAt: Instant | null; seenAt: Instant | null;
  wrongTries: number; correctionMs: number;
};

/** @param since from when on wrong tries are counted */
export const listKiosks = (tx: Tx, since: Instant): Promise<KioskRow[]> => tx.all(sql<KioskRow>`
  select k.kiosk_id as "kioskId", k.name, k.made_at as "madeAt", k.code_until as "codeUntil", p.at as "pairedAt", e.at as "endedAt", s.at as "seenAt",
    coalesce((select sum(w.wrong_tries) from kiosk_seen w where w.agency_id = k.agency_id and w.kiosk_id = k.kiosk_id and w.at >= ${since}), 0)::int as "wrongTries",
    coalesce(s.correction_ms, 0)::float as "correctionMs"
  from kiosk k left join kiosk_pairing p on p.agency_id = k.agency_id and p.kiosk_id = k.kiosk_id
    left join kiosk_end e on e.agency_id = k.agency_id and e.kiosk_id = k.kiosk_id
    left join lateral (select s.at, s.correction_ms from kiosk_seen s where s.agency_id = k.agency_id and s.kiosk_id = k.kiosk_id order by s.at desc limit 1) s on true
  where k.agency_id = ${tx.agencyId} order by k.made_at desc limit 100`);

export const findSalt = async (tx: Tx): Promise<string | null> =>
  (await tx.maybe(sql<{ salt: string }>`select salt from door_salt where agency_id = ${tx.agencyId}`))?.salt ?? null;
export const addSalt = (tx: Tx, salt: string): Promise<number> => tx.run(sql`
  insert into door_salt (agency_id, salt) values (${tx.agencyId}, ${salt}) on conflict do nothing`);

export const addDoorKey = (tx: Tx, k: { id: Id; clientId: Id; numberHash: string; codeHash: string; at: Instant; by: Id | null }): Promise<number> =>
  tx.run(db.insertInto('door_key').values({ agency_id: tx.agencyId, door_key_id: k.id, client_id: k.clientId, number_hash: k.numberHash, code_hash: k.codeHash,
    at: k.at, by_staff_id: k.by }).onConflict((c) => c.doNothing()));

export const findDoorKey = (tx: Tx, clientId: Id): Promise<{ at: Instant } | undefined> => tx.maybe(sql<{ at: Instant }>`
  select at from door_key where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at desc limit 1`);

export type ExpectedRow = {
  clientId: Id; callThem: string; initials: string; numberHash: string; codeHash: string; sessionId: Id; kind: SessionKind; startAt: Instant; endAt: Instant;
  room: string | null; last: 'arrived' | 'left' | null;
};

/** Who is expected between two moments and has a number for the door; what was heard of them there. */
export const listExpectedAtDoor = (tx: Tx, from: Instant, before: Instant): Promise<ExpectedRow[]> => tx.all(sql<ExpectedRow>`
  select t.client_id as "clientId", c.call_them as "callThem", c.initials, k.number_hash as "numberHash", k.code_hash as "codeHash", s.session_id as "sessionId",
    r.kind, s.start_at as "startAt", s.end_at as "endAt", m.name as room,
    (select p.kind from presence p where p.agency_id = s.agency_id and p.session_id = s.session_id and p.client_id = t.client_id and p.source = 'door'
      order by p.at desc limit 1) as last
  from session s
    join series r on r.agency_id = s.agency_id and r.series_id = s.series_id
    join seat t on t.agency_id = s.agency_id and t.series_id = s.series_id and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)
    join client c on c.agency_id = t.agency_id and c.client_id = t.client_id
    join lateral (select k.number_hash, k.code_hash from door_key k where k.agency_id = t.agency_id and k.client_id = t.client_id
      order by k.at desc, k.door_key_id desc limit 1) k on true
    left join room m on m.agency_id = s.agency_id and m.room_id = s.room_id
  where s.agency_id = ${tx.agencyId} and s.start_at >= ${from} and s.start_at < ${before}
    and not exists (select from session_cancel x where x.agency_id = s.agency_id and x.session_id = s.session_id)
  order by t.client_id, s.start_at`);

/** Who came may leave, also where their seat ended meanwhile. */
export async function knownOf(tx: Tx, sessionIds: readonly Id[], clientIds: readonly Id[]): Promise<KnownAtDoor> {
  const [sessions, clients, expected] = await Promise.all([
    tx.all(sql<{ id: Id; startAt: Instant }>`select session_id as id, start_at as "startAt" from session
      where agency_id = ${tx.agencyId} and session_id = any (${sessionIds as Id[]}::uuid[])`),
    tx.all(sql<{ id: Id }>`select client_id as id from client where agency_id = ${tx.agencyId} and client_id = any (${clientIds as Id[]}::uuid[])`),
    tx.all(sql<{ sessionId: Id; clientId: Id }>`
      select s.session_id as "sessionId", t.client_id as "clientId" from session s join seat t on t.agency_id = s.agency_id and t.series_id = s.series_id
        and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on) and t.client_id = any (${clientIds as Id[]}::uuid[])
      where s.agency_id = ${tx.agencyId} and s.session_id = any (${sessionIds as Id[]}::uuid[])
      union select p.session_id, p.client_id from presence p where p.agency_id = ${tx.agencyId} and p.session_id = any (${sessionIds as Id[]}::uuid[])
        and p.client_id = any (${clientIds as Id[]}::uuid[])`),
  ]);
  return { sessions: new Map(sessions.map((one) => [one.id, one])), clients: new Set(clients.map((one) => one.id)), expected: new Set(expected.map(expectedKey)) };
}
