import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted } from '../../../app/cast.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { listClientObligations } from '../../obligations/api.ts';
import { askForMyReview, readPlan } from '../api.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage);
});
after(() => stage?.close());

describe('a plan at one screen', () => {
  test('is written in the client’s words, refuses an objective without a number, survives a reload, and is signed by both', async () => {
    const page = await stage.visit('counselor', `/clients/${clientId}/plan`);
    await page.getByRole('button', { name: 'Write the plan' }).click();
    await page.getByLabel('In their own words').fill('I want my mornings back.');
    await page.getByRole('button', { name: '+ Need' }).click();
    await page.getByLabel('Need, as they say it').fill('Alone most evenings');
    await page.getByLabel('Goal, in their own words').fill('Two people to call');
    await page.getByRole('button', { name: '+ Objective' }).click();
    await page.getByLabel('What they do').fill('Call sponsor');
    await page.getByText('Say what is counted').first().waitFor();
    await page.getByLabel('Of what').fill('calls a week');
    await page.getByText('Write a number to reach.').first().waitFor();
    await page.getByLabel('Number', { exact: true }).fill('2');
    await page.getByRole('textbox', { name: 'By', exact: true }).fill('1 Apr');
    await page.getByRole('group', { name: 'Call sponsor' }).getByText('agrees', { exact: true }).first().click();
    await page.getByRole('button', { name: '+ What is done for it' }).click();
    await page.getByLabel('Service', { exact: true }).selectOption('individual-counseling');
    await page.getByLabel('Minutes', { exact: true }).fill('50');
    await page.getByText('disagrees', { exact: true }).last().click();
    await page.getByLabel('They say', { exact: true }).fill('every other week');
    await page.getByLabel('What the next step asks').fill('Four weeks without use');
    await page.getByRole('button', { name: '+ Diagnosis' }).click();
    await page.getByLabel('Diagnosis code').fill('F10.20');
    await page.getByRole('textbox', { name: 'Looked at again' }).fill('1 Apr');
    await page.getByRole('textbox', { name: 'Looked at again' }).press('Tab');
    await page.getByText('Everything is there.').waitFor();
    await page.waitForTimeout(1500);
    await page.reload();
    assert.equal(await page.getByLabel('Goal, in their own words').inputValue(), 'Two people to call');
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('button', { name: 'Read and sign' }).click();
    await page.getByText('the client disagrees: “every other week”').waitFor();
    await page.getByLabel('Full name').fill('Rowan Okafor');
    await page.getByRole('button', { name: 'Client signs' }).click();
    await page.getByText('Still to sign: the counselor.').waitFor();
    await page.getByRole('button', { name: 'Sign as counselor' }).click();
    await page.getByRole('heading', { name: 'Signed by' }).waitFor();
    const { inForce } = await stage.as('counselor').call(readPlan, { clientId });
    assert.deepEqual([inForce?.signatures.length, inForce?.body.objectives[0]?.target, inForce?.body.interventions[0]?.clientSays], [2, 2, 'every other week']);
    assert.deepEqual(await stage.axe(page), []);
  });

  test('PR-53: a review is asked for before its time, with the reason, and stands beside the plan until it is held', async () => {
    stage.clock.advance(60);
    const page = await stage.visit('counselor', `/clients/${clientId}/plan`);
    await page.getByRole('button', { name: 'Ask for a review' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').selectOption({ label: 'There was a crisis' });
    await dialog.getByLabel('What happened').fill('Lost the apartment on Friday.');
    assert.deepEqual(await stage.axe(page), []);
    await dialog.getByRole('button', { name: 'Ask for the review' }).click();
    await page.getByText('A review was asked for on Mon 2 Mar: there was a crisis. “Lost the apartment on Friday.”').waitFor();
    assert.deepEqual(await stage.axe(page), []);
    assert.deepEqual((await stage.as('counselor').call(listClientObligations, { clientId })).filter((one) => one.rule === 'PR-53' || one.rule === 'PR-52').map((one) => one.what), ['plan review']);
    await stage.client(clientId).call(askForMyReview, { requestId: newId(), words: 'Fewer evenings, please.' });
    await page.reload();
    await page.getByText('A review was asked for by the client on Mon 2 Mar. “Fewer evenings, please.”').waitFor();
  });
});
