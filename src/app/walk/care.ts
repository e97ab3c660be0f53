/** Steps 7 to 10: alone with the counselor, medication, a sobriety check, and what follows from it. */
import assert from 'node:assert/strict';
import { addDays } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { drawTests, listTestsToday } from '../../capabilities/drug-testing/api.ts';
import { FIRST_WEEK } from './plan-and-week.ts';
import { tap, type Walk } from './walk.ts';

/** The standing hour and its note; an extra talk with a trainee, whose note a supervisor co-signs. */
export async function talkAlone(walk: Walk): Promise<void> {
  walk.goTo(addDays(FIRST_WEEK, 1), '18:22');
  const page = await walk.chart('counselor', '/week');
  await page.getByRole('link', { name: /^Individual/ }).first().click();
  await page.getByRole('button', { name: 'All here' }).click();
  await page.getByText('1 of 1 here.').waitFor();
  await page.getByRole('button', { name: 'Write the note' }).click();
  await page.getByRole('heading', { name: 'Sessions without a note' }).waitFor();
  await walk.look(page, '07-what-is-it-about');
  await page.getByRole('button', { name: 'Write', exact: true }).first().click();
  await page.getByText('DAP', { exact: true }).click();
  await page.getByLabel(/^Data/).fill('Went through the week: five evenings of seven kept.');
  await page.getByLabel(/^Assessment/).fill('Holds what was agreed; Fridays are the hard ones.');
  await page.getByLabel('Plan', { exact: true }).fill('Two calls before Friday.');
  await page.getByText('Call a support person', { exact: true }).click();
  await page.getByLabel('Next time').fill('Tuesday 5:30 pm');
  await walk.look(page, '07-note');
  await page.getByRole('button', { name: 'Sign the note' }).click();
  await page.getByText('Holds what was agreed; Fridays are the hard ones.').first().waitFor();
  await page.goto(`${walk.stage.url}/clients/${walk.clientId}/people`);
  await page.getByLabel('Also treats them').selectOption('Ira Solberg');
  await page.getByRole('button', { name: 'Open the chart to them' }).click();
  await page.getByRole('list', { name: 'Who treats them' }).getByText('Ira Solberg').waitFor();
  await walk.leave(page);

  walk.later(1, '16:00');
  const trainee = await walk.chart('trainee', '/notes/new');
  await trainee.getByRole('listitem').filter({ hasText: 'Individual' }).getByRole('button', { name: 'Write' }).click();
  await trainee.getByText('DAP', { exact: true }).click();
  await trainee.getByLabel(/^Data/).fill('Asked for a talk before the weekend.');
  await trainee.getByLabel(/^Assessment/).fill('Uneasy about payday, has a plan for it.');
  await trainee.getByLabel('Plan', { exact: true }).fill('Calls Dara on Friday at five.');
  await trainee.getByText('Call a support person', { exact: true }).click();
  await trainee.getByRole('button', { name: 'Sign the note' }).click();
  await trainee.getByText(/co-sign/i).first().waitFor();
  await walk.glance(trainee, '07-waits-for-a-second-hand');
  await walk.leave(trainee);

  const supervisor = await walk.desk('supervisor', '/to-cosign');
  await supervisor.getByRole('heading', { name: 'One note to read and co-sign.' }).waitFor();
  await walk.look(supervisor, '07-to-co-sign');
  await supervisor.getByRole('button', { name: 'Co-sign', exact: true }).click();
  await supervisor.getByRole('heading', { name: 'Nothing waits for your signature.' }).waitFor();
  await walk.leave(supervisor);
}

/** Asked, booked, seen, answered; then what is prescribed, and how taking it goes (PR-63). */
export async function linkMedication(walk: Walk): Promise<void> {
  walk.later(1, '09:00');
  const page = await walk.chart('counselor', '/medication');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Ask a provider' }).click();
  await dialog.getByText('Alcohol use (MAUD)').click();
  await dialog.getByLabel('What should they look at?').fill('Would naltrexone help?');
  await dialog.getByRole('button', { name: 'Ask a provider' }).click();
  await page.getByText(/Asked; an appointment is needed/).waitFor();
  await walk.glance(page, '08-asked');
  await walk.leave(page);

  const nurse = await walk.desk('nurse', '/medication');
  await walk.look(nurse, '08-who-waits');
  await walk.leave(nurse);
  const linking = await walk.chart('nurse', '/medication');
  const form = linking.getByRole('dialog');
  await linking.getByRole('button', { name: 'Book', exact: true }).click();
  await form.getByLabel('With whom').fill('Sam Okafor');
  await form.getByRole('textbox', { name: 'Day' }).fill(addDays(walk.today(), 1));
  await form.getByRole('textbox', { name: 'Time' }).fill('10 am');
  await form.getByRole('button', { name: /^Booked for/ }).click();
  await linking.getByText(/Sam Okafor, Fri/).waitFor();
  await walk.leave(linking);

  walk.later(1, '11:00');
  const medical = await walk.chart('medical', '/medication');
  const asked = medical.getByRole('dialog');
  await medical.getByRole('button', { name: 'Was it kept?' }).click();
  await asked.getByText('Was seen', { exact: true }).click();
  await asked.getByRole('button', { name: 'Keep it' }).click();
  await medical.getByRole('button', { name: 'Record the answer' }).click();
  await asked.getByText('Medication prescribed', { exact: true }).click();
  await asked.getByLabel('In their words').fill('Start at 50 mg.');
  await asked.getByRole('button', { name: 'Close the loop' }).click();
  await medical.getByText(/Medication prescribed\. Start at 50 mg/).waitFor();
  await medical.goto(`${walk.stage.url}/clients/${walk.clientId}/medication/add`);
  await medical.getByLabel('Name').fill('Naltrexone');
  await medical.getByLabel('Strength').fill('50 mg');
  await medical.getByText('Alcohol use (MAUD)').click();
  await medical.getByLabel('Prescribed by').fill('Sam Okafor');
  await walk.glance(medical, '08-prescribed');
  await medical.getByRole('button', { name: /^On the list from/ }).click();
  await medical.getByText('50 mg').first().waitFor();
  await walk.leave(medical);

  walk.later(3, '17:20');
  const check = await walk.chart('counselor', '/medication/check-in');
  await check.getByText('As prescribed', { exact: true }).click();
  await walk.glance(check, '08-check-in');
  await check.getByRole('button', { name: 'Keep the check-in' }).click();
  await check.waitForURL('**/medication');
  await walk.glance(check, '08-medication');
  await walk.leave(check);
}

/**
 * Drawn for a day that nobody could guess, asked for on the phone, collected, read against the regimen (DT-11).
 * @returns the test, and how many actions the client needed for "do I test today?"
 */
export async function testOnARandomDay(walk: Walk): Promise<{ testId: Id; actions: number }> {
  const plan = await walk.chart('counselor', '/testing-plan');
  await plan.getByText(/is proposed/).first().waitFor();
  assert.ok(await plan.getByLabel('Alcohol marker (EtG)', { exact: true }).isChecked(), 'proposed, because alcohol is what they came for (DT-10)');
  await walk.glance(plan, '09-testing-plan');
  await plan.getByRole('button', { name: /^In force from/ }).click();
  await plan.getByRole('heading', { name: 'Plan' }).waitFor();
  await walk.leave(plan);

  const testId = await nextDraw(walk);
  walk.goTo(walk.today(), '07:30');
  const phone = await walk.phone();
  await phone.getByRole('button', { name: 'Do I test today?' }).click();
  const actions = 1;
  await phone.getByRole('heading', { name: 'You’re chosen to test today.' }).waitFor();
  await walk.look(phone, '09-chosen');
  await walk.leave(phone);

  walk.goTo(walk.today(), '12:00');
  const desk = await walk.desk('technician', '/tests');
  await desk.getByRole('heading', { name: 'One test to come.' }).waitFor();
  assert.doesNotMatch(await desk.locator('main').innerText(), /Rowan|Ortiz|R\.\s?O\./, 'by number, not by name');
  await walk.glance(desk, '09-tests-today');
  await desk.getByRole('button', { name: /^Collect / }).click();
  await desk.getByText('Known to me', { exact: true }).click();
  await desk.getByRole('button', { name: /Next/ }).click();
  await desk.getByLabel('Temperature').fill('94');
  await desk.getByLabel('Read after').fill('2');
  await desk.getByText('In range.').waitFor();
  await walk.glance(desk, '09-collect');
  await desk.getByRole('button', { name: /Next/ }).click();
  await desk.getByLabel('Lot', { exact: true }).fill('L1');
  await desk.getByRole('textbox', { name: 'Expires' }).fill('2027-01-01');
  await desk.getByRole('button', { name: /Next/ }).click();
  await desk.getByRole('button', { name: 'Keep the collection' }).click();
  await desk.getByRole('heading', { name: 'Collected. Read the screen.' }).waitFor();
  await tap(desk, 'Alcohol marker (EtG)', 'Positive');
  await desk.getByRole('button', { name: 'All others negative' }).click();
  await desk.getByText('presumptive positive').waitFor();
  await walk.glance(desk, '09-read');
  await desk.getByRole('button', { name: 'Keep the result' }).click();
  await desk.getByRole('heading', { name: /presumptive/ }).first().waitFor();
  await walk.leave(desk);

  const calm = await walk.phone();
  await calm.getByText('Your test today is done').waitFor();
  await walk.leave(calm);
  return { testId, actions };
}

/** Each morning draws by chance; the longest gap bounds how long one waits (DT-07). */
async function nextDraw(walk: Walk): Promise<Id> {
  for (let day = 0; day < 14; day++) {
    walk.later(1, '05:01');
    await walk.troupe.service().call(drawTests, {});
    const { tests } = await walk.troupe.as('technician').call(listTestsToday, {});
    const mine = tests.find((one) => one.clientId === walk.clientId);
    if (mine) return mine.testId;
  }
  throw new Error('no draw within the longest gap');
}

/** Nothing is proposed on a screen alone; the laboratory answers, the client is heard, a person decides. */
export async function answerForIt(walk: Walk, testId: Id): Promise<void> {
  const office = await walk.desk('director', '/policy');
  await office.getByRole('button', { name: /^Adopt from/ }).click();
  await office.getByRole('heading', { name: /Support first holds since/ }).waitFor();
  await walk.leave(office);

  const chair = await walk.chart('counselor', `/tests/${testId}`);
  const dialog = chair.getByRole('dialog');
  await chair.getByRole('button', { name: 'We talked about it' }).click();
  await dialog.getByText('They see it differently', { exact: true }).or(dialog.getByText(/differently|dispute/i)).first().click();
  await dialog.getByLabel('In their words').fill('It was mouthwash.');
  await dialog.getByRole('button', { name: 'Keep the talk' }).click();
  await dialog.waitFor({ state: 'detached' });
  await chair.getByRole('button', { name: 'Ask the laboratory' }).click();
  await dialog.getByRole('button', { name: 'Ask the laboratory' }).click();
  await chair.getByRole('heading', { name: 'At the laboratory. Nothing is decided before it answers.' }).waitFor();
  await walk.glance(chair, '10-at-the-laboratory');
  await chair.goto(`${walk.stage.url}/clients/${walk.clientId}/accountability`);
  await chair.getByText('Nothing is proposed.').waitFor();
  await walk.leave(chair);

  walk.later(2, '15:00');
  const desk = await walk.desk('technician', `/clients/${walk.clientId}/tests/${testId}`);
  await desk.getByRole('button', { name: 'Enter the laboratory’s answer' }).click();
  await desk.getByRole('dialog').getByLabel(/ethyl glucuronide/i).fill('900');
  await walk.glance(desk, '10-laboratory');
  await desk.getByRole('dialog').getByRole('button', { name: 'Keep the laboratory’s answer' }).click();
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
  await walk.leave(desk);

  const page = await walk.chart('counselor', '/accountability');
  await page.getByText(/^Proposed: /).waitFor();
  await page.getByRole('button', { name: 'Hear it' }).click();
  await page.getByRole('dialog').getByLabel('In their words').fill('It was one evening. I called afterwards.');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep their side' }).click();
  await page.getByText(/It was one evening/).waitFor();
  await page.getByLabel('What you agreed to do').fill('Talk on Thursday, look at the evenings.');
  await walk.glance(page, '10-to-decide');
  await page.getByRole('button', { name: /^Decide: / }).click();
  await page.getByText('Nothing is proposed.').waitFor();
  await walk.glance(page, '10-decided');
  await walk.leave(page);
}
