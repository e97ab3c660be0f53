import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { CREDENTIALS, SERVICES, type CredentialKind, type Service } from '../agency/services.ts';
import { type Credential, allows, decideCosigner, decideGiving, holdsOn, needsCosign, servicesGivenBy } from './credentials.ts';
import { caseloadDue, caseloadOf, credentialDue, supervisionDue } from './staff-due.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
let made = 0;
const credential = (kind: CredentialKind, more: Partial<Credential> = {}): Credential => ({
  credentialId: `0199d0f0-0000-7000-8000-${String(++made).padStart(12, '0')}`, staffId: 'ada', kind,
  issuedOn: '2024-01-01', expiresOn: '2026-12-31', ...more,
});

const days: [string, Partial<Credential>, string, boolean][] = [
  ['on its first day', {}, '2024-01-01', true],
  ['the day before', {}, '2023-12-31', false],
  ['on its last day', {}, '2026-12-31', true],
  ['the day after', {}, '2027-01-01', false],
  ['without an end, years later', { expiresOn: null }, '2039-01-01', true],
];
for (const [name, more, date, expected] of days) {
  test(`PR-100 a credential ${expected ? 'holds' : 'does not hold'} ${name}`, () => {
    assert.equal(holdsOn(credential('licensed-counselor', more), date), expected);
  });
}

const giving: [string, CredentialKind[], Service, string][] = [
  ['PR-61 a licensed counselor gives individual therapy', ['licensed-counselor'], 'individual-therapy', 'alone'],
  ['PR-61 a certified counselor does not give individual therapy', ['certified-addiction-counselor'], 'individual-therapy', 'credential-does-not-cover-service'],
  ['PR-61 a certified counselor gives individual counseling', ['certified-addiction-counselor'], 'individual-counseling', 'alone'],
  ['PR-61 a licensed addiction counselor counsels but gives no therapy', ['licensed-addiction-counselor'], 'individual-therapy', 'credential-does-not-cover-service'],
  ['PR-72 a trainee counsels, co-signed', ['registered-trainee'], 'individual-counseling', 'cosigned'],
  ['PR-72 a trainee leads a group, co-signed', ['registered-trainee'], 'relapse-prevention-group', 'cosigned'],
  ['PR-44 a trainee does not assess', ['registered-trainee'], 'assessment', 'credential-does-not-cover-service'],
  ['PR-44 a licensed addiction counselor assesses', ['licensed-addiction-counselor'], 'assessment', 'alone'],
  ['§10 a peer gives peer support', ['peer-specialist'], 'peer-support', 'alone'],
  ['§10 a peer leads no therapy group', ['peer-specialist'], 'group-therapy', 'credential-does-not-cover-service'],
  ['§10 a technician collects', ['testing-technician'], 'specimen-collection', 'alone'],
  ['§10 a nurse does not prescribe', ['registered-nurse'], 'medication-visit', 'credential-does-not-cover-service'],
  ['PR-104 nobody without a credential gives anything', [], 'case-management', 'no-credential-on-that-day'],
  ['PR-72 who holds both is not co-signed', ['registered-trainee', 'certified-addiction-counselor'], 'individual-counseling', 'alone'],
];
for (const [name, kinds, service, expected] of giving) {
  test(name, () => {
    const decision = decideGiving(kinds.map((kind) => credential(kind)), service, '2026-06-01', rules);
    assert.equal(decision.ok ? (decision.value.needsCosign ? 'cosigned' : 'alone') : decision.reason, expected);
  });
}

test('PR-100 a service on a day after the credential ended is not given under it', () => {
  const decision = decideGiving([credential('licensed-counselor')], 'individual-therapy', '2027-01-01', rules);
  assert.equal(decision.ok ? 'ok' : decision.reason, 'no-credential-on-that-day');
});

test('the state map overrides the shipped one', () => {
  const state = { ...rules, 'credential.map': { ...rules['credential.map'], 'individual-therapy': [...CREDENTIALS] } };
  assert.ok(decideGiving([credential('certified-addiction-counselor')], 'individual-therapy', '2026-06-01', state).ok);
});

test('every service has somebody who may give it, and every credential something it allows', () => {
  for (const service of SERVICES) assert.ok(rules['credential.map'][service].length > 0, service);
  for (const kind of CREDENTIALS) assert.ok(servicesGivenBy([credential(kind)], '2026-06-01', rules).length > 0, kind);
});

test('PR-72 co-signature is asked of trainees only, and of whoever holds nothing', () => {
  const on = (...kinds: CredentialKind[]) => needsCosign(kinds.map((kind) => credential(kind)), '2026-06-01', rules);
  assert.deepEqual([on('registered-trainee'), on('licensed-counselor'), on('registered-trainee', 'licensed-counselor'), on()],
    [true, false, false, true]);
});

test('PR-72 nobody co-signs their own note, and only who may supervise co-signs', () => {
  const cosigner = (staffId: string, kind: CredentialKind) => ({ staffId, credentials: [credential(kind, { staffId })] });
  const reason = (c: ReturnType<typeof cosigner>) => {
    const decision = decideCosigner({ staffId: 'ada' }, c, '2026-06-01', rules);
    return decision.ok ? 'ok' : decision.reason;
  };
  assert.deepEqual([reason(cosigner('ada', 'licensed-counselor')), reason(cosigner('ben', 'certified-addiction-counselor')),
    reason(cosigner('ben', 'licensed-counselor'))], ['own-note', 'may-not-supervise', 'ok']);
});

test('§10 diagnosis, prescription and certification go by credential', () => {
  const on = (act: Parameters<typeof allows>[0], kind: CredentialKind) => allows(act, [credential(kind)], '2026-06-01', rules);
  assert.deepEqual([on('diagnoses', 'licensed-counselor'), on('diagnoses', 'certified-addiction-counselor'),
    on('prescribes', 'nurse-practitioner'), on('prescribes', 'psychologist'), on('certifiesPlan', 'nurse-practitioner'),
    on('certifiesPlan', 'physician')], [true, false, true, false, false, true]);
});

const alerts: [string, string, number][] = [
  ['91 days before it ends nothing shows', '2026-10-01T12:00:00Z', 0],
  ['90 days before it ends it shows', '2026-10-02T12:00:00Z', 1],
  ['after it ended it still shows', '2027-03-01T12:00:00Z', 1],
];
for (const [name, now, expected] of alerts) {
  test(`PR-101 ${name}`, () => {
    const due = credentialDue([credential('licensed-counselor')], rules, now, zone);
    assert.equal(due.length, expected);
    if (due[0]) assert.equal(due[0].due, '2027-01-01T05:59:00Z');
  });
}

test('PR-101 a credential that another of its kind follows is not announced', () => {
  const old = credential('licensed-counselor');
  const following = credential('licensed-counselor', { issuedOn: '2027-01-01', expiresOn: '2028-12-31' });
  const gap = credential('licensed-counselor', { issuedOn: '2027-01-02', expiresOn: '2028-12-31' });
  assert.equal(credentialDue([old, following], rules, '2026-12-01T12:00:00Z', zone).length, 0);
  assert.equal(credentialDue([old, gap], rules, '2026-12-01T12:00:00Z', zone).length, 1);
});

test('PR-102 a trainee is owed an hour a week by the supervisor named', () => {
  const person = { staffId: 'ada', initials: 'A. F.', credentials: [credential('registered-trainee')],
    lines: [{ staffId: 'ada', supervisorId: 'sue', from: '2026-01-01', until: null }] };
  const held = (minutes: number, heldAt = '2026-11-24T15:00:00Z') =>
    [{ supervisionHeldId: 'x', staffId: 'ada', supervisorId: 'sue', heldAt, minutes, kind: 'individual' as const }];
  const due = (h: ReturnType<typeof held>) => supervisionDue(person, h, rules, '2026-11-25T12:00:00Z', zone);
  assert.deepEqual(due([]).map((o) => [o.owedBy, o.why, o.due]), [[{ staffId: 'sue' }, '0 of 60 minutes this week.', '2026-11-30T05:59:00Z']]);
  assert.equal(due(held(59)).length, 1);
  assert.equal(due(held(60)).length, 0);
  assert.equal(due(held(60, '2026-11-20T15:00:00Z')).length, 1);
});

test('PR-102 a certified counselor is owed two hours a month, a licensed one none', () => {
  const due = (kind: CredentialKind) => supervisionDue({ staffId: 'ada', initials: 'A. F.', credentials: [credential(kind)], lines: [] }, [], rules, '2026-11-25T12:00:00Z', zone);
  assert.equal(due('certified-addiction-counselor')[0]?.why, '0 of 120 minutes this month.');
  assert.equal(due('licensed-counselor').length, 0);
});

const loads: [string, number, number, string][] = [
  ['19 clients leave room', 19, 1, 'room'], ['20 are soon full', 20, 1, 'full-soon'], ['24 are the most', 24, 1, 'full-soon'],
  ['25 are over', 25, 1, 'over'], ['half time, 12 are the most', 12, 0.5, 'full-soon'], ['half time, 13 are over', 13, 0.5, 'over'],
];
for (const [name, clients, fte, expected] of loads) {
  test(`PR-103 ${name}`, () => {
    assert.equal(caseloadOf(clients, fte, rules).state, expected);
    assert.equal(caseloadDue({ staffId: 'ada', fte, clients, since: '2026-11-23T12:00:00Z' }, rules, zone).length, expected === 'over' ? 1 : 0);
  });
}
