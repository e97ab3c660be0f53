import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { openTerm } from '../../../app/term-cast.ts';
import { workOn } from '../../../platform/jobs/long-work.ts';
import { buildWork } from '../building-jobs.ts';

let stage: BrowserStage;
before(async () => {
  stage = await openBrowserStage();
  await openTerm(stage, 60);
});
after(() => stage.close());

/** The job that `npm start` would run. */
async function search(): Promise<void> {
  const { rows } = await stage.owner.query(`select data from house.outbox where job = 'searchWeeks' order by after desc, id desc limit 1`);
  await workOn(stage.house, buildWork, { agencyId: stage.agencyId, data: rows[0].data });
}

test('a director opens the term for sixty clients: asks, looks, takes it in one act, and takes it back', async () => {
  const page = await stage.visit('director', '/week/everyone');
  await page.getByRole('heading', { name: 'No weeks were built yet.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: 'Build weeks for everyone' }).click();
  await page.getByRole('heading', { name: 'The search begins in a moment.' }).waitFor();
  await page.getByRole('progressbar', { name: 'Clients with a week' }).waitFor();
  await search();
  await page.getByRole('heading', { name: /^\d+ of 60 have a whole week\. \d+ clients would move\.$/ }).waitFor();
  await page.getByText(/best/).first().waitFor();
  await page.getByRole('heading', { name: /^Without a whole week/ }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  const all = Number(/\d+/.exec(await page.getByRole('button', { name: /^Move \d+ clients$/ }).innerText())![0]);
  await page.getByRole('checkbox', { name: /^Move / }).first().press(' ');
  await page.getByText('One client left out: their week stays as it is.').waitFor();
  await page.getByRole('button', { name: `Move ${all - 1} clients` }).press('Enter');
  await page.getByRole('heading', { name: `${all - 1} clients moved.` }).waitFor({ timeout: 120_000 });
  await page.getByText('One client was left out and stays as before.', { exact: false }).waitFor();
  await page.getByRole('heading', { name: /^Left out/ }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('heading', { name: 'Taken back: every week is as it was.' }).waitFor();
});

test('on a phone in the dark it is read without scrolling sideways', async () => {
  const page = await stage.visit('supervisor', '/week/everyone', { width: 390, dark: true });
  await page.getByRole('heading', { name: 'Taken back: every week is as it was.' }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  assert.deepEqual(await stage.axe(page), []);
});

test('what if: a Saturday group, tried before anybody opens it', async () => {
  const page = await stage.visit('director', '/week/what-if');
  await page.getByRole('heading', { name: /gain hours|gains hours/ }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
});
