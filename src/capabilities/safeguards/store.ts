import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { CheckIn, CheckInFact, SafetyPlan } from './model.ts';

export type PlanRow = { id: Id; clientId: Id; version: number; plan: SafetyPlan; opioids: boolean; madeWith: string | null; madeAt: Instant };

/** All versions of a client's safety plan, the newest first. `madeWith` are initials. */
export const listPlans = (tx: Tx, clientId: Id): Promise<PlanRow[]> => tx.all(sql<PlanRow>`
  select p.safety_plan_id as id, p.client_id as "clientId", p.version, p.plan, p.opioids, s.initials as "madeWith",
    p.made_at as "madeAt"
  from safety_plan p left join staff s on s.agency_id = p.agency_id and s.staff_id = p.made_with
  where p.agency_id = ${tx.agencyId} and p.client_id = ${clientId} order by p.version desc`);

/** The plan in force alone; runs as `disclosure` too, where a consent names it. */
export const findPlan = (tx: Tx, clientId: Id): Promise<{ plan: SafetyPlan; version: number } | undefined> => tx.maybe(sql`
  select plan, version from safety_plan where agency_id = ${tx.agencyId} and client_id = ${clientId} order by version desc limit 1`);

export const addPlan = (tx: Tx, p: { id: Id; clientId: Id; version: number; plan: SafetyPlan; opioids: boolean; madeWith: Id | null; madeAt: Instant }): Promise<number> =>
  tx.run(db.insertInto('safety_plan').values({
    agency_id: tx.agencyId, safety_plan_id: p.id, client_id: p.clientId, version: p.version, plan: JSON.stringify(p.plan),
    opioids: p.opioids, made_with: p.madeWith, made_at: p.madeAt,
  }));

export type CheckInRow = CheckInFact & { receivedAt: Instant };

const CHECK_IN = sql`check_in_id as id, client_id as "clientId", on_day as "on", at, received_at as "receivedAt", craving, mood,
  sleep_hours as "sleepHours", medication, used, safe, words`;

/** Check-ins since a day, the newest first. */
export const listCheckIns = (tx: Tx, clientId: Id, since: LocalDate): Promise<CheckInRow[]> => tx.all(sql<CheckInRow>`
  select ${CHECK_IN} from check_in where agency_id = ${tx.agencyId} and client_id = ${clientId} and on_day >= ${since}
  order by at desc limit 400`);

export const findCheckIn = (tx: Tx, clientId: Id, id: Id): Promise<CheckInRow | undefined> => tx.maybe(sql<CheckInRow>`
  select ${CHECK_IN} from check_in where agency_id = ${tx.agencyId} and client_id = ${clientId} and check_in_id = ${id}`);

/** @returns 0 if this very check-in was here already */
export const addCheckIn = (tx: Tx, clientId: Id, c: CheckIn & { at: Instant }, receivedAt: Instant): Promise<number> => tx.run(sql`
  insert into check_in (agency_id, check_in_id, client_id, on_day, at, received_at, craving, mood, sleep_hours, medication, used, safe, words)
  values (${tx.agencyId}, ${c.id}, ${clientId}, ${c.on}, ${c.at}, ${receivedAt}, ${c.craving}, ${c.mood}, ${c.sleepHours},
    ${c.medication}, ${c.used}, ${c.safe}, ${c.words})
  on conflict (agency_id, check_in_id) do nothing`);

export type AnswerRow = { checkInId: Id; at: Instant; by: string; did: string };

export const listAnswers = (tx: Tx, clientId: Id): Promise<AnswerRow[]> => tx.all(sql<AnswerRow>`
  select a.check_in_id as "checkInId", a.at, s.initials as by, a.did from check_in_answer a
    join staff s on s.agency_id = a.agency_id and s.staff_id = a.by_staff_id
  where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId} order by a.at`);

export const addAnswer = (tx: Tx, a: { id: Id; checkInId: Id; clientId: Id; by: Id; at: Instant; did: string }): Promise<number> =>
  tx.run(db.insertInto('check_in_answer').values({
    agency_id: tx.agencyId, check_in_answer_id: a.id, check_in_id: a.checkInId, client_id: a.clientId, by_staff_id: a.by, at: a.at, did: a.did,
  }));

export type OutreachRow = { id: Id; at: Instant; by: string; how: string; reached: boolean; words: string };

export const listOutreach = (tx: Tx, clientId: Id): Promise<OutreachRow[]> => tx.all(sql<OutreachRow>`
  select o.outreach_id as id, o.at, s.initials as by, o.how, o.reached, o.words from outreach o
    join staff s on s.agency_id = o.agency_id and s.staff_id = o.by_staff_id
  where o.agency_id = ${tx.agencyId} and o.client_id = ${clientId} order by o.at desc limit 100`);

export const addOutreach = (tx: Tx, o: { id: Id; clientId: Id; by: Id; at: Instant; how: string; reached: boolean; words: string }): Promise<number> =>
  tx.run(db.insertInto('outreach').values({
    agency_id: tx.agencyId, outreach_id: o.id, client_id: o.clientId, by_staff_id: o.by, at: o.at, how: o.how, reached: o.reached, words: o.words,
  }));

export type CallRequestRow = { id: Id; at: Instant; words: string };

export const listCallRequests = (tx: Tx, clientId: Id): Promise<CallRequestRow[]> => tx.all(sql<CallRequestRow>`
  select call_request_id as id, at, words from call_request where agency_id = ${tx.agencyId} and client_id = ${clientId}
  order by at desc limit 50`);

/** @returns 0 if it was here already */
export const addCallRequest = (tx: Tx, r: { id: Id; clientId: Id; at: Instant; words: string }): Promise<number> => tx.run(sql`
  insert into call_request (agency_id, call_request_id, client_id, at, words)
  values (${tx.agencyId}, ${r.id}, ${r.clientId}, ${r.at}, ${r.words}) on conflict (agency_id, call_request_id) do nothing`);
