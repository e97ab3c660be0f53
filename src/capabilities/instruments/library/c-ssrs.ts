import type { Alert, Answers, Instrument } from '../model.ts';
import { YES_NO, scale } from '../scoring.ts';

/** Suicide risk: six questions that branch, sorted into four levels, no score (instruments.md §3). */
export type Triage = 'none' | 'low' | 'moderate' | 'high';
const ORDER: readonly Triage[] = ['none', 'low', 'moderate', 'high'];

/** The level that the answers given so far already force: later answers can raise it, never lower it. */
export function triageOf(given: Answers): Triage {
  const yes = (n: string): boolean => given[n] === 1;
  if (yes('4') || yes('5') || yes('6M')) return 'high';
  if (yes('3') || yes('6')) return 'moderate';
  return yes('1') || yes('2') ? 'low' : 'none';
}


const ACTIONS: Record<Exclude<Triage, 'none'>, string[]> = {
  high: ['Do not leave them alone. A clinician comes now.', 'Safety precautions and a safety plan before anything else.',
    'Review the level of care today: a higher one may be needed.', '988 by call or text; 911 if they are about to act.'],
  moderate: ['A licensed clinician evaluates them today.', 'Make or renew the safety plan.', '988 by call or text.'],
  low: ['Behavioral-health follow-up.', 'Offer a safety plan.', '988 by call or text.'],
};

export function cssrsAlerts(given: Answers): Alert[] {
  const triage = triageOf(given);
  if (triage === 'none') return [];
  const item = ['6M', '5', '4', '3', '6', '2', '1'].find((n) => given[n] === 1) ?? null;
  return [{
    level: triage === 'low' ? 'urgent' : 'danger', kind: 'suicide', item, actions: ACTIONS[triage],
    say: `Suicide risk ${triage} by the answers so far.`,
  }];
}

const items = [
  { n: '1', topic: 'wish not to be alive', loinc: '93246-7' },
  { n: '2', topic: 'thoughts of ending one’s life', loinc: '93247-5' },
  { n: '3', topic: 'thoughts of how', loinc: '93248-3' },
  { n: '4', topic: 'some intent to act', loinc: '93249-1' },
  { n: '5', topic: 'a plan with intent', loinc: '93250-9' },
  { n: '6', topic: 'ever did, began or prepared something', loinc: '93267-3' },
  { n: '6M', topic: 'that was in the past 3 months', loinc: '93269-9' },
].map((item) => ({ ...item, ...YES_NO, safety: true }));

export const cssrs: Instrument = {
  code: 'C-SSRS', title: 'C-SSRS screener', about: 'Suicide risk', version: '1', scorer: '1', recall: 'past month',
  givenBy: 'clinician', items,
  licence: { holder: 'The Columbia Lighthouse Project', wording: 'with-attribution',
    note: 'Free in clinical and community use. Columbia asks that its approved text is used.' },
  loinc: { panel: '93373-9', total: '93374-7' },
  change: null,
  skips(given) {
    const implied: Answers = {};
    if (given['2'] === 0) Object.assign(implied, { 3: 0, 4: 0, 5: 0 });
    if (given['6'] === 0) implied['6M'] = 0;
    return implied;
  },
  contradictions: (given) => (given['6'] === 0 && given['6M'] === 1
    ? [{ item: '6M', say: 'Item 6 says never; the past 3 months cannot be yes.' }] : []),
  alerts: cssrsAlerts,
  score(given) {
    if (items.some(({ n }) => given[n] === undefined)) return { scales: [], findings: [] };
    const triage = triageOf(given);
    const level = scale({ code: 'risk', name: 'Risk', value: null, max: 0, band: triage, flagged: triage !== 'none' });
    const findings = ORDER.slice(1).map((at) => ({
      code: `risk-${at}`, met: at === triage, say: ACTIONS[at as Exclude<Triage, 'none'>][0]!,
    }));
    return { scales: [level], findings };
  },
};
