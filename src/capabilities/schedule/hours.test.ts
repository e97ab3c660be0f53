import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMinutes, instantOf } from '../../shared/dates.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import type { HoursException } from './model.ts';
import { decideTaper, floorMinutes, isFullWeek, longestGap, minutesWithin, weeksUnderFloor, wholeMinutes } from './hours.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const at = (date: string, time: string) => instantOf(date, time, zone);
const evening = (date: string) => ({
  startAt: at(date, '18:00'), endAt: at(date, '21:15'), breaks: [{ from: at(date, '19:30'), to: at(date, '19:45') }],
});
const monday = '2026-11-23';

const stays: [string, string, string, number][] = [
  ['the whole evening counts 180', '18:00', '21:15', 180],
  ['coming before the start adds nothing', '17:30', '21:15', 180],
  ['staying after the end adds nothing', '18:00', '22:00', 180],
  ['coming 20 minutes late', '18:20', '21:15', 160],
  ['leaving before the break', '18:00', '19:30', 90],
  ['leaving in the break', '18:00', '19:40', 90],
  ['coming in the break', '19:35', '21:15', 90],
  ['coming and going in the break', '19:32', '19:40', 0],
  ['leaving before coming', '20:00', '19:00', 0],
  ['not there while it lasted', '16:00', '17:00', 0],
];
for (const [name, from, to, expected] of stays) {
  test(`PR-13 attended minutes: ${name}`, () => {
    assert.equal(minutesWithin(evening(monday), { from: at(monday, from), to: at(monday, to) }), expected);
  });
}

test('PR-13 where no break is listed none is subtracted', () => {
  assert.equal(wholeMinutes({ ...evening(monday), breaks: [] }), 195);
});

test('PR-13 minutes attended in pieces never exceed the whole, and reconcile to the minute with it', () => {
  const cuts = fc.array(fc.integer({ min: 0, max: 195 }), { maxLength: 6 });
  fc.assert(fc.property(cuts, (list) => {
    const edges = [0, ...list.toSorted((a, b) => a - b), 195].map((minute) => addMinutes(at(monday, '18:00'), minute));
    const pieces = edges.slice(1).map((to, n) => minutesWithin(evening(monday), { from: edges[n]!, to }));
    assert.equal(pieces.reduce((a, b) => a + b, 0), 180);
  }));
});

const gaps: [string, string[], string[], number][] = [
  ['Thursday to Monday is three', ['2026-11-19', '2026-11-23'], [], 3],
  ['one day after the other is none', ['2026-11-23', '2026-11-24'], [], 0],
  ['two contacts on one day change nothing', ['2026-11-19', '2026-11-23', '2026-11-23'], [], 3],
  ['a holiday between is not counted', ['2026-11-24', '2026-11-30'], ['2026-11-26', '2026-11-27'], 3],
  ['the longest counts', ['2026-11-02', '2026-11-09', '2026-11-10'], [], 6],
  ['a single contact has nothing between', ['2026-11-02'], [], 0],
];
for (const [name, contacts, holidays, expected] of gaps) {
  test(`PR-10 the gap between contacts: ${name}`, () => {
    assert.equal(longestGap(contacts, new Set(holidays)).days, expected);
  });
}

test('PR-01, PR-02 the floor is nine hours, below eighteen years six', () => {
  assert.deepEqual([floorMinutes(17, rules), floorMinutes(18, rules), floorMinutes(44, rules)], [360, 540, 540]);
});

const taper = (from: string, until: string): HoursException => ({ id: 'x', clientId: 'c', kind: 'taper', from, until, reason: 'ready for level 1' });
const tapers: [string, HoursException[], [string, string, string], string][] = [
  ['two weeks are allowed', [], ['2026-11-23', '2026-12-06', 'nearly ready'], 'ok'],
  ['two weeks and a day are not', [], ['2026-11-23', '2026-12-07', 'nearly ready'], 'taper-too-long'],
  ['a second week after the first', [taper('2026-11-16', '2026-11-22')], ['2026-11-23', '2026-11-29', 'nearly ready'], 'ok'],
  ['a third week after two', [taper('2026-11-09', '2026-11-22')], ['2026-11-23', '2026-11-29', 'nearly ready'], 'taper-too-long'],
  ['not without a reason', [], ['2026-11-23', '2026-11-29', ' '], 'reason-missing'],
  ['not backwards', [], ['2026-11-29', '2026-11-23', 'nearly ready'], 'until-before-from'],
];
for (const [name, earlier, [from, until, reason], expected] of tapers) {
  test(`PR-05 a taper: ${name}`, () => {
    const decision = decideTaper(earlier, { from, until, reason }, rules);
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}

test('PR-16 weeks under the floor are counted in a row, documented and partial weeks aside', () => {
  const one = (attended: number, more = {}) => ({ over: true, full: true, excepted: false, attended, floor: 540, ...more });
  const runs = [
    [[one(540), one(500), one(500)], 2], [[one(500), one(540)], 0], [[one(500), one(0, { excepted: true }), one(500)], 2],
    [[one(0, { full: false }), one(500)], 1], [[one(500), one(500), one(0, { over: false })], 2], [[], 0],
  ] as const;
  for (const [list, expected] of runs) assert.equal(weeksUnderFloor(list), expected);
});

test('a week is full from the first weekday of the stay to its last', () => {
  assert.deepEqual([isFullWeek(monday, monday, null), isFullWeek(monday, '2026-11-24', null), isFullWeek(monday, '2026-11-01', '2026-11-28'),
    isFullWeek(monday, '2026-11-01', '2026-11-29')], [true, false, false, true]);
});
