import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EXCEPTIONS_OUTWARD, mayDisclose, mayWriteDown, purposeOfException, recordsUnder, type DisclosureAsk, type Exception } from './disclosure.ts';
import { formTexts, accountingOf, accountingOnPhone, consentText, noticeFor, passingOn, scopeOfConsents, scopeText, whyOf } from './notices.ts';
import { RECORD_KINDS, type ConsentFact, type ConsentTerms, type DisclosureFact } from './model.ts';

const today = '2026-11-23';
const terms: ConsentTerms = {
  kind: 'general', patientName: 'Rowan Okafor', disclosers: 'Harbor Recovery Center', records: ['attendance', 'test_result'],
  recipient: { as: 'named', id: 'party:probation', name: 'County probation', address: '2 Court Sq', coveredEntity: false },
  purpose: 'monitoring', expiry: { by: 'date', on: '2027-01-31' }, irrevocableUntil: '', language: 'en', interpreter: '',
  ...formTexts('monitoring', false),
};
const consent = (id: string, more: Partial<ConsentTerms> = {}, facts: Partial<ConsentFact> = {}): ConsentFact => ({
  id, clientId: 'c', terms: { ...terms, ...more },
  signature: { signer: 'client', name: 'Rowan Okafor', signedOn: '2026-10-19', method: 'screen' },
  recordedAt: '2026-10-19T15:00:00Z', revokedAt: null, supersededAt: null, eventOn: null, knownFalse: false, ...facts,
});
const ask: DisclosureAsk = { recipientId: 'party:probation', recipientClasses: [], purpose: 'monitoring', records: ['attendance'] };
const answer = (a: Partial<DisclosureAsk>, consents: ConsentFact[], without: unknown = null) => {
  const d = mayDisclose({ ...ask, ...a }, consents, today, without);
  return d.ok ? (d.value.by === 'consent' ? d.value.consents.map((c) => c.id).join('+') : d.value.code) : d.reason;
};
const tpo = consent('tpo', {
  purpose: 'tpo', records: ['diagnosis', 'plan'], recipient: { as: 'class', classes: ['treating_providers'] }, expiry: { by: 'none' },
  ...formTexts('tpo', false),
});
const apart = consent('apart', { kind: 'counseling_notes', records: ['counseling_note'] });

/** PV-02: recipient, purpose, kind of record and day must all stand on a consent. */
const byConsent: [expected: string, Partial<DisclosureAsk>, ConsentFact[]][] = [
  ['a', {}, [consent('a')]],
  ['no-consent', {}, []],
  ['no-consent', { recipientId: 'party:employer' }, [consent('a')]],
  ['no-consent', {}, [consent('a', {}, { signature: null })]],
  ['no-consent', {}, [consent('a', { disclosers: '' })]],
  ['consent-ended', {}, [consent('a', {}, { revokedAt: '2026-11-23T20:05:00Z' })]],
  ['consent-ended', {}, [consent('a', { expiry: { by: 'date', on: '2026-11-22' } })]],
  ['purpose-not-covered', { purpose: 'at_request' }, [consent('a')]],
  ['consent-too-narrow', { records: ['attendance', 'plan'] }, [consent('a')]],
  ['a+b', { records: ['attendance', 'plan'] }, [consent('a'), consent('b', { records: ['plan', 'schedule'] })]],
  ['nothing-asked', { records: [] }, [consent('a')]],
  ['tpo', { recipientId: 'party:dr', recipientClasses: ['treating_providers'], purpose: 'treatment', records: ['plan'] }, [tpo]],
  ['purpose-not-covered', { recipientId: 'party:dr', recipientClasses: ['treating_providers'], purpose: 'monitoring', records: ['plan'] }, [tpo]],
  ['no-consent', { recipientId: 'party:dr', recipientClasses: ['payers'], purpose: 'payment', records: ['plan'] }, [tpo]],
  ['counseling-notes-apart', { records: ['counseling_note'] }, [consent('a')]],
  ['apart', { records: ['counseling_note'] }, [consent('a'), apart]],
];

test('PV-02, PV-14: a disclosure stands on a consent that names recipient, purpose and records and holds today', () => {
  for (const [expected, asked, consents] of byConsent) assert.equal(answer(asked, consents), expected);
});

const emergency = {
  code: 'medical_emergency', recipientName: 'Dr. Lee', recipientAffiliation: 'County ED', discloser: 'T. Bell',
  at: '2026-11-23T20:00:00Z', nature: 'overdose', consentNotObtainable: true,
};
const order = { code: 'court_order', orderId: '26-118', judge: 'Ames', on: '2026-11-20', scope: 'attendance', orderSeen: true, subpoenaSeen: true };
const audit = { code: 'audit_evaluation', agreementId: 'A-1', body: 'State', copiesLeave: true, destroyTerms: true };
const qsoa = { code: 'qsoa', agreementId: 'Q-7', service: 'billing', from: '2026-01-01', until: null };

/** privacy.md §6: each exception asks for its elements at once. */
const byException: [expected: string, Partial<DisclosureAsk>, unknown][] = [
  ['medical_emergency', { records: ['medication', 'test_result'] }, emergency],
  ['exception-incomplete', {}, { ...emergency, nature: ' ' }],
  ['exception-incomplete', {}, { ...emergency, recipientAffiliation: '' }],
  ['exception-incomplete', {}, { ...emergency, consentNotObtainable: false }],
  ['court_order', {}, order],
  ['court_order', { purpose: 'proceedings' }, order],
  ['proceedings-need-order', { purpose: 'proceedings' }, emergency],
  ['proceedings-need-order', { purpose: 'proceedings' }, audit],
  ['subpoena-alone', { purpose: 'proceedings' }, { ...order, orderSeen: false }],
  ['subpoena-alone', {}, { ...order, orderSeen: false }],
  ['subpoena-alone', {}, { ...order, subpoenaSeen: false }],
  ['audit_evaluation', {}, audit],
  ['exception-incomplete', {}, { ...audit, destroyTerms: false }],
  ['audit_evaluation', {}, { ...audit, copiesLeave: false, destroyTerms: false }],
  ['crime_on_premises', { records: ['presence'] }, { code: 'crime_on_premises', incidentId: 'I-3', at: '2026-11-23T20:00:00Z' }],
  ['more-than-exception-allows', { records: ['presence', 'plan'] }, { code: 'crime_on_premises', incidentId: 'I-3', at: '2026-11-23T20:00:00Z' }],
  ['more-than-exception-allows', { records: ['plan'] }, { code: 'public_health_deid', method: 'expert', authority: 'County' }],
  ['exception-incomplete', {}, { code: 'deceased_cause', authority: 'County', clientDied: false }],
  ['counseling-notes-apart', { records: ['counseling_note'] }, emergency],
  ['stays-inside', { records: ['presence'] }, { code: 'internal', reason: 'They work with us' }],
  ['qsoa', {}, qsoa],
  ['qsoa', {}, { ...qsoa, from: today, until: today }],
  ['agreement-not-in-force', {}, { ...qsoa, until: '2026-11-22' }],
  ['agreement-not-in-force', {}, { ...qsoa, from: '2026-11-24' }],
  ['exception-incomplete', {}, { code: 'because' }],
];

test('privacy §6: an exception carries its required elements and no more than it allows', () => {
  for (const [expected, asked, without] of byException) assert.equal(answer(asked, [], without), expected);
  const refused = mayDisclose(ask, [], today, { ...emergency, nature: '' });
  assert.equal(refused.ok === false && refused.field, 'exception.nature');
});

test('PV-05: a record is used in a proceeding on a consent to that alone, or on an order with a subpoena', () => {
  const court = consent('court', { kind: 'proceedings', purpose: 'proceedings' });
  assert.equal(answer({ purpose: 'proceedings' }, [court]), 'court');
  for (const other of [consent('a'), { ...tpo, terms: { ...tpo.terms, recipient: terms.recipient, records: terms.records } }]) {
    assert.equal(answer({ purpose: 'proceedings' }, [other]), 'purpose-not-covered');
  }
  assert.deepEqual(EXCEPTIONS_OUTWARD.filter((code) => purposeOfException(code) === 'proceedings'), ['court_order']);
});

test('2.51(c): an exception is written down when it happens or after it, and lets no more be chosen than it allows', () => {
  const at = (moment: string) => mayWriteDown({ ...emergency, at: moment } as Exception, '2026-11-23T20:00:00Z');
  assert.equal(at('2026-11-23T20:00:00Z').ok, true);
  const ahead = at('2026-11-23T20:00:01Z');
  assert.deepEqual(ahead.ok === false && [ahead.reason, ahead.field], ['moment-ahead', 'elements.at']);
  assert.equal(mayWriteDown(order as Exception, '2020-01-01T00:00:00Z').ok, true, 'an order names a day and no moment');
  assert.deepEqual(recordsUnder('crime_on_premises'), ['presence']);
  assert.equal(recordsUnder('medical_emergency').includes('counseling_note'), false);
  assert.equal(recordsUnder('court_order').includes('counseling_note'), true);
});

test('over any set of consents, what may go is what some active consent for this recipient and purpose names', () => {
  const kinds = RECORD_KINDS.filter((k) => k !== 'counseling_note');
  const anyConsent = fc.record({
    records: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 4 }),
    key: fc.constantFrom('party:probation', 'party:employer'),
    purpose: fc.constantFrom('monitoring' as const, 'support' as const),
    on: fc.constantFrom('2026-11-22', '2026-11-23', '2027-02-01'),
    revoked: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(anyConsent, { maxLength: 5 }), fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }), (all, records) => {
    const facts = all.map((c, i) => consent(String(i), {
      records: c.records, purpose: c.purpose, expiry: { by: 'date', on: c.on },
      recipient: { as: 'named', id: c.key, name: 'x', address: '', coveredEntity: false },
    }, { revokedAt: c.revoked ? '2026-11-01T00:00:00Z' : null }));
    const usable = all.filter((c) => c.key === ask.recipientId && c.purpose === ask.purpose && c.on >= today && !c.revoked);
    const expected = records.every((r) => usable.some((c) => c.records.includes(r)));
    assert.equal(mayDisclose({ ...ask, records }, facts, today).ok, expected);
  }), { numRuns: 300 });
});

test('PV-20, PV-21: a notice by channel and the scope go with the record; the form reads in plain lines', () => {
  assert.match(noticeFor('fax'), /42 CFR Part 2/);
  assert.ok(noticeFor('fax').length < noticeFor('paper').length);
  assert.match(noticeFor('portal'), /proceeding/);
  assert.match(scopeText(terms), /County probation.*whether you came and test results.*31 January 2027/);
  assert.match(consentText(tpo.terms), /If I do not sign/);
});

test('PV-22: who receives it passes it on as HIPAA allows only as a covered entity under consents for treatment, payment and operations', () => {
  const cases: [expected: RegExp, ConsentTerms[], covered: boolean][] = [
    [/as HIPAA allows/, [tpo.terms], true],
    [/only as the person’s consent says/, [tpo.terms], false],
    [/only as the person’s consent says/, [terms], true],
    [/only as the person’s consent says/, [tpo.terms, terms], true],
    [/only as the person’s consent says/, [], true],
  ];
  for (const [expected, consents, covered] of cases) {
    assert.match(passingOn(consents, covered), expected);
    assert.match(passingOn(consents, covered), /not for a proceeding/);
    assert.ok(scopeOfConsents(consents, covered).endsWith(passingOn(consents, covered)));
  }
});

test('2.25: the accounting holds three years, and treatment or payment only when it went through the record', () => {
  const d = (id: string, at: string, more: Partial<DisclosureFact> = {}): DisclosureFact => ({
    id, clientId: 'c', at, recipientName: 'County probation', recipientAddress: '', records: ['attendance'],
    purpose: 'monitoring', basis: { by: 'consent', consentIds: [] }, throughEhr: true, madeBy: 'T. B.', ...more,
  });
  const all = [
    d('old', '2023-11-22T23:00:00Z'), d('edge', '2023-11-23T00:10:00Z'), d('new', '2026-11-20T12:00:00Z'),
    d('paper-tpo', '2026-11-21T12:00:00Z', { purpose: 'payment', throughEhr: false }),
    d('ehr-tpo', '2026-11-22T12:00:00Z', { purpose: 'payment' }),
  ];
  assert.deepEqual(accountingOf(all, today).map((x) => x.id), ['ehr-tpo', 'new', 'edge']);
  assert.equal(whyOf(all[0]!), 'telling who sent you how it goes');
  assert.equal(whyOf({ ...all[0]!, basis: { by: 'exception', code: 'medical_emergency' } }), 'without consent: Medical emergency (2.51)');
  assert.deepEqual(accountingOf(all, today, '2026-11-01').map((x) => x.id), ['ehr-tpo', 'new']);
  const without = (id: string, code: string) => ({ ...all[1]!, id, at: '2026-11-22T12:00:00Z', purpose: 'law' as const, basis: { by: 'exception' as const, code } });
  const told = [without('child', 'child_abuse'), without('emergency', 'medical_emergency')];
  assert.deepEqual([accountingOf(told, today), accountingOnPhone(told, today)].map((list) => list.map((x) => x.id).toSorted()), [['child', 'emergency'], ['emergency']]);
});
