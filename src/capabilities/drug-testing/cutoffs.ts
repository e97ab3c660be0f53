/**
 * Cut-offs and detection windows as shipped (drug-testing.md §4, §5). They only prefill a form: each result keeps the
 * cut-off of its own device or laboratory (DT-30).
 */
import type { Analyte } from './model.ts';

/** ng/mL in urine; breath in g/210 L. `cup` is the common clinical device, `definitive` each compound at a laboratory. */
export const CUTOFFS: Record<Analyte, { federal: number | null; cup: number; definitive: number }> = {
  THC: { federal: 50, cup: 50, definitive: 15 },
  COC: { federal: 150, cup: 150, definitive: 100 },
  AMP: { federal: 500, cup: 500, definitive: 250 },
  MET: { federal: 500, cup: 500, definitive: 250 },
  MDMA: { federal: 500, cup: 500, definitive: 250 },
  OPI: { federal: 2000, cup: 300, definitive: 300 },
  '6MAM': { federal: 10, cup: 10, definitive: 10 },
  HYD: { federal: 300, cup: 300, definitive: 100 },
  OXY: { federal: 100, cup: 100, definitive: 100 },
  FEN: { federal: 1, cup: 1, definitive: 1 },
  PCP: { federal: 25, cup: 25, definitive: 25 },
  BZO: { federal: null, cup: 300, definitive: 100 },
  BAR: { federal: null, cup: 300, definitive: 200 },
  BUP: { federal: null, cup: 10, definitive: 5 },
  MTD: { federal: null, cup: 300, definitive: 100 },
  EDDP: { federal: null, cup: 300, definitive: 100 },
  TRA: { federal: null, cup: 200, definitive: 100 },
  TCA: { federal: null, cup: 1000, definitive: 50 },
  ETG: { federal: null, cup: 500, definitive: 500 },
  BRAC: { federal: null, cup: 0.02, definitive: 0.02 },
};

/**
 * The longest a single stretch of use is estimated to stay detectable, in days (§5, the heavy column where there is
 * one). Two results of one substance inside it are one event (§9).
 */
export const WINDOW_DAYS: Record<Analyte, number> = {
  THC: 30, COC: 21, AMP: 7, MET: 7, MDMA: 3, OPI: 5, '6MAM': 1, HYD: 3, OXY: 4, FEN: 28, PCP: 30, BZO: 30, BAR: 30,
  BUP: 10, MTD: 6, EDDP: 6, TRA: 4, TCA: 7, ETG: 5, BRAC: 1,
};

/** Substances that one use shows up as: a residue of the one is no new use of the other. */
export const SAME_DRUG: Partial<Record<Analyte, Analyte[]>> = {
  AMP: ['MET'], MET: ['AMP'], EDDP: ['MTD'], MTD: ['EDDP'], '6MAM': ['OPI'], OPI: ['6MAM', 'HYD'], HYD: ['OPI'],
  ETG: ['BRAC'], BRAC: ['ETG'],
};

export const sameDrug = (a: Analyte, b: Analyte): boolean => a === b || (SAME_DRUG[a]?.includes(b) ?? false);
