import { addHours, isBefore } from '../../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import { findRuleBook } from '../../agency/store.ts';
import { listStaff } from '../../staff/store.ts';
import * as api from '../api.ts';
import * as changes from '../changes-store.ts';
import * as store from '../store.ts';
import * as sessions from '../sessions-store.ts';
import { isHeld } from '../edits.ts';
import { carryHolds } from './holds.ts';
import { dropOrCallOff, tellOfChange } from './making.ts';

/**
 * Begins an act that can be taken back within the day: from here on the database notes each row of the timetable that this
 * transaction touches. Called before the first write; an act that is refused leaves nothing behind.
 * @param change `words` are shown to staff and name no client.
 */
export async function startChange(act: Act, change: { kind: string; words: string; seriesId?: Id; sessionId?: Id; clientId?: Id }): Promise<Id> {
  const changeId = act.newId();
  await changes.addChange(act.tx, { changeId, kind: change.kind, words: change.words.slice(0, 200), seriesId: change.seriesId ?? null,
    sessionId: change.sessionId ?? null, clientId: change.clientId ?? null, at: act.now, by: act.actor.subjectId });
  return changeId;
}

/** Changes of which clients were told by letter: they are told again when it is as it was, or they would stay away. */
const TOLD_OF = new Set(['moveSession', 'cancelSession', 'changeSessionMode', 'addSession', 'changeSeries', 'endSeries', 'addClosure', 'acceptBuild']);

/**
 * Restores what a change found. The database refuses by name where a fact came since or another took the place.
 * @param of the session or client that was named, and reached: a change of another is not there for whoever asks
 */
export async function undoChange(act: Act, changeId: Id, of: { sessionId?: Id; clientId?: Id } = {}): Promise<Decision<Record<string, never>>> {
  const { tx } = act;
  const [change, rules] = await Promise.all([changes.findChange(tx, changeId), findRuleBook(tx, act.today)]);
  if (!change || (of.sessionId ?? change.sessionId) !== change.sessionId || (of.clientId ?? change.clientId) !== change.clientId) return refuse('not-found', 'There is nothing here that you can take back.');
  if (change.undone) return refuse('undone-already', 'This was taken back before.', 'changeId');
  if (isBefore(addHours(change.at, rules['schedule.undoHours']), act.now)) {
    return refuse('too-late-to-undo', `A change can be taken back for ${rules['schedule.undoHours']} hours. Make the opposite change instead.`, 'changeId');
  }
  if (await changes.touchesHeld(tx, changeId)) {
    return refuse('facts-since', 'Something was recorded there since, so it stays. Change it the other way round.', 'changeId');
  }
  const touched = await changes.listTouched(tx, changeId);
  await changes.undoChange(tx, changeId);
  await changes.addUndo(tx, { changeId, at: act.now, by: act.actor.subjectId });
  const clientIds = [...new Set([...touched.flatMap((one) => one.clientId ?? []), ...act.clientIds])];
  for (const clientId of clientIds) act.touch(clientId);
  if (TOLD_OF.has(change.kind)) await tellOfChange(act, clientIds);
  // a night may have passed since: what it made for a series that is no more goes; what it did not make, the next one does
  const rows = await store.listSeriesByIds(tx, [...new Set(touched.flatMap((one) => one.seriesId ?? []))]);
  for (const row of rows.filter((one) => one.until === one.from)) {
    const before = row.id === change.seriesId ? undefined : rows.find((one) => one.id === change.seriesId);
    // an offer made since, of a seat that is no more, has no place to come back to
    if (before && !await carryHolds(act, row.id, before, row.from, rules)) {
      return refuse('taken-since', 'A seat was offered since that was not there before. Wait for the answer, or make the opposite change.', 'changeId');
    }
    await dropOrCallOff(act, (await sessions.listSessionsOfSeries(tx, row.id, act.today)).filter((one) => !isHeld(one, act.now) && !one.cancelled));
  }
  return accept({});
}

export const undoScheduleChange = handle(api.undoScheduleChange, (act, { changeId }) => undoChange(act, changeId));
export const undoSessionChange = handle(api.undoSessionChange, (act, { changeId, sessionId }) => undoChange(act, changeId, { sessionId }));
export const undoClientChange = handle(api.undoClientChange, (act, { changeId, clientId }) => undoChange(act, changeId, { clientId }));

export const listScheduleChanges = handle(api.listScheduleChanges, async (act, of) => {
  const [rules, staff] = await Promise.all([findRuleBook(act.tx, act.today), listStaff(act.tx, act.now)]);
  const hours = rules['schedule.undoHours'];
  const rows = await changes.listChanges(act.tx, addHours(act.now, -hours), of);
  return accept(rows.map((one) => ({ changeId: one.changeId, kind: one.kind, words: one.words, at: one.at,
    by: staff.find((other) => other.staffId === one.by)?.initials ?? '', until: addHours(one.at, hours) })));
});
