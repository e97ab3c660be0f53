import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainFailure } from './failures.ts';

describe('a server that does not start says what to do', () => {
  const cases: [string, RegExp][] = [
    ['PANIC:  could not write to file "pg_wal/xlogtemp.41": No space left on device', /disk .* full \(7 MB are free\)/],
    ['initdb: error: could not create directory "/x": Read-only file system', /read-only disk/],
    ['FATAL:  database files are incompatible with server', /another version of PostgreSQL/],
    ['initdb: error: could not look up effective user ID 4711: user does not exist', /no entry in \/etc\/passwd/],
    ['FATAL:  lock file "postmaster.pid" already exists', /still using \/srv\/stepwell/],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /not enough memory/],
    ['FATAL:  data directory "/srv/stepwell" has wrong ownership', /must belong to that account/],
    ['PANIC:  could not locate a valid checkpoint record at 0/15F0A18', /npm run restore/],
    ['one\nFATAL:  something new', /last words were:\n {2}one\n {2}FATAL: {2}something new/],
  ];
  for (const [log, expected] of cases) {
    it(log.split('\n').at(-1)!, () => assert.match(explainFailure(log, '/srv/stepwell', 7_500_000), expected));
  }
});
