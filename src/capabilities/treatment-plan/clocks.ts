/** When a plan, its full version, its reviews and its certification are due (PR-50…53, PR-57). */
import { addDays, dateIn, endOfDay, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { REVIEW_REASON_WORDS, type PlanVersion, type ReviewReason } from './model.ts';
import { completedAt, handsLeft } from './rules.ts';

export type PlanFacts = {
  clientId: string;
  primaryCounselorId: string | null;
  admittedAt: Instant;
  /** No plan is owed after the end of the episode. */
  dischargedAt: Instant | null;
  firstServiceAt: Instant | null;
  versions: PlanVersion[];
  /** What has happened since that calls for a review (PR-53), each with its own id as evidence. */
  events: { reason: ReviewReason; at: Instant; evidence: { kind: string; id: string } }[];
  /** Medicare: the physician's certifications (PR-57). Empty and `medicare` false elsewhere. */
  medicare: boolean;
  certifiedOn: LocalDate[];
};

type PlanSettings = Pick<RuleBook, 'plan.initialDue' | 'plan.fullDueDays' | 'plan.reviewDays' | 'recert.days'>;

/** All promises about the plan of one client at a moment. */
export function planDue(facts: PlanFacts, rules: PlanSettings, now: Instant, zone: string): Obligation[] {
  if (facts.dischargedAt !== null) return [];
  const admitted = dateIn(facts.admittedAt, zone);
  const complete = facts.versions.filter((v) => completedAt(v) !== null).toSorted((a, b) => a.number - b.number);
  const owed: Obligation[] = [];
  const owe = (rule: string, about: string, what: string, why: string, since: Instant, due: Instant, verb: string) => owed.push({
    rule, about, clientId: facts.clientId,
    owedBy: facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'supervisor' },
    what, why, since, due, weight: 'paper',
    evidence: [{ kind: 'episode', id: facts.clientId }, ...complete.slice(-1).map((v) => ({ kind: 'plan_version', id: v.id }))],
    remedy: { verb, path: `/clients/${facts.clientId}/plan` },
  });

  if (complete.length === 0) {
    const day = addDays(admitted, rules['plan.initialDue']);
    const due = facts.firstServiceAt && facts.firstServiceAt < endOfDay(day, zone) ? facts.firstServiceAt : endOfDay(day, zone);
    owe('PR-50', 'initial', 'first plan', 'a plan stands before the first service', facts.admittedAt, due, 'Write');
  } else if (!complete.some((v) => v.kind !== 'initial')) {
    const due = endOfDay(addDays(admitted, rules['plan.fullDueDays']), zone);
    owe('PR-51', 'full', 'full plan', `within ${rules['plan.fullDueDays']} days of admission`, facts.admittedAt, due, 'Write');
  } else {
    owed.push(...reviewDue(facts, complete.at(-1)!, rules, zone));
  }
  for (const version of facts.versions) {
    const left = handsLeft(version);
    const replaced = facts.versions.some((v) => v.number > version.number);
    if (version.signatures.length > 0 && left.length > 0 && !replaced) {
      const since = version.signatures[0]!.signedAt;
      owe('PR-54', version.id, 'plan signature', `signed by one, still to sign: ${left.join(', ')}`,
        since, endOfDay(addDays(dateIn(since, zone), 7), zone), 'Sign');
    }
  }
  if (facts.medicare) {
    const last = facts.certifiedOn.toSorted().at(-1);
    const due = endOfDay(addDays(last ?? admitted, last ? rules['recert.days'] : 0), zone);
    owe('PR-57', last ?? 'first', last ? 'recertification by a physician' : 'certification by a physician',
      `at least every ${rules['recert.days']} days`, facts.admittedAt, due, 'Certify');
  }
  return owed.filter((o) => o.since <= now);
}

/**
 * The next review: at the interval, or the day the plan itself names if that is sooner, or at once after an event
 * (PR-52, PR-53). One obligation, so that three reasons do not make three lines: the soonest wins and says why.
 */
function reviewDue(facts: PlanFacts, last: PlanVersion, rules: PlanSettings, zone: string): Obligation[] {
  const signedAt = completedAt(last)!;
  const signedOn = dateIn(signedAt, zone);
  const byInterval = addDays(signedOn, rules['plan.reviewDays']);
  const named = last.body.nextReviewOn;
  const byCalendar = named !== null && named < byInterval ? named : byInterval;
  const event = facts.events.filter((e) => e.at > signedAt).toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
  const eventDay = event && addDays(dateIn(event.at, zone), 7);
  const early = event && eventDay! < byCalendar ? event : null;
  const day = early ? eventDay! : byCalendar;
  return [{
    rule: early ? 'PR-53' : 'PR-52',
    about: last.id,
    clientId: facts.clientId,
    owedBy: facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'supervisor' },
    what: 'plan review',
    why: early ? REVIEW_REASON_WORDS[early.reason] : `every ${rules['plan.reviewDays']} days, last one ${signedOn}`,
    since: early ? early.at : endOfDay(addDays(day, -7 - 1), zone),
    due: endOfDay(day, zone),
    weight: 'paper',
    evidence: [{ kind: 'plan_version', id: last.id }, ...(early ? [early.evidence] : [])],
    remedy: { verb: 'Review', path: `/clients/${facts.clientId}/plan` },
  }];
}
