import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mayContact, supportDue, supporterSees } from './rules.ts';
import { contactRules, supporter, type SupporterFact, type SupportFacts } from './model.ts';
import { formTexts } from '../consent/notices.ts';
import type { ConsentFact, RecordKind } from '../consent/model.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { newId } from '../../shared/ids.ts';

const zone = 'America/Chicago';
const clientId = newId();
const sister: SupporterFact = {
  ...supporter.parse({
    id: newId(), clientId, name: 'Dara Okafor', relation: 'sister', phone: '+13125550123', roles: ['family_sessions'],
    contact: contactRules.parse({ mayCall: true, notBefore: '09:00', notAfter: '20:00', messageWords: 'It’s T. B. Please call.' }),
  }),
  endedAt: null,
};
const nights: SupporterFact = { ...sister, contact: { ...sister.contact, notBefore: '21:00', notAfter: '07:00' } };
const consent = (records: RecordKind[], more: Partial<ConsentFact> = {}, id = sister.id): ConsentFact => ({
  id: newId(), clientId, recordedAt: '2026-10-19T15:00:00Z', revokedAt: null, supersededAt: null, eventOn: null, knownFalse: false,
  signature: { signer: 'client', name: 'Rowan Okafor', signedOn: '2026-10-19', method: 'screen' },
  terms: {
    kind: 'general', patientName: 'Rowan Okafor', disclosers: 'Harbor', records, purpose: 'support', expiry: { by: 'date', on: '2026-12-20' },
    recipient: { as: 'named', id, name: 'Dara Okafor', address: '', coveredEntity: false }, irrevocableUntil: '', language: 'en', interpreter: '',
    ...formTexts('support', false),
  },
  ...more,
});

test('PV-50, PV-51: a supporter sees what a consent in force names for them, and nothing otherwise', () => {
  const today = '2026-11-23';
  assert.deepEqual(supporterSees(sister, [], today), []);
  assert.deepEqual(supporterSees(sister, [consent(['schedule', 'family_session', 'progress_note'])], today), ['schedule', 'family_session']);
  assert.deepEqual(supporterSees(sister, [consent(['schedule']), consent(['attendance'])], today), ['schedule', 'attendance']);
  assert.deepEqual(supporterSees(sister, [consent(['schedule'], { revokedAt: '2026-11-23T20:05:00Z' })], today), []);
  assert.deepEqual(supporterSees(sister, [consent(['schedule'])], '2026-12-21'), []);
  assert.deepEqual(supporterSees(sister, [consent(['schedule'], {}, newId())], today), []);
  assert.deepEqual(supporterSees({ ...sister, endedAt: '2026-11-22T12:00:00Z' }, [consent(['schedule'])], today), []);
});

test('PV-01, PR-86: contact keeps to the client’s rules, and names the program only under consent', () => {
  const noon = '2026-11-23T18:00:00Z';
  const cases: [string, Parameters<typeof mayContact>][] = [
    ['call, neutral', [sister, 'call', [], noon, zone]],
    ['call, neutral', [sister, 'call', [consent(['schedule'])], noon, zone]],
    ['call, named', [sister, 'call', [consent(['presence'])], noon, zone]],
    ['not-wanted', [sister, 'text', [consent(['presence'])], noon, zone]],
    ['wrong-hour', [sister, 'call', [], '2026-11-23T13:00:00Z', zone]],
    // 12 noon in Chicago, then 11 pm and 6 am, of somebody who works nights
    ['wrong-hour', [nights, 'call', [], noon, zone]],
    ['call, neutral', [nights, 'call', [], '2026-11-24T05:00:00Z', zone]],
    ['call, neutral', [nights, 'call', [], '2026-11-24T12:00:00Z', zone]],
    ['no-number', [{ ...sister, phone: '' }, 'call', [], noon, zone]],
    ['ended', [{ ...sister, endedAt: noon }, 'call', [], noon, zone]],
  ];
  for (const [expected, args] of cases) {
    const d = mayContact(...args);
    assert.equal(d.ok ? `${d.value.way}, ${d.value.mayNameProgram ? 'named' : 'neutral'}` : d.reason, expected);
  }
});

const facts = (more: Partial<SupportFacts> = {}): SupportFacts => ({
  clientId, primaryCounselorId: null, admittedOn: '2026-10-19', dischargedOn: null, supporters: [sister], offers: [], unread: [], ...more,
});
const offer = (offeredAt: string, answer: 'accepted' | 'declined' | 'open') =>
  ({ id: newId(), clientId, offeredAt, what: 'family_session' as const, answer, reason: '' });

test('PR-62: a family session is offered and answered each month; "no" is an answer', () => {
  const due = (f: SupportFacts) => supportDue(f, defaultRuleBook(), '2026-11-23T18:00:00Z', zone).map((o) => `${o.rule} ${o.due}`);
  const owed = ['PR-62 2026-12-01T05:59:00Z'];
  assert.deepEqual(due(facts()), owed);
  assert.deepEqual(due(facts({ offers: [offer('2026-10-20T15:00:00Z', 'accepted')] })), owed, 'last month does not count');
  assert.deepEqual(due(facts({ offers: [offer('2026-11-02T15:00:00Z', 'open')] })), owed);
  assert.deepEqual(due(facts({ offers: [offer('2026-11-02T15:00:00Z', 'declined')] })), []);
  assert.deepEqual(due(facts({ dischargedOn: '2026-11-10' })), []);
  assert.deepEqual(due(facts({ offers: [offer('2026-11-02T15:00:00Z', 'accepted')], unread: [{ wordId: 'w', at: '2026-11-22T18:00:00Z', askedToCall: true }] })),
    ['PV-52 2026-11-24T05:59:00Z']);
});
