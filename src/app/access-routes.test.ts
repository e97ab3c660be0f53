import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { openInquiry } from '../capabilities/admissions/api.ts';
import { saveClient } from '../capabilities/clients/api.ts';
import { saveStaffMember, setRoles } from '../capabilities/staff/api.ts';
import { newId, type Id } from '../shared/ids.ts';
import { createSignIn, type SignInHouse } from '../platform/sign-in/sign-in.ts';
import { accessRoutes } from './access-routes.ts';
import { openStage, type Stage, type StaffRole } from './stage.ts';

const ORIGIN = 'http://localhost:3000';
let stage: Stage;
let app: FastifyInstance;
let signIn: SignInHouse;
before(async () => {
  stage = await openStage();
  signIn = createSignIn({
    pool: stage.pools.signin, secret: 'a secret of the stage alone, 32 or more', publicUrl: ORIGIN, now: () => stage.clock.now(), demo: true,
  });
  app = fastify();
  signIn.mount(app);
  accessRoutes(app, stage, signIn);
});
after(async () => {
  await app.close();
  await stage.close();
});

const cookies = new Map<StaffRole, string>();
/** The cookie of a signed-in person in this role. */
async function as(role: StaffRole): Promise<string> {
  const known = cookies.get(role);
  if (known) return known;
  const made = await signIn.createAccount({ email: `${newId()}@example.org`, name: role, demo: true,
    memberships: [{ agencyId: stage.agencyId, kind: 'staff', subjectId: stage.staff[role] }] });
  assert.ok(made.ok);
  const answer = await app.inject({ method: 'POST', url: '/auth/demo', payload: { accountId: made.value.accountId }, headers: { origin: ORIGIN } });
  const cookie = [answer.headers['set-cookie']].flat().map((c) => String(c).split(';')[0]).join('; ');
  cookies.set(role, cookie);
  return cookie;
}
async function access(role: StaffRole, payload: object, headers: object = {}) {
  const answer = await app.inject({ method: 'POST', url: '/access', payload, headers: { cookie: await as(role), origin: ORIGIN, ...headers } });
  const body = answer.json();
  return { status: answer.statusCode, reason: body.refusal?.reason, value: body.value };
}
async function newMember(email: string): Promise<Id> {
  const staffId = newId();
  await stage.as('administrator').call(saveStaffMember, { staffId, name: 'Nia Osei', initials: 'N. O.', email, phone: '', fte: 1 });
  await stage.as('administrator').call(setRoles, { staffId, roles: ['counselor'] });
  return staffId;
}

test('an administrator invites a colleague, who follows the link and is in with that colleague\'s roles', async () => {
  const staffId = await newMember('nia@example.org');
  const invited = await access('administrator', { kind: 'staff', subjectId: staffId, what: 'invite' });
  assert.equal(invited.status, 200);
  assert.match(invited.value.link, /^http:\/\/localhost:3000\/link#/);
  assert.match(invited.value.picture, /^data:image\/svg\+xml/);
  const token = new URL(invited.value.link).hash.slice(1);
  const kept = await stage.owner.query('select result::text as result from house.operation');
  assert.ok(!kept.rows.some((r) => String(r.result).includes(token)), 'the link is kept nowhere');
  const audit = await stage.owner.query(`select about from house.audit where operation = 'arrangeStaffSignIn'`);
  assert.deepEqual(audit.rows.map((r) => r.about), [`invite ${staffId}`]);

  const list = async () => (await app.inject({ url: '/access/staff', headers: { cookie: await as('administrator') } })).json().value;
  assert.ok((await list()).invited.some((i: { subjectId: Id }) => i.subjectId === staffId));
  const entered = await app.inject({ method: 'POST', url: '/auth/invitation', payload: { token, password: 'gravel mitten over barn' }, headers: { origin: ORIGIN } });
  assert.equal(entered.json().mustEnrol, true);
  assert.equal((await signIn.findMember({ agencyId: stage.agencyId, kind: 'staff', subjectId: staffId }))?.subjectId, staffId);
  assert.ok((await list()).members.includes(staffId));
  assert.equal((await access('administrator', { kind: 'staff', subjectId: staffId, what: 'invite' })).reason, 'there-already');
});

test('nobody but an administrator lets staff in, and nobody from another site', async () => {
  const staffId = await newMember('other@example.org');
  for (const role of ['counselor', 'director', 'intake', 'privacy_officer'] as const) {
    assert.equal((await access(role, { kind: 'staff', subjectId: staffId, what: 'invite' })).status, 403, role);
  }
  assert.equal((await app.inject({ url: '/access/staff', headers: { cookie: await as('counselor') } })).statusCode, 403);
  assert.equal((await access('administrator', { kind: 'staff', subjectId: staffId, what: 'invite' }, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await app.inject({ method: 'POST', url: '/access', payload: { kind: 'staff', subjectId: staffId, what: 'invite' } })).statusCode, 401);
  assert.equal((await access('administrator', { kind: 'staff', subjectId: newId(), what: 'invite' })).reason, 'no-such-person');
  assert.equal((await access('administrator', { kind: 'staff', what: 'marry' })).status, 422);
});

test('help, an end and the way back are the administrator\'s too; one\'s own sign-in is not theirs to end', async () => {
  const staffId = await newMember('leaver@example.org');
  const { value } = await access('administrator', { kind: 'staff', subjectId: staffId, what: 'invite' });
  const token = new URL(value.link).hash.slice(1);
  await app.inject({ method: 'POST', url: '/auth/invitation', payload: { token, password: 'gravel mitten over barn' }, headers: { origin: ORIGIN } });
  const helped = await access('administrator', { kind: 'staff', subjectId: staffId, what: 'help' });
  assert.deepEqual([helped.value.mailed, helped.value.link.startsWith(ORIGIN)], [false, true], 'no mail is set: the link is handed over');
  assert.equal((await access('administrator', { kind: 'staff', subjectId: staffId, what: 'remove-second-step' })).status, 200);
  assert.equal((await access('administrator', { kind: 'staff', subjectId: staffId, what: 'end' })).status, 200);
  assert.equal(await signIn.findMember({ agencyId: stage.agencyId, kind: 'staff', subjectId: staffId }), null);
  assert.equal((await access('administrator', { kind: 'staff', subjectId: stage.staff.administrator, what: 'end' })).reason, 'own-sign-in');
});

test('a client is invited by whoever keeps their chart, once there is an email', async () => {
  const clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
  assert.equal((await access('intake', { kind: 'client', subjectId: clientId, what: 'invite' })).reason, 'no-email');
  const { rows } = await stage.owner.query('select version_from::text as v from live.client where client_id = $1', [clientId]);
  const version = String(rows[0].v).replace(' ', 'T').replace(/\+00$/, 'Z');
  await stage.as('intake').call(saveClient, { clientId, version, change: { email: 'r.o@example.org', callThem: 'R. O.' } });
  assert.equal((await access('intake', { kind: 'client', subjectId: clientId, what: 'invite' })).status, 200);
  assert.equal((await access('technician', { kind: 'client', subjectId: clientId, what: 'invite' })).status, 403);
  assert.equal((await access('counselor', { kind: 'client', subjectId: clientId, what: 'invite' })).status, 404, 'a chart that is not reached');
});

test('whoever reaches the chart sees whether its client can get in; nobody else learns anything', async () => {
  const clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
  const look = async (role: StaffRole) => {
    const answer = await app.inject({ url: `/access/client/${clientId}`, headers: { cookie: await as(role) } });
    return { status: answer.statusCode, value: answer.json().value };
  };
  assert.deepEqual((await look('intake')).value, { signsIn: false, invitedUntil: null });
  assert.equal((await look('counselor')).status, 404);
  assert.equal((await look('administrator')).status, 403);
  await signIn.invite({ agencyId: stage.agencyId, kind: 'client', subjectId: clientId, email: 'j.l@example.org', name: 'J. L.', byAccountId: null });
  assert.equal((await look('intake')).value.invitedUntil, '2026-03-09T23:00:00.000Z');
  assert.equal((await app.inject({ url: '/access/client/nonsense', headers: { cookie: await as('intake') } })).statusCode, 422);
});
