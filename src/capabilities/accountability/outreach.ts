/** After a missed session: who is called when, and when silence becomes a question for the team (PR-82 to PR-86). */
import { addDays, addHours, compareInstants, dateIn, daysBetween, endOfDay, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { OutreachAttempt } from './model.ts';

/** An unexcused no-show. `risk` says in which ways PR-83 holds; empty: none. */
export type NoShow = { sessionId: string; startsAt: Instant; risk: string[] };
export type OutreachFacts = {
  clientId: string; primaryCounselorId: string | null; noShows: readonly NoShow[];
  /** Sessions attended, by their start, for what counts as in a row. */
  attended: readonly Instant[]; attempts: readonly OutreachAttempt[];
  lastContactAt: Instant | null; lastServiceOn: LocalDate | null;
};

/** The attempts and decisions that missed sessions call for. A reached client ends the row of attempts. */
export function outreachDue(facts: OutreachFacts, rules: RuleBook, now: Instant, zone: string): Obligation[] {
  const { clientId, attempts, noShows } = facts;
  const owed: Obligation[] = [];
  const counselor: Obligation['owedBy'] = facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'counselor' };
  const path = `/clients/${clientId}/accountability`;
  const owe = (o: Omit<Obligation, 'clientId' | 'remedy'> & { verb?: string }) => {
    const { verb = 'Call', ...rest } = o;
    owed.push({ clientId, remedy: { verb, path }, ...rest });
  };
  // Several no-shows are one silence: the clocks run from the first one nobody has answered.
  const open = noShows.filter((n) => {
    const after = attempts.filter((a) => compareInstants(a.at, n.startsAt) >= 0);
    return !after.some((a) => a.outcome === 'reached') && !facts.attended.some((s) => compareInstants(s, n.startsAt) > 0);
  }).toSorted((a, b) => compareInstants(a.startsAt, b.startsAt));
  const first = open[0];
  if (first) {
    const made = attempts.filter((a) => compareInstants(a.at, first.startsAt) >= 0);
    const evidence = [{ kind: 'session', id: first.sessionId }];
    const clocks = [rules['noshow.attempt1h'], rules['noshow.attempt2h'], rules['noshow.attempt3h']];
    const n = made.filter((a) => a.channel !== 'letter').length;
    const hours = clocks[n];
    if (hours !== undefined) {
      const other = n === 2 ? ', another way than before' : '';
      owe({
        rule: 'PR-82', about: `attempt:${first.sessionId}`, owedBy: counselor, weight: first.risk.length > 0 ? 'danger' : 'person', evidence, since: first.startsAt,
        what: n === 0 ? 'call after a missed session' : `${n === 1 ? 'second' : 'third'} try after a missed session`,
        why: hours === 0 ? 'the same day' : `within ${hours} h of its start${other}`,
        due: hours === 0 ? endOfDay(dateIn(first.startsAt, zone), zone) : addHours(first.startsAt, hours),
      });
    }
    if (n >= 2 && !made.some((a) => a.channel === 'letter' || a.channel === 'portal')) {
      owe({
        rule: 'PR-82', about: `letter:${first.sessionId}`, owedBy: counselor, weight: 'person', evidence, since: addHours(first.startsAt, rules['noshow.attempt2h']),
        what: 'letter or message after a missed session', why: `within ${rules['noshow.letterDays']} days; neutral words`, verb: 'Write',
        due: endOfDay(addDays(dateIn(first.startsAt, zone), rules['noshow.letterDays']), zone),
      });
    }
    const risky = open.find((o) => o.risk.length > 0);
    if (risky && !attempts.some((a) => a.channel === 'visit' && compareInstants(a.at, risky.startsAt) >= 0)) {
      owe({
        rule: 'PR-83', about: `risk:${risky.sessionId}`, owedBy: { role: 'supervisor' }, weight: 'danger', evidence: [{ kind: 'session', id: risky.sessionId }],
        what: 'decide on a welfare check', why: `missed a session; ${risky.risk.join(', ')}`, since: risky.startsAt, verb: 'Decide',
        due: endOfDay(dateIn(risky.startsAt, zone), zone),
      });
    }
  }
  const trigger = reengagementTrigger(facts, rules, now, zone);
  if (trigger) {
    owe({
      rule: 'PR-84', about: `re-engage:${trigger.last.sessionId}`, owedBy: counselor, weight: 'person', since: trigger.last.startsAt, verb: 'Plan',
      what: 'plan how to come back, and an individual session', why: trigger.why, evidence: trigger.of.map((s) => ({ kind: 'session', id: s.sessionId })),
      due: endOfDay(addDays(dateIn(trigger.last.startsAt, zone), 7), zone),
    });
  }
  if (facts.lastContactAt !== null) {
    const silentSince = dateIn(facts.lastContactAt, zone);
    const silent = daysBetween(silentSince, dateIn(now, zone));
    if (silent >= rules['discharge.teamDecisionDays']) {
      owe({
        rule: 'PR-85', about: `silence:${silentSince}`, owedBy: { role: 'supervisor' }, weight: 'person', evidence: [], verb: 'Decide',
        what: 'team decision after silence', why: `no contact for ${silent} days`, since: endOfDay(addDays(silentSince, rules['discharge.teamDecisionDays'] - 1), zone),
        due: endOfDay(addDays(silentSince, rules['discharge.teamDecisionDays']), zone),
      });
    }
  }
  if (facts.lastServiceOn !== null && daysBetween(facts.lastServiceOn, dateIn(now, zone)) >= rules['discharge.noContactDays']) {
    owe({
      rule: 'PR-85', about: `no-service:${facts.lastServiceOn}`, owedBy: { role: 'director' }, weight: 'paper', evidence: [], verb: 'Decide',
      what: 'close, or keep open with a reason', why: `no service for ${daysBetween(facts.lastServiceOn, dateIn(now, zone))} days`,
      since: endOfDay(addDays(facts.lastServiceOn, rules['discharge.noContactDays'] - 1), zone),
      due: endOfDay(addDays(facts.lastServiceOn, rules['discharge.noContactDays']), zone),
    });
  }
  return owed;
}

/** PR-84: so many unexcused in a row, or within the window; until an individual talk or attendance follows. */
function reengagementTrigger(facts: OutreachFacts, rules: RuleBook, now: Instant, zone: string): { last: NoShow; of: NoShow[]; why: string } | null {
  const missed = facts.noShows.toSorted((a, b) => compareInstants(a.startsAt, b.startsAt));
  const last = missed.at(-1);
  if (!last || facts.attended.some((s) => compareInstants(s, last.startsAt) > 0)) return null;
  const lastAttended = facts.attended.toSorted(compareInstants).at(-1);
  const inRow = missed.filter((n) => !lastAttended || compareInstants(n.startsAt, lastAttended) > 0);
  if (inRow.length >= rules['noshow.triggerConsecutive']) return { last, of: inRow, why: `${inRow.length} missed in a row` };
  const window = missed.filter((n) => daysBetween(dateIn(n.startsAt, zone), dateIn(now, zone)) < rules['noshow.triggerWindowDays']);
  return window.length >= rules['noshow.triggerCount']
    ? { last, of: window, why: `${window.length} missed in ${rules['noshow.triggerWindowDays']} days` } : null;
}
