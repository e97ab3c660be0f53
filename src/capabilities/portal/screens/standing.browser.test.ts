import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { admitted } from '../../../app/cast.ts';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { adoptPolicy, readPolicies } from '../../accountability/api.ts';
import { orderTest, saveTestingPlan } from '../../drug-testing/api.ts';
import { noteMedication, readMedication } from '../../medication/api.ts';
import { listClientObligations } from '../../obligations/api.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage);
});
after(() => stage.close());

test('a client says on the phone how medication goes, and the team reads it (PR-63)', async () => {
  await stage.as('nurse').call(noteMedication, { clientId, id: newId(), name: 'Sertraline', ingredients: ['sertraline'], strength: '50 mg', route: 'oral',
    schedule: { kind: 'daily', timesPerDay: 1 }, prescriber: 'family doctor', startedOn: '2026-02-20', purpose: 'psychiatric', replaces: null });
  const page = await stage.visit({ kind: 'client', subjectId: clientId }, '/me/medication', { width: 390 });
  await page.getByText('Some', { exact: true }).click();
  await page.getByLabel('About how many doses missed').fill('2');
  await page.getByText('side effects', { exact: true }).click();
  await page.getByRole('button', { name: 'Send it to my team' }).click();
  await page.getByText('You told us today how it goes.').waitFor();
  const [check] = (await stage.as('counselor').call(readMedication, { clientId })).checks;
  assert.deepEqual(check?.answers.map((one) => [one.taken, one.missedDoses, one.why]), [['some', 2, 'side effects']]);
  assert.deepEqual(await stage.axe(page), []);
});

test('§8: before a test an honest word can be said on the phone; the counselor reads it and is owed the talk', async () => {
  await stage.as('counselor').call(saveTestingPlan, { clientId, effectiveFrom: '2026-03-02', testsPerWeek: 1, collectionWeekdays: [1, 2, 3, 4, 5, 6, 7], longestGapDays: 9,
    matrix: 'urine', panel: ['COC'], place: 'Front desk', opensAt: '07:00', closesAt: '19:00' });
  const page = await stage.visit({ kind: 'client', subjectId: clientId }, '/me', { width: 390 });
  await page.getByRole('button', { name: 'Tell us something before a test' }).click();
  await page.getByRole('button', { name: 'Tell my team' }).click();
  await page.getByText('This is needed.').first().waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByText('Cocaine', { exact: true }).click();
  await page.getByLabel('In your words').fill('On Saturday night, at a party.');
  await page.getByRole('button', { name: 'Tell my team' }).click();
  await page.getByRole('heading', { name: 'Thank you for telling us.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  const talk = async () => (await stage.as('counselor').call(listClientObligations, { clientId })).some((one) => one.what === 'talk about what they told');
  assert.equal(await talk(), true);
  const chart = await stage.visit('counselor', `/clients/${clientId}/tests`);
  await chart.getByText('“On Saturday night, at a party.”').waitFor();
  await chart.getByText('Cocaine · on their phone').waitFor();
  assert.deepEqual(await stage.axe(chart), []);
  stage.clock.advance(2);
  await chart.getByRole('button', { name: 'They told of use' }).click();
  await chart.getByRole('dialog').getByLabel('In their words').fill('We talked; wants Sundays planned.');
  await chart.getByRole('button', { name: 'Keep it' }).click();
  await chart.getByText('“We talked; wants Sundays planned.”').waitFor();
  assert.equal(await talk(), false);
});

test('nothing stands between a client and the program until something does', async () => {
  const page = await stage.visit({ kind: 'client', subjectId: clientId }, '/me/standing', { width: 390 });
  await page.getByRole('heading', { name: 'Nothing stands between us.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
});

test('a missed test is looked at: the client tells their side before anybody decides', async () => {
  const { shipped } = await stage.as('director').call(readPolicies, {});
  await stage.as('director').call(adoptPolicy, { effectiveFrom: '2026-03-02', body: shipped });
  stage.clock.set('2026-03-03T18:00:00Z');
  await stage.as('counselor').call(orderTest, { clientId, testId: newId(), date: '2026-03-03', reason: 'follow_up', matrix: 'urine', panel: ['COC'], why: null, retestOf: null });
  stage.clock.set('2026-03-04T03:00:00Z');
  const page = await stage.visit({ kind: 'client', subjectId: clientId }, '/me/standing', { width: 390 });
  await page.getByRole('heading', { name: 'We are looking at something. What is your side?' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByLabel('My side').fill('The bus did not come.');
  await page.getByRole('button', { name: 'Tell my side' }).click();
  await page.getByText('We heard your side. You can add to it.').waitFor();
});
