/** Step 13: readiness from evidence, a step down, the plan for afterwards, the end, its summary, the calls after it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { addDays } from '../../shared/dates.ts';
import { deriveAllObligations } from '../../capabilities/obligations/api.ts';
import { FIRST_WEEK } from './plan-and-week.ts';
import { PERSON } from './setting.ts';
import { tap, type Walk } from './walk.ts';

/** What speaks for the next step, the plan for afterwards, and a step down with somebody who receives them. */
export async function stepDown(walk: Walk): Promise<void> {
  walk.goTo(addDays(FIRST_WEEK, 80), '10:00');
  const page = await walk.chart('counselor', '/transition');
  await page.getByRole('heading', { name: /speaks? for the next step/ }).waitFor();
  await page.getByLabel('What it needs').fill('A weekly group close to work\nTwo people to call');
  await page.getByLabel('In the client’s words').fill(PERSON.ownWords);
  await page.getByRole('textbox', { name: 'First appointment' }).fill(addDays(walk.today(), 7));
  await page.getByLabel('With whom').fill('Weekly group, Thursday');
  await tap(page, 'Does the client want the next step?', 'Yes');
  await walk.look(page, '13-readiness');
  await page.getByRole('button', { name: 'Keep the plan' }).click();
  await page.getByRole('button', { name: 'Move a step' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^Outpatient|^1\.5|Weekly/).first().click();
  await dialog.getByLabel('Why now').fill('Goals of this step are met.');
  await dialog.getByLabel('Who receives them, and when first').fill('Weekly group, Thursday 6 pm, with K. R.');
  await tap(dialog, 'What the client says', 'Agrees');
  await walk.look(page, '13-step');
  await dialog.getByRole('button', { name: /^Move to/ }).click();
  await page.getByRole('heading', { name: /^Steps so far/ }).waitFor();
  await walk.leave(page);
}

/** The stay ends; its summary is put together from the record, signed, and carried away as a file. */
export async function endTheStay(walk: Walk): Promise<void> {
  walk.later(4, '10:00');
  const end = await walk.chart('counselor', '/discharge');
  await end.getByText('Moved to a lighter level', { exact: true }).click();
  await end.getByLabel('Why, in a sentence or two').fill('Did what they came for; goes on in the weekly group.');
  await end.getByLabel('In the client’s words').fill(PERSON.ownWords);
  await end.getByLabel('Place or person').fill('Weekly group, Thursday 6 pm');
  await end.getByRole('textbox', { name: 'First appointment' }).fill(addDays(walk.today(), 3));
  await walk.look(end, '13-end-of-the-stay');
  await end.getByRole('button', { name: 'End the stay' }).click();
  await end.getByRole('button', { name: 'Read and sign' }).click();
  await end.getByRole('heading', { name: 'Read it, mend it, sign it.' }).waitFor();
  await walk.look(end, '13-summary-to-sign');
  await end.getByRole('button', { name: 'Sign the summary' }).click();
  await end.getByRole('heading', { name: 'The summary is signed.' }).waitFor();
  const waiting = end.waitForEvent('download');
  await end.getByRole('button', { name: 'Download the PDF' }).click();
  const bytes = await readFile((await (await waiting).path()));
  assert.ok(bytes.length > 2000 && bytes.toString('latin1').startsWith('%PDF'), 'a PDF that says something');
  const words = await end.getByRole('article').innerText();
  for (const said of [PERSON.ownWords, 'F10.20', 'Naltrexone', 'Weekly group']) assert.ok(words.includes(said), `the summary says ${said}`);
  await walk.glance(end, '13-summary');
  await walk.leave(end);
}

/** Calls appear when they are due, a week, a month and a quarter after the end, and go once they are made (PR-96). */
export async function callAfterwards(walk: Walk): Promise<void> {
  const endedOn = walk.today();
  await assertOwed(walk, null);
  for (const days of [7, 30, 90]) {
    walk.goTo(addDays(endedOn, days), '10:00');
    await assertOwed(walk, `call after ${days} days`);
    const page = await walk.chart('manager', '/transition');
    await walk.look(page, `13-call-after-${days}`);
    await page.getByRole('listitem').filter({ hasText: `After ${days} days` }).getByRole('button', { name: 'Record' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Reached', { exact: true }).click();
    await dialog.getByText('Well', { exact: true }).click();
    await dialog.getByLabel('In a few words').fill('Goes to the Thursday group.');
    await dialog.getByRole('button', { name: 'Keep the call' }).click();
    await dialog.waitFor({ state: 'detached' });
    await walk.leave(page);
    await assertOwed(walk, null);
  }
}

/** What the case manager sees owed about this person, on Today, without doing anything. */
async function assertOwed(walk: Walk, what: string | null): Promise<void> {
  await walk.troupe.service().call(deriveAllObligations, {});
  const page = await walk.desk('manager');
  await page.getByRole('heading', { name: /^Owed/ }).waitFor();
  const row = page.getByRole('listitem').filter({ hasText: /call after \d+ days/i });
  if (what === null) assert.equal(await row.count(), 0, 'no call is owed');
  else await row.filter({ hasText: new RegExp(what, 'i') }).first().waitFor();
  await walk.leave(page);
}
