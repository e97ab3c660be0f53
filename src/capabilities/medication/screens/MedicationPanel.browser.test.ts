import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted } from '../../../app/cast.ts';
import { readMedication } from '../api.ts';

let stage: BrowserStage;
let clientId: string;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage);
});
after(() => stage.close());

test('PR-63: a counselor asks, the appointment is booked, kept and answered; the provider prescribes; the counselor asks how it goes', async () => {
  let page = await stage.visit('counselor', `/clients/${clientId}/medication`);
  await page.getByRole('button', { name: 'Ask a provider' }).click();
  let dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Opioid use (MOUD)' }).press('Space');
  await dialog.getByLabel('What should they look at?').fill('Would buprenorphine help?');
  await dialog.getByRole('button', { name: 'Ask a provider' }).click();
  await page.getByText(/Asked; an appointment is needed/).waitFor();
  assert.deepEqual(await stage.axe(page), []);

  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await dialog.getByLabel('With whom').fill('Dr Okafor');
  await dialog.getByRole('textbox', { name: 'Day' }).fill('2026-03-03');
  await dialog.getByRole('textbox', { name: 'Time' }).fill('9 am');
  await dialog.getByRole('button', { name: /^Booked for/ }).click();
  await page.getByText(/Dr Okafor, Tue/).waitFor();

  stage.clock.set('2026-03-03T17:00:00Z');
  // A night has passed: the sign-in of yesterday has idled out.
  page = await stage.visit('counselor', `/clients/${clientId}/medication`);
  dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Was it kept?' }).click();
  await dialog.getByRole('radio', { name: 'Was seen' }).press('Space');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Record the answer' }).click();
  await dialog.getByRole('radio', { name: 'Medication prescribed' }).press('Space');
  await dialog.getByLabel('In their words').fill('Start at 8 mg');
  await dialog.getByRole('button', { name: 'Close the loop' }).click();
  await page.getByText(/Medication prescribed\. Start at 8 mg/).waitFor();

  const provider = await stage.visit('medical', `/clients/${clientId}/medication/add`);
  await provider.getByLabel('Name').fill('Suboxone');
  await provider.getByText('Tests are read with buprenorphine and naloxone.').waitFor();
  await provider.getByLabel('Strength').fill('8 mg / 2 mg');
  await provider.getByRole('radio', { name: 'Under the tongue' }).press('Space');
  await provider.getByRole('radio', { name: 'Opioid use (MOUD)' }).press('Space');
  await provider.getByLabel('Prescribed by').fill('Sam Okafor');
  assert.deepEqual(await stage.axe(provider), []);
  await provider.getByRole('button', { name: /^On the list from/ }).click();
  await provider.getByText('8 mg / 2 mg').first().waitFor();

  await page.goto(`${stage.url}/clients/${clientId}/medication/check-in`);
  await page.getByRole('radio', { name: 'Missed some' }).press('Space');
  await page.getByLabel('About how many doses missed').fill('1');
  await page.getByRole('radio', { name: 'forgot' }).press('Space');
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: 'Keep the check-in' }).click();
  await page.getByText(/missed some, 1 missed/).waitFor();
  const kept = await stage.as('counselor').call(readMedication, { clientId });
  assert.deepEqual([kept.linkages[0]?.stage, kept.medications.length, kept.checks.length], ['answered', 1, 1]);
});

test('on a phone in the dark who waits for a provider stands in one column', async () => {
  const page = await stage.visit('nurse', '/medication', { width: 390, dark: true });
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone');
  assert.deepEqual(await stage.axe(page), []);
});
