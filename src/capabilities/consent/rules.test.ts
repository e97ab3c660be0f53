import { test } from 'node:test';
import assert from 'node:assert/strict';
import { consentDue, consentState, deficienciesOf, eventAwaited, mayRecordEvent, mayRevoke, signerNeeded, warningStep } from './rules.ts';
import { missingAcknowledgements } from './acknowledgements.ts';
import { formTexts } from './notices.ts';
import type { AcknowledgementFact, ConsentFact, ConsentSignature, ConsentTerms } from './model.ts';

const today = '2026-11-23';
const zone = 'America/Chicago';
const signature: ConsentSignature = { signer: 'client', name: 'Rowan Okafor', signedOn: '2026-10-19', method: 'screen' };

const toSister: ConsentTerms = {
  kind: 'general', patientName: 'Rowan Okafor', disclosers: 'Harbor Recovery Center',
  records: ['schedule', 'family_session'],
  recipient: { as: 'named', id: 'supporter:d', name: 'Dara Okafor', address: '', coveredEntity: false },
  purpose: 'support', expiry: { by: 'date', on: '2026-12-20' }, irrevocableUntil: '', language: 'en', interpreter: '',
  ...formTexts('support', false),
};
const toPayers: ConsentTerms = {
  ...toSister, records: ['diagnosis', 'billing'], recipient: { as: 'class', classes: ['health_plans'] },
  purpose: 'tpo', expiry: { by: 'none' }, ...formTexts('tpo', false),
};
const fact = (terms: ConsentTerms, more: Partial<ConsentFact> = {}): ConsentFact => ({
  id: '01900000-0000-7000-8000-000000000001', clientId: '01900000-0000-7000-8000-00000000000a', terms, signature,
  recordedAt: '2026-10-19T15:00:00Z', revokedAt: null, supersededAt: null, eventOn: null, knownFalse: false, ...more,
});

/** privacy.md §3: each element taken out of a sound consent makes it deficient, and is named. */
const withoutElement: [element: string, ConsentTerms][] = [
  ['1', { ...toSister, patientName: '' }],
  ['2', { ...toSister, disclosers: '' }],
  ['3', { ...toSister, records: [] }],
  ['4', { ...toSister, recipient: { as: 'named', id: 'supporter:d', name: '', address: '', coveredEntity: false } }],
  ['4', { ...toSister, recipient: { as: 'class', classes: ['treating_providers'] } }],
  ['4', { ...toSister, recipient: { as: 'intermediary', id: 'party:hie', name: 'Lakes HIE', participants: [], treatingProvidersOnly: true } }],
  ['4', { ...toSister, recipient: { as: 'intermediary', id: 'party:hie', name: 'Lakes HIE', participants: ['a'], treatingProvidersOnly: false } }],
  ['4b', { ...toPayers, recipient: { as: 'named', id: 'party:plan', name: 'Plan', address: '', coveredEntity: true }, redisclosureText: '' }],
  ['5', { ...toSister, purpose: 'fundraising', fundraisingOptOutText: '' }],
  ['5', { ...toSister, purpose: 'law' }],
  ['6', { ...toSister, revocationText: '' }],
  ['7', { ...toSister, expiry: { by: 'event', words: '' } }],
  ['7', { ...toSister, expiry: { by: 'none' } }],
  ['10', { ...toPayers, tpoRedisclosureText: '' }],
  ['10', { ...toPayers, refusalText: '' }],
];

test('PV-10: a consent that lacks any required element is deficient, and says which', () => {
  assert.deepEqual(deficienciesOf(toSister, signature, today), []);
  assert.deepEqual(deficienciesOf(toPayers, signature, today), []);
  for (const [element, terms] of withoutElement) {
    assert.deepEqual(deficienciesOf(terms, signature, today).map((d) => d.element), [element], `element ${element}`);
    assert.equal(consentState(fact(terms), today), 'deficient');
  }
  assert.deepEqual(deficienciesOf(toSister, null, today).map((d) => d.element), ['8']);
  assert.deepEqual(deficienciesOf(toSister, { ...signature, signedOn: '2026-11-24' }, today).map((d) => d.element), ['9']);
});

test('PV-11: the three kinds of consent are never merged into one signature', () => {
  const faults = (terms: ConsentTerms) => deficienciesOf(terms, signature, today).map((d) => d.field);
  assert.deepEqual(faults({ ...toSister, records: ['schedule', 'counseling_note'] }), ['records']);
  assert.deepEqual(faults({ ...toSister, kind: 'counseling_notes', records: ['counseling_note', 'plan'] }), ['records']);
  assert.deepEqual(faults({ ...toSister, kind: 'counseling_notes', records: ['counseling_note'] }), []);
  assert.deepEqual(faults({ ...toSister, kind: 'proceedings' }), ['purpose']);
  assert.deepEqual(faults({ ...toSister, purpose: 'proceedings' }), ['purpose']);
});

test('PV-14: the state of a consent follows from its facts and the day', () => {
  const cases: [state: string, ConsentFact, day: string][] = [
    ['draft', fact(toSister, { signature: null }), today],
    ['active', fact(toSister), '2026-12-20'],
    ['expired', fact(toSister), '2026-12-21'],
    ['revoked', fact(toSister, { revokedAt: '2026-11-01T20:05:00Z' }), '2026-12-21'],
    ['superseded', fact(toSister, { supersededAt: '2026-11-01T20:05:00Z' }), today],
    ['deficient', fact(toSister, { knownFalse: true }), today],
    ['active', fact({ ...toSister, expiry: { by: 'event', words: 'end of treatment' } }), '2030-01-01'],
    ['active', fact({ ...toSister, expiry: { by: 'event', words: 'end of treatment' } }, { eventOn: today }), today],
    ['expired', fact({ ...toSister, expiry: { by: 'event', words: 'end of treatment' } }, { eventOn: today }), '2026-11-24'],
  ];
  for (const [state, consent, day] of cases) assert.equal(consentState(consent, day), state);
});

test('PV-24, PV-25: a consent can be taken back at once, one for monitoring after its event', () => {
  assert.equal(mayRevoke(fact(toSister), today).ok, true);
  const ended = mayRevoke(fact(toSister, { revokedAt: '2026-11-01T20:05:00Z' }), today);
  assert.equal(ended.ok === false && ended.reason, 'not-in-force');
  const monitoring = fact({ ...toSister, purpose: 'monitoring', irrevocableUntil: 'the final hearing' });
  const runs = mayRevoke(monitoring, today);
  assert.equal(runs.ok === false && runs.reason, 'monitoring-runs');
  assert.equal(mayRevoke({ ...monitoring, eventOn: '2026-11-20' }, today).ok, true);
});

test('PV-10, PV-25: the event that was signed for is recorded once, on a day that was; what is known to be false, with how it is known', () => {
  const untilEnd = fact({ ...toSister, expiry: { by: 'event', words: 'end of treatment' } });
  const untilHearing = fact({ ...toSister, purpose: 'monitoring', irrevocableUntil: 'the final hearing' });
  const event = { kind: 'event' as const, on: '2026-11-20', words: '' };
  const untrue = { kind: 'known_false' as const, on: today, words: 'A sister signed in their place, she says.' };
  const cases: [expected: string, ConsentFact, Parameters<typeof mayRecordEvent>[1]][] = [
    ['ok', untilEnd, event],
    ['ok', untilHearing, event],
    ['no-event-named', fact(toSister), event],
    ['no-event-named', { ...untilHearing, eventOn: '2026-11-19' }, event],
    ['not-in-force', { ...untilEnd, eventOn: '2026-11-19' }, event],
    ['not-in-force', { ...untilEnd, revokedAt: '2026-11-01T20:05:00Z' }, event],
    ['day-ahead', untilEnd, { ...event, on: '2026-11-24' }],
    ['before-signing', untilEnd, { ...event, on: '2026-10-18' }],
    ['ok', untilEnd, { ...event, on: '2026-10-19' }],
    ['ok', fact(toSister), untrue],
    ['words-missing', fact(toSister), { ...untrue, words: '' }],
    ['not-in-force', fact(toSister, { knownFalse: true }), untrue],
  ];
  for (const [expected, consent, happened] of cases) {
    const may = mayRecordEvent(consent, happened, today);
    assert.equal(may.ok ? 'ok' : may.reason, expected, `${happened.kind} ${happened.on}`);
  }
  assert.deepEqual([untilEnd, untilHearing, fact(toSister), { ...untilEnd, eventOn: today }].map(eventAwaited),
    ['end of treatment', 'the final hearing', null, null]);
});

test('PV-30, PV-32: who must sign follows from age, guardian and the state’s age for minors', () => {
  const cases: [signer: string, birth: string, minorAloneFrom: number, guardian: boolean][] = [
    ['client', '1992-05-01', 18, false],
    ['guardian', '1992-05-01', 18, true],
    ['client', '2008-11-23', 18, false],
    ['client_and_parent', '2008-11-24', 18, false],
    ['client', '2010-01-01', 14, false],
    ['client', '2012-11-23', 14, true],
  ];
  for (const [signer, birth, from, guardian] of cases) assert.equal(signerNeeded(birth, today, from, guardian), signer);
});

test('PV-15: a consent warns 30, 14 and 7 days before its last day, and is owed by that day’s end', () => {
  const rules = { 'consent.warnDays': [30, 14, 7] };
  const due = (now: string, consent = fact(toSister)) =>
    consentDue({ clientId: consent.clientId, consents: [consent], primaryCounselorId: null }, rules, now, zone);
  assert.deepEqual(due('2026-11-20T12:00:00Z').map((o) => o.due), ['2026-12-21T05:59:00Z']);
  assert.deepEqual(due('2026-11-20T05:59:00Z'), [], 'still 19 November at the site: 31 days to go');
  assert.deepEqual(due('2026-12-21T06:01:00Z'), [], 'nothing is owed once it has ended');
  assert.deepEqual(due('2026-11-23T12:00:00Z', fact(toSister, { revokedAt: '2026-11-22T12:00:00Z' })), []);
  assert.deepEqual(['2026-11-19', '2026-11-20', '2026-12-05', '2026-12-06', '2026-12-13', '2026-12-21']
    .map((day) => warningStep(fact(toSister), [30, 14, 7], day)), [null, 30, 30, 14, 7, null]);
});

test('PR-46: admission asks for four papers; the notice counts when given, the others when signed', () => {
  const given = (kind: AcknowledgementFact['kind'], more: Partial<AcknowledgementFact> = {}): AcknowledgementFact => ({
    id: kind, clientId: 'c', kind, version: '1', language: 'en', method: 'screen', signer: 'client', name: 'R. O.',
    declinedReason: '', signedAt: '2026-10-19T15:00:00Z', ...more,
  });
  const all = [given('treatment'), given('part2_notice'), given('rules_and_rights'), given('fee_agreement')];
  const missing = (...a: Parameters<typeof missingAcknowledgements>) => missingAcknowledgements(...a).map((m) => m.kind);
  assert.deepEqual(missing(all), []);
  assert.deepEqual(missing(all.slice(1)), ['treatment']);
  assert.deepEqual(missing([...all.slice(2), given('part2_notice', { declinedReason: 'does not sign papers' })]), ['treatment']);
  assert.deepEqual(missing([...all.slice(0, 3), given('fee_agreement', { declinedReason: 'later' })]), ['fee_agreement']);
  assert.deepEqual(missing(all, undefined, { rules_and_rights: '2' }), ['rules_and_rights']);
});
