import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { ClientDetails } from '../clients/model.ts';
import { EXCEPTION_HOLDS } from '../schedule/store.ts';
import type { Ended, Facts, Line, Progress } from './model.ts';

/** Who comes to the program on a day: a stay at its level, with what a week is built around. */
export type Comer = Pick<ClientDetails, 'initials' | 'routine' | 'travelMinutes' | 'sex' | 'bornOn' | 'language'> & {
  clientId: Id; admittedAt: Instant; adolescent: boolean; counselorId: Id | null;
};
export const listComers = (tx: Tx): Promise<Comer[]> => tx.all(sql<Comer>`
  select c.client_id as "clientId", c.initials, c.routine, c.travel_minutes as "travelMinutes", c.sex, c.born_on as "bornOn", c.language,
    e.admitted_at as "admittedAt", e.adolescent,
    (select p.staff_id from caseload p where p.agency_id = c.agency_id and p.client_id = c.client_id and p.part = 'primary' and p.until_on is null limit 1) as "counselorId"
  from client c join episode e on e.agency_id = c.agency_id and e.client_id = c.client_id and e.ended_at is null
  where c.agency_id = ${tx.agencyId} and e.level_of_care in ('2.1', '2.5') order by c.client_id`);

export type SeatOf = { clientId: Id; seriesId: Id; overridden: boolean };
/** Who holds which seat for good in the week that begins on a day: single visits and what ends in it aside. */
export const listStanding = (tx: Tx, from: LocalDate): Promise<SeatOf[]> => tx.all(sql<SeatOf>`
  select client_id as "clientId", series_id as "seriesId", override_reason is not null as overridden from seat
  where agency_id = ${tx.agencyId} and from_on <= ${from}::date + 6 and (until_on is null or until_on > ${from}::date + 7) and until_on is distinct from from_on`);

export const listPairs = (tx: Tx, from: LocalDate): Promise<{ a: Id; b: Id }[]> => tx.all(sql`
  select client_id as a, other_id as b from separation where agency_id = ${tx.agencyId} and client_id < other_id and (until_on is null or until_on > ${from})`);

/** Who tapers in that week (PR-05). Illness and holidays excuse what is attended (PR-16), not the week that stands. */
export const listExcused = async (tx: Tx, from: LocalDate): Promise<Set<Id>> => new Set((await tx.all(sql<{ clientId: Id }>`
  select client_id as "clientId" from hours_exception where agency_id = ${tx.agencyId} and kind = 'taper' and from_on <= ${from}::date + 6 and until_on >= ${from}
    and ${EXCEPTION_HOLDS}`)).map((row) => row.clientId));

export type BuildRow = { buildId: Id; from: LocalDate; askedBy: Id; askedAt: Instant; stopping: boolean;
  progress: (Progress & { at: Instant }) | null;
  answer: { ended: Ended; built: boolean; gap: number | null; seconds: number; facts: Facts; suggestions: { say: string; helps: number }[] } | null;
  taken: { changeId: Id; at: Instant; by: Id; undone: boolean; leftOut: Id[] } | null };

const BUILD = sql`select b.build_id as "buildId", b.from_on as "from", b.asked_by as "askedBy", b.asked_at as "askedAt",
    exists (select from week_build_stop s where s.agency_id = b.agency_id and s.build_id = b.build_id) as stopping,
    (select json_build_object('seconds', n.seconds, 'placed', n.placed, 'people', n.people, 'gap', n.gap, 'at', to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      from week_build_note n where n.agency_id = b.agency_id and n.build_id = b.build_id order by n.no desc limit 1) as progress,
    case when a.build_id is not null then json_build_object('ended', a.ended, 'built', a.built, 'gap', a.gap, 'seconds', a.seconds, 'facts', a.facts, 'suggestions', a.suggestions) end as answer,
    case when t.build_id is not null then json_build_object('changeId', t.change_id, 'at', to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'by', t.by_staff_id,
      'leftOut', coalesce((select json_agg(o.client_id) from week_build_left_out o where o.agency_id = t.agency_id and o.build_id = t.build_id), '[]'),
      'undone', exists (select from schedule_undo u where u.agency_id = t.agency_id and u.change_id = t.change_id)) end as taken
  from week_build b left join week_build_answer a on a.agency_id = b.agency_id and a.build_id = b.build_id
    left join week_build_taken t on t.agency_id = b.agency_id and t.build_id = b.build_id`;

export const findBuild = (tx: Tx, buildId: Id): Promise<BuildRow | undefined> => tx.maybe(sql<BuildRow>`${BUILD}
  where b.agency_id = ${tx.agencyId} and b.build_id = ${buildId}`);

export const findLatest = (tx: Tx): Promise<BuildRow | undefined> => tx.maybe(sql<BuildRow>`${BUILD}
  where b.agency_id = ${tx.agencyId} order by b.asked_at desc, b.build_id desc limit 1`);

export const addBuild = (tx: Tx, b: { buildId: Id; from: LocalDate; by: Id; at: Instant }): Promise<number> => tx.run(sql`
  insert into week_build (agency_id, build_id, from_on, asked_by, asked_at) values (${tx.agencyId}, ${b.buildId}, ${b.from}, ${b.by}, ${b.at})`);

export const addStop = (tx: Tx, s: { buildId: Id; by: Id; at: Instant }): Promise<number> => tx.run(sql`
  insert into week_build_stop (agency_id, build_id, at, by_staff_id) values (${tx.agencyId}, ${s.buildId}, ${s.at}, ${s.by}) on conflict do nothing`);

export const addNote = (tx: Tx, n: Progress & { buildId: Id; at: Instant }): Promise<number> => tx.run(sql`
  insert into week_build_note (agency_id, build_id, no, at, seconds, placed, people, gap)
  select ${tx.agencyId}, ${n.buildId}, coalesce(max(no), 0) + 1, ${n.at}, ${n.seconds}, ${n.placed}, ${n.people}, ${n.gap}::float8
  from week_build_note where agency_id = ${tx.agencyId} and build_id = ${n.buildId}`);

export const addAnswer = (tx: Tx, a: { buildId: Id; at: Instant; ended: Ended; built: boolean; gap: number | null; seconds: number; facts: Facts; suggestions: object[] }): Promise<number> =>
  tx.run(sql`insert into week_build_answer (agency_id, build_id, at, ended, built, gap, seconds, facts, suggestions)
    values (${tx.agencyId}, ${a.buildId}, ${a.at}, ${a.ended}, ${a.built}, ${a.gap}, ${a.seconds}, ${JSON.stringify(a.facts)}, ${JSON.stringify(a.suggestions)})`);

export const addLines = (tx: Tx, buildId: Id, lines: readonly Line[]): Promise<number> => tx.run(sql`
  insert into week_build_line (agency_id, build_id, client_id, placed, minutes_before, minutes_after, floor, keeps, leaves, joins, why, facts)
  select ${tx.agencyId}::uuid, ${buildId}::uuid, (j->>'clientId')::uuid, (j->>'placed')::boolean, (j->>'minutesBefore')::int, (j->>'minutesAfter')::int, (j->>'floor')::int,
    j->'keeps', j->'leaves', j->'joins', nullif(j->'why', 'null'::jsonb), j->>'facts'
  from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) j`);

export type LineRow = Line & { initials: string };
export const listLines = (tx: Tx, buildId: Id): Promise<LineRow[]> => tx.all(sql<LineRow>`
  select l.client_id as "clientId", c.initials, l.placed, l.minutes_before as "minutesBefore", l.minutes_after as "minutesAfter", l.floor, l.keeps, l.leaves, l.joins, l.why, l.facts
  from week_build_line l join client c on c.agency_id = l.agency_id and c.client_id = l.client_id
  where l.agency_id = ${tx.agencyId} and l.build_id = ${buildId} order by c.initials, l.client_id`);

/** Says that a build was taken; false if somebody did so in the same moment. */
export const addTaken = async (tx: Tx, t: { buildId: Id; changeId: Id; at: Instant; by: Id }): Promise<boolean> => await tx.run(sql`
  insert into week_build_taken (agency_id, build_id, change_id, at, by_staff_id)
  values (${tx.agencyId}, ${t.buildId}, ${t.changeId}, ${t.at}, ${t.by}) on conflict do nothing`) === 1;

export const addLeftOut = (tx: Tx, buildId: Id, clientIds: readonly Id[]): Promise<number> => tx.run(sql`
  insert into week_build_left_out (agency_id, build_id, client_id)
  select ${tx.agencyId}, ${buildId}, client_id from unnest(${[...clientIds]}::uuid[]) client_id`);
