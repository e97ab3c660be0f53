/** What chaos needs before the first kill: a database of its own with a small program in it, and servers to kill. */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { startGroup, seatClient } from '../../capabilities/schedule/api.ts';
import { startNote } from '../../capabilities/notes/api.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { startEmbedded, type EmbeddedPostgres } from '../../platform/postgres/embedded.ts';
import { removeFolder, temporaryFolder } from '../../platform/postgres/for-tests.ts';
import type { PgAddress } from '../../platform/postgres/address.ts';
import { loadSecrets } from '../../platform/postgres/secrets.ts';
import { createSignIn } from '../../platform/sign-in/sign-in.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { admitted } from '../cast.ts';
import { openStageOn, type Stage } from '../stage.ts';
import { serverSecret, SOURCE } from '../start.ts';
import type { Orders } from './serve.ts';
import { freePort } from '../free-port.ts';

/** Four groups of six, each held twice a day. Nobody is in two of them. */
const GROUPS = ['Rowan Sol Mae Bo Pia Hal', 'Jules Dev Kit Eli Ada Nia', 'Ana Ben Cleo Dag Esi Finn', 'Gus Ida Jon Kai Lou Max'].map((names) => names.split(' '));
const HOURS = ['09', '10', '11', '12', '14', '15', '16', '17'];
/** The program began on this Monday, and is looked at 13 days later: a hundred group sessions wait for their notes. */
const BEGAN = '2026-03-02T14:00:00Z';
const LOOKED_AT = '2026-03-15T03:00:00Z';

export type Who = 'intake' | 'facilitator' | 'counselor' | 'client';
export type ChaosHouse = {
  agencyId: Id;
  /** Their counselor is the one who works. */
  clientId: Id;
  /** Sessions that are over and have no attendance and no note yet, and who sat in them. */
  sessions: { sessionId: Id; clientIds: Id[] }[];
  noteDraftIds: Id[];
  accounts: Record<Who, Id>;
  url: string;
  /** Kept until `close`: which database, and how to reach it as its owner. */
  owner(): Promise<pg.Client>;
  /** A server that serves. The next one is loaded meanwhile. */
  serve(): Promise<ChildProcess>;
  /** Ends the database server and every process of it at once. */
  killDatabase(): void;
  close(): Promise<void>;
};

export type Where = 'embedded' | 'external';

/**
 * @param where `external`: a PostgreSQL that Stepwell knows by DATABASE_URL alone, started and watched by this process
 * @param notes how many notes are begun
 */
export async function openChaosHouse(where: Where, notes = 1): Promise<ChaosHouse> {
  // marked with this process, so that what a killed run left behind is swept up by the next one
  const dataDir = temporaryFolder();
  const folder = where === 'external' ? temporaryFolder() : dataDir;
  const server = await startEmbedded({ dataDir: folder, mode: 'durable', say: () => {} });
  const address: PgAddress = { ...server.owner };
  const databaseUrl = where === 'external' ? urlOf(address) : null;
  const filled = await fill(address, dataDir, notes);
  if (where === 'embedded') await server.stop();
  const port = await freePort();
  const orders: Orders = { dataDir, databaseUrl, port, aheadMs: Date.parse(LOOKED_AT) - Date.now() };
  let spare = loaded(dataDir);
  let serving: ChildProcess | null = null;
  return {
    ...filled, url: `http://127.0.0.1:${port}`,
    owner: async () => {
      const client = new pg.Client(address);
      client.on('error', () => {});
      await client.connect();
      return client;
    },
    serve: async () => {
      serving = spare;
      await new Promise<void>((done, failed) => {
        serving!.once('message', () => done());
        serving!.once('exit', () => failed(new Error('the server ended by itself before it served')));
        serving!.send(orders);
      });
      spare = loaded(dataDir);
      return serving;
    },
    killDatabase: () => killAll(server.serverPid()),
    close: async () => {
      spare.kill('SIGKILL');
      serving?.kill('SIGKILL');
      await giveUp(where, server, dataDir);
      for (const one of new Set([dataDir, folder])) removeFolder(one);
    },
  };
}

const urlOf = (a: PgAddress): string => `postgres://${a.user}:${encodeURIComponent(a.password)}@/${a.database}?host=${encodeURIComponent(a.host)}&port=${a.port}`;

/** Node keeps what it compiled, so that each of two hundred servers is loaded in half the time. */
const loaded = (dataDir: string): ChildProcess => fork(join(import.meta.dirname, 'serve.ts'), [], {
  execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, NODE_COMPILE_CACHE: join(dataDir, 'compiled') } });

/** Nobody holds a lease on the embedded server once its Stepwell was killed: it is joined once more to be stopped. */
async function giveUp(where: Where, server: EmbeddedPostgres, dataDir: string): Promise<void> {
  const last = where === 'embedded' ? await startEmbedded({ dataDir, mode: 'durable', say: () => {} }) : server;
  await last.stop();
}

/** SIGKILL for a PostgreSQL server and all its processes, as when a container is thrown away. */
function killAll(pid: number | null): void {
  if (pid === null) throw new Error('there is no database server to kill');
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  for (const victim of [pid, ...list.filter(([, parent]) => parent === pid).map(([one]) => one!)]) {
    try {
      process.kill(victim, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

type Filled = Pick<ChaosHouse, 'agencyId' | 'clientId' | 'sessions' | 'noteDraftIds' | 'accounts'>;

async function fill(address: PgAddress, dataDir: string, notes: number): Promise<Filled> {
  const secrets = loadSecrets(dataDir);
  await migrate({ ...address }, SOURCE, secrets);
  const owner = new pg.Client(address);
  await owner.connect();
  const { rowCount } = await owner.query('select 1 from live.agency limit 1');
  if (rowCount !== 0) throw new Error('Chaos needs a database without a program in it.');
  await owner.query('update house.mark set virtual = true, demo = true');
  await owner.end();
  const stage = await openStageOn(address, secrets, BEGAN);
  try {
    return await fillStage(stage, dataDir, notes);
  } finally {
    await stage.close();
  }
}

async function fillStage(stage: Stage, dataDir: string, notes: number): Promise<Filled> {
  const groups: { seriesIds: Id[]; clientIds: Id[] }[] = [];
  for (const [g, names] of GROUPS.entries()) {
    const clientIds: Id[] = [];
    for (const name of names) clientIds.push(await admitted(stage, `${name} Example`));
    const seriesIds: Id[] = [];
    for (const hour of HOURS.slice(g * 2, g * 2 + 2)) {
      const { seriesId } = await stage.as('supervisor').call(startGroup, {
        name: 'Relapse Prevention', code: `RP${hour}`, service: 'relapse-prevention-group', capacity: 12, weekdays: [1, 2, 3, 4, 5, 6, 7],
        startsAt: `${hour}:00`, endsAt: `${hour}:50`, breaks: [], roomId: null, facilitatorIds: [stage.staff.facilitator], from: '2026-03-02', until: '2026-03-31' });
      for (const clientId of clientIds) await stage.as('intake').call(seatClient, { clientId, seriesIds: [seriesId], from: '2026-03-02', overrideReason: 'To have many sessions.' });
      seriesIds.push(seriesId);
    }
    groups.push({ seriesIds, clientIds });
  }
  const clientId = groups[0]!.clientIds[0]!;
  stage.clock.set(LOOKED_AT);
  const { rows } = await stage.owner.query('select session_id, series_id from live.session where end_at < $1 order by start_at', [LOOKED_AT]);
  const noteDraftIds = Array.from({ length: notes }, () => newId());
  for (const noteDraftId of noteDraftIds) await stage.as('counselor').call(startNote, { clientId, noteDraftId, kind: 'individual', startedAt: '2026-03-14T20:00:00Z', endedAt: '2026-03-14T20:50:00Z' });
  const signIn = createSignIn({ pool: stage.pools.signin, secret: serverSecret(dataDir), publicUrl: 'http://127.0.0.1', now: stage.clock.now, demo: true });
  const account = async (kind: 'staff' | 'client', subjectId: Id): Promise<Id> => {
    const made = await signIn.createAccount({ email: `${newId()}@example.org`, name: 'Somebody', demo: true, memberships: [{ agencyId: stage.agencyId, kind, subjectId }] });
    if (!made.ok) throw new Error(made.say);
    return made.value.accountId;
  };
  const { intake, facilitator, counselor } = stage.staff;
  return {
    agencyId: stage.agencyId, clientId, noteDraftIds,
    sessions: rows.map((r) => ({ sessionId: r.session_id as Id, clientIds: groups.find((g) => g.seriesIds.includes(r.series_id as Id))!.clientIds })),
    accounts: { intake: await account('staff', intake), facilitator: await account('staff', facilitator), counselor: await account('staff', counselor), client: await account('client', clientId) },
  };
}
