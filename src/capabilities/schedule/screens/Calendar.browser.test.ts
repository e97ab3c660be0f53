import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from '@playwright/test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted } from '../../../app/cast.ts';
import type { Id } from '../../../shared/ids.ts';
import { readAgency } from '../../agency/api.ts';
import * as api from '../api.ts';

let stage: BrowserStage;
let clientId: Id;
let rooms: { roomId: Id; name: string }[];
const WEEK = '/week?on=2026-03-09';
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage, 'Rosa Ortiz');
  ({ rooms } = await stage.as('administrator').call(readAgency, {}));
  const group = (name: string, weekday: number, startsAt: string, endsAt: string, room: number, leader: Id) => stage.as('supervisor').call(api.startGroup, {
    name, code: name.slice(0, 8), service: 'group-therapy', capacity: 12, weekdays: [weekday], startsAt, endsAt, roomId: rooms[room]!.roomId, facilitatorIds: [leader], from: '2026-03-09' });
  const skills = await group('Skills', 1, '18:00', '21:00', 0, stage.staff.counselor);
  await group('Family evening', 2, '18:00', '20:00', 0, stage.staff.facilitator);
  await group('Early start', 4, '09:00', '12:00', 1, stage.staff.facilitator);
  await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [skills.seriesId], from: '2026-03-09' });
  await stage.as('supervisor').call(api.saveAvailability, { staffId: stage.staff.counselor, blocks: [{ weekday: 3, from: '13:00', to: '16:00' }] });
});
after(() => stage.close());

const at = async (name: string, on = '2026-03-09') => (await stage.as('supervisor').call(api.readProgramWeek, { on })).sessions.filter((one) => one.name === name)
  .map((one) => [one.date, one.from, one.to, one.room, one.leaders.map((leader) => leader.staffId).join(), one.cancelled]);
const card = (page: Page, words: string | RegExp) => page.locator('[data-card]').filter({ hasText: words }).first();
const undo = async (page: Page) => {
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('It is as it was before.').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
};

describe('one session, from the calendar', () => {
  test('is given to somebody else, and taken back', async () => {
    const page = await stage.visit('supervisor', WEEK);
    await card(page, 'Skills').click();
    const panel = page.getByRole('dialog');
    await panel.getByText('1 of 12 seats taken, 11 free').waitFor();
    await panel.getByRole('button', { name: 'Give it to somebody else' }).click();
    await panel.getByLabel('Who leads it').selectOption(stage.staff.facilitator);
    await panel.getByRole('button', { name: 'Give it to them' }).click();
    await page.getByText('has another leader').waitFor();
    assert.equal((await at('Skills'))[0]![4], stage.staff.facilitator);
    await undo(page);
    assert.equal((await at('Skills'))[0]![4], stage.staff.counselor);
  });

  test('is cancelled with the reason, which those who come are not told', async () => {
    const page = await stage.visit('supervisor', WEEK);
    await card(page, 'Early start').click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Cancel it' }).click();
    await panel.getByLabel('Why it does not take place').fill('The heating is broken');
    await panel.getByRole('button', { name: /^Cancel Thu/ }).click();
    await page.getByText(/Early start on .* is cancelled\./).waitFor();
    assert.equal((await at('Early start'))[0]![5], 'The heating is broken');
    await undo(page);
    assert.equal((await at('Early start'))[0]![5], null);
  });

  test('is held by video, and once more on another day', async () => {
    const page = await stage.visit('supervisor', WEEK);
    await card(page, 'Early start').click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Hold it by video' }).click();
    await panel.getByLabel('Link').fill('https://video.example.org/early');
    await panel.getByRole('button', { name: 'Keep it so' }).click();
    await page.getByText('is held another way').waitFor();
    await card(page, 'Early start').click();
    await panel.getByText('By video').first().waitFor();
    await panel.getByRole('button', { name: 'Add one more session of this group' }).click();
    await panel.getByLabel('Day', { exact: true }).fill('13 Mar');
    await panel.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('One more Early start').waitFor();
    assert.deepEqual((await at('Early start')).map(([date]) => date), ['2026-03-12', '2026-03-13']);
    await undo(page);
  });
});

describe('carried by keys', () => {
  test('says where it would land and what is in the way before it is dropped; from here on; and back', async () => {
    const page = await stage.visit('supervisor', WEEK);
    await card(page, 'Skills').focus();
    const bar = page.getByTestId('carry');
    await page.keyboard.press('Space');
    await bar.getByText('Nothing in the way.').waitFor();
    await page.keyboard.press('ArrowRight');
    await bar.getByText(/Room 1 is taken by Family evening/).waitFor();
    await page.locator('[aria-live="assertive"]').getByText(/Skills: Tue.10.Mar, 6 to 9.pm, Room 1\. Room 1 is taken/).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    assert.deepEqual((await at('Skills'))[0]!.slice(0, 4), ['2026-03-09', '18:00', '21:00', 'Room 1']);

    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('ArrowUp');
    await bar.getByText(/Tue.10.Mar, 5:45 to 8:45.pm, Room 2/).waitFor();
    await bar.getByText('Nothing in the way.').waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('From here on').click();
    await dialog.getByText(/sessions would change\./).waitFor();
    assert.deepEqual(await stage.axe(page), []);
    await dialog.getByRole('button', { name: /^Move to Tue/ }).click();
    await page.getByText(/Skills: from here on Tue/).waitFor();
    const moved = ['17:45', '20:45', 'Room 2'];
    assert.deepEqual((await at('Skills')).map((one) => one.slice(1, 4)), [moved]);
    assert.deepEqual((await at('Skills', '2026-03-16')).map((one) => [one[0], ...one.slice(1, 4)]), [['2026-03-17', ...moved]]);
    await undo(page);
    assert.deepEqual((await at('Skills', '2026-03-16'))[0]!.slice(0, 4), ['2026-03-16', '18:00', '21:00', 'Room 1']);
  });

  test('arrows lead from card to card, and turn the week where nothing else takes them', async () => {
    const page = await stage.visit('supervisor', WEEK);
    await card(page, 'Skills').focus();
    await page.keyboard.press('ArrowRight');
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /Family evening/);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: /16–22.March/ }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { name: /9–15.March/ }).waitFor();
  });

  test('is not for those who neither lead it nor plan for all', async () => {
    const page = await stage.visit('counselor', WEEK);
    await card(page, 'Family evening').focus();
    await page.keyboard.press('Space');
    await page.getByTestId('refused').getByText(/Only those who lead it/).waitFor();
    await card(page, 'Skills').focus();
    await page.keyboard.press('Space');
    await page.getByTestId('carry').waitFor();
  });
});

describe('dragged by the pointer', () => {
  const drag = async (page: Page, from: string, to: { row: string; date: string; x?: number }) => {
    const row = (await page.locator(`[data-cell][data-date="${to.date}"]`).evaluateAll((cells, name) => cells.findIndex((cell) => cell.closest('[role="row"]')?.querySelector('[role="rowheader"]')?.textContent?.includes(name)), to.row));
    const start = (await card(page, from).boundingBox())!;
    const end = (await page.locator(`[data-cell][data-date="${to.date}"]`).nth(row).boundingBox())!;
    await page.mouse.move(start.x + 12, start.y + 12);
    await page.mouse.down();
    await page.mouse.move(start.x + 30, start.y + 20, { steps: 3 });
    await page.mouse.move(end.x + (to.x === undefined ? end.width / 2 : end.width * to.x), end.y + end.height / 2, { steps: 6 });
  };

  test('to another day and room, where nothing is done until it is confirmed', async () => {
    const page = await stage.visit('supervisor', WEEK);
    await card(page, 'Skills').waitFor();
    await drag(page, 'Skills', { row: 'Room 2', date: '2026-03-11' });
    await page.getByTestId('carry').getByText(/Wed.11.Mar, 6 to 9.pm, Room 2/).waitFor();
    await page.mouse.up();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Move to Wed/ }).waitFor();
    assert.equal((await at('Skills'))[0]![0], '2026-03-09');
    await dialog.getByRole('button', { name: /^Move to Wed/ }).click();
    await page.getByText(/Skills: Wed/).waitFor();
    assert.deepEqual((await at('Skills'))[0]!.slice(0, 4), ['2026-03-11', '18:00', '21:00', 'Room 2']);
    await undo(page);
  });

  test('to another person, who leads it then', async () => {
    const page = await stage.visit('supervisor', `${WEEK}&by=people`);
    await card(page, 'Skills').waitFor();
    await drag(page, 'Skills', { row: 'K. R.', date: '2026-03-09' });
    await page.mouse.up();
    await page.getByRole('dialog').getByRole('button', { name: 'Give it to K. R.' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    assert.equal((await at('Skills'))[0]![4], stage.staff.facilitator);
    await undo(page);
    assert.equal((await at('Skills'))[0]![4], stage.staff.counselor);
  });

  test('of one person, to another person and another day at once, taken back at once', async () => {
    await stage.as('intake').call(api.bookSession, { clientId, kind: 'individual', service: 'individual-counseling', staffId: stage.staff.counselor, on: '2026-03-11', startsAt: '17:00', minutes: 50 });
    const page = await stage.visit('supervisor', `${WEEK}&by=people`);
    const was = (await at('Individual counseling'))[0]!;
    await card(page, 'Individual').waitFor();
    await drag(page, 'Individual', { row: 'K. R.', date: '2026-03-12' });
    await page.mouse.up();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByRole('combobox', { name: 'With' }).inputValue(), 'K. R.');
    assert.deepEqual(await stage.axe(page), []);
    await dialog.getByRole('button', { name: /^Move to Thu.12.Mar, 5.pm, with K\. R\.$/ }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    assert.deepEqual((await at('Individual counseling')).map((one) => [one[0], one[1], one[4]]), [['2026-03-12', '17:00', stage.staff.facilitator]]);
    await undo(page);
    assert.deepEqual((await at('Individual counseling'))[0], was);
  });

  test('in a day to another time, snapped to a quarter hour, and left by Escape', async () => {
    const page = await stage.visit('supervisor', '/week?on=2026-03-09&span=day');
    await card(page, 'Skills').waitFor();
    await drag(page, 'Skills', { row: 'Room 1', date: '2026-03-09', x: 0.4 });
    const bar = page.getByTestId('carry');
    await bar.getByText(/Mon.9.Mar, (1|2)(:\d\d)? to/).waitFor();
    assert.match((await bar.textContent())!, /, \d{1,2}(:(15|30|45))? to/);
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await page.mouse.up();
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal((await at('Skills'))[0]![1], '18:00');
  });
});

test('a session for one person is booked into time that somebody has free', async () => {
  const page = await stage.visit('supervisor', '/week?on=2026-03-09&by=people');
  await page.getByRole('button', { name: /^1–4, book T\. B\. Wed/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'For whom' }).click();
  await page.getByRole('option', { name: /^R\.\s?O\./ }).click();
  assert.deepEqual(await stage.axe(page), []);
  await dialog.getByRole('button', { name: /^Book Wed/ }).click();
  await page.getByText(/^Booked Wed.11.Mar, 1.pm\./).waitFor();
  await page.getByRole('button', { name: /^1:50–4, book T\. B\./ }).waitFor();
  await undo(page);
  await page.getByRole('button', { name: /^1–4, book T\. B\. Wed/ }).waitFor();
});

test('a counselor who booked into their own time takes it back as well', async () => {
  const page = await stage.visit('counselor', '/week?on=2026-03-09&by=people');
  await page.getByRole('button', { name: /^1–4, book T\. B\. Wed/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'For whom' }).click();
  await page.getByRole('option', { name: /^R\.\s?O\./ }).click();
  await dialog.getByRole('button', { name: /^Book Wed/ }).click();
  await page.getByText(/^Booked Wed/).waitFor();
  await undo(page);
});

test('a week for the wall is one page on its side and names nobody who comes', async () => {
  const page = await stage.visit('supervisor', '/week/print?on=2026-03-09');
  await page.getByRole('heading', { name: /9–15.March/ }).waitFor();
  for (const format of ['A4', 'Letter'] as const) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g)?.length, 1, format);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
    assert.ok(Number(width) > Number(height), `${format} lies on its side`);
  }
  const text = (await page.locator('main').textContent())!;
  assert.match(text, /Skills.*Family evening/);
  assert.doesNotMatch(text, /Rosa|Ortiz|R\.\s?O\.|Individual/);
  assert.deepEqual(await stage.axe(page), []);
});

test('a client gets an address for their calendar once, and ends it', async () => {
  const page = await stage.visit({ kind: 'client', subjectId: clientId }, '/me/week', { width: 390 });
  await page.getByRole('button', { name: 'Get my calendar address' }).click();
  const address = (await page.locator('code').textContent())!;
  await page.getByText('Google Calendar', { exact: true }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  const feed = await page.request.get(address);
  assert.match(await feed.text(), /SUMMARY:Appointment/);
  await page.reload();
  await page.getByText('The address was shown once.').waitFor();
  assert.equal(await page.locator('code').count(), 0);
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByRole('button', { name: 'Get my calendar address' }).waitFor();
  const gone = await page.request.get(address);
  assert.equal(gone.status(), 404);
  assert.match(await gone.text(), /not in use.*make a new one/);
});

const LOOKS = [[1440, false], [1440, true], [390, false], [390, true], [320, false]] as const;
for (const path of [WEEK, `${WEEK}&span=day&by=people`, '/my-week?on=2026-03-09']) {
  test(`${path} is read and pressed at every width, in the light and in the dark`, async () => {
    const page = await stage.visit('supervisor', path);
    for (const [width, dark] of LOOKS) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `at ${width} nothing is wider than the window`);
      assert.deepEqual(await stage.axe(page), [], `at ${width}${dark ? ', dark' : ''}`);
    }
  });
}
