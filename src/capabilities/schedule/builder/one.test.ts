import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openSolver } from '../../../platform/solver/solver.ts';
import { applyCandidate, candidatesOf, type Leeway } from './change.ts';
import { faultsOf } from './check.ts';
import { clausesOf, findClash, isPossible } from './clash.ts';
import { bestOfAll, offer, opening, person, problem, someProblem, work } from './for-tests.ts';
import { fitOne } from './one.ts';

const solver = openSolver();
after(() => solver.close());
const leeway: Leeway = { taperWeeks: 2, rooms: ['r1', 'r2', 'r3'], hours: [{ weekday: 6, from: 540, to: 720, minutes: 180 }] };
const options = { leeway, seconds: 60, changes: 3 };
const fit = (given: Parameters<typeof fitOne>[0], more: Partial<typeof options> = {}) => fitOne(given, solver.solve, { ...options, ...more });

test('what clashes is minimal: together it leaves no week, without any one of it there is one, and it is found where none fits', async () => {
  let clashes = 0;
  await fc.assert(fc.asyncProperty(someProblem(1, 6), async (given) => {
    const fits = bestOfAll(given)!.without.size === 0;
    const one = given.people[0]!;
    const all = clausesOf(given, one).map((clause) => clause.key);
    assert.equal(await isPossible(given, solver.solve, new Set(), 10), fits);
    if (fits) return;
    clashes++;
    const clash = await findClash(given, solver.solve, Infinity);
    const kept = clash.clauses.map((clause) => clause.key);
    assert.equal(clash.proven, true);
    assert.equal(await isPossible(given, solver.solve, new Set(all.filter((key) => !kept.includes(key))), 10), false, `together: ${kept.join(', ')}`);
    for (const key of kept) {
      const others = new Set([...all.filter((other) => !kept.includes(other)), key]);
      assert.equal(await isPossible(given, solver.solve, others, 10), true, `without ${key} of ${kept.join(', ')}`);
    }
  }), { seed: 20_261, numRuns: 60 });
  assert.ok(clashes > 10);
});

test('each change that is offered, applied, yields a week that the judge finds no fault in, and that trying every week finds too', async () => {
  let offered = 0;
  await fc.assert(fc.asyncProperty(someProblem(1, 5), async (given) => {
    const found = await fit(given);
    for (const change of found.changes) {
      offered++;
      const changed = applyCandidate(given, change.candidate);
      assert.deepEqual(faultsOf(changed, new Map([['p0', change.week.map((each) => each.id)]])), []);
      assert.equal(bestOfAll(changed)!.without.size, 0);
    }
  }), { seed: 20_261, numRuns: 40 });
  assert.ok(offered > 10);
});

test('no change brings people together who are kept apart, opens a begun cohort or goes beyond the most seats', () => {
  const closed = [offer('a', 1, 9, 12, { places: { free: 0, of: 12 } }), offer('b', 2, 9, 12, { closed: 'cohort' }), offer('c', 3, 9, 12)];
  const steps = candidatesOf(problem(closed, [person('p', { keptFrom: ['c'] })]), leeway).flatMap((candidate) => candidate.steps);
  assert.deepEqual(steps.filter((step) => 'offerId' in step), []);
});

const evenings = [1, 2, 4].map((weekday) => offer(`e${weekday}`, weekday, 18, 21, { track: 'Evening', holds: ['r1', 'L'] }));

test('a night shift and a full group: the reasons are numbered, short, and name the days', async () => {
  const given = problem([...evenings.map((one) => (one.id === 'e1' ? { ...one, places: { free: 0, of: 10 } } : one)), opening('i3', 3, 16)],
    [person('p', { routine: work([2, 4], '16:00', '23:30') })]);
  const found = await fit(given);
  assert.equal(found.fits, false);
  assert.equal(found.proven, true);
  assert.equal(found.asked, '9\u00a0hours a week are asked.');
  assert.deepEqual(found.reasons.map((one) => one.say), ['Work from 4\u00a0pm, Thu, with 30 minutes on the way, stands against Thu 6\u00a0pm.']);
  assert.deepEqual(found.reasons[0]!.offerIds, ['e4']);
});

test('where one seat is missing, one seat more is offered with the week it gives', async () => {
  const given = problem([...evenings.map((one) => (one.id === 'e4' ? { ...one, places: { free: 0, of: 10 } } : one)), opening('i4', 4, 16)], [person('p')]);
  const found = await fit(given);
  assert.deepEqual(found.reasons.map((one) => one.say), ['Thu 6\u00a0pm is full, 10 of 10.']);
  const seat = found.changes.find((one) => one.candidate.steps[0]!.kind === 'seat')!;
  assert.equal(seat.title, 'One more seat, Thu 6\u00a0pm');
  assert.deepEqual([seat.say, seat.who, seat.asks], ['11 seats instead of 10 on Thu 6\u00a0pm.', 'the director', 1]);
  assert.deepEqual(seat.week.map((one) => one.id), ['e1', 'e2', 'i4', 'e4']);
});

test('half an hour later mends what work stands against, where room and leader are free then', async () => {
  const given = problem([...evenings, opening('i5', 5, 12)], [person('p', { routine: work([1], '09:00', '18:00') })]);
  const later = (await fit(given, { changes: 9 })).changes.find((one) => one.candidate.steps[0]!.kind === 'shift');
  assert.deepEqual(later?.candidate.steps, [{ kind: 'shift', offerId: 'e1', minutes: 30 }]);
  const taken = problem([...given.offers, offer('late', 1, 21, 22, { holds: ['r1'], audience: [['women']] })], [...given.people]);
  assert.ok(!(await fit(taken, { changes: 9 })).changes.some((one) => one.candidate.steps[0]!.kind === 'shift'));
});

test('where one group is not enough, a whole track is offered with what it takes, said once for like days', async () => {
  const given = problem([...evenings, opening('i4', 4, 16)], [person('p', { routine: work([1, 2, 3, 4, 5], '08:00', '22:00') })]);
  const [change] = (await fit(given, { leeway: { taperWeeks: 0, rooms: [], hours: [] } })).changes;
  assert.deepEqual([change?.title, change?.say, change?.week.length],
    ['The whole Evening track', 'Free Mon, Tue and Thu 5:30\u00a0pm to 9:30\u00a0pm from work. Free Thu 3:30\u00a0pm to 5:20\u00a0pm from work.', 4]);
});

test('PR-05 two tapering weeks are offered to who may have them', async () => {
  const given = problem([...evenings.slice(0, 2), opening('i4', 4, 16)], [person('p')]);
  const has = async (taperWeeks: number) => (await fit(given, { leeway: { taperWeeks, rooms: [], hours: [] }, changes: 9 })).changes.some((one) => one.candidate.steps[0]!.kind === 'taper');
  assert.deepEqual([await has(2), await has(0)], [true, false]);
});

test('with nothing on offer the answer says so, and what is asked', async () => {
  const found = await fit(problem([], [person('p')]), { leeway: { taperWeeks: 0, rooms: [], hours: [] } });
  assert.deepEqual([found.fits, found.week, found.reasons, found.changes], [false, [], [], []]);
  assert.match(found.asked, /asked, and (no opening is left|what is left for them does not make that)\.$/);
});

test('a solver that has no time left says so, and never that there is no week', async () => {
  const stopped = new AbortController();
  stopped.abort();
  const found = await fitOne(problem([...evenings], [person('p')]), solver.solve, { ...options, signal: stopped.signal });
  assert.deepEqual([found.cut, found.fits, found.reasons], [true, false, []]);
});

test('where only the way between two sites stands against a week, that is said', async () => {
  const ways = [{ fromSiteId: 'north', toSiteId: 'south', minutes: 45 }];
  const given = problem([...[1, 3, 5].map((weekday) => offer(`n${weekday}`, weekday, 9, 12, { site: 'north' })), opening('i', 1, 12, { site: 'south' })], [person('p')], { ways });
  const found = await fit(given, { leeway: { taperWeeks: 0, rooms: [], hours: [] } });
  assert.match(found.asked, /the way from one site to another takes its time/i);
});
