import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { addDays, dateIn, daysBetween, instantOf, weekOf } from '../../shared/dates.ts';
import { handle, type Act, type Job } from '../../platform/serve/handle.ts';
import { mayUse } from '../../shared/roles.ts';
import { findRuleBook } from '../agency/store.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { listEpisodes } from '../clients/store.ts';
import { regimenOn } from '../medication/regimen.ts';
import { findLevelInForce } from '../level-of-care/store.ts';
import { listMedications, listStops } from '../medication/store.ts';
import { planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import * as api from './api.ts';
import { custodyIsWhole, decideCollection, decideHandOver, decideUnable, deviceWorked, FINDING_WORDS, findingsOf, temperatureInRange } from './collection.ts';
import { promiseAhead, releaseToday } from './draw-jobs.ts';
import { confirmationReasons, interpret, verdictWords, type Interpreted } from './interpretation.ts';
import { readTestsOf, takenFor, type ReadTest } from './interpreted-store.ts';
import {
  answerToday, decideConfirmation, decideDefinitive, decideExcuse, decideOrder, decideResult, decideReview, decideTestingPlan, hoursOn, usualTestsPerWeek,
  type CallAnswer,
} from './rules.ts';
import { planOn } from './odds.ts';
import { proposeAnalytes } from './panel.ts';
import { collectBy, eventsOf, mayRespondTo, STATUS_WORDS, statusOf } from './status.ts';
import { judgeValidity, NOTHING_MEASURED } from './validity.ts';
import type { TestFacts } from './model.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };
type Settled = Pick<Act, 'now' | 'zone'> & { rules: RuleBook };

const shownReads = (facts: TestFacts, reads: readonly Interpreted[]) => reads.map((r) => ({
  ...r, words: verdictWords(r),
  confirmBecause: facts.confirmation ? [] : confirmationReasons(r, { disputed: facts.reviews.at(-1)?.outcome === 'disputed', wouldChange: r.verdict === 'unexpected_positive' }),
}));

function shown({ facts, reads }: ReadTest, { now, zone, rules }: Settled) {
  const { test } = facts;
  const status = statusOf(facts, reads, now, rules, zone);
  return {
    testId: test.id, date: test.date, reason: test.reason, matrix: test.matrix, panel: test.panel, place: test.place, why: test.why, retestOf: test.retestOf,
    opensAt: instantOf(test.date, test.opensAt, zone), collectBy: collectBy(test, facts.checks, rules, zone), status, statusWords: STATUS_WORDS[status],
    validity: facts.result?.validity ?? null, reads: shownReads(facts, reads), mayRespond: mayRespondTo(facts),
  };
}

// the plan and the chart

export const saveTestingPlan = handle(api.saveTestingPlan, async (act, { clientId, ...made }) => {
  const { tx, today } = act;
  const [rules, released, episodes] = await Promise.all([findRuleBook(tx, today), store.findLastReleasedDay(tx), listEpisodes(tx, clientId)]);
  if (!episodes.some((e) => e.endedAt === null)) return refuse('not-admitted', 'A testing plan belongs to somebody who is in the program.');
  const plan = { ...made, id: act.newId(), clientId, decidedBy: act.actor.subjectId, decidedAt: act.now };
  if (plan.effectiveFrom < today) return refuse('from-in-the-past', 'Begin today or on a later day.', 'effectiveFrom');
  const decided = decideTestingPlan(plan, released, rules);
  if (!decided.ok) return decided;
  await store.addPlan(tx, decided.value);
  return accept({ planId: plan.id });
});

/** DT-10: by what the level-of-care decision and the plan in force say is treated. */
async function proposedFor({ tx, now }: Act, clientId: string) {
  const [level, versions] = await Promise.all([findLevelInForce(tx, clientId), listVersions(tx, clientId)]);
  return proposeAnalytes([...(level?.diagnoses ?? []), ...(planInForce(versions, now)?.body.diagnoses ?? [])]);
}

export const readTests = handle(api.readTests, async (act, { clientId }) => {
  const { tx, today, now, zone } = act;
  const [rules, tests, plans, episodes, released] = await Promise.all([
    findRuleBook(tx, today), readTestsOf(act, clientId), store.listPlans(tx, clientId), listEpisodes(tx, clientId), store.findLastReleasedDay(tx),
  ]);
  const may = (permission: 'test.order' | 'test.review') => mayUse(act.actor.roles, permission);
  const [told, proposed] = await Promise.all([may('test.review') ? store.listTold(tx, clientId) : [], may('test.order') ? proposedFor(act, clientId) : []]);
  const open = episodes.find((e) => e.endedAt === null);
  const settled = { now, zone, rules };
  const week = open ? Math.floor(daysBetween(weekOf(dateIn(open.admittedAt, zone), act.weekStart), today) / 7) + 1 : null;
  const lately = tests.some((t) => t.facts.test.date > addDays(today, -14) && eventsOf(t.facts, t.reads, now, rules, zone).some((e) => e.kind === 'unexpected_positive'));
  return accept({
    plan: planOn(plans, today) ?? plans.find((p) => p.effectiveFrom > today) ?? null,
    usualPerWeek: week === null ? null : usualTestsPerWeek(week, lately, rules),
    nextPlanFrom: released !== null && released >= today ? addDays(released, 1) : today,
    tests: tests.map((t) => shown(t, settled)), told: told.toReversed(), proposed,
    usual: {
      collectionWeekdays: rules['udt.collectionDays'], longestGapDays: rules['udt.maxGapDays'], opensAt: rules['udt.collectionFrom'], closesAt: rules['udt.collectionUntil'],
    },
  });
});

async function findRead(act: Act, clientId: string, testId: string) {
  const [kept, all, stops] = await Promise.all([
    store.findTest(act.tx, clientId, testId, act.zone), listMedications(act.tx, clientId), listStops(act.tx, clientId),
  ]);
  if (!kept) return null;
  return { ...kept, reads: interpret(kept.facts, takenFor(kept.facts, all, stops, act.zone)), all, stops };
}

export const readTest = handle(api.readTest, async (act, { clientId, testId }) => {
  const { tx, now, zone } = act;
  const [found, rules] = await Promise.all([findRead(act, clientId, testId), findRuleBook(tx, act.today)]);
  if (!found) return NOT_FOUND;
  const { facts } = found;
  const [custody, draw] = await Promise.all([
    facts.specimen ? store.listCustody(tx, facts.specimen.id) : [], facts.test.reason === 'random' ? store.findDraw(tx, clientId, facts.test.date) : undefined,
  ]);
  const on = facts.specimen ? dateIn(facts.specimen.collectedAt, zone) : facts.test.date;
  return accept({
    ...shown(found, { now, zone, rules }), specimen: facts.specimen, findings: facts.specimen ? findingsOf(facts.specimen, rules).map((f) => FINDING_WORDS[f]) : [],
    custody, custodyWhole: custodyIsWhole(custody), result: facts.result, confirmation: facts.confirmation, definitive: facts.definitive,
    reviews: facts.reviews, excuse: facts.excuse, cannot: found.cannot, selfReports: facts.selfReports,
    regimen: mayUse(act.actor.roles, 'medication.read')
      ? regimenOn(found.all, found.stops, on).map(({ name, strength, ingredients }) => ({ name, strength, ingredients })) : null,
    limits: rules, drawn: draw ? { odds: draw.odds, oddsReason: draw.oddsReason } : null,
  });
});

export const listTestsToday = handle(api.listTestsToday, async (act) => {
  const { tx, today, now, zone } = act;
  const [rules, day, tests] = await Promise.all([
    findRuleBook(tx, today), store.findDrawDay(tx, today), store.listTestsBetween(tx, addDays(today, -14), today, zone),
  ]);
  const row = (t: store.KeptTest) => {
    const { facts } = t;
    const status = statusOf(facts, interpret(facts, []), now, rules, zone);
    return {
      clientId: facts.test.clientId, testId: facts.test.id, number: t.number, reason: facts.test.reason, matrix: facts.test.matrix,
      opensAt: instantOf(facts.test.date, facts.test.opensAt, zone), collectBy: collectBy(facts.test, facts.checks, rules, zone), status,
      statusWords: STATUS_WORDS[status], asked: facts.checks.length > 0, cannot: t.cannot.at(-1)?.why ?? null, date: facts.test.date,
    };
  };
  const rows = tests.map(row);
  return accept({
    releasesAt: day?.releasesAt ?? null, released: day?.releasedAt != null, tests: rows.filter((r) => r.date === today),
    waiting: rows.filter((r) => r.date < today && (r.status === 'collected' || r.status === 'sent_for_confirmation')),
  });
});

// the draw and the answer

export const drawTests = handle(api.drawTests, async (act) => {
  const rules = await findRuleBook(act.tx, act.today);
  const released = await releaseToday(act, rules);
  return accept({ ...released, promised: await promiseAhead(act, rules) });
});

async function answerOf(act: Act, clientId: string): Promise<CallAnswer & { done?: boolean }> {
  const { tx, today, now, zone } = act;
  const [rules, day, tests, checks] = await Promise.all([
    findRuleBook(tx, today), store.findDrawDay(tx, today), store.listTestsBetween(tx, today, today, zone), store.listChecks(tx, clientId, today),
  ]);
  const own = tests.filter((t) => t.facts.test.clientId === clientId && !t.facts.excuse && !t.facts.outcomes.some((o) => o.kind === 'cancelled_by_program'));
  const test = (own.find((t) => t.facts.specimen === null) ?? own[0])?.facts ?? null;
  const answer = answerToday(test?.test ?? null, checks, day?.releasesAt ?? null, day?.releasedAt != null, now, rules, zone);
  return answer.state === 'test-today' ? { ...answer, done: test!.specimen !== null } : answer;
}
const withDone = (answer: CallAnswer & { done?: boolean }) =>
  answer.state === 'test-today' ? { ...answer, done: answer.done ?? false } : answer;

async function ask(act: Act, clientId: string, channel: 'portal' | 'text' | 'phone' | 'staff') {
  const first = await answerOf(act, clientId);
  if (first.state === 'too-early' || first.state === 'not-drawn-yet') return withDone(first);
  await store.addCheck(act.tx, { id: act.newId(), clientId, date: act.today, at: act.now, channel, by: act.actor.subjectId });
  // Asked for the first time, the hours of notice begin now.
  return withDone(await answerOf(act, clientId));
}
export const askTestToday = handle(api.askTestToday, async (act) => accept(await ask(act, act.clientId!, 'portal')));
export const answerCallIn = handle(api.answerCallIn, async (act, { clientId, channel }) => accept(await ask(act, clientId, channel)));

export const readTestToday = handle(api.readTestToday, async (act) => {
  const [checks, plans] = await Promise.all([store.listChecks(act.tx, act.clientId!, act.today), store.listPlans(act.tx, act.clientId!)]);
  const mayAsk = planOn(plans, act.today) !== null;
  return accept({ answer: checks.length > 0 ? withDone(await answerOf(act, act.clientId!)) : null, mayAsk });
});

const fact = (act: Act, of: { clientId: string; testId: string }, kind: Parameters<typeof store.addFact>[1]['kind'], content: object) =>
  store.addFact(act.tx, { id: act.newId(), ...of, kind, at: act.now, by: act.actor.subjectId, fact: content });

export const sayCannotTest = handle(api.sayCannotTest, async (act, { testId, why }) => {
  const found = await store.findTest(act.tx, act.clientId!, testId, act.zone);
  if (!found) return NOT_FOUND;
  if (found.facts.specimen) return refuse('already-collected', 'Your test is done. Nothing more is needed.');
  await fact(act, { clientId: act.clientId!, testId }, 'cannot_come', { why });
  return accept({});
});

const tell = (act: Act, clientId: string, analytes: Parameters<typeof store.addSelfReport>[1]['analytes'], said: string) =>
  store.addSelfReport(act.tx, { id: act.newId(), clientId, at: act.now, analytes, said, by: act.actor.subjectId });
export const tellOfUse = handle(api.tellOfUse, async (act, { analytes, said }) => {
  await tell(act, act.clientId!, analytes, said);
  return accept({});
});
export const recordSelfReport = handle(api.recordSelfReport, async (act, { clientId, analytes, said }) => {
  await tell(act, clientId, analytes, said);
  return accept({});
});

// one test

export const orderTest = handle(api.orderTest, async (act, { clientId, testId, retestOf, ...made }) => {
  const { tx, today, zone } = act;
  const [rules, plans, earlier] = await Promise.all([
    findRuleBook(tx, today), store.listPlans(tx, clientId), retestOf ? store.findTest(tx, clientId, retestOf, zone) : null,
  ]);
  if (retestOf && !earlier) return NOT_FOUND;
  const plan = planOn(plans, made.date);
  const hours = plan ? hoursOn(plan, made.date) : { opensAt: rules['udt.collectionFrom'], closesAt: rules['udt.collectionUntil'] };
  const decided = decideOrder(made, today, instantOf(made.date, hours.closesAt, zone), act.now);
  if (!decided.ok) return decided;
  await store.addTest(tx, {
    ...made, id: testId, clientId, retestOf, place: plan?.place ?? 'Front desk', opensAt: hours.opensAt, closesAt: hours.closesAt,
    orderedBy: act.actor.subjectId, orderedAt: act.now,
  });
  return accept({});
});

export const excuseTest = handle(api.excuseTest, async (act, { clientId, testId, why }) => {
  const found = await store.findTest(act.tx, clientId, testId, act.zone);
  if (!found) return NOT_FOUND;
  const decided = decideExcuse(found.facts, why);
  if (!decided.ok) return decided;
  await fact(act, { clientId, testId }, 'excuse', { why: decided.value });
  return accept({});
});

export const recordSpecimen = handle(api.recordSpecimen, async (act, { clientId, testId, ...form }) => {
  const { tx, now, zone } = act;
  const [found, rules] = await Promise.all([store.findTest(tx, clientId, testId, zone), findRuleBook(tx, act.today)]);
  if (!found) return NOT_FOUND;
  const specimen = { ...form, collectedAt: form.collectedAt ?? now, testId, clientId, collectedBy: act.actor.subjectId };
  const decided = decideCollection(specimen, found.facts.test, found.facts.specimen !== null, rules, now, zone);
  if (!decided.ok) return decided;
  await store.addSpecimen(tx, specimen);
  await store.addCustody(tx, clientId, {
    id: act.newId(), specimenId: specimen.id, no: 1, from: 'client', to: 'collector', at: specimen.collectedAt, purpose: 'collection',
    condition: specimen.sealNumber ? 'sealed' : 'on-site device', sealIntact: true, recordedBy: act.actor.subjectId,
  });
  if (!deviceWorked(specimen, rules)) await fact(act, { clientId, testId }, 'invalid_device', { why: FINDING_WORDS[specimen.device!.controlLine ? 'read-late' : 'no-control-line'] });
  return accept({ findings: decided.value.map((f) => FINDING_WORDS[f]) });
});

export const recordTestOutcome = handle(api.recordTestOutcome, async (act, { clientId, testId, kind, why, triedSince, choosesOralFluid }) => {
  const [found, rules] = await Promise.all([store.findTest(act.tx, clientId, testId, act.zone), findRuleBook(act.tx, act.today)]);
  if (!found) return NOT_FOUND;
  if (found.facts.result) return refuse('already-resulted', 'This test has its result.');
  if (kind === 'invalid_device' && !found.facts.specimen) return refuse('nothing-collected', 'Record the collection first.');
  if (kind !== 'invalid_device' && found.facts.specimen) return refuse('already-collected', 'A specimen was given. Record its result.');
  if (kind === 'unable_to_provide') {
    const decided = decideUnable(triedSince ?? act.now, act.now, choosesOralFluid, rules);
    if (!decided.ok) return decided;
  }
  await fact(act, { clientId, testId }, kind, { why });
  return accept({});
});

export const handOverSpecimen = handle(api.handOverSpecimen, async (act, { clientId, testId, ...made }) => {
  const found = await store.findTest(act.tx, clientId, testId, act.zone);
  const specimen = found?.facts.specimen;
  if (!specimen) return found ? refuse('nothing-collected', 'Record the collection first.') : NOT_FOUND;
  const before = await store.listCustody(act.tx, specimen.id);
  const last = before.at(-1);
  const decided = decideHandOver(before, {
    ...made, at: made.at ?? act.now, id: act.newId(), specimenId: specimen.id, no: before.length + 1, from: last?.to ?? 'client', recordedBy: act.actor.subjectId,
  }, act.now);
  if (!decided.ok) return decided;
  await store.addCustody(act.tx, clientId, decided.value);
  return accept({});
});

export const recordResult = handle(api.recordResult, async (act, { clientId, testId, readings, measures }) => {
  const [found, rules] = await Promise.all([findRead(act, clientId, testId), findRuleBook(act.tx, act.today)]);
  if (!found) return NOT_FOUND;
  const { facts } = found;
  const decided = decideResult(facts, readings, facts.specimen === null || deviceWorked(facts.specimen, rules));
  if (!decided.ok) return decided;
  const validity = judgeValidity(measures ?? NOTHING_MEASURED, temperatureInRange(facts.specimen!, rules), rules);
  const result = { readings, measures, validity };
  await fact(act, { clientId, testId }, 'result', result);
  const after: TestFacts = { ...facts, result: { at: act.now, by: act.actor.subjectId, ...result } };
  return accept({ validity, reads: shownReads(after, interpret(after, takenFor(after, found.all, found.stops, act.zone))) });
});

export const orderConfirmation = handle(api.orderConfirmation, async (act, { clientId, testId, analytes, why }) => {
  const found = await store.findTest(act.tx, clientId, testId, act.zone);
  if (!found) return NOT_FOUND;
  const decided = decideConfirmation(found.facts, analytes);
  if (!decided.ok) return decided;
  await fact(act, { clientId, testId }, 'confirmation', { analytes, why });
  return accept({});
});

export const recordConfirmation = handle(api.recordConfirmation, async (act, { clientId, testId, readings }) => {
  const found = await findRead(act, clientId, testId);
  if (!found) return NOT_FOUND;
  const decided = decideDefinitive(found.facts, readings);
  if (!decided.ok) return decided;
  await fact(act, { clientId, testId }, 'definitive', { readings });
  const after: TestFacts = { ...found.facts, definitive: { at: act.now, by: act.actor.subjectId, readings } };
  return accept({ reads: shownReads(after, interpret(after, takenFor(after, found.all, found.stops, act.zone))) });
});

export const reviewTestWithClient = handle(api.reviewTestWithClient, async (act, { clientId, testId, outcome, clientSaid }) => {
  const found = await store.findTest(act.tx, clientId, testId, act.zone);
  if (!found) return NOT_FOUND;
  const decided = decideReview(found.facts, outcome, clientSaid);
  if (!decided.ok) return decided;
  await fact(act, { clientId, testId }, 'review', { outcome, clientSaid });
  return accept({});
});

export const drugTestingHandlers = [
  saveTestingPlan, readTests, readTest, listTestsToday, drawTests, askTestToday, answerCallIn, readTestToday, sayCannotTest, tellOfUse, recordSelfReport,
  orderTest, excuseTest, recordSpecimen, recordTestOutcome, handOverSpecimen, recordResult, orderConfirmation, recordConfirmation, reviewTestWithClient,
];

/** Every five minutes: promises come long before, and a release that was missed is made up for soon. */
export const drugTestingJobs: Job[] = [{ operation: api.drawTests.name, cron: '*/5 * * * *' }];
