import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted } from '../../../app/cast.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { readAgency } from '../../agency/api.ts';
import { joinWaitingList } from '../../admissions/waiting-api.ts';
import { recordAttendance } from '../../attendance/api.ts';
import * as api from '../api.ts';

let stage: BrowserStage;
let clientId: Id;
const MONDAY = '2026-03-09';
before(async () => {
  stage = await openBrowserStage();
  const { rooms } = await stage.as('administrator').call(readAgency, {});
  await stage.as('administrator').call(api.applyTemplate, { template: 'standard-iop', from: MONDAY, roomIds: rooms.map((room) => room.roomId),
    leaders: { RP: [stage.staff.counselor], GT: [stage.staff.counselor], SK: [stage.staff.facilitator] } });
  clientId = await admitted(stage, 'Rosa Ortiz');
  const { tracks } = await stage.as('intake').call(api.listTimetable, { on: MONDAY });
  await stage.as('intake').call(api.joinTrack, { clientId, trackId: tracks.find((one) => one.code === 'evening')!.id, from: MONDAY });
  stage.clock.set('2026-03-18T15:00:00Z');
});
after(() => stage.close());

const spells = async () => (await stage.as('counselor').call(api.readSeats, { clientId })).seats.map((one) => `${one.startsAt} ${one.from} ${one.until ?? ''}`).toSorted();

test('measures.md: a client moves to another track mid-series in at most 6 actions, history untouched, and back again', async () => {
  const page = await stage.visit('counselor', `/clients/${clientId}/week`);
  const was = await spells();
  // the chart, and its tab Week
  let actions = 2;
  const act = async (work: Promise<void>) => {
    actions += 1;
    await work;
  };
  await act(page.getByRole('button', { name: 'Move track' }).click());
  await act(page.getByText(/^Morning, /).click());
  await act(page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click());
  await page.getByText('Moved to another track.').waitFor();
  assert.ok(actions <= 6, `${actions} actions`);
  assert.deepEqual(await spells(), [...was.map((one) => `${one}2026-03-19`), '09:00 2026-03-19 ', '09:00 2026-03-19 ', '09:00 2026-03-19 '].toSorted());
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('Taken back. Everything is as it was.').waitFor();
  assert.deepEqual(await spells(), was);
});

test('a supervisor closes a site, sees what that calls off before, and takes it back', async () => {
  const page = await stage.visit('supervisor', '/closures');
  await page.getByRole('heading', { name: 'Open every day that is planned.' }).waitFor();
  await page.getByRole('button', { name: 'Close some days' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('First day', { exact: true }).fill('23 Mar');
  await dialog.getByLabel('Last day', { exact: true }).fill('23 Mar');
  await dialog.getByLabel('Why').fill('Heating is out');
  await dialog.getByText(/two sessions with (one|\d+) seats? taken would be called off/).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await dialog.getByRole('button', { name: 'Close and call off two sessions' }).click();
  await page.getByRole('heading', { name: /Next closed/ }).waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('heading', { name: 'Open every day that is planned.' }).waitFor();
});

test('intake offers a seat to who is next, and seats them', async () => {
  const { groups } = await stage.as('intake').call(api.listTimetable, { on: MONDAY });
  const waiter = await admitted(stage, 'Ana Bell');
  await stage.as('intake').call(joinWaitingList, { clientId: waiter, waitingId: newId(), groupId: groups.find((one) => one.code === 'SK')!.id });
  const page = await stage.visit('intake', '/waiting', { width: 390 });
  await page.getByRole('heading', { name: 'One seat to offer, one person waiting.' }).waitFor();
  await page.getByRole('button', { name: 'Act' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Offer the seat' }).click();
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give them the seat' }).click();
  await page.getByRole('heading', { name: 'Nobody waits for a seat.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  assert.ok((await stage.as('intake').call(api.readSeats, { clientId: waiter })).seats.length > 0);
});

test('a client asks for a session on the phone, and the counselor answers with a time', async () => {
  await stage.as('supervisor').call(api.saveAvailability, { staffId: stage.staff.counselor, blocks: [{ weekday: 5, from: '13:00', to: '15:00' }] });
  const phone = await stage.visit({ kind: 'client', subjectId: clientId }, '/me/week', { width: 390 });
  await phone.getByRole('button', { name: 'Ask for a session' }).click();
  await phone.getByLabel('What is it about?').fill('My sister moves out.');
  await phone.getByRole('button', { name: 'Ask my team' }).click();
  await phone.getByText('Your team will answer soon.').waitFor();
  assert.deepEqual(await stage.axe(phone), []);
  const page = await stage.visit('counselor', '/wishes');
  await page.getByRole('heading', { name: /One wish to answer/ }).waitFor();
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByText('Fri 20 Mar, 1 pm').click();
  await page.getByRole('button', { name: /^Book Fri 20 Mar/ }).click();
  await page.getByText('Nothing waits for an answer.').waitFor();
  await phone.reload();
  await phone.getByText('Booked: Fri 20 Mar, 1 pm').waitFor();
});

test('PR-30: a missed session is made up from the chart by one visit elsewhere', async () => {
  const { sessions } = await stage.as('supervisor').call(api.readProgramWeek, { on: '2026-03-16' });
  const missed = sessions.find((one) => one.name === 'Relapse Prevention' && one.date === '2026-03-16' && one.from === '18:00')!;
  await stage.as('supervisor').call(recordAttendance, { sessionId: missed.sessionId, entries: [{ clientId, status: 'no_show' }] });
  const page = await stage.visit('counselor', `/clients/${clientId}/week`);
  await page.getByRole('button', { name: /^Make up Relapse Prevention/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Relapse Prevention, Mon 23 Mar, 9 am').click();
  await dialog.getByRole('button', { name: 'Book this visit' }).click();
  await dialog.waitFor({ state: 'detached' });
  const after = await stage.as('supervisor').call(api.readProgramWeek, { on: '2026-03-23' });
  const instead = after.sessions.find((one) => one.name === 'Relapse Prevention' && one.from === '09:00')!;
  const { roster } = await stage.as('supervisor').call(api.readSession, { sessionId: instead.sessionId });
  assert.deepEqual(roster.map((one) => [one.clientId, one.visit]), [[clientId, true]]);
});

test('PR-28, PR-05: two are kept apart and may meet again, and weeks may stay below nine hours, all from the chart', async () => {
  const other = await admitted(stage, 'Mia Stone');
  const page = await stage.visit('supervisor', `/clients/${clientId}/week`);
  await page.getByRole('button', { name: 'Keep apart from somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Find the other person').fill('M.S.');
  await dialog.getByText(/^M\.\s?S\., /).click();
  await dialog.getByLabel('Why').selectOption({ label: 'A no-contact order' });
  assert.deepEqual(await stage.axe(page), []);
  await dialog.getByRole('button', { name: 'Keep them apart' }).click();
  await dialog.waitFor({ state: 'detached' });
  const kept = () => stage.as('supervisor').call(api.listKeptApart, { clientId });
  assert.deepEqual((await kept()).map((one) => [one.otherId, one.reason]), [[other, 'no-contact']]);
  const end = page.getByRole('button', { name: /^End: kept apart from M\.\s?S\./ });
  await end.waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByText('A no-contact order').isVisible(), false, 'never on paper');
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: 'Allow fewer hours' }).click();
  await dialog.getByText('Illness', { exact: true }).click();
  await dialog.getByLabel('Last day', { exact: true }).fill('1 Mar');
  await dialog.getByLabel('In a few words').fill('Influenza');
  await dialog.getByRole('button', { name: 'Allow fewer hours' }).click();
  await dialog.getByText('Let it end after it begins.').first().waitFor();
  await dialog.getByLabel('Last day', { exact: true }).fill('22 Mar');
  await dialog.getByRole('button', { name: 'Allow fewer hours' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Influenza').waitFor();
  assert.deepEqual((await stage.as('supervisor').call(api.readSeats, { clientId })).exceptions.map((one) => [one.kind, one.until]), [['illness', '2026-03-22']]);

  await end.click();
  await dialog.getByRole('button', { name: 'They may share a group' }).click();
  await page.getByText('From nobody.').waitFor();
  assert.deepEqual(await kept(), []);
  const colleague = await stage.visit('counselor', `/clients/${clientId}/week`);
  await colleague.getByText('Influenza').waitFor();
  assert.equal(await colleague.getByText('Kept apart').count(), 0);
});

test('SE-09: an administrator records that a leader leaves, sees what that leaves behind, and takes it back', async () => {
  const page = await stage.visit('administrator', '/staff');
  await page.getByRole('button', { name: 'Kim Rowe: more' }).click();
  await page.getByRole('menuitem', { name: 'They leave…' }).click();
  await page.getByRole('textbox', { name: 'First day without them' }).fill('23 Mar');
  await page.getByRole('textbox', { name: 'First day without them' }).press('Tab');
  await page.getByText(/planned sessions need another leader then/).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('button', { name: /^They leave on/ }).click();
  await page.getByText(/Leaves on 23.Mar/).waitFor();
  await page.getByRole('button', { name: 'Kim Rowe: more' }).click();
  await page.getByRole('menuitem', { name: 'When they leave' }).click();
  await page.getByRole('button', { name: 'They stay' }).click();
  await page.waitForURL('**/staff');
  await page.getByText(/Leaves on/).waitFor({ state: 'detached' });
});
