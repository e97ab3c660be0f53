import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../shared/dates.ts';
import type { Role } from '../../shared/roles.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { judgeEvents, levelAt, proposeResponse, tryPolicy, type LadderFacts } from './ladder.ts';
import { decidePolicy, policyOn, shippedPolicy } from './policy.ts';
import { accountabilityDue, decideAppealAnswer, decideAppealOf, decideRemoval, decideResponse, type RemovalFacts } from './rules.ts';
import type { AccountEvent, Hearing, Policy, Removal, ResponseDecision, TeamReview } from './model.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const client = id(1);
const policy: Policy = { id: id(2), effectiveFrom: '2026-01-01', body: shippedPolicy(rules), adoptedAt: '2026-01-01T12:00:00Z', adoptedBy: id(3) };
const day = (n: number) => addDays('2026-09-01', n);
const noon = (n: number) => `${day(n)}T18:00:00Z`;
const reasonOf = (d: { ok: boolean; reason?: string }) => (d.ok ? 'accepted' : d.reason);

const event = (n: number, kind: AccountEvent['kind'] = 'missed_unexcused', over: Partial<AccountEvent> = {}): AccountEvent =>
  ({ key: `test:${n}`, kind, date: day(n), at: noon(n), standing: 'own', analytes: [], mayRespond: true, words: day(n), ...over });
const positive = (n: number, standing: AccountEvent['standing'] = 'confirmed', analytes = ['COC']) => event(n, 'unexpected_positive', { standing, analytes });
const decided = (n: number, rung: number, over: Partial<ResponseDecision> = {}): ResponseDecision => ({
  id: id(100 + n), clientId: client, eventKey: `test:${n}`, eventDate: day(n), policyId: policy.id, proposedRung: rung, rung,
  notice: policy.body.rungs[rung - 1]?.notice ?? false, support: policy.body.rungs[rung - 1]?.support ?? false, reason: null, plan: 'agreed',
  decidedBy: id(4), decidedAt: `${day(n)}T20:00:00Z`, ...over,
});
const facts = (events: AccountEvent[], decisions: ResponseDecision[] = [], over: Partial<LadderFacts> = {}): LadderFacts =>
  ({ events, decisions, appeals: [], appealDecisions: [], expectedResults: [], ...over });
const proposed = (f: LadderFacts, n: number) => proposeResponse(f, policy, noon(n), zone).proposal;

// §9 guards: events, which of them count.
const guards: [string, AccountEvent[], (string | null)[]][] = [
  ['a confirmed result counts', [positive(0)], [null]],
  ['one the client acknowledges counts', [positive(0, 'acknowledged')], [null]],
  ['a presumptive one alone never does', [positive(0, 'presumptive')], ['presumptive']],
  ['a disputed one waits for the laboratory (DT-42)', [{ ...positive(0), mayRespond: false }], ['open-question']],
  ['use told of before the test never does', [event(0, 'self_reported')], ['told-first']],
  ['missed, refused and tamper events count on their own evidence', [event(0), event(1, 'refused'), event(2, 'tamper_concern')], [null, null, null]],
  ['a policy that does not count lateness holds it back', [event(0, 'late')], ['not-in-policy']],
  ['the same cocaine within 21 days is one event', [positive(0), positive(20)], [null, 'residue']],
  ['and beyond them another', [positive(0), positive(22)], [null, null]],
  ['another substance is another event', [positive(0), positive(3, 'confirmed', ['FEN'])], [null, null]],
  ['methamphetamine leaves amphetamine: the same event', [positive(0, 'confirmed', ['MET']), positive(4, 'confirmed', ['AMP'])], [null, 'residue']],
  ['residue is measured from the event that counted, not from residue', [positive(0), positive(15), positive(25)], [null, 'residue', null]],
  ['one happening is one event', [event(0), event(0, 'refused')], [null, 'same-happening']],
];
for (const [name, events, expected] of guards) {
  test(`§9 ${name}`, () => assert.deepEqual(judgeEvents(events, policy.body).map((j) => j.guard), expected));
}

// Walking the ladder: events by day, decisions, looked at on a day, proposed rung or null.
const walks: [string, LadderFacts, number, number | null][] = [
  ['nothing happened', facts([]), 0, null],
  ['the first event: talk and support', facts([event(0)]), 1, 1],
  ['decided: nothing is proposed', facts([event(0)], [decided(0, 1)]), 1, null],
  ['the second: change the plan', facts([event(0), event(5)], [decided(0, 1)]), 6, 2],
  ['the third: written notice', facts([event(0), event(5), event(9)], [decided(0, 1), decided(5, 2)]), 10, 3],
  ['the fourth: final notice', facts([event(0), event(5), event(9), event(14)], [decided(0, 1), decided(5, 2), decided(9, 3)]), 15, 4],
  ['the fifth: removal', facts([event(0), event(5), event(9), event(14), event(20)], [decided(0, 1), decided(5, 2), decided(9, 3), decided(14, 4)]), 21, 5],
  ['two undecided events: the older one first, one step', facts([event(0), event(1)]), 2, 1],
  ['after 30 days without an event the step is gone', facts([event(0), event(31)], [decided(0, 1)]), 32, 1],
  ['a second event after 29 days is a second step', facts([event(0), event(29)], [decided(0, 1)]), 30, 2],
  ['an event of more than 60 days ago proposes nothing', facts([event(0)]), 60, null],
  ['one of 59 days ago still does', facts([event(0)]), 59, 1],
  ['a fifth confirmed use alone stays at the final notice', facts([0, 1, 2, 3, 4].map((n) => positive(n, 'confirmed', [['COC', 'FEN', 'MET', 'BZO', 'THC'][n]!])),
    [decided(0, 1), decided(1, 2), decided(2, 3), decided(3, 4)]), 5, 4],
];
for (const [name, f, on, rung] of walks) {
  test(`§9 ${name}`, () => assert.equal(proposed(f, on)?.rung ?? null, rung));
}
test('§9 a second tamper concern brings the team review, and still only one step', () => {
  const p = proposed(facts([event(0, 'tamper_concern'), event(3, 'tamper_concern')], [decided(0, 1)]), 4)!;
  assert.equal(p.rung, 2);
  assert.ok(p.mustDo.some((m) => m.startsWith('Team review')));
});
test('return to use asks first whether this level of care still fits', () => {
  assert.ok(proposed(facts([positive(0)]), 1)!.mustDo.includes('Ask whether this level of care still fits'));
});

const level = (f: LadderFacts, on: number) => levelAt(f, policy.body, noon(on), zone).level;
test('§9 steps decay one at a time: after 30 days, or after 4 expected results in a row', () => {
  const two = facts([event(0), event(5)], [decided(0, 1), decided(5, 2)]);
  assert.deepEqual([6, 34, 35, 64, 65].map((n) => level(two, n)), [2, 2, 1, 1, 0]);
  const good = (...days: number[]) => ({ ...two, expectedResults: days.map(noon) });
  assert.equal(level(good(7, 9, 11), 12), 2);
  assert.equal(level(good(7, 9, 11, 13), 14), 1);
  assert.equal(level(good(7, 9, 11, 13, 15, 17, 19, 21), 22), 0);
});
test('§9 an event in between starts both counts afresh', () => {
  const f = facts([event(0), event(20)], [decided(0, 1), decided(20, 1, { proposedRung: 2, reason: 'bus strike' })], { expectedResults: [2, 4, 6, 22].map(noon) });
  assert.deepEqual([23, 49, 50].map((n) => level(f, n)), [1, 1, 0]);
});
test('a step that an appeal reversed never stood', () => {
  const appeals = [{ id: id(50), clientId: client, decisionId: id(100), words: 'x', by: client, byClient: true, at: noon(1) }];
  const answer = { id: id(51), appealId: id(50), outcome: 'reversed' as const, rung: null, reason: 'x', decidedBy: id(9), decidedAt: noon(2) };
  const f = facts([event(0)], [decided(0, 1)], { appeals, appealDecisions: [answer] });
  assert.equal(level(f, 3), 0);
  assert.equal(level({ ...f, appealDecisions: [{ ...answer, outcome: 'upheld' }] }, 3), 1);
});

const hearing = (n: number): Hearing => ({ id: id(60 + n), clientId: client, eventKey: `test:${n}`, how: 'said', words: 'my side', by: client, byClient: true, at: noon(n) });
const third = facts([event(0), event(5), event(9)], [decided(0, 1), decided(5, 2)]);
const decisions: [string, LadderFacts, number, { rung: number; reason?: string }, Hearing[], Role[], string][] = [
  ['a counselor decides the first step', facts([event(0)]), 1, { rung: 1 }, [], ['counselor'], 'accepted'],
  ['no step, with a reason', facts([event(0)]), 1, { rung: 0, reason: 'the bus broke down' }, [], ['counselor'], 'accepted'],
  ['otherwise without a reason', facts([event(0)]), 1, { rung: 0 }, [], ['counselor'], 'reason-needed'],
  ['two steps at once', facts([event(0)]), 1, { rung: 2, reason: 'x' }, [], ['director'], 'more-than-one-step'],
  ['a written notice by a counselor', third, 10, { rung: 3 }, [hearing(9)], ['counselor'], 'not-yours-to-decide'],
  ['something milder in its place, by a counselor', third, 10, { rung: 2, reason: 'x' }, [hearing(9)], ['counselor'], 'not-yours-to-decide'],
  ['a written notice before hearing', third, 10, { rung: 3 }, [], ['supervisor'], 'hear-the-client-first'],
  ['a written notice by the supervisor, heard', third, 10, { rung: 3 }, [hearing(9)], ['supervisor'], 'accepted'],
  ['when nothing is proposed', facts([]), 1, { rung: 1 }, [], ['director'], 'nothing-proposed'],
];
for (const [name, f, on, made, hearings, roles, expected] of decisions) {
  test(`deciding ${name}: ${expected}`, () => {
    const { proposal, level: at } = proposeResponse(f, policy, noon(on), zone);
    const d = { eventKey: proposal?.event.key ?? 'test:0', policyId: policy.id, rung: made.rung, reason: made.reason ?? null };
    assert.equal(reasonOf(decideResponse(d, proposal, at.level, policy, hearings, roles)), expected);
  });
}

test('an appeal is open for 10 business days, once, and somebody not involved answers it', () => {
  const d = decided(0, 1);
  const appeal = { id: id(50), clientId: client, decisionId: d.id, words: 'x', by: client, byClient: true, at: noon(1) };
  assert.equal(reasonOf(decideAppealOf(d, [], policy, '2026-09-15', zone, [])), 'accepted');
  assert.equal(reasonOf(decideAppealOf(d, [], policy, '2026-09-16', zone, [])), 'too-late-to-appeal');
  assert.equal(reasonOf(decideAppealOf(d, [], policy, '2026-09-16', zone, ['2026-09-07'])), 'accepted');
  assert.equal(reasonOf(decideAppealOf(d, [appeal], policy, '2026-09-02', zone, [])), 'already-appealed');
  assert.equal(reasonOf(decideAppealAnswer({ outcome: 'upheld', rung: null }, id(4), d, false)), 'same-person');
  assert.equal(reasonOf(decideAppealAnswer({ outcome: 'upheld', rung: null }, id(9), d, false, [id(9)])), 'same-person');
  assert.equal(reasonOf(decideAppealAnswer({ outcome: 'reversed', rung: null }, id(9), d, false)), 'accepted');
  assert.equal(reasonOf(decideAppealAnswer({ outcome: 'changed', rung: 1 }, id(9), d, false)), 'not-milder');
});

const review: TeamReview = {
  id: id(70), clientId: client, at: noon(20), attendees: [id(4), id(5)], findings: 'x', offeredLevel: 'Level 2.5 at Hilltop', clientAnswer: 'thinking', recordedBy: id(4),
};
const removal: Removal = {
  id: id(80), clientId: client, ground: 'further_event', eventKey: 'test:20', reasons: 'x', effectiveOn: '2026-09-30', teamReviewId: review.id, appealRoute: 'x',
  transferOffer: 'Hilltop, 1 October', moudBridge: null, naloxone: null, reentry: 'any time', decidedBy: id(3), decidedAt: noon(21),
};
const five = facts([event(0), event(5), event(9), event(14), event(20)], [decided(0, 1), decided(5, 2), decided(9, 3), decided(14, 4)]);
const removalFacts = (over: Partial<RemovalFacts> = {}): RemovalFacts =>
  ({ ladder: five, policy, hearings: [hearing(20)], teamReviews: [review], removals: [], opioid: false, takesMoud: false, ...over });
// PR-94 and §9 step 5. Decided on Tuesday 22 September 2026: five business days end on the 29th.
const removals: [string, Partial<RemovalFacts>, Partial<Removal>, Role[], string][] = [
  ['with all it needs', {}, {}, ['director'], 'accepted'],
  ['by a supervisor', {}, {}, ['supervisor'], 'not-director'],
  ['without a written notice before', { ladder: { ...five, decisions: five.decisions.slice(0, 2) } }, {}, ['director'], 'no-earlier-warning'],
  ['without a support step before', { ladder: { ...five, decisions: [decided(9, 3)] } }, {}, ['director'], 'no-support-step'],
  ['without the final notice', { ladder: { ...five, decisions: five.decisions.slice(0, 3) } }, {}, ['director'], 'final-notice-first'],
  ['without a further event', { ladder: { ...five, events: five.events.slice(0, 4) } }, {}, ['director'], 'no-further-event'],
  ['before the client was heard', { hearings: [] }, {}, ['director'], 'hear-the-client-first'],
  ['without a team review', { teamReviews: [] }, {}, ['director'], 'no-team-review'],
  ['after four business days', {}, { effectiveOn: '2026-09-28' }, ['director'], 'notice-too-short'],
  ['of an opioid client without naloxone', { opioid: true }, {}, ['director'], 'naloxone-missing'],
  ['of a client on medication without a bridge', { takesMoud: true }, {}, ['director'], 'medication-not-bridged'],
  ['while an appeal waits', { ladder: { ...five, appeals: [{ id: id(50), clientId: client, decisionId: id(114), words: 'x', by: client, byClient: true, at: noon(15) }] } }, {}, ['director'], 'appeal-open'],
  ['for return to use alone', { ladder: { ...five, events: [0, 5, 9, 14, 20].map((n, i) => ({ ...positive(n, 'confirmed', [['COC', 'FEN', 'MET', 'BZO', 'THC'][i]!]) })) } }, {}, ['director'], 'return-to-use-alone'],
  ['because everything was declined, when it was not', {}, { ground: 'declined_all', eventKey: null }, ['director'], 'nothing-declined'],
  ['because everything was declined', { teamReviews: [{ ...review, clientAnswer: 'declined_all' }] }, { ground: 'declined_all', eventKey: null }, ['director'], 'accepted'],
  ['for immediate safety, the same day, with a team review', { ladder: facts([]) }, { ground: 'immediate_safety', eventKey: null, effectiveOn: '2026-09-22' }, ['director'], 'accepted'],
  ['for immediate safety without a team review', { ladder: facts([]), teamReviews: [] }, { ground: 'immediate_safety', eventKey: null, effectiveOn: '2026-09-22' }, ['director'], 'no-team-review'],
  ['twice', { removals: [removal] }, {}, ['director'], 'already-decided'],
];
for (const [name, over, made, roles, expected] of removals) {
  test(`PR-94 a removal ${name}: ${expected}`, () =>
    assert.equal(reasonOf(decideRemoval({ ...removal, ...made }, removalFacts(over), roles, noon(21), zone, [])), expected));
}

const anyEvent = fc.record({
  n: fc.integer({ min: 0, max: 80 }), kind: fc.constantFrom('missed_unexcused', 'refused', 'tamper_concern', 'unexpected_positive', 'self_reported', 'late'),
  standing: fc.constantFrom('presumptive', 'confirmed', 'acknowledged'), analyte: fc.constantFrom('COC', 'FEN', 'THC'), open: fc.boolean(),
  choose: fc.integer({ min: 0, max: 5 }),
});
test('whatever happens in whatever order: one event is at most one step, no screen or honest word ever brings one, and no removal without notice, support and a person', () => {
  fc.assert(fc.property(fc.array(anyEvent, { maxLength: 25 }), (made) => {
    const events = made.map((m, i) => event(m.n, m.kind as AccountEvent['kind'], {
      key: `test:${i}`, standing: m.kind === 'unexpected_positive' ? m.standing as AccountEvent['standing'] : 'own', analytes: m.kind === 'unexpected_positive' ? [m.analyte] : [], mayRespond: !m.open,
    }));
    const taken: ResponseDecision[] = [];
    for (let n = 0; n <= 80; n++) {
      const f = facts(events.filter((e) => e.date <= day(n)), taken);
      for (;;) {
        const view = proposeResponse({ ...f, decisions: taken }, policy, noon(n), zone);
        const p = view.proposal;
        if (!p) break;
        assert.ok(p.rung <= view.level.level + 1 && p.event.mayRespond && p.event.standing !== 'presumptive' && p.event.kind !== 'self_reported');
        const choose = made[Number(p.event.key.slice(5))]!.choose;
        const d = { eventKey: p.event.key, policyId: policy.id, rung: choose, reason: 'because' };
        const gate = decideRemoval({ ...removal, eventKey: p.event.key, effectiveOn: day(n + 30), teamReviewId: review.id },
          removalFacts({ ladder: { ...f, decisions: taken }, hearings: [{ ...hearing(0), eventKey: p.event.key }] }), ['director'], noon(n), zone, []);
        if (gate.ok) assert.ok(taken.some((t) => t.notice) && taken.some((t) => t.support) && taken.some((t) => t.rung === 4));
        const answer = decideResponse(d, p, view.level.level, policy, [{ ...hearing(0), eventKey: p.event.key }], ['director']);
        const rung = answer.ok ? choose : 0;
        taken.push({ ...decided(n, Math.max(rung, 1)), rung, eventKey: p.event.key, notice: policy.body.rungs[rung - 1]?.notice ?? false,
          support: policy.body.rungs[rung - 1]?.support ?? false, decidedAt: noon(n), proposedRung: p.rung });
      }
    }
    assert.equal(new Set(taken.map((t) => t.eventKey)).size, taken.length);
  }), { numRuns: 40 });
});

test('the shipped policy is one that may be adopted; one that removes without notice may not', () => {
  assert.equal(reasonOf(decidePolicy(policy, [], '2026-01-01')), 'accepted');
  const with_ = (change: (rungs: typeof policy.body.rungs) => typeof policy.body.rungs) => ({ ...policy, body: { ...policy.body, rungs: change(policy.body.rungs) } });
  const table: [string, Policy][] = [
    ['from-in-the-past', { ...policy, effectiveFrom: '2025-12-31' }],
    ['no-notice-before-removal', with_((r) => r.map((x) => ({ ...x, notice: x.removal })))],
    ['no-support-before-removal', with_((r) => r.map((x) => ({ ...x, support: false })))],
    ['removal-not-last', with_((r) => [r[0]!, { ...r[1]!, removal: true }, r[2]!])],
    ['removal-not-by-director', with_((r) => r.map((x) => ({ ...x, decidedBy: 'supervisor' as const })))],
  ];
  for (const [expected, made] of table) assert.equal(reasonOf(decidePolicy(made, [], '2026-01-01')), expected);
});
test('the policy in force is the latest that has begun', () => {
  const later = { ...policy, id: id(20), effectiveFrom: '2026-06-01' };
  assert.equal(policyOn([later, policy], '2026-05-31')?.id, policy.id);
  assert.equal(policyOn([later, policy], '2026-06-01')?.id, later.id);
  assert.equal(policyOn([policy], '2025-12-31'), null);
});
test('trying a policy on what has happened says who would have been where, and a stricter one shows', () => {
  const clients = [
    { clientId: client, events: [event(0), event(5), event(9)], expectedResults: [] },
    { clientId: id(7), events: [positive(3, 'presumptive'), event(4, 'no_show')], expectedResults: [] },
  ];
  assert.deepEqual(tryPolicy(clients, policy, noon(30), zone).map((t) => t.highest), [3, 0]);
  const stricter = { ...policy, body: { ...policy.body, counts: [...policy.body.counts, 'no_show' as const] } };
  assert.deepEqual(tryPolicy(clients, stricter, noon(30), zone).map((t) => t.highest), [3, 1]);
});
test('what is owed: a decision and a hearing by whom the step names, an appeal by the director', () => {
  const view = proposeResponse(third, policy, noon(10), zone);
  const appeals = [{ id: id(50), clientId: client, decisionId: decided(5, 2).id, words: 'x', by: client, byClient: true, at: noon(10) }];
  const owed = accountabilityDue({ ...removalFacts({ ladder: { ...third, appeals }, hearings: [] }), clientId: client, primaryCounselorId: id(4), view }, zone, []);
  assert.deepEqual(owed.map((o) => [o.what, JSON.stringify(o.owedBy), o.due.slice(0, 10)]), [
    ['decide: first written notice', '{"role":"supervisor"}', '2026-09-18'],
    ['hear the client’s side', `{"staffId":"${id(4)}"}`, '2026-09-18'],
    ['answer an appeal', '{"role":"director"}', '2026-09-19'],
  ]);
});
