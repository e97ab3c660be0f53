import assert from 'node:assert/strict';
import { test } from 'node:test';
import { panelOf, proposeAnalytes, USUAL_PANEL } from './panel.ts';

const CASES: [name: string, codes: string[], proposed: string[]][] = [
  ['no diagnosis', [], []],
  ['opioids and cannabis', ['F11.20', 'F12.10'], []],
  ['alcohol', ['F10.20'], ['ETG', 'BRAC']],
  ['alcohol beside another', ['F11.20', 'F10.10'], ['ETG', 'BRAC']],
  ['alcohol in remission', ['F10.21'], ['ETG', 'BRAC']],
  ['alcohol twice, from the decision and from the plan', ['F10.20', 'F10.20'], ['ETG', 'BRAC']],
  ['as somebody typed it', [' f10.20 '], ['ETG', 'BRAC']],
  ['a code that only holds the figures', ['F31.10', 'G10'], []],
];
for (const [name, codes, proposed] of CASES) {
  test(`DT-10 ${name}`, () => assert.deepEqual(proposeAnalytes(codes.map((code) => ({ code }))).map((one) => one.analyte), proposed));
}

test('DT-10 what is proposed is added for its own specimen, with its reason', () => {
  const proposed = proposeAnalytes([{ code: 'F10.20' }]);
  assert.deepEqual(panelOf(proposed, 'urine'), [...USUAL_PANEL, 'ETG']);
  assert.deepEqual(panelOf(proposed, 'oral_fluid'), USUAL_PANEL);
  assert.deepEqual(panelOf(proposed, 'breath'), ['BRAC']);
  assert.deepEqual(panelOf([], 'urine'), USUAL_PANEL);
  assert.match(proposed[0]!.why, /F10\.20/);
});
