/** Kills the server, the database, or both at random moments while people work, and counts what is gone. */
import type { ChildProcess } from 'node:child_process';
import { openWork } from './busy.ts';
import { openChaosHouse, type ChaosHouse, type Where } from './house.ts';
import { auditFaults, lookBehind, type Findings } from './look.ts';

const VICTIMS = ['server', 'both', 'database'] as const;
const PATIENCE_MS = 60_000;
/** Longest time that people work before the next kill. */
const BUSY_MS = 2_500;

/** @returns whether nothing was lost */
export async function chaosOfKills(where: Where, kills: number, tell: (line: string) => void): Promise<boolean> {
  const house = await openChaosHouse(where);
  let enough = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => {
    tell('Stopping after this kill …');
    enough = true;
  });
  const began = Date.now();
  const found: Findings = { lost: [], half: [], audit: [] };
  const killed = { server: 0, both: 0, database: 0 };
  try {
    const work = openWork(house);
    let server = await house.serve();
    await work.signIn();
    let n = 0;
    while (n < kills && !enough) {
      n += 1;
      const victim = VICTIMS[n % 3]!;
      const round = work.round();
      await Promise.race([round.begun, died(server)]);
      await new Promise((resume) => setTimeout(resume, Math.random() * BUSY_MS));
      if (victim !== 'server') house.killDatabase();
      if (victim !== 'database') await kill(server);
      await round.over;
      killed[victim] += 1;
      if (victim === 'database') await wellAgain(house, server);
      else server = await house.serve();
      await look(house, work.acknowledged, found);
      if (n % 10 === 0 || n === kills) tell(`${n} kills, ${work.acknowledged.length} acts acknowledged, ${found.lost.length} lost, ${Math.round((Date.now() - began) / 1000)} s`);
    }
    const owner = await house.owner();
    found.audit.push(...await auditFaults(owner));
    await owner.end();
    const kinds = Map.groupBy(work.acknowledged, (a) => a.operation);
    tell(`${where} PostgreSQL: ${n} kills (the server ${killed.server}, the database alone ${killed.database}, both at once ${killed.both})`);
    tell(`acknowledged: ${[...kinds].map(([name, list]) => `${list.length} ${name}`).join(', ')}`);
    for (const [what, list] of Object.entries({ ...found, refused: work.refused })) {
      tell(`${what}: ${list.length}`);
      for (const line of list.slice(0, 10)) tell(`  ${line}`);
    }
    return Object.values(found).every((list) => list.length === 0) && work.refused.length === 0;
  } finally {
    await house.close();
  }
}

async function look(house: ChaosHouse, acknowledged: Parameters<typeof lookBehind>[1], found: Findings): Promise<void> {
  const owner = await house.owner();
  const now = await lookBehind(owner, acknowledged, house.sessions[0]!.clientIds.length);
  await owner.end();
  for (const key of ['lost', 'half', 'audit'] as const) for (const line of now[key]) if (!found[key].includes(line)) found[key].push(line);
}

async function kill(server: ChildProcess): Promise<void> {
  const gone = new Promise<void>((done) => server.once('exit', () => done()));
  server.kill('SIGKILL');
  await gone;
}

const died = (server: ChildProcess): Promise<never> => new Promise((_, failed) => {
  server.once('exit', () => failed(new Error('the server ended by itself')));
});

/** The database was killed alone: the same server must go on by itself. */
async function wellAgain(house: ChaosHouse, server: ChildProcess): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error('the server ended because its database did');
    const well = await fetch(`${house.url}/healthz`).then((r) => r.ok, () => false);
    if (well) return;
    if (Date.now() > until) throw new Error('the server did not find its database again within a minute');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
