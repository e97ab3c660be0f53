/** Who decides a step and what must come first: hearing, reasons, appeal, and the gate before any removal (PR-94, §9). */
import { addBusinessDays } from '../../shared/business-days.ts';
import { addDays, dateIn, endOfDay, isBefore, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { Role } from '../../shared/roles.ts';
import { onlyUse, proposeResponse, standingRung, type LadderFacts, type LadderView, type Proposal } from './ladder.ts';
import type { Appeal, AppealDecision, Decider, Hearing, Policy, Removal, ResponseDecision, TeamReview } from './model.ts';

const MAY_DECIDE: Record<Decider, readonly Role[]> = {
  counselor: ['counselor', 'supervisor', 'director'], supervisor: ['supervisor', 'director'], director: ['director'],
};
export const mayDecide = (roles: readonly Role[], decider: Decider): boolean => roles.some((r) => MAY_DECIDE[decider].includes(r));

export const heardOn = (hearings: readonly Hearing[], eventKey: string): boolean => hearings.some((h) => h.eventKey === eventKey);

type DecisionRefusal = 'nothing-proposed' | 'another-event-first' | 'more-than-one-step' | 'no-such-step' | 'reason-needed' | 'not-yours-to-decide'
  | 'hear-the-client-first' | 'removal-has-its-own-way' | 'policy-changed';
/**
 * A person decides what was proposed, or otherwise with a reason; 0 is no step. At most one step for one event, and a
 * written notice only after the client was heard.
 */
export function decideResponse(
  made: Pick<ResponseDecision, 'eventKey' | 'policyId' | 'rung' | 'reason'>, proposal: Proposal | null, level: number, policy: Policy,
  hearings: readonly Hearing[], roles: readonly Role[],
): Decision<Proposal, DecisionRefusal> {
  if (!proposal) return refuse('nothing-proposed', 'Nothing is proposed for this client now.');
  if (proposal.event.key !== made.eventKey) return refuse('another-event-first', 'An earlier event comes first. Open the page again.');
  if (policy.id !== made.policyId) return refuse('policy-changed', 'The policy has changed. Read the new proposal and decide again.');
  if (made.rung > policy.body.rungs.length) return refuse('no-such-step', 'The policy has no such step.', 'rung');
  if (made.rung > Math.max(level + 1, proposal.rung)) return refuse('more-than-one-step', 'One event brings at most one step.', 'rung');
  const step = policy.body.rungs[made.rung - 1];
  if (step?.removal) return refuse('removal-has-its-own-way', 'A removal is decided on its own page, with all it needs.', 'rung');
  if (made.rung !== proposal.rung && (made.reason ?? '').trim() === '') {
    return refuse('reason-needed', 'You decide otherwise than proposed. Write why.', 'reason');
  }
  // Whoever may decide what is proposed may also decide something gentler.
  const decider = (step && made.rung >= proposal.rung ? step : proposal.step).decidedBy;
  if (!mayDecide(roles, decider)) return refuse('not-yours-to-decide', `This step is decided by a ${decider}. Ask them to look.`, 'rung');
  return step?.notice && !heardOn(hearings, made.eventKey)
    ? refuse('hear-the-client-first', 'A written notice comes after the client’s side has been heard.', 'rung') : accept(proposal);
}

type AppealRefusal = 'already-appealed' | 'too-late-to-appeal' | 'no-step-to-appeal' | 'already-answered' | 'same-person' | 'step-needed' | 'not-milder';
export function decideAppealOf(
  decision: Pick<ResponseDecision, 'id' | 'rung' | 'decidedAt'>, appeals: readonly Appeal[], policy: Policy, today: LocalDate, zone: string, holidays: readonly LocalDate[],
): Decision<null, AppealRefusal> {
  if (decision.rung === 0) return refuse('no-step-to-appeal', 'This decision brought no step.');
  if (appeals.some((a) => a.decisionId === decision.id)) return refuse('already-appealed', 'Your appeal is here already; somebody else will look at it.');
  const until = addBusinessDays(dateIn(decision.decidedAt, zone), policy.body.appealDays, holidays);
  return today > until ? refuse('too-late-to-appeal', `Appeals were possible until ${until}. Talk with your counselor; it can still be looked at.`) : accept(null);
}

/** An appeal goes to somebody who had no part in the decision. */
export function decideAppealAnswer(
  answer: Pick<AppealDecision, 'outcome' | 'rung'>, decidedBy: string, decision: Pick<ResponseDecision, 'decidedBy' | 'rung'>, answered: boolean, involved: readonly string[] = [],
): Decision<null, AppealRefusal> {
  if (answered) return refuse('already-answered', 'This appeal has its answer.');
  if (decision.decidedBy === decidedBy || involved.includes(decidedBy)) {
    return refuse('same-person', 'Somebody who had no part in the decision answers an appeal.');
  }
  if (answer.outcome !== 'changed') return accept(null);
  if (answer.rung === null) return refuse('step-needed', 'Choose the step it is changed to.', 'rung');
  return answer.rung >= decision.rung ? refuse('not-milder', 'An appeal never makes it harder. Choose an earlier step.', 'rung') : accept(null);
}

export type RemovalFacts = {
  ladder: LadderFacts; policy: Policy; hearings: readonly Hearing[]; teamReviews: readonly TeamReview[]; removals: readonly Removal[];
  opioid: boolean; takesMoud: boolean;
};
export type RemovalRefusal = 'not-director' | 'already-decided' | 'no-earlier-warning' | 'no-support-step' | 'final-notice-first' | 'no-further-event'
  | 'return-to-use-alone' | 'nothing-declined' | 'no-team-review' | 'hear-the-client-first' | 'notice-too-short' | 'naloxone-missing' | 'medication-not-bridged'
  | 'appeal-open';

/**
 * The gate before a removal (PR-94, §9 step 5): earlier warning and support unless somebody’s immediate safety is at
 * stake; always a team review, the written notice with reasons and appeal, a transfer, naloxone and medication that
 * goes on. The first thing missing is named. The database refuses the same again.
 */
export function decideRemoval(
  made: Removal, facts: RemovalFacts, roles: readonly Role[], now: Instant, zone: string, holidays: readonly LocalDate[],
): Decision<Removal, RemovalRefusal> {
  const { ladder, policy } = facts;
  if (!mayDecide(roles, 'director')) return refuse('not-director', 'Only the director decides a removal.');
  if (facts.removals.length > 0) return refuse('already-decided', 'A removal has been decided. See its page.');
  const safety = made.ground === 'immediate_safety';
  const standing = ladder.decisions.filter((d) => standingRung(d, ladder.appeals, ladder.appealDecisions) > 0);
  const waits = ladder.appeals.some((a) => !ladder.appealDecisions.some((x) => x.appealId === a.id));
  if (!safety) {
    const { proposal, judged } = proposeResponse(ladder, policy, now, zone);
    if (!standing.some((d) => d.notice)) return refuse('no-earlier-warning', 'No written notice stands yet. A removal never comes first.');
    if (!standing.some((d) => d.support)) return refuse('no-support-step', 'No step of support stands yet. A removal never comes first.');
    if (waits) return refuse('appeal-open', 'An appeal waits for its answer. Nothing follows before it.');
    const final = policy.body.rungs.length - 1;
    if (!standing.some((d) => standingRung(d, ladder.appeals, ladder.appealDecisions) >= final)) {
      return refuse('final-notice-first', 'The final notice has not been given.');
    }
    if (made.ground === 'further_event') {
      const counted = judged.filter((j) => j.counts && j.event.date > addDays(dateIn(now, zone), -policy.body.lookBackDays)).map((j) => j.event);
      if (onlyUse(counted)) return refuse('return-to-use-alone', 'Return to use alone is no ground to leave. Offer a higher level of care.', 'ground');
      if (!proposal || proposal.event.key !== made.eventKey) return refuse('no-further-event', 'No counted event followed the final notice.', 'eventKey');
      if (!heardOn(facts.hearings, proposal.event.key)) return refuse('hear-the-client-first', 'Hear the client’s side first.');
    } else if (!facts.teamReviews.some((t) => t.clientAnswer === 'declined_all')) {
      return refuse('nothing-declined', 'No team review says that everything offered was declined.', 'ground');
    }
  }
  const review = facts.teamReviews.find((t) => t.id === made.teamReviewId);
  if (!review || isBefore(now, review.at)) return refuse('no-team-review', 'Record the team review, with who was there, first.', 'teamReviewId');
  if (!safety) {
    const earliest = addBusinessDays(dateIn(now, zone), policy.body.removalNoticeDays, holidays);
    if (made.effectiveOn < earliest) {
      return refuse('notice-too-short', `It can take effect on ${earliest} at the earliest: ${policy.body.removalNoticeDays} business days.`, 'effectiveOn');
    }
  }
  if (facts.opioid && made.naloxone === null) return refuse('naloxone-missing', 'Naloxone goes along. Say whether it was given.', 'naloxone');
  return facts.takesMoud && !made.moudBridge?.trim()
    ? refuse('medication-not-bridged', 'Write who goes on prescribing, and from when.', 'moudBridge') : accept(made);
}

export type AccountFacts = RemovalFacts & { clientId: string; primaryCounselorId: string | null; view: LadderView | null };

/** What accountability owes one client: decide, hear, answer appeals. Each a person’s to do. */
export function accountabilityDue(facts: AccountFacts, zone: string, holidays: readonly LocalDate[]): Obligation[] {
  const { clientId, view, ladder, policy } = facts;
  const owed: Obligation[] = [];
  const path = `/clients/${clientId}/accountability`;
  if (view?.proposal) {
    const { event, step, rung } = view.proposal;
    owed.push({
      rule: 'DT-42', about: `decide:${event.key}`, clientId, what: `decide: ${step.name.toLowerCase()}`, weight: 'person',
      owedBy: step.decidedBy === 'counselor' && facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: step.decidedBy },
      why: `step ${rung} is proposed; a person decides`, since: event.at, due: endOfDay(addDays(event.date, step.withinDays), zone),
      evidence: view.proposal.evidence.map((key) => ({ kind: key.split(':')[0]!, id: key.split(':')[1] ?? key })), remedy: { verb: 'Decide', path },
    });
    if (!heardOn(facts.hearings, event.key)) {
      owed.push({
        rule: 'PR-94', about: `hear:${event.key}`, clientId, what: 'hear the client’s side', weight: 'person', why: 'before anything is decided',
        owedBy: facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'counselor' }, since: event.at,
        due: endOfDay(addDays(event.date, step.withinDays), zone), evidence: [], remedy: { verb: 'Hear', path },
      });
    }
  }
  for (const a of ladder.appeals.filter((one) => !ladder.appealDecisions.some((x) => x.appealId === one.id))) {
    const decidedBy = ladder.decisions.find((d) => d.id === a.decisionId)?.decidedBy;
    owed.push({
      rule: 'PR-94', about: `appeal:${a.id}`, clientId, what: 'answer an appeal', weight: 'person', owedBy: { role: 'director' },
      why: decidedBy ? 'by somebody who had no part in the decision' : 'an appeal waits', since: a.at,
      due: endOfDay(addBusinessDays(dateIn(a.at, zone), policy.body.appealAnswerDays, holidays), zone),
      evidence: [{ kind: 'appeal', id: a.id }], remedy: { verb: 'Answer', path },
    });
  }
  return owed;
}

export const isStanding = (removal: Removal, answers: readonly AppealDecision[], appeals: readonly Appeal[]): boolean =>
  !appeals.some((a) => a.decisionId === removal.id && answers.some((x) => x.appealId === a.id && x.outcome === 'reversed'));


/** What a removal would still need before anything is written, in plain words; empty: nothing stands in its way but the form. */
export function removalNeeds(facts: RemovalFacts, now: Instant, zone: string): string[] {
  const { ladder, policy } = facts;
  const standing = ladder.decisions.map((d) => ({ ...d, rung: standingRung(d, ladder.appeals, ladder.appealDecisions) })).filter((d) => d.rung > 0);
  const { proposal } = proposeResponse(ladder, policy, now, zone);
  const needs: [boolean, string][] = [
    [standing.some((d) => d.support), 'a step of support that stands'],
    [standing.some((d) => d.notice), 'a written notice that stands'],
    [standing.some((d) => d.rung >= policy.body.rungs.length - 1), 'the final notice'],
    [proposal?.step.removal === true || facts.teamReviews.some((t) => t.clientAnswer === 'declined_all'), 'another counted event, or everything offered declined'],
    [!proposal || heardOn(facts.hearings, proposal.event.key), 'the client’s side'],
    [facts.teamReviews.length > 0, 'a team review with attendance'],
    [ladder.appeals.every((a) => ladder.appealDecisions.some((x) => x.appealId === a.id)), 'an answer to the open appeal'],
  ];
  return needs.filter(([met]) => !met).map(([, what]) => what);
}
