import type { AssessmentFacts, Ratings } from './model.ts';

/** LOC-11: facts that do not go together with a rating are shown; the clinician settles which is right. */
export type Findings = {
  phq9: number | null;
  gad7: number | null;
  bamUse: number | null;
  /** BARC-10's item on support from friends, 1 to 6. */
  barcSupport: number | null;
  bamSupportDays: number | null;
};
export const NO_FINDINGS: Findings = { phq9: null, gad7: null, bamUse: null, barcSupport: null, bamSupportDays: null };

export function contradictionsIn(ratings: Ratings, facts: AssessmentFacts, found: Findings): string[] {
  const { D1, D3, D5, D6 } = ratings;
  const rated = (value: number | null, most: number): value is number => value !== null && value <= most;
  const said: (string | false)[] = [
    rated(D1, 1) && facts.ciwa !== null && facts.ciwa >= 10 && `D1 is rated ${D1}, CIWA-Ar is ${facts.ciwa}.`,
    rated(D1, 1) && facts.cows !== null && facts.cows >= 13 && `D1 is rated ${D1}, COWS is ${facts.cows}.`,
    rated(D1, 0) && facts.priorSeizureOrDelirium === true && facts.heavyAlcoholOrSedativeUse === true
      && 'D1 is rated 0, with earlier withdrawal seizures and heavy use now.',
    rated(D3, 0) && found.phq9 !== null && found.phq9 >= 15 && `D3 is rated 0, PHQ-9 is ${found.phq9}.`,
    rated(D3, 0) && found.gad7 !== null && found.gad7 >= 15 && `D3 is rated 0, GAD-7 is ${found.gad7}.`,
    rated(D3, 1) && (facts.suicideTriage === 'moderate' || facts.suicideTriage === 'high')
      && `D3 is rated ${D3}, the C-SSRS screener says ${facts.suicideTriage}.`,
    rated(D5, 1) && facts.dailyUse === true && `D5 is rated ${D5}, with use every day.`,
    rated(D5, 1) && facts.overdoseWithin90Days === true && `D5 is rated ${D5}, with an overdose in the last 90 days.`,
    rated(D5, 0) && found.bamUse !== null && found.bamUse >= 1 && `D5 is rated 0, BAM use is ${found.bamUse}.`,
    rated(D6, 1) && facts.unsafeHomeNow === true && `D6 is rated ${D6}, and home is unsafe now.`,
    rated(D6, 1) && found.barcSupport !== null && found.barcSupport <= 2
      && `D6 is rated ${D6}, BARC-10 shows hardly any support from friends.`,
    rated(D6, 0) && found.bamSupportDays === 0 && 'D6 is rated 0, BAM shows no day with supportive people.',
    facts.ciwa !== null && facts.usedLast72h !== null && facts.usedLast72h.length > 0
      && !facts.usedLast72h.includes('alcohol') && !facts.usedLast72h.includes('sedatives')
      && 'CIWA-Ar was rated, but neither alcohol nor sedatives were used; it is not valid for other withdrawal.',
  ];
  return said.filter((one): one is string => one !== false);
}
