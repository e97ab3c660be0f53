import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Solve } from '../../../shared/zero-one.ts';
import { openSolver } from '../../../platform/solver/solver.ts';
import { sampleProblem } from '../../../app/bench/week-cases.ts';
import { faultsOf } from './check.ts';
import { bestOfAll, offer, opening, person, problem, someProblem } from './for-tests.ts';
import { buildTerm, type TermProgress } from './term.ts';

const [prove, better] = [openSolver(), openSolver()];
after(() => Promise.all([prove.close(), better.close()]));
const solvers = { prove: prove.solve, better: better.solve };

test('everyone together on small terms: as good as trying every week, and without a fault', { timeout: 240_000 }, async () => {
  await fc.assert(fc.asyncProperty(someProblem(2, 5), async (given) => {
    // for whom there is no week even alone keeps what they have, but for a pair kept apart
    const sharing = given.apart.length > 0 && given.people[0]!.present.some((id) => given.people[1]!.present.includes(id));
    const crooked = new Set(faultsOf(given, new Map(given.people.map((one) => [one.id, one.present])), ['p0', 'p1']).flatMap((fault) => fault.personId ?? []));
    const stay = new Set(sharing ? [] : given.people.filter((one) => !crooked.has(one.id) && bestOfAll({ ...given, people: [one], apart: [] })!.without.size > 0).map((one) => one.id));
    const [best, term] = [bestOfAll(given, stay)!, await buildTerm(given, solvers, { seconds: 20, gap: 0 })];
    assert.equal(term.kind, 'built');
    if (term.kind !== 'built') return;
    assert.deepEqual(faultsOf(given, term.weeks, term.without), []);
    assert.ok(Math.abs(term.cost - best.cost) < 1e-3, `built ${term.cost}, by hand ${best.cost}`);
    assert.equal(term.ended, 'proven');
  }), { numRuns: 30, endOnFailure: true });
});

test('twenty-four people in a program with room: who has a week keeps it, the answer is proven near the best, progress tells the gap', async () => {
  const given = sampleProblem(24, 30);
  const told: TermProgress[] = [];
  const term = await buildTerm(given, solvers, { seconds: 120, gap: 0.01, onProgress: (progress) => told.push(progress) });
  assert.equal(term.kind, 'built');
  if (term.kind !== 'built') return;
  assert.deepEqual(faultsOf(given, term.weeks, term.without), []);
  assert.equal(term.ended, 'proven');
  assert.ok(term.gap! <= 0.01);
  assert.ok(told.some((one) => one.gap !== null && one.placed > 0));
  const whole = given.people.filter((one) => faultsOf({ ...given, people: [one] }, new Map([[one.id, one.present]])).length === 0);
  assert.ok(whole.length > 0);
  assert.ok(whole.filter((one) => one.present.every((id) => term.weeks.get(one.id)!.includes(id))).length >= whole.length - 2);
});

test('a search that is stopped answers with the best so far, at first the weeks that people have', async () => {
  const stop = new AbortController();
  const term = await buildTerm(sampleProblem(24, 30), solvers, { seconds: 120, gap: 0, signal: stop.signal, onProgress: () => stop.abort() });
  assert.equal(term.kind, 'built');
  if (term.kind === 'built') assert.ok(term.ended === 'stopped' || term.ended === 'proven');
  const given = sampleProblem(4, 30, 100);
  const none = await buildTerm(given, solvers, { seconds: 120, gap: 0, signal: AbortSignal.abort() });
  assert.deepEqual([none.kind, none.kind === 'built' && [none.ended, none.gap]], ['built', ['stopped', null]]);
  for (const one of given.people) assert.ok(none.kind === 'built' && none.weeks.get(one.id)!.every((id) => one.present.includes(id)), 'nobody moves');
});

test('a solver that dies leaves the present weeks as they are, and says that it died', async () => {
  const dead: Solve = () => Promise.resolve({ kind: 'no-answer', because: 'crashed', seconds: 0 });
  const given = problem([offer('a', 1, 9, 12), offer('b', 3, 9, 12), offer('c', 5, 9, 12), opening('i', 1, 13)], [person('p', { present: ['a', 'b', 'c', 'i'] }), person('q')]);
  const term = await buildTerm(given, { prove: dead, better: dead }, { seconds: 5, gap: 0 });
  assert.equal(term.kind, 'built');
  if (term.kind === 'built') assert.deepEqual([term.ended, term.weeks.get('p'), term.without], ['crashed', ['a', 'b', 'c', 'i'], ['q']]);
});
