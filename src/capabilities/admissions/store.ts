import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import { NOTHING_YET, type Inquiry, type InquiryDetails } from './model.ts';

type FactKind = 'danger' | 'crisis_step' | 'asked' | 'attempt' | 'requested' | 'interim' | 'offered' | 'assessment' | 'outcome';
type FactRow = { id: Id; kind: FactKind; at: Instant; by: Id; fact: Record<string, unknown> };
type InquiryRow = { id: Id; clientId: Id; initials: string; channel: Inquiry['channel']; openedAt: Instant; openedBy: Id;
  details: InquiryDetails; version: Instant; facts: FactRow[] };
export type FoundInquiry = Inquiry & { clientId: Id; initials: string; version: Instant };

const SELECT = sql`select i.inquiry_id as id, i.client_id as "clientId", c.initials, i.channel, i.opened_at as "openedAt",
    i.opened_by as "openedBy", i.details, i.version_from as version,
    coalesce((select json_agg(json_build_object('id', f.inquiry_fact_id, 'kind', f.kind, 'at', f.at, 'by', f.by_staff_id,
      'fact', f.fact) order by f.at, f.inquiry_fact_id) from inquiry_fact f
      where f.agency_id = i.agency_id and f.inquiry_id = i.inquiry_id), '[]') as facts
  from inquiry i join client c on c.agency_id = i.agency_id and c.client_id = i.client_id`;

export async function findInquiry(tx: Tx, clientId: Id, inquiryId: Id): Promise<FoundInquiry | undefined> {
  const row = await tx.maybe(sql<InquiryRow>`${SELECT} where i.agency_id = ${tx.agencyId} and i.inquiry_id = ${inquiryId}
    and i.client_id = ${clientId}`);
  return row && inquiryOf(row);
}

/** The inquiries of one client, newest first. */
export const listInquiriesOf = async (tx: Tx, clientId: Id): Promise<FoundInquiry[]> =>
  (await tx.all(sql<InquiryRow>`${SELECT} where i.agency_id = ${tx.agencyId} and i.client_id = ${clientId}
    order by i.opened_at desc`)).map(inquiryOf);

export const listInquiries = async (tx: Tx, open: boolean): Promise<FoundInquiry[]> =>
  (await tx.all(sql<InquiryRow>`${SELECT} where i.agency_id = ${tx.agencyId} and (not ${open} or not exists (
      select from inquiry_fact o where o.agency_id = i.agency_id and o.inquiry_id = i.inquiry_id and o.kind = 'outcome'))
    order by i.opened_at limit 300`)).map(inquiryOf);

export const addInquiry = (tx: Tx, i: { inquiryId: Id; clientId: Id; channel: string; openedAt: Instant; openedBy: Id }): Promise<{ version: Instant }> =>
  tx.one(sql<{ version: Instant }>`insert into inquiry (agency_id, inquiry_id, client_id, channel, opened_at, opened_by, details)
    values (${tx.agencyId}, ${i.inquiryId}, ${i.clientId}, ${i.channel}, ${i.openedAt}, ${i.openedBy}, ${JSON.stringify(NOTHING_YET)})
    returning version_from as version`);

/** @returns the new version, or undefined if somebody saved since `version` was read */
export const saveDetails = (tx: Tx, inquiryId: Id, details: InquiryDetails, version: Instant): Promise<{ version: Instant } | undefined> =>
  tx.maybe(sql<{ version: Instant }>`update inquiry set details = ${JSON.stringify(details)} where agency_id = ${tx.agencyId}
    and inquiry_id = ${inquiryId} and version_from = ${version}::timestamptz returning version_from as version`);

export const addFact = (tx: Tx, f: { id: Id; inquiryId: Id; clientId: Id; kind: FactKind; at: Instant; by: Id; fact: object }): Promise<number> =>
  tx.run(db.insertInto('inquiry_fact').values({ agency_id: tx.agencyId, inquiry_fact_id: f.id, inquiry_id: f.inquiryId,
    client_id: f.clientId, kind: f.kind, at: f.at, by_staff_id: f.by, fact: JSON.stringify(f.fact) }));

/** Rows of facts as the rules read them: of a kind that can be answered again, the last holds. */
function inquiryOf(row: InquiryRow): FoundInquiry {
  const of = (kind: FactKind): FactRow[] => row.facts.filter((f) => f.kind === kind);
  const last = (kind: FactKind): FactRow | undefined => of(kind).at(-1);
  const at = (kind: FactKind): Instant | null => last(kind)?.at ?? null;
  const whole = <T>(f: FactRow | undefined): T | null => (f ? { ...f.fact, at: f.at } as T : null);
  return {
    id: row.id, clientId: row.clientId, initials: row.initials, channel: row.channel, openedAt: row.openedAt,
    openedBy: row.openedBy, version: row.version, details: { ...NOTHING_YET, ...row.details },
    danger: whole(last('danger')),
    crisisSteps: of('crisis_step').map((f) => whole(f)!),
    asked: of('asked').map((f) => ({ ...f.fact, id: f.id, at: f.at }) as Inquiry['asked'][number]),
    attempts: of('attempt').map((f) => ({ ...f.fact, id: f.id, at: f.at, by: f.by }) as Inquiry['attempts'][number]),
    requestedAt: of('requested')[0]?.at ?? null, interimServicesAt: at('interim'), assessmentOfferedAt: at('offered'),
    assessment: last('assessment') ? { ...last('assessment')!.fact, bookedAt: at('assessment') } as Inquiry['assessment'] : null,
    outcome: whole(last('outcome')),
  };
}
