import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admitted, anEvening, withPlan } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import type { Id } from '../../shared/ids.ts';
import { changeRule } from '../agency/api.ts';
import { recordAttendance } from '../attendance/api.ts';
import { readBoard } from '../insight/api.ts';
import { readGroupNote, saveGroupPart, saveGroupShared, signGroupNote } from '../notes/api.ts';
import { clientPart, sharedPart } from '../notes/model.ts';
import { deriveAllObligations, listClientObligations } from '../obligations/api.ts';
import { startGroup } from '../schedule/api.ts';
import * as api from './api.ts';

let stage: Stage;
let rosa: Id;
let john: Id;
let sessionId: Id;
before(async () => {
  stage = await openStage();
  [rosa, john] = [await admitted(stage, 'Rosa Ortiz'), await admitted(stage, 'John Lund')];
  await withPlan(stage, rosa);
  ({ sessionId } = await anEvening(stage, [rosa, john]));
  stage.clock.set('2026-03-03T03:30:00Z');
  await stage.as('facilitator').call(recordAttendance, { sessionId, held: { from: '18:00', to: '20:55' }, entries: [
    { clientId: rosa, status: 'present', from: '18:30', to: '20:55' }, { clientId: john, status: 'no_show' }] });
});
after(() => stage.close());

const owed = async (clientId: Id): Promise<string[]> => (await stage.as('supervisor').call(listClientObligations, { clientId })).map((one) => one.what);
const ledger = (clientId: Id, on = '2026-03-03') => stage.as('counselor').call(api.readHoursLedger, { clientId, on });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a client-week', () => {
  test('PR-14: shows planned, scheduled and attended minutes, the same to staff and to the client', async () => {
    const week = await stage.as('counselor').call(api.readClientWeek, { clientId: rosa, on: '2026-03-03' });
    const { planned, scheduled, attended, toCome, full } = week.hours;
    assert.deepEqual({ planned, scheduled, attended, toCome, full }, { planned: 540, scheduled: 540, attended: 130, toCome: 360, full: true });
    assert.equal(week.sessions.length, 3);
    assert.deepEqual(await stage.client(rosa).call(api.readMyWeek, { on: '2026-03-03' }), week);
  });

  test('PR-13: each step is the one before it minus gaps in words, by day', async () => {
    const { steps, gaps, days } = await ledger(rosa);
    assert.deepEqual(steps, { planned: 540, scheduled: 540, present: 130, documented: 0, signed: 0, creditable: 0 });
    assert.deepEqual(gaps.map((one) => plain(one.words)), ['6 h still to come', '20 min ended sooner than planned', '30 min came late', '2 h 10 without a note']);
    assert.deepEqual(days.map((day) => [day.on, day.steps.present]), [['2026-03-02', 130], ['2026-03-03', 0], ['2026-03-05', 0]]);
  });

  test('PR-24, PR-56: what is written and signed counts, once it was a group and serves an objective', async () => {
    const facilitator = stage.as('facilitator');
    const page = await facilitator.call(readGroupNote, { sessionId });
    const shared = await facilitator.call(saveGroupShared, { sessionId, version: page.version, shared: sharedPart.parse({ topic: 'Triggers', activity: 'Named three each' }) });
    const row = page.rows.find((one) => one.clientId === rosa)!;
    const part = await facilitator.call(saveGroupPart, { sessionId, version: null, toIndividual: '', part: clientPart.parse({
      clientId: rosa, words: 'Spoke of her evenings alone.', participation: 3, objectiveIds: [row.objectives[0]!.id] }) });
    assert.equal((await ledger(rosa)).steps.documented, 130);
    await facilitator.call(signGroupNote, { sessionId, sharedVersion: shared.version, parts: [{ clientId: rosa, version: part.version }] });
    const alone = await ledger(rosa);
    assert.deepEqual([alone.steps.signed, alone.steps.creditable, alone.gaps.at(-1)?.kind], [130, 0, 'too-few-present']);
    const sheet = await stage.owner.query(`select attendance_id as id from live.attendance where client_id = $1`, [john]);
    await facilitator.call(recordAttendance, { sessionId, entries: [{ clientId: john, status: 'present', from: '18:00', to: '20:55', replaces: sheet.rows[0].id, reason: 'sat in the back' }] });
    const two = await ledger(rosa);
    assert.deepEqual([two.steps.signed, two.steps.creditable], [130, 130]);
    assert.equal((await stage.as('counselor').call(api.readClientWeek, { clientId: rosa, on: '2026-03-03' })).hours.creditable, 130);
  });

  test('a short week says what would mend it; nobody else is named', async () => {
    await stage.as('supervisor').call(startGroup, { name: 'Skills group', code: 'SK', service: 'skills-group', capacity: 3, weekdays: [5], startsAt: '10:00', endsAt: '12:00',
      breaks: [], roomId: null, facilitatorIds: [stage.staff.facilitator], from: '2026-03-03' });
    const { forecast } = await stage.as('counselor').call(api.readClientWeek, { clientId: rosa, on: '2026-03-03' });
    assert.equal(plain(forecast.words), '50 min short; Friday’s Skills group would mend it, 3 seats free.');
    assert.equal(forecast.kindWords, 'If Friday suits you, there is room. Your team will ask.');
  });

  test('PR-06, PR-15: a payer’s week begins on its own day and asks its own least hours', async () => {
    await stage.as('director').call(changeRule, { key: 'payer.rules', value: [{ payer: 'Medicare', weekStart: 7, minHours: 10 }], from: '2026-03-02', source: 'letter of the payer' });
    const { week, payers } = await stage.as('counselor').call(api.readHoursLedger, { clientId: rosa, on: '2026-03-10', payer: 'Medicare' });
    assert.deepEqual([week.weekStart, week.floor, payers], ['2026-03-08', 600, ['Medicare']]);
  });

  test('PR-07: a rule changed from a day on leaves the weeks before it as they were', async () => {
    await stage.as('director').call(changeRule, { key: 'hours.floor.adult', value: 12, from: '2026-03-09', source: 'letter of the state' });
    const [before, later] = await Promise.all([ledger(rosa, '2026-03-04'), ledger(rosa, '2026-03-10')]);
    assert.deepEqual([before.week.floor, later.week.floor], [540, 720]);
  });

  test('PR-14: a week that cannot reach the floor any more is owed while it can be mended', async () => {
    assert.ok((await owed(rosa)).includes('hours to make up'));
  });

  test('PR-16: two weeks under the floor ask for a level-of-care review; the board tells the same hours', async () => {
    stage.clock.set('2026-03-17T15:00:00Z');
    await stage.service().call(deriveAllObligations, {});
    assert.ok((await owed(john)).includes('level-of-care review'));
    const history = await Promise.all([rosa, john].map((clientId) => stage.as('counselor').call(api.readHoursHistory, { clientId })));
    assert.deepEqual(history[1]!.weeks.map((week) => [week.weekStart, week.attended, week.over]), [['2026-03-02', 160, true], ['2026-03-09', 0, true], ['2026-03-16', 0, false]]);
    const board = await stage.as('director').call(readBoard, {});
    const own = history.map((one) => one.weeks.find((week) => week.weekStart === '2026-03-02')!.attended);
    assert.equal(board.hours.find((week) => week.weekStart === '2026-03-02')?.attended, Math.round((own[0]! + own[1]!) / 6) / 10);
  });

  test('PR-14: what was recorded of somebody counts, also where they never had a seat', async () => {
    const visitor = await admitted(stage, 'Wes Tan');
    await stage.owner.query(`insert into live.attendance (agency_id, attendance_id, session_id, client_id, status, arrived_at, left_at, recorded_at, by_staff_id)
      values ($1, gen_random_uuid(), $2, $3, 'present', '2026-03-03T00:00:00Z', '2026-03-03T02:55:00Z', $4, $5)`,
    [stage.agencyId, sessionId, visitor, stage.clock.now(), stage.staff.facilitator]);
    const { steps, gaps } = await ledger(visitor);
    assert.deepEqual([steps.scheduled, steps.present, gaps.find((one) => one.kind === 'unscheduled')?.minutes], [0, 160, -160]);
  });
});
