import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { openInquiry, saveInquiry } from '../admissions/api.ts';
import { NOTHING_YET } from '../admissions/model.ts';
import { assignCounselor } from '../clients/api.ts';
import { administerInstrument } from '../instruments/api.ts';
import { listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';
import type { AssessmentDetails } from './assessment.ts';
import { STANDARD_TABLE } from './decision-table.ts';
import { DIMENSIONS, type AssessmentFacts } from './model.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** Everything asked, nothing found. */
const ASKED: Partial<AssessmentFacts> = {
  emergencyNow: false, suicidePlanIntentMeans: false, homicidalIntent: false, usedLast72h: [], priorSeizureOrDelirium: false,
  heavyAlcoholOrSedativeUse: false, dailySedativeStopped: false, pregnant: false, cannotTakePartInGroup: false, unsafeHomeNow: false,
};
const PLACE = { acceptedLevel: '2.1' as const, reasonCode: null, reason: '', riskPlan: '', personPrefers: '', barriers: '' };

type Sheet = { clientId: Id; assessmentId: Id; version: string; details: AssessmentDetails };
/** A person whom the counselor treats, with a screen done and an assessment open. */
async function aSheet(risks: (typeof NOTHING_YET)['risks'] = []): Promise<Sheet> {
  const clientId = newId();
  const inquiryId = newId();
  const { version } = await stage.as('intake').call(openInquiry, { clientId, inquiryId, channel: 'call' });
  await stage.as('intake').call(saveInquiry, { clientId, inquiryId, version, details: { ...NOTHING_YET, callThem: 'L. M.', risks } });
  await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.counselor, part: 'primary' });
  await stage.as('counselor').call(administerInstrument, {
    clientId, administrationId: newId(), code: 'C-SSRS', answers: { 1: 0, 2: 0, 6: 0 }, mode: 'interview',
  });
  const assessmentId = newId();
  await stage.as('counselor').call(api.startAssessment, { clientId, assessmentId, purpose: 'admission' });
  const read = await stage.as('counselor').call(api.readAssessment, { clientId, assessmentId });
  return { clientId, assessmentId, version: read.version, details: read.details };
}
const of = ({ clientId, assessmentId }: Sheet) => ({ clientId, assessmentId });

function rated(sheet: Sheet, values: (number | null)[], facts: Partial<AssessmentFacts> = {}): AssessmentDetails {
  return {
    ...sheet.details, facts: { ...sheet.details.facts, ...ASKED, ...facts },
    diagnoses: [{ substance: 'alcohol', criteria: [1, 2, 3, 4], takenAsPrescribed: false, remissionSince: null,
      controlledEnvironment: false, onMaintenanceTherapy: false }],
    ratings: DIMENSIONS.map((dimension, at) => ({
      dimension, rating: values[at] ?? null, evidence: [], history: '', hereAndNow: 'As found today.', strengths: '',
      neededService: 'structured group', ratedOn: '1999-01-01',
    })),
  };
}
async function saved(sheet: Sheet, values: (number | null)[], facts: Partial<AssessmentFacts> = {}): Promise<Sheet> {
  const details = rated(sheet, values, facts);
  const { version } = await stage.as('counselor').call(api.saveAssessment, { ...of(sheet), details, version: sheet.version });
  return { ...sheet, details, version };
}
const sign = (sheet: Sheet, placement: object = {}) =>
  ({ ...of(sheet), decisionId: newId(), version: sheet.version, placement: { ...PLACE, ...placement } });

describe('an assessment', () => {
  test('L1: goes from ratings to an explained, signed decision with its diagnosis', async () => {
    const sheet = await saved(await aSheet(), [0, 0, 1, 2, 2, 1]);
    const read = await stage.as('counselor').call(api.readAssessment, of(sheet));
    assert.deepEqual([read.recommendation.words, read.recommendation.drivers, read.facts.criteriaMet], ['2.1', ['D4', 'D5'], 4]);
    assert.equal(read.details.ratings[0]?.ratedOn, '2026-03-02', 'the day of a rating is the server’s');
    const signed = await stage.as('counselor').call(api.signLevelOfCare, sign(sheet));
    assert.deepEqual([signed.acceptedLevel, signed.needsCosign, signed.diagnoses[0]?.code], ['2.1', false, 'F10.20']);
    assert.match(signed.text, /^Level of care: 2\.1 Intensive outpatient\nProposed: 2\.1/);
    const again = await stage.as('counselor').call(api.readAssessment, of(sheet));
    assert.equal(again.decision?.signedBy, 'T. B.');
    assert.equal(await stage.as('counselor').refused(api.saveAssessment, { ...of(sheet), details: sheet.details, version: sheet.version }),
      'signed-already');
    await assert.rejects(stage.owner.query('update live.assessment set details = $1 where assessment_id = $2', ['{}', sheet.assessmentId]),
      /stays as it was signed/);
  });

  test('LOC-08: with D4 blank nothing can be signed, and what is missing is said', async () => {
    const sheet = await saved(await aSheet(), [0, 0, 1, null, 2, 1]);
    const answer = await stage.as('counselor').try(api.signLevelOfCare, sign(sheet));
    assert.match(answer.kind === 'refusal' ? answer.refusal.say : '', /D4 readiness to change/);
  });

  test('INS and PR-40: knows the scores and the first call, offers them as evidence, and reads the gates from them', async () => {
    const sheet = await aSheet(['pregnant', 'nowhere_safe']);
    await stage.as('nurse').call(administerInstrument, {
      clientId: sheet.clientId, administrationId: newId(), code: 'CIWA-Ar', mode: 'interview',
      answers: { 1: 4, 2: 5, 3: 4, 4: 4, 5: 4, 6: 0, 7: 0, 8: 0, 9: 0, 10: 0 },
    });
    const read = await stage.as('counselor').call(api.readAssessment, of(sheet));
    assert.deepEqual([read.facts.ciwa, read.facts.suicideTriage, read.facts.pregnant, read.facts.unsafeHomeNow], [21, 'none', true, true]);
    assert.deepEqual([read.recommendation.outcome, read.recommendation.words, read.recommendation.mayOfferIop], ['gate', '3.7 or 4', false]);
    assert.ok(read.evidence.some((one) => one.dimension === 'D1' && one.evidence.say === 'CIWA-Ar 21 severe'));
    assert.equal(await stage.as('counselor').refused(api.signLevelOfCare, sign({ ...sheet, version: read.version })), 'gate-not-cleared');
  });

  test('of which two people save different things: the second hears of it', async () => {
    const sheet = await aSheet();
    await saved(sheet, [0, 0, 0, 0, 0, 0]);
    const late = { ...of(sheet), details: rated(sheet, [1, 1, 1, 1, 1, 1]), version: sheet.version };
    assert.equal(await stage.as('supervisor').refused(api.saveAssessment, late), 'changed-meanwhile');
    assert.equal(await stage.as('counselor').refused(api.signLevelOfCare, sign(sheet)), 'changed-meanwhile');
  });

  test('is one at a time for each person', async () => {
    const sheet = await aSheet();
    const again = { clientId: sheet.clientId, assessmentId: newId(), purpose: 'admission' as const };
    assert.equal(await stage.as('counselor').refused(api.startAssessment, again), 'assessment-open-already');
  });
});

describe('the signature', () => {
  test('LOC-12: ratings of eight days ago are not signed', async () => {
    const sheet = await saved(await aSheet(), [0, 0, 1, 2, 2, 1]);
    const before = stage.clock.now();
    stage.clock.advance(8 * 24 * 60);
    await stage.as('counselor').call(administerInstrument, {
      clientId: sheet.clientId, administrationId: newId(), code: 'C-SSRS', answers: { 1: 0, 2: 0, 6: 0 }, mode: 'interview',
    });
    assert.equal(await stage.as('counselor').refused(api.signLevelOfCare, sign(sheet)), 'ratings-stale');
    stage.clock.set(before);
  });

  test('LOC-10: a lower level needs reason, plan for the risk, and another supervisor’s co-signature', async () => {
    const sheet = await saved(await aSheet(), [0, 0, 2, 1, 2, 1]);
    assert.equal(await stage.as('counselor').refused(api.signLevelOfCare, sign(sheet)), 'reason-missing');
    const why = { reasonCode: 'patient_preference', reason: 'Cares for two children at home.', riskPlan: 'Psychiatric visit each week.' };
    const signed = await stage.as('counselor').call(api.signLevelOfCare, sign(sheet, why));
    assert.deepEqual([signed.recommendedLevel, signed.acceptedLevel, signed.needsCosign], ['2.5', '2.1', true]);
    const owed = () => stage.as('supervisor').call(listClientObligations, { clientId: sheet.clientId })
      .then((all) => all.filter((one) => one.rule === 'LOC-10').length);
    assert.equal(await owed(), 1);
    const cosign = { clientId: sheet.clientId, decisionId: signed.decisionId };
    assert.equal((await stage.as('counselor').try(api.cosignLevelOfCare, cosign)).kind, 'not-allowed');
    await stage.as('supervisor').call(api.cosignLevelOfCare, cosign);
    assert.equal(await owed(), 0);
    assert.equal(await stage.as('supervisor').refused(api.cosignLevelOfCare, cosign), 'cosigned-already');
  });

  test('a supervisor who signed does not co-sign the same decision', async () => {
    const sheet = await saved(await aSheet(), [0, 0, 2, 1, 2, 1]);
    const why = { reasonCode: 'no_bed', reason: 'No place nearby this week.', riskPlan: 'Daily calls until then.' };
    const signed = await stage.as('supervisor').call(api.signLevelOfCare, sign(sheet, why));
    assert.equal(await stage.as('supervisor').refused(api.cosignLevelOfCare, { clientId: sheet.clientId, decisionId: signed.decisionId }),
      'own-decision');
  });

  test('PR-44: a credential that lapsed does not sign', async () => {
    const sheet = await saved(await aSheet(), [0, 0, 1, 2, 2, 1]);
    await stage.owner.query('update live.credential set expires_on = $1 where staff_id = $2', ['2026-03-01', stage.staff.counselor]);
    assert.equal(await stage.as('counselor').refused(api.signLevelOfCare, sign(sheet)), 'credential-may-not-sign');
    await stage.owner.query('update live.credential set expires_on = $1 where staff_id = $2', ['2029-01-01', stage.staff.counselor]);
  });

  test('a diagnosis with one criterion stops the signature and names its place', async () => {
    const sheet = await aSheet();
    const details = rated(sheet, [0, 0, 0, 0, 1, 1], { criteriaMet: 2 });
    details.diagnoses[0]!.criteria = [4];
    const { version } = await stage.as('counselor').call(api.saveAssessment, { ...of(sheet), details, version: sheet.version });
    const answer = await stage.as('counselor').try(api.signLevelOfCare, sign({ ...sheet, version }, { acceptedLevel: '1.5' }));
    assert.deepEqual(answer.kind === 'refusal' && [answer.refusal.reason, answer.refusal.field],
      ['fewer-than-two-criteria', 'diagnoses.0.criteria']);
  });
});

describe('what is owed', () => {
  test('an open assessment owes its signature and its instruments; a signed one its review', async () => {
    const sheet = await saved(await aSheet(), [0, 0, 1, 2, 2, 1]);
    const owed = () => stage.as('counselor').call(listClientObligations, { clientId: sheet.clientId })
      .then((all) => all.filter((one) => /^(LOC|INS)/.test(one.rule)).map((one) => `${one.rule} ${one.what}`).sort());
    const open = await owed();
    assert.ok(open.includes('LOC-12 assessment to sign') && open.includes('INS-05 PHQ-9'), open.join());
    await stage.as('counselor').call(api.signLevelOfCare, sign(sheet));
    assert.deepEqual(await owed(), ['LOC-20 level-of-care review']);
  });
});

describe('the decision table', () => {
  const withPsychiatric = {
    ...structuredClone(STANDARD_TABLE), name: 'Riverbend', version: '1',
    cells: { ...structuredClone(STANDARD_TABLE.cells), D3: STANDARD_TABLE.cells.D3.map((cases, at) => (at === 2 ? [{ level: '2.1' as const, coe: true }] : cases)) },
  };
  test('is the agency’s: adopted by the director from a day on, and named in every decision', async () => {
    assert.equal((await stage.as('counselor').call(api.readDecisionTable, {})).table.name, 'Standard');
    const lowered = { ...withPsychiatric, cells: { ...withPsychiatric.cells, D2: withPsychiatric.cells.D2.map(() => [{ level: '1.5' as const }]) } };
    assert.equal(await stage.as('director').refused(api.adoptDecisionTable, { table: lowered, fromOn: '2026-03-02' }), 'severe-below-medical');
    assert.equal(await stage.as('director').refused(api.adoptDecisionTable, { table: withPsychiatric, fromOn: '2026-03-01' }), 'from-in-the-past');
    await stage.as('director').call(api.adoptDecisionTable, { table: withPsychiatric, fromOn: '2026-03-02' });
    assert.equal(await stage.as('director').refused(api.adoptDecisionTable, { table: withPsychiatric, fromOn: '2026-04-01' }), 'version-used');
    const sheet = await saved(await aSheet(), [0, 0, 2, 1, 2, 1]);
    const { recommendation } = await stage.as('counselor').call(api.readAssessment, of(sheet));
    assert.deepEqual([recommendation.words, recommendation.ruleset], ['2.1 COE', 'Riverbend 1']);
  });
});

describe('a review of the stay', () => {
  test('LOC-21: after two reviews without progress the plan is changed, or the level', async () => {
    const first = await saved(await aSheet(), [0, 0, 1, 2, 2, 1]);
    await stage.as('counselor').call(api.signLevelOfCare, sign(first));
    const review = async (answers: Partial<AssessmentDetails['review']>): Promise<Sheet> => {
      const assessmentId = newId();
      await stage.as('counselor').call(api.startAssessment, { clientId: first.clientId, assessmentId, purpose: 'continued' });
      const read = await stage.as('counselor').call(api.readAssessment, { clientId: first.clientId, assessmentId });
      const details = { ...rated({ ...first, ...read }, [0, 0, 1, 2, 2, 1]), review: { ...read.details.review, ...answers } };
      const { version } = await stage.as('counselor').call(api.saveAssessment, { clientId: first.clientId, assessmentId, details, version: read.version });
      return { clientId: first.clientId, assessmentId, details, version };
    };
    await stage.as('counselor').call(api.signLevelOfCare, sign(await review({ progressing: false })));
    const second = await review({ progressing: false, ableToTakePart: true });
    const read = await stage.as('counselor').call(api.readAssessment, of(second));
    assert.match(read.review?.forced ?? '', /Change the plan/);
    assert.equal(await stage.as('counselor').refused(api.signLevelOfCare, sign(second)), 'plan-change-or-transfer');
    const details = { ...second.details, review: { ...second.details.review, planChanged: true } };
    const { version } = await stage.as('counselor').call(api.saveAssessment, { ...of(second), details, version: second.version });
    const signed = await stage.as('counselor').call(api.signLevelOfCare, sign({ ...second, version }));
    assert.equal(signed.purpose, 'continued');
  });
});
