import { addDays, dateIn, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { Closure, SessionMode } from './model.ts';

/** Days on which nothing is held: holidays of the rule book, and closures of one site or of the whole program. */
type Where = { roomId: Id | null; mode: SessionMode };
type Rooms = readonly { roomId: Id; siteId: Id }[];

/**
 * Does a closure stop what is held there? One of the whole program stops everything; one of a site stops what is held
 * in its rooms, but not what is joined over a link.
 */
export function closes(closure: Pick<Closure, 'siteId'>, where: Where, rooms: Rooms): boolean {
  if (closure.siteId === null) return true;
  return where.mode !== 'telehealth' && rooms.some((room) => room.roomId === where.roomId && room.siteId === closure.siteId);
}

/** The reason for which nothing is held there on each closed day. A closure goes before a holiday of the same day. */
export function closedDays(rules: RuleBook, closures: readonly Closure[], where: Where, rooms: Rooms): Map<LocalDate, string> {
  const days = new Map<LocalDate, string>(rules.holidays.map((one) => [one.date, one.name]));
  for (const closure of closures.filter((one) => closes(one, where, rooms))) {
    for (let on = closure.from; on < closure.until; on = addDays(on, 1)) days.set(on, closure.reason);
  }
  return days;
}

/** Which of these sessions a closure calls off, and which stay because a fact hangs on them already. */
export function calledOff<S extends Where & { startAt: string; tied: boolean; cancelled: unknown }>(
  sessions: readonly S[], closure: Pick<Closure, 'siteId' | 'from' | 'until'>, rooms: Rooms, zone: string,
): { off: S[]; held: S[] } {
  const there = sessions.filter((one) => {
    const on = dateIn(one.startAt, zone);
    return one.cancelled === null && closure.from <= on && on < closure.until && closes(closure, one, rooms);
  });
  return { off: there.filter((one) => !one.tied), held: there.filter((one) => one.tied) };
}
