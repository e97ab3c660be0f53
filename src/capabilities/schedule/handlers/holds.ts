import type { Instant, LocalDate } from '../../../shared/dates.ts';
import type { Id } from '../../../shared/ids.ts';
import type { Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { unnoted } from '../changes-store.ts';
import { earlier, freeSeat, seatsIn, sharesDay, type Spell } from '../seating.ts';
import * as store from '../store.ts';

/** Seats that are kept for somebody to whom they were offered (PR-43). */
/** How often a number that somebody else took in the same moment is tried again. */
const TRIES = 40;

type Hold = { holdId: Id; clientId: Id; untilAt: Instant };

/**
 * Keeps a seat of a series for a client until a moment: nobody else is given it meanwhile (PR-43). What accepting would refuse is
 * not offered: a group that began together (PR-26), one in which somebody sits, or is kept a seat, who is kept apart (PR-28).
 * @returns what stands against it, or null
 */
export async function holdSeat(act: Act, hold: Hold, row: store.SeriesRow, spell: Spell, rules: RuleBook): Promise<'full' | 'cohort' | 'apart' | null> {
  const { tx } = act;
  const kept = { from: spell.from > row.from ? spell.from : row.from, until: earlier(spell.until, row.until) };
  const [group, pairs] = await Promise.all([row.groupId === null ? undefined : store.findGroup(tx, row.groupId), store.listSeparationsOf(tx, hold.clientId, kept.from)]);
  if (group?.enrolment === 'closed' && kept.from > row.from) return 'cohort';
  await store.releaseHolds(tx, { seriesId: row.id, clientId: null });
  const seatId = await keepPlace(act, hold, row, kept, rules, null);
  if (seatId === null) return 'full';
  for (const pair of pairs.filter((one) => sharesDay(one, kept))) if (!await store.takePairSeat(tx, { pairId: pair.pairId, seatId, seriesId: row.id, ...kept })) return 'apart';
  return null;
}

/** @param wish the number they would rather have */
async function keepPlace(act: Act, hold: Hold, row: store.SeriesRow, kept: Spell, rules: RuleBook, wish: number | null): Promise<Id | null> {
  for (let n = 0; n < TRIES; n++) {
    const [places, most] = [await store.listPlaces(act.tx, [row.id], kept.from), seatsIn(row.service, row.capacity, rules)];
    const wished = wish !== null && wish <= most && !places.some((one) => one.no === wish && sharesDay(one, kept)) ? wish : null;
    const [no, seatId] = [wished ?? freeSeat(places, kept, most), act.newId()];
    if (no === null) return null;
    if (await store.holdPlace(act.tx, { seatId, seriesId: row.id, no, ...kept, ...hold })) return seatId;
  }
  return null;
}

/**
 * Seats that open offers keep (PR-43) go along when a series is continued by another from a day on. It is no part of a change:
 * where that is taken back, they come back by the same way.
 * @returns false where the other has no seat left for one of them
 */
export const carryHolds = (act: Act, fromSeriesId: Id, to: store.SeriesRow, from: LocalDate, rules: RuleBook): Promise<boolean> => unnoted(act.tx, async () => {
  for (const { seatId: before, no, holdId, clientId, untilAt, ...spell } of await store.listHolds(act.tx, fromSeriesId, from)) {
    const kept = { from: spell.from > from ? spell.from : from, until: earlier(spell.until, to.until) };
    await store.endHold(act.tx, before, from);
    const seatId = await keepPlace(act, { holdId, clientId, untilAt }, to, kept, rules, no);
    if (seatId === null) return false;
    for (const pair of await store.listSeparationsOf(act.tx, clientId, kept.from)) await store.takePairSeat(act.tx, { pairId: pair.pairId, seatId, seriesId: to.id, ...kept });
  }
  return true;
});
