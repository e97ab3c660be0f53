import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortName } from './short-name.ts';

const CASES: [callThem: string, initials: string, expected: string][] = [
  ['Rowan', 'R. O.', 'Rowan'],
  ['  Rowan  ', 'R. O.', 'Rowan'],
  ['Rowan Okafor', 'R. O.', 'Rowan'],
  ['Dana (she/her), not Danielle', 'D. R.', 'Dana'],
  ['Dana, she/her', 'D. R.', 'Dana'],
  ['Dana – not Danielle', 'D. R.', 'Dana'],
  ['Dana - never Danielle', 'D. R.', 'Dana'],
  ['Dana not Danielle', 'D. R.', 'Dana'],
  ['Dana or Dani', 'D. R.', 'Dana'],
  ['Dana/Dani', 'D. R.', 'Dana'],
  ['Please call me Dana', 'D. R.', 'Dana'],
  ['goes by Dana at work', 'D. R.', 'Dana'],
  ['call her Dana', 'D. R.', 'Dana'],
  ['“Mac”', 'M. A.', 'Mac'],
  ["'Mac' MacAllister", 'M. A.', 'Mac'],
  ['Anne-Marie', 'A. L.', 'Anne-Marie'],
  ["De'Shawn", 'D. K.', "De'Shawn"],
  ['O’Neil', 'O. N.', 'O’Neil'],
  ['María José', 'M. V.', 'María'],
  ['Åsa', 'Å. L.', 'Åsa'],
  ['JJ', 'J. J.', 'JJ'],
  ['Calla', 'C. B.', 'Calla'],
  ['Nott', 'N. B.', 'Nott'],
  ['R. O.', 'R. O.', 'R. O.'],
  ['Mr. Okafor', 'R. O.', 'Mr. Okafor'],
  ['Ms Lee (not her first name)', 'K. L.', 'Ms Lee'],
  ['not Danielle', 'D. R.', 'D. R.'],
  ['they/them', 'K. P.', 'K. P.'],
  ['(ask)', 'K. P.', 'K. P.'],
  ['???', 'K. P.', 'K. P.'],
  ['Abcdefghijklmnopqrstuvwxyz', 'A. B.', 'A. B.'],
  ['', 'R. O.', 'R. O.'],
  ['', '', ''],
];
for (const [callThem, initials, expected] of CASES) {
  test(`“${callThem}” (${initials}) is greeted as ${expected || 'nobody by name'}`, () => assert.equal(shortName(callThem, initials), expected));
}
