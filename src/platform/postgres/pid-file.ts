import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a server writes into its folder as long as it lives; left behind when it is killed. */
export type PidFile = { pid: number; socketDir: string };

export function readPidFile(cluster: string): PidFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return { pid: Number(lines[0]), socketDir: (lines[4] ?? '').trim() };
}

/** Who has a process number now: nobody, our server, or something else that got the number later. */
export type Holder = 'nobody' | 'our-server' | 'another-program' | 'another-account';

export function holderOf(pid: number, cluster: string): Holder {
  if (!Number.isInteger(pid) || pid <= 0) return 'nobody';
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'another-account' : 'nobody';
  }
  const words = commandLine(pid);
  const ours = words !== null && basename(words[0] ?? '') === 'postgres' && words.includes(cluster);
  return ours ? 'our-server' : 'another-program';
}

/** The words of a process's command line; empty for one that is dead but not yet collected by its parent. */
function commandLine(pid: number): string[] | null {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    } catch {
      return null;
    }
  }
  const answer = spawnSync('ps', ['-o', 'command=', '-ww', '-p', String(pid)], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim().split(/\s+/) : null;
}
