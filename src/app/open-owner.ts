/** The owner's database as the settings say it: the embedded one, started or joined, or an external one. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '../platform/postgres/embedded.ts';
import { SettingsProblem, type Settings } from './settings.ts';

export type Owner = {
  /** Connects as the owner: for migrations and looking behind, never for serving. */
  address: pg.ClientConfig;
  /** Gives the embedded server up again; nothing to do for another one. */
  stop(): Promise<void>;
};

/** @param say told in plain words what takes long; to the terminal if left out */
export async function openOwner(settings: Pick<Settings, 'dataDir' | 'databaseUrl'>, say?: (message: string) => void): Promise<Owner> {
  if (settings.databaseUrl) {
    const address = { connectionString: settings.databaseUrl };
    await untilItAnswers(address, say ?? console.error);
    return { address, stop: async () => {} };
  }
  const embedded = await startEmbedded({ dataDir: settings.dataDir, mode: 'durable', ...(say ? { say } : {}) });
  return { address: { ...embedded.owner }, stop: () => embedded.stop() };
}

/** Not there yet, starting, recovering or stopping: after a power cut both machines come up, and Stepwell may be first. */
const PASSES_BY_ITSELF = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', '57P01', '57P02', '57P03']);
const PATIENCE_MS = 60_000;

async function untilItAnswers(address: pg.ClientConfig, say: (message: string) => void): Promise<void> {
  const began = Date.now();
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(address);
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!PASSES_BY_ITSELF.has(code) || Date.now() - began > PATIENCE_MS) throw error;
      if (tries === 0) say('The database that DATABASE_URL names does not answer yet. Waiting for it …');
      await sleep(200);
    }
  }
}

/** Host, port and database of the owner's address, for the other login roles. Refuses a server that is too old. */
export async function whereIs(owner: pg.ClientConfig): Promise<pg.ClientConfig> {
  const client = new pg.Client(owner);
  await client.connect();
  const version = Number((await client.query('show server_version_num')).rows[0].server_version_num);
  const { host, port, database } = client;
  await client.end();
  if (version < 180_000) throw new SettingsProblem('DATABASE_URL names an older PostgreSQL. Stepwell needs 18 or newer.');
  return { host, port, ...(database ? { database } : {}), ...(owner.ssl ? { ssl: owner.ssl } : {}) };
}
