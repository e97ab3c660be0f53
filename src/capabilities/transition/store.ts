import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Admission } from '../admissions/admission-gate.ts';
import type { DischargeDraft, DischargeType, FollowUp, Rung, SummaryPart } from './model.ts';

export const listIntakeItems = (tx: Tx, clientId: Id): Promise<{ item: string; at: Instant }[]> => tx.all(db.selectFrom('intake_item')
  .where('agency_id', '=', tx.agencyId).where('client_id', '=', clientId).select(['item', 'at']).orderBy('at'));

export const addIntakeItem = (tx: Tx, i: { id: Id; clientId: Id; item: string; words: string; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('intake_item').values({ agency_id: tx.agencyId, intake_item_id: i.id, client_id: i.clientId, item: i.item,
    words: i.words, at: i.at, by_staff_id: i.by }));

export const addAdmission = (tx: Tx, a: Admission & { episodeId: Id; clientId: Id; levelDecisionId: Id | null; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('admission').values({ agency_id: tx.agencyId, episode_id: a.episodeId, client_id: a.clientId, met: JSON.stringify(a.met),
    overridden: JSON.stringify(a.overridden), level_decision_id: a.levelDecisionId, at: a.at, by_staff_id: a.by }));

export type GraduationPlan = { items: string[]; ownWords: string; nextAppointmentOn: LocalDate | null; nextAppointmentWith: string;
  medicationFollowUpOn: LocalDate | null; clientAgrees: boolean | null; version: Instant };

export const findGraduationPlan = (tx: Tx, clientId: Id, episodeId: Id): Promise<GraduationPlan | undefined> => tx.maybe(sql<GraduationPlan>`
  select items, own_words as "ownWords", next_appointment_on as "nextAppointmentOn", next_appointment_with as "nextAppointmentWith",
    medication_follow_up_on as "medicationFollowUpOn", client_agrees as "clientAgrees", version_from as version from graduation_plan
  where agency_id = ${tx.agencyId} and client_id = ${clientId} and episode_id = ${episodeId}`);

/** @returns the new version, or undefined if somebody saved since `version` was read (null: there was none) */
export const saveGraduationPlan = (tx: Tx, clientId: Id, episodeId: Id, p: Omit<GraduationPlan, 'version'>, version: Instant | null): Promise<{ version: Instant } | undefined> =>
  version === null
    ? tx.maybe(sql<{ version: Instant }>`insert into graduation_plan (agency_id, episode_id, client_id, items, own_words, next_appointment_on,
        next_appointment_with, medication_follow_up_on, client_agrees) values (${tx.agencyId}, ${episodeId}, ${clientId}, ${JSON.stringify(p.items)}, ${p.ownWords},
        ${p.nextAppointmentOn}, ${p.nextAppointmentWith}, ${p.medicationFollowUpOn}, ${p.clientAgrees}) on conflict do nothing returning version_from as version`)
    : tx.maybe(sql<{ version: Instant }>`update graduation_plan set items = ${JSON.stringify(p.items)}, own_words = ${p.ownWords},
        next_appointment_on = ${p.nextAppointmentOn}, next_appointment_with = ${p.nextAppointmentWith},
        medication_follow_up_on = ${p.medicationFollowUpOn}, client_agrees = ${p.clientAgrees} where agency_id = ${tx.agencyId} and episode_id = ${episodeId}
        and client_id = ${clientId} and version_from = ${version}::timestamptz returning version_from as version`);

export type StepRow = { stepId: Id; from: Rung; to: Rung; reason: string; at: Instant; by: string; clientSaid: string };
export const listSteps = (tx: Tx, clientId: Id, episodeId: Id): Promise<StepRow[]> => tx.all(sql<StepRow>`
  select s.step_id as "stepId", s.from_rung as "from", s.to_rung as "to", s.reason, s.at, t.initials as by, s.client_said as "clientSaid"
  from step s join staff t on t.agency_id = s.agency_id and t.staff_id = s.by_staff_id
  where s.agency_id = ${tx.agencyId} and s.client_id = ${clientId} and s.episode_id = ${episodeId} order by s.at, s.step_id`);

export const addStep = (tx: Tx, s: { id: Id; clientId: Id; episodeId: Id; from: Rung; to: Rung; reason: string; receivedBy: string;
  clientSaid: string; taperWeeks: number | null; at: Instant; by: Id }): Promise<number> => tx.run(db.insertInto('step').values({
  agency_id: tx.agencyId, step_id: s.id, client_id: s.clientId, episode_id: s.episodeId, from_rung: s.from, to_rung: s.to, reason: s.reason,
  received_by: s.receivedBy, client_said: s.clientSaid, taper_weeks: s.taperWeeks, at: s.at, by_staff_id: s.by }));

export const setLevelOfCare = (tx: Tx, episodeId: Id, level: string): Promise<number> => tx.run(db.updateTable('episode')
  .set({ level_of_care: level }).where('agency_id', '=', tx.agencyId).where('episode_id', '=', episodeId));

export const endEpisode = (tx: Tx, episodeId: Id, at: Instant): Promise<number> => tx.run(db.updateTable('episode')
  .set({ ended_at: at }).where('agency_id', '=', tx.agencyId).where('episode_id', '=', episodeId).where('ended_at', 'is', null));

export type DischargeRow = { dischargeId: Id; episodeId: Id; type: DischargeType; reason: string; on: LocalDate; facts: Omit<DischargeDraft, 'id'>;
  decidedAt: Instant; decidedBy: Id; by: string; signedAt: Instant | null };

/** The newest discharge of a client, with whether its summary is signed. */
export const findDischarge = (tx: Tx, clientId: Id): Promise<DischargeRow | undefined> => tx.maybe(sql<DischargeRow>`
  select d.discharge_id as "dischargeId", d.episode_id as "episodeId", d.type, d.reason, d.on_day as "on", d.facts, d.decided_at as "decidedAt",
    d.decided_by as "decidedBy", t.initials as by, s.signed_at as "signedAt"
  from discharge d join staff t on t.agency_id = d.agency_id and t.staff_id = d.decided_by
    left join discharge_summary s on s.agency_id = d.agency_id and s.discharge_id = d.discharge_id
  where d.agency_id = ${tx.agencyId} and d.client_id = ${clientId} order by d.decided_at desc limit 1`);

export const addDischarge = (tx: Tx, d: Omit<DischargeDraft, 'id'> & { dischargeId: Id; episodeId: Id; at: Instant; by: Id }): Promise<number> => {
  const { dischargeId, episodeId, at, by, ...facts } = d;
  return tx.run(db.insertInto('discharge').values({ agency_id: tx.agencyId, discharge_id: dischargeId, client_id: d.clientId, episode_id: episodeId,
    type: d.type, reason: d.reason, facts: JSON.stringify(facts), on_day: d.on, decided_at: at, decided_by: by }));
};

export type SignedSummary = { parts: { part: SummaryPart; title: string; text: string }[]; text: string; hash: string; at: Instant; by: string; as: string };
export const findSummary = (tx: Tx, clientId: Id, dischargeId: Id): Promise<SignedSummary | undefined> => tx.maybe(sql<SignedSummary>`
  select s.parts, s.signed_text as text, s.signed_hash as hash, s.signed_at as at, t.initials as by, s.signed_as as "as"
  from discharge_summary s join staff t on t.agency_id = s.agency_id and t.staff_id = s.signed_by
  where s.agency_id = ${tx.agencyId} and s.client_id = ${clientId} and s.discharge_id = ${dischargeId}`);

export const addSummary = (tx: Tx, s: { dischargeId: Id; clientId: Id; parts: SignedSummary['parts']; text: string; hash: string; at: Instant; by: Id; as: string }): Promise<number> =>
  tx.run(db.insertInto('discharge_summary').values({ agency_id: tx.agencyId, discharge_id: s.dischargeId, client_id: s.clientId,
    parts: JSON.stringify(s.parts), signed_text: s.text, signed_hash: s.hash, signed_at: s.at, signed_by: s.by, signed_as: s.as }));

export const listFollowUps = (tx: Tx, clientId: Id, dischargeId: Id): Promise<FollowUp[]> => tx.all(sql<FollowUp>`
  select follow_up_id as id, client_id as "clientId", day_number as "dayNumber", outcome, doing, wants_back as "wantsBack", words, at
  from follow_up where agency_id = ${tx.agencyId} and client_id = ${clientId} and discharge_id = ${dischargeId} order by at`);

export const addFollowUp = (tx: Tx, f: FollowUp & { dischargeId: Id; by: Id }): Promise<number> => tx.run(db.insertInto('follow_up').values({
  agency_id: tx.agencyId, follow_up_id: f.id, client_id: f.clientId, discharge_id: f.dischargeId, day_number: f.dayNumber, outcome: f.outcome,
  doing: f.doing, wants_back: f.wantsBack, words: f.words, at: f.at, by_staff_id: f.by }));
