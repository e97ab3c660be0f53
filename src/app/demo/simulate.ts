/** Half a year of the demo's agency, day by day, by the same operations as the screens call. */
import { addDays, dateIn, instantOf, timeIn, weekOf, weekdayOf, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { applyTemplate, changeSeries, listTimetable, makeSessionsAhead } from '../../capabilities/schedule/api.ts';
import { readAgency } from '../../capabilities/agency/api.ts';
import { deriveAllObligations } from '../../capabilities/obligations/api.ts';
import { performerOf } from '../performer.ts';
import { NIL_ID } from '../../shared/ids.ts';
import type { House } from '../../platform/serve/house.ts';
import { people, type DemoPerson } from './cast.ts';
import { checkIns, followMissedTests, holdAssessment, holdSessions, loadWeek, supervise, talkOverTests, testDay, type DayOfDemo } from './program-days.ts';
import { adoptShippedPolicy, answerProposals } from './responses.ts';
import { gatherTroupe, type Troupe } from './troupe.ts';
import { admit, assess, makePlan, openDiaries, seat, takeCall, takeSeat, type InProgram } from './way-in.ts';
import { wayOut } from './way-out.ts';

const WEEKS = 26;
/** Check-ins of the last weeks are enough for every picture; half a year of them would only take time. */
const CHECK_IN_WEEKS = 7;
export const STAY_WEEKS = 12;
const COUNSELORS = ['counselor', 'second', 'trainee'] as const;

export type Simulated = { troupe: Troupe; inProgram: Map<Id, InProgram>; everybody: InProgram[] };
type Waiting = { person: DemoPerson; clientId: Id; inquiryId: Id; assessmentAt: Instant; assessor: string; sessionId: Id };

/** @param now the moment at which the story ends: the real present, for the demo */
export async function simulate(real: House, now: Instant, tell: (percent: number, say: string) => void): Promise<Simulated> {
  let at = now;
  const house: House = { ...real, clock: { now: () => at }, tell: () => {},
    // derived once, at the end: nobody looks at the lists of the days in between
    hooks: { ...real.hooks, deriveObligations: async () => {} } };
  const zone = 'America/Chicago';
  const lastDay = dateIn(now, zone);
  const firstDay = addDays(weekOf(lastDay), -7 * (WEEKS - 1));
  at = instantOf(addDays(firstDay, -3), '09:00', zone);
  tell(1, 'Hiring the staff');
  const t = await gatherTroupe(house);
  await setUpProgram(t, firstDay);
  await adoptShippedPolicy(t, firstDay);
  await openDiaries(t);
  const cast = people(WEEKS);
  const inProgram = new Map<Id, InProgram>();
  const everybody: InProgram[] = [];
  let waiting: Waiting[] = [];
  let sessions: Awaited<ReturnType<typeof loadWeek>> = [];
  for (let today = firstDay, n = 0; today <= lastDay; today = addDays(today, 1), n += 1) {
    const week = Math.floor(n / 7);
    tell(2 + Math.round((90 * n) / (WEEKS * 7)), `Week ${week + 1} of ${WEEKS}`);
    const day: DayOfDemo = {
      today, inProgram, untilNow: today >= addDays(lastDay, -1) ? now : null, lastDay,
      set: (time) => {
        at = instantOf(today, time, zone);
        if (at > now) at = now;
      },
      weekOf: (id) => Math.max(1, 1 + Math.floor(daysSince(inProgram.get(id)?.seatedOn ?? today, today) / 7)),
    };
    day.set('05:00');
    if (weekdayOf(today) === 1) await t.soft(t.service(), makeSessionsAhead, {});
    await testDay(t, day);
    day.set('09:10');
    for (const person of cast.filter((p) => p.callWeek === week && p.callWeekday === weekdayOf(today))) {
      const call = await takeCall(t, person);
      if (call.assessmentAt) {
        waiting.push({ person, clientId: call.clientId, inquiryId: call.inquiryId, assessmentAt: call.assessmentAt, assessor: keyOf(t, call.assessor), sessionId: call.sessionId! });
      }
    }
    for (const one of waiting.filter((w) => dateIn(w.assessmentAt, zone) === today)) {
      day.set('13:30');
      const cameNot = one.person.course === 'waits';
      await holdAssessment(t, { ...one, from: timeIn(one.assessmentAt, zone), came: !cameNot });
      if (cameNot) continue;
      await assess(t, one.person, one.clientId, one.assessor);
    }
    for (const one of waiting.filter((w) => w.person.course !== 'waits' && addDays(dateIn(w.assessmentAt, zone), 1) === today)) {
      day.set('11:00');
      const counselor = COUNSELORS[one.person.n % 9 === 0 ? 2 : one.person.n % 2]!;
      if (!await admit(t, one.person, one.clientId, counselor)) continue;
      day.set('11:40');
      const objectiveIds = await makePlan(t, one.person, one.clientId, counselor, today);
      const from = addDays(weekOf(today), 7);
      const seated = await seat(t, one.person, one.clientId, counselor, from, addDays(from, STAY_WEEKS * 7));
      const member = { person: one.person, clientId: one.clientId, inquiryId: one.inquiryId, counselor, objectiveIds, seatedOn: from, seated, missedInRow: 0 };
      inProgram.set(one.clientId, member);
      everybody.push(member);
    }
    waiting = waiting.filter((w) => addDays(dateIn(w.assessmentAt, zone), 1) > today);
    // whoever found every track full gets the first seat that is left
    for (const one of weekdayOf(today) === 5 ? inProgram.values() : []) {
      if (!one.seated) one.seated = await takeSeat(t, one.person, one.clientId, addDays(weekOf(today), 7));
    }
    if (weekdayOf(today) === 1 || n === 0) sessions = await loadWeek(t, today);
    if (weekdayOf(today) < 6) await holdSessions(t, day, sessions);
    await talkOverTests(t, day);
    await answerProposals(t, day);
    await supervise(t, day);
    await wayOut(t, day, everybody);
    await followMissedTests(t, day);
    if (today > addDays(lastDay, -7 * CHECK_IN_WEEKS)) await checkIns(t, day);
  }
  at = now;
  tell(94, 'Working out what is owed');
  await performerOf({ ...real, clock: { now: () => now } }, { kind: 'service', subjectId: NIL_ID, agencyId: t.agencyId, accountId: null })
    .call(deriveAllObligations, { most: 1_000 });
  return { troupe: t, inProgram, everybody };
}

async function setUpProgram(t: Troupe, from: string): Promise<void> {
  const administrator = t.as('administrator');
  const { rooms } = await administrator.call(readAgency, {});
  const leaders = [t.staffId('counselor'), t.staffId('second')];
  await administrator.call(applyTemplate, { template: 'standard-iop', from, roomIds: rooms.map((r) => r.roomId), leaders: {} });
  const { series } = await administrator.call(listTimetable, { on: from });
  for (const [i, one] of series.entries()) {
    await t.soft(t.as('director'), changeSeries, { seriesId: one.seriesId, from, facilitatorIds: [leaders[i % 2]!] });
  }
}

const keyOf = (t: Troupe, staffId: Id | null): string => ['counselor', 'second', 'supervisor'].find((key) => t.staffId(key) === staffId) ?? 'counselor';
const daysSince = (from: string, to: string): number => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
