import type { Alert, Answers, Instrument } from '../model.ts';
import { bandOf, itemsOf, numbersOf, scale, scaleOf, sumOf } from '../scoring.ts';

/** Withdrawal scales a clinician rates: alcohol and sedatives (CIWA-Ar), opioids (COWS). instruments.md §1, §4. */
const ciwaItems = [
  ...itemsOf(
    ['nausea and vomiting', 'tremor', 'sweats', 'anxiety', 'agitation', 'touch', 'hearing', 'sight', 'headache'],
    { values: scaleOf(0, 7) },
  ),
  { n: '10', topic: 'orientation', values: scaleOf(0, 4) },
];
const CIWA = [[0, 'mild'], [10, 'moderate'], [19, 'severe']] as const;

function ciwaAlerts(given: Answers): Alert[] {
  // What is rated so far is a floor: missing items can only add.
  const least = numbersOf(ciwaItems).reduce((sum, n) => sum + (given[n] ?? 0), 0);
  if (least >= 19) {
    return [{ level: 'danger', kind: 'withdrawal', item: null, say: `CIWA-Ar ${least}: severe withdrawal.`,
      actions: ['Emergency route now: 911 or the hospital, medically managed care.', 'Do not leave them alone.'] }];
  }
  return least < 10 ? [] : [{
    level: 'urgent', kind: 'withdrawal', item: null,
    say: `CIWA-Ar ${least}: moderate withdrawal. An intensive outpatient program alone is not enough.`,
    actions: ['Medical evaluation today.', 'Ambulatory withdrawal management only with nobody at risk of seizures.'],
  }];
}

export const ciwaAr: Instrument = {
  code: 'CIWA-Ar', title: 'CIWA-Ar', about: 'Alcohol withdrawal', version: '1', scorer: '1', recall: 'now',
  givenBy: 'clinician', items: ciwaItems,
  licence: { holder: 'In the public domain', wording: 'free', note: 'Public domain.' },
  loinc: { panel: null, total: null }, change: null, alerts: ciwaAlerts,
  score(given) {
    const value = sumOf(given, numbersOf(ciwaItems));
    if (value === null) return { scales: [], findings: [] };
    return { scales: [scale({ value, max: 67, band: bandOf(value, CIWA), flagged: value >= 10 })], findings: [] };
  },
};

const cowsItems = ([
  ['pulse', [0, 1, 2, 4]], ['sweating', [0, 1, 2, 3, 4]], ['restlessness', [0, 1, 3, 5]], ['pupils', [0, 1, 2, 5]],
  ['aches in bones and joints', [0, 1, 2, 4]], ['runny nose or tears', [0, 1, 2, 4]], ['stomach', [0, 1, 2, 3, 5]],
  ['tremor', [0, 1, 2, 4]], ['yawning', [0, 1, 2, 4]], ['anxious or irritable', [0, 1, 2, 4]], ['gooseflesh', [0, 3, 5]],
] as const).map(([topic, values], at) => ({ n: String(at + 1), topic, values }));
const COWS = [[0, 'none'], [5, 'mild'], [13, 'moderate'], [25, 'moderately severe'], [37, 'severe']] as const;

function cowsAlerts(given: Answers): Alert[] {
  const least = numbersOf(cowsItems).reduce((sum, n) => sum + (given[n] ?? 0), 0);
  if (least < 13) return [];
  const grave = least >= 25;
  return [{
    level: grave ? 'danger' : 'urgent', kind: 'withdrawal', item: null,
    say: `COWS ${least}: ${bandOf(least, COWS)} opioid withdrawal.`,
    actions: grave ? ['Medical evaluation and medication the same day; hospital if unstable.', 'Naloxone in hand.']
      : ['Link to a prescriber to start medication, then the program.', 'Naloxone in hand.'],
  }];
}

export const cows: Instrument = {
  code: 'COWS', title: 'COWS', about: 'Opioid withdrawal', version: '1', scorer: '1', recall: 'now', givenBy: 'clinician',
  items: cowsItems,
  licence: { holder: 'Wesson and Ling, 2003', wording: 'free', note: 'The copyright notice permits clinical use.' },
  loinc: { panel: null, total: null }, change: null, alerts: cowsAlerts,
  score(given) {
    const value = sumOf(given, numbersOf(cowsItems));
    if (value === null) return { scales: [], findings: [] };
    return { scales: [scale({ value, max: 48, band: bandOf(value, COWS), flagged: value >= 5 })], findings: [] };
  },
};
