import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import type { Administration, Answers, InstrumentCode } from './model.ts';
import { alertDue, assessmentInstrumentsDue, reassessmentDue, type MeasurementFacts } from './reassessment.ts';

const settings = {
  ...defaultRuleBook(), 'instrument.atAssessment': ['PHQ-9', 'GAD-7'], 'instrument.weekly': ['TEA'],
  'instrument.monthly': ['PHQ-9', 'GAD-7'], 'instrument.atDischarge': ['TEA'],
};
const ID = '019ab000-0000-7000-8000-000000000001';
let made = 0;
const given = (code: InstrumentCode, on: string, answers: Answers): Administration => ({
  id: `019ab000-0000-7000-8000-${String(++made).padStart(12, '0')}`, clientId: ID, by: ID, code, version: '1', scorer: '1',
  at: `${on}T18:00:00Z`, mode: 'interview', answers,
});
const phq = (on: string, each: number, nine = 0) =>
  given('PHQ-9', on, { ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [n, each])), 9: nine });
const facts = (over: Partial<MeasurementFacts>): MeasurementFacts => ({
  clientId: ID, owner: ID, admittedOn: null, dischargedOn: null, today: '2026-11-10', administrations: [], alertsAnswered: [], ...over,
});
const owed = (over: Partial<MeasurementFacts>): string[] =>
  reassessmentDue(facts(over), settings, 'America/Chicago').map((o) => `${o.what} ${o.due.slice(0, 10)}`).sort();

// Due instants are 23:59 in Chicago, which is the next day in UTC.
test('nothing is owed of somebody who has not been assessed', () => assert.deepEqual(owed({}), []));
test('at the assessment the asked instruments are owed that day, unless one is young enough', () => {
  const asked = (administrations: Administration[]): string[] =>
    assessmentInstrumentsDue(facts({ administrations }), '2026-11-23', settings, 'America/Chicago')
      .map((o) => `${o.what} ${o.due.slice(0, 10)}`).sort();
  assert.deepEqual(asked([]), ['GAD-7 2026-11-24', 'PHQ-9 2026-11-24']);
  assert.deepEqual(asked([phq('2026-10-24', 0)]), ['GAD-7 2026-11-24']);
  assert.deepEqual(asked([phq('2026-10-23', 0)]), ['GAD-7 2026-11-24', 'PHQ-9 2026-11-24']);
});
test('in the program they come every week and every thirty days from the last time', () => {
  const asked = [phq('2026-11-10', 0), given('TEA', '2026-11-20', { 1: 5, 2: 5, 3: 5, 4: 5 })];
  assert.deepEqual(owed({ admittedOn: '2026-11-01', administrations: asked }),
    ['GAD-7 2026-12-02', 'PHQ-9 2026-12-11', 'TEA 2026-11-28']);
});
test('a PHQ-9 of 10 or more comes back sooner, and once', () => {
  assert.deepEqual(owed({ admittedOn: '2026-11-01', administrations: [phq('2026-11-10', 2)] }).filter((o) => /PHQ/.test(o)),
    ['PHQ-9 2026-12-09']);
});
test('a flagged suicide screen is asked again each week, before paper', () => {
  const screen = given('C-SSRS', '2026-11-10', { 1: 1, 2: 0, 6: 0 });
  const [due] = reassessmentDue(facts({ admittedOn: '2026-11-01', administrations: [screen] }), settings, 'America/Chicago')
    .filter((o) => o.what === 'C-SSRS screener');
  assert.deepEqual([due?.weight, due?.due], ['person', '2026-11-18T05:59:00Z']);
});
test('a positive trauma screen asks for PCL-5', () => {
  const screen = given('PC-PTSD-5', '2026-11-10', { 0: 1, 1: 1, 2: 1, 3: 1, 4: 0, 5: 0 });
  assert.ok(owed({ administrations: [screen] }).includes('PCL-5 2026-11-11'));
  assert.deepEqual(owed({ administrations: [{ ...screen, answers: { 0: 0 } }] }), []);
});
test('after discharge only the follow-up set is owed, the earliest first', () => {
  const base = { admittedOn: '2026-08-01', dischargedOn: '2026-11-01' };
  assert.deepEqual(owed(base), ['TEA 2026-11-02']);
  const atEnd = given('TEA', '2026-11-01', { 1: 5, 2: 5, 3: 5, 4: 5 });
  assert.deepEqual(owed({ ...base, administrations: [atEnd] }), ['TEA 2026-12-02']);
});
test('what nobody asked within two weeks of its day is missing and no longer owed; the next time is', () => {
  const base = { admittedOn: '2026-08-01', dischargedOn: '2026-11-01' };
  assert.deepEqual(owed({ ...base, today: '2026-11-15' }), ['TEA 2026-11-02']);
  assert.deepEqual(owed({ ...base, today: '2026-11-16' }), ['TEA 2026-12-02']);
  assert.deepEqual(owed({ ...base, today: '2027-02-14' }), []);
});

test('INS-04: item 9 is owed an answer at once, and no longer once a clinician has answered', () => {
  const flagged = phq('2026-11-10', 1, 2);
  const [due] = alertDue(facts({ administrations: [flagged] }), 'America/Chicago');
  assert.deepEqual([due?.weight, due?.due, due?.about], ['danger', flagged.at, flagged.id]);
  assert.deepEqual(alertDue(facts({ administrations: [flagged], alertsAnswered: [flagged.id] }), 'America/Chicago'), []);
});
test('INS-04: moderate withdrawal is owed an answer the same day', () => {
  const ciwa = given('CIWA-Ar', '2026-11-10', { 1: 2, 2: 4, 3: 3, 4: 3, 5: 2, 6: 1, 7: 0, 8: 0, 9: 2, 10: 0 });
  const [due] = alertDue(facts({ administrations: [ciwa] }), 'America/Chicago');
  assert.deepEqual([due?.weight, due?.due], ['person', '2026-11-11T05:59:00Z']);
});
