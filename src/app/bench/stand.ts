/** A durable PostgreSQL of its own, a population, and a twin with the same content beside it. */
import { join } from 'node:path';
import { deriveAllObligations } from '../../capabilities/obligations/api.ts';
import { NIL_ID } from '../../shared/ids.ts';
import { startEmbedded } from '../../platform/postgres/embedded.ts';
import { removeFolder, temporaryFolder, type TestPostgres } from '../../platform/postgres/for-tests.ts';
import { handOver, JOBS_AT_ONCE, performJob, type Later } from '../../platform/jobs/jobs.ts';
import type { House } from '../../platform/serve/house.ts';
import { openHouse, quietLog } from '../open-house.ts';
import { performerOf, type Performer } from '../performer.ts';
import { TEST_SECRETS } from '../../platform/database/for-tests.ts';
import { openStage, STAGE_NOW, type Stage, type StaffRole } from '../stage.ts';
import { round, timed, timeOf } from './measuring.ts';
import { clientId, populate, type Shape } from './population.ts';
import { listenOn, openRaw, type Raw } from './recording.ts';

export type Stand = {
  stage: Stage;
  shape: Shape;
  raw: Raw;
  /** The same house, heard by the recorder. */
  house: House;
  as(role: StaffRole): Performer;
  client(n: number): Performer;
  /** Milliseconds that deriving everything from scratch took, and for how many clients; null where that was left out. */
  scratch: { ms: number; clients: number } | null;
  close(): Promise<void>;
};

/** A server with fsync, as it runs for real; gone with its folder afterwards. */
export async function durableServer(): Promise<TestPostgres> {
  const folder = temporaryFolder();
  const server = await startEmbedded({ dataDir: join(folder, 'data'), mode: 'durable', say: () => {} });
  return {
    owner: server.owner,
    stop: async () => {
      await server.stop();
      removeFolder(folder);
    },
  };
}

/** @param derive whether the whole population's obligations are derived first */
export async function openStand(shape: Shape, derive: boolean, say: (line: string) => void): Promise<Stand> {
  const server = await durableServer();
  let scratch: Stand['scratch'] = null;
  const stage = await openStage({ server, twin: true, fill: async (owner, agency) => {
    say(`${shape.clients.toLocaleString('en')} clients, ${(await timeOf(() => populate(owner, agency, shape)) / 1000).toFixed(0)} s to make`);
    if (!derive) return;
    const { host, port, database } = owner;
    const opened = await openHouse({ database: { host, port, database: database! }, secrets: TEST_SECRETS, clock: { now: () => STAGE_NOW }, log: quietLog() });
    const service = performerOf(opened.house, { kind: 'service', subjectId: NIL_ID, agencyId: agency.agencyId, accountId: null });
    let clients = 0;
    const ms = await timeOf(async () => {
      clients = (await service.call(deriveAllObligations, {})).clients;
      for (;;) {
        const jobs: Later[] = [];
        await handOver(opened.pools.jobs, async (job) => void jobs.push(job));
        if (jobs.length === 0) break;
        await timed(JOBS_AT_ONCE, jobs.length, (i) => performJob(opened.house, jobs[i]!));
      }
    });
    scratch = { ms: round(ms), clients };
    say(`${clients} clients to watch, their obligations derived in ${(ms / 1000).toFixed(1)} s`);
    await opened.close();
    await owner.query('analyze live.obligation');
  } });
  const house = listenOn(stage);
  const raw = openRaw(stage, 16);
  const at = (kind: 'staff' | 'client', subjectId: string): Performer => performerOf(house, { kind, subjectId, agencyId: stage.agencyId, accountId: null });
  return {
    stage, shape, raw, house, scratch,
    as: (role) => at('staff', stage.staff[role]),
    client: (n) => at('client', clientId(n)),
    close: async () => {
      await raw.close();
      await stage.close();
    },
  };
}
