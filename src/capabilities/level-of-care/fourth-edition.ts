import type { RuleBook } from '../agency/rule-book.ts';
import { checkGates, type GateSettings } from './gates.ts';
import { higher, level, rank, type AssessmentFacts, type Dimension, type Level, type Minimum, type Recommendation } from './model.ts';
import { cautionsOf } from './cautions.ts';
import { inWords } from './core.ts';

/**
 * The fourth edition: each sub-dimension states the least level that can safely meet its need, and the highest of them
 * is the level, never an average (level-of-care.md §2, §3). D6 shapes the plan and sets no level.
 */
export const SUB_DIMENSIONS = {
  D1: ['intoxication risks', 'withdrawal risks', 'addiction-medication needs'],
  D2: ['physical health', 'pregnancy', 'sleep'],
  D3: ['active psychiatric', 'persistent disability', 'cognition', 'trauma', 'psychiatric history'],
  D4: ['likelihood of risky use', 'likelihood of risky behavior'],
  D5: ['functioning in the environment', 'safety', 'support', 'cultural perceptions'],
} as const satisfies Partial<Record<Dimension, readonly string[]>>;
type RatedDimension = keyof typeof SUB_DIMENSIONS;
export const RATED = Object.keys(SUB_DIMENSIONS) as RatedDimension[];

/** `0` no specific need · `ANY` any level can meet it · `EVAL` needs a prompt evaluation · or a level, `2.5 COE` too. */
export type LeastLevel = '0' | 'ANY' | 'EVAL' | Level | `${Level} COE`;
export const isLeastLevel = (text: string): text is LeastLevel =>
  ['0', 'ANY', 'EVAL'].includes(text) || level.safeParse(text.replace(/ COE$/, '')).success;

/** One value for each sub-dimension, in their order; `null` where it is not rated yet. */
export type SubRatings = Record<RatedDimension, (LeastLevel | null)[]>;

type Settings = GateSettings & Pick<RuleBook, 'loc.priorAttemptDays'>;

export function recommendFourth(ratings: SubRatings, facts: AssessmentFacts, settings: Settings): Recommendation {
  const blank = { D1: null, D2: null, D3: null, D4: null, D5: null, D6: null };
  const gates = checkGates({ ...facts }, { ...blank, D2: 0, D3: 0 }, settings);
  const stopping = gates.filter((gate) => gate.state === 'fired' && gate.stops);
  const minimums = RATED.flatMap((which) => ratings[which].flatMap((value, at) => minimumOf(which, at, value)));
  const unknown = RATED.flatMap((which) => SUB_DIMENSIONS[which].flatMap((name, at) => {
    const value = ratings[which][at] ?? null;
    return value === null ? [`${which} ${name}`] : value === 'EVAL' ? [`${which} ${name}: prompt evaluation`] : [];
  }));
  const missing = [...unknown, ...new Set(gates.flatMap((gate) => gate.missing)),
    ...(facts.criteriaMet === null ? ['diagnostic criteria'] : [])];
  const { cautions, actions } = cautionsOf(blank, facts);
  const base = {
    edition: '4' as const, ruleset: 'Fourth edition 2026-1', gates, missing, minimums, cautions, actions, contradictions: [],
    now: gates.filter((gate) => gate.state === 'fired').map((gate) => `${gate.gate}: ${gate.route}`), after: null,
    drivers: [] as Dimension[], whyNotLower: [] as string[], whyNotHigher: [] as string[], wouldChange: [],
  };
  const medical = minimums.filter((one) => ['D1', 'D2', 'D3'].includes(one.dimension) && rank(one.level) >= rank('3.7'));
  if (stopping.length > 0) {
    const least = stopping.map((gate) => gate.routeLevel!).reduce(higher);
    return { ...base, outcome: 'gate', level: least, coe: false, beside: [], words: least, mayOfferIop: false,
      fired: [{ rule: 'LOC-01', say: `${stopping.map(({ gate }) => gate).join(', ')} stops for a human act first.` }] };
  }
  if (missing.length > 0 && medical.length === 0) {
    return { ...base, outcome: 'cannot-recommend', level: null, coe: false, beside: [], words: 'Cannot recommend yet',
      mayOfferIop: false, fired: [{ rule: 'LOC-08', say: `Still unknown: ${missing.join(', ')}. A blank never counts as 0.` }] };
  }
  const asked = medical.length > 0 ? medical : minimums;
  let least: Level = asked.map((one) => one.level).reduce(higher, '1.5');
  const fired = [medical.length > 0
    ? { rule: 'LOC-02', say: `A need of body or mind at ${least} ends the search early.` }
    : { rule: 'LOC-02', say: `The highest minimum is ${least}.` }];
  const tried = facts.daysSinceLevelOneFailed !== null && facts.daysSinceLevelOneFailed <= settings['loc.priorAttemptDays'];
  if (least === '2.1' && (facts.criteriaMet ?? 0) < 2) {
    least = '1.5';
    fired.push({ rule: 'LOC-03', say: `No ground for 2.1: ${facts.criteriaMet} criteria are no disorder.` });
  } else if (least === '2.1') {
    fired.push({ rule: 'LOC-03', say: `2.1 stands on ${facts.criteriaMet} criteria${tried ? ', and level 1 did not hold' : ''}.` });
  }
  const drivers = RATED.filter((which) => asked.some((one) => one.dimension === which && one.level === least));
  const coe = asked.some((one) => one.coe && one.level === least);
  return {
    ...base, outcome: 'recommended', level: least, coe, beside: [], words: inWords({ level: least, coe, beside: [] }),
    mayOfferIop: least === '2.1', fired, drivers,
    whyNotLower: asked.filter((one) => one.level === least).map((one) => one.say),
    whyNotHigher: [`No need asks for more than ${least}.`],
  };
}

function minimumOf(which: RatedDimension, at: number, value: LeastLevel | null): Minimum[] {
  if (value === null || value === '0' || value === 'ANY' || value === 'EVAL') return [];
  const coe = value.endsWith(' COE');
  const least = value.replace(/ COE$/, '') as Level;
  return [{ dimension: which, level: least, coe, beside: [], say: `${which} ${SUB_DIMENSIONS[which][at]}: ${value}.` }];
}
