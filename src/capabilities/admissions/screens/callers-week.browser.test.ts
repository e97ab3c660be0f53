import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { takeFirstCall } from '../../../app/deeds.ts';
import { openTerm } from '../../../app/term-cast.ts';
import { readInquiry } from '../api.ts';

let stage: BrowserStage;
let path = '';
before(async () => {
  stage = await openBrowserStage();
  await openTerm(stage, 0);
  const { clientId, inquiryId } = await takeFirstCall(stage.as('intake'));
  path = `/calls/${clientId}/${inquiryId}`;
});
after(() => stage.close());

test('while somebody tells of their week, the week that fits is drawn, and where none does the reasons and a way are said', async () => {
  const page = await stage.visit('intake', path);
  await page.getByRole('heading', { name: 'What it would take' }).waitFor();
  await page.getByLabel('Work', { exact: true }).fill('Mon–Fri 8am–1pm');
  await page.getByLabel('One way').fill('20');
  await page.getByLabel('One way').press('Tab');
  await page.getByRole('radio', { name: 'Evening' }).waitFor({ state: 'attached' });
  assert.equal(await page.getByRole('list', { name: 'What stands in the way' }).count(), 0);
  await page.getByLabel('Work', { exact: true }).fill('Mon–Fri 8am–10pm');
  await page.getByLabel('Work', { exact: true }).press('Tab');
  await page.getByRole('list', { name: 'What stands in the way' }).getByText(/^Work .* stands against/).first().waitFor();
  assert.deepEqual(await stage.axe(page), []);
});

test('PR-40, PR-41: that they want to come is recorded, and a try to reach them', async () => {
  const page = await stage.visit('intake', path);
  await page.getByRole('button', { name: 'They want to come' }).click();
  await page.getByText(/^They want to come, said/).waitFor();
  await page.getByRole('button', { name: 'They want to come' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Tried to reach them' }).click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.getByRole('button', { name: 'Record it' }).isDisabled(), true);
  await dialog.getByText('Left a message', { exact: true }).click();
  assert.deepEqual(await stage.axe(page), []);
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await page.getByRole('heading', { name: 'Tries to reach them 1' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  const [, , clientId, inquiryId] = path.split('/') as [string, string, string, string];
  const { requestedAt, attempts } = await stage.as('intake').call(readInquiry, { clientId, inquiryId });
  assert.deepEqual([requestedAt !== null, attempts.map((one) => [one.how, one.outcome])], [true, [['call', 'left_message']]]);
});

test('on a phone the same stands under one another, in the dark too', async () => {
  const page = await stage.visit('intake', path, { width: 390, dark: true });
  await page.getByRole('list', { name: 'What stands in the way' }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
});
