/** `npm run backup -- FILE [--logical]`: one encrypted file, taken while Stepwell serves. */
import { parseArgs } from 'node:util';
import { backUp } from '../platform/postgres/backup.ts';
import { readBackupKey } from './backup-key.ts';
import { readSettings } from './settings.ts';

const HOW = `npm run backup -- FILE            the whole database, to restore on any machine
npm run backup -- FILE --logical  its rows, to move to another version or provider`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { logical: { type: 'boolean' } } });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new Error(`Name one file.\n${HOW}`);
  const { dataDir, databaseUrl } = readSettings(process.env);
  const began = Date.now();
  const { bytes, kind } = await backUp({
    file, dataDir, databaseUrl, key: readBackupKey(process.env), logical: values.logical === true,
  });
  console.log(`${file} holds the whole database (${kind === 'physical' ? 'its files' : 'its rows'}, `
    + `${(bytes / 1_048_576).toFixed(1)} MB, ${((Date.now() - began) / 1000).toFixed(1)} s). `
    + 'Copy it to another machine.');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
