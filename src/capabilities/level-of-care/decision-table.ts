import * as z from 'zod';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { DIMENSIONS, dimension, level, rank, rating, type Dimension, type Level, type Minimum, type Ratings } from './model.ts';

/**
 * From a third-edition rating to the least level of care: data, versioned, and the agency's to change
 * (level-of-care.md §6). Each cell lists cases; the first that holds counts, and the last holds always.
 */
const tableFact = z.enum(['emotionalDistraction', 'withdrawalSupport', 'prescriberInTime', 'safeHousingConfirmed', 'psychiatricTwoAt21']);
export type TableFact = z.infer<typeof tableFact>;

export const tableCase = z.object({
  /** All of these hold: other dimensions at least that high, and facts that are known to be so. */
  if: z.object({ atLeast: z.partialRecord(dimension, rating).optional(), known: z.array(tableFact).optional() }).optional(),
  level,
  coe: z.boolean().optional(),
  /** Needed beside the level. */
  beside: z.array(z.string().trim().min(1).max(80)).optional(),
});
export type TableCase = z.infer<typeof tableCase>;
export const decisionTable = z.object({
  name: z.string().trim().min(1, 'Name the table.').max(80),
  version: z.string().trim().min(1, 'Give the table a version.').max(20),
  /** Five cells for each dimension, for the ratings 0 to 4. */
  cells: z.record(dimension, z.array(z.array(tableCase).min(1)).length(5)),
});
export type DecisionTable = z.infer<typeof decisionTable>;

const just = (least: Level, more: Omit<TableCase, 'level'> = {}): TableCase[] => [{ level: least, ...more }];

/** The shipped table. */
export const STANDARD_TABLE: DecisionTable = {
  name: 'Standard', version: '2026-1',
  cells: {
    D1: [
      just('1.5'),
      [{ if: { known: ['withdrawalSupport'] }, level: '1.5', beside: ['withdrawal support'] }, { level: '1.7' }],
      [{ if: { known: ['prescriberInTime'] }, level: '2.1', beside: ['daily ambulatory withdrawal care'] }, { level: '2.7' }],
      just('3.7'), just('4'),
    ],
    D2: [just('1.5'), just('1.5'), just('2.1', { beside: ['1.7'] }), just('3.7'), just('4')],
    D3: [
      just('1.5'),
      [{ if: { known: ['emotionalDistraction'] }, level: '2.1' }, { level: '1.5' }],
      [{ if: { known: ['psychiatricTwoAt21'] }, level: '2.1', coe: true }, { level: '2.5', coe: true }],
      just('3.5', { coe: true, beside: ['psychiatric referral'] }),
      just('4', { beside: ['psychiatric unit'] }),
    ],
    D4: [
      just('1.5'), just('1.5'), just('2.1'),
      [{ if: { atLeast: { D5: 3 } }, level: '3.1' }, { level: '2.1', beside: ['motivational work'] }],
      [{ if: { atLeast: { D5: 3 } }, level: '3.5' }, { if: { atLeast: { D6: 3 } }, level: '3.5' }, { level: '2.5' }],
    ],
    D5: [
      just('1.5'), just('1.5'), just('2.1'),
      [{ if: { atLeast: { D6: 4 } }, level: '3.5' }, { if: { atLeast: { D6: 3 } }, level: '3.1' }, { level: '2.5' }],
      [{ if: { atLeast: { D1: 2 } }, level: '3.7' }, { level: '3.5' }],
    ],
    D6: [
      just('1.5'), just('1.5'), just('2.1'),
      [{ if: { known: ['safeHousingConfirmed'] }, level: '2.1', beside: ['recovery residence'] }, { level: '3.1' }],
      [{ if: { atLeast: { D5: 3 } }, level: '3.5' }, { level: '3.1' }],
    ],
  },
};

/** What the table's conditions may read: only what is known to be true counts. */
export type KnownFacts = Record<TableFact, boolean>;

/** The least level that one dimension asks for; the rating must be there. */
export function minimumOf(table: DecisionTable, which: Dimension, ratings: Ratings, known: KnownFacts): Minimum {
  const value = ratings[which]!;
  const cases = table.cells[which][value]!;
  const at = cases.findIndex((one) => holds(one, ratings, known));
  const found = cases[at]!;
  const because = found.if ? `, as ${conditionWords(found)}` : '';
  return {
    dimension: which, level: found.level, coe: found.coe ?? false, beside: found.beside ?? [],
    say: `${which} rated ${value} asks for ${found.level}${found.coe ? ' COE' : ''}${because}.`,
  };
}

function holds({ if: condition }: TableCase, ratings: Ratings, known: KnownFacts): boolean {
  if (!condition) return true;
  const high = Object.entries(condition.atLeast ?? {})
    .every(([which, least]) => (ratings[which as Dimension] ?? -1) >= least);
  return high && (condition.known ?? []).every((fact) => known[fact]);
}

const FACT_WORDS: Record<TableFact, string> = {
  emotionalDistraction: 'symptoms distract from recovery', withdrawalSupport: 'withdrawal support is in place',
  prescriberInTime: 'a named prescriber sees them in time', safeHousingConfirmed: 'safe housing is confirmed',
  psychiatricTwoAt21: 'the agency serves this at 2.1',
};
export function conditionWords({ if: condition }: TableCase): string {
  const ratings = Object.entries(condition?.atLeast ?? {}).map(([which, least]) => `${which} is ${least} or more`);
  return [...ratings, ...(condition?.known ?? []).map((fact) => FACT_WORDS[fact])].join(' and ');
}

/**
 * May an agency use this table? Every cell must end in a case without a condition, a higher rating may never ask for
 * less, and the highest ratings of body and mind keep a medically managed level.
 */
export function mayAdoptTable(
  table: DecisionTable,
): Decision<DecisionTable, 'case-without-end' | 'higher-rating-asks-less' | 'severe-below-medical'> {
  for (const which of DIMENSIONS) {
    for (const [at, cases] of table.cells[which].entries()) {
      const field = `cells.${which}.${at}`;
      if (cases.at(-1)?.if) {
        return refuse('case-without-end', `${which} rated ${at}: let the last case hold without a condition.`, field);
      }
      const before = table.cells[which][at - 1];
      if (before && (least(cases) < least(before) || most(cases) < most(before))) {
        return refuse('higher-rating-asks-less', `${which} rated ${at} may not ask for less than rated ${at - 1}.`, field);
      }
    }
  }
  for (const which of ['D1', 'D2', 'D3'] as const) {
    if (least(table.cells[which][4]!) < rank('3.7')) {
      return refuse('severe-below-medical', `${which} rated 4 needs 3.7 or 4.`, `cells.${which}.4`);
    }
  }
  return accept(table);
}
const least = (cases: TableCase[]): number => Math.min(...cases.map((one) => rank(one.level)));
const most = (cases: TableCase[]): number => Math.max(...cases.map((one) => rank(one.level)));
