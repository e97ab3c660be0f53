import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings, SettingsProblem } from './settings.ts';

test('without settings it serves this machine alone, on port 3000', () => {
  const s = readSettings({});
  assert.deepEqual([s.host, s.port, s.publicUrl, s.databaseUrl, s.tls], ['127.0.0.1', 3000, 'http://localhost:3000', null, null]);
});

test('serving other machines without TLS is refused with the way out', () => {
  assert.throws(() => readSettings({ HOST: '0.0.0.0' }), (e: Error) => e instanceof SettingsProblem && /TLS_CERT.*TRUSTED_PROXY/s.test(e.message));
  assert.equal(readSettings({ HOST: '0.0.0.0', TRUSTED_PROXY: '192.0.2.1' }).host, '0.0.0.0');
});

for (const [env, says] of [
  [{ PORT: 'http' }, /PORT is http/], [{ PORT: '70000' }, /1 to 65535/], [{ TLS_CERT: 'a.pem' }, /both TLS_CERT and TLS_KEY/],
  [{ PUBLIC_URL: 'iop' }, /whole address/], [{ TLS_CERT: '/nowhere/c.pem', TLS_KEY: '/nowhere/k.pem' }, /cannot be read \(ENOENT\)/],
] as const) {
  test(`${Object.keys(env).join(' and ')} that cannot be used says what to write`, () => {
    assert.throws(() => readSettings(env), says);
  });
}
