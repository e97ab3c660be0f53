import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultRuleBook } from '../agency/rule-book.ts';
import type { CredentialKind } from '../agency/services.ts';
import { NOTHING_YET, RISKS, type Inquiry, type Risk } from './model.ts';
import { assessmentOfferDue, callBackDue, capacityNoticeDue, inquiryDue, mayPassOver, maySeeForAssessment } from './rules.ts';
import { crisisPath, dangerState, nextQuestions, withdrawalFirst } from './safety-screen.ts';
import { priorityClass, priorityClock, waitingOrder } from './priority.ts';

const settings = defaultRuleBook();
const calendar = { zone: 'America/Chicago', holidays: ['2026-11-26'] };
/** Monday 23 November 2026, 10:00 in Chicago. */
const MONDAY = '2026-11-23T16:00:00Z';
const call = (over: Partial<Inquiry> = {}): Inquiry => ({
  id: '019ab000-0000-7000-8000-000000000001', openedAt: MONDAY, openedBy: '019ab000-0000-7000-8000-0000000000aa',
  channel: 'call', details: NOTHING_YET, danger: { answer: 'no', at: MONDAY, kinds: [] }, crisisSteps: [], asked: [],
  attempts: [], requestedAt: null, interimServicesAt: null, assessmentOfferedAt: null, assessment: null, outcome: null,
  ...over,
});
const withRisks = (...risks: Risk[]): Inquiry['details'] => ({ ...NOTHING_YET, risks });
const dueOf = (inquiry: Inquiry, full = false) => inquiryDue(inquiry, { settings, calendar, full });

test('PR-40: the danger question counts as unasked until somebody asked it, and is owed the same day', () => {
  const inquiry = call({ danger: null });
  assert.equal(dangerState(inquiry), 'unasked');
  const owed = dueOf(inquiry);
  assert.deepEqual(owed.map((o) => [o.what, o.due]), [['safety question', '2026-11-24T05:59:00Z']]);
});

test('PR-40: a danger said and not acted on is owed at once and before all else', () => {
  const inquiry = call({ danger: { answer: 'yes', at: MONDAY, kinds: ['suicide'] } });
  assert.deepEqual(dueOf(inquiry).map((o) => [o.weight, o.due]), [['danger', MONDAY]]);
  const acted = { ...inquiry, crisisSteps: [{ step: 'transferred_988' as const, at: MONDAY, outcome: '' }] };
  assert.equal(dangerState(acted), 'yes-and-steps-taken');
  assert.deepEqual(dueOf(acted), []);
});

test('PR-40: every danger names 911, 988, a clinician and staying on the line, each once, its own step first', () => {
  for (const kind of ['suicide', 'overdose', 'withdrawal', 'violence', 'pregnancy', 'other'] as const) {
    const ids = crisisPath({ answer: 'yes', kinds: [kind, 'other'] }).map((step) => step.id);
    for (const id of ['call-911', 'call-988', 'clinician-now', 'stay-on-line']) assert.ok(ids.includes(id as never), id);
    assert.equal(new Set(ids).size, ids.length);
  }
  assert.equal(crisisPath({ answer: 'yes', kinds: ['suicide'] })[0]?.dial, '988');
  assert.deepEqual(crisisPath({ answer: 'no', kinds: [] }), []);
  assert.deepEqual(crisisPath(null), []);
});

test('each risk chip brings its own questions, in the order chosen', () => {
  const next = nextQuestions(['used_last_72h', 'nowhere_safe']);
  assert.deepEqual(next.map((q) => [q.risk, q.questions.length]), [['used_last_72h', 4], ['nowhere_safe', 4]]);
  for (const risk of RISKS) assert.ok(nextQuestions([risk])[0]!.questions.length >= 4);
});

test('recent use with past seizures asks for a medical look first', () => {
  assert.equal(withdrawalFirst(['used_last_72h', 'past_seizures']), true);
  assert.equal(withdrawalFirst(['used_last_72h']), false);
});

const classes: [Risk[], number][] = [
  [['pregnant', 'injects'], 1], [['pregnant'], 2], [['injects', 'past_seizures'], 3], [['nowhere_safe'], 4], [[], 4],
];
for (const [risks, expected] of classes) {
  test(`PR-41: ${risks.join(' and ') || 'none of it'} is class ${expected}`, () => assert.equal(priorityClass(risks), expected));
}

const clocks: [string, Risk[], boolean, string | null, string | null][] = [
  ['pregnant, a seat is free', ['pregnant'], false, '2026-11-25T16:00:00Z', null],
  ['pregnant, full', ['pregnant'], true, '2026-11-25T16:00:00Z', '2026-11-25T16:00:00Z'],
  ['injects, a seat is free: 14 days', ['injects'], false, '2026-12-08T05:59:00Z', null],
  ['injects, full: 120 days, interim in 48 h', ['injects'], true, '2027-03-24T04:59:00Z', '2026-11-25T16:00:00Z'],
  ['everybody else', [], true, null, null],
];
for (const [name, risks, full, admitBy, interimBy] of clocks) {
  test(`PR-41 clocks: ${name}`, () => {
    const clock = priorityClock(priorityClass(risks), MONDAY, full, settings, calendar);
    assert.deepEqual([clock.admitBy, clock.interimBy], [admitBy, interimBy]);
  });
}

test('PR-41: a priority caller owes admission and, where full, interim services until they began', () => {
  const inquiry = call({ details: withRisks('injects'), requestedAt: MONDAY, assessmentOfferedAt: MONDAY });
  assert.deepEqual(dueOf(inquiry, true).map((o) => o.what), ['priority admission', 'interim services']);
  assert.deepEqual(dueOf({ ...inquiry, interimServicesAt: MONDAY }, true).map((o) => o.what), ['priority admission']);
});

test('PR-40: a message left on Monday is answered by the end of Tuesday; on Wednesday before a holiday, by Friday', () => {
  const message = call({ channel: 'voicemail' });
  assert.equal(callBackDue(message, settings, calendar), '2026-11-25T05:59:00Z');
  assert.equal(callBackDue({ ...message, openedAt: '2026-11-25T18:00:00Z' }, settings, calendar), '2026-11-28T05:59:00Z');
});

test('PR-40: a try that reached nobody leaves the call-back owed, one that did settles it', () => {
  const attempt = { id: 'a', at: '2026-11-23T17:00:00Z', by: 'b', how: 'call' as const, forOpening: false };
  const tried = call({ channel: 'web', attempts: [{ ...attempt, outcome: 'no_answer' }] });
  assert.ok(callBackDue(tried, settings, calendar));
  assert.equal(callBackDue({ ...tried, attempts: [{ ...attempt, outcome: 'reached' }] }, settings, calendar), null);
  assert.equal(callBackDue(call(), settings, calendar), null);
});

test('PR-42: an assessment is offered within three business days, the holiday not counted', () => {
  assert.equal(assessmentOfferDue(MONDAY, settings, calendar), '2026-11-28T05:59:00Z');
  const asked = call({ requestedAt: MONDAY });
  assert.deepEqual(dueOf(asked).map((o) => o.rule), ['PR-42']);
  assert.deepEqual(dueOf({ ...asked, assessmentOfferedAt: MONDAY }), []);
});

test('an inquiry that has led somewhere owes nothing', () => {
  const closed = call({ danger: null, channel: 'web', requestedAt: MONDAY, outcome: { outcome: 'declined', at: MONDAY } });
  assert.deepEqual(dueOf(closed, true), []);
});

const assessors: [string, CredentialKind, string | null, string][] = [
  ['a licensed counselor', 'licensed-counselor', null, 'ok'],
  ['a licensed addiction counselor whose licence ends later', 'licensed-addiction-counselor', '2027-01-01', 'ok'],
  ['one whose licence ends that very day', 'licensed-addiction-counselor', '2026-11-24', 'credential-not-valid-then'],
  ['a certified counselor', 'certified-addiction-counselor', null, 'credential-may-not-assess'],
  ['a peer specialist', 'peer-specialist', null, 'credential-may-not-assess'],
];
for (const [name, kind, expiresOn, expected] of assessors) {
  test(`PR-44: may assess: ${name}`, () => {
    const decision = maySeeForAssessment([{ kind, issuedOn: '2020-01-01', expiresOn }], settings, '2026-11-24');
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}

test('PR-43: nobody is passed over before a try for this opening', () => {
  const attempt = { id: 'a', at: MONDAY, by: 'b', how: 'call' as const, outcome: 'no_answer' as const };
  const decide = (over: object) => mayPassOver({ attempts: [{ ...attempt, forOpening: true, ...over }] }, MONDAY);
  assert.equal(decide({}).ok, true);
  assert.equal(decide({ forOpening: false }).ok, false);
  assert.equal(decide({ at: '2026-11-23T15:59:59Z' }).ok, false);
});

test('PR-41: the state is told within seven days of reaching 90% of the seats, once', () => {
  const seats = { taken: 9, total: 10, reachedAt: MONDAY, toldAt: null };
  assert.equal(capacityNoticeDue(seats, settings), '2026-11-30T16:00:00Z');
  assert.equal(capacityNoticeDue({ ...seats, taken: 8 }, settings), null);
  assert.equal(capacityNoticeDue({ ...seats, toldAt: MONDAY }, settings), null);
});

const waiting = fc.record({
  inquiryId: fc.uuid(), risks: fc.uniqueArray(fc.constantFrom(...RISKS)),
  requestedAt: fc.integer({ min: 0, max: 100 }).map((h) => `2026-11-${String(1 + (h % 28)).padStart(2, '0')}T12:00:00Z`),
});
test('PR-43: the waiting list has one order, whatever order it is read in, and never ranks by class upward', () => {
  fc.assert(fc.property(fc.uniqueArray(waiting, { selector: (w) => w.inquiryId }), (list) => {
    const sorted = waitingOrder(list);
    assert.deepEqual(sorted, waitingOrder(list.toReversed()));
    sorted.slice(1).forEach((next, at) => {
      const before = sorted[at]!;
      assert.ok(priorityClass(before.risks) <= priorityClass(next.risks));
      if (priorityClass(before.risks) === priorityClass(next.risks)) assert.ok(before.requestedAt <= next.requestedAt);
    });
  }));
});
