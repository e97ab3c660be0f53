import type { Instrument } from '../model.ts';
import { itemsOf, numbersOf, scale, scaleOf, sumOf } from '../scoring.ts';

/** Recovery capital (BARC-10), craving for alcohol (PACS) and effectiveness of treatment (TEA). instruments.md §1. */
const NO_CODES = { loinc: { panel: null, total: null } } as const;
const NO_THRESHOLD = { scale: 'total', reliable: null, meaningful: null, remissionBelow: null } as const;

const barcItems = itemsOf(
  ['other things matter more than use', 'content with life', 'energy', 'part of a community', 'support from friends',
    'life is full without use', 'home helps recovery', 'answers for own acts', 'at ease with professionals', 'progress'],
  {
    values: scaleOf(1, 6),
    words: ['strongly disagree', 'disagree', 'rather disagree', 'rather agree', 'agree', 'strongly agree'],
  },
);
export const BARC_SUPPORT_ITEM = '5';

export const barc10: Instrument = {
  code: 'BARC-10', title: 'BARC-10', about: 'Recovery capital', version: '1', scorer: '1', recall: 'now', givenBy: 'self',
  items: barcItems,
  licence: { holder: 'Vilsaint and others, 2017', wording: 'free', note: 'Free, no permission needed.' },
  ...NO_CODES, change: { ...NO_THRESHOLD, better: 'higher' },
  score(given) {
    const value = sumOf(given, numbersOf(barcItems));
    if (value === null) return { scales: [], findings: [] };
    return {
      scales: [scale({ value, min: 10, max: 60 })],
      findings: [{ code: 'sustained-remission-marker', met: value >= 47, say: '47: a marker of sustained remission.' }],
    };
  },
};

const pacsItems = itemsOf(
  ['how often', 'how strong at most', 'time spent thinking of it', 'how hard to resist', 'average of the week'],
  { values: scaleOf(0, 6) },
);
export const pacs: Instrument = {
  code: 'PACS', title: 'PACS', about: 'Craving for alcohol', version: '1', scorer: '1', recall: 'past week', givenBy: 'self',
  items: pacsItems,
  licence: { holder: 'Flannery and others, 1999', wording: 'free', note: 'Free.' },
  ...NO_CODES, change: { ...NO_THRESHOLD, better: 'lower' },
  score(given) {
    const value = sumOf(given, numbersOf(pacsItems));
    if (value === null) return { scales: [], findings: [] };
    return {
      scales: [scale({ value, max: 30, flagged: value > 20 })],
      findings: [{ code: 'balanced-cut-off', met: value >= 15, say: '15 or more: the balanced cut-off of one study.' }],
    };
  },
};

const teaItems = itemsOf(['substance use', 'health', 'lifestyle', 'community'], { values: scaleOf(1, 10) });
export const tea: Instrument = {
  code: 'TEA', title: 'TEA', about: 'What treatment has changed', version: '1', scorer: '1', recall: 'since it began',
  givenBy: 'self', items: teaItems,
  licence: { holder: 'Ling and others, 2012', wording: 'non-commercial', note: 'Free of charge; confirm commercial use.' },
  ...NO_CODES, change: { ...NO_THRESHOLD, better: 'higher' },
  score(given) {
    const value = sumOf(given, numbersOf(teaItems));
    return { scales: value === null ? [] : [scale({ value, min: 4, max: 40 })], findings: [] };
  },
};
