/** What a plan needs before it is signed, whose hands, and when it is in force. program-rules.md §5. */
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Intervention, Objective, PlanBody, PlanHand, PlanSignature, PlanVersion } from './model.ts';

export type PlanFault = { field: string; say: string };

/** What keeps an objective from being measurable (PR-55): verb, measure, number and date. Null if nothing does. */
export function measurableFault(objective: Objective): { part: 'words' | 'measure' | 'target' | 'targetDate'; say: string } | null {
  if (!objective.words) return { part: 'words', say: 'Say what is done, beginning with a verb: “Call sponsor”.' };
  if (!objective.measure) return { part: 'measure', say: 'Say what is counted, like “calls a week”.' };
  if (objective.target === null || !Number.isFinite(objective.target)) return { part: 'target', say: 'Write a number to reach.' };
  return objective.targetDate === null ? { part: 'targetDate', say: 'Write a date, like 24 Dec.' } : null;
}

/** What an intervention lacks: type, amount, frequency, duration or who is responsible. */
export function interventionFault(it: Intervention): { part: string; say: string } | null {
  if (!it.words && it.service === null) return { part: 'words', say: 'Say what is done, or choose a service.' };
  if (it.service !== null && it.minutes === 0) return { part: 'minutes', say: 'Write how many minutes each time.' };
  if (it.times === 0) return { part: 'times', say: 'Write how often.' };
  if (it.per !== 'once' && it.weeks === 0) return { part: 'weeks', say: 'Write for how many weeks.' };
  return it.objectiveIds.length === 0 ? { part: 'objectiveIds', say: 'Choose the objective that this serves.' } : null;
}

/**
 * Everything a plan still lacks before it can be signed, in reading order. An initial plan may be short (PR-50):
 * one need, one thing done for it and the first review. A full plan has all of §5.
 */
export function planFaults(body: PlanBody, kind: PlanVersion['kind']): PlanFault[] {
  const faults: PlanFault[] = [];
  const miss = (field: string, say: string) => faults.push({ field, say });
  if (body.problems.length === 0) miss('problems', 'Write at least one need, in the client’s words.');
  body.problems.forEach((p, i) => p.words === '' && miss(`problems.${i}.words`, 'Write the need in the client’s words, or take it out.'));
  body.goals.forEach((g, i) => g.words === '' && miss(`goals.${i}.words`, 'Write the goal in the client’s words, or take it out.'));
  body.objectives.forEach((o, i) => {
    const fault = o.status === 'closed' ? null : measurableFault(o);
    if (fault) miss(`objectives.${i}.${fault.part}`, fault.say);
  });
  body.interventions.forEach((it, i) => {
    const fault = interventionFault(it);
    if (fault) miss(`interventions.${i}.${fault.part}`, fault.say);
  });
  faults.push(...loosePointers(body));
  if (body.nextReviewOn === null) miss('nextReviewOn', 'Write when this plan is looked at again.');
  if (kind === 'initial') return faults;
  if (body.goals.length === 0) miss('goals', 'Write at least one goal, as the client says it.');
  if (body.objectives.length === 0) miss('objectives', 'Write at least one objective.');
  if (body.interventions.length === 0) miss('interventions', 'Write what is done, how often and by whom.');
  body.diagnoses.forEach((d, i) => d.code === '' && miss(`diagnoses.${i}.code`, 'Write the code of the diagnosis, or take it out.'));
  if (body.diagnoses.length === 0) miss('diagnoses', 'Add the diagnosis this plan treats.');
  if (!body.stepDownCriteria) miss('stepDownCriteria', 'Say what the next step asks for, from the first week on.');
  return faults;
}

/** Items that point at something the plan does not hold: nothing may hang in the air. */
function loosePointers(body: PlanBody): PlanFault[] {
  const problems = new Set(body.problems.map((p) => p.id));
  const goals = new Set(body.goals.map((g) => g.id));
  const objectives = new Set(body.objectives.map((o) => o.id));
  return [
    ...body.goals.flatMap((g, i) => (g.problemIds.length > 0 && g.problemIds.every((p) => problems.has(p)) ? []
      : [{ field: `goals.${i}.problemIds`, say: 'Choose the need that this goal answers.' }])),
    ...body.objectives.flatMap((o, i) => (goals.has(o.goalId) ? []
      : [{ field: `objectives.${i}.goalId`, say: 'Choose the goal that this objective serves.' }])),
    ...body.interventions.flatMap((it, i) => (it.objectiveIds.every((o) => objectives.has(o)) ? []
      : [{ field: `interventions.${i}.objectiveIds`, say: 'Choose an objective that is in this plan.' }])),
  ];
}

/**
 * Whose hands a version needs (PR-54): client and clinician; a supervisor where the author's credential is
 * supervised; a physician where the payer asks for certification (PR-57).
 */
export function handsNeeded(authorIsSupervised: boolean, medicare: boolean): PlanHand[] {
  const hands: PlanHand[] = ['client', 'clinician'];
  if (authorIsSupervised) hands.push('supervisor');
  if (medicare) hands.push('physician');
  return hands;
}

export type SignPlanRefusal =
  | 'plan-incomplete' | 'hand-not-needed' | 'already-signed' | 'client-undecided' | 'reason-missing'
  | 'own-plan' | 'only-client-declines' | 'somebody-else-signed-next-version';

/**
 * May this hand sign this version now? The client's view on every item must be known first, so that the signature
 * is an answer to something (PR-54). A clinician cannot also be the supervisor of their own plan.
 */
export function maySignPlan(
  version: PlanVersion, hand: PlanHand, signerId: string, declinedReason: string | null, inForce: PlanVersion | null,
): Decision<{ completes: boolean }, SignPlanRefusal> {
  const faults = planFaults(version.body, version.kind);
  if (faults[0]) return refuse('plan-incomplete', faults[0].say, `body.${faults[0].field}`);
  if (inForce && inForce.number > version.number) {
    return refuse('somebody-else-signed-next-version', 'A later version is already in force. Open that one.');
  }
  if (!version.hands.includes(hand)) return refuse('hand-not-needed', 'This version does not need that signature.');
  if (version.signatures.some((s) => s.hand === hand)) return refuse('already-signed', 'This signature is already there.');
  if (declinedReason !== null && hand !== 'client') {
    return refuse('only-client-declines', 'Staff who disagree change the plan instead of declining to sign.');
  }
  if (declinedReason !== null && declinedReason.trim() === '') {
    return refuse('reason-missing', 'Write in the client’s words why they do not sign.', 'declinedReason');
  }
  if (hand === 'client' && declinedReason === null) {
    const open = undecided(version.body);
    if (open) return refuse('client-undecided', 'Ask the client about each item first: agree or disagree.', open);
  }
  if (hand === 'supervisor' && version.signatures.some((s) => s.hand === 'clinician' && s.signerId === signerId)) {
    return refuse('own-plan', 'Somebody else has to look at it: you signed it as clinician.');
  }
  const left = version.hands.filter((h) => h !== hand && !version.signatures.some((s) => s.hand === h));
  return accept({ completes: left.length === 0 });
}

/** The first item on which the client has not been heard, as a path; null when all are. */
export function undecided(body: PlanBody): string | null {
  const objective = body.objectives.findIndex((o) => o.status === 'active' && o.view === 'unsaid');
  if (objective >= 0) return `body.objectives.${objective}.view`;
  const intervention = body.interventions.findIndex((i) => i.view === 'unsaid');
  return intervention >= 0 ? `body.interventions.${intervention}.view` : null;
}

export type PlanState = 'draft' | 'signing' | 'in_force' | 'superseded';

/** When the last needed hand signed: from then on the version is in force, until the next one is. */
export function completedAt(version: PlanVersion): string | null {
  const missing = version.hands.some((hand) => !version.signatures.some((s) => s.hand === hand));
  if (missing || version.hands.length === 0) return null;
  return version.signatures.map((s) => s.signedAt).reduce((a, b) => (Date.parse(a) >= Date.parse(b) ? a : b));
}

/** The state of one version among all versions of its client, derived from signatures. */
export function planState(version: PlanVersion, all: PlanVersion[]): PlanState {
  if (completedAt(version) === null) return version.signatures.length === 0 ? 'draft' : 'signing';
  return all.some((other) => other.number > version.number && completedAt(other) !== null) ? 'superseded' : 'in_force';
}

/** The plan in force at a moment (PR-56: "on that date"); null before the first one is complete. */
export function planInForce(versions: PlanVersion[], at: string): PlanVersion | null {
  const complete = versions.filter((v) => {
    const when = completedAt(v);
    return when !== null && Date.parse(when) <= Date.parse(at);
  });
  return complete.toSorted((a, b) => b.number - a.number)[0] ?? null;
}

/** Who has signed a version, and whose hand is still missing, in the order in which they are asked. */
export const handsLeft = (version: PlanVersion): PlanHand[] =>
  version.hands.filter((hand) => !version.signatures.some((s: PlanSignature) => s.hand === hand));
