import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { admissionGate, decideAdmission, GATE_ITEMS, mayReuseAssessment, type GateFacts, type GateItem } from './admission-gate.ts';

const everything = Object.fromEntries(GATE_ITEMS.map((item) => [item, '2026-11-23'])) as GateFacts['done'];
const ready = (over: Partial<GateFacts> = {}): GateFacts => ({
  done: everything, usesOpioids: true, rulesText: { version: '2026-1', namesRemoval: true }, acceptedLevel: '2.1',
  programLevel: '2.1', ...over,
});
const without = (item: GateItem): GateFacts => ready({ done: { ...everything, [item]: null } });
const reason = (decision: ReturnType<typeof decideAdmission>): string => (decision.ok ? 'ok' : decision.reason);

test('PR-46: with every item true the person is admitted', () => {
  const decision = decideAdmission(ready(), []);
  assert.deepEqual(decision.ok && decision.value.met, [...GATE_ITEMS]);
});

for (const item of GATE_ITEMS) {
  test(`PR-46: missing ${item} stops the admission and is named`, () => {
    const decision = decideAdmission(without(item), []);
    assert.equal(reason(decision), 'gate-not-met');
    assert.match(decision.ok ? '' : decision.say, /Still missing/);
  });
}

test('PR-48: naloxone and an overdose plan are asked only where opioids are used', () => {
  const bare = { ...everything, naloxone_offered: null, overdose_plan: null };
  assert.equal(reason(decideAdmission(ready({ done: bare, usesOpioids: false }), [])), 'ok');
  assert.equal(reason(decideAdmission(ready({ done: bare }), [])), 'gate-not-met');
});

test('PR-47: rules that do not name what can lead to removal do not count as signed', () => {
  const gate = admissionGate(ready({ rulesText: { version: '2019', namesRemoval: false } }));
  assert.deepEqual(gate.filter((line) => !line.met).map((line) => [line.item, line.rule]), [['rules_acknowledged', 'PR-47']]);
});

test('a signed level that this program does not offer is no ground to admit', () => {
  assert.equal(reason(decideAdmission(ready({ acceptedLevel: '3.5' }), [])), 'gate-not-met');
  assert.equal(reason(decideAdmission(ready({ acceptedLevel: null }), [])), 'gate-not-met');
});

const override = { item: 'tb_screen' as const, reason: 'Test ordered for Friday.', byName: 'K. R.', mayOverride: true };
test('PR-46: a named override with a reason opens one item and is kept', () => {
  const decision = decideAdmission(without('tb_screen'), [override]);
  assert.deepEqual(decision.ok && decision.value.overridden, [{ item: 'tb_screen', reason: 'Test ordered for Friday.', byName: 'K. R.' }]);
});
test('an override of something already true leaves no trace', () => {
  const decision = decideAdmission(ready(), [override]);
  assert.deepEqual(decision.ok && decision.value.overridden, []);
});
test('an override opens its own item only, needs a reason, and somebody entitled', () => {
  assert.equal(reason(decideAdmission(without('identity'), [override])), 'gate-not-met');
  assert.equal(reason(decideAdmission(without('tb_screen'), [{ ...override, reason: ' later ' }])), 'override-without-reason');
  assert.equal(reason(decideAdmission(without('tb_screen'), [{ ...override, mayOverride: false }])), 'may-not-override');
});

const reuse: [string, string, boolean, string][] = [
  ['30 days old with an addendum', '2026-10-24', true, 'ok'],
  ['31 days old', '2026-10-23', true, 'assessment-too-old'],
  ['young, no addendum', '2026-11-01', false, 'addendum-missing'],
  ['dated tomorrow', '2026-11-24', true, 'assessment-in-the-future'],
];
for (const [name, on, addendum, expected] of reuse) {
  test(`PR-45: an earlier assessment, ${name}`, () => {
    const decision = mayReuseAssessment(on, '2026-11-23', addendum, defaultRuleBook());
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}
