import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STANDARD_TABLE, decisionTable, mayAdoptTable, type DecisionTable } from './decision-table.ts';

const edited = (change: (table: DecisionTable) => void): DecisionTable => {
  const table = structuredClone(STANDARD_TABLE);
  change(table);
  return decisionTable.parse(table);
};
const reason = (table: DecisionTable): string => {
  const decision = mayAdoptTable(table);
  return decision.ok ? 'ok' : `${decision.reason} ${decision.field}`;
};

test('the shipped table may be adopted', () => assert.equal(reason(STANDARD_TABLE), 'ok'));
test('an agency may serve D3 at 2 with enhanced care at 2.1', () => {
  assert.equal(reason(edited((t) => { t.cells.D3[2] = [{ level: '2.1', coe: true }]; })), 'ok');
});
test('a cell that ends in a condition could leave nothing', () => {
  assert.equal(reason(edited((t) => { t.cells.D6[3]!.pop(); })), 'case-without-end cells.D6.3');
});
test('a higher rating may not ask for less', () => {
  assert.equal(reason(edited((t) => { t.cells.D5[3] = [{ level: '1.5' }]; })), 'higher-rating-asks-less cells.D5.3');
});
test('the worst rating of body or mind stays with a medically managed level', () => {
  assert.equal(reason(edited((t) => { t.cells.D2[3] = [{ level: '2.1' }]; t.cells.D2[4] = [{ level: '2.5' }]; })),
    'severe-below-medical cells.D2.4');
});
test('a table without a cell, or with a level nobody knows, is no table', () => {
  const without = structuredClone(STANDARD_TABLE);
  without.cells.D1.pop();
  assert.equal(decisionTable.safeParse(without).success, false);
  assert.equal(decisionTable.safeParse({ ...STANDARD_TABLE, cells: { ...STANDARD_TABLE.cells, D1: [[{ level: '9' }]] } }).success, false);
});
