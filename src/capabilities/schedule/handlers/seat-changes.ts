import { isBefore, type LocalDate } from '../../../shared/dates.ts';
import { accept, refuse } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { sayDay, sayWhen } from '../../../shared/words.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import { findRuleBook } from '../../agency/store.ts';
import * as api from '../api.ts';
import { effectiveFrom } from '../edits.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { bookSpell, continueSeat, giveSeat, leaveSeat } from './seats.ts';
import { startChange } from './undo.ts';
import { nameOf } from './viewing.ts';

/** A seat that is skipped for some days, swapped for another, or made up for elsewhere. The past stays as it was. */

const ownSeat = async (act: Act, clientId: Id, seatId: Id): Promise<store.SeatRow | undefined> =>
  (await store.listSeatsOf(act.tx, clientId, act.today)).find((one) => one.id === seatId);

/** From which day on a seat can be given up: what was held of it today stays theirs. */
const givenUpFrom = async (act: Act, seat: store.SeatRow, from: LocalDate): Promise<LocalDate> =>
  effectiveFrom(from, await sessions.listSessionsOfSeries(act.tx, seat.seriesId, from), act.now);

/** After a time away, the same seat with its number, if the spell goes on so long. */
async function comeBack(act: Act, seat: store.SeatRow, back: LocalDate): Promise<boolean> {
  if (seat.until !== null && seat.until <= back) return false;
  await continueSeat(act, seat, seat.seriesId, { from: back > seat.from ? back : seat.from, until: seat.until }, seat.no);
  return true;
}

export const skipSeat = handle(api.skipSeat, async (act, { clientId, seatId, from, back }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Let the time away begin today or later.', 'from');
  if (back <= from) return refuse('back-before-from', 'Let them come back after they are away.', 'back');
  const seat = await ownSeat(act, clientId, seatId);
  if (!seat) return refuse('not-found', 'This seat is not there any more. Open the page again.', 'seatId');
  const away = await givenUpFrom(act, seat, from > seat.from ? from : seat.from);
  if (back <= away) return refuse('held-already', 'The session of that day was held already.', 'from');
  if (seat.until !== null && away >= seat.until) return refuse('ends-earlier-already', 'This seat has ended by then.', 'from');
  const changeId = await startChange(act, { kind: 'skipSeat', clientId, words: `Away from ${sayDay(away)} until ${sayDay(back)}` });
  const rows = await sessions.listSessionsOfSeries(act.tx, seat.seriesId, away);
  const skipped = rows.filter((one) => one.plannedOn < back && (seat.until === null || one.plannedOn < seat.until) && !one.tied && isBefore(act.now, one.endAt));
  await sessions.dropClientBookings(act.tx, clientId, skipped.map((one) => one.id));
  await store.endSeat(act.tx, seat.id, away);
  await comeBack(act, seat, back);
  return accept({ changeId, sessions: skipped.filter((one) => !one.cancelled).length });
});

export const swapSeat = handle(api.swapSeat, async (act, { clientId, seatId, seriesId, from, back, overrideReason }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Let the swap begin today or later.', 'from');
  if (back !== null && back <= from) return refuse('back-before-from', 'Let them come back after the swap begins.', 'back');
  const [seat, row, rules] = await Promise.all([ownSeat(act, clientId, seatId), store.findSeries(act.tx, seriesId), findRuleBook(act.tx, act.today)]);
  if (!seat) return refuse('not-found', 'This seat is not there any more. Open the page again.', 'seatId');
  if (!row || row.kind !== 'group') return refuse('no-such-group', 'This group is not there any more. Open the page again.', 'seriesId');
  if (row.id === seat.seriesId) return refuse('same-group', 'They have this seat already. Choose another group.', 'seriesId');
  const changeId = await startChange(act, { kind: 'swapSeat', clientId, words: `Another group from ${sayDay(from)}${back === null ? ' on' : ` until ${sayDay(back)}`}` });
  const begin = from > seat.from ? from : seat.from;
  await leaveSeat(act, seat, begin);
  const given = await giveSeat(act, clientId, row, { from, until: back }, overrideReason, rules);
  if (!given.ok) return given;
  if (back !== null) {
    const again = await comeBack(act, seat, back) ? await bookSpell(act, clientId, seat.seriesId, { from: back, until: seat.until }) : null;
    if (again !== null && !again.ok) return { ...again, field: 'back' };
  }
  return accept({ changeId, seatId: given.value.seatId, no: given.value.no });
});

export const makeUpSession = handle(api.makeUpSession, async (act, { clientId, missedSessionId, sessionId, overrideReason }) => {
  const [missed, instead] = await Promise.all([sessions.findSession(act.tx, missedSessionId), sessions.findSession(act.tx, sessionId)]);
  if (!missed || !await store.hadSeat(act.tx, clientId, missed.seriesId, missed.plannedOn)) {
    return refuse('not-theirs', 'They had no seat at that session. Open the page again.', 'missedSessionId');
  }
  if (!instead || instead.kind !== 'group') return refuse('no-such-session', 'This session is not there any more. Choose another.', 'sessionId');
  if (instead.id === missed.id) return refuse('same-session', 'Choose another session than the one that was missed.', 'sessionId');
  if (instead.cancelled) return refuse('already-cancelled', 'That session is cancelled. Choose another.', 'sessionId');
  if (!isBefore(act.now, instead.endAt)) return refuse('in-the-past', 'Choose a session that is still to come.', 'sessionId');
  if ((await store.listMakeUps(act.tx, clientId)).some((one) => one.missedSessionId === missed.id)) {
    return refuse('made-up-already', 'A session was booked for this one already. Take that back first.', 'missedSessionId');
  }
  const [row, rules] = await Promise.all([store.findSeries(act.tx, instead.seriesId), findRuleBook(act.tx, act.today)]);
  const changeId = await startChange(act, { kind: 'makeUpSession', clientId, sessionId,
    words: `${nameOf(instead)}, ${sayWhen(instead.startAt, act.zone)}, for one that was missed` });
  const day = Temporal.PlainDate.from(instead.plannedOn).add({ days: 1 }).toString();
  const given = await giveSeat(act, clientId, row!, { from: instead.plannedOn, until: day }, overrideReason, rules);
  if (!given.ok) return given;
  await store.addMakeUp(act.tx, { seatId: given.value.seatId, clientId, sessionId, missedSessionId });
  return accept({ changeId, seatId: given.value.seatId, no: given.value.no });
});
