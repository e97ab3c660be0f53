import type { Answers, Finding, Instrument, Item } from '../model.ts';
import { bandOf, scale, scaleOf, sumOf } from '../scoring.ts';

/** Alcohol over a year, and its first three questions alone (instruments.md §1, §4). The US variant is another form. */
const MONTHLY = { values: scaleOf(0, 4), words: ['never', 'less than monthly', 'monthly', 'weekly', 'daily'] };
const EVER = { values: [0, 2, 4], words: ['no', 'yes, not this year', 'yes, this year'] };
const first: Item[] = [
  { n: '1', topic: 'how often', values: scaleOf(0, 4), loinc: '68518-0',
    words: ['never', 'monthly or less', '2–4 a month', '2–3 a week', '4 or more a week'] },
  { n: '2', topic: 'drinks on a day', values: scaleOf(0, 4), loinc: '68519-8',
    words: ['1–2', '3–4', '5–6', '7–9', '10 or more'] },
  { n: '3', topic: '6 or more at once', ...MONTHLY, loinc: '68520-6' },
];
const rest: Item[] = [
  ...['could not stop', 'missed what was expected', 'drink in the morning', 'guilt', 'gaps in memory']
    .map((topic, at) => ({ n: String(at + 4), topic, ...MONTHLY })),
  { n: '9', topic: 'somebody was hurt', ...EVER },
  { n: '10', topic: 'others were concerned', ...EVER },
];
const ALL = [...first, ...rest].map(({ n }) => n);
const LICENCE = {
  holder: 'World Health Organization', wording: 'free-unmodified', note: 'Unchanged, saying that it is WHO-approved.',
} as const;
const ZONES = [[0, 'zone I'], [8, 'zone II'], [16, 'zone III'], [20, 'zone IV']] as const;
const NEXT: Record<string, string> = { 'zone I': 'II', 'zone II': 'III', 'zone III': 'IV', 'zone IV': 'IV' };

/** AUDIT-C: positive at 4 for men and 3 for women, 8 high risk; points from question 1 alone are looked at again. */
function shortForm(given: Answers): Pick<ReturnType<Instrument['score']>, 'scales' | 'findings'> {
  const value = sumOf(given, ['1', '2', '3']);
  if (value === null) return { scales: [], findings: [] };
  const onlyHowOften = value > 0 && given['2'] === 0 && given['3'] === 0;
  const findings: Finding[] = [
    { code: 'positive-men', met: value >= 4, say: 'AUDIT-C positive for men from 4.' },
    { code: 'positive-women', met: value >= 3, say: 'AUDIT-C positive for women from 3.' },
    { code: 'review-quantity', met: value >= 3 && onlyHowOften,
      say: 'All points come from how often: go through the past months once more.' },
  ];
  const band = value >= 8 ? 'high risk' : value >= 3 ? 'positive' : 'negative';
  return { scales: [scale({ code: 'AUDIT-C', name: 'AUDIT-C', value, max: 12, band, flagged: value >= 3 })], findings };
}

/** The form's own skips: never a drink, or never more than two, leads to questions 9 and 10. */
function skips(given: Answers): Answers {
  const toNine = (from: number): Answers =>
    Object.fromEntries(scaleOf(from, 8).map((n) => [String(n), 0]));
  if (given['1'] === 0) return toNine(2);
  return given['2'] === 0 && given['3'] === 0 ? toNine(4) : {};
}

export const audit: Instrument = {
  code: 'AUDIT', title: 'AUDIT', about: 'Alcohol', version: '1', scorer: '1', recall: 'last 12 months', givenBy: 'self',
  items: [...first, ...rest], licence: LICENCE, loinc: { panel: '72110-0', total: '75624-7' }, change: null, skips,
  score(given) {
    const short = shortForm(given);
    const value = sumOf(given, ALL);
    if (value === null) return short;
    const zone = bandOf(value, ZONES);
    const raised = ['4', '5', '6'].some((n) => given[n]! >= 2) || ['9', '10'].some((n) => given[n] === 4);
    const findings: Finding[] = [
      { code: 'raise-one-zone', met: raised && zone !== 'zone IV',
        say: `Signs of dependence or recent harm: the intervention of zone ${NEXT[zone]} is advised.` },
      { code: 'likely-moderate-or-severe', met: value >= 15, say: '15 or more: a moderate or severe disorder is likely.' },
      ...short.findings,
    ];
    return { scales: [scale({ value, max: 40, band: zone, flagged: value >= 8 }), ...short.scales], findings };
  },
};

export const auditC: Instrument = {
  code: 'AUDIT-C', title: 'AUDIT-C', about: 'Alcohol, short', version: '1', scorer: '1', recall: 'last 12 months',
  givenBy: 'self', items: first, licence: LICENCE, loinc: { panel: '72109-2', total: '75626-2' }, change: null,
  skips: (given): Answers => (given['1'] === 0 ? { 2: 0, 3: 0 } : {}),
  score: shortForm,
};
