import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openSolver } from '../../../platform/solver/solver.ts';
import { faultsOf } from './check.ts';
import { costOfWeeks, sumOf } from './cost.ts';
import { bestOfAll, offer, opening, person, problem, someProblem, work } from './for-tests.ts';
import { weeksIn, writeProgram } from './program.ts';
import type { Problem } from './facts.ts';

const solver = openSolver();
after(() => solver.close());

const BOTH_WAYS = [{ fromSiteId: 'north', toSiteId: 'south', minutes: 45 }, { fromSiteId: 'south', toSiteId: 'north', minutes: 45 }];

async function solved(given: Problem, manner: 'whole' | 'best' | 'most') {
  const written = writeProgram(given, { manner });
  const answer = await solver.solve(written.program, { seconds: 20 });
  if (answer.kind !== 'found') return { kind: answer.kind, weeks: new Map<string, string[]>(), without: [], cost: 0 };
  return { kind: answer.kind, ...weeksIn(given, written, answer.values), cost: answer.cost };
}

test('one person: the solver finds exactly what trying every week finds, and the judge finds no fault in it', async () => {
  await fc.assert(fc.asyncProperty(someProblem(1, 7), async (given) => {
    const [best, found] = [bestOfAll(given), await solved(given, 'best')];
    assert.equal(found.kind, 'found');
    assert.ok(best);
    assert.deepEqual(faultsOf(given, found.weeks, found.without), []);
    assert.ok(Math.abs(found.cost - best.cost) < 1e-4, `solver ${found.cost}, by hand ${best.cost}`);
    assert.ok(Math.abs(sumOf(costOfWeeks(given, found.weeks, new Set(found.without))) - found.cost) < 1e-4);
    const whole = await solved(given, 'whole');
    assert.equal(whole.kind === 'found', best.without.size === 0);
  }), { numRuns: 120 });
});

test('several people who share places, a counselor and a pair kept apart: the same', async () => {
  await fc.assert(fc.asyncProperty(someProblem(2, 5), async (given) => {
    const [best, found] = [bestOfAll(given), await solved(given, 'best')];
    assert.ok(best, 'there is always an answer: nobody moves but out of what they may not keep');
    assert.deepEqual(faultsOf(given, found.weeks, found.without), []);
    assert.ok(Math.abs(found.cost - best.cost) < 1e-4, `solver ${found.cost}, by hand ${best.cost}`);
  }), { numRuns: 60 });
});

test('days so crowded that the way between two sites stands between many of them: the same', async () => {
  for (const people of [1, 2]) {
    await fc.assert(fc.asyncProperty(someProblem(people, 8 - people, 1), async (drawn) => {
      const offers = drawn.offers.map((one) => ({ ...one, everyWeek: true, closed: null, audience: [], weeks: null, track: null, site: one.site ?? 'south',
        places: one.places && { free: 3, of: 12 } }));
      const ways = BOTH_WAYS.map((one) => ({ ...one, minutes: 150 }));
      const given = { ...drawn, offers, ways, people: drawn.people.map((one) => ({ ...one, floor: 240, planned: 240, groups: 0, individuals: one.individualsWeekly ? 1 : 0, excused: false, days: 1, gap: 6, travel: 0, routine: [],
        homeBy: null, track: null, keptFrom: [] })) };
      const [best, found] = [bestOfAll(given), await solved(given, 'best')];
      assert.deepEqual(faultsOf(given, found.weeks, found.without), []);
      assert.ok(best && Math.abs(found.cost - best.cost) < 1e-4, `solver ${found.cost}, by hand ${best?.cost}`);
    }), { numRuns: 80 });
  }
});

test('as much of a week as can be had keeps every rule but what is asked of the whole', async () => {
  await fc.assert(fc.asyncProperty(someProblem(1, 6), async (given) => {
    const found = await solved(given, 'most');
    assert.equal(found.kind, 'found');
    assert.deepEqual(faultsOf(given, found.weeks, ['p0']), []);
  }), { numRuns: 40 });
});

const evenings = [1, 2, 4].map((weekday) => offer(`e${weekday}`, weekday, 18, 21, { track: 'Evening' }));
const mornings = [1, 3, 5].map((weekday) => offer(`m${weekday}`, weekday, 9, 12, { track: 'Morning' }));

test('somebody who works by day gets the evening track whole, and an individual session on a day they come anyway', async () => {
  const given = problem([...evenings, ...mornings, opening('i3', 3, 16), opening('i4', 4, 17)], [person('p', { routine: work([1, 2, 3, 4, 5], '08:00', '16:00') })]);
  assert.deepEqual((await solved(given, 'whole')).weeks.get('p'), ['e1', 'e2', 'e4', 'i4']);
});

test('the present week stays where it does, though another would be a little better', async () => {
  const given = problem([...evenings, ...mornings, opening('i3', 3, 16, { staffId: 'U', takes: ['U'] }), opening('i4', 4, 17)], [person('p', { present: ['m1', 'm3', 'm5', 'i3'] })]);
  assert.deepEqual((await solved(given, 'whole')).weeks.get('p'), ['m1', 'm3', 'm5', 'i3']);
});

test('when a new job ends the mornings, only what must move does', async () => {
  const days = [1, 3, 5].map((weekday) => offer(`d${weekday}`, weekday, 14, 17));
  const given = problem([...days, offer('d5-late', 5, 18, 21), opening('i3', 3, 17)], [person('p', { present: ['d1', 'd3', 'd5', 'i3'], routine: work([5], '12:00', '17:00') })]);
  assert.deepEqual((await solved(given, 'whole')).weeks.get('p')!.toSorted(), ['d1', 'd3', 'd5-late', 'i3']);
});

test('a client in two tracks keeps one, where no track is said', async () => {
  const given = problem([...evenings, ...mornings, opening('i3', 3, 16)], [person('p', { present: ['e1', 'e2', 'm5'] })]);
  const week = (await solved(given, 'whole')).weeks.get('p')!;
  assert.deepEqual(week.toSorted(), ['e1', 'e2', 'e4', 'i3']);
});

test('what meets every other week fills no floor but stands in the way of nothing', async () => {
  const given = problem([...evenings.slice(0, 2), offer('e4', 4, 18, 21, { everyWeek: false }), opening('i5', 5, 17)], [person('p')]);
  assert.equal((await solved(given, 'whole')).kind, 'impossible');
});

test('PR-28 a pair is not brought together, but where a supervisor allowed it; PR-22 no place beyond the last', async () => {
  const three = [1, 3, 5].map((weekday) => offer(`g${weekday}`, weekday, 9, 12, { places: { free: 2, of: 2 } }));
  const people = [person('a', { individuals: 0 }), person('b', { individuals: 0 }), person('c', { individuals: 0 })];
  assert.equal((await solved(problem(three, people), 'best')).without.length, 1);
  assert.equal((await solved(problem(three, people.slice(0, 2), { apart: [{ a: 'a', b: 'b', allowed: [] }] }), 'best')).without.length, 1);
  assert.equal((await solved(problem(three, people.slice(0, 2), { apart: [{ a: 'a', b: 'b', allowed: ['g1', 'g3', 'g5'] }] }), 'best')).without.length, 0);
});

test('PR-27 one counselor has one hour once, though two half hours of it overlap', async () => {
  const three = [1, 3, 5].map((weekday) => offer(`g${weekday}`, weekday, 9, 12));
  const half = [opening('i1', 1, 13), opening('i1b', 1, 13, { meetings: [{ weekday: 1, from: 13 * 60 + 30, to: 14 * 60 + 20 }] })];
  const found = await solved(problem([...three, ...half], [person('a'), person('b')]), 'best');
  assert.equal(found.without.length, 1);
});

const north = [1, 3, 5].map((weekday) => offer(`n${weekday}`, weekday, 9, 12, { site: 'north' }));

test('two sessions of one day at two sites leave time for the way between them, or are not both taken', async () => {
  const late = (id: string, minutes: number) => opening(id, 1, 12, { site: 'south', meetings: [{ weekday: 1, from: 12 * 60 + minutes, to: 13 * 60 + minutes }] });
  const has = async (single: ReturnType<typeof opening>) => (await solved(problem([...north, single], [person('p')], { ways: BOTH_WAYS }), 'whole')).kind;
  assert.deepEqual([await has(late('i', 30)), await has(late('i', 45)), await has({ ...late('i', 0), site: 'north' }), await has({ ...late('i', 0), site: null })], ['impossible', 'found', 'found', 'found']);
  const before = opening('i', 3, 8, { site: 'south' });
  assert.deepEqual([await has(before), await has({ ...before, meetings: [{ weekday: 3, from: 7 * 60, to: 8 * 60 }] })], ['impossible', 'found']);
});

test('whoever comes to both already keeps both', async () => {
  const given = problem([...north, opening('i', 1, 12, { site: 'south', onlyFor: 'p', takes: [] })], [person('p', { present: ['n1', 'n3', 'n5', 'i'] })], { ways: BOTH_WAYS });
  assert.deepEqual((await solved(given, 'whole')).weeks.get('p'), ['n1', 'n3', 'n5', 'i']);
});

test('one counselor is not booked at two sites with too little time between', async () => {
  const singles = [opening('i', 2, 13, { site: 'north' }), opening('j', 2, 14, { site: 'south' })];
  const people = [person('a'), person('b')];
  assert.equal((await solved(problem([...north, ...singles], people, { ways: BOTH_WAYS }), 'best')).without.length, 1);
  assert.equal((await solved(problem([...north, ...singles], people), 'best')).without.length, 0);
});
