import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { routineBlock, type LifeKind } from './model.ts';
import { readRoutine } from './routine-text.ts';

/** What was typed, under which label, and the blocks as `day from-to`, or the piece not understood after `?`. */
const cases: [string, LifeKind, string][] = [
  ['Mon–Fri 7–3:30', 'work', '1 07:00-15:30, 2 07:00-15:30, 3 07:00-15:30, 4 07:00-15:30, 5 07:00-15:30'],
  ['pick-up 5 pm Tue, Thu', 'children', '2 16:45-17:15, 4 16:45-17:15'],
  ['nights Fri Sat 10pm-6am', 'work', '5 22:00-23:59, 6 00:00-06:00, 6 22:00-23:59, 7 00:00-06:00'],
  ['Mon, Wed and Fri 8 to noon', 'school', '1 08:00-12:00, 3 08:00-12:00, 5 08:00-12:00'],
  ['Tue 17:00-21:30', 'work', '2 17:00-21:30'],
  ['Sat 12-8', 'work', '6 12:00-20:00'],
  ['Thu 3-11', 'work', '4 15:00-23:00'],
  ['weekends 6-9 pm', 'other', '6 18:00-21:00, 7 18:00-21:00'],
  ['drop off 7:30 Mon', 'children', '1 07:15-07:45'],
  ['sat to mon 9-10', 'work', '1 09:00-10:00, 6 09:00-10:00, 7 09:00-10:00'],
  ['', 'work', ''],
  ['work sometimes', 'work', '?work sometimes'],
  ['Mon 25:00', 'work', '?Mon 25:00'],
  ['9-5', 'work', '?9-5'],
  ['Mon 9-5; when called', 'work', '1 09:00-17:00 ?when called'],
];
for (const [text, kind, expected] of cases) {
  test(`a week as people say it: “${text}”`, () => {
    const { blocks, notUnderstood } = readRoutine(text, kind);
    const said = blocks.map((b) => `${b.weekday} ${b.from}-${b.to}`).join(', ');
    assert.equal([said, ...notUnderstood.map((piece) => `?${piece}`)].filter(Boolean).join(' '), expected);
  });
}

test('the words tell the kind where they say it', () => {
  const { blocks } = readRoutine('Mon 9-5 work, kids Wed 4-6pm', 'other');
  assert.deepEqual(blocks.map((b) => b.kind), ['work', 'children']);
});

test('whatever is typed, every block is a possible one, and nothing with a letter is quietly dropped', () => {
  const word = fc.constantFrom('Mon', 'tue', 'Wed–Fri', '7', '3:30', '5 pm', '10pm-6am', 'noon', ',', ';', '-', 'kids', 'x9', 'and');
  fc.assert(fc.property(fc.array(word, { maxLength: 9 }), (words) => {
    const { blocks, notUnderstood } = readRoutine(words.join(' '), 'work');
    for (const block of blocks) routineBlock.parse(block);
    // Commas and `and` only stand between things: alone they say nothing that could be lost.
    const said = words.some((one) => /[a-z]/i.test(one) && one !== 'and');
    if (said) assert.ok(blocks.length + notUnderstood.length > 0);
  }));
});
