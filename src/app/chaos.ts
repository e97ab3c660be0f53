/**
 * `npm run chaos [-- --kills N] [--external]`: kills server and database at random moments while people work over HTTP, starts
 * them again, and counts acknowledged acts that are gone. There are to be none. `--external`: the same on a PostgreSQL that
 * Stepwell knows by DATABASE_URL alone (a second server made for it; never one that you use).
 */
import { parseArgs } from 'node:util';
import { chaosOfKills } from './chaos/kills.ts';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, external: { type: 'boolean', default: false } } });
const held = await chaosOfKills(values.external ? 'external' : 'embedded', Number(values.kills), tell);
process.exit(held ? 0 : 1);
