/** `npm run generate`: migrates a fresh database and writes the types of its schema. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { typesOf } from '../platform/database/generate-types.ts';
import { openStage } from './stage.ts';

export const SCHEMA_FILE = join(import.meta.dirname, '../platform/database/schema.ts');

if (import.meta.main) {
  const stage = await openStage();
  try {
    await writeFile(SCHEMA_FILE, await typesOf({ ...stage.database }));
  } finally {
    await stage.close();
  }
}
