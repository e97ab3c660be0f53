import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { aClient } from '../../../app/cast.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { administerInstrument } from '../../instruments/api.ts';
import { readLevelOfCare } from '../api.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  stage = await openBrowserStage();
  clientId = await aClient(stage);
  await stage.as('counselor').call(administerInstrument, {
    clientId, administrationId: newId(), code: 'C-SSRS', answers: { 1: 0, 2: 0, 6: 0 }, mode: 'interview',
  });
});
after(() => stage.close());

test('L1: from the chart through the assessment to a signed, printable decision, by keyboard', async () => {
  const page = await stage.visit('counselor', `/clients/${clientId}/level-of-care`);
  await page.getByRole('button', { name: 'Start the assessment' }).press('Enter');
  await page.getByRole('heading', { name: /things? to find out before a level can be proposed/ }).waitFor();
  assert.match(await page.getByRole('region', { name: 'Safety' }).first().innerText(), /gates not checked yet/);

  for (const ask of ['Overdose, chest', 'A plan for suicide', 'Thoughts of harming', 'Is home unsafe', 'Unable to take part', 'Pregnant?',
    'Withdrawal seizures', 'Heavy use', 'Daily sedatives']) {
    await page.getByRole('group', { name: new RegExp(ask.replace('?', '\\?')) }).getByRole('radio', { name: 'No' }).press('Space');
  }
  await page.getByRole('checkbox', { name: 'Nothing' }).press('Space');
  await page.getByRole('button', { name: '+ Alcohol' }).press('Enter');
  for (const criterion of ['more or longer than meant', 'cannot cut down', 'craving', 'much time spent']) {
    await page.getByRole('checkbox', { name: criterion }).press('Space');
  }
  await page.getByText('F10.20').waitFor();
  for (const [at, rating] of [0, 0, 1, 2, 2, 1].entries()) {
    const dimension = page.getByRole('article', { name: new RegExp(`^D${at + 1} `) });
    await dimension.getByRole('radio').first().press(String(rating));
    await dimension.getByLabel('Found here and now').fill('As seen and said today.');
    if (rating >= 2) await dimension.getByLabel('What it needs').fill('Groups on three evenings');
  }
  await page.getByRole('article', { name: /^D3 / }).getByRole('button', { name: /C-SSRS no risk flagged/ }).press('Enter');

  await page.getByRole('heading', { name: 'Proposed: 2.1.' }).waitFor();
  await page.getByText('9 safety gates checked, none open.').waitFor();
  for (const part of ['Why not lower', 'Why not higher', 'What would change this']) await page.getByRole('heading', { name: part }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: 'Sign 2.1 intensive outpatient' }).press('Enter');
  await page.getByRole('heading', { name: '2.1 intensive outpatient, signed.' }).waitFor();
  await page.getByText('F10.20 Alcohol, moderate').waitFor();
  assert.deepEqual(await stage.axe(page), []);

  const [signed] = await stage.as('counselor').call(readLevelOfCare, { clientId });
  assert.deepEqual([signed?.acceptedLevel, signed?.signedBy, signed?.needsCosign], ['2.1', 'T. B.', false]);
  assert.match(signed!.text, /C-SSRS no risk flagged/);
});

test('the director changes the table from a day on, and is stopped where the worst rating would ask for too little', async () => {
  const page = await stage.visit('director', '/level-table');
  await page.getByLabel('D2 rated 4').selectOption('2.5');
  await page.getByLabel('Version').fill('2');
  await page.getByRole('textbox', { name: 'From' }).fill('2026-04-01');
  await page.getByRole('button', { name: /Adopt from/ }).press('Enter');
  await page.getByText(/may not ask for less|needs 3\.7 or 4/).first().waitFor();
  await page.getByLabel('D2 rated 4').selectOption('4');
  await page.getByLabel('D2 rated 2').selectOption('2.5');
  await page.getByRole('button', { name: /Adopt from/ }).press('Enter');
  await page.getByText('Standard 2', { exact: true }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
});

test('on a phone in the dark the sheet stands in one column, its act at the bottom', async () => {
  const other = await aClient(stage, 'Luz Medina');
  const page = await stage.visit('counselor', `/clients/${other}/level-of-care`, { width: 390, dark: true });
  await page.getByRole('button', { name: 'Start the assessment' }).click();
  await page.getByRole('button', { name: 'Nothing to sign yet' }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone');
  assert.deepEqual(await stage.axe(page), []);
});
