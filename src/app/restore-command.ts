/** `npm run restore -- FILE [--replace]`: puts a backup back and checks what was put back. */
import { parseArgs } from 'node:util';
import { checkRestored, restore } from '../platform/postgres/restore.ts';
import { readBackupKey } from './backup-key.ts';
import { readSettings } from './settings.ts';

const HOW = `npm run restore -- FILE            into an empty DATA_DIR (or, of rows, an empty database)
npm run restore -- FILE --replace  sets aside what DATA_DIR holds now`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new Error(`Name one file.\n${HOW}`);
  const { dataDir, databaseUrl } = readSettings(process.env);
  const { about, what, setAside } = await restore({
    file, dataDir, databaseUrl, key: readBackupKey(process.env), replace: values.replace === true,
  });
  console.log(`Restored ${what} as of ${about.madeAt}.`);
  if (setAside) console.log(`What was there before lies in ${setAside}. Delete it when you are sure.`);
  if (about.kind === 'physical') {
    console.log(`The database recovered and its ${await checkRestored(dataDir)} indexes agree with its tables.`);
  }
  console.log('Now run: npm run verify -- audit');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
