import { addDays, addMinutes, instantOf, isBefore, timeIn, weekdayOf, type LocalDate, type WallTime } from '../../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import { sayDay } from '../../../shared/words.ts';
import type { Id } from '../../../shared/ids.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { findRuleBook, listTravel } from '../../agency/store.ts';
import { SERVICE_WORDS, type Service } from '../../agency/services.ts';
import * as api from '../api.ts';
import { between, findGround, makeSessions } from './making.ts';
import { closedDays } from '../closing.ts';
import type { SessionKind } from '../model.ts';
import { standsInTheWay } from '../openings.ts';
import { weekly } from '../recurrence.ts';
import { giveSeat } from './seats.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { decideLeaders, decideRoom, refuseClash } from './deciding.ts';
import { startChange } from './undo.ts';
import { gives, initialsOf } from './viewing.ts';

/** Sessions of one client, and when people can be booked for one. */
export type Appointment = {
  clientId: Id; kind: Exclude<SessionKind, 'group'>; service: Service; staffId: Id; roomId: Id | null; on: LocalDate; startsAt: WallTime; minutes: number;
  repeat: 'once' | 'weekly' | 'every-other-week'; until: LocalDate | null;
};

/**
 * Books a session for one client, once or standing: a series of its own with one seat. Credential, person, room and
 * client are all judged, on every day it recurs.
 */
export async function bookFor(act: Act, asked: Appointment, rules: RuleBook): Promise<Decision<{ seriesId: Id; sessionId: Id; startAt: string; sessions: number }>> {
  const endsAt = Temporal.PlainTime.from(asked.startsAt).add({ minutes: asked.minutes }).toString({ smallestUnit: 'minute' });
  if (endsAt <= asked.startsAt) return refuse('ends-before-it-starts', 'Let it end before midnight.', 'minutes');
  if (!isBefore(act.now, instantOf(asked.on, asked.startsAt, act.zone))) return refuse('in-the-past', 'Choose a time that is still to come.', 'startsAt');
  if (asked.until !== null && asked.until < asked.on) return refuse('until-before-from', 'Let it end after it begins.', 'until');
  const leaders = await decideLeaders(act, [asked.staffId], asked.service, asked.on, rules, 'staffId');
  if (!leaders.ok) return leaders;
  const room = await decideRoom(act, asked.roomId, asked.on);
  if (!room.ok) return room;
  const row: store.SeriesRow = {
    id: act.newId(), groupId: null, trackId: null, kind: asked.kind, service: asked.service,
    rule: weekly([weekdayOf(asked.on)], asked.repeat === 'every-other-week' ? 2 : 1),
    startsAt: asked.startsAt, endsAt, breaks: [], zone: act.zone, roomId: asked.roomId, mode: 'in_person', link: '', facilitatorIds: [asked.staffId], capacity: 1, from: asked.on,
    until: asked.repeat === 'once' ? addDays(asked.on, 1) : asked.until === null ? null : addDays(asked.until, 1), weeksFirst: null, weeksLast: null,
  };
  await store.addSeries(act.tx, row);
  const made = await makeSessions(act, row, asked.on, rules);
  if (made.clash) return refuseClash(act, made.clash);
  const [sessionId] = made.sessionIds;
  if (sessionId === undefined) return refuse('closed-that-day', 'The program is closed on that day. Choose another.', 'on');
  const seat = await giveSeat(act, asked.clientId, row, { from: asked.on, until: row.until }, '', rules);
  return seat.ok ? accept({ seriesId: row.id, sessionId, startAt: made.firstStartAt!, sessions: made.sessionIds.length }) : seat;
}

export const bookSession = handle(api.bookSession, async (act, input) => {
  const changeId = await startChange(act, { kind: 'bookSession', clientId: input.clientId, words: `${SERVICE_WORDS[input.service]}, booked ${input.repeat === 'once' ? 'for' : 'from'} ${sayDay(input.on)}` });
  const booked = await bookFor(act, input, await findRuleBook(act.tx, act.today));
  return booked.ok ? accept({ changeId, ...booked.value }) : booked;
});

/** Half hours, from which one-to-one sessions begin. */
const STEP = 30;

export type Opening = { staffId: Id; initials: string; roomId: Id | null; date: LocalDate; from: WallTime; to: WallTime; startAt: string };

/** When people whose credential covers a service are free, by their own availability and what is booked (PR-44, PR-61). */
export async function openingsFor(act: Act, asked: { service: Service; minutes: number; from: LocalDate; days: number; staffId: Id | null }, rules: RuleBook): Promise<Opening[]> {
  const [from, before] = between(act, asked.from, asked.days);
  const [blocks, ground, travel] = await Promise.all([sessions.listAvailability(act.tx), findGround(act), listTravel(act.tx)]);
  const wanted = blocks.filter((one) => asked.staffId === null || one.staffId === asked.staffId);
  const resourceIds = [...new Set(wanted.flatMap((one) => [one.staffId, ...(one.roomId ? [one.roomId] : [])]))];
  const booked = await sessions.listBookedWithSites(act.tx, resourceIds, from, before);
  const found: Opening[] = [];
  for (let day = 0; day < asked.days; day++) {
    const date = addDays(asked.from, day);
    for (const block of wanted.filter((one) => one.weekday === weekdayOf(date) && gives(ground.staff, one.staffId, asked.service, date, rules))) {
      const room = ground.rooms.find((one) => one.roomId === block.roomId);
      if (closedDays(rules, ground.closures, { roomId: block.roomId, mode: 'in_person' }, ground.rooms).has(date)) continue;
      if (room?.closedOn != null && room.closedOn <= date) continue;
      const end = instantOf(date, block.to, act.zone);
      const siteId = room?.siteId ?? null;
      for (let startAt = instantOf(date, block.from, act.zone); ; startAt = addMinutes(startAt, STEP)) {
        const endAt = addMinutes(startAt, asked.minutes);
        if (isBefore(end, endAt)) break;
        const here = { staffId: block.staffId, roomId: block.roomId, siteId, startAt, endAt };
        if (!isBefore(act.now, startAt) || booked.some((one) => standsInTheWay(one, here, rules['schedule.bufferMinutes'], travel))) continue;
        found.push({ staffId: block.staffId, initials: initialsOf(ground.staff, block.staffId), roomId: block.roomId, date,
          from: timeIn(startAt, act.zone), to: timeIn(endAt, act.zone), startAt });
      }
    }
  }
  return found.toSorted((a, b) => a.startAt.localeCompare(b.startAt));
}

export const findOpenings = handle(api.findOpenings, async (act, input) =>
  accept((await openingsFor(act, input, await findRuleBook(act.tx, act.today))).slice(0, 200)));

export const saveAvailability = handle(api.saveAvailability, async (act, { staffId, blocks }) => {
  await sessions.replaceAvailability(act.tx, staffId, blocks.map((one) => ({ ...one, id: act.newId(), staffId })));
  return accept({});
});
export const listAvailability = handle(api.listAvailability, async (act) => accept(await sessions.listAvailability(act.tx)));
