import { createHash } from 'node:crypto';
import ical, { ICalEventStatus } from 'ical-generator';
import { addDays, instantOf } from '../../../shared/dates.ts';
import { accept, refuse } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import { sql, type Tx } from '../../../platform/database/tx.ts';
import * as api from '../api.ts';
import * as sessions from '../sessions-store.ts';

/**
 * A calendar address for one person. Titles are neutral: a phone's lock screen must not tell that somebody is in
 * treatment (PR-86), and nobody else is ever named (PV-53).
 */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const makeCalendarFeed = handle(api.makeCalendarFeed, async (act, { token }) => {
  const { tx, actor, now } = act;
  const kind = actor.kind === 'client' ? 'client' : 'staff';
  await tx.run(sql`update calendar_feed set ended_at = ${now} where agency_id = ${tx.agencyId} and subject_kind = ${kind}
    and subject_id = ${actor.subjectId} and ended_at is null`);
  await tx.run(sql`insert into calendar_feed (agency_id, token_hash, subject_kind, subject_id, made_at)
    values (${tx.agencyId}, ${hashOf(token)}, ${kind}, ${actor.subjectId}, ${now})`);
  return accept({ folder: `/calendar/${tx.agencyId}/` });
});

/** Whose calendar an address is; undefined once it ended. */
const findFeed = (tx: Tx, token: string): Promise<{ kind: 'staff' | 'client'; subjectId: Id } | undefined> => tx.maybe(sql`
  select subject_kind as kind, subject_id as "subjectId" from calendar_feed
  where agency_id = ${tx.agencyId} and token_hash = ${hashOf(token)} and ended_at is null`);

export const openCalendarFeed = handle(api.openCalendarFeed, async ({ tx }, { token }) => {
  const feed = await findFeed(tx, token);
  return feed ? accept(feed) : refuse('not-found', 'This calendar address has ended. Make a new one.');
});

/** Weeks behind and ahead that a calendar holds. */
const BEHIND = 2;
const AHEAD = 12;

export const readMyCalendar = handle(api.readMyCalendar, async (act) => accept({ ics: await calendarOf(act) }));

async function calendarOf(act: Act): Promise<string> {
  const from = instantOf(addDays(act.today, -7 * BEHIND), '00:00', act.zone);
  const before = instantOf(addDays(act.today, 7 * AHEAD), '00:00', act.zone);
  const rows = act.actor.kind === 'client' ? await sessions.listSessionsOf(act.tx, act.actor.subjectId, from, before)
    : await sessions.listSessionsLedBy(act.tx, act.actor.subjectId, from, before);
  const calendar = ical({ name: 'Appointments', prodId: { company: 'Calendar', product: 'Calendar', language: 'EN' } });
  for (const row of rows) {
    const event = calendar.createEvent({ id: `${row.id}@calendar`, start: new Date(row.startAt), end: new Date(row.endAt), summary: 'Appointment', stamp: new Date(act.now) });
    if (row.cancelled) event.status(ICalEventStatus.CANCELLED);
  }
  return calendar.toString();
}
