import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type * as z from 'zod';
import { openStage, type Stage } from '../../app/stage.ts';
import { admitted } from '../../app/cast.ts';
import { newId } from '../../shared/ids.ts';
import { addDays } from '../../shared/dates.ts';
import { listClientObligations } from '../obligations/api.ts';
import { noteMedication } from '../medication/api.ts';
import * as api from './api.ts';
import { verifyStoredDraws } from './verify.ts';

let stage: Stage;
let clientId: string;
before(async () => {
  stage = await openStage();
  clientId = await admitted(stage);
});
after(() => stage.close());

/** 6 am in Chicago (before the change to summer time on 8 March). */
const at = (date: string, hour: number, minute = 0) => `${date}T${String(hour + 6).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`;
const plan = (over = {}): z.input<typeof api.saveTestingPlan.input> => ({
  clientId, effectiveFrom: '2026-03-03', testsPerWeek: 7, collectionWeekdays: [1, 2, 3, 4, 5, 6, 7], longestGapDays: 9, matrix: 'urine', panel: ['AMP', 'COC'],
  place: 'Front desk', opensAt: '07:00', closesAt: '19:00', reason: 'every day, for this story', ...over,
});
const specimen = (collectedAt: string, over = {}) => ({
  id: newId(), matrix: 'urine' as const, identifiedBy: 'known' as const, collectedAt, place: 'Room 3', observed: 'none' as const, observedReason: null,
  observerPreference: null, temperatureF: 94, minutesSinceVoid: 2, volumeMl: 60, colour: 'straw', strip: 'normal' as const, split: false, sealNumber: null,
  sealNumberB: null, clientInitials: 'RO', declaredMedications: [], device: { name: 'Cup', lot: 'L1', expiresOn: '2027-01-01', controlLine: true, readAfterMinutes: 4 },
  lab: null, accession: null, ...over,
});
const owed = async () => (await stage.as('counselor').call(listClientObligations, { clientId })).filter((o) => o.rule.startsWith('DT')).map((o) => o.what);
const draw = () => stage.service().call(api.drawTests, {});
const today = async () => (await stage.as('technician').call(api.listTestsToday, {})).tests;
const read = (testId: string) => stage.as('counselor').call(api.readTest, { clientId, testId });

describe('the draw', () => {
  test('DT-11: days are promised ahead; before the release nobody sees anything, not even by SQL as the application', async () => {
    stage.clock.set(at('2026-03-02', 17));
    await stage.as('counselor').call(api.saveTestingPlan, plan());
    assert.deepEqual(await draw(), { released: false, drawn: 0, selected: 0, promised: 7 });
    assert.deepEqual(await draw(), { released: false, drawn: 0, selected: 0, promised: 0 });
    stage.clock.set(at('2026-03-03', 4, 59));
    assert.deepEqual(await draw(), { released: false, drawn: 0, selected: 0, promised: 1 });
    assert.equal((await stage.client(clientId).call(api.askTestToday, {})).state, 'too-early');
    const app = await stage.pools.app.connect();
    await app.query(`begin; select set_config('app.agency_id', '${stage.agencyId}', true), set_config('app.now', '${stage.clock.now()}', true),
      set_config('app.reach', 'agency', true), set_config('app.chart', '00000000-0000-0000-0000-000000000000', true)`);
    assert.equal((await app.query('select * from draw_promise')).rowCount, 8);
    assert.equal((await app.query('select * from draw_secret')).rowCount, 0);
    await app.query('rollback');
    app.release();
  });

  test('at its time it is released once, by whichever of two servers comes first', async () => {
    stage.clock.set(at('2026-03-03', 5));
    const both = await Promise.all([draw(), draw()]);
    assert.deepEqual(both.map((d) => d.released).sort(), [false, true]);
    assert.equal((await today()).length, 1);
    assert.equal((await today())[0]?.status, 'scheduled');
  });

  test('a test in the list stands under its number, never a name', async () => {
    const list = JSON.stringify(await stage.as('technician').call(api.listTestsToday, {}));
    assert.doesNotMatch(list, /Rowan|Okafor|R\. O\./);
  });

  test('the client asks and hears test today with place and hour, and that they asked is kept', async () => {
    stage.clock.set(at('2026-03-03', 8));
    assert.equal((await stage.client(clientId).call(api.readTestToday, {})).answer, null);
    const answer = await stage.client(clientId).call(api.askTestToday, {});
    assert.equal(answer.state === 'test-today' && answer.collectBy, at('2026-03-03', 16));
    assert.equal((await today())[0]?.status, 'notified');
    assert.deepEqual(await owed(), ['test today']);
    await stage.client(clientId).call(api.sayCannotTest, { testId: (await today())[0]!.testId, why: 'child is ill' });
    assert.equal((await today())[0]?.cannot, 'child is ill');
  });

  test('a plan cannot reach into a day that has been drawn, through no door', async () => {
    assert.equal(await stage.as('counselor').refused(api.saveTestingPlan, plan({ effectiveFrom: '2026-03-03', testsPerWeek: 1, reason: null })), 'already-drawn');
    await assert.rejects(stage.owner.query(`insert into live.testing_plan (agency_id, plan_id, client_id, effective_from, tests_per_week, collection_weekdays, longest_gap_days, matrix, panel,
      place, opens_at, closes_at, decided_by, decided_at) select agency_id, gen_random_uuid(), client_id, '2026-03-01', 0, collection_weekdays, 9, matrix, panel, place, opens_at, closes_at,
      decided_by, decided_at from live.testing_plan limit 1`), { code: 'SW100' });
  });

  test('somebody admitted after the release is drawn from the next day on', async () => {
    const late = await admitted(stage, 'Late Comer');
    await stage.owner.query('select set_config($1, $2, false)', ['app.now', stage.clock.now()]);
    await stage.as('counselor').call(api.saveTestingPlan, plan({ clientId: late, effectiveFrom: '2026-03-04' }));
    await draw();
    assert.equal((await today()).length, 1);
  });

  test('the database refuses a draw with a turned outcome, a random test nobody drew, a secret that was not promised', async () => {
    const { rows: [one] } = await stage.owner.query('select * from live.draw limit 1');
    await assert.rejects(stage.owner.query(`insert into live.draw select agency_id, draw_on, gen_random_uuid(), plan_id, odds, odds_reason, score, not selected, version_from from live.draw`),
      { constraint: 'sw_outcome_of_score' });
    await assert.rejects(stage.owner.query(`insert into live.drug_test (agency_id, test_id, client_id, test_on, reason, matrix, panel, place, opens_at, closes_at, ordered_at)
      values ($1, gen_random_uuid(), $2, '2026-03-05', 'random', 'urine', '{COC}', 'x', '07:00', '19:00', now())`, [one.agency_id, one.client_id]), { code: 'SW100' });
    await assert.rejects(stage.owner.query(`insert into live.draw_promise values ($1, '2026-12-24', 1, repeat('a', 64), '2026-12-24T12:00Z', '2026-12-24T11:00Z')`, [one.agency_id]),
      { constraint: 'sw_promised_before_release' });
    await stage.owner.query(`insert into live.draw_promise values ($1, '2026-12-25', 1, repeat('a', 64), '2026-12-24T12:00Z', '2026-12-25T11:00Z')`, [one.agency_id]);
    await assert.rejects(stage.owner.query(`insert into live.draw_secret values ($1, '2026-12-25', repeat('b', 64))`, [one.agency_id]), { code: 'SW100' });
    await assert.rejects(stage.owner.query('update live.draw set selected = not selected'), { code: 'SW001' });
  });
});

describe('from collection to the talk', () => {
  let testId: string;

  test('§1–§6: collected, screened, read beside the medication list, sent, cleared by the laboratory, talked about, closed', async () => {
    await stage.as('counselor').call(noteMedication, {
      clientId, id: newId(), name: 'Wellbutrin XL', ingredients: ['bupropion'], strength: '150 mg', route: 'oral', schedule: { kind: 'daily', timesPerDay: 1 },
      purpose: 'psychiatric', prescriber: 'Dr A', startedOn: '2026-03-01', replaces: null,
    });
    testId = (await today())[0]!.testId;
    const of = { clientId, testId };
    stage.clock.set(at('2026-03-03', 11, 40));
    assert.deepEqual(await stage.as('technician').call(api.recordSpecimen, { ...of, ...specimen(at('2026-03-03', 11, 40)) }), { findings: [] });
    assert.equal(await stage.as('technician').refused(api.recordSpecimen, { ...of, ...specimen(at('2026-03-03', 11, 40)) }), 'already-collected');
    assert.deepEqual(await owed(), ['read the screen']);
    const screen = await stage.as('technician').call(api.recordResult, {
      ...of, measures: null, readings: [{ analyte: 'AMP', positive: true, cutoff: 500, value: null }, { analyte: 'COC', positive: false, cutoff: 150, value: null }],
    });
    assert.deepEqual([screen.validity, ...screen.reads.map((r) => r.words)], ['acceptable', 'presumptive positive, unexpected', 'negative']);
    assert.deepEqual(screen.reads[0]?.crossReactors, ['Wellbutrin XL']);
    assert.deepEqual((await owed()).sort(), ['offer a confirmation', 'talk about a test']);
    await stage.as('counselor').call(api.orderConfirmation, { ...of, analytes: ['AMP'], why: 'cross-reactor on the list' });
    assert.deepEqual([(await read(testId)).status, (await read(testId)).mayRespond], ['sent_for_confirmation', false]);
    stage.clock.set(at('2026-03-06', 10));
    const lab = await stage.as('technician').call(api.recordConfirmation, {
      ...of, readings: [{ analyte: 'AMP', compound: 'Amphetamine', value: 0, cutoff: 250 }, { analyte: 'AMP', compound: 'Methamphetamine', value: 0, cutoff: 250 }],
    });
    assert.equal(lab.reads[0]?.verdict, 'expected_negative');
    await stage.as('counselor').call(api.reviewTestWithClient, { ...of, outcome: 'expected', clientSaid: 'Relieved' });
    const done = await read(testId);
    assert.deepEqual([done.status, done.regimen?.map((m) => m.name), done.drawn?.odds], ['closed', ['Wellbutrin XL'], 1]);
    assert.deepEqual(await owed(), []);
  });

  test('a technician reads the verdict but not the medication list, which is not theirs to read', async () => {
    assert.equal((await stage.as('technician').call(api.readTest, { clientId, testId })).regimen, null);
  });

  test('DT-23: custody goes hand to hand; the database refuses a gap and an overlap by SQL too', async () => {
    const ordered = newId();
    await stage.as('counselor').call(api.orderTest, { clientId, testId: ordered, date: '2026-03-06', reason: 'follow_up', matrix: 'urine', panel: ['COC'], why: null, retestOf: testId });
    const of = { clientId, testId: ordered };
    const s = specimen(at('2026-03-06', 9), { lab: 'County laboratory', sealNumber: 'S-1', device: null });
    await stage.as('technician').call(api.recordSpecimen, { ...of, ...s });
    const go = (to: 'storage' | 'laboratory' | 'courier', minute: number) => ({ ...of, to, at: at('2026-03-06', 9, minute), purpose: 'testing', condition: 'sealed', sealIntact: true });
    await stage.as('technician').call(api.handOverSpecimen, go('storage', 5));
    assert.equal(await stage.as('technician').refused(api.handOverSpecimen, go('courier', 5)), 'overlap-in-custody');
    assert.equal((await read(ordered)).custodyWhole, false);
    const row = `insert into live.custody_event (agency_id, specimen_id, no, custody_event_id, client_id, from_holder, to_holder, at, purpose, condition, seal_intact, recorded_by) values ($1, $2, 3, gen_random_uuid(), $3, `;
    const by = [stage.agencyId, s.id, clientId];
    await assert.rejects(stage.owner.query(`${row}'courier', 'laboratory', '2026-03-06T18:00Z', 'x', 'x', true, $3)`, by), { code: 'SW100' });
    await assert.rejects(stage.owner.query(`${row}'storage', 'laboratory', '2026-03-06T15:05Z', 'x', 'x', true, $3)`, by), { code: 'SW100' });
    await stage.as('technician').call(api.handOverSpecimen, go('laboratory', 30));
    assert.equal((await read(ordered)).custodyWhole, true);
    assert.equal(await stage.as('technician').refused(api.handOverSpecimen, go('storage', 40)), 'already-ended');
  });

  test('a substituted specimen is a concern for a private talk, and gives no reading', async () => {
    const ordered = newId();
    await stage.as('supervisor').call(api.orderTest, { clientId, testId: ordered, date: '2026-03-06', reason: 'for_cause', matrix: 'urine', panel: ['COC'], why: 'slurred speech', retestOf: null });
    await stage.as('nurse').call(api.recordSpecimen, { clientId, testId: ordered, ...specimen(at('2026-03-06', 9, 50)) });
    const { validity, reads } = await stage.as('nurse').call(api.recordResult, {
      clientId, testId: ordered, readings: [{ analyte: 'COC', positive: false, cutoff: 150, value: null }],
      measures: { creatinine: 1.5, specificGravity: 1.0005, ph: 6, nitrite: 0, foreignSubstance: false, interference: false },
    });
    assert.deepEqual([validity, reads], ['substituted', []]);
  });

  test('use told of before the test is credited on it', async () => {
    await stage.client(clientId).call(api.tellOfUse, { analytes: ['COC'], said: 'On Thursday night' });
    const ordered = newId();
    stage.clock.set(at('2026-03-07', 10));
    await stage.as('counselor').call(api.orderTest, { clientId, testId: ordered, date: '2026-03-07', reason: 'follow_up', matrix: 'urine', panel: ['COC'], why: null, retestOf: null });
    assert.equal((await read(ordered)).selfReports[0]?.said, 'On Thursday night');
  });
});

describe('a day that goes wrong', () => {
  test('a release later than the call-in time excuses whoever was drawn, and a day that passed stays undrawn', async () => {
    stage.clock.set(at('2026-03-07', 15));
    await draw();
    const late = (await today()).filter((t) => t.reason === 'random');
    assert.ok(late.length > 0 && late.every((t) => t.status === 'missed_excused'));
    assert.equal((await stage.client(clientId).call(api.askTestToday, {})).state, 'test-today', 'the retest of the day is still there');
    assert.equal((await stage.owner.query(`select * from live.draw_release where draw_on = '2026-03-04'`)).rowCount, 0);
  });

  test('nobody came: missed, with a call owed the same day; an excuse settles it', async () => {
    stage.clock.set('2026-03-09T10:30:00Z'); // 5:30 am, summer time since Sunday
    await draw();
    const missed = (await today()).find((t) => t.clientId === clientId)!;
    stage.clock.set('2026-03-10T01:00:00Z');
    assert.equal((await today()).find((t) => t.testId === missed.testId)?.status, 'missed_unexcused');
    await stage.as('counselor').call(api.excuseTest, { clientId, testId: missed.testId, why: 'hospital, letter seen' });
    assert.equal((await read(missed.testId)).status, 'missed_excused');
    const about = (await stage.as('counselor').call(listClientObligations, { clientId })).map((o) => o.about);
    assert.ok(!about.includes(`${missed.testId}:outreach`) && about.includes(`${missed.testId}:retest`));
  });

  test('through the change of the clocks the release stays at five in the morning', async () => {
    const { rows } = await stage.owner.query(`select draw_on, releases_at from live.draw_promise where draw_on in ('2026-03-07', '2026-03-09') order by draw_on`);
    assert.deepEqual(rows.map((r) => new Date(r.releases_at).toISOString()), ['2026-03-07T11:00:00.000Z', '2026-03-09T10:00:00.000Z']);
  });
});

test('DT-11: what is kept can be recomputed, and whatever the owner alters behind the guards is found', async () => {
  for (let date = '2026-03-10'; date <= '2026-03-14'; date = addDays(date, 1)) {
    stage.clock.set(`${date}T11:00:00Z`);
    await draw();
  }
  const sound = await verifyStoredDraws(stage.owner);
  assert.deepEqual(sound.findings, []);
  assert.ok(sound.draws >= 10);
  const alter = async (statement: string, says: RegExp) => {
    await stage.owner.query('begin');
    await stage.owner.query('set local session_replication_role = replica');
    await stage.owner.query(statement);
    const found = await verifyStoredDraws(stage.owner);
    await stage.owner.query('rollback');
    assert.ok(found.findings.some((f) => says.test(f.what)), `${statement}: ${JSON.stringify(found.findings)}`);
  };
  await alter(`update live.draw_secret set secret = repeat('0', 64) where draw_on = '2026-03-10'`, /does not fit its promise/);
  await alter(`update live.draw set odds = 0.999, odds_reason = 'gap' where draw_on = '2026-03-11'`, /odds/);
  await alter(`delete from live.draw where draw_on = '2026-03-12'`, /left out/);
  await alter(`update live.draw_release set release_value = repeat('1', 64) where draw_on = '2026-03-13'`, /score/);
  await alter(`delete from live.draw_release where draw_on = '2026-03-14'`, /never released/);
});
