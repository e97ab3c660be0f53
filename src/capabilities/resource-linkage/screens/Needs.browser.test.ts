import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted } from '../../../app/cast.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { assignCounselor } from '../../clients/api.ts';
import { readNeeds, recordNeed, saveResource } from '../api.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage);
  await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.case_manager, part: 'treats' });
  await stage.as('case_manager').call(saveResource, { resource: { id: newId(), name: 'Riverside Housing Desk', needs: ['housing'], cost: 'free', phone: '555-0110',
    postalCode: '60601', address: '12 River St', times: [{ weekday: 2, from: '09:00', until: '17:00' }] } });
  await stage.as('counselor').call(recordNeed, { clientId, needId: newId(), need: 'housing', words: 'Lease ends in May' });
});
after(() => stage.close());
const shots = process.env['SHOTS'];

test('a need is found a place and followed: from the list to the chart, referred, in contact', async () => {
  const page = await stage.visit('case_manager', '/needs');
  await page.getByRole('heading', { name: 'One need without a place.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  if (shots) await page.screenshot({ path: `${shots}/needs.png`, fullPage: true });
  await page.getByRole('button', { name: 'Refer' }).click();
  await page.getByRole('heading', { name: 'Housing' }).waitFor();
  await page.getByRole('button', { name: 'Refer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Riverside Housing Desk').waitFor();
  if (shots) await page.screenshot({ path: `${shots}/refer.png` });
  await dialog.getByRole('button', { name: 'Refer' }).click();
  await page.getByText(/Referred to Riverside Housing Desk/).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  if (shots) await page.screenshot({ path: `${shots}/resources-tab.png`, fullPage: true });
  const { needs } = await stage.as('counselor').call(readNeeds, { clientId });
  assert.deepEqual(needs.map((n) => [n.step, n.resource?.name]), [['referral', 'Riverside Housing Desk']]);
});

test('on a phone in the dark the directory finds what is near', async () => {
  const page = await stage.visit('counselor', '/resources', { width: 390, dark: true });
  await page.getByLabel('Near postal code').fill('60614');
  await page.getByRole('heading', { name: 'One place within 10 miles.' }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone');
  assert.deepEqual(await stage.axe(page), []);
  if (shots) await page.screenshot({ path: `${shots}/resources-phone.png`, fullPage: true });
});
