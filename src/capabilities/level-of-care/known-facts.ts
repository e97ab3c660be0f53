import { compareInstants, dateIn, minutesBetween, type Instant } from '../../shared/dates.ts';
import { INSTRUMENTS } from '../instruments/library.ts';
import { triageOf } from '../instruments/library/c-ssrs.ts';
import { BARC_SUPPORT_ITEM } from '../instruments/library/recovery.ts';
import type { Administration, InstrumentCode, Scale } from '../instruments/model.ts';
import { scoreInstrument } from '../instruments/rules.ts';
import type { Inquiry } from '../admissions/model.ts';
import type { Findings } from './contradictions.ts';
import { countCriteria, type Diagnosis } from './diagnosis.ts';
import type { AssessmentFacts, Dimension, Evidence } from './model.ts';

/**
 * What the house knows already, so that it is not asked or typed twice: scores from instruments, answers from the first
 * call, criteria from the diagnosis.
 */
export type Known = {
  /** Standing administrations, any order. */
  administrations: readonly Administration[];
  inquiry: Pick<Inquiry, 'id' | 'details' | 'openedAt'> | null;
  diagnoses: readonly Diagnosis[];
  now: Instant;
  zone: string;
};

/** Withdrawal passes: a scale of three days ago says nothing of now. */
const WITHDRAWAL_HOURS = 72;
const SCREEN_HOURS = 7 * 24;

const latest = ({ administrations, now }: Known, code: InstrumentCode, withinHours = Infinity): Administration | undefined =>
  administrations.filter((given) => given.code === code && minutesBetween(given.at, now) <= withinHours * 60)
    .toSorted((a, b) => compareInstants(a.at, b.at)).at(-1);

function scoreOf(given: Administration | undefined, scale = 'total'): number | null {
  const scored = given ? scoreInstrument(INSTRUMENTS[given.code], given.answers) : null;
  return scored?.ok ? scored.value.scales.find((one) => one.code === scale)?.value ?? null : null;
}

/** Typed facts with what is known laid over them: a scale that was rated holds before a number that was typed. */
export function factsWith(typed: AssessmentFacts, known: Known): AssessmentFacts {
  const screen = latest(known, 'C-SSRS', SCREEN_HOURS);
  const complete = screen && scoreInstrument(INSTRUMENTS['C-SSRS'], screen.answers);
  const risks = known.inquiry?.details.risks ?? [];
  const disorders = known.diagnoses.filter((one) => one.substance !== 'nicotine').map(countCriteria);
  const dangerous = ['alcohol', 'opioid', 'sedative'];
  return {
    ...typed,
    ciwa: scoreOf(latest(known, 'CIWA-Ar', WITHDRAWAL_HOURS)) ?? typed.ciwa,
    cows: scoreOf(latest(known, 'COWS', WITHDRAWAL_HOURS)) ?? typed.cows,
    suicideTriage: screen && complete?.ok && complete.value.status === 'complete' ? triageOf(screen.answers) : typed.suicideTriage,
    criteriaMet: disorders.length > 0 ? Math.max(...disorders) : typed.criteriaMet,
    pregnant: typed.pregnant ?? (risks.includes('pregnant') ? true : null),
    unsafeHomeNow: typed.unsafeHomeNow ?? (risks.includes('nowhere_safe') ? true : null),
    usesOpioidAlcoholOrSedative: typed.usesOpioidAlcoholOrSedative
      ?? (disorders.length > 0 ? known.diagnoses.some((one) => dangerous.includes(one.substance)) : null),
  };
}

export function findingsOf(known: Known): Findings {
  const barc = latest(known, 'BARC-10');
  const bam = latest(known, 'BAM');
  return {
    phq9: scoreOf(latest(known, 'PHQ-9')), gad7: scoreOf(latest(known, 'GAD-7')), bamUse: scoreOf(bam, 'use'),
    barcSupport: barc?.answers[BARC_SUPPORT_ITEM] ?? null, bamSupportDays: bam?.answers['16'] ?? null,
  };
}

/** Which dimension an instrument, or an answer of the first call, is evidence for. */
const SERVES: Partial<Record<InstrumentCode, Dimension[]>> = {
  'CIWA-Ar': ['D1'], COWS: ['D1'], 'PHQ-9': ['D3'], 'GAD-7': ['D3'], 'C-SSRS': ['D3'], 'PC-PTSD-5': ['D3'], 'PCL-5': ['D3'],
  AUDIT: ['D5'], 'AUDIT-C': ['D5'], 'DAST-10': ['D5'], BAM: ['D5', 'D6'], PACS: ['D5'], 'BARC-10': ['D6'], TEA: ['D4'],
};
const RISK_SERVES: Record<Inquiry['details']['risks'][number], [Dimension, string]> = {
  pregnant: ['D2', 'said on the first call: pregnant'], injects: ['D2', 'said on the first call: injects'],
  used_last_72h: ['D1', 'said on the first call: used in the last 72 hours'],
  past_seizures: ['D1', 'said on the first call: past seizures'], nowhere_safe: ['D6', 'said on the first call: nowhere safe'],
};

/** `13 moderate`, `use 7`, `risk low`. */
function sayScore({ code, name, value, band }: Scale): string {
  if (code === 'risk') return band === 'none' ? 'no risk flagged' : `risk ${band}`;
  const words = [value, band].filter((part) => part !== null).join(' ') || 'not to be told';
  return code === 'total' ? words : `${name.toLowerCase()} ${words}`;
}

/** The chips offered beside each dimension; the clinician takes what the rating rests on. */
export function evidenceOffered(known: Known): { dimension: Dimension; evidence: Evidence }[] {
  const codes = [...new Set(known.administrations.map((given) => given.code))];
  const scores = codes.flatMap((code) => {
    const given = latest(known, code)!;
    const scored = scoreInstrument(INSTRUMENTS[code], given.answers);
    if (!scored.ok || scored.value.scales.length === 0) return [];
    const say = `${code} ${scored.value.scales.map(sayScore).join(', ')}`;
    const evidence: Evidence = { kind: 'instrument', id: given.id, say, on: dateIn(given.at, known.zone) };
    return (SERVES[code] ?? []).map((dimension) => ({ dimension, evidence }));
  });
  const said = (known.inquiry?.details.risks ?? []).map((risk) => {
    const [dimension, say] = RISK_SERVES[risk];
    const evidence: Evidence = { kind: 'inquiry', id: known.inquiry!.id, say, on: dateIn(known.inquiry!.openedAt, known.zone) };
    return { dimension, evidence };
  });
  return [...scores, ...said];
}
