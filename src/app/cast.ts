/** Small fictional people for tests, each made by the same operations as the screens call, where there is one. */
import { assignCounselor } from '../capabilities/clients/api.ts';
import { recordAttendance } from '../capabilities/attendance/api.ts';
import { bookSession, listMySessions, readProgramWeek, seatClient, startGroup } from '../capabilities/schedule/api.ts';
import { planBody, type PlanBody } from '../capabilities/treatment-plan/model.ts';
import { newId, type Id } from '../shared/ids.ts';
import { makePlanTogether, nameClient, takeFirstCall } from './deeds.ts';
import type { Stage } from './stage.ts';

/** Somebody who called, whom the stage's counselor treats. */
export async function aClient(stage: Stage, name = 'Rowan Okafor'): Promise<Id> {
  const { clientId } = await takeFirstCall(stage.as('intake'));
  await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.counselor, part: 'primary' });
  await nameClient(stage.as('intake'), clientId, name, { callThem: name.split(' ')[0]! });
  return clientId;
}

/**
 * Somebody in the program since the morning on which the stage opens (2 March 2026, 9 o'clock). The gate with its papers
 * and its signed decision is passed by: the tests of admission and the walk go through it, and others need not wait for it.
 */
export async function admitted(stage: Stage, name?: string): Promise<Id> {
  const clientId = await aClient(stage, name);
  await stage.owner.query(`insert into live.episode (agency_id, episode_id, client_id, admitted_at, admitted_by)
    values ($1, $2, $3, '2026-03-02T15:00:00Z', $4)`, [stage.agencyId, newId(), clientId, stage.staff.counselor]);
  return clientId;
}

/** A short whole plan: one need, one goal, one measurable objective, one group that serves it. */
export function aPlan(): PlanBody {
  const [problem, goal, objective] = [newId(), newId(), newId()];
  return planBody.parse({
    ownWords: 'I want my mornings back.',
    problems: [{ id: problem, dimension: 'D5', words: 'Alone most evenings' }],
    goals: [{ id: goal, problemIds: [problem], words: 'Two people to call' }],
    objectives: [{ id: objective, goalId: goal, words: 'Call sponsor', measure: 'calls a week', target: 2, targetDate: '2026-04-01', view: 'agree' }],
    interventions: [{ id: newId(), objectiveIds: [objective], service: 'relapse-prevention-group', words: '', minutes: 180, times: 3, per: 'week', weeks: 12, responsible: 'facilitator', view: 'agree' }],
    diagnoses: [{ code: 'F10.20', words: 'Alcohol use disorder' }], stepDownCriteria: 'Four weeks without use', nextReviewOn: '2026-04-01',
  });
}

/** Writes a plan with the counselor and signs it by both hands. @returns the body as it is in force */
export async function withPlan(stage: Stage, clientId: Id, body: PlanBody = aPlan()): Promise<PlanBody> {
  await makePlanTogether(stage.as('counselor'), { clientId, name: 'Rowan Okafor', kind: 'full' }, () => body);
  return body;
}

/**
 * A Relapse Prevention group on Mondays, Tuesdays and Thursdays, 6 to 9:15 pm, led by the stage's facilitator, with these
 * clients seated from today on. @returns its first session, which begins an hour after the stage opens
 */
export async function anEvening(stage: Stage, clientIds: readonly Id[], code = 'RP1'): Promise<{ seriesId: Id; sessionId: Id }> {
  const from = '2026-03-02';
  const { seriesId } = await stage.as('supervisor').call(startGroup, {
    name: 'Relapse Prevention', code, service: 'relapse-prevention-group', capacity: 12, weekdays: [1, 2, 4], startsAt: '18:00', endsAt: '21:15',
    breaks: [{ from: '19:30', to: '19:45' }], roomId: null, facilitatorIds: [stage.staff.facilitator], from,
  });
  for (const clientId of clientIds) await stage.as('intake').call(seatClient, { clientId, seriesIds: [seriesId], from });
  const week = await stage.as('supervisor').call(readProgramWeek, { on: from });
  return { seriesId, sessionId: week.sessions.find((one) => one.seriesId === seriesId)!.sessionId };
}

/** A group that the stage's facilitator holds on Monday evenings, with these people seated. @returns tonight's session */
export async function aGroupOf(stage: Stage, clientIds: readonly Id[], at = { startsAt: '18:00', endsAt: '21:15' }): Promise<{ sessionId: Id; seriesId: Id }> {
  const { seriesId } = await stage.as('supervisor').call(startGroup, {
    name: 'Relapse Prevention', code: newId().slice(-6), service: 'relapse-prevention-group', capacity: 12, weekdays: [1], ...at,
    breaks: [], roomId: null, facilitatorIds: [stage.staff.facilitator], from: '2026-03-02' });
  for (const clientId of clientIds) await stage.as('intake').call(seatClient, { clientId, seriesIds: [seriesId], from: '2026-03-02' });
  const tonight = (await stage.as('facilitator').call(listMySessions, { from: '2026-03-02' })).find((s) => s.seriesId === seriesId);
  return { sessionId: tonight!.sessionId, seriesId };
}

/** Everybody was here from start to end. The clock must be at or after the end. */
export async function allHere(stage: Stage, sessionId: Id, clientIds: readonly Id[], times = { from: '18:00', to: '21:15' }): Promise<void> {
  await stage.as('facilitator').call(recordAttendance, { sessionId, entries: clientIds.map((clientId) => ({ clientId, status: 'present' as const, ...times })) });
}

/** One hour alone with the stage's counselor this evening. @returns the session */
export async function anHourWith(stage: Stage, clientId: Id, startsAt = '17:30'): Promise<Id> {
  const { sessionId } = await stage.as('counselor').call(bookSession, {
    clientId, kind: 'individual', service: 'individual-counseling', staffId: stage.staff.counselor, on: '2026-03-02', startsAt, minutes: 50 });
  return sessionId;
}
