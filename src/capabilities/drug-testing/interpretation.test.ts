import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ingredientsIn } from '../medication/ingredients.ts';
import { confirmationReasons, interpret, readDefinitive, readPresumptive, verdictWords, type Taken } from './interpretation.ts';
import { factsOf, screened } from './facts.fixture.ts';
import type { Analyte, DefinitiveReading, Interpretation } from './model.ts';

const on = (...names: string[]): Taken[] => names.map((name) => ({ name, ingredients: ingredientsIn(name), prescribed: true }));
const told = (name: string): Taken => ({ name, ingredients: ingredientsIn(name), prescribed: false });
const screen = (analyte: Analyte, positive: boolean) => ({ analyte, positive, cutoff: 100, value: null });

// drug-testing.md §6, one row each: medication, screen, positive?, verdict.
const rows: [string[], Analyte, boolean, Interpretation][] = [
  [['Buprenorphine/naloxone 8/2 mg film'], 'BUP', true, 'expected_positive'],
  [['Buprenorphine/naloxone 8/2 mg film'], 'BUP', false, 'unexpected_negative'],
  [['Buprenorphine/naloxone 8/2 mg film'], 'OPI', false, 'expected_negative'],
  [['Sublocade'], 'OPI', true, 'unexpected_positive'],
  [['Methadone'], 'MTD', true, 'expected_positive'],
  [['Methadone'], 'EDDP', false, 'unexpected_negative'],
  [['Vivitrol'], 'OXY', true, 'unexpected_positive'],
  [['Adderall XR'], 'AMP', true, 'expected_positive'],
  [['Vyvanse'], 'MET', true, 'unexpected_positive'],
  [['Selegiline'], 'MET', true, 'expected_positive'],
  [['Selegiline'], 'AMP', false, 'expected_negative'],
  [['Concerta'], 'AMP', true, 'unexpected_positive'],
  [['Concerta'], 'AMP', false, 'expected_negative'],
  [['Diazepam'], 'BZO', false, 'unexpected_negative'],
  [['Xanax'], 'BZO', false, 'expected_negative'],
  [['Klonopin'], 'BZO', false, 'expected_negative'],
  [['Lorazepam'], 'BZO', true, 'expected_positive'],
  [['Temazepam'], 'BZO', true, 'expected_positive'],
  [['Codeine'], 'OPI', true, 'expected_positive'],
  [['Morphine'], 'OPI', false, 'unexpected_negative'],
  [['Hydrocodone'], 'OPI', false, 'expected_negative'],
  [['Oxycodone'], 'OXY', false, 'unexpected_negative'],
  [['Oxycodone'], 'OPI', false, 'expected_negative'],
  [['Phenobarbital'], 'BAR', true, 'expected_positive'],
  [['Dronabinol'], 'THC', true, 'expected_positive'],
  [['Gabapentin', 'Ambien'], 'BZO', true, 'unexpected_positive'],
  [[], 'COC', true, 'unexpected_positive'],
  [[], 'COC', false, 'expected_negative'],
];
for (const [names, analyte, positive, verdict] of rows) {
  test(`§6 with ${names.join(' and ') || 'no medication'} a ${positive ? 'positive' : 'negative'} ${analyte} screen is ${verdict}`, () => {
    assert.equal(readPresumptive(screen(analyte, positive), on(...names), 'acceptable').verdict, verdict);
  });
}

test('DT-40 cross-reactors on the client’s own list stand beside a presumptive positive, and lead to an offer', () => {
  const read = readPresumptive(screen('AMP', true), [...on('Wellbutrin XL'), told('Sudafed')], 'acceptable');
  assert.deepEqual(read.crossReactors, ['Wellbutrin XL', 'Sudafed']);
  assert.equal(read.verdict, 'unexpected_positive');
  assert.equal(confirmationReasons({ ...read, source: 'presumptive', screened: read.verdict }, { disputed: false, wouldChange: false }).length, 1);
});
test('§7 cocaine screens name true sources instead of cross-reactors', () => {
  const read = readPresumptive(screen('COC', true), on('Wellbutrin'), 'acceptable');
  assert.deepEqual(read.crossReactors, []);
  assert.match(read.because.join(' '), /coca tea/);
});
test('what was merely told of at collection explains no positive, an inhaler aside', () => {
  assert.equal(readPresumptive(screen('BZO', true), [told('Xanax')], 'acceptable').verdict, 'unexpected_positive');
  assert.equal(readPresumptive(screen('MET', true), [told('Vapor inhaler')], 'acceptable').verdict, 'expected_positive');
});
test('§8 a negative in a dilute specimen is inconclusive, a positive stays one', () => {
  assert.equal(readPresumptive(screen('COC', false), [], 'dilute').verdict, 'pending');
  assert.equal(readPresumptive(screen('COC', true), [], 'dilute').verdict, 'unexpected_positive');
});

const lab = (analyte: Analyte, ...found: [string, number][]): DefinitiveReading[] =>
  found.map(([compound, value]) => ({ analyte, compound, value, cutoff: 5 }));
const labs: [string, string[], Analyte, DefinitiveReading[], Interpretation, string?][] = [
  ['buprenorphine with its metabolite', ['Suboxone'], 'BUP', lab('BUP', ['Buprenorphine', 120], ['Norbuprenorphine', 200]), 'expected_positive'],
  ['buprenorphine without its metabolite', ['Suboxone'], 'BUP', lab('BUP', ['Buprenorphine', 900], ['Norbuprenorphine', 0]), 'expected_positive', 'metabolite-missing'],
  ['buprenorphine at a ratio of 0.019', ['Suboxone'], 'BUP', lab('BUP', ['Buprenorphine', 1000], ['Norbuprenorphine', 19]), 'expected_positive', 'metabolite-missing'],
  ['neither of them', ['Suboxone'], 'BUP', lab('BUP', ['Buprenorphine', 0], ['Norbuprenorphine', 0]), 'unexpected_negative'],
  ['methadone without EDDP', ['Methadone'], 'MTD', lab('MTD', ['Methadone', 400], ['EDDP', 0]), 'expected_positive', 'metabolite-missing'],
  ['methamphetamine on amphetamine salts', ['Adderall'], 'AMP', lab('AMP', ['Amphetamine', 900], ['Methamphetamine', 700]), 'unexpected_positive'],
  ['amphetamine alone on amphetamine salts', ['Adderall'], 'AMP', lab('AMP', ['Amphetamine', 900], ['Methamphetamine', 0]), 'expected_positive'],
  ['methamphetamine on selegiline', ['Selegiline'], 'MET', lab('MET', ['Methamphetamine', 300]), 'expected_positive', 'ask-for-isomers'],
  ['morphine and hydrocodone on codeine', ['Codeine'], 'OPI', lab('OPI', ['Codeine', 900], ['Morphine', 100], ['Hydrocodone', 20]), 'expected_positive'],
  ['codeine on morphine', ['Morphine'], 'OPI', lab('OPI', ['Morphine', 900], ['Codeine', 90]), 'unexpected_positive'],
  ['6-acetylmorphine is explained by nothing', ['Morphine'], '6MAM', lab('6MAM', ['6-acetylmorphine', 20]), 'unexpected_positive'],
  ['norfentanyl alone', [], 'FEN', lab('FEN', ['Fentanyl', 0], ['Norfentanyl', 8]), 'unexpected_positive', 'residue-possible'],
  ['nothing after a positive screen', [], 'AMP', lab('AMP', ['Amphetamine', 0], ['Methamphetamine', 0]), 'expected_negative'],
  ['exactly the cut-off (DT-32)', [], 'COC', lab('COC', ['Benzoylecgonine', 5]), 'unexpected_positive'],
];
for (const [name, names, analyte, readings, verdict, flag] of labs) {
  test(`§6 the laboratory finds ${name}: ${verdict}`, () => {
    const read = readDefinitive(analyte, readings, on(...names));
    assert.equal(read.verdict, verdict);
    assert.deepEqual(read.flags, flag ? [flag] : []);
  });
}

test('the laboratory’s answer takes the place of the screen; before it comes the substance is pending', () => {
  const facts = screened([{ analyte: 'AMP', positive: true }, { analyte: 'COC', positive: false }]);
  const confirmation = { orderedAt: '2026-11-23T20:00:00Z', analytes: ['AMP' as const], why: 'cross-reactor' };
  const before = interpret({ ...facts, confirmation }, on('Wellbutrin'));
  assert.deepEqual(before.map((r) => [r.analyte, r.verdict, r.screened]), [['AMP', 'pending', 'unexpected_positive'], ['COC', 'expected_negative', 'expected_negative']]);
  const after = interpret({
    ...facts, confirmation, definitive: { at: '2026-11-26T20:00:00Z', by: 'x', readings: lab('AMP', ['Amphetamine', 0]) },
  }, on('Wellbutrin'));
  assert.deepEqual(after.map((r) => [r.analyte, r.verdict, r.source]), [['AMP', 'expected_negative', 'definitive'], ['COC', 'expected_negative', 'presumptive']]);
});
test('nothing is read from an adulterated or invalid specimen', () => {
  const facts = screened([{ analyte: 'COC', positive: true }]);
  assert.deepEqual(interpret({ ...facts, result: { ...facts.result!, validity: 'adulterated' } }, []), []);
  assert.deepEqual(interpret(factsOf(), []), []);
});
test('DT-31 in words an unexpected positive of a screen is called presumptive, one of the laboratory is not', () => {
  const read = readPresumptive(screen('COC', true), [], 'acceptable');
  assert.equal(verdictWords({ ...read, source: 'presumptive', screened: null }), 'presumptive positive, unexpected');
  assert.equal(verdictWords({ ...read, source: 'definitive', screened: null }), 'positive, unexpected');
});
test('brand names and combined products are recognised, and unknown ones give nothing', () => {
  assert.deepEqual(ingredientsIn('Suboxone 8 mg/2 mg'), ['buprenorphine', 'naloxone']);
  assert.deepEqual(ingredientsIn('lisdexamfetamine'), ['lisdexamfetamine']);
  assert.deepEqual(ingredientsIn('Herbal tea'), []);
});
