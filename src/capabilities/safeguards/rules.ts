/** What is owed between sessions: a safety plan, an answer to a hard check-in, a call after silence (product 10, PR-48). */
import { addDays, dateIn, daysBetween, endOfDay, instantOf, type Instant } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { readCheckIn, usualCraving } from './reading.ts';
import type { CheckIn, CheckInFact, SafetyPlan, SafetyPlanFact } from './model.ts';

export type SafetyPlanRefusal = 'no-signs' | 'nothing-alone' | 'nobody-to-call' | 'no-overdose-steps' | 'naloxone-not-said';

/**
 * Is a safety plan one that can be used at two in the morning? Signs, something to do alone, somebody to call; for a
 * client who uses opioids also what to do in an overdose and where the naloxone lies (PR-48).
 */
export function maySaveSafetyPlan(plan: SafetyPlan, opioids: boolean): Decision<SafetyPlan, SafetyPlanRefusal> {
  if (plan.signs.length === 0) return refuse('no-signs', 'Write at least one sign that it is getting hard.', 'signs');
  if (plan.alone.length === 0) return refuse('nothing-alone', 'Write at least one thing that helps alone.', 'alone');
  if (![...plan.people, ...plan.professionals].some((p) => p.phone !== '')) {
    return refuse('nobody-to-call', 'Write at least one person with a number. It may be a helpline.', 'people');
  }
  if (opioids && plan.overdoseSteps.length === 0) return refuse('no-overdose-steps', 'Write what to do in an overdose.', 'overdoseSteps');
  if (opioids && plan.naloxonePlace === '') return refuse('naloxone-not-said', 'Write where the naloxone is, or that there is none yet.', 'naloxonePlace');
  return accept(plan);
}

/** A check-in counts once for its day; a second one the same day is another fact, not a correction. Not ahead of time. */
export function mayCheckIn(checkIn: CheckIn, today: string): Decision<CheckIn, 'day-ahead' | 'too-old' | 'nothing-said'> {
  if (checkIn.on > today) return refuse('day-ahead', 'That day has not come yet.', 'on');
  if (daysBetween(checkIn.on, today) > 14) return refuse('too-old', 'That is more than two weeks ago. Tell your counselor instead.', 'on');
  const answers = [checkIn.craving, checkIn.mood, checkIn.sleepHours, checkIn.medication, checkIn.used, checkIn.safe];
  if (answers.every((a) => a === null) && checkIn.words === '') return refuse('nothing-said', 'Answer at least one thing.');
  return accept(checkIn);
}

export type SafeguardFacts = {
  clientId: string;
  primaryCounselorId: string | null;
  admittedAt: Instant;
  dischargedAt: Instant | null;
  opioids: boolean;
  plans: SafetyPlanFact[];
  checkIns: CheckInFact[];
  /** Check-ins that somebody on the team has answered. */
  answered: { checkInId: string; at: Instant }[];
  /** Any other contact breaks the silence too: a session attended, an outreach that reached the client. */
  lastContactAt: Instant | null;
};

type Settings = Pick<RuleBook, 'safety.planDays' | 'safety.planReviewDays' | 'checkin.cravingHigh' | 'checkin.silenceDays' | 'oncall.alert'>;

/** All promises between sessions for one client at a moment. */
export function safeguardDue(facts: SafeguardFacts, rules: Settings, now: Instant, zone: string): Obligation[] {
  if (facts.dischargedAt !== null) return [];
  return [...planOwed(facts, rules, zone), ...answersOwed(facts, rules, zone), ...silenceOwed(facts, rules, now, zone)]
    .filter((o) => Date.parse(o.since) <= Date.parse(now));
}

function owe(facts: SafeguardFacts, o: Omit<Obligation, 'clientId' | 'owedBy'> & { owedBy?: Obligation['owedBy'] }): Obligation {
  const counselor = facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'counselor' };
  return { owedBy: counselor, ...o, clientId: facts.clientId };
}

function planOwed(facts: SafeguardFacts, rules: Settings, zone: string): Obligation[] {
  const last = facts.plans.toSorted((a, b) => b.version - a.version)[0];
  const path = `/clients/${facts.clientId}/safety`;
  if (!last) {
    return [owe(facts, {
      rule: 'PR-48', about: 'safety-plan', what: 'safety plan',
      why: facts.opioids ? 'with overdose steps and naloxone, from the first day' : 'made together at the start',
      since: facts.admittedAt, due: endOfDay(addDays(dateIn(facts.admittedAt, zone), facts.opioids ? 0 : rules['safety.planDays']), zone),
      weight: 'person', evidence: [{ kind: 'client', id: facts.clientId }], remedy: { verb: 'Make', path },
    })];
  }
  const day = addDays(dateIn(last.madeAt, zone), rules['safety.planReviewDays']);
  return [owe(facts, {
    rule: 'PR-48', about: last.id, what: 'safety plan to look at again', why: `every ${rules['safety.planReviewDays']} days`,
    since: instantOf(addDays(day, -14), '00:00', zone), due: endOfDay(day, zone), weight: 'paper',
    evidence: [{ kind: 'safety_plan', id: last.id }], remedy: { verb: 'Review', path },
  })];
}

/** A hard check-in is answered by a person: danger within the hour, high the next morning. */
function answersOwed(facts: SafeguardFacts, rules: Settings, zone: string): Obligation[] {
  const plan = facts.plans.toSorted((a, b) => b.version - a.version)[0]?.plan ?? null;
  return facts.checkIns.filter((c) => !facts.answered.some((a) => a.checkInId === c.id)).flatMap((c) => {
    const reading = readCheckIn(c, usualCraving(facts.checkIns, c.on), plan, rules, c.at, zone);
    if (reading.seenBy === null || reading.level === 'raised') return [];
    const danger = reading.level === 'danger';
    return [owe(facts, {
      rule: 'check-in', about: c.id, what: danger ? 'said not to be safe' : 'hard check-in',
      why: danger ? 'reach them now, crisis steps' : reading.heard.some((h) => h.includes('used')) ? 'told us of use' : `craving ${c.craving} of 10`,
      ...(danger && reading.seenBy.role === 'on_call' ? { owedBy: { role: 'supervisor' } } : {}),
      since: c.at, due: reading.seenBy.by, weight: danger ? 'danger' : 'person',
      evidence: [{ kind: 'check_in', id: c.id }], remedy: { verb: 'Call', path: `/clients/${facts.clientId}/safety` },
    })];
  });
}

/** Silence: no check-in and no contact for the agency's number of days. One line, by the end of the next day. */
function silenceOwed(facts: SafeguardFacts, rules: Settings, now: Instant, zone: string): Obligation[] {
  const heard = [facts.admittedAt, facts.lastContactAt, ...facts.checkIns.map((c) => c.at)].filter((t) => t !== null)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1)!;
  const silentSince = addDays(dateIn(heard, zone), rules['checkin.silenceDays'] + 1);
  const days = daysBetween(dateIn(heard, zone), dateIn(now, zone));
  return days <= rules['checkin.silenceDays'] ? [] : [owe(facts, {
    rule: 'silence', about: dateIn(heard, zone), what: 'outreach', why: `silent ${days} days`,
    since: instantOf(silentSince, '00:00', zone), due: endOfDay(silentSince, zone), weight: 'person',
    evidence: [{ kind: 'client', id: facts.clientId }], remedy: { verb: 'Call', path: `/clients/${facts.clientId}/safety` },
  })];
}
