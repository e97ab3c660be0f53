import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { SignedLevel } from './api.ts';
import type { AssessmentDetails } from './assessment.ts';
import type { DecisionTable } from './decision-table.ts';
import type { NamedDiagnosis } from './diagnosis.ts';
import type { Edition, Level } from './model.ts';

export type KeptAssessment = {
  assessmentId: Id; clientId: Id; purpose: 'admission' | 'continued'; edition: Edition; startedAt: Instant; startedBy: string;
  details: AssessmentDetails; version: Instant; acceptedLevel: Level | null; words: string | null; signedAt: Instant | null;
};

const ASSESSMENT = sql`select a.assessment_id as "assessmentId", a.client_id as "clientId", a.purpose, a.edition,
    a.started_at as "startedAt", s.initials as "startedBy", a.details, a.version_from as version,
    d.accepted_level as "acceptedLevel", d.explanation->>'words' as words, d.signed_at as "signedAt"
  from assessment a join staff s on s.agency_id = a.agency_id and s.staff_id = a.started_by
    left join level_decision d on d.agency_id = a.agency_id and d.assessment_id = a.assessment_id`;

export const findAssessment = (tx: Tx, clientId: Id, assessmentId: Id): Promise<KeptAssessment | undefined> =>
  tx.maybe(sql<KeptAssessment>`${ASSESSMENT} where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId}
    and a.assessment_id = ${assessmentId}`);

export const listAssessments = (tx: Tx, clientId: Id): Promise<KeptAssessment[]> =>
  tx.all(sql<KeptAssessment>`${ASSESSMENT} where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId}
    order by a.started_at desc limit 100`);

export const addAssessment = (tx: Tx, a: {
  assessmentId: Id; clientId: Id; purpose: string; edition: Edition; startedAt: Instant; startedBy: Id; details: AssessmentDetails;
}): Promise<{ version: Instant }> => tx.one(sql<{ version: Instant }>`
  insert into assessment (agency_id, assessment_id, client_id, purpose, edition, started_at, started_by, details)
  values (${tx.agencyId}, ${a.assessmentId}, ${a.clientId}, ${a.purpose}, ${a.edition}, ${a.startedAt}, ${a.startedBy},
    ${JSON.stringify(a.details)}) returning version_from as version`);

/** @returns the new version, or undefined if somebody saved since `version` was read */
export const saveAssessment = (
  tx: Tx, clientId: Id, assessmentId: Id, details: AssessmentDetails, version: Instant,
): Promise<{ version: Instant } | undefined> => tx.maybe(sql<{ version: Instant }>`
  update assessment set details = ${JSON.stringify(details)} where agency_id = ${tx.agencyId} and client_id = ${clientId}
    and assessment_id = ${assessmentId} and version_from = ${version}::timestamptz returning version_from as version`);

/** The signed decisions of one client, newest first, each with its diagnoses and co-signature. */
export const listDecisions = (tx: Tx, clientId: Id): Promise<Omit<SignedLevel, 'signedOn'>[]> => tx.all(sql`
  select d.level_decision_id as "decisionId", d.assessment_id as "assessmentId", d.purpose, d.edition, d.ruleset,
    d.recommended_level as "recommendedLevel", d.accepted_level as "acceptedLevel", d.reason_code as "reasonCode", d.placement,
    d.explanation, d.signed_text as text, d.signed_at as "signedAt", s.initials as "signedBy", d.needs_cosign as "needsCosign",
    (select json_build_object('at', c.cosigned_at, 'by', t.initials, 'remark', c.remark) from level_cosign c
      join staff t on t.agency_id = c.agency_id and t.staff_id = c.cosigned_by
      where c.agency_id = d.agency_id and c.level_decision_id = d.level_decision_id) as cosigned,
    coalesce((select json_agg(json_build_object('substance', g.substance, 'code', g.code, 'severity', g.severity,
        'remission', g.remission, 'words', g.words, 'criteria', g.criteria) order by g.diagnosis_id)
      from diagnosis g where g.agency_id = d.agency_id and g.level_decision_id = d.level_decision_id), '[]') as diagnoses
  from level_decision d join staff s on s.agency_id = d.agency_id and s.staff_id = d.signed_by
  where d.agency_id = ${tx.agencyId} and d.client_id = ${clientId} order by d.signed_at desc, d.level_decision_id desc`);

/** The decision in force: the newest one signed, co-signed where that is needed. */
export const findLevelInForce = async (tx: Tx, clientId: Id): Promise<Omit<SignedLevel, 'signedOn'> | undefined> =>
  (await listDecisions(tx, clientId)).find((one) => !one.needsCosign || one.cosigned !== null);

export const addDecision = (tx: Tx, d: {
  id: Id; assessmentId: Id; clientId: Id; purpose: string; edition: Edition; needsCosign: boolean;
  explanation: SignedLevel['explanation']; placement: SignedLevel['placement']; text: string; hash: string;
  signedAt: Instant; signedBy: Id; credentialId: Id;
}): Promise<number> => tx.run(db.insertInto('level_decision').values({
  agency_id: tx.agencyId, level_decision_id: d.id, assessment_id: d.assessmentId, client_id: d.clientId, purpose: d.purpose,
  edition: d.edition, ruleset: d.explanation.ruleset, recommended_level: d.explanation.level,
  accepted_level: d.placement.acceptedLevel, reason_code: d.placement.reasonCode, needs_cosign: d.needsCosign,
  explanation: JSON.stringify(d.explanation), placement: JSON.stringify(d.placement), signed_text: d.text,
  signed_hash: d.hash, signed_at: d.signedAt, signed_by: d.signedBy, credential_id: d.credentialId,
}));

export const addDiagnosis = (tx: Tx, g: NamedDiagnosis & {
  id: Id; clientId: Id; decisionId: Id; substance: string; criteria: readonly number[]; at: Instant; by: Id;
}): Promise<number> => tx.run(db.insertInto('diagnosis').values({
  agency_id: tx.agencyId, diagnosis_id: g.id, client_id: g.clientId, level_decision_id: g.decisionId, substance: g.substance,
  code: g.code, severity: g.severity, remission: g.remission, criteria: JSON.stringify(g.criteria), words: g.words,
  recorded_at: g.at, recorded_by: g.by,
}));

export const addCosign = (tx: Tx, c: { decisionId: Id; clientId: Id; at: Instant; by: Id; remark: string }): Promise<number> =>
  tx.run(db.insertInto('level_cosign').values({
    agency_id: tx.agencyId, level_decision_id: c.decisionId, client_id: c.clientId, cosigned_at: c.at, cosigned_by: c.by,
    remark: c.remark,
  }));

export type AdoptedTable = DecisionTable & { fromOn: LocalDate; by: string };

/** Every table adopted, the latest first; of two from one day the later adopted holds. */
export const listDecisionTables = (tx: Tx): Promise<AdoptedTable[]> => tx.all(sql<AdoptedTable>`
  select t.name, t.version, t.cells, t.from_on as "fromOn", s.initials as by from decision_table t
    join staff s on s.agency_id = t.agency_id and s.staff_id = t.adopted_by
  where t.agency_id = ${tx.agencyId} order by t.from_on desc, t.adopted_at desc`);

export const addDecisionTable = (tx: Tx, t: DecisionTable & { id: Id; fromOn: LocalDate; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('decision_table').values({
    agency_id: tx.agencyId, decision_table_id: t.id, name: t.name, version: t.version, cells: JSON.stringify(t.cells),
    from_on: t.fromOn, adopted_at: t.at, adopted_by: t.by,
  }));

export const isSignedBy = async (tx: Tx, decisionId: Id, staffId: Id): Promise<boolean> =>
  (await tx.maybe(sql`select 1 from level_decision where agency_id = ${tx.agencyId} and level_decision_id = ${decisionId}
    and signed_by = ${staffId}`)) !== undefined;
