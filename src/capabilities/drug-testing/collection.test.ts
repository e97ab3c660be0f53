import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { custodyIsWhole, decideCollection, decideHandOver, decideUnable, findingsOf } from './collection.ts';
import type { CustodyEvent, DrugTest, Specimen } from './model.ts';

const zone = 'America/Chicago';
const now = '2026-11-23T20:00:00Z';
const some = '01900000-0000-7000-8000-000000000001';
const rules = defaultRuleBook();
const drugTest: DrugTest = {
  id: some, clientId: some, date: '2026-11-23', reason: 'random', matrix: 'urine', panel: ['COC'], place: 'Front desk', opensAt: '07:00',
  closesAt: '19:00', orderedBy: null, orderedAt: '2026-11-23T11:00:00Z', why: null, retestOf: null,
};
const specimen = (over: Partial<Specimen> = {}): Specimen => ({
  id: some, testId: some, clientId: some, matrix: 'urine', identifiedBy: 'known', collectedBy: some, collectedAt: '2026-11-23T19:00:00Z',
  place: 'Room 3', observed: 'none', observedReason: null, observerPreference: null, temperatureF: 94, minutesSinceVoid: 2, volumeMl: 60,
  colour: 'straw', strip: 'normal', split: false, sealNumber: null, sealNumberB: null, clientInitials: 'RO', declaredMedications: [],
  device: { name: '12-panel cup', lot: 'L1', expiresOn: '2027-05-01', controlLine: true, readAfterMinutes: 5 }, lab: null, accession: null, ...over,
});
const sent = { lab: 'County laboratory', accession: 'A1', sealNumber: 'S1' };

const cases: [string, Partial<Specimen>, Partial<typeof rules>, string | string[]][] = [
  ['DT-20 a plain collection has nothing to remark', {}, {}, []],
  ['DT-21 90 °F and 100 °F are in range', { temperatureF: 90 }, {}, []],
  ['DT-21 89.9 °F is not', { temperatureF: 89.9 }, {}, ['temperature-out-of-range']],
  ['DT-21 read after five minutes says nothing', { temperatureF: 85, minutesSinceVoid: 5 }, {}, ['temperature-read-late']],
  ['DT-21 29 mL is too little to send', { ...sent, volumeMl: 29 }, {}, 'too-little-volume'],
  ['DT-21 30 mL is enough for one', { ...sent, volumeMl: 30 }, {}, []],
  ['DT-21 a split specimen needs 45 mL', { ...sent, split: true, sealNumberB: 'S2', volumeMl: 44 }, {}, 'too-little-volume'],
  ['DT-22 direct observation is off by default', { observed: 'direct', observedReason: 'earlier_tamper' }, {}, 'observation-is-off'],
  ['DT-22 where it is on, it needs its reason', { observed: 'direct' }, { 'udt.directObservation': true }, 'observation-without-reason'],
  ['DT-22 with its reason it is taken', { observed: 'direct', observedReason: 'earlier_tamper' }, { 'udt.directObservation': true }, []],
  ['DT-24 no control line: the device did not work', { device: { ...specimen().device!, controlLine: false } }, {}, ['no-control-line']],
  ['DT-24 read after six minutes: lines that come late mean nothing', { device: { ...specimen().device!, readAfterMinutes: 6 } }, {}, ['read-late']],
  ['DT-20 an expired device is not used', { device: { ...specimen().device!, expiresOn: '2026-11-22' } }, {}, 'device-expired'],
  ['DT-20 what is sent is sealed', { lab: 'County laboratory' }, {}, 'seal-missing'],
  ['DT-20 two parts have two seals', { ...sent, split: true, sealNumberB: 'S1' }, {}, 'seals-alike'],
  ['a collection in the future is refused', { collectedAt: '2026-11-23T21:00:00Z' }, {}, 'collected-in-the-future'],
  ['a collection on another day belongs to a retest', { collectedAt: '2026-11-23T05:30:00Z' }, {}, 'test-of-another-day'],
  ['oral fluid has no temperature to read', { matrix: 'oral_fluid', temperatureF: null, minutesSinceVoid: null, device: null }, {}, []],
];
for (const [name, over, settings, expected] of cases) {
  test(name, () => {
    const decision = decideCollection(specimen(over), drugTest, false, { ...rules, ...settings }, now, zone);
    assert.deepEqual(decision.ok ? decision.value : decision.reason, expected);
  });
}
test('one test has one specimen', () => {
  const decision = decideCollection(specimen(), drugTest, true, rules, now, zone);
  assert.equal(decision.ok ? '' : decision.reason, 'already-collected');
});
test('initials are asked for on what is sent', () => {
  assert.deepEqual(findingsOf(specimen({ ...sent, clientInitials: null }), rules), ['sent-without-initials']);
});

test('DT-25 after three hours, or with a wish for oral fluid at once, unable to provide is recorded and is no refusal', () => {
  const from = '2026-11-23T15:00:00Z';
  assert.equal(decideUnable(from, '2026-11-23T17:59:00Z', false, rules).ok, false);
  assert.equal(decideUnable(from, '2026-11-23T18:00:00Z', false, rules).ok, true);
  assert.equal(decideUnable(from, '2026-11-23T15:01:00Z', true, rules).ok, true);
});

const row = (no: number, from: CustodyEvent['from'], to: CustodyEvent['to'], minute: number, sealIntact = true): CustodyEvent => ({
  id: some, specimenId: some, no, from, to, at: `2026-11-23T19:${String(minute).padStart(2, '0')}:00Z`, purpose: 'testing', sealIntact,
  condition: 'sealed, cool', recordedBy: some,
});
const chain = [row(1, 'client', 'collector', 1), row(2, 'collector', 'storage', 10), row(3, 'storage', 'courier', 30), row(4, 'courier', 'laboratory', 50)];
test('DT-23 a chain from the client to the laboratory without gap or overlap is whole', () => {
  assert.equal(custodyIsWhole(chain), true);
  assert.equal(custodyIsWhole(chain.slice(0, 3)), false);
});
const broken: [string, CustodyEvent[], CustodyEvent, string][] = [
  ['a gap: nobody handed it to the courier', chain.slice(0, 2), row(3, 'courier', 'laboratory', 40), 'gap-in-custody'],
  ['an overlap: it was with two at once', chain.slice(0, 2), row(3, 'storage', 'courier', 10), 'overlap-in-custody'],
  ['it does not begin with the client', [], row(1, 'storage', 'courier', 1), 'starts-elsewhere'],
  ['something after the laboratory', chain, row(5, 'laboratory', 'storage', 55), 'already-ended'],
  ['a broken seal on its way to the laboratory', chain.slice(0, 3), row(4, 'courier', 'laboratory', 50, false), 'seal-broken'],
  ['a hand-over to oneself', chain.slice(0, 1), row(2, 'collector', 'collector', 5), 'same-holder'],
];
for (const [name, before, next, reason] of broken) {
  test(`DT-23 ${name} is refused`, () => {
    const decision = decideHandOver(before, next, '2026-11-23T20:00:00Z');
    assert.equal(decision.ok ? '' : decision.reason, reason);
  });
}
