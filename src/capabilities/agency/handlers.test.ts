import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admitted, withPlan } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId } from '../../shared/ids.ts';
import { countRuleChange, deriveAllObligations, listAllObligations, previewRuleChange } from '../obligations/api.ts';
import { saveCredential } from '../staff/api.ts';
import { changeAgency, changeRule, readAgency, readRules } from './api.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const ruleOn = async (key: string, on?: string) => (await stage.as('administrator').call(readRules, on ? { on } : {})).rules.find((one) => one.key === key)!;

describe('the rule book', () => {
  test('is shipped whole, each rule with its source, and changes from a day on', async () => {
    assert.deepEqual([(await ruleOn('plan.reviewDays')).value, (await ruleOn('plan.reviewDays')).source], [30, 'PR-52']);
    await stage.as('administrator').call(changeRule, { key: 'plan.reviewDays', value: 14, from: '2026-04-01', source: 'payer letter of March' });
    assert.deepEqual([(await ruleOn('plan.reviewDays')).value, (await ruleOn('plan.reviewDays', '2026-04-01')).value], [30, 14]);
    const [change] = (await ruleOn('plan.reviewDays')).changes;
    assert.deepEqual([change?.from, change?.source, change?.by], ['2026-04-01', 'payer letter of March', 'A. S.']);
  });

  test('refuses what contradicts a regulation, another rule, or itself, and the past', async () => {
    const ask = (key: string, value: unknown, from = '2026-04-01') => stage.as('administrator').refused(changeRule, { key, value: value as never, from, source: 'our own wish' });
    assert.equal(await ask('plan.reviewDays', 91), 'review-longer-than-90-days');
    assert.equal(await ask('hours.floor.adult', 20), 'floor-above-ceiling');
    assert.equal(await ask('plan.reviewDays', 'often'), 'value-not-allowed');
    assert.equal(await ask('plan.reviewDays', 20, '2026-03-01'), 'from-in-the-past');
    assert.equal(await ask('nonsense', 1), 'unknown-setting');
  });

  test('is read by who answers for it and changed by administrator and director alone', async () => {
    assert.equal((await stage.as('counselor').try(readRules, {})).kind, 'not-allowed');
    assert.equal((await stage.as('supervisor').try(changeRule, { key: 'group.min', value: 3, from: '2026-04-01', source: 'our own wish' })).kind, 'not-allowed');
  });

  test('shows beforehand which present clients a change would touch, and changes nothing', async () => {
    const clientId = await admitted(stage, 'Rosa Ortiz');
    await withPlan(stage, clientId);
    const seen = await stage.as('director').call(previewRuleChange, { key: 'individual.maxGapDays', value: 20 });
    assert.equal(seen.looked, 1);
    const same = await stage.as('director').call(previewRuleChange, { key: 'udt.minVolumeMl', value: 31 });
    assert.deepEqual(same.clients, []);
    const floor = await stage.as('director').call(previewRuleChange, { key: 'hours.floor.adult', value: 0 });
    assert.deepEqual(floor.clients.map((one) => [one.clientId, one.changes.some((change) => change.before !== null && change.after === null)]), [[clientId, true]]);
    assert.equal((await ruleOn('hours.floor.adult')).value, 9);
  });

  test('tells an administrator how many, and nobody by name', async () => {
    assert.equal((await stage.as('administrator').try(previewRuleChange, { key: 'hours.floor.adult', value: 0 })).kind, 'not-found');
    assert.deepEqual(await stage.as('administrator').call(countRuleChange, { key: 'hours.floor.adult', value: 0 }), { looked: 1, touched: 1, more: 1, fewer: 1, moved: 0 });
    assert.deepEqual(await stage.as('administrator').call(countRuleChange, { key: 'udt.minVolumeMl', value: 31 }), { looked: 1, touched: 0, more: 0, fewer: 0, moved: 0 });
    assert.equal(await stage.as('administrator').refused(countRuleChange, { key: 'plan.reviewDays', value: 91 }), 'review-longer-than-90-days');
    assert.equal((await stage.as('counselor').try(countRuleChange, { key: 'hours.floor.adult', value: 0 })).kind, 'not-allowed');
  });
});

test('PR-15: another first day of the week moves what is owed to everybody at once; another name does not', async () => {
  const asked = async () => (await stage.owner.query(`select count(*)::int as n from house.outbox where job = 'deriveAllObligations'`)).rows[0].n as number;
  const before = await asked();
  await stage.as('administrator').call(changeAgency, { name: 'Riverbend House', weekStart: 1 });
  assert.equal(await asked(), before);
  await stage.as('director').call(changeAgency, { name: 'Riverbend House', weekStart: 7 });
  assert.equal(await asked(), before + 1);
  const { name, weekStart } = await stage.as('counselor').call(readAgency, {});
  assert.deepEqual([name, weekStart], ['Riverbend House', 7]);
  await stage.as('administrator').call(changeAgency, { name: 'Riverbend Recovery', weekStart: 1 });
});

describe('what the house owes about its staff', () => {
  test('PR-101: a credential that ends soon is owed by its holder, until one follows', async () => {
    const owed = async () => (await stage.as('director').call(listAllObligations, { days: 90 })).filter((one) => one.rule === 'PR-101');
    await stage.owner.query(`update live.credential set expires_on = '2026-04-15' where staff_id = $1`, [stage.staff.counselor]);
    await stage.service().call(deriveAllObligations, {});
    assert.deepEqual((await owed()).map((one) => [one.what, one.ownedBy]), [['renewal of licensed clinical social worker', 'T. B.']]);
    await stage.as('administrator').call(saveCredential, { credentialId: newId(), staffId: stage.staff.counselor, kind: 'licensed-clinical-social-worker', number: 'EX-0001', state: 'Example', issuedOn: '2026-04-16', expiresOn: '2028-04-15' });
    await stage.service().call(deriveAllObligations, {});
    assert.deepEqual(await owed(), []);
  });
});
