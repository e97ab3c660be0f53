import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../../shared/ids.ts';
import { GOOD_PASSWORD, openSignInStage, ORIGIN, withOptions, type Browser, type SignInStage } from './for-tests.ts';
import { MOST_WRONG_TRIES } from './delay.ts';
import { scryptHasher } from './password.ts';

let stage: SignInStage;
before(async () => { stage = await openSignInStage(); });
after(() => stage.close());

const signIn = (b: Browser, email: string, password = GOOD_PASSWORD, place = 'work') => b.post('/sign-in', { email, password, place });
const reason = (a: { status: number; body: any }): string => a.body.refusal?.reason ?? (a.status === 200 ? 'ok' : `${a.status}`);
const live = async (b: Browser) => (await stage.house.resolveSignIn(b.headers(), { touch: false })) !== null;
const minutes = (n: number) => stage.advance(n * 60);

test('the right email and password sign in, however the email is written', async () => {
  const p = await stage.person();
  const b = stage.browser();
  const answer = await signIn(b, `  ${p.email.toUpperCase()} `);
  assert.deepEqual(answer.body, { signedIn: true, accountId: p.accountId, mustEnrol: false, kinds: ['client'] });
  const found = await stage.house.resolveSignIn(b.headers());
  assert.equal(found?.accountId, p.accountId);
  assert.equal(found?.mfa, false);
  assert.equal(found?.device, 'Firefox on Linux');
});

test('an account that is not there is answered alike and costs the same work (PV-01)', async () => {
  const p = await stage.person();
  const [invited] = [await stage.house.createAccount({ email: `nopassword.${newId()}@example.org`, name: '' })];
  assert.ok(invited.ok);
  const noPassword = (await stage.owner.query('select email from auth.account where id = $1', [invited.value.accountId])).rows[0].email;
  const answers = [];
  for (const email of [p.email, `nobody.${newId()}@example.org`, noPassword, 'not an email']) {
    const b = stage.browser('192.0.2.77');
    const before = stage.hashes();
    const answer = await signIn(b, email, 'a wrong password that is long');
    answers.push({ status: answer.status, body: answer.body, cookies: b.cookies.size });
    assert.equal(stage.hashes() - before, 1, `${email}: the work of one hash`);
  }
  for (const other of answers) assert.deepEqual(other, answers[0]);
  assert.equal(answers[0]?.body.refusal.reason, 'wrong-email-or-password');
});

test('when the cost of hashes is raised, a right password is kept anew', async () => {
  const p = await stage.person();
  const kept = async () => (await stage.owner.query('select hash from auth.password where account_id = $1', [p.accountId])).rows[0].hash as string;
  assert.match(await kept(), /^scrypt\$10\$/);
  const raised = await withOptions(stage, { hasher: scryptHasher(11) });
  assert.equal(reason(await signIn(raised.browser(), p.email, 'wrong')), 'wrong-email-or-password');
  assert.match(await kept(), /^scrypt\$10\$/);
  assert.equal((await signIn(raised.browser(), p.email)).body.signedIn, true);
  assert.match(await kept(), /^scrypt\$11\$/);
  assert.equal((await signIn(stage.browser(), p.email)).body.signedIn, true);
});

test('delays are the same for an account that is not there', async () => {
  const p = await stage.person();
  const kinds: string[][] = [];
  for (const email of [p.email, `nobody.${newId()}@example.org`]) {
    const b = stage.browser('192.0.2.78');
    const seen: string[] = [];
    for (let i = 0; i < 7; i++) seen.push(reason(await signIn(b, email, 'wrong')));
    kinds.push(seen);
  }
  assert.deepEqual(kinds[0], kinds[1]);
  assert.deepEqual(kinds[0]!.slice(3), ['wrong-email-or-password', 'wrong-email-or-password', 'wait', 'wait']);
});

test('wrong tries make the next wait longer, a right one ends it, and waiting always lets the owner in', async () => {
  const p = await stage.person();
  const b = stage.browser('192.0.2.79');
  for (let i = 0; i < 5; i++) assert.equal(reason(await signIn(b, p.email, 'wrong')), 'wrong-email-or-password');
  const held = await signIn(b, p.email);
  assert.deepEqual([held.status, reason(held), held.headers['retry-after']], [429, 'wait', '5']);
  stage.advance(5);
  assert.equal(reason(await signIn(b, p.email, 'wrong')), 'wrong-email-or-password');
  assert.equal((await signIn(b, p.email)).headers['retry-after'], '10');
  stage.advance(10);
  assert.equal((await signIn(b, p.email)).body.signedIn, true);
  for (let i = 0; i < 4; i++) assert.equal(reason(await signIn(stage.browser('192.0.2.79'), p.email, 'wrong')), 'wrong-email-or-password');
});

test('many guesses at once are counted one by one', async () => {
  const p = await stage.person();
  const all = await Promise.all(Array.from({ length: 20 }, () => signIn(stage.browser('192.0.2.80'), p.email, 'wrong')));
  assert.equal(all.filter((a) => reason(a) === 'wrong-email-or-password').length, 5);
  assert.equal(all.filter((a) => reason(a) === 'wait').length, 15);
});

test('a stranger\'s wrong tries do not keep the owner out of a browser that was in before', async () => {
  const p = await stage.person();
  const own = stage.browser('192.0.2.81');
  await signIn(own, p.email);
  await own.post('/leave');
  for (let i = 0; i < 6; i++) await signIn(stage.browser('198.51.100.1'), p.email, 'wrong');
  assert.equal(reason(await signIn(stage.browser('192.0.2.81'), p.email)), 'wait');
  assert.equal((await signIn(own, p.email)).body.signedIn, true);
});

test('an address that tries many accounts waits, and starts anew after an hour of quiet', async () => {
  const ip = '203.0.113.9';
  for (let i = 0; i < 30; i++) await signIn(stage.browser(ip), `someone${i}@example.org`, 'wrong');
  const p = await stage.person();
  assert.equal(reason(await signIn(stage.browser(ip), p.email)), 'wait');
  assert.equal((await signIn(stage.browser('203.0.113.10'), p.email)).body.signedIn, true);
  minutes(60);
  assert.equal((await signIn(stage.browser(ip), p.email)).body.signedIn, true);
});

test('after a hundred wrong tries the password alone is not taken, a mailed link mends it at once', async () => {
  const p = await stage.person();
  for (let i = 0; i < 5; i++) await signIn(stage.browser('192.0.2.82'), p.email, 'wrong');
  const key = stage.owner.query(`update auth.wrong_try set wrong = $1 where wrong = 5 returning key`, [MOST_WRONG_TRIES]);
  assert.equal((await key).rowCount! >= 1, true);
  minutes(60 * 24 * 60);
  assert.equal(reason(await signIn(stage.browser('192.0.2.83'), p.email)), 'renew-password');
  const link = await mailedLink(p.email);
  assert.equal((await stage.browser().post('/reset', { token: link, password: 'kettle under slow ferns' })).body.changed, true);
  assert.equal((await signIn(stage.browser('192.0.2.83'), p.email, 'kettle under slow ferns')).body.signedIn, true);
});

test('a sign-in ends after 15 quiet minutes; a call within them keeps it, a quiet call does not', async () => {
  const p = await stage.person('staff');
  const b = stage.browser();
  await signIn(b, p.email);
  minutes(14);
  assert.ok(await stage.house.resolveSignIn(b.headers()));
  minutes(14);
  assert.ok(await stage.house.resolveSignIn({ ...b.headers(), 'x-quiet': '1' }));
  minutes(1);
  assert.equal(await stage.house.resolveSignIn(b.headers()), null);
  assert.equal((await b.get('/draft-key')).status, 401);
  assert.equal((await b.post('/stay')).status, 401);
});

test('being seen is written at most every 30 seconds', async () => {
  const p = await stage.person();
  const b = stage.browser();
  await signIn(b, p.email);
  const seen = async () => (await stage.house.resolveSignIn(b.headers()))?.lastSeenAt;
  const first = await seen();
  stage.advance(29);
  assert.equal(await seen(), first);
  stage.advance(1);
  assert.notEqual(await seen(), first);
});

test('the screen learns when it ends, is warned in the last minute, and can stay', async () => {
  const p = await stage.person();
  const b = stage.browser();
  await signIn(b, p.email);
  minutes(14);
  const state = (await b.get('/state')).body.signIn;
  assert.deepEqual([state.secondsLeft, state.warn, state.canStay], [60, true, true]);
  assert.equal((await b.get('/state')).body.signIn.secondsLeft, 60, 'asking does not keep it awake');
  assert.equal((await b.post('/stay')).body.secondsLeft, 900);
  assert.equal((await b.get('/state')).body.warnSeconds, 60);
});

test('staff are asked again after twelve hours however busy they were', async () => {
  const p = await stage.person('staff');
  const b = stage.browser();
  await signIn(b, p.email);
  for (let i = 0; i < 12 * 6 - 1; i++) {
    minutes(10);
    assert.ok(await stage.house.resolveSignIn(b.headers()), `after ${(i + 1) * 10} minutes`);
  }
  minutes(10);
  assert.equal(await live(b), false);
});

test('a client\'s own phone stays signed in for 30 days and asks again before notes and results', async () => {
  const p = await stage.person('client');
  const b = stage.browser();
  const answer = await signIn(b, p.email, GOOD_PASSWORD, 'own');
  assert.match([answer.headers['set-cookie']].flat().join(), /stepwell\.sign_in=[^;]+; Max-Age=2592000;/);
  minutes(15);
  const found = await stage.house.resolveSignIn(b.headers());
  assert.ok(found && stage.house.mustProveAgain(found));
  assert.equal(reason(await b.post('/prove', { password: 'wrong' })), 'wrong-email-or-password');
  assert.equal((await b.post('/prove', { password: GOOD_PASSWORD })).body.proved, true);
  const again = await stage.house.resolveSignIn(b.headers());
  assert.ok(again && !stage.house.mustProveAgain(again));
  minutes(29 * 24 * 60);
  assert.ok(await live(b));
  minutes(24 * 60);
  assert.equal(await live(b), false);
});

test('signing out ends this browser; signing out everywhere ends all, and nobody else\'s', async () => {
  const [p, q] = [await stage.person(), await stage.person()];
  const [a, b, c, other] = [stage.browser(), stage.browser(), stage.browser(), stage.browser()];
  for (const x of [a, b, c]) await signIn(x, p.email);
  await signIn(other, q.email);
  const list = (await a.get('/sign-ins')).body;
  assert.deepEqual([list.length, list.filter((s: { here: boolean }) => s.here).length, list[0].device], [3, 1, 'Firefox on Linux']);

  const cookie = new Map(a.cookies);
  assert.equal((await a.post('/leave')).body.signedIn, false);
  assert.equal(a.cookies.has('stepwell.sign_in'), false);
  for (const [k, v] of cookie) a.cookies.set(k, v);
  assert.equal(await live(a), false, 'a kept cookie opens nothing');
  assert.equal(await live(b), true);

  const foreign = (await other.get('/sign-ins')).body[0].id;
  assert.equal(reason(await b.post('/sign-ins/end', { id: foreign })), 'not-there');
  assert.equal((await b.post('/leave-everywhere')).body.ended, 2);
  assert.deepEqual([await live(b), await live(c), await live(other)], [false, false, true]);
});

test('one device can be signed out from another', async () => {
  const p = await stage.person();
  const [a, b] = [stage.browser(), stage.browser()];
  await signIn(a, p.email);
  await signIn(b, p.email);
  const far = (await a.get('/sign-ins')).body.find((s: { here: boolean }) => !s.here).id;
  assert.equal((await a.post('/sign-ins/end', { id: far })).body.ended, true);
  assert.deepEqual([await live(a), await live(b)], [true, false]);
});

test('signing in as somebody else ends the one who was signed in here', async () => {
  const [p, q] = [await stage.person(), await stage.person()];
  const b = stage.browser();
  await signIn(b, p.email);
  const first = b.headers();
  await signIn(b, q.email);
  assert.equal(await stage.house.resolveSignIn(first), null);
  assert.equal((await stage.house.resolveSignIn(b.headers()))?.accountId, q.accountId);
});

test('cookies are for HTTP and this site alone, and for TLS alone where there is TLS', async () => {
  const p = await stage.person();
  const plain = [(await signIn(stage.browser(), p.email)).headers['set-cookie']].flat() as string[];
  for (const line of plain) assert.match(line, /; HttpOnly; SameSite=Strict$/);
  const tls = await withOptions(stage, { publicUrl: 'https://stepwell.example.org' });
  const b = tls.browser();
  const answer = await b.post('/sign-in', { email: p.email, password: GOOD_PASSWORD }, { origin: 'https://stepwell.example.org' });
  for (const line of [answer.headers['set-cookie']].flat() as string[]) assert.match(line, /^__Secure-stepwell\.\w+=.*; HttpOnly; Secure; SameSite=Strict$/);
  assert.equal((await tls.house.resolveSignIn(b.headers()))?.accountId, p.accountId);
});

test('a cookie that was not signed here opens nothing', async () => {
  const p = await stage.person();
  const b = stage.browser();
  await signIn(b, p.email);
  const good = b.cookies.get('stepwell.sign_in')!;
  const [token] = decodeURIComponent(good).split('.');
  const other = await withOptions(stage, { secret: 'another secret of at least thirty-two' });
  assert.equal(await other.house.resolveSignIn(b.headers()), null);
  for (const bad of [token!, `${token}.`, `${token}.AAAA`, encodeURIComponent(`x${decodeURIComponent(good)}`), '%', '.', '']) {
    assert.equal(await stage.house.resolveSignIn({ cookie: `stepwell.sign_in=${bad}` }), null, bad);
  }
  assert.ok(await stage.house.resolveSignIn(new Headers(b.headers())));
});

test('pages of other sites cannot act, and what does not exist is not there', async () => {
  const p = await stage.person();
  const b = stage.browser();
  const body = { email: p.email, password: GOOD_PASSWORD };
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'http://localhost:3001' }]) {
    assert.equal((await b.post('/sign-in', body, headers)).status, 403, JSON.stringify(headers));
  }
  assert.equal((await b.post('/sign-in', body, { origin: 'http://127.0.0.1:3000' })).status, 200);
  assert.equal((await b.post('/leave-everywhere', {}, { origin: 'https://evil.example' })).status, 403);
  assert.ok(await live(b));
  for (const path of ['/sign-up/email', '/sign-in/email', '/update-user', '/change-email', '/delete-user', '/list-sessions', '/sign-out', '/get-session', '/passkey/list-user-passkeys']) {
    assert.equal((await b.post(path, body)).status, 404, path);
    assert.equal((await b.get(path)).status, 404, path);
  }
});

test('malformed requests are refused, never a fault', async () => {
  const b = stage.browser('192.0.2.90');
  for (const body of [{}, { email: 1 }, { email: 'a@b.c', password: null }, { email: 'x'.repeat(400), password: 'x' }, [], { email: 'a@b.c', password: 'x', place: 'moon' }]) {
    const { status } = await b.post('/sign-in', body);
    assert.ok(status === 400 || status === 409 || status === 422, `${status} for ${JSON.stringify(body).slice(0, 60)}`);
  }
  for (const path of ['/second-step', '/invitation', '/reset', '/link', '/demo', '/sign-ins/end', '/password']) {
    const { status } = await b.post(path, { token: 7, id: 'x' });
    assert.ok(status >= 400 && status < 500, `${path} ${status}`);
  }
});

test('the demo\'s buttons exist in a demo only, for its own people only', async () => {
  const demo = await withOptions(stage, { demo: true });
  const cast = await demo.person('staff', { demo: true });
  const real = await demo.person('staff');
  const b = demo.browser();
  assert.deepEqual((await b.get('/state')).body.people.map((x: { accountId: string }) => x.accountId), [cast.accountId]);
  assert.equal(reason(await b.post('/demo', { accountId: real.accountId })), 'not-a-demo');
  assert.equal(reason(await stage.browser().post('/demo', { accountId: cast.accountId })), 'not-a-demo');
  assert.deepEqual((await b.post('/demo', { accountId: cast.accountId })).body.mustEnrol, false);
  assert.equal((await demo.house.resolveSignIn(b.headers()))?.accountId, cast.accountId);
  assert.deepEqual((await stage.browser().get('/state')).body.people, []);
});

test('memberships are those of the account alone, and a leaver\'s ends at once (SE-09)', async () => {
  const [p, q] = [await stage.person('staff'), await stage.person('client')];
  const third = { agencyId: newId(), kind: 'client' as const, subjectId: newId(), byAccountId: null };
  assert.equal(await stage.house.addMembership(p.accountId, third), true);
  assert.equal(await stage.house.addMembership(q.accountId, third), false, 'one person behind each client');
  assert.deepEqual((await stage.house.findMemberships(p.accountId)).map((m) => m.agencyId), [p.agencyId, third.agencyId]);
  assert.deepEqual((await stage.house.findMemberships(q.accountId)).map((m) => m.subjectId), [q.subjectId]);
  assert.equal((await stage.house.findMember(third))?.accountId, p.accountId);

  const b = stage.browser();
  await signIn(b, q.email);
  await stage.house.endMembership({ ...q, byAccountId: p.accountId });
  assert.deepEqual(await stage.house.findMemberships(q.accountId), []);
  assert.equal(await live(b), false);
  assert.equal(await stage.house.addMembership(p.accountId, { ...q, byAccountId: null }), true, 'the place is free again');
});

test('becoming staff ends sign-ins that were made on softer terms', async () => {
  const p = await stage.person('client');
  const b = stage.browser();
  await signIn(b, p.email, GOOD_PASSWORD, 'own');
  await stage.house.addMembership(p.accountId, { agencyId: newId(), kind: 'staff', subjectId: newId(), byAccountId: null });
  assert.equal(await live(b), false);
  assert.equal((await signIn(b, p.email, GOOD_PASSWORD, 'own')).body.mustEnrol, true);
});

test('the draft key is the account\'s own, the same each time, kept sealed, and only for a live sign-in', async () => {
  const [p, q] = [await stage.person(), await stage.person()];
  const [a, b] = [stage.browser(), stage.browser()];
  assert.equal((await a.get('/draft-key')).status, 401);
  await signIn(a, p.email);
  await signIn(b, q.email);
  const keys = await Promise.all([a.get('/draft-key'), a.get('/draft-key'), b.get('/draft-key')]);
  const [one, same, others] = keys.map((k) => k.body.key);
  assert.equal(Buffer.from(one, 'base64').length, 32);
  assert.equal(one, same);
  assert.notEqual(one, others);
  assert.equal(keys[0].headers['cache-control'], 'no-store');
  assert.equal(await stage.house.readDraftKey(p.accountId), one);
  const { rows } = await stage.owner.query('select sealed from auth.draft_key where account_id = $1', [p.accountId]);
  assert.equal(rows[0].sealed.includes(Buffer.from(one, 'base64')), false);
  await a.post('/leave');
  assert.equal((await a.get('/draft-key')).status, 401);
});

test('what happens is kept as events: ids and keyed hashes, no email, no address', async () => {
  const p = await stage.person();
  const b = stage.browser('192.0.2.99');
  await signIn(b, p.email, 'wrong');
  await signIn(b, p.email);
  await b.post('/leave');
  const kinds = (await stage.house.listEvents(p.accountId)).map((e) => e.kind);
  assert.deepEqual(kinds, ['signed-out', 'signed-in', 'wrong-password', 'account-made']);
  const { rows } = await stage.owner.query('select * from auth.event');
  const tries = await stage.owner.query('select * from auth.wrong_try');
  const text = JSON.stringify([rows, tries.rows]);
  for (const word of [p.email, 'example.org', '192.0.2.99', 'Firefox']) assert.ok(!text.includes(word), word);
});

test('one email is one account', async () => {
  const p = await stage.person();
  const again = await stage.house.createAccount({ email: p.email.toUpperCase(), name: 'Other', password: GOOD_PASSWORD });
  assert.equal(!again.ok && again.reason, 'email-taken');
  const weak = await stage.house.createAccount({ email: `x${newId()}@example.org`, name: 'Rosa', password: 'Riverbend Recovery 1', memberships: [{ agencyId: newId(), kind: 'staff', subjectId: newId() }] });
  assert.equal(!weak.ok && weak.reason, 'password-too-common');
  const odd = await stage.house.createAccount({ email: 'nowhere', name: 'Rosa' });
  assert.equal(!odd.ok && odd.field, 'email');
});

test('a password is changed with the present one, and other devices are signed out', async () => {
  const p = await stage.person();
  const [a, b] = [stage.browser(), stage.browser()];
  await signIn(a, p.email);
  await signIn(b, p.email);
  assert.equal(reason(await a.post('/password', { current: 'wrong', password: 'kettle under slow ferns' })), 'wrong-email-or-password');
  assert.equal(reason(await a.post('/password', { current: GOOD_PASSWORD, password: 'short' })), 'password-too-short');
  assert.equal(reason(await a.post('/password', { current: GOOD_PASSWORD, password: p.email })), 'password-too-common');
  assert.equal((await a.post('/password', { current: GOOD_PASSWORD, password: 'kettle under slow ferns' })).body.changed, true);
  assert.deepEqual([await live(a), await live(b)], [true, false]);
  assert.equal(reason(await signIn(b, p.email)), 'wrong-email-or-password');
  assert.equal((await signIn(b, p.email, 'kettle under slow ferns')).body.signedIn, true);
});

test('the login role of sign-in sees its own schema and nothing of any agency', async () => {
  for (const table of ['live.agency', 'house.audit', 'house.operation']) {
    await assert.rejects(stage.pool.query(`select * from ${table}`), { code: '42501' });
  }
  await assert.rejects(stage.pool.query('delete from auth.event'), { code: '42501' });
  await assert.rejects(stage.pool.query('update auth.event set kind = null'), { code: '42501' });
});

test('the sweep removes what has run out and nothing that lives', async () => {
  const [p, q] = [await stage.person(), await stage.person()];
  const [a, b] = [stage.browser(), stage.browser()];
  await signIn(a, p.email);
  minutes(25 * 60);
  await signIn(b, q.email);
  await stage.house.sweep();
  const { rows } = await stage.owner.query('select account_id from auth.sign_in where account_id = any ($1)', [[p.accountId, q.accountId]]);
  assert.deepEqual(rows.map((r) => r.account_id), [q.accountId]);
  assert.ok(await live(b));
});

/** The secret of the link that was last mailed to this address. */
async function mailedLink(email: string): Promise<string> {
  const before = stage.mails.length;
  assert.equal((await stage.browser('192.0.2.200').post('/reset/ask', { email })).body.sent, true);
  for (let i = 0; i < 100 && stage.mails.length === before; i++) await new Promise((r) => setTimeout(r, 10));
  const mail = stage.mails.at(-1)!;
  assert.equal(mail.to, email);
  assert.ok(mail.text.includes(`${ORIGIN}/link#`));
  return mail.text.match(/#(\S+)/)![1]!;
}
