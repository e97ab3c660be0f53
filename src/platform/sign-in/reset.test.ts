import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideFactorReset, decideReset, decideResetLink, stepOfInvitation, type ResetAsked } from './reset.ts';

const [here, there] = ['0199-here', '0199-there'];
const told = (d: { ok: true; value: unknown } | { ok: false; reason: string }) => (d.ok ? d.value : d.reason);

test('a reset link goes to the account\'s own mail; an agency hands one over only to somebody who is nowhere else', () => {
  const person: ResetAsked = { by: 'person' };
  const agency: ResetAsked = { by: 'administrator', agencyId: here };
  const table: [ResetAsked, string[], boolean, unknown][] = [
    [person, [here], true, 'mail'],
    [person, [here, there], true, 'mail'],
    [person, [here], false, 'no-mail'],
    [agency, [here], true, 'mail'],
    [agency, [here, there], true, 'mail'],
    [agency, [here], false, 'hand-over'],
    [agency, [here, there], false, 'only-the-person'],
    [agency, [there], true, 'not-here'],
    [agency, [there], false, 'not-here'],
    [agency, [], true, 'not-here'],
  ];
  for (const [asked, agencyIds, mailIsSet, want] of table) {
    assert.equal(told(decideResetLink({ asked, agencyIds, mailIsSet })), want, JSON.stringify([asked, agencyIds, mailIsSet]));
  }
});

test('where mail is set, the answer to an administrator is the same whether the person is elsewhere too (PV-01)', () => {
  const asked: ResetAsked = { by: 'administrator', agencyId: here };
  assert.deepEqual(
    decideResetLink({ asked, agencyIds: [here], mailIsSet: true }),
    decideResetLink({ asked, agencyIds: [here, there], mailIsSet: true }));
});

test('a link never steps over a second factor', () => {
  const table: [boolean, boolean, 'none' | 'wrong' | 'right', unknown][] = [
    [true, false, 'none', null],
    [true, true, 'none', 'second-proof-needed'],
    [true, true, 'wrong', 'second-proof-wrong'],
    [true, true, 'right', null],
    [false, false, 'none', 'link-used'],
    [false, true, 'right', 'link-used'],
  ];
  for (const [linkIsGood, hasAuthenticatorOrPasskey, secondProof, want] of table) {
    assert.equal(told(decideReset({ linkIsGood, hasAuthenticatorOrPasskey, secondProof })), want);
  }
});

test('an agency may take away a lost second factor only from somebody who belongs to it alone', () => {
  assert.equal(told(decideFactorReset({ agencyId: here, agencyIds: [here] })), null);
  assert.equal(told(decideFactorReset({ agencyId: here, agencyIds: [here, there] })), 'only-the-person');
  assert.equal(told(decideFactorReset({ agencyId: here, agencyIds: [there] })), 'not-here');
});

test('an invitation lets a person choose a first password and never changes one', () => {
  assert.equal(stepOfInvitation(null), 'choose-password');
  assert.equal(stepOfInvitation({ hasPassword: false }), 'choose-password');
  assert.equal(stepOfInvitation({ hasPassword: true }), 'give-password');
});
