/** Where a test stands, derived from its facts (drug-testing.md §8). Nothing here is stored. */
import { addHours, compareInstants, instantOf, type Instant } from '../../shared/dates.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { Interpreted } from './interpretation.ts';
import { sameDrug } from './cutoffs.ts';
import { isReadable, isTamperConcern } from './validity.ts';
import type { Analyte, DrugTest, TestFacts } from './model.ts';

export const STATUS_WORDS = {
  scheduled: 'to come', notified: 'knows, not here yet', collected: 'collected', resulted: 'screened',
  sent_for_confirmation: 'at the laboratory', confirmed: 'laboratory answered', reviewed_with_client: 'talked about',
  closed: 'closed', missed_excused: 'missed, excused', missed_unexcused: 'missed', refused: 'specimen refused',
  unable_to_provide: 'could not provide', invalid: 'no result', cancelled_by_program: 'cancelled by us',
} as const;
export type TestStatus = keyof typeof STATUS_WORDS;

type Hours = Pick<RuleBook, 'udt.checkInUntil' | 'udt.dueHours'>;

/**
 * Until when the specimen is due: within so many hours of the notice (the first answer, at the latest the end of the
 * call-in time), not counted before collection opens, and never after it closes (§1, call-in).
 */
export function collectBy(test: DrugTest, checks: TestFacts['checks'], rules: Hours, zone: string): Instant {
  const opens = instantOf(test.date, test.opensAt, zone);
  const closes = instantOf(test.date, test.closesAt, zone);
  const first = checks.map((c) => c.at).toSorted(compareInstants)[0] ?? instantOf(test.date, rules['udt.checkInUntil'], zone);
  const noticed = [first, opens, test.orderedAt].toSorted(compareInstants)[2]!;
  return [addHours(noticed, rules['udt.dueHours']), closes].toSorted(compareInstants)[0]!;
}

/** Everything that speaks about the analytes of a test is settled: nothing at the laboratory, nothing disputed. */
function isSettled(facts: TestFacts, reads: readonly Interpreted[]): boolean {
  const last = facts.reviews.at(-1);
  if (!last || reads.some((r) => r.verdict === 'pending' && !r.flags.includes('dilute'))) return false;
  return last.outcome !== 'disputed' || facts.definitive !== null;
}

/** The status of a test at a moment. `reads` is `interpret(facts, …)`. */
export function statusOf(facts: TestFacts, reads: readonly Interpreted[], now: Instant, rules: Hours, zone: string): TestStatus {
  const { test, checks, specimen, outcomes, excuse, result, confirmation, definitive, reviews } = facts;
  if (outcomes.some((o) => o.kind === 'cancelled_by_program')) return 'cancelled_by_program';
  if (result && !isReadable(result.validity)) {
    return reviews.length > 0 ? 'closed' : isTamperConcern(result.validity) ? 'resulted' : 'invalid';
  }
  if (result) {
    const open = confirmation !== null && definitive === null;
    if (reviews.length > 0 && isSettled(facts, reads)) return 'closed';
    if (open) return 'sent_for_confirmation';
    // A laboratory's answer after the last talk is talked about again.
    const talkedSince = reviews.some((r) => definitive === null || compareInstants(r.at, definitive.at) >= 0);
    if (definitive) return talkedSince ? 'reviewed_with_client' : 'confirmed';
    return talkedSince ? 'reviewed_with_client' : 'resulted';
  }
  const last = outcomes.at(-1);
  // A specimen given after all (oral fluid, a second try) takes the place of what went before.
  if (specimen && (!last || compareInstants(specimen.collectedAt, last.at) > 0)) return 'collected';
  if (excuse) return 'missed_excused';
  if (last?.kind === 'invalid_device') return 'invalid';
  if (last?.kind === 'refused' || last?.kind === 'unable_to_provide') return last.kind;
  if (compareInstants(now, collectBy(test, checks, rules, zone)) > 0) return 'missed_unexcused';
  return checks.length > 0 ? 'notified' : 'scheduled';
}

/** DT-42: nothing adverse is decided while the laboratory has not answered or the client's dispute is open. */
export const mayRespondTo = (facts: TestFacts): boolean =>
  !(facts.confirmation && !facts.definitive) && !(facts.reviews.at(-1)?.outcome === 'disputed' && !facts.definitive);

export const TEST_EVENTS = {
  missed_excused: { words: 'Missed, excused', counts: 'Neutral', first: 'Test again within 48 hours.', never: 'It is no warning.' },
  missed_unexcused: { words: 'Missed', counts: 'No result', first: 'Reach out today; test again the next open day.', never: 'It is not recorded as positive.' },
  refused: { words: 'Specimen refused', counts: 'Its own kind', first: 'Explore the reasons; offer oral fluid.', never: 'Nobody is discharged for it automatically.' },
  unable_to_provide: { words: 'Could not provide', counts: 'No result', first: 'Offer oral fluid.', never: 'It is not a refusal.' },
  dilute_negative: { words: 'Dilute, negative', counts: 'Inconclusive', first: 'Talk about fluids; test again early in the morning within 48 hours.', never: 'One result is not tampering.' },
  invalid: { words: 'No result', counts: 'No result', first: 'Test again right away, another way.', never: 'It counts for nothing.' },
  tamper_concern: { words: 'Not usual urine', counts: 'A concern', first: 'Talk in private with the supervisor; test again with oral fluid.', never: 'Nobody is removed the same day.' },
  unexpected_positive: { words: 'Unexpected positive', counts: 'Information', first: 'Talk at the next contact; confirm it if it is disputed.', never: 'It is not shared with the group.' },
  self_reported: { words: 'Told us first', counts: 'Honesty, credited', first: 'Thank them; look at the plan together.', never: 'It never weighs more than silence.' },
  unexpected_negative: { words: 'Prescribed, not found', counts: 'A question', first: 'Confirm it and talk; tell the prescriber if there is a consent.', never: 'Nothing is assumed.' },
} as const;
export type TestEventKind = keyof typeof TEST_EVENTS;

/** What a test amounts to, for those who respond to it. `standing` tells on what evidence (§9, guards). */
export type TestEvent = {
  kind: TestEventKind; testId: string; clientId: string; date: string; at: Instant; analytes: Analyte[];
  standing: 'presumptive' | 'confirmed' | 'acknowledged' | 'own'; mayRespond: boolean;
};

/** The events of one test: at most one that may ever count, plus what is merely information. */
export function eventsOf(facts: TestFacts, reads: readonly Interpreted[], now: Instant, rules: Hours, zone: string): TestEvent[] {
  const status = statusOf(facts, reads, now, rules, zone);
  const { test, result, selfReports, specimen } = facts;
  const mayRespond = mayRespondTo(facts);
  const event = (kind: TestEventKind, at: Instant, analytes: Analyte[] = [], standing: TestEvent['standing'] = 'own'): TestEvent =>
    ({ kind, testId: test.id, clientId: test.clientId, date: test.date, at, analytes, standing, mayRespond });
  const told = selfReports.filter((s) => !specimen || compareInstants(s.at, specimen.collectedAt) <= 0);
  const events = told.map((s) => event('self_reported', s.at, s.analytes));
  switch (status) {
    case 'missed_excused': return [...events, event('missed_excused', facts.excuse!.at)];
    case 'missed_unexcused': return [...events, event('missed_unexcused', collectBy(test, facts.checks, rules, zone))];
    case 'refused': case 'unable_to_provide': return [...events, event(status, facts.outcomes.at(-1)!.at)];
    case 'invalid': return [...events, event('invalid', result?.at ?? facts.outcomes.at(-1)!.at)];
    default: if (!result) return events;
  }
  if (isTamperConcern(result.validity)) return [...events, event('tamper_concern', result.at)];
  if (result.validity === 'invalid') return [...events, event('invalid', result.at)];
  const isTold = (a: Analyte) => told.some((s) => s.analytes.length === 0 || s.analytes.some((b) => sameDrug(a, b)));
  // What the laboratory has not answered yet still stands as the presumptive positive it was.
  const positives = reads.filter((r) => !isTold(r.analyte)
    && (r.verdict === 'unexpected_positive' || (r.verdict === 'pending' && r.screened === 'unexpected_positive')));
  if (positives.length > 0) {
    const confirmed = positives.filter((r) => r.source === 'definitive');
    const said = facts.reviews.at(-1)?.outcome;
    if (confirmed.length > 0) events.push(event('unexpected_positive', facts.definitive!.at, confirmed.map((r) => r.analyte), 'confirmed'));
    else if (said === 'explained') return events;
    else {
      events.push(event('unexpected_positive', result.at, positives.map((r) => r.analyte),
        said === 'acknowledged' ? 'acknowledged' : 'presumptive'));
    }
    return events;
  }
  const missing = reads.filter((r) => r.verdict === 'unexpected_negative');
  if (missing.length > 0) events.push(event('unexpected_negative', result.at, missing.map((r) => r.analyte), missing[0]!.source === 'definitive' ? 'confirmed' : 'presumptive'));
  else if (result.validity === 'dilute') events.push(event('dilute_negative', result.at));
  return events;
}
