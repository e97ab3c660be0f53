import * as z from 'zod';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { localDate } from '../../shared/dates.ts';

/** Substance use disorders by DSM-5-TR criteria met in 12 months, and their ICD-10-CM codes (level-of-care.md §7). */
export const SUBSTANCES = [
  'alcohol', 'opioid', 'cannabis', 'sedative', 'cocaine', 'stimulant', 'hallucinogen', 'inhalant', 'other', 'nicotine',
] as const;
export const substance = z.enum(SUBSTANCES);
export type Substance = z.infer<typeof substance>;
export const SUBSTANCE_WORDS: Record<Substance, string> = {
  alcohol: 'Alcohol', opioid: 'Opioids', cannabis: 'Cannabis', sedative: 'Sedatives', cocaine: 'Cocaine',
  stimulant: 'Other stimulants', hallucinogen: 'Hallucinogens', inhalant: 'Inhalants', other: 'Other or unknown',
  nicotine: 'Nicotine',
};

/** The eleven criteria in our own words, by number. 10 and 11 do not count where the substance is taken as prescribed. */
export const CRITERIA = [
  'more or longer than meant', 'cannot cut down', 'much time spent', 'craving', 'duties at work, school or home missed',
  'goes on despite trouble with people', 'gives up activities', 'used where it is dangerous',
  'goes on despite health problems', 'tolerance', 'withdrawal',
] as const;

export const diagnosis = z.object({
  substance,
  criteria: z.array(z.number().int().min(1).max(11)).max(11),
  takenAsPrescribed: z.boolean(),
  /** Since when no criterion but craving is met. */
  remissionSince: localDate.nullable(),
  controlledEnvironment: z.boolean(),
  onMaintenanceTherapy: z.boolean(),
});
export type Diagnosis = z.infer<typeof diagnosis>;

export type Severity = 'mild' | 'moderate' | 'severe';
export type NamedDiagnosis = {
  code: string;
  severity: Severity;
  remission: 'early' | 'sustained' | null;
  counted: number;
  words: string;
};

const BLOCK: Record<Exclude<Substance, 'nicotine'>, string> = {
  alcohol: 'F10', opioid: 'F11', cannabis: 'F12', sedative: 'F13', cocaine: 'F14', stimulant: 'F15', hallucinogen: 'F16',
  inhalant: 'F18', other: 'F19',
};

/** The criteria that count: tolerance and withdrawal do not, where the substance is taken as prescribed. */
export const countCriteria = ({ criteria, takenAsPrescribed }: Pick<Diagnosis, 'criteria' | 'takenAsPrescribed'>): number =>
  new Set(takenAsPrescribed ? criteria.filter((one) => one < 10) : criteria).size;

/** 2–3 mild, 4–5 moderate, 6 or more severe; below 2 there is no disorder to name. */
export const severityOf = (counted: number): Severity | null =>
  counted >= 6 ? 'severe' : counted >= 4 ? 'moderate' : counted >= 2 ? 'mild' : null;

/**
 * Severity, remission and code on a day. Early remission from 3 months, sustained from 12; the severity is that of
 * the disorder before it, so the criteria are those met then.
 */
export function nameDiagnosis(
  given: Diagnosis, today: string,
): Decision<NamedDiagnosis, 'fewer-than-two-criteria' | 'remission-in-the-future' | 'nicotine-mild-has-no-remission-code'> {
  const counted = countCriteria(given);
  const severity = severityOf(counted);
  if (!severity) {
    return refuse('fewer-than-two-criteria', 'Two of the eleven criteria within 12 months are needed. Tick what was found.', 'criteria');
  }
  if (given.remissionSince !== null && given.remissionSince > today) {
    return refuse('remission-in-the-future', 'Remission cannot begin later than today.', 'remissionSince');
  }
  const remission = remissionOf(given.remissionSince, today);
  const code = codeOf(given.substance, severity, remission !== null);
  if (!code) {
    return refuse('nicotine-mild-has-no-remission-code', 'There is no code for mild nicotine use in remission. Leave it out.', 'substance');
  }
  const words = [
    `${SUBSTANCE_WORDS[given.substance]}, ${severity}`,
    remission ? `in ${remission} remission` : null,
    given.controlledEnvironment && remission ? 'in a controlled environment' : null,
    given.onMaintenanceTherapy ? 'on maintenance therapy' : null,
  ].filter(Boolean).join(', ');
  return accept({ code, severity, remission, counted, words });
}

function remissionOf(since: string | null, today: string): NamedDiagnosis['remission'] {
  if (since === null) return null;
  const { months } = Temporal.PlainDate.from(since).until(Temporal.PlainDate.from(today), { largestUnit: 'month' });
  return months >= 12 ? 'sustained' : months >= 3 ? 'early' : null;
}

/** The ICD-10-CM code, `null` where the table has none. */
export function codeOf(which: Substance, severity: Severity, inRemission: boolean): string | null {
  const mild = severity === 'mild';
  if (which === 'nicotine') return mild ? (inRemission ? null : 'Z72.0') : inRemission ? 'F17.201' : 'F17.200';
  return `${BLOCK[which]}.${mild ? 1 : 2}${inRemission ? 1 : 0}`;
}
