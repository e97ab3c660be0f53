/** A program at a term start for tests and pictures: a timetable, openings, and clients with lives of their own. */
import { applyTemplate, joinTrack, saveAvailability, startGroup } from '../capabilities/schedule/api.ts';
import { newId, type Id } from '../shared/ids.ts';
import type { Stage } from './stage.ts';

const LIVES = [
  [{ kind: 'work', from: '08:00', to: '13:00' }], [{ kind: 'work', from: '09:00', to: '16:30' }], [{ kind: 'children', from: '16:00', to: '20:00' }],
  [{ kind: 'work', from: '15:00', to: '23:00' }], [], [{ kind: 'work', from: '08:00', to: '22:00' }], [{ kind: 'school', from: '08:30', to: '12:00' }],
];

/** Clients written by SQL, as many as wanted, some with seats in the evening track from the first day on. */
export async function openTerm(stage: Stage, clients: number, from = '2026-03-09'): Promise<Id[]> {
  const { trackIds } = await stage.as('administrator').call(applyTemplate, { template: 'standard-iop', from, leaders: { RP: [stage.staff.counselor], GT: [stage.staff.supervisor], SK: [stage.staff.facilitator] } });
  const group = (name: string, code: string, weekday: number, startsAt: string, endsAt: string) => stage.as('supervisor').call(startGroup, {
    name, code, service: 'group-therapy', capacity: 12, weekdays: [weekday], startsAt, endsAt, breaks: [], roomId: null, facilitatorIds: [], from });
  const days = [['Coping', 1, '13:00', '16:00'], ['Coping', 3, '13:00', '16:00'], ['Coping', 5, '13:00', '16:00'], ['Saturday group', 6, '10:00', '13:00'], ['Morning start', 2, '09:00', '12:00'], ['Morning start', 4, '09:00', '12:00']] as const;
  for (const [at, [name, weekday, startsAt, endsAt]] of days.entries()) await group(name, `X${at}`, weekday, startsAt, endsAt);
  for (const staffId of [stage.staff.counselor, stage.staff.supervisor, stage.staff.facilitator]) {
    await stage.as('supervisor').call(saveAvailability, { staffId, blocks: [1, 2, 3, 4, 5].flatMap((weekday) => [
      { weekday, from: '12:00', to: '15:00' }, { weekday, from: '16:00', to: '18:00' }]) });
  }
  const ids = Array.from({ length: clients }, () => newId());
  await stage.owner.query(`select set_config('app.now', $1, false)`, [stage.clock.now()]);
  for (const [n, clientId] of ids.entries()) {
    const routine = LIVES[n % LIVES.length]!.flatMap((one) => [1, 2, 3, 4, 5].map((weekday) => ({ ...one, weekday })));
    const initials = `${String.fromCharCode(65 + n % 26)}. ${String.fromCharCode(65 + (n * 7 + Math.floor(n / 26)) % 26)}.`;
    await stage.owner.query(`insert into live.client (agency_id, client_id, call_them, initials, routine, travel_minutes) values ($1, $2, $3, $4, $5, $6)`,
      [stage.agencyId, clientId, initials, initials, JSON.stringify(routine), 15 + 10 * (n % 3)]);
    await stage.owner.query(`insert into live.episode (agency_id, episode_id, client_id, admitted_at, admitted_by) values ($1, $2, $3, '2026-02-02T15:00:00Z', $4)`,
      [stage.agencyId, newId(), clientId, stage.staff.counselor]);
    await stage.owner.query(`insert into live.caseload (agency_id, client_id, staff_id, part, from_on) values ($1, $2, $3, 'primary', '2026-02-02')`,
      [stage.agencyId, clientId, n % 2 === 0 ? stage.staff.counselor : stage.staff.supervisor]);
  }
  // some come in the evening already; a few of them have a new job since
  for (const clientId of ids.filter((_, n) => n % 7 === 4 || n % 7 === 3).slice(0, 9)) {
    await stage.as('intake').call(joinTrack, { clientId, trackId: trackIds[0]!, from, weekOfStay: 6 });
  }
  // as the database does by itself a minute after so much was written: without it, every table counts as empty
  await stage.owner.query('analyze');
  return ids;
}
