/** The policy as shipped (drug-testing.md §9): dated data that the director adopts, changes and tries out. */
import type { RuleBook } from '../agency/rule-book.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { LocalDate } from '../../shared/dates.ts';
import type { Policy, PolicyBody } from './model.ts';

type LadderRules = Pick<RuleBook, 'ladder.windowDays' | 'ladder.decayDays' | 'ladder.decayResults' | 'ladder.reviewDays' | 'ladder.removalNoticeDays'>;

export function shippedPolicy(rules: LadderRules): PolicyBody {
  return {
    title: 'Support first',
    counts: ['unexpected_positive', 'missed_unexcused', 'refused', 'tamper_concern', 'group_safety'],
    lookBackDays: rules['ladder.windowDays'], decayDays: rules['ladder.decayDays'], decayResults: rules['ladder.decayResults'],
    appealDays: 10, appealAnswerDays: 5, removalNoticeDays: rules['ladder.removalNoticeDays'],
    rungs: [
      {
        name: 'Talk and support', decidedBy: 'counselor', notice: false, support: true, removal: false, withinDays: rules['ladder.reviewDays'],
        mustDo: ['Talk one to one', 'Look at what led to it', 'Adjust the plan', 'Check the risk of overdose: naloxone, fentanyl'],
        toClient: 'We would like to talk with you about what happened and what would help. Nothing else changes.',
      },
      {
        name: 'Change the plan', decidedBy: 'counselor', notice: false, support: true, removal: false, withinDays: 7,
        mustDo: ['Review the treatment plan', 'Offer more sessions, medication, a family session', 'Look at how often tests are'],
        toClient: 'We would like to change your plan together so that it helps you more.',
      },
      {
        name: 'First written notice', decidedBy: 'supervisor', notice: true, support: false, removal: false, withinDays: 7,
        mustDo: ['Letter in plain words: what, evidence, support, what comes next, how to appeal', 'Go through it together; they sign or not'],
        toClient: 'This is a written notice. It says what happened, what we offer, what may come next and how to appeal.',
      },
      {
        name: 'Final notice and team review', decidedBy: 'supervisor', notice: true, support: true, removal: false, withinDays: 7,
        mustDo: ['Team review with attendance', 'Rate the level of care again', 'Offer a higher level of care with a warm hand-off'],
        toClient: 'The whole team looks at what would help you, another level of care among it. This is the last notice before that.',
      },
      {
        name: 'Removal from this level', decidedBy: 'director', notice: true, support: false, removal: true, withinDays: 5,
        mustDo: ['Written decision at least 5 business days ahead', 'A place to go, booked', 'Medication goes on; naloxone', 'Appeal to somebody not involved', 'How to come back'],
        toClient: 'You would leave this program, not care. We have booked where you can go on, and you can appeal.',
      },
    ],
  };
}

type PolicyRefusal = 'from-in-the-past' | 'removal-not-last' | 'no-notice-before-removal' | 'no-support-before-removal' | 'removal-not-by-director'
  | 'same-day-as-another';

/** A policy that PR-94 allows: support and a written notice come before a removal, which is last and the director’s. */
export function decidePolicy(made: Policy, others: readonly Policy[], today: LocalDate): Decision<Policy, PolicyRefusal> {
  const { rungs } = made.body;
  if (made.effectiveFrom < today) return refuse('from-in-the-past', 'A policy holds from today or a later day on.', 'effectiveFrom');
  if (others.some((o) => o.effectiveFrom === made.effectiveFrom && o.id !== made.id)) {
    return refuse('same-day-as-another', 'Another policy begins on that day. Choose a later one.', 'effectiveFrom');
  }
  const at = rungs.findIndex((r) => r.removal);
  if (at === -1) return accept(made);
  if (at !== rungs.length - 1) return refuse('removal-not-last', 'A removal is the last step there is.', `body.rungs.${at}.removal`);
  if (!rungs.slice(0, at).some((r) => r.notice)) return refuse('no-notice-before-removal', 'A written notice comes before a removal.', `body.rungs.${at}`);
  if (!rungs.slice(0, at).some((r) => r.support)) return refuse('no-support-before-removal', 'A step of support comes before a removal.', `body.rungs.${at}`);
  return rungs[at]!.decidedBy === 'director' ? accept(made)
    : refuse('removal-not-by-director', 'A removal is decided by the director.', `body.rungs.${at}.decidedBy`);
}

export function policyOn(policies: readonly Policy[], date: LocalDate): Policy | null {
  return policies.filter((p) => p.effectiveFrom <= date).toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom)).at(-1) ?? null;
}
