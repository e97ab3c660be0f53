/**
 * Who is tested how often, what a client is told, and what each test still owes. The draw is in `draw.ts`, the odds in
 * `odds.ts`, collection in `collection.ts`, reading in `interpretation.ts`, standing in `status.ts`.
 */
import { addDays, addHours, compareInstants, dateIn, endOfDay, instantOf, isBefore, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { confirmationReasons, type Interpreted } from './interpretation.ts';
import { collectBy, statusOf, type TestStatus } from './status.ts';
import { isReadable, isTamperConcern } from './validity.ts';
import type { Analyte, CallInCheck, DrugTest, TestFacts, TestingPlan } from './model.ts';

/** DT-06: the usual rate in a week of the program, counted from 1; one more for a while after an unexpected result. */
export function usualTestsPerWeek(programWeek: number, unexpectedLately: boolean, rules: RuleBook): number {
  const rates = rules['udt.perWeekByPhase'];
  let phase = 0;
  for (let end = rules['phase.weeks'][0] ?? 0; programWeek > end && phase < rates.length - 1;) end += rules['phase.weeks'][++phase] ?? 52;
  return Math.min(7, rates[phase]! + (unexpectedLately ? rules['udt.extraAfterUnexpected'] : 0));
}

type PlanRefusal = 'already-drawn' | 'fewer-than-minimum' | 'more-than-every-three-days' | 'gap-shorter-than-rate' | 'closes-before-opening'
  | 'ends-before-it-begins';
/** DT-03: on average not more than every third day, unless the reason says why. */
const MOST_PER_WEEK = 7 / 3;

/**
 * Takes a testing plan. Other rates than the program's are individual decisions and keep their reason (DT-01 to DT-03).
 * @param releasedThrough the last day whose draw has been released: a plan cannot reach back into it
 */
export function decideTestingPlan(
  plan: TestingPlan, releasedThrough: LocalDate | null, rules: Pick<RuleBook, 'udt.minPerWeek'>,
): Decision<TestingPlan, PlanRefusal> {
  if (releasedThrough !== null && plan.effectiveFrom <= releasedThrough) {
    return refuse('already-drawn', `That day has been drawn. Begin on ${addDays(releasedThrough, 1)} or later.`, 'effectiveFrom');
  }
  if (plan.endsOn !== null && plan.endsOn < plan.effectiveFrom) {
    return refuse('ends-before-it-begins', 'The last day lies before the first.', 'endsOn');
  }
  const reasoned = (plan.reason ?? '').trim() !== '';
  if (plan.testsPerWeek < rules['udt.minPerWeek'] && !reasoned) {
    return refuse('fewer-than-minimum', `The program asks at least ${rules['udt.minPerWeek']} a week. Write why less is right here.`, 'reason');
  }
  if (plan.testsPerWeek > MOST_PER_WEEK && !reasoned) {
    return refuse('more-than-every-three-days', 'That is more often than every three days. Write why it is right here.', 'reason');
  }
  if (plan.testsPerWeek > 0 && plan.longestGapDays < Math.ceil(7 / plan.testsPerWeek) - 1) {
    return refuse('gap-shorter-than-rate', 'That gap would force more tests than the rate. Choose a longer one.', 'longestGapDays');
  }
  for (const [i, hours] of [plan, ...plan.exceptions].entries()) {
    if (hours.closesAt <= hours.opensAt) {
      return refuse('closes-before-opening', 'Collection closes before it opens.', i === 0 ? 'closesAt' : `exceptions.${i - 1}.closesAt`);
    }
  }
  return accept(plan);
}

/** The collection hours of a client on a day: an exception window takes the place of the usual ones. */
export function hoursOn(plan: TestingPlan, date: LocalDate): { opensAt: string; closesAt: string } {
  return plan.exceptions.find((e) => e.from <= date && date <= e.to) ?? plan;
}

export type CallAnswer =
  | { state: 'too-early'; from: Instant }
  | { state: 'not-drawn-yet' }
  | { state: 'no-test-today' }
  | { state: 'test-today'; testId: string; place: string; opensAt: Instant; collectBy: Instant };

/**
 * *Do I test today?* The answer says that and nothing else: no odds, no other day (§1). From release on it holds all day.
 * @param test the test asked of this client today, if any; @param releasesAt null where no draw is promised for today
 */
export function answerToday(
  test: DrugTest | null, checks: readonly CallInCheck[], releasesAt: Instant | null, released: boolean, now: Instant,
  rules: RuleBook, zone: string,
): CallAnswer {
  if (test) {
    return {
      state: 'test-today', testId: test.id, place: test.place, opensAt: instantOf(test.date, test.opensAt, zone),
      collectBy: collectBy(test, [...checks], rules, zone),
    };
  }
  if (!released && releasesAt !== null && isBefore(now, releasesAt)) return { state: 'too-early', from: releasesAt };
  return released ? { state: 'no-test-today' } : { state: 'not-drawn-yet' };
}

type ExcuseRefusal = 'already-collected' | 'reason-missing' | 'already-excused';
/** A drawn client may be excused, with a reason, never drawn again (DT-11). */
export function decideExcuse(facts: TestFacts, why: string): Decision<string, ExcuseRefusal> {
  if (facts.excuse) return refuse('already-excused', 'This test is excused already.');
  if (facts.specimen) return refuse('already-collected', 'A specimen was given, so there is nothing to excuse.');
  return why.trim() === '' ? refuse('reason-missing', 'Write why: illness, closure, emergency, work …', 'why') : accept(why.trim());
}

type OrderRefusal = 'reason-missing' | 'drawn-not-ordered' | 'day-has-passed' | 'closed-for-today';
/**
 * Orders a test outside the draw; it leaves the odds as they are (DT-08).
 * @param closesAt when collection closes on that day
 */
export function decideOrder(
  order: Pick<DrugTest, 'reason' | 'why' | 'date'>, today: LocalDate, closesAt: Instant, now: Instant,
): Decision<null, OrderRefusal> {
  if (order.reason === 'random') return refuse('drawn-not-ordered', 'A random test is drawn; nobody orders one.', 'reason');
  if (order.date < today) return refuse('day-has-passed', 'Choose today or a later day.', 'date');
  if (!isBefore(now, closesAt)) return refuse('closed-for-today', 'Collection is closed for that day. Choose a later one.', 'date');
  if (order.reason === 'for_cause' && (order.why ?? '').trim() === '') {
    return refuse('reason-missing', 'Write what you saw or what was asked for.', 'why');
  }
  return accept(null);
}

type ResultRefusal = 'nothing-collected' | 'already-resulted' | 'device-did-not-work' | 'twice-the-same' | 'value-contradicts';
/** Takes the reading of a screen. Each reading brings its own cut-off (DT-30); at the cut-off is positive (DT-32). */
export function decideResult(
  facts: TestFacts, readings: { analyte: Analyte; positive: boolean; value: number | null; cutoff: number }[], deviceOk: boolean,
): Decision<null, ResultRefusal> {
  if (!facts.specimen) return refuse('nothing-collected', 'Record the collection first.');
  if (facts.result) return refuse('already-resulted', 'This test has its result. To correct it, record a correction.');
  if (!deviceOk) return refuse('device-did-not-work', 'The device gave no valid reading. Record that, and use a new one.');
  const seen = new Set<Analyte>();
  for (const [i, r] of readings.entries()) {
    if (seen.has(r.analyte)) return refuse('twice-the-same', 'Each substance stands once.', `readings.${i}.analyte`);
    seen.add(r.analyte);
    if (r.value !== null && r.value >= r.cutoff !== r.positive) {
      return refuse('value-contradicts', `At or above ${r.cutoff} is positive, below it negative.`, `readings.${i}.positive`);
    }
  }
  return accept(null);
}

type ConfirmationRefusal = 'no-result' | 'nothing-to-confirm' | 'already-ordered' | 'unreadable' | 'not-screened';
/** DT-41: anybody who treats the client may ask the laboratory; the client's own wish is enough. */
export function decideConfirmation(facts: TestFacts, analytes: Analyte[]): Decision<null, ConfirmationRefusal> {
  if (!facts.result) return refuse('no-result', 'Record the screen first.');
  if (!isReadable(facts.result.validity)) return refuse('unreadable', 'This specimen cannot be read. Order a retest instead.');
  if (facts.confirmation) return refuse('already-ordered', 'A confirmation is on its way.');
  if (analytes.length === 0) return refuse('nothing-to-confirm', 'Choose what the laboratory is to look at.', 'analytes');
  const unknown = analytes.find((a) => !facts.result!.readings.some((r) => r.analyte === a));
  return unknown ? refuse('not-screened', 'Choose among what the screen looked for.', 'analytes') : accept(null);
}

type DefinitiveRefusal = 'not-ordered' | 'already-answered' | 'empty-report';
export function decideDefinitive(facts: TestFacts, readings: readonly unknown[]): Decision<null, DefinitiveRefusal> {
  if (!facts.confirmation) return refuse('not-ordered', 'No confirmation was asked for on this test.');
  if (facts.definitive) return refuse('already-answered', 'The laboratory’s answer is recorded.');
  return readings.length === 0 ? refuse('empty-report', 'Write each compound the laboratory reported, also those not found.', 'readings') : accept(null);
}

type ReviewRefusal = 'nothing-to-talk-about' | 'needs-their-words';
/** The talk about a test: their own words are kept whenever it was not simply as expected. */
export function decideReview(facts: TestFacts, outcome: string, clientSaid: string): Decision<null, ReviewRefusal> {
  const missed = facts.excuse === null && !facts.result && facts.outcomes.length === 0 && !facts.specimen;
  if (!facts.result && !missed && facts.outcomes.length === 0) return refuse('nothing-to-talk-about', 'There is no result yet.');
  return outcome !== 'expected' && clientSaid.trim() === ''
    ? refuse('needs-their-words', 'Write in a few words what they said.', 'clientSaid') : accept(null);
}

export type TestOnTime = { facts: TestFacts; reads: Interpreted[] };
const path = (t: DrugTest) => `/clients/${t.clientId}/tests/${t.id}`;

/** After how many days somebody asks where the laboratory's answer is. */
const LAB_DAYS = 7;

/** What the tests of one client still owe (§8): collect, reach out, talk, confirm, test again. */
export function testDue(tests: readonly TestOnTime[], rules: RuleBook, now: Instant, zone: string): Obligation[] {
  return tests.flatMap(({ facts, reads }) => {
    const { test, result, confirmation, reviews } = facts;
    const status: TestStatus = statusOf(facts, reads, now, rules, zone);
    const owed: Obligation[] = [];
    const owe = (rule: string, kind: string, o: Omit<Obligation, 'rule' | 'about' | 'clientId' | 'evidence'>) => owed.push({
      rule, about: `${test.id}:${kind}`, clientId: test.clientId, evidence: [{ kind: 'drug_test', id: test.id }], ...o,
    });
    const due = collectBy(test, facts.checks, rules, zone);
    const retested = tests.some((t) => t.facts.test.retestOf === test.id);
    const retest = (why: string, from: Instant, weight: Obligation['weight'] = 'person') => {
      if (retested) return;
      owe('DT-06', 'retest', {
        owedBy: { role: 'counselor' }, what: 'test again', why, since: from, due: addHours(from, rules['udt.retestHours']), weight,
        remedy: { verb: 'Order', path: path(test) },
      });
    };
    const talk = (from: Instant, why: string) => owe('DT-41', 'review', {
      owedBy: { role: 'counselor' }, what: 'talk about a test', why, since: from,
      due: endOfDay(addDays(dateIn(from, zone), rules['udt.reviewDays']), zone), weight: 'person',
      remedy: { verb: 'Talk', path: path(test) },
    });
    switch (status) {
      case 'scheduled': case 'notified':
        owe('DT-11', 'collect', {
          owedBy: { role: 'technician' }, what: 'test today', why: test.reason === 'random' ? 'drawn for today' : 'asked for, with a reason',
          since: instantOf(test.date, test.opensAt, zone), due, weight: 'person', remedy: { verb: 'Collect', path: path(test) },
        });
        break;
      case 'missed_unexcused':
        if (reviews.length === 0) {
          owe('DT-11', 'outreach', {
            owedBy: { role: 'counselor' }, what: 'reach out, test missed', why: 'a test was due and nobody came', since: due,
            due: endOfDay(test.date, zone), weight: 'person', remedy: { verb: 'Call', path: path(test) },
          });
        }
        retest('missed; test again the next open day', due);
        break;
      case 'missed_excused': retest('excused; a new day within 48 hours', facts.excuse!.at, 'paper'); break;
      case 'refused': case 'unable_to_provide':
        if (reviews.length === 0) talk(facts.outcomes.at(-1)!.at, status === 'refused' ? 'specimen refused: explore why, offer oral fluid' : 'offer oral fluid');
        break;
      case 'invalid': retest('no result could be read', result?.at ?? facts.outcomes.at(-1)?.at ?? due); break;
      case 'collected':
        owe('DT-24', 'result', {
          owedBy: { role: 'technician' }, what: 'read the screen', why: 'a specimen waits for its result', since: facts.specimen!.collectedAt,
          due: facts.specimen!.lab ? endOfDay(addDays(test.date, LAB_DAYS), zone) : endOfDay(test.date, zone), weight: 'person',
          remedy: { verb: 'Read', path: path(test) },
        });
        break;
      case 'resulted': case 'confirmed': {
        const tamper = isTamperConcern(result!.validity);
        const unexpected = reads.some((r) => r.verdict.startsWith('unexpected'));
        talk(facts.definitive?.at ?? result!.at, tamper ? 'not usual urine: talk in private with the supervisor'
          : unexpected ? 'an unexpected result' : 'a result to share');
        break;
      }
      case 'sent_for_confirmation':
        owe('DT-41', 'laboratory', {
          owedBy: { role: 'technician' }, what: 'the laboratory’s answer', why: 'sent for confirmation; nothing is decided before', since: confirmation!.orderedAt,
          due: endOfDay(addDays(dateIn(confirmation!.orderedAt, zone), LAB_DAYS), zone), weight: 'paper', remedy: { verb: 'Enter', path: path(test) },
        });
        break;
      default: break;
    }
    if (result && isReadable(result.validity) && !confirmation && !facts.definitive && status !== 'closed') {
      const disputed = reviews.at(-1)?.outcome === 'disputed';
      const reasons = [...new Set(reads.flatMap((r) => confirmationReasons(r, { disputed: disputed && r.verdict === 'unexpected_positive', wouldChange: false })))];
      if (reasons.length > 0) {
        owe('DT-41', 'confirm', {
          owedBy: { role: 'counselor' }, what: 'offer a confirmation', why: reasons.join('; '), since: result.at,
          due: addHours(disputed ? reviews.at(-1)!.at : result.at, rules['udt.confirmHours']), weight: 'person', remedy: { verb: 'Confirm', path: path(test) },
        });
      }
    }
    if (result?.validity === 'dilute' && reads.some((r) => r.verdict === 'pending')) retest('dilute: an early-morning test says more', result.at, 'paper');
    return owed;
  });
}

/** Nobody asked by the end of call-in time: an outreach, not a violation, and only with no test due (§1). */
export function notAskedDue(
  clientId: string, date: LocalDate, asked: boolean, tested: boolean, rules: RuleBook, now: Instant, zone: string,
): Obligation[] {
  const until = instantOf(date, rules['udt.checkInUntil'], zone);
  if (asked || tested || compareInstants(now, until) <= 0) return [];
  return [{
    rule: 'DT-11', about: `call-in:${date}`, clientId, owedBy: { role: 'counselor' }, what: 'has not asked today', weight: 'paper',
    why: `not asked by ${rules['udt.checkInUntil']}; no test was due`, since: until, due: endOfDay(date, zone),
    evidence: [{ kind: 'call_in', id: date }], remedy: { verb: 'Say hello', path: `/clients/${clientId}/tests` },
  }];
}
