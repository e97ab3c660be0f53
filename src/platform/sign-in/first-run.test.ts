import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openSetupCode } from './first-run.ts';

const told = (d: { ok: boolean; reason?: string }) => (d.ok ? 'taken' : d.reason);

test('the code from the terminal opens the first run, however it is typed, until the program is set up', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stepwell-setup-'));
  let at = Temporal.Instant.from('2026-11-23T18:00:00Z');
  const now = () => at.toString();
  try {
    const setup = await openSetupCode({ dataDir, now });
    assert.match(setup.code, /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    assert.equal((await stat(join(dataDir, 'setup-code'))).mode & 0o777, 0o600);
    assert.ok(!(await readFile(join(dataDir, 'setup-code'), 'utf8')).includes(setup.code.slice(0, 4)));
    assert.equal(told(await setup.check('AAAA-AAAA')), 'wrong-setup-code');
    assert.equal(told(await setup.check(setup.code.toLowerCase().replace('-', ' '))), 'taken');
    for (let i = 0; i < 5; i++) assert.equal(told(await setup.check('')), 'wrong-setup-code');
    assert.equal(told(await setup.check(setup.code)), 'wait');
    at = at.add({ seconds: 5 });
    assert.equal(told(await setup.check(setup.code)), 'taken');

    const started = await openSetupCode({ dataDir, now });
    assert.equal(told(await setup.check(setup.code)), 'wrong-setup-code', 'the latest printed one counts');
    assert.equal(told(await setup.check(started.code)), 'taken', 'also with a process that did not print it');
    await started.spend();
    assert.equal(told(await started.check(started.code)), 'wrong-setup-code');
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
