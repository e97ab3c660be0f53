import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted } from '../../../app/cast.ts';
import { newId } from '../../../shared/ids.ts';
import { orderTest } from '../../drug-testing/api.ts';
import { readAccountability, readMyStanding } from '../api.ts';

let stage: BrowserStage;
let clientId: string;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage);
});
after(() => stage.close());

test('the director tries and adopts a policy; a missed test proposes a step; the client is heard, a person decides, and the client can read it', async () => {
  const office = await stage.visit('director', '/policy');
  await office.getByRole('heading', { name: 'No policy is in force yet.' }).waitFor();
  await office.getByRole('button', { name: 'Try it on the last 90 days' }).click();
  await office.getByText('Nobody would have stood elsewhere.').waitFor();
  assert.deepEqual(await stage.axe(office), []);
  await office.getByRole('button', { name: /^Adopt from/ }).click();
  await office.getByRole('heading', { name: /Support first holds since/ }).waitFor();

  stage.clock.set('2026-03-03T18:00:00Z');
  await stage.as('counselor').call(orderTest, { clientId, testId: newId(), date: '2026-03-03', reason: 'follow_up', matrix: 'urine', panel: ['COC'], why: null, retestOf: null });
  stage.clock.set('2026-03-04T03:00:00Z');
  const page = await stage.visit('counselor', `/clients/${clientId}/accountability`);
  await page.getByText('Proposed: talk and support').waitFor();
  await page.getByRole('button', { name: 'Hear it' }).click();
  await page.getByRole('dialog').getByLabel('In their words').fill('My shift changed that morning.');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep their side' }).click();
  await page.getByText(/My shift changed that morning/).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('radio', { name: 'No step' }).press('Space');
  await page.getByRole('button', { name: 'Decide: no step' }).click();
  await page.getByText('This is needed.').first().waitFor();
  await page.getByRole('radio', { name: '1 Talk and support' }).press('Space');
  await page.getByLabel('What you agreed to do').fill('A ride on test days.');
  await page.getByRole('button', { name: 'Decide: talk and support' }).click();
  await page.getByText('Nothing is proposed.').waitFor();
  await page.getByRole('list', { name: 'Step 1 of 5: Talk and support' }).waitFor();

  const { decisions } = await stage.as('counselor').call(readAccountability, { clientId });
  assert.deepEqual(decisions.map((d) => [d.rung, d.reason, d.by]), [[1, null, 'T. B.']]);
  assert.equal((await stage.client(clientId).call(readMyStanding, {})).decisions[0]?.plan, 'A ride on test days.');
});

test('what touched safety is written down by whoever was there, and stands before those who decide', async () => {
  const page = await stage.visit('intake', `/clients/${clientId}/safety-event`, { width: 390 });
  await page.getByText('A threat', { exact: true }).click();
  const time = page.getByRole('textbox', { name: 'About when' });
  await time.fill('9 pm');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('This is needed.').first().waitFor();
  await page.getByLabel('What happened').fill('Shouted at somebody after the group.');
  await time.fill('11:30 pm');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('Write when it happened; it cannot lie ahead.').first().waitFor();
  assert.equal(await page.getByLabel('What happened').inputValue(), 'Shouted at somebody after the group.');
  assert.deepEqual(await stage.axe(page), []);
  await time.fill('8:45 pm');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('heading', { name: 'It is kept.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  const office = await stage.visit('counselor', `/clients/${clientId}/accountability`);
  await office.getByText('A threat', { exact: true }).waitFor();
  await office.getByRole('button', { name: 'Record what touched safety' }).click();
  await office.getByRole('heading', { name: 'What touched somebody’s safety?' }).waitFor();
});

test('a removal names what comes first and cannot be decided before it', async () => {
  const page = await stage.visit('director', `/clients/${clientId}/removal`);
  await page.getByRole('heading', { name: 'Not yet: something comes first.' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Decide, from/ }).isDisabled(), true);
  assert.deepEqual(await stage.axe(page), []);
});

test('on a phone in the dark the ladder lies down and nothing is wider than the phone', async () => {
  const page = await stage.visit('supervisor', `/clients/${clientId}/accountability`, { width: 390, dark: true });
  await page.getByRole('list', { name: 'Step 1 of 5: Talk and support' }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone');
  assert.deepEqual(await stage.axe(page), []);
});
