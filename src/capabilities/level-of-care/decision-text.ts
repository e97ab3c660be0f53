import { sayDocumentDate } from '../../shared/dates.ts';
import { STORY_PARTS, STORY_WORDS, type AssessmentDetails } from './assessment.ts';
import type { NamedDiagnosis } from './diagnosis.ts';
import { CRITERIA } from './diagnosis.ts';
import { DIMENSION_WORDS, LEVEL_WORDS, REASON_WORDS, type Edition, type Placement, type Recommendation } from './model.ts';

/** The decision as it is read, signed and printed: what was signed stays as it was read. One line is one paragraph. */
export function decisionText(given: {
  edition: Edition;
  details: AssessmentDetails;
  diagnoses: (NamedDiagnosis & { criteria: readonly number[] })[];
  recommendation: Recommendation;
  placement: Placement;
  needsCosign: boolean;
}): string {
  const { edition, details, recommendation: proposal, placement } = given;
  const words = DIMENSION_WORDS[edition];
  const section = (title: string, lines: string[]): string[] => (lines.length > 0 ? ['', title, ...lines] : []);
  return [
    `Level of care: ${placement.acceptedLevel} ${LEVEL_WORDS[placement.acceptedLevel]}`,
    `Proposed: ${proposal.words} (${proposal.ruleset}, edition ${edition})`,
    ...(placement.reasonCode ? [`Decided otherwise: ${REASON_WORDS[placement.reasonCode]}. ${placement.reason}`] : []),
    ...(placement.riskPlan ? [`Plan for the risk: ${placement.riskPlan}`] : []),
    ...(given.needsCosign ? ['A lower level than proposed: a supervisor co-signs.'] : []),
    ...section('Diagnosis', given.diagnoses.map((one) =>
      `${one.code} ${one.words} (${one.counted} of 11: ${one.criteria.map((n) => CRITERIA[n - 1]).join(', ')})`)),
    ...section('Ratings', details.ratings.filter((one) => one.rating !== null).flatMap((one) => [
      `${one.dimension} ${words[one.dimension]}: ${one.rating}, rated ${sayDocumentDate(one.ratedOn)}`,
      ...[...one.evidence.map((fact) => `${fact.say} (${fact.on})`), one.hereAndNow, one.history && `History: ${one.history}`,
        one.strengths && `Strengths: ${one.strengths}`, one.neededService && `Needs: ${one.neededService}`]
        .filter(Boolean).map((line) => `  ${line}`),
    ])),
    ...section('Safety', proposal.gates.map((gate) => `${gate.gate} ${gate.say}: ${gate.state === 'clear' ? 'no' : gate.route ?? gate.state}`)),
    ...section('Why this level', proposal.fired.map((rule) => `${rule.rule} ${rule.say}`)),
    ...section('Why not lower', proposal.whyNotLower),
    ...section('Why not higher', proposal.whyNotHigher),
    ...section('What the program adds', proposal.actions),
    ...section('They prefer', [placement.personPrefers, placement.barriers && `In the way: ${placement.barriers}`].filter(Boolean)),
    ...STORY_PARTS.flatMap((part) => (details.story[part].trim() ? section(STORY_WORDS[part], [details.story[part].trim()]) : [])),
  ].join('\n');
}
