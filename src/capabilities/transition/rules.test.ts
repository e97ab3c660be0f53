import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readinessCount, readinessOf, type ReadinessFacts } from './readiness.ts';
import { mayDischarge, mayStep, TEDS_REASON, transitionDue, type DischargeContext, type TransitionFacts } from './rules.ts';
import { assembleSummary, type SummaryFacts } from './summary.ts';
import { CRITERIA, DISCHARGE_TYPES, dischargeDraft, SUMMARY_PARTS, type Discharge, type DischargeDraft } from './model.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { newId } from '../../shared/ids.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const today = '2026-11-23';
const source = { kind: 'x', id: 'x' };

const ready: ReadinessFacts = {
  objectives: [{ id: 'a', status: 'met', handedOn: false }, { id: 'b', status: 'active', handedOn: true }],
  environment: { rating: 1, source },
  tests: ['2026-10-20', '2026-11-01', '2026-11-08', '2026-11-15', '2026-11-20'].map((on, i) => ({ on, expected: i > 0, id: `t${i}` })),
  nextAppointment: { on: '2026-11-30', source }, medication: null, safetyPlan: source, supporters: 2,
  instruments: ['BAM', 'PHQ-9', 'GAD-7'].map((code) => ({ code, on: '2026-11-10' })), instrumentsNeeded: ['BAM', 'PHQ-9', 'GAD-7'],
  sessions: { planned: 40, kept: 36 }, clientSays: { agrees: true, source },
};

/** PR-92: one thing changed at a time, and what it does to its criterion. */
const readinessCases: [criterion: string, says: string, Partial<ReadinessFacts>][] = [
  ['objectives', 'against', { objectives: [{ id: 'a', status: 'active', handedOn: false }] }],
  ['objectives', 'unknown', { objectives: [] }],
  ['environment', 'against', { environment: { rating: 2, source } }],
  ['environment', 'unknown', { environment: null }],
  ['testing', 'against', { tests: [...ready.tests.slice(0, 4), { on: '2026-11-20', expected: false, id: 't' }] }],
  ['testing', 'against', { tests: ready.tests.slice(2) }],
  ['testing', 'unknown', { tests: [] }],
  ['continuing_care', 'against', { nextAppointment: { on: '2026-12-01', source } }],
  ['continuing_care', 'against', { nextAppointment: { on: '2026-11-22', source } }],
  ['continuing_care', 'against', { nextAppointment: null }],
  ['medication', 'against', { medication: { followUpOn: null, source } }],
  ['relapse_plan', 'against', { safetyPlan: null }],
  ['supports', 'against', { supporters: 0 }],
  ['instruments', 'against', { instruments: ready.instruments.slice(1) }],
  ['instruments', 'against', { instruments: ready.instruments.map((i) => ({ ...i, on: '2026-10-23' })) }],
  ['attendance', 'against', { sessions: { planned: 40, kept: 31 } }],
  ['attendance', 'unknown', { sessions: { planned: 0, kept: 0 } }],
  ['client_agrees', 'against', { clientSays: { agrees: false, source } }],
  ['client_agrees', 'unknown', { clientSays: null }],
];

test('PR-92: readiness is evidence for and against each criterion, and says what is not known', () => {
  assert.deepEqual(readinessCount(readinessOf(ready, rules, today)), { asked: CRITERIA.length, met: CRITERIA.length });
  for (const [criterion, says, change] of readinessCases) {
    const open = readinessOf({ ...ready, ...change }, rules, today).filter((e) => e.says !== 'for');
    assert.deepEqual(open.map((e) => [e.criterion, e.says]), [[criterion, says]], JSON.stringify(change));
    assert.ok(open[0]!.words.length > 3);
  }
});

test('PR-91, PR-05, PR-66: a step down needs a plan, the client’s word and a receiver; a step up is not held back by paper', () => {
  const step = { from: '2.1' as const, to: '1.5' as const, reason: 'criteria met', receivedBy: 'C. W., Thu 3 Dec', graduationPlan: true, clientSaid: 'agrees' as const, taperWeeks: null };
  const cases: [string, Partial<Parameters<typeof mayStep>[0]>][] = [
    ['down', {}], ['down', { clientSaid: 'disagrees' }], ['same-rung', { to: '2.1' }], ['reason-missing', { reason: ' ' }], ['hand-off-missing', { receivedBy: '' }],
    ['client-not-asked', { clientSaid: 'not_asked' }], ['no-graduation-plan', { graduationPlan: false }],
    ['down', { to: '2.1-taper', taperWeeks: 2 }], ['taper-too-long', { to: '2.1-taper', taperWeeks: 3 }],
    ['taper-needs-reason', { to: '2.1-taper', reason: '' }], ['up', { to: '2.5', graduationPlan: false, clientSaid: 'not_asked' }],
    ['hand-off-missing', { to: '2.5', receivedBy: '' }],
  ];
  for (const [expected, more] of cases) {
    const d = mayStep({ ...step, ...more } as Parameters<typeof mayStep>[0], rules);
    assert.equal(d.ok ? d.value.direction : d.reason, expected, JSON.stringify(more));
  }
});

const draft = (more: Partial<DischargeDraft> = {}): DischargeDraft => dischargeDraft.parse({
  id: newId(), clientId: newId(), type: 'completed', reason: 'All criteria met.', lastContactOn: today, on: today, ...more,
});
const context: DischargeContext = {
  admittedOn: '2026-08-03', today, warnings: 2, supportSteps: 2, opioids: false, directorSigned: true, lastServiceOn: '2026-11-20',
  readinessMet: true, onlyGroundIsUse: false, groundIsMedication: false,
};
const program: Partial<DischargeDraft> = {
  type: 'administrative', transferTo: 'County residential', appealRoute: 'Director of another site, in 10 days', noticeGivenOn: '2026-11-10', teamReviewOn: '2026-11-09',
};

test('PR-93, PR-94: each way a stay ends has its guards; the program’s own decision has the most', () => {
  const cases: [string, Partial<DischargeDraft>, Partial<DischargeContext>][] = [
    ['ok', {}, {}],
    ['criteria-open', {}, { readinessMet: false }],
    ['before-admission', { on: '2026-08-02', lastContactOn: '2026-08-02' }, {}],
    ['in-the-future', { on: '2026-11-24' }, {}],
    ['contact-after-discharge', { on: '2026-11-20' }, {}],
    ['naloxone-not-said', {}, { opioids: true }],
    ['ok', { naloxone: 'given' }, { opioids: true }],
    ['contact-too-recent', { type: 'lost_to_contact' }, {}],
    ['ok', { type: 'lost_to_contact' }, { lastServiceOn: '2026-10-24' }],
    ['contact-too-recent', { type: 'lost_to_contact' }, { lastServiceOn: '2026-10-25' }],
    ['ok', program, {}],
    ['use-is-no-ground', program, { onlyGroundIsUse: true }],
    ['medication-is-no-ground', program, { groundIsMedication: true }],
    ['no-director', program, { directorSigned: false }],
    ['no-transfer', { ...program, transferTo: '' }, {}],
    ['no-appeal-route', { ...program, appealRoute: '' }, {}],
    ['no-notice', { ...program, noticeGivenOn: null }, {}],
    ['no-warning', program, { warnings: 0 }],
    ['no-warning', program, { supportSteps: 0 }],
    ['no-team-review', { ...program, teamReviewOn: null }, {}],
    ['ok', { ...program, teamReviewOn: null, immediateSafety: true }, { warnings: 0 }],
    ['no-transfer', { ...program, transferTo: '', immediateSafety: true }, { warnings: 0 }],
    ['ok', { type: 'left_against_advice' }, {}],
  ];
  for (const [expected, more, around] of cases) {
    const d = mayDischarge(draft(more), { ...context, ...around }, rules);
    assert.equal(d.ok ? 'ok' : d.reason, expected, JSON.stringify([more, around]));
  }
  assert.deepEqual(DISCHARGE_TYPES.map((t) => TEDS_REASON[t]), [1, 4, 4, 2, 2, 3, 5, 6, 7, 7]);
});

const discharged: Discharge = { ...draft(), decidedAt: '2026-11-23T18:00:00Z', decidedBy: 'd' };
const facts = (more: Partial<TransitionFacts> = {}): TransitionFacts => ({
  clientId: 'c', primaryCounselorId: 'tb', caseManagerId: null, admittedAt: '2026-08-03T15:00:00Z', discharge: null, summarySignedAt: null,
  graduationPlan: true, followUpConsent: true, followUps: [], lastServiceOn: '2026-11-20', ...more,
});
const due = (f: TransitionFacts, now = '2026-11-23T20:00:00Z') => transitionDue(f, rules, now, zone).map((o) => `${o.rule} ${o.what} ${o.due}`);

test('PR-66, PR-85, PR-95, PR-96: the way out is owed step by step', () => {
  const gone = facts({ discharge: discharged, summarySignedAt: '2026-11-24T18:00:00Z' });
  assert.deepEqual(due(facts()), []);
  assert.deepEqual(due(facts({ graduationPlan: false })), ['PR-66 transition items 2026-08-11T04:59:00Z']);
  assert.deepEqual(due(facts({ lastServiceOn: '2026-11-09' })), ['PR-85 team decision 2026-11-25T05:59:00Z']);
  assert.deepEqual(due(facts({ discharge: discharged })), ['PR-95 discharge summary 2026-12-01T05:59:00Z']);
  assert.deepEqual(due(gone, '2026-11-26T20:00:00Z'), []);
  assert.deepEqual(due(gone, '2026-11-27T20:00:00Z'), ['PR-96 call after 7 days 2026-12-04T05:59:00Z']);
  assert.equal(due(gone, '2027-12-01T20:00:00Z').length, 5, '7, 30, 90, 180 and 365 days');
  const called = { id: newId(), clientId: newId(), dayNumber: 7, at: '2026-11-30T18:00:00Z', outcome: 'reached' as const, doing: 'well' as const, wantsBack: false, words: '' };
  assert.equal(due({ ...gone, followUps: [called] }, '2027-12-01T20:00:00Z').length, 4);
  assert.deepEqual(due({ ...gone, followUpConsent: false }, '2027-12-01T20:00:00Z'), [], 'no consent, no call');
  assert.deepEqual(due({ ...gone, discharge: { ...discharged, type: 'deceased' } }, '2027-12-01T20:00:00Z'), []);
});

test('PR-95: the summary has every part, from facts, and says where there is none', () => {
  const f: SummaryFacts = {
    clientName: 'R. O.', admittedOn: '2026-08-03', discharge: discharged, presenting: 'Wanted mornings back.', diagnosesAtAdmission: ['F10.20'], diagnosesNow: ['F10.21'],
    services: [{ name: 'Relapse Prevention', sessions: 36, minutes: 6480 }, { name: 'Individual counseling', sessions: 1, minutes: 50 }],
    attendance: { planned: 40, kept: 36, noShows: 2 }, objectives: [{ words: 'Call sponsor', status: 'met', progress: 'twice a week' }],
    tests: { done: 14, expected: 13, missed: 1 }, instruments: [{ code: 'PHQ-9', first: 19, last: 6, times: 4, lowerIsBetter: true }], medications: [], risk: 'none seen',
    strengths: 'Keeps his word', needsOpen: ['dentist'], levelNow: '1', referrals: [{ to: 'Oak Street clinic', appointmentOn: '2026-11-30' }], continuingCare: 'Weekly group',
  };
  const summary = assembleSummary(f, { risk: 'Naloxone at home.' });
  const text = Object.fromEntries(summary.map((s) => [s.part, s.text]));
  assert.deepEqual(summary.map((s) => s.part), [...SUMMARY_PARTS]);
  assert.equal(text.stay, '3 Aug 2026 to 23 Nov 2026, 112 days. Completed the program: All criteria met.');
  assert.match(text.services!, /In all: 108\.8 h$/);
  assert.equal(text.instruments, 'PHQ-9: 19 to 6 (lower is better)');
  assert.equal(text.medication, 'Nothing on record.');
  assert.equal(text.risk, 'none seen\nNaloxone at home.');
  assert.equal(text.referrals, 'Oak Street clinic, 30 Nov 2026');
  const once = assembleSummary({ ...f, instruments: [{ code: 'GAD-7', first: 8, last: 8, times: 1, lowerIsBetter: true }] });
  assert.equal(once.find((s) => s.part === 'instruments')?.text, 'GAD-7: 8, asked once (lower is better)');
});
