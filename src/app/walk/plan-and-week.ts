/** Steps 4 to 6: the plan signed by both, the week around their own, a group with its note. By keyboard alone. */
import { handsOn } from './hands.ts';
import { PERSON } from './setting.ts';
import type { Walk } from './walk.ts';

/** The first Monday in the program. */
export const FIRST_WEEK = '2026-03-09';

/** Written in the client's words at one screen, read once more, signed by both (PR-54). */
export async function makeThePlan(walk: Walk): Promise<void> {
  walk.goTo('2026-03-05', '16:00');
  const page = await walk.chart('counselor', '/plan');
  const hands = handsOn(page);
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await hands.press(page.getByRole('button', { name: 'Write the plan' }));
  await hands.write(field('In their own words'), PERSON.ownWords);
  await hands.press(page.getByRole('button', { name: '+ Need' }));
  await hands.write(field('Need, as they say it'), PERSON.need);
  await hands.write(field('Goal, in their own words'), 'Two people to call');
  await hands.press(page.getByRole('button', { name: '+ Objective' }));
  await hands.write(field('What they do'), 'Call a support person');
  await hands.write(field('Number'), '2');
  await hands.write(field('Of what'), 'calls a week');
  await hands.write(page.getByRole('textbox', { name: 'By', exact: true }), '20 May');
  await hands.choose(page.getByRole('radiogroup', { name: 'What the client says to Call a support person' }), 'agrees');
  for (const [service, minutes, times] of [['Relapse prevention', '180', '3'], ['Individual counseling', '50', '1']] as const) {
    await hands.press(page.getByRole('button', { name: '+ What is done for it' }));
    await hands.pick(field('Service').last(), new RegExp(`^${service}`, 'i'));
    await hands.write(field('Minutes').last(), minutes);
    await hands.write(field('Times').last(), times);
    await hands.choose(page.getByRole('radiogroup', { name: /^What the client says/ }).last(), 'agrees');
  }
  await hands.write(field('Strengths'), 'Steady worker, close to a sister.');
  await hands.write(field('What the next step asks'), 'Four weeks of evenings kept, two people called each week.');
  await hands.write(field('If use returns'), 'Call, leave, come in.');
  await hands.write(field('Sobriety checks'), '1');
  await hands.write(page.getByRole('textbox', { name: 'Looked at again' }), '2 Apr');
  if (await field('Diagnosis code').count() === 0) {
    await hands.press(page.getByRole('button', { name: '+ Diagnosis' }));
    await hands.write(field('Diagnosis code'), 'F10.20');
    await hands.write(field('In words'), 'Alcohol use disorder, moderate');
  }
  await page.getByText('Everything is there.').waitFor();
  await walk.glance(page, '04-plan-written');
  await hands.key('ControlOrMeta+Enter');
  await hands.press(page.getByRole('button', { name: 'Read and sign' }));
  await hands.write(field('Full name'), PERSON.name);
  await hands.press(page.getByRole('button', { name: 'Client signs' }));
  await page.getByText('Still to sign: the counselor.').waitFor();
  await walk.look(page, '04-plan-to-sign');
  await hands.press(page.getByRole('button', { name: 'Sign as counselor' }));
  await page.getByRole('heading', { name: 'Signed by' }).waitFor();
  await page.getByText(PERSON.ownWords).first().waitFor();
  await walk.glance(page, '04-plan-in-force');
  await walk.leave(page);
}

/** The best week around work, taken in two acts; planned, scheduled and attended are three numbers (PR-13, PR-14). */
export async function arrangeTheWeek(walk: Walk): Promise<void> {
  const page = await walk.desk('counselor', `/clients/${walk.clientId}/arrange?from=${FIRST_WEEK}`);
  const hands = handsOn(page);
  await page.getByRole('heading', { name: /hours fit, on \d days/ }).waitFor();
  await walk.glance(page, '05-week-offered');
  await hands.press(page.getByRole('button', { name: /^Take these/ }));
  await page.waitForURL('**/week');
  await walk.leave(page);

  walk.goTo(FIRST_WEEK, '08:00');
  const monday = await walk.chart('counselor', '/week');
  await monday.getByText(/^0 of 9 h/).or(monday.getByText(/of 9 hours/)).first().waitFor();
  await walk.glance(monday, '05-week-taken');
  await walk.leave(monday);
}

/** The shared part once, a line for the member, one signature; the note is in the chart without anybody else's name. */
export async function leadAGroup(walk: Walk): Promise<void> {
  walk.goTo(FIRST_WEEK, '20:02');
  const page = await walk.chart('counselor', '/week');
  const hands = handsOn(page);
  await hands.press(page.getByRole('link', { name: /^Relapse Prevention/ }).first());
  await page.getByRole('heading', { name: /^Relapse Prevention/ }).waitFor();
  await walk.look(page, '06-session');
  await hands.press(page.getByRole('button', { name: 'All here' }));
  await page.getByText('1 of 1 here.').waitFor();
  await hands.press(page.getByRole('button', { name: 'Write the note' }));
  await hands.write(page.getByLabel('Topic'), 'Warning signs');
  await hands.write(page.getByLabel('What we did'), 'Check-in round. Chain of events on paper, in pairs.');
  const row = page.getByRole('list', { name: 'Members' }).getByRole('listitem').first();
  await hands.press(row.getByRole('button', { name: 'took part', exact: true }));
  await hands.write(row.getByPlaceholder('Write one or two lines'), 'Named two warning signs and one answer to each.');
  await hands.press(row.getByRole('button', { name: 'Choose objective' }));
  const objective = page.getByRole('menuitemcheckbox', { name: 'Call a support person' });
  await objective.waitFor();
  for (let moves = 0; moves < 5 && !await objective.evaluate((one) => one === document.activeElement); moves++) await hands.key('ArrowDown');
  await hands.key('Enter');
  await hands.key('Escape');
  await walk.glance(page, '06-group-note');
  await page.getByRole('button', { name: 'Sign it' }).waitFor();
  await hands.key('ControlOrMeta+Enter');
  await hands.press(page.getByRole('button', { name: 'Sign it' }));
  await page.getByRole('button', { name: 'All signed' }).waitFor();
  await hands.press(row.getByRole('link', { name: /^Signed by/ }));
  await page.getByText('Named two warning signs and one answer to each.').first().waitFor();
  await walk.glance(page, '06-notes-of-the-chart');
  await walk.leave(page);
}
