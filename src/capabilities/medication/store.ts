import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type {
  AdherenceCheck, Answer, Booking, Disorder, Linkage, LinkageFacts, Medication, MedicationStop, Naloxone, Offer, Supply, Visit,
} from './model.ts';

type LinkageRow = Linkage & { bookings: Booking[]; visits: Visit[]; answers: Answer[] };

const LINKAGE = sql`l.linkage_id as id, l.client_id as "clientId", l.purpose, l.question, l.asked_at as "askedAt", l.asked_by as "askedBy",
  coalesce((select json_agg(json_build_object('id', b.booking_id, 'linkageId', b.linkage_id, 'provider', b.provider, 'appointmentAt', b.appointment_at,
    'place', b.place, 'recordedAt', b.recorded_at, 'recordedBy', b.recorded_by) order by b.recorded_at) from medication_booking b
    where b.agency_id = l.agency_id and b.linkage_id = l.linkage_id), '[]') as bookings,
  coalesce((select json_agg(json_build_object('id', v.visit_id, 'linkageId', v.linkage_id, 'bookingId', v.booking_id, 'outcome', v.outcome, 'words', v.words,
    'recordedAt', v.recorded_at, 'recordedBy', v.recorded_by) order by v.recorded_at) from medication_visit v
    where v.agency_id = l.agency_id and v.linkage_id = l.linkage_id), '[]') as visits,
  coalesce((select json_agg(json_build_object('id', a.answer_id, 'linkageId', a.linkage_id, 'answer', a.answer, 'words', a.words,
    'recordedAt', a.recorded_at, 'recordedBy', a.recorded_by)) from medication_answer a
    where a.agency_id = l.agency_id and a.linkage_id = l.linkage_id), '[]') as answers`;

const factsOf = ({ bookings, visits, answers, ...linkage }: LinkageRow): LinkageFacts =>
  ({ linkage, bookings, visits, answer: answers[0] ?? null });

export const listLinkages = async (tx: Tx, clientId: Id): Promise<LinkageFacts[]> =>
  (await tx.all(sql<LinkageRow>`select ${LINKAGE} from medication_linkage l where l.agency_id = ${tx.agencyId}
    and l.client_id = ${clientId} order by l.asked_at desc`)).map(factsOf);

export const findLinkage = async (tx: Tx, clientId: Id, linkageId: Id): Promise<LinkageFacts | undefined> =>
  (await listLinkages(tx, clientId)).find((l) => l.linkage.id === linkageId);

export const listOpenLinkages = async (tx: Tx): Promise<(LinkageFacts & { initials: string })[]> =>
  (await tx.all(sql<LinkageRow & { initials: string }>`select c.initials, ${LINKAGE} from medication_linkage l
    join client c on c.agency_id = l.agency_id and c.client_id = l.client_id where l.agency_id = ${tx.agencyId} and not exists (
      select from medication_answer a where a.agency_id = l.agency_id and a.linkage_id = l.linkage_id) order by l.asked_at limit 300`))
    .map(({ initials, ...row }) => ({ initials, ...factsOf(row) }));

export const addLinkage = (tx: Tx, l: Linkage): Promise<number> => tx.run(db.insertInto('medication_linkage').values({
  agency_id: tx.agencyId, linkage_id: l.id, client_id: l.clientId, purpose: l.purpose, question: l.question, asked_at: l.askedAt, asked_by: l.askedBy,
}));
export const addBooking = (tx: Tx, clientId: Id, b: Booking): Promise<number> => tx.run(db.insertInto('medication_booking').values({
  agency_id: tx.agencyId, booking_id: b.id, linkage_id: b.linkageId, client_id: clientId, provider: b.provider, appointment_at: b.appointmentAt,
  place: b.place, recorded_at: b.recordedAt, recorded_by: b.recordedBy,
}));
export const addVisit = (tx: Tx, clientId: Id, v: Visit): Promise<number> => tx.run(db.insertInto('medication_visit').values({
  agency_id: tx.agencyId, visit_id: v.id, linkage_id: v.linkageId, booking_id: v.bookingId, client_id: clientId, outcome: v.outcome, words: v.words,
  recorded_at: v.recordedAt, recorded_by: v.recordedBy,
}));
export const addAnswer = (tx: Tx, clientId: Id, a: Answer): Promise<number> => tx.run(db.insertInto('medication_answer').values({
  agency_id: tx.agencyId, answer_id: a.id, linkage_id: a.linkageId, client_id: clientId, answer: a.answer, words: a.words,
  recorded_at: a.recordedAt, recorded_by: a.recordedBy,
}));

export const listMedications = (tx: Tx, clientId: Id): Promise<Medication[]> => tx.all(sql<Medication>`
  select medication_id as id, client_id as "clientId", name, ingredients, strength, route, schedule, purpose, prescriber, started_on as "startedOn",
    replaces, source, recorded_at as "recordedAt", recorded_by as "recordedBy"
  from medication where agency_id = ${tx.agencyId} and client_id = ${clientId} order by started_on, medication_id`);

export const listStops = (tx: Tx, clientId: Id): Promise<MedicationStop[]> => tx.all(sql<MedicationStop>`
  select stop_id as id, medication_id as "medicationId", stopped_on as "stoppedOn", why, recorded_at as "recordedAt", recorded_by as "recordedBy"
  from medication_stop where agency_id = ${tx.agencyId} and client_id = ${clientId}`);

export const listSupplies = (tx: Tx, clientId: Id): Promise<Supply[]> => tx.all(sql<Supply>`
  select supply_id as id, medication_id as "medicationId", supplied_on as "on", days_supply as "daysSupply", recorded_at as "recordedAt",
    recorded_by as "recordedBy" from medication_supply where agency_id = ${tx.agencyId} and client_id = ${clientId} order by supplied_on`);

export const listChecks = (tx: Tx, clientId: Id): Promise<AdherenceCheck[]> => tx.all(sql<AdherenceCheck>`
  select check_id as id, client_id as "clientId", session_id as "sessionId", at, recorded_by as "recordedBy", since, answers, effects, craving
  from adherence_check where agency_id = ${tx.agencyId} and client_id = ${clientId} order by at desc limit 200`);

export const listOffers = (tx: Tx, clientId: Id): Promise<Offer[]> => tx.all(sql<Offer>`
  select offer_id as id, client_id as "clientId", disorder, answer, words, recorded_at as "recordedAt", recorded_by as "recordedBy"
  from medication_offer where agency_id = ${tx.agencyId} and client_id = ${clientId} order by recorded_at desc`);

export const listNaloxone = (tx: Tx, clientId: Id): Promise<Naloxone[]> => tx.all(sql<Naloxone>`
  select offer_id as id, client_id as "clientId", answer, overdose_plan as "overdosePlan", recorded_at as "recordedAt", recorded_by as "recordedBy"
  from naloxone_offer where agency_id = ${tx.agencyId} and client_id = ${clientId} order by recorded_at desc`);

export const addMedication = (tx: Tx, m: Medication): Promise<number> => tx.run(db.insertInto('medication').values({
  agency_id: tx.agencyId, medication_id: m.id, client_id: m.clientId, name: m.name, ingredients: m.ingredients, strength: m.strength, route: m.route,
  schedule: JSON.stringify(m.schedule), purpose: m.purpose, prescriber: m.prescriber, started_on: m.startedOn, replaces: m.replaces, source: m.source,
  recorded_at: m.recordedAt, recorded_by: m.recordedBy,
}));
export const addStop = (tx: Tx, clientId: Id, s: MedicationStop): Promise<number> => tx.run(db.insertInto('medication_stop').values({
  agency_id: tx.agencyId, stop_id: s.id, medication_id: s.medicationId, client_id: clientId, stopped_on: s.stoppedOn, why: s.why,
  recorded_at: s.recordedAt, recorded_by: s.recordedBy,
}));
export const addSupply = (tx: Tx, clientId: Id, s: Supply): Promise<number> => tx.run(db.insertInto('medication_supply').values({
  agency_id: tx.agencyId, supply_id: s.id, medication_id: s.medicationId, client_id: clientId, supplied_on: s.on, days_supply: s.daysSupply,
  recorded_at: s.recordedAt, recorded_by: s.recordedBy,
}));
export const addCheck = (tx: Tx, c: AdherenceCheck): Promise<number> => tx.run(db.insertInto('adherence_check').values({
  agency_id: tx.agencyId, check_id: c.id, client_id: c.clientId, session_id: c.sessionId, at: c.at, recorded_by: c.recordedBy, since: c.since,
  answers: JSON.stringify(c.answers), effects: c.effects, craving: c.craving,
}));
export const addOffer = (tx: Tx, o: Offer): Promise<number> => tx.run(db.insertInto('medication_offer').values({
  agency_id: tx.agencyId, offer_id: o.id, client_id: o.clientId, disorder: o.disorder, answer: o.answer, words: o.words,
  recorded_at: o.recordedAt, recorded_by: o.recordedBy,
}));
export const addNaloxone = (tx: Tx, n: Naloxone): Promise<number> => tx.run(db.insertInto('naloxone_offer').values({
  agency_id: tx.agencyId, offer_id: n.id, client_id: n.clientId, answer: n.answer, overdose_plan: n.overdosePlan,
  recorded_at: n.recordedAt, recorded_by: n.recordedBy,
}));

/** For which use disorders medication exists here: as diagnosed, prescribed, asked about or offered (PR-64). */
export const listDisorders = async (tx: Tx, clientId: Id): Promise<Disorder[]> => (await tx.all(sql<{ disorder: Disorder }>`
  select substance as disorder from diagnosis where agency_id = ${tx.agencyId} and client_id = ${clientId} and substance in ('opioid', 'alcohol')
  union select disorder from medication_offer where agency_id = ${tx.agencyId} and client_id = ${clientId}
  union select case purpose when 'moud' then 'opioid' else 'alcohol' end from medication
    where agency_id = ${tx.agencyId} and client_id = ${clientId} and purpose in ('moud', 'maud')
  union select case purpose when 'moud' then 'opioid' else 'alcohol' end from medication_linkage
    where agency_id = ${tx.agencyId} and client_id = ${clientId} and purpose in ('moud', 'maud')
  order by 1`)).map((row) => row.disorder);
