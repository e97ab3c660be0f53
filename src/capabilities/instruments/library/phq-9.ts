import type { Alert, Answers, Instrument } from '../model.ts';
import { bandOf, itemsOf, numbersOf, proratedSum, scale, scaleOf } from '../scoring.ts';

/** Depression over two weeks (instruments.md §1, §4, §5). */
const ANSWER = { values: scaleOf(0, 3), words: ['not at all', 'several days', 'more than half', 'nearly every day'] };
const scored = itemsOf(
  ['interest and pleasure', 'low mood', 'sleep', 'energy', 'appetite', 'self-worth', 'concentration',
    'slowed or restless', 'thoughts of death or self-harm'],
  ANSWER,
  ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8'],
).map((item) => (item.n === '9' ? { ...item, safety: true } : item));

const BANDS = [[0, 'minimal'], [5, 'mild'], [10, 'moderate'], [15, 'moderately severe'], [20, 'severe']] as const;

export const SUICIDE_ACTIONS = [
  'Stay with the person. Do the C-SSRS screener now.',
  'A clinician speaks with them today; 988 by call or text at any hour.',
  'Review the safety plan and the means at home.',
];

export function itemNineAlert(given: Answers): Alert[] {
  const nine = given['9'];
  if (nine === undefined || nine === 0) return [];
  return [{
    level: 'danger', kind: 'suicide', item: '9', actions: SUICIDE_ACTIONS,
    say: `Item 9, thoughts of death or self-harm: ${ANSWER.words[nine]}. This comes before any score.`,
  }];
}

export const phq9: Instrument = {
  code: 'PHQ-9', title: 'PHQ-9', about: 'Depression', version: '1', scorer: '1', recall: 'last 2 weeks', givenBy: 'self',
  items: [...scored, {
    n: '10', topic: 'how hard it makes daily life', values: scaleOf(0, 3), optional: true, loinc: '69722-7',
    words: ['not', 'somewhat', 'very', 'extremely'],
  }],
  licence: { holder: 'Pfizer', wording: 'free', note: 'Free to use, no permission needed.' },
  loinc: { panel: '44249-1', total: '44261-6' },
  change: { scale: 'total', better: 'lower', reliable: 6, meaningful: 5, remissionBelow: 5 },
  alerts: itemNineAlert,
  score(given) {
    const total = proratedSum(given, numbersOf(scored), 2);
    const scales = total === null ? []
      : [scale({ ...total, max: 27, band: bandOf(total.value, BANDS), flagged: total.value >= 10 })];
    const often = scored.filter(({ n }) => (given[n] ?? 0) >= (n === '9' ? 1 : 2)).map(({ n }) => n);
    const core = often.includes('1') || often.includes('2');
    const complete = numbersOf(scored).every((n) => given[n] !== undefined);
    const findings = !complete ? [] : [
      { code: 'major-depressive-pattern', met: core && often.length >= 5,
        say: `${often.length} of 9 on more than half the days${core ? ', among them interest or mood' : ''}.` },
      { code: 'other-depressive-pattern', met: core && often.length >= 2 && often.length <= 4,
        say: '2 to 4 on more than half the days, among them interest or mood.' },
    ];
    return { scales, findings };
  },
};
