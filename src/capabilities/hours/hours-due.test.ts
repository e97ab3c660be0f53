import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { hoursDue, nextWeekDue } from './hours-due.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const week = (weekStart: string, attended: number, more = {}) => ({
  weekStart, floor: 540, planned: 540, scheduled: 540, attended, toCome: 0, groups: 3, days: 3, over: true, warnings: [] as ('floor-out-of-reach')[], full: true, excepted: false, ...more,
});
test('PR-16 two weeks in a row under the floor ask for a review, until the level of care is rated again', () => {
  const facts = { clientId: 'rosa', episodeId: 'e', primaryId: 'toni', ratedAt: null, weeks: [week('2026-11-02', 540), week('2026-11-09', 500), week('2026-11-16', 480)] };
  const due = hoursDue(facts, rules, zone);
  assert.deepEqual(due.map((one) => [one.rule, one.why]), [['PR-16', '2 weeks in a row under 9 hours, last 8.']]);
  assert.equal(hoursDue({ ...facts, ratedAt: '2026-11-24T00:00:00Z' }, rules, zone).length, 0);
  assert.equal(hoursDue({ ...facts, weeks: facts.weeks.slice(0, 2) }, rules, zone).length, 0);
  assert.equal(hoursDue({ ...facts, weeks: [facts.weeks[1]!, week('2026-11-16', 480, { excepted: true })] }, rules, zone).length, 0);
});

test('PR-14 a week that cannot reach the floor any more is to be mended while it runs', () => {
  const weeks = [week('2026-11-23', 180, { over: false, toCome: 180, warnings: ['floor-out-of-reach' as const] })];
  const [due] = hoursDue({ clientId: 'rosa', episodeId: 'e', primaryId: null, ratedAt: null, weeks }, rules, zone);
  assert.deepEqual([due?.why, due?.owedBy], ['At most 6 of 9 hours this week, 3 short.', { role: 'counselor' }]);
});

const coming = { weekStart: '2026-11-30', floor: 540, planned: 540, scheduled: 540, groups: 3, days: 3, warnings: [] as ('too-few-groups' | 'too-few-days')[] };
const lacks: [string, Parameters<typeof nextWeekDue>[1], number, [string, string] | null][] = [
  ['nothing', coming, 3, null],
  ['hours', { ...coming, scheduled: 360 }, 0, ['PR-14', '6 of 9 hours in the week of 2026-11-30.']],
  ['hours before groups', { ...coming, scheduled: 360, warnings: ['too-few-groups'] }, 0, ['PR-14', '6 of 9 hours in the week of 2026-11-30.']],
  ['groups', { ...coming, groups: 1, warnings: ['too-few-groups'] }, 0, ['PR-08', '1 of 2 groups in the week of 2026-11-30.']],
  ['days', { ...coming, days: 2, warnings: ['too-few-days'] }, 0, ['PR-09', '2 of 3 days in the week of 2026-11-30.']],
  ['a gap of four days', coming, 4, ['PR-10', '4 days without contact after 2026-12-01, 3 at most.']],
];
for (const [name, week, days, expected] of lacks) {
  test(`what the next week lacks: ${name}`, () => {
    const [due, more] = nextWeekDue({ clientId: 'rosa', episodeId: 'e', primaryId: 'toni' }, week, { days, after: '2026-12-01' }, rules, zone);
    assert.deepEqual(due ? [due.rule, due.why] : null, expected);
    assert.equal(more, undefined);
  });
}
