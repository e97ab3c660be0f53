import type { Recommendation } from './model.ts';
import { rank } from './model.ts';

/** Stay, step down, step up or discharge: what speaks for each (level-of-care.md §8, LOC-21 to LOC-24). */
export type ReviewFacts = {
  goalsMet: boolean;
  progressing: boolean;
  /** Not progressing yet, but able, and the plan was changed for it. */
  planChanged: boolean;
  newProblem: boolean;
  /** Reviews in a row without progress, this one included. */
  reviewsWithoutProgress: number;
  ableToTakePart: boolean;
  /** Days since when all dimensions fit 1.5. */
  daysFitLower: number | null;
  continuingCareBooked: boolean;
  useEventOnly: boolean;
  recommendation: Pick<Recommendation, 'outcome' | 'level'>;
};

export type ReviewOption = { option: 'stay' | 'step-down' | 'step-up'; open: boolean; for: string[]; against: string[] };
const TWO_WEEKS = 14;

export function reviewOptions(facts: ReviewFacts): { options: ReviewOption[]; forced: string | null } {
  const level = facts.recommendation.level;
  const fits21 = facts.recommendation.outcome === 'recommended' && level === '2.1';
  const stay = [
    facts.progressing && !facts.goalsMet && fits21 && 'Progress, goals not met yet, and 2.1 is still needed.',
    !facts.progressing && facts.planChanged && facts.ableToTakePart && 'Able and working on it, with a changed plan.',
    facts.newProblem && fits21 && 'A new problem that 2.1 treats best.',
  ];
  const lower = [
    [facts.goalsMet, 'Goals of this level are met.'],
    [facts.daysFitLower !== null && facts.daysFitLower >= TWO_WEEKS, 'All dimensions have fitted 1.5 for two weeks.'],
    [facts.continuingCareBooked, 'Continuing care is booked.'],
  ] as const;
  const up = [
    facts.recommendation.outcome === 'gate' && 'A safety gate is open.',
    level !== null && rank(level) > rank('2.1') && `The dimensions now ask for ${level}.`,
    !facts.progressing && facts.planChanged && facts.reviewsWithoutProgress >= 2 && 'No response after the plan was changed.',
    !facts.ableToTakePart && 'No longer able to take part.',
  ];
  const said = (all: readonly (string | false)[]): string[] => all.filter((one): one is string => one !== false);
  const options: ReviewOption[] = [
    { option: 'stay', for: said(stay), against: said(up), open: said(stay).length > 0 && said(up).length === 0 },
    { option: 'step-down', for: lower.filter(([met]) => met).map(([, say]) => say),
      against: lower.filter(([met]) => !met).map(([, say]) => `Not yet: ${say.toLowerCase()}`), open: lower.every(([met]) => met) },
    { option: 'step-up', for: said(up), against: [], open: said(up).length > 0 },
  ];
  const forced = facts.reviewsWithoutProgress >= 2 && !facts.planChanged
    ? 'LOC-21: two reviews without progress. Change the plan, or decide on a transfer.' : null;
  return { options, forced };
}

/** LOC-22: a use event alone leads to rating D4 and D5 again, never to a discharge. */
export const mayDischargeFor = (reasons: readonly string[]): boolean => reasons.some((reason) => reason !== 'use_event');

/** LOC-24, PR-05: fewer than the floor's hours still count as 2.1 while a taper lasts. */
export const countsAs21 = (minutes: number, floorMinutes: number, taperWeek: number | null, taperMaxWeeks: number): boolean =>
  minutes >= floorMinutes || (taperWeek !== null && taperWeek >= 1 && taperWeek <= taperMaxWeeks);

/** LOC-25: what a concurrent-review packet holds, and which parts of it are still empty. */
export const PACKET = [
  'ratings', 'drivers', 'progress', 'attendanceHours', 'testSummary', 'planChanges', 'dischargePlan', 'dischargeDate',
] as const;
export const packetGaps = (parts: Partial<Record<(typeof PACKET)[number], unknown>>): (typeof PACKET)[number][] =>
  PACKET.filter((part) => parts[part] === undefined || parts[part] === null || parts[part] === '');
