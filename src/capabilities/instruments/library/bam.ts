import type { Answers, Instrument, Item } from '../model.ts';
import { scale, scaleOf } from '../scoring.ts';

/**
 * Use, risk and protection over a month (instruments.md §2). Three forms with the same seventeen items: days in
 * classes (BAM), days as numbers (BAM-R), and days of the last week (BAM-IOP). There is no total in any of them.
 */
type Kind = 'health' | 'days' | 'degree' | 'yes-no';
const TOPICS: [string, string, Kind][] = [
  ['1', 'physical health', 'health'], ['2', 'nights with sleep trouble', 'days'],
  ['3', 'days low, anxious or angry', 'days'], ['4', 'days with alcohol', 'days'],
  ['5', 'days of heavy drinking (5 for men, 4 for women)', 'days'], ['6', 'days with drugs', 'days'],
  ['7A', 'cannabis', 'days'], ['7B', 'sedatives', 'days'], ['7C', 'cocaine', 'days'], ['7D', 'other stimulants', 'days'],
  ['7E', 'opioids', 'days'], ['7F', 'inhalants', 'days'], ['7G', 'other', 'days'],
  ['8', 'bothered by craving', 'degree'], ['9', 'confidence to stay abstinent', 'degree'],
  ['10', 'mutual-help days', 'days'], ['11', 'days in risky company or places', 'days'],
  ['12', 'faith or spirituality helps', 'degree'], ['13', 'days at work, school or volunteering', 'days'],
  ['14', 'enough lawful income', 'yes-no'], ['15', 'bothered by arguments at home or with friends', 'degree'],
  ['16', 'days with supportive people', 'days'], ['17', 'content with the way so far', 'degree'],
];
const DETAIL = TOPICS.filter(([n]) => n.startsWith('7')).map(([n]) => n);
const SUBSCALES = [
  ['use', 'Use', ['4', '5', '6']],
  ['risk', 'Risk', ['1', '2', '3', '8', '11', '15']],
  ['protective', 'Protective', ['9', '10', '12', '13', '14', '16']],
] as const;

const FIVE = scaleOf(0, 4);
const WORDS = {
  health: ['excellent', 'very good', 'good', 'fair', 'poor'],
  degree: ['not at all', 'slightly', 'moderately', 'considerably', 'extremely'],
};
function itemsWithDays(days: Pick<Item, 'values' | 'words'>, yes: number): Item[] {
  return TOPICS.map(([n, topic, kind]) => {
    const answer: Pick<Item, 'values' | 'words'> = kind === 'days' ? days
      : kind === 'yes-no' ? { values: [0, yes], words: ['no', 'yes'] } : { values: FIVE, words: WORDS[kind] };
    const optional = DETAIL.includes(n) || n === '17';
    return optional ? { n, topic, ...answer, optional } : { n, topic, ...answer };
  });
}

/** No day of alcohol is no heavy day; no day with drugs leaves no class to name. */
function skips(given: Answers): Answers {
  const implied: Answers = {};
  if (given['4'] === 0) implied['5'] = 0;
  if (given['6'] === 0) for (const n of DETAIL) implied[n] = 0;
  return implied;
}

function contradictions(given: Answers): { item: string; say: string }[] {
  const faults: { item: string; say: string }[] = [];
  const more = (a: string, b: string): boolean => given[a] !== undefined && given[b] !== undefined && given[a] > given[b];
  if (more('5', '4')) faults.push({ item: '5', say: 'There cannot be more heavy-drinking days than days with alcohol.' });
  for (const n of DETAIL) {
    if (more(n, '6')) faults.push({ item: n, say: 'There cannot be more days with one drug than days with any drug.' });
  }
  return faults;
}

/** @param worth what an answer adds to its subscale; the same answer as given where left out. */
function subscales(given: Answers, each: number, worth = (_n: string, value: number) => value, flags = false) {
  return SUBSCALES.flatMap(([code, name, numbers]) => {
    if (numbers.some((n) => given[n] === undefined)) return [];
    const value = numbers.reduce((sum, n) => sum + worth(n, given[n]!), 0);
    const flagged = !flags ? null : code === 'use' ? value >= 1 : code === 'risk' ? value >= 12 : value <= 12;
    return [scale({ code, name, value, max: numbers.length * each, flagged })];
  });
}

const COMMON = {
  version: '1', scorer: '1', givenBy: 'self', skips, contradictions,
  licence: { holder: 'US Department of Veterans Affairs', wording: 'free', note: 'A work of the US government.' },
  loinc: { panel: null, total: null }, change: null,
} as const;

const classes = itemsWithDays({ values: FIVE, words: ['0 days', '1–3', '4–8', '9–15', '16–30'] }, 4);
export const bam: Instrument = {
  ...COMMON, code: 'BAM', title: 'BAM', about: 'Use, risk and protection', recall: 'last 30 days', items: classes,
  score: (given) => ({ scales: subscales(given, 4, undefined, true), findings: [] }),
};

const FIVE_STEPS = [0, 8, 15, 22, 30];
const numbers = itemsWithDays({ values: scaleOf(0, 30) }, 1);
export const bamR: Instrument = {
  ...COMMON, code: 'BAM-R', title: 'BAM-R', about: 'Use, risk and protection, in days',
  recall: 'last 30 days', items: numbers,
  score(given) {
    const kinds = new Map(TOPICS.map(([n, , kind]) => [n, kind]));
    const worth = (n: string, value: number): number =>
      kinds.get(n) === 'days' ? value : kinds.get(n) === 'yes-no' ? value * 30 : FIVE_STEPS[value]!;
    return { scales: subscales(given, 30, worth), findings: [] };
  },
};

export const bamIop: Instrument = {
  ...COMMON, code: 'BAM-IOP', title: 'BAM-IOP', about: 'Use, risk and protection, weekly', recall: 'last 7 days',
  items: itemsWithDays({ values: scaleOf(0, 7) }, 1),
  // Its items are shown one by one; no subscale of it is validated, and its days must not mix with those of BAM.
  score: () => ({ scales: [], findings: [] }),
};
