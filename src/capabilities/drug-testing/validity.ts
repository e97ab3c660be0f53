/** Is it acceptable urine? The verdicts of drug-testing.md §3, looked at in their order. */
import type { RuleBook } from '../agency/rule-book.ts';
import type { PresumptiveReading, Validity, ValidityMeasures } from './model.ts';

export type ValidityRules = Pick<RuleBook,
  'validity.phLow' | 'validity.phHigh' | 'validity.phInvalidLow' | 'validity.phInvalidHigh' | 'validity.creatinineDiluteMgDl'>;
export const NOTHING_MEASURED: ValidityMeasures = {
  creatinine: null, specificGravity: null, ph: null, nitrite: null, foreignSubstance: false, interference: false,
};

/**
 * SV-1 to SV-12. What was not measured says nothing: specific gravity is only asked for below 20 mg/dL creatinine.
 * @param temperatureInRange from the collection (DT-21); null when it was not read in time
 */
export function judgeValidity(m: ValidityMeasures, temperatureInRange: boolean | null, rules: ValidityRules): Validity {
  const { creatinine: creat, specificGravity: sg, ph, nitrite } = m;
  if (creat !== null && creat < 2 && sg !== null && (sg <= 1.001 || sg >= 1.02)) return 'substituted';
  const { 'validity.phLow': low, 'validity.phHigh': high } = rules;
  if (m.foreignSubstance || (ph !== null && (ph < low || ph >= high)) || (nitrite !== null && nitrite >= 500)) return 'adulterated';
  const gravityInvalid = sg !== null && creat !== null && (creat < 2 || sg <= 1.001);
  const phInvalid = ph !== null && (ph < rules['validity.phInvalidLow'] || ph >= rules['validity.phInvalidHigh']);
  const nitriteInvalid = nitrite !== null && nitrite >= 200;
  if (gravityInvalid || phInvalid || nitriteInvalid || m.interference || temperatureInRange === false) return 'invalid';
  const dilute = rules['validity.creatinineDiluteMgDl'];
  if (creat !== null && creat < dilute && sg !== null && sg < 1.003) return 'dilute';
  return 'acceptable';
}

/** Can results be read from it at all? Dilute can, with care (§8). */
export const isReadable = (validity: Validity): boolean => validity === 'acceptable' || validity === 'dilute';

/** A tamper concern is two verdicts and nothing else; an invalid specimen is no result (§8). */
export const isTamperConcern = (validity: Validity): boolean => validity === 'adulterated' || validity === 'substituted';

/** What to do first and what never, in the words of §8. */
export const VALIDITY_WORDS: Record<Validity, { means: string; first: string; never: string }> = {
  acceptable: { means: 'Acceptable specimen.', first: 'Read the results.', never: '' },
  dilute: {
    means: 'More dilute than usual. A negative result here says little.',
    first: 'Talk about drinking less before a test and test again early in the morning, within 48 hours.',
    never: 'One dilute result is not tampering.',
  },
  invalid: {
    means: 'No result can be read from it.', first: 'Test again right away, with oral fluid if that is easier.',
    never: 'It counts neither for nor against the client.',
  },
  adulterated: {
    means: 'Something was found that does not belong in urine.',
    first: 'Talk in private with the supervisor, then test again with oral fluid.', never: 'Nobody is removed the same day.',
  },
  substituted: {
    means: 'It does not have the marks of human urine.',
    first: 'Talk in private with the supervisor, then test again with oral fluid.', never: 'Nobody is removed the same day.',
  },
};

/** DT-32: at the cut-off counts as positive. */
export const atOrAbove = (value: number, cutoff: number): boolean => value >= cutoff;

/** DT-31: a presumptive positive never stands without that word. */
export const presumptiveWords = (reading: Pick<PresumptiveReading, 'positive'>): string =>
  reading.positive ? 'presumptive positive' : 'negative';
