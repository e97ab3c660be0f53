/** Acts that touch several charts, with a fault at every statement: what was there before stands, to the last row, or the act is whole. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { recordAttendance } from '../capabilities/attendance/api.ts';
import { readClient, saveClient } from '../capabilities/clients/api.ts';
import { readGroupNote, readNotes, saveGroupPart, saveGroupShared, signGroupNote } from '../capabilities/notes/api.ts';
import { clientPart } from '../capabilities/notes/model.ts';
import { applyTemplate, arrangeWeek, fitClientWeek, joinTrack, listTimetable, readSeats, saveAvailability } from '../capabilities/schedule/api.ts';
import { newId, type Id } from '../shared/ids.ts';
import type { Operation } from '../shared/operation.ts';
import { admitted, aGroupOf, withPlan } from './cast.ts';
import type { Performer } from './performer.ts';
import { openStage, type Stage } from './stage.ts';

/** How a statement goes wrong: the database refuses it; the connection is cut before it is sent; or after. */
const FAULTS = ['refused', 'cut before', 'cut after'] as const;
type Fault = { how: (typeof FAULTS)[number]; at: number | 'commit' };
type Met = { statements: number; happened: boolean; commit: boolean; backend: number };

let stage: Stage;
let count = 0;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** A connection on which one statement goes wrong. Everything else of it is real. */
function faulty(client: pg.PoolClient, fault: Fault, met: Met): pg.PoolClient {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection;
  met.backend = (client as unknown as { processID: number }).processID;
  const query = (...args: [unknown]): unknown => {
    if (!met.happened) met.statements += 1;
    if (met.happened || (met.statements !== fault.at && args[0] !== fault.at)) return (client.query as (...all: unknown[]) => unknown)(...args);
    met.happened = true;
    met.commit = args[0] === 'commit';
    if (fault.how === 'refused') return client.query('select 1 / 0');
    if (fault.how === 'cut before') stream.destroy();
    const sent = (client.query as (...all: unknown[]) => unknown)(...args);
    if (fault.how === 'cut after') stream.destroy();
    return sent;
  };
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = name === 'query' ? query : Reflect.get(target, name);
      return typeof value === 'function' && name !== 'query' ? value.bind(target) : value;
    },
  });
}

async function withFault<T>(fault: Fault, act: () => Promise<T>): Promise<{ answer: T; met: Met }> {
  const { pools } = stage.house as { pools: { app: Pick<pg.Pool, 'connect'> } };
  const real = pools.app;
  const met: Met = { statements: 0, happened: false, commit: false, backend: 0 };
  pools.app = { connect: (async () => faulty(await real.connect() as pg.PoolClient, fault, met)) as pg.Pool['connect'] };
  try {
    return { answer: await act(), met };
  } finally {
    pools.app = real;
  }
}

let digest: string | null = null;
/** Every row of every table, as one number a table. */
async function everything(): Promise<Record<string, string>> {
  digest ??= await digestStatement();
  const { rows } = await stage.owner.query<{ t: string; d: string }>({ name: 'everything', text: digest });
  return Object.fromEntries(rows.map((r) => [r.t, r.d]));
}
async function digestStatement(): Promise<string> {
  await stage.owner.query('set max_parallel_workers_per_gather = 0'); // small tables: starting helpers takes longer than reading
  const { rows } = await stage.owner.query<{ one: string }>(`select format('select %L as t, count(*) || '' '' || coalesce(sum(hashtextextended(x::text, 0)), 0) as d from %I.%I x',
    nspname || '.' || relname, nspname, relname) as one from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and nspname in ('live', 'house', 'auth', 'public')`);
  return rows.map((r) => r.one).join(' union all ');
}

/** The server may still be at work for a connection that was cut. */
async function untilGone(backend: number): Promise<void> {
  while ((await stage.owner.query('select 1 from pg_stat_activity where pid = $1', [backend])).rowCount! > 0);
}

/** How many faults an act meets, spread over all its statements and the three kinds: five hundred in all. */
const OF_ROSTER = 100;
const OF_WEEK = 150;

/** Tries the act with one fault after the other, and last without one: then it is done, under the id that it had all the time. */
async function throughFaults(times: number, who: Performer, op: Operation, input: unknown): Promise<void> {
  const operationId = newId();
  const start = await everything();
  const tryWith = async (fault: Fault): Promise<Met> => {
    const { answer, met } = await withFault(fault, () => who.try(op, input, { operationId }));
    const where = `${op.name}, ${fault.how} at ${fault.at}`;
    if (fault.how !== 'refused') await untilGone(met.backend);
    assert.equal(answer.kind, 'fault', where);
    // nobody can know whether a commit was received that was sent before the cut: whole or nothing, and asked again, done once
    if (fault.how !== 'cut after' || !met.commit) assert.deepEqual(await everything(), start, where);
    return met;
  };
  const { statements } = await tryWith({ how: 'refused', at: 'commit' });
  const all = Array.from({ length: statements }, (_, i) => FAULTS.map((how): Fault => ({ how, at: i + 1 }))).flat();
  // the very last one, a cut after the commit was sent, comes last: with luck the act is done then
  const length = Math.min(times, all.length);
  const chosen = Array.from({ length }, (_, i) => all[Math.floor((i + 1) * all.length / length) - 1]!);
  for (const fault of chosen) await tryWith(fault);
  count += chosen.length + 1;
  assert.equal((await who.try(op, input, { operationId })).kind, 'value', op.name);
}

const NAMES = ['Rowan Okafor', 'Jules Lindqvist', 'Sol Kerr', 'Dev Wray', 'Mae Alder', 'Kit Tolland', 'Bo Nyman', 'Eli Prather', 'Pia Gold', 'Ada Voss', 'Hal Quill', 'Nia Ines'];

describe('a fault between two statements', () => {
  let people: Id[];
  let sessionId: Id;
  before(async () => {
    people = [];
    for (const name of NAMES) people.push(await admitted(stage, name));
    for (const clientId of people.slice(0, 3)) await withPlan(stage, clientId);
    ({ sessionId } = await aGroupOf(stage, people));
    stage.clock.set('2026-03-03T03:20:00Z');
  });

  test('leaves no attendance of a roster of twelve, or all twelve', async () => {
    const times = { from: '18:00', to: '21:15' };
    await throughFaults(OF_ROSTER, stage.as('facilitator'), recordAttendance, { sessionId, entries: people.map((clientId) => ({ clientId, status: 'present', ...times })) });
    const { rows } = await stage.owner.query('select count(*)::int as n, count(distinct client_id)::int as people from live.attendance');
    assert.deepEqual(rows, [{ n: 12, people: 12 }]);
  });

  test('leaves no note of a group, or one in each of twelve charts', async () => {
    const facilitator = stage.as('facilitator');
    const { version: sharedVersion } = await facilitator.call(saveGroupShared, { sessionId, version: null, shared: { topic: 'Warning signs', activity: 'In pairs.', objective: '', observations: '' } });
    const parts = await Promise.all(people.map(async (clientId, i) => ({ clientId,
      version: (await facilitator.call(saveGroupPart, { sessionId, version: null, toIndividual: i < 2 ? 'The brother.' : '', part: clientPart.parse({ clientId, participation: 3, words: `Own line ${i}.` }) })).version })));
    await throughFaults(OF_ROSTER, facilitator, signGroupNote, { sessionId, sharedVersion, parts });
    for (const clientId of people) assert.equal((await stage.as('counselor').call(readNotes, { clientId })).notes.length, 1);
    assert.ok((await facilitator.call(readGroupNote, { sessionId })).rows.every((row) => row.signed !== null));
  });

  test('leaves no seat of a track, or all of them', async () => {
    await stage.as('administrator').call(applyTemplate, { template: 'standard-iop', from: '2026-03-09', leaders: {} });
    const { tracks } = await stage.as('intake').call(listTimetable, { on: '2026-03-09' });
    const clientId = await admitted(stage);
    await throughFaults(OF_WEEK, stage.as('intake'), joinTrack, { clientId, trackId: tracks.find((t) => t.code === 'evening')!.id, from: '2026-03-09' });
    assert.equal((await stage.as('intake').call(readSeats, { clientId })).seats.length, 3);
  });

  test('leaves no part of a week, or the whole week', async () => {
    const clientId = await admitted(stage);
    const counselor = stage.as('counselor');
    await stage.as('supervisor').call(saveAvailability, { staffId: stage.staff.counselor, blocks: [{ weekday: 4, from: '15:00', to: '18:00' }] });
    const { version } = await counselor.call(readClient, { clientId });
    await counselor.call(saveClient, { clientId, version, change: { travelMinutes: 20, routine: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', to: '15:00', kind: 'work' as const })) } });
    const fit = await counselor.call(fitClientWeek, { clientId, from: '2026-03-09' });
    const chosen = fit.best.options.map((one) => ({ ...fit.stands[one.id]!, ...one }));
    await throughFaults(OF_WEEK, counselor, arrangeWeek, { clientId, from: '2026-03-09', seriesIds: chosen.flatMap((one) => one.seriesId ?? []),
      openings: chosen.filter((one) => one.seriesId === null).map((one) => ({ staffId: one.staffId!, roomId: one.roomId, weekday: one.weekday, startsAt: one.from, minutes: 50, service: 'individual-therapy' })) });
    assert.equal((await counselor.call(readSeats, { clientId })).seats.length, 4);
  });

  test('was tried five hundred times', () => {
    console.log(`# ${count} faults between statements`);
    assert.ok(count >= 500, `${count} faults`);
  });
});
