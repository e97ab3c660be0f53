import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { openInquiry } from '../admissions/api.ts';
import { listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';
import { INSTRUMENTS } from './library.ts';
import type { Answers, InstrumentCode } from './model.ts';

let stage: Stage;
let clientId: Id;
before(async () => {
  stage = await openStage();
  clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
});
after(() => stage.close());

const each = (code: InstrumentCode, value: number): Answers =>
  Object.fromEntries(INSTRUMENTS[code].items.filter((item) => !item.optional).map((item) => [item.n, value]));
const given = (code: InstrumentCode, answers: Answers, over: object = {}) =>
  ({ clientId, administrationId: newId(), code, answers, mode: 'interview' as const, ...over });
/** Every instrument has a FHIR form of its own numbers; the words are ours. */
const form = (code: InstrumentCode): string => JSON.stringify({
  resourceType: 'Questionnaire', version: '1', copyright: 'Holder', item: INSTRUMENTS[code].items.map((item) => ({
    linkId: `i${item.n}`, prefix: item.n, text: `Wording ${item.n}`, type: 'choice',
    answerOption: item.values.map((value) => ({ valueInteger: value })),
  })),
});

describe('an instrument', () => {
  test('P1: is kept as raw answers and read as a score, with the change since the last time', async () => {
    const first = await stage.as('counselor').try(api.administerInstrument, given('PHQ-9', each('PHQ-9', 2)));
    assert.equal(first.kind, 'not-found', 'a counselor who does not treat the person reaches nothing');
    await stage.as('intake').call(api.administerInstrument, given('PHQ-9', { ...each('PHQ-9', 2), 9: 0 }));
    stage.clock.advance(60 * 24 * 14);
    const second = await stage.as('nurse').call(api.administerInstrument, given('PHQ-9', { ...each('PHQ-9', 1), 9: 0 }));
    assert.deepEqual([second.scored.scales[0]?.value, second.scored.scales[0]?.band, second.change?.label, second.byInitials],
      [8, 'mild', 'improved', 'N. P.']);
    const { rows } = await stage.owner.query('select answers, version from live.administration where administration_id = $1', [second.id]);
    assert.deepEqual(rows[0], { answers: { ...each('PHQ-9', 1), 9: 0 }, version: '1' });
  });

  test('A4: refuses an answer that the form does not have, and names the item', async () => {
    const answer = await stage.as('intake').try(api.administerInstrument, given('AUDIT', { 9: 3 }));
    assert.deepEqual(answer.kind === 'refusal' && [answer.refusal.reason, answer.refusal.field], ['answer-not-allowed', 'answers.9']);
    assert.equal(await stage.as('intake').refused(api.administerInstrument, given('PHQ-9', {})), 'nothing-answered');
  });

  test('is not taken from the future, and never changed: a correction is a new fact that stands in its place', async () => {
    const future = given('GAD-7', each('GAD-7', 1), { takenAt: '2039-01-01T00:00:00Z' });
    assert.equal(await stage.as('intake').refused(api.administerInstrument, future), 'taken-in-the-future');
    const wrong = await stage.as('intake').call(api.administerInstrument, given('GAD-7', each('GAD-7', 3)));
    const right = await stage.as('intake').call(api.administerInstrument, given('GAD-7', each('GAD-7', 1), { correctsId: wrong.id }));
    assert.equal(right.change, null, 'no change is counted from what was wrong');
    const again = given('GAD-7', each('GAD-7', 0), { correctsId: wrong.id });
    assert.equal(await stage.as('intake').refused(api.administerInstrument, again), 'corrected-already');
    const other = given('TEA', each('TEA', 5), { correctsId: right.id });
    assert.equal(await stage.as('intake').refused(api.administerInstrument, other), 'corrects-another-instrument');
    await assert.rejects(stage.owner.query('update live.administration set answers = $1 where administration_id = $2', ['{}', wrong.id]));
  });
});

describe('INS-04: an alert', () => {
  test('comes first, is owed at once, and is settled by what a clinician did', async () => {
    const reading = await stage.as('intake').call(api.administerInstrument, given('PHQ-9', { ...each('PHQ-9', 0), 9: 2 }));
    assert.equal(reading.scored.alerts[0]?.level, 'danger');
    const owed = () => stage.as('supervisor').call(listClientObligations, { clientId }).then((all) =>
      all.filter((one) => one.rule === 'INS-04' && one.about === reading.id));
    assert.deepEqual((await owed()).map((one) => one.weight), ['danger']);
    assert.equal((await stage.as('intake').try(api.answerAlert, { clientId, administrationId: reading.id, done: 'Spoke with them.' })).kind,
      'not-allowed');
    await stage.as('supervisor').call(api.answerAlert, { clientId, administrationId: reading.id, done: 'C-SSRS done, safety plan made.' });
    assert.deepEqual(await owed(), []);
    const read = await stage.as('supervisor').call(api.listReadings, { clientId });
    assert.equal(read.find((one) => one.id === reading.id)?.answered?.byInitials, 'A. F.');
    assert.equal(await stage.as('nurse').refused(api.answerAlert, { clientId, administrationId: reading.id, done: 'Again, in words.' }),
      'answered-already');
  });

  test('is not answered where there is none', async () => {
    const quiet = await stage.as('intake').call(api.administerInstrument, given('GAD-7', each('GAD-7', 0)));
    const answer = { clientId, administrationId: quiet.id, done: 'Nothing to do here.' };
    assert.equal(await stage.as('supervisor').refused(api.answerAlert, answer), 'no-alert');
  });
});

describe('INS-07: a wording', () => {
  test('is imported by an administrator once it matches, and refused line by line where it does not', async () => {
    const wrong = await stage.as('administrator').try(api.importWording, { code: 'PHQ-9', file: form('GAD-7') });
    assert.match(wrong.kind === 'refusal' ? wrong.refusal.say : '', /^Line 1: Item 8/);
    const taken = await stage.as('administrator').call(api.importWording, { code: 'TEA', file: form('TEA') });
    assert.deepEqual(taken, { items: 4, version: '1', copyright: 'Holder' });
    assert.equal((await stage.as('nurse').call(api.listWordings, {}))[0]?.items[0]?.text, 'Wording 1');
  });

  test('lets the client answer on their own device what is imported, and nothing else', async () => {
    const phone = stage.client(clientId);
    const own = (code: InstrumentCode, answers: Answers) => ({ administrationId: newId(), code, answers });
    assert.equal(await phone.refused(api.answerOwnInstrument, own('PHQ-9', each('PHQ-9', 1))), 'wording-not-imported');
    assert.equal(await phone.refused(api.answerOwnInstrument, own('COWS', { 1: 0 })), 'given-by-clinician');
    const thanks = await phone.call(api.answerOwnInstrument, own('TEA', each('TEA', 6)));
    assert.equal(thanks.helpNow, false);
    await stage.as('administrator').call(api.importWording, { code: 'PHQ-9', file: form('PHQ-9') });
    const help = await phone.call(api.answerOwnInstrument, own('PHQ-9', { ...each('PHQ-9', 0), 9: 1 }));
    assert.deepEqual([help.helpNow, /988/.test(help.say)], [true, true]);
    const read = await stage.as('nurse').call(api.listReadings, { clientId });
    assert.deepEqual([read[0]?.mode, read[0]?.byInitials, read[0]?.scored.alerts.length], ['own_device', null, 1]);
  });

  test('of the calendar’s instruments the client sees those that are due and worded', async () => {
    await stage.owner.query(`insert into live.episode (agency_id, episode_id, client_id, admitted_at, admitted_by)
      values ($1, $2, $3, $4, $5)`, [stage.agencyId, newId(), clientId, stage.clock.now(), stage.staff.intake]);
    assert.deepEqual(await stage.client(clientId).call(api.listOwnInstruments, {}), []);
    stage.clock.advance(60 * 24 * 6);
    const due = await stage.client(clientId).call(api.listOwnInstruments, {});
    assert.deepEqual(due.map((one) => [one.wording.code, one.why]), [['TEA', 'every week']]);
  });
});

test('the readings can be read as they were on an earlier day', async () => {
  const before = stage.clock.now();
  stage.clock.advance(60);
  const later = await stage.as('nurse').call(api.administerInstrument, given('COWS', each('COWS', 0)));
  const past = await stage.as('nurse').call(api.listReadings, { clientId }, { asOf: before });
  assert.ok(past.length > 0 && past.every((one) => one.id !== later.id));
});
