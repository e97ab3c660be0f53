import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deriveAllObligations, deriveSomeObligations } from '../capabilities/obligations/api.ts';
import { handOver, performJob } from '../platform/jobs/jobs.ts';
import { populate, shapeOf } from './bench/population.ts';
import { listenOn, recorded } from './bench/recording.ts';
import { performerOf, type Performer } from './performer.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let service: Performer;
before(async () => {
  stage = await openStage({ fill: (owner, agency) => populate(owner, agency, shapeOf(24, false)) });
  service = performerOf(listenOn(stage), stage.service().who);
});
after(() => stage.close());

const stored = async (): Promise<Record<string, unknown>[]> => (await stage.owner.query('select * from live.obligation order by subject, rule, about')).rows;
const startAgain = (): Promise<unknown> => stage.owner.query('delete from live.obligation');

/** Performs what lies in the outbox, as the queue does. @returns the jobs that failed */
async function work(): Promise<unknown[]> {
  const failed: unknown[] = [];
  await handOver(stage.pools.jobs, (job) => performJob(stage.house, job).catch(() => void failed.push(job.data)));
  return failed;
}

describe('what is owed is derived in portions', () => {
  test('in portions as in one go; a portion that is done twice changes nothing', async () => {
    const { portions, changed, clients } = await stage.service().call(deriveAllObligations, {});
    assert.equal(portions, 0);
    const whole = await stored();
    assert.ok(clients >= 8 && whole.length > clients / 2 && changed === whole.length);
    await startAgain();
    const round = await stage.service().call(deriveAllObligations, { most: 5 });
    assert.deepEqual([round.clients, round.portions], [clients, Math.ceil(clients / 5)]);
    assert.ok((await stored()).every((one) => one['client_id'] === null));
    assert.deepEqual(await work(), []);
    assert.deepEqual(await stored(), whole);
    const again = await stage.service().call(deriveAllObligations, { most: 5 });
    assert.equal(again.changed, 0);
    assert.deepEqual(await work(), []);
    assert.deepEqual(await stored(), whole);
  });

  test('what no client changes is read once in a portion, though each one’s dues are written between', async () => {
    const owing = [...new Set((await stored()).flatMap((one) => (one['client_id'] === null ? [] : [one['client_id'] as string])))].slice(0, 4);
    await startAgain();
    const sent = await recorded(() => service.call(deriveSomeObligations, { subjects: owing }));
    const texts = sent.map((one) => one.text);
    assert.ok(owing.length > 1 && texts.filter((text) => text.includes('insert into obligation')).length >= owing.length);
    assert.equal(texts.filter((text) => /from rule_change\b/.test(text)).length, 1);
  });

  test('one client whose dues cannot be derived keeps nobody else’s from being derived, and follows once it is mended', async () => {
    await startAgain();
    await stage.service().call(deriveAllObligations, {});
    const whole = await stored();
    const broken = whole.find((one) => one['client_id'] !== null)!['subject'];
    await startAgain();
    // what stands for any fault: an insert about this client fails
    await stage.owner.query(`alter table live.obligation add constraint breaks check (1 / (subject <> '${broken}')::int = 1)`);
    await stage.service().call(deriveAllObligations, { most: 5 });
    assert.deepEqual(await work(), []);
    const others = whole.filter((one) => one['subject'] !== broken);
    assert.deepEqual(await stored(), others);
    // it was given a job of its own, which fails alone
    assert.deepEqual(await work(), [{ subjects: [broken] }]);
    assert.deepEqual(await stored(), others);
    await stage.owner.query('alter table live.obligation drop constraint breaks');
    await stage.service().call(deriveSomeObligations, { subjects: [broken as string] });
    assert.deepEqual(await stored(), whole);
  });
});
