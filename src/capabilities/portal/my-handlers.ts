/** The client's own phone: today, what is next, and what they say about a session. Weeks and hours are attendance's. */
import { addDays, dateIn, endOfDay, instantOf, timeIn, type Instant } from '../../shared/dates.ts';
import { accept, refuse } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import type { Tx } from '../../platform/database/tx.ts';
import { listRooms, listSites } from '../agency/store.ts';
import { isByVideo } from '../attendance/presence.ts';
import { listPresencesOf } from '../attendance/presence-store.ts';
import { addSaid, listSaidOf } from '../attendance/said-store.ts';
import { listSessionsOfClient, type ClientSession } from '../attendance/store.ts';
import { shortName } from '../clients/short-name.ts';
import { findClient, findPrimary } from '../clients/store.ts';
import { findSession, tieToSession } from '../schedule/sessions-store.ts';
import { listCheckIns } from '../safeguards/store.ts';
import { listStaff } from '../staff/store.ts';
import * as api from './api.ts';
import type { MySession } from './model.ts';
import { nextOf } from './rules.ts';
import * as store from './store.ts';

/** The client's sessions of a stretch of time, with what was said about each and whether it was kept. */
async function sessionsOf(act: Act, clientId: Id, from: Instant, before: Instant): Promise<MySession[]> {
  const { tx, now, zone } = act;
  const [rows, said, calls, rooms, staff] = await Promise.all([
    listSessionsOfClient(tx, clientId, from, before), listSaidOf(tx, clientId, instantOf(addDays(dateIn(from, zone), -7), '00:00', zone)),
    listPresencesOf(tx, clientId, from), listRooms(tx), listStaff(tx, now)]);
  return rows.map((row) => ({
    sessionId: row.sessionId, kind: row.kind, date: dateIn(row.startAt, zone), from: timeIn(row.startAt, zone), to: timeIn(row.endAt, zone),
    startAt: row.startAt, endAt: row.endAt, room: rooms.find((r) => r.roomId === row.roomId)?.name ?? null,
    with: row.leaderIds.flatMap((id) => staff.find((s) => s.staffId === id)?.initials ?? []),
    cancelled: row.cancelled, state: stateOf(row), said: said.find((s) => s.sessionId === row.sessionId)?.kind ?? null,
    byVideo: isByVideo(row), joined: calls.findLast((c) => c.sessionId === row.sessionId && c.source === 'video')?.kind === 'arrived',
  }));
}
const stateOf = (row: ClientSession): MySession['state'] => (row.status === null ? 'planned' : row.status === 'present' ? 'kept' : 'missed');

const phoneOf = async (tx: Tx): Promise<string> => (await listSites(tx)).find((s) => s.phone !== '')?.phone ?? '';

export const readMyDay = handle(api.readMyDay, async (act) => {
  const clientId = act.clientId!;
  const { tx, today, zone, now } = act;
  const dayStart = instantOf(today, '00:00', zone);
  const [client, primary, sessions, checkIns, messages, readTo, phone] = await Promise.all([
    findClient(tx, clientId), findPrimary(tx, clientId), sessionsOf(act, clientId, dayStart, instantOf(addDays(today, 8), '00:00', zone)),
    listCheckIns(tx, clientId, today), store.listMessages(tx, clientId), store.findReadTo(tx, clientId, 'client'), phoneOf(tx)]);
  if (!client) return refuse('not-found', 'There is nothing here that you can open.');
  const next = nextOf(sessions, now);
  const link = next && next.byVideo && next.date === today ? (await findSession(tx, next.sessionId))?.link || null : null;
  return accept({
    callThem: shortName(client.callThem, client.initials), today, next: next && { ...next, link },
    later: sessions.filter((s) => s.date === today && s.sessionId !== next?.sessionId && Date.parse(s.endAt) > Date.parse(now)),
    checkedIn: checkIns.length > 0, counselor: primary?.initials ?? null, phone,
    unread: messages.filter((m) => !m.mine && (readTo === undefined || Date.parse(m.at) > Date.parse(readTo.at))).length,
  });
});

const ANSWERS = {
  on_my_way: 'Good. See you soon.',
  late: 'Thank you for saying so. Come when you can.',
  cannot_come: 'Thank you for saying so. Your team knows.',
} as const;

export const sayAboutSession = handle(api.sayAboutSession, async (act, { saidId, sessionId, kind, words }) => {
  const clientId = act.clientId!;
  const { tx, today, zone, now } = act;
  const mine = await listSessionsOfClient(tx, clientId, instantOf(addDays(today, -1), '00:00', zone), endOfDay(addDays(today, 60), zone));
  const found = mine.find((s) => s.sessionId === sessionId && s.expected);
  if (!found) return refuse('not-found', 'There is nothing here that you can open.');
  if (found.cancelled) return refuse('session-cancelled', 'This session does not take place.');
  if (Date.parse(found.endAt) <= Date.parse(now)) return refuse('session-over', 'This session is over. Write to your team instead.');
  await tieToSession(tx, sessionId, 'said');
  await addSaid(tx, { id: saidId, sessionId, clientId, kind, words, at: now });
  return accept({ answer: ANSWERS[kind] });
});
