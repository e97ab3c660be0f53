import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { admitted } from '../../app/cast.ts';
import { nameClient } from '../../app/deeds.ts';
import { openStage, STAGE_NOW, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { readAttendanceSheet, recordAttendance } from '../attendance/api.ts';
import { readMyWeek } from '../hours/api.ts';
import { readMyAccounting, readMyConsents, revokeMyConsent } from '../consent/api.ts';
import { listClientObligations } from '../obligations/api.ts';
import { emptySafetyPlan } from '../safeguards/model.ts';
import { saveSafetyPlan } from '../safeguards/api.ts';
import { bookSession, changeSessionMode, seatClient, startGroup } from '../schedule/api.ts';
import { letPersonSee, person, saveMyPerson, endMyPerson } from '../support-network/api.ts';
import type { SupporterSight } from '../support-network/model.ts';
import * as api from './api.ts';
import { previewSupported, previewSupporterPage, readSupported, sendSupporterWord } from './supporter-api.ts';

let stage: Stage;
let seriesId: Id;
before(async () => {
  stage = await openStage();
  seriesId = await aGroup();
});
beforeEach(() => stage.clock.set(STAGE_NOW));
after(() => stage.close());

/** An evening group on Mondays and Wednesdays from 6 to 9, led by Kim. */
const aGroup = async (): Promise<Id> => (await stage.as('supervisor').call(startGroup, {
  name: 'Relapse Prevention', code: 'RP', service: 'psychoeducation-group', capacity: 24, weekdays: [1, 3], startsAt: '18:00', endsAt: '21:00',
  roomId: null, from: '2026-03-02', facilitatorIds: [stage.staff.facilitator],
})).seriesId;
const inGroup = async (): Promise<Id> => {
  const clientId = await admitted(stage);
  await stage.as('intake').call(seatClient, { clientId, seriesIds: [seriesId], from: '2026-03-02' });
  return clientId;
};
/** A sister whom the client let see something until the end of March. */
async function aSister(clientId: Id, records: SupporterSight[]): Promise<{ supporterId: Id; consentId: Id }> {
  const [supporterId, consentId] = [newId(), newId()];
  await stage.client(clientId).call(saveMyPerson, { person: person.parse({ id: supporterId, name: 'Dara', relation: 'sister' }) });
  await stage.client(clientId).call(letPersonSee, { consentId, supporterId, records, until: '2026-03-31', name: 'Rowan Okafor' });
  return { supporterId, consentId };
}

describe('a client’s day', () => {
  test('begins with what is next, and a word about it is kept and shown', async () => {
    const clientId = await inGroup();
    const me = stage.client(clientId);
    const { next, callThem, counselor } = await me.call(api.readMyDay, {});
    assert.equal(callThem, 'Rowan');
    assert.equal(counselor, 'T. B.');
    assert.deepEqual([next?.kind, next?.date, next?.from, next?.to, next?.with], ['group', '2026-03-02', '18:00', '21:00', ['K. R.']]);
    await me.call(api.sayAboutSession, { saidId: newId(), sessionId: next!.sessionId, kind: 'cannot_come', words: 'My son is ill.' });
    assert.equal((await me.call(api.readMyDay, {})).next?.said, 'cannot_come');
  });

  test('has the way into a video call on the day of it, and only there', async () => {
    const { seriesId: calls } = await stage.as('supervisor').call(startGroup, { name: 'By video', code: 'BV', service: 'psychoeducation-group', capacity: 9, weekdays: [2], startsAt: '18:00', endsAt: '19:00',
      roomId: null, from: '2026-03-03', mode: 'telehealth', link: 'https://video.example.org/room-2' });
    const clientId = await admitted(stage);
    await stage.as('intake').call(seatClient, { clientId, seriesIds: [calls], from: '2026-03-03' });
    const next = async () => (await stage.client(clientId).call(api.readMyDay, {})).next!;
    assert.deepEqual([(await next()).byVideo, (await next()).link], [true, null]);
    stage.clock.set('2026-03-03T14:00:00Z');
    assert.equal((await next()).link, 'https://video.example.org/room-2');
    const { sessionId } = await next();
    await stage.as('supervisor').call(changeSessionMode, { sessionId, mode: 'in_person', link: 'https://video.example.org/room-2' });
    // without a room it can only be joined so (PR-29)
    assert.equal((await next()).link, 'https://video.example.org/room-2');
    await stage.as('supervisor').call(changeSessionMode, { sessionId, mode: 'telehealth', link: '' });
    assert.equal((await next()).link, null);
  });

  test('holds no word about a session that is over or somebody else’s', async () => {
    const [one, other] = [await inGroup(), await admitted(stage, 'Luz Medina')];
    const { next } = await stage.client(one).call(api.readMyDay, {});
    assert.equal(await stage.client(other).refused(api.sayAboutSession, { saidId: newId(), sessionId: next!.sessionId, kind: 'late' }), 'not-found');
    stage.clock.advance(5 * 60);
    assert.equal(await stage.client(one).refused(api.sayAboutSession, { saidId: newId(), sessionId: next!.sessionId, kind: 'late' }), 'session-over');
  });

  test('and week show only their own sessions, with the hours they come to', async () => {
    const [one, other] = [await inGroup(), await admitted(stage, 'Luz Medina')];
    const week = await stage.client(one).call(readMyWeek, { on: '2026-03-02' });
    assert.deepEqual(week.sessions.map((s) => s.date), ['2026-03-02', '2026-03-04']);
    assert.equal(week.hours.scheduled, 360);
    assert.deepEqual((await stage.client(other).call(readMyWeek, { on: '2026-03-02' })).sessions, []);
  });
});

describe('messages', () => {
  test('go both ways; the team owes an answer until it wrote one', async () => {
    const clientId = await admitted(stage);
    const owed = async () => (await stage.as('counselor').call(listClientObligations, { clientId })).filter((o) => o.rule === 'message');
    const { answerBy } = await stage.client(clientId).call(api.sendMyMessage, { messageId: newId(), words: 'Can we move Thursday?' });
    assert.equal(answerBy, '2026-03-03T23:00:00Z');
    assert.equal((await owed()).length, 1);
    stage.clock.advance(10);
    await stage.as('counselor').call(api.writeToClient, { clientId, messageId: newId(), words: 'Yes. Friday at 10?' });
    assert.equal((await owed()).length, 0);
    const mine = await stage.client(clientId).call(api.listMyMessages, {});
    assert.deepEqual(mine.messages.map((m) => [m.mine, m.by, m.words]), [[true, '', 'Can we move Thursday?'], [false, 'T. B.', 'Yes. Friday at 10?']]);
    assert.equal(mine.unread, 1);
    await stage.client(clientId).call(api.readMyMessagesTo, { messageId: mine.messages[1]!.messageId });
    assert.equal((await stage.client(clientId).call(api.readMyDay, {})).unread, 0);
  });

  test('PR-86: come to a mailbox as a neutral line, without the words', async () => {
    const clientId = await admitted(stage);
    await stage.owner.query('update live.client set email = $1 where client_id = $2', ['rowan@example.org', clientId]);
    await stage.as('counselor').call(api.writeToClient, { clientId, messageId: newId(), words: 'About your craving on Sunday.' });
    const { rows } = await stage.owner.query('select subject, body from house.mail where recipient = $1', ['rowan@example.org']);
    assert.deepEqual(rows, [{ subject: 'You have a message', body: 'You have a message. Open your page to read it.' }]);
  });

  test('of one client are not read by another', async () => {
    const [one, other] = [await admitted(stage), await admitted(stage, 'Luz Medina')];
    const messageId = newId();
    await stage.client(one).call(api.sendMyMessage, { messageId, words: 'Hello' });
    assert.deepEqual((await stage.client(other).call(api.listMyMessages, {})).messages, []);
    assert.equal(await stage.client(other).refused(api.readMyMessagesTo, { messageId }), 'not-found');
  });
});

describe('a supporter', () => {
  test('PV-50: sees nothing without a consent, not even that there is an account', async () => {
    const clientId = await inGroup();
    const supporterId = newId();
    await stage.client(clientId).call(saveMyPerson, { person: person.parse({ id: supporterId, name: 'Dara', relation: 'sister' }) });
    const known = await stage.supporter(supporterId).try(readSupported, {});
    const unknown = await stage.supporter(newId()).try(readSupported, {});
    assert.equal(known.kind, 'not-found');
    assert.deepEqual(known, unknown);
  });

  test('sees what the consent names and only that', async () => {
    const clientId = await inGroup();
    await stage.as('counselor').call(saveSafetyPlan, { clientId, safetyPlanId: newId(), opioids: false, version: 0, plan: {
      ...emptySafetyPlan(), signs: ['I stop answering'], alone: ['Walk'], people: [{ name: 'D.', relation: '', phone: '555-0101' }] } });
    const { supporterId } = await aSister(clientId, ['schedule']);
    await nameClient(stage.as('intake'), clientId, 'Robert Okafor', { callThem: 'Rowan (they/them), not Robert' });
    assert.equal((await stage.client(clientId).call(api.readMyDay, {})).callThem, 'Rowan');
    const page = await stage.supporter(supporterId).call(readSupported, {});
    assert.equal(page.callThem, 'Rowan');
    assert.deepEqual(page.sees, ['schedule']);
    assert.equal(page.until, '2026-03-31');
    assert.deepEqual(page.sessions.slice(0, 2).map((s) => [s.date, s.from, s.to]), [['2026-03-02', '18:00', '21:00'], ['2026-03-04', '18:00', '21:00']]);
    assert.equal(page.safetyPlan, null);
    assert.deepEqual(page.came, []);
    const { supporterId: aunt } = await aSister(clientId, ['safety_plan']);
    const other = await stage.supporter(aunt).call(readSupported, {});
    assert.deepEqual([other.sees, other.sessions, other.safetyPlan?.signs], [['safety_plan'], [], ['I stop answering']]);
  });

  test('with family sessions alone sees those and no group', async () => {
    const clientId = await inGroup();
    await stage.as('intake').call(bookSession, { clientId, kind: 'family', service: 'family-session', staffId: stage.staff.counselor,
      on: '2026-03-05', startsAt: '17:00', minutes: 60 });
    const { supporterId } = await aSister(clientId, ['family_session']);
    const { sessions } = await stage.supporter(supporterId).call(readSupported, {});
    assert.deepEqual(sessions.map((s) => [s.date, s.family]), [['2026-03-05', true]]);
  });

  test('with attendance alone sees the days they came or not, a correction in place of what it corrects, and no times to come', async () => {
    const clientId = await inGroup();
    const { next } = await stage.client(clientId).call(api.readMyDay, {});
    stage.clock.set('2026-03-03T04:00:00Z');
    await stage.as('facilitator').call(recordAttendance, { sessionId: next!.sessionId, entries: [{ clientId, status: 'no_show' }] });
    const { members } = await stage.as('facilitator').call(readAttendanceSheet, { sessionId: next!.sessionId });
    const fact = members.find((m) => m.clientId === clientId)!.fact!;
    const { supporterId } = await aSister(clientId, ['attendance']);
    const came = async () => (await stage.supporter(supporterId).call(readSupported, {}));
    assert.deepEqual((await came()).came, [{ date: '2026-03-02', from: '18:00', came: false }]);
    stage.clock.advance(1);
    await stage.as('facilitator').call(recordAttendance, { sessionId: next!.sessionId,
      entries: [{ clientId, status: 'present', from: '18:00', to: '21:00', replaces: fact.id, reason: 'Was there from the start.' }] });
    const page = await came();
    assert.deepEqual(page.came, [{ date: '2026-03-02', from: '18:00', came: true }]);
    assert.deepEqual(page.sessions, []);
  });

  test('PV-51: loses everything in the moment the client takes it back, or when it ends', async () => {
    const clientId = await inGroup();
    const { supporterId, consentId } = await aSister(clientId, ['schedule']);
    await stage.supporter(supporterId).call(readSupported, {});
    await stage.client(clientId).call(revokeMyConsent, { consentId });
    assert.equal((await stage.supporter(supporterId).try(readSupported, {})).kind, 'not-found');
    assert.equal((await stage.client(clientId).call(readMyConsents, {}))[0]?.state, 'revoked');
    const { supporterId: next } = await aSister(clientId, ['schedule']);
    stage.clock.set('2026-04-01T04:59:00Z');
    await stage.supporter(next).call(readSupported, {});
    stage.clock.set('2026-04-01T05:00:00Z');
    assert.equal((await stage.supporter(next).try(readSupported, {})).kind, 'not-found');
  });

  test('loses everything when the client ends the contact', async () => {
    const clientId = await inGroup();
    const { supporterId } = await aSister(clientId, ['schedule']);
    await stage.client(clientId).call(endMyPerson, { supporterId });
    assert.equal((await stage.supporter(supporterId).try(readSupported, {})).kind, 'not-found');
  });

  test('cannot look back to a day on which a consent still held', async () => {
    const clientId = await inGroup();
    const { supporterId, consentId } = await aSister(clientId, ['schedule']);
    const then = stage.clock.now();
    stage.clock.advance(60);
    await stage.client(clientId).call(revokeMyConsent, { consentId });
    assert.equal((await stage.supporter(supporterId).try(readSupported, {}, { asOf: then })).kind, 'not-allowed');
  });

  test('is told of in the client’s accounting, once a day', async () => {
    const clientId = await inGroup();
    const { supporterId } = await aSister(clientId, ['schedule']);
    await stage.supporter(supporterId).call(readSupported, {});
    stage.clock.advance(5);
    await stage.supporter(supporterId).call(readSupported, {});
    assert.equal((await stage.client(clientId).call(readMyAccounting, {})).length, 1);
    stage.clock.advance(24 * 60);
    await stage.supporter(supporterId).call(readSupported, {});
    const told = await stage.client(clientId).call(readMyAccounting, {});
    assert.deepEqual(told.map((d) => [d.recipientName, d.records]), [['Dara', ['schedule']], ['Dara', ['schedule']]]);
  });

  test('PV-50: is shown to the client and to staff as it stands for that person, and tells nobody anything', async () => {
    const clientId = await inGroup();
    await stage.as('counselor').call(saveSafetyPlan, { clientId, safetyPlanId: newId(), opioids: false, version: 0, plan: { ...emptySafetyPlan(),
      signs: ['I stop answering'], alone: ['Walk'], people: [{ name: 'D.', relation: '', phone: '555-0101' }] } });
    const { supporterId, consentId } = await aSister(clientId, ['schedule', 'safety_plan']);
    const byStaff = async (recipientId = supporterId) => (await stage.as('counselor').call(previewSupporterPage, { clientId, recipientId })).page;
    const byClient = async () => (await stage.client(clientId).call(previewSupported, { recipientId: supporterId })).page;
    const before = await byStaff();
    assert.deepEqual(await stage.client(clientId).call(readMyAccounting, {}), [], 'a preview is no disclosure');
    await stage.supporter(supporterId).call(sendSupporterWord, { wordId: newId(), words: 'Between us.', askedToCall: false });
    const { sent, ...theirs } = await stage.supporter(supporterId).call(readSupported, {});
    assert.equal(sent.length, 1);
    assert.deepEqual(before, theirs);
    assert.deepEqual(await byClient(), theirs);
    assert.equal(await byStaff(newId()), null);
    await stage.client(clientId).call(revokeMyConsent, { consentId });
    assert.deepEqual([await byStaff(), await byClient()], [null, null]);
  });

  test('of one client is not shown to another, nor to staff who read neither plan nor safety plan', async () => {
    const [one, other] = [await inGroup(), await admitted(stage, 'Luz Medina')];
    const { supporterId } = await aSister(one, ['schedule']);
    assert.equal((await stage.client(other).call(previewSupported, { recipientId: supporterId })).page, null);
    assert.equal((await stage.as('counselor').call(previewSupporterPage, { clientId: other, recipientId: supporterId })).page, null);
    assert.equal((await stage.as('intake').try(previewSupporterPage, { clientId: one, recipientId: supporterId })).kind, 'not-allowed');
  });

  test('PV-52: writes to the team without anything being confirmed, and sees their own words again', async () => {
    const clientId = await inGroup();
    const { supporterId } = await aSister(clientId, ['family_session']);
    await stage.supporter(supporterId).call(sendSupporterWord, { wordId: newId(), words: 'Please call me.', askedToCall: true });
    assert.deepEqual((await stage.supporter(supporterId).call(readSupported, {})).sent.map((w) => w.words), ['Please call me.']);
    const { rows } = await stage.owner.query(`select job from house.outbox where data->>'clientId' = $1`, [clientId]);
    assert.deepEqual(rows, [{ job: 'hearSupporter' }]);
  });

  test('gets no row through raw SQL on the connection that serves them, whatever it asks', async () => {
    const clientId = await inGroup();
    const { supporterId, consentId } = await aSister(clientId, ['schedule']);
    const count = async (table: string): Promise<string> => {
      const connection = await stage.pools.disclosure.connect();
      try {
        await connection.query('begin');
        await connection.query(`select set_config('app.agency_id', $1, true), set_config('app.actor', $2, true), set_config('app.now', $3, true),
          set_config('app.today', '2026-03-02', true), set_config('app.reach', 'chart', true), set_config('app.chart', $4, true),
          set_config('app.charts', '{}', true), set_config('app.recipient', $2, true), set_config('app.purpose', 'support', true)`,
        [stage.agencyId, supporterId, stage.clock.now(), clientId]);
        return String((await connection.query(`select count(*)::int as n from live.${table}`)).rows[0].n);
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await connection.query('rollback');
        connection.release();
      }
    };
    for (const table of ['check_in', 'message', 'outreach', 'inquiry', 'caseload', 'seat_h', 'booking', 'staff', 'separation']) {
      assert.equal(await count(table), '42501', `${table} is not granted`);
    }
    assert.notEqual(await count('session'), '0');
    assert.equal(await count('safety_plan'), '0');
    await stage.client(clientId).call(revokeMyConsent, { consentId });
    for (const table of ['seat', 'session', 'consent', 'consent_record', 'client']) assert.equal(await count(table), '0', `${table} after it was taken back`);
  });
});
