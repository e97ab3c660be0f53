/** Nothing that was typed is lost: two writers, an ended sign-in, a cut connection, a crashed tab, a sign-out. In the real screens. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from '@playwright/test';
import { openBrowserStage, type BrowserStage } from '../../app/browser-stage.ts';
import { admitted, aGroupOf } from '../../app/cast.ts';
import { readGroupNote, readNoteDraft, saveNote, startNote } from '../../capabilities/notes/api.ts';
import { readPlan, savePlanDraft, startPlan } from '../../capabilities/treatment-plan/api.ts';
import { newId, type Id } from '../../shared/ids.ts';

let stage: BrowserStage;
let clientId: Id;
let people: Id[];
let evening: Id;
let night: Id;
before(async () => {
  stage = await openBrowserStage();
  people = [await admitted(stage, 'Rowan Okafor'), await admitted(stage, 'Jules Lindqvist')];
  clientId = people[0]!;
  evening = (await aGroupOf(stage, people)).sessionId;
  night = (await aGroupOf(stage, people, { startsAt: '21:30', endsAt: '22:20' })).sessionId;
  stage.clock.set('2026-03-03T05:00:00Z');
});
after(() => stage?.close());

const saved = (page: Page): Promise<unknown> => page.waitForResponse((r) => /\/rpc\/save/.test(r.url()) && r.ok());
const conflict = (page: Page) => page.getByRole('region', { name: 'Somebody else wrote here meanwhile' });

async function aNote(): Promise<{ noteDraftId: Id; path: string }> {
  const noteDraftId = newId();
  await stage.as('counselor').call(startNote, { clientId, noteDraftId, kind: 'individual', startedAt: '2026-03-02T20:00:00Z', endedAt: '2026-03-02T20:50:00Z' });
  return { noteDraftId, path: `/clients/${clientId}/notes/${noteDraftId}` };
}

/** The tab's process ends; no handler of the page runs. */
async function crash(page: Page): Promise<Page> {
  const context = page.context();
  const crashed = page.waitForEvent('crash');
  const cdp = await context.newCDPSession(page);
  cdp.send('Page.crash').catch(() => {}); // nobody is left to answer
  await crashed;
  await page.close();
  return context.newPage();
}

describe('two people who write in the same place', () => {
  test('in a group’s shared part: the second sees both texts, keeps both, and both are on the server', async () => {
    const sessionId = evening;
    const [one, two] = [await stage.visit('facilitator', `/sessions/${sessionId}/note`), await stage.visit('supervisor', `/sessions/${sessionId}/note`)];
    await two.getByLabel('What we did').waitFor();
    await Promise.all([saved(one), one.getByLabel('What we did').fill('A chain of events on paper.')]);
    await two.getByLabel('What we did').fill('A round of check-ins first.');
    await conflict(two).getByText('A chain of events on paper.').waitFor();
    await conflict(two).getByText('A round of check-ins first.').waitFor();
    assert.deepEqual(await stage.axe(two), []);
    await Promise.all([saved(two), conflict(two).getByRole('button', { name: 'Keep both' }).click()]);
    const { shared } = await stage.as('facilitator').call(readGroupNote, { sessionId });
    assert.equal(shared.activity, 'A round of check-ins first.\nA chain of events on paper.');
    await conflict(two).waitFor({ state: 'detached' });
  });

  test('in a plan: the second may keep theirs, or take the other’s', async () => {
    const counselor = stage.as('counselor');
    const planVersionId = newId();
    await counselor.call(startPlan, { clientId, planVersionId, kind: 'full' });
    const other = async (words: string): Promise<void> => {
      const { open } = await counselor.call(readPlan, { clientId });
      await counselor.call(savePlanDraft, { clientId, planVersionId, version: open!.version, body: { ...open!.body, ownWords: words } });
    };
    const held = async (): Promise<string> => (await counselor.call(readPlan, { clientId })).open!.body.ownWords;
    const page = await stage.visit('counselor', `/clients/${clientId}/plan/write`);
    const box = page.getByLabel('In their own words');
    await box.waitFor();
    await other('I want to sleep through.');
    await box.fill('I want my mornings back.');
    await conflict(page).getByText('I want to sleep through.').waitFor();
    assert.equal(await held(), 'I want to sleep through.', 'nothing was overwritten');
    await Promise.all([saved(page), conflict(page).getByRole('button', { name: 'Keep mine' }).click()]);
    assert.equal(await held(), 'I want my mornings back.');
    await other('I want Sundays with the children.');
    await box.fill('I want my evenings back.');
    await conflict(page).getByText('I want Sundays with the children.').waitFor();
    await conflict(page).getByRole('button', { name: 'Take theirs' }).click();
    await conflict(page).waitFor({ state: 'detached' });
    assert.equal(await box.inputValue(), 'I want Sundays with the children.');
    assert.equal(await held(), 'I want Sundays with the children.');
  });

  test('while one’s tab had crashed: what they typed does not write over what came since', async () => {
    const counselor = stage.as('counselor');
    const { noteDraftId, path } = await aNote();
    const page = await stage.visit('counselor', path);
    await page.route('**/rpc/saveNote', (route) => route.abort()); // the server never hears of it
    await page.getByLabel('Data').fill('Came on time today.');
    const again = await crash(page);
    const { version, content, startedAt, endedAt } = await counselor.call(readNoteDraft, { clientId, noteDraftId });
    await counselor.call(saveNote, { clientId, noteDraftId, version, startedAt, endedAt, content: { ...content, sections: { data: 'Asked for a ride.' } } });
    await again.goto(stage.url + path);
    await conflict(again).getByText('Asked for a ride.').waitFor();
    assert.equal(await again.getByLabel('Data').inputValue(), 'Came on time today.');
    await Promise.all([saved(again), conflict(again).getByRole('button', { name: 'Keep both' }).click()]);
    assert.equal((await counselor.call(readNoteDraft, { clientId, noteDraftId })).content.sections['data'], 'Came on time today.\nAsked for a ride.');
  });
});

test('letters typed before the tab crashed are there when it is opened again, to the last', async () => {
  const { path } = await aNote();
  const page = await stage.visit('counselor', path);
  await page.route('**/rpc/saveNote', (route) => route.abort());
  await page.getByLabel('Data').pressSequentially('Named two warning signs, out loud');
  const again = await crash(page);
  await again.goto(stage.url + path);
  await again.waitForFunction(() => document.querySelector('textarea')?.value === 'Named two warning signs, out loud');
});

test('a sign-in that ends while somebody types loses nothing: they sign in again and go on', async () => {
  const { noteDraftId, path } = await aNote();
  const page = await stage.visit('counselor', path);
  await page.getByLabel('Data').fill('The first half');
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByLabel('Data').pressSequentially(' and the second.');
  await page.getByRole('dialog', { name: 'Sign in to go on' }).waitFor();
  await page.context().addCookies(cookies);
  await page.reload();
  await saved(page);
  assert.equal(await page.getByLabel('Data').inputValue(), 'The first half and the second.');
  const { content } = await stage.as('counselor').call(readNoteDraft, { clientId, noteDraftId });
  assert.equal(content.sections['data'], 'The first half and the second.');
});

test('an act whose answer was cut off is sent again under its id, and done once', async () => {
  const sessionId = night;
  const page = await stage.visit('facilitator', `/sessions/${sessionId}/note`);
  const ids: string[] = [];
  await page.route('**/rpc/recordAttendance', async (route) => {
    ids.push(route.request().headers()['x-operation-id']!);
    const answer = await route.fetch(); // it arrived and was done …
    if (ids.length === 1) await route.abort('connectionreset'); // … but nobody heard so
    else await route.fulfill({ response: answer });
  });
  await page.getByRole('button', { name: 'All here' }).click();
  await page.getByRole('button', { name: 'All here' }).waitFor({ state: 'detached' });
  assert.equal(ids.length, 2);
  assert.equal(new Set(ids).size, 1);
  const { rows } = await stage.owner.query('select count(*)::int as n from live.attendance where session_id = $1', [sessionId]);
  assert.equal(rows[0].n, people.length);
});

test('a sign-out drops the device’s key: what lies there can be read by nobody, until the same person signs in', async () => {
  const { path } = await aNote();
  const page = await stage.visit('counselor', path);
  await page.route('**/rpc/saveNote', (route) => route.abort());
  await page.getByLabel('Data').pressSequentially('Wants the mornings back');
  await page.getByText('kept', { exact: true }).waitFor();
  const stores = () => page.evaluate(() => new Promise<{ keys: number; drafts: number; text: string }>((done) => {
    const opening = indexedDB.open('steps');
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(['keys', 'drafts']);
      const [keys, drafts] = [transaction.objectStore('keys').getAll(), transaction.objectStore('drafts').getAll()];
      transaction.oncomplete = () => {
        const bytes = (value: unknown): string => (value instanceof ArrayBuffer ? bytes(new Uint8Array(value))
          : ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value as Uint8Array)
          : value !== null && typeof value === 'object' ? Object.values(value).map(bytes).join(' ') : String(value));
        done({ keys: keys.result.length, drafts: drafts.result.length, text: bytes(drafts.result) });
        opening.result.close();
      };
    };
  }));
  const before = await stores();
  assert.deepEqual([before.keys, before.drafts > 0, before.text.includes('mornings')], [1, true, false]);
  await page.getByRole('button', { name: /your menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(`${stage.url}/`); // a fresh page, once the key is gone
  const gone = await stores();
  assert.deepEqual([gone.keys, gone.drafts > 0, gone.text.includes('mornings')], [0, true, false]);
});
