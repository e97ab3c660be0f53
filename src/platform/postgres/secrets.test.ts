import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { removeFolder, temporaryFolder } from './for-tests.ts';
import { loadSecrets, LOGINS } from './secrets.ts';

describe('the passwords of the login roles', () => {
  const folders: string[] = [];
  let folder: string;
  beforeEach(() => folders.push(folder = temporaryFolder()));
  after(() => folders.forEach(removeFolder));

  it('are made once, all different and long, and readable by nobody else', () => {
    const first = loadSecrets(folder);
    assert.deepEqual(Object.keys(first).sort(), [...LOGINS].sort());
    assert.equal(new Set(Object.values(first)).size, LOGINS.length);
    for (const password of Object.values(first)) assert.ok(password.length >= 43);
    assert.equal(statSync(join(folder, 'secrets.json')).mode & 0o777, 0o600);
    assert.deepEqual(loadSecrets(folder), first);
    assert.deepEqual(readdirSync(folder).sort(), ['owner.json', 'secrets.json']);
  });

  it('keep those that are known when a new role is added', () => {
    const { jobs, ...older } = loadSecrets(folder);
    assert.ok(jobs);
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify(older));
    const now = loadSecrets(folder);
    assert.equal(now.owner, older.owner);
    assert.ok(now.jobs.length >= 43);
  });

  it('are never replaced when the file is damaged', () => {
    writeFileSync(join(folder, 'secrets.json'), '{"owner": "abc');
    assert.throws(() => loadSecrets(folder), /damaged/);
    assert.equal(readFileSync(join(folder, 'secrets.json'), 'utf8'), '{"owner": "abc');
  });
});
