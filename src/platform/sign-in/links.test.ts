import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, type Id } from '../../shared/ids.ts';
import { GOOD_PASSWORD, openSignInStage, withOptions, type Browser, type Person, type SignInStage } from './for-tests.ts';
import { codeOf, stepOf } from './totp.ts';

let stage: SignInStage;
before(async () => { stage = await openSignInStage(); });
after(() => stage.close());

const OTHER_PASSWORD = 'kettle under slow ferns';
const reason = (a: { status: number; body: any }): string => a.body.refusal?.reason ?? (a.status === 200 ? 'ok' : `${a.status}`);
const signIn = (b: Browser, email: string, password = GOOD_PASSWORD) => b.post('/sign-in', { email, password, place: 'work' });
const tokenOf = (link: string): string => new URL(link).hash.slice(1);
const told = (d: { ok: boolean; reason?: string }) => (d.ok ? 'ok' : d.reason);

async function invited(more: { email?: string; kind?: 'staff' | 'client'; agencyId?: Id } = {}) {
  const who = { agencyId: more.agencyId ?? newId(), kind: more.kind ?? ('staff' as const), subjectId: newId() };
  const email = more.email ?? `new.${newId().slice(-8)}@example.org`;
  const made = await stage.house.invite({ ...who, email, name: 'Mara Quist', byAccountId: null });
  assert.ok(made.ok);
  return { who, email, token: tokenOf(made.value.link), made: made.value };
}

async function mailed(email: string): Promise<string> {
  const before = stage.mails.length;
  assert.equal((await stage.browser().post('/reset/ask', { email })).body.sent, true);
  for (let i = 0; i < 100 && stage.mails.length === before; i++) await new Promise((r) => setTimeout(r, 10));
  return stage.mails.at(-1)!.text.match(/#(\S+)/)![1]!;
}

async function withApp(p: Person): Promise<{ b: Browser; code: () => string; recovery: string[] }> {
  const b = stage.browser();
  await signIn(b, p.email);
  const text = (await b.post('/authenticator/begin')).body.secret.replaceAll(' ', '') as string;
  const bits = [...text].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g)!.map((x) => Number.parseInt(x, 2)));
  const done = await b.post('/authenticator/confirm', { code: codeOf(secret, stepOf(Date.now()) - 1) });
  assert.equal(done.status, 200);
  return { b, code: () => codeOf(secret, stepOf(Date.now())), recovery: done.body.recoveryCodes };
}

test('an invited person chooses a first password and is in; the link opens nothing more', async () => {
  const { who, email, token } = await invited();
  const b = stage.browser();
  assert.deepEqual((await b.post('/link', { token })).body, { kind: 'invitation', email, name: 'Mara Quist', as: 'staff' });
  assert.equal(reason(await b.post('/invitation', { token, password: 'short one' })), 'password-too-short');
  assert.equal(reason(await b.post('/invitation', { token, password: 'Mara Quist 2026!' })), 'password-too-common');
  assert.equal(reason(await b.post('/invitation', { token, password: 'riverbend-recovery-' })), 'password-too-common');
  const entered = await b.post('/invitation', { token, password: GOOD_PASSWORD });
  assert.deepEqual([entered.body.signedIn, entered.body.mustEnrol], [true, true]);
  assert.deepEqual((await stage.house.findMemberships(entered.body.accountId)).map((m) => m.subjectId), [who.subjectId]);
  assert.equal(reason(await stage.browser().post('/invitation', { token, password: OTHER_PASSWORD })), 'link-used');
  assert.equal(reason(await stage.browser().post('/link', { token })), 'link-used');
  assert.equal((await signIn(stage.browser(), email)).body.signedIn, true);
});

test('the mail names neither the program nor what it is about, and only the hash of the link is kept', async () => {
  const { email, token } = await invited();
  const mail = stage.mails.at(-1)!;
  assert.equal(mail.to, email);
  assert.doesNotMatch(`${mail.subject} ${mail.text}`, /Riverbend|recovery|treatment|drug|alcohol|program|Mara/i);
  const { rows } = await stage.owner.query('select * from auth.invitation');
  assert.ok(!JSON.stringify(rows).includes(token));
});

test('nothing about an account exists until the link was followed', async () => {
  const { email, who } = await invited();
  assert.equal((await stage.owner.query('select 1 from auth.account where email = $1', [email])).rowCount, 0);
  assert.equal(await stage.house.findMember(who), null);
  assert.deepEqual((await stage.house.listInvitations(who.agencyId)).map((i) => i.email), [email]);
});

test('of two that follow one link at once, one gets in', async () => {
  const { token, email } = await invited();
  const browsers = [stage.browser(), stage.browser()];
  const answers = await Promise.all(browsers.map((b, i) => b.post('/invitation', { token, password: i ? GOOD_PASSWORD : OTHER_PASSWORD })));
  assert.deepEqual(answers.map(reason).sort(), ['link-used', 'ok']);
  assert.equal((await stage.owner.query('select 1 from auth.account where email = $1', [email])).rowCount, 1);
});

test('an invitation runs out after seven days, is taken back, and a newer one takes its place', async () => {
  const old = await invited();
  stage.advance(7 * 86_400);
  assert.equal(reason(await stage.browser().post('/link', { token: old.token })), 'link-used');
  const back = await invited();
  await stage.house.withdrawInvitation({ ...back.who, byAccountId: null });
  assert.equal(reason(await stage.browser().post('/invitation', { token: back.token, password: GOOD_PASSWORD })), 'link-used');
  const first = await invited();
  const again = await stage.house.invite({ ...first.who, email: first.email, name: 'Mara Quist', byAccountId: null });
  assert.ok(again.ok);
  assert.equal(reason(await stage.browser().post('/link', { token: first.token })), 'link-used');
  assert.equal(reason(await stage.browser().post('/link', { token: tokenOf(again.value.link) })), 'ok');
});

test('an agency that invites somebody who has an account elsewhere learns nothing and changes nothing', async () => {
  const p = await stage.person('client');
  const fresh = await invited();
  const known = await invited({ email: p.email });
  const shape = (i: typeof fresh) => ({ keys: Object.keys(i.made), mailed: i.made.mailed });
  assert.deepEqual(shape(known), shape(fresh));
  const look = (token: string) => stage.browser().post('/link', { token });
  assert.deepEqual(Object.keys((await look(known.token)).body), Object.keys((await look(fresh.token)).body));

  // whoever holds the link cannot set a password with it
  assert.equal(reason(await stage.browser().post('/invitation', { token: known.token, password: OTHER_PASSWORD })), 'wrong-email-or-password');
  assert.equal((await signIn(stage.browser(), p.email)).body.signedIn, true);
  assert.equal((await stage.house.findMemberships(p.accountId)).length, 1);

  // the person joins with the password they have
  const b = stage.browser();
  assert.equal((await b.post('/invitation', { token: known.token, password: GOOD_PASSWORD })).body.signedIn, true);
  assert.deepEqual((await stage.house.findMemberships(p.accountId)).map((m) => m.agencyId), [p.agencyId, known.who.agencyId]);
});

test('somebody with a second step joins after it, with the account the link is for', async () => {
  const p = await stage.person('staff');
  const app = await withApp(p);
  const { token, who } = await invited({ email: p.email });
  const b = stage.browser();
  assert.deepEqual((await b.post('/invitation', { token, password: GOOD_PASSWORD })).body.secondStep, { code: true, passkey: false });
  assert.equal((await stage.house.findMemberships(p.accountId)).length, 1, 'not yet');
  assert.equal((await b.post('/invitation/join', { token })).status, 401);
  const stranger = stage.browser();
  await signIn(stranger, (await stage.person()).email);
  assert.equal(reason(await stranger.post('/invitation/join', { token })), 'another-person');
  assert.equal((await b.post('/second-step', { code: app.code() })).body.signedIn, true);
  assert.equal((await b.post('/invitation/join', { token })).body.joined, true);
  assert.ok((await stage.house.findMemberships(p.accountId)).some((m) => m.subjectId === who.subjectId));
});

test('nobody is invited to be somebody who signs in already', async () => {
  const p = await stage.person('client');
  assert.equal(told(await stage.house.invite({ ...p, email: 'someone@example.org', name: '', byAccountId: null })), 'there-already');
});

test('asking for a new password is answered alike for everybody, and mails only who has an account', async () => {
  const p = await stage.person();
  const before = stage.mails.length;
  const answers = [];
  for (const email of [`nobody.${newId()}@example.org`, 'not an email', p.email]) answers.push(await stage.browser().post('/reset/ask', { email }));
  assert.deepEqual(answers.map((a) => [a.status, a.body]), answers.map(() => [200, { sent: true }]));
  for (let i = 0; i < 100 && stage.mails.length === before; i++) await new Promise((r) => setTimeout(r, 10));
  assert.deepEqual(stage.mails.slice(before).map((m) => m.to), [p.email]);
});

test('a mailed link sets a new password once, within two hours, and signs out everywhere', async () => {
  const p = await stage.person();
  const b = stage.browser();
  await signIn(b, p.email);
  const token = await mailed(p.email);
  assert.deepEqual((await stage.browser().post('/link', { token })).body, { kind: 'reset', email: p.email, needsProof: false });
  assert.equal(reason(await stage.browser().post('/reset', { token, password: 'short' })), 'password-too-short');
  assert.equal((await stage.browser().post('/reset', { token, password: OTHER_PASSWORD })).body.changed, true);
  assert.equal(await stage.house.resolveSignIn(b.headers()), null);
  assert.equal(reason(await signIn(stage.browser(), p.email)), 'wrong-email-or-password');
  assert.equal((await signIn(stage.browser(), p.email, OTHER_PASSWORD)).body.signedIn, true);
  assert.equal(reason(await stage.browser().post('/reset', { token, password: GOOD_PASSWORD })), 'link-used');
  const late = await mailed(p.email);
  stage.advance(2 * 3600);
  assert.equal(reason(await stage.browser().post('/reset', { token: late, password: GOOD_PASSWORD })), 'link-used');
});

test('a newer link takes the earlier one\'s effect away, and an hour brings at most four mails', async () => {
  const p = await stage.person();
  const first = await mailed(p.email);
  const second = await mailed(p.email);
  assert.equal(reason(await stage.browser().post('/link', { token: first })), 'link-used');
  assert.equal(reason(await stage.browser().post('/link', { token: second })), 'ok');
  await mailed(p.email);
  await mailed(p.email);
  const before = stage.mails.length;
  assert.equal((await stage.browser().post('/reset/ask', { email: p.email })).body.sent, true);
  await new Promise((r) => setTimeout(r, 150));
  assert.equal(stage.mails.length, before);
});

test('mail alone never steps over a second factor: a recovery code or the app\'s code is needed with it', async () => {
  const p = await stage.person('staff');
  const app = await withApp(p);
  const token = await mailed(p.email);
  assert.equal((await stage.browser().post('/link', { token })).body.needsProof, true);
  assert.equal(reason(await stage.browser().post('/reset', { token, password: OTHER_PASSWORD })), 'second-proof-needed');
  assert.equal(reason(await stage.browser().post('/reset', { token, password: OTHER_PASSWORD, proof: '111111' })), 'wrong-code');
  assert.equal(reason(await stage.browser().post('/reset', { token, password: OTHER_PASSWORD, proof: 'AAAA-AAAA-AAAA' })), 'wrong-code');
  assert.equal((await stage.browser().post('/reset', { token, password: OTHER_PASSWORD, proof: app.recovery[0] })).body.changed, true);
  assert.deepEqual((await signIn(stage.browser(), p.email, OTHER_PASSWORD)).body.secondStep, { code: true, passkey: false }, 'the second step stays');
});

test('an administrator can start a reset by the person\'s own mail, sees no link, and sets nothing', async () => {
  const p = await stage.person('staff');
  const admin = newId();
  const before = stage.mails.length;
  const helped = await stage.house.helpWithPassword({ ...p, byAccountId: admin });
  assert.deepEqual(helped, { ok: true, value: { way: 'mail', link: null } });
  assert.equal(stage.mails.slice(before).map((m) => m.to).join(), p.email);
  assert.equal((await signIn(stage.browser(), p.email)).body.signedIn, true, 'the password stands until the person changes it');
  assert.equal(told(await stage.house.helpWithPassword({ ...p, agencyId: newId(), byAccountId: admin })), 'not-here');
});

test('without mail an agency hands a link to its own people only, never to somebody who is elsewhere too', async () => {
  const bare = await withOptions(stage, {});
  const noMail = await withOptions(bare, { sendMail: undefined as never });
  assert.equal(reason(await noMail.browser().post('/reset/ask', { email: 'x@example.org' })), 'no-mail');
  const p = await stage.person('client');
  const handed = await noMail.house.helpWithPassword({ ...p, byAccountId: newId() });
  assert.ok(handed.ok && handed.value.way === 'hand-over' && handed.value.link);
  await stage.house.addMembership(p.accountId, { agencyId: newId(), kind: 'client', subjectId: newId(), byAccountId: null });
  assert.equal(told(await noMail.house.helpWithPassword({ ...p, byAccountId: newId() })), 'only-the-person');
});

test('a lost second factor is taken away by the only agency of a person, by no other', async () => {
  const p = await stage.person('staff');
  const app = await withApp(p);
  assert.equal(told(await stage.house.removeSecondFactor({ ...p, agencyId: newId(), byAccountId: newId() })), 'not-here');
  await stage.house.addMembership(p.accountId, { agencyId: newId(), kind: 'supporter', subjectId: newId(), byAccountId: null });
  assert.equal(told(await stage.house.removeSecondFactor({ ...p, byAccountId: newId() })), 'only-the-person');
  const alone = await stage.person('staff');
  const theirs = await withApp(alone);
  assert.equal(told(await stage.house.removeSecondFactor({ ...alone, byAccountId: newId() })), 'ok');
  assert.equal(await stage.house.resolveSignIn(theirs.b.headers()), null);
  assert.equal((await signIn(stage.browser(), alone.email)).body.mustEnrol, true);
  assert.ok(await stage.house.resolveSignIn(app.b.headers()), 'the other person\'s stays');
});
