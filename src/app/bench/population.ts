/**
 * A population by SQL: cohorts of twelve who share five evenings a week for twenty weeks, spread over two years, one in ten
 * of them present now. Ids follow from the number of a row, so that any fact can be named again.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Id } from '../../shared/ids.ts';
import { emptyPlan } from '../../capabilities/treatment-plan/model.ts';
import { STAGE_NOW, STAGE_ZONE, type StaffRole } from '../stage.ts';

export const COHORT = 12;
/** The counselor's caseload: two cohorts. */
export const CASELOAD = 24;

export type Shape = { clients: number; /** Evenings a week and weeks of a stay. */ evenings: number; weeks: number; notes: number };
export const shapeOf = (clients: number, long: boolean): Shape =>
  (long ? { clients, evenings: 5, weeks: 20, notes: 20 } : { clients, evenings: 2, weeks: 5, notes: 4 });

const idOf = (words: string): Id => {
  const md5 = createHash('md5').update(words).digest('hex');
  const hex = `${md5.slice(0, 12)}8${md5.slice(13, 16)}8${md5.slice(17)}`; // version 8: made by a rule of one's own
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
export const clientId = (n: number): Id => idOf(`client ${n}`);
export const sessionId = (cohort: number, evening: number, week: number): Id => idOf(`session ${cohort} ${evening} ${week}`);
export const attendanceId = (n: number, evening: number, week: number): Id => idOf(`attendance ${n} ${evening} ${week}`);
export const draftId = (n: number): Id => idOf(`draft ${n}`);

/** One evening that has been: of the stay of this client, of the counselor's two cohorts. */
export const pastEvening = (i: number, shape: Shape): { n: number; evening: number; week: number } => ({
  n: 1 + (i % CASELOAD), evening: 1 + (Math.floor(i / CASELOAD) % shape.evenings), week: 1 + (Math.floor(i / CASELOAD / shape.evenings) % weeksDone(shape)),
});
/** The counselor's cohorts began this many weeks ago. */
const weeksDone = (shape: Shape): number => Math.min(10, shape.weeks - 1);
/** Evenings of theirs that have been: so often can attendance be corrected once. */
export const pastEvenings = (shape: Shape): number => CASELOAD * shape.evenings * weeksDone(shape);

const cohorts = (shape: Shape): string => `
  create temporary table cohort as
  select k, case when k <= 2 or k % 10 = 0 then date '2026-03-02' - 7 * (case when k <= 2 then ${weeksDone(shape)} else 1 + k % 15 end)
    else date '2026-03-02' - 7 * (20 + (k * 7) % 84) end as began
  from generate_series(1, ceil(${shape.clients}::numeric / ${COHORT})::int) k;`;

/** Fills a database that nobody else uses. */
export async function populate(owner: pg.Client, of: { agencyId: Id; staff: Record<StaffRole, Id> }, shape: Shape): Promise<void> {
  const { agencyId, staff } = of;
  const run = (text: string, ...values: unknown[]) => owner.query(text, values);
  await run(`select set_config('app.now', $1, false)`, STAGE_NOW);
  // the rows are consistent as they are made: keys and triggers would only take minutes
  await run('set session_replication_role = replica');
  await run(`create function pg_temp.id_of(words text) returns uuid language sql immutable as
    $$ select overlay(overlay(md5(words) placing '8' from 13) placing '8' from 17)::uuid $$`);
  await run(cohorts(shape));
  await run('create temporary table person as select n, ((n - 1) / 12) + 1 as k, pg_temp.id_of(\'client \' || n) as id from generate_series(1, $1::int) n'
    .replace('$1', String(shape.clients)));
  await run('analyze cohort; analyze person');
  await run(`insert into live.client (agency_id, client_id, call_them, initials, number)
    select $1, id, 'Person ' || n, 'P. ' || chr(65 + n % 26) || '.', upper(to_hex(n + 268435456)) from person`, agencyId);
  await run(`insert into live.episode (agency_id, episode_id, client_id, admitted_at, admitted_by, ended_at)
    select $1, pg_temp.id_of('episode ' || n), id, began + time '15:00', $2,
      case when began + 7 * $3::int < date '2026-03-02' then began + 7 * $3::int + time '20:00' end
    from person join cohort using (k)`, agencyId, staff.counselor, shape.weeks);
  await run(`insert into live.caseload (agency_id, client_id, staff_id, part, from_on)
    select $1, id, case when k <= 2 then $2::uuid else $3::uuid end, 'primary', began from person join cohort using (k)`,
  agencyId, staff.counselor, staff.supervisor);
  await groups(run, of, shape);
  await papers(run, of, shape);
  await run('set session_replication_role = origin');
  await run('analyze');
}

type Run = (text: string, ...values: unknown[]) => Promise<unknown>;

/** Series, seats, sessions and who came. */
async function groups(run: Run, { agencyId, staff }: { agencyId: Id; staff: Record<StaffRole, Id> }, shape: Shape): Promise<void> {
  const groupId = idOf('group');
  await run(`insert into live.program_group (agency_id, group_id, code, name, service, capacity) values ($1, $2, 'REC', 'Recovery skills', 'skills-group', 14)`,
    agencyId, groupId);
  await run(`create temporary table evening as select k, began, d, pg_temp.id_of('series ' || k || ' ' || d) as id from cohort, generate_series(1, $1::int) d`
    .replace('$1', String(shape.evenings)));
  await run(`insert into live.series (agency_id, series_id, group_id, kind, service, rule, starts_at, ends_at, zone, facilitator_ids, capacity, from_on, until_on)
    select $1, id, $2, 'group', 'skills-group', 'FREQ=WEEKLY', '18:00', '21:00', $3, array[case when k <= 2 then $4::uuid else $5::uuid end], 14,
      began, began + 7 * $6::int from evening`, agencyId, groupId, STAGE_ZONE, staff.counselor, staff.facilitator, shape.weeks);
  await run(`insert into live.place (agency_id, seat_id, series_id, no, from_on, until_on)
    select $1, pg_temp.id_of('seat ' || n || ' ' || d), e.id, 1 + (n - 1) % 12, began, began + 7 * $2::int from person join evening e using (k)`, agencyId, shape.weeks);
  await run(`insert into live.seat (agency_id, seat_id, series_id, client_id, from_on, until_on, seated_by)
    select $1, pg_temp.id_of('seat ' || n || ' ' || d), e.id, person.id, began, began + 7 * $2::int, $3 from person join evening e using (k)`,
  agencyId, shape.weeks, staff.counselor);
  await run(`create temporary table held as select k, d, w, id as series_id, pg_temp.id_of('session ' || k || ' ' || d || ' ' || w) as id, began + 7 * (w - 1) + d - 1 as on_day
    from evening, generate_series(1, $1::int) w`.replace('$1', String(shape.weeks)));
  await run(`insert into live.session (agency_id, session_id, series_id, planned_on, start_at, end_at, facilitator_ids)
    select $1, id, series_id, on_day, (on_day + time '18:00') at time zone $2, (on_day + time '21:00') at time zone $2,
      array[case when k <= 2 then $3::uuid else $4::uuid end] from held`, agencyId, STAGE_ZONE, staff.counselor, staff.facilitator);
  await run(`insert into live.attendance (agency_id, attendance_id, session_id, client_id, status, arrived_at, left_at, recorded_at, by_staff_id)
    select $1, pg_temp.id_of('attendance ' || n || ' ' || d || ' ' || w), held.id, person.id, 'present', (on_day + time '18:00') at time zone $2,
      (on_day + time '21:00') at time zone $2, (on_day + time '21:05') at time zone $2, $3
    from person join held using (k) where on_day < date '2026-03-02'`, agencyId, STAGE_ZONE, staff.facilitator);
}

/** Plans, notes, check-ins, a note begun. */
async function papers(run: Run, { agencyId, staff }: { agencyId: Id; staff: Record<StaffRole, Id> }, shape: Shape): Promise<void> {
  await run(`insert into live.plan_version (agency_id, plan_version_id, client_id, number, kind, reason, body, author_id, made_at, hands, locked_at)
    select $1, pg_temp.id_of('plan ' || n), id, 1, 'full', 'interval', $2, $3, began + time '20:00', '{}', began + time '21:00' from person join cohort using (k)`,
  agencyId, JSON.stringify(emptyPlan()), staff.counselor);
  await run(`insert into live.note (agency_id, note_id, client_id, session_id, kind, title, service, started_at, ended_at, content, text, hash, signer_id, signer_name, role, signed_at)
    select $1, pg_temp.id_of('note ' || n || ' ' || d || ' ' || w), person.id, held.id, 'group', 'Recovery skills', 'skills-group', on_day + time '18:00', on_day + time '21:00',
      '{"format":"dap","sections":{"data":"Came on time and spoke of the week."}}', repeat('Came on time and spoke of the week. ', 25), repeat('0', 64), $2, 'Toni Brandt', 'counselor', on_day + time '22:00'
    from person join held using (k) where on_day < date '2026-03-02' and (w - 1) * $3::int + d <= $4::int`, agencyId, staff.counselor, shape.evenings, shape.notes);
  await run(`insert into live.discharge (agency_id, discharge_id, client_id, episode_id, type, reason, facts, on_day, decided_at, decided_by)
    select $1, pg_temp.id_of('discharge ' || n), person.id, e.episode_id, 'completed', 'Did what they came for.',
      jsonb_build_object('clientId', person.id, 'type', 'completed', 'reason', 'Did what they came for.', 'lastContactOn', e.ended_at::date, 'on', e.ended_at::date,
        'immediateSafety', false, 'transferTo', '', 'appointmentOn', null, 'naloxone', 'not_needed', 'noticeGivenOn', null, 'appealRoute', '', 'teamReviewOn', null, 'clientStatement', ''),
      e.ended_at::date, e.ended_at, $2
    from person join live.episode e on e.client_id = person.id where e.ended_at is not null`, agencyId, staff.counselor);
  await run(`insert into live.discharge_summary (agency_id, discharge_id, client_id, parts, signed_text, signed_hash, signed_at, signed_by, signed_as)
    select agency_id, discharge_id, client_id, '[]', 'Came five evenings a week.', repeat('0', 64), decided_at, decided_by, 'counselor' from live.discharge`);
  await run(`insert into live.check_in (agency_id, check_in_id, client_id, on_day, at, received_at, craving, mood, sleep_hours, safe)
    select $1, pg_temp.id_of('check-in ' || n || ' ' || d), id, began + d, began + d + time '14:00', began + d + time '14:00', 2, 4, 7, true
    from person join cohort using (k), generate_series(1, 20) d where began + d < date '2026-03-02'`, agencyId);
  await run(`insert into live.note_draft (agency_id, note_draft_id, client_id, kind, content, started_at, ended_at, author_id)
    select $1, pg_temp.id_of('draft ' || n), id, 'individual', '{"format":"dap","sections":{"data":""}}', '2026-03-02T20:00:00Z', '2026-03-02T20:50:00Z', $2
    from person where n <= ${CASELOAD}`, agencyId, staff.counselor);
}
