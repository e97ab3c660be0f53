import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, instantOf } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { addressOf, viewOf, type CalendarView } from './calendar-view.ts';
import { freeOn, onQuarter } from './free-time.ts';
import { clashesAt, inRoom, later, onDay, sayStep, startingAt, whereIs, whyNot } from './landing.ts';
import { hoursOf, lanesOf, linesOf, rowsOf, sessionsIn, type ProgramWeek, type Shown } from './week-grid.ts';
import { sheetsOf } from './week-sheet.ts';

const zone = 'America/Chicago';
const MONDAY = '2026-11-23';
const NOW = '2026-11-22T18:00:00Z';
const [main, north, room1, room2, room3, tess, kim, evening] = Array.from({ length: 8 }, () => newId()) as [string, string, string, string, string, string, string, string];
const T = { staffId: tess, initials: 'T. B.' };
const K = { staffId: kim, initials: 'K. R.' };

function session(day: number, from: string, to: string, more: Partial<Shown> = {}): Shown {
  const date = addDays(MONDAY, day);
  return {
    sessionId: newId(), seriesId: newId(), groupId: newId(), trackId: null, kind: 'group', service: 'group-therapy', name: 'Skills', date, from, to,
    startAt: instantOf(date, from, zone), endAt: instantOf(date, to, zone), breaks: [], roomId: room1, room: 'Room 1', leaders: [T], lesson: null, mode: 'in_person', link: '',
    countedMinutes: 180, seated: 8, capacity: 10, cancelled: null, tied: false, byHand: false, concerns: [], ...more,
  };
}
const weekOf = (sessions: Shown[], more: Partial<ProgramWeek> = {}): ProgramWeek => ({
  from: MONDAY, days: [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(MONDAY, n)), sessions, holidays: [],
  rooms: [{ roomId: room1, siteId: main, name: 'Room 1', places: 12 }, { roomId: room2, siteId: main, name: 'Room 2', places: 6 }, { roomId: room3, siteId: north, name: 'North', places: 12 }],
  sites: [{ siteId: main, name: 'Main house' }, { siteId: north, name: 'North clinic' }], tracks: [{ trackId: evening, name: 'Evening' }], ...more,
});
const plain: CalendarView = { span: 'week', by: 'rooms', on: MONDAY, site: null, track: null, person: null, concerns: false };

describe('the address of a view', () => {
  test('says what is shown, and is read back the same', () => {
    fc.assert(fc.property(fc.constantFrom('week', 'day'), fc.constantFrom('rooms', 'people', 'tracks', 'sites'), fc.integer({ min: -400, max: 400 }),
      fc.option(fc.constantFrom(main, north)), fc.option(fc.constantFrom(evening)), fc.option(fc.constantFrom(tess)), fc.boolean(), (span, by, day, site, track, person, concerns) => {
        const view = { span, by, on: addDays(MONDAY, day), site, track, person, concerns } as CalendarView;
        const asked = new URLSearchParams(addressOf(view, MONDAY).split('?')[1] ?? '');
        assert.deepEqual(viewOf((name) => asked.get(name) ?? undefined, MONDAY), view);
      }));
  });
  test('leaves at its default what it does not understand', () => {
    const odd: Record<string, string> = { on: 'yesterday', span: 'year', by: 'moon', site: "'; drop", only: 'x' };
    assert.deepEqual(viewOf((name) => odd[name], MONDAY), plain);
    assert.equal(addressOf(plain, MONDAY), '/week');
  });
});

describe('where a carried session would land', () => {
  const moved = session(0, '18:00', '21:15');
  const at = (day: number, from: string, to: string) => ({ ...whereIs(moved), date: addDays(MONDAY, day), from, to });
  const cases: [string, Shown[], ReturnType<typeof at>, Partial<ProgramWeek>, string[]][] = [
    ['an empty evening', [], at(1, '18:00', '21:15'), {}, []],
    ['PR-27: a room that is taken', [session(1, '20:00', '22:00', { leaders: [K], name: 'Family' })], at(1, '18:00', '21:15'), {}, ['Room 1 is taken by Family, 8 to 10\u00a0pm.']],
    ['PR-27: a leader who is elsewhere', [session(1, '17:00', '18:30', { roomId: room2, name: 'Family' })], at(1, '18:00', '21:15'), {}, ['T. B. already leads Family until 6:30\u00a0pm.']],
    ['right after another ends', [session(1, '16:00', '18:00')], at(1, '18:00', '21:15'), {}, []],
    ['over one that is cancelled', [session(1, '18:00', '21:00', { cancelled: 'ill' })], at(1, '18:00', '21:15'), {}, []],
    ['over itself, a quarter hour later', [moved], at(0, '18:15', '21:30'), {}, []],
    ['PR-10: a day on which all is closed', [], at(3, '18:00', '21:15'), { holidays: [{ date: '2026-11-26', name: 'Thanksgiving', siteId: null }] }, ['It is closed then: Thanksgiving.']],
    ['a day on which another site is closed', [], at(3, '18:00', '21:15'), { holidays: [{ date: '2026-11-26', name: 'Paint', siteId: north }] }, []],
    ['a room with fewer chairs', [], { ...at(1, '18:00', '21:15'), roomId: room2 }, {}, ['Room 2 has 6 chairs, 8 come.']],
    ['before now', [], { ...at(0, '18:00', '21:15'), date: '2026-11-21' }, {}, ['That time has passed.']],
  ];
  for (const [what, others, landing, more, want] of cases) {
    test(`${what}: ${want.length === 0 ? 'nothing is in the way' : want[0]}`, () => {
      assert.deepEqual(clashesAt(weekOf([moved, ...others], more), moved, landing, NOW, zone).map((one) => one.say), want);
    });
  }

  test('steps keep its length, snap to quarter hours and end at the edges of the day and the week', () => {
    fc.assert(fc.property(fc.integer({ min: -2000, max: 4000 }), fc.integer({ min: 1, max: 40 }), (from, steps) => {
      const landed = startingAt(at(0, '18:00', '21:15'), from);
      const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
      assert.equal(minutes(landed.to) - minutes(landed.from), 195);
      assert.equal(minutes(landed.from) % 15, 0);
      assert.ok(landed.from >= '06:00' && landed.to <= '23:00');
      const days = weekOf([]).days;
      let walked = landed;
      for (let n = 0; n < steps; n++) walked = onDay(walked, days, 1);
      assert.equal(walked.date, addDays(MONDAY, Math.min(6, steps)));
    }));
    assert.deepEqual([later(at(0, '18:00', '21:15'), -15).from, later(at(0, '18:00', '21:15'), -15).to], ['17:45', '21:00']);
  });
  test('rooms are walked through in their order, no room last', () => {
    const rooms = [room1, room2, room3];
    assert.deepEqual([1, 2, 3, 9].map((by) => inRoom(whereIs(moved), rooms, by).roomId), [room2, room3, null, null]);
    assert.equal(inRoom(whereIs(moved), rooms, -1).roomId, room1);
  });
  test('a screen reader hears where and what is in the way', () => {
    assert.equal(sayStep(weekOf([moved]), at(1, '18:00', '21:15'), []), 'Tue\u00a024\u00a0Nov, 6 to 9:15\u00a0pm, Room 1. Nothing in the way.');
  });
  test('stays where it is once held, recorded or cancelled', () => {
    assert.equal(whyNot(moved, NOW), null);
    assert.match(whyNot(moved, moved.startAt)!, /begun/);
    assert.match(whyNot({ ...moved, tied: true }, NOW)!, /recorded/);
    assert.match(whyNot({ ...moved, cancelled: 'ill' }, NOW)!, /cancelled/);
  });
});

describe('rows and lines', () => {
  const morning = session(0, '09:00', '12:00', { trackId: evening });
  const late = session(0, '18:00', '21:00', { roomId: room2, leaders: [K] });
  const tuesday = session(1, '18:00', '21:00', { leaders: [T, K], concerns: ['too-few', 'second-leader-missing'] });
  const alone = session(2, '13:00', '13:50', { kind: 'individual', groupId: null, roomId: null, room: null, capacity: 1 });
  const week = weekOf([morning, late, tuesday, alone]);

  test('every session stands once in its lines, evenings on one height', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('09:00', '10:30', '13:00', '17:00', '18:00')), { maxLength: 40 }), (all) => {
      const sessions = all.map(([day, from]) => session(day, from, '21:30'));
      const lines = linesOf(sessions, week.days);
      assert.ok(lines.every((line) => line.length === 7));
      assert.deepEqual(lines.flat().flatMap((one) => (one ? [one.sessionId] : [])).toSorted(), sessions.map((one) => one.sessionId).toSorted());
    }));
    assert.deepEqual(linesOf([], week.days), [week.days.map(() => null)]);
  });
  test('by room an empty room stays, so that something can be put there; by person, track and site what is theirs', () => {
    const names = (by: CalendarView['by'], more: Partial<CalendarView> = {}) => rowsOf(week, { ...plain, by, ...more }).map((row) => `${row.name} ${row.sessions.length}`);
    assert.deepEqual(names('rooms'), ['Room 1 2', 'Room 2 1', 'North 0', 'No room 1']);
    assert.deepEqual(names('people'), ['K. R. 2', 'T. B. 3']);
    assert.deepEqual(names('tracks'), ['Evening 1', 'By themselves 2', 'One to one 1']);
    assert.deepEqual(names('sites'), ['Main house 3', 'North clinic 0', 'No room 1']);
    assert.deepEqual(names('rooms', { person: kim }), ['Room 1 1', 'Room 2 1']);
    assert.deepEqual(names('rooms', { concerns: true }), ['Room 1 1']);
    assert.deepEqual(names('rooms', { site: north }), ['North 0']);
  });
  test('a day shows its own sessions, what overlaps in lanes, between hours that hold them', () => {
    assert.deepEqual(sessionsIn(week, { ...plain, span: 'day' }), [morning, late]);
    const lanes = lanesOf([session(0, '09:00', '12:00'), session(0, '11:00', '12:00'), session(0, '12:00', '13:00')]);
    assert.deepEqual(lanes.map((lane) => lane.map((one) => one.from)), [['09:00', '12:00'], ['11:00']]);
    assert.deepEqual(hoursOf([session(0, '06:30', '22:15')]), { first: 6, last: 23 });
    assert.deepEqual(hoursOf([]), { first: 8, last: 21 });
  });
});

describe('time that can be booked', () => {
  const block = (from: string, to: string, roomId: string | null = null) => ({ id: newId(), staffId: tess, weekday: 2, from, to, roomId });
  const free = (sessions: Shown[], blocks = [block('13:00', '17:00')], now = NOW) =>
    freeOn(weekOf(sessions), blocks, tess, addDays(MONDAY, 1), now, zone).map((one) => `${one.from}-${one.to}`);
  const cases: [string, string[], string[]][] = [
    ['nothing led', free([]), ['13:00-17:00']],
    ['a session in the middle', free([session(1, '14:00', '14:50')]), ['13:00-14:00', '14:50-17:00']],
    ['a gap too short for anybody', free([session(1, '13:20', '16:45')]), []],
    ['a cancelled one takes nothing', free([session(1, '14:00', '15:00', { cancelled: 'ill' })]), ['13:00-17:00']],
    ['somebody else\'s session', free([session(1, '14:00', '15:00', { leaders: [K] })]), ['13:00-17:00']],
    ['its room taken by somebody else', free([session(1, '14:00', '15:00', { leaders: [K], roomId: room2 })], [block('13:00', '17:00', room2)]), ['13:00-14:00', '15:00-17:00']],
    ['two that overlap', free([session(1, '13:00', '15:00'), session(1, '14:00', '16:00')]), ['16:00-17:00']],
    ['half of it has passed', free([], [block('13:00', '17:00')], instantOf('2026-11-24', '14:10', zone)), ['14:30-17:00']],
    ['all of it has passed', free([], [block('13:00', '17:00')], instantOf('2026-11-24', '17:30', zone)), []],
  ];
  for (const [what, got, want] of cases) test(what, () => assert.deepEqual(got, want));
  test('begins on a quarter hour', () => {
    assert.equal(onQuarter({ staffId: tess, date: MONDAY, from: '13:50', to: '17:00', roomId: null }), '14:00');
  });
});

describe('a week for the wall', () => {
  const alone = session(2, '13:00', '13:50', { kind: 'individual', groupId: null, name: 'Individual counseling' });
  const online = session(2, '18:00', '19:00', { roomId: null, room: null, mode: 'telehealth', name: 'Evening online' });
  const week = weekOf([session(0, '09:00', '12:00'), session(1, '18:00', '21:00', { roomId: room3, room: 'North', trackId: evening, cancelled: 'influenza', name: 'Family' }), alone, online],
    { holidays: [{ date: '2026-11-26', name: 'Thanksgiving', siteId: null }, { date: '2026-11-27', name: 'Paint', siteId: north }] });
  test('PV-53: holds groups alone, without a count or a reason that says who comes', () => {
    const text = JSON.stringify(sheetsOf(week, { site: null, track: null }));
    assert.ok(!text.includes('Individual') && !text.includes('influenza') && !/seated|free/.test(text));
  });
  test('is a page for each site, with what is by video on each, and closed days', () => {
    const sheets = sheetsOf(week, { site: null, track: null });
    assert.deepEqual(sheets.map((sheet) => [sheet.title, sheet.days.flatMap((day) => day.parts.flat()).map((one) => one.name)]),
      [['Main house', ['Skills', 'Evening online']], ['North clinic', ['Family', 'Evening online']]]);
    assert.deepEqual(sheets.map((sheet) => sheet.days.flatMap((day) => day.closed ?? [])), [['Thanksgiving'], ['Thanksgiving', 'Paint']]);
    assert.deepEqual(sheetsOf(week, { site: null, track: evening }).map((sheet) => sheet.title), ['North clinic, Evening track']);
  });
});
