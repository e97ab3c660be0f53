import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { listApprovedAnswers } from '../../agency/api.ts';

let stage: BrowserStage;
before(async () => {
  stage = await openBrowserStage();
  await stage.owner.query(`update live.credential set kind = 'registered-trainee' where staff_id = $1`, [stage.staff.facilitator]);
});
after(() => stage.close());

describe('who works here, under what', () => {
  test('an administrator records a credential and names a supervisor', async () => {
    const page = await stage.visit('administrator', '/staff');
    await page.getByRole('button', { name: 'Kim Rowe: more' }).click();
    await page.getByRole('menuitem', { name: 'Credentials and supervisor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Registered trainee').waitFor();
    await dialog.getByLabel('Who supervises them').selectOption({ label: 'Ada Falk' });
    await dialog.getByRole('button', { name: 'Set the supervisor' }).click();
    await dialog.getByText('Ada Falk', { exact: true }).first().waitFor();
    await dialog.getByRole('button', { name: 'Add a credential' }).click();
    await dialog.getByRole('button', { name: 'Record the credential' }).click();
    await dialog.locator('[aria-invalid="true"]').first().waitFor();
    assert.deepEqual(await stage.axe(page), []);
  });

  test('PR-102: a supervisor logs an hour, and it is owed no more', async () => {
    const page = await stage.visit('supervisor', '/supervision', { width: 390 });
    await page.getByText('0 of 60 minutes this week').waitFor();
    await page.getByRole('button', { name: 'Log it: supervision of Kim Rowe' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From').fill('10 am');
    await dialog.getByRole('button', { name: /^Log 60 minutes/ }).click();
    await page.getByRole('heading', { name: 'Everybody has had their supervision.' }).waitFor();
    assert.deepEqual(await stage.axe(page), []);
  });
});

test('an administrator adds a room', async () => {
  const page = await stage.visit('administrator', '/place');
  await page.getByRole('button', { name: 'Add a room' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Garden room');
  await dialog.getByRole('button', { name: 'Save the room' }).click();
  await page.getByText('Garden room').waitFor();
  assert.deepEqual(await stage.axe(page), []);
});

test('an administrator closes a room from a day on, takes it back, and writes the minutes between two sites', async () => {
  const page = await stage.visit('administrator', '/place');
  await page.getByRole('button', { name: 'Add a site' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('North house');
  await page.getByRole('button', { name: 'Save the site' }).click();
  const minutes = page.getByRole('textbox', { name: /North house/ });
  await minutes.fill('25');
  await page.getByRole('button', { name: 'Keep these minutes' }).click();
  await page.getByRole('link', { name: 'Close Room 1' }).click();
  await page.getByRole('textbox', { name: 'First day without it' }).fill('1 Jun');
  await page.getByRole('textbox', { name: 'First day without it' }).press('Tab');
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: /^Close it on/ }).click();
  await page.getByText(/closed from/).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('link', { name: 'Closing of Room 1' }).click();
  await page.getByRole('button', { name: 'Use it again' }).click();
  await page.getByRole('link', { name: 'Close Room 1' }).waitFor();
  assert.equal(await minutes.inputValue(), '25');
});

test('an administrator names the agency and its week, and writes what is answered to callers', async () => {
  const page = await stage.visit('administrator', '/place');
  await page.getByRole('button', { name: 'Change the name or week of Riverbend Recovery' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('');
  await dialog.getByRole('button', { name: 'Save the agency' }).click();
  await dialog.getByText('This is needed.').first().waitFor();
  await dialog.getByLabel('Name').fill('Riverbend House');
  await dialog.getByLabel('The week begins on').selectOption({ label: 'Sunday' });
  await dialog.getByText('Past weeks too are then counted from Sunday.').waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await dialog.getByRole('button', { name: 'Save the agency' }).click();
  await page.getByText('Its week begins on Sunday. Its clock is that of Chicago.').waitFor();
  await page.getByRole('link', { name: 'Answers for callers' }).click();
  await page.getByRole('button', { name: 'Add an answer' }).click();
  await dialog.getByLabel('Question, as callers ask it').fill('May I bring my child?');
  await dialog.getByLabel('Answer, to be read aloud').fill('Yes. There is a room with somebody in it on Tuesdays.');
  await dialog.getByRole('button', { name: 'Save the answer' }).click();
  await page.getByRole('heading', { name: 'One question has an approved answer.' }).waitFor();
  await page.getByRole('button', { name: 'Change: May I bring my child?' }).click();
  await dialog.getByLabel('Also found by these words').fill('kids, care');
  assert.deepEqual(await stage.axe(page), []);
  await dialog.getByRole('button', { name: 'Save the answer' }).click();
  await page.getByText('also found by: kids, care').waitFor();
  assert.equal((await stage.as('intake').call(listApprovedAnswers, {}))[0]?.words, 'kids, care');
  assert.deepEqual(await stage.axe(page), []);
});
