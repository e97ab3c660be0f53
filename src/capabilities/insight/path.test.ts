import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathOf, type PathFacts } from './path.ts';
import { sayWeekOfStay } from './screens/path-words.ts';

const rules = { 'hours.floor.adult': 9, 'hours.floor.adolescent': 6, 'hours.higherLevel': 20, 'program.typicalWeeks': 12, 'hours.taperMaxWeeks': 2 };
const zone = 'America/Chicago';
const now = '2026-11-23T18:00:00Z';
const caller: PathFacts = { calledAt: '2026-10-12T15:00:00Z', assessedAt: null, admittedAt: null, adolescent: false, endedAt: null, steps: [], level: '' };
const client: PathFacts = { ...caller, assessedAt: '2026-10-15T15:00:00Z', admittedAt: '2026-10-19T15:00:00Z', level: '2.1' };
const told = (facts: PathFacts) => pathOf(facts, rules, now, zone).map((step) => `${step.key} ${step.state}${step.on === null ? '' : ` ${step.about ? 'about ' : ''}${step.on}`}`);

describe('the path', () => {
  it('begins with the call, and the whole ladder lies ahead', () => {
    assert.deepEqual(told(caller), [
      'call here 2026-10-12', 'assessment next', '2.1 next', '2.1-taper next', '1.5 next', 'continuing next', 'alumni next',
    ]);
  });
  it('says in which week of how many somebody is, and when the next step is usual (PR-11)', () => {
    const here = pathOf(client, rules, now, zone).find((step) => step.state === 'here')!;
    assert.deepEqual([here.key, here.week, here.ofWeeks, here.hours], ['2.1', 6, 12, 9]);
    assert.deepEqual(told(client).slice(2, 5), ['2.1 here 2026-10-19', '2.1-taper next about 2027-01-11', '1.5 next about 2027-01-25']);
  });
  it('keeps a step up as it was walked (PR-91)', () => {
    const back = { ...client, steps: [{ from: '2.1', to: '1.5', at: '2026-11-02T15:00:00Z' }, { from: '1.5', to: '2.1', at: '2026-11-16T15:00:00Z' }] as const };
    assert.deepEqual(told(back).slice(2, 6), ['2.1 past 2026-10-19', '1.5 past 2026-11-02', '2.1 here 2026-11-16', '2.1-taper next about 2027-02-08']);
  });
  it('ends where somebody left, without steps to come', () => {
    assert.deepEqual(told({ ...client, endedAt: '2026-11-20T15:00:00Z' }).slice(2), ['2.1 past 2026-10-19', 'left past 2026-11-20']);
  });
  it('asks an adolescent for their own hours (PR-02)', () => {
    assert.equal(pathOf({ ...client, adolescent: true }, rules, now, zone)[2]!.hours, 6);
  });
});

it('a stay longer than planned says both numbers', () => {
  assert.deepEqual([sayWeekOfStay(6, 12), sayWeekOfStay(13, 12), sayWeekOfStay(3, null)], ['week 6 of 12', 'week 13, 12 were planned', 'week 3']);
});
