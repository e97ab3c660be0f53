import type { RuleBook } from '../agency/rule-book.ts';
import type { AssessmentDetails } from './assessment.ts';
import type { DecisionTable } from './decision-table.ts';
import { recommendFourth } from './fourth-edition.ts';
import { factsWith, findingsOf, type Known } from './known-facts.ts';
import type { Edition, Recommendation } from './model.ts';
import { recommend, type LocSettings } from './recommendation.ts';
import { ratingsOf } from './rules.ts';

/** The proposal for an assessment as it stands, in its own edition. Screens run it while typing; the server decides. */
export function propose(
  edition: Edition, details: AssessmentDetails, known: Omit<Known, 'diagnoses'>, settings: LocSettings & Pick<RuleBook, 'loc.edition'>,
  table: DecisionTable,
): Recommendation {
  const all: Known = { ...known, diagnoses: details.diagnoses };
  const facts = factsWith(details.facts, all);
  return edition === '4' ? recommendFourth(details.subRatings, facts, settings)
    : recommend({ ratings: ratingsOf(details.ratings), facts, findings: findingsOf(all) }, settings, table);
}
