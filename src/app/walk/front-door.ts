/** Steps 1 to 3: the call, the assessment with its signed decision, the admission. By keyboard alone. */
import assert from 'node:assert/strict';
import type { Page } from '@playwright/test';
import { handsOn, type Hands } from './hands.ts';
import { PERSON } from './setting.ts';
import type { Walk } from './walk.ts';

/** The phone rings at intake's desk. @returns how many actions led from the ringing to the booked assessment */
export async function takeTheCall(walk: Walk): Promise<number> {
  const page = await walk.desk('intake', '/calls');
  await page.getByText('No calls yet. Press New call when the phone rings.').waitFor();
  const hands = handsOn(page);
  await hands.goTo('New call', 'New call');
  const safety = page.getByRole('region', { name: 'Safety' });
  await safety.getByText('Is anybody in danger right now?').waitFor();
  await hands.press(safety.getByRole('button', { name: 'Nobody' }));
  await safety.getByText(/Nobody in danger right now/).waitFor();
  await hands.pick(page.getByLabel('Calls for'), 'Self');
  await hands.write(page.getByLabel('Call them'), PERSON.name);
  await hands.write(page.getByLabel('Safe number'), PERSON.phone);
  await hands.pick(page.getByLabel('Voicemail'), 'Neutral words');
  await hands.write(page.getByLabel('Work', { exact: true }), 'Mon–Fri 7–3:30');
  await hands.write(page.getByLabel('One way'), '20');
  await hands.pick(page.getByLabel('Pays with'), 'Medicaid');
  await page.getByLabel('To read aloud').getByText(/9 h 50 here on 4 days a week.*Nothing collides with your week/).waitFor();
  await hands.key('ControlOrMeta+Enter');
  await hands.press(page.getByRole('button', { name: /^Book / }).first());
  await page.getByRole('heading', { name: /^Assessment booked/ }).waitFor();
  const { actions } = hands;
  await walk.look(page, '01-call');
  walk.clientId = new URL(page.url()).pathname.split('/')[2]!;
  assert.match(walk.clientId, /^[0-9a-f-]{36}$/);
  await walk.leave(page);
  return actions;
}

/** Screens by digits, six dimensions with their evidence, a proposal that explains itself, and a person who decides. */
export async function assessThem(walk: Walk): Promise<void> {
  walk.goTo('2026-03-03', '09:05');
  const page = await walk.desk('counselor');
  const hands = handsOn(page);
  await walk.glance(page, '02-today-of-the-assessor');
  await hands.goTo('Rowan', /R\.\s?O\./);
  await page.waitForURL(`**/clients/${walk.clientId}**`);
  await openPart(page, hands, 'Notes', 'Scores');
  for (const [title, digits] of [['C-SSRS screener', 'nnn'], ['PHQ-9', '212110100'], ['GAD-7', '2211110'], ['AUDIT', '4332211204']] as const) {
    await giveInstrument(page, hands, title, digits);
  }
  await page.getByText(/AUDIT/).first().waitFor();
  await walk.glance(page, '02-scores');

  await openPart(page, hands, 'Stay', 'Level of care');
  await hands.press(page.getByRole('button', { name: 'Start the assessment' }));
  await page.getByRole('heading', { name: /things to find out before a level can be proposed/ }).waitFor();
  for (const ask of ['Overdose, chest', 'A plan for suicide', 'Thoughts of harming', 'Is home unsafe', 'Unable to take part', 'Pregnant',
    'Withdrawal seizures', 'Heavy use', 'Daily sedatives']) {
    await hands.choose(page.getByRole('group', { name: new RegExp(`^${ask}`) }), 'No');
    if (ask === 'Pregnant') await hands.press(page.getByRole('checkbox', { name: 'Nothing' }), 'Space');
  }
  await hands.press(page.getByRole('button', { name: '+ Alcohol' }));
  for (const criterion of ['more or longer than meant', 'cannot cut down', 'much time spent', 'craving']) {
    await hands.press(page.getByRole('checkbox', { name: criterion }), 'Space');
  }
  for (const [at, [rating, here]] of ([[0, 'No withdrawal seen.'], [0, 'Stable, sees a doctor.'], [1, 'Low at times, sleeps badly.'], [2, 'Wants this, unsure about evenings.'],
    [2, 'Return to use likely without several contacts a week.'], [1, 'Home is mixed; one person who helps.']] as const).entries()) {
    const dimension = page.getByRole('article', { name: new RegExp(`^D${at + 1} `) });
    await hands.press(dimension.getByRole('radiogroup'), String(rating));
    if (at === 2) await hands.press(dimension.getByRole('button', { name: /C-SSRS no risk flagged/ }));
    await hands.write(dimension.getByLabel('Found here and now'), here);
    if (rating >= 2) await hands.write(dimension.getByLabel('What it needs'), 'Groups on three evenings');
  }
  await page.getByRole('heading', { name: 'Proposed: 2.1.' }).waitFor();
  for (const part of ['Why not lower', 'Why not higher', 'What would change this']) await page.getByRole('heading', { name: part }).waitFor();
  await walk.glance(page, '02-assessment');
  const sign = page.getByRole('button', { name: 'Sign 2.1 intensive outpatient' });
  await hands.key('ControlOrMeta+Enter');
  await hands.press(sign);
  await page.getByRole('heading', { name: '2.1 intensive outpatient, signed.' }).waitFor();
  await walk.glance(page, '02-decision');
  await walk.leave(page);
}

/** A part of the chart by its tab, and by its name under the tab where there are several. */
async function openPart(page: Page, hands: Hands, tab: string, part: string): Promise<void> {
  const link = page.getByRole('navigation', { name: /^Chart$|^Parts of/ }).getByRole('link', { name: part, exact: true });
  if (await link.count() === 0) await hands.press(page.getByRole('navigation', { name: 'Chart', exact: true }).getByRole('link', { name: tab, exact: true }));
  await link.waitFor();
  if (await link.getAttribute('aria-current') !== 'page') await hands.press(link);
}

/** From the scores: chosen from the list by arrows, answered by digits, kept. */
async function giveInstrument(page: Page, hands: Hands, title: string, digits: string): Promise<void> {
  await hands.press(page.getByRole('button', { name: 'Ask an instrument' }));
  const item = page.getByRole('menuitem', { name: new RegExp(`^${title} \\W`) });
  await item.waitFor();
  for (let moves = 0; moves < 20 && !await item.evaluate((one) => one === document.activeElement); moves++) await hands.key('ArrowDown');
  await hands.key('Enter');
  await page.locator('[data-item="1"]:focus').waitFor();
  for (const [at, digit] of [...digits].entries()) {
    await page.locator(`[data-item]:focus`).waitFor();
    await hands.key(digit);
    if (at + 1 < digits.length) await page.waitForFunction((before) => document.activeElement?.getAttribute('data-item') !== before, String(at + 1));
  }
  await hands.key('ControlOrMeta+Enter');
  await hands.press(page.getByRole('button', { name: /^Keep / }));
  await page.getByRole('heading', { name: 'Scores' }).waitFor();
}

/** Papers on screen, somebody to call, the last steps of the gate; nobody is let past it (PR-46). */
export async function admitThem(walk: Walk): Promise<void> {
  walk.goTo('2026-03-04', '10:00');
  const page = await walk.chart('intake', '/admission');
  const hands = handsOn(page);
  const step = (verb: string, words: RegExp) => page.getByRole('button', { name: new RegExp(`^${verb}: ${words.source}`, 'i') });
  await page.getByRole('heading', { name: /steps before admission/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Admit to the program' }).isDisabled(), true, 'the gate is shut');
  await walk.look(page, '03-gate');

  await hands.press(page.getByRole('button', { name: 'Name and birth date' }));
  await hands.write(page.getByLabel('Legal name, as on papers'), PERSON.name);
  await hands.write(page.getByLabel('Pronouns'), PERSON.pronouns);
  await hands.write(page.getByRole('textbox', { name: 'Born' }), '3/9/1988');
  await hands.write(page.getByLabel('Email, for their own pages'), 'r.o@example.org');
  await hands.write(page.getByLabel('Postal code'), '60601');
  await walk.look(page, '03-who-this-is');
  await hands.key('ControlOrMeta+Enter');
  await hands.press(page.getByRole('button', { name: 'Keep it' }));
  await page.waitForURL('**/admission');

  await hands.press(page.getByRole('button', { name: /^Sign: / }).first());
  for (const title of ['Consent to treatment', 'Notice of privacy', 'Rules and rights', 'Fee agreement']) {
    await page.getByRole('heading', { name: title }).waitFor();
    await hands.write(page.getByLabel('Full name'), PERSON.name);
    if (title === 'Notice of privacy') await walk.glance(page, '03-paper');
    await hands.press(page.getByRole('button', { name: 'Sign', exact: true }));
  }
  await page.getByRole('heading', { name: 'Every paper is signed.' }).waitFor();
  await hands.press(page.getByRole('link', { name: 'Back to the chart' }));
  await openPart(page, hands, 'Stay', 'Admission');

  await hands.press(step('Ask', /emergency/));
  await hands.press(page.getByRole('button', { name: 'Add a person' }));
  const dialog = page.getByRole('dialog');
  await hands.write(dialog.getByLabel('Name', { exact: true }), 'Dara');
  await hands.write(dialog.getByLabel('Who they are to the client'), 'sister');
  await hands.write(dialog.getByLabel('Number'), '555-0171');
  await hands.press(dialog.getByLabel('We may call them'), 'Space');
  await hands.press(dialog.getByRole('button', { name: 'Save the person' }));
  await dialog.waitFor({ state: 'detached' });
  await hands.pick(page.getByLabel('Call', { exact: true }), 'Dara, sister');
  await hands.press(page.getByRole('button', { name: 'Keep the decision' }));
  await page.getByText(/Call Dara, sister/).waitFor();
  await hands.pick(page.getByLabel('Also treats them'), 'Lee Abara');
  await hands.press(page.getByRole('button', { name: 'Open the chart to them' }));
  await page.getByRole('list', { name: 'Who treats them' }).getByText('Lee Abara').waitFor();
  await walk.look(page, '03-people');

  await openPart(page, hands, 'Stay', 'Admission');
  await page.getByRole('heading', { name: /before admission$/ }).waitFor();
  const left = page.getByRole('button', { name: /^(Checked|Done|Offered|Recorded): / });
  for (let rest = await left.count(); rest > 0; rest--) {
    await hands.press(left.first());
    await page.waitForFunction((before) => [...document.querySelectorAll('button[aria-label]')]
      .filter((one) => /^(Checked|Done|Offered|Recorded): /.test(one.getAttribute('aria-label')!)).length < before, rest);
  }
  await page.getByRole('heading', { name: 'Nothing is missing' }).waitFor();
  await hands.pick(page.getByLabel('Primary counselor'), /^Toni Brandt/);
  await hands.press(page.getByRole('button', { name: 'Admit to the program' }));
  await page.waitForURL(`**/clients/${walk.clientId}`);
  await page.getByText(/week 1/i).first().waitFor();
  await walk.look(page, '03-admitted');
  await walk.leave(page);
}
