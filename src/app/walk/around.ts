/** Steps 11 and 12: what holds between sessions, who stands by, what is needed beside treatment. */
import assert from 'node:assert/strict';
import type { Page } from '@playwright/test';
import { readSupportNetwork } from '../../capabilities/support-network/api.ts';
import { PERSON } from './setting.ts';
import { tap, type Walk } from './walk.ts';

/** A plan made together, a hard evening said on the phone, a sister who sees what she was allowed to. */
export async function standBy(walk: Walk): Promise<void> {
  walk.later(1, '17:00');
  const page = await walk.chart('counselor', '/safety');
  await page.getByRole('button', { name: 'Make together' }).click();
  await page.getByLabel('I notice').fill('I stop answering texts\nI drive past the old place');
  await page.getByLabel('I can do alone').fill('Walk by the river');
  const people = page.getByRole('group', { name: 'People I ask' });
  await people.getByRole('button', { name: 'Add a person' }).click();
  await people.getByLabel('Name').fill('Dara');
  await people.getByLabel('Who they are').fill('my sister');
  await people.getByLabel('Number').fill('555-0171');
  await walk.look(page, '11-safety-plan-written');
  await page.getByRole('button', { name: 'Save the safety plan' }).click();
  await page.getByText('Version 1, made with').waitFor();
  await walk.leave(page);

  walk.goTo(walk.today(), '20:40');
  const phone = await walk.phone();
  await walk.glance(phone, '11-the-phone');
  await phone.getByRole('button', { name: 'low', exact: true }).click();
  await phone.getByRole('heading', { name: 'How strong is the pull right now?' }).waitFor();
  await phone.getByRole('button', { name: '9', exact: true }).click();
  await phone.getByText('Walk by the river').waitFor();
  assert.equal(await phone.getByRole('link', { name: /Call Dara/ }).getAttribute('href'), 'tel:5550171');
  await walk.glance(phone, '11-a-hard-evening');
  await phone.getByRole('button', { name: 'Next' }).click();
  await phone.getByRole('button', { name: 'Next' }).click();
  await phone.getByRole('button', { name: 'Send' }).click();
  await phone.getByRole('heading', { name: 'Thank you for saying so.' }).waitFor();
  await letDaraSee(walk, phone);
  await walk.leave(phone);

  const { people: known } = await walk.troupe.as('counselor').call(readSupportNetwork, { clientId: walk.clientId });
  const dara = known.find((one) => one.name === 'Dara')!;
  const theirs = await walk.stage.visitAs({ kind: 'supporter', subjectId: dara.id, agencyId: walk.troupe.agencyId }, '/support', { width: 390 });
  await theirs.getByText(/lets you see/).waitFor();
  assert.doesNotMatch(await theirs.locator('body').innerText(), /alcohol|EtG|naltrexone|positive/i, 'nothing that was not shared');
  await walk.glance(theirs, '11-supporter');
  await walk.leave(theirs);

  const answering = await walk.chart('counselor', '/safety');
  await answering.getByRole('list', { name: 'Check-ins' }).getByRole('button', { name: 'Answer' }).click();
  await answering.getByLabel('What was done').fill('Called, talked for ten minutes. Dara is with them.');
  await answering.getByRole('button', { name: 'Keep the answer' }).click();
  await answering.getByText(/Called, talked for ten minutes/).waitFor();
  await walk.glance(answering, '11-answered');
  await walk.leave(answering);
}

/** A consent given on the phone: what, until when, signed by name; it can be taken back by one tap. */
async function letDaraSee(walk: Walk, phone: Page): Promise<void> {
  await phone.goto(`${walk.stage.url}/me/people`);
  await phone.getByRole('button', { name: 'Let Dara see something' }).click();
  await phone.getByText('my session times', { exact: true }).click();
  await phone.getByText(`I, ${PERSON.name}, allow`).waitFor();
  await phone.getByLabel('Your full name, to sign').fill(PERSON.name);
  await walk.look(phone, '11-consent-on-the-phone');
  await phone.getByRole('button', { name: 'Sign and allow it' }).click();
  await phone.getByText(/Sees my session times/).waitFor();
}

/** A place in the directory, a need, a search by distance, a referral, and what came of it (PR-65). */
export async function linkAResource(walk: Walk): Promise<void> {
  walk.later(1, '10:00');
  const directory = await walk.desk('manager', '/resources/new');
  await directory.getByLabel('Name').fill('Fictional Street Pantry');
  await directory.getByLabel('Number').fill('555-0190');
  await directory.getByLabel('Postal code').fill('60614');
  await directory.getByText('Food', { exact: true }).click();
  await walk.look(directory, '12-new-place');
  await directory.getByRole('button', { name: 'Keep this place' }).click();
  await directory.getByRole('heading', { name: /Fictional Street Pantry/ }).waitFor();
  await walk.leave(directory);

  const page = await walk.chart('manager', '/resources');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add a need' }).click();
  await dialog.getByText('Food', { exact: true }).click();
  await dialog.getByLabel('In a few words').fill('Runs short before payday.');
  await dialog.getByRole('button', { name: 'Keep the need' }).click();
  await page.getByText('No place found yet.').waitFor();
  await page.getByRole('button', { name: 'Refer', exact: true }).click();
  await dialog.getByText('Fictional Street Pantry').waitFor();
  await dialog.getByText('2.9 miles').waitFor();
  await walk.glance(page, '12-search-by-distance');
  await dialog.getByRole('listitem').filter({ hasText: 'Fictional Street Pantry' }).getByRole('button', { name: 'Refer' }).click();
  await page.getByText(/Referred to Fictional Street Pantry/).waitFor();
  await page.getByRole('button', { name: 'In contact' }).click();
  await dialog.getByLabel('In a few words').fill('Called back, comes on Friday.');
  await dialog.getByRole('button', { name: 'They are in contact' }).click();
  await page.getByRole('button', { name: 'Received' }).click();
  await dialog.getByRole('button', { name: 'They received it' }).click();
  await page.getByRole('button', { name: 'What came of it' }).click();
  await tap(dialog, 'How it ended', 'Met');
  await dialog.getByRole('button', { name: 'Close the need' }).click();
  await page.getByRole('heading', { name: /^Closed/ }).waitFor();
  await walk.glance(page, '12-closed');
  await walk.leave(page);
}
