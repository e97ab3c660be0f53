import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultsOf } from '../schedule/builder/check.ts';
import { present, type Problem } from '../schedule/builder/facts.ts';
import { offer, person, problem, someProblem } from '../schedule/builder/for-tests.ts';
import { decideTaking, type Asked } from './accepting.ts';
import type { Meeting } from './model.ts';

const meetings = (ids: readonly string[]): Meeting[] => ids.map((id) => ({ id, name: id, weekday: 1, from: '09:00', to: '12:00', minutes: 180 }));
/** The line of somebody who has some weeks now and others then. */
function line(given: Problem, id: string, then: readonly string[], placed = true) {
  const now = given.people.find((one) => one.id === id)!.present;
  return { clientId: id, initials: id.toUpperCase(), placed, keeps: meetings(now.filter((one) => then.includes(one))), leaves: meetings(now.filter((one) => !then.includes(one))),
    joins: { meetings: meetings(then.filter((one) => !now.includes(one))) } };
}
const asked = (leftOut: string[] = [], alsoShort: string[] = []): Asked => ({ leftOut, alsoShort });

// a leaves Skills, b joins it: there is one seat. c only leaves, without a whole week; d stays.
const offers = [offer('skills', 1, 9, 12, { name: 'Skills', places: { free: 1, of: 1 } }), offer('coping', 2, 9, 12, { name: 'Coping' }), offer('late', 3, 18, 21)];
const given = problem(offers, [person('a', { present: ['skills'] }), person('b'), person('c', { present: ['late'] }), person('d', { present: ['coping'] })]);
const lines = [line(given, 'a', ['coping']), line(given, 'b', ['skills']), line(given, 'c', [], false), line(given, 'd', ['coping'])];

const CASES: [string, Asked, string[] | string][] = [
  ['all with a whole week, and nobody without', asked(), ['a', 'b']],
  ['one without a whole week who was ticked', asked([], ['c']), ['a', 'b', 'c']],
  ['who was ticked and left out is left out', asked(['c'], ['c']), ['a', 'b']],
  ['one whose move nobody counts on', asked(['b']), ['a']],
  ['one whose seat another counts on', asked(['a']), 'counts-on-who-is-left-out'],
  ['both of them, and nobody else', asked(['a', 'b'], ['c']), ['c']],
  ['everybody', asked(['a', 'b']), 'nobody-moves'],
  ['one who would not move anyway', asked(['d']), ['a', 'b']],
  ['one who is not in the build', asked(['x']), 'not-in-this-build'],
  ['one not in the build who was ticked', asked([], ['x']), 'not-in-this-build'],
];
for (const [name, left, expected] of CASES) {
  test(`left out: ${name}`, () => {
    const decision = decideTaking(given, lines, left);
    assert.deepEqual(decision.ok ? decision.value.taken.map((one) => one.clientId) : decision.reason, expected);
  });
}

test('the refusal says which group, who begins and who would have left', () => {
  const decision = decideTaking(given, lines, asked(['a']));
  assert.equal(decision.ok === false && decision.say, 'Skills: B would begin only where A leaves. Take both, or leave both out. Nothing was moved.');
});

test('PR-28 a pair is not brought together because one of them is left out', () => {
  const apart = problem([offer('g', 1, 9, 12, { name: 'G' }), offer('h', 2, 9, 12)], [person('a', { present: ['g'] }), person('b')], { apart: [{ a: 'a', b: 'b', allowed: [] }] });
  const both = [line(apart, 'a', ['h']), line(apart, 'b', ['g'])];
  assert.equal(decideTaking(apart, both, asked()).ok, true);
  const decision = decideTaking(apart, both, asked(['a']));
  assert.equal(decision.ok === false && decision.say, 'G: B would begin only where A leaves. Take both, or leave both out. Nothing was moved.');
});

test('whatever is left out, what is taken leaves no fault that was not there before', () => {
  fc.assert(fc.property(someProblem(3, 5), fc.array(fc.subarray(['o0', 'o1', 'o2', 'o3', 'o4']), { minLength: 3, maxLength: 3 }), fc.subarray(['p0', 'p1', 'p2']), (some, weeks, leftOut) => {
    const on = (ids: readonly string[]) => ids.filter((id) => some.offers.some((one) => one.id === id));
    const decision = decideTaking(some, some.people.map((one, at) => line(some, one.id, on(weeks[at]!))), asked(leftOut));
    if (!decision.ok || decision.value.left.length === 0) return;
    const after = new Map([...present(some), ...decision.value.taken.map((one) => [one.clientId, [...one.keeps, ...one.joins.meetings].map((each) => each.id)] as const)]);
    const all = some.people.map((one) => one.id);
    const shared = (of: typeof after) => faultsOf(some, of, all).filter((fault) => fault.rule === 'PR-22' || fault.rule === 'PR-28').map((fault) => `${fault.rule}:${fault.offerId}`);
    const before = new Set(shared(new Map(present(some))));
    assert.deepEqual(shared(after).filter((one) => !before.has(one)), []);
  }));
});
