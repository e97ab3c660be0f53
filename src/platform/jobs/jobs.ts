/**
 * Work that is done later: the outbox is handed to the queue under its own id, and every job acts through `serve` as
 * the service, under that id again, so that a job delivered twice is done once.
 */
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { NIL_ID, type Id } from '../../shared/ids.ts';
import { perform } from '../serve/perform.ts';
import type { House } from '../serve/house.ts';
import type { Job } from '../serve/handle.ts';
import { workOn, type LongWork } from './long-work.ts';

export type Later = { agencyId: Id; operation: string; data: Record<string, unknown>; operationId: Id };

export type Jobs = { stop(): Promise<void> };

/** Performs one job for one agency. A refusal is an answer; only a fault makes the queue try again. */
export async function performJob(house: House, job: Omit<Later, 'operationId'> & { operationId?: Id }): Promise<void> {
  const answer = await perform(house, {
    who: { kind: 'service', subjectId: NIL_ID, agencyId: job.agencyId, accountId: null },
    operation: job.operation, input: job.data, ...(job.operationId ? { operationId: job.operationId } : {}),
  });
  if (answer.kind === 'fault') throw new Error(`fault ${answer.fault}`);
  if (answer.kind !== 'value') house.log.warn({ operation: job.operation, answer: answer.kind }, 'a job was refused');
}

export const listAgencies = async (pool: pg.Pool): Promise<Id[]> =>
  (await pool.query<{ agency_id: Id }>('select agency_id from live.agency order by agency_id')).rows.map((r) => r.agency_id);

/** Hands what waits in the outbox to the queue. @returns how many */
export async function handOver(pool: pg.Pool, send: (job: Later, after: string) => Promise<void>): Promise<number> {
  const { rows } = await pool.query(`select agency_id, id, job, data, after from house.outbox where handed_at is null
    order by after limit 200`);
  for (const row of rows) {
    await send({ agencyId: row.agency_id, operation: row.job, data: row.data, operationId: row.id }, row.after);
    await pool.query('update house.outbox set handed_at = clock_timestamp() where agency_id = $1 and id = $2', [row.agency_id, row.id]);
  }
  return rows.length;
}

/** While one waits for the database, another may reckon; more would take the connections of people who wait. */
export const JOBS_AT_ONCE = 2;

export async function startJobs(house: House, pool: pg.Pool, config: pg.ClientConfig, jobs: readonly Job[], works: readonly LongWork[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({ ...(config as object), schema: 'pgboss', createSchema: false, max: 4 } as ConstructorParameters<typeof PgBoss>[0]);
  boss.on('error', (error) => log.warn({ code: (error as { code?: string }).code }, 'the queue met an error'));
  await boss.start();
  await boss.createQueue('later', { retryLimit: 8, retryBackoff: true, retryDelay: 5 });
  await boss.createQueue('round', { retryLimit: 2, retryDelay: 60 });
  await boss.work<Later>('later', { localConcurrency: JOBS_AT_ONCE }, async (list) => {
    for (const { data } of list) await performJob(house, data);
  });
  // long work has a queue of its own: letters and chores do not wait behind a search
  await boss.createQueue('long', { retryLimit: 2, retryDelay: 10, expireInSeconds: 1_800 });
  await boss.work<Later>('long', async (list) => {
    for (const { data } of list) await workOn(house, works.find((one) => one.name === data.operation)!, data);
  });
  await boss.work<{ operation: string }>('round', async (list) => {
    for (const { data } of list) {
      for (const agencyId of await listAgencies(pool)) await performJob(house, { agencyId, operation: data.operation, data: {} });
    }
  });
  for (const job of jobs) await boss.schedule('round', job.cron, { operation: job.operation }, { key: job.operation });
  const mover = everySecond(async () => {
    await handOver(pool, async (job, after) => {
      await boss.send(works.some((one) => one.name === job.operation) ? 'long' : 'later', job, { id: job.operationId, startAfter: new Date(after) });
    });
  }, log);
  return {
    stop: async () => {
      mover.stop();
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

/** Runs a round again and again, one at a time; a failed round is logged and the next one tried. */
export function everySecond(round: () => Promise<unknown>, log: Logger, everyMs = 1_000): { stop(): void } {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    round().catch((error) => log.warn({ code: (error as { code?: string }).code }, 'a round failed and will be tried again'))
      .finally(() => {
        running = false;
      });
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
