import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { openSetupCode, type SetupCode } from '../platform/sign-in/first-run.ts';
import { createSignIn } from '../platform/sign-in/sign-in.ts';
import { firstRunRoutes } from './first-run-routes.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let app: FastifyInstance;
let setupCode: SetupCode;
let dataDir: string;
let loaded = 0;

before(async () => {
  stage = await openStage();
  dataDir = await mkdtemp(join(tmpdir(), 'stepwell-first-'));
  setupCode = await openSetupCode({ dataDir, now: () => stage.clock.now() });
  const signIn = createSignIn({
    pool: stage.pools.signin, secret: 'a secret of the stage alone, 32 or more', publicUrl: 'http://localhost:3000', now: () => stage.clock.now(),
  });
  app = fastify();
  // The stage's own agency is there already; what counts as empty is told by whoever starts the server.
  firstRunRoutes(app, stage, signIn, {
    empty: async () => (await agencies()) === 1, demo: () => false, setupCode, loadDemo: async () => { loaded += 1; },
  });
});
after(async () => {
  await app.close();
  await stage.close();
  await rm(dataDir, { recursive: true });
});

const agencies = async (): Promise<number> => (await stage.owner.query('select count(*)::int as n from live.agency')).rows[0].n;
const post = async (path: string, payload: object) => {
  const answer = await app.inject({ method: 'POST', url: path, payload });
  return { status: answer.statusCode, reason: answer.json().refusal?.reason, field: answer.json().refusal?.field };
};
const program = {
  agencyName: 'Juniper House', siteName: 'Main house', timeZone: 'America/Chicago', template: 'none', name: 'Alex Stone',
  email: 'alex.stone@example.org', password: 'gravel mitten over barn',
};

test('without the terminal\'s code nothing is set up and no demo is loaded', async () => {
  for (const code of ['', 'AAAA-AAAA']) {
    assert.deepEqual(await post('/setup/program', { ...program, code }), { status: 409, reason: 'wrong-setup-code', field: 'code' });
    assert.deepEqual(await post('/setup/demo', { code }), { status: 409, reason: 'wrong-setup-code', field: 'code' });
  }
  assert.equal(await agencies(), 1);
  assert.equal(loaded, 0);
});

test('a weak password makes no agency', async () => {
  stage.clock.advance(10);
  assert.deepEqual(await post('/setup/program', { ...program, code: setupCode.code, password: 'Juniper House 1' }),
    { status: 409, reason: 'password-too-common', field: 'password' });
  assert.equal(await agencies(), 1);
});

test('the code sets one program up, however often it is sent at once', async () => {
  const answers = await Promise.all([1, 2, 3].map((n) => post('/setup/program', { ...program, email: `alex${n}@example.org`, code: setupCode.code })));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409, 409]);
  assert.equal(await agencies(), 2);
  assert.equal((await post('/setup/program', { ...program, code: setupCode.code })).reason, 'set-up-already');
});
