/**
 * `npm run verify -- audit [--roots FILE]`: recomputes the audit trail's seals, against roots kept elsewhere if given.
 * `npm run verify -- draws`: recomputes every draw of sobriety checks from its published secret.
 * Exits with 1 if anything does not hold.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { verifyAudit, type KeptRoot } from '../platform/audit/seal.ts';
import { verifyStoredDraws } from '../capabilities/drug-testing/verify.ts';
import { openOwner } from './open-owner.ts';
import { readSettings } from './settings.ts';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** Roots of one file, or of every file of a folder that AUDIT_ROOTS_DIR filled. */
function readRoots(path: string): KeptRoot[] {
  const files = statSync(path).isDirectory() ? readdirSync(path).filter((f) => f.endsWith('.json')).map((f) => join(path, f)) : [path];
  return files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as KeptRoot[]);
}

async function audit(owner: pg.Client, args: readonly string[]): Promise<boolean> {
  const at = args.indexOf('--roots');
  const kept = at >= 0 && args[at + 1] ? readRoots(args[at + 1]!) : [];
  const found = await verifyAudit(owner, kept);
  for (const fault of found.faults) tell(`${fault.agencyId} seal ${fault.seal ?? '-'}: ${fault.what}`);
  tell(`${found.rows} entries, ${found.seals} seals, ${kept.length} roots kept elsewhere: ${found.faults.length === 0 ? 'nothing was changed' : `${found.faults.length} faults`}`);
  return found.faults.length === 0;
}

async function draws(owner: pg.Client): Promise<boolean> {
  const found = await verifyStoredDraws(owner);
  for (const f of found.findings) tell(`${f.agencyId} ${f.date}${f.clientId ? ` ${f.clientId}` : ''}: ${f.what}`);
  tell(`${found.days} days, ${found.draws} outcomes recomputed: ${found.findings.length === 0 ? 'all as published' : `${found.findings.length} faults`}`);
  return found.findings.length === 0;
}

async function main(args: readonly string[]): Promise<number> {
  const opened = await openOwner(readSettings(process.env));
  const owner = new pg.Client(opened.address);
  await owner.connect();
  try {
    switch (args[0]) {
      case 'audit': return await audit(owner, args) ? 0 : 1;
      case 'draws': return await draws(owner) ? 0 : 1;
      default:
        tell('Say what to verify: npm run verify -- audit, or npm run verify -- draws');
        return 2;
    }
  } finally {
    await owner.end();
    await opened.stop();
  }
}

if (import.meta.main) process.exit(await main(process.argv.slice(2)));
