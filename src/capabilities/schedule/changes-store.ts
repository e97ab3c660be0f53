import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Closure } from './model.ts';

/** Changes that can be taken back, and the days on which a site is closed. */
export type ChangeRow = { changeId: Id; kind: string; words: string; at: Instant; by: Id; undone: boolean; seriesId: Id | null; sessionId: Id | null; clientId: Id | null };

/** From here on the database notes every row of the timetable that this transaction touches. */
export async function addChange(tx: Tx, c: { changeId: Id; kind: string; words: string; seriesId: Id | null; sessionId: Id | null; clientId: Id | null;
  at: Instant; by: Id }): Promise<void> {
  await tx.run(sql`insert into schedule_change (agency_id, change_id, kind, words, series_id, session_id, client_id, at, by_staff_id)
    values (${tx.agencyId}, ${c.changeId}, ${c.kind}, ${c.words}, ${c.seriesId}, ${c.sessionId}, ${c.clientId}, ${c.at}, ${c.by})`);
  await tx.run(sql`select set_config('app.change', ${c.changeId}, true) as noted`);
}

/** Does something in the middle of a change that is no part of it: taking the change back leaves it alone. */
export async function unnoted<T>(tx: Tx, what: () => Promise<T>): Promise<T> {
  const [{ change }] = await tx.all(sql<{ change: string }>`select coalesce(current_setting('app.change', true), '') as change`) as [{ change: string }];
  await tx.run(sql`select set_config('app.change', '', true) as noted`);
  const done = await what();
  await tx.run(sql`select set_config('app.change', ${change}, true) as noted`);
  return done;
}

const CHANGE = sql`select c.change_id as "changeId", c.kind, c.words, c.at, c.by_staff_id as by, c.series_id as "seriesId", c.session_id as "sessionId", c.client_id as "clientId",
  exists (select from schedule_undo u where u.agency_id = c.agency_id and u.change_id = c.change_id) as undone from schedule_change c`;

export const findChange = (tx: Tx, changeId: Id): Promise<ChangeRow | undefined> => tx.maybe(sql<ChangeRow>`${CHANGE}
  where c.agency_id = ${tx.agencyId} and c.change_id = ${changeId}`);

/** Changes since a moment that were not taken back, the latest first. */
export const listChanges = (tx: Tx, since: Instant, of: { seriesId?: Id | undefined; sessionId?: Id | undefined }): Promise<ChangeRow[]> =>
  tx.all(sql<ChangeRow>`select * from (${CHANGE} where c.agency_id = ${tx.agencyId} and c.at > ${since}
      and (${of.seriesId ?? null}::uuid is null or c.series_id = ${of.seriesId ?? null})
      and (${of.sessionId ?? null}::uuid is null or c.session_id = ${of.sessionId ?? null})) x
    where not undone order by at desc, "changeId" desc limit 50`);

/** Whom and which series a change touched, of what one may see. */
export const listTouched = (tx: Tx, changeId: Id): Promise<{ clientId: Id | null; seriesId: Id | null }[]> => tx.all(sql`
  select distinct client_id as "clientId", coalesce(after->>'series_id', before->>'series_id')::uuid as "seriesId"
  from schedule_change_row where agency_id = ${tx.agencyId} and change_id = ${changeId}`);

/**
 * Would taking a change back move a seat over a day that was recorded since? The roster of a session that was held stays.
 */
export const touchesHeld = async (tx: Tx, changeId: Id): Promise<boolean> => (await tx.one(sql<{ held: boolean }>`
  select exists (select from (
      select (array_agg(c.before order by c.change_row_id))[1] as before, (array_agg(c.after order by c.change_row_id desc))[1] as after
      from schedule_change_row c where c.agency_id = ${tx.agencyId} and c.change_id = ${changeId} and c.what = 'seat' group by c.key) u
    join session s on s.agency_id = ${tx.agencyId} and s.series_id = (coalesce(u.after, u.before)->>'series_id')::uuid
    join session_tie x on x.agency_id = s.agency_id and x.session_id = s.session_id and x.what <> 'said'
    where coalesce(s.planned_on >= (u.before->>'from_on')::date and (u.before->>'until_on' is null or s.planned_on < (u.before->>'until_on')::date), false)
      <> coalesce(s.planned_on >= (u.after->>'from_on')::date and (u.after->>'until_on' is null or s.planned_on < (u.after->>'until_on')::date), false)) as held`)).held;

/** Restores what the change found; raises a named refusal where it cannot. */
export const undoChange = async (tx: Tx, changeId: Id): Promise<void> => {
  // held from here on, so that nobody changes a row between its being compared and its being restored
  const rows = (table: 'series' | 'session' | 'place' | 'seat', key: 'series_id' | 'session_id' | 'seat_id') => sql`(select t.${sql.ref(key)} from ${sql.table(table)} t
    where t.agency_id = ${tx.agencyId} and t.${sql.ref(key)} in (select (c.key->>${sql.lit(key)})::uuid from schedule_change_row c
      where c.agency_id = ${tx.agencyId} and c.change_id = ${changeId} and c.what = ${sql.lit(table)}) order by 1 for update)`;
  await tx.run(sql`with a as ${rows('series', 'series_id')}, b as ${rows('session', 'session_id')}, c as ${rows('place', 'seat_id')}, d as ${rows('seat', 'seat_id')}
    select (select count(*) from a) + (select count(*) from b) + (select count(*) from c) + (select count(*) from d) as held`);
  // a statement that writes: what was read before it is read again
  await tx.run(sql`with done as (select undo_schedule_change(${changeId}) as rows) select rows from done`);
};

export const addUndo = (tx: Tx, u: { changeId: Id; at: Instant; by: Id }): Promise<number> => tx.run(sql`
  insert into schedule_undo (agency_id, change_id, at, by_staff_id) values (${tx.agencyId}, ${u.changeId}, ${u.at}, ${u.by})`);

export const listClosures = (tx: Tx, from: LocalDate): Promise<Closure[]> => tx.all(sql<Closure>`
  select closure_id as id, site_id as "siteId", from_on as "from", until_on as "until", reason from closure
  where agency_id = ${tx.agencyId} and until_on > ${from} order by from_on, closure_id`);

export const addClosure = (tx: Tx, c: Closure & { at: Instant; by: Id }): Promise<number> => tx.run(sql`
  insert into closure (agency_id, closure_id, site_id, from_on, until_on, reason, recorded_at, by_staff_id)
  values (${tx.agencyId}, ${c.id}, ${c.siteId}, ${c.from}, ${c.until}, ${c.reason}, ${c.at}, ${c.by})`);

/** How many sessions each closure cancelled. */
export const countCancelled = async (tx: Tx): Promise<Map<Id, number>> => new Map((await tx.all(sql<{ id: Id; n: number }>`
  select closure_id as id, count(*)::int as n from session_cancel where agency_id = ${tx.agencyId} and closure_id is not null group by closure_id`))
  .map((row) => [row.id, row.n]));
