/**
 * `npm run bench -- week` measures the week builder.
 * `npm run bench [-- --clients 1000,10000] [--json]`: chart, save, Today and a mixed load through `perform`, each beside the
 * same rows read raw as the owner in the same run. Ratios count; absolute times depend on the machine.
 */
import pg from 'pg';
import { newId, type Id } from '../shared/ids.ts';
import type { Operation } from '../shared/operation.ts';
import { readClient } from '../capabilities/clients/api.ts';
import { listClientObligations, listMyObligations } from '../capabilities/obligations/api.ts';
import { readPlan } from '../capabilities/treatment-plan/api.ts';
import { readSeats } from '../capabilities/schedule/api.ts';
import { sendCheckIn } from '../capabilities/safeguards/api.ts';
import { benchWeek, printWeek } from './bench/week.ts';
import { openStage, type Stage } from './stage.ts';

type Figure = { what: string; clients: number; users: number; p50: number; p95: number; raw: number; ratio: number };

/** Clients with an open episode, a caseload of 25 and five obligations each, written by SQL: only the reading is measured. */
async function populate(stage: Stage, clients: number): Promise<Id[]> {
  await stage.owner.query(`select set_config('app.now', $1, false)`, [stage.clock.now()]);
  const { rows } = await stage.owner.query(`with c as (
      insert into live.client (agency_id, client_id, call_them, initials) select $1, gen_random_uuid(), 'Person ' || n, 'P. ' || n from generate_series(1, $2::int) n returning client_id)
    select client_id from c`, [stage.agencyId, clients]);
  const ids = rows.map((r) => r.client_id as Id);
  await stage.owner.query(`insert into live.episode (agency_id, episode_id, client_id, admitted_at, admitted_by)
    select $1, gen_random_uuid(), u, '2026-01-05T15:00:00Z', $2 from unnest($3::uuid[]) u`, [stage.agencyId, stage.staff.counselor, ids]);
  await stage.owner.query(`insert into live.caseload (agency_id, client_id, staff_id, part, from_on)
    select $1, u, case when n <= 25 then $2::uuid else $3::uuid end, 'primary', '2026-01-05' from unnest($4::uuid[]) with ordinality as t(u, n)`,
  [stage.agencyId, stage.staff.counselor, stage.staff.supervisor, ids]);
  await stage.owner.query(`insert into live.obligation (agency_id, client_id, subject, rule, about, owed_by_staff, what, why, since, due, weight, evidence, remedy_verb, remedy_path)
    select $1, u, u, 'PR-' || n, 'bench', case when o <= 25 then $2::uuid else $3::uuid end, 'plan review', 'every 30 days', '2026-03-01T00:00:00Z', '2026-03-03T00:00:00Z', 'paper', '[]', 'Open', '/'
    from unnest($4::uuid[]) with ordinality as t(u, o), generate_series(50, 54) n`, [stage.agencyId, stage.staff.counselor, stage.staff.supervisor, ids]);
  await stage.owner.query('analyze');
  return ids;
}

const percentile = (times: number[], p: number): number => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * p))]!;
const round = (n: number): number => Math.round(n * 100) / 100;

/** Runs `one` from `users` loops, `times` in all. @returns milliseconds of each */
async function timed(users: number, times: number, one: (i: number) => Promise<unknown>): Promise<number[]> {
  const out: number[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: users }, async () => {
    for (let i = next++; i < times; i = next++) {
      const from = performance.now();
      await one(i);
      out.push(performance.now() - from);
    }
  }));
  return out;
}

async function measure(clients: number): Promise<Figure[]> {
  const stage = await openStage();
  const raw = new pg.Pool({ ...stage.database, max: 16 });
  try {
    const ids = await populate(stage, clients);
    const mine = ids.slice(0, 25);
    const pick = (i: number): Id => mine[i % mine.length]!;
    const counselor = stage.as('counselor');
    const reads = [readClient, readPlan, readSeats, listClientObligations] as unknown as Operation[];
    const chart = async (i: number) => Promise.all(reads.map((op) => counselor.try(op, { clientId: pick(i) })));
    const rawChart = async (i: number) => Promise.all([
      raw.query({ name: 'a', text: 'select * from live.client where agency_id = $1 and client_id = $2', values: [stage.agencyId, pick(i)] }),
      raw.query({ name: 'b', text: 'select * from live.episode where agency_id = $1 and client_id = $2', values: [stage.agencyId, pick(i)] }),
      raw.query({ name: 'c', text: 'select * from live.plan_version where agency_id = $1 and client_id = $2', values: [stage.agencyId, pick(i)] }),
      raw.query({ name: 'd', text: 'select * from live.seat where agency_id = $1 and client_id = $2', values: [stage.agencyId, pick(i)] }),
      raw.query({ name: 'e', text: 'select * from live.obligation where agency_id = $1 and subject = $2', values: [stage.agencyId, pick(i)] })]);
    const save = (i: number) => stage.client(pick(i)).call(sendCheckIn, { id: newId(), at: stage.clock.now(), craving: 3, mood: 4, sleepHours: 7, medication: null, used: null, safe: true, words: '' });
    const rawSave = async (i: number) => {
      const client = await raw.connect();
      await client.query('begin');
      await client.query(`insert into house.outbox (agency_id, id, job, data, after) values ($1, $2, 'none', '{}', 'infinity')`, [stage.agencyId, newId()]);
      await client.query('update live.client set call_them = call_them where agency_id = $1 and client_id = $2', [stage.agencyId, pick(i)]);
      await client.query('commit');
      client.release();
    };
    const today = () => counselor.call(listMyObligations, {});
    const rawToday = () => raw.query({ name: 't', text: `select * from live.obligation where agency_id = $1 and owed_by_staff = $2 and due <= '2026-03-10' order by due limit 200`, values: [stage.agencyId, stage.staff.counselor] });
    const mixed = (i: number) => (i % 5 === 0 ? save(i) : i % 5 === 1 ? today() : chart(i));
    const rawMixed = (i: number) => (i % 5 === 0 ? rawSave(i) : i % 5 === 1 ? rawToday() : rawChart(i));
    const figures: Figure[] = [];
    for (const users of [1, 16]) {
      for (const [what, one, beside, times] of [['chart', chart, rawChart, 300], ['save', save, rawSave, 150], ['today', today, rawToday, 300], ['mixed', mixed, rawMixed, 300]] as const) {
        await timed(users, 20, one);
        await timed(users, 20, beside);
        const ours = await timed(users, times, one);
        const theirs = await timed(users, times, beside);
        figures.push({ what, clients, users, p50: round(percentile(ours, 0.5)), p95: round(percentile(ours, 0.95)), raw: round(percentile(theirs, 0.5)), ratio: round(percentile(ours, 0.5) / percentile(theirs, 0.5)) });
      }
    }
    return figures;
  } finally {
    await raw.end();
    await stage.close();
  }
}

if (import.meta.main && process.argv[2] === 'week') {
  printWeek(await benchWeek());
} else if (import.meta.main) {
  const args = process.argv.slice(2);
  const asked = args.indexOf('--clients') >= 0 ? args[args.indexOf('--clients') + 1]! : '1000,10000';
  const figures: Figure[] = [];
  for (const n of asked.split(',').map(Number)) figures.push(...await measure(n));
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  else console.table(figures);
}

