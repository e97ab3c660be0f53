/** Edits of sessions and series, previewed and taken back; what was held stays as it was. */
import assert from 'node:assert/strict';
import type * as z from 'zod';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { openInquiry } from '../admissions/api.ts';
import { readAgency, saveRoom, saveSite } from '../agency/api.ts';
import { recordAttendance } from '../attendance/api.ts';
import { assignCounselor } from '../clients/api.ts';
import * as api from './api.ts';
import { effectiveFrom, moveWeekday, shiftBreaks, splitForChange } from './edits.ts';

let stage: Stage;
let rooms: Id[];
before(async () => {
  stage = await openStage();
  rooms = (await stage.as('administrator').call(readAgency, {})).rooms.map((room) => room.roomId);
});
after(() => stage.close());

const MONDAY = '2026-03-09';
const supervisor = () => stage.as('supervisor');

async function aClient(): Promise<Id> {
  const clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
  return clientId;
}
let groups = 0;
const aGroup = (more: Partial<z.input<typeof api.startGroup.input>> = {}) => {
  const n = ++groups;
  return supervisor().call(api.startGroup, { name: `Group ${n}`, code: `E${n}`, service: 'group-therapy', capacity: 12, weekdays: [1], startsAt: '06:00',
    endsAt: '07:00', roomId: null, from: MONDAY, ...more });
};
/** Without the spaces that do not break. */
const plain = (words: string): string => words.replaceAll('\u00a0', ' ');
const sessionsOn = async (seriesIds: Id[], on: string) =>
  (await supervisor().call(api.readProgramWeek, { on })).sessions.filter((one) => seriesIds.includes(one.seriesId));
const oneOn = async (seriesId: Id, on: string) => (await sessionsOn([seriesId], on))[0]!;

/** Everything the timetable holds, without the moments at which it was written. */
const snapshot = async (): Promise<string> => {
  const parts = await Promise.all(['series', 'session', 'session_cancel', 'place', 'seat', 'pair_seat', 'booking', 'closure', 'make_up'].map(async (table) => {
    // a seat or series of no day at all is nothing
    const where = ['series', 'place', 'seat'].includes(table) ? 'where until_on is distinct from from_on' : '';
    return (await stage.owner.query<{ row: string }>(`select (to_jsonb(t) - 'version_from')::text as row from live.${table} t ${where} order by 1`)).rows.map((r) => `${table} ${r.row}`);
  }));
  return parts.flat().join('\n');
};

describe('rules of changing a series', () => {
  test('breaks go along with the start, and those outside are left out', () => {
    const breaks = [{ from: '19:30', to: '19:45' }, { from: '21:00', to: '21:10' }];
    assert.deepEqual(shiftBreaks(breaks, { startsAt: '18:00' }, { startsAt: '09:00', endsAt: '11:00' }), [{ from: '10:30', to: '10:45' }]);
  });
  const at = (on: string, more = {}) => ({ plannedOn: on, startAt: `${on}T23:00:00Z`, tied: false, byHand: false, cancelled: null, ...more });
  test('a change holds from the day after the last session that was held or has begun', () => {
    const now = '2026-03-09T23:30:00Z';
    assert.equal(effectiveFrom('2026-03-09', [at('2026-03-09'), at('2026-03-16')], now), '2026-03-10');
    assert.equal(effectiveFrom('2026-03-09', [at('2026-03-16', { tied: true })], now), '2026-03-17');
    assert.equal(effectiveFrom('2026-03-12', [at('2026-03-09'), at('2026-03-16')], now), '2026-03-12');
  });
  test('one weekday becomes another, never one it has already', () => {
    assert.deepEqual(moveWeekday([1, 4], { from: 4, to: 2 }), { ok: true, value: [1, 2] });
    assert.deepEqual(moveWeekday([1, 4], { from: 4, to: 4 }), { ok: true, value: [1, 4] });
    assert.equal(moveWeekday([1, 4], { from: 4, to: 1 }).ok, false);
    assert.equal(moveWeekday([1, 4], { from: 3, to: 5 }).ok, false);
  });
  test('from here on leaves what was changed by itself; all not yet held replaces it, but not what was added', () => {
    const rule = new Set(['2026-03-16', '2026-03-23']);
    const rows = [at('2026-03-16', { byHand: true }), at('2026-03-23'), at('2026-03-25', { byHand: true }), at('2026-03-30', { cancelled: {} })];
    const days = (scope: 'from-here-on' | 'all-not-held') => splitForChange(rows, scope, rule).anew.map((one) => one.plannedOn);
    assert.deepEqual(days('from-here-on'), ['2026-03-23']);
    assert.deepEqual(days('all-not-held'), ['2026-03-16', '2026-03-23']);
  });
});

describe('one session', () => {
  test('PR-27: its move is previewed in words that name no client, and refused where the words said so', async () => {
    const { seriesId } = await aGroup({ weekdays: [2], startsAt: '10:00', endsAt: '11:00', roomId: rooms[0]!, facilitatorIds: [stage.staff.counselor] });
    const { seriesId: other } = await aGroup({ name: 'Skills', weekdays: [2], startsAt: '13:00', endsAt: '14:30', roomId: rooms[0]!, facilitatorIds: [stage.staff.facilitator] });
    const clientId = await aClient();
    for (const one of [seriesId, other]) await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [one], from: MONDAY });
    const { sessionId } = await oneOn(seriesId, '2026-03-10');
    const to = { sessionId, date: '2026-03-10', startsAt: '13:30', endsAt: '14:30' };
    const preview = await supervisor().call(api.previewSessionChange, { ...to, scope: 'this-one', facilitatorIds: [stage.staff.facilitator] });
    assert.deepEqual(preview.conflicts.map((one) => [one.kind, plain(one.say)]).toSorted(), [
      ['client', 'One person expected on Tue 10 Mar has something else then.'],
      ['leader', 'K. R. leads Skills until 2:30 pm on Tue 10 Mar.'],
      ['room', 'Room 1 is taken by Skills until 2:30 pm on Tue 10 Mar.'],
    ]);
    assert.equal(await supervisor().refused(api.moveSession, { ...to, roomId: null }), 'client-elsewhere');
    const free = await supervisor().call(api.previewSessionChange, { sessionId, scope: 'this-one', date: '2026-03-10', startsAt: '15:00', endsAt: '16:00' });
    assert.deepEqual([free.conflicts, free.changes, free.seated], [[], 1, 1]);
  });

  test('goes to another time and another person in one act, or stays where and whose it was', async () => {
    const clientId = await aClient();
    const { seriesId, sessionId } = await stage.as('intake').call(api.bookSession, { clientId, kind: 'individual', service: 'individual-therapy', staffId: stage.staff.counselor, on: '2026-03-13', startsAt: '07:00', minutes: 50 });
    const is = async (on: string) => (await sessionsOn([seriesId], on)).map((one) => [one.date, one.from, one.leaders.map((leader) => leader.staffId).join()]);
    const to = { sessionId, date: '2026-03-14', startsAt: '07:30', endsAt: '08:20', roomId: null };
    // PR-61: a certified counselor gives no therapy
    assert.equal(await supervisor().refused(api.moveSession, { ...to, staffIds: [stage.staff.facilitator] }), 'credential-does-not-cover-service');
    assert.deepEqual(await is('2026-03-13'), [['2026-03-13', '07:00', stage.staff.counselor]]);
    await stage.as('intake').call(api.bookSession, { clientId: await aClient(), kind: 'individual', service: 'individual-therapy', staffId: stage.staff.supervisor, on: '2026-03-14', startsAt: '08:00', minutes: 50 });
    assert.equal(await supervisor().refused(api.moveSession, { ...to, staffIds: [stage.staff.supervisor] }), 'staff-elsewhere');
    const moved = await supervisor().call(api.moveSession, { ...to, startsAt: '07:00', endsAt: '07:50', staffIds: [stage.staff.supervisor] });
    assert.deepEqual(await is('2026-03-14'), [['2026-03-14', '07:00', stage.staff.supervisor]]);
    await supervisor().call(api.undoSessionChange, { sessionId, changeId: moved.changeId });
    assert.deepEqual(await is('2026-03-13'), [['2026-03-13', '07:00', stage.staff.counselor]]);
  });

  test('is moved, re-staffed, joined another way or cancelled, and each is taken back to the byte', async () => {
    const { seriesId } = await aGroup({ weekdays: [3], startsAt: '10:00', endsAt: '11:30', breaks: [{ from: '10:40', to: '10:50' }], roomId: rooms[1]!, facilitatorIds: [stage.staff.counselor] });
    const clientId = await aClient();
    await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY });
    const [{ sessionId }, next] = [await oneOn(seriesId, '2026-03-11'), await oneOn(seriesId, '2026-03-18')];
    const acts = [
      () => supervisor().call(api.moveSession, { sessionId, date: '2026-03-12', startsAt: '08:00', endsAt: '09:30', roomId: rooms[0]! }),
      () => supervisor().call(api.moveSession, { sessionId, date: '2026-03-12', startsAt: '08:00', endsAt: '09:30', roomId: rooms[0]!, staffIds: [stage.staff.facilitator] }),
      () => supervisor().call(api.substituteLeader, { sessionId, staffIds: [stage.staff.facilitator] }),
      () => supervisor().call(api.changeSessionMode, { sessionId, mode: 'telehealth', link: 'https://video.example.org/a' }),
      () => supervisor().call(api.cancelSession, { sessionId, reason: 'Burst pipe' }),
    ];
    for (const one of acts) {
      const was = await snapshot();
      const { changeId } = await one();
      assert.notEqual(await snapshot(), was);
      const listed = await supervisor().call(api.listScheduleChanges, { sessionId });
      assert.equal(listed[0]?.changeId, changeId);
      assert.equal(await supervisor().refused(api.undoSessionChange, { sessionId: next.sessionId, changeId }), 'not-found');
      await supervisor().call(api.undoSessionChange, { sessionId, changeId });
      assert.equal(await snapshot(), was);
      assert.equal(await supervisor().refused(api.undoSessionChange, { sessionId, changeId }), 'undone-already');
    }
  });

  test('PR-27: of many moved to one room at one moment, one is there; none is left without its bookings', async () => {
    const made = await Promise.all([1, 2, 3, 4].map((n) => aGroup({ weekdays: [7], startsAt: `0${n}:00`, endsAt: `0${n}:45`, from: '2026-03-22', until: '2026-03-23' })));
    const found = await sessionsOn(made.map((one) => one.seriesId), '2026-03-16');
    const answers = await Promise.all(found.map((one) => supervisor().try(api.moveSession, { sessionId: one.sessionId, date: '2026-03-22', startsAt: '20:00', endsAt: '21:00', roomId: rooms[0]! })));
    assert.deepEqual(answers.map((one) => ('refusal' in one ? one.refusal.reason : one.kind)).toSorted(), ['room-taken', 'room-taken', 'room-taken', 'value']);
    // where nothing was previewed, the refusal says the day as a preview does
    const late = await supervisor().try(api.startGroup, { name: 'Late group', code: 'ELATE', service: 'group-therapy', capacity: 12, weekdays: [7], startsAt: '20:30',
      endsAt: '21:30', roomId: rooms[0]!, from: '2026-03-16' });
    assert.match('refusal' in late ? plain(late.refusal.say) : late.kind, /^On Sun 22 Mar: /);
    const after = await sessionsOn(made.map((one) => one.seriesId), '2026-03-16');
    assert.deepEqual(after.filter((one) => one.from === '20:00').map((one) => one.roomId), [rooms[0]]);
    assert.equal(after.filter((one) => one.from !== '20:00' && one.concerns.includes('room-double')).length, 0);
  });

  test('of two changes the earlier is not taken back under the later', async () => {
    const { seriesId } = await aGroup({ weekdays: [3], startsAt: '07:00', endsAt: '08:00' });
    const { sessionId } = await oneOn(seriesId, '2026-03-11');
    const move = (startsAt: string, endsAt: string) => supervisor().call(api.moveSession, { sessionId, date: '2026-03-11', startsAt, endsAt, roomId: null });
    const first = await move('07:30', '08:30');
    const second = await move('07:45', '08:45');
    assert.equal(await supervisor().refused(api.undoScheduleChange, { changeId: first.changeId }), 'changed-since');
    await supervisor().call(api.undoScheduleChange, { changeId: second.changeId });
    await supervisor().call(api.undoScheduleChange, { changeId: first.changeId });
    assert.equal((await oneOn(seriesId, '2026-03-11')).from, '07:00');
  });

  test('is not taken back where another took the room since, and nothing is half done', async () => {
    const { seriesId } = await aGroup({ weekdays: [4], startsAt: '10:00', endsAt: '11:00', roomId: rooms[0]! });
    const { sessionId } = await oneOn(seriesId, '2026-03-12');
    const { changeId } = await supervisor().call(api.moveSession, { sessionId, date: '2026-03-12', startsAt: '16:00', endsAt: '17:00', roomId: rooms[0]! });
    await aGroup({ weekdays: [4], startsAt: '10:30', endsAt: '11:30', roomId: rooms[0]!, from: '2026-03-12', until: '2026-03-13' });
    const was = await snapshot();
    assert.equal(await supervisor().refused(api.undoScheduleChange, { changeId }), 'taken-since');
    assert.equal(await snapshot(), was);
  });

  test('added once outside of the rule is held for those who have a seat that day, and can be taken back', async () => {
    const { seriesId } = await aGroup({ weekdays: [5], startsAt: '09:00', endsAt: '10:00', facilitatorIds: [stage.staff.facilitator] });
    const clientId = await aClient();
    await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY });
    const was = await snapshot();
    const extra = { seriesId, date: '2026-03-11', startsAt: '17:00', endsAt: '18:00', roomId: null, facilitatorIds: [stage.staff.facilitator] };
    const { sessionId, changeId } = await supervisor().call(api.addSession, extra);
    const read = await supervisor().call(api.readSession, { sessionId });
    assert.deepEqual([read.byHand, read.roster.map((one) => one.clientId)], [true, [clientId]]);
    assert.equal(await supervisor().refused(api.addSession, extra), 'meets-that-day');
    await supervisor().call(api.changeSeries, { seriesId, from: '2026-03-10', scope: 'all-not-held', startsAt: '09:30', endsAt: '10:30' })
      .then((done) => supervisor().call(api.undoScheduleChange, { changeId: done.changeId }));
    await supervisor().call(api.undoScheduleChange, { changeId });
    assert.equal(await snapshot(), was);
  });
});

describe('a series', () => {
  test('is changed from here on with its seats, keeps what was moved by hand, and is taken back to the byte', async () => {
    const { seriesId } = await aGroup({ weekdays: [1, 4], startsAt: '12:00', endsAt: '13:00', facilitatorIds: [stage.staff.counselor], curriculum: 'relapse-prevention' });
    const clients = [await aClient(), await aClient()];
    for (const clientId of clients) await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY });
    const byHand = (await sessionsOn([seriesId], '2026-03-23')).find((one) => one.date === '2026-03-26')!;
    await supervisor().call(api.moveSession, { sessionId: byHand.sessionId, date: '2026-03-27', startsAt: '14:00', endsAt: '15:00', roomId: null });
    const was = await snapshot();
    const changed = await supervisor().call(api.changeSeries, { seriesId, from: '2026-03-16', moveWeekday: { from: 1, to: 2 }, startsAt: '12:30', endsAt: '13:30' });
    const week = await sessionsOn([seriesId, changed.seriesId], '2026-03-23');
    assert.deepEqual(week.map((one) => [one.date, one.from, one.seated]), [['2026-03-24', '12:30', 2], ['2026-03-27', '14:00', 2]]);
    // lessons go on where they stood
    assert.deepEqual((await sessionsOn([seriesId, changed.seriesId], '2026-03-16')).map((one) => one.lesson), ['RP3', 'RP4']);
    await supervisor().call(api.undoScheduleChange, { changeId: changed.changeId });
    assert.equal(await snapshot(), was);
  });

  test('has a change previewed for all of its sessions', async () => {
    const { seriesId } = await aGroup({ weekdays: [6], startsAt: '09:00', endsAt: '10:00', facilitatorIds: [stage.staff.counselor] });
    await aGroup({ name: 'Process', weekdays: [7], startsAt: '09:00', endsAt: '10:00', facilitatorIds: [stage.staff.counselor], from: '2026-03-29', until: '2026-03-30' });
    const { sessionId } = await oneOn(seriesId, '2026-03-14');
    const preview = await supervisor().call(api.previewSessionChange, { sessionId, scope: 'from-here-on', date: '2026-03-15' });
    assert.deepEqual(preview.conflicts.map((one) => plain(one.say)), ['T. B. leads Process until 10 am on Sun 29 Mar.']);
    assert.equal(preview.changes > 20, true);
    assert.equal(await supervisor().refused(api.changeSeries, { seriesId, from: '2026-03-14', moveWeekday: { from: 6, to: 7 } }), 'staff-elsewhere');
  });

  test('leaves a session that was held, with its roster, and changes from the day after', async () => {
    const { seriesId } = await aGroup({ weekdays: [1, 2, 3, 4, 5], startsAt: '05:00', endsAt: '06:00', facilitatorIds: [stage.staff.supervisor] });
    const clientId = await aClient();
    await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.supervisor, part: 'primary' });
    await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY });
    const held = await oneOn(seriesId, '2026-03-09');
    stage.clock.set('2026-03-09T11:30:00Z');
    await supervisor().call(recordAttendance, { sessionId: held.sessionId, entries: [{ clientId, status: 'present', from: '05:00', to: '06:00' }] });
    const done = await supervisor().call(api.changeSeries, { seriesId, from: MONDAY, startsAt: '05:30', endsAt: '06:30' });
    assert.equal(done.from, '2026-03-10');
    const read = await supervisor().call(api.readSession, { sessionId: held.sessionId });
    assert.deepEqual([read.from, read.roster.map((one) => one.clientId)], ['05:00', [clientId]]);
    assert.equal(await supervisor().refused(api.moveSession, { sessionId: held.sessionId, date: '2026-03-12', startsAt: '05:00', endsAt: '06:00', roomId: null }), 'has-attendance');
    // a fact tied to a session of the change since: what was recorded stays
    const next = await oneOn(done.seriesId, '2026-03-10');
    await stage.owner.query('insert into live.session_tie (agency_id, session_id, what) values ($1, $2, $3)', [stage.agencyId, next.sessionId, 'note']);
    assert.equal(await supervisor().refused(api.undoScheduleChange, { changeId: done.changeId }), 'facts-since');
    stage.clock.advance(25 * 60);
    assert.equal(await supervisor().refused(api.undoScheduleChange, { changeId: done.changeId }), 'too-late-to-undo');
  });
});

describe('a closure', () => {
  test('calls off what is held at its site, tells clients neutrally, and is taken back to the byte', async () => {
    const [siteId, roomId] = [newId(), newId()];
    await stage.as('administrator').call(saveSite, { siteId, name: 'East', address: '', phone: '' });
    await stage.as('administrator').call(saveRoom, { roomId, siteId, name: 'Sun room', places: 12 });
    const { seriesId } = await aGroup({ weekdays: [2], startsAt: '18:00', endsAt: '19:00', roomId, from: '2026-04-07' });
    const online = await aGroup({ weekdays: [2], startsAt: '18:00', endsAt: '19:00', mode: 'telehealth', link: 'https://video.example.org/b', from: '2026-04-07' });
    const clientId = await aClient();
    await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [seriesId], from: '2026-04-07' });
    await stage.owner.query(`update live.client set email = 'someone@example.org' where client_id = $1`, [clientId]);
    const was = await snapshot();
    const preview = await supervisor().call(api.previewClosure, { siteId, from: '2026-04-13', last: '2026-04-14' });
    const closed = await supervisor().call(api.addClosure, { siteId, from: '2026-04-13', last: '2026-04-14', reason: 'Heating is out' });
    assert.deepEqual([preview, closed.sessions, closed.told], [{ sessions: 1, held: 0, seated: 1 }, 1, 1]);
    assert.equal((await oneOn(seriesId, '2026-04-14')).cancelled, 'Heating is out');
    assert.equal((await oneOn(online.seriesId, '2026-04-14')).cancelled, null);
    const mail = await stage.owner.query(`select subject, body from house.mail where recipient = 'someone@example.org' order by at desc limit 1`);
    assert.match(`${mail.rows[0].subject} ${mail.rows[0].body}`, /^You have a message/);
    assert.doesNotMatch(`${mail.rows[0].body}`, /group|program|treatment|recovery|Heating/i);
    await supervisor().call(api.undoScheduleChange, { changeId: closed.changeId });
    assert.equal(await snapshot(), was);
    // who read that something changed is told that it did again, and comes
    assert.equal((await stage.owner.query(`select 1 from house.mail where recipient = 'someone@example.org'`)).rowCount, 2);
  });

  test('added for days that are not made yet keeps sessions from being made there; a holiday added later calls off', async () => {
    const { seriesId } = await aGroup({ weekdays: [3], startsAt: '20:00', endsAt: '21:00', from: '2026-04-08' });
    await stage.owner.query(`insert into live.rule_change (agency_id, rule_change_id, key, value, from_on, source, by_staff_id, recorded_at)
      values ($1, $2, 'holidays', '[{"date":"2026-04-15","name":"Founders day"}]', '2026-03-01', 'board', $3, now())`, [stage.agencyId, newId(), stage.staff.director]);
    await stage.service().call(api.makeSessionsAhead, {});
    assert.equal((await oneOn(seriesId, '2026-04-15')).cancelled, 'Founders day');
    const far = await supervisor().call(api.addClosure, { siteId: null, from: '2026-12-23', last: '2026-12-23', reason: 'Inventory' });
    assert.equal(far.sessions, 0);
    stage.clock.set('2026-09-01T15:00:00Z');
    await stage.service().call(api.makeSessionsAhead, {});
    assert.equal((await sessionsOn([seriesId], '2026-12-23')).length, 0);
    assert.equal((await sessionsOn([seriesId], '2026-12-30')).length, 1);
  });
});
