import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRoutine } from './routine-text.ts';
import { hours, timeCost, type Offer, type OfferedSession } from './time-cost.ts';

/** Without the spaces that do not break. */
const plain = (words: string): string => words.replaceAll('\u00a0', ' ');
const session = (weekday: number, from: string, to: string, over: Partial<OfferedSession> = {}): OfferedSession =>
  ({ weekday, from, to, kind: 'group', countedMinutes: 180, ...over });
const evening: Offer = {
  name: 'Evening', weeks: 12, seatsOpen: 2, feeWords: '$0 with the state plan.',
  sessions: [session(1, '18:00', '21:00'), session(3, '18:00', '21:00'), session(4, '18:00', '21:00'),
    session(5, '16:00', '17:00', { kind: 'individual', countedMinutes: 60 })],
};
const byBus = { travelMinutes: 35, travelMode: 'bus' as const };

test('the caller of the drawn screen: 10 h in the room, 4 h 40 by bus, 12 weeks', () => {
  const routine = [...readRoutine('Mon–Fri 7–3:30', 'work').blocks, ...readRoutine('pick-up 5 pm Tue, Thu', 'children').blocks];
  const cost = timeCost(routine, byBus, evening);
  assert.deepEqual([cost.minutesInRoom, cost.countedMinutes, cost.travelMinutes, cost.days], [600, 600, 280, 4]);
  assert.deepEqual(cost.clashes.map((c) => [c.because, c.minutes]), [['travel', 5]]);
  assert.equal(plain(cost.clashes[0]!.say), 'Fri: work ends 3:30 pm, 35 min of travel before 4 pm. 5 min short.');
  assert.equal(cost.say, '10 h here on 4 days a week, 4 h 40 of travel by bus, for about 12 weeks. $0 with the state plan. '
    + 'One thing collides with your week.');
});

test('a shift that runs into the group collides with the session itself', () => {
  const cost = timeCost(readRoutine('Mon 12-7pm', 'work').blocks, byBus, evening);
  assert.deepEqual(cost.clashes.map((c) => [c.because, c.minutes, plain(c.say)]),
    [['session', 60, 'Mon: work until 7 pm, group from 6 pm.']]);
});

test('travel not asked yet is left open, never counted as none', () => {
  const cost = timeCost([], { travelMinutes: null, travelMode: null }, evening);
  assert.equal(cost.travelMinutes, null);
  assert.doesNotMatch(cost.say, /travel/);
});

test('by video there is no travel, and two sessions in a row are one journey', () => {
  const offer = { ...evening, sessions: [session(1, '09:00', '12:00'), session(1, '12:15', '13:05'), session(2, '09:00', '10:00', { remote: true })] };
  assert.equal(timeCost([], byBus, offer).travelMinutes, 70);
  assert.equal(timeCost([], { travelMinutes: 35, travelMode: 'remote' }, offer).travelMinutes, 0);
});

test('a morning and an evening session are two journeys when home is near', () => {
  const offer = { ...evening, sessions: [session(1, '09:00', '10:00'), session(1, '18:00', '21:00')] };
  assert.equal(timeCost([], byBus, offer).travelMinutes, 140);
});

test('lengths are said as people say them', () => {
  assert.deepEqual([hours(600), hours(280), hours(35), hours(65)], ['10 h', '4 h 40', '35 min', '1 h 05']);
});
