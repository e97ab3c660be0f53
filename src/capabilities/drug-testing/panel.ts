/** What a test is proposed to look for (DT-10). A person decides: it is ticked with its reason, and can be taken out. */
import type { Analyte, Matrix } from './model.ts';

export const USUAL_PANEL: readonly Analyte[] = ['AMP', 'MET', 'COC', 'OPI', 'OXY', 'FEN', 'BZO', 'THC', 'BUP', 'MTD'];

export type Proposal = { analyte: Analyte; matrix: Matrix; why: string };

/**
 * DT-10: where alcohol is a target, the usual panel would not see it: EtG in urine, or the breath itself.
 * @param diagnoses ICD-10-CM codes of the level-of-care decision and the plan in force; F10 is alcohol, in remission too
 */
export function proposeAnalytes(diagnoses: readonly { code: string }[]): Proposal[] {
  const alcohol = diagnoses.find((one) => one.code.trim().toUpperCase().startsWith('F10'));
  if (alcohol === undefined) return [];
  const why = `Alcohol is a target: ${alcohol.code.trim().toUpperCase()} is among the diagnoses.`;
  return [{ analyte: 'ETG', matrix: 'urine', why }, { analyte: 'BRAC', matrix: 'breath', why }];
}

/** The panel to begin with, the usual one and what is proposed for this specimen. */
export const panelOf = (proposed: readonly Proposal[], matrix: Matrix): Analyte[] => {
  const mine = proposed.filter((one) => one.matrix === matrix).map((one) => one.analyte);
  return matrix === 'breath' && mine.length > 0 ? mine : [...USUAL_PANEL, ...mine];
};
