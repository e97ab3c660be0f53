import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INSTRUMENTS } from './library.ts';
import type { InstrumentCode } from './model.ts';
import { readQuestionnaire } from './questionnaire-import.ts';

const ORDINAL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
/** A form with our own words in the place of the official ones: what matters is how it is matched. */
function form(code: InstrumentCode, change: (item: Record<string, any>) => Record<string, any> | null = (item) => item): string {
  const { items, title } = INSTRUMENTS[code];
  return JSON.stringify({
    resourceType: 'Questionnaire', status: 'active', version: '2.1', language: 'en', title, copyright: 'Holder',
    item: [{ linkId: 'g', type: 'group', item: items.map((item) => change({
      linkId: `q${item.n}`, prefix: `${item.n}.`, text: `Wording of ${item.n}`, type: 'choice',
      ...(item.loinc && { code: [{ system: 'http://loinc.org', code: item.loinc }] }),
      answerOption: item.values.map((value) => ({
        valueCoding: { code: `a${value}`, display: `Answer ${value}`, extension: [{ url: ORDINAL, valueDecimal: value }] },
      })),
    })).filter(Boolean) }],
  }, null, 1);
}
const read = (code: InstrumentCode, json: string) => readQuestionnaire(INSTRUMENTS[code], json);
const faults = (code: InstrumentCode, json: string): string[] => (read(code, json).faults ?? []).map(({ say }) => say);

test('every instrument reads a form of itself, with version and licence', () => {
  for (const instrument of Object.values(INSTRUMENTS)) {
    const decision = read(instrument.code, form(instrument.code));
    assert.ok(decision.ok, decision.ok ? '' : decision.say);
    assert.deepEqual([decision.value.items.length, decision.value.version, decision.value.copyright],
      [instrument.items.length, '2.1', 'Holder']);
  }
});

test('the wording and its answers come out in the order of the values', () => {
  const decision = read('GAD-7', form('GAD-7', (item) => ({ ...item, answerOption: item.answerOption.toReversed() })));
  assert.deepEqual(decision.ok && decision.value.items[0],
    { n: '1', text: 'Wording of 1', answers: [0, 1, 2, 3].map((value) => ({ value, text: `Answer ${value}` })) });
});

test('without codes, items match by their number', () => {
  assert.ok(read('PHQ-9', form('PHQ-9', (item) => ({ ...item, code: undefined }))).ok);
});

test('a form of another instrument is refused, each line by its number', () => {
  const decision = read('PHQ-9', form('GAD-7'));
  assert.equal(decision.ok ? 'ok' : decision.reason, 'questionnaire-does-not-match');
  const lines = (decision.faults ?? []).filter((one) => one.line > 1).map((one) => one.line);
  assert.equal(lines.length, 7);
  assert.ok(lines.every((line, at) => at === 0 || line > lines[at - 1]!));
  assert.match(decision.ok ? '' : decision.say, /^Line \d+: “q1” is no item of PHQ-9\./);
});

test('a left-out item is named; one that is not scored may be left out', () => {
  assert.deepEqual(faults('PHQ-9', form('PHQ-9', (item) => (item.linkId === 'q3' ? null : item))), ['Item 3 (sleep) is missing.']);
  assert.deepEqual(faults('PHQ-9', form('PHQ-9', (item) => (item.linkId === 'q10' ? null : item))), []);
});

const onThird = (change: object) => (item: Record<string, any>) => (item.linkId === 'q3' ? { ...item, ...change } : item);
const broken: [string, InstrumentCode, object, RegExp][] = [
  ['other values', 'AUDIT', { answerOption: [0, 1, 2, 3].map((valueInteger) => ({ valueInteger })) }, /scored 0, 1, 2, 3, 4, the file has 0, 1, 2, 3\./],
  ['answers without values', 'AUDIT', { answerOption: [{ valueCoding: { code: 'x', display: 'Never' } }] }, /“Never” has no value/],
  ['a value set elsewhere', 'AUDIT', { answerOption: undefined, answerValueSet: 'http://x' }, /points to a value set/],
  ['no wording', 'AUDIT', { text: ' ' }, /has no wording/],
  ['yes and no where five are scored', 'AUDIT', { type: 'boolean', answerOption: undefined }, /the file has 0, 1\./],
];
for (const [name, code, change, expected] of broken) {
  test(`a form is refused for ${name}`, () => {
    const found = faults(code, form(code, onThird(change)));
    assert.equal(found.length, 1);
    assert.match(found[0]!, expected);
  });
}

test('the same item twice is refused', () => {
  const twice = JSON.parse(form('TEA'));
  twice.item[0].item.push({ ...twice.item[0].item[0], linkId: 'again-1' });
  assert.match(faults('TEA', JSON.stringify(twice))[0]!, /comes twice/);
});

test('yes-or-no items may be booleans, LOINC’s own answers carry their values, a computed total is passed over', () => {
  const yesNo = form('DAST-10', (item) => ({ ...item, type: 'boolean', answerOption: undefined }));
  assert.ok(read('DAST-10', yesNo).ok);
  const answers = ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'].map((code) => ({ valueCoding: { code, display: code } }));
  const loinc = JSON.parse(form('GAD-7', (item) => ({ ...item, answerOption: answers })));
  loinc.item.push({ linkId: 'sum', type: 'decimal', text: 'Sum', code: [{ code: '70274-6' }] });
  assert.ok(read('GAD-7', JSON.stringify(loinc)).ok);
});

test('what is no questionnaire is refused with the way out', () => {
  for (const text of ['', 'not json', '[]', '{"resourceType":"Patient"}', '{"resourceType":"Questionnaire"}']) {
    const decision = read('TEA', text);
    assert.equal(decision.ok ? 'ok' : decision.reason, 'not-a-questionnaire', text);
  }
});
