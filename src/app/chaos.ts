/**
 * `npm run chaos [-- --kills N] [--external]`: kills server and database at random moments while people work over HTTP, starts
 * them again, and counts acknowledged acts that are gone. There are to be none. `--external`: the same on a PostgreSQL that
 * Stepwell knows by DATABASE_URL alone (a second server made for it; never one that you use).
 * `npm run chaos -- --editor [--trials N] [--seed N]`: letters lost from a note that is being typed in a browser when the tab,
 * the server or the network dies. Another seed is another set of trials, so that a long run can be had in parts.
 */
import { parseArgs } from 'node:util';
import { chaosOfEditor } from './chaos/editor.ts';
import { chaosOfKills } from './chaos/kills.ts';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({ options: {
  kills: { type: 'string', default: '200' }, external: { type: 'boolean', default: false },
  editor: { type: 'boolean', default: false }, trials: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, writers: { type: 'string', default: '4' },
} });
const held = values.editor
  ? await chaosOfEditor(Number(values.trials), Number(values.seed), Number(values.writers), tell)
  : await chaosOfKills(values.external ? 'external' : 'embedded', Number(values.kills), tell);
process.exit(held ? 0 : 1);
