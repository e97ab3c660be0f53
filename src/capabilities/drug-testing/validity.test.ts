import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { atOrAbove, isReadable, isTamperConcern, judgeValidity, NOTHING_MEASURED, presumptiveWords } from './validity.ts';

const rules = defaultRuleBook();
const vectors: [string, number, number, number, number, string][] = [
  ['SV-1', 85, 1.015, 6, 0, 'acceptable'],
  ['SV-2', 19.9, 1.0029, 6, 0, 'dilute'],
  ['SV-3', 20, 1.002, 6, 0, 'acceptable'],
  ['SV-4', 12, 1.003, 6, 0, 'acceptable'],
  ['SV-5', 1.5, 1.0005, 6, 0, 'substituted'],
  ['SV-6', 1.5, 1.02, 6, 0, 'substituted'],
  ['SV-7', 1.5, 1.01, 6, 0, 'invalid'],
  ['SV-8', 5, 1.001, 6, 0, 'invalid'],
  ['SV-9', 80, 1.015, 11, 0, 'adulterated'],
  ['SV-10', 80, 1.015, 9.2, 0, 'invalid'],
  ['SV-11', 80, 1.015, 6, 500, 'adulterated'],
  ['SV-12', 80, 1.015, 6, 250, 'invalid'],
];
for (const [id, creatinine, specificGravity, ph, nitrite, verdict] of vectors) {
  test(`${id}: creatinine ${creatinine}, gravity ${specificGravity}, pH ${ph}, nitrite ${nitrite} is ${verdict}`, () => {
    assert.equal(judgeValidity({ ...NOTHING_MEASURED, creatinine, specificGravity, ph, nitrite }, true, rules), verdict);
  });
}

test('the lower pH edge is a setting: 3.5 is adulterated at 4, invalid at 3', () => {
  const acid = { ...NOTHING_MEASURED, creatinine: 80, ph: 3.5 };
  assert.equal(judgeValidity(acid, true, rules), 'adulterated');
  assert.equal(judgeValidity(acid, true, { ...rules, 'validity.phLow': 3 }), 'invalid');
});
test('a foreign substance comes before anything that is merely invalid', () => {
  assert.equal(judgeValidity({ ...NOTHING_MEASURED, foreignSubstance: true, interference: true }, false, rules), 'adulterated');
});
test('DT-21 a temperature out of range makes it invalid; one not read in time says nothing', () => {
  assert.equal(judgeValidity(NOTHING_MEASURED, false, rules), 'invalid');
  assert.equal(judgeValidity(NOTHING_MEASURED, null, rules), 'acceptable');
});
test('low creatinine without a gravity is not yet anything', () => {
  assert.equal(judgeValidity({ ...NOTHING_MEASURED, creatinine: 12 }, true, rules), 'acceptable');
});
test('only adulterated and substituted are a tamper concern, and only acceptable and dilute are read', () => {
  const all = ['acceptable', 'dilute', 'invalid', 'adulterated', 'substituted'] as const;
  assert.deepEqual(all.filter(isTamperConcern), ['adulterated', 'substituted']);
  assert.deepEqual(all.filter(isReadable), ['acceptable', 'dilute']);
});
test('DT-32 a result at its cut-off counts as positive', () => {
  assert.deepEqual([149.9, 150, 150.1].map((v) => atOrAbove(v, 150)), [false, true, true]);
});
test('DT-31 a positive screen is never called positive without the word presumptive', () => {
  assert.equal(presumptiveWords({ positive: true }), 'presumptive positive');
});
