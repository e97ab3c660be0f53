import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from '@playwright/test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { aClient } from '../../../app/cast.ts';
import type { Id } from '../../../shared/ids.ts';
import { listReadings } from '../api.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  stage = await openBrowserStage();
  clientId = await aClient(stage);
});
after(() => stage.close());

const type = async (page: Page, keys: string): Promise<void> => {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
};

describe('asking an instrument', () => {
  test('INS-04: PHQ-9 goes in by digits alone; item 9 alerts before the score and is answered on the spot', async () => {
    const page = await stage.visit('counselor', `/clients/${clientId}/instruments/PHQ-9`);
    await page.locator('[data-item="1"]:focus').waitFor();
    await type(page, '111100001');
    const alert = page.getByRole('alert');
    assert.match(await alert.innerText(), /Item 9/);
    const order = await page.evaluate(() => {
      const [alarm, score] = [document.querySelector('[role=alert]')!, [...document.querySelectorAll('h2')].find((h) => h.textContent === 'So far')!];
      return alarm.compareDocumentPosition(score) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    assert.ok(order, 'the alert stands before the score');
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('button', { name: 'Keep PHQ-9 5, mild' }).press('Enter');
    await page.getByLabel('What was done').fill('Safety plan made together, sister called.');
    await page.getByRole('button', { name: 'Record what was done' }).press('Enter');
    await page.getByRole('heading', { name: 'Scores' }).waitFor();
    await page.getByText('Safety plan made together').waitFor();
    const [reading] = await stage.as('counselor').call(listReadings, { clientId });
    assert.deepEqual([reading?.scored.scales[0]?.value, reading?.answered?.byInitials], [5, 'T. B.']);
  });

  test('the C-SSRS screener asks only what its own answers lead to', async () => {
    const page = await stage.visit('counselor', `/clients/${clientId}/instruments/C-SSRS`, { width: 390, dark: true });
    await page.locator('[data-item="1"]:focus').waitFor();
    await type(page, 'nnn');
    await page.getByText('not asked, by the form').first().waitFor();
    await page.getByRole('button', { name: 'Keep no risk flagged' }).press('Enter');
    await page.getByRole('heading', { name: 'Scores' }).waitFor();
    const [reading] = await stage.as('counselor').call(listReadings, { clientId });
    assert.deepEqual([reading?.code, reading?.scored.status, reading?.answers], ['C-SSRS', 'complete', { 1: 0, 2: 0, 6: 0 }]);
  });

  test('a wording that does not match is refused line by line on the administrator’s page', async () => {
    const page = await stage.visit('administrator', '/instruments');
    const row = page.getByRole('listitem').filter({ hasText: 'GAD-7' });
    const wrong = JSON.stringify({ resourceType: 'Questionnaire', item: [{ linkId: 'x1', text: 'A', type: 'boolean' }] }, null, 1);
    await row.locator('input[type=file]').or(page.locator('input[type=file]').nth(2)).first()
      .setInputFiles({ name: 'form.json', mimeType: 'application/json', buffer: Buffer.from(wrong) });
    await page.getByText(/Line \d+:/).waitFor();
    assert.deepEqual(await stage.axe(page), []);
  });
});
