import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Administration, InstrumentCode } from './model.ts';
import type { Wording } from './questionnaire-import.ts';

export type AlertAnswer = { at: Instant; byInitials: string; done: string };
/** An administration as kept, with what stands beside it. */
export type KeptAdministration = Administration & {
  byInitials: string | null;
  remark: string;
  correctsId: Id | null;
  /** A later administration corrects this one. */
  corrected: boolean;
  answered: AlertAnswer | null;
};

export const listAdministrations = (tx: Tx, clientId: Id): Promise<KeptAdministration[]> => tx.all(sql<KeptAdministration>`
  select a.administration_id as id, a.client_id as "clientId", a.code, a.version, a.scorer, a.taken_at as at, a.by_id as by,
    s.initials as "byInitials", a.mode, a.answers, a.remark, a.corrects_id as "correctsId",
    exists (select from administration c where c.agency_id = a.agency_id and c.corrects_id = a.administration_id) as corrected,
    (select json_build_object('at', w.at, 'byInitials', t.initials, 'done', w.done) from alert_answer w
      join staff t on t.agency_id = w.agency_id and t.staff_id = w.by_staff_id
      where w.agency_id = a.agency_id and w.administration_id = a.administration_id order by w.at limit 1) as answered
  from administration a left join staff s on s.agency_id = a.agency_id and s.staff_id = a.by_id
  where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId}
  order by a.taken_at desc, a.administration_id desc limit 500`);

/** What counts: administrations that no later one corrects, oldest first. */
export const listStanding = async (tx: Tx, clientId: Id): Promise<KeptAdministration[]> =>
  (await listAdministrations(tx, clientId)).filter((given) => !given.corrected).reverse();

export const addAdministration = (tx: Tx, a: {
  id: Id; clientId: Id; code: InstrumentCode; version: string; scorer: string; takenAt: Instant; recordedAt: Instant;
  byKind: 'staff' | 'client'; by: Id; mode: Administration['mode']; answers: Administration['answers']; remark: string;
  correctsId: Id | null;
}): Promise<number> => tx.run(db.insertInto('administration').values({
  agency_id: tx.agencyId, administration_id: a.id, client_id: a.clientId, code: a.code, version: a.version, scorer: a.scorer,
  taken_at: a.takenAt, recorded_at: a.recordedAt, by_kind: a.byKind, by_id: a.by, mode: a.mode,
  answers: JSON.stringify(a.answers), remark: a.remark, corrects_id: a.correctsId,
}));

export const addAlertAnswer = (tx: Tx, a: {
  id: Id; administrationId: Id; clientId: Id; at: Instant; by: Id; done: string;
}): Promise<number> => tx.run(db.insertInto('alert_answer').values({
  agency_id: tx.agencyId, alert_answer_id: a.id, administration_id: a.administrationId, client_id: a.clientId, at: a.at,
  by_staff_id: a.by, done: a.done,
}));

export type KeptWording = Wording & { importedAt: Instant };

export const listWordings = (tx: Tx): Promise<KeptWording[]> => tx.all(sql<KeptWording>`
  select distinct on (code) code, version, language, title, copyright, items, imported_at as "importedAt"
  from wording where agency_id = ${tx.agencyId} order by code, imported_at desc, wording_id desc`);

export const addWording = (tx: Tx, w: Wording & { id: Id; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('wording').values({
    agency_id: tx.agencyId, wording_id: w.id, code: w.code, version: w.version, language: w.language, title: w.title,
    copyright: w.copyright, items: JSON.stringify(w.items), imported_at: w.at, imported_by: w.by,
  }));
