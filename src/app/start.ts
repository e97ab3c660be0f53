/** `npm start`: database, migrations, web app, jobs, HTTP; and an orderly end. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { newestRoots, sealOnce } from '../platform/audit/seal.ts';
import { migrate, NewerData } from '../platform/database/migrate.ts';
import { survives } from '../platform/database/tx.ts';
import { everySecond, startJobs } from '../platform/jobs/jobs.ts';
import { folderPostman, sendMail, smtpPostman } from '../platform/jobs/mail.ts';
import { loadSecrets } from '../platform/postgres/secrets.ts';
import { openSetupCode } from '../platform/sign-in/first-run.ts';
import { buildWebIfStale } from './build-web.ts';
import { demoPeople, loadDemo } from './demo.ts';
import { firstRunRoutes } from './first-run-routes.ts';
import { openHouse, openLog } from './open-house.ts';
import { openOwner, whereIs, type Owner } from './open-owner.ts';
import { serveHouse } from './serve-house.ts';
import { JOBS, LONG_WORKS } from './server.ts';
import { readSettings, SettingsProblem } from './settings.ts';

export const SOURCE = join(import.meta.dirname, '..');
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** A secret of this installation, made once, readable by its account alone. */
export function serverSecret(dataDir: string): string {
  const file = join(dataDir, 'sign-in.secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}

/** The database this process started or joined; given up again if the start fails. */
let owner: Owner | null = null;

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = openLog();
  const secrets = loadSecrets(settings.dataDir);
  owner = await openOwner(settings, tell);
  await migrate(owner.address, SOURCE, secrets);
  await buildWebIfStale(tell);
  const database = await whereIs(owner.address);
  const opened = await openHouse({ database, secrets, log });
  const ownerPool = survives(new pg.Pool({ ...owner.address, max: 1, idleTimeoutMillis: 5_000 }), () => {});
  const mark = async (): Promise<{ demo: boolean }> => (await ownerPool.query('select demo from house.mark')).rows[0];
  const isEmpty = async (): Promise<boolean> => (await opened.pools.jobs.query('select 1 from live.agency limit 1')).rowCount === 0;

  let demo = (await mark()).demo;
  const setupCode = await isEmpty() ? await openSetupCode({ dataDir: settings.dataDir, now: () => opened.house.clock.now() }) : null;
  const post = settings.smtpUrl ? smtpPostman(settings.smtpUrl, settings.mailFrom) : folderPostman(join(settings.dataDir, 'letters'));
  const { app, signIn } = await serveHouse(opened, {
    secret: serverSecret(settings.dataDir), publicUrl: settings.publicUrl, demo: () => demo,
    origins: [`http://127.0.0.1:${settings.port}`, `http://localhost:${settings.port}`],
    ...(settings.tls ? { tls: settings.tls } : {}), ...(settings.trustedProxy ? { trustedProxy: settings.trustedProxy } : {}),
    // letters in a folder reach nobody by themselves: without SMTP, links are handed over in person instead
    ...(settings.smtpUrl ? { sendMail: ({ to, subject, text }) => post({ id: crypto.randomUUID(), recipient: to, subject, body: text }) } : {}),
    demoPeople: () => demoPeople(opened),
    more: async (fastify, signIns) => firstRunRoutes(fastify, opened, signIns, {
      empty: isEmpty, demo: () => demo, setupCode,
      loadDemo: async (say) => {
        await ownerPool.query('update house.mark set virtual = true, demo = true');
        demo = true;
        await loadDemo(opened, signIns, say);
      },
    }),
  });
  const jobs = await startJobs(opened.house, opened.pools.jobs, { ...database, user: 'jobs', password: secrets.jobs }, JOBS, LONG_WORKS, log);
  const rounds = [
    everySecond(() => sealOnce(opened.pools.recorder), log),
    everySecond(() => sendMail(opened.pools.jobs, post), log, 5_000),
    everySecond(() => signIn.sweep(), log, 3_600_000),
    ...(settings.auditRootsDir ? [everySecond(() => keepRoots(opened.pools.recorder, settings.auditRootsDir!), log, 3_600_000)] : []),
  ];
  await listen(app, settings.host, settings.port);
  tell(`\nStepwell is at ${settings.publicUrl}`);
  if (setupCode) tell(`Nothing is set up yet. Open it in a browser and give this code: ${setupCode.code}\n`);

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    for (const round of rounds) round.stop();
    await app.close();
    await jobs.stop();
    await ownerPool.end();
    await opened.close();
    await owner?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
}

/** Newest roots go where this server cannot change them: a tail cut off with its seals then shows. */
async function keepRoots(pool: pg.Pool, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const roots = await newestRoots(pool);
  if (roots.length > 0) await writeFile(join(dir, `roots-${new Date().toISOString().replaceAll(':', '')}.json`), JSON.stringify(roots), { flag: 'wx' });
}

async function listen(app: { listen(o: { host: string; port: number }): Promise<string> }, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new SettingsProblem(`Port ${port} is taken by another program. Stop it, or start with another one: PORT=${port + 1} npm start`);
    }
    throw error;
  }
}

if (import.meta.main) {
  main().catch(async (error: Error) => {
    if (error instanceof SettingsProblem || error instanceof NewerData) tell(error.message);
    else tell(`Stepwell could not start: ${error.message}`);
    await owner?.stop().catch(() => {});
    process.exit(1);
  });
}
