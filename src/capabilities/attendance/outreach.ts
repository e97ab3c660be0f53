import { addDays, addHours, compareInstants, dateIn, daysBetween, endOfDay, isBefore, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { OutreachAttempt, Reengagement, RecordedStatus, WelfareDecision } from './model.ts';
import { nextWay, sayWay, type Way } from './ways.ts';

/** What is owed after missed sessions (program-rules.md §8). Nobody is punished here: somebody is called. */
export type Missed = { sessionId: Id; startAt: Instant; leaderId: Id | null };
/** Every recorded session of one client with its moment, in any order. */
export type Kept = { sessionId: Id; startAt: Instant; status: RecordedStatus };
export type Owing = { clientId: Id; primaryId: Id | null; zone: string; now: Instant; rules: RuleBook };

const counselor = (of: Owing) => (of.primaryId ? { staffId: of.primaryId } : { role: 'counselor' });

/**
 * Attempts to reach somebody after a missed session: the same day, within 24 h, within 72 h by another channel, and a
 * letter within 7 d (PR-82). Reaching them, or seeing them at a later session, ends it.
 * @param ways how they may be reached, by their own wishes (PR-86); named in the reason
 */
export function noShowDue(missed: Missed, attempts: readonly OutreachAttempt[], kept: readonly Kept[], of: Owing, ways: readonly Way[] = []): Obligation[] {
  const { rules, zone, now } = of;
  const mine = attempts.filter((one) => one.sessionId === missed.sessionId).toSorted((a, b) => compareInstants(a.at, b.at));
  const seen = kept.some((one) => one.status === 'present' && isBefore(missed.startAt, one.startAt));
  const contact = attempts.some((one) => one.outcome === 'reached' && isBefore(missed.startAt, one.at));
  if (seen || contact) return [];
  const on = dateIn(missed.startAt, zone);
  const sameDay = rules['noshow.attempt1h'] === 0 ? endOfDay(on, zone) : addHours(missed.startAt, rules['noshow.attempt1h']);
  const usedChannels = new Set(mine.map((one) => one.channel));
  const letters = mine.filter((one) => one.channel === 'letter' || one.channel === 'portal');
  const calls = mine.filter((one) => one.channel !== 'letter' && one.channel !== 'portal');
  const steps: { due: Instant; what: string; why: string; done: boolean; owedBy: Obligation['owedBy']; since: Instant }[] = [
    { what: 'first call', due: sameDay, why: 'Missed a session, not reached yet.', done: calls.length >= 1, since: missed.startAt,
      owedBy: missed.leaderId ? { staffId: missed.leaderId } : counselor(of) },
    { what: 'second call', due: addHours(missed.startAt, rules['noshow.attempt2h']), why: 'One attempt made, no contact.', done: calls.length >= 2,
      since: sameDay, owedBy: counselor(of) },
    { what: 'third attempt, another way', due: addHours(missed.startAt, rules['noshow.attempt3h']),
      why: `Two attempts made${usedChannels.size === 1 ? `, both by ${[...usedChannels][0]}` : ''}, no contact.`,
      done: calls.length >= 3 && usedChannels.size >= 2, since: addHours(missed.startAt, rules['noshow.attempt2h']), owedBy: { role: 'case_manager' } },
    { what: 'letter or portal message', due: endOfDay(addDays(on, rules['noshow.letterDays']), zone), why: 'Attempts by phone did not reach them.',
      done: letters.length > 0, since: addHours(missed.startAt, rules['noshow.attempt3h']), owedBy: { role: 'case_manager' } },
  ];
  const next = steps.find((step) => !step.done);
  const way = next?.what === 'third attempt, another way' ? nextWay(ways, mine) : ways.find((one) => one.channel === 'call') ?? null;
  const mind = next === undefined || way === null || next.what === 'letter or portal message' ? '' : ` ${next.what === 'third attempt, another way' ? sayWay(way) : way.words}`;
  if (!next || isBefore(now, missed.startAt)) return [];
  return [{
    rule: 'PR-82', about: missed.sessionId, clientId: of.clientId, owedBy: next.owedBy, what: next.what, why: `${next.why}${mind}`, since: next.since, due: next.due,
    weight: 'person', evidence: [{ kind: 'session', id: missed.sessionId }, ...mine.map((one) => ({ kind: 'outreach', id: one.id }))],
    remedy: { verb: next.what === 'letter or portal message' ? 'Write' : 'Call', path: `/clients/${of.clientId}/week?missed=${missed.sessionId}` },
  }];
}

/**
 * A missed session of somebody at high risk goes to a supervisor the same day, with a decision about a welfare check
 * (PR-83).
 * @param risks why the risk is high, in words that name no substance: `recent overdose`, `medication begun 5 days ago`
 */
export function highRiskDue(missed: Missed, risks: readonly string[], decisions: readonly WelfareDecision[], kept: readonly Kept[], of: Owing): Obligation[] {
  const seen = kept.some((one) => one.status === 'present' && isBefore(missed.startAt, one.startAt));
  if (risks.length === 0 || seen || decisions.some((one) => one.sessionId === missed.sessionId)) return [];
  return [{
    rule: 'PR-83', about: missed.sessionId, clientId: of.clientId, owedBy: { role: 'supervisor' }, what: 'welfare check to decide',
    why: `Missed a session at high risk: ${risks.join(', ')}.`, since: missed.startAt, due: endOfDay(dateIn(missed.startAt, of.zone), of.zone), weight: 'danger',
    evidence: [{ kind: 'session', id: missed.sessionId }], remedy: { verb: 'Decide', path: `/clients/${of.clientId}/week?missed=${missed.sessionId}` },
  }];
}

/** Unexcused absences in a row, and within the window (PR-84). Excused and cancelled ones neither count nor break a run. */
export function absences(kept: readonly Kept[], rules: RuleBook, now: Instant): { inRow: number; inWindow: number; last: Kept | null } {
  const told = kept.filter((one) => one.status === 'present' || one.status === 'no_show').toSorted((a, b) => compareInstants(a.startAt, b.startAt));
  let inRow = 0;
  for (const one of told) inRow = one.status === 'no_show' ? inRow + 1 : 0;
  const since = addHours(now, -24 * rules['noshow.triggerWindowDays']);
  const unexcused = told.filter((one) => one.status === 'no_show');
  return { inRow, inWindow: unexcused.filter((one) => isBefore(since, one.startAt)).length, last: unexcused.at(-1) ?? null };
}

/** Two in a row, or three in 14 days: a plan to meet them again, and an individual session (PR-84). */
export function reengagementDue(kept: readonly Kept[], plans: readonly Reengagement[], of: Owing): Obligation[] {
  const { inRow, inWindow, last } = absences(kept, of.rules, of.now);
  const reached = inRow >= of.rules['noshow.triggerConsecutive'] || inWindow >= of.rules['noshow.triggerCount'];
  if (!reached || last === null || plans.some((one) => isBefore(last.startAt, one.at))) return [];
  const why = inRow >= of.rules['noshow.triggerConsecutive'] ? `${inRow} sessions missed in a row.`
    : `${inWindow} sessions missed in ${of.rules['noshow.triggerWindowDays']} days.`;
  return [{
    rule: 'PR-84', about: last.sessionId, clientId: of.clientId, owedBy: counselor(of), what: 'plan to meet again, with an individual session', why,
    since: last.startAt, due: endOfDay(addDays(dateIn(last.startAt, of.zone), 3), of.zone), weight: 'person',
    evidence: kept.filter((one) => one.status === 'no_show').slice(-3).map((one) => ({ kind: 'session', id: one.sessionId })),
    remedy: { verb: 'Plan it', path: `/clients/${of.clientId}/week` },
  }];
}

/** No contact for 14 days: the team decides. No service for 30: a discharge is recorded (PR-85). */
export function silenceDue(lastContactAt: Instant, of: Owing): Obligation[] {
  const { rules, zone, now } = of;
  const last = dateIn(lastContactAt, zone);
  const days = daysBetween(last, dateIn(now, zone));
  const make = (what: string, atDays: number, role: string, verb: string, path: string): Obligation => ({
    rule: 'PR-85', about: `${of.clientId}:${last}`, clientId: of.clientId, owedBy: { role }, what, why: `No contact for ${days} days.`,
    since: endOfDay(addDays(last, atDays), zone), due: endOfDay(addDays(last, atDays + 1), zone), weight: 'person', evidence: [], remedy: { verb, path },
  });
  if (days >= rules['discharge.noContactDays']) {
    return [make('discharge for lost contact, to decide', rules['discharge.noContactDays'], 'director', 'Decide', `/clients/${of.clientId}/transition`)];
  }
  return days >= rules['discharge.teamDecisionDays'] ? [make('team decision', rules['discharge.teamDecisionDays'], 'supervisor', 'Decide', `/clients/${of.clientId}/week`)] : [];
}
