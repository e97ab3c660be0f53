/** The client's own phone: today, the week, what they say about a session. */
import { addDays, dateIn, endOfDay, instantOf, timeIn, weekOf, weekdayOf, type Instant } from '../../shared/dates.ts';
import { accept, refuse } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import type { Tx } from '../../platform/database/tx.ts';
import { findRuleBook, listRooms, listSites } from '../agency/store.ts';
import { addSaid, listSaidOf } from '../attendance/said-store.ts';
import type { LifeKind } from '../clients/model.ts';
import { findClient, findPrimary, listEpisodes } from '../clients/store.ts';
import { listCheckIns } from '../safeguards/store.ts';
import { countsToHours, wholeMinutes } from '../schedule/hours.ts';
import { listSessionsOf, type SessionRow } from '../schedule/sessions-store.ts';
import { listStaff } from '../staff/store.ts';
import * as api from './api.ts';
import type { MySession } from './model.ts';
import { nextOf } from './rules.ts';
import * as store from './store.ts';

const LIFE: Record<LifeKind, string> = { work: 'work', children: 'children', school: 'school', travel: 'travel', other: 'my own' };

type Mine = { row: SessionRow; mine: MySession; attended: number | null };

/** The client's sessions of a stretch of time, with what was said about each and whether it was kept. */
async function sessionsOf(act: Act, clientId: Id, from: Instant, before: Instant): Promise<Mine[]> {
  const { tx, now, zone } = act;
  const [rows, said, rooms, staff] = await Promise.all([
    listSessionsOf(tx, clientId, from, before), listSaidOf(tx, clientId, instantOf(addDays(dateIn(from, zone), -7), '00:00', zone)),
    listRooms(tx), listStaff(tx, now)]);
  const attended = new Map<Id, number>();
  return rows.map((row) => {
    const minutes = attended.get(row.id) ?? null;
    return {
      row, attended: minutes,
      mine: {
        sessionId: row.id, kind: row.kind, date: dateIn(row.startAt, zone), from: timeIn(row.startAt, zone), to: timeIn(row.endAt, zone),
        startAt: row.startAt, endAt: row.endAt, room: rooms.find((r) => r.roomId === row.roomId)?.name ?? null,
        with: row.facilitatorIds.flatMap((id) => staff.find((s) => s.staffId === id)?.initials ?? []),
        cancelled: row.cancelled !== null, said: said.find((s) => s.sessionId === row.id)?.kind ?? null,
        state: minutes === null ? 'planned' : minutes > 0 ? 'kept' : 'missed',
      },
    };
  });
}

const phoneOf = async (tx: Tx): Promise<string> => (await listSites(tx)).find((s) => s.phone !== '')?.phone ?? '';

export const readMyDay = handle(api.readMyDay, async (act) => {
  const clientId = act.clientId!;
  const { tx, today, zone, now } = act;
  const dayStart = instantOf(today, '00:00', zone);
  const [client, primary, sessions, checkIns, messages, readTo, phone] = await Promise.all([
    findClient(tx, clientId), findPrimary(tx, clientId), sessionsOf(act, clientId, dayStart, instantOf(addDays(today, 8), '00:00', zone)),
    listCheckIns(tx, clientId, today), store.listMessages(tx, clientId), store.findReadTo(tx, clientId, 'client'), phoneOf(tx)]);
  if (!client) return refuse('not-found', 'There is nothing here that you can open.');
  const mine = sessions.map((s) => s.mine);
  const next = nextOf(mine, now);
  return accept({
    callThem: client.callThem || client.initials, today, next,
    later: mine.filter((s) => s.date === today && s.sessionId !== next?.sessionId && Date.parse(s.endAt) > Date.parse(now)),
    checkedIn: checkIns.length > 0, counselor: primary?.initials ?? null, phone,
    unread: messages.filter((m) => !m.mine && (readTo === undefined || Date.parse(m.at) > Date.parse(readTo.at))).length,
  });
});

export const readMyWeek = handle(api.readMyWeek, async (act, { on }) => {
  const clientId = act.clientId!;
  const { tx, today, zone, now } = act;
  const from = weekOf(on ?? today, act.weekStart);
  const [client, episodes, rules, sessions] = await Promise.all([
    findClient(tx, clientId), listEpisodes(tx, clientId), findRuleBook(tx, today),
    sessionsOf(act, clientId, instantOf(from, '00:00', zone), instantOf(addDays(from, 7), '00:00', zone))]);
  const counted = sessions.filter(({ row }) => countsToHours(row.service, rules));
  const kept = sum(counted.map((s) => s.attended ?? 0));
  const toCome = counted.filter(({ row, mine, attended }) => attended === null && !mine.cancelled && mine.said !== 'cannot_come'
    && Date.parse(row.endAt) > Date.parse(now));
  const adolescent = episodes.find((e) => e.endedAt === null)?.adolescent ?? false;
  return accept({
    from, today, sessions: sessions.map((s) => s.mine),
    life: (client?.routine ?? []).map((b) => ({ on: addDays(from, (b.weekday - weekdayOf(from) + 7) % 7), from: b.from, to: b.to, label: LIFE[b.kind] })),
    hours: {
      kept: kept / 60, planned: (kept + sum(toCome.map(({ row }) => wholeMinutes(row)))) / 60,
      floor: rules[adolescent ? 'hours.floor.adolescent' : 'hours.floor.adult'],
    },
  });
});
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const ANSWERS = {
  on_my_way: 'Good. See you soon.',
  late: 'Thank you for saying so. Come when you can.',
  cannot_come: 'Thank you for saying so. Your team knows, and asks how else you can get there.',
} as const;

export const sayAboutSession = handle(api.sayAboutSession, async (act, { saidId, sessionId, kind, words }) => {
  const clientId = act.clientId!;
  const found = (await listSessionsOf(act.tx, clientId, instantOf(addDays(act.today, -1), '00:00', act.zone), endOfDay(addDays(act.today, 60), act.zone)))
    .find((s) => s.id === sessionId);
  if (!found) return refuse('not-found', 'There is nothing here that you can open.');
  if (found.cancelled) return refuse('session-cancelled', 'This session does not take place.');
  if (Date.parse(found.endAt) <= Date.parse(act.now)) return refuse('session-over', 'This session is over. Write to your team instead.');
  await addSaid(act.tx, { id: saidId, sessionId, clientId, kind, words, at: act.now });
  return accept({ answer: ANSWERS[kind] });
});
