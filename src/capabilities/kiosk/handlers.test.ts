import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admitted, anEvening } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { decidePresence, readAttendanceSheet, recordAttendance, recordMyPresence } from '../attendance/api.ts';
import { readHoursLedger } from '../hours/api.ts';
import { cancelSession, seatClient } from '../schedule/api.ts';
import * as api from './api.ts';
import { openEntry, randomHex } from './door-code.ts';
import type { DoorRecord } from './model.ts';

let stage: Stage;
let rosa: Id;
let john: Id;
let sessionId: Id;
let seriesId: Id;
let kioskId: Id;
const token = randomHex(16);
before(async () => {
  stage = await openStage();
  [rosa, john] = [await admitted(stage, 'Rosa Ortiz'), await admitted(stage, 'John Lund')];
  ({ sessionId, seriesId } = await anEvening(stage, [rosa, john]));
  kioskId = newId();
  await stage.as('administrator').call(api.makeKiosk, { kioskId, name: 'Front door' });
  await stage.service().call(api.pairKiosk, { kioskId, secretHash: 'a'.repeat(64) });
  await stage.client(rosa).call(api.setMyDoorKey, { doorKeyId: newId(), number: '204518', token });
  await stage.as('intake').call(api.setDoorKey, { clientId: john, doorKeyId: newId(), number: '730066', token: randomHex(16) });
});
after(() => stage.close());

const word = (clientId: Id, kind: DoorRecord['kind'], deviceAt: string, correctionMs = 0): DoorRecord => ({ id: newId(), clientId, sessionId, kind, deviceAt, correctionMs });
const send = (records: DoorRecord[], more: { deviceNow?: string; wrongTries?: number; operationId?: Id } = {}) =>
  stage.kiosk(kioskId).call(api.syncKiosk, { deviceNow: more.deviceNow ?? stage.clock.now(), wrongTries: more.wrongTries ?? 0, records },
    more.operationId ? { operationId: more.operationId } : {});
const sheetOf = async (clientId: Id) => (await stage.as('facilitator').call(readAttendanceSheet, { sessionId })).members.find((one) => one.clientId === clientId)!;
const count = async (): Promise<number> => Number((await stage.owner.query('select count(*) as n from live.presence')).rows[0].n);

describe('a tablet at the door', () => {
  test('reads of the day only sealed entries, in a number that tells nothing', async () => {
    const roster = await stage.kiosk(kioskId).call(api.readKioskDay, {});
    assert.equal(roster.entries.length % 32, 0);
    assert.equal(/Rosa|John|Ortiz|Lund/.test(JSON.stringify(roster)) || JSON.stringify(roster).includes(rosa), false);
    const person = await openEntry(roster, { number: '204518' });
    assert.deepEqual([person?.name, person?.sessions.map((one) => [one.title, one.from, one.to])], ['Rosa O.', [['Group', '18:00', '21:15']]]);
    assert.deepEqual(await openEntry(roster, { token }), person);
    assert.equal(await openEntry(roster, { number: '111111' }), null);
  });

  test('holds no other permission, and staff hold none of its own', async () => {
    assert.equal((await stage.kiosk(kioskId).try(readAttendanceSheet, { sessionId })).kind, 'not-allowed');
    assert.equal((await stage.as('director').try(api.readKioskDay, {})).kind, 'not-allowed');
    assert.equal((await stage.as('counselor').try(api.makeKiosk, { kioskId: newId(), name: 'Mine' })).kind, 'not-allowed');
  });

  test('a number is kept as a hash, and another one takes its place', async () => {
    const { rows } = await stage.owner.query('select * from live.door_key where client_id = $1', [john]);
    assert.equal(JSON.stringify(rows).includes('730066'), false);
    await stage.as('intake').call(api.setDoorKey, { clientId: john, doorKeyId: newId(), number: '551200', token: randomHex(16) });
    const roster = await stage.kiosk(kioskId).call(api.readKioskDay, {});
    assert.equal(await openEntry(roster, { number: '730066' }), null);
    assert.equal((await openEntry(roster, { number: '551200' }))?.name, 'John L.');
  });

  test('two people with one number: it opens for neither', async () => {
    const third = await admitted(stage, 'Wes Tan');
    await stage.client(third).call(api.setMyDoorKey, { doorKeyId: newId(), number: '204518', token: randomHex(16) });
    await stage.as('intake').call(seatClient, { clientId: third, seriesIds: [seriesId], from: '2026-03-02' });
    const roster = await stage.kiosk(kioskId).call(api.readKioskDay, {});
    assert.equal(await openEntry(roster, { number: '204518' }), null);
    assert.equal((await openEntry(roster, { token }))?.name, 'Rosa O.');
    await stage.client(third).call(api.setMyDoorKey, { doorKeyId: newId(), number: '990011', token: randomHex(16) });
  });
});

describe('words from the door', () => {
  const came = () => word(rosa, 'arrived', '2026-03-03T00:22:00Z');
  test('sent twice, in two batches, or under the same operation, are kept once', async () => {
    stage.clock.set('2026-03-03T01:00:00Z');
    const one = came();
    const operationId = newId();
    assert.deepEqual((await send([one], { operationId })).kept, [one.id]);
    assert.deepEqual((await send([one], { operationId })).kept, [one.id]);
    assert.deepEqual((await send([one, { ...one, kind: 'left' }])).kept, [one.id, one.id]);
    assert.equal(await count(), 1);
    const { words } = await sheetOf(rosa);
    assert.deepEqual(words.map((w) => [w.source, w.from, w.to, w.differs]), [['door', '18:22', null, false]]);
  });

  test('carry the tablet’s clock, what it was corrected by, and whether it was set in between', async () => {
    // the tablet was an hour slow and knew it
    const one = word(john, 'arrived', '2026-03-02T23:05:00Z', 3_600_000);
    await send([one], { deviceNow: '2026-03-03T00:30:00Z' });
    const { rows } = await stage.owner.query('select at, device_at, correction_ms, sent_correction_ms from live.presence where presence_id = $1', [one.id]);
    assert.deepEqual([Date.parse(rows[0].at), Number(rows[0].correction_ms), Number(rows[0].sent_correction_ms)], [Date.parse('2026-03-03T00:05:00Z'), 3_600_000, 1_800_000]);
    assert.equal((await sheetOf(john)).words[0]?.doubtMinutes, 30);
  });

  test('that name nobody here are refused one by one, and hold up nothing', async () => {
    const [good, bad] = [word(rosa, 'left', '2026-03-03T00:50:00Z'), word(newId(), 'arrived', '2026-03-03T00:30:00Z')];
    const answer = await send([bad, good]);
    assert.deepEqual([answer.kept, answer.refused.map((one) => one.reason)], [[good.id], ['not-found']]);
    await send([word(rosa, 'arrived', '2026-03-03T00:52:00Z')]);
  });

  test('of somebody who is not expected there are refused by name', async () => {
    const stranger = await admitted(stage, 'Una Voss');
    assert.deepEqual((await send([word(stranger, 'arrived', '2026-03-03T00:30:00Z')])).refused.map((one) => one.reason), ['not-expected']);
  });

  test('of who is early leave a session where it can still be cancelled', async () => {
    const { rows } = await stage.owner.query(`select session_id as id from live.session where series_id = $1 and start_at > '2026-03-05T12:00:00Z' order by start_at limit 1`, [seriesId]);
    const early = { ...word(rosa, 'arrived', stage.clock.now()), sessionId: rows[0].id };
    assert.deepEqual((await send([early])).kept, [early.id]);
    await stage.as('supervisor').call(cancelSession, { sessionId: rows[0].id, reason: 'The leader is ill' });
    const ties = await stage.owner.query('select what from live.session_tie where session_id = $1', [sessionId]);
    assert.deepEqual(ties.rows.map((one) => one.what), ['presence']);
  });

  test('cannot be changed or removed', async () => {
    await assert.rejects(stage.owner.query('update live.presence set at = at'), /kept as it was recorded/);
    await assert.rejects(stage.owner.query('delete from live.presence'), /kept as it was recorded/);
  });
});

describe('where the door and the sheet differ', () => {
  test('both are shown, and a person takes either by one act', async () => {
    stage.clock.set('2026-03-03T03:30:00Z');
    const evening = { status: 'present' as const, from: '18:00', to: '21:15' };
    await stage.as('facilitator').call(recordAttendance, { sessionId, entries: [{ clientId: rosa, ...evening }, { clientId: john, ...evening }] });
    const before = await sheetOf(rosa);
    assert.deepEqual([before.words[0]?.differs, before.fact?.standing.countedMinutes, (await sheetOf(john)).words[0]?.differs], [true, 180, true]);
    await stage.as('facilitator').call(decidePresence, { sessionId, clientId: rosa, keep: 'door', replaces: before.fact!.id });
    const taken = await sheetOf(rosa);
    assert.deepEqual([taken.words[0]?.differs, taken.fact?.from, taken.fact?.standing.countedMinutes, taken.fact?.reason], [false, '18:22', 158, 'as signed in at the door']);
    const johns = await sheetOf(john);
    await stage.as('facilitator').call(decidePresence, { sessionId, clientId: john, keep: 'sheet', replaces: johns.fact!.id });
    const kept = await sheetOf(john);
    assert.deepEqual([kept.words[0]?.differs, kept.fact?.id], [false, johns.fact!.id]);
    const { steps, gaps } = await stage.as('counselor').call(readHoursLedger, { clientId: rosa, on: '2026-03-02' });
    assert.deepEqual([steps.present, gaps.find((one) => one.kind === 'came-late')?.minutes], [158, 22]);
  });

  test('a decision made on what is gone is refused, and a word that comes later opens it again', async () => {
    assert.equal(await stage.as('facilitator').refused(decidePresence, { sessionId, clientId: rosa, keep: 'door', replaces: newId() }), 'recorded-meanwhile');
    assert.equal(await stage.as('facilitator').refused(decidePresence, { sessionId, clientId: john, keep: 'video', replaces: (await sheetOf(john)).fact!.id }), 'no-word-of-it');
    stage.clock.advance(10);
    await send([word(john, 'left', '2026-03-03T02:00:00Z')]);
    assert.equal((await sheetOf(john)).words[0]?.differs, true);
  });
});

describe('by video', () => {
  test('PR-29: joining asks where somebody is; the word is theirs, the sheet a person’s', async () => {
    stage.clock.set('2026-03-04T00:10:00Z'); // Tuesday, ten past six: the evening has no room, so it is by video
    const found = await stage.owner.query(`select session_id as id from live.session where start_at = '2026-03-04T00:00:00Z'`);
    const tuesday: Id = found.rows[0].id;
    const phone = stage.client(rosa);
    const join = { presenceId: newId(), sessionId: tuesday, kind: 'arrived' as const };
    assert.equal(await phone.refused(recordMyPresence, join), 'place-missing');
    // how it is joined counts, not whether the leader sits in a room of the house
    const room = (mode: string | null) => stage.owner.query(`update live.session set mode = $2, room_id = (select room_id from live.room where agency_id = $3 limit 1)
      where session_id = $1`, [tuesday, mode, stage.agencyId]);
    await room(null);
    assert.equal(await phone.refused(recordMyPresence, { ...join, place: 'home' }), 'not-found');
    await room('hybrid');
    await phone.call(recordMyPresence, { ...join, place: 'at my sister’s, 12 Elm Street' });
    await phone.call(recordMyPresence, { ...join, place: 'at my sister’s, 12 Elm Street' });
    const sheet = await stage.as('facilitator').call(readAttendanceSheet, { sessionId: tuesday });
    assert.deepEqual(sheet.members.find((one) => one.clientId === rosa)?.words.map((w) => [w.source, w.from, w.place]), [['video', '18:10', 'at my sister’s, 12 Elm Street']]);
    await stage.as('facilitator').call(decidePresence, { sessionId: tuesday, clientId: rosa, keep: 'video' });
    const after = await stage.as('facilitator').call(readAttendanceSheet, { sessionId: tuesday });
    const fact = after.members.find((one) => one.clientId === rosa)?.fact;
    assert.deepEqual([fact?.mode, fact?.from, fact?.place], ['telehealth', '18:10', 'at my sister’s, 12 Elm Street']);
    assert.equal(await phone.refused(recordMyPresence, { ...join, presenceId: newId(), sessionId, place: 'home' }), 'not-open-now');
  });
});

test('a tablet at which nobody signs in is heard of when it asks, at most once a minute', async () => {
  const seen = async () => Number((await stage.owner.query('select count(*) as n from live.kiosk_seen')).rows[0].n);
  stage.clock.advance(60);
  const before = await seen();
  for (let n = 0; n < 3; n++) await stage.kiosk(kioskId).call(api.readKioskDay, {});
  assert.equal(await seen(), before + 1);
  const [row] = await stage.as('administrator').call(api.listKiosks, {});
  assert.equal(Date.parse(row!.seenAt!), Date.parse(stage.clock.now()));
});

test('the page of tablets tells where, since when, wrong numbers and a clock that is off; a tablet taken back is gone', async () => {
  await send([], { wrongTries: 7, deviceNow: '2026-03-04T00:00:00Z' });
  const [row] = await stage.as('administrator').call(api.listKiosks, {});
  assert.deepEqual([row?.name, row?.state, row?.wrongTries, row?.clockOffMinutes], ['Front door', 'paired', 7, 70]);
  assert.equal(await stage.as('administrator').refused(api.endKiosk, { kioskId: newId() }), 'not-found');
  await stage.as('administrator').call(api.endKiosk, { kioskId });
  assert.equal((await stage.as('administrator').call(api.listKiosks, {}))[0]?.state, 'ended');
  const { rows } = await stage.owner.query('select live.kiosk_of_secret($1, $2, $3) as good', [stage.agencyId, kioskId, 'a'.repeat(64)]);
  assert.equal(rows[0].good, false);
});
