/** A client's own phone stays signed in for weeks; what must not be read over a shoulder asks again who holds it (SE-03). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../shared/ids.ts';
import { admitted } from './cast.ts';
import { serveHouse, type Served } from './serve-house.ts';
import { openStage, type Stage } from './stage.ts';

const ORIGIN = 'http://localhost:3000';
let stage: Stage;
let served: Served;
before(async () => {
  stage = await openStage();
  served = await serveHouse(stage, { secret: 'a secret of the stage alone, 32 or more', publicUrl: ORIGIN, demo: true });
});
after(async () => {
  await served.app.close();
  await stage.close();
});

test('consents and signatures ask again after a quarter of an hour; the day, help and the test do not', async () => {
  const clientId = await admitted(stage);
  const email = `${newId()}@example.org`;
  const password = 'gravel mitten over barn';
  const made = await served.signIn.createAccount({ email, password, name: 'Rowan', demo: false, memberships: [{ agencyId: stage.agencyId, kind: 'client', subjectId: clientId }] });
  assert.ok(made.ok);
  const enter = async (): Promise<string> => {
    const answer = await served.app.inject({ method: 'POST', url: '/auth/sign-in', payload: { email, password, place: 'own' }, headers: { origin: ORIGIN } });
    assert.equal(answer.statusCode, 200, answer.body);
    return [answer.headers['set-cookie']].flat().map((c) => String(c).split(';')[0]).join('; ');
  };
  const status = async (cookie: string, name: string, input = {}): Promise<number> =>
    (await served.app.inject({ method: 'POST', url: `/rpc/${name}`, payload: { input }, headers: { cookie, origin: ORIGIN } })).statusCode;

  const cookie = await enter();
  assert.equal(await status(cookie, 'readMyConsents'), 200);
  stage.clock.advance(15);
  for (const name of ['readMyConsents', 'readMyAccounting', 'readMyStanding']) assert.equal(await status(cookie, name), 401, name);
  for (const name of ['readMySafety', 'readTestToday', 'readMyPlan']) assert.equal(await status(cookie, name), 200, name);
  assert.equal(await status(await enter(), 'readMyConsents'), 200);
});
