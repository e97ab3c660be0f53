import { coreOf, inWords, type Core, type CoreSettings } from './core.ts';
import type { DecisionTable } from './decision-table.ts';
import {
  DIMENSIONS, DIMENSION_WORDS, rank, type AssessmentFacts, type Dimension, type Ratings, type Recommendation,
} from './model.ts';

/** Why this level, why not the one below, why not the one above, and what would change it (LOC-23). */
/** The dimensions that ask for the level; those of a rule that lifts it, otherwise. */
export function driversOf({ level, minimums, fired }: Core): Dimension[] {
  const asking = minimums.filter((one) => rank(one.level) >= rank(level)).map((one) => one.dimension);
  const lifting = fired.find((rule) => rule.rule === 'LOC-05' && level === '3.1')?.say.match(/D[4-6]/g) ?? [];
  return rank(level) <= rank('1.5') ? [] : DIMENSIONS.filter((which) => asking.includes(which) || (lifting as string[]).includes(which));
}

export function whyNotLower({ level, minimums, fired }: Core): string[] {
  if (rank(level) <= rank('1.5')) return ['Outpatient is the lowest level of treatment.'];
  const asking = minimums.filter((one) => rank(one.level) >= rank(level)).map((one) => one.say);
  return asking.length > 0 ? asking : fired.filter(({ rule }) => rule !== 'LOC-02' && rule !== 'LOC-03').map(({ say }) => say);
}

export function whyNotHigher({ level, minimums }: Core): string[] {
  const next = minimums.filter((one) => rank(one.level) > rank(level));
  if (next.length > 0) return next.map((one) => `${one.say} No ground for it (LOC-03).`);
  return level === '4' ? ['There is no higher level.']
    : [`No dimension asks for more than ${level}, and no gate is open.`];
}

/** What would change this: each single step of a rating and each fact turned, the nearest first. */
export function alternatives(
  core: Core, input: { ratings: Ratings; facts: AssessmentFacts }, settings: CoreSettings, table: DecisionTable,
): Recommendation['wouldChange'] {
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
