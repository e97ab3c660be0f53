import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted, withPlan } from '../../../app/cast.ts';
import { newId } from '../../../shared/ids.ts';
import { noteMedication } from '../../medication/api.ts';
import { drawTests, readTests, saveTestingPlan } from '../api.ts';

let stage: BrowserStage;
let clientId: string;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage);
  await stage.as('counselor').call(saveTestingPlan, {
    clientId, effectiveFrom: '2026-03-03', testsPerWeek: 7, collectionWeekdays: [1, 2, 3, 4, 5, 6, 7], longestGapDays: 9, matrix: 'urine', panel: ['AMP', 'COC'],
    place: 'Front desk', opensAt: '07:00', closesAt: '19:00', reason: 'every day, for this story',
  });
  await stage.as('counselor').call(noteMedication, {
    clientId, id: newId(), name: 'Wellbutrin XL', ingredients: ['bupropion'], strength: '150 mg', route: 'oral', schedule: { kind: 'daily', timesPerDay: 1 },
    purpose: 'psychiatric', prescriber: 'Dr A', startedOn: '2026-03-01', replaces: null,
  });
  await stage.service().call(drawTests, {});
  stage.clock.set('2026-03-03T14:00:00Z');
  await stage.service().call(drawTests, {});
});
after(() => stage.close());

test('a draw day: the technician collects by number and reads the screen; the counselor sees why and asks the laboratory; nothing stands as positive without “presumptive”', async () => {
  const desk = await stage.visit('technician', '/tests');
  await desk.getByRole('heading', { name: 'One test to come.' }).waitFor();
  assert.doesNotMatch(await desk.locator('main').innerText(), /Rowan|Okafor|R\. O\./);
  assert.deepEqual(await stage.axe(desk), []);
  await desk.getByRole('button', { name: /^Collect / }).click();
  await desk.getByRole('radio', { name: 'Known to me' }).press('Space');
  await desk.getByRole('button', { name: /Next/ }).click();
  await desk.getByLabel('Temperature').fill('85');
  await desk.getByLabel('Read after').fill('2');
  await desk.getByText(/Not body-warm/).waitFor();
  await desk.getByLabel('Temperature').fill('94');
  await desk.getByText('In range.').waitFor();
  await desk.getByRole('button', { name: /Next/ }).click();
  await desk.getByLabel('Lot', { exact: true }).fill('L1');
  await desk.getByRole('textbox', { name: 'Expires' }).fill('2027-01-01');
  await desk.getByRole('button', { name: /Next/ }).click();
  await desk.getByRole('button', { name: 'Keep the collection' }).click();
  await desk.getByRole('heading', { name: 'Collected. Read the screen.' }).waitFor();
  await desk.getByRole('group', { name: 'Amphetamine' }).getByRole('radio', { name: 'Positive' }).press('Space');
  await desk.getByRole('button', { name: 'All others negative' }).click();
  await desk.getByText('presumptive positive').waitFor();
  assert.deepEqual(await stage.axe(desk), []);
  await desk.getByRole('button', { name: 'Keep the result' }).click();
  await desk.getByRole('heading', { name: /presumptive/ }).first().waitFor();

  const { tests } = await stage.as('counselor').call(readTests, { clientId });
  const chair = await stage.visit('counselor', `/clients/${clientId}/tests/${tests[0]!.testId}`);
  await chair.getByText(/Wellbutrin XL can cause it without the substance/).waitFor();
  assert.doesNotMatch(await chair.locator('main').innerText(), /(?<!presumptive )positive/i);
  await chair.getByRole('button', { name: 'Ask the laboratory' }).click();
  await chair.getByRole('dialog').getByRole('button', { name: 'Ask the laboratory' }).click();
  await chair.getByRole('heading', { name: 'At the laboratory. Nothing is decided before it answers.' }).waitFor();
  assert.deepEqual(await stage.axe(chair), []);
});

test('DT-10: where alcohol is a target, EtG is proposed with its reason, and a person decides', async () => {
  const [drinks, other] = [await admitted(stage, 'Dana Reyes'), await admitted(stage, 'Milo Brandt')];
  await withPlan(stage, drinks);
  const page = await stage.visit('counselor', `/clients/${drinks}/testing-plan`);
  const etg = page.getByRole('checkbox', { name: 'Alcohol marker (EtG)' });
  await page.getByText('Alcohol is a target: F10.20 is among the diagnoses. So alcohol marker (EtG) is proposed').waitFor();
  assert.equal(await etg.isChecked(), true);
  await etg.press('Space');
  await page.getByText('Without alcohol marker (EtG) this panel would not see it.').waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: 'Add alcohol marker (EtG)' }).click();
  await page.getByRole('button', { name: /^In force from/ }).click();
  await page.getByText(/alcohol marker \(EtG\)/).waitFor();
  await page.goto(`${stage.url}/clients/${other}/testing-plan`);
  await page.getByLabel('Tests a week').waitFor();
  assert.equal(await etg.isChecked(), false);
  // whoever may not order tests reads no diagnosis here
  assert.deepEqual((await stage.as('technician').call(readTests, { clientId: drinks })).proposed, []);
});

test('on a phone in the dark the list and the test stand in one column', async () => {
  const page = await stage.visit('nurse', '/tests', { width: 390, dark: true });
  await page.getByRole('heading', { name: /tests are done|to come|to read/ }).waitFor();
  await page.getByRole('button', { name: /^Open / }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone');
  assert.deepEqual(await stage.axe(page), []);
});

test('a testing plan shows its odds while it is typed', async () => {
  const page = await stage.visit('counselor', `/clients/${clientId}/testing-plan`);
  await page.getByLabel('Tests a week').fill('2');
  await page.getByRole('heading', { name: '2 a week: 28.6% each collection day.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
});
