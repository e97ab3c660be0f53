import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { handOver, performJob } from '../../platform/jobs/jobs.ts';
import { deriveAllObligations, listMyObligations } from '../obligations/api.ts';
import { logSupervision, readSupervision, setSupervisor, takeBackSupervision } from './api.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
  await stage.owner.query(`update live.credential set kind = 'registered-trainee' where staff_id = $1`, [stage.staff.facilitator]);
  await stage.as('administrator').call(setSupervisor, { staffId: stage.staff.facilitator, supervisorId: stage.staff.supervisor, fromOn: '2026-01-01' });
});
after(() => stage.close());

const hour = () => ({ staffIds: [stage.staff.facilitator], supervisorId: stage.staff.supervisor, on: '2026-03-02', startsAt: '10:00', minutes: 60, kind: 'individual' as const, words: 'Endings of groups' });
/** What is owed once the jobs asked for are done: nothing waits for the hour. */
const owedTo = async () => {
  await handOver(stage.pools.jobs, (job) => performJob(stage.house, job));
  return (await stage.as('supervisor').call(listMyObligations, { days: 14 })).filter((one) => one.rule === 'PR-102').map((one) => [one.what, one.why]);
};

describe('supervision', () => {
  test('PR-102: is owed by the supervisor named until it is logged, and owed again once an entry is taken back', async () => {
    await stage.service().call(deriveAllObligations, {});
    assert.deepEqual(await owedTo(), [['supervision of K. R.', '0 of 60 minutes this week.']]);
    assert.deepEqual(await stage.as('supervisor').call(logSupervision, hour()), { logged: 1 });
    assert.deepEqual(await owedTo(), []);
    assert.equal(await stage.as('supervisor').refused(logSupervision, { ...hour(), startsAt: '10:30' }), 'logged-already');
    const { log, people } = await stage.as('director').call(readSupervision, {});
    assert.deepEqual(people.map((one) => [one.name, one.supervisor?.name, one.done, one.owed]), [['Kim Rowe', 'Ada Falk', 60, 60]]);
    assert.deepEqual(log.map((one) => [one.staff, one.supervisor, one.minutes, one.words]), [['Kim Rowe', 'Ada Falk', 60, 'Endings of groups']]);
    await stage.as('supervisor').call(takeBackSupervision, { supervisionHeldId: log[0]!.supervisionHeldId, why: 'It was put off.' });
    assert.equal(await stage.as('supervisor').refused(takeBackSupervision, { supervisionHeldId: log[0]!.supervisionHeldId, why: 'Once more.' }), 'already-there');
    assert.deepEqual((await stage.as('director').call(readSupervision, {})).log, []);
    assert.deepEqual(await owedTo(), [['supervision of K. R.', '0 of 60 minutes this week.']]);
  });

  test('the log is kept as it was logged, and somebody who is supervised sees their own', async () => {
    await assert.rejects(stage.owner.query('delete from live.supervision_held'), /kept as it was recorded/);
    const own = await stage.as('facilitator').call(readSupervision, {});
    assert.deepEqual([own.people.length, own.mayLog, own.colleagues], [1, false, []]);
    assert.deepEqual((await stage.as('counselor').call(readSupervision, {})).people, []);
    assert.equal((await stage.as('facilitator').try(logSupervision, hour())).kind, 'not-allowed');
  });
});
