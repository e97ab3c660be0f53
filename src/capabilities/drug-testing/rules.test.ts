import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { collected, factsOf, screened, ZONE } from './facts.fixture.ts';
import { interpret } from './interpretation.ts';
import {
  answerToday, decideConfirmation, decideDefinitive, decideExcuse, decideOrder, decideResult, decideReview, decideTestingPlan,
  notAskedDue, testDue, usualTestsPerWeek,
} from './rules.ts';
import { collectBy, eventsOf, statusOf } from './status.ts';
import type { TestFacts, TestingPlan } from './model.ts';

const rules = defaultRuleBook();
const by = '01900000-0000-7000-8000-000000000001';
const at = (hour: number, minute = 0) => `2026-11-23T${String(hour + 6).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`;
const noon = at(12);
const evening = '2026-11-24T03:00:00Z';
const plan: TestingPlan = {
  id: by, clientId: by, effectiveFrom: '2026-11-24', endsOn: null, testsPerWeek: 2, collectionWeekdays: [1, 2, 3, 4, 5, 6, 7],
  longestGapDays: 9, matrix: 'urine', panel: ['COC'], place: 'Front desk', opensAt: '07:00', closesAt: '19:00', exceptions: [],
  reason: null, decidedBy: by, decidedAt: noon,
};
const reasonOf = (d: { ok: boolean; reason?: string }) => (d.ok ? 'accepted' : d.reason);

test('DT-06 the usual rate follows the phase, with one more after an unexpected result', () => {
  assert.deepEqual([1, 4, 5, 8, 9, 40].map((week) => usualTestsPerWeek(week, false, rules)), [2, 2, 1.5, 1.5, 1, 1]);
  assert.equal(usualTestsPerWeek(3, true, rules), 3);
});

const plans: [string, Partial<TestingPlan>, string][] = [
  ['DT-03 two a week is taken', {}, 'accepted'],
  ['DT-01 less than one a week needs its reason', { testsPerWeek: 0.5, longestGapDays: 21 }, 'fewer-than-minimum'],
  ['DT-02 and is taken with one', { testsPerWeek: 0.5, longestGapDays: 21, reason: 'a year of expected results' }, 'accepted'],
  ['DT-03 more often than every three days needs its reason', { testsPerWeek: 3 }, 'more-than-every-three-days'],
  ['a gap that would force more tests than the rate', { testsPerWeek: 1, longestGapDays: 5 }, 'gap-shorter-than-rate'],
  ['DT-11 a plan cannot reach into a day that has been drawn', { effectiveFrom: '2026-11-23' }, 'already-drawn'],
  ['a plan that ends before it begins', { endsOn: '2026-11-20' }, 'ends-before-it-begins'],
  ['an exception that closes before it opens', { exceptions: [{ from: '2026-11-24', to: '2026-11-25', opensAt: '18:00', closesAt: '17:00', why: 'work' }] }, 'closes-before-opening'],
];
for (const [name, over, expected] of plans) {
  test(name, () => assert.equal(reasonOf(decideTestingPlan({ ...plan, ...over }, '2026-11-23', rules)), expected));
}

const { test: drugTest } = factsOf();
test('the client’s answer: too early before release, then test today or not, and nothing more', () => {
  assert.deepEqual(answerToday(null, [], at(5), false, at(4, 59), rules, ZONE), { state: 'too-early', from: at(5) });
  assert.deepEqual(answerToday(null, [], at(5), true, at(6), rules, ZONE), { state: 'no-test-today' });
  assert.deepEqual(answerToday(null, [], at(5), false, at(6), rules, ZONE), { state: 'not-drawn-yet' });
  assert.deepEqual(Object.keys(answerToday(drugTest, [], at(5), true, at(6), rules, ZONE)).sort(), ['collectBy', 'opensAt', 'place', 'state', 'testId']);
});
test('§1 the specimen is due eight hours from the notice, never after collection closes, and hours before opening do not count', () => {
  const asked = (hour: number) => [{ clientId: by, date: drugTest.date, at: at(hour), channel: 'portal' as const }];
  assert.equal(collectBy(drugTest, asked(8), rules, ZONE), at(16));
  assert.equal(collectBy(drugTest, asked(5), rules, ZONE), at(15));
  assert.equal(collectBy(drugTest, asked(14), rules, ZONE), '2026-11-24T01:00:00Z');
  assert.equal(collectBy(drugTest, [], rules, ZONE), at(17));
});
test('through the night the clocks change, hours stay wall-clock hours and eight hours stay eight', () => {
  const autumn = { ...drugTest, date: '2026-11-01', opensAt: '01:30', closesAt: '12:00', orderedAt: '2026-11-01T05:00:00Z' };
  assert.equal(collectBy(autumn, [{ clientId: by, date: '2026-11-01', at: '2026-11-01T06:00:00Z', channel: 'portal' }], rules, ZONE), '2026-11-01T14:30:00Z');
});

const unexpected = screened([{ analyte: 'COC', positive: true }]);
const negative = screened([{ analyte: 'COC', positive: false }]);
const review = (outcome: 'expected' | 'acknowledged' | 'disputed' | 'explained', when = at(13)) => [{ at: when, by, outcome, clientSaid: 'words' }];
const confirmation = { orderedAt: at(13), analytes: ['COC' as const], why: 'disputed' };
const answer = (value: number) => ({ at: at(15), by, readings: [{ analyte: 'COC' as const, compound: 'benzoylecgonine', value, cutoff: 100 }] });
const outcome = (kind: TestFacts['outcomes'][number]['kind']) => [{ kind, at: at(11), why: 'said so' }];

// §8, one row per standing: facts, looked at when, status, events (kind and standing).
const standings: [string, TestFacts, string, string, string[]][] = [
  ['to come', factsOf(), noon, 'scheduled', []],
  ['asked', factsOf({ checks: [{ clientId: by, date: drugTest.date, at: at(8), channel: 'portal' }] }), noon, 'notified', []],
  ['nobody came', factsOf(), evening, 'missed_unexcused', ['missed_unexcused own']],
  ['excused', factsOf({ excuse: { at: at(10), by, why: 'illness' } }), evening, 'missed_excused', ['missed_excused own']],
  ['refused', factsOf({ outcomes: outcome('refused') }), evening, 'refused', ['refused own']],
  ['could not', factsOf({ outcomes: outcome('unable_to_provide') }), evening, 'unable_to_provide', ['unable_to_provide own']],
  ['could not, then oral fluid', factsOf({ outcomes: outcome('unable_to_provide'), specimen: { ...collected, collectedAt: at(12) } }), at(13), 'collected', []],
  ['the device failed', factsOf({ specimen: { ...collected, collectedAt: at(10) }, outcomes: outcome('invalid_device') }), noon, 'invalid', ['invalid own']],
  ['cancelled by us', factsOf({ outcomes: outcome('cancelled_by_program') }), evening, 'cancelled_by_program', []],
  ['collected', factsOf({ specimen: collected }), noon, 'collected', []],
  ['negative', negative, noon, 'resulted', []],
  ['negative and talked about', { ...negative, reviews: review('expected') }, evening, 'closed', []],
  ['unexpected', unexpected, noon, 'resulted', ['unexpected_positive presumptive']],
  ['unexpected, acknowledged', { ...unexpected, reviews: review('acknowledged') }, evening, 'closed', ['unexpected_positive acknowledged']],
  ['unexpected, explained', { ...unexpected, reviews: review('explained') }, evening, 'closed', []],
  ['unexpected, disputed', { ...unexpected, reviews: review('disputed') }, evening, 'reviewed_with_client', ['unexpected_positive presumptive']],
  ['at the laboratory', { ...unexpected, reviews: review('disputed'), confirmation }, evening, 'sent_for_confirmation', ['unexpected_positive presumptive']],
  ['confirmed', { ...unexpected, reviews: review('disputed'), confirmation, definitive: answer(400) }, evening, 'closed', ['unexpected_positive confirmed']],
  ['cleared by the laboratory, not yet told', { ...unexpected, confirmation, definitive: answer(0) }, evening, 'confirmed', []],
  ['cleared and told', { ...unexpected, confirmation, definitive: answer(0), reviews: review('expected', at(16)) }, evening, 'closed', []],
  ['dilute negative', screened([{ analyte: 'COC', positive: false }], 'dilute'), noon, 'resulted', ['dilute_negative own']],
  ['dilute positive', screened([{ analyte: 'COC', positive: true }], 'dilute'), noon, 'resulted', ['unexpected_positive presumptive']],
  ['invalid', screened([], 'invalid'), noon, 'invalid', ['invalid own']],
  ['substituted', screened([], 'substituted'), noon, 'resulted', ['tamper_concern own']],
  ['told us first', { ...unexpected, selfReports: [{ at: at(9), analytes: ['COC'], said: 'on Saturday' }] }, noon, 'resulted', ['self_reported own']],
  ['told us after', { ...unexpected, selfReports: [{ at: at(12), analytes: ['COC'], said: 'on Saturday' }] }, noon, 'resulted', ['unexpected_positive presumptive']],
];
for (const [name, facts, now, status, events] of standings) {
  test(`§8 ${name}: ${status}`, () => {
    const reads = interpret(facts, []);
    assert.equal(statusOf(facts, reads, now, rules, ZONE), status);
    assert.deepEqual(eventsOf(facts, reads, now, rules, ZONE).map((e) => `${e.kind} ${e.standing}`), events);
  });
}
test('DT-42 nothing may be decided on a test that is disputed or at the laboratory', () => {
  const may = (facts: TestFacts) => eventsOf(facts, interpret(facts, []), evening, rules, ZONE)[0]?.mayRespond;
  assert.equal(may({ ...unexpected, reviews: review('disputed') }), false);
  assert.equal(may({ ...unexpected, confirmation }), false);
  assert.equal(may({ ...unexpected, confirmation, definitive: answer(400) }), true);
});

const due = (facts: TestFacts, now: string) => testDue([{ facts, reads: interpret(facts, []) }], rules, now, ZONE);
const dues: [string, TestFacts, string, [string, string][]][] = [
  ['a drawn test is owed until its hour', factsOf(), noon, [['test today', at(17)]]],
  ['a missed one owes a call the same day and a retest', factsOf(), evening, [['reach out, test missed', '2026-11-24T05:59:00Z'], ['test again', '2026-11-25T23:00:00Z']]],
  ['a specimen owes its reading', factsOf({ specimen: collected }), noon, [['read the screen', '2026-11-24T05:59:00Z']]],
  ['a result owes a talk', negative, noon, [['talk about a test', '2026-11-27T05:59:00Z']]],
  ['a dispute owes a confirmation', { ...unexpected, reviews: review('disputed') }, noon, [['offer a confirmation', '2026-11-25T19:00:00Z']]],
  ['a dilute negative owes a talk and an early retest', screened([{ analyte: 'COC', positive: false }], 'dilute'), noon, [['talk about a test', '2026-11-27T05:59:00Z'], ['test again', '2026-11-25T17:50:00Z']]],
  ['what is settled owes nothing', { ...negative, reviews: review('expected') }, evening, []],
];
for (const [name, facts, now, expected] of dues) {
  test(`what is owed: ${name}`, () => assert.deepEqual(due(facts, now).map((o) => [o.what, o.due]), expected));
}
test('a retest that has been ordered settles the retest', () => {
  const again = factsOf({ test: { ...drugTest, id: by, date: '2026-11-25', reason: 'follow_up', retestOf: drugTest.id } });
  const owed = testDue([{ facts: factsOf(), reads: [] }, { facts: again, reads: [] }], rules, evening, ZONE);
  assert.equal(owed.some((o) => o.what === 'test again'), false);
});
test('no obligation names a substance', () => {
  for (const o of [...due({ ...unexpected, reviews: review('disputed') }, noon), ...due(factsOf(), evening)]) assert.doesNotMatch(o.what + o.why, /ocaine|COC/);
});
test('not asking is an outreach only when no test was due', () => {
  assert.equal(notAskedDue(by, '2026-11-23', false, false, rules, noon, ZONE).length, 1);
  assert.equal(notAskedDue(by, '2026-11-23', false, true, rules, noon, ZONE).length, 0);
  assert.equal(notAskedDue(by, '2026-11-23', true, false, rules, noon, ZONE).length, 0);
  assert.equal(notAskedDue(by, '2026-11-23', false, false, rules, at(8), ZONE).length, 0);
});

test('DT-08 a for-cause test needs its reason, and nobody orders a random one', () => {
  const order = (reason: 'for_cause' | 'random' | 'follow_up', why: string | null, date = '2026-11-23', closes = '2026-11-24T01:00:00Z') =>
    reasonOf(decideOrder({ reason, why, date }, '2026-11-23', closes, noon));
  assert.equal(order('for_cause', 'looked unwell'), 'accepted');
  assert.equal(order('for_cause', ' '), 'reason-missing');
  assert.equal(order('random', 'x'), 'drawn-not-ordered');
  assert.equal(order('follow_up', null, '2026-11-22'), 'day-has-passed');
  assert.equal(order('follow_up', null, '2026-11-23', at(11)), 'closed-for-today');
});
test('DT-11 a drawn client is excused with a reason, once, and not after giving a specimen', () => {
  assert.equal(reasonOf(decideExcuse(factsOf(), 'illness')), 'accepted');
  assert.equal(reasonOf(decideExcuse(factsOf(), ' ')), 'reason-missing');
  assert.equal(reasonOf(decideExcuse(factsOf({ specimen: collected }), 'illness')), 'already-collected');
  assert.equal(reasonOf(decideExcuse(factsOf({ excuse: { at: noon, by, why: 'x' } }), 'illness')), 'already-excused');
});
const coc = { analyte: 'COC' as const, positive: true, value: 150, cutoff: 150 };
const results: [string, TestFacts, Parameters<typeof decideResult>[1], boolean, string][] = [
  ['a reading at its cut-off, marked positive', factsOf({ specimen: collected }), [coc], true, 'accepted'],
  ['DT-32 the same marked negative', factsOf({ specimen: collected }), [{ ...coc, positive: false }], true, 'value-contradicts'],
  ['a result without a specimen', factsOf(), [coc], true, 'nothing-collected'],
  ['a second result', negative, [coc], true, 'already-resulted'],
  ['DT-24 a reading of a device that did not work', factsOf({ specimen: collected }), [coc], false, 'device-did-not-work'],
  ['a substance twice', factsOf({ specimen: collected }), [coc, coc], true, 'twice-the-same'],
];
for (const [name, facts, readings, ok, expected] of results) {
  test(`${name}: ${expected}`, () => assert.equal(reasonOf(decideResult(facts, readings, ok)), expected));
}
test('DT-41 a confirmation is ordered once, on a readable result, for what was screened', () => {
  assert.equal(reasonOf(decideConfirmation(unexpected, ['COC'])), 'accepted');
  assert.equal(reasonOf(decideConfirmation(unexpected, ['FEN'])), 'not-screened');
  assert.equal(reasonOf(decideConfirmation({ ...unexpected, confirmation }, ['COC'])), 'already-ordered');
  assert.equal(reasonOf(decideConfirmation(screened([], 'invalid'), ['COC'])), 'unreadable');
  assert.equal(reasonOf(decideDefinitive(unexpected, [1])), 'not-ordered');
  assert.equal(reasonOf(decideDefinitive({ ...unexpected, confirmation }, [])), 'empty-report');
});
test('a talk about anything unexpected keeps the client’s words', () => {
  assert.equal(reasonOf(decideReview(unexpected, 'disputed', '')), 'needs-their-words');
  assert.equal(reasonOf(decideReview(negative, 'expected', '')), 'accepted');
});
