import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { OutwardCode } from './disclosure.ts';
import type { Paper } from './papers.ts';
import type {
  AcknowledgementFact, ConsentFact, ConsentSignature, ConsentTerms, DisclosureFact, Party, Purpose, RecordKind,
} from './model.ts';

export type FoundConsent = ConsentFact & { signature: ConsentSignature; text: string; mark: string };

type ConsentRow = {
  id: Id; clientId: Id; terms: ConsentTerms; text: string; mark: string | null; signer: ConsentSignature['signer']; signerName: string;
  signedOn: LocalDate; method: ConsentSignature['method']; recordedAt: Instant;
  ends: { kind: 'revoked' | 'superseded' | 'event' | 'known_false'; at: Instant; on: LocalDate }[];
};

/** All consents of a client, newest first, each with what has happened to it. As `disclosure`: only those that hold. */
export const listConsents = async (tx: Tx, clientId: Id): Promise<FoundConsent[]> => (await tx.all(sql<ConsentRow>`
  select k.consent_id as id, k.client_id as "clientId", k.terms, k.signed_text as text, k.mark, k.signer, k.signer_name as "signerName",
    k.signed_on as "signedOn", k.method, k.recorded_at as "recordedAt",
    coalesce((select json_agg(json_build_object('kind', e.kind, 'at', e.at, 'on', e.on_day)) from consent_end e
      where e.agency_id = k.agency_id and e.consent_id = k.consent_id), '[]') as ends
  from consent k where k.agency_id = ${tx.agencyId} and k.client_id = ${clientId} order by k.recorded_at desc, k.consent_id`)).map(consentOf);

function consentOf(row: ConsentRow): FoundConsent {
  const end = (kind: ConsentRow['ends'][number]['kind']) => row.ends.find((e) => e.kind === kind);
  return {
    id: row.id, clientId: row.clientId, terms: row.terms, text: row.text, mark: row.mark ?? '', recordedAt: row.recordedAt,
    signature: { signer: row.signer, name: row.signerName, signedOn: row.signedOn, method: row.method },
    revokedAt: end('revoked')?.at ?? null, supersededAt: end('superseded')?.at ?? null, eventOn: end('event')?.on ?? null,
    knownFalse: end('known_false') !== undefined,
  };
}

export async function addConsent(tx: Tx, c: {
  consentId: Id; clientId: Id; terms: ConsentTerms; signature: ConsentSignature; text: string; hash: string; mark: string; at: Instant; by: Id;
}): Promise<void> {
  const { recipient, expiry } = c.terms;
  await tx.run(db.insertInto('consent').values({
    agency_id: tx.agencyId, consent_id: c.consentId, client_id: c.clientId, kind: c.terms.kind, recipient_as: recipient.as,
    recipient_id: recipient.as === 'class' ? null : recipient.id, recipient_classes: recipient.as === 'class' ? recipient.classes : [],
    purpose: c.terms.purpose, expires_by: expiry.by, expires_on: expiry.by === 'date' ? expiry.on : null,
    terms: JSON.stringify(c.terms), signed_text: c.text, signed_hash: c.hash, mark: c.mark || null, signer: c.signature.signer,
    signer_name: c.signature.name, signed_on: c.signature.signedOn, method: c.signature.method, recorded_at: c.at, recorded_by: c.by,
  }));
  await tx.run(db.insertInto('consent_record').values([...new Set(c.terms.records)].map((record) => (
    { agency_id: tx.agencyId, consent_id: c.consentId, client_id: c.clientId, record }))));
}

export const endConsent = (tx: Tx, e: {
  id: Id; consentId: Id; clientId: Id; kind: 'revoked' | 'superseded' | 'event' | 'known_false'; at: Instant; on: LocalDate;
  byKind: 'staff' | 'client'; by: Id; words: string;
}): Promise<number> => tx.run(db.insertInto('consent_end').values({
  agency_id: tx.agencyId, consent_end_id: e.id, consent_id: e.consentId, client_id: e.clientId, kind: e.kind, at: e.at, on_day: e.on,
  by_kind: e.byKind, by_id: e.by, words: e.words,
}));

export type FoundAcknowledgement = AcknowledgementFact & { text: string };

export const listAcknowledgements = (tx: Tx, clientId: Id): Promise<FoundAcknowledgement[]> => tx.all(sql<FoundAcknowledgement>`
  select acknowledgement_id as id, client_id as "clientId", kind, version, language, method, signer, signer_name as name,
    declined_reason as "declinedReason", signed_at as "signedAt", signed_text as text
  from acknowledgement where agency_id = ${tx.agencyId} and client_id = ${clientId} order by signed_at, acknowledgement_id`);

export const addAcknowledgement = (tx: Tx, a: FoundAcknowledgement & { hash: string; mark: string; by: Id }): Promise<number> =>
  tx.run(db.insertInto('acknowledgement').values({
    agency_id: tx.agencyId, acknowledgement_id: a.id, client_id: a.clientId, kind: a.kind, version: a.version, language: a.language,
    signed_text: a.text, signed_hash: a.hash, mark: a.mark || null, signer: a.signer, signer_name: a.name, method: a.method,
    declined_reason: a.declinedReason, signed_at: a.signedAt, recorded_by: a.by,
  }));

export type OwnPaper = Paper & { from: LocalDate; by: string };

/** The agency's own texts, by their first day; `by`: the initials of whoever put it there. */
export const listPapers = (tx: Tx): Promise<OwnPaper[]> => tx.all(sql<OwnPaper>`
  select p.kind, p.version, p.language, p.text, p.from_on as "from", coalesce(s.initials, '') as by
  from paper p left join staff s on s.agency_id = p.agency_id and s.staff_id = p.by_staff_id
  where p.agency_id = ${tx.agencyId} order by p.from_on, p.paper_id`);

export const addPaper = (tx: Tx, p: Paper & { paperId: Id; from: LocalDate; by: Id }): Promise<number> =>
  tx.run(db.insertInto('paper').values({ agency_id: tx.agencyId, paper_id: p.paperId, kind: p.kind, version: p.version,
    language: p.language, text: p.text, from_on: p.from, by_staff_id: p.by }));

const PARTY = sql`party_id as "partyId", name, address, phone, classes, covered_entity as "coveredEntity"`;

export const listParties = (tx: Tx): Promise<Party[]> => tx.all(sql<Party>`
  select ${PARTY} from party where agency_id = ${tx.agencyId} and ended_on is null order by name`);

export const findParty = (tx: Tx, partyId: Id): Promise<Party | undefined> => tx.maybe(sql<Party>`
  select ${PARTY} from party where agency_id = ${tx.agencyId} and party_id = ${partyId}`);

export const saveParty = (tx: Tx, p: Party): Promise<number> => {
  const values = { name: p.name, address: p.address, phone: p.phone, classes: p.classes as string[], covered_entity: p.coveredEntity };
  return tx.run(db.insertInto('party').values({ agency_id: tx.agencyId, party_id: p.partyId, ...values })
    .onConflict((c) => c.columns(['agency_id', 'party_id']).doUpdateSet(values)));
};

export type FoundException = { exceptionId: Id; code: string; elements: unknown; recipientId: Id; purpose: Purpose; records: RecordKind[]; onDay: LocalDate };

export const findException = (tx: Tx, clientId: Id, exceptionId: Id): Promise<FoundException | undefined> => tx.maybe(sql<FoundException>`
  select exception_id as "exceptionId", code, elements, recipient_id as "recipientId", purpose, records, on_day as "onDay"
  from disclosure_exception where agency_id = ${tx.agencyId} and client_id = ${clientId} and exception_id = ${exceptionId}`);

export const addException = (tx: Tx, x: FoundException & { clientId: Id; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('disclosure_exception').values({
    agency_id: tx.agencyId, exception_id: x.exceptionId, client_id: x.clientId, code: x.code, elements: JSON.stringify(x.elements),
    recipient_id: x.recipientId, purpose: x.purpose, records: x.records as string[], on_day: x.onDay, recorded_at: x.at, recorded_by: x.by,
  }));

export type OpenException = { exceptionId: Id; code: OutwardCode; recipientId: Id; recipientName: string; purpose: Purpose; records: RecordKind[]; used: boolean };

/** The exceptions of these kinds that were written down on one day, newest first. */
export const listExceptions = (tx: Tx, clientId: Id, onDay: LocalDate, codes: readonly OutwardCode[]): Promise<OpenException[]> => tx.all(sql<OpenException>`
  select x.exception_id as "exceptionId", x.code, x.recipient_id as "recipientId", coalesce(p.name, '') as "recipientName", x.purpose, x.records,
    exists (select from disclosure d where d.agency_id = x.agency_id and d.exception_id = x.exception_id) as used
  from disclosure_exception x left join party p on p.agency_id = x.agency_id and p.party_id = x.recipient_id
  where x.agency_id = ${tx.agencyId} and x.client_id = ${clientId} and x.on_day = ${onDay}
    and x.code = any (${[...codes]}::text[]) order by x.recorded_at desc, x.exception_id`);

export type NewDisclosure = {
  disclosureId: Id; clientId: Id; at: Instant; recipientId: Id; recipientName: string; recipientAddress: string; records: RecordKind[];
  purpose: Purpose; consentIds: Id[]; exceptionId: Id | null; channel: string; notice: string; scope: string; contentHash: string; by: Id;
};

/** Runs as `disclosure`: the policy lets it in only on consents and exceptions that hold for this recipient. */
export const addDisclosure = (tx: Tx, d: NewDisclosure): Promise<number> => tx.run(db.insertInto('disclosure').values({
  agency_id: tx.agencyId, disclosure_id: d.disclosureId, client_id: d.clientId, at: d.at, recipient_id: d.recipientId,
  recipient_name: d.recipientName, recipient_address: d.recipientAddress, records: d.records as string[], purpose: d.purpose,
  consent_ids: d.consentIds, exception_id: d.exceptionId, channel: d.channel, notice: d.notice, scope: d.scope,
  content_hash: d.contentHash, made_by: d.by,
}));

/** Each with the moment it was made: what was told in an emergency is written down after it. */
export const listDisclosures = (tx: Tx, clientId: Id): Promise<DisclosureFact[]> => tx.all(sql<DisclosureFact>`
  select d.disclosure_id as id, d.client_id as "clientId",
    case when d.channel = 'spoken' then coalesce((x.elements->>'at')::timestamptz, d.at) else d.at end as at, d.recipient_name as "recipientName", d.recipient_address as "recipientAddress",
    d.records, d.purpose, d.through_ehr as "throughEhr", coalesce(s.initials, 'Stepwell') as "madeBy",
    case when d.exception_id is null then json_build_object('by', 'consent', 'consentIds', d.consent_ids)
      else json_build_object('by', 'exception', 'code', coalesce(x.code, '')) end as basis
  from disclosure d
    left join disclosure_exception x on x.agency_id = d.agency_id and x.exception_id = d.exception_id
    left join staff s on s.agency_id = d.agency_id and s.staff_id = d.made_by
  where d.agency_id = ${tx.agencyId} and d.client_id = ${clientId} order by at desc, d.disclosure_id desc limit 1000`);

/** Whose record it is, as it stands on what leaves. */
export const findPatientName = async (tx: Tx, clientId: Id): Promise<string> => (await tx.maybe(sql<{ name: string }>`
  select coalesce(nullif(legal_name, ''), nullif(call_them, ''), initials) as name from client
  where agency_id = ${tx.agencyId} and client_id = ${clientId}`))?.name ?? '';

/** Whom an id names, staff and clients alike, by initials. */
export const listInitials = (tx: Tx, ids: readonly Id[]): Promise<{ id: Id; initials: string }[]> => tx.all(sql`
  select staff_id as id, initials from staff where agency_id = ${tx.agencyId} and staff_id = any (${[...ids]}::uuid[])
  union all select client_id, initials from client where agency_id = ${tx.agencyId} and client_id = any (${[...ids]}::uuid[])`);
