import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import type { CredentialKind } from '../agency/services.ts';
import { decideSupervision, supervisionOwed } from './supervision.ts';
import type { SupervisionEntry, SupervisionHeld } from './supervision-model.ts';

const zone = 'America/Chicago';
const rules = defaultRuleBook();
const now = '2026-11-24T18:00:00Z'; // Tuesday noon
const credential = (kind: CredentialKind) => ({ credentialId: 'c', staffId: 's', kind, issuedOn: '2024-01-01', expiresOn: null });
const entry = (more: Partial<SupervisionEntry> = {}): SupervisionEntry =>
  ({ staffIds: ['ada'], supervisorId: 'sue', on: '2026-11-24', startsAt: '10:00', minutes: 60, kind: 'individual', words: '', ...more });
const held = (more: Partial<SupervisionHeld> = {}): SupervisionHeld =>
  ({ supervisionHeldId: 'h', staffId: 'ada', supervisorId: 'sue', heldAt: '2026-11-24T16:00:00Z', minutes: 60, kind: 'individual', ...more });

const cases: [string, Partial<SupervisionEntry>, string][] = [
  ['an hour that is over is taken', {}, 'ok'],
  ['up to this minute', { startsAt: '11:00' }, 'ok'],
  ['what is not over yet waits', { startsAt: '11:01' }, 'not-over-yet'],
  ['nobody supervises themself', { staffIds: ['sue'] }, 'supervises-self'],
  ['alone means one person', { staffIds: ['ada', 'ben'] }, 'one-alone'],
  ['a group may be several', { staffIds: ['ada', 'ben'], kind: 'group' }, 'ok'],
];
for (const [name, more, expected] of cases) {
  test(`PR-102 ${name}`, () => {
    const decided = decideSupervision(entry(more), { supervisor: [credential('licensed-counselor')], held: [] }, rules, now, zone);
    assert.equal(decided.ok ? 'ok' : decided.reason, expected);
  });
}

test('PR-102 only a credential that supervises on that day does', () => {
  const by = (kind: CredentialKind) => decideSupervision(entry(), { supervisor: [credential(kind)], held: [] }, rules, now, zone).ok;
  assert.deepEqual([by('licensed-counselor'), by('registered-trainee'), by('case-manager')], [true, false, false]);
});

test('PR-102 nobody sits in two at once; one may follow the other', () => {
  const after = (startsAt: string, more: Partial<SupervisionHeld> = {}) => {
    const decided = decideSupervision(entry({ startsAt, minutes: 30 }), { supervisor: [credential('licensed-counselor')], held: [held({ heldAt: '2026-11-24T15:00:00Z', ...more })] }, rules, now, zone);
    return decided.ok ? 'ok' : decided.reason;
  };
  assert.deepEqual([after('09:30'), after('10:00'), after('08:30'), after('09:30', { staffId: 'ben' })], ['logged-already', 'ok', 'ok', 'ok']);
});

test('PR-102 minutes count in the week of a trainee and the month of a certified counselor', () => {
  const of = (kind: CredentialKind, list: SupervisionHeld[]) => {
    const owed = supervisionOwed({ staffId: 'ada', credentials: [credential(kind)] }, list, rules, '2026-11-24', zone);
    return owed && [owed.every, owed.from, owed.before, owed.done, owed.owed];
  };
  const list = [held(), held({ heldAt: '2026-11-22T16:00:00Z', minutes: 45 }), held({ heldAt: '2026-10-31T16:00:00Z' })];
  assert.deepEqual(of('registered-trainee', list), ['week', '2026-11-23', '2026-11-30', 60, 60]);
  assert.deepEqual(of('certified-addiction-counselor', list), ['month', '2026-11-01', '2026-12-01', 105, 120]);
  assert.equal(of('licensed-counselor', list), null);
});
