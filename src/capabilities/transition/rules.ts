/** Steps, discharges and what follows them: guards, codes, clocks (PR-91…PR-96, PR-85, DT §9). */
import { addDays, dateIn, endOfDay, instantOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { LADDER, RUNG_WORDS, type Discharge, type DischargeDraft, type DischargeType, type FollowUp, type Rung } from './model.ts';

/** TEDS reason code of each kind of discharge (billing-and-reporting.md §4). */
export const TEDS_REASON: Record<DischargeType, 1 | 2 | 3 | 4 | 5 | 6 | 7> = {
  completed: 1, left_against_advice: 2, lost_to_contact: 2, administrative: 3, transferred_lower: 4, transferred_higher: 4,
  incarcerated: 5, deceased: 6, moved_or_insurance: 7, other: 7,
};

export type StepRefusal = 'same-rung' | 'no-graduation-plan' | 'taper-needs-reason' | 'taper-too-long' | 'hand-off-missing' | 'client-not-asked' | 'reason-missing';

/**
 * May the client step from one rung to another (PR-91)? Down needs a graduation plan (PR-66), the client's word and
 * somebody who receives them; a taper needs its reason and stays within its weeks (PR-05). Up is never held back by
 * paper: it needs a reason and a receiver.
 */
export function mayStep(
  step: { from: Rung; to: Rung; reason: string; receivedBy: string; graduationPlan: boolean; clientSaid: 'agrees' | 'disagrees' | 'not_asked'; taperWeeks: number | null },
  rules: Pick<RuleBook, 'hours.taperMaxWeeks'>,
): Decision<{ direction: 'down' | 'up' }, StepRefusal> {
  const [from, to] = [LADDER.indexOf(step.from), LADDER.indexOf(step.to)];
  if (from === to) return refuse('same-rung', `They are in ${RUNG_WORDS[step.to].toLowerCase()} already. Choose another step.`, 'to');
  if (step.reason.trim() === '') {
    return step.to === '2.1-taper' ? refuse('taper-needs-reason', 'Write why fewer hours for a while are right.', 'reason')
      : refuse('reason-missing', 'Write why now.', 'reason');
  }
  if (step.receivedBy.trim() === '') return refuse('hand-off-missing', 'Write who receives them: a name and a first appointment.', 'receivedBy');
  if (to < from) return accept({ direction: 'up' });
  if (step.clientSaid === 'not_asked') return refuse('client-not-asked', 'Ask the client first, and write what they say.', 'clientSaid');
  if (!step.graduationPlan) return refuse('no-graduation-plan', 'Write the graduation plan first. It is started in the first week.', 'graduationPlan');
  if (step.to === '2.1-taper' && (step.taperWeeks ?? 0) > rules['hours.taperMaxWeeks']) {
    return refuse('taper-too-long', `At most ${rules['hours.taperMaxWeeks']} weeks below the floor still count. Choose fewer, or step down.`, 'taperWeeks');
  }
  return accept({ direction: 'down' });
}

/** What accountability and medication know, for the guards of a discharge that the program starts. */
export type DischargeContext = {
  admittedOn: LocalDate;
  today: LocalDate;
  warnings: number;
  supportSteps: number;
  opioids: boolean;
  directorSigned: boolean;
  lastServiceOn: LocalDate | null;
  readinessMet: boolean;
  /** Return to use is the only ground that is written. */
  onlyGroundIsUse: boolean;
  /** Medication for opioid or alcohol use disorder is the ground (PR-64). */
  groundIsMedication: boolean;
};

export type DischargeRefusal =
  | 'before-admission' | 'in-the-future' | 'contact-after-discharge' | 'no-warning' | 'no-team-review' | 'no-notice' | 'no-appeal-route'
  | 'no-transfer' | 'naloxone-not-said' | 'use-is-no-ground' | 'medication-is-no-ground' | 'contact-too-recent' | 'no-director' | 'criteria-open';

/**
 * May this stay end this way? Completion asks for the criteria; "contact was lost" for the agency's days without
 * service (PR-85); a discharge by the program for all guards of PR-94, unless there is an immediate danger, and even
 * then for a director, a transfer offer and naloxone.
 */
export function mayDischarge(d: DischargeDraft, context: DischargeContext, rules: Pick<RuleBook, 'discharge.noContactDays'>): Decision<DischargeDraft, DischargeRefusal> {
  if (d.on < context.admittedOn) return refuse('before-admission', 'This lies before the admission.', 'on');
  if (d.on > context.today) return refuse('in-the-future', 'A stay ends today or earlier. Plan the last day in the plan.', 'on');
  if (d.lastContactOn > d.on) return refuse('contact-after-discharge', 'The last contact lies after the end. Check both days.', 'lastContactOn');
  if (context.groundIsMedication) return refuse('medication-is-no-ground', 'Prescribed medication is never a ground to end care.', 'reason');
  if (context.opioids && d.naloxone === 'not_said' && d.type !== 'deceased') {
    return refuse('naloxone-not-said', 'Offer naloxone, and write what came of it.', 'naloxone');
  }
  if (d.type === 'completed' && !context.readinessMet) {
    return refuse('criteria-open', 'Some of what completion asks for is open. Step down first, or choose another way it ends.', 'type');
  }
  if (d.type === 'lost_to_contact') {
    const since = context.lastServiceOn ?? context.admittedOn;
    if (addDays(since, rules['discharge.noContactDays']) > d.on) {
      return refuse('contact-too-recent', `Only after ${rules['discharge.noContactDays']} days without service. Go on reaching out.`, 'type');
    }
  }
  return d.type === 'administrative' ? byProgram(d, context) : accept(d);
}

function byProgram(d: DischargeDraft, context: DischargeContext): Decision<DischargeDraft, DischargeRefusal> {
  if (context.onlyGroundIsUse) return refuse('use-is-no-ground', 'Return to use alone does not end care. Use it to adapt the plan.', 'reason');
  if (!context.directorSigned) return refuse('no-director', 'A director has to decide this.');
  if (d.transferTo === '') return refuse('no-transfer', 'Offer a place to go: write where, with an appointment if there is one.', 'transferTo');
  if (d.appealRoute === '') return refuse('no-appeal-route', 'Write how the client can appeal, and to whom.', 'appealRoute');
  if (d.noticeGivenOn === null) return refuse('no-notice', 'Give the reasons in writing first, and write the day.', 'noticeGivenOn');
  if (d.immediateSafety) return accept(d);
  if (context.warnings === 0 || context.supportSteps === 0) {
    return refuse('no-warning', 'A warning and a step of support come first. None is on record.');
  }
  return d.teamReviewOn === null ? refuse('no-team-review', 'The team reviews it first. Write the day.', 'teamReviewOn') : accept(d);
}

export type TransitionFacts = {
  clientId: string;
  primaryCounselorId: string | null;
  caseManagerId: string | null;
  admittedAt: Instant;
  discharge: Discharge | null;
  summarySignedAt: Instant | null;
  graduationPlan: boolean;
  /** A consent that lets the program call afterwards; without one there is nothing to do (PR-96). */
  followUpConsent: boolean;
  followUps: FollowUp[];
  lastServiceOn: LocalDate | null;
};

type Settings = Pick<RuleBook, 'discharge.summaryDays' | 'followup.days' | 'discharge.teamDecisionDays' | 'discharge.noContactDays'>;

/** All promises about the way out: transition items from week one, decisions on silence, the summary, the calls after. */
export function transitionDue(facts: TransitionFacts, rules: Settings, now: Instant, zone: string): Obligation[] {
  const { clientId, discharge } = facts;
  const counselor = facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'counselor' };
  const owed: Obligation[] = [];
  const owe = (o: Omit<Obligation, 'clientId' | 'evidence' | 'remedy'> & { verb: string }) => {
    const { verb, ...rest } = o;
    owed.push({ ...rest, clientId, evidence: [{ kind: 'client', id: clientId }], remedy: { verb, path: `/clients/${clientId}/transition` } });
  };
  const admitted = dateIn(facts.admittedAt, zone);
  if (discharge === null) {
    if (!facts.graduationPlan) {
      owe({ rule: 'PR-66', about: 'graduation-plan', owedBy: counselor, what: 'transition items', why: 'planned from the first week on',
        since: facts.admittedAt, due: endOfDay(addDays(admitted, 7), zone), weight: 'paper', verb: 'Plan' });
    }
    owe({ rule: 'PR-85', about: `silence-${facts.lastServiceOn ?? admitted}`, owedBy: { role: 'supervisor' }, what: 'team decision',
      why: `no service for ${rules['discharge.teamDecisionDays']} days`,
      since: instantOf(addDays(facts.lastServiceOn ?? admitted, rules['discharge.teamDecisionDays']), '00:00', zone),
      due: endOfDay(addDays(facts.lastServiceOn ?? admitted, rules['discharge.teamDecisionDays'] + 1), zone), weight: 'person', verb: 'Decide' });
  } else {
    if (facts.summarySignedAt === null) {
      owe({ rule: 'PR-95', about: discharge.id, owedBy: counselor, what: 'discharge summary', why: `within ${rules['discharge.summaryDays']} days`,
        since: discharge.decidedAt, due: endOfDay(addDays(discharge.on, rules['discharge.summaryDays']), zone), weight: 'paper', verb: 'Sign' });
    }
    if (facts.followUpConsent && discharge.type !== 'deceased') {
      for (const day of rules['followup.days'].filter((n) => !facts.followUps.some((f) => f.dayNumber === n))) {
        const on = addDays(discharge.on, day);
        owe({ rule: 'PR-96', about: `${discharge.id}-${day}`, owedBy: facts.caseManagerId ? { staffId: facts.caseManagerId } : { role: 'case_manager' },
          what: `call after ${day} days`, why: 'to ask how it goes', since: instantOf(addDays(on, -3), '00:00', zone),
          due: endOfDay(addDays(on, 3), zone), weight: 'person', verb: 'Call' });
      }
    }
  }
  return owed.filter((o) => Date.parse(o.since) <= Date.parse(now));
}
