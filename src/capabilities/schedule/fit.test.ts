import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RoutineBlock } from '../clients/model.ts';
import { fitWeek, obstaclesOf } from './fit.ts';
import type { Ask, Option } from './fit-options.ts';

const option = (weekday: number, from: string, to: string, more: Partial<Option> = {}): Option => ({
  id: `${more.track ?? ''}${more.kind ?? 'group'}-${weekday}-${from}`, kind: 'group', name: 'Relapse Prevention', track: null, weekday, from, to, countedMinutes: 180,
  seats: { free: 3, of: 12 }, keptApart: false, remote: false, ...more,
});
const evenings = [1, 2, 4].map((day) => option(day, '18:00', '21:15', { track: 'Evening' }));
const mornings = [1, 3, 5].map((day) => option(day, '09:00', '12:15', { track: 'Morning' }));
const opening = (weekday: number, from: string, to: string) =>
  option(weekday, from, to, { id: `i-${weekday}-${from}`, kind: 'individual', name: 'Individual', countedMinutes: 50, seats: null });
const openings = [opening(3, '16:00', '16:50'), opening(4, '17:00', '17:50')];
const work = (days: number[], from: string, to: string): RoutineBlock[] => days.map((weekday) => ({ weekday, from, to, kind: 'work' }));
const ask: Ask = {
  floor: 540, planned: 540, ceiling: 1140, groups: 2, individuals: 1, days: 3, gap: 3, routine: [], travelMinutes: 30, homeBy: null, track: null,
};
const ids = (fit: ReturnType<typeof fitWeek>) => fit.best.options.map((one) => one.id);

test('somebody who works by day gets the evening track and an individual session on a day they come anyway', () => {
  const fit = fitWeek([...evenings, ...mornings, ...openings], { ...ask, routine: work([1, 2, 3, 4, 5], '08:00', '16:00') });
  assert.equal(fit.fits, true);
  assert.equal(fit.track, 'Evening');
  assert.deepEqual(ids(fit), ['Eveninggroup-1-18:00', 'Eveninggroup-2-18:00', 'i-4-17:00', 'Eveninggroup-4-18:00']);
  assert.deepEqual([fit.best.minutes, fit.best.days, fit.best.gap], [590, 3, 3]);
  assert.deepEqual([fit.inTheWay, fit.changes], [[], []]);
});

test('somebody who works nights gets the morning track', () => {
  const nights = work([1, 2, 3, 4, 5], '15:00', '23:30');
  const fit = fitWeek([...evenings, ...mornings, opening(3, '13:00', '13:50')], { ...ask, routine: nights });
  assert.deepEqual([fit.fits, fit.track], [true, 'Morning']);
});

test('where a seat is missing the best week is short, and one more seat is named as what would do', () => {
  const full = evenings.map((one) => one.weekday === 4 ? { ...one, seats: { free: 0, of: 12 } } : one);
  const fit = fitWeek([...full, ...openings], { ...ask, routine: work([1, 2, 3, 4, 5], '08:00', '15:00') });
  assert.equal(fit.fits, false);
  assert.ok(fit.best.misses.includes('hours-under-floor'));
  assert.equal(fit.best.minutes, 410);
  assert.match(fit.inTheWay[0]!.say, /Thu 6\u00a0pm is full, 12 of 12/);
  assert.deepEqual(fit.inTheWay[0]!.optionIds, ['Eveninggroup-4-18:00']);
  assert.deepEqual([fit.changes[0]!.week.misses, fit.changes[0]!.asks], [[], 1]);
});

test('work in the way is said once for a run of days, with the smallest freedom that would do', () => {
  const friday = option(5, '10:00', '13:00', { id: 'friday', name: 'Open seats' });
  const fit = fitWeek([...evenings.slice(0, 2), friday, opening(4, '17:00', '17:50')], { ...ask, routine: work([1, 2, 3, 4, 5], '08:00', '16:30') });
  assert.deepEqual(fit.inTheWay.map((one) => one.say), ['Work until 4:30\u00a0pm, Mon to Fri, stands against Fri 10\u00a0am.']);
  assert.equal(fit.changes[0]!.say, 'Free Fri 10\u00a0am to 1\u00a0pm from work.');
  assert.equal(fit.changes[0]!.week.minutes, 590);
});

test('another track is offered only as a change', () => {
  const fit = fitWeek([...evenings.slice(0, 2), ...mornings.slice(2), ...openings], { ...ask, track: 'Evening' });
  assert.equal(fit.best.options.every((one) => one.track !== 'Morning'), true);
  assert.match(fit.changes[0]!.say, /belongs to another track, Morning/);
});

test('PR-28 somebody kept apart is never offered, not even as a change, and never named', () => {
  const apart = evenings.map((one) => ({ ...one, keptApart: one.weekday === 4 }));
  const fit = fitWeek([...apart, ...openings], ask);
  assert.equal(fit.fits, false);
  assert.ok(fit.changes.every((change) => change.added.every((one) => !one.keptApart)));
});

test('travel counts on both sides, and not for a session by video', () => {
  const routine = work([1], '08:00', '17:45');
  const at = option(1, '18:00', '21:00');
  assert.deepEqual(obstaclesOf(at, { ...ask, routine }, null).map((one) => one.because), ['life']);
  assert.deepEqual(obstaclesOf({ ...at, remote: true }, { ...ask, routine }, null), []);
  assert.deepEqual(obstaclesOf(at, { ...ask, homeBy: '21:15' }, null).map((one) => one.because), ['home-by']);
  assert.deepEqual(obstaclesOf(at, { ...ask, homeBy: '21:30' }, null), []);
});

test('with nothing on offer the answer is an empty week that says what is missing', () => {
  const fit = fitWeek([], ask);
  assert.deepEqual([fit.best.options, fit.fits, fit.best.misses.length > 0], [[], false, true]);
});

test('the ceiling holds, and no more individual sessions than asked are put in', () => {
  const many = [1, 2, 3, 4, 5, 6].flatMap((day) => [option(day, '09:00', '12:15'), option(day, '18:00', '21:15'), opening(day, '14:00', '14:50')]);
  const fit = fitWeek(many, { ...ask, planned: 1140 });
  assert.ok(fit.best.minutes <= 1140);
  assert.equal(fit.best.individuals, 1);
});

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const span = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), start: fc.integer({ min: 12, max: 38 }), length: fc.integer({ min: 1, max: 7 }) })
  .map((s) => ({ weekday: s.weekday, from: clock(s.start * 30), to: clock(s.start * 30 + s.length * 30) }));

test('whatever the routine and the offer, the best week overlaps nothing, takes no missing seat and keeps the track', () => {
  const offered = fc.array(fc.record({ at: span, free: fc.integer({ min: 0, max: 2 }), track: fc.constantFrom('Evening', 'Morning', null), apart: fc.boolean(), single: fc.boolean() }), { maxLength: 9 })
    .map((list) => list.map((o, n) => option(o.at.weekday, o.at.from, o.at.to, {
      id: `o${n}`, track: o.track, seats: { free: o.free, of: 12 }, keptApart: o.apart, kind: o.single ? 'individual' : 'group', countedMinutes: 90,
    })));
  const routines = fc.array(span.map((s): RoutineBlock => ({ ...s, kind: 'work' })), { maxLength: 6 });
  fc.assert(fc.property(offered, routines, (options, routine) => {
    const fit = fitWeek(options, { ...ask, routine });
    const chosen = fit.best.options;
    assert.ok(new Set(chosen.map((one) => one.track).filter((track) => track !== null)).size <= 1);
    chosen.forEach((one, at) => {
      assert.deepEqual(obstaclesOf(one, { ...ask, routine }, fit.track), []);
      for (const other of chosen.slice(at + 1)) assert.ok(one.weekday !== other.weekday || one.to <= other.from || other.to <= one.from);
    });
    for (const change of fit.changes) assert.ok(change.added.every((one) => change.week.options.includes(one)));
  }), { numRuns: 60 });
});

test('the best week by search is the best of all sets, tried one by one', () => {
  const offered = fc.array(fc.record({ at: span, minutes: fc.integer({ min: 3, max: 18 }), single: fc.boolean() }), { maxLength: 7 })
    .map((list) => list.map((o, n) => option(o.at.weekday, o.at.from, o.at.to, {
      id: `o${n}`, countedMinutes: o.minutes * 10, kind: o.single ? 'individual' : 'group',
    })));
  fc.assert(fc.property(offered, (options) => {
    const found = fitWeek(options, ask).best;
    for (let set = 0; set < 2 ** options.length; set++) {
      const chosen = options.filter((_, n) => (set >> n) % 2 === 1);
      const legal = chosen.every((a, i) => chosen.slice(i + 1).every((b) => a.weekday !== b.weekday || a.to <= b.from || b.to <= a.from))
        && chosen.filter((one) => one.kind === 'individual').length <= ask.individuals;
      if (legal && chosen.reduce((s, one) => s + one.countedMinutes, 0) <= ask.ceiling) {
        const floorShort = Math.max(0, ask.floor - chosen.reduce((s, one) => s + one.countedMinutes, 0));
        assert.ok(found.score[0]! <= floorShort);
      }
    }
  }), { numRuns: 40 });
});
