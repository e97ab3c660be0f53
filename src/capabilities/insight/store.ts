import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Rung } from '../transition/model.ts';
import type { PathFacts } from './path.ts';

/** Questions over the facts of all rooms. Nothing is written here. */

/** What a person's way rests on: first call, decision on the level, newest stay and its steps. */
export const findPathFacts = async (tx: Tx, clientId: Id): Promise<PathFacts> => {
  const [row] = await tx.all(sql<Omit<PathFacts, 'steps'> & { steps: { from: Rung; to: Rung; at: Instant }[] }>`
    select (select min(i.opened_at) from inquiry i where i.agency_id = ${tx.agencyId} and i.client_id = ${clientId}) as "calledAt",
      coalesce((select min(l.signed_at) from level_decision l where l.agency_id = ${tx.agencyId} and l.client_id = ${clientId}),
        (select min(a.started_at) from assessment a where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId})) as "assessedAt",
      e.admitted_at as "admittedAt", coalesce(e.adolescent, false) as adolescent, e.ended_at as "endedAt", coalesce(e.level_of_care, '') as level,
      coalesce((select json_agg(json_build_object('from', s.from_rung, 'to', s.to_rung, 'at', to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        order by s.at, s.step_id) from step s where s.agency_id = ${tx.agencyId} and s.client_id = ${clientId} and s.episode_id = e.episode_id), '[]') as steps
    from (values (1)) as one left join lateral (select * from episode e where e.agency_id = ${tx.agencyId} and e.client_id = ${clientId}
      order by e.admitted_at desc limit 1) e on true`);
  return row!;
};

/** Who is in the program, and who came and left since a moment. */
export const countCensus = async (tx: Tx, since: Instant): Promise<{ here: number; admitted: number; left: number }> =>
  (await tx.maybe(sql<{ here: number; admitted: number; left: number }>`
    select (count(*) filter (where ended_at is null))::int as here, (count(*) filter (where admitted_at >= ${since}))::int as admitted,
      (count(*) filter (where ended_at >= ${since}))::int as "left" from episode where agency_id = ${tx.agencyId}`))!;

/** Each track with the people seated in it on a day; its places are those of its smallest group. */
export const listTrackSeats = (tx: Tx, on: LocalDate): Promise<{ name: string; taken: number; seats: number }[]> => tx.all(sql`
  select t.name, (count(distinct s.client_id))::int as taken, (min(r.capacity))::int as seats
  from track t
    join series r on r.agency_id = t.agency_id and r.track_id = t.track_id and r.kind = 'group' and r.from_on <= ${on}
      and (r.until_on is null or r.until_on > ${on})
    left join seat s on s.agency_id = r.agency_id and s.series_id = r.series_id and s.from_on <= ${on} and (s.until_on is null or s.until_on > ${on})
  where t.agency_id = ${tx.agencyId} and (t.ended_on is null or t.ended_on > ${on}) group by t.track_id, t.name order by t.name`);

/** Days from the first call to the first group attended, for everybody whose first group lies since a moment. */
export const listDaysToFirstGroup = async (tx: Tx, since: Instant): Promise<number[]> => (await tx.all(sql<{ days: number }>`
  select extract(epoch from f.at - i.at)::float / 86400 as days
  from (select a.client_id, min(s.start_at) as at from attendance a
      join session s on s.agency_id = a.agency_id and s.session_id = a.session_id
      join series r on r.agency_id = s.agency_id and r.series_id = s.series_id and r.kind = 'group'
    where a.agency_id = ${tx.agencyId} and a.status = 'present' group by a.client_id) f
  join (select client_id, min(opened_at) as at from inquiry where agency_id = ${tx.agencyId} group by client_id) i using (client_id)
  where f.at >= ${since} and f.at >= i.at`)).map((row) => row.days);

/** Notes signed since a moment: how many within their hours. */
export const countNotesOnTime = async (tx: Tx, since: Instant, hours: { group: number; individual: number }): Promise<{ part: number; whole: number }> =>
  (await tx.maybe(sql<{ part: number; whole: number }>`
    select (count(*) filter (where signed_at <= ended_at + make_interval(hours => case when kind = 'group' then ${hours.group}::int else ${hours.individual}::int end)))::int as part,
      count(*)::int as whole from note where agency_id = ${tx.agencyId} and signed_at >= ${since}`))!;

/** Of those admitted between two moments, how many were still here after so many days. */
export const countStillHere = async (tx: Tx, from: Instant, before: Instant, days: number): Promise<{ part: number; whole: number }> =>
  (await tx.maybe(sql<{ part: number; whole: number }>`
    select (count(*) filter (where ended_at is null or ended_at >= admitted_at + make_interval(days => ${days}::int)))::int as part, count(*)::int as whole
    from episode where agency_id = ${tx.agencyId} and admitted_at >= ${from} and admitted_at < ${before}`))!;

export type Funnel = { calls: number; booked: number; assessed: number; admitted: number; group: number; waiting: number };

/** People who called since a moment, and how far each came; and who called at any time and waits. */
export const countFunnel = async (tx: Tx, since: Instant): Promise<Funnel> => (await tx.maybe(sql<Funnel>`
  with caller as (select client_id, min(opened_at) as at from inquiry where agency_id = ${tx.agencyId} group by client_id having min(opened_at) >= ${since})
  select count(*)::int as calls,
    (count(*) filter (where exists (select from inquiry_fact f where f.agency_id = ${tx.agencyId} and f.client_id = c.client_id and f.kind = 'assessment')
      or exists (select from assessment a where a.agency_id = ${tx.agencyId} and a.client_id = c.client_id)
      or exists (select from episode e where e.agency_id = ${tx.agencyId} and e.client_id = c.client_id)))::int as booked,
    (count(*) filter (where exists (select from assessment a where a.agency_id = ${tx.agencyId} and a.client_id = c.client_id)
      or exists (select from episode e where e.agency_id = ${tx.agencyId} and e.client_id = c.client_id)))::int as assessed,
    (count(*) filter (where exists (select from episode e where e.agency_id = ${tx.agencyId} and e.client_id = c.client_id)))::int as admitted,
    (count(*) filter (where exists (select from attendance a join session s on s.agency_id = a.agency_id and s.session_id = a.session_id
      join series r on r.agency_id = s.agency_id and r.series_id = s.series_id and r.kind = 'group'
      where a.agency_id = ${tx.agencyId} and a.client_id = c.client_id and a.status = 'present')))::int as "group",
    (select count(distinct i.client_id)::int from inquiry i where i.agency_id = ${tx.agencyId}
      and not exists (select from inquiry_fact f where f.agency_id = i.agency_id and f.inquiry_id = i.inquiry_id and f.kind = 'outcome')
      and not exists (select from episode e where e.agency_id = i.agency_id and e.client_id = i.client_id and e.ended_at is null)) as waiting
  from caller c`))!;

/** What is late, by rule and kind: what somebody who surveys the program would find. */
export const listFindings = (tx: Tx, now: Instant): Promise<{ rule: string; what: string; count: number }[]> => tx.all(sql`
  select rule, split_part(what, ',', 1) as what, count(*)::int as count from obligation
  where agency_id = ${tx.agencyId} and due < ${now} and weight <> 'danger' group by 1, 2 order by 3 desc, 1 limit 12`);
