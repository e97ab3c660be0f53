import type { Instrument } from '../model.ts';
import { bandOf, itemsOf, numbersOf, proratedSum, scale, scaleOf } from '../scoring.ts';

/** Anxiety over two weeks (instruments.md §1, §5). */
const items = itemsOf(
  ['nervous', 'worry cannot be stopped', 'worry about many things', 'trouble relaxing', 'restless', 'irritable', 'afraid'],
  { values: scaleOf(0, 3), words: ['not at all', 'several days', 'more than half', 'nearly every day'] },
  ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'],
);
const BANDS = [[0, 'minimal'], [5, 'mild'], [10, 'moderate'], [15, 'severe']] as const;

export const gad7: Instrument = {
  code: 'GAD-7', title: 'GAD-7', about: 'Anxiety', version: '1', scorer: '1', recall: 'last 2 weeks', givenBy: 'self', items,
  licence: { holder: 'Pfizer', wording: 'free', note: 'Free to use, no permission needed.' },
  loinc: { panel: '69737-5', total: '70274-6' },
  change: { scale: 'total', better: 'lower', reliable: 4, meaningful: 4, remissionBelow: null },
  score(given) {
    const total = proratedSum(given, numbersOf(items), 2);
    if (total === null) return { scales: [], findings: [] };
    const made = scale({ ...total, max: 21, band: bandOf(total.value, BANDS), flagged: total.value >= 10 });
    return { scales: [made], findings: [] };
  },
};
