import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { median, shareOf, weeksBelow } from './figures.ts';

describe('the figures of the board', () => {
  it('hide a share behind which fewer than five people stand', () => {
    assert.equal(shareOf(3, 4).percent, null);
    assert.equal(shareOf(4, 5).percent, 80);
    assert.equal(shareOf(0, 0).percent, null);
  });
  it('take the middle, not the mean: one long wait does not hide ten short ones', () => {
    assert.equal(median([3, 90, 4, 5]), 4.5);
    assert.equal(median([7]), 7);
    assert.equal(median([]), null);
  });
  it('count the weeks in a row below the floor, the last one first', () => {
    const weeks = (...percents: (number | null)[]) => percents.map((percent) => ({ percent }));
    assert.equal(weeksBelow(weeks(96, 93, 95, 89, 94, 90), 95), 3);
    assert.equal(weeksBelow(weeks(90, 96), 95), 0);
    assert.equal(weeksBelow(weeks(90, null, 91), 95), 2);
    assert.equal(weeksBelow([], 95), 0);
  });
});
