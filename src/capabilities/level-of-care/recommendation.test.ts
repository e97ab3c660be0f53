import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { NO_FINDINGS } from './contradictions.ts';
import { recommendFourth, type SubRatings } from './fourth-edition.ts';
import { DIMENSIONS, NOT_ASKED, rank, type AssessmentFacts, type Ratings, type Recommendation } from './model.ts';
import { coreOf } from './core.ts';
import { recommend } from './recommendation.ts';
import { STANDARD_TABLE } from './decision-table.ts';

const settings = defaultRuleBook();
/** Everything asked, nothing found: an adult with a moderate disorder. */
const CLEAR: AssessmentFacts = {
  ...NOT_ASKED, emergencyNow: false, suicideTriage: 'none', suicidePlanIntentMeans: false, homicidalIntent: false,
  usedLast72h: [], priorSeizureOrDelirium: false, heavyAlcoholOrSedativeUse: false, dailySedativeStopped: false,
  pregnant: false, usesOpioidAlcoholOrSedative: true, cannotTakePartInGroup: false, unsafeHomeNow: false, criteriaMet: 5,
};
const rated = (...values: (number | null)[]): Ratings =>
  Object.fromEntries(DIMENSIONS.map((which, at) => [which, values[at] ?? null])) as Ratings;
const run = (values: (number | null)[], facts: Partial<AssessmentFacts> = {}, over: Partial<typeof settings> = {}): Recommendation =>
  recommend({ ratings: rated(...values), facts: { ...CLEAR, ...facts }, findings: NO_FINDINGS }, { ...settings, ...over });
const rules = (result: Recommendation): string[] => result.fired.map((one) => one.rule);
const firedGates = (result: Recommendation): string[] =>
  result.gates.filter((gate) => gate.state === 'fired').map((gate) => gate.gate);

test('L1: moderate alcohol use disorder, 0,0,1,2,2,1, is 2.1, driven by D4 and D5', () => {
  const result = run([0, 0, 1, 2, 2, 1]);
  assert.deepEqual([result.words, result.drivers, result.mayOfferIop], ['2.1', ['D4', 'D5'], true]);
});
test('L2: mild disorder, 0,0,0,1,1,1, is 1.5', () => {
  const result = run([0, 0, 0, 1, 1, 1], { criteriaMet: 2 });
  assert.deepEqual([result.words, result.mayOfferIop], ['1.5', false]);
  assert.ok(rules(result).includes('LOC-04'));
});
test('L3: 0,0,0,0,1,1 just after 3.5 is 2.1 as a step-down', () => {
  const result = run([0, 0, 0, 0, 1, 1], { steppedDownFrom: '3.5', daysSinceSteppedDown: 3 });
  assert.equal(result.words, '2.1');
  assert.match(result.fired.find((one) => one.rule === 'LOC-03')!.say, /step-down/);
});
test('L4: CIWA 12 with a sober spouse is ambulatory withdrawal care, then 2.1, not plain 2.1', () => {
  const result = run([2, 0, 1, 1, 2, 1], {
    ciwa: 12, usedLast72h: ['alcohol'], canTakeOralMedication: true, soberAdultAtHome: true, canBeSeenDaily: true,
  });
  assert.deepEqual([result.outcome, firedGates(result), result.level, result.after, result.mayOfferIop],
    ['gate', ['G4'], '2.7', '2.1', false]);
  assert.match(result.words, /^Ambulatory withdrawal care \(2\.7 or 1\.7\) now, then 2\.1/);
});
test('L4 without a sober adult at home is 3.7', () => {
  const result = run([2, 0, 1, 1, 2, 1], { ciwa: 12, canTakeOralMedication: true, soberAdultAtHome: false, canBeSeenDaily: true });
  assert.deepEqual([result.level, result.after], ['3.7', null]);
});
test('L5: CIWA 21 is 3.7 or 4, and the program is not offered, whatever else is still unknown', () => {
  const result = run([null, null, null, null, null, null], { ciwa: 21 });
  assert.deepEqual([result.outcome, firedGates(result), result.words, result.mayOfferIop], ['gate', ['G3'], '3.7 or 4', false]);
});
test('L6: 0,0,1,3,3,3 is 3.1', () => {
  const result = run([0, 0, 1, 3, 3, 3]);
  assert.equal(result.words, '3.1');
  assert.ok(rules(result).includes('LOC-05'));
});
test('L6b: 0,0,1,1,3,4 is 3.5', () => assert.equal(run([0, 0, 1, 1, 3, 4]).words, '3.5'));
test('L7: 0,0,1,1,2,3 with a bed in a recovery residence is 2.1 beside it', () => {
  const result = run([0, 0, 1, 1, 2, 3], { safeHousingConfirmed: true });
  assert.equal(result.words, '2.1 + recovery residence');
  assert.ok(rules(result).includes('LOC-06'));
  assert.equal(run([0, 0, 1, 1, 2, 3]).words, '3.1');
});
test('L8: 0,0,2,1,2,1 is 2.5 COE, or 2.1 COE where the agency serves it', () => {
  assert.equal(run([0, 0, 2, 1, 2, 1]).words, '2.5 COE');
  assert.equal(run([0, 0, 2, 1, 2, 1], {}, { 'loc.psychiatricTwoAt21': true }).words, '2.1 COE');
});
test('L9: with D4 blank nothing is recommended, and D4 is named', () => {
  const result = run([0, 0, 1, null, 2, 1]);
  assert.deepEqual([result.outcome, result.level, result.missing], ['cannot-recommend', null, ['D4 readiness to change']]);
  assert.deepEqual(rules(result), ['LOC-08']);
});
test('L10: COWS 15 with opioid use disorder starts medication, then 2.1', () => {
  const result = run([2, 0, 0, 0, 2, 0], { cows: 15, usedLast72h: ['opioids'], prescriberInHours: 24 });
  assert.deepEqual([result.outcome, firedGates(result), result.after], ['gate', ['G5'], '2.1']);
  assert.match(result.now[0]!, /within 72 hours/);
});
test('L10 once a clinician has cleared G5: 2.1 with daily withdrawal care, by LOC-07', () => {
  const cleared = [{ gate: 'G5' as const, how: 'Buprenorphine started this morning.' }];
  const result = run([2, 0, 0, 0, 2, 0], { cows: 15, usedLast72h: ['opioids'], prescriberInHours: 24, cleared });
  assert.deepEqual([result.outcome, result.words], ['recommended', '2.1 + daily ambulatory withdrawal care']);
  assert.ok(rules(result).includes('LOC-07'));
  assert.equal(run([2, 0, 0, 0, 2, 0], { cows: 15, usedLast72h: ['opioids'], prescriberInHours: 73, cleared }).words, '2.7');
});

const fourth = (over: Partial<SubRatings>): SubRatings =>
  ({ D1: ['0', '0', '0'], D2: ['0', '0', '0'], D3: ['0', '0', '0', '0', '0'], D4: ['0', '0'], D5: ['0', '0', '0', '0'], ...over });
const run4 = (over: Partial<SubRatings>, facts: Partial<AssessmentFacts> = {}) =>
  recommendFourth(fourth(over), { ...CLEAR, ...facts }, settings);
test('L11: fourth edition, D3 any level and D4 2.1, is 2.1', () => {
  const result = run4({ D3: ['ANY', '0', '0', '0', '0'], D4: ['2.1', '0'] });
  assert.deepEqual([result.words, result.drivers, result.edition], ['2.1', ['D4'], '4']);
});
test('L12: fourth edition, D3 2.5 COE with D4 and D5 3.1, is 3.1', () => {
  assert.equal(run4({ D3: ['2.5 COE', '0', '0', '0', '0'], D4: ['3.1', '0'], D5: ['3.1', '0', '0', '0'] }).words, '3.1');
});
test('fourth edition: an evaluation still owed, or a blank, leaves nothing recommended', () => {
  const result = run4({ D3: ['EVAL', '0', '0', '0', '0'], D4: [null, '2.1'] });
  assert.deepEqual([result.outcome, result.missing],
    ['cannot-recommend', ['D3 active psychiatric: prompt evaluation', 'D4 likelihood of risky use']]);
});
test('fourth edition: a medical need at 3.7 ends the search early, blanks or not', () => {
  assert.equal(run4({ D1: ['0', '3.7', '0'], D5: [null, null, null, null] }).words, '3.7');
});
test('fourth edition: no need at all is 1.5, and 2.1 needs a disorder', () => {
  assert.equal(run4({}).words, '1.5');
  assert.equal(run4({ D4: ['2.1', '0'] }, { criteriaMet: 1 }).words, '1.5');
});

test('LOC-03: 2.1 without a disorder, or with no ground but a medical link, is not recommended', () => {
  assert.equal(run([0, 0, 1, 2, 2, 1], { criteriaMet: 1 }).words, '1.5');
  assert.equal(run([0, 2, 0, 1, 1, 1]).words, '1.7');
  assert.equal(run([0, 2, 0, 1, 1, 1], { daysSinceLevelOneFailed: 60 }).words, '2.1 + 1.7');
  assert.equal(run([0, 2, 0, 1, 1, 1], { daysSinceLevelOneFailed: 61 }).words, '1.7');
});
test('LOC-04: a need for 1.7 stays beside a higher level', () => {
  assert.equal(run([1, 0, 0, 0, 2, 0]).words, '2.1 + 1.7');
  assert.equal(run([1, 0, 0, 0, 2, 0], { withdrawalSupport: true }).words, '2.1 + withdrawal support');
});
test('LOC-04: a step-down counts for thirty days', () => {
  assert.equal(run([0, 0, 0, 0, 1, 1], { steppedDownFrom: '2.5', daysSinceSteppedDown: 30 }).words, '2.1');
  assert.equal(run([0, 0, 0, 0, 1, 1], { steppedDownFrom: '2.5', daysSinceSteppedDown: 31 }).words, '1.5');
});
test('LOC-08: a question of a gate that was not asked leaves nothing recommended', () => {
  const result = run([0, 0, 1, 2, 2, 1], { suicideTriage: null, unsafeHomeNow: null, criteriaMet: null });
  assert.deepEqual(result.missing, ['C-SSRS screener', 'Is home safe tonight?', 'diagnostic criteria']);
});
test('LOC-08: alcohol in the last 72 hours asks for CIWA-Ar, opioids for COWS', () => {
  assert.deepEqual(run([0, 0, 1, 2, 2, 1], { usedLast72h: ['alcohol'] }).missing, ['CIWA-Ar']);
  assert.deepEqual(run([0, 0, 1, 2, 2, 1], { usedLast72h: ['opioids'] }).missing, ['COWS']);
});
test('LOC-11: a rating that scores speak against is shown', () => {
  const input = { ratings: rated(0, 0, 0, 2, 2, 1), facts: { ...CLEAR, ciwa: 9 }, findings: { ...NO_FINDINGS, phq9: 21 } };
  assert.deepEqual(recommend(input, settings).contradictions.slice(0, 1), ['D3 is rated 0, PHQ-9 is 21.']);
  assert.deepEqual(run([0, 0, 1, 2, 2, 1], { ciwa: 14, usedLast72h: ['alcohol'] }).contradictions, ['D1 is rated 0, CIWA-Ar is 14.']);
});

const gates: [string, (number | null)[], Partial<AssessmentFacts>, string[], boolean][] = [
  ['G1 emergency', [0, 0, 0, 0, 2, 0], { emergencyNow: true }, ['G1'], false],
  ['G2 high triage', [0, 0, 0, 0, 2, 0], { suicideTriage: 'high' }, ['G2'], false],
  ['G2 homicidal intent', [0, 0, 0, 0, 2, 0], { homicidalIntent: true }, ['G2'], false],
  ['G2 moderate is no gate', [0, 0, 1, 0, 2, 0], { suicideTriage: 'moderate' }, [], true],
  ['G3 seizures and heavy use', [0, 0, 0, 0, 2, 0], { priorSeizureOrDelirium: true, heavyAlcoholOrSedativeUse: true }, ['G3'], false],
  ['G3 PAWSS 4', [0, 0, 0, 0, 2, 0], { pawss: 4 }, ['G3'], false],
  ['G3 takes the place of G4', [2, 0, 0, 0, 2, 0], { ciwa: 14, dailySedativeStopped: true }, ['G3'], false],
  ['G5 COWS 25', [2, 0, 0, 0, 2, 0], { cows: 25 }, ['G5'], false],
  ['G6 pregnancy is never a reason to refuse', [0, 0, 0, 0, 2, 0], { pregnant: true }, ['G6'], true],
  ['G7 D3 at 3', [0, 0, 3, 0, 2, 0], {}, ['G7'], false],
  ['G8 unsafe home is never a reason to refuse', [0, 0, 0, 0, 2, 2], { unsafeHomeNow: true }, ['G8'], true],
  ['G9 D2 at 3', [0, 3, 0, 0, 2, 0], {}, ['G9'], false],
];
for (const [name, values, facts, fired, offers] of gates) {
  test(`gates: ${name}`, () => {
    const result = run(values, facts);
    assert.deepEqual([firedGates(result), result.mayOfferIop], [fired, offers]);
    assert.equal(result.gates.length, 9);
  });
}

test('the explanation says why not lower, why not higher, and the nearest changes', () => {
  const result = run([0, 0, 1, 1, 2, 3], { safeHousingConfirmed: true });
  assert.deepEqual(result.whyNotLower, ['D5 rated 2 asks for 2.1.', 'D6 rated 3 asks for 2.1, as safe housing is confirmed.']);
  assert.deepEqual(result.whyNotHigher, ['No dimension asks for more than 2.1, and no gate is open.']);
  assert.ok(result.wouldChange.some((one) => one.say === 'Without safe housing' && one.level === '3.1'));
  assert.ok(result.wouldChange.some((one) => /^D5 .* at 3 instead of 2$/.test(one.say) && one.level === '3.1'));
});
test('cautions add what the program has to do, and refuse nobody', () => {
  const result = run([0, 0, 1, 2, 3, 1], { criteriaMet: 7, lacksSupport: true, dailyUse: true });
  assert.equal(result.cautions.length, 2);
  assert.ok(result.actions.includes('Peer specialist in the first week.'));
  assert.equal(run([0, 0, 1, 2, 2, 1], { criteriaMet: 9 }).mayOfferIop, true);
});

const anyRating = fc.integer({ min: 0, max: 4 });
const anyFacts = fc.record({
  emotionalDistraction: fc.boolean(), withdrawalSupport: fc.boolean(), safeHousingConfirmed: fc.boolean(),
  prescriberInHours: fc.constantFrom(null, 0, 72, 73), criteriaMet: fc.integer({ min: 0, max: 11 }),
  daysSinceLevelOneFailed: fc.constantFrom(null, 10, 90), steppedDownFrom: fc.constantFrom(null, '2.5' as const, '3.5' as const),
  daysSinceSteppedDown: fc.constantFrom(null, 10, 40), safeBetweenSessions: fc.constantFrom(null, true, false),
});
const anyRatings = fc.tuple(anyRating, anyRating, anyRating, anyRating, anyRating, anyRating);

test('raising one rating never lowers the level, in the table and in what is recommended', () => {
  fc.assert(fc.property(anyRatings, anyFacts, fc.nat(5), fc.boolean(), (values, facts, at, at21) => {
    if (values[at]! >= 4) return;
    const raised = values.map((value, index) => (index === at ? value + 1 : value));
    const over = { 'loc.psychiatricTwoAt21': at21 };
    const core = (list: number[]) => rank(coreOf(rated(...list), { ...CLEAR, ...facts }, { ...settings, ...over }, STANDARD_TABLE).level);
    assert.ok(core(raised) >= core(values), `${values} at ${at}`);
    assert.ok(rank(run(raised, facts, over).level!) >= rank(run(values, facts, over).level!), `${values} at ${at}, with gates`);
  }), { numRuns: 2000 });
});
test('the same input gives the same answer, word for word', () => {
  fc.assert(fc.property(anyRatings, anyFacts, (values, facts) => assert.deepEqual(run(values, facts), run(values, facts))));
});
test('a blank is never a 0: leaving out any one rating leaves nothing recommended, unless a gate stops first', () => {
  fc.assert(fc.property(anyRatings, anyFacts, fc.nat(5), (values, facts, at) => {
    const result = run(values.map((value, index) => (index === at ? null : value)), facts);
    assert.notEqual(result.outcome, 'recommended');
    assert.equal(result.mayOfferIop, false);
    assert.ok(result.missing.some((one) => one.startsWith(DIMENSIONS[at]!)));
  }));
});
