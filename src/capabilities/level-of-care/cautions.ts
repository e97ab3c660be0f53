import type { AssessmentFacts, Ratings } from './model.ts';

/**
 * The program's own cautions (level-of-care.md §5): what speaks for a higher level, and what the program has to add
 * where the person comes here. None of them alone refuses anybody.
 */
export function cautionsOf(ratings: Ratings, facts: AssessmentFacts): { cautions: string[]; actions: string[] } {
  const cautions: string[] = [];
  const actions: string[] = [];
  const high = (value: number | null): boolean => value !== null && value >= 3;
  const unsettled = [
    high(ratings.D5) && 'return to use is likely', (ratings.D1 ?? 0) >= 2 && 'withdrawal needs care',
    facts.failedIopWithin90Days && 'this level did not hold in the last 90 days', facts.dailyUse && 'use every day',
    facts.overdoseWithin90Days && 'an overdose in the last 90 days',
  ].filter((one): one is string => Boolean(one));
  if ((facts.criteriaMet ?? 0) >= 6 && unsettled.length > 0) {
    cautions.push(`Severe disorder and ${unsettled.join(', ')}: look at a higher level. Severity alone does not exclude.`);
  }
  if (high(ratings.D6) || facts.unsafeHomeNow) {
    cautions.push('Home works against recovery: 2.1 only with a recovery residence, 3.1 or shelter in place.');
    actions.push('Find safe housing, and confirm it.');
  }
  if ((ratings.D3 ?? 0) >= 2) {
    cautions.push('Acute emotional or psychiatric needs: co-occurring enhanced care, or a psychiatric level.');
  }
  if (facts.lacksSupport) {
    cautions.push('Nobody supportive nearby. This excludes nobody; it adds to what the program has to do.');
    actions.push('Peer specialist in the first week.', 'A mutual-help meeting tried together.', 'Reach out to family, with consent.',
      'More contacts between sessions.');
  }
  if (facts.safeBetweenSessions === false) {
    cautions.push('Cannot stay safe for 2 or 3 days between sessions: 2.5 or residential.');
  }
  if (facts.overdoseWithin90Days || facts.usedLast72h?.includes('opioids')) actions.push('Naloxone in hand, and an overdose plan.');
  return { cautions, actions };
}
