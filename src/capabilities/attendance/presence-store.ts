import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Decided, Presence, Source } from './presence.ts';

/** What doors and video calls said, and whose word was taken. */
const WORD = sql`presence_id as id, session_id as "sessionId", client_id as "clientId", source, kind, at, device_at as "deviceAt",
  correction_ms::float as "correctionMs", sent_correction_ms::float as "sentCorrectionMs", kiosk_id as "kioskId", place, recorded_at as "recordedAt" from presence`;

export const listPresences = (tx: Tx, sessionId: Id): Promise<Presence[]> => tx.all(sql<Presence>`select ${WORD}
  where agency_id = ${tx.agencyId} and session_id = ${sessionId} order by at, presence_id`);

/** One client's own words about sessions since a moment. */
export const listPresencesOf = (tx: Tx, clientId: Id, since: Instant): Promise<Presence[]> => tx.all(sql<Presence>`select ${WORD}
  where agency_id = ${tx.agencyId} and client_id = ${clientId} and at >= ${since} order by at, presence_id`);

/** Sent twice it is kept once: the id was made on the device. */
export const addPresence = (tx: Tx, p: Presence): Promise<number> => tx.run(db.insertInto('presence').values({
  agency_id: tx.agencyId, presence_id: p.id, session_id: p.sessionId, client_id: p.clientId, source: p.source, kind: p.kind, at: p.at,
  device_at: p.deviceAt, correction_ms: p.correctionMs, sent_correction_ms: p.sentCorrectionMs, kiosk_id: p.kioskId, place: p.place,
  recorded_at: p.recordedAt,
}).onConflict((c) => c.doNothing()));

export const listPresenceDecisions = (tx: Tx, sessionId: Id): Promise<(Decided & { clientId: Id })[]> => tx.all(sql`
  select client_id as "clientId", attendance_id as "attendanceId", at from presence_decision
  where agency_id = ${tx.agencyId} and session_id = ${sessionId}`);

export const addPresenceDecision = (tx: Tx, d: { id: Id; sessionId: Id; clientId: Id; kept: 'sheet' | Source; attendanceId: Id; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('presence_decision').values({ agency_id: tx.agencyId, presence_decision_id: d.id, session_id: d.sessionId, client_id: d.clientId,
    kept: d.kept, attendance_id: d.attendanceId, at: d.at, by_staff_id: d.by }));
