import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMinutes, dateIn, instantOf, weekOf } from '../../shared/dates.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { SERVICES, type Service } from '../agency/services.ts';
import { RECORDED } from '../attendance/model.ts';
import { daysOf, ledgerOf, reconciles, sumOf, type LedgerFact } from './ledger.ts';
import { STEPS, type LedgerLine } from './model.ts';
import { firstDayFor, floorOf, plannedMinutes, weekFrom } from './week.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const at = (date: string, time: string) => instantOf(date, time, zone);
const monday = '2026-11-23';
const later = '2026-12-01T12:00:00Z';

/** An evening of 180 counted minutes. */
const evening = (date: string, more: Partial<LedgerFact> = {}): LedgerFact => ({
  sessionId: date, service: 'relapse-prevention-group', name: 'Relapse Prevention', startAt: at(date, '18:00'), endAt: at(date, '21:15'),
  breaks: [{ from: at(date, '19:30'), to: at(date, '19:45') }], held: null, cancelled: false, expected: true, status: null, arrivedAt: null, leftAt: null,
  drafted: false, note: null, presentCount: null, ...more,
});
const there = (date: string, from = '18:00', to = '21:15', more: Partial<LedgerFact> = {}) =>
  evening(date, { status: 'present', arrivedAt: at(date, from), leftAt: at(date, to), ...more });
const signed = { note: { serves: 1, needsCosign: false, cosigned: false }, presentCount: 8 };
const stairs = (facts: LedgerFact[], planned = 180, now = later) => {
  const { steps, gaps } = sumOf(ledgerOf(facts, planned, rules, now, zone));
  return [STEPS.map((step) => steps[step]).join(' '), gaps.map((one) => `${one.kind} ${one.minutes}`).join(', ')];
};

const cases: [string, LedgerFact[], number, string, string][] = [
  ['kept, written, signed, and it counts', [there(monday, '18:00', '21:15', signed)], 180, '180 180 180 180 180 180', ''],
  ['the plan asks for an evening that is not in the timetable', [], 180, '180 0 0 0 0 0', 'not-placed 180'],
  ['cancelled', [evening(monday, { cancelled: true })], 180, '180 0 0 0 0 0', 'session-cancelled 180'],
  ['cancelled, and made up on Friday', [evening(monday, { cancelled: true }), there('2026-11-27', '18:00', '21:15', signed)], 180, '180 180 180 180 180 180', 'session-cancelled 180, beyond-plan -180'],
  ['over and not recorded', [evening(monday)], 180, '180 180 0 0 0 0', 'unrecorded 180'],
  ['missed', [evening(monday, { status: 'no_show' })], 180, '180 180 0 0 0 0', 'missed 180'],
  ['excused', [evening(monday, { status: 'excused' })], 180, '180 180 0 0 0 0', 'excused 180'],
  ['called off by the client', [evening(monday, { status: 'cancelled_by_client' })], 180, '180 180 0 0 0 0', 'cancelled-by-client 180'],
  ['called off by the program', [evening(monday, { status: 'cancelled_by_program' })], 180, '180 180 0 0 0 0', 'cancelled-by-program 180'],
  ['PR-81: 20 minutes late', [there(monday, '18:20')], 180, '180 180 160 0 0 0', 'came-late 20, no-note 160'],
  ['left 30 minutes before the end', [there(monday, '18:00', '20:45')], 180, '180 180 150 0 0 0', 'left-early 30, no-note 150'],
  ['late and early', [there(monday, '18:20', '20:45')], 180, '180 180 130 0 0 0', 'came-late 20, left-early 30, no-note 130'],
  ['PR-21: gone in the break', [there(monday, '18:00', '19:40')], 180, '180 180 90 0 0 0', 'left-early 90, no-note 90'],
  ['it ended 20 minutes early for all', [there(monday, '18:00', '20:55', { held: { startAt: at(monday, '18:00'), endAt: at(monday, '20:55') } })], 180, '180 180 160 0 0 0', 'held-shorter 20, no-note 160'],
  ['it went on 15 minutes longer', [there(monday, '18:00', '21:30', { held: { startAt: at(monday, '18:00'), endAt: at(monday, '21:30') } })], 180, '180 180 195 0 0 0', 'held-shorter -15, no-note 195'],
  ['a visit without a seat', [there(monday, '18:00', '21:15', { expected: false })], 0, '0 0 180 0 0 0', 'unscheduled -180, no-note 180'],
  ['a draft', [there(monday, '18:00', '21:15', { drafted: true })], 180, '180 180 180 180 0 0', 'note-not-signed 180'],
  ['PR-81: too short to count', [there(monday, '18:00', '18:15', signed)], 180, '180 180 15 15 15 0', 'left-early 165, under-minimum 15'],
  ['PR-24: alone in a group', [there(monday, '18:00', '21:15', { ...signed, presentCount: 1 })], 180, '180 180 180 180 180 0', 'too-few-present 180'],
  ['PR-72: waits for a co-signature', [there(monday, '18:00', '21:15', { ...signed, note: { serves: 1, needsCosign: true, cosigned: false } })], 180, '180 180 180 180 180 0', 'awaits-cosign 180'],
  ['PR-72: co-signed', [there(monday, '18:00', '21:15', { ...signed, note: { serves: 1, needsCosign: true, cosigned: true } })], 180, '180 180 180 180 180 180', ''],
  ['PR-56: serves no objective', [there(monday, '18:00', '21:15', { ...signed, note: { serves: 0, needsCosign: false, cosigned: false } })], 180, '180 180 180 180 180 0', 'serves-nothing 180'],
  ['more than the plan asks', [there(monday, '18:00', '21:15', signed)], 120, '120 180 180 180 180 180', 'beyond-plan -60'],
  ['a mutual-help meeting is no hour of treatment', [there(monday, '18:00', '21:15', { service: 'mutual-help' })], 0, '0 0 0 0 0 0', ''],
];
for (const [name, facts, planned, steps, gaps] of cases) {
  test(`PR-14 from planned to counting: ${name}`, () => {
    assert.deepEqual(stairs(facts, planned), [steps, gaps]);
  });
}

test('what has not ended is to come; the same hour later it is not recorded', () => {
  assert.deepEqual(stairs([evening(monday)], 180, at(monday, '20:00')), ['180 180 0 0 0 0', 'to-come 180']);
  assert.deepEqual(stairs([evening(monday)], 180, at(monday, '21:15')), ['180 180 0 0 0 0', 'unrecorded 180']);
});

test('every gap is said in words', () => {
  const lines = ledgerOf([there(monday, '18:45')], 180, rules, later, zone);
  assert.deepEqual(lines[0]!.gaps.map((one) => one.words.replaceAll('\u00a0', ' ')), ['45 min came late', '2 h 15 without a note']);
  const visit = ledgerOf([there(monday, '18:00', '21:15', { expected: false })], 0, rules, later, zone);
  assert.equal(visit[0]!.gaps[0]!.words.replaceAll('\u00a0', ' '), '+ 3 h there without a seat');
});

describe('any client-week reconciles', () => {
  const services = fc.constantFrom<Service>(...SERVICES);
  const anyFact = fc.record({
    day: fc.integer({ min: 0, max: 41 }), hour: fc.integer({ min: 6, max: 20 }), minute: fc.constantFrom(0, 7, 30), length: fc.integer({ min: 1, max: 240 }),
    pause: fc.option(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 40 })), { nil: null }),
    service: services, cancelled: fc.boolean(), expected: fc.boolean(), status: fc.option(fc.constantFrom(...RECORDED), { nil: null }),
    came: fc.integer({ min: -60, max: 300 }), stayed: fc.integer({ min: 1, max: 400 }), seconds: fc.integer({ min: 0, max: 59 }),
    held: fc.option(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 260 })), { nil: null }),
    drafted: fc.boolean(), note: fc.option(fc.record({ serves: fc.integer({ min: 0, max: 2 }), needsCosign: fc.boolean(), cosigned: fc.boolean() }), { nil: null }),
    presentCount: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }),
  }).map((f): LedgerFact => {
    const startAt = at(addDays('2026-10-12', f.day), `${String(f.hour).padStart(2, '0')}:${String(f.minute).padStart(2, '0')}`);
    const second = (instant: string) => Temporal.Instant.from(instant).add({ seconds: f.seconds }).toString();
    const here = f.status === 'present';
    return {
      sessionId: `${f.day}-${f.hour}-${f.minute}-${f.length}`, service: f.service, name: '', startAt, endAt: addMinutes(startAt, f.length),
      breaks: f.pause === null ? [] : [{ from: addMinutes(startAt, f.pause[0]), to: addMinutes(startAt, f.pause[0] + f.pause[1]) }],
      held: f.held === null ? null : { startAt: addMinutes(startAt, f.held[0]), endAt: addMinutes(startAt, f.held[0] + f.held[1]) },
      cancelled: f.cancelled, expected: f.expected, status: f.status, arrivedAt: here ? second(addMinutes(startAt, f.came)) : null,
      leftAt: here ? second(addMinutes(startAt, f.came + f.stayed)) : null, drafted: f.drafted, note: f.note, presentCount: f.presentCount,
    };
  });
  const anyWeek = fc.tuple(fc.array(anyFact, { maxLength: 20 }), fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 7 }));

  test('each step is the one before it minus its gaps; days sum to the week, weeks to the history', () => {
    fc.assert(fc.property(anyWeek, ([facts, planned, nowDay, firstDay]) => {
      const now = at(addDays('2026-10-12', nowDay), '12:00');
      const first = weekOf('2026-10-12', firstDay);
      const weeks = Array.from({ length: 8 }, (_, n) => weekFrom(facts, { weekStart: addDays(first, 7 * n), planned, floor: 540, full: true, excepted: null }, rules, firstDay, now, zone));
      const history: LedgerLine[] = weeks.flatMap((week) => week.lines);
      for (const week of weeks) {
        const whole = sumOf(week.lines);
        assert.ok(reconciles(whole), JSON.stringify(whole));
        for (const line of week.lines) {
          assert.ok(reconciles(line), JSON.stringify(line));
          for (const step of STEPS) assert.ok(Number.isInteger(line.steps[step]) && line.steps[step] >= 0, JSON.stringify(line));
          assert.ok(line.steps.creditable <= line.steps.present);
        }
        const days = daysOf(week.lines);
        assert.deepEqual(sumOf(days), whole);
        for (const day of days) assert.ok(reconciles(day));
        assert.deepEqual([week.planned, week.scheduled, week.attended, week.creditable], [whole.steps.planned, whole.steps.scheduled, whole.steps.present, whole.steps.creditable]);
        assert.equal(whole.steps.planned, planned);
      }
      assert.deepEqual(sumOf(weeks.map((week) => sumOf(week.lines))), sumOf(history));
      const counted = facts.filter((fact) => rules['hours.counted'][fact.service]);
      assert.equal(history.filter((line) => line.sessionId !== null).length, counted.length);
    }), { numRuns: 400 });
  });
});

const threeEvenings = ['2026-11-23', '2026-11-24', '2026-11-26'];
const week = (facts: LedgerFact[], more: { planned?: number; now?: string; full?: boolean; excepted?: string } = {}) => weekFrom(facts,
  { weekStart: monday, planned: more.planned ?? 540, floor: 540, full: more.full ?? true, excepted: more.excepted ?? null }, rules, 1, more.now ?? later, zone);

const weeks: [string, ReturnType<typeof week>, [number, number, number], string[]][] = [
  ['three evenings attended whole', week(threeEvenings.map((d) => there(d))), [540, 540, 540], []],
  ['one minute is missing', week(threeEvenings.map((d, n) => there(d, n === 0 ? '18:01' : '18:00'))), [540, 540, 539], ['attended-under-floor']],
  ['one evening missed', week(threeEvenings.map((d, n) => (n === 0 ? evening(d, { status: 'no_show' }) : there(d)))), [540, 540, 360], ['attended-under-floor']],
  ['one evening cancelled', week(threeEvenings.map((d, n) => (n === 0 ? evening(d, { cancelled: true }) : there(d)))),
    [540, 360, 360], ['scheduled-under-planned', 'attended-under-floor', 'too-few-days']],
  ['the plan asks too little', week(threeEvenings.map((d) => there(d)), { planned: 480 }), [480, 540, 540], ['planned-under-floor']],
  ['PR-01: the plan asks 20 hours', week(threeEvenings.map((d) => there(d)), { planned: 1200 }), [1200, 540, 540], ['planned-over-ceiling', 'scheduled-under-planned']],
  ['a visit without a seat is attended, not scheduled', week([...threeEvenings.slice(1).map((d) => there(d)), there('2026-11-25', '18:00', '21:15', { expected: false })]),
    [540, 360, 540], ['scheduled-under-planned', 'too-few-days']],
  ['the week of admission is asked nothing', week(threeEvenings.slice(2).map((d) => there(d)), { full: false }), [540, 180, 180], ['scheduled-under-planned', 'too-few-groups'].slice(2)],
  ['PR-05: a tapered week may be below the floor', week(threeEvenings.slice(1).map((d) => there(d)), { planned: 360, excepted: 'taper' }), [360, 360, 360], []],
];
for (const [name, found, numbers, warnings] of weeks) {
  test(`PR-14 three numbers of a week: ${name}`, () => {
    assert.deepEqual([found.planned, found.scheduled, found.attended], numbers);
    assert.deepEqual(found.warnings, warnings);
  });
}

test('PR-14 in the middle of a week the floor is out of reach only when what is to come cannot make it up', () => {
  const wednesday = '2026-11-25T12:00:00Z';
  const facts = (first: LedgerFact) => [first, there('2026-11-24'), evening('2026-11-26')];
  assert.deepEqual(week(facts(there(monday)), { now: wednesday }).warnings, []);
  const missed = week(facts(evening(monday, { status: 'no_show' })), { now: wednesday });
  assert.deepEqual([missed.warnings, missed.toCome], [['floor-out-of-reach'], 180]);
});

test('PR-15 a session on Sunday evening belongs to the week of its local day, by whichever first weekday', () => {
  const sunday = there('2026-11-29');
  assert.equal(dateIn(sunday.startAt, 'UTC'), '2026-11-30');
  assert.equal(week([sunday]).attended, 180);
  assert.equal(weekFrom([sunday], { weekStart: '2026-11-29', planned: 540, floor: 540, full: true, excepted: null }, rules, 7, '2026-12-08T12:00:00Z', zone).attended, 180);
  assert.equal(weekFrom([sunday], { weekStart: '2026-11-22', planned: 540, floor: 540, full: true, excepted: null }, rules, 7, '2026-12-08T12:00:00Z', zone).attended, 0);
});

test('PR-02, PR-06, PR-07, PR-15: floors and weeks follow age, payer and the rules of the day', () => {
  const medicare = { ...rules, 'payer.rules': [{ payer: 'Medicare', weekStart: 7, minHours: 9 }] };
  assert.equal(floorOf({ adolescent: true, payer: null }, rules), 360);
  assert.equal(floorOf({ adolescent: false, payer: null }, { ...rules, 'hours.floor.adult': 10 }), 600);
  assert.equal(floorOf({ adolescent: true, payer: 'medicare' }, medicare), 540);
  assert.deepEqual([firstDayFor('Medicare', medicare, 1), firstDayFor('Other', medicare, 1), firstDayFor(null, medicare, 1)], [7, 1, 1]);
});

test('what a plan asks for a week: by day, week and month, counted services alone', () => {
  const one = (service: Service | null, minutes: number, times: number, per: string) => ({ service, minutes, times, per });
  assert.equal(plannedMinutes([one('group-therapy', 180, 3, 'week'), one('family-session', 60, 1, 'month'), one('mutual-help', 60, 3, 'week'), one(null, 30, 1, 'week'),
    one('assessment', 90, 1, 'once')], rules), 540 + Math.round((60 * 7) / 30.44));
});
