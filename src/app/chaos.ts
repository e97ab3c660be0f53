/**
 * `npm run chaos [-- --kills N]`: kills the server at random moments while it acknowledges saves, starts it again, and counts
 * acknowledged saves that are gone. Every second kill takes the database with it. There are to be none.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../platform/database/migrate.ts';
import { startEmbedded } from '../platform/postgres/embedded.ts';
import { loadSecrets } from '../platform/postgres/secrets.ts';
import { newId } from '../shared/ids.ts';
import { openInquiry } from '../capabilities/admissions/api.ts';
import { createAgency } from './create-agency.ts';
import { openHouse, quietLog } from './open-house.ts';
import { performerOf } from './performer.ts';
import { SOURCE, whereIs } from './start.ts';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** The child: saves as fast as it can and tells its parent which saves were acknowledged. */
async function save(dataDir: string): Promise<void> {
  const embedded = await startEmbedded({ dataDir, mode: 'durable', say: () => {} });
  const secrets = loadSecrets(dataDir);
  const opened = await openHouse({ database: await whereIs({ ...embedded.owner }), secrets, log: quietLog() });
  const { rows } = await opened.pools.jobs.query('select agency_id from live.agency');
  const agencyId = rows[0].agency_id as string;
  const staffId = process.env['STAFF_ID']!;
  const intake = performerOf(opened.house, { kind: 'staff', subjectId: staffId, agencyId, accountId: null });
  process.send!({ ready: true, server: embedded.serverPid() });
  const one = async (): Promise<void> => {
    for (;;) {
      const inquiryId = newId();
      await intake.call(openInquiry, { clientId: newId(), inquiryId, channel: 'call' });
      process.send!({ saved: inquiryId });
    }
  };
  await Promise.all([one(), one(), one(), one()]);
}

async function main(kills: number): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stepwell-chaos-'));
  const secrets = loadSecrets(dataDir);
  const first = await startEmbedded({ dataDir, mode: 'durable', say: () => {} });
  await migrate({ ...first.owner }, SOURCE, secrets);
  const opened = await openHouse({ database: await whereIs({ ...first.owner }), secrets, log: quietLog() });
  const { staffId } = await createAgency(opened.house, { name: 'Chaos House', timeZone: 'America/Chicago', administrator: { name: 'Alex Stone', email: 'a.stone@example.org' }, roles: ['administrator', 'intake'] });
  await opened.close();
  await first.stop();
  const saved: string[] = [];
  for (let n = 1; n <= kills; n++) {
    await oneKill(dataDir, staffId, saved, n % 2 === 0);
    if (n % 20 === 0) tell(`${n} kills, ${saved.length} saves acknowledged`);
  }
  const last = await startEmbedded({ dataDir, mode: 'durable', say: () => {} });
  const owner = new pg.Client({ ...last.owner });
  await owner.connect();
  const { rows } = await owner.query('select inquiry_id from live.inquiry');
  const kept = new Set(rows.map((r) => r.inquiry_id as string));
  const lost = saved.filter((id) => !kept.has(id));
  await owner.end();
  await last.stop();
  rmSync(dataDir, { recursive: true, force: true });
  tell(`${kills} kills (every second one of the database too), ${saved.length} saves acknowledged, ${lost.length} lost`);
  return lost.length === 0 ? 0 : 1;
}

async function oneKill(dataDir: string, staffId: string, saved: string[], database: boolean): Promise<void> {
  const child: ChildProcess = fork(import.meta.filename, ['--child', dataDir], { execArgv: [], env: { ...process.env, STAFF_ID: staffId }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let server: number | null = null;
  // saves are under way once the first one was acknowledged
  const saving = new Promise<void>((done, failed) => {
    child.on('exit', () => failed(new Error('the server ended by itself')));
    child.on('message', (m: { ready?: boolean; server?: number; saved?: string }) => {
      if (m.ready) server = m.server ?? null;
      if (m.saved) {
        saved.push(m.saved);
        done();
      }
    });
  });
  await saving;
  await new Promise((done) => setTimeout(done, 50 + Math.random() * 600));
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  if (database && server !== null) process.kill(server, 'SIGKILL');
  child.kill('SIGKILL');
  await gone;
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  if (args[0] === '--child') await save(args[1]!);
  else process.exit(await main(Number(args[args.indexOf('--kills') + 1] || 200) || 200));
}
