import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admitted, anEvening } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import type { Id } from '../../shared/ids.ts';
import { listClientObligations } from '../obligations/api.ts';
import { cancelSession } from '../schedule/api.ts';
import * as api from './api.ts';

let stage: Stage;
let rosa: Id;
let john: Id;
let sessionId: Id;
before(async () => {
  stage = await openStage();
  [rosa, john] = [await admitted(stage, 'Rosa Ortiz'), await admitted(stage, 'John Lund')];
  ({ sessionId } = await anEvening(stage, [rosa, john]));
});
after(() => stage.close());

const owed = async (clientId: Id): Promise<string[]> => (await stage.as('supervisor').call(listClientObligations, { clientId })).map((one) => one.what);
const evening = { status: 'present' as const, from: '18:00', to: '21:15' };

describe('an evening', () => {
  test('cannot be recorded before it begins, nor by somebody who neither leads it nor reaches the agency', async () => {
    const input = { sessionId, entries: [{ clientId: rosa, ...evening }] };
    assert.equal(await stage.as('facilitator').refused(api.recordAttendance, input), 'session-not-started');
    assert.equal((await stage.as('counselor').try(api.recordAttendance, input)).kind, 'not-found');
  });

  test('once over and not recorded, is owed for each client by who led it', async () => {
    stage.clock.set('2026-03-03T03:30:00Z');
    await stage.service().call((await import('../obligations/api.ts')).deriveAllObligations, {});
    assert.ok((await owed(rosa)).includes('attendance'));
  });

  test('is recorded for the whole roster at once, with minutes without the break', async () => {
    await stage.as('facilitator').call(api.recordAttendance, { sessionId, entries: [{ clientId: rosa, ...evening }, { clientId: john, status: 'no_show' }] });
    const sheet = await stage.as('facilitator').call(api.readAttendanceSheet, { sessionId });
    assert.deepEqual(sheet.members.map((one) => [one.initials, one.fact?.standing.words, one.fact?.standing.countedMinutes]),
      [['R. O.', 'here', 180], ['J. L.', 'not here', 0]]);
    assert.equal((await owed(rosa)).includes('attendance'), false);
  });

  test('PR-82: who was not here is owed a call the same day; reaching them settles it', async () => {
    assert.ok((await owed(john)).includes('first call'));
    await stage.as('facilitator').call(api.recordReachOut, { clientId: john, sessionId, channel: 'call', outcome: 'no_answer' });
    assert.ok((await owed(john)).includes('second call'));
    await stage.as('counselor').call(api.recordReachOut, { clientId: john, sessionId, channel: 'text', outcome: 'reached', words: 'child was ill' });
    assert.deepEqual((await owed(john)).filter((what) => /call|attempt/.test(what)), []);
  });

  test('is corrected by a new fact that names the old one, with a reason; the old one stays', async () => {
    const before = await stage.as('facilitator').call(api.readAttendanceSheet, { sessionId });
    const seen = before.members[0]!.fact!.id;
    const late = { clientId: rosa, ...evening, from: '18:20' };
    assert.equal(await stage.as('facilitator').refused(api.recordAttendance, { sessionId, entries: [late] }), 'recorded-meanwhile');
    assert.equal(await stage.as('facilitator').refused(api.recordAttendance, { sessionId, entries: [{ ...late, replaces: seen }] }), 'reason-missing');
    await stage.as('facilitator').call(api.recordAttendance, { sessionId, entries: [{ ...late, replaces: seen, reason: 'came at 6:20' }] });
    assert.equal(await stage.as('supervisor').refused(api.recordAttendance, { sessionId, entries: [{ ...late, replaces: seen, reason: 'no, 6:10' }] }), 'recorded-meanwhile');
    const sheet = await stage.as('facilitator').call(api.readAttendanceSheet, { sessionId });
    assert.deepEqual([sheet.members[0]?.fact?.standing.words, sheet.members[0]?.fact?.standing.countedMinutes], ['came late', 160]);
    const { rows } = await stage.owner.query('select count(*) as n from live.attendance where client_id = $1', [rosa]);
    assert.equal(Number(rows[0].n), 2);
    await assert.rejects(stage.owner.query('update live.attendance set status = $1 where client_id = $2', ['excused', rosa]), /kept as it was recorded/);
  });

  test('of two corrections at one moment one holds', async () => {
    const { members } = await stage.as('facilitator').call(api.readAttendanceSheet, { sessionId });
    const entry = { clientId: rosa, ...evening, from: '18:30', replaces: members[0]!.fact!.id, reason: 'heard from both' };
    const answers = await Promise.all(['facilitator', 'supervisor', 'intake'].map((role) =>
      stage.as(role as 'facilitator').try(api.recordAttendance, { sessionId, entries: [entry] })));
    assert.deepEqual(answers.map((one) => one.kind).toSorted(), ['refusal', 'refusal', 'value']);
  });

  test('that ended early takes the minutes from everybody who stayed to the end', async () => {
    await stage.as('facilitator').call(api.recordAttendance, { sessionId, held: { from: '18:00', to: '20:55' } });
    const sheet = await stage.as('facilitator').call(api.readAttendanceSheet, { sessionId });
    assert.deepEqual([sheet.held, sheet.members[0]?.fact?.standing.countedMinutes], [{ from: '18:00', to: '20:55' }, 130]);
  });

  test('that took place is not cancelled', async () => {
    assert.equal(await stage.as('supervisor').refused(cancelSession, { sessionId, reason: 'snow storm' }), 'has-attendance');
  });

  test('refuses somebody who has no seat', async () => {
    const stranger = await admitted(stage, 'Wes Tan');
    assert.equal(await stage.as('supervisor').refused(api.recordAttendance, { sessionId, entries: [{ clientId: stranger, ...evening }] }), 'not-expected');
  });
});
