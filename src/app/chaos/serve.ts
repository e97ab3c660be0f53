/**
 * The server that chaos kills: waits with everything loaded until it is told to serve, so that two hundred restarts take
 * minutes. From then on it does what `npm start` does after its checks: database, house, sealing, HTTP.
 */
import { sealOnce } from '../../platform/audit/seal.ts';
import { everySecond } from '../../platform/jobs/jobs.ts';
import { loadSecrets } from '../../platform/postgres/secrets.ts';
import { openHouse, quietLog } from '../open-house.ts';
import { openOwner, whereIs } from '../open-owner.ts';
import { serveHouse } from '../serve-house.ts';
import { serverSecret } from '../start.ts';

export type Orders = {
  dataDir: string;
  databaseUrl: string | null;
  port: number;
  /** Added to the machine's clock: the program lives on a day of its own. */
  aheadMs: number;
};

async function serve(orders: Orders): Promise<void> {
  const { dataDir, port } = orders;
  const owner = await openOwner(orders, () => {});
  const clock = { now: () => new Date(Date.now() + orders.aheadMs).toISOString() };
  const log = quietLog();
  const opened = await openHouse({ database: await whereIs(owner.address), secrets: loadSecrets(dataDir), clock, log });
  const { app } = await serveHouse(opened, { secret: serverSecret(dataDir), publicUrl: `http://127.0.0.1:${port}`, demo: true, perMinute: 10_000_000 });
  everySecond(() => sealOnce(opened.pools.recorder), log);
  await app.listen({ host: '127.0.0.1', port });
  process.send!('serving');
}

if (process.send) {
  process.once('message', (orders: Orders) => void serve(orders).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  }));
  process.once('disconnect', () => process.exit(0));
}
