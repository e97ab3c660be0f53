import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import type { FamilyOffer, SupporterFact } from './model.ts';

export type SupporterRow = SupporterFact & { version: string; invitedAt: Instant | null };

const SUPPORTER = sql`p.supporter_id as id, p.client_id as "clientId", p.name, p.relation, p.phone, p.email, p.roles, p.contact,
  p.language, p.ended_at as "endedAt", p.version_from as version`;

/** The people around a client, those that were ended last. */
export const listSupporters = (tx: Tx, clientId: Id): Promise<SupporterRow[]> => tx.all(sql<SupporterRow>`
  select ${SUPPORTER}, (select max(i.at) from supporter_invitation i where i.agency_id = p.agency_id
      and i.supporter_id = p.supporter_id) as "invitedAt"
  from supporter p where p.agency_id = ${tx.agencyId} and p.client_id = ${clientId} order by p.ended_at nulls first, p.name`);

export const findSupporter = (tx: Tx, clientId: Id, supporterId: Id): Promise<SupporterRow | undefined> => tx.maybe(sql<SupporterRow>`
  select ${SUPPORTER}, null as "invitedAt" from supporter p where p.agency_id = ${tx.agencyId} and p.client_id = ${clientId}
    and p.supporter_id = ${supporterId}`);

type Person = Omit<SupporterFact, 'endedAt'>;
const valuesOf = ({ name, relation, phone, email, roles, contact, language }: Person) =>
  ({ name, relation, phone, email, roles, language, contact: JSON.stringify(contact) });

/** @returns the version, or undefined if this id is taken */
export const addSupporter = (tx: Tx, p: Person): Promise<{ version: string } | undefined> => tx.maybe(db.insertInto('supporter')
  .values({ agency_id: tx.agencyId, supporter_id: p.id, client_id: p.clientId, ...valuesOf(p) })
  .onConflict((c) => c.doNothing()).returning('version_from as version'));

/** @returns the new version, or undefined if somebody saved since `version` was read, or there is no such person */
export const saveSupporter = (tx: Tx, p: Person, version: string): Promise<{ version: string } | undefined> =>
  tx.maybe(sql<{ version: string }>`update supporter set name = ${p.name}, relation = ${p.relation}, phone = ${p.phone},
      email = ${p.email}, roles = ${p.roles as string[]}, contact = ${JSON.stringify(p.contact)}, language = ${p.language}
    where agency_id = ${tx.agencyId} and client_id = ${p.clientId} and supporter_id = ${p.id}
      and version_from = ${version}::timestamptz returning version_from as version`);

export const endSupporter = (tx: Tx, clientId: Id, supporterId: Id, at: Instant): Promise<number> => tx.run(sql`
  update supporter set ended_at = ${at} where agency_id = ${tx.agencyId} and client_id = ${clientId}
    and supporter_id = ${supporterId} and ended_at is null`);

export type EmergencyRow = { supporterId: Id | null; declinedReason: string | null; at: Instant };

/** The last decision holds. */
export const findEmergencyContact = (tx: Tx, clientId: Id): Promise<EmergencyRow | undefined> => tx.maybe(sql<EmergencyRow>`
  select supporter_id as "supporterId", declined_reason as "declinedReason", at from emergency_contact
  where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at desc, emergency_contact_id desc limit 1`);

export const addEmergencyContact = (tx: Tx, e: EmergencyRow & { id: Id; clientId: Id; by: Id | null }): Promise<number> =>
  tx.run(db.insertInto('emergency_contact').values({
    agency_id: tx.agencyId, emergency_contact_id: e.id, client_id: e.clientId, supporter_id: e.supporterId,
    declined_reason: e.declinedReason, at: e.at, by_staff_id: e.by,
  }));

export const addInvitation = (tx: Tx, i: { id: Id; supporterId: Id; clientId: Id; email: string; at: Instant; by: Id | null }): Promise<number> =>
  tx.run(db.insertInto('supporter_invitation').values({
    agency_id: tx.agencyId, supporter_invitation_id: i.id, supporter_id: i.supporterId, client_id: i.clientId, email: i.email,
    at: i.at, by_staff_id: i.by,
  }));

/** Offers with the last answer to each; `open` until there is one. */
export const listFamilyOffers = (tx: Tx, clientId: Id): Promise<FamilyOffer[]> => tx.all(sql<FamilyOffer>`
  select o.family_offer_id as id, o.client_id as "clientId", o.offered_at as "offeredAt", o.what,
    coalesce(a.answer, 'open') as answer, coalesce(a.reason, '') as reason
  from family_offer o left join lateral (select a.answer, a.reason from family_answer a where a.agency_id = o.agency_id
    and a.family_offer_id = o.family_offer_id order by a.at desc, a.family_answer_id desc limit 1) a on true
  where o.agency_id = ${tx.agencyId} and o.client_id = ${clientId} order by o.offered_at desc`);

export const addFamilyOffer = (tx: Tx, o: { id: Id; clientId: Id; what: FamilyOffer['what']; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('family_offer').values({
    agency_id: tx.agencyId, family_offer_id: o.id, client_id: o.clientId, what: o.what, offered_at: o.at, by_staff_id: o.by,
  }));

export const addFamilyAnswer = (tx: Tx, a: { id: Id; offerId: Id; clientId: Id; answer: string; reason: string; at: Instant; by: Id | null }): Promise<number> =>
  tx.run(db.insertInto('family_answer').values({
    agency_id: tx.agencyId, family_answer_id: a.id, family_offer_id: a.offerId, client_id: a.clientId, answer: a.answer,
    reason: a.reason, at: a.at, by_staff_id: a.by,
  }));

export type WordRow = { id: Id; supporterId: Id; name: string; at: Instant; words: string; askedToCall: boolean;
  read: { by: string; at: Instant; did: string } | null };

export const listWords = (tx: Tx, clientId: Id): Promise<WordRow[]> => tx.all(sql<WordRow>`
  select w.supporter_word_id as id, w.supporter_id as "supporterId", p.name, w.at, w.words, w.asked_to_call as "askedToCall",
    case when r.at is null then null else json_build_object('by', s.initials, 'at', r.at, 'did', r.did) end as read
  from supporter_word w join supporter p on p.agency_id = w.agency_id and p.supporter_id = w.supporter_id
    left join supporter_word_read r on r.agency_id = w.agency_id and r.supporter_word_id = w.supporter_word_id
    left join staff s on s.agency_id = r.agency_id and s.staff_id = r.by_staff_id
  where w.agency_id = ${tx.agencyId} and w.client_id = ${clientId} order by w.at desc limit 100`);

export const addWord = (tx: Tx, w: { id: Id; supporterId: Id; clientId: Id; at: Instant; words: string; askedToCall: boolean }): Promise<number> =>
  tx.run(sql`insert into supporter_word (agency_id, supporter_word_id, supporter_id, client_id, at, words, asked_to_call)
    values (${tx.agencyId}, ${w.id}, ${w.supporterId}, ${w.clientId}, ${w.at}, ${w.words}, ${w.askedToCall})`);

export const addWordRead = (tx: Tx, r: { wordId: Id; clientId: Id; by: Id; at: Instant; did: string }): Promise<number> => tx.run(sql`
  insert into supporter_word_read (agency_id, supporter_word_id, client_id, by_staff_id, at, did)
  values (${tx.agencyId}, ${r.wordId}, ${r.clientId}, ${r.by}, ${r.at}, ${r.did}) on conflict do nothing`);

/** For `serve`, before any reach is settled: whose page this supporter may open; null without a consent that holds. */
export const clientOfSupporter = async (tx: Tx, supporterId: Id): Promise<Id | null> =>
  (await tx.one(sql<{ id: Id | null }>`select client_of_supporter(${supporterId}) as id`)).id;
