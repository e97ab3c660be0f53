import type { RuleBook } from '../agency/rule-book.ts';
import { STANDARD_TABLE, minimumOf, type DecisionTable, type KnownFacts } from './decision-table.ts';
import { checkGates, type GateSettings } from './gates.ts';
import {
  DIMENSIONS, DIMENSION_WORDS, higher, rank, type AssessmentFacts, type Dimension, type FiredRule, type Level, type Minimum,
  type Ratings, type Recommendation,
} from './model.ts';
import { cautionsOf } from './cautions.ts';
import { contradictionsIn, type Findings } from './contradictions.ts';

/** The third edition's way from ratings to a level (LOC-01 to LOC-08). Pure: same input, same output. */
export type LocSettings = GateSettings & Pick<RuleBook,
  'loc.priorAttemptDays' | 'loc.stepDownDays' | 'loc.medicationStartHours' | 'loc.psychiatricTwoAt21'>;

export type AssessmentInput = {
  ratings: Ratings;
  facts: AssessmentFacts;
  /** Scores to hold the ratings against (LOC-11). */
  findings: Findings;
};

/** What ratings and facts ask for, without gates, explanation or missing facts: the core that alternatives are tried on. */
export type Core = { level: Level; coe: boolean; beside: string[]; minimums: Minimum[]; fired: FiredRule[] };

export function recommend(
  input: AssessmentInput, settings: LocSettings, table: DecisionTable = STANDARD_TABLE,
): Recommendation {
  const { ratings, facts } = input;
  const gates = checkGates(facts, ratings, settings);
  const stopping = gates.filter((gate) => gate.state === 'fired' && gate.stops);
  const missing = missingOf(ratings, facts, gates);
  const complete = DIMENSIONS.every((which) => ratings[which] !== null);
  const base = {
    edition: '3' as const, ruleset: `${table.name} ${table.version}`, gates, missing,
    contradictions: contradictionsIn(ratings, facts, input.findings),
    now: gates.filter((gate) => gate.state === 'fired').map((gate) => `${gate.gate}: ${gate.route}`),
  };
  const { cautions, actions } = cautionsOf(ratings, facts);
  if (stopping.length > 0) {
    // What is treated first is withdrawal: the level to go on with counts it as looked after (G4, G5).
    const after = complete && stopping.every(({ gate, routeLevel }) =>
      gate === 'G5' || (gate === 'G4' && routeLevel === '2.7')) ? coreOf(treated(ratings), facts, settings, table) : null;
    const route = stopping.map((gate) => gate.routeLevel!).reduce(higher);
    const level = complete ? higher(route, coreOf(ratings, facts, settings, table).level) : route;
    const first = routeWords(rank(level) > rank('2.7') ? level : route);
    return {
      ...base, outcome: 'gate', level, coe: false, beside: [], after: after?.level ?? null, mayOfferIop: false,
      words: after ? `${first} now, then ${inWords(after)}` : first,
      drivers: [], minimums: after?.minimums ?? [], cautions, actions,
      fired: [{ rule: 'LOC-01', say: `${stopping.map(({ gate }) => gate).join(', ')} stops for a human act first.` }],
      whyNotLower: stopping.map(({ gate, say }) => `${gate}: ${say}.`), whyNotHigher: [], wouldChange: [],
    };
  }
  if (missing.length > 0 || !complete) {
    return {
      ...base, outcome: 'cannot-recommend', level: null, coe: false, beside: [], words: 'Cannot recommend yet', after: null,
      mayOfferIop: false, drivers: [], minimums: [], cautions, actions, whyNotLower: [], whyNotHigher: [], wouldChange: [],
      fired: [{ rule: 'LOC-08', say: `Still unknown: ${missing.join(', ')}. A blank never counts as 0.` }],
    };
  }
  const core = coreOf(ratings, facts, settings, table);
  return {
    ...base, outcome: 'recommended', level: core.level, coe: core.coe, beside: core.beside, words: inWords(core), after: null,
    mayOfferIop: core.level === '2.1', drivers: driversOf(core), minimums: core.minimums, fired: core.fired, cautions, actions,
    whyNotLower: whyNotLower(core), whyNotHigher: whyNotHigher(core), wouldChange: alternatives(core, input, settings, table),
  };
}

function missingOf(ratings: Ratings, facts: AssessmentFacts, gates: Recommendation['gates']): string[] {
  const unrated = DIMENSIONS.filter((which) => ratings[which] === null)
    .map((which) => `${which} ${DIMENSION_WORDS['3'][which].toLowerCase()}`);
  const asked = [...new Set(gates.flatMap((gate) => gate.missing))];
  const criteria = facts.criteriaMet === null ? ['diagnostic criteria'] : [];
  return [...unrated, ...asked, ...criteria];
}

/** LOC-02 to LOC-07, over complete ratings. */
export function coreOf(ratings: Ratings, facts: AssessmentFacts, settings: LocSettings, table: DecisionTable): Core {
  const known: KnownFacts = {
    emotionalDistraction: facts.emotionalDistraction === true, withdrawalSupport: facts.withdrawalSupport === true,
    prescriberInTime: facts.prescriberInHours !== null && facts.prescriberInHours <= settings['loc.medicationStartHours'],
    safeHousingConfirmed: facts.safeHousingConfirmed === true, psychiatricTwoAt21: settings['loc.psychiatricTwoAt21'],
  };
  const minimums = DIMENSIONS.map((which) => minimumOf(table, which, ratings, known));
  const fired: FiredRule[] = [];
  const steppedDown = facts.steppedDownFrom !== null && rank(facts.steppedDownFrom) >= rank('2.5')
    && facts.daysSinceSteppedDown !== null && facts.daysSinceSteppedDown <= settings['loc.stepDownDays'];
  let level = minimums.map((one) => one.level).reduce(higher);
  fired.push({ rule: 'LOC-02', say: `The highest of what the dimensions ask for is ${level}.` });
  if (ratings.D1 === 2) {
    fired.push({ rule: 'LOC-07', say: known.prescriberInTime
      ? `Withdrawal is looked after by a named prescriber within ${settings['loc.medicationStartHours']} h, so 2.1 may stand.`
      : `No named prescriber within ${settings['loc.medicationStartHours']} h: withdrawal needs 2.7.` });
  }
  if (ratings.D6 === 3 && known.safeHousingConfirmed) {
    fired.push({ rule: 'LOC-06', say: 'The environment is a 3, and safe housing is confirmed: 2.1 may stand with it.' });
  }
  const serious = (['D4', 'D5', 'D6'] as const).filter((which) => ratings[which]! >= 3);
  if (serious.length >= 2) {
    level = higher(level, '3.1');
    fired.push({ rule: 'LOC-05', say: `${serious.join(' and ')} are 3 or more: at least 3.1.` });
  }
  if (DIMENSIONS.every((which) => ratings[which]! <= 1) && !steppedDown) {
    fired.push({ rule: 'LOC-04', say: 'All dimensions are 0 or 1: not more than is needed.' });
  }
  if (steppedDown) {
    if (rank(level) < rank('2.1')) level = '2.1';
    fired.push({ rule: 'LOC-04', say: `Left ${facts.steppedDownFrom} ${facts.daysSinceSteppedDown} days ago: at least 2.1.` });
  }
  if (facts.safeBetweenSessions === false && rank(level) < rank('2.5')) {
    level = '2.5';
    fired.push({ rule: 'LOC-02', say: 'Cannot stay safe for 2 or 3 days between sessions: 2.5 at least.' });
  }
  if (level === '2.1') level = qualified(ratings, facts, settings, steppedDown, minimums, fired);
  // A residential level overrides 2.5 COE; below it the enhancement is kept beside whatever else is asked for.
  const coe = minimums.some((one) => one.coe
    && (one.level === level || (rank(one.level) < rank(level) && rank(level) < rank('3.1'))));
  return { level, coe, beside: besideOf(level, minimums), minimums, fired };
}

/** LOC-03: 2.1 needs a disorder, and one of D4 to D6 at 2 or more, an unsuccessful level 1, or a step-down. */
function qualified(
  ratings: Ratings, facts: AssessmentFacts, settings: LocSettings, steppedDown: boolean, minimums: Minimum[], fired: FiredRule[],
): Level {
  const disorder = (facts.criteriaMet ?? 0) >= 2;
  const need = (['D4', 'D5', 'D6'] as const).filter((which) => ratings[which]! >= 2);
  const tried = facts.daysSinceLevelOneFailed !== null && facts.daysSinceLevelOneFailed <= settings['loc.priorAttemptDays'];
  if (disorder && (need.length > 0 || tried || steppedDown)) {
    const ground = need.length > 0 ? `${need.join(', ')} at 2 or more` : tried ? 'level 1 did not hold' : 'a step-down';
    fired.push({ rule: 'LOC-03', say: `2.1 stands on ${facts.criteriaMet} criteria and ${ground}.` });
    return '2.1';
  }
  fired.push({ rule: 'LOC-03', say: disorder
    ? 'No ground for 2.1: none of D4 to D6 is 2 or more, level 1 was not tried, no step-down.'
    : `No ground for 2.1: ${facts.criteriaMet} criteria are no disorder.` });
  // A medical need keeps its link: 1.7 stays where body or withdrawal asked for 2.1.
  const medical = minimums.some((one) => one.level === '2.1' && (one.dimension === 'D1' || one.dimension === 'D2'));
  const lower = minimums.map((one) => one.level).filter((one) => rank(one) < rank('2.1'));
  return lower.reduce(higher, medical ? '1.7' : '1.5');
}

/** What goes beside the level: support asked for by a dimension at it or below, and 1.7 kept beside a higher level (LOC-04). */
function besideOf(level: Level, minimums: Minimum[]): string[] {
  const residential = rank(level) >= rank('3.1');
  const all = minimums.flatMap((one) => [
    ...(one.level === '1.7' && rank(level) > rank('1.7') && rank(level) < rank('2.7') ? ['1.7'] : []),
    ...one.beside.filter((what) => !(residential && (what === 'recovery residence' || what === '1.7'))),
  ]);
  return [...new Set(all)].filter((what) => what !== level);
}

/** Withdrawal looked after: its dimension counts as mild, with the medical link kept. */
const treated = (ratings: Ratings): Ratings => ({ ...ratings, D1: Math.min(1, ratings.D1!) });

export const inWords = ({ level, coe, beside }: Pick<Core, 'level' | 'coe' | 'beside'>): string =>
  [`${level}${coe ? ' COE' : ''}`, ...beside].join(' + ');

const routeWords = (level: Level): string =>
  level === '2.7' ? 'Ambulatory withdrawal care (2.7 or 1.7)' : level === '1.7' ? 'Medication start (1.7 or 2.7)'
    : level === '3.7' ? '3.7 or 4' : level === '3.5' ? '3.5 COE or psychiatric' : level === '4' ? 'Emergency (4)' : level;

/** The dimensions that ask for the level; those of a rule that lifts it, otherwise. */
function driversOf({ level, minimums, fired }: Core): Dimension[] {
  const asking = minimums.filter((one) => rank(one.level) >= rank(level)).map((one) => one.dimension);
  const lifting = fired.find((rule) => rule.rule === 'LOC-05' && level === '3.1')?.say.match(/D[4-6]/g) ?? [];
  return rank(level) <= rank('1.5') ? [] : DIMENSIONS.filter((which) => asking.includes(which) || (lifting as string[]).includes(which));
}

function whyNotLower({ level, minimums, fired }: Core): string[] {
  if (rank(level) <= rank('1.5')) return ['Outpatient is the lowest level of treatment.'];
  const asking = minimums.filter((one) => rank(one.level) >= rank(level)).map((one) => one.say);
  return asking.length > 0 ? asking : fired.filter(({ rule }) => rule !== 'LOC-02' && rule !== 'LOC-03').map(({ say }) => say);
}

function whyNotHigher({ level, minimums }: Core): string[] {
  const next = minimums.filter((one) => rank(one.level) > rank(level));
  if (next.length > 0) return next.map((one) => `${one.say} No ground for it (LOC-03).`);
  return level === '4' ? ['There is no higher level.']
    : [`No dimension asks for more than ${level}, and no gate is open.`];
}

/** What would change this: each single step of a rating and each fact turned, the nearest first. */
function alternatives(core: Core, input: AssessmentInput, settings: LocSettings, table: DecisionTable): Recommendation['wouldChange'] {
  const found: { say: string; level: string; steps: number }[] = [];
  const now = inWords(core);
  const attempt = (say: string, ratings: Ratings, facts: AssessmentFacts, steps: number): boolean => {
    const words = inWords(coreOf(ratings, facts, settings, table));
    if (words !== now) found.push({ say, level: words, steps });
    return words !== now;
  };
  for (const which of DIMENSIONS) {
    for (const direction of [-1, 1]) {
      for (let value = input.ratings[which]! + direction, steps = 1; value >= 0 && value <= 4; value += direction, steps++) {
        const say = `${which} ${DIMENSION_WORDS['3'][which].toLowerCase()} at ${value} instead of ${input.ratings[which]}`;
        if (attempt(say, { ...input.ratings, [which]: value }, input.facts, steps)) break;
      }
    }
  }
  const facts = input.facts;
  const turns: [string, Partial<AssessmentFacts>, boolean][] = [
    ['With safe housing confirmed', { safeHousingConfirmed: true }, facts.safeHousingConfirmed !== true],
    ['Without safe housing', { safeHousingConfirmed: false }, facts.safeHousingConfirmed === true],
    ['With a named prescriber in time', { prescriberInHours: 0 }, facts.prescriberInHours === null],
    ['If they could not stay safe between sessions', { safeBetweenSessions: false }, facts.safeBetweenSessions !== false],
    ['If symptoms distracted from recovery', { emotionalDistraction: true }, facts.emotionalDistraction !== true],
  ];
  for (const [say, change, applies] of turns) {
    if (applies) attempt(say, input.ratings, { ...facts, ...change }, 1);
  }
  return found.toSorted((a, b) => a.steps - b.steps).slice(0, 6).map(({ say, level }) => ({ say, level }));
}
