import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comparePlans } from './comparison.ts';
import { planDue, type PlanFacts } from './clocks.ts';
import { planText } from './text.ts';
import { threadDue, threadOf, type Served } from './thread.ts';
import {
  completedAt, handsNeeded, maySignPlan, measurableFault, planFaults, planInForce, planState, undecided,
} from './rules.ts';
import { planBody, type PlanBody, type PlanSignature, type PlanVersion } from './model.ts';
import { DIMENSION_WORDS } from '../level-of-care/model.ts';
import { newId } from '../../shared/ids.ts';

const zone = 'America/Chicago';
const [sleep, alone, court, goalSleep, goalTwo, bedBy11, callSponsor, group, talk] = Array.from({ length: 9 }, () => newId());
const settings = { 'plan.initialDue': 0, 'plan.fullDueDays': 7, 'plan.reviewDays': 30, 'recert.days': 60 };

const body = planBody.parse({
  ownWords: 'I want my mornings back.',
  problems: [
    { id: sleep, dimension: 'D4', words: 'Sleep falls apart without use' },
    { id: alone, dimension: 'D6', words: 'Alone most evenings' },
    { id: court, dimension: 'D6', words: 'Court letter', deferredReason: 'lawyer answers first' },
  ],
  goals: [
    { id: goalSleep, problemIds: [sleep], words: 'Sleep most nights without using' },
    { id: goalTwo, problemIds: [alone], words: 'Two people to call' },
  ],
  objectives: [
    { id: bedBy11, goalId: goalSleep, words: 'In bed by 11', measure: 'nights of seven', target: 5, targetDate: '2026-12-18', view: 'agree' },
    { id: callSponsor, goalId: goalTwo, words: 'Call sponsor', measure: 'calls a week', target: 2, targetDate: '2026-12-04', view: 'agree' },
  ],
  interventions: [
    { id: group, objectiveIds: [bedBy11, callSponsor], service: 'relapse-prevention-group', words: '', minutes: 180, times: 3, per: 'week', weeks: 12, responsible: 'facilitator', view: 'agree' },
    { id: talk, objectiveIds: [bedBy11], service: 'individual-counseling', words: 'sleep diary', minutes: 50, times: 1, per: 'week', weeks: 12, responsible: 'counselor', view: 'disagree', clientSays: 'every other week' },
  ],
  stepDownCriteria: 'Four weeks without use', nextReviewOn: '2026-11-20', diagnoses: [{ code: 'F10.20', words: 'Alcohol use disorder' }],
});
const sign = (hand: PlanSignature['hand'], signedAt: string, signerId = 'tb', declinedReason = ''): PlanSignature =>
  ({ hand, signerId, signerName: 'T. Bell', signedAt, declinedReason });
const version = (more: Partial<PlanVersion> = {}): PlanVersion => ({
  id: newId(), clientId: 'c', number: 1, kind: 'full', reason: 'interval', body, authorId: 'tb', madeAt: '2026-10-20T15:00:00Z',
  hands: ['client', 'clinician'], signatures: [], ...more,
});
const change = (edit: (b: PlanBody) => void): PlanBody => {
  const copy = structuredClone(body);
  edit(copy);
  return copy;
};

test('PR-55: an objective without verb, measure, number or date is refused, and the part is named', () => {
  const cases: [part: string | undefined, Partial<PlanBody['objectives'][number]>][] = [
    [undefined, {}], ['words', { words: '' }], ['measure', { measure: '' }], ['target', { target: null }],
    ['target', { target: Number.NaN }], ['targetDate', { targetDate: null }], [undefined, { target: 0 }],
  ];
  for (const [part, more] of cases) assert.equal(measurableFault({ ...body.objectives[0]!, ...more })?.part, part);
});

test('a plan says what it lacks in reading order, and nothing in it points into the air', () => {
  const fields = (edit: (b: PlanBody) => void, kind: PlanVersion['kind'] = 'full') => planFaults(change(edit), kind).map((f) => f.field);
  const cases: [fields: string[], (b: PlanBody) => void][] = [
    [[], () => undefined],
    [['objectives.1.measure'], (b) => { b.objectives[1]!.measure = ''; }],
    [[], (b) => { Object.assign(b.objectives[1]!, { measure: '', status: 'closed' }); }],
    [['interventions.0.times'], (b) => { b.interventions[0]!.times = 0; }],
    [['interventions.1.weeks'], (b) => { b.interventions[1]!.weeks = 0; }],
    [['interventions.0.minutes'], (b) => { b.interventions[0]!.minutes = 0; }],
    [['goals.1.problemIds'], (b) => { b.problems.splice(1, 1); }],
    [['objectives.1.goalId'], (b) => { b.goals.splice(1, 1); }],
    [['interventions.0.objectiveIds'], (b) => { b.objectives.splice(1, 1); }],
    [['problems.0.words'], (b) => { b.problems[0]!.words = ''; }],
    [['goals.1.words'], (b) => { b.goals[1]!.words = ''; }],
    [['diagnoses.0.code'], (b) => { b.diagnoses[0]!.code = ''; }],
    [['nextReviewOn'], (b) => { b.nextReviewOn = null; }],
    [['diagnoses'], (b) => { b.diagnoses = []; }],
    [['stepDownCriteria'], (b) => { b.stepDownCriteria = ''; }],
  ];
  for (const [expected, edit] of cases) assert.deepEqual(fields(edit), expected);
  const short = (b: PlanBody) => { Object.assign(b, { goals: [], objectives: [], interventions: [], diagnoses: [], stepDownCriteria: '' }); };
  assert.deepEqual(fields(short, 'initial'), [], 'PR-50: a first plan may be short');
  assert.deepEqual(fields(short), ['goals', 'objectives', 'interventions', 'diagnoses', 'stepDownCriteria']);
});

test('PR-54: client and clinician sign; a trainee’s plan needs a supervisor, a Medicare plan a physician', () => {
  assert.deepEqual(handsNeeded(false, false), ['client', 'clinician']);
  assert.deepEqual(handsNeeded(true, false), ['client', 'clinician', 'supervisor']);
  assert.deepEqual(handsNeeded(true, true), ['client', 'clinician', 'supervisor', 'physician']);
});

test('PR-54: a signature is an answer: who may sign what, and when', () => {
  const undecidedBody = change((b) => { b.objectives[1]!.view = 'unsaid'; });
  const signed = version({ signatures: [sign('clinician', '2026-10-20T16:00:00Z')], hands: ['client', 'clinician', 'supervisor'] });
  const cases: [result: string, ReturnType<typeof maySignPlan>][] = [
    ['signed', maySignPlan(version(), 'client', 'ro', null, null)],
    ['completes', maySignPlan({ ...signed, hands: ['client', 'clinician'] }, 'client', 'ro', null, null)],
    ['plan-incomplete', maySignPlan(version({ body: change((b) => { b.objectives[0]!.targetDate = null; }) }), 'clinician', 'tb', null, null)],
    ['hand-not-needed', maySignPlan(version(), 'physician', 'dr', null, null)],
    ['already-signed', maySignPlan(signed, 'clinician', 'tb', null, null)],
    ['client-undecided', maySignPlan(version({ body: undecidedBody }), 'client', 'ro', null, null)],
    ['completes', maySignPlan({ ...signed, hands: ['client', 'clinician'], body: undecidedBody }, 'client', 'ro', 'wants to think', null)],
    ['reason-missing', maySignPlan(version(), 'client', 'ro', ' ', null)],
    ['only-client-declines', maySignPlan(version(), 'clinician', 'tb', 'no', null)],
    ['own-plan', maySignPlan(signed, 'supervisor', 'tb', null, null)],
    ['signed', maySignPlan(signed, 'supervisor', 'am', null, null)],
    ['somebody-else-signed-next-version', maySignPlan(version(), 'client', 'ro', null, version({ number: 2 }))],
  ];
  for (const [result, d] of cases) assert.equal(d.ok ? (d.value.completes ? 'completes' : 'signed') : d.reason, result);
  assert.equal(undecided(undecidedBody), 'body.objectives.1.view');
});

const both = [sign('clinician', '2026-10-20T16:00:00Z'), sign('client', '2026-10-21T16:00:00Z', 'ro')];

test('PR-58: a review is a new version; the earlier one stays and is superseded only when the new one is signed', () => {
  const first = version({ signatures: both });
  const next = version({ number: 2, kind: 'review' });
  assert.equal(completedAt(first), '2026-10-21T16:00:00Z');
  assert.deepEqual([first, next].map((v) => planState(v, [first, next])), ['in_force', 'draft']);
  const half = { ...next, signatures: [sign('clinician', '2026-11-20T16:00:00Z')] };
  assert.deepEqual([first, half].map((v) => planState(v, [first, half])), ['in_force', 'signing']);
  const done = { ...half, signatures: [...half.signatures, sign('client', '2026-11-20T17:00:00Z', 'ro', 'disagrees with hours')] };
  assert.deepEqual([first, done].map((v) => planState(v, [first, done])), ['superseded', 'in_force']);
  assert.equal(planInForce([first, done], '2026-11-20T16:30:00Z')?.number, 1, 'PR-56: in force on that date');
  assert.equal(planInForce([first, done], '2026-11-20T17:00:00Z')?.number, 2);
  assert.equal(planInForce([first, done], '2026-10-20T17:00:00Z'), null);
});

test('PR-58: versions compare by item, whatever their order', () => {
  const after = change((b) => {
    b.objectives.reverse();
    b.objectives[0]!.target = 3;
    b.interventions.splice(1, 1);
    b.strengths = 'Keeps his word';
  });
  assert.deepEqual(comparePlans(body, after).map((c) => [c.part, c.what, c.words, c.fields]), [
    ['objectives', 'changed', 'Call sponsor', [{ field: 'target', before: '2', after: '3' }]],
    ['interventions', 'removed', 'sleep diary', []],
    ['rest', 'changed', 'strengths', [{ field: 'strengths', before: '', after: 'Keeps his word' }]],
  ]);
  assert.deepEqual(comparePlans(body, body), []);
  fc.assert(fc.property(fc.shuffledSubarray(body.objectives), (kept) => {
    const changes = comparePlans(body, { ...body, objectives: kept });
    assert.equal(changes.filter((c) => c.what === 'removed').length, body.objectives.length - kept.length);
  }));
});

const facts = (more: Partial<PlanFacts> = {}): PlanFacts => ({
  clientId: 'c', primaryCounselorId: 'tb', admittedAt: '2026-10-19T15:00:00Z', dischargedAt: null, firstServiceAt: null,
  versions: [], events: [], medicare: false, certifiedOn: [], ...more,
});
const dueOf = (f: PlanFacts, now: string) => planDue(f, settings, now, zone).map((o) => `${o.rule} ${o.due}`);

test('PR-50…53, PR-57: the plan, its full version, its reviews and its certification are owed in time', () => {
  const first = version({ kind: 'initial', signatures: both });
  const full = version({ signatures: both, body: { ...body, nextReviewOn: null } });
  const at = '2026-11-13T12:00:00Z';
  const event = { reason: 'return_to_use' as const, at: '2026-11-01T15:00:00Z', evidence: { kind: 'drug_test', id: 't1' } };
  const cases: [string[], PlanFacts, string][] = [
    [['PR-50 2026-10-20T04:59:00Z'], facts(), '2026-10-19T16:00:00Z'],
    [['PR-50 2026-10-19T20:00:00Z'], facts({ firstServiceAt: '2026-10-19T20:00:00Z' }), '2026-10-19T16:00:00Z'],
    [['PR-51 2026-10-27T04:59:00Z'], facts({ versions: [first] }), at],
    [['PR-52 2026-11-21T05:59:00Z'], facts({ versions: [full] }), at],
    [['PR-52 2026-11-16T05:59:00Z'], facts({ versions: [{ ...full, body: { ...body, nextReviewOn: '2026-11-15' } }] }), at],
    [[], facts({ versions: [full] }), '2026-11-12T12:00:00Z'],
    [['PR-53 2026-11-09T05:59:00Z'], facts({ versions: [full], events: [event] }), at],
    [['PR-52 2026-11-21T05:59:00Z'], facts({ versions: [full], events: [{ ...event, at: '2026-10-21T15:59:00Z' }] }), at],
    [['PR-54 2026-10-28T04:59:00Z'], facts({ versions: [first, version({ signatures: [both[0]!] })].slice(1), admittedAt: '2026-11-30T00:00:00Z' }), at],
    [['PR-52 2026-11-21T05:59:00Z', 'PR-57 2026-12-19T05:59:00Z'], facts({ versions: [full], medicare: true, certifiedOn: ['2026-10-19'] }), at],
    [[], facts({ dischargedAt: '2026-11-01T15:00:00Z' }), at],
  ];
  for (const [expected, f, now] of cases) assert.deepEqual(dueOf(f, now), expected);
});

const service = (more: Partial<Served>): Served => ({ id: newId(), kind: 'group', on: '2026-11-20', objectiveIds: [bedBy11!], progress: '', ...more });

test('PR-56: the golden thread shows what serves what, how far it came, and its gaps both ways', () => {
  const served = [
    service({ progress: '2 of 7 nights', on: '2026-11-16' }), service({ kind: 'individual', progress: '3 of 7 nights, was 1' }),
    service({ on: '2026-11-01', objectiveIds: [callSponsor!] }), service({ objectiveIds: [] }),
  ];
  const thread = threadOf(version(), served, '2026-11-23', 14, '2026-10-21');
  assert.deepEqual(thread.rows.map((r) => [r.need.words, r.objective?.words, r.served, r.soFar?.words, r.gap]), [
    ['Sleep falls apart without use', 'In bed by 11', [{ kind: 'individual', count: 1 }, { kind: 'group', count: 1 }], '3 of 7 nights, was 1', null],
    ['Alone most evenings', 'Call sponsor', [{ kind: 'group', count: 1 }], undefined, 'not-served'],
  ]);
  assert.deepEqual(thread.serveNothing.map((s) => s.id), [served[3]!.id]);
  const bare = (edit: (b: PlanBody) => void) => threadOf(version({ body: change(edit) }), [], '2026-10-22', 14, '2026-10-21').rows.map((r) => r.gap);
  assert.deepEqual(bare(() => undefined), [null, null]);
  assert.deepEqual(bare((b) => { b.interventions = []; }), ['nobody-planned', 'nobody-planned']);
  assert.deepEqual(bare((b) => { b.objectives = []; }), ['no-objective', 'no-objective']);
  assert.deepEqual(bare((b) => { b.goals = []; }), ['no-goal', 'no-goal'], 'a need that waits with a reason is no gap');
});

test('PR-56: each break in the thread is owed a week later, a note that serves nothing as well', () => {
  const loose = service({ kind: 'individual', objectiveIds: [] });
  const owed = threadDue({
    clientId: 'c', primaryCounselorId: 'tb', inForce: version(), inForceSince: '2026-10-21T16:00:00Z',
    services: [service({}), loose],
  }, 14, '2026-11-23T12:00:00Z', zone);
  assert.deepEqual(owed.map((o) => [o.about, o.why]), [
    [callSponsor, 'an objective was not served lately'], [loose.id, 'no objective of the plan is named in it'],
  ]);
  assert.deepEqual(owed.map((o) => o.due), ['2026-11-13T05:59:00Z', '2026-11-28T05:59:00Z']);
});

test('the text of a plan is plain, keeps the client’s words and disagreements, and is the same every time', () => {
  const text = planText(version(), 'Rowan O.', DIMENSION_WORDS['3']);
  assert.match(text, /^Plan, version 1, for Rowan O\.\n\n“I want my mornings back\.”/);
  assert.match(text, /Need 1 \(Readiness to change\): Sleep falls apart/);
  assert.match(text, /Objective: In bed by 11: at least 5 nights of seven by 2026-12-18\./);
  assert.match(text, /Individual counseling, sleep diary, 50 minutes, 1 time a week for 12 weeks, by the counselor \(the client disagrees: every other week\)/);
  assert.match(text, /Waits, because: lawyer answers first/);
  assert.equal(text, planText(version(), 'Rowan O.', DIMENSION_WORDS['3']));
});
