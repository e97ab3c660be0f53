import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { aClient, admitted, withPlan } from '../../app/cast.ts';
import { openStage, STAGE_NOW, type Stage } from '../../app/stage.ts';
import { newId, NIL_ID, type Id } from '../../shared/ids.ts';
import { readClient } from '../clients/api.ts';
import { readPapers, recordAcknowledgement } from '../consent/api.ts';
import { administerInstrument } from '../instruments/api.ts';
import * as level from '../level-of-care/api.ts';
import { DIMENSIONS } from '../level-of-care/model.ts';
import { deriveAllObligations, listClientObligations } from '../obligations/api.ts';
import { recordEmergencyContact } from '../support-network/api.ts';
import * as api from './api.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());
beforeEach(() => stage.clock.set(STAGE_NOW));

const counselor = () => stage.as('counselor');
const LAST_DAY = '2026-03-02';
const leaving = (clientId: Id, more: object = {}) => ({ clientId, type: 'left_against_advice' as const, reason: 'Said so on the phone.', lastContactOn: LAST_DAY, on: LAST_DAY, ...more });
const gateOf = async (clientId: Id) => (await counselor().call(api.readAdmissionGate, { clientId })).lines.filter((l) => !l.met).map((l) => l.item);

/** A suicide screen, an assessment with little found, and its signed decision for this program. */
async function decided(clientId: Id): Promise<void> {
  await counselor().call(administerInstrument, { clientId, administrationId: newId(), code: 'C-SSRS', answers: { 1: 0, 2: 0, 6: 0 }, mode: 'interview' });
  const of = { clientId, assessmentId: newId() };
  await counselor().call(level.startAssessment, { ...of, purpose: 'admission' });
  const sheet = await counselor().call(level.readAssessment, of);
  const details = { ...sheet.details,
    facts: { ...sheet.details.facts, emergencyNow: false, suicidePlanIntentMeans: false, homicidalIntent: false, usedLast72h: [], priorSeizureOrDelirium: false,
      heavyAlcoholOrSedativeUse: false, dailySedativeStopped: false, pregnant: false, cannotTakePartInGroup: false, unsafeHomeNow: false },
    diagnoses: [{ substance: 'alcohol' as const, criteria: [1, 2, 3, 4], takenAsPrescribed: false, remissionSince: null, controlledEnvironment: false, onMaintenanceTherapy: false }],
    ratings: DIMENSIONS.map((dimension, i) => ({ dimension, rating: [0, 0, 1, 2, 2, 1][i]!, evidence: [], history: '', hereAndNow: 'As found today.', strengths: '',
      neededService: 'structured group', ratedOn: LAST_DAY })) };
  const { version } = await counselor().call(level.saveAssessment, { ...of, details, version: sheet.version });
  await counselor().call(level.signLevelOfCare, { ...of, decisionId: newId(), version,
    placement: { acceptedLevel: '2.1', reasonCode: null, reason: '', riskPlan: '', personPrefers: '', barriers: '' } });
}

async function papersSigned(clientId: Id): Promise<void> {
  for (const paper of await stage.as('intake').call(readPapers, {})) {
    await stage.as('intake').call(recordAcknowledgement, { clientId, acknowledgementId: newId(), kind: paper.kind, version: paper.version, language: paper.language,
      method: 'screen', signer: 'client', name: 'Rowan Okafor', mark: '' });
  }
}

describe('PR-46: the gate of admission', () => {
  test('names every step that is missing, and lets in who has them all', async () => {
    const clientId = await aClient(stage);
    const all = await gateOf(clientId);
    assert.equal(all.length, 13, 'without opioids two steps do not apply');
    const answer = await stage.as('intake').try(api.admitClient, { clientId, primaryCounselorId: stage.staff.counselor });
    assert.match(answer.kind === 'refusal' ? answer.refusal.say : '', /identity checked.*fee agreement.*tb screen/i);
    await papersSigned(clientId);
    await stage.as('intake').call(recordEmergencyContact, { clientId, decision: { decision: 'declined', reason: 'Later.' } });
    assert.deepEqual(await gateOf(clientId), ['identity', 'level_of_care_signed', 'diagnosis', 'suicide_screen', 'overdose_screen', 'tb_screen', 'hiv_hcv_screen']);
    for (const item of ['identity', 'tb_screen', 'hiv_hcv_screen', 'overdose_screen'] as const) await stage.as('intake').call(api.recordIntakeItem, { clientId, item });
    await decided(clientId);
    assert.deepEqual(await gateOf(clientId), []);
    await stage.as('intake').call(api.admitClient, { clientId, primaryCounselorId: stage.staff.counselor });
    const client = await counselor().call(readClient, { clientId });
    assert.deepEqual([client.episode?.levelOfCare, client.primary?.staffId], ['2.1', stage.staff.counselor]);
    assert.equal(await stage.as('intake').refused(api.admitClient, { clientId, primaryCounselorId: stage.staff.counselor }), 'admitted-already');
  });

  test('is passed over only by a supervisor, with a reason that stays beside the admission', async () => {
    const clientId = await aClient(stage, 'Mira Adeyemi');
    const overrides = (await gateOf(clientId)).map((item) => ({ item, reason: 'Transferred today with all papers.' }));
    const input = { clientId, primaryCounselorId: stage.staff.counselor, overrides };
    assert.equal(await counselor().refused(api.admitClient, input), 'may-not-override');
    assert.equal(await stage.as('supervisor').refused(api.admitClient, { ...input, overrides: overrides.map((o) => ({ ...o, reason: 'so' })) }), 'override-without-reason');
    await stage.as('supervisor').call(api.admitClient, input);
    const { rows } = await stage.owner.query('select overridden from live.admission where client_id = $1', [clientId]);
    assert.deepEqual([rows[0].overridden.length, rows[0].overridden[0].byName], [13, 'Ada Falk']);
  });
});

const PLAN = { items: ['A weekly group', 'Two people to call'], ownWords: 'My mornings.', nextAppointmentOn: '2026-03-06', nextAppointmentWith: 'Thursday group',
  medicationFollowUpOn: null, clientAgrees: true };

test('PR-66 and PR-91: a step down waits for the plan and the client’s word; a step up does not', async () => {
  const clientId = await admitted(stage);
  const step = { clientId, to: '1.5' as const, reason: 'Goals met', receivedBy: 'Thursday group', clientSaid: 'agrees' as const };
  assert.equal(await counselor().refused(api.stepClient, step), 'no-graduation-plan');
  const { version } = await counselor().call(api.saveGraduationPlan, { clientId, ...PLAN, version: null });
  assert.equal(await counselor().refused(api.saveGraduationPlan, { clientId, ...PLAN, version: null }), 'changed-meanwhile');
  await counselor().call(api.saveGraduationPlan, { clientId, ...PLAN, version });
  assert.equal(await counselor().refused(api.stepClient, { ...step, clientSaid: 'not_asked' }), 'client-not-asked');
  assert.equal(await counselor().refused(api.stepClient, { ...step, receivedBy: '' }), 'hand-off-missing');
  assert.deepEqual(await counselor().call(api.stepClient, step), { direction: 'down' });
  const read = await counselor().call(api.readTransition, { clientId });
  assert.deepEqual([read.rung, read.steps.map((s) => s.to), (await counselor().call(readClient, { clientId })).episode?.levelOfCare], ['1.5', ['1.5'], '1.5']);
  assert.deepEqual(read.readiness.find((e) => e.criterion === 'client_agrees')?.says, 'for');
  assert.deepEqual(await counselor().call(api.stepClient, { ...step, to: '2.1', clientSaid: 'not_asked' }), { direction: 'up' });
});

test('PR-92: an instrument asked late in the evening is of that evening’s day, not of the day that Greenwich has by then', async () => {
  const clientId = await admitted(stage, 'Uri Lindt');
  stage.clock.set('2026-03-03T05:30:00Z'); // half past eleven on Monday 2 March
  for (const [code, items] of [['PHQ-9', 9], ['GAD-7', 7]] as const) {
    const answers = Object.fromEntries(Array.from({ length: items }, (_, n) => [n + 1, 0]));
    await counselor().call(administerInstrument, { clientId, administrationId: newId(), code, answers, mode: 'interview' });
  }
  const asked = async () => (await counselor().call(api.readTransition, { clientId })).readiness.find((one) => one.criterion === 'instruments')?.words;
  stage.clock.set('2026-04-02T04:30:00Z'); // late on 1 April, the thirtieth day
  assert.equal(await asked(), 'all asked lately');
  stage.clock.set('2026-04-02T05:30:00Z'); // half past midnight
  assert.equal(await asked(), 'not asked lately: PHQ-9, GAD-7');
});

test('PR-93 and PR-94: each kind of end asks for what it needs', async () => {
  const clientId = await admitted(stage, 'Noor Salem');
  const refused = (more: object, who: 'counselor' | 'supervisor' = 'counselor') => stage.as(who).refused(api.dischargeClient, leaving(clientId, more));
  assert.equal(await refused({ type: 'completed' }), 'criteria-open');
  assert.equal(await refused({ type: 'lost_to_contact' }), 'contact-too-recent');
  assert.equal(await refused({ type: 'administrative', transferTo: 'Hill House', appealRoute: 'In writing', noticeGivenOn: LAST_DAY }), 'no-director');
  assert.equal(await refused({ on: '2026-03-09' }), 'in-the-future');
  assert.equal(await refused({ on: '2026-03-01', lastContactOn: '2026-03-01' }), 'before-admission');
  assert.equal((await stage.as('director').try(api.dischargeClient, leaving(clientId))).kind, 'not-allowed');
  await counselor().call(api.dischargeClient, leaving(clientId));
  assert.equal((await counselor().call(readClient, { clientId })).episode, null);
  assert.equal(await counselor().refused(api.dischargeClient, leaving(clientId)), 'not-in-program');
});

test('PR-95: the summary is read, mended and signed once; then it is locked for everybody, and prints as a tagged PDF', async () => {
  const clientId = await admitted(stage, 'Ines Moreau');
  await withPlan(stage, clientId);
  assert.equal(await counselor().call(api.readDischargeSummary, { clientId }), null);
  assert.equal(await counselor().refused(api.signDischargeSummary, { clientId, parts: [] }), 'no-discharge');
  await counselor().call(api.dischargeClient, leaving(clientId, { clientStatement: 'I will call.' }));
  const draft = await counselor().call(api.readDischargeSummary, { clientId });
  assert.equal(draft?.parts.find((p) => p.part === 'client_statement')?.text, 'I will call.');
  assert.match(draft?.parts.find((p) => p.part === 'diagnoses')?.text ?? '', /At discharge/);
  assert.equal(await counselor().refused(api.printDischargeSummary, { clientId }), 'not-signed-yet');
  await counselor().call(api.signDischargeSummary, { clientId, parts: [{ part: 'risk', text: 'No risk found at the last talk.' }] });
  const signed = await counselor().call(api.readDischargeSummary, { clientId });
  assert.deepEqual([signed?.signed?.by, signed?.parts.find((p) => p.part === 'risk')?.text], ['T. B.', 'No risk found at the last talk.']);
  assert.equal(await counselor().refused(api.signDischargeSummary, { clientId, parts: [] }), 'signed-is-locked');

  await assert.rejects(stage.owner.query(`update live.discharge_summary set signed_text = '' where client_id = $1`, [clientId]), /kept as it was recorded/);
  await assert.rejects(stage.owner.query('delete from live.discharge_summary where client_id = $1', [clientId]), /kept as it was recorded/);
  const app = await stage.pools.app.connect();
  try {
    await app.query(`select set_config('app.agency_id', $1, false), set_config('app.reach', 'agency', false), set_config('app.chart', $2, false),
      set_config('app.charts', '{}', false), set_config('app.actor', $2, false)`, [stage.agencyId, NIL_ID]);
    await assert.rejects(app.query(`update live.discharge_summary set signed_text = ''`), /permission denied/);
    await assert.rejects(app.query('delete from live.discharge_summary'), /permission denied/);
  } finally {
    app.release();
  }

  const { pdf } = await counselor().call(api.printDischargeSummary, { clientId });
  const bytes = Buffer.from(pdf, 'base64').toString('latin1');
  assert.ok(bytes.startsWith('%PDF'));
  assert.match(bytes, /\/StructTreeRoot/);
  assert.match(bytes, /\/Lang \(en-US\)/);
  // of the moment it was signed, not of the printing
  assert.ok(bytes.includes(`(D:${stage.clock.now().replaceAll(/[-:T]/g, '').slice(0, 14)}Z)`));
});

test('PR-96: a call is owed a few days around the seventh, is gone once it is recorded, and the next one comes in its time', async () => {
  const clientId = await admitted(stage, 'Jules Okonkwo');
  await counselor().call(api.dischargeClient, leaving(clientId, { type: 'transferred_lower', transferTo: 'Thursday group' }));
  const calls = async (at: string) => {
    stage.clock.set(at);
    await stage.service().call(deriveAllObligations, {});
    return (await counselor().call(listClientObligations, { clientId })).filter((o) => o.rule === 'PR-96').map((o) => o.what);
  };
  assert.deepEqual(await calls('2026-03-05T18:00:00Z'), []);
  assert.deepEqual(await calls('2026-03-06T18:00:00Z'), ['call after 7 days']);
  assert.deepEqual(await calls('2026-03-09T18:00:00Z'), ['call after 7 days']);
  await counselor().call(api.recordFollowUp, { clientId, dayNumber: 7, outcome: 'reached', doing: 'well', wantsBack: true, words: 'Goes to the group.' });
  assert.deepEqual((await counselor().call(api.readTransition, { clientId })).followUps.map((f) => [f.dayNumber, f.wantsBack]), [[7, true]]);
  assert.deepEqual(await calls('2026-03-09T19:00:00Z'), []);
  assert.deepEqual(await calls('2026-03-30T18:00:00Z'), ['call after 30 days']);
});
