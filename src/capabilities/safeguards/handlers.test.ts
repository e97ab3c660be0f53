import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId } from '../../shared/ids.ts';
import { assignCounselor } from '../clients/api.ts';
import { openInquiry } from '../admissions/api.ts';
import { listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';
import { emptySafetyPlan, type SafetyPlan } from './model.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** Somebody in the program since Sunday, with Toni as their counselor. */
async function aClient(): Promise<string> {
  const clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
  await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.counselor, part: 'primary' });
  await stage.owner.query(`insert into live.episode (agency_id, episode_id, client_id, admitted_at, admitted_by)
    values ($1, $2, $3, '2026-03-01T18:00:00Z', $4)`, [stage.agencyId, newId(), clientId, stage.staff.counselor]);
  return clientId;
}

const plan: SafetyPlan = {
  ...emptySafetyPlan(), signs: ['I stop answering texts'], alone: ['Walk to the river'],
  people: [{ name: 'D.', relation: 'my sister', phone: '555-0110' }], safer: ['The blue box is with D.'],
};
const withPlan = async (clientId: string, opioids = false) => stage.as('counselor').call(api.saveSafetyPlan,
  { clientId, safetyPlanId: newId(), opioids, version: 0, plan: opioids ? { ...plan, overdoseSteps: ['Call 911'], naloxonePlace: 'kitchen' } : plan });
const said = (more: object = {}) => ({ id: newId(), at: stage.clock.now(), craving: 2, ...more });
const owed = async (clientId: string) =>
  (await stage.as('counselor').call(listClientObligations, { clientId })).map((o) => `${o.rule} ${o.what}`);

describe('a safety plan', () => {
  test('made together is on the client’s phone at once, and the promise to make it closes', async () => {
    const clientId = await aClient();
    await stage.client(clientId).call(api.sendCheckIn, said());
    assert.ok((await owed(clientId)).includes('PR-48 safety plan'));
    await withPlan(clientId);
    const mine = await stage.client(clientId).call(api.readMySafety, {});
    assert.deepEqual(mine.plan?.plan, plan);
    assert.equal(mine.plan?.madeWith, 'T. B.');
    assert.equal((await owed(clientId)).includes('PR-48 safety plan'), false);
  });

  test('changed on the phone is the next version, and of two changes the second hears of the first', async () => {
    const clientId = await aClient();
    await withPlan(clientId);
    const changed = { ...plan, alone: [...plan.alone, 'Cold water, then tea'] };
    await stage.client(clientId).call(api.saveMySafetyPlan, { safetyPlanId: newId(), version: 1, plan: changed });
    assert.equal(await stage.as('counselor').refused(api.saveSafetyPlan, { clientId, safetyPlanId: newId(), opioids: false, version: 1, plan }),
      'changed-meanwhile');
    const { plan: now, versions } = await stage.as('counselor').call(api.readSafety, { clientId });
    assert.deepEqual(now?.plan, changed);
    assert.deepEqual(versions.map((v) => [v.version, v.madeWith]), [[2, null], [1, 'T. B.']]);
  });

  test('PR-48: of a client who uses opioids stays one with overdose steps, whoever changes it', async () => {
    const clientId = await aClient();
    await withPlan(clientId, true);
    assert.equal(await stage.client(clientId).refused(api.saveMySafetyPlan, { safetyPlanId: newId(), version: 1, plan }), 'no-overdose-steps');
  });

  test('is never changed where it lies, not even by raw SQL of the application', async () => {
    const clientId = await aClient();
    await withPlan(clientId);
    await assert.rejects(stage.owner.query('update live.safety_plan set opioids = true where client_id = $1', [clientId]), /kept as it was/);
  });
});

describe('a check-in', () => {
  test('that is hard brings the client’s own helps and says who sees it; the team owes an answer until somebody gave one', async () => {
    const clientId = await aClient();
    await withPlan(clientId);
    const one = said({ craving: 9 });
    const answer = await stage.client(clientId).call(api.sendCheckIn, one);
    assert.equal(answer.level, 'high');
    assert.deepEqual(answer.helps.slice(0, 2).map((h) => h.words), ['Walk to the river', 'D.']);
    assert.equal(answer.seen, 'Your counselor sees it in the morning.');
    assert.ok((await owed(clientId)).includes('check-in hard check-in'));
    await stage.as('counselor').call(api.answerCheckIn, { clientId, checkInId: one.id, did: 'Talked for ten minutes.' });
    assert.equal((await owed(clientId)).includes('check-in hard check-in'), false);
    const { checkIns } = await stage.as('counselor').call(api.readSafety, { clientId });
    assert.equal(checkIns[0]?.answered?.did, 'Talked for ten minutes.');
  });

  test('said in a tunnel keeps its id and moment, and sent twice it is one', async () => {
    const clientId = await aClient();
    const one = said({ at: '2026-03-02T04:30:00Z', mood: 2 });
    await stage.client(clientId).call(api.sendCheckIn, one);
    await stage.client(clientId).call(api.sendCheckIn, one);
    const { checkIns } = await stage.as('counselor').call(api.readSafety, { clientId });
    assert.equal(checkIns.length, 1);
    assert.equal(checkIns[0]!.on, '2026-03-01', 'the day is that of the agency at that moment');
    assert.equal(checkIns[0]!.at, '2026-03-02T04:30:00Z');
    assert.equal(checkIns[0]!.receivedAt, stage.clock.now());
  });

  test('from a phone whose clock runs ahead is taken as now; one of three weeks ago is refused with a way out', async () => {
    const clientId = await aClient();
    await stage.client(clientId).call(api.sendCheckIn, said({ at: '2026-03-05T00:00:00Z' }));
    assert.equal((await stage.as('counselor').call(api.readSafety, { clientId })).checkIns[0]?.at, stage.clock.now());
    assert.equal(await stage.client(clientId).refused(api.sendCheckIn, said({ at: '2026-02-08T00:00:00Z' })), 'too-old');
    assert.equal(await stage.client(clientId).refused(api.sendCheckIn, said({ craving: null })), 'nothing-said');
  });

  test('with an id that another client’s has tells nothing and writes nothing', async () => {
    const [one, other] = [await aClient(), await aClient()];
    const first = said();
    await stage.client(one).call(api.sendCheckIn, first);
    assert.equal(await stage.client(other).refused(api.sendCheckIn, { ...first, craving: 10 }), 'not-found');
    assert.equal((await stage.as('supervisor').call(api.readSafety, { clientId: one })).checkIns[0]?.craving, 2);
  });

  test('of somebody who does not feel safe is danger: supervisors get a neutral letter, once', async () => {
    const clientId = await aClient();
    const one = said({ safe: false });
    await stage.client(clientId).call(api.sendCheckIn, one);
    await stage.client(clientId).call(api.sendCheckIn, one);
    const { rows } = await stage.owner.query('select recipient, subject, body from house.mail');
    assert.equal(rows.length, 1);
    assert.equal(rows[0].recipient, 'supervisor@example.org');
    assert.doesNotMatch(rows[0].subject + rows[0].body, /client|safe|craving|recovery/i);
    const danger = (await stage.as('counselor').call(listClientObligations, { clientId })).find((o) => o.weight === 'danger');
    assert.deepEqual(danger?.owedBy, { role: 'supervisor' });
  });
});

describe('silence and a call', () => {
  test('after silence somebody owes outreach, and reaching them ends it', async () => {
    const clientId = await aClient();
    await stage.client(clientId).call(api.sendCheckIn, said());
    const start = stage.clock.now();
    stage.clock.advance(5 * 24 * 60);
    await stage.as('counselor').call(api.recordOutreach, { clientId, how: 'text', reached: false });
    assert.ok((await owed(clientId)).includes('silence outreach'));
    await stage.as('counselor').call(api.recordOutreach, { clientId, how: 'call', reached: true, words: 'Comes on Thursday.' });
    assert.equal((await owed(clientId)).includes('silence outreach'), false);
    stage.clock.set(start);
  });

  test('asked for without a reason is owed until somebody called', async () => {
    const clientId = await aClient();
    const { by } = await stage.client(clientId).call(api.askForCall, { callRequestId: newId() });
    assert.equal(by, '2026-03-03T16:00:00Z');
    assert.ok((await stage.client(clientId).call(api.readMySafety, {})).callAskedAt);
    assert.ok((await owed(clientId)).includes('call-asked call'));
    await stage.as('counselor').call(api.recordOutreach, { clientId, how: 'call', reached: true });
    assert.equal((await stage.client(clientId).call(api.readMySafety, {})).callAskedAt, null);
  });
});

describe('who reaches it', () => {
  test('a client sees only their own, a counselor without the chart nothing', async () => {
    const [one, other] = [await aClient(), await aClient()];
    await withPlan(one);
    assert.equal((await stage.client(other).call(api.readMySafety, {})).plan, null);
    await stage.owner.query('update live.caseload set until_on = $1 where client_id = $2', ['2026-03-02', one]);
    assert.equal(await stage.as('counselor').refused(api.readSafety, { clientId: one }), 'not-found');
    assert.equal(await stage.client(one).refused(api.readSafety, { clientId: other }), 'not-allowed');
  });
});
