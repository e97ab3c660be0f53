import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INSTRUMENTS } from './library.ts';
import { INSTRUMENT_CODES, type Answers, type InstrumentCode, type Scored } from './model.ts';
import { alertsSoFar, mayOfferOnDevice, nextItem, scoreInstrument, valuesInWords } from './rules.ts';

/** Answers in the order of the form: `'2,2,3'` is items 1, 2 and 3; `Y` and `N` are yes and no. */
function row(code: InstrumentCode, text: string): Answers {
  const value = (word: string): number => (word === 'Y' ? 1 : word === 'N' ? 0 : Number(word));
  return Object.fromEntries(text.split(',').map((word, at) => [INSTRUMENTS[code].items[at]!.n, value(word)]));
}
/** `'4=2,5=1'` */
const named = (text: string): Answers =>
  Object.fromEntries(text.split(',').map((pair) => pair.split('=')).map(([n, value]) => [n!, Number(value)]));

function scored(code: InstrumentCode, given: Answers): Scored {
  const decision = scoreInstrument(INSTRUMENTS[code], given);
  assert.ok(decision.ok, decision.ok ? '' : decision.say);
  return decision.value;
}
const refusal = (code: InstrumentCode, given: Answers): string => {
  const decision = scoreInstrument(INSTRUMENTS[code], given);
  return decision.ok ? 'ok' : `${decision.reason} ${decision.field}`;
};
const total = (result: Scored) => {
  const { value, band } = result.scales.find((scale) => scale.code === 'total')!;
  return [value, band];
};
const met = (result: Scored): string[] => result.findings.filter((finding) => finding.met).map((finding) => finding.code);

/** instruments.md §6: id, instrument, answers, total, band, findings met, level of the first alert. */
const WORKED: [string, InstrumentCode, string, number, string | null, string[], string | null][] = [
  ['P1', 'PHQ-9', '2,2,3,2,1,2,1,0,0', 13, 'moderate', ['major-depressive-pattern'], null],
  ['P2', 'PHQ-9', '1,1,1,1,0,0,0,0,1', 5, 'mild', [], 'danger'],
  ['P4', 'PHQ-9', '3,3,3,3,3,3,3,3,3', 27, 'severe', ['major-depressive-pattern'], 'danger'],
  ['G1', 'GAD-7', '3,2,2,1,1,2,0', 11, 'moderate', [], null],
  ['G2', 'GAD-7', '0,1,0,1,0,1,0', 3, 'minimal', [], null],
  ['A1', 'AUDIT', '4,3,3,2,1,0,2,1,0,4', 20, 'zone IV',
    ['likely-moderate-or-severe', 'positive-men', 'positive-women'], null],
  ['A2', 'AUDIT', '2,1,1,0,0,0,1,0,0,0', 5, 'zone I', ['positive-men', 'positive-women'], null],
  ['A3', 'AUDIT', '3,2,2,2,0,0,1,0,2,0', 12, 'zone II', ['raise-one-zone', 'positive-men', 'positive-women'], null],
  ['D1', 'DAST-10', 'Y,N,N,N,Y,Y,N,N,Y,N', 5, 'moderate', [], null],
  ['D2', 'DAST-10', 'N,N,N,N,N,N,N,N,N,N', 1, 'low', [], null],
  ['D3', 'DAST-10', 'Y,Y,Y,Y,Y,Y,Y,Y,Y,Y', 9, 'severe', [], null],
  ['C1', 'COWS', '1,1,1,1,1,1,1,0,1,1,0', 9, 'mild', [], null],
  ['C2', 'COWS', '2,3,3,2,2,2,3,2,2,2,3', 26, 'moderately severe', [], 'danger'],
  ['C3', 'COWS', '0,0,0,0,1,0,0,0,1,1,0', 3, 'none', [], null],
  ['W1', 'CIWA-Ar', '1,2,1,2,1,0,0,0,1,0', 8, 'mild', [], null],
  ['W2', 'CIWA-Ar', '2,4,3,3,2,1,0,0,2,0', 17, 'moderate', [], 'urgent'],
  ['W3', 'CIWA-Ar', '4,5,4,4,4,2,1,1,3,1', 29, 'severe', [], 'danger'],
  ['R1', 'BARC-10', '5,5,4,5,4,5,5,5,4,5', 47, null, ['sustained-remission-marker'], null],
  ['V1', 'TEA', '6,5,7,4', 22, null, [], null],
];
for (const [id, code, text, value, band, findings, alert] of WORKED) {
  test(`${id}: ${code} ${text} is ${value}${band ? `, ${band}` : ''}`, () => {
    const result = scored(code, row(code, text));
    assert.deepEqual(total(result), [value, band]);
    assert.deepEqual(met(result), findings);
    assert.equal(result.alerts[0]?.level ?? null, alert);
    assert.equal(result.status, 'complete');
  });
}

test('P2: item 9 alerts although the score is mild, and comes before the total in the result', () => {
  const result = scored('PHQ-9', row('PHQ-9', '1,1,1,1,0,0,0,0,1'));
  assert.equal(result.alerts[0]?.item, '9');
  assert.equal(Object.keys(result)[0], 'alerts');
});

test('A1: AUDIT-C within AUDIT is 10; A2: it is 4', () => {
  const short = (text: string) => scored('AUDIT', row('AUDIT', text)).scales.find((s) => s.code === 'AUDIT-C')?.value;
  assert.deepEqual([short('4,3,3,2,1,0,2,1,0,4'), short('2,1,1,0,0,0,1,0,0,0')], [10, 4]);
});
test('A3: the advice names the next zone', () => {
  const advice = scored('AUDIT', row('AUDIT', '3,2,2,2,0,0,1,0,2,0')).findings.find((f) => f.code === 'raise-one-zone');
  assert.match(advice!.say, /zone III is advised/);
});
test('A4: AUDIT item 9 takes 0, 2 or 4 only', () => {
  assert.equal(refusal('AUDIT', { 9: 3 }), 'answer-not-allowed answers.9');
  assert.equal(valuesInWords(INSTRUMENTS.AUDIT.items[8]!), '0, 2 or 4');
});
test('AUDIT skips: never drinking, or never more than two, leads to items 9 and 10', () => {
  assert.deepEqual(total(scored('AUDIT', named('1=0,9=2,10=0'))), [2, 'zone I']);
  assert.deepEqual(total(scored('AUDIT', named('1=3,2=0,3=0,9=0,10=0'))), [3, 'zone I']);
  assert.equal(scored('AUDIT', named('1=3,2=1,3=0,9=0,10=0')).status, 'incomplete');
});
test('AUDIT-C: points from how often alone are looked at again', () => {
  assert.deepEqual(met(scored('AUDIT-C', named('1=4,2=0,3=0'))), ['positive-men', 'positive-women', 'review-quantity']);
});

const bamScales = (result: Scored) => Object.fromEntries(result.scales.map((s) => [s.code, [s.value, s.flagged]]));
test('B1: BAM use 7, risk 18, protective 3, all three flagged', () => {
  const result = scored('BAM', named('1=3,2=4,3=3,4=2,5=1,6=4,8=3,9=1,10=0,11=3,12=1,13=0,14=0,15=2,16=1,17=1'));
  assert.deepEqual(bamScales(result), { use: [7, true], risk: [18, true], protective: [3, true] });
  assert.equal(result.status, 'complete');
});
test('B2: BAM with no use at all skips item 5, and flags nothing', () => {
  const result = scored('BAM', named('1=1,2=1,3=1,4=0,6=0,8=1,9=4,10=3,11=1,12=2,13=4,14=4,15=0,16=4,17=3'));
  assert.deepEqual(bamScales(result), { use: [0, false], risk: [5, false], protective: [21, false] });
});
test('B3: BAM-R use is 26 of 90, in days', () => {
  const use = scored('BAM-R', named('4=10,5=4,6=12')).scales[0]!;
  assert.deepEqual([use.code, use.value, use.max, use.flagged], ['use', 26, 90, null]);
});
test('B4: more heavy-drinking days than days with alcohol is refused', () => {
  assert.equal(refusal('BAM', named('4=1,5=2')), 'answers-contradict answers.5');
});
test('BAM: no drug class may have more days than drugs have; they need not add up', () => {
  assert.equal(refusal('BAM', named('6=2,7C=3')), 'answers-contradict answers.7C');
  assert.equal(refusal('BAM', named('6=2,7C=2,7E=2')), 'ok');
});
test('BAM has no total, and BAM-IOP no subscale', () => {
  assert.ok(!scored('BAM', named('4=0')).scales.some((s) => s.code === 'total'));
  assert.deepEqual(scored('BAM-IOP', named('4=3,5=1,6=2')).scales, []);
});

const triage: [string, string, string, string | null][] = [
  ['S1', '1=1,2=1,3=1,4=0,5=0,6=0', 'moderate', 'danger'],
  ['S2', '1=0,2=0,6=1,6M=1', 'high', 'danger'],
  ['long ago only', '1=0,2=0,6=1,6M=0', 'moderate', 'danger'],
  ['a wish only', '1=1,2=0,6=0', 'low', 'urgent'],
  ['nothing', '1=0,2=0,6=0', 'none', null],
];
for (const [id, text, band, alert] of triage) {
  test(`${id}: C-SSRS ${text} is ${band}`, () => {
    const result = scored('C-SSRS', named(text));
    assert.equal(result.scales[0]?.band, band);
    assert.equal(result.alerts[0]?.level ?? null, alert);
  });
}
test('C-SSRS allows nothing missing, yet alerts on what is answered so far', () => {
  const result = scored('C-SSRS', named('1=1,2=1,4=1'));
  assert.deepEqual([result.status, result.scales, result.alerts[0]?.level], ['incomplete', [], 'danger']);
});
test('C-SSRS asks 3 to 5 only after a yes to 2, and the past months only after a yes to 6', () => {
  const ask = (text: string) => nextItem(INSTRUMENTS['C-SSRS'], named(text))?.n ?? null;
  assert.deepEqual([ask('1=1,2=0'), ask('1=1,2=1'), ask('1=0,2=0,6=0'), ask('1=0,2=0,6=1')], ['6', '3', null, '6M']);
});

test('T1: PC-PTSD-5 with nothing lived through is 0 and complete', () => {
  const result = scored('PC-PTSD-5', { 0: 0 });
  assert.deepEqual([total(result), result.status], [[0, 'negative'], 'complete']);
});
test('T2: PCL-5 shows the symptom rule met and the cut-off not met, side by side', () => {
  const high = Object.fromEntries([1, 6, 9, 10, 15, 18].map((n) => [n, 4]));
  const given = { ...row('PCL-5', Array(20).fill(0).join(',')), ...high, 2: 1, 3: 1, 4: 1, 5: 1, 7: 1, 8: 1 };
  const result = scored('PCL-5', given);
  assert.equal(total(result)[0], 30);
  assert.deepEqual(result.findings.map((f) => [f.code, f.met]), [['symptom-rule', true], ['cut-off', false]]);
});

test('COWS: a pulse of 3 does not exist; the most is 48, of CIWA-Ar 67', () => {
  assert.equal(refusal('COWS', { 1: 3 }), 'answer-not-allowed answers.1');
  for (const [code, most] of [['COWS', 48], ['CIWA-Ar', 67]] as const) {
    assert.equal(INSTRUMENTS[code].items.reduce((sum, item) => sum + item.values.at(-1)!, 0), most);
  }
});

test('INS-02: an answer between two, or to an item that is not there, is refused', () => {
  assert.equal(refusal('PHQ-9', { 1: 1.5 }), 'answer-not-allowed answers.1');
  assert.equal(refusal('PHQ-9', { 11: 1 }), 'unknown-item answers.11');
});
test('INS-03: two items of PHQ-9 may be missing, prorated; a third leaves it without a total', () => {
  const result = scored('PHQ-9', named('1=2,2=2,3=2,4=2,5=2,6=2,9=0'));
  assert.deepEqual([total(result), result.status, result.scales[0]?.prorated, result.missing],
    [[15, 'moderately severe'], 'complete', true, ['7', '8']]);
  const less = scored('PHQ-9', named('1=2,2=2,3=2,4=2,5=2,9=1'));
  assert.deepEqual([less.status, less.scales, less.alerts.length], ['incomplete', [], 1]);
});
test('INS-04: item 9 left out is asked aloud, even where the total stands', () => {
  assert.deepEqual(met(scored('PHQ-9', named('1=0,2=0,3=0,4=0,5=0,6=0,7=0,8=0'))), ['safety-item-unanswered']);
});
test('INS-04: an alert does not wait for a wrong answer elsewhere to be mended', () => {
  assert.equal(alertsSoFar(INSTRUMENTS['PHQ-9'], { 1: 7, 9: 2 })[0]?.level, 'danger');
});
test('INS-07: a client’s own device offers nothing before its wording is imported, and never a clinician’s rating', () => {
  const offer = (code: InstrumentCode, wording: { version: string } | null) => {
    const decision = mayOfferOnDevice(INSTRUMENTS[code], wording);
    return decision.ok ? 'ok' : decision.reason;
  };
  assert.deepEqual([offer('PHQ-9', null), offer('PHQ-9', { version: '1' }), offer('COWS', { version: '1' })],
    ['wording-not-imported', 'ok', 'given-by-clinician']);
});

for (const code of INSTRUMENT_CODES) {
  const instrument = INSTRUMENTS[code];
  const someAnswers = fc.record(
    Object.fromEntries(instrument.items.map((item) => [item.n, fc.constantFrom(...item.values)])), { requiredKeys: [] },
  );
  test(`${code}: whatever is answered, every scale lies in its range and scoring again gives the same`, () => {
    assert.equal(instrument.code, code);
    fc.assert(fc.property(someAnswers, (given) => {
      const first = scoreInstrument(instrument, given as Answers);
      assert.deepEqual(first, scoreInstrument(instrument, given as Answers));
      if (!first.ok) return;
      for (const scale of first.value.scales) {
        if (scale.value !== null) assert.ok(scale.value >= scale.min && scale.value <= scale.max, scale.code);
      }
    }), { numRuns: 50 });
  });
}
