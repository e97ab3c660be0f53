import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Enough of a machine to tell whether a server that used a folder could still be running out of our sight. */
export type Machine = {
  /** Host name and machine id. */
  host: string;
  /** Changes at every boot. Containers on one machine share it. */
  bootId: string;
  /** Which set of process numbers we see; differs between containers. */
  processes: string;
};

export function thisMachine(): Machine {
  return {
    host: `${hostname()} ${tryRead('/etc/machine-id')}`.trim(),
    bootId: tryRead('/proc/sys/kernel/random/boot_id'),
    processes: tryLink('/proc/self/ns/pid'),
  };
}

const fileIn = (home: string): string => join(home, 'machine.json');

export function recordedMachine(home: string): Machine | null {
  try {
    return JSON.parse(readFileSync(fileIn(home), 'utf8')) as Machine;
  } catch {
    return null;
  }
}

export function recordMachine(home: string, machine: Machine): void {
  writeFileSync(fileIn(home), `${JSON.stringify(machine, null, 2)}\n`, { mode: 0o600 });
}

/**
 * Whether a silent socket proves that no server uses the folder. On the same kernel it does, even between
 * containers, as long as the socket lies in the shared folder; after a reboot nothing can be left. A server on
 * another machine that mounts the same folder would be silent to us and still alive.
 */
export function couldBeElsewhere(recorded: Machine | null, here: Machine, socketInHome: boolean): boolean {
  if (!recorded || recorded.host === here.host) return false;
  if (recorded.bootId !== here.bootId || here.bootId === '') return true;
  return recorded.processes !== here.processes && !socketInHome;
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

function tryLink(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
