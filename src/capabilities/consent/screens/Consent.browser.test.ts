import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted, withPlan } from '../../../app/cast.ts';
import type { Id } from '../../../shared/ids.ts';
import { readPrivacy } from '../api.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage);
  await withPlan(stage, clientId);
});
after(() => stage?.close());

describe('privacy on screen', () => {
  test('four papers are read and signed one after another', async () => {
    const page = await stage.visit('intake', `/clients/${clientId}/papers`);
    for (const title of ['Consent to treatment', 'Notice of privacy', 'Rules and rights', 'Fee agreement']) {
      await page.getByRole('heading', { name: title }).waitFor();
      if (title === 'Notice of privacy') {
        await page.getByRole('button', { name: 'They do not sign' }).click();
        await page.getByLabel('Why it is not signed').fill('signs no papers');
        await page.getByRole('button', { name: 'Keep the reason' }).click();
      } else {
        await page.getByLabel('Full name').fill('Rowan Okafor');
        await page.getByRole('button', { name: 'Sign', exact: true }).click();
      }
    }
    await page.getByRole('heading', { name: 'Every paper is signed.' }).waitFor();
    assert.deepEqual((await stage.as('intake').call(readPrivacy, { clientId })).missing, []);
  });

  test('a consent is asked for, previewed as one text, signed; the plan leaves on it with its notice, and is listed', async () => {
    const page = await stage.visit('counselor', `/clients/${clientId}/consents/new`, { width: 820 });
    await page.getByLabel('Who may receive').selectOption('new');
    await page.getByLabel('Name', { exact: true }).fill('Oak Street clinic');
    await page.getByLabel('What for').selectOption('referral');
    await page.getByText('your plan', { exact: true }).click();
    await page.getByText('I, Rowan Okafor, allow Riverbend Recovery to share').waitFor();
    await page.getByLabel('Full name').fill('Rowan Okafor');
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('button', { name: 'Keep the signed consent' }).click();
    await page.getByText('Oak Street clinic: your plan').waitFor();
    await page.getByRole('link', { name: 'Send something' }).click();
    await page.getByLabel('On which consent').selectOption({ index: 1 });
    await page.getByText('your plan', { exact: true }).click();
    await page.getByText('It stands on a consent in force.').waitFor();
    await page.getByRole('button', { name: 'Send and write it down' }).click();
    await page.getByRole('heading', { name: 'For Oak Street clinic' }).waitFor();
    await page.getByText('Federal law protects this record').waitFor();
    await page.goto(`${stage.url}/clients/${clientId}/privacy`);
    await page.getByRole('cell', { name: 'Oak Street clinic' }).waitFor();
    await page.getByRole('button', { name: 'Read' }).click();
    await page.getByLabel('Taken back: how did the client say so?').fill('said so today');
    await page.getByRole('button', { name: 'Take back from now on' }).click();
    await page.getByText('taken back', { exact: true }).first().waitFor();
    assert.deepEqual(await stage.axe(page), []);
  });
});

test('the director puts the agency’s own wording in place of a paper, from a day on', async () => {
  const page = await stage.visit('director', '/paper-texts');
  await page.getByRole('heading', { name: 'The papers are as they came.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('link', { name: 'Sessions by video' }).click();
  await page.getByLabel('The text').fill('Our own words about sessions by video.');
  await page.getByRole('button', { name: /^Use this text from/ }).click();
  await page.getByText('This is needed.').first().waitFor();
  await page.getByLabel('Name of this version').fill('shipped-1');
  await page.getByRole('button', { name: /^Use this text from/ }).click();
  await page.getByText('There is a version of this name already.').first().waitFor();
  assert.equal(await page.getByLabel('The text').inputValue(), 'Our own words about sessions by video.');
  assert.deepEqual(await stage.axe(page), []);
  await page.getByLabel('Name of this version').fill('Spring 2026');
  await page.getByRole('button', { name: /^Use this text from/ }).click();
  await page.getByText('as shipped, another from 3 Mar').waitFor();
  const phone = await stage.visit('director', '/paper-texts/telehealth', { width: 390, dark: true });
  await phone.getByText('holds from 3 Mar').waitFor();
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  assert.deepEqual(await stage.axe(phone), []);
});
