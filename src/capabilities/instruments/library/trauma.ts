import type { Answers, Instrument } from '../model.ts';
import { YES_NO, itemsOf, numbersOf, proratedSum, scale, scaleOf, sumOf } from '../scoring.ts';

/** Trauma: a gate and five questions (PC-PTSD-5), and twenty symptoms (PCL-5). instruments.md §1. */
const LICENCE = { holder: 'US Department of Veterans Affairs', wording: 'free', note: 'Public domain.' } as const;
const FIVE = ['nightmares or unwanted memories', 'avoiding reminders', 'on guard', 'numb or detached', 'guilt or blame'];
const screenItems = [{ n: '0', topic: 'ever lived through something frightening', ...YES_NO }, ...itemsOf(FIVE, YES_NO)];

export const pcPtsd5: Instrument = {
  code: 'PC-PTSD-5', title: 'PC-PTSD-5', about: 'Trauma, screening', version: '1', scorer: '1', recall: 'past month',
  givenBy: 'self', items: screenItems, licence: LICENCE, loinc: { panel: '102010-6', total: null }, change: null,
  skips: (given): Answers => (given['0'] === 0 ? { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } : {}),
  score(given) {
    const value = given['0'] === undefined ? null : given['0'] === 0 ? 0 : sumOf(given, ['1', '2', '3', '4', '5']);
    if (value === null) return { scales: [], findings: [] };
    const band = value >= 3 ? 'positive' : 'negative';
    return {
      scales: [scale({ value, max: 5, band, flagged: value >= 3 })],
      findings: [
        { code: 'sensitive-cut-off', met: value >= 3, say: '3 or more: sensitive cut-off, used for women. PCL-5 next.' },
        { code: 'balanced-cut-off', met: value >= 4, say: '4 or more: balanced cut-off for everybody. PCL-5 next.' },
      ],
    };
  },
};

const symptoms = itemsOf(
  ['unwanted memories', 'disturbing dreams', 'as if it happened again', 'upset by reminders', 'body reacts to reminders',
    'avoids memories and feelings', 'avoids people and places', 'gaps in remembering it', 'dark view of self or world',
    'blame', 'fear, horror, anger, guilt or shame', 'less interest', 'distant from others', 'hard to feel good things',
    'irritable or angry', 'takes risks', 'on guard', 'startles easily', 'hard to concentrate', 'trouble sleeping'],
  { values: scaleOf(0, 4), words: ['not at all', 'a little', 'moderately', 'a lot', 'extremely'] },
);
const CLUSTERS = [['B', 1, 5, 1], ['C', 6, 7, 1], ['D', 8, 14, 2], ['E', 15, 20, 2]] as const;

export const pcl5: Instrument = {
  code: 'PCL-5', title: 'PCL-5', about: 'Trauma, symptoms', version: '1', scorer: '1', recall: 'past month', givenBy: 'self',
  items: symptoms, licence: LICENCE, loinc: { panel: null, total: null },
  change: { scale: 'total', better: 'lower', reliable: 5, meaningful: 10, remissionBelow: null },
  score(given) {
    const all = numbersOf(symptoms);
    const total = proratedSum(given, all, 4);
    const scales = total === null ? [] : [scale({ ...total, max: 80, flagged: total.value >= 31 })];
    for (const [code, from, to] of CLUSTERS) {
      const value = sumOf(given, scaleOf(from, to).map(String));
      if (value !== null) scales.push(scale({ code, name: `Cluster ${code}`, value, max: (to - from + 1) * 4 }));
    }
    if (total === null) return { scales, findings: [] };
    const met = CLUSTERS.every(([, from, to, needed]) =>
      scaleOf(from, to).filter((n) => (given[String(n)] ?? 0) >= 2).length >= needed);
    return {
      scales,
      findings: [
        { code: 'symptom-rule', met, say: 'At least moderate: 1 of B, 1 of C, 2 of D and 2 of E.' },
        { code: 'cut-off', met: total.value >= 31, say: '31 or more: a provisional cut-off.' },
      ],
    };
  },
};
