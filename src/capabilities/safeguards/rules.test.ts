import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCheckIn, usualCraving, whoSeesWords } from './reading.ts';
import { mayCheckIn, maySaveSafetyPlan, safeguardDue, type SafeguardFacts } from './rules.ts';
import { checkIn, safetyPlan, type CheckIn, type CheckInFact } from './model.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { newId } from '../../shared/ids.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const at = '2026-11-24T05:00:00Z';
const plan = safetyPlan.parse({
  signs: ['I stop answering texts'], alone: ['Walk to the river'], places: ['Library until 8'],
  people: [{ name: 'D.', relation: 'my sister', phone: '+13125550123' }],
});
const answer = (more: Partial<CheckIn> = {}): CheckIn => checkIn.parse({ id: newId(), on: '2026-11-23', ...more });
const read = (more: Partial<CheckIn>, usual: number | null = 3) => readCheckIn(answer(more), usual, plan, rules, at, zone);

test('a check-in is read against the client’s own usual, and brings their own helps when it is hard', () => {
  const cases: [level: string, Partial<CheckIn>, usual: number | null][] = [
    ['calm', { craving: 4 }, 3], ['raised', { craving: 5 }, 3], ['high', { craving: 7 }, 6], ['high', { craving: 6 }, 2],
    ['calm', { craving: 6 }, null], ['high', { used: 'yes' }, null], ['calm', { used: 'rather_not_say' }, null],
    ['raised', { medication: 'missed' }, null], ['raised', { mood: 1 }, null], ['danger', { safe: false, craving: 0 }, 0],
    ['danger', { safe: false, craving: 9 }, 3], ['calm', { safe: true }, null],
  ];
  for (const [level, more, usual] of cases) assert.equal(read(more, usual).level, level, JSON.stringify(more));
  assert.deepEqual(read({ craving: 4 }).helps, []);
  assert.deepEqual(read({ craving: 8 }).helps.map((h) => h.words), ['Walk to the river', 'D.', 'Library until 8', '988']);
  assert.deepEqual(read({ safe: false }).helps.map((h) => h.words), ['988', 'D.'], 'in danger people come first');
  assert.deepEqual(read({ craving: 6 }, 3).heard, ['6 is above your usual 3.']);
});

test('who sees a hard answer, and when, is said to the client in the same words the clock keeps', () => {
  assert.deepEqual(read({ safe: false }).seenBy, { role: 'on_call', by: '2026-11-24T06:00:00Z' });
  assert.deepEqual(read({ craving: 9 }).seenBy, { role: 'counselor', by: '2026-11-24T16:00:00Z' }, '10:00 in Chicago');
  assert.equal(read({ craving: 1 }).seenBy, null);
  assert.match(whoSeesWords(read({ safe: false }).seenBy, at, zone), /988/);
  assert.equal(whoSeesWords(read({ craving: 9 }).seenBy, at, zone), 'Your counselor sees it in the morning.');
  const off = readCheckIn(answer({ safe: false }), null, plan, { ...rules, 'oncall.alert': false }, at, zone);
  assert.equal(off.seenBy?.role, 'counselor');
});

test('more craving never reads calmer, and danger is never hidden by anything else', () => {
  const order = ['calm', 'raised', 'high', 'danger'];
  fc.assert(fc.property(fc.integer({ min: 0, max: 9 }), fc.option(fc.double({ min: 0, max: 10, noNaN: true })), (craving, usual) => {
    assert.ok(order.indexOf(read({ craving }, usual).level) <= order.indexOf(read({ craving: craving + 1 }, usual).level));
    assert.equal(read({ craving, safe: false }, usual).level, 'danger');
  }));
});

const fact = (on: string, more: Partial<CheckIn> = {}): CheckInFact => ({ ...answer(more), on, clientId: 'c', at: `${on}T20:00:00Z` });

test('the usual is the mean of two weeks, and needs three answers', () => {
  const past = [fact('2026-11-20', { craving: 2 }), fact('2026-11-21', { craving: 4 }), fact('2026-11-22', { craving: 3 }), fact('2026-11-01', { craving: 10 })];
  assert.equal(usualCraving(past, '2026-11-23'), 3);
  assert.equal(usualCraving(past.slice(0, 2), '2026-11-23'), null);
  assert.equal(usualCraving(past, '2026-11-22'), null, 'later answers do not count');
});

test('PR-48: a safety plan has signs, something to do alone and somebody to call; with opioids overdose steps too', () => {
  const cases: [string, Parameters<typeof maySaveSafetyPlan>][] = [
    ['ok', [plan, false]],
    ['no-signs', [{ ...plan, signs: [] }, false]],
    ['nothing-alone', [{ ...plan, alone: [] }, false]],
    ['nobody-to-call', [{ ...plan, people: [] }, false]],
    ['no-overdose-steps', [plan, true]],
    ['naloxone-not-said', [{ ...plan, overdoseSteps: ['Call 911'] }, true]],
    ['ok', [{ ...plan, overdoseSteps: ['Call 911'], naloxonePlace: 'Kitchen, top left' }, true]],
  ];
  for (const [expected, args] of cases) {
    const d = maySaveSafetyPlan(...args);
    assert.equal(d.ok ? 'ok' : d.reason, expected);
  }
});

test('a check-in says something, about a day that has come and is not long ago', () => {
  const result = (c: CheckIn) => {
    const d = mayCheckIn(c, '2026-11-23');
    return d.ok ? 'ok' : d.reason;
  };
  assert.equal(result(answer({ mood: 3 })), 'ok');
  assert.equal(result(answer({ words: 'long day' })), 'ok');
  assert.equal(result(answer()), 'nothing-said');
  assert.equal(result(answer({ on: '2026-11-24', mood: 3 })), 'day-ahead');
  assert.equal(result(answer({ on: '2026-11-08', mood: 3 })), 'too-old');
});

const facts = (more: Partial<SafeguardFacts> = {}): SafeguardFacts => ({
  clientId: 'c', primaryCounselorId: 'tb', admittedAt: '2026-11-20T15:00:00Z', dischargedAt: null, opioids: false,
  plans: [{ id: 'p1', clientId: 'c', version: 1, plan, madeWith: 'tb', madeAt: '2026-11-20T16:00:00Z' }],
  checkIns: [fact('2026-11-22', { craving: 2 })], answered: [], lastContactAt: null, ...more,
});
const due = (f: SafeguardFacts, now = '2026-11-23T18:00:00Z') => safeguardDue(f, rules, now, zone).map((o) => `${o.rule} ${o.weight} ${o.due}`);

test('between sessions: a safety plan at the start, an answer to hard check-ins, a call after silence', () => {
  const hard = fact('2026-11-22', { craving: 9 });
  const unsafe = fact('2026-11-22', { safe: false });
  const cases: [string[], SafeguardFacts, string?][] = [
    [[], facts()],
    [['PR-48 person 2026-11-22T05:59:00Z'], facts({ plans: [] })],
    [['PR-48 person 2026-11-21T05:59:00Z'], facts({ plans: [], opioids: true })],
    [['check-in person 2026-11-23T16:00:00Z'], facts({ checkIns: [hard] })],
    [['check-in danger 2026-11-22T21:00:00Z'], facts({ checkIns: [unsafe] })],
    [[], facts({ checkIns: [hard], answered: [{ checkInId: hard.id, at: '2026-11-23T15:00:00Z' }] })],
    [['silence person 2026-11-27T05:59:00Z'], facts(), '2026-11-26T18:00:00Z'],
    [[], facts({ lastContactAt: '2026-11-25T18:00:00Z' }), '2026-11-26T18:00:00Z'],
    [['silence person 2026-11-25T05:59:00Z'], facts({ checkIns: [] }), '2026-11-24T18:00:00Z'],
    [[], facts({ plans: [], checkIns: [], dischargedAt: '2026-11-21T15:00:00Z' })],
    [['PR-48 paper 2027-02-19T05:59:00Z'], facts({ lastContactAt: '2027-02-10T15:00:00Z' }), '2027-02-11T18:00:00Z'],
  ];
  for (const [expected, f, now] of cases) assert.deepEqual(due(f, now), expected);
});
