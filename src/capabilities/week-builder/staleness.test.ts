import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayWhatChanged } from './staleness.ts';

const facts = { rules: 'r', groups: { a: '1', b: '2' } };
const names = new Map([['a', 'Skills'], ['b', 'Process group']]);
const people = new Map([['x', '1'], ['y', '2']]);

test('nothing changed: nothing to say', () => {
  assert.equal(sayWhatChanged({ facts, people }, { facts, people, groupNames: names }), null);
});

test('what changed is counted and named, without a client', () => {
  const now = { facts: { rules: 's', groups: { a: '9', c: '3' } }, people: new Map([['x', '7'], ['z', '1']]), groupNames: names };
  assert.equal(sayWhatChanged({ facts, people }, now), 'Since this was built, one client came, one client left, one client has another week, routine or plan, '
    + '3 groups are not as before (Skills, Process group, a group that ended), the rules of a week are others. Nothing was moved. Build again: it takes a moment.');
});
