/** `npm run demo`: loads the demo into an empty database. */
import pg from 'pg';
import { migrate } from '../platform/database/migrate.ts';
import { loadSecrets } from '../platform/postgres/secrets.ts';
import { createSignIn } from '../platform/sign-in/sign-in.ts';
import { loadDemo } from './demo.ts';
import { openHouse, quietLog } from './open-house.ts';
import { openOwner, whereIs } from './open-owner.ts';
import { readSettings } from './settings.ts';
import { serverSecret, SOURCE } from './start.ts';

const settings = readSettings(process.env);
const secrets = loadSecrets(settings.dataDir);
const owner = await openOwner(settings);
await migrate(owner.address, SOURCE, secrets);
const client = new pg.Client(owner.address);
await client.connect();
let status = 0;
if ((await client.query('select 1 from live.agency limit 1')).rowCount! > 0) {
  process.stderr.write('There is a program here already. The demo needs an empty database: set DATA_DIR to a new folder.\n');
  status = 1;
} else {
  await client.query('update house.mark set virtual = true, demo = true');
  const opened = await openHouse({ database: await whereIs(owner.address), secrets, log: quietLog() });
  const signIn = createSignIn({ pool: opened.pools.signin, secret: serverSecret(settings.dataDir), publicUrl: settings.publicUrl, now: opened.house.clock.now, demo: true });
  let last = '';
  await loadDemo(opened, signIn, (percent, say) => {
    if (say !== last) process.stdout.write(`${String(percent).padStart(3)}%  ${say}\n`);
    last = say;
  });
  await opened.close();
}
await client.end();
await owner.stop();
process.exit(status);
