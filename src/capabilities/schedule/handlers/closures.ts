import { addDays, dateIn, daysBetween } from '../../../shared/dates.ts';
import { accept, refuse } from '../../../shared/decision.ts';
import { sayDay } from '../../../shared/words.ts';
import { handle } from '../../../platform/serve/handle.ts';
import { closeRoom as saveClosed, findRuleBook, listRooms, listSites } from '../../agency/store.ts';
import { listStaff } from '../../staff/store.ts';
import * as api from '../api.ts';
import * as changes from '../changes-store.ts';
import { calledOff } from '../closing.ts';
import * as sessions from '../sessions-store.ts';
import { between, callOff } from './making.ts';
import { startChange } from './undo.ts';
import { worksOn } from './viewing.ts';

/** Days on which a site, or the whole program, is closed: its sessions are called off with the reason. */
const LONGEST = 92;

export const listClosures = handle(api.listClosures, async ({ tx, today }, { from }) => {
  const [closures, sites, counts, rules] = await Promise.all([changes.listClosures(tx, from), listSites(tx), changes.countCancelled(tx), findRuleBook(tx, today)]);
  return accept({
    closures: closures.map((one) => ({ ...one, site: sites.find((site) => site.siteId === one.siteId)?.name ?? null, cancelled: counts.get(one.id) ?? 0 })),
    holidays: rules.holidays.filter((one) => one.date >= from).toSorted((a, b) => a.date.localeCompare(b.date)),
  });
});

export const previewClosure = handle(api.previewClosure, async (act, { siteId, from, last }) => {
  if (last < from) return refuse('until-before-from', 'Let the last day be no earlier than the first.', 'last');
  if (daysBetween(from, last) >= LONGEST) return refuse('too-long', `Close for ${LONGEST} days at most; end the groups for longer.`, 'last');
  const [start, end] = between(act, from, daysBetween(from, last) + 1);
  const [rows, rooms, seated] = await Promise.all([sessions.listSessions(act.tx, start, end), listRooms(act.tx), sessions.countSeated(act.tx, start, end)]);
  const { off, held } = calledOff(rows, { siteId, from, until: addDays(last, 1) }, rooms, act.zone);
  return accept({ sessions: off.length, held: held.length, seated: off.reduce((sum, one) => sum + (seated.get(one.id) ?? 0), 0) });
});

export const addClosure = handle(api.addClosure, async (act, { siteId, from, last, reason }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Close from today or a later day on.', 'from');
  if (last < from) return refuse('until-before-from', 'Let the last day be no earlier than the first.', 'last');
  if (daysBetween(from, last) >= LONGEST) return refuse('too-long', `Close for ${LONGEST} days at most; end the groups for longer.`, 'last');
  const sites = await listSites(act.tx);
  const site = sites.find((one) => one.siteId === siteId);
  if (siteId !== null && !site) return refuse('not-found', 'This site is not there any more. Open the page again.', 'siteId');
  const changeId = await startChange(act, { kind: 'addClosure',
    words: `${site?.name ?? 'The program'} closed ${from === last ? `on ${sayDay(from)}` : `${sayDay(from)} to ${sayDay(last)}`}` });
  const closure = { id: act.newId(), siteId, from, until: addDays(last, 1), reason };
  await changes.addClosure(act.tx, { ...closure, at: act.now, by: act.actor.subjectId });
  const rows = await sessions.listSessions(act.tx, ...between(act, from, daysBetween(from, last) + 1));
  const { off } = calledOff(rows, closure, await listRooms(act.tx), act.zone);
  const told = await callOff(act, off, reason, closure.id);
  return accept({ changeId, closureId: closure.id, sessions: off.length, told: told.length });
});

export const closeRoom = handle(api.closeRoom, async (act, { roomId, on }) => {
  const room = (await listRooms(act.tx)).find((one) => one.roomId === roomId);
  if (!room) return refuse('no-such-room', 'This room is not there any more. Open the page again.', 'roomId');
  if (on !== null && on < act.today) return refuse('from-in-the-past', 'Let it close today or later.', 'on');
  await saveClosed(act.tx, roomId, on);
  if (on === null) {
    await sessions.bookMissing(act.tx, act.now);
    return accept({ sessions: 0 });
  }
  return accept({ sessions: await sessions.freeFrom(act.tx, roomId, between(act, on, 1)[0]) });
});

/** How far sessions are looked at that somebody leaves behind: further ones are made later, without them. */
const AHEAD_DAYS = 366;

export const previewLeaving = handle(api.previewLeaving, async (act, { staffId, on }) => {
  const [led, staff] = await Promise.all([sessions.listSessionsLedBy(act.tx, staffId, ...between(act, on, AHEAD_DAYS)), listStaff(act.tx, act.now)]);
  const held = led.filter((one) => one.cancelled === null && one.startAt >= act.now);
  const alone = held.filter((one) => !one.facilitatorIds.some((other) => other !== staffId && worksOn(staff, other, dateIn(one.startAt, act.zone))));
  return accept({ sessions: alone.length, shared: held.length - alone.length });
});
