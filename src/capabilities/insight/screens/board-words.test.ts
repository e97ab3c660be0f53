import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sayBoard } from './board-words.ts';

const hours = (...percents: (number | null)[]) => percents.map((percent, i) => ({ weekStart: `2026-11-0${i + 1}`, attended: 0, owed: 0, percent }));
const board = { hoursFloorPercent: 95, findings: [], census: { here: 48, seats: 54, admitted: 4, left: 2 }, hours: hours(96, 96) };

describe('the headline of the board', () => {
  const cases: [string, string][] = [
    ['The week is in order.', sayBoard(board, 0)],
    ['Hours are 10% short, third week running. Three things to decide.', sayBoard({ ...board, hours: hours(96, 93, 94, 90) }, 3)],
    ['Hours are 10% short.', sayBoard({ ...board, hours: hours(96, 90) }, 0)],
    ['One thing to decide. A surveyor would find four things.', sayBoard({ ...board, findings: [{ rule: 'PR-52', what: 'plan review', count: 4 }] }, 1)],
    ['Nobody is in the program yet.', sayBoard({ ...board, census: { here: 0, seats: null, admitted: 0, left: 0 }, hours: hours(null) }, 0)],
  ];
  for (const [expected, said] of cases) it(expected, () => assert.equal(said, expected));
});
