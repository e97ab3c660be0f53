import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GOOD_PASSWORD, openSignInStage, ORIGIN, withOptions, type Browser, type Person, type SignInStage } from './for-tests.ts';
import { SoftwarePasskey } from './passkey-for-tests.ts';
import { codeOf, stepOf } from './totp.ts';

let stage: SignInStage;
/** The clock of authenticator apps, apart from the stage's: they know no virtual time. */
let phone = Date.parse('2026-11-23T18:00:00Z');
before(async () => {
  const opened = await openSignInStage();
  stage = { ...(await withOptions(opened, { realMs: () => phone })), close: opened.close };
});
after(() => stage.close());

const reason = (a: { status: number; body: any }): string => a.body.refusal?.reason ?? (a.status === 200 ? 'ok' : `${a.status}`);
const signIn = (b: Browser, p: Person, password = GOOD_PASSWORD) => b.post('/sign-in', { email: p.email, password, place: 'work' });
const resolve = (b: Browser) => stage.house.resolveSignIn(b.headers(), { touch: false });

function fromBase32(secret: string): Buffer {
  const bits = [...secret.replaceAll(' ', '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((b) => Number.parseInt(b, 2)));
}
type App = { code(): string; recovery: string[] };

/** Enrols an authenticator app in this browser, as a person does. */
async function enrol(b: Browser): Promise<App> {
  const begun = (await b.post('/authenticator/begin')).body;
  assert.match(begun.picture, /^data:image\/svg\+xml;base64,/);
  const secret = fromBase32(begun.secret);
  const code = () => codeOf(secret, stepOf(phone));
  assert.equal(reason(await b.post('/authenticator/confirm', { code: '000000' === code() ? '000001' : '000000' })), 'wrong-code');
  const done = await b.post('/authenticator/confirm', { code: code() });
  assert.equal(done.body.recoveryCodes.length, 10);
  phone += 30_000;
  return { code, recovery: done.body.recoveryCodes };
}

async function enrolled(kind: 'staff' | 'client' = 'staff'): Promise<{ p: Person; b: Browser; app: App }> {
  const p = await stage.person(kind);
  const b = stage.browser();
  await signIn(b, p);
  return { p, b, app: await enrol(b) };
}

test('staff who sign in for the first time can only set up a second step, then all is open (SE-07)', async () => {
  const p = await stage.person('staff');
  const b = stage.browser();
  assert.equal((await signIn(b, p)).body.mustEnrol, true);
  assert.equal((await resolve(b))?.mustEnrol, true);
  assert.equal(reason(await b.get('/draft-key')), 'must-enrol');
  await enrol(b);
  const after = await resolve(b);
  assert.deepEqual([after?.mustEnrol, after?.mfa], [false, true]);
  assert.equal((await b.get('/draft-key')).status, 200);
});

test('with an app set up, the password opens nothing without a code', async () => {
  const { p, app } = await enrolled();
  const b = stage.browser();
  assert.deepEqual((await signIn(b, p)).body, { signedIn: false, secondStep: { code: true, passkey: false } });
  assert.equal(await resolve(b), null);
  assert.equal(reason(await b.post('/second-step', { code: '12345' })), 'wrong-code');
  assert.equal((await b.post('/second-step', { code: app.code() })).body.signedIn, true);
  assert.deepEqual([(await resolve(b))?.mfa, (await resolve(b))?.how], [true, 'password-code']);
});

test('a code counts once: not again, not in another browser, not an earlier one', async () => {
  const { p, app } = await enrolled();
  const [a, b] = [stage.browser(), stage.browser()];
  await signIn(a, p);
  await signIn(b, p);
  const early = app.code();
  phone += 30_000;
  const code = app.code();
  assert.equal((await a.post('/second-step', { code })).body.signedIn, true);
  assert.equal(reason(await b.post('/second-step', { code })), 'code-used');
  assert.equal(reason(await b.post('/second-step', { code: early })), 'code-used');
  phone += 30_000;
  assert.equal((await b.post('/second-step', { code: app.code() })).body.signedIn, true);
  assert.ok((await stage.house.listEvents(p.accountId)).some((e) => e.kind === 'code-used-again'));
});

test('of two that send the same code at once, one wins', async () => {
  const { p, app } = await enrolled();
  for (let round = 0; round < 5; round++) {
    const browsers = [stage.browser(), stage.browser(), stage.browser()];
    for (const b of browsers) await signIn(b, p);
    const code = app.code();
    const answers = await Promise.all(browsers.map((b) => b.post('/second-step', { code })));
    assert.deepEqual(answers.map(reason).sort(), ['code-used', 'code-used', 'ok'], `round ${round}`);
    assert.equal((await Promise.all(browsers.map(resolve))).filter((s) => s !== null).length, 1);
    phone += 30_000;
  }
});

test('the code that confirmed the app does not sign in as well', async () => {
  const p = await stage.person('staff');
  const b = stage.browser();
  await signIn(b, p);
  const secret = fromBase32((await b.post('/authenticator/begin')).body.secret);
  const code = codeOf(secret, stepOf(phone));
  assert.equal((await b.post('/authenticator/confirm', { code })).status, 200);
  const other = stage.browser();
  await signIn(other, p);
  assert.equal(reason(await other.post('/second-step', { code })), 'code-used');
  phone += 30_000;
});

test('the second step is one browser\'s, once, for five minutes', async () => {
  const { p, app } = await enrolled();
  const [a, b] = [stage.browser(), stage.browser()];
  await signIn(a, p);
  assert.equal(reason(await b.post('/second-step', { code: app.code() })), 'too-late', 'another browser has no step');
  const step = a.cookies.get('stepwell.second_step')!;
  assert.equal((await a.post('/second-step', { code: app.code() })).body.signedIn, true);
  a.cookies.set('stepwell.second_step', step);
  phone += 30_000;
  assert.equal(reason(await a.post('/second-step', { code: app.code() })), 'too-late', 'a used step is gone');
  await signIn(b, p);
  await stage.owner.query(`update auth.code set expires_at = now() - interval '1 second'`);
  assert.equal(reason(await b.post('/second-step', { code: app.code() })), 'too-late');
});

test('wrong codes wait as wrong passwords do', async () => {
  const { p, app } = await enrolled();
  const b = stage.browser('192.0.2.50');
  await signIn(b, p);
  for (let i = 0; i < 5; i++) assert.equal(reason(await b.post('/second-step', { code: '0000000' })), 'wrong-code');
  assert.equal(reason(await b.post('/second-step', { code: app.code() })), 'wait');
  stage.advance(5);
  assert.equal((await b.post('/second-step', { code: app.code() })).body.signedIn, true);
});

test('a recovery code stands in for the app, once, typed as people type', async () => {
  const { p, app } = await enrolled();
  const b = stage.browser();
  await signIn(b, p);
  const typed = app.recovery[3]!.toLowerCase().replaceAll('-', ' ');
  assert.equal((await b.post('/second-step', { code: typed })).body.signedIn, true);
  assert.equal((await b.get('/account')).body.recoveryCodesLeft, 9);
  const again = stage.browser();
  await signIn(again, p);
  assert.equal(reason(await again.post('/second-step', { code: app.recovery[3] })), 'wrong-code');
  const all = (await stage.owner.query('select code_hash from auth.recovery_code')).rows.map((r) => r.code_hash).join();
  assert.ok(!all.includes(app.recovery[0]!.slice(0, 4)) && !all.includes(app.recovery[0]!));
});

test('of two that send the same recovery code at once, one wins', async () => {
  const { p, app } = await enrolled();
  const browsers = [stage.browser(), stage.browser()];
  for (const b of browsers) await signIn(b, p);
  const answers = await Promise.all(browsers.map((b) => b.post('/second-step', { code: app.recovery[0] })));
  assert.deepEqual(answers.map(reason).sort(), ['ok', 'wrong-code']);
});

test('new recovery codes take the place of the old', async () => {
  const { p, b, app } = await enrolled();
  const fresh = (await b.post('/recovery-codes')).body.recoveryCodes;
  const other = stage.browser();
  await signIn(other, p);
  assert.equal(reason(await other.post('/second-step', { code: app.recovery[0] })), 'wrong-code');
  assert.equal((await other.post('/second-step', { code: fresh[0] })).body.signedIn, true);
  const none = await stage.person('client');
  const plain = stage.browser();
  await signIn(plain, none);
  assert.equal(reason(await plain.post('/recovery-codes')), 'no-second-factor');
});

test('another person\'s codes open nothing', async () => {
  const [one, two] = [await enrolled(), await enrolled()];
  const b = stage.browser();
  await signIn(b, one.p);
  for (const code of [two.app.code(), two.app.recovery[0]]) assert.equal(reason(await b.post('/second-step', { code })), 'wrong-code');
});

test('a new phone takes over only when its own code confirms it', async () => {
  const { p, b, app } = await enrolled();
  await b.post('/authenticator/begin');
  const old = stage.browser();
  await signIn(old, p);
  assert.equal((await old.post('/second-step', { code: app.code() })).body.signedIn, true, 'the old one works meanwhile');
  phone += 30_000;
  const next = await enrol(b);
  await signIn(old, p);
  assert.equal(reason(await old.post('/second-step', { code: app.code() })), 'wrong-code');
  assert.equal((await old.post('/second-step', { code: next.code() })).body.signedIn, true);
});

test('what changes the account asks for the password again after a quarter of an hour', async () => {
  const { b } = await enrolled();
  for (let i = 0; i < 2; i++) {
    stage.advance(8 * 60);
    await b.post('/stay');
  }
  for (const path of ['/authenticator/begin', '/authenticator/remove', '/recovery-codes']) assert.equal(reason(await b.post(path)), 'prove-again', path);
  assert.equal(reason(await b.get('/passkey/generate-register-options')), 'prove-again');
  await b.post('/prove', { password: GOOD_PASSWORD });
  assert.equal((await b.post('/authenticator/begin')).status, 200);
});

test('staff keep a second step; a short password never stands alone', async () => {
  const staff = await enrolled('staff');
  assert.equal(reason(await staff.b.post('/authenticator/remove')), 'last-factor');
  const client = await enrolled('client');
  assert.equal((await client.b.post('/password', { current: GOOD_PASSWORD, password: 'kestrel9' })).body.changed, true, '8 are enough beside a code');
  assert.equal(reason(await client.b.post('/authenticator/remove')), 'password-too-short');
  assert.equal((await client.b.post('/password', { current: 'kestrel9', password: 'kettle under slow ferns' })).body.changed, true);
  assert.equal((await client.b.post('/authenticator/remove')).body.removed, true);
  assert.equal((await signIn(stage.browser(), client.p, 'kettle under slow ferns')).body.signedIn, true);
});

// --- passkeys

async function addPasskey(b: Browser, key = new SoftwarePasskey()): Promise<{ key: SoftwarePasskey; status: number; body: any }> {
  const options = (await b.get('/passkey/generate-register-options')).body;
  return { key, ...(await b.post('/passkey/verify-registration', { response: key.register(options, ORIGIN), name: 'Blue key' })) };
}
async function useKey(b: Browser, key: SoftwarePasskey, origin = ORIGIN) {
  const options = (await b.get('/passkey/generate-authenticate-options')).body;
  return b.post('/passkey/verify-authentication', { response: key.signIn(options, origin) });
}

test('a passkey signs in by itself and counts as both factors; scripts never see the cookie\'s secret', async () => {
  const p = await stage.person('staff');
  const b = stage.browser();
  await signIn(b, p);
  const added = await addPasskey(b);
  assert.deepEqual(added.body, { added: true });
  assert.equal((await resolve(b))?.mustEnrol, false, 'a passkey is enrolment enough');
  const other = stage.browser();
  const entered = await useKey(other, added.key);
  assert.deepEqual(entered.body, { signedIn: true, accountId: p.accountId, mustEnrol: false, kinds: ['staff'] });
  const found = await resolve(other);
  assert.deepEqual([found?.how, found?.mfa, found?.place, found?.idleSeconds], ['passkey', true, 'work', 900]);
  assert.deepEqual((await other.get('/account')).body.passkeys.map((k: { name: string }) => k.name), ['Blue key']);
});

test('a passkey that did not ask for finger, face or PIN is refused, at setting up and at signing in', async () => {
  const p = await stage.person('staff');
  const b = stage.browser();
  await signIn(b, p);
  const careless = new SoftwarePasskey();
  careless.unlocked = false;
  assert.equal(reason(await addPasskey(b, careless)), 'not-unlocked');
  const { key } = await addPasskey(b);
  key.unlocked = false;
  const other = stage.browser();
  assert.equal(reason(await useKey(other, key)), 'not-unlocked');
  assert.equal(await resolve(other), null);
});

test('a passkey answer counts once, for this site, and only from a device that was set up', async () => {
  const p = await stage.person('client');
  const b = stage.browser();
  await signIn(b, p);
  const { key } = await addPasskey(b);
  const other = stage.browser();
  const options = (await other.get('/passkey/generate-authenticate-options')).body;
  const response = key.signIn(options, ORIGIN);
  const jar = new Map(other.cookies);
  assert.equal((await other.post('/passkey/verify-authentication', { response })).status, 200);
  const replay = stage.browser();
  for (const [k, v] of jar) replay.cookies.set(k, v);
  assert.equal((await replay.post('/passkey/verify-authentication', { response })).status, 400);
  assert.equal((await useKey(stage.browser(), key, 'https://evil.example')).status, 400);
  assert.equal((await useKey(stage.browser(), new SoftwarePasskey())).status, 401);
});

test('with a passkey set up, the password alone opens nothing; a recovery code helps who lost the passkey', async () => {
  const p = await stage.person('client');
  const b = stage.browser();
  await signIn(b, p);
  await addPasskey(b);
  const codes = (await b.post('/recovery-codes')).body.recoveryCodes;
  const other = stage.browser();
  assert.deepEqual((await signIn(other, p)).body.secondStep, { code: false, passkey: true });
  assert.equal(await resolve(other), null);
  assert.equal((await other.post('/second-step', { code: codes[0] })).body.signedIn, true);
});

test('a passkey is renamed and removed by its owner alone; staff keep their last', async () => {
  const p = await stage.person('staff');
  const [b, stranger] = [stage.browser(), stage.browser()];
  await signIn(b, p);
  await addPasskey(b);
  await signIn(stranger, await stage.person('client'));
  const [{ id }] = (await b.get('/account')).body.passkeys;
  assert.equal(reason(await stranger.post('/passkeys/rename', { id, name: 'Mine' })), 'not-there');
  assert.equal(reason(await stranger.post('/passkeys/remove', { id })), 'not-there');
  assert.equal((await b.post('/passkeys/rename', { id, name: 'Desk' })).body.renamed, true);
  assert.equal(reason(await b.post('/passkeys/remove', { id })), 'last-factor');
  await addPasskey(b);
  assert.equal((await b.post('/passkeys/remove', { id })).body.removed, true);
});

test('a passkey signs a client in on their own phone for 30 days', async () => {
  const p = await stage.person('client');
  const b = stage.browser();
  await signIn(b, p);
  const { key } = await addPasskey(b);
  const phoneBrowser = stage.browser();
  const options = (await phoneBrowser.get('/passkey/generate-authenticate-options')).body;
  await phoneBrowser.post('/passkey/verify-authentication', { response: key.signIn(options, ORIGIN) }, { 'x-place': 'own' });
  assert.deepEqual([(await resolve(phoneBrowser))?.place, (await resolve(phoneBrowser))?.idleSeconds], ['own', 30 * 86_400]);
});

test('passkeys are not offered where a browser cannot use them', async () => {
  const bare = await withOptions(stage, { publicUrl: 'http://127.0.0.1:3000' });
  assert.equal((await bare.browser().get('/state')).body.passkeys, false);
  assert.equal((await bare.browser().get('/passkey/generate-authenticate-options')).status, 404);
});
