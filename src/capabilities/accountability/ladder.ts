/**
 * Where a client stands on the ladder and what, if anything, is proposed next (drug-testing.md §9, all guards). The
 * machine proposes with its evidence; a named person decides.
 */
import { addDays, compareInstants, dateIn, daysBetween, type Instant, type LocalDate } from '../../shared/dates.ts';
import { sameDrug, WINDOW_DAYS } from '../drug-testing/cutoffs.ts';
import type { Analyte } from '../drug-testing/model.ts';
import { EVENT_KINDS, type AccountEvent, type Appeal, type AppealDecision, type Policy, type PolicyBody, type ResponseDecision, type Rung } from './model.ts';

export type Guard = 'presumptive' | 'open-question' | 'told-first' | 'residue' | 'not-in-policy' | 'same-happening';
export const GUARD_WORDS: Record<Guard, string> = {
  presumptive: 'A screen alone is never a step. Confirm it, or hear what the client says.',
  'open-question': 'It is disputed or at the laboratory. Nothing is decided before the answer.',
  'told-first': 'They told us before the test. Honesty never brings a step; thank them.',
  residue: 'The same substance within the time it can remain: one event with the one before.',
  'not-in-policy': 'The policy does not count this.',
  'same-happening': 'This is part of an event that has been looked at.',
};

export type Judged = { event: AccountEvent; counts: boolean; guard: Guard | null };

/** Which events may bring a step, each with the guard that holds it back. Oldest first; one happening is one event. */
export function judgeEvents(events: readonly AccountEvent[], policy: PolicyBody): Judged[] {
  const judged: Judged[] = [];
  for (const event of events.toSorted((a, b) => compareInstants(a.at, b.at))) {
    const counted = judged.filter((j) => j.counts);
    judged.push({ event, ...verdictOn(event, counted.map((j) => j.event), policy) });
  }
  return judged;
}

function verdictOn(event: AccountEvent, counted: readonly AccountEvent[], policy: PolicyBody): { counts: boolean; guard: Guard | null } {
  const held = (guard: Guard) => ({ counts: false, guard });
  if (event.kind === 'self_reported') return held('told-first');
  if (!policy.counts.includes(event.kind)) return held('not-in-policy');
  if (counted.some((c) => c.key === event.key)) return held('same-happening');
  if (!event.mayRespond) return held('open-question');
  if (event.standing === 'presumptive') return held('presumptive');
  if (event.kind === 'unexpected_positive' && event.analytes.length > 0) {
    const known = (a: string): a is Analyte => Object.hasOwn(WINDOW_DAYS, a);
    const isResidue = (a: string) => counted.some((c) => c.kind === 'unexpected_positive' && c.analytes.some((b) =>
      known(a) && known(b) && sameDrug(a, b) && daysBetween(c.date, event.date) <= WINDOW_DAYS[b]));
    if (event.analytes.every(isResidue)) return held('residue');
  }
  return { counts: true, guard: null };
}

export type LadderFacts = {
  events: readonly AccountEvent[]; decisions: readonly ResponseDecision[]; appeals: readonly Appeal[]; appealDecisions: readonly AppealDecision[];
  /** When a test came back entirely as expected (decay, §9). */
  expectedResults: readonly Instant[];
};

/** The rung a decision stands at after any appeal: reversed is 0, changed is what the reviewer chose. */
export function standingRung(d: ResponseDecision, appeals: readonly Appeal[], answers: readonly AppealDecision[]): number {
  const last = appeals.filter((a) => a.decisionId === d.id)
    .flatMap((a) => answers.filter((x) => x.appealId === a.id)).toSorted((a, b) => compareInstants(a.decidedAt, b.decidedAt)).at(-1);
  if (!last || last.outcome === 'upheld') return d.rung;
  return last.outcome === 'reversed' ? 0 : Math.min(d.rung, last.rung ?? 0);
}

export type Level = { level: number; since: LocalDate | null; nextDecayOn: LocalDate | null; expectedInARow: number };

/**
 * The step held at a moment: set by decisions, taken back one at a time after so many days without a counted event or
 * so many expected results in a row, whichever comes first (§9).
 */
export function levelAt(facts: LadderFacts, policy: PolicyBody, now: Instant, zone: string): Level {
  const counted = judgeEvents(facts.events, policy).filter((j) => j.counts);
  type Mark = { at: Instant; date: LocalDate; kind: 'event' | 'decision' | 'expected'; rung: number };
  const marks: Mark[] = [
    ...counted.map((j): Mark => ({ at: j.event.at, date: j.event.date, kind: 'event', rung: 0 })),
    ...facts.decisions.map((d): Mark => ({
      at: d.decidedAt, date: dateIn(d.decidedAt, zone), kind: 'decision', rung: standingRung(d, facts.appeals, facts.appealDecisions),
    })),
    ...facts.expectedResults.map((at): Mark => ({ at, date: dateIn(at, zone), kind: 'expected', rung: 0 })),
  ].filter((m) => compareInstants(m.at, now) <= 0).toSorted((a, b) => compareInstants(a.at, b.at));
  let level = 0;
  let since: LocalDate | null = null;
  let anchor: LocalDate | null = null;
  let expected = 0;
  const pass = (date: LocalDate) => {
    while (level > 0 && anchor !== null && daysBetween(anchor, date) >= policy.decayDays) {
      level--;
      anchor = addDays(anchor, policy.decayDays);
      since = anchor;
      expected = 0;
    }
  };
  for (const mark of marks) {
    pass(mark.date);
    if (mark.kind === 'event') {
      anchor = mark.date;
      expected = 0;
    } else if (mark.kind === 'decision') {
      if (mark.rung > level) {
        level = mark.rung;
        since = mark.date;
      }
      if (mark.rung > 0) anchor = mark.date;
      expected = 0;
    } else if (level > 0 && ++expected >= policy.decayResults) {
      level--;
      anchor = since = mark.date;
      expected = 0;
    }
  }
  pass(dateIn(now, zone));
  return { level, since, nextDecayOn: level > 0 && anchor !== null ? addDays(anchor, policy.decayDays) : null, expectedInARow: expected };
}

export type Proposal = {
  event: AccountEvent; rung: number; step: Rung; why: string[]; mustDo: string[];
  /** The events within the look-back that it rests on. */
  evidence: string[];
};
export type LadderView = {
  level: Level; judged: Judged[]; proposal: Proposal | null;
  /** Counted events that wait behind the proposed one. */
  waiting: number;
};

/** Use alone is never a ground to leave (ASAM 2017): were all counted events results? */
export const onlyUse = (events: readonly AccountEvent[]): boolean =>
  events.length > 0 && events.every((e) => e.kind === 'unexpected_positive' || e.kind === 'self_reported');

/**
 * What the policy proposes now: for the oldest counted event without a decision, one step up, never more. Events older
 * than the look-back, and those of before the policy, propose nothing.
 */
export function proposeResponse(facts: LadderFacts, policy: Policy, now: Instant, zone: string): LadderView {
  const { body } = policy;
  const today = dateIn(now, zone);
  const judged = judgeEvents(facts.events, body);
  const level = levelAt(facts, body, now, zone);
  const from = [addDays(today, -body.lookBackDays), policy.effectiveFrom].reduce((a, b) => (a > b ? a : b));
  const decided = new Set(facts.decisions.map((d) => d.eventKey));
  const recent = judged.filter((j) => j.counts && j.event.date > addDays(today, -body.lookBackDays));
  const open = recent.filter((j) => j.event.date >= from && !decided.has(j.event.key));
  const first = open[0];
  if (!first) return { level, judged, proposal: null, waiting: 0 };
  const upTo = recent.filter((j) => compareInstants(j.event.at, first.event.at) <= 0);
  const last = body.rungs.length;
  let rung = Math.min(level.level + 1, upTo.length, last);
  const words = EVENT_KINDS[first.event.kind as keyof typeof EVENT_KINDS];
  const why = [first.event.words === '' ? words : `${words}: ${first.event.words}`, `The ${ordinal(upTo.length)} counted event in ${body.lookBackDays} days`];
  if (body.rungs[rung - 1]!.removal && onlyUse(upTo.map((j) => j.event))) {
    rung--;
    why.push('Return to use alone is no ground to leave: look at a higher level of care');
  }
  const step = body.rungs[rung - 1]!;
  const mustDo = [...step.mustDo];
  if (first.event.kind === 'unexpected_positive') mustDo.push('Ask whether this level of care still fits');
  if (upTo.filter((j) => j.event.kind === 'tamper_concern').length >= 2 && !mustDo.some((m) => m.startsWith('Team review'))) {
    mustDo.push('Team review with attendance');
  }
  return { level, judged, waiting: open.length - 1, proposal: { event: first.event, rung, step, why, mustDo, evidence: upTo.map((j) => j.event.key) } };
}

const ordinal = (n: number): string => ['no', 'first', 'second', 'third', 'fourth', 'fifth'][n] ?? `${n}th`;

export type Tried = { clientId: string; highest: number; steps: { date: LocalDate; rung: number; kind: string }[] };
/**
 * Tries a policy on what has happened: who would have been where, had every proposal been decided as proposed on the
 * day of its event. Nothing is saved, nobody is told.
 */
export function tryPolicy(
  clients: readonly { clientId: string; events: readonly AccountEvent[]; expectedResults: readonly Instant[] }[], policy: Policy, now: Instant, zone: string,
): Tried[] {
  return clients.map(({ clientId, events, expectedResults }) => {
    const decisions: ResponseDecision[] = [];
    const steps: Tried['steps'] = [];
    for (const { event } of judgeEvents(events, policy.body).filter((j) => j.counts && compareInstants(j.event.at, now) <= 0)) {
      const facts = { events: events.filter((e) => compareInstants(e.at, event.at) <= 0), decisions, appeals: [], appealDecisions: [], expectedResults };
      const { proposal } = proposeResponse(facts, { ...policy, effectiveFrom: '1900-01-01' }, event.at, zone);
      if (!proposal || proposal.event.key !== event.key) continue;
      steps.push({ date: event.date, rung: proposal.rung, kind: event.kind });
      decisions.push({
        id: event.key, clientId, eventKey: event.key, eventDate: event.date, policyId: policy.id, proposedRung: proposal.rung, rung: proposal.rung,
        notice: proposal.step.notice, support: proposal.step.support, reason: null, plan: 'tried', decidedBy: clientId, decidedAt: event.at,
      });
    }
    return { clientId, highest: Math.max(0, ...steps.map((s) => s.rung)), steps };
  });
}
