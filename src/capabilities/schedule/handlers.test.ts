import assert from 'node:assert/strict';
import type * as z from 'zod';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { addDays } from '../../shared/dates.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { openInquiry } from '../admissions/api.ts';
import { assignCounselor, saveClient, readClient } from '../clients/api.ts';
import { readAgency } from '../agency/api.ts';
import * as api from './api.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const MONDAY = '2026-03-09';

/** Somebody whose chart intake and supervisor reach. */
async function aClient(counselor = false): Promise<Id> {
  const clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
  if (counselor) await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.counselor, part: 'primary' });
  return clientId;
}
let groups = 0;
async function aGroup(more: Partial<z.input<typeof api.startGroup.input>> = {}): Promise<{ groupId: Id; seriesId: Id; sessions: number }> {
  const n = ++groups;
  return stage.as('supervisor').call(api.startGroup, {
    name: `Group ${n}`, code: `G${n}`, service: 'group-therapy', capacity: 12, weekdays: [(n % 7) + 1], startsAt: '06:00', endsAt: '07:00', roomId: null,
    facilitatorIds: [], from: MONDAY, ...more,
  });
}

describe('a program from a template', () => {
  test('makes tracks, groups and 26 weeks of sessions, in rooms that are free', async () => {
    const { rooms } = await stage.as('administrator').call(readAgency, {});
    const made = await stage.as('administrator').call(api.applyTemplate, { template: 'standard-iop', from: MONDAY, roomIds: rooms.map((room) => room.roomId),
      leaders: { RP: [stage.staff.counselor], GT: [stage.staff.counselor], SK: [stage.staff.facilitator] } });
    assert.equal(made.trackIds.length, 2);
    assert.equal(made.seriesIds.length, 6);
    assert.equal(made.sessions, 6 * 25);
    const week = await stage.as('facilitator').call(api.readProgramWeek, { on: '2026-03-11' });
    assert.deepEqual(week.sessions.map((s) => [s.date, s.from, s.name, s.countedMinutes, s.room]), [
      ['2026-03-09', '09:00', 'Relapse Prevention', 180, 'Room 1'], ['2026-03-09', '18:00', 'Relapse Prevention', 180, 'Room 1'],
      ['2026-03-10', '18:00', 'Process group', 180, 'Room 1'], ['2026-03-11', '09:00', 'Process group', 180, 'Room 1'],
      ['2026-03-12', '18:00', 'Skills', 180, 'Room 1'], ['2026-03-13', '09:00', 'Skills', 180, 'Room 1'],
    ]);
    assert.deepEqual(week.sessions.map((s) => s.lesson), ['RP1', 'RP1', null, null, 'ERS1', 'ERS1']);
    assert.equal(await stage.as('administrator').refused(api.applyTemplate, { template: 'standard-iop', from: MONDAY }), 'template-already-applied');
  });

  test('keeps its wall-clock time through daylight saving', async () => {
    const week = await stage.as('facilitator').call(api.readProgramWeek, { on: '2026-03-02' });
    assert.deepEqual(week.sessions, []);
    const later = await stage.as('facilitator').call(api.readProgramWeek, { on: '2026-08-17' });
    assert.deepEqual(later.sessions.filter((s) => s.name === 'Skills').map((s) => s.from), ['18:00', '09:00']);
  });

  test('a job makes what comes within reach later, once', async () => {
    stage.clock.set('2026-03-16T23:00:00Z');
    const first = await stage.service().call(api.makeSessionsAhead, {});
    const again = await stage.service().call(api.makeSessionsAhead, {});
    stage.clock.set('2026-03-02T23:00:00Z');
    assert.ok(first.made >= 12);
    assert.deepEqual(again, { made: 0, clashes: 0 });
  });
});

describe('a seat', () => {
  test('is numbered; the last one cannot be taken twice by sixteen who ask at once', async () => {
    const { seriesId } = await aGroup({ capacity: 3 });
    const people = await Promise.all(Array.from({ length: 16 }, () => aClient()));
    const answers = await Promise.all(people.map((clientId) => stage.as('intake').try(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY })));
    assert.equal(answers.filter((one) => one.kind === 'value').length, 3);
    for (const one of answers) if (one.kind !== 'value') assert.equal('refusal' in one && one.refusal.reason, 'group-full');
    const { rows } = await stage.owner.query('select no from live.place where series_id = $1 order by no', [seriesId]);
    assert.deepEqual(rows.map((row) => Number(row.no)), [1, 2, 3]);
  });

  test('that ends makes room from that day on, and not before', async () => {
    const { seriesId } = await aGroup({ capacity: 1 });
    const [one, two] = [await aClient(), await aClient()];
    const { seats } = await stage.as('intake').call(api.seatClient, { clientId: one, seriesIds: [seriesId], from: MONDAY });
    await stage.as('intake').call(api.endSeat, { clientId: one, seatId: seats[0]!.seatId, on: '2026-04-06' });
    assert.equal(await stage.as('intake').refused(api.seatClient, { clientId: two, seriesIds: [seriesId], from: '2026-04-05' }), 'group-full');
    const next = await stage.as('intake').call(api.seatClient, { clientId: two, seriesIds: [seriesId], from: '2026-04-06' });
    assert.equal(next.seats[0]?.no, 1);
  });

  test('of one day is a single visit', async () => {
    const { seriesId } = await aGroup({ capacity: 1, weekdays: [1] });
    const [one, two] = [await aClient(), await aClient()];
    await stage.as('intake').call(api.seatClient, { clientId: one, seriesIds: [seriesId], from: MONDAY, until: addDays(MONDAY, 1) });
    const next = await stage.as('intake').call(api.seatClient, { clientId: two, seriesIds: [seriesId], from: addDays(MONDAY, 1) });
    assert.equal(next.seats[0]?.no, 1);
  });

  test('PR-27: nobody sits in two groups at one time', async () => {
    const first = await aGroup({ weekdays: [6], startsAt: '10:00', endsAt: '12:00' });
    const second = await aGroup({ weekdays: [6], startsAt: '11:30', endsAt: '13:00' });
    const clientId = await aClient();
    await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [first.seriesId], from: MONDAY });
    assert.equal(await stage.as('intake').refused(api.seatClient, { clientId, seriesIds: [second.seriesId], from: MONDAY }), 'client-elsewhere');
    const { seats } = await stage.as('intake').call(api.readSeats, { clientId });
    assert.equal(seats.length, 1);
  });

  test('PR-28: two who are kept apart do not share a group, unless a supervisor gives a reason', async () => {
    const { seriesId } = await aGroup();
    const [one, two] = [await aClient(), await aClient()];
    await stage.as('supervisor').call(api.keepApart, { clientId: one, otherId: two, reason: 'no-contact', from: '2026-03-02' });
    await stage.as('intake').call(api.seatClient, { clientId: one, seriesIds: [seriesId], from: MONDAY });
    const refusal = { clientId: two, seriesIds: [seriesId], from: MONDAY };
    assert.equal(await stage.as('intake').refused(api.seatClient, refusal), 'kept-apart');
    assert.equal(await stage.as('intake').refused(api.seatClient, { ...refusal, overrideReason: 'both asked for it' }), 'kept-apart');
    assert.equal(await stage.as('supervisor').refused(api.seatClient, refusal), 'kept-apart');
    await stage.as('supervisor').call(api.seatClient, { ...refusal, overrideReason: 'both asked for it' });
  });

  test('PR-28: of two who are kept apart and ask at once, one sits', async () => {
    const { seriesId } = await aGroup();
    const [one, two] = [await aClient(), await aClient()];
    await stage.as('supervisor').call(api.keepApart, { clientId: one, otherId: two, reason: 'couple', from: '2026-03-02' });
    const answers = await Promise.all([one, two].map((clientId) => stage.as('intake').try(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY })));
    assert.deepEqual(answers.map((answer) => answer.kind).toSorted(), ['refusal', 'value']);
  });

  test('PR-28: where two sit together already, the supervisor hears of it', async () => {
    const { seriesId } = await aGroup();
    const [one, two] = [await aClient(), await aClient()];
    for (const clientId of [one, two]) await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY });
    const { sharedSeriesIds } = await stage.as('supervisor').call(api.keepApart, { clientId: one, otherId: two, reason: 'other', from: '2026-03-02' });
    assert.deepEqual(sharedSeriesIds, [seriesId]);
  });

  test('a counselor seats only those they treat', async () => {
    const { seriesId } = await aGroup();
    const [mine, others] = [await aClient(true), await aClient()];
    await stage.as('counselor').call(api.seatClient, { clientId: mine, seriesIds: [seriesId], from: MONDAY });
    assert.equal((await stage.as('counselor').try(api.seatClient, { clientId: others, seriesIds: [seriesId], from: MONDAY })).kind, 'not-found');
  });
});

describe('a track', () => {
  test('is joined whole, and left whole for another from a day on, in two acts', async () => {
    const { tracks } = await stage.as('intake').call(api.listTimetable, { on: MONDAY });
    const [evening, morning] = [tracks.find((t) => t.code === 'evening')!, tracks.find((t) => t.code === 'morning')!];
    const clientId = await aClient();
    const joined = await stage.as('intake').call(api.joinTrack, { clientId, trackId: evening.id, from: MONDAY });
    assert.equal(joined.seats.length, 3);
    const moved = await stage.as('intake').call(api.joinTrack, { clientId, trackId: morning.id, from: '2026-03-23', weekOfStay: 3 });
    assert.deepEqual([moved.seats.length, moved.ended], [3, 3]);
    const { seats } = await stage.as('intake').call(api.readSeats, { clientId });
    assert.deepEqual(seats.map((s) => [s.startsAt, s.from, s.until]).toSorted(), [
      ['09:00', '2026-03-23', null], ['09:00', '2026-03-23', null], ['09:00', '2026-03-23', null],
      ['18:00', '2026-03-09', '2026-03-23'], ['18:00', '2026-03-09', '2026-03-23'], ['18:00', '2026-03-09', '2026-03-23'],
    ]);
  });
});

describe('a session for one person', () => {
  const at = { kind: 'individual' as const, service: 'individual-therapy' as const, on: '2026-03-11', startsAt: '14:00', minutes: 50 };

  test('is booked once or standing, with a person whose credential allows it (PR-61)', async () => {
    const clientId = await aClient(true);
    const once = await stage.as('counselor').call(api.bookSession, { ...at, clientId, staffId: stage.staff.counselor });
    assert.deepEqual([once.sessions, once.startAt], [1, '2026-03-11T19:00:00Z']);
    const reason = await stage.as('counselor').refused(api.bookSession, { ...at, clientId, staffId: stage.staff.facilitator, startsAt: '16:00' });
    assert.equal(reason, 'credential-does-not-cover-service');
    const standing = await stage.as('counselor').call(api.bookSession, { ...at, clientId, staffId: stage.staff.counselor, on: '2026-03-13', startsAt: '15:00', repeat: 'every-other-week' });
    assert.equal(standing.sessions, 13);
  });

  test('PR-27: of many who book one person at one moment, one is booked', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => aClient()));
    const answers = await Promise.all(people.map((clientId) => stage.as('intake').try(api.bookSession,
      { ...at, clientId, staffId: stage.staff.supervisor, on: '2026-03-12', startsAt: '10:00' })));
    assert.equal(answers.filter((one) => one.kind === 'value').length, 1);
    for (const one of answers) if (one.kind !== 'value') assert.equal('refusal' in one && one.refusal.reason, 'staff-elsewhere');
  });

  test('is not booked into the past, on a day that is closed, or where the client is elsewhere', async () => {
    const clientId = await aClient();
    const staffId = stage.staff.supervisor;
    assert.equal(await stage.as('intake').refused(api.bookSession, { ...at, clientId, staffId, on: '2026-03-02', startsAt: '09:00' }), 'in-the-past');
    await stage.as('intake').call(api.bookSession, { ...at, clientId, staffId, on: '2026-03-18', startsAt: '14:00' });
    const reason = await stage.as('intake').refused(api.bookSession, { ...at, clientId, staffId: stage.staff.counselor, on: '2026-03-18', startsAt: '14:30' });
    assert.equal(reason, 'client-elsewhere');
  });

  test('PR-44: openings are those of people who may give the service, and go when they are booked', async () => {
    for (const staffId of [stage.staff.supervisor, stage.staff.case_manager]) {
      await stage.as('supervisor').call(api.saveAvailability, { staffId, blocks: [{ weekday: 4, from: '13:00', to: '15:00' }] });
    }
    const ask = { service: 'assessment' as const, minutes: 90, from: '2026-03-19', days: 1 };
    const openings = await stage.as('intake').call(api.findOpenings, ask);
    assert.deepEqual(openings.map((o) => [o.initials, o.from, o.to]), [['A. F.', '13:00', '14:30'], ['A. F.', '13:30', '15:00']]);
    const clientId = await aClient();
    const { changeId } = await stage.as('intake').call(api.bookSession, { clientId, kind: 'assessment', service: 'assessment', staffId: stage.staff.supervisor,
      on: '2026-03-19', startsAt: '13:00', minutes: 90 });
    assert.deepEqual(await stage.as('intake').call(api.findOpenings, ask), []);
    await stage.as('intake').call(api.undoClientChange, { clientId, changeId });
    assert.deepEqual(await stage.as('intake').call(api.findOpenings, ask), openings);
    assert.deepEqual((await stage.as('intake').call(api.readSeats, { clientId })).seats, []);
  });
});

describe('one session of a group', () => {
  test('is moved, given to another leader and cancelled by itself; the series goes on', async () => {
    const { seriesId } = await aGroup({ weekdays: [7], startsAt: '10:00', endsAt: '11:00', facilitatorIds: [stage.staff.counselor] });
    const week = await stage.as('supervisor').call(api.readProgramWeek, { on: '2026-03-15' });
    const session = week.sessions.find((s) => s.seriesId === seriesId)!;
    await stage.as('supervisor').call(api.moveSession, { sessionId: session.sessionId, date: '2026-03-15', startsAt: '16:00', endsAt: '17:00', roomId: null });
    await stage.as('supervisor').call(api.substituteLeader, { sessionId: session.sessionId, staffIds: [stage.staff.facilitator] });
    const moved = await stage.as('supervisor').call(api.readSession, { sessionId: session.sessionId });
    assert.deepEqual([moved.from, moved.leaders.map((l) => l.initials)], ['16:00', ['K. R.']]);
    await stage.as('supervisor').call(api.cancelSession, { sessionId: session.sessionId, reason: 'snow storm' });
    assert.equal(await stage.as('supervisor').refused(api.cancelSession, { sessionId: session.sessionId, reason: 'snow storm' }), 'already-cancelled');
    const after = await stage.as('supervisor').call(api.readProgramWeek, { on: '2026-03-22' });
    assert.equal(after.sessions.find((s) => s.seriesId === seriesId)?.from, '10:00');
  });

  test('PR-27: a leader who is elsewhere is not given a second group', async () => {
    await aGroup({ weekdays: [7], startsAt: '18:00', endsAt: '20:00', facilitatorIds: [stage.staff.supervisor] });
    const reason = await stage.as('supervisor').refused(api.startGroup, { name: 'Clash', code: 'CL', service: 'group-therapy', capacity: 8, weekdays: [7],
      startsAt: '19:00', endsAt: '21:00', roomId: null, facilitatorIds: [stage.staff.supervisor], from: MONDAY });
    assert.equal(reason, 'staff-elsewhere');
  });

  test('is opened by who leads it, with its roster, and by nobody else who has no agency-wide need', async () => {
    const { seriesId } = await aGroup({ weekdays: [7], startsAt: '12:00', endsAt: '13:00', facilitatorIds: [stage.staff.facilitator] });
    const clientId = await aClient();
    await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY });
    const week = await stage.as('facilitator').call(api.readProgramWeek, { on: '2026-03-15' });
    const { sessionId } = week.sessions.find((s) => s.seriesId === seriesId)!;
    const read = await stage.as('facilitator').call(api.readSession, { sessionId });
    assert.deepEqual(read.roster.map((one) => [one.clientId, one.no]), [[clientId, 1]]);
    assert.equal((await stage.as('counselor').try(api.readSession, { sessionId })).kind, 'not-found');
    assert.equal((await stage.as('facilitator').try(readClient, { clientId })).kind, 'not-found');
  });
});

describe('a change of a group from a day on', () => {
  test('leaves the past and every seat where they were', async () => {
    const { seriesId } = await aGroup({ weekdays: [6], startsAt: '15:00', endsAt: '16:00' });
    const clientId = await aClient();
    await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [seriesId], from: MONDAY });
    const changed = await stage.as('supervisor').call(api.changeSeries, { seriesId, from: '2026-04-01', startsAt: '15:30', endsAt: '16:30' });
    assert.equal(changed.clientsTouched, 1);
    const { seats } = await stage.as('intake').call(api.readSeats, { clientId });
    assert.deepEqual(seats.map((s) => [s.startsAt, s.from, s.until]), [['15:00', MONDAY, '2026-04-01'], ['15:30', '2026-04-01', null]]);
    const on = async (date: string) => (await stage.as('supervisor').call(api.readProgramWeek, { on: date })).sessions
      .filter((s) => [seriesId, changed.seriesId].includes(s.seriesId)).map((s) => [s.from, s.seated]);
    assert.deepEqual([await on('2026-03-28'), await on('2026-04-04')], [[['15:00', 1]], [['15:30', 1]]]);
    const booked = await stage.owner.query(`select count(*) as n from live.booking where kind = 'client' and resource_id = $1`, [clientId]);
    assert.equal(Number(booked.rows[0].n), 25);
  });
});

describe('a week for one person', () => {
  test('is fitted around their routine, and taken in one act', async () => {
    const clientId = await aClient(true);
    await stage.as('supervisor').call(api.saveAvailability, { staffId: stage.staff.counselor, blocks: [{ weekday: 4, from: '15:00', to: '18:00' }] });
    const { version } = await stage.as('counselor').call(readClient, { clientId });
    const work = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', to: '15:00', kind: 'work' as const }));
    await stage.as('counselor').call(saveClient, { clientId, version, change: { routine: work, travelMinutes: 20 } });
    const fit = await stage.as('counselor').call(api.fitClientWeek, { clientId, from: MONDAY });
    assert.equal(fit.fits, true);
    assert.equal(fit.track, 'Evening');
    assert.equal(fit.best.minutes, 590);
    const chosen = fit.best.options.map((one) => ({ ...fit.stands[one.id]!, ...one }));
    const taken = await stage.as('counselor').call(api.arrangeWeek, { clientId, from: MONDAY,
      seriesIds: chosen.flatMap((one) => one.seriesId ?? []),
      openings: chosen.filter((one) => one.seriesId === null).map((one) => ({ staffId: one.staffId!, roomId: one.roomId, weekday: one.weekday, startsAt: one.from, minutes: 50, service: 'individual-therapy' as const })) });
    assert.equal(taken.seats, 3);
    const { track, seats } = await stage.as('counselor').call(api.readSeats, { clientId });
    assert.deepEqual([track?.name, seats.length], ['Evening', 4]);
  });

  test('PR-28: who is kept apart is said to those who seat people; to all others a group is only not possible', async () => {
    const [clientId, other] = [await aClient(true), await aClient()];
    const { version } = await stage.as('counselor').call(readClient, { clientId });
    const work = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', to: '15:00', kind: 'work' as const }));
    await stage.as('counselor').call(saveClient, { clientId, version, change: { routine: work, travelMinutes: 20 } });
    const { tracks } = await stage.as('intake').call(api.listTimetable, { on: MONDAY });
    await stage.as('intake').call(api.joinTrack, { clientId: other, trackId: tracks.find((one) => one.name === 'Evening')!.id, from: MONDAY });
    await stage.as('supervisor').call(api.keepApart, { clientId, otherId: other, reason: 'couple', from: '2026-03-01' });
    const seen = async (role: 'counselor' | 'nurse') => {
      const fit = await stage.as(role).call(api.fitClientWeek, { clientId, from: MONDAY });
      const options = fit.inTheWay.flatMap((one) => one.options);
      return { said: fit.inTheWay.map((one) => one.say).join(' '), apart: options.filter((one) => one.keptApart).length, not: options.filter((one) => one.notPossible).length, all: JSON.stringify(fit) };
    };
    const [counselor, nurse] = [await seen('counselor'), await seen('nurse')];
    assert.match(counselor.said, /has somebody who is kept apart/);
    assert.ok(counselor.apart > 0);
    assert.match(nurse.said, /is not possible for this person/);
    assert.deepEqual([nurse.apart, nurse.not], [0, counselor.not]);
    assert.ok(!nurse.all.replaceAll('"keptApart":false', '').includes('apart'));
  });

  test('for a caller is previewed by track, without a chart', async () => {
    const weeks = await stage.as('intake').call(api.previewWeeks, { routine: [], travelMinutes: 30, from: MONDAY });
    assert.deepEqual(weeks.map((one) => one.track).toSorted(), ['Evening', 'Morning']);
  });

  test('PR-05: a taper of more than two weeks is refused', async () => {
    const clientId = await aClient(true);
    const taper = { clientId, kind: 'taper' as const, from: MONDAY, until: '2026-03-22', reason: 'nearly ready' };
    const { changeId } = await stage.as('counselor').call(api.recordHoursException, taper);
    assert.equal(await stage.as('counselor').refused(api.recordHoursException, { ...taper, from: '2026-03-23', until: '2026-03-29' }), 'taper-too-long');
    await stage.as('counselor').call(api.undoClientChange, { clientId, changeId });
    assert.deepEqual((await stage.as('counselor').call(api.readSeats, { clientId })).exceptions, []);
    await stage.as('counselor').call(api.recordHoursException, { ...taper, from: '2026-03-23', until: '2026-03-29' });
  });
});

describe('my calendar', () => {
  test('PR-86: names nobody and says nothing of treatment', async () => {
    const token = 'a-secret-that-the-phone-made-itself';
    const { folder } = await stage.as('counselor').call(api.makeCalendarFeed, { token });
    assert.equal(folder, `/calendar/${stage.agencyId}/`);
    const feed = await stage.service().call(api.openCalendarFeed, { token });
    assert.deepEqual(feed, { kind: 'staff', subjectId: stage.staff.counselor });
    await stage.as('counselor').call(api.makeCalendarFeed, { token: `${token}-anew` });
    assert.equal(await stage.service().refused(api.openCalendarFeed, { token }), 'not-found');
    const kept = await stage.owner.query('select count(*) as n from house.operation where result::text like $1', [`%${token}%`]);
    assert.equal(Number(kept.rows[0].n), 0);
    const { ics } = await stage.as('counselor').call(api.readMyCalendar, {});
    assert.match(ics, /SUMMARY:Appointment/);
    assert.doesNotMatch(ics, /Relapse|Group|therapy|Recovery|Individual/i);
  });
});
