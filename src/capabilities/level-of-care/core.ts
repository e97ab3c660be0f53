import type { RuleBook } from '../agency/rule-book.ts';
import { minimumOf, type DecisionTable, type KnownFacts } from './decision-table.ts';
import { DIMENSIONS, higher, rank, type AssessmentFacts, type FiredRule, type Level, type Minimum, type Ratings } from './model.ts';

/** From complete ratings to a level, without gates and explanation: what alternatives are tried on as well. */
export type CoreSettings = Pick<RuleBook,
  'loc.priorAttemptDays' | 'loc.stepDownDays' | 'loc.medicationStartHours' | 'loc.psychiatricTwoAt21'>;

export type Core = { level: Level; coe: boolean; beside: string[]; minimums: Minimum[]; fired: FiredRule[] };

/** LOC-02 to LOC-07, over complete ratings. */
export function coreOf(ratings: Ratings, facts: AssessmentFacts, settings: CoreSettings, table: DecisionTable): Core {
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
  ratings: Ratings, facts: AssessmentFacts, settings: CoreSettings, steppedDown: boolean, minimums: Minimum[], fired: FiredRule[],
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

export const inWords = ({ level, coe, beside }: Pick<Core, 'level' | 'coe' | 'beside'>): string =>
  [`${level}${coe ? ' COE' : ''}`, ...beside].join(' + ');
