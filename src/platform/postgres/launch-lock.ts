import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { thisMachine } from './machine.ts';
import type { Machine } from './machine.ts';

/** A holder touches its file every second; one that has not for this long is gone. */
const STALE_AFTER_MS = 12_000;

/**
 * Runs `work` while no other process starts or stops the server of this folder. Without it a start could adopt a
 * server in the moment in which another process decides that nobody needs it any more.
 */
export async function withLaunchLock<T>(home: string, work: () => Promise<T>): Promise<T> {
  const file = join(home, 'launch.lock');
  const mine = JSON.stringify({ pid: process.pid, ...thisMachine(), token: randomBytes(8).toString('hex') });
  while (!take(file, mine)) await sleep(40);
  const beat = setInterval(() => touch(file), 1000);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (holds(file, mine)) rmSync(file, { force: true });
  }
}

function take(file: string, mine: string): boolean {
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      // On a full disk it is made, but empty.
      rmSync(file, { force: true });
      throw error;
    }
  }
  const found = read(file);
  if (found !== null && (goneHolder(found) || age(file) > STALE_AFTER_MS) && read(file) === found) {
    rmSync(file, { force: true });
  }
  return false;
}

/** True only if the process certainly does not exist; in another container its number says nothing to us. */
function goneHolder(content: string): boolean {
  try {
    const holder = JSON.parse(content) as Machine & { pid: number };
    const here = thisMachine();
    if (holder.host !== here.host || holder.processes !== here.processes) return false;
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const holds = (file: string, mine: string): boolean => read(file) === mine;

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Taken over or removed with its folder; `holds` decides at the end.
  }
}

function age(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
