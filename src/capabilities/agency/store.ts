import { db, sql, type Tx } from '../../platform/database/tx.ts';
import { type RuleBook, type RuleChange, ruleBookOn } from './rule-book.ts';
import type { LocalDate } from '../../shared/dates.ts';
import type { Agency, ApprovedAnswer, Room, Site } from './model.ts';

export const findAgency = (tx: Tx): Promise<Agency | undefined> => tx.maybe(db.selectFrom('agency')
  .where('agency_id', '=', tx.agencyId)
  .select(['agency_id as agencyId', 'name', 'time_zone as timeZone', 'week_start as weekStart']));

export const addAgency = (tx: Tx, a: Agency): Promise<number> => tx.run(db.insertInto('agency')
  .values({ agency_id: a.agencyId, name: a.name, time_zone: a.timeZone, week_start: a.weekStart }));

export const changeAgency = (tx: Tx, change: { name: string; weekStart: number }): Promise<number> =>
  tx.run(db.updateTable('agency').set({ name: change.name, week_start: change.weekStart }).where('agency_id', '=', tx.agencyId));

export const listSites = (tx: Tx): Promise<Site[]> => tx.all(db.selectFrom('site').where('agency_id', '=', tx.agencyId)
  .select(['site_id as siteId', 'name', 'address', 'phone']).orderBy('name'));

export const listRooms = (tx: Tx): Promise<Room[]> => tx.all(db.selectFrom('room').where('agency_id', '=', tx.agencyId)
  .select(['room_id as roomId', 'site_id as siteId', 'name', 'places', 'closed_on as closedOn']).orderBy('name'));

export const saveSite = (tx: Tx, s: Site): Promise<number> => {
  const values = { name: s.name, address: s.address, phone: s.phone };
  return tx.run(db.insertInto('site').values({ agency_id: tx.agencyId, site_id: s.siteId, ...values })
    .onConflict((c) => c.columns(['agency_id', 'site_id']).doUpdateSet(values)));
};

/** Says from which day on nothing is held in a room; null: it is in use again. */
export const closeRoom = (tx: Tx, roomId: string, on: LocalDate | null): Promise<number> =>
  tx.run(db.updateTable('room').set({ closed_on: on }).where('agency_id', '=', tx.agencyId).where('room_id', '=', roomId));

export const saveRoom = (tx: Tx, r: Omit<Room, 'closedOn'>): Promise<number> => {
  const values = { site_id: r.siteId, name: r.name, places: r.places };
  return tx.run(db.insertInto('room').values({ agency_id: tx.agencyId, room_id: r.roomId, ...values })
    .onConflict((c) => c.columns(['agency_id', 'room_id']).doUpdateSet(values)));
};

export type Travel = { fromSiteId: string; toSiteId: string; minutes: number };

/** Minutes between sites, in each direction that somebody has written down. */
export const listTravel = (tx: Tx): Promise<Travel[]> => tx.all(db.selectFrom('site_travel').where('agency_id', '=', tx.agencyId)
  .select(['from_site_id as fromSiteId', 'to_site_id as toSiteId', 'minutes']));

export const saveTravel = (tx: Tx, t: Travel): Promise<number> => tx.run(db.insertInto('site_travel')
  .values({ agency_id: tx.agencyId, from_site_id: t.fromSiteId, to_site_id: t.toSiteId, minutes: t.minutes })
  .onConflict((c) => c.columns(['agency_id', 'from_site_id', 'to_site_id']).doUpdateSet({ minutes: t.minutes })));

export const listApprovedAnswers = (tx: Tx): Promise<ApprovedAnswer[]> => tx.all(db.selectFrom('approved_answer')
  .where('agency_id', '=', tx.agencyId)
  .select(['approved_answer_id as approvedAnswerId', 'question', 'answer', 'words']).orderBy('question'));

export const saveApprovedAnswer = (tx: Tx, a: ApprovedAnswer): Promise<number> => {
  const values = { question: a.question, answer: a.answer, words: a.words };
  return tx.run(db.insertInto('approved_answer')
    .values({ agency_id: tx.agencyId, approved_answer_id: a.approvedAnswerId, ...values })
    .onConflict((c) => c.columns(['agency_id', 'approved_answer_id']).doUpdateSet(values)));
};

/** Every change of the rule book, in the order recorded. */
export const listRuleChanges = (tx: Tx): Promise<RuleChange[]> => tx.all(sql<RuleChange>`
  select key, value, from_on as "from", source, by_staff_id as by from rule_change
  where agency_id = ${tx.agencyId} order by recorded_at, rule_change_id`);

/** The rule book in force on a day. */
export const findRuleBook = (tx: Tx, on: LocalDate): Promise<RuleBook> =>
  tx.once(`rule book on ${on}`, async () => ruleBookOn(await listRuleChanges(tx), on));

export const addRuleChange = (tx: Tx, change: RuleChange & { ruleChangeId: string; recordedAt: string }): Promise<number> =>
  tx.run(db.insertInto('rule_change').values({
    agency_id: tx.agencyId, rule_change_id: change.ruleChangeId, key: change.key, value: JSON.stringify(change.value),
    from_on: change.from, source: change.source, by_staff_id: change.by, recorded_at: change.recordedAt,
  }));

/** Every change with who recorded it and when, in the order recorded. */
export const listRuleHistory = (tx: Tx): Promise<(RuleChange & { recordedAt: string; initials: string })[]> => tx.all(sql`
  select r.key, r.value, r.from_on as "from", r.source, r.by_staff_id as by, r.recorded_at as "recordedAt", coalesce(s.initials, '') as initials
  from rule_change r left join staff s on s.agency_id = r.agency_id and s.staff_id = r.by_staff_id
  where r.agency_id = ${tx.agencyId} order by r.recorded_at, r.rule_change_id`);
