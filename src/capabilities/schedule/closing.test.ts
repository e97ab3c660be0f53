import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { calledOff, closedDays, closes } from './closing.ts';
import { addDays } from '../../shared/dates.ts';
import { standingOpenings, standsInTheWay, travelBetween, WEEKS_LOOKED_AT } from './openings.ts';

describe('a closed day', () => {
  const rooms = [{ roomId: 'r1', siteId: 'east' }, { roomId: 'r2', siteId: 'west' }];
  const cases: [string, string | null, string | null, 'in_person' | 'telehealth' | 'hybrid', boolean][] = [
    ['of the program stops everything, video too', null, null, 'telehealth', true],
    ['of a site stops what is held in its rooms', 'east', 'r1', 'in_person', true],
    ['of a site leaves other sites alone', 'east', 'r2', 'in_person', false],
    ['of a site leaves what is joined by video', 'east', 'r1', 'telehealth', false],
    ['of a site stops what is joined either way', 'east', 'r1', 'hybrid', true],
    ['of a site leaves what has no room', 'east', null, 'in_person', false],
  ];
  for (const [name, siteId, roomId, mode, stops] of cases) {
    test(name, () => assert.equal(closes({ siteId }, { roomId, mode }, rooms), stops));
  }

  test('has its reason; a closure goes before a holiday, and its last day is closed', () => {
    const rules = { ...defaultRuleBook(), holidays: [{ date: '2026-07-03', name: 'Observed' }, { date: '2026-12-25', name: 'Christmas' }] };
    const days = closedDays(rules, [{ id: 'c', siteId: null, from: '2026-07-02', until: '2026-07-04', reason: 'Painting' }], { roomId: null, mode: 'in_person' }, rooms);
    assert.deepEqual([...days], [['2026-07-03', 'Painting'], ['2026-12-25', 'Christmas'], ['2026-07-02', 'Painting']]);
  });

  test('calls off what is planned there by the clock of the site, never what was held or is cancelled', () => {
    const at = (startAt: string, more = {}) => ({ startAt, roomId: 'r1', mode: 'in_person' as const, tied: false, cancelled: null, ...more });
    const sessions = [at('2026-07-02T04:00:00Z'), at('2026-07-03T04:00:00Z'), at('2026-07-02T20:00:00Z', { tied: true }), at('2026-07-02T21:00:00Z', { cancelled: {} })];
    const { off, held } = calledOff(sessions, { siteId: null, from: '2026-07-02', until: '2026-07-03' }, rooms, 'America/Chicago');
    // 4 in the morning of 2 July in UTC is the evening before in Chicago
    assert.deepEqual([off.map((one) => one.startAt), held.length], [['2026-07-03T04:00:00Z'], 1]);
  });
});

describe('time to be booked', () => {
  const travel = [{ fromSiteId: 'east', toSiteId: 'west', minutes: 40 }];
  const wanted = { staffId: 's', roomId: 'r', siteId: 'west', startAt: '2026-03-10T15:00:00Z', endAt: '2026-03-10T15:50:00Z' };
  const booked = (kind: 'staff' | 'room', id: string, from: string, to: string, siteId: string | null = 'west') =>
    ({ resource: { kind, id }, sessionId: 'x', from: `2026-03-10T${from}:00Z`, to: `2026-03-10T${to}:00Z`, siteId });
  const cases: [string, ReturnType<typeof booked>, boolean][] = [
    ['ends just before, within the buffer', booked('staff', 's', '14:00', '14:55'), true],
    ['ends ten minutes before', booked('staff', 's', '14:00', '14:50'), false],
    ['begins right after', booked('staff', 's', '15:50', '16:30'), true],
    ['begins ten minutes after', booked('staff', 's', '16:00', '16:30'), false],
    ['ends half an hour before at another site, 40 minutes away', booked('staff', 's', '13:00', '14:30', 'east'), true],
    ['begins half an hour later at another site, of which no way is known', booked('staff', 's', '16:20', '17:00', 'east'), false],
    ['is of another person', booked('staff', 't', '15:00', '16:00'), false],
    ['takes the room until the very minute', booked('room', 'r', '14:00', '15:00'), false],
    ['takes the room', booked('room', 'r', '15:30', '16:00'), true],
    ['takes another room', booked('room', 'q', '15:00', '16:00'), false],
  ];
  for (const [name, one, stands] of cases) test(`what ${name} ${stands ? 'stands' : 'does not stand'} in the way`, () => assert.equal(standsInTheWay(one, wanted, 10, travel), stands));
  test('the way is that of its direction', () => assert.deepEqual([travelBetween('east', 'west', travel), travelBetween('west', 'east', travel), travelBetween('east', null, travel)], [40, 0, 0]));
});

describe('an opening that stands', () => {
  // Mondays from 9 March on; free at 9 on the days named
  const MONDAYS = ['2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30'];
  const at = (date: string) => ({ staffId: 's', roomId: 'r', date, from: '09:00' });
  const cases: [string, number[], number[], boolean][] = [
    ['is free in the first two weeks', [0, 1, 2, 3], [], true],
    ['is not where the first week is taken', [1, 2, 3], [], false],
    ['is not where the second week is taken', [0, 2, 3], [], false],
    ['may be taken in the third: it is booked around', [0, 1, 3], [], true],
    ['is one though the first week is closed', [1, 2, 3], [0], true],
    ['is one though the second week is closed', [0, 2, 3], [1], true],
    ['is not where the open week after a closed one is taken', [0, 3], [1], false],
    ['is one by a single open week, where all others are closed', [2], [0, 1, 3], true],
  ];
  for (const [name, free, closed, stands] of cases) {
    test(name, () => assert.equal(standingOpenings(free.map((n) => at(MONDAYS[n]!)), MONDAYS[0]!, (_, date) => closed.some((n) => MONDAYS[n] === date)).length, stands ? 1 : 0));
  }

  test('is the same hour whichever days are closed, as long as one is not', () => {
    const days = Array.from({ length: 7 * WEEKS_LOOKED_AT }, (_, day) => addDays('2026-03-11', day));
    const hours = fc.uniqueArray(fc.record({ weekday: fc.integer({ min: 0, max: 6 }), hour: fc.integer({ min: 10, max: 16 }) }), { selector: (one) => `${one.weekday}:${one.hour}`, maxLength: 12 });
    fc.assert(fc.property(hours, fc.subarray(days), (free, closed) => {
      const shut = closed.filter((date) => [0, 1, 2, 3].some((week) => !closed.includes(days[days.indexOf(date) % 7 + 7 * week]!)));
      const openings = free.flatMap((one) => [0, 1, 2, 3].map((week) => ({ staffId: 's', roomId: null, date: days[one.weekday + 7 * week]!, from: `${one.hour}:00` })));
      const seen = (without: readonly string[]) => standingOpenings(openings.filter((one) => !without.includes(one.date)), days[0]!, (_, date) => without.includes(date))
        .map((one) => `${days.indexOf(one.date) % 7}:${one.from}`).toSorted();
      assert.deepEqual(seen(shut), seen([]));
    }));
  });
});
