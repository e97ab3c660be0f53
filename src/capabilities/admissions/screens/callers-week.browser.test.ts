import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { takeFirstCall } from '../../../app/deeds.ts';
import { openTerm } from '../../../app/term-cast.ts';

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

test('on a phone the same stands under one another, in the dark too', async () => {
  const page = await stage.visit('intake', path, { width: 390, dark: true });
  await page.getByRole('list', { name: 'What stands in the way' }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
});
