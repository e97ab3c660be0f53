import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, weekOf } from '../../shared/dates.ts';
import { evenOdds, isCollectionDay, oddsOn, planOn, type Calendar } from './odds.ts';

const every = [1, 2, 3, 4, 5, 6, 7];
const weekdays = [1, 2, 3, 4, 5];
const calendar: Calendar = { weekStart: 1, closed: new Set() };
const plan = (over: Partial<Parameters<typeof evenOdds>[0]> = {}) => ({
  effectiveFrom: '2026-10-01', endsOn: null, testsPerWeek: 2, collectionWeekdays: every, longestGapDays: 9, ...over,
});
const monday = '2026-11-02';
const day = (n: number) => addDays(monday, n);

// Each case: the day asked about (0 is Monday 2 November), days drawn before, the plan's differences, odds, why.
const cases: [string, number, number[], Parameters<typeof plan>[0], number | null, string?][] = [
  ['DT-05 two a week on seven days are 2 in 7 each day', 0, [-1], {}, 2 / 7, 'even'],
  ['DT-05 the day after a draw has the same odds', 1, [0], {}, 2 / 7, 'even'],
  ['DT-05 two a week on five days are 2 in 5', 0, [-3], { collectionWeekdays: weekdays }, 2 / 5, 'even'],
  ['DT-05 nothing is drawn on a day without collection', 5, [0], { collectionWeekdays: weekdays }, null],
  ['DT-07a with none so far, Friday of seven days is at least 1 in 3', 4, [-1], {}, 1 / 3, 'week'],
  ['DT-07a Saturday at least 1 in 2', 5, [-1], {}, 1 / 2, 'week'],
  ['DT-07a Sunday certain', 6, [-1], {}, 1, 'week'],
  ['DT-07a a draw in the week lifts it', 6, [2], {}, 2 / 7, 'even'],
  ['DT-07a on five days Wednesday is the third last, where 2 in 5 already is more', 2, [-3], { collectionWeekdays: weekdays }, 2 / 5, 'even'],
  ['DT-07a one a week on five days: Wednesday 1 in 3', 2, [-3], { collectionWeekdays: weekdays, testsPerWeek: 1 }, 1 / 3, 'week'],
  ['DT-07a and Friday certain', 4, [-3], { collectionWeekdays: weekdays, testsPerWeek: 1 }, 1, 'week'],
  ['DT-07a does not hold in a week that began before the plan', 6, [], { effectiveFrom: day(1) }, 2 / 7, 'even'],
  ['DT-07a does not hold in a week in which the plan ends', 4, [-1], { endsOn: day(5) }, 2 / 7, 'even'],
  ['DT-07b nine days after a draw is certain', 8, [-1, 0].slice(0, 1), { longestGapDays: 9 }, 1, 'gap'],
  ['DT-07b eight days after is 1 in 2', 7, [-1], {}, 1 / 2, 'gap'],
  ['DT-07b a G that has passed is certain on the next collection day', 12, [0], { effectiveFrom: day(-60) }, 1, 'gap'],
  ['DT-07 below one a week there is no weekly backstop', 6, [-1], { testsPerWeek: 0.5, longestGapDays: 21 }, 0.5 / 7, 'even'],
  ['DT-07 below one a week the plan’s own period holds', 20, [-1], { testsPerWeek: 0.5, longestGapDays: 21 }, 1, 'gap'],
  ['DT-07 below one a week without a draw yet counts from the plan’s first day', 13, [], { testsPerWeek: 0.5, longestGapDays: 14, effectiveFrom: monday }, 1, 'gap'],
  ['a plan of none draws nobody', 3, [], { testsPerWeek: 0 }, null],
  ['before the plan nobody is drawn', -40, [], {}, null],
];
for (const [name, on, drawn, over, p, why] of cases) {
  test(name, () => {
    const odds = oddsOn(day(on), [plan(over)], drawn.map(day), calendar);
    if (p === null) assert.equal(odds, null);
    else assert.deepEqual(odds, { p, why });
  });
}

test('DT-07 a holiday is no collection day, and the last three are counted without it', () => {
  const closed: Calendar = { weekStart: 1, closed: new Set([day(6)]) };
  assert.equal(oddsOn(day(6), [plan()], [day(-1)], closed), null);
  assert.deepEqual(oddsOn(day(5), [plan()], [day(-1)], closed), { p: 1, why: 'week' });
});

test('DT-07 a new version of the plan does not start the week afresh', () => {
  const plans = [plan(), plan({ effectiveFrom: day(2), testsPerWeek: 1 })];
  assert.deepEqual(oddsOn(day(6), plans, [day(-1)], calendar), { p: 1, why: 'week' });
});

test('PR-15 the week begins on the agency’s day', () => {
  const sunday: Calendar = { weekStart: 7, closed: new Set() };
  assert.deepEqual(oddsOn(day(5), [plan()], [day(-2)], sunday), { p: 1, why: 'week' });
});

const arbitraryPlan = fc.record({
  effectiveFrom: fc.constant('2026-01-05'), endsOn: fc.constant(null),
  testsPerWeek: fc.constantFrom(1, 1.5, 2, 3), longestGapDays: fc.constantFrom(9, 10),
  collectionWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3, maxLength: 7 }),
});

test('DT-07 whatever is drawn, odds are never below the even ones, every full week has a draw, and no gap passes G', () => {
  fc.assert(fc.property(arbitraryPlan, fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })), (p, luck) => {
    const drawn: string[] = [];
    const rolls = luck[Symbol.iterator]();
    for (let date: string = p.effectiveFrom; date < '2026-03-16'; date = addDays(date, 1)) {
      const odds = oddsOn(date, [p], drawn, calendar);
      assert.equal(odds !== null, isCollectionDay(date, p, calendar));
      if (!odds) continue;
      assert.ok(odds.p >= evenOdds(p) && odds.p <= 1);
      if (rolls.next().value! < odds.p) drawn.push(date);
    }
    const weeks = new Set(drawn.map((d) => weekOf(d)));
    for (let week = '2026-01-05'; week < '2026-03-16'; week = addDays(week, 7)) assert.ok(weeks.has(week), `no draw in ${week}`);
    // A gap may only pass G where the collection days leave no choice: the next one after it is taken.
    for (const [i, d] of drawn.slice(1).entries()) {
      const gap = daysBetween(drawn[i]!, d);
      const within = Array.from({ length: p.longestGapDays }, (_, k) => addDays(drawn[i]!, k + 1)).some((x) => isCollectionDay(x, p, calendar));
      assert.ok(gap <= p.longestGapDays || !within);
    }
  }), { numRuns: 60 });
});

test('the plan in force is the latest that has begun and not ended', () => {
  const plans = [plan({ testsPerWeek: 1 }), plan({ effectiveFrom: monday, endsOn: day(3) })];
  assert.equal(planOn(plans, day(-1))?.testsPerWeek, 1);
  assert.equal(planOn(plans, day(3))?.testsPerWeek, 2);
  assert.equal(planOn(plans, day(4)), null);
});
