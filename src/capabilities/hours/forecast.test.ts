import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf } from '../../shared/dates.ts';
import { forecastOf, openingsThatFit, type Opening } from './forecast.ts';

const zone = 'America/Chicago';
const at = (date: string, time: string) => instantOf(date, time, zone);
const opening = (date: string, minutes: number, more: Partial<Opening> = {}): Opening => ({
  sessionId: `${date}-${minutes}`, seriesId: 's', name: 'Skills group', startAt: at(date, '10:00'), endAt: at(date, '12:00'), minutes, free: 3, ...more,
});
const now = at('2026-11-25', '12:00');
const week = (attended: number, toCome: number, more = {}) => ({ floor: 540, attended, toCome, over: false, full: true, excepted: null, ...more });
const said = (found: { words: string }) => found.words.replaceAll('\u00a0', ' ');

test('a short week says by how much, and which session with room would mend it', () => {
  const found = forecastOf(week(180, 240), [opening('2026-11-27', 120)], zone);
  assert.equal(said(found), '2 h short; Friday’s Skills group would mend it, 3 seats free.');
  assert.deepEqual(found.mends.map((one) => [one.on, one.from, one.enough]), [['2026-11-27', '10:00', true]]);
});

test('the earliest that is enough comes first; where none is, the longest', () => {
  const some = [opening('2026-11-26', 60), opening('2026-11-28', 180), opening('2026-11-27', 120)];
  assert.deepEqual(forecastOf(week(420, 0), some, zone).mends.map((one) => one.on), ['2026-11-27', '2026-11-28', '2026-11-26']);
  const few = forecastOf(week(180, 0), some, zone);
  assert.deepEqual(few.mends.map((one) => one.minutes), [180, 120, 60]);
  assert.equal(said(few), '6 h short; Saturday’s Skills group would give 3 h, 3 seats free.');
});

test('a week that will reach its floor, is over, partial or excepted, asks nothing', () => {
  for (const one of [week(300, 240), week(0, 0, { over: true }), week(0, 0, { full: false }), week(0, 0, { excepted: 'taper' })]) assert.equal(forecastOf(one, [opening('2026-11-27', 120)], zone).short, 0);
  assert.equal(said(forecastOf(week(300, 240), [], zone)), 'Enough, if all that is left is kept.');
  assert.equal(said(forecastOf(week(540, 0), [], zone)), 'The floor is reached.');
});

test('with no room anywhere it says so; the client is told kindly', () => {
  const found = forecastOf(week(0, 0), [], zone);
  assert.equal(said(found), '9 h short, and no session this week has room that fits.');
  assert.equal(found.kindWords, 'Your team will look with you for a time that fits.');
});

const fits: [string, Opening, boolean][] = [
  ['a free morning', opening('2026-11-27', 120), true],
  ['full', opening('2026-11-27', 120, { free: 0 }), false],
  ['begun', opening('2026-11-25', 120), false],
  ['not counted', opening('2026-11-27', 0), false],
  ['at the time of a session of theirs', opening('2026-11-26', 120), false],
  ['at the time of their work', opening('2026-11-30', 120), false],
];
for (const [name, one, expected] of fits) {
  test(`a session is offered where it fits: ${name}`, () => {
    const busy = [{ startAt: at('2026-11-26', '11:00'), endAt: at('2026-11-26', '11:50') }];
    assert.equal(openingsThatFit([one], busy, [{ weekday: 1, from: '07:00', to: '10:30' }], now, zone).length, expected ? 1 : 0);
  });
}
