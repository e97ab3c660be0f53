import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from '@playwright/test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted, anEvening, withPlan } from '../../../app/cast.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { readAttendanceSheet } from '../../attendance/api.ts';
import { readHoursLedger } from '../../hours/api.ts';
import { readGroupNote, saveGroupPart, saveGroupShared, signGroupNote } from '../../notes/api.ts';
import { clientPart, sharedPart } from '../../notes/model.ts';
import { setDoorKey, setMyDoorKey } from '../api.ts';
import { randomHex } from '../door-code.ts';

let stage: BrowserStage;
let people: Id[];
let sessionId: Id;
let front: Page;
let back: Page;
const token = randomHex(16);
const NUMBERS = ['204518', '551200', '730066'];

before(async () => {
  stage = await openBrowserStage();
  people = [await admitted(stage, 'Rosa Ortiz'), await admitted(stage, 'John Lund'), await admitted(stage, 'Wes Tan')];
  for (const clientId of people.slice(0, 2)) await withPlan(stage, clientId);
  ({ sessionId } = await anEvening(stage, people));
  await stage.client(people[0]!).call(setMyDoorKey, { doorKeyId: newId(), number: NUMBERS[0]!, token });
  for (const n of [1, 2]) await stage.as('intake').call(setDoorKey, { clientId: people[n]!, doorKeyId: newId(), number: NUMBERS[n]!, token: randomHex(16) });
});
after(() => stage.close());

/** Pairs a tablet as it is done: a code on the director's screen, typed on the tablet. */
async function paired(name: string): Promise<Page> {
  const office = await stage.visit('administrator', '/kiosks');
  await office.getByRole('button', { name: 'Pair a tablet' }).click();
  await office.getByLabel('Where it stands').fill(name);
  await office.getByRole('button', { name: 'Make a code' }).click();
  const code = await office.locator('output').innerText();
  assert.deepEqual(await stage.axe(office), []);
  await office.close();
  const tablet = await stage.stranger('/kiosk', { width: 1024 });
  await tablet.getByLabel('Code').fill(code.toLowerCase().replace('-', ' '));
  await tablet.getByRole('button', { name: 'Pair it' }).click();
  await tablet.getByRole('heading', { name: 'Type your number.' }).waitFor();
  return tablet;
}

const type = async (page: Page, number: string): Promise<void> => {
  for (const figure of number) await page.getByRole('button', { name: figure, exact: true }).click();
};
async function signs(page: Page, number: string, press: 'I’m here' | 'I’m leaving'): Promise<void> {
  await type(page, number);
  await page.getByRole('button', { name: press }).click();
  await page.getByRole('heading', { name: press === 'I’m here' ? /^Welcome, / : /^Take care, / }).waitFor();
}
const start = (page: Page) => page.getByRole('heading', { name: 'Type your number.' }).waitFor();
const words = async () => Number((await stage.owner.query('select count(*) as n from live.presence')).rows[0].n);
const sheet = () => stage.as('facilitator').call(readAttendanceSheet, { sessionId });

test('two tablets are paired with codes that are good once; there is no way out of them', async () => {
  [front, back] = [await paired('Front door'), await paired('Back door')];
  await front.goto(`${stage.url}/clients`);
  await start(front);
  assert.equal(new URL(front.url()).pathname, '/kiosk');
  assert.equal((await front.request.post(`${stage.url}/rpc/readKioskDay`, { data: { input: {} }, headers: { origin: stage.url } })).status(), 401);
  assert.equal((await front.request.post(`${stage.url}/kiosk/rpc/readAttendanceSheet`, { data: { input: { sessionId } }, headers: { origin: stage.url } })).status(), 401);
  assert.deepEqual(await stage.axe(front), []);
});

test('somebody signs in with a number; no surname is shown, and the start comes back by itself', async () => {
  stage.clock.set('2026-03-03T00:02:00Z');
  const page = front;
  await page.reload();
  await start(page);
  await type(page, NUMBERS[1]!);
  await page.getByRole('heading', { name: 'John L.' }).waitFor();
  assert.equal((await page.content()).includes('Lund'), false);
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: 'I’m here' }).click();
  await page.getByRole('heading', { name: 'Welcome, John.' }).waitFor();
  await start(page);
  await page.getByText('kept here').waitFor({ state: 'detached' });
  assert.equal(await words(), 1);
});

test('a wrong number says the same as a number of nobody, and many wrong ones wait', async () => {
  const page = back;
  for (const number of ['111111', '222222', '333333', '444444', '555555']) {
    await type(page, number);
    await page.getByRole('img', { name: '0 of 6 figures typed' }).waitFor();
    await page.getByRole('alert').filter({ hasText: /could not find that number|Please wait/ }).waitFor();
  }
  await page.getByText(/Please wait \d+ seconds/).waitFor();
  assert.ok(await page.getByRole('button', { name: '5', exact: true }).isDisabled());
});

test('with the network cut, and the page opened anew, both doors go on', async () => {
  const [one, two] = [front, back];
  stage.clock.set('2026-03-03T00:25:00Z');
  for (const page of [one, two]) {
    await page.reload();
    await start(page);
  }
  await one.evaluate(async () => void await navigator.serviceWorker.ready);
  await one.waitForFunction(async () => (await (await caches.open('shell')).keys()).length > 8);
  for (const page of [one, two]) await page.context().setOffline(true);
  await one.reload();
  await start(one);
  await signs(one, NUMBERS[0]!, 'I’m here');
  await start(one);
  await one.getByText('1 kept here, sent when the network is back').waitFor();
  // the other tablet still holds up numbers; a phone's code goes through, here from a reader on a cable
  await two.keyboard.type(`door:${token}`);
  await two.keyboard.press('Enter');
  await two.getByRole('heading', { name: 'Rosa O.' }).waitFor();
  await two.getByRole('button', { name: 'I’m here' }).click();
  await two.getByRole('heading', { name: 'Welcome, Rosa.' }).waitFor();
  await two.getByText('1 kept here, sent when the network is back').waitFor();
  assert.equal(await words(), 1);
  const plain = await one.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const open = indexedDB.open('steps');
      open.onsuccess = () => done(open.result);
    });
    const all = await Promise.all(['drafts', 'outbox'].map((name) => new Promise<unknown[]>((done) => {
      const request = database.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => done(request.result);
    })));
    return all.flat().map((value) => new TextDecoder().decode((value as { envelope: { data: ArrayBuffer } }).envelope.data)).join(' ');
  });
  assert.equal(/Rosa|John|Group|entries/.test(plain), false, 'nothing readable lies on the tablet');
});

test('when it is back everything is sent, and nothing is doubled', async () => {
  for (const page of [front, back]) {
    await page.context().setOffline(false);
    await page.getByText('kept here').waitFor({ state: 'detached' });
  }
  assert.equal(await words(), 3);
  await front.reload();
  await start(front);
  assert.equal(await words(), 3);
  stage.clock.set('2026-03-03T03:20:00Z'); // 9:20 pm, the evening is over
  await front.reload();
  await start(front);
  await signs(front, NUMBERS[1]!, 'I’m leaving');
  await front.getByText('kept here').waitFor({ state: 'detached' });
  const rosa = (await sheet()).members.find((one) => one.clientId === people[0])!;
  assert.deepEqual(rosa.words.map((one) => one.source), ['door']);
  assert.match(rosa.words[0]!.from!, /^18:2\d$/);
});

test('the sheet shows where the door differs; one tap takes it; an absence has its reason in two', async () => {
  const page = await stage.visit('facilitator', `/sessions/${sessionId}`);
  await page.getByRole('button', { name: /^W\.\s?T\.: / }).click();
  await page.getByRole('button', { name: 'No ride' }).click();
  await page.getByText('No ride.').waitFor();
  await page.getByRole('button', { name: 'All here' }).click();
  await page.getByText('One difference to decide.').waitFor();
  await page.getByText(/At the door: came 6:2\d.pm\. The sheet says 6–9:15\./).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: /^Take the door, R\.\s?O\.$/ }).click();
  await page.getByText(/came late, 15\d minutes counted/).waitFor();
    const { members } = await sheet();
  const counted = people.map((id) => members.find((one) => one.clientId === id)!.fact!.standing.countedMinutes);
  // the tablet's own clock runs while the stage's stands: the minute is what the door kept
  assert.ok(counted[0]! >= 150 && counted[0]! <= 155, String(counted[0]));
  assert.deepEqual(counted.slice(1), [180, 0]);
});

test('the note is written and signed, and the ledger shows what counts, and why the rest does not', async () => {
  const facilitator = stage.as('facilitator');
  const note = await facilitator.call(readGroupNote, { sessionId });
  const shared = await facilitator.call(saveGroupShared, { sessionId, version: note.version, shared: sharedPart.parse({ topic: 'Triggers', activity: 'Named three each' }) });
  const row = note.rows.find((one) => one.clientId === people[0])!;
  const part = await facilitator.call(saveGroupPart, { sessionId, version: row.version, toIndividual: '', part: clientPart.parse({
    clientId: people[0], words: 'Spoke of evenings alone and whom to call.', participation: 3, objectiveIds: [row.objectives[0]!.id] }) });
  await facilitator.call(signGroupNote, { sessionId, sharedVersion: shared.version, parts: [{ clientId: people[0]!, version: part.version }] });
  const ledger = await stage.as('counselor').call(readHoursLedger, { clientId: people[0]!, on: '2026-03-02' });
  const { countedMinutes } = (await sheet()).members.find((one) => one.clientId === people[0])!.fact!.standing;
  assert.deepEqual([ledger.steps.present, ledger.steps.signed, ledger.steps.creditable], [countedMinutes, countedMinutes, countedMinutes]);
  const chart = await stage.visit('counselor', `/clients/${people[0]}/week`);
  await chart.getByRole('heading', { name: 'From planned to counting' }).waitFor();
  await chart.getByText(/2\d.min came late/).first().waitFor();
  assert.deepEqual(await stage.axe(chart), []);
});

test('a tablet that was taken back forgets the day and shows nothing', async () => {
  const office = await stage.visit('administrator', '/kiosks');
  await office.getByText('Front door').waitFor();
  for (const name of ['Take it back', 'Yes, take it back']) await office.getByRole('button', { name, exact: true }).last().click();
  await office.getByText(/taken back:/).waitFor();
  const pages = [front, back];
  for (const page of pages) await page.reload();
  await Promise.any(pages.map((page) => page.getByRole('heading', { name: 'Pair this tablet' }).waitFor()));
});
