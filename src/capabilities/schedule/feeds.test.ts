import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import { serveHouse, type Served } from '../../app/serve-house.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import { addDays } from '../../shared/dates.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { openInquiry } from '../admissions/api.ts';
import * as api from './api.ts';
import { readByFile, readByName } from './read-calendar.fixture.ts';

let stage: Stage;
let served: Served;
let clientId: Id;
const logged: string[] = [];
const MONDAY = '2026-03-09';

before(async () => {
  stage = await openStage();
  stage.house.log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  served = await serveHouse(stage, { secret: 'a secret of the stage alone, 32 or more', publicUrl: 'http://127.0.0.1', demo: true });
  clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
  await give('client', clientId);
  await give('staff', stage.staff.counselor);
});
after(async () => {
  await served.app.close();
  await stage.close();
});

const give = (kind: 'staff' | 'client', subjectId: Id) => served.signIn.createAccount({ email: `${subjectId}@example.org`, name: 'Somebody', demo: true,
  memberships: [{ agencyId: stage.agencyId, kind, subjectId }] });
const secret = () => `${newId()}${newId()}`.replaceAll('-', '');
const look = (address: string, headers: Record<string, string> = {}) => served.app.inject({ url: address, headers });

let groups = 0;
const aGroup = (weekday: number, startsAt: string, endsAt: string) => stage.as('supervisor').call(api.startGroup, {
  name: `Relapse Prevention ${++groups}`, code: `F${groups}`, service: 'group-therapy', capacity: 12, weekdays: [weekday], startsAt, endsAt, roomId: null,
  facilitatorIds: [stage.staff.counselor], from: MONDAY });

/** The database's own view of whose sessions these are. */
const inDatabase = async (where: string, values: unknown[]) => (await stage.owner.query<{ uid: string; from: string; to: string; cancelled: boolean }>(`
  select s.session_id || '@calendar' as uid, to_char(s.start_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "from",
    to_char(s.end_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "to", c.session_id is not null as cancelled
  from live.session s left join live.session_cancel c using (agency_id, session_id) where ${where} order by s.start_at, s.session_id`, values)).rows;

describe('a calendar address', () => {
  let monday: Id;
  let address: string;
  const token = secret();
  before(async () => {
    const evening = await aGroup(1, '18:00', '21:15');
    const noon = await aGroup(3, '12:00', '13:00');
    monday = evening.seriesId;
    await stage.as('intake').call(api.seatClient, { clientId, seriesIds: [evening.seriesId, noon.seriesId], from: MONDAY });
    address = `${(await stage.client(clientId).call(api.makeCalendarFeed, { token })).folder}${token}.ics`;
  });

  test('gives a client the instants, titles and cancellations of the database, across the change of the clock', async () => {
    const week = await stage.as('supervisor').call(api.readProgramWeek, { on: '2026-03-30' });
    const [first, second] = week.sessions;
    await stage.as('supervisor').call(api.cancelSession, { sessionId: first!.sessionId, reason: 'The heating is broken' });
    await stage.as('supervisor').call(api.moveSession, { sessionId: second!.sessionId, date: '2026-04-02', startsAt: '15:30', endsAt: '16:30', roomId: null });
    const { body, statusCode, headers } = await look(address);
    assert.equal(statusCode, 200);
    assert.match(`${headers['content-type']}`, /^text\/calendar/);
    const rows = await inDatabase('s.series_id in (select series_id from live.seat where client_id = $1)', [clientId]);
    assert.ok(rows.length > 40 && rows.some((row) => row.from > '2026-03-09') && rows.at(-1)!.from > '2026-08-20');
    const want = rows.map((row) => ({ ...row, title: row.cancelled ? 'Cancelled: appointment' : 'Appointment' }));
    for (const [how, read] of [['by the file', readByFile(body)], ['by the name', readByName(body)]] as const) {
      assert.deepEqual(read.map(({ uid, from, to, title, cancelled }) => ({ uid, from, to, cancelled, title })), want, how);
    }
    const moved = readByFile(body).find((one) => one.uid.startsWith(second!.sessionId))!;
    assert.deepEqual([moved.from, moved.to], ['2026-04-02T20:30:00Z', '2026-04-02T21:30:00Z']);
    assert.ok(moved.sequence > 0, 'a moved session is newer than the one that a program holds');
    assert.ok(readByFile(body).find((one) => one.uid.startsWith(first!.sessionId))!.sequence > 0);
    assert.doesNotMatch(body, /Relapse|Riverbend|heating|Group|Room|Brandt/i);
  });

  test('the same week is asked for by its tag and costs no body; a change gives another', async () => {
    const { headers } = await look(address);
    assert.equal(headers['cache-control'], 'private, no-cache');
    const again = await look(address, { 'if-none-match': `W/${headers['etag']}` });
    assert.deepEqual([again.statusCode, again.body], [304, '']);
    const week = await stage.as('supervisor').call(api.readProgramWeek, { on: '2026-04-06' });
    await stage.as('supervisor').call(api.moveSession, { sessionId: week.sessions[0]!.sessionId, date: '2026-04-07', startsAt: '18:00', endsAt: '21:00', roomId: null });
    const changed = await look(address, { 'if-none-match': `${headers['etag']}` });
    assert.equal(changed.statusCode, 200);
    assert.notEqual(changed.headers['etag'], headers['etag']);
  });

  test('a cancellation that is taken back is one more change, so that no program keeps it', async () => {
    const week = await stage.as('supervisor').call(api.readProgramWeek, { on: '2026-04-13' });
    const { sessionId } = week.sessions[0]!;
    const entry = async () => readByFile((await look(address)).body).find((one) => one.uid.startsWith(sessionId))!;
    const steps = [await entry()];
    const { changeId } = await stage.as('supervisor').call(api.cancelSession, { sessionId, reason: 'The heating is broken' });
    steps.push(await entry());
    await stage.as('supervisor').call(api.undoScheduleChange, { changeId });
    steps.push(await entry());
    assert.deepEqual(steps.map((one) => one.cancelled), [false, true, false]);
    assert.ok(steps[0]!.sequence < steps[1]!.sequence && steps[1]!.sequence < steps[2]!.sequence);
  });

  test('weeks that a client skips are out of their calendar, and come back after', async () => {
    const { seats } = await stage.as('intake').call(api.readSeats, { clientId });
    const { seatId } = seats.find((one) => one.seriesId === monday)!;
    const mondays = async () => readByName((await look(address)).body).map((one) => one.from.slice(0, 10));
    const [before, skipped] = [await mondays(), ['2026-04-20', '2026-04-27']];
    assert.ok(skipped.every((day) => before.includes(day)));
    const { changeId } = await stage.as('intake').call(api.skipSeat, { clientId, seatId, from: '2026-04-20', back: '2026-05-04' });
    assert.deepEqual(await mondays(), before.filter((day) => !skipped.includes(day)));
    await stage.as('intake').call(api.undoClientChange, { clientId, changeId });
    assert.deepEqual(await mondays(), before);
  });

  test('a seat that ends leaves the calendar, whatever another client keeps', async () => {
    const before = readByFile((await look(address)).body).length;
    const { seats } = await stage.as('intake').call(api.readSeats, { clientId });
    await stage.as('intake').call(api.endSeat, { clientId, seatId: seats.find((one) => one.seriesId === monday)!.seatId, on: addDays(MONDAY, 35) });
    const entries = readByFile((await look(address)).body);
    assert.ok(entries.length < before);
    const rows = await inDatabase('s.series_id = $1 and s.planned_on < $2', [monday, addDays(MONDAY, 35)]);
    assert.equal(entries.filter((one) => rows.some((row) => row.uid === one.uid)).length, rows.length);
  });

  test('gives staff what they lead', async () => {
    const mine = secret();
    const { folder } = await stage.as('counselor').call(api.makeCalendarFeed, { token: mine });
    const { body } = await look(`${folder}${mine}.ics`);
    const rows = await inDatabase('$1 = any (s.facilitator_ids)', [stage.staff.counselor]);
    assert.deepEqual(readByFile(body).map((one) => one.uid), rows.map((row) => row.uid));
    assert.deepEqual(readByName(body).map((one) => one.from), rows.map((row) => row.from));
  });

  test('ends when it is renewed or revoked, with one kind answer for every address that is not in use', async () => {
    const next = secret();
    assert.notEqual((await stage.client(clientId).call(api.readCalendarFeed, {})).since, null);
    const { folder } = await stage.client(clientId).call(api.makeCalendarFeed, { token: next });
    const old = await look(address);
    assert.equal(old.statusCode, 404);
    assert.match(old.body, /not in use.*make a new one/);
    assert.equal((await look(`${folder}${next}.ics`)).statusCode, 200);
    await stage.client(clientId).call(api.endCalendarFeed, {});
    assert.deepEqual(await stage.client(clientId).call(api.readCalendarFeed, {}), { since: null });
    assert.equal(await stage.client(clientId).refused(api.endCalendarFeed, {}), 'no-address');
    const never = [`${folder}${next}.ics`, `${folder}${secret()}.ics`, `${folder}x.ics`, `/calendar/${newId()}/${next}.ics`, `/calendar/nobody/${next}.ics`, `${folder}${next}`];
    for (const gone of never) {
      const answer = await look(gone);
      assert.deepEqual([answer.statusCode, answer.body, answer.headers['etag']], [404, old.body, undefined], gone);
    }
    assert.equal(await stage.client(clientId).refused(api.makeCalendarFeed, { token: next }), 'address-used');
  });

  test('ends with the place of its person', async () => {
    const mine = secret();
    const { folder } = await stage.client(clientId).call(api.makeCalendarFeed, { token: mine });
    await served.signIn.endMembership({ agencyId: stage.agencyId, kind: 'client', subjectId: clientId, byAccountId: null });
    assert.equal((await look(`${folder}${mine}.ics`)).statusCode, 404);
    await give('client', clientId);
  });

  test('is written down nowhere: not in logs, audit, kept answers or rows', async () => {
    stage.house.log.warn('the log is heard');
    await stage.house.audit.flush();
    const { rows } = await stage.owner.query(`select (select count(*) from house.audit a where a::text like $1) + (select count(*) from house.operation o where o::text like $1)
      + (select count(*) from live.calendar_feed f where f::text like $1) + (select count(*) from live.calendar_feed_h f where f::text like $1) as n`, [`%${token}%`]);
    assert.equal(Number(rows[0].n), 0);
    assert.ok(logged.some((line) => line.includes('the log is heard')));
    assert.ok(!logged.some((line) => line.includes(token) || line.includes('/calendar/')));
  });
});
