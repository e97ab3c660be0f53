import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { coverageOf, decideMedication, decideStop, endOf, gapsOf, regimenOn, scheduleWords } from './regimen.ts';
import { decideAnswer, decideBooking, decideCheck, decideLinkage, decideVisit, medicationDue, stageOf, type MedicationFacts } from './rules.ts';
import type { AdherenceCheck, Booking, LinkageFacts, Medication, Supply, Visit } from './model.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const me = '01900000-0000-7000-8000-000000000001';
const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-11-23T18:00:00Z'; // Monday noon
const reasonOf = (d: { ok: boolean; reason?: string }) => (d.ok ? 'accepted' : d.reason);

const linkage = { id: id(1), clientId: me, purpose: 'moud' as const, question: 'Buprenorphine?', askedAt: '2026-11-19T18:00:00Z', askedBy: me };
const booked = (appointmentAt: string, n = 2): Booking =>
  ({ id: id(n), linkageId: id(1), provider: 'Dr A', appointmentAt, place: '', recordedAt: `2026-11-20T18:0${n}:00Z`, recordedBy: me });
const visited = (outcome: Visit['outcome'], n = 2): Visit =>
  ({ id: id(50 + n), linkageId: id(1), bookingId: id(n), outcome, words: '', recordedAt: now, recordedBy: me });
const answered = { id: id(60), linkageId: id(1), answer: 'prescribed' as const, words: 'Started', recordedAt: now, recordedBy: me };
const loop = (over: Partial<LinkageFacts> = {}): LinkageFacts => ({ linkage, bookings: [], visits: [], answer: null, ...over });
const past = booked('2026-11-23T15:00:00Z');
const ahead = booked('2026-11-24T15:00:00Z');

// PR-63, PR-65: asked, booked, seen, answered. Each row: facts, stage, what is owed, by when.
const loops: [string, LinkageFacts, string, string | null, string | null][] = [
  ['asked on a Thursday: three business days to book', loop(), 'asked', 'book the medical appointment', '2026-11-25T05:59:00Z'],
  ['booked, the appointment ahead', loop({ bookings: [ahead] }), 'booked', null, null],
  ['booked, the time has passed', loop({ bookings: [past] }), 'booked', 'was the medical appointment kept?', '2026-11-25T05:59:00Z'],
  ['not kept: it needs a new appointment', loop({ bookings: [past], visits: [visited('not_kept')] }), 'asked', 'book the medical appointment', '2026-11-27T05:59:00Z'],
  ['not kept, booked again', loop({ bookings: [past, booked('2026-11-25T15:00:00Z', 3)], visits: [visited('not_kept')] }), 'booked', null, null],
  ['seen: the answer is owed', loop({ bookings: [past], visits: [visited('seen')] }), 'seen', 'the provider’s answer', '2026-12-01T05:59:00Z'],
  ['answered: the loop is closed', loop({ bookings: [past], visits: [visited('seen')], answer: answered }), 'answered', null, null],
];
const facts = (over: Partial<MedicationFacts> = {}): MedicationFacts => ({
  clientId: me, admittedAt: null, primaryCounselorId: null, disorders: [], linkages: [], medications: [], stops: [], supplies: [], checks: [],
  offers: [], naloxone: [], ...over,
});
const owed = (over: Partial<MedicationFacts>) => medicationDue(facts(over), rules, now, zone).map((o) => [o.rule, o.what, o.due]);
for (const [name, one, stage, what, due] of loops) {
  test(`PR-63 ${name}`, () => {
    assert.equal(stageOf(one).stage, stage);
    assert.deepEqual(owed({ linkages: [one] }), what === null ? [] : [['PR-63', what, due]]);
  });
}
test('PR-63 each step follows the one before', () => {
  assert.equal(reasonOf(decideLinkage({ ...linkage, id: id(9) }, [loop()])), 'already-asked');
  assert.equal(reasonOf(decideLinkage({ ...linkage, id: id(9) }, [loop({ answer: answered })])), 'accepted');
  assert.equal(reasonOf(decideBooking(loop(), past, now)), 'appointment-passed');
  assert.equal(reasonOf(decideBooking(loop({ bookings: [past], visits: [visited('seen')] }), ahead, now)), 'visit-recorded');
  assert.equal(reasonOf(decideVisit(loop(), 'seen', now)), 'nothing-booked');
  assert.equal(reasonOf(decideVisit(loop({ bookings: [ahead] }), 'seen', now)), 'appointment-ahead');
  assert.equal(reasonOf(decideVisit(loop({ bookings: [ahead] }), 'cancelled', now)), 'accepted');
  assert.equal(reasonOf(decideAnswer(loop({ bookings: [past] }), 'prescribed')), 'not-seen-yet');
  assert.equal(reasonOf(decideAnswer(loop({ bookings: [past] }), 'client_declined')), 'accepted');
  assert.equal(reasonOf(decideAnswer(loop({ answer: answered }), 'prescribed')), 'loop-closed');
});

const bup: Medication = {
  id: id(10), clientId: me, name: 'Suboxone', ingredients: ['buprenorphine', 'naloxone'], strength: '8 mg / 2 mg', route: 'sublingual',
  schedule: { kind: 'daily', timesPerDay: 1 }, purpose: 'moud', prescriber: 'Dr A', startedOn: '2026-11-01', replaces: null,
  source: 'prescribed_here', recordedAt: now, recordedBy: me,
};
const more: Medication = { ...bup, id: id(11), strength: '16 mg / 4 mg', startedOn: '2026-11-10', replaces: id(10) };
const stop = { id: id(12), medicationId: id(11), stoppedOn: '2026-11-20', why: 'changed to an injection', recordedAt: now, recordedBy: me };

test('the regimen in force on a date: a new dose replaces the old one, a stop ends it', () => {
  const on = (date: string) => regimenOn([bup, more], [stop], date).map((m) => m.strength);
  assert.deepEqual(['2026-10-31', '2026-11-01', '2026-11-09', '2026-11-10', '2026-11-20', '2026-11-21'].map(on),
    [[], ['8 mg / 2 mg'], ['8 mg / 2 mg'], ['16 mg / 4 mg'], ['16 mg / 4 mg'], []]);
  assert.equal(endOf(bup, [bup, more], []), '2026-11-09');
});
const starts: [string, Partial<Medication>, string][] = [
  ['the same medication twice', { id: id(20), startedOn: '2026-11-15' }, 'already-taken'],
  ['the same as a replacement', { id: id(20), startedOn: '2026-11-15', replaces: id(10) }, 'accepted'],
  ['a replacement of what is not taken', { id: id(20), replaces: id(99) }, 'replaces-nothing'],
  ['a replacement from the same day', { id: id(20), replaces: id(10) }, 'replaced-before-it-began'],
  ['a start in half a year', { id: id(20), startedOn: '2027-05-01' }, 'starts-too-far-ahead'],
  ['another medication', { id: id(20), ingredients: ['sertraline'] }, 'accepted'],
];
for (const [name, over, expected] of starts) {
  test(`starting ${name}: ${expected}`, () => assert.equal(reasonOf(decideMedication({ ...bup, ...over }, [bup], [], '2026-11-23')), expected));
}
test('stopping needs a day after the start, and happens once', () => {
  assert.equal(reasonOf(decideStop({ ...stop, medicationId: id(10), stoppedOn: '2026-10-01' }, bup, [bup], [], '2026-11-23')), 'stopped-before-start');
  assert.equal(reasonOf(decideStop(stop, more, [bup, more], [stop], '2026-11-23')), 'already-stopped');
  assert.equal(reasonOf(decideStop(stop, more, [bup, more], [], '2026-11-23')), 'accepted');
});

const filled = (on: string, daysSupply: number, medicationId = id(10)): Supply => ({ id: id(30), medicationId, on, daysSupply, recordedAt: now, recordedBy: me });
const injection: Medication = { ...bup, id: id(40), name: 'Sublocade', route: 'injection', schedule: { kind: 'every_days', days: 28 }, startedOn: '2026-10-01' };
const gaps: [string, Medication, Supply[], string[]][] = [
  ['no supplies say nothing', bup, [], []],
  ['a supply that lasts', bup, [filled('2026-11-01', 30)], []],
  ['three days between two supplies', bup, [filled('2026-11-01', 7), filled('2026-11-11', 30)], ['2026-11-08 2026-11-10']],
  ['a supply picked up early lasts longer', bup, [filled('2026-11-01', 14), filled('2026-11-08', 10)], []],
  ['the first missed day of a supply that ended', bup, [filled('2026-11-01', 22)], ['2026-11-23 null']],
  ['an injection past its interval', injection, [filled('2026-10-01', 28, id(40))], ['2026-10-29 null']],
  ['an early injection counts from its own day', injection, [filled('2026-10-01', 28, id(40)), filled('2026-10-27', 28, id(40))], []],
];
for (const [name, medication, supplies, expected] of gaps) {
  test(`gaps: ${name}`, () =>
    assert.deepEqual(gapsOf(medication, null, supplies, [], '2026-11-23', zone).map((g) => `${g.from} ${g.to}`), expected));
}

const check = (over: Partial<AdherenceCheck> = {}, taken: 'all' | 'some' | 'none' = 'all', missedDoses = 0): AdherenceCheck => ({
  id: id(70), clientId: me, sessionId: null, at: '2026-11-20T18:00:00Z', recordedBy: me, since: '2026-11-14', effects: '', craving: 3,
  answers: [{ medicationId: id(10), taken, missedDoses, why: '' }], ...over,
});
test('the share of days covered rests on supplies and check-ins, and says on how many', () => {
  assert.equal(coverageOf(bup, null, [], [], '2026-11-23', zone), null);
  assert.deepEqual(coverageOf(bup, null, [filled('2026-11-01', 30)], [], '2026-11-23', zone), { share: 1, days: 23, evidence: 1 });
  assert.deepEqual(coverageOf(bup, null, [], [check({}, 'some', 2)], '2026-11-23', zone), { share: 21 / 23, days: 23, evidence: 1 });
  assert.deepEqual(coverageOf(bup, null, [], [check({}, 'none')], '2026-11-23', zone), { share: 16 / 23, days: 23, evidence: 1 });
});
const checks: [string, AdherenceCheck, string][] = [
  ['as prescribed', check(), 'accepted'],
  ['missed some without a number', check({}, 'some', 0), 'missed-without-number'],
  ['as prescribed with missed doses', check({}, 'all', 2), 'none-missed'],
  ['about something not on the list', check({ answers: [{ medicationId: id(99), taken: 'all', missedDoses: 0, why: '' }] }), 'not-on-list'],
  ['the same one twice', check({ answers: [...check().answers, ...check().answers] }), 'asked-twice'],
  ['since tomorrow', check({ since: '2026-11-24' }), 'since-ahead'],
];
for (const [name, one, expected] of checks) {
  test(`PR-63 a check-in ${name}: ${expected}`, () => assert.equal(reasonOf(decideCheck(one, [bup], '2026-11-23')), expected));
}

test('PR-63 a check-in is owed within 7 days of the last one, from the day before on', () => {
  const last = (at: string) => owed({ medications: [bup], checks: [check({ at })] });
  assert.deepEqual(last('2026-11-18T18:00:00Z'), []);
  assert.deepEqual(last('2026-11-17T18:00:00Z'), [['PR-63', 'ask how taking medication goes', '2026-11-25T05:59:00Z']]);
  assert.deepEqual(owed({ medications: [bup] }), [['PR-63', 'ask how taking medication goes', '2026-11-09T05:59:00Z']]);
});
test('a supply that ends in three days is announced, one that ended is owed a call', () => {
  const recent = [check({ at: now })];
  assert.deepEqual(owed({ medications: [bup], checks: recent, supplies: [filled('2026-11-01', 25)] }), [['PR-63', 'next supply', '2026-11-26T05:59:00Z']]);
  assert.deepEqual(owed({ medications: [bup], checks: recent, supplies: [filled('2026-11-01', 22)] }), [['PR-63', 'supply has ended', '2026-11-24T05:59:00Z']]);
  assert.deepEqual(owed({ medications: [bup], checks: recent, supplies: [filled('2026-11-01', 30)] }), []);
});
test('PR-64 and PR-48 with an opioid use disorder medication and naloxone are offered on the first day; a declined offer was still one', () => {
  const admitted = { admittedAt: '2026-11-23T15:00:00Z', disorders: ['opioid' as const] };
  assert.deepEqual(owed(admitted), [
    ['PR-64', 'offer medication', '2026-11-24T05:59:00Z'], ['PR-48', 'naloxone and an overdose plan', '2026-11-24T05:59:00Z'],
  ]);
  assert.deepEqual(owed({
    ...admitted, offers: [{ id: id(80), clientId: me, disorder: 'opioid', answer: 'declined', words: '', recordedAt: now, recordedBy: me }],
    naloxone: [{ id: id(81), clientId: me, answer: 'has', overdosePlan: true, recordedAt: now, recordedBy: me }],
  }), []);
});
test('a schedule reads as people say it', () => {
  assert.deepEqual([
    scheduleWords({ kind: 'daily', timesPerDay: 1 }), scheduleWords({ kind: 'daily', timesPerDay: 3 }),
    scheduleWords({ kind: 'every_days', days: 28 }), scheduleWords({ kind: 'every_days', days: 30 }), scheduleWords({ kind: 'as_needed' }),
  ], ['once a day', '3 times a day', 'every 4 weeks', 'every 30 days', 'as needed']);
});
