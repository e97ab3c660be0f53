import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from '@playwright/test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted } from '../../../app/cast.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { readMyAccounting, revokeMyConsent } from '../../consent/api.ts';
import { readSafety, saveSafetyPlan } from '../../safeguards/api.ts';
import { emptySafetyPlan } from '../../safeguards/model.ts';
import { changeSessionMode, readProgramWeek, seatClient, startGroup } from '../../schedule/api.ts';
import { letPersonSee, person, saveMyPerson } from '../../support-network/api.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  // a Monday, 18 minutes before group
  stage = await openBrowserStage({ now: '2026-03-02T23:42:00Z' });
  const { seriesId } = await stage.as('supervisor').call(startGroup, { name: 'Relapse Prevention', code: 'RP', service: 'relapse-prevention-group', capacity: 12,
    weekdays: [1, 3], startsAt: '18:00', endsAt: '21:00', roomId: null, from: '2026-03-02', facilitatorIds: [stage.staff.facilitator] });
  clientId = await admitted(stage);
  await stage.as('intake').call(seatClient, { clientId, seriesIds: [seriesId], from: '2026-03-02' });
  await stage.as('counselor').call(saveSafetyPlan, { clientId, safetyPlanId: newId(), opioids: false, version: 0, plan: { ...emptySafetyPlan(),
    signs: ['I stop answering texts'], alone: ['Walk to the river'], people: [{ name: 'D.', relation: 'my sister', phone: '555-0123' }] } });
});
after(() => stage.close());

const phone = (path = '/me') => stage.visit({ kind: 'client', subjectId: clientId }, path, { width: 390 });

/** The shell is kept once the service worker holds the page and the files of every page of the client's. */
async function shellKept(page: Page): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const held = await page.evaluate(async () => (await caches.has('shell')) && (await caches.match('/')) !== undefined
      && (await (await caches.open('shell')).keys()).some((request) => request.url.includes('HelpNow')));
    if (held) return;
    await page.waitForTimeout(300);
  }
  throw new Error('the shell was not kept');
}

describe('on a client’s phone', () => {
  test('today says what is next; a hard check-in brings their own helps and says who sees it', async () => {
    const page = await phone();
    await page.getByRole('heading', { name: 'Good evening, Rowan' }).waitFor();
    await page.getByText('In 18 minutes').waitFor();
    await page.getByRole('button', { name: 'I’m on my way' }).click();
    await page.getByText('Good. See you soon.').waitFor();
    await page.getByRole('button', { name: 'low', exact: true }).click();
    await page.getByRole('heading', { name: 'How strong is the pull right now?' }).waitFor();
    await page.getByRole('button', { name: '9', exact: true }).click();
    await page.getByText('Walk to the river').waitFor();
    await page.getByText('T. B. sees it in the morning.').waitFor();
    assert.equal(await page.getByRole('link', { name: /Call D\./ }).getAttribute('href'), 'tel:5550123');
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Thank you for saying so.' }).waitFor();
    const { checkIns } = await stage.as('counselor').call(readSafety, { clientId });
    assert.deepEqual([checkIns[0]?.craving, checkIns[0]?.mood, checkIns[0]?.level], [9, 2, 'high']);
    await page.context().close();
  });

  test('with no network help now and the safety plan open, and a check-in waits and is sent later', async () => {
    const before = (await stage.as('counselor').call(readSafety, { clientId })).checkIns.length;
    const page = await phone();
    await page.getByText('My week').first().waitFor();
    await shellKept(page);
    await page.context().setOffline(true);
    await page.goto(`${stage.url}/me/help`);
    await page.getByRole('heading', { name: 'You’re not alone in this.' }).waitFor();
    await page.getByRole('link', { name: /Call D\./ }).waitFor();
    await page.getByRole('link', { name: /My whole safety plan/ }).click();
    await page.getByText('I stop answering texts').waitFor();
    await page.goto(`${stage.url}/me/check-in?mood=3`);
    await page.getByRole('button', { name: '2', exact: true }).click();
    for (let step = 2; step < 4; step++) await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('There is no connection. It’s kept on this phone').waitFor();
    assert.equal((await stage.as('counselor').call(readSafety, { clientId })).checkIns.length, before);
    await page.context().setOffline(false);
    for (let tries = 0; tries < 60; tries++) {
      if ((await stage.as('counselor').call(readSafety, { clientId })).checkIns.length > before) break;
      await page.waitForTimeout(500);
    }
    const { checkIns } = await stage.as('counselor').call(readSafety, { clientId });
    assert.deepEqual([checkIns.length, checkIns[0]?.craving, checkIns[0]?.mood], [before + 1, 2, 3]);
    await page.context().close();
  });

  test('staff ask before they dial, and see a supporter’s page as they would; so does the client; nobody is told', async () => {
    const [supporterId, consentId] = [newId(), newId()];
    const me = stage.client(clientId);
    await me.call(saveMyPerson, { person: person.parse({ id: supporterId, name: 'Sam', relation: 'brother', phone: '555-0124',
      contact: { mayCall: true, messageWords: 'Please call T. B. back.', notAfter: '20:00' } }) });
    await me.call(letPersonSee, { consentId, supporterId, records: ['schedule'], until: '2026-06-01', name: 'Rowan Okafor' });
    const page = await stage.visit('counselor', `/clients/${clientId}/people`, { width: 390 });
    const row = page.getByRole('listitem').filter({ hasText: 'Sam, brother' });
    await row.getByRole('button', { name: 'Reach' }).click();
    await page.getByText('“Please call T. B. back.”').waitFor();
    await page.getByText('Say no more than this').waitFor();
    assert.equal(await page.getByRole('link', { name: '555-0124' }).getAttribute('href'), 'tel:5550124');
    await page.getByText('Text', { exact: true }).click();
    await page.getByText('The client does not want this way of contact. Ask them.').waitFor();
    assert.deepEqual(await stage.axe(page), []);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await row.getByRole('link', { name: /^Sees session times until/ }).click();
    await page.getByRole('heading', { name: 'What Sam sees' }).waitFor();
    await page.getByText('Rowan lets you see session times, until 1 Jun.').waitFor();
    await page.getByText('You may pass it on only as the person’s consent says').waitFor();
    assert.deepEqual(await stage.axe(page), []);
    await page.context().close();
    const own = await phone('/me/people');
    await own.getByRole('button', { name: 'See what Sam sees' }).click();
    await own.getByText('Rowan lets you see session times, until 1 Jun.').waitFor();
    assert.deepEqual(await stage.axe(own), []);
    await own.context().close();
    assert.deepEqual(await me.call(readMyAccounting, {}), []);
    await me.call(revokeMyConsent, { consentId });
  });

  test('one tap ends what somebody may see, and their open page goes dark', async () => {
    const supporterId = newId();
    const me = stage.client(clientId);
    await me.call(saveMyPerson, { person: person.parse({ id: supporterId, name: 'Dara', relation: 'sister' }) });
    await me.call(letPersonSee, { consentId: newId(), supporterId, records: ['schedule'], until: '2026-06-01', name: 'Rowan Okafor' });
    const theirs = await stage.visit({ kind: 'supporter', subjectId: supporterId }, '/support', { width: 390 });
    await theirs.getByRole('heading', { name: /Rowan: Mon/ }).waitFor();
    await theirs.getByText('Federal law protects this record (42 CFR Part 2).').waitFor();
    assert.deepEqual(await stage.axe(theirs), []);
    const page = await phone('/me/privacy');
    await page.getByRole('button', { name: 'End this now' }).click();
    await page.getByRole('heading', { name: 'You have allowed nobody to see anything.' }).waitFor();
    await theirs.getByRole('heading', { name: 'There is nothing here for you right now.' }).waitFor({ timeout: 15_000 });
    assert.equal(await theirs.getByText('Rowan').count(), 0);
    await page.context().close();
    await theirs.context().close();
  });

  test('the way into a video call is there half an hour before it, in words that say nothing else', async () => {
    const { sessions } = await stage.as('supervisor').call(readProgramWeek, { on: '2026-03-02' });
    await stage.as('supervisor').call(changeSessionMode, { sessionId: sessions.find((one) => one.date === '2026-03-02')!.sessionId, mode: 'telehealth', link: 'https://video.example.org/room-2' });
    const page = await phone();
    const link = page.getByRole('link', { name: 'Open the call', exact: true });
    assert.deepEqual([await link.getAttribute('href'), await link.getAttribute('rel')], ['https://video.example.org/room-2', 'noreferrer']);
    const [words, ground] = await link.evaluate((it) => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]);
    assert.notEqual(words, ground);
    assert.deepEqual(await stage.axe(page), []);
    await page.context().close();
  });
});
