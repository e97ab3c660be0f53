import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { admitted, aGroupOf, allHere, anHourWith, withPlan } from '../../app/cast.ts';
import { openStage, STAGE_NOW, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { signatureHolds } from '../../shared/signature.ts';
import { recordAttendance } from '../attendance/api.ts';
import { listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';
import { clientPart, noteContent, type ClientPart } from './model.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());
beforeEach(() => stage.clock.set(STAGE_NOW));

const AFTER_GROUP = '2026-03-03T03:20:00Z';
const shared = { topic: 'Warning signs, lesson 6', activity: 'Chain of events on paper, in pairs.', objective: '', observations: '' };

type Evening = { sessionId: Id; people: Id[] };
let slot = 34;
/** A group that is over, with attendance taken; each in a half hour of its own, for the facilitator is in one place at a time. */
async function evening(names = ['Rowan Okafor', 'Jules Lindqvist', 'Ana Vega']): Promise<Evening> {
  const people: Id[] = [];
  for (const name of names) people.push(await admitted(stage, name));
  slot += 1;
  const halfHour = (n: number) => `${Math.floor(n / 2)}:${n % 2 === 0 ? '00' : '30'}`;
  const at = { startsAt: halfHour(slot), endsAt: halfHour(slot + 1) };
  const { sessionId } = await aGroupOf(stage, people, at);
  stage.clock.set(AFTER_GROUP);
  await allHere(stage, sessionId, people, { from: at.startsAt, to: at.endsAt });
  return { sessionId, people };
}
async function write(sessionId: Id, part: Partial<ClientPart> & { clientId: Id }, toIndividual = '') {
  const page = await stage.as('facilitator').call(api.readGroupNote, { sessionId });
  const { version } = page.rows.find((r) => r.clientId === part.clientId)!;
  return stage.as('facilitator').call(api.saveGroupPart, { sessionId, version, toIndividual, part: clientPart.parse({ participation: 3, ...part }) });
}
async function signable(sessionId: Id, people: Id[]) {
  const page = await stage.as('facilitator').call(api.readGroupNote, { sessionId });
  return { sessionId, sharedVersion: page.version!, parts: people.map((clientId) => ({ clientId, version: page.rows.find((r) => r.clientId === clientId)!.version! })) };
}
const writeShared = (sessionId: Id) => stage.as('facilitator').call(api.saveGroupShared, { sessionId, version: null, shared });
const notesOf = async (clientId: Id) => (await stage.as('counselor').call(api.readNotes, { clientId })).notes;
const owed = async (clientId: Id) => (await stage.as('counselor').call(listClientObligations, { clientId })).filter((o) => ['PR-75', 'PR-72', 'PR-60'].includes(o.rule)).map((o) => o.what);

describe('a group note', () => {
  test('written once files its own note in each chart, with nobody else’s name, and the promise closes', async () => {
    const { sessionId, people } = await evening();
    const [rowan, jules, ana] = people as [Id, Id, Id];
    const plan = await withPlan(stage, rowan);
    assert.ok((await owed(rowan)).some((what) => what.startsWith('group note')));
    await writeShared(sessionId);
    await write(sessionId, { clientId: rowan, words: 'Named two warning signs.', objectiveIds: [plan.objectives[0]!.id], progress: '2 calls' });
    await write(sessionId, { clientId: jules, words: 'Quiet first hour; gave useful feedback on sleep.' });
    await write(sessionId, { clientId: ana, words: 'First evening. Chose to listen.', participation: 1 });
    const { signed } = await stage.as('facilitator').call(api.signGroupNote, await signable(sessionId, people));
    assert.deepEqual(signed.map((s) => s.clientId).toSorted(), people.toSorted());
    for (const [clientId, own] of [[rowan, 'Named two warning signs.'], [jules, 'Quiet first hour'], [ana, 'listened. First evening']] as const) {
      const [note] = await notesOf(clientId);
      assert.match(note!.text, /^Group note: Relapse Prevention\n2 Mar 2026.*\nHere .*30 minutes counted\nLed by: Kim Rowe, Certified addiction counselor EX-0000 \(Example\)\nPresent: 3\nTopic: Warning signs, lesson 6/);
      assert.ok(note!.text.includes(own));
      for (const name of ['Rowan', 'Okafor', 'Jules', 'Lindqvist', 'Ana', 'Vega', 'R. O.', 'J. L.']) assert.ok(!note!.text.includes(name), `${name} in ${note!.text}`);
      assert.deepEqual(await owed(clientId), []);
    }
    assert.match((await notesOf(rowan))[0]!.text, /Serves: Objective: Call sponsor: at least 2 calls a week/);
  });

  test('PR-74: with another member’s name in a part, or any in the shared part, signs nothing at all', async () => {
    const { sessionId, people } = await evening();
    const [rowan, jules] = people as [Id, Id, Id];
    await writeShared(sessionId);
    await write(sessionId, { clientId: rowan, words: 'Led the exercise.' });
    await write(sessionId, { clientId: jules, words: 'Listened to Rowan.' });
    const answer = await stage.as('facilitator').try(api.signGroupNote, await signable(sessionId, [rowan, jules]));
    assert.deepEqual(answer.kind === 'refusal' && answer.refusal.reason, 'part-names-somebody');
    assert.equal((await notesOf(rowan)).length, 0, 'the one that was ready is not filed either');
    await write(sessionId, { clientId: jules, words: 'Listened.' });
    const { version } = await stage.as('facilitator').call(api.readGroupNote, { sessionId });
    await stage.as('facilitator').call(api.saveGroupShared, { sessionId, version, shared: { ...shared, observations: 'Jules was angry.' } });
    assert.equal(await stage.as('facilitator').refused(api.signGroupNote, await signable(sessionId, [rowan])), 'shared-part-names-somebody');
  });

  test('broken off at any statement of the signing leaves all or nothing', async () => {
    const { sessionId, people } = await evening();
    await writeShared(sessionId);
    for (const [i, clientId] of people.entries()) await write(sessionId, { clientId, words: `Said thing number ${i}.` }, 'to take up alone');
    await stage.owner.query(`create table public.fault_at (n int, after int);
      create or replace function public.fault() returns trigger language plpgsql security definer as $$ begin
        update public.fault_at set n = n + 1;
        if (select n > after from public.fault_at) then raise exception 'power cut'; end if;
        return new; end $$;
      create trigger fault before insert on live.note for each row execute function public.fault();
      create trigger fault before insert on live.private_item for each row execute function public.fault();
      create trigger fault before insert on live.session_tie for each row execute function public.fault();
      create trigger fault before insert on house.audit for each row when (new.kind = 'act') execute function public.fault();`);
    let filed = 0;
    let tries = 0;
    try {
      for (let after = 0; after < 20 && filed === 0; after++) {
        await stage.owner.query('delete from public.fault_at');
        await stage.owner.query('insert into public.fault_at values (0, $1)', [after]);
        const answer = await stage.as('facilitator').try(api.signGroupNote, await signable(sessionId, people));
        const { rows } = await stage.owner.query('select (select count(*) from live.note where session_id = $1)::int as notes, (select count(*) from live.private_item where session_id = $1)::int as items', [sessionId]);
        filed = rows[0].notes;
        tries += 1;
        assert.ok(answer.kind === 'value' ? filed === people.length && rows[0].items === people.length : filed === 0 && rows[0].items === 0, `after ${after}: ${JSON.stringify(rows[0])}`);
      }
    } finally {
      await stage.owner.query(`drop trigger fault on live.note; drop trigger fault on live.private_item; drop trigger fault on live.session_tie; drop trigger fault on house.audit;
        drop function public.fault; drop table public.fault_at`);
    }
    assert.equal(filed, people.length);
    assert.ok(tries > 6, 'every statement was the one that failed once');
  });

  test('sent twice, or signed by two at once, files each note once', async () => {
    const { sessionId, people } = await evening();
    await writeShared(sessionId);
    for (const [i, clientId] of people.entries()) await write(sessionId, { clientId, words: `Said thing number ${i}.` });
    const ready = await signable(sessionId, people);
    const operationId = newId();
    const answers = await Promise.all([stage.as('facilitator').try(api.signGroupNote, ready, { operationId }), stage.as('supervisor').try(api.signGroupNote, ready),
      stage.as('facilitator').try(api.signGroupNote, ready, { operationId })]);
    const { rows } = await stage.owner.query('select count(*)::int as n from live.note where session_id = $1', [sessionId]);
    assert.equal(rows[0].n, people.length);
    assert.ok(answers.some((a) => a.kind === 'value'));
    assert.equal(await stage.as('facilitator').refused(api.signGroupNote, ready), 'signed-is-locked');
  });

  test('two write at once: the second hears of the first, a signed part is locked, an absent member has none', async () => {
    const { sessionId, people } = await evening();
    const [rowan, jules] = people as [Id, Id, Id];
    await writeShared(sessionId);
    assert.equal(await stage.as('supervisor').refused(api.saveGroupShared, { sessionId, version: null, shared }), 'changed-meanwhile');
    const { version } = await write(sessionId, { clientId: rowan, words: 'Led.' });
    await write(sessionId, { clientId: rowan, words: 'Led the exercise.' });
    assert.equal(await stage.as('supervisor').refused(api.saveGroupPart, { sessionId, version, part: clientPart.parse({ clientId: rowan, words: 'x' }) }), 'changed-meanwhile');
    await stage.as('facilitator').call(api.signGroupNote, await signable(sessionId, [rowan]));
    assert.equal(await stage.as('facilitator').refused(api.saveGroupPart, { sessionId, version, part: clientPart.parse({ clientId: rowan, words: 'x' }) }), 'signed-is-locked');
    await write(sessionId, { clientId: jules, words: 'Was not there.' });
    const fact = (await stage.owner.query('select attendance_id from live.attendance where session_id = $1 and client_id = $2', [sessionId, jules])).rows[0].attendance_id;
    await stage.as('facilitator').call(recordAttendance, { sessionId, entries: [{ clientId: jules, status: 'no_show', replaces: fact, reason: 'mixed up with another' }] });
    assert.equal(await stage.as('facilitator').refused(api.signGroupNote, await signable(sessionId, [jules])), 'attendance-missing');
    assert.equal(await stage.as('facilitator').refused(api.saveGroupPart, { sessionId, version: null, part: clientPart.parse({ clientId: newId(), words: 'x' }) }), 'not-seated');
  });

  test('is not there for somebody who does not lead it, nor for another agency', async () => {
    const { sessionId } = await evening(['Sol Price', 'Ida Quist']);
    assert.equal((await stage.as('counselor').try(api.readGroupNote, { sessionId })).kind, 'not-found');
    const other = await stage.otherAgency();
    assert.equal((await other.as('supervisor').try(api.readGroupNote, { sessionId })).kind, 'not-found');
  });

  test('what a member wants to take up alone travels to their own counselor, and to nobody else’s screen', async () => {
    const { sessionId, people } = await evening();
    const [rowan] = people as [Id, Id, Id];
    await writeShared(sessionId);
    await write(sessionId, { clientId: rowan, words: 'Led the exercise.' }, 'Something about the brother.');
    await stage.as('facilitator').call(api.signGroupNote, await signable(sessionId, [rowan]));
    const items = async (who: 'counselor' | 'director') => (await stage.as(who).call(api.readNotes, { clientId: rowan })).privateItems;
    const [item] = await items('counselor');
    assert.equal(item?.words, 'Something about the brother.');
    assert.deepEqual(await items('director'), []);
    assert.ok(!(await notesOf(rowan))[0]!.text.includes('brother'));
    assert.deepEqual(await owed(rowan), ['something to take up alone']);
    await stage.as('counselor').call(api.takeUpPrivateItem, { clientId: rowan, privateItemId: item!.privateItemId, words: 'talked on Tuesday' });
    assert.deepEqual(await owed(rowan), []);
  });
});

async function noted(clientId: Id, sessionId: Id | null = null, more: object = {}) {
  const noteDraftId = newId();
  const { version } = await stage.as('counselor').call(api.startNote, { clientId, noteDraftId, kind: 'individual', sessionId });
  const draft = await stage.as('counselor').call(api.readNoteDraft, { clientId, noteDraftId });
  const content = noteContent.parse({ format: 'dap', sections: { data: 'Slept five nights.', assessment: 'Gaining ground.', plan: 'Diary goes on.' }, ...more });
  return { clientId, noteDraftId, ...await stage.as('counselor').call(api.saveNote, { clientId, noteDraftId, version, content, startedAt: draft.startedAt, endedAt: draft.endedAt }) };
}

describe('an individual note', () => {
  test('is owed after the hour, signed as read, and locked; later words are an addendum beside it', async () => {
    const clientId = await admitted(stage);
    const sessionId = await anHourWith(stage, clientId, '17:30');
    stage.clock.set(AFTER_GROUP);
    await stage.as('counselor').call(recordAttendance, { sessionId, entries: [{ clientId, status: 'present', from: '17:30', to: '18:20' }] });
    assert.deepEqual(await owed(clientId), ['individual note, Mon 18:20']);
    const { version, ...draft } = await noted(clientId, sessionId);
    assert.equal(await stage.as('counselor').refused(api.signNote, { ...draft, version: 'older' }), 'changed-meanwhile');
    const { noteId, needsCosign } = await stage.as('counselor').call(api.signNote, { ...draft, version });
    assert.equal(needsCosign, false);
    assert.deepEqual(await owed(clientId), []);
    await stage.as('counselor').call(api.addAddendum, { clientId, noteId, addendumId: newId(), reason: 'wrong number', words: 'It was six nights.' });
    const [note] = await notesOf(clientId);
    assert.match(note!.text, /^Individual note: Individual counseling\n2 Mar 2026, 17:30–18:20\nLed by: Toni Brandt/);
    assert.deepEqual(note!.addenda.map((a) => [a.reason, a.words, a.byName]), [['wrong number', 'It was six nights.', 'Toni Brandt']]);
    assert.equal(await stage.as('facilitator').try(api.addAddendum, { clientId, noteId, addendumId: newId(), reason: 'x', words: 'y' }).then((a) => a.kind), 'not-found');
  });

  test('PR-71: written after the hard limit says so, with both times', async () => {
    const clientId = await admitted(stage);
    stage.clock.set(AFTER_GROUP);
    const draft = await noted(clientId);
    stage.clock.set('2026-03-07T03:20:00Z');
    await stage.as('counselor').call(api.signNote, draft);
    const [note] = await notesOf(clientId);
    assert.match(note!.text, /\nLate entry: held 2 Mar 2026 21:20, written 6 Mar 2026 21:20\n/);
  });

  test('PR-72, PR-104: of a trainee waits for a supervisor, who returns it once and then co-signs; nobody co-signs their own', async () => {
    const clientId = await admitted(stage);
    const credential = (kind: string) => stage.owner.query('update live.credential set kind = $3 where agency_id = $1 and staff_id = $2', [stage.agencyId, stage.staff.counselor, kind]);
    await credential('registered-trainee');
    try {
      stage.clock.set(AFTER_GROUP);
      const { noteId, needsCosign } = await stage.as('counselor').call(api.signNote, await noted(clientId));
      assert.equal(needsCosign, true);
      assert.deepEqual(await owed(clientId), ['co-signature']);
      const queue = async () => (await stage.as('supervisor').call(api.listToCosign, {})).filter((n) => n.clientId === clientId).map((n) => n.noteId);
      assert.deepEqual(await queue(), [noteId]);
      const verdict = (v: 'accept' | 'return', comment = '') => ({ clientId, noteId, cosignId: newId(), verdict: v, comment });
      assert.equal(await stage.as('supervisor').refused(api.cosignNote, verdict('return')), 'comment-missing');
      stage.clock.advance(10);
      await stage.as('supervisor').call(api.cosignNote, verdict('return', 'Say what the client said.'));
      assert.deepEqual([await queue(), await owed(clientId)], [[], ['note sent back']]);
      stage.clock.advance(10);
      await stage.as('counselor').call(api.addAddendum, { clientId, noteId, addendumId: newId(), reason: 'asked by the supervisor', words: 'He said he wants his mornings back.' });
      assert.deepEqual([await queue(), await owed(clientId)], [[noteId], ['co-signature']]);
      await stage.as('supervisor').call(api.cosignNote, verdict('accept'));
      assert.deepEqual([await queue(), await owed(clientId)], [[], []]);
      assert.equal(await stage.as('supervisor').refused(api.cosignNote, verdict('accept')), 'already-cosigned');
      assert.equal((await notesOf(clientId))[0]?.state, 'cosigned');
    } finally {
      await credential('licensed-clinical-social-worker');
    }
  });

  test('PV-40: a counseling note is shown to its author alone, by the database itself, and never among the notes', async () => {
    const clientId = await admitted(stage);
    const { belongsToRecord } = await stage.as('counselor').call(api.saveCounselingNote, { clientId, counselingNoteId: newId(), text: 'My own irritation. Takes 8 mg.' });
    assert.deepEqual(belongsToRecord, ['medication']);
    assert.equal((await stage.as('counselor').call(api.listCounselingNotes, { clientId })).length, 1);
    assert.deepEqual(await stage.as('supervisor').call(api.listCounselingNotes, { clientId }), []);
    assert.ok(!JSON.stringify(await stage.as('counselor').call(api.readNotes, { clientId })).includes('irritation'));
  });
});

describe('the golden thread', () => {
  test('PR-56: runs from need to what was noted, and shows the note that serves nothing', async () => {
    const clientId = await admitted(stage);
    const plan = await withPlan(stage, clientId);
    stage.clock.set(AFTER_GROUP);
    await stage.as('counselor').call(api.signNote, await noted(clientId, null, { objectiveIds: [plan.objectives[0]!.id], progress: '1 call last week' }));
    await stage.as('counselor').call(api.signNote, await noted(clientId));
    const thread = await stage.as('counselor').call(api.readThread, { clientId });
    assert.deepEqual(thread.rows.map((r) => [r.need.words, r.goal?.words, r.objective?.words, r.served, r.soFar?.words, r.gap]), [
      ['Alone most evenings', 'Two people to call', 'Call sponsor', [{ kind: 'individual', count: 1 }], '1 call last week', null]]);
    assert.equal(thread.serveNothing.length, 1);
  });
});

describe('what was signed', () => {
  test('refuses every path of the application, raw SQL included, and its signature holds', async () => {
    const clientId = await admitted(stage);
    stage.clock.set(AFTER_GROUP);
    const { noteId } = await stage.as('counselor').call(api.signNote, await noted(clientId));
    const app = await stage.pools.app.connect();
    try {
      for (const statement of [
        `update note set text = 'x' where note_id = '${noteId}'`, `delete from note where note_id = '${noteId}'`, 'truncate note cascade',
        `insert into note select * from note where note_id = '${noteId}' on conflict (agency_id, note_id) do update set text = 'x'`,
        `delete from client where client_id = '${clientId}'`, 'alter table note disable trigger all', `set session_replication_role = replica`,
      ]) {
        await app.query('begin');
        await app.query(`select set_config('app.agency_id', $1, true), set_config('app.reach', 'chart', true), set_config('app.actor', $1, true),
          set_config('app.chart', $2, true), set_config('app.charts', '{}', true), set_config('app.now', '2026-03-03T03:20:00Z', true), set_config('app.today', '2026-03-02', true)`, [stage.agencyId, clientId]);
        await assert.rejects(app.query(statement), (e: { code?: string }) => ['42501', 'SW001'].includes(e.code ?? ''), statement);
        await app.query('rollback');
      }
    } finally {
      app.release();
    }
    await assert.rejects(stage.owner.query('update live.note set text = $2 where note_id = $1', [noteId, 'x']), { code: 'SW001' });
    const { rows: [r] } = await stage.owner.query('select * from live.note where note_id = $1', [noteId]);
    const it = { text: r.text, language: r.language, hash: r.hash, signedAt: r.signed_at.toISOString(), signer: { id: r.signer_id, name: r.signer_name, role: r.role, credential: r.credential } };
    assert.equal(await signatureHolds(it), true);
    assert.equal(await signatureHolds({ ...it, text: r.text.replace('five', 'six') }), false);
  });
});
