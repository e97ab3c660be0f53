import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { admitted, anEvening } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { decideWelfareCheck, listReachOuts, recordAttendance } from '../attendance/api.ts';
import { listClientObligations } from '../obligations/api.ts';

let stage: Stage;
let people: Id[];
let sessionId: Id;
before(async () => {
  stage = await openStage();
  people = [await admitted(stage, 'Rosa Ortiz'), await admitted(stage, 'John Lund')];
  ({ sessionId } = await anEvening(stage, people));
  await stage.owner.query(`insert into live.medication (agency_id, medication_id, client_id, name, ingredients, strength, route, schedule, purpose, prescriber, started_on, source, recorded_at, recorded_by)
    values ($1, $2, $3, 'buprenorphine', '{buprenorphine}', '8 mg', 'sublingual', '{}', 'moud', 'Dr. Sam Okafor', '2026-02-27', 'reported', '2026-03-02T15:00:00Z', $4)`,
  [stage.agencyId, newId(), people[0], stage.staff.nurse]);
  await stage.owner.query(`update live.client set phone = '555-0101', voicemail = 'no_message' where client_id = $1`, [people[0]]);
  stage.clock.set('2026-03-03T01:00:00Z');
  await stage.as('facilitator').call(recordAttendance, { sessionId, entries: people.map((clientId) => ({ clientId, status: 'no_show' as const })) });
});
after(() => stage.close());

const owed = async (clientId: Id, rule: string) => (await stage.as('supervisor').call(listClientObligations, { clientId })).filter((one) => one.rule === rule);

test('PR-83: a missed session days after medication began is a supervisor’s to decide the same day; nobody else’s is', async () => {
  const [due] = await owed(people[0]!, 'PR-83');
  assert.deepEqual([due?.what, due?.why, due?.weight], ['welfare check to decide', 'Missed a session at high risk: medication begun 3 days ago.', 'danger']);
  assert.equal((await owed(people[1]!, 'PR-83')).length, 0);
  await stage.as('supervisor').call(decideWelfareCheck, { clientId: people[0]!, sessionId, decision: 'not_needed', reason: 'spoke with her sister' });
  assert.equal((await owed(people[0]!, 'PR-83')).length, 0);
});

test('PR-82, PR-86: the call that is owed says how to reach them by their own wishes', async () => {
  assert.equal((await owed(people[0]!, 'PR-82'))[0]?.why, 'Missed a session, not reached yet. Leave no message.');
  const { ways, missed } = await stage.as('counselor').call(listReachOuts, { clientId: people[0]! });
  assert.deepEqual([missed.length, ways.find((one) => one.channel === 'text')?.may, ways.find((one) => one.channel === 'emergency_contact')?.may], [1, false, false]);
});
