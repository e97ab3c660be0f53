import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { addDays, daysBetween, endOfDay, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import {
  DIMENSIONS, rank, type DimensionRating, type Level, type Placement, type Recommendation,
} from './model.ts';

/** Who may sign which level, and when it is to be looked at again (LOC-08 to LOC-12, LOC-20 to LOC-22). */
type AgeSettings = Pick<RuleBook, 'loc.staleDaysAdmission' | 'loc.staleDaysContinued'>;

/** LOC-12: ratings too old to decide on: more than 7 days for an admission, 30 for a continued stay. */
export function staleRatings(
  ratings: readonly Pick<DimensionRating, 'dimension' | 'ratedOn'>[], purpose: 'admission' | 'continued', today: LocalDate,
  settings: AgeSettings,
): DimensionRating['dimension'][] {
  const most = settings[purpose === 'admission' ? 'loc.staleDaysAdmission' : 'loc.staleDaysContinued'];
  return ratings.filter((one) => daysBetween(one.ratedOn, today) > most).map((one) => one.dimension);
}

/** A rating stands on evidence or on what was found here and now; from 2 on it says what is needed. */
export function ratingGaps(ratings: readonly DimensionRating[]): { field: string; say: string }[] {
  return ratings.flatMap((one) => {
    if (one.rating === null) return [];
    const gaps = [];
    if (one.evidence.length === 0 && one.hereAndNow === '') {
      gaps.push({ field: `ratings.${one.dimension}.hereAndNow`, say: `${one.dimension}: say what it rests on.` });
    }
    if (one.rating >= 2 && one.neededService === '') {
      gaps.push({ field: `ratings.${one.dimension}.neededService`, say: `${one.dimension}: say which service it needs.` });
    }
    return gaps;
  });
}

export type SigningRefusal =
  | 'cannot-recommend-yet' | 'gate-not-cleared' | 'ratings-stale' | 'rating-without-evidence' | 'credential-may-not-sign'
  | 'reason-missing' | 'risk-plan-missing' | 'plan-change-or-transfer';

/**
 * LOC-09, LOC-10: a credentialed clinician signs. Another level than the proposed needs a reason; a lower one a plan
 * for the risk, and a supervisor's co-signature.
 */
export function decideSigning(given: {
  recommendation: Recommendation;
  ratings: readonly DimensionRating[];
  placement: Placement;
  maySign: boolean;
  purpose: 'admission' | 'continued';
  /** LOC-21: why the stay cannot simply go on, and the level it would go on at. */
  stalled: { say: string; at: Level } | null;
  today: LocalDate;
  settings: AgeSettings;
}): Decision<{ needsCosign: boolean; differs: boolean }, SigningRefusal> {
  const { recommendation, ratings, placement } = given;
  if (!given.maySign) {
    return refuse('credential-may-not-sign', 'Your credential does not allow an assessment. Ask somebody whose does.');
  }
  if (recommendation.outcome === 'cannot-recommend') {
    return refuse('cannot-recommend-yet', `Find out first: ${recommendation.missing.join(', ')}.`);
  }
  const gap = recommendation.outcome === 'gate' ? undefined : ratingGaps(ratings)[0];
  if (gap) return refuse('rating-without-evidence', gap.say, gap.field);
  const stale = recommendation.outcome === 'gate' ? [] : staleRatings(ratings, given.purpose, given.today, given.settings);
  if (stale.length > 0) return refuse('ratings-stale', `${stale.join(', ')} were rated too long ago. Rate again.`, 'ratings');
  const differs = placement.acceptedLevel !== recommendation.level;
  if (recommendation.outcome === 'gate' && rank(placement.acceptedLevel) < rank(recommendation.level!)) {
    return refuse('gate-not-cleared', `${recommendation.now.join(' ')} Clear this first, then decide.`, 'placement.acceptedLevel');
  }
  if (differs && (placement.reasonCode === null || placement.reason.length < 10)) {
    return refuse('reason-missing', 'Say in a sentence why another level is decided.', 'placement.reason');
  }
  if (given.stalled && placement.acceptedLevel === given.stalled.at) {
    return refuse('plan-change-or-transfer', given.stalled.say, 'review.planChanged');
  }
  const downward = rank(placement.acceptedLevel) < rank(recommendation.level!);
  if (downward && placement.riskPlan.length < 10) {
    return refuse('risk-plan-missing', 'Say what will be done about the risk of a lower level.', 'placement.riskPlan');
  }
  return accept({ needsCosign: downward, differs });
}

/** LOC-20, LOC-22, PR-90: what is owed about the level of one client. */
export function levelOfCareDue(facts: {
  clientId: Id;
  owner: Id | null;
  lastSigned: { id: Id; on: LocalDate; needsCosign: boolean; cosigned: boolean } | null;
  /** Days on which a use event, a gate or a crisis asks for new ratings. */
  events: readonly RatingEvent[];
  dischargedOn: LocalDate | null;
}, settings: Pick<RuleBook, 'loc.reratingDays' | 'cosign.dueDays'>, zone: string): Obligation[] {
  const { lastSigned, clientId } = facts;
  if (!lastSigned) return [];
  const due: Obligation[] = [];
  const owe = (over: Pick<Obligation, 'rule' | 'about' | 'what' | 'why' | 'owedBy' | 'evidence'>, from: LocalDate, on: LocalDate, verb: string): void => {
    due.push({
      clientId, weight: 'paper', since: endOfDay(addDays(from, -1), zone), due: endOfDay(on, zone), ...over,
      remedy: { verb, path: `/clients/${clientId}/level-of-care` },
    });
  };
  const owner = facts.owner ? { staffId: facts.owner } : { role: 'counselor' };
  const evidence = [{ kind: 'level_of_care', id: lastSigned.id }];
  if (lastSigned.needsCosign && !lastSigned.cosigned) {
    owe({ rule: 'LOC-10', about: `${lastSigned.id}/cosign`, what: 'co-signature, level of care', evidence,
      why: 'a lower level than proposed was decided', owedBy: { role: 'supervisor' } },
    lastSigned.on, addDays(lastSigned.on, settings['cosign.dueDays']), 'Co-sign');
  }
  if (facts.dischargedOn) return due;
  const days = settings['loc.reratingDays'];
  const next = addDays(lastSigned.on, days);
  owe({ rule: 'LOC-20', about: `${clientId}/level`, what: 'level-of-care review', why: `every ${days} days`, owedBy: owner, evidence },
    addDays(next, -7), next, 'Rate');
  return [...due, ...rerateDue({ clientId, owner: facts.owner, lastSignedOn: lastSigned.on }, facts.events, zone)];
}

/** Something that asks for new ratings. A later room that learns of a return to use says so with `use`. */
export type RatingEvent = { id: string; on: LocalDate; what: 'use' | 'gate' | 'crisis' | 'request' };

/** LOC-22: a return to use alone leads to rating D4 and D5 again, never to a discharge; LOC-20 after a gate. */
export const rerateDue = (
  of: { clientId: Id; owner: Id | null; lastSignedOn: LocalDate }, events: readonly RatingEvent[], zone: string,
): Obligation[] => events.filter((event) => event.on > of.lastSignedOn).map((event) => {
  const use = event.what === 'use';
  return {
    rule: use ? 'LOC-22' : 'LOC-20', about: `${event.id}/rating`, clientId: of.clientId,
    owedBy: of.owner ? { staffId: of.owner } : { role: 'counselor' }, what: use ? 'rate D4 and D5 again' : 'level-of-care review',
    why: use ? 'after a return to use' : `after a ${event.what}`, since: endOfDay(addDays(event.on, -1), zone),
    due: endOfDay(addDays(event.on, 7), zone), weight: 'paper', evidence: [{ kind: event.what, id: event.id }],
    remedy: { verb: 'Rate', path: `/clients/${of.clientId}/level-of-care` },
  } satisfies Obligation;
});

export const ratingsOf = (rows: readonly Pick<DimensionRating, 'dimension' | 'rating'>[]) =>
  Object.fromEntries(DIMENSIONS.map((which) => [which, rows.find((one) => one.dimension === which)?.rating ?? null])) as
    Record<(typeof DIMENSIONS)[number], number | null>;
