import type { Instrument } from '../model.ts';
import { YES_NO, bandOf, itemsOf, numbersOf, scale, sumOf } from '../scoring.ts';

/** Drugs other than alcohol over a year (instruments.md §1, §4). Item 3 counts when answered no. */
const items = itemsOf(
  ['use that is not medical', 'more than one at a time', 'can stop when wanting to', 'gaps in memory or flashbacks', 'guilt',
    'family complains', 'family neglected', 'broke the law for it', 'withdrawal', 'medical problems'],
  YES_NO,
);
const BANDS = [[0, 'none'], [1, 'low'], [3, 'moderate'], [6, 'substantial'], [9, 'severe']] as const;

export const dast10: Instrument = {
  code: 'DAST-10', title: 'DAST-10', about: 'Drugs', version: '1', scorer: '1', recall: 'last 12 months', givenBy: 'self',
  items,
  licence: { holder: 'H. Skinner and CAMH', wording: 'non-commercial', note: 'Non-commercial clinical use with credit.' },
  loinc: { panel: '82666-9', total: '82667-7' }, change: null,
  score(given) {
    const reversed = given['3'] === undefined ? given : { ...given, 3: 1 - given['3'] };
    const value = sumOf(reversed, numbersOf(items));
    if (value === null) return { scales: [], findings: [] };
    return { scales: [scale({ value, max: 10, band: bandOf(value, BANDS), flagged: value >= 3 })], findings: [] };
  },
};
