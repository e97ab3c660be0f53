import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Appeal, AppealDecision, Hearing, Policy, Removal, ResponseDecision, SafetyEvent, TeamReview } from './model.ts';

export const listPolicies = (tx: Tx): Promise<Policy[]> => tx.all(sql<Policy>`
  select policy_id as id, effective_from as "effectiveFrom", body, adopted_at as "adoptedAt", adopted_by as "adoptedBy"
  from accountability_policy where agency_id = ${tx.agencyId} order by effective_from`);

export const addPolicy = (tx: Tx, p: Policy): Promise<number> => tx.run(db.insertInto('accountability_policy').values({
  agency_id: tx.agencyId, policy_id: p.id, effective_from: p.effectiveFrom, body: JSON.stringify(p.body), adopted_at: p.adoptedAt, adopted_by: p.adoptedBy,
}));

export const listDecisions = (tx: Tx, clientId: Id): Promise<ResponseDecision[]> => tx.all(sql<ResponseDecision>`
  select decision_id as id, client_id as "clientId", event_key as "eventKey", event_on as "eventDate", policy_id as "policyId",
    proposed_rung as "proposedRung", rung, notice, support, reason, plan, decided_by as "decidedBy", decided_at as "decidedAt"
  from response_decision where agency_id = ${tx.agencyId} and client_id = ${clientId} order by decided_at`);

export const addDecision = (tx: Tx, d: ResponseDecision): Promise<number> => tx.run(db.insertInto('response_decision').values({
  agency_id: tx.agencyId, decision_id: d.id, client_id: d.clientId, event_key: d.eventKey, event_on: d.eventDate, policy_id: d.policyId,
  proposed_rung: d.proposedRung, rung: d.rung, notice: d.notice, support: d.support, reason: d.reason, plan: d.plan, decided_by: d.decidedBy, decided_at: d.decidedAt,
}));

export const listHearings = (tx: Tx, clientId: Id): Promise<Hearing[]> => tx.all(sql<Hearing>`
  select hearing_id as id, client_id as "clientId", event_key as "eventKey", how, words, by_id as by, by_client as "byClient", at
  from hearing where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at`);

export const addHearing = (tx: Tx, h: Hearing): Promise<number> => tx.run(db.insertInto('hearing').values({
  agency_id: tx.agencyId, hearing_id: h.id, client_id: h.clientId, event_key: h.eventKey, how: h.how, words: h.words, by_id: h.by, by_client: h.byClient, at: h.at,
}));

export const listAppeals = (tx: Tx, clientId: Id): Promise<Appeal[]> => tx.all(sql<Appeal>`
  select appeal_id as id, client_id as "clientId", decision_id as "decisionId", words, by_id as by, by_client as "byClient", at
  from appeal where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at`);

export const addAppeal = (tx: Tx, a: Appeal): Promise<number> => tx.run(db.insertInto('appeal').values({
  agency_id: tx.agencyId, appeal_id: a.id, client_id: a.clientId, decision_id: a.decisionId, words: a.words, by_id: a.by, by_client: a.byClient, at: a.at,
}));

export const listAppealDecisions = (tx: Tx, clientId: Id): Promise<AppealDecision[]> => tx.all(sql<AppealDecision>`
  select appeal_decision_id as id, appeal_id as "appealId", outcome, rung, reason, decided_by as "decidedBy", decided_at as "decidedAt"
  from appeal_decision where agency_id = ${tx.agencyId} and client_id = ${clientId} order by decided_at`);

export const addAppealDecision = (tx: Tx, clientId: Id, a: AppealDecision): Promise<number> => tx.run(db.insertInto('appeal_decision').values({
  agency_id: tx.agencyId, appeal_decision_id: a.id, appeal_id: a.appealId, client_id: clientId, outcome: a.outcome, rung: a.rung, reason: a.reason,
  decided_by: a.decidedBy, decided_at: a.decidedAt,
}));

export const listTeamReviews = (tx: Tx, clientId: Id): Promise<TeamReview[]> => tx.all(sql<TeamReview>`
  select team_review_id as id, client_id as "clientId", at, attendees, findings, offered_level as "offeredLevel", client_answer as "clientAnswer",
    recorded_by as "recordedBy" from team_review where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at`);

export const addTeamReview = (tx: Tx, t: TeamReview): Promise<number> => tx.run(db.insertInto('team_review').values({
  agency_id: tx.agencyId, team_review_id: t.id, client_id: t.clientId, at: t.at, attendees: t.attendees, findings: t.findings,
  offered_level: t.offeredLevel, client_answer: t.clientAnswer, recorded_by: t.recordedBy,
}));

/** Removals of one client, the latest last. Whether one still stands follows from its appeal. */
export const listRemovals = (tx: Tx, clientId: Id): Promise<(Removal & { episodeId: Id })[]> => tx.all(sql<Removal & { episodeId: Id }>`
  select removal_id as id, client_id as "clientId", episode_id as "episodeId", ground, event_key as "eventKey", reasons, effective_on as "effectiveOn",
    team_review_id as "teamReviewId", appeal_route as "appealRoute", transfer_offer as "transferOffer", moud_bridge as "moudBridge", naloxone, reentry,
    decided_by as "decidedBy", decided_at as "decidedAt"
  from removal where agency_id = ${tx.agencyId} and client_id = ${clientId} order by decided_at`);

export const addRemoval = (tx: Tx, r: Removal & { episodeId: Id; decidedOn: LocalDate; opioid: boolean; takesMoud: boolean }): Promise<number> =>
  tx.run(db.insertInto('removal').values({
    agency_id: tx.agencyId, removal_id: r.id, client_id: r.clientId, episode_id: r.episodeId, ground: r.ground, event_key: r.eventKey, reasons: r.reasons,
    decided_on: r.decidedOn, effective_on: r.effectiveOn, team_review_id: r.teamReviewId!, appeal_route: r.appealRoute, transfer_offer: r.transferOffer,
    reentry: r.reentry, opioid: r.opioid, naloxone: r.naloxone, takes_moud: r.takesMoud, moud_bridge: r.moudBridge, decided_by: r.decidedBy, decided_at: r.decidedAt,
  }));

export const listSafetyEvents = (tx: Tx, clientId: Id): Promise<SafetyEvent[]> => tx.all(sql<SafetyEvent>`
  select safety_event_id as id, client_id as "clientId", kind, at, what, recorded_by as "recordedBy", recorded_at as "recordedAt"
  from safety_event where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at`);

export const addSafetyEvent = (tx: Tx, s: SafetyEvent): Promise<number> => tx.run(db.insertInto('safety_event').values({
  agency_id: tx.agencyId, safety_event_id: s.id, client_id: s.clientId, kind: s.kind, at: s.at, what: s.what, recorded_by: s.recordedBy, recorded_at: s.recordedAt,
}));

/** Unexcused absences and late arrivals, as attendance stands after its corrections. */
export const listAbsences = (tx: Tx, clientId: Id): Promise<{ sessionId: Id; startAt: Instant; missed: boolean; minutesLate: number }[]> => tx.all(sql`
  select a.session_id as "sessionId", s.start_at as "startAt", a.status = 'no_show' as missed,
    greatest(0, extract(epoch from a.arrived_at - s.start_at) / 60)::int as "minutesLate"
  from attendance a join session s on s.agency_id = a.agency_id and s.session_id = a.session_id
  where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId} and a.status in ('no_show', 'present')
    and not exists (select from attendance c where c.agency_id = a.agency_id and c.replaces = a.attendance_id)
    and (a.status = 'no_show' or a.arrived_at > s.start_at) order by s.start_at`);

/**
 * Clients in the program of whom something since a day might propose a step, or whose appeal waits. Wider than the
 * rules: whether anything counts is theirs to say; most clients have nothing here and need not be read at all.
 */
export const listClientsToLookAt = (tx: Tx, since: LocalDate): Promise<{ clientId: Id; initials: string }[]> => tx.all(sql`
  select e.client_id as "clientId", c.initials from episode e join client c on c.agency_id = e.agency_id and c.client_id = e.client_id
  where e.agency_id = ${tx.agencyId} and e.ended_at is null and (
    exists (select from drug_test t where t.agency_id = e.agency_id and t.client_id = e.client_id and t.test_on >= ${since}
      and not exists (select from response_decision d where d.agency_id = t.agency_id and d.client_id = t.client_id and d.event_key = 'test:' || t.test_id)
      and not exists (select from test_fact f where f.agency_id = t.agency_id and f.test_id = t.test_id and (f.kind = 'excuse'
        or f.kind = 'result' and f.fact->>'validity' = 'acceptable' and not f.fact->'readings' @> '[{"positive": true}]')))
    or exists (select from attendance a where a.agency_id = e.agency_id and a.client_id = e.client_id and a.status in ('no_show', 'present')
      and a.recorded_at >= ${since}::date and (a.status = 'no_show' or a.arrived_at is not null)
      and exists (select from accountability_policy p where p.agency_id = e.agency_id and p.body->'counts' ?| array['no_show', 'late']))
    or exists (select from safety_event s where s.agency_id = e.agency_id and s.client_id = e.client_id)
    or exists (select from appeal a where a.agency_id = e.agency_id and a.client_id = e.client_id and not exists (
      select from appeal_decision x where x.agency_id = a.agency_id and x.appeal_id = a.appeal_id)))
  order by c.initials, c.number limit 500`);

export const listOpenClients = (tx: Tx): Promise<{ clientId: Id; initials: string }[]> => tx.all(sql`
  select e.client_id as "clientId", c.initials from episode e join client c on c.agency_id = e.agency_id and c.client_id = e.client_id
  where e.agency_id = ${tx.agencyId} and e.ended_at is null order by c.initials, c.number limit 2000`);
