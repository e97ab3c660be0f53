import { db, sql, type Tx } from '../../platform/database/tx.ts';
import { daysBetween, dateIn, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { WINDOW_DAYS } from './cutoffs.ts';
import type { OnRoster } from './draw.ts';
import type {
  Analyte, CallInCheck, CustodyEvent, Draw, DrawDay, DrugTest, Specimen, TestFacts, TestingPlan,
} from './model.ts';
import type { Told } from './told.ts';

const PLAN = sql`plan_id as id, client_id as "clientId", effective_from as "effectiveFrom", ends_on as "endsOn", tests_per_week as "testsPerWeek",
  collection_weekdays as "collectionWeekdays", longest_gap_days as "longestGapDays", matrix, panel, place, opens_at as "opensAt",
  closes_at as "closesAt", exceptions, reason, decided_by as "decidedBy", decided_at as "decidedAt"`;

export const listPlans = (tx: Tx, clientId: Id): Promise<TestingPlan[]> => tx.all(sql<TestingPlan>`
  select ${PLAN} from testing_plan where agency_id = ${tx.agencyId} and client_id = ${clientId} order by effective_from`);

export const addPlan = (tx: Tx, p: TestingPlan): Promise<number> => tx.run(db.insertInto('testing_plan').values({
  agency_id: tx.agencyId, plan_id: p.id, client_id: p.clientId, effective_from: p.effectiveFrom, ends_on: p.endsOn, tests_per_week: p.testsPerWeek,
  collection_weekdays: p.collectionWeekdays, longest_gap_days: p.longestGapDays, matrix: p.matrix, panel: p.panel, place: p.place,
  opens_at: p.opensAt, closes_at: p.closesAt, exceptions: JSON.stringify(p.exceptions), reason: p.reason, decided_by: p.decidedBy, decided_at: p.decidedAt,
}));

// the draw

/** A promised day; the secret only once its release time has passed (a policy of the database sees to it). */
export const findDrawDay = (tx: Tx, date: LocalDate): Promise<DrawDay | undefined> => tx.maybe(sql<DrawDay>`
  select p.draw_on as date, p.algorithm, p.commitment, p.committed_at as "committedAt", p.releases_at as "releasesAt",
    r.released_at as "releasedAt", r.release_value as "releaseValue", s.secret
  from draw_promise p left join draw_release r using (agency_id, draw_on) left join draw_secret s using (agency_id, draw_on)
  where p.agency_id = ${tx.agencyId} and p.draw_on = ${date}`);

export const listPromisedDays = async (tx: Tx, from: LocalDate, to: LocalDate): Promise<LocalDate[]> =>
  (await tx.all(sql<{ date: LocalDate }>`select draw_on as date from draw_promise where agency_id = ${tx.agencyId}
    and draw_on between ${from} and ${to}`)).map((row) => row.date);

export const findLastReleasedDay = async (tx: Tx): Promise<LocalDate | null> =>
  (await tx.one(sql<{ date: LocalDate | null }>`select max(draw_on) as date from draw_release where agency_id = ${tx.agencyId}`)).date;

export async function promiseDay(tx: Tx, day: Omit<DrawDay, 'releasedAt' | 'releaseValue'>): Promise<void> {
  await tx.run(db.insertInto('draw_promise').values({
    agency_id: tx.agencyId, draw_on: day.date, algorithm: day.algorithm, commitment: day.commitment, committed_at: day.committedAt, releases_at: day.releasesAt,
  }));
  await tx.run(db.insertInto('draw_secret').values({ agency_id: tx.agencyId, draw_on: day.date, secret: day.secret! }));
}

/** @returns false if somebody released that day first: then there is nothing left to do */
export const releaseDay = async (tx: Tx, date: LocalDate, releasedAt: Instant, releaseValue: string): Promise<boolean> =>
  (await tx.run(sql`insert into draw_release (agency_id, draw_on, released_at, release_value)
    values (${tx.agencyId}, ${date}, ${releasedAt}, ${releaseValue}) on conflict do nothing`)) === 1;

/** Everybody with a plan in force and an open episode on a day, with all their plans and recent draws. */
export async function listRoster(tx: Tx, date: LocalDate, decidedBefore: Instant): Promise<OnRoster[]> {
  return tx.all(sql<OnRoster>`
    select p.client_id as "clientId", json_agg(json_build_object('id', p.plan_id, 'clientId', p.client_id, 'effectiveFrom', p.effective_from,
        'endsOn', p.ends_on, 'testsPerWeek', p.tests_per_week, 'collectionWeekdays', p.collection_weekdays, 'longestGapDays', p.longest_gap_days,
        'matrix', p.matrix, 'panel', p.panel, 'place', p.place, 'opensAt', p.opens_at, 'closesAt', p.closes_at, 'exceptions', p.exceptions,
        'reason', p.reason, 'decidedBy', p.decided_by, 'decidedAt', p.decided_at)) as plans,
      coalesce((select json_agg(d.draw_on) from draw d where d.agency_id = ${tx.agencyId} and d.client_id = p.client_id
        and d.selected and d.draw_on < ${date}::date and d.draw_on >= ${date}::date - 150), '[]') as drawn
    from testing_plan p where p.agency_id = ${tx.agencyId} and p.effective_from <= ${date} and p.decided_at <= ${decidedBefore}
      and exists (select from episode e where e.agency_id = p.agency_id and e.client_id = p.client_id
        and e.admitted_at <= ${decidedBefore} and (e.ended_at is null or e.ended_at > ${decidedBefore}))
    group by p.client_id order by p.client_id`);
}

export async function addDraws(tx: Tx, draws: readonly Draw[]): Promise<void> {
  if (draws.length === 0) return;
  await tx.run(sql`insert into draw (agency_id, draw_on, client_id, plan_id, odds, odds_reason, score, selected)
    select ${tx.agencyId}, d.* from json_to_recordset(${JSON.stringify(draws.map((d) => ({
      draw_on: d.date, client_id: d.clientId, plan_id: d.planId, odds: d.odds, odds_reason: d.oddsReason, score: d.score, selected: d.selected,
    })))}::json) as d(draw_on date, client_id uuid, plan_id uuid, odds double precision, odds_reason text, score text, selected boolean)`);
}

export const findDraw = (tx: Tx, clientId: Id, date: LocalDate): Promise<Draw | undefined> => tx.maybe(sql<Draw>`
  select client_id as "clientId", draw_on as date, plan_id as "planId", odds, odds_reason as "oddsReason", score, selected
  from draw where agency_id = ${tx.agencyId} and client_id = ${clientId} and draw_on = ${date}`);

export const listDraws = (tx: Tx, date: LocalDate): Promise<Draw[]> => tx.all(sql<Draw>`
  select client_id as "clientId", draw_on as date, plan_id as "planId", odds, odds_reason as "oddsReason", score, selected
  from draw where agency_id = ${tx.agencyId} and draw_on = ${date}`);

/** Every promised day up to a date, released or not, and days that have outcomes without any promise. */
export const listDrawDays = (tx: Tx, to: LocalDate): Promise<DrawDay[]> => tx.all(sql<DrawDay>`
  select p.draw_on as date, p.algorithm, p.commitment, p.committed_at as "committedAt", p.releases_at as "releasesAt",
    r.released_at as "releasedAt", r.release_value as "releaseValue", s.secret
  from draw_promise p left join draw_release r using (agency_id, draw_on) left join draw_secret s using (agency_id, draw_on)
  where p.agency_id = ${tx.agencyId} and p.draw_on <= ${to} order by p.draw_on`);

/** Where tests and draws disagree: drawn without a test, or a random test that nobody drew. */
export const listTestsWithoutDraw = (tx: Tx): Promise<{ date: LocalDate; clientId: Id; what: string }[]> => tx.all(sql`
  select coalesce(d.draw_on, t.test_on) as date, coalesce(d.client_id, t.client_id) as "clientId",
    case when t.test_id is null then 'was drawn and has no test' else 'has a random test and was not drawn' end as what
  from (select * from draw where agency_id = ${tx.agencyId} and selected) d
    full join (select * from drug_test where agency_id = ${tx.agencyId} and reason = 'random') t
      on t.client_id = d.client_id and t.test_on = d.draw_on
  where d.client_id is null or t.test_id is null`);

// tests

export const addTest = (tx: Tx, t: DrugTest): Promise<number> => tx.run(db.insertInto('drug_test').values({
  agency_id: tx.agencyId, test_id: t.id, client_id: t.clientId, test_on: t.date, reason: t.reason, matrix: t.matrix, panel: t.panel, place: t.place,
  opens_at: t.opensAt, closes_at: t.closesAt, ordered_by: t.orderedBy, ordered_at: t.orderedAt, why: t.why, retest_of: t.retestOf,
}));

type FactKind = 'refused' | 'unable_to_provide' | 'invalid_device' | 'cancelled_by_program' | 'cannot_come' | 'excuse' | 'result' | 'confirmation' | 'definitive' | 'review';
type FactRow = { kind: FactKind; at: Instant; by: Id; fact: Record<string, unknown> };
type SelfReport = { clientId: Id; at: Instant; analytes: Analyte[]; said: string };
type TestRow = DrugTest & { number: string; specimen: Specimen | null; facts: FactRow[]; checks: CallInCheck[] };

const TEST = sql`t.test_id as id, t.client_id as "clientId", t.test_on as date, t.reason, t.matrix, t.panel, t.place, t.opens_at as "opensAt",
  t.closes_at as "closesAt", t.ordered_by as "orderedBy", t.ordered_at as "orderedAt", t.why, t.retest_of as "retestOf", c.number,
  (select s.form from specimen s where s.agency_id = t.agency_id and s.test_id = t.test_id) as specimen,
  coalesce((select json_agg(json_build_object('kind', f.kind, 'at', f.at, 'by', f.by_id, 'fact', f.fact) order by f.at, f.fact_id)
    from test_fact f where f.agency_id = t.agency_id and f.test_id = t.test_id), '[]') as facts,
  coalesce((select json_agg(json_build_object('clientId', k.client_id, 'date', k.asked_on, 'at', k.at, 'channel', k.channel) order by k.at)
    from call_in_check k where k.agency_id = t.agency_id and k.client_id = t.client_id and k.asked_on = t.test_on), '[]') as checks
  from drug_test t join client c on c.agency_id = t.agency_id and c.client_id = t.client_id`;

export type KeptTest = { facts: TestFacts; number: string; cannot: { at: Instant; why: string }[] };

const TOLD_BEFORE_DAYS = 7;
/** Does what the client told of belong to this test? Told at most as long before it as the substance can show. */
function tellsOf(report: SelfReport, test: DrugTest, zone: string): boolean {
  const before = daysBetween(dateIn(report.at, zone), test.date);
  const window = report.analytes.length === 0 ? TOLD_BEFORE_DAYS : Math.max(...report.analytes.map((a) => WINDOW_DAYS[a]));
  return before >= 0 && before <= window;
}

function keptOf({ number, specimen, facts, checks, ...test }: TestRow, reports: readonly SelfReport[], zone: string): KeptTest {
  const of = (kind: FactKind) => facts.filter((f) => f.kind === kind);
  const one = <T>(kind: FactKind): T | null => {
    const found = of(kind)[0];
    return found ? { at: found.at, by: found.by, ...found.fact } as T : null;
  };
  const confirmation = one<{ at: Instant; analytes: Analyte[]; why: string }>('confirmation');
  return {
    number,
    cannot: of('cannot_come').map((f) => ({ at: f.at, why: String(f.fact.why) })),
    facts: {
      test, checks, specimen,
      outcomes: facts.filter((f) => ['refused', 'unable_to_provide', 'invalid_device', 'cancelled_by_program'].includes(f.kind))
        .map((f) => ({ kind: f.kind as TestFacts['outcomes'][number]['kind'], at: f.at, why: String(f.fact.why) })),
      excuse: one('excuse'), result: one('result'),
      confirmation: confirmation && { orderedAt: confirmation.at, analytes: confirmation.analytes, why: confirmation.why },
      definitive: one('definitive'),
      reviews: of('review').map((f) => ({ at: f.at, by: f.by, ...f.fact }) as TestFacts['reviews'][number]),
      selfReports: reports.filter((r) => r.clientId === test.clientId && tellsOf(r, test, zone)).map(({ at, analytes, said }) => ({ at, analytes, said })),
    },
  };
}

const listReports = (tx: Tx, clientId: Id | null): Promise<SelfReport[]> => tx.all(sql<SelfReport>`
  select client_id as "clientId", at, analytes, said from self_report
  where agency_id = ${tx.agencyId} ${clientId === null ? sql`` : sql`and client_id = ${clientId}`} order by at`);

/** What one client told of, the oldest first. */
export const listTold = (tx: Tx, clientId: Id): Promise<Told[]> => tx.all(sql<Told>`
  select report_id as id, at, analytes, said, by_id = client_id as own from self_report
  where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at, report_id`);

/** All tests of one client, newest first. */
export async function listTests(tx: Tx, clientId: Id, zone: string): Promise<KeptTest[]> {
  const [rows, reports] = await Promise.all([
    tx.all(sql<TestRow>`select ${TEST} where t.agency_id = ${tx.agencyId} and t.client_id = ${clientId} order by t.test_on desc, t.ordered_at desc limit 400`),
    listReports(tx, clientId),
  ]);
  return rows.map((row) => keptOf(row, reports, zone));
}

export const findTest = async (tx: Tx, clientId: Id, testId: Id, zone: string): Promise<KeptTest | undefined> => {
  const [row, reports] = await Promise.all([
    tx.maybe(sql<TestRow>`select ${TEST} where t.agency_id = ${tx.agencyId} and t.client_id = ${clientId} and t.test_id = ${testId}`),
    listReports(tx, clientId),
  ]);
  return row && keptOf(row, reports, zone);
};

/** The tests of a stretch of days, of everybody within reach. */
export async function listTestsBetween(tx: Tx, from: LocalDate, to: LocalDate, zone: string): Promise<KeptTest[]> {
  const rows = await tx.all(sql<TestRow>`select ${TEST} where t.agency_id = ${tx.agencyId} and t.test_on between ${from} and ${to}
    order by t.test_on, c.number limit 2000`);
  return rows.map((row) => keptOf(row, [], zone));
}

export const addFact = (tx: Tx, f: { id: Id; testId: Id; clientId: Id; kind: FactKind; at: Instant; by: Id; fact: object }): Promise<number> =>
  tx.run(db.insertInto('test_fact').values({
    agency_id: tx.agencyId, fact_id: f.id, test_id: f.testId, client_id: f.clientId, kind: f.kind, at: f.at, by_id: f.by, fact: JSON.stringify(f.fact),
  }));

export const addSpecimen = (tx: Tx, s: Specimen): Promise<number> => tx.run(db.insertInto('specimen').values({
  agency_id: tx.agencyId, specimen_id: s.id, test_id: s.testId, client_id: s.clientId, collected_at: s.collectedAt, collected_by: s.collectedBy,
  matrix: s.matrix, observed: s.observed, observed_reason: s.observedReason, seal_number: s.sealNumber, form: JSON.stringify(s),
}));

export const listCustody = (tx: Tx, specimenId: Id): Promise<CustodyEvent[]> => tx.all(sql<CustodyEvent>`
  select custody_event_id as id, specimen_id as "specimenId", no, from_holder as "from", to_holder as "to", at, purpose, seal_intact as "sealIntact",
    condition, recorded_by as "recordedBy" from custody_event where agency_id = ${tx.agencyId} and specimen_id = ${specimenId} order by no`);

export const addCustody = (tx: Tx, clientId: Id, e: CustodyEvent): Promise<number> => tx.run(sql`
  insert into custody_event (agency_id, specimen_id, no, custody_event_id, client_id, from_holder, to_holder, at, purpose, condition, seal_intact, recorded_by)
  values (${tx.agencyId}, ${e.specimenId}, ${e.no}, ${e.id}, ${clientId}, ${e.from}, ${e.to}, ${e.at}, ${e.purpose}, ${e.condition}, ${e.sealIntact}, ${e.recordedBy})`);

export const addCheck = (tx: Tx, c: CallInCheck & { id: Id; by: Id }): Promise<number> => tx.run(db.insertInto('call_in_check').values({
  agency_id: tx.agencyId, check_id: c.id, client_id: c.clientId, asked_on: c.date, at: c.at, channel: c.channel, by_id: c.by,
}));
export const listChecks = (tx: Tx, clientId: Id, date: LocalDate): Promise<CallInCheck[]> => tx.all(sql<CallInCheck>`
  select client_id as "clientId", asked_on as date, at, channel from call_in_check
  where agency_id = ${tx.agencyId} and client_id = ${clientId} and asked_on = ${date} order by at`);

export const addSelfReport = (tx: Tx, r: { id: Id; clientId: Id; at: Instant; analytes: Analyte[]; said: string; by: Id }): Promise<number> =>
  tx.run(db.insertInto('self_report').values({
    agency_id: tx.agencyId, report_id: r.id, client_id: r.clientId, at: r.at, analytes: r.analytes, said: r.said, by_id: r.by,
  }));
