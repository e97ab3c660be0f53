import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import type { LocalDate } from '../../../shared/dates.ts';
import { sayDay } from '../../../shared/words.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import { CURRICULA } from '../../agency/curriculum.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { findRuleBook } from '../../agency/store.ts';
import * as api from '../api.ts';
import { decideTimes } from '../edits.ts';
import type { Pause, SessionMode } from '../model.ts';
import { weekly } from '../recurrence.ts';
import { seatsIn } from '../seating.ts';
import * as sessions from '../sessions-store.ts';
import * as store from '../store.ts';
import { decideLeaders, decideRoom, refuseClash } from './deciding.ts';
import { makeSessions } from './making.ts';
import { startChange } from './undo.ts';

/** What a group is, and the times at which it meets. */
type When = { weekdays: number[]; everyWeeks: number; startsAt: string; endsAt: string; breaks: Pause[]; roomId: Id | null; facilitatorIds: Id[];
  mode: SessionMode; link: string; from: LocalDate; until: LocalDate | null; trackId: Id | null };

const lessonsOf = (curriculum: string | null) => CURRICULA.find((one) => one.code === curriculum)?.lessons ?? [];

async function decideGroup(act: Act, g: { capacity: number; minimum: number | null; curriculum: string | null; code: string }, service: store.GroupRow['service'],
  rules: RuleBook, groupId: Id | null): Promise<Decision<true>> {
  const most = seatsIn(service, g.capacity, rules);
  if (g.capacity > most) return refuse('more-than-allowed', `A group of this kind has ${most} seats at most.`, 'capacity');
  if (g.minimum !== null && g.minimum > g.capacity) return refuse('minimum-over-capacity', 'Let the least be no more than the seats.', 'minimum');
  if (g.curriculum !== null && lessonsOf(g.curriculum).length === 0) return refuse('no-such-curriculum', 'Choose one of the lists of lessons.', 'curriculum');
  const taken = (await store.listGroups(act.tx)).some((one) => one.code === g.code && one.id !== groupId);
  return taken ? refuse('code-taken', 'Another group has this short code. Choose another.', 'code') : accept(true);
}

/** Makes a series of a group with its sessions; the first thing in the way is named. */
async function meet(act: Act, group: Pick<store.GroupRow, 'id' | 'service' | 'capacity' | 'credentials'>, when: When, rules: RuleBook): Promise<Decision<{ seriesId: Id; sessions: number }>> {
  if (when.from < act.today) return refuse('from-in-the-past', 'Let it begin today or later.', 'from');
  if (when.until !== null && when.until <= when.from) return refuse('until-before-from', 'Let it end after it begins.', 'until');
  const checks = [decideTimes(when), await decideLeaders(act, when.facilitatorIds, group.service, when.from, rules, 'facilitatorIds', group.credentials),
    await decideRoom(act, when.roomId, when.from)];
  for (const check of checks) if (!check.ok) return check;
  const row: store.SeriesRow = {
    id: act.newId(), groupId: group.id, trackId: when.trackId, kind: 'group', service: group.service,
    rule: weekly(when.weekdays.toSorted((a, b) => a - b), when.everyWeeks), startsAt: when.startsAt, endsAt: when.endsAt, breaks: when.breaks, zone: act.zone,
    roomId: when.roomId, mode: when.mode, link: when.link, facilitatorIds: when.facilitatorIds, capacity: group.capacity, from: when.from, until: when.until,
    weeksFirst: null, weeksLast: null,
  };
  await store.addSeries(act.tx, row);
  const made = await makeSessions(act, row, when.from, rules);
  if (made.clash) return refuseClash(act, made.clash);
  // two parallel meetings are told apart by their rooms
  const overlap = (await sessions.listOverlapsInGroup(act.tx, row.id)).find((one) => one.roomId === one.otherRoomId);
  if (overlap) return refuse('meets-then-already', `On ${sayDay(overlap.plannedOn)} this group meets at that time already. Choose another time or another room.`, 'startsAt');
  return accept({ seriesId: row.id, sessions: made.sessionIds.length });
}

export const startGroup = handle(api.startGroup, async (act, input) => {
  const rules = await findRuleBook(act.tx, act.today);
  const decision = await decideGroup(act, input, input.service, rules, null);
  if (!decision.ok) return decision;
  const { name, code, service, capacity, minimum, secondFrom, credentials, language, audience, enrolment, curriculum } = input;
  const group = { id: act.newId(), name, code, service, capacity, minimum, secondFrom, credentials, language, audience, enrolment, curriculum, lessons: lessonsOf(curriculum) };
  await store.saveGroup(act.tx, group);
  const met = await meet(act, group, input, rules);
  return met.ok ? accept({ groupId: group.id, ...met.value }) : met;
});

export const addMeeting = handle(api.addMeeting, async (act, { groupId, ...when }) => {
  const group = await store.findGroup(act.tx, groupId);
  if (!group) return refuse('not-found', 'This group is not there any more. Open the page again.', 'groupId');
  const changeId = await startChange(act, { kind: 'addMeeting', words: `${group.name}, a further time from ${sayDay(when.from)} on` });
  const met = await meet(act, group, when, await findRuleBook(act.tx, act.today));
  return met.ok ? accept({ changeId, ...met.value }) : met;
});

export const changeGroup = handle(api.changeGroup, async (act, { groupId, ...input }) => {
  const old = await store.findGroup(act.tx, groupId);
  if (!old) return refuse('not-found', 'This group is not there any more. Open the page again.', 'groupId');
  const rules = await findRuleBook(act.tx, act.today);
  const decision = await decideGroup(act, input, old.service, rules, groupId);
  if (!decision.ok) return decision;
  const running = (await store.listSeries(act.tx, act.today, 'group')).filter((one) => one.groupId === groupId);
  if (input.capacity !== old.capacity) {
    const places = await store.listPlaces(act.tx, running.map((one) => one.id), act.today);
    const highest = Math.max(0, ...places.map((one) => one.no));
    if (highest > input.capacity) return refuse('more-seated-than-seats', `Seat ${highest} is taken. Leave at least as many.`, 'capacity');
    for (const row of running) await store.replaceSeries(act.tx, { ...row, capacity: input.capacity });
  }
  const lessons = input.curriculum === old.curriculum ? old.lessons : lessonsOf(input.curriculum);
  await store.saveGroup(act.tx, { ...old, ...input, lessons });
  return accept({});
});

export const listCurricula = handle(api.listCurricula, async () => accept(CURRICULA));
