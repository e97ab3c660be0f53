import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import type { PlanBody, PlanKind, PlanSignature, PlanVersion, ReviewReason } from './model.ts';

export type FoundSignature = PlanSignature & { role: string; credential: string; mark: string; text: string };
export type FoundVersion = Omit<PlanVersion, 'signatures'> & { signatures: FoundSignature[]; author: string; version: string; lockedAt: Instant | null };

/** All versions of a client's plan with their signatures, first to last. As `disclosure`: if a consent names the plan. */
export const listVersions = (tx: Tx, clientId: Id): Promise<FoundVersion[]> => tx.all(sql<FoundVersion>`
  select v.plan_version_id as id, v.client_id as "clientId", v.number, v.kind, v.reason, v.body, v.author_id as "authorId", v.made_at as "madeAt",
    v.hands, v.locked_at as "lockedAt", v.version_from::text as version, '' as author,
    coalesce((select json_agg(json_build_object('hand', s.hand, 'signerId', s.signer_id, 'signerName', s.signer_name, 'role', s.role,
      'credential', s.credential, 'signedAt', to_char(s.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'declinedReason', s.declined_reason, 'mark', coalesce(s.mark, ''), 'text', s.text) order by s.signed_at)
      from plan_signature s where s.agency_id = v.agency_id and s.plan_version_id = v.plan_version_id), '[]') as signatures
  from plan_version v where v.agency_id = ${tx.agencyId} and v.client_id = ${clientId} order by v.number`);

/** Initials of the authors of a client's versions, by staff id. */
export const listAuthors = async (tx: Tx, clientId: Id): Promise<Map<Id, string>> => new Map((await tx.all(sql<{ id: Id; initials: string }>`
  select distinct s.staff_id as id, s.initials from plan_version v join staff s on s.agency_id = v.agency_id and s.staff_id = v.author_id
  where v.agency_id = ${tx.agencyId} and v.client_id = ${clientId}`)).map((r) => [r.id, r.initials]));

export const addVersion = (tx: Tx, v: { id: Id; clientId: Id; kind: PlanKind; reason: ReviewReason; body: PlanBody; by: Id; at: Instant }): Promise<{ version: string }> =>
  tx.one(sql<{ version: string }>`
    insert into plan_version (agency_id, plan_version_id, client_id, number, kind, reason, body, author_id, made_at)
    select ${tx.agencyId}, ${v.id}, ${v.clientId}, 1 + coalesce(max(number), 0), ${v.kind}, ${v.reason}, ${JSON.stringify(v.body)}::jsonb, ${v.by}, ${v.at}
    from plan_version where agency_id = ${tx.agencyId} and client_id = ${v.clientId} returning version_from::text as version`);

/** @returns the new version, or undefined if somebody saved or signed since `version` was read */
export const saveBody = (tx: Tx, clientId: Id, planVersionId: Id, body: PlanBody, version: string): Promise<{ version: string } | undefined> =>
  tx.maybe(sql<{ version: string }>`update plan_version set body = ${JSON.stringify(body)} where agency_id = ${tx.agencyId}
    and client_id = ${clientId} and plan_version_id = ${planVersionId} and locked_at is null
    and version_from::text = ${version} returning version_from::text as version`);

export const dropDraft = (tx: Tx, clientId: Id, planVersionId: Id): Promise<number> => tx.run(sql`
  delete from plan_version where agency_id = ${tx.agencyId} and client_id = ${clientId} and plan_version_id = ${planVersionId} and locked_at is null`);

/** Locks a draft with the hands it needs; 0 if it is locked already. */
export const lockVersion = (tx: Tx, planVersionId: Id, hands: readonly string[], at: Instant): Promise<number> => tx.run(sql`
  update plan_version set locked_at = ${at}, hands = ${hands as string[]} where agency_id = ${tx.agencyId}
    and plan_version_id = ${planVersionId} and locked_at is null`);

export const addSignature = (tx: Tx, s: PlanSignature & {
  id: Id; planVersionId: Id; clientId: Id; role: string; credential: string; text: string; language: string; hash: string; mark: string;
}): Promise<number> => tx.run(db.insertInto('plan_signature').values({
  agency_id: tx.agencyId, plan_signature_id: s.id, plan_version_id: s.planVersionId, client_id: s.clientId, hand: s.hand,
  signer_id: s.signerId, signer_name: s.signerName, role: s.role, credential: s.credential, signed_at: s.signedAt,
  declined_reason: s.declinedReason, text: s.text, language: s.language, hash: s.hash, mark: s.mark || null,
}));

export type ReviewRequest = { id: Id; reason: ReviewReason; words: string; at: Instant };
type FoundRequest = ReviewRequest & { byClient: boolean };

export const listReviewRequests = (tx: Tx, clientId: Id): Promise<FoundRequest[]> => tx.all(sql<FoundRequest>`
  select plan_review_request_id as id, reason, words, at, by_kind = 'client' as "byClient" from plan_review_request
  where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at`);

export const addReviewRequest = (tx: Tx, r: ReviewRequest & { clientId: Id; byKind: 'staff' | 'client'; by: Id }): Promise<number> =>
  tx.run(db.insertInto('plan_review_request').values({ agency_id: tx.agencyId, plan_review_request_id: r.id, client_id: r.clientId,
    reason: r.reason, words: r.words, at: r.at, by_kind: r.byKind, by_id: r.by }));

/** When the first session after admission begins, as it is planned (PR-50). */
export const findFirstSession = async (tx: Tx, clientId: Id, since: Instant): Promise<Instant | null> => (await tx.maybe(sql<{ at: Instant | null }>`
  select min(s.start_at) as at from seat t join session s on s.agency_id = t.agency_id and s.series_id = t.series_id
      and s.planned_on >= t.from_on and (t.until_on is null or s.planned_on < t.until_on)
  where t.agency_id = ${tx.agencyId} and t.client_id = ${clientId} and s.start_at >= ${since}
    and not exists (select from session_cancel c where c.agency_id = s.agency_id and c.session_id = s.session_id)`))?.at ?? null;
