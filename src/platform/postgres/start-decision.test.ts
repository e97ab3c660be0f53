import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { couldBeElsewhere } from './machine.ts';
import type { Machine } from './machine.ts';
import { decideStart } from './start-decision.ts';
import type { StartFacts } from './start-decision.ts';

const killed: StartFacts = {
  clusterVersion: 18, serverVersion: 18, socket: 'silent', holder: 'nobody', couldBeElsewhere: false, takeOver: false,
};

describe('how a server is started on a data folder', () => {
  const cases: [string, Partial<StartFacts>, string][] = [
    ['an empty folder gets a new cluster', { clusterVersion: null, holder: null }, 'create'],
    ['a server that stopped cleanly is started', { holder: null }, 'start'],
    ['a running server of the folder is joined', { socket: 'ours', holder: 'our-server' }, 'adopt'],
    ['a running server is joined even where its process number is hidden', { socket: 'ours', holder: 'nobody' },
      'adopt'],
    ['a server that starts or recovers is waited for', { socket: 'starting', holder: 'our-server' }, 'wait'],
    ['a server process that does not listen yet is waited for', { holder: 'our-server' }, 'wait'],
    ['after a kill, with its number free, it is started', {}, 'start'],
    ['after a kill, with its number given to another account, it is started', { holder: 'another-account' }, 'start'],
    ['after a kill, with its number given to a program of the same account, the stale file goes first',
      { holder: 'another-program' }, 'clear-pid-file-and-start'],
    ['a folder of another machine that did not stop is refused', { couldBeElsewhere: true }, 'in-use-elsewhere'],
    ['a folder of another machine that stopped cleanly is started', { couldBeElsewhere: true, holder: null }, 'start'],
    ['a folder of another machine that answers here is joined', { couldBeElsewhere: true, socket: 'ours' }, 'adopt'],
    ['a folder of a machine that is off is taken over when told so', { couldBeElsewhere: true, takeOver: true },
      'clear-pid-file-and-start'],
    ['being told to take over harms no running server', { takeOver: true, holder: 'our-server' }, 'wait'],
    ['data of a newer PostgreSQL is refused', { clusterVersion: 19 }, 'data-of-newer-version'],
    ['data of an older PostgreSQL is refused', { clusterVersion: 17 }, 'data-of-older-version'],
    ['a server that knows other passwords is left alone', { socket: 'rejects', holder: 'our-server' },
      'passwords-do-not-match'],
    ['a server of another folder is left alone', { socket: 'other' }, 'socket-of-other'],
  ];
  for (const [sentence, facts, expected] of cases) {
    it(sentence, () => {
      const decision = decideStart({ ...killed, ...facts });
      assert.equal(typeof decision === 'string' ? decision : decision.reason, expected);
    });
  }
});

describe('whether a silent folder may be in use out of our sight', () => {
  const here: Machine = { host: 'oak 1', bootId: 'b1', processes: 'pid:[1]' };
  const cases: [string, Machine | null, boolean, boolean][] = [
    ['nobody was recorded', null, true, false],
    ['this machine, since its last boot', here, false, false],
    ['this machine, before a reboot', { ...here, bootId: 'b0' }, false, false],
    ['this container, restarted', { ...here, processes: 'pid:[2]' }, false, false],
    ['another container of this machine, with the socket in the shared folder',
      { ...here, host: 'elm', processes: 'pid:[2]' }, true, false],
    ['another container of this machine, with a socket that we do not share',
      { ...here, host: 'elm', processes: 'pid:[2]' }, false, true],
    ['another machine', { host: 'elm 2', bootId: 'b2', processes: 'pid:[1]' }, true, true],
    ['another machine that tells no boot', { host: 'elm 2', bootId: '', processes: '' }, true, true],
  ];
  for (const [sentence, recorded, socketInHome, expected] of cases) {
    it(sentence, () => assert.equal(couldBeElsewhere(recorded, here, socketInHome), expected));
  }
});
