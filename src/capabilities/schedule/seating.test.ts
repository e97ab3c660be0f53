import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../shared/dates.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { bookingsOf, decideBookings, decideCancel, decideMove, decideSubstitute, reconcile, type Booking } from './bookings.ts';
import type { Seat, Separation } from './model.ts';
import { concernsOf, decideSeat, freeSeat, seatedOn, seesPairs, sharesDay, skip } from './seating.ts';

const rules = defaultRuleBook();
const seat = (no: number, clientId: string, from = '2026-11-01', until: string | null = null): Seat =>
  ({ id: `${clientId}-${no}`, seriesId: 's', clientId, no, from, until });
const series = { from: '2026-01-01', until: null as string | null, capacity: 12, service: 'relapse-prevention-group' as const };
const open = { enrolment: 'open' as const };
const full = Array.from({ length: 12 }, (_, n) => seat(n + 1, `c${n}`));
const apart: Separation = { id: 'p', clientId: 'rosa', otherId: 'c3', reason: 'couple', from: '2026-01-01', until: null };

type Case = [string, () => ReturnType<typeof decideSeat>, string | number];
const ask = (more: object = {}) => ({ clientId: 'rosa', from: '2026-11-30', until: null, ...more });
const seats: Case[] = [
  ['an empty group gives the first seat', () => decideSeat(ask(), series, open, [], [], rules), 1],
  ['the lowest free number is given', () => decideSeat(ask(), series, open, [seat(1, 'a'), seat(3, 'b')], [], rules), 2],
  ['PR-22 a full group refuses', () => decideSeat(ask(), series, open, full, [], rules), 'group-full'],
  ['a seat that ends before frees it', () => decideSeat(ask(), series, open, full.map((s) => s.no === 5 ? { ...s, until: '2026-11-30' } : s), [], rules), 5],
  ['a seat that ends a day later does not', () => decideSeat(ask(), series, open, full.map((s) => s.no === 5 ? { ...s, until: '2026-12-01' } : s), [], rules), 'group-full'],
  ['PR-22 the rule book is tighter than the group', () => decideSeat(ask(), series, open, full.slice(0, 10), [], { ...rules, 'group.max.therapy': 10 }), 'group-full'],
  ['PR-23 an education group holds more', () => decideSeat(ask(), { ...series, service: 'family-education', capacity: 24 }, open, full, [], rules), 13],
  ['a single visit fits before the next spell', () => decideSeat(ask({ until: '2026-12-01' }), { ...series, capacity: 1 }, open, [seat(1, 'a', '2026-12-01')], [], rules), 1],
  ['a seat twice', () => decideSeat(ask(), series, open, [seat(1, 'rosa')], [], rules), 'already-seated'],
  ['PR-26 a closed cohort that has begun', () => decideSeat(ask(), series, { enrolment: 'closed' }, [], [], rules), 'cohort-has-begun'],
  ['PR-26 a closed cohort on its first day', () => decideSeat(ask({ from: '2026-01-01' }), series, { enrolment: 'closed' }, [], [], rules), 1],
  ['a series that has ended', () => decideSeat(ask(), { ...series, until: '2026-11-30' }, open, [], [], rules), 'series-has-ended'],
  ['a seat that ends on its first day', () => decideSeat(ask({ until: '2026-11-30' }), series, open, [], [], rules), 'ends-before-it-begins'],
  ['PR-28 a couple in one group', () => decideSeat(ask(), series, open, [seat(4, 'c3')], [apart], rules), 'kept-apart'],
  ['PR-28 either way round', () => decideSeat(ask({ clientId: 'c3' }), series, open, [seat(4, 'rosa')], [apart], rules), 'kept-apart'],
  ['PR-28 the other one left before', () => decideSeat(ask(), series, open, [seat(4, 'c3', '2026-01-01', '2026-11-30')], [apart], rules), 1],
  ['PR-28 the order has ended', () => decideSeat(ask(), series, open, [seat(4, 'c3')], [{ ...apart, until: '2026-11-30' }], rules), 1],
  ['PR-28 a supervisor may, with a reason', () => decideSeat(ask({ override: { by: 'sue', maySupervise: true, reason: 'both asked for it' } }), series, open, [seat(4, 'c3')], [apart], rules), 1],
  ['PR-28 a supervisor without a reason', () => decideSeat(ask({ override: { by: 'sue', maySupervise: true, reason: ' ' } }), series, open, [seat(4, 'c3')], [apart], rules), 'kept-apart'],
  ['PR-28 a counselor may not override', () => decideSeat(ask({ override: { by: 'tom', maySupervise: false, reason: 'both asked' } }), series, open, [seat(4, 'c3')], [apart], rules), 'kept-apart'],
];
for (const [name, decide, expected] of seats) {
  test(`a seat is asked for: ${name}`, () => {
    const decision = decide();
    assert.equal(decision.ok ? decision.value.no : decision.reason, expected);
  });
}

test('no refusal about a group names another client', () => {
  for (const [, decide] of seats) {
    const decision = decide();
    if (!decision.ok) assert.doesNotMatch(decision.say, /c\d|rosa/);
  }
});

const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-11-01', n));
const spell = fc.record({ from: day, length: fc.option(fc.integer({ min: 1, max: 30 })) })
  .map((s) => ({ from: s.from, until: s.length === null ? null : addDays(s.from, s.length) }));

test('however seats are asked for, no day ever holds more than the group, nor one number twice', () => {
  fc.assert(fc.property(fc.array(spell, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (spells, most) => {
    const given: Seat[] = [];
    spells.forEach((s, n) => {
      const no = freeSeat(given, s, most);
      if (no !== null) given.push(seat(no, `c${n}`, s.from, s.until));
    });
    for (let n = 0; n < 90; n++) {
      const on = seatedOn(given, addDays('2026-11-01', n));
      assert.ok(on.length <= most);
      assert.equal(new Set(on.map((s) => s.no)).size, on.length);
    }
  }));
});

test('a skip takes exactly its days out of a spell', () => {
  fc.assert(fc.property(spell, spell, (held, away) => {
    const gap = { from: away.from, until: away.until ?? addDays(away.from, 3) };
    const after = skip(seat(1, 'rosa', held.from, held.until), gap, 'new');
    assert.equal(new Set(after.map((s) => s.id)).size, after.length);
    for (let n = 0; n < 100; n++) {
      const on = addDays('2026-11-01', n);
      const was = seatedOn([held], on).length === 1;
      assert.equal(seatedOn(after, on).length, was && !(gap.from <= on && on < gap.until) ? 1 : 0);
    }
  }));
});

test('spells that touch share no day', () => {
  assert.equal(sharesDay({ from: '2026-11-01', until: '2026-11-05' }, { from: '2026-11-05', until: null }), false);
  assert.equal(sharesDay({ from: '2026-11-01', until: '2026-11-06' }, { from: '2026-11-05', until: null }), true);
});

const concerns: [string, Partial<Parameters<typeof concernsOf>[0]>, string[]][] = [
  ['a group in order', {}, []],
  ['nobody leads it', { leaders: [] }, ['no-leader']],
  ['PR-25 thirteen with one leader', { seated: 13, capacity: 14 }, ['second-leader-missing', 'more-than-allowed']],
  ['PR-25 thirteen with two', { seated: 13, capacity: 14, leaders: [true, true] }, ['more-than-allowed']],
  ['PR-25 a lecture of twenty with one', { seated: 20, capacity: 24, service: 'family-education', roomSeats: 30 }, []],
  ['PR-24 one client is no group', { seated: 1 }, ['too-few']],
  ['more people than chairs', { seated: 11, roomSeats: 10 }, ['more-than-room']],
  ['PR-61 its leader lacks the credential', { leaders: [false] }, ['leader-not-credentialed']],
  ['an individual session needs no two clients', { kind: 'individual', seated: 1 }, []],
];
for (const [name, more, expected] of concerns) {
  test(`the week shows: ${name}`, () => {
    const session = { service: 'relapse-prevention-group' as const, kind: 'group', seated: 10, capacity: 12, roomSeats: 14, leaders: [true], ...more };
    assert.deepEqual(concernsOf(session, rules), expected);
  });
}

const booking = (kind: 'client' | 'staff' | 'room', id: string, from: string, to: string, sessionId = from): Booking =>
  ({ resource: { kind, id }, sessionId, from: `2026-11-23T${from}:00Z`, to: `2026-11-23T${to}:00Z` });
const taken = [booking('staff', 'tom', '18:00', '21:00'), booking('room', 'r1', '18:00', '21:00'), booking('client', 'rosa', '18:00', '21:00')];
const bookings: [string, Booking, string][] = [
  ['the leader is elsewhere', booking('staff', 'tom', '20:59', '22:00'), 'staff-elsewhere'],
  ['the leader comes straight from it', booking('staff', 'tom', '21:00', '22:00'), 'ok'],
  ['the room is taken', booking('room', 'r1', '17:00', '18:01'), 'room-taken'],
  ['another room', booking('room', 'r2', '18:00', '21:00'), 'ok'],
  ['the client is elsewhere', booking('client', 'rosa', '19:00', '20:00'), 'client-elsewhere'],
  ['the same session is no clash with itself', booking('client', 'rosa', '18:00', '20:00', '18:00'), 'ok'],
];
for (const [name, wanted, expected] of bookings) {
  test(`PR-27 ${name}`, () => {
    const decision = decideBookings([wanted], taken);
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}

test('a session takes its room and its leaders, a cancelled one nothing', () => {
  const session = { id: 's', startAt: 'a', endAt: 'b', roomId: 'r', facilitatorIds: ['x', 'y'], cancelled: null };
  assert.equal(bookingsOf(session).length, 3);
  assert.equal(bookingsOf({ ...session, cancelled: { reason: 'snow', at: 'a', by: 'x' } }).length, 0);
});

const now = '2026-11-23T12:00:00Z';
const to = { startAt: '2026-11-24T18:00:00Z', endAt: '2026-11-24T19:00:00Z' };
const cancelled = { cancelled: { reason: 'snow', at: now, by: 'x' } };
const moves: [string, () => { ok: boolean; reason?: string }, string][] = [
  ['to tomorrow', () => decideMove({ cancelled: null }, to, false, now), 'ok'],
  ['into the past', () => decideMove({ cancelled: null }, { startAt: '2026-11-23T11:00:00Z', endAt: '2026-11-23T13:00:00Z' }, false, now), 'in-the-past'],
  ['to end before it starts', () => decideMove({ cancelled: null }, { startAt: to.endAt, endAt: to.startAt }, false, now), 'ends-before-it-starts'],
  ['to last a day', () => decideMove({ cancelled: null }, { ...to, endAt: '2026-11-25T18:00:00Z' }, false, now), 'longer-than-a-day'],
  ['after attendance was recorded', () => decideMove({ cancelled: null }, to, true, now), 'has-attendance'],
  ['after it was cancelled', () => decideMove(cancelled, to, false, now), 'already-cancelled'],
  ['after it has begun', () => decideMove({ cancelled: null, startAt: now }, to, false, now), 'has-begun'],
  ['before it begins', () => decideMove({ cancelled: null, startAt: to.startAt }, to, false, now), 'ok'],
];
for (const [name, decide, expected] of moves) {
  test(`a session is moved ${name}`, () => {
    const decision = decide();
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}

test('a session is given to others until it ends, also where people have arrived, and not once it was held', () => {
  const reason = (endAt: string, facts: boolean) => {
    const decision = decideSubstitute({ cancelled: null, endAt }, facts, now);
    return decision.ok ? 'ok' : decision.reason;
  };
  assert.deepEqual([reason(to.endAt, true), reason(now, false), reason(now, true)], ['ok', 'ok', 'held-already']);
});

test('a session is cancelled once, and not after somebody was there', () => {
  const reason = (d: ReturnType<typeof decideCancel>) => d.ok ? 'ok' : d.reason;
  assert.deepEqual([reason(decideCancel({ cancelled: null }, false)), reason(decideCancel(cancelled, false)), reason(decideCancel({ cancelled: null }, true))],
    ['ok', 'already-cancelled', 'has-attendance']);
});

test('a change from here on replaces only sessions to which no fact is tied', () => {
  const at = (date: string, hour: string) => ({ on: date, startAt: `${date}T${hour}:00:00Z`, endAt: `${date}T23:00:00Z`, breaks: [] });
  const made = (id: string, date: string, hour = '18') => ({ id, plannedOn: date, startAt: `${date}T${hour}:00:00Z`, endAt: `${date}T23:00:00Z`, cancelled: null });
  const existing = [made('past', '2026-11-20'), made('noted', '2026-11-24'), made('plain', '2026-11-26'), made('same', '2026-11-30', '17'),
    { ...made('snow', '2026-12-01'), cancelled: { reason: 'snow', at: now, by: 'x' } }];
  const wanted = ['2026-11-20', '2026-11-24', '2026-11-26', '2026-11-30', '2026-12-01', '2026-12-03'].map((date) => at(date, '17'));
  const plan = reconcile(wanted, existing, new Set(['noted']), now);
  assert.deepEqual(plan.drop.map((one) => one.id), ['plain']);
  assert.deepEqual(plan.make.map((one) => one.on), ['2026-11-26', '2026-12-03']);
  const again = reconcile(wanted, [...existing.filter((one) => !plan.drop.includes(one)),
    ...plan.make.map((one) => ({ id: one.on, plannedOn: one.on, startAt: one.startAt, endAt: one.endAt, cancelled: null }))], new Set(['noted']), now);
  assert.deepEqual([again.make, again.drop], [[], []]);
});

test('PR-28 who is kept apart is seen by those who seat people, not by those who only see the roster', () => {
  assert.deepEqual((['intake', 'counselor', 'supervisor', 'director', 'facilitator', 'nurse', 'technician', 'case_manager', 'medical', 'administrator'] as const).map((role) => seesPairs([role])),
    [true, true, true, true, false, false, false, false, false, false]);
});
