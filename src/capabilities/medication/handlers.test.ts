import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { admitted } from '../../app/cast.ts';
import { newId } from '../../shared/ids.ts';
import { addDays, addHours } from '../../shared/dates.ts';
import { assignCounselor } from '../clients/api.ts';
import { listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';

let stage: Stage;
let clientId: string;
before(async () => {
  stage = await openStage();
  clientId = await admitted(stage);
  await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.case_manager, part: 'treats' });
});
after(() => stage.close());

const owed = async () => (await stage.as('counselor').call(listClientObligations, { clientId })).filter((o) => o.rule === 'PR-63').map((o) => o.what);
const read = () => stage.as('counselor').call(api.readMedication, { clientId });
const suboxone = (over = {}) => ({
  clientId, id: newId(), name: 'Suboxone', ingredients: ['buprenorphine', 'naloxone'], strength: '8 mg / 2 mg', route: 'sublingual' as const,
  schedule: { kind: 'daily' as const, timesPerDay: 1 }, purpose: 'moud' as const, prescriber: 'Sam Okafor', startedOn: '2026-03-02', replaces: null, ...over,
});

describe('the way to a provider', () => {
  test('PR-63: asked, booked, not kept, booked again, seen, answered; each step leaves the next one owed', async () => {
    const linkageId = newId();
    const of = { clientId, linkageId };
    const counselor = stage.as('counselor');
    await counselor.call(api.requestLinkage, { clientId, id: linkageId, purpose: 'moud', question: 'Would buprenorphine help?' });
    assert.deepEqual(await owed(), ['book the medical appointment']);
    assert.equal(await counselor.refused(api.requestLinkage, { clientId, id: newId(), purpose: 'moud', question: 'Again' }), 'already-asked');
    assert.equal(await counselor.refused(api.recordLinkageSeen, { ...of, outcome: 'seen', words: '' }), 'nothing-booked');
    await stage.as('case_manager').call(api.bookLinkage, { ...of, provider: 'Dr Okafor', appointmentAt: addHours(stage.clock.now(), 20), place: '' });
    assert.deepEqual(await owed(), []);
    stage.clock.advance(21 * 60);
    await stage.as('case_manager').call(api.recordLinkageSeen, { ...of, outcome: 'not_kept', words: 'car broke down' });
    await stage.as('case_manager').call(api.bookLinkage, { ...of, provider: 'Dr Okafor', appointmentAt: addHours(stage.clock.now(), 2), place: 'Room 3' });
    stage.clock.advance(3 * 60);
    await stage.as('nurse').call(api.recordLinkageSeen, { ...of, outcome: 'seen', words: '' });
    assert.deepEqual(await owed(), ['the provider’s answer']);
    await stage.as('medical').call(api.recordLinkageAnswer, { ...of, answer: 'prescribed', words: 'Start at 8 mg' });
    assert.deepEqual(await owed(), []);
    const found = (await read()).linkages[0]!;
    assert.deepEqual([found.stage, found.visits.length, found.answer?.answer], ['answered', 2, 'prescribed']);
    assert.equal(await stage.as('medical').refused(api.recordLinkageAnswer, { ...of, answer: 'not_now', words: 'x' }), 'loop-closed');
  });
});

describe('the medication list', () => {
  test('a provider prescribes; a new dose takes the place of the old; others may write down only what they were told', async () => {
    const first = suboxone();
    await stage.as('medical').call(api.startMedication, first);
    assert.equal((await stage.as('counselor').try(api.startMedication, suboxone())).kind, 'not-allowed');
    assert.equal(await stage.as('medical').refused(api.startMedication, suboxone({ startedOn: '2026-03-05' })), 'already-taken');
    assert.equal(await stage.as('counselor').refused(api.noteMedication, suboxone({ startedOn: '2026-03-05', replaces: first.id })), 'provider-decides');
    await stage.as('medical').call(api.startMedication, suboxone({ strength: '16 mg / 4 mg', startedOn: '2026-03-05', replaces: first.id }));
    await stage.as('counselor').call(api.noteMedication, suboxone({ name: 'Wellbutrin', ingredients: ['bupropion'], strength: '150 mg', purpose: 'psychiatric' }));
    const list = (await read()).medications.map((m) => [m.name, m.strength, m.end, m.source]);
    assert.deepEqual(list.sort(), [['Suboxone', '16 mg / 4 mg', null, 'prescribed_here'], ['Suboxone', '8 mg / 2 mg', '2026-03-04', 'prescribed_here'], ['Wellbutrin', '150 mg', null, 'reported']]);
  });

  test('what was prescribed here only a provider stops, and it stops once', async () => {
    const current = (await read()).medications.find((m) => m.strength === '16 mg / 4 mg')!;
    const stop = { clientId, medicationId: current.id, stoppedOn: '2026-03-20', why: 'changes to an injection' };
    assert.equal(await stage.as('counselor').refused(api.stopMedication, stop), 'provider-decides');
    await stage.as('medical').call(api.stopMedication, stop);
    assert.equal(await stage.as('medical').refused(api.stopMedication, stop), 'already-stopped');
  });

  test('a check-in is asked of what is taken now, and a supply that ends is announced', async () => {
    const { medications } = await read();
    const current = medications.find((m) => m.strength === '16 mg / 4 mg')!;
    const old = medications.find((m) => m.strength === '8 mg / 2 mg')!;
    stage.clock.set('2026-03-06T18:00:00Z');
    const about = (medicationId: string) => ({ sessionId: null, since: '2026-03-05', effects: '', craving: 2, answers: [{ medicationId, taken: 'all' as const, missedDoses: 0, why: '' }] });
    assert.equal(await stage.as('counselor').refused(api.recordAdherence, { clientId, ...about(old.id) }), 'not-on-list');
    await stage.as('counselor').call(api.recordAdherence, { clientId, ...about(current.id) });
    await stage.client(clientId).call(api.recordMyAdherence, { since: '2026-03-06', effects: 'sleepy', craving: 4, answers: about(current.id).answers });
    assert.equal((await read()).checks.length, 2);
    await stage.as('nurse').call(api.recordSupply, { clientId, medicationId: current.id, on: '2026-03-05', daysSupply: 4 });
    assert.ok((await owed()).includes('next supply'));
    assert.equal(await stage.as('nurse').refused(api.recordSupply, { clientId, medicationId: current.id, on: addDays('2026-03-06', 1), daysSupply: 4 }), 'supply-ahead');
  });

  test('the client sees their own list, and a counselor of somebody else sees nothing', async () => {
    assert.equal((await stage.client(clientId).call(api.readMyMedication, {})).medications.length, 2);
    const other = await stage.otherAgency();
    assert.notEqual((await other.as('medical').try(api.readMedication, { clientId })).kind, 'value');
  });
});

test('PR-64 and PR-48: once opioid use is known, an offer and naloxone are owed until answered', async () => {
  const someone = await admitted(stage);
  const open = async () => (await stage.as('counselor').call(listClientObligations, { clientId: someone })).map((o) => o.what);
  const both = ['offer medication', 'naloxone and an overdose plan'];
  await stage.as('counselor').call(api.requestLinkage, { clientId: someone, id: newId(), purpose: 'moud', question: 'Medication?' });
  assert.deepEqual((await open()).filter((what) => both.includes(what)).sort(), both.toSorted());
  await stage.as('counselor').call(api.offerMedication, { clientId: someone, disorder: 'opioid', answer: 'thinking', words: '' });
  await stage.as('nurse').call(api.recordNaloxone, { clientId: someone, answer: 'given', overdosePlan: true });
  assert.deepEqual((await open()).filter((what) => both.includes(what)), []);
});

test('facts of medication cannot be changed or removed, not even by SQL', async () => {
  for (const table of ['medication', 'medication_visit', 'adherence_check']) {
    await assert.rejects(stage.owner.query(`delete from live.${table}`), { code: 'SW001' });
  }
});
