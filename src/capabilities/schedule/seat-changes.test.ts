/** Seats as dated spells: skip, swap, make up, leave, return; wishes for a session; what a leaver and a closed room leave behind. */
import assert from 'node:assert/strict';
import type * as z from 'zod';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { takeFirstCall } from '../../app/deeds.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { readAgency, saveRoom, saveSite, saveTravel } from '../agency/api.ts';
import { recordAttendance } from '../attendance/api.ts';
import { assignCounselor } from '../clients/api.ts';
import { deriveAllObligations, listAllObligations, listClientObligations } from '../obligations/api.ts';
import { recordLeaving, saveCredential } from '../staff/api.ts';
import * as api from './api.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const MONDAY = '2026-03-09';
const supervisor = () => stage.as('supervisor');
const intake = () => stage.as('intake');

async function aClient(counselor = false): Promise<Id> {
  const { clientId } = await takeFirstCall(intake());
  if (counselor) await intake().call(assignCounselor, { clientId, staffId: stage.staff.counselor, part: 'primary' });
  return clientId;
}
let groups = 0;
const aGroup = (more: Partial<z.input<typeof api.startGroup.input>> = {}) => {
  const n = ++groups;
  return supervisor().call(api.startGroup, { name: `Group ${n}`, code: `S${n}`, service: 'group-therapy', capacity: 3, weekdays: [1], startsAt: '06:00',
    endsAt: '07:00', roomId: null, from: MONDAY, ...more });
};
const seatIn = async (clientId: Id, seriesId: Id) => (await intake().call(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY })).seats[0]!;
const spells = async (clientId: Id) => (await intake().call(api.readSeats, { clientId })).seats.map((one) => [one.seriesId, one.from, one.until, one.no]);
const rosterOn = async (seriesId: Id, on: string): Promise<Id[]> => {
  const week = await supervisor().call(api.readProgramWeek, { on });
  const found = week.sessions.find((one) => one.seriesId === seriesId && one.date === on)!;
  return (await supervisor().call(api.readSession, { sessionId: found.sessionId })).roster.map((one) => one.clientId);
};
const sessionOn = async (seriesId: Id, on: string) => (await supervisor().call(api.readProgramWeek, { on })).sessions.find((one) => one.seriesId === seriesId && one.date === on)!;
const bookings = async (clientId: Id): Promise<number> =>
  Number((await stage.owner.query(`select count(*) as n from live.booking where kind = 'client' and resource_id = $1`, [clientId])).rows[0].n);

describe('a seat', () => {
  test('that is skipped is cut in two, keeps its number, is free meanwhile for a visit, and is put together again by undo', async () => {
    const { seriesId } = await aGroup({ capacity: 1 });
    const [clientId, visitor] = [await aClient(), await aClient()];
    const { seatId } = await seatIn(clientId, seriesId);
    const before = await bookings(clientId);
    const skipped = await intake().call(api.skipSeat, { clientId, seatId, from: '2026-03-16', back: '2026-03-30' });
    assert.equal(skipped.sessions, 2);
    assert.deepEqual(await spells(clientId), [[seriesId, MONDAY, '2026-03-16', 1], [seriesId, '2026-03-30', null, 1]]);
    assert.deepEqual([await rosterOn(seriesId, '2026-03-16'), await rosterOn(seriesId, '2026-03-30')], [[], [clientId]]);
    const visit = await intake().call(api.seatClient, { clientId: visitor, seriesIds: [seriesId], from: '2026-03-16', until: '2026-03-17' });
    assert.equal(await intake().refused(api.undoClientChange, { clientId, changeId: skipped.changeId }), 'taken-since');
    assert.equal(await intake().refused(api.undoClientChange, { clientId, changeId: visit.changeId }), 'not-found', 'it is a change of another');
    await intake().call(api.undoClientChange, { clientId: visitor, changeId: visit.changeId });
    await intake().call(api.undoClientChange, { clientId, changeId: skipped.changeId });
    assert.deepEqual(await spells(clientId), [[seriesId, MONDAY, null, 1]]);
    assert.equal(await bookings(clientId), before);
  });

  test('PR-05: a taper that came with a week goes when the week is taken back', async () => {
    const clientId = await aClient(true);
    const { seriesId } = await aGroup({ weekdays: [1], startsAt: '10:00', endsAt: '11:00' });
    const tapers = async () => (await intake().call(api.readSeats, { clientId })).exceptions.length;
    const week = await intake().call(api.arrangeWeek, { clientId, from: MONDAY, seriesIds: [seriesId], openings: [], taper: { reason: 'nearly ready' } });
    assert.equal(await tapers(), 1);
    await intake().call(api.undoClientChange, { clientId, changeId: week.changeId });
    assert.equal(await tapers(), 0);
  });

  test('that ends before a time away leaves the days after it booked', async () => {
    const { seriesId } = await aGroup({ weekdays: [3], startsAt: '06:00', endsAt: '07:00' });
    const clientId = await aClient();
    const { seatId } = await seatIn(clientId, seriesId);
    const all = await bookings(clientId);
    await intake().call(api.skipSeat, { clientId, seatId, from: '2026-03-23', back: '2026-04-06' });
    await intake().call(api.endSeat, { clientId, seatId, on: '2026-03-16' });
    assert.deepEqual(await spells(clientId), [[seriesId, MONDAY, '2026-03-16', 1], [seriesId, '2026-04-06', null, 1]]);
    // 18 March, and the two that were skipped
    assert.equal(await bookings(clientId), all - 3);
  });

  test('is swapped for a parallel group until a day, and for good', async () => {
    const one = await aGroup({ weekdays: [2], startsAt: '08:00', endsAt: '09:00' });
    const two = await aGroup({ weekdays: [3], startsAt: '08:00', endsAt: '09:00' });
    const clientId = await aClient();
    const { seatId } = await seatIn(clientId, one.seriesId);
    const all = await bookings(clientId);
    const swapped = await intake().call(api.swapSeat, { clientId, seatId, seriesId: two.seriesId, from: '2026-03-17', back: '2026-03-31' });
    assert.deepEqual(await spells(clientId), [[one.seriesId, MONDAY, '2026-03-17', 1], [two.seriesId, '2026-03-17', '2026-03-31', 1], [one.seriesId, '2026-03-31', null, 1]]);
    assert.equal(await bookings(clientId), all);
    await intake().call(api.undoClientChange, { clientId, changeId: swapped.changeId });
    assert.deepEqual(await spells(clientId), [[one.seriesId, MONDAY, null, 1]]);
    await intake().call(api.swapSeat, { clientId, seatId, seriesId: two.seriesId, from: '2026-03-17' });
    assert.deepEqual(await spells(clientId), [[one.seriesId, MONDAY, '2026-03-17', 1], [two.seriesId, '2026-03-17', null, 1]]);
    assert.equal(await intake().refused(api.swapSeat, { clientId, seatId, seriesId: one.seriesId, from: '2026-03-17' }), 'same-group');
  });

  test('PR-30: a missed session is made up by one visit elsewhere, once', async () => {
    const one = await aGroup({ weekdays: [4], startsAt: '08:00', endsAt: '09:00' });
    const two = await aGroup({ weekdays: [5], startsAt: '08:00', endsAt: '09:00' });
    const clientId = await aClient();
    await seatIn(clientId, one.seriesId);
    const missed = await sessionOn(one.seriesId, '2026-03-12');
    const instead = await sessionOn(two.seriesId, '2026-03-13');
    const made = { clientId, missedSessionId: missed.sessionId, sessionId: instead.sessionId };
    const done = await intake().call(api.makeUpSession, made);
    assert.deepEqual([await rosterOn(two.seriesId, '2026-03-13'), await rosterOn(two.seriesId, '2026-03-20')], [[clientId], []]);
    assert.equal(await intake().refused(api.makeUpSession, made), 'made-up-already');
    assert.equal(await intake().refused(api.makeUpSession, { ...made, missedSessionId: instead.sessionId, sessionId: missed.sessionId, clientId: await aClient() }), 'not-theirs');
    await intake().call(api.undoClientChange, { clientId, changeId: done.changeId });
    assert.deepEqual(await rosterOn(two.seriesId, '2026-03-13'), []);
    await intake().call(api.makeUpSession, made);
  });

  test('PR-30: what was to be made up may be made up elsewhere once that visit ends or its session is called off, and comes back with the undo', async () => {
    const one = await aGroup({ weekdays: [2], startsAt: '20:00', endsAt: '21:00' });
    const two = await aGroup({ weekdays: [3], startsAt: '20:00', endsAt: '21:00' });
    const clientId = await aClient();
    await seatIn(clientId, one.seriesId);
    const missed = await sessionOn(one.seriesId, '2026-03-10');
    const at = async (on: string) => ({ clientId, missedSessionId: missed.sessionId, sessionId: (await sessionOn(two.seriesId, on)).sessionId });
    const madeUp = async () => (await stage.owner.query(`select s.planned_on::text as on from live.make_up m join live.session s on s.session_id = m.session_id where m.client_id = $1`, [clientId])).rows.map((row) => row.on);
    const visit = await intake().call(api.makeUpSession, await at('2026-03-11'));
    const ended = await intake().call(api.endSeat, { clientId, seatId: visit.seatId, on: '2026-03-11' });
    assert.deepEqual(await madeUp(), []);
    await intake().call(api.undoClientChange, { clientId, changeId: ended.changeId });
    assert.deepEqual(await madeUp(), ['2026-03-11']);
    await intake().call(api.endSeat, { clientId, seatId: visit.seatId, on: '2026-03-11' });
    await intake().call(api.makeUpSession, await at('2026-03-18'));
    const off = await supervisor().call(api.cancelSession, { sessionId: (await at('2026-03-18')).sessionId, reason: 'snow storm' });
    assert.deepEqual(await madeUp(), []);
    await supervisor().call(api.undoSessionChange, { sessionId: (await at('2026-03-18')).sessionId, changeId: off.changeId });
    assert.deepEqual(await madeUp(), ['2026-03-18']);
    // the group meets at another hour from then on: the visit goes along, with what it makes up for
    const changed = await supervisor().call(api.changeSeries, { seriesId: two.seriesId, from: '2026-03-16', startsAt: '20:30', endsAt: '21:30' });
    assert.deepEqual(await madeUp(), ['2026-03-18']);
    assert.equal(await intake().refused(api.makeUpSession, await at('2026-03-11')), 'made-up-already');
    await supervisor().call(api.undoScheduleChange, { changeId: changed.changeId });
    assert.deepEqual(await madeUp(), ['2026-03-18']);
    await supervisor().call(api.changeSeries, { seriesId: two.seriesId, from: '2026-03-16', weekdays: [5], startsAt: '20:30', endsAt: '21:30' });
    assert.deepEqual(await madeUp(), []);
  });

  test('PR-28: who is kept apart stays so through skip and swap, and nobody is told why', async () => {
    const one = await aGroup({ weekdays: [6], startsAt: '08:00', endsAt: '09:00' });
    const two = await aGroup({ weekdays: [7], startsAt: '08:00', endsAt: '09:00' });
    const [a, b] = [await aClient(), await aClient()];
    await supervisor().call(api.keepApart, { clientId: a, otherId: b, reason: 'no-contact', from: '2026-03-02' });
    const seatOfA = await seatIn(a, one.seriesId);
    const seatOfB = await seatIn(b, two.seriesId);
    const swap = { clientId: a, seatId: seatOfA.seatId, seriesId: two.seriesId, from: '2026-03-16' };
    const answer = await intake().try(api.swapSeat, swap);
    assert.ok('refusal' in answer);
    assert.equal(answer.refusal.reason, 'kept-apart');
    assert.doesNotMatch(answer.refusal.say, /no-contact|contact|couple/i);
    assert.equal(await intake().refused(api.swapSeat, { ...swap, overrideReason: 'both agreed' }), 'kept-apart');
    await intake().call(api.skipSeat, { clientId: b, seatId: seatOfB.seatId, from: '2026-03-15', back: '2026-03-22' });
    // the way is free for one visit while the other is away, and closed again afterwards
    const visit = { clientId: a, seatId: seatOfA.seatId, seriesId: two.seriesId, from: '2026-03-15' };
    await intake().call(api.swapSeat, { ...visit, back: '2026-03-22' });
    assert.equal(await intake().refused(api.seatClient, { clientId: a, seriesIds: [two.seriesId], from: '2026-03-22' }), 'kept-apart');
  });

  test('that ends on a day whose session was held ends on the next: the roster of what was held stays', async () => {
    const { seriesId } = await aGroup({ weekdays: [1, 2, 3, 4, 5, 6, 7], startsAt: '05:00', endsAt: '05:45' });
    const clientId = await aClient();
    const { seatId } = await seatIn(clientId, seriesId);
    const held = await sessionOn(seriesId, MONDAY);
    stage.clock.set('2026-03-09T12:00:00Z');
    await supervisor().call(recordAttendance, { sessionId: held.sessionId, entries: [{ clientId, status: 'present', from: '05:00', to: '05:45' }] });
    await intake().call(api.endSeat, { clientId, seatId, on: MONDAY });
    assert.deepEqual(await rosterOn(seriesId, MONDAY), [clientId]);
    assert.deepEqual(await rosterOn(seriesId, '2026-03-10'), []);
  });

  test('given to many at once for the last places is never one too many, also where the size shrinks meanwhile', async () => {
    const { seriesId, groupId } = await aGroup({ weekdays: [2], startsAt: '20:00', endsAt: '21:00', capacity: 6 });
    const people = await Promise.all(Array.from({ length: 10 }, () => aClient()));
    const smaller = supervisor().try(api.changeGroup, { groupId, name: 'Small', code: 'SMALL', capacity: 4 });
    const answers = await Promise.all(people.map((clientId) => intake().try(api.seatClient, { clientId, seriesIds: [seriesId], from: '2026-03-10' })));
    const shrunk = (await smaller).kind === 'value';
    const seated = answers.filter((one) => one.kind === 'value').length;
    const most = Number((await stage.owner.query('select capacity from live.series where series_id = $1', [seriesId])).rows[0].capacity);
    assert.equal(most, shrunk ? 4 : 6);
    assert.equal(seated, most);
    for (const one of answers) if (one.kind !== 'value') assert.ok('refusal' in one && one.refusal.reason === 'group-full', JSON.stringify(one));
    const over = await stage.owner.query('select count(*) as n from live.place p where p.series_id = $1 and p.no > $2 and p.until_on is null', [seriesId, most]);
    assert.equal(Number(over.rows[0].n), 0);
  });
});

describe('a wish for a session', () => {
  const wish = (clientId: Id) => ({ clientId, wishId: newId(), kind: 'individual' as const, words: 'Something came up at home.' });
  const mine = async (clientId: Id) => (await stage.as('counselor').call(listClientObligations, { clientId })).filter((one) => one.what === 'wish for a session to answer');

  test('PR-60: of a client is owed an answer, and is answered by a booked session', async () => {
    const clientId = await aClient(true);
    const { clientId: _, ...asked } = wish(clientId);
    await stage.client(clientId).call(api.askForSession, asked);
    assert.equal((await mine(clientId)).length, 1);
    const waiting = await stage.as('counselor').call(api.listSessionWishes, {});
    assert.deepEqual(waiting.map((one) => [one.clientId, one.askedBy, one.answer]), [[clientId, 'client', null]]);
    await stage.as('counselor').call(api.answerSessionWish, { clientId, wishId: asked.wishId,
      booking: { service: 'individual-therapy', staffId: stage.staff.counselor, on: '2026-03-11', startsAt: '10:00', minutes: 50 } });
    assert.deepEqual(await mine(clientId), []);
    const [answer] = await stage.client(clientId).call(api.listMyWishes, {});
    assert.equal(Date.parse(answer!.answer!.startAt!), Date.parse('2026-03-11T15:00:00Z'));
    // what was cancelled since is not shown as booked
    await supervisor().call(api.cancelSession, { sessionId: answer!.answer!.sessionId!, reason: 'Counselor is ill' });
    assert.equal((await stage.client(clientId).call(api.listMyWishes, {}))[0]!.answer!.startAt, null);
    assert.equal(await stage.as('counselor').refused(api.answerSessionWish, { clientId, wishId: asked.wishId, words: 'Once more.' }), 'answered-already');
  });

  test('of the team is declined with words, never without', async () => {
    const clientId = await aClient(true);
    const asked = wish(clientId);
    await stage.as('counselor').call(api.requestSession, asked);
    assert.equal(await stage.as('counselor').refused(api.answerSessionWish, { clientId, wishId: asked.wishId }), 'words-missing');
    await stage.as('counselor').call(api.answerSessionWish, { clientId, wishId: asked.wishId, words: 'We talk about it on Thursday, before group.' });
    assert.equal((await stage.as('counselor').call(api.listWishesOfClient, { clientId }))[0]?.answer?.sessionId, null);
    // what staff wrote to one another is not shown to the client as theirs
    assert.deepEqual(await stage.client(clientId).call(api.listMyWishes, {}), []);
  });
});

describe('openings', () => {
  test('keep a buffer around what is booked, and the way between two sites', async () => {
    const [siteId, roomId] = [newId(), newId()];
    const { sites, rooms } = await stage.as('administrator').call(readAgency, {});
    await stage.as('administrator').call(saveSite, { siteId, name: 'North', address: '', phone: '' });
    await stage.as('administrator').call(saveRoom, { roomId, siteId, name: 'North 1', places: 4 });
    await stage.as('administrator').call(saveTravel, { fromSiteId: sites[0]!.siteId, toSiteId: siteId, minutes: 45 });
    const staffId = stage.staff.counselor;
    await supervisor().call(api.saveAvailability, { staffId, blocks: [
      { weekday: 5, from: '10:00', to: '12:00', roomId: rooms[0]!.roomId }, { weekday: 5, from: '12:30', to: '14:30', roomId }] });
    const starts = async () => (await intake().call(api.findOpenings, { service: 'individual-therapy', minutes: 30, from: '2026-03-20', days: 1, staffId })).map((one) => one.from);
    assert.deepEqual(await starts(), ['10:00', '10:30', '11:00', '11:30', '12:30', '13:00', '13:30', '14:00']);
    await intake().call(api.bookSession, { clientId: await aClient(), kind: 'individual', service: 'individual-therapy', staffId, roomId: rooms[0]!.roomId,
      on: '2026-03-20', startsAt: '11:00', minutes: 60 });
    // ten minutes before it, and 45 for the way to the other site after it
    assert.deepEqual(await starts(), ['10:00', '13:00', '13:30', '14:00']);
  });
});

describe('trouble with a clear answer', () => {
  test('who leaves leads nothing after that day: it needs a leader, the director is told, and their access ends then', async () => {
    const { seriesId } = await aGroup({ name: 'Steps', weekdays: [3], startsAt: '15:00', endsAt: '16:00', facilitatorIds: [stage.staff.facilitator] });
    await stage.as('administrator').call(recordLeaving, { staffId: stage.staff.facilitator, on: '2026-03-18' });
    assert.deepEqual((await sessionOn(seriesId, '2026-03-11')).concerns.filter((one) => one !== 'too-few'), []);
    assert.deepEqual((await sessionOn(seriesId, '2026-03-18')).concerns.filter((one) => one !== 'too-few'), ['no-leader', 'leader-left']);
    await stage.service().call(deriveAllObligations, {});
    const owed = (await stage.as('director').call(listAllObligations, { days: 60 })).find((one) => one.rule === 'PR-61' && one.why.startsWith('Steps'));
    assert.match(owed!.why, /from 2026-03-18 on have nobody to lead them/);
    assert.equal((await stage.as('facilitator').try(api.readProgramWeek, { on: MONDAY })).kind, 'value');
    const refused = await supervisor().refused(api.startGroup, { name: 'Late', code: 'LATE', service: 'group-therapy', capacity: 5, weekdays: [4], startsAt: '15:00',
      endsAt: '16:00', roomId: null, facilitatorIds: [stage.staff.facilitator], from: '2026-03-19' });
    assert.equal(refused, 'no-such-person');
    await stage.as('administrator').call(recordLeaving, { staffId: stage.staff.facilitator, on: null });
    assert.deepEqual((await sessionOn(seriesId, '2026-03-18')).concerns.filter((one) => one !== 'too-few'), []);
  });

  test('a room that closes is free after that day, and what lies in it needs another', async () => {
    const { rooms } = await stage.as('administrator').call(readAgency, {});
    const { roomId } = rooms.find((one) => one.name === 'Room 2')!;
    const { seriesId } = await aGroup({ weekdays: [3], startsAt: '17:00', endsAt: '18:00', roomId });
    await stage.as('administrator').call(api.closeRoom, { roomId, on: '2026-03-20' });
    assert.deepEqual((await sessionOn(seriesId, '2026-03-18')).concerns.includes('room-closed'), false);
    assert.equal((await sessionOn(seriesId, '2026-03-25')).concerns.includes('room-closed'), true);
    assert.equal(await supervisor().refused(api.addMeeting, { groupId: (await sessionOn(seriesId, '2026-03-25')).groupId!, weekdays: [4], startsAt: '17:00', endsAt: '18:00',
      roomId, from: '2026-03-23' }), 'room-closed');
    await stage.as('administrator').call(api.closeRoom, { roomId, on: null });
    assert.equal((await sessionOn(seriesId, '2026-03-25')).concerns.some((one) => one.startsWith('room')), false);
  });

  test('PR-100: the database books nobody on a day on which no credential of theirs holds; renewed, the night books them', async () => {
    const staffId = stage.staff.case_manager;
    const credential = (await stage.owner.query('select * from live.credential where staff_id = $1', [staffId])).rows[0];
    const row = { credentialId: credential.credential_id as Id, staffId, kind: 'case-manager' as const, number: 'EX-1', state: 'Example', issuedOn: '2024-01-01' };
    await stage.as('administrator').call(saveCredential, { ...row, expiresOn: '2026-03-31' });
    const clientId = await aClient();
    const standing = await intake().call(api.bookSession, { clientId, kind: 'case-management', service: 'case-management', staffId, on: '2026-03-12', startsAt: '09:00', minutes: 30, repeat: 'weekly' });
    const held = async () => (await stage.owner.query(`select count(*) as n from live.booking b join live.session s on s.session_id = b.session_id where s.series_id = $1 and b.kind = 'staff'`, [standing.seriesId])).rows[0].n;
    assert.equal(Number(await held()), 3);
    assert.deepEqual((await sessionOn(standing.seriesId, '2026-04-02')).concerns, ['leader-not-credentialed']);
    const later = await sessionOn(standing.seriesId, '2026-04-02');
    await assert.rejects(stage.owner.query(`insert into live.booking (agency_id, session_id, kind, resource_id, during) values ($1, $2, 'staff', $3, tstzrange($4, $5))`,
      [stage.agencyId, later.sessionId, staffId, later.startAt, later.endAt]), /no-credential-on-that-day/);
    await stage.as('administrator').call(saveCredential, { ...row, expiresOn: '2029-01-01' });
    await stage.service().call(api.makeSessionsAhead, {});
    assert.equal(Number(await held()), standing.sessions);
  });

  test('a group that would meet twice at one time in one place is refused by name; in another room it is a parallel one', async () => {
    const { rooms } = await stage.as('administrator').call(readAgency, {});
    const { groupId } = await aGroup({ weekdays: [6], startsAt: '13:00', endsAt: '14:00' });
    const again = { groupId, weekdays: [6, 7], startsAt: '13:30', endsAt: '14:30', from: MONDAY };
    assert.equal(await supervisor().refused(api.addMeeting, { ...again, roomId: null }), 'meets-then-already');
    await supervisor().call(api.addMeeting, { ...again, roomId: rooms[0]!.roomId });
  });
});
