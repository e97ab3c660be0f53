import { coreOf, inWords, type CoreSettings } from './core.ts';
import { STANDARD_TABLE, type DecisionTable } from './decision-table.ts';
import { alternatives, driversOf, whyNotHigher, whyNotLower } from './explanation.ts';
import { checkGates, type GateSettings } from './gates.ts';
import {
  DIMENSIONS, DIMENSION_WORDS, higher, rank, type AssessmentFacts, type Level, type Ratings, type Recommendation,
} from './model.ts';
import { cautionsOf } from './cautions.ts';
import { contradictionsIn, type Findings } from './contradictions.ts';

/** The third edition's way from ratings to a level (LOC-01 to LOC-08). Pure: same input, same output. */
export type LocSettings = GateSettings & CoreSettings;

export type AssessmentInput = {
  ratings: Ratings;
  facts: AssessmentFacts;
  /** Scores to hold the ratings against (LOC-11). */
  findings: Findings;
};

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

/** Withdrawal looked after: its dimension counts as mild, with the medical link kept. */
const treated = (ratings: Ratings): Ratings => ({ ...ratings, D1: Math.min(1, ratings.D1!) });

const routeWords = (level: Level): string =>
  level === '2.7' ? 'Ambulatory withdrawal care (2.7 or 1.7)' : level === '1.7' ? 'Medication start (1.7 or 2.7)'
    : level === '3.7' ? '3.7 or 4' : level === '3.5' ? '3.5 COE or psychiatric' : level === '4' ? 'Emergency (4)' : level;
