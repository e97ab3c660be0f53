import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted } from '../../../app/cast.ts';
import type { Id } from '../../../shared/ids.ts';
import { readClient, saveClient } from '../../clients/api.ts';
import { readSeats, saveAvailability } from '../../schedule/api.ts';
import { readClientWeek } from '../api.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage, 'Rosa Ortiz');
  const counselor = stage.as('counselor');
  const { version } = await counselor.call(readClient, { clientId });
  const routine = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', to: '15:00', kind: 'work' as const }));
  await counselor.call(saveClient, { clientId, version, change: { routine, travelMinutes: 20 } });
  await stage.as('supervisor').call(saveAvailability, { staffId: stage.staff.counselor, blocks: [{ weekday: 4, from: '15:00', to: '18:00' }] });
});
after(() => stage.close());

test('a director sets the program up from a template, and its week is there', async () => {
  const page = await stage.visit('director', '/program');
  await page.getByRole('heading', { name: 'No group meets yet.' }).waitFor();
  await page.getByText('As printed, 16 weeks stay under 9 hours.').waitFor();
  await page.getByRole('button', { name: 'Set up' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Set up Standard IOP' }).click();
  await page.getByRole('heading', { name: 'Evening track' }).waitFor();
  await page.goto(`${stage.url}/week?on=2026-03-09`);
  await page.getByText('6 sessions have no leader. 6 sessions, 18 hours.').waitFor();
  assert.deepEqual(await stage.axe(page), []);
});

test('a counselor takes a whole week fitted around the client\'s own, in two acts', async () => {
  const page = await stage.visit('counselor', `/clients/${clientId}/arrange?from=2026-03-09`);
  await page.getByRole('heading', { name: '9.8 hours fit, on 3 days.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: /^Take these 9.8/ }).click();
  await page.waitForURL(`**/clients/${clientId}/week`);
  await page.getByText('Evening track.').waitFor();
  const { seats } = await stage.as('counselor').call(readSeats, { clientId });
  assert.equal(seats.length, 4);
});

test('weeks that may stay short are allowed from the chart, and taken back', async () => {
  const page = await stage.visit('counselor', `/clients/${clientId}/week`);
  await page.getByRole('button', { name: 'Allow fewer hours' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Illness', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'First day' }).fill('9 Mar');
  await dialog.getByRole('textbox', { name: 'Last day' }).fill('13 Mar');
  await dialog.getByLabel('In a few words').fill('a cold');
  await dialog.getByRole('button', { name: 'Allow fewer hours' }).click();
  await page.getByText('Fewer hours are allowed.').waitFor();
  await page.getByText('a cold').waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('Taken back. Everything is as it was.').waitFor();
  await page.getByText('a cold').waitFor({ state: 'detached' });
});

test('attendance is one tap for all, and a late arrival one more', async () => {
  stage.clock.set('2026-03-10T02:30:00Z'); // Monday 9 March, 9:30 pm
  const week = await stage.as('counselor').call(readClientWeek, { clientId, on: '2026-03-09' });
  const page = await stage.visit('supervisor', `/sessions/${week.sessions[0]!.sessionId}`);
  await page.getByRole('button', { name: 'All here' }).click();
  await page.getByText('1 of 1 here.').waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: /^R\.\s?O\.: / }).click();
  await page.getByLabel('Came').fill('6:20 pm');
  await page.getByLabel('Why this is corrected').fill('came at 6:20');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByText('came late, 160 minutes counted').waitFor();
  const { hours } = await stage.as('counselor').call(readClientWeek, { clientId, on: '2026-03-09' });
  assert.equal(hours.attended, 160);
});

test('a rule is changed from a day on, with whom it would touch', async () => {
  const page = await stage.visit('director', '/rules/hours.floor.adult');
  await page.getByLabel('From then on').fill('12');
  await page.getByRole('button', { name: 'Look at present clients' }).click();
  await page.getByText('One client of 1.').waitFor();
  await page.getByLabel('Where it comes from').fill('letter of the state');
  await page.getByRole('button', { name: /^Change it from/ }).click();
  await page.getByRole('heading', { name: 'One rule is your own.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
});

test('the week is read by day on a phone in the dark, and nothing is wider than the phone', async () => {
  const page = await stage.visit('facilitator', '/week?on=2026-03-09', { width: 390, dark: true });
  await page.getByRole('heading', { name: /Mon.9.Mar/ }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone');
  assert.deepEqual(await stage.axe(page), []);
});
