import type { Refusal } from '../../shared/decision.ts';
import { refuse } from '../../shared/decision.ts';
import type { Holder } from './pid-file.ts';

/** What the launcher can see of a data folder before it does anything. */
export type StartFacts = {
  /** Major version of the cluster in the folder; null if there is none yet. */
  clusterVersion: number | null;
  serverVersion: number;
  /**
   * `ours` answers with our folder · `starting` answers "not yet", or stops just now · `other` answers with another
   * folder · `rejects` does not take our password · `silent` nobody answers.
   */
  socket: 'ours' | 'starting' | 'other' | 'rejects' | 'silent';
  /** Who has the process number in `postmaster.pid`; null if there is no such file. */
  holder: Holder | null;
  /** A server of this folder could be alive on a machine that we cannot see into. */
  couldBeElsewhere: boolean;
  /** The operator said that the other machine is off (`STEPWELL_TAKE_OVER=1`). */
  takeOver: boolean;
};

export type StartStep = 'create' | 'start' | 'clear-pid-file-and-start' | 'adopt' | 'wait';
export type StartRefusal = 'data-of-newer-version' | 'data-of-older-version' | 'in-use-elsewhere' | 'socket-of-other'
  | 'passwords-do-not-match';

/** Decides the next step towards a running server (database.md §12). */
export function decideStart(facts: StartFacts): StartStep | Refusal<StartRefusal> {
  const { clusterVersion, serverVersion, holder } = facts;
  if (clusterVersion === null) return 'create';
  if (clusterVersion > serverVersion) {
    return refuse('data-of-newer-version', `The data was made by PostgreSQL ${clusterVersion}, newer than the `
      + `PostgreSQL ${serverVersion} that this Stepwell brings. Start the newer Stepwell that made it.`);
  }
  if (clusterVersion < serverVersion) {
    return refuse('data-of-older-version', `The data was made by PostgreSQL ${clusterVersion}; this Stepwell brings `
      + `PostgreSQL ${serverVersion}. Export it with the Stepwell that made it (npm run backup -- FILE --logical), `
      + 'then restore that file here into an empty folder.');
  }
  switch (facts.socket) {
    case 'ours': return 'adopt';
    case 'starting': return 'wait';
    case 'rejects': return refuse('passwords-do-not-match', 'A PostgreSQL server is running on this folder, but it '
      + 'does not take the password in secrets.json. Put back the secrets.json that belongs to it.');
    case 'other': return refuse('socket-of-other', 'Another PostgreSQL server answers where this folder\'s server '
      + 'should. Was the folder copied while its server ran? Stop that server first.');
    case 'silent':
  }
  if (holder === null) return 'start';
  if (facts.couldBeElsewhere) {
    if (facts.takeOver) return 'clear-pid-file-and-start';
    return refuse('in-use-elsewhere', 'This data folder was last used by a server on another machine, which did not '
      + 'stop cleanly and may still be running. Two servers on one folder destroy it. Stop the other one; if that '
      + 'machine is off or gone, start once with STEPWELL_TAKE_OVER=1.');
  }
  switch (holder) {
    case 'our-server': return 'wait';
    // PostgreSQL itself takes a file with such a number for stale.
    case 'nobody': case 'another-account': return 'start';
    // It would refuse this one: the number was given to a program of the same account.
    case 'another-program': return 'clear-pid-file-and-start';
  }
}
