import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { addDays, weekdayOf } from '../../shared/dates.ts';
import { commitmentOf, drawDay, fractionOf, freshValue, scoreOf, verifyDay, type OnRoster } from './draw.ts';
import { evenOdds, type Calendar } from './odds.ts';
import type { Draw, DrawDay, TestingPlan } from './model.ts';

const agency = '01900000-0000-7000-8000-000000000001';
const calendar: Calendar = { weekStart: 1, closed: new Set() };
const hex = (text: string) => createHmac('sha256', 'test').update(text).digest('hex');
const clientNo = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const plan = (clientId: string, over: Partial<TestingPlan> = {}): TestingPlan => ({
  id: clientId.replace('0190', '0191'), clientId, effectiveFrom: '2026-01-05', endsOn: null, testsPerWeek: 2,
  collectionWeekdays: [1, 2, 3, 4, 5, 6, 7], longestGapDays: 9, matrix: 'urine', panel: ['COC', 'FEN'], place: 'Front desk',
  opensAt: '07:00', closesAt: '19:00', exceptions: [], reason: null, decidedBy: agency, decidedAt: '2026-01-01T12:00:00Z', ...over,
});
const opened = (date: string) => ({ date, secret: hex(`secret ${date}`), releaseValue: hex(`release ${date}`) });
const released = (date: string): DrawDay => ({
  ...opened(date), algorithm: 1, commitment: commitmentOf(agency, date, opened(date).secret),
  committedAt: `${addDays(date, -1)}T18:00:00Z`, releasesAt: `${date}T11:00:00Z`, releasedAt: `${date}T11:00:02Z`,
});
const roster: OnRoster[] = Array.from({ length: 12 }, (_, i) => ({ clientId: clientNo(i), plans: [plan(clientNo(i))], drawn: [] }));
const date = '2026-11-23';
const draws = drawDay(opened(date), roster, calendar);

test('DT-11 the same secret, value, client and date give the same outcome: there is no second roll', () => {
  assert.deepEqual(drawDay(opened(date), roster, calendar), draws);
});

test('DT-11 an outcome needs both halves: another release value gives other scores', () => {
  assert.notEqual(scoreOf(opened(date), clientNo(1)), scoreOf({ ...opened(date), releaseValue: freshValue() }, clientNo(1)));
});

test('DT-11 the score is a plain HMAC-SHA256 that any tool computes', () => {
  const { secret, releaseValue } = opened(date);
  const message = `stepwell-draw/1\n${date}\n${releaseValue}\n${clientNo(3)}`;
  assert.equal(scoreOf(opened(date), clientNo(3)), createHmac('sha256', Buffer.from(secret, 'hex')).update(message).digest('hex'));
});

test('DT-11 a released day that nobody touched verifies', () => {
  assert.deepEqual(verifyDay(agency, released(date), draws, roster, calendar), []);
});

const changed = (i: number, over: Partial<Draw>): Draw[] => draws.map((d, k) => (k === i ? { ...d, ...over } : d));
const tampering: [string, DrawDay, Draw[], RegExp][] = [
  ['an outcome turned round', released(date), changed(2, { selected: !draws[2]!.selected }), /outcome that its score does not give/],
  ['a score replaced', released(date), changed(2, { score: hex('x') }), /score that the secret does not give/],
  ['odds raised for one client', released(date), changed(2, { odds: 0.9 }), /odds of 0.9/],
  ['a secret exchanged after the promise', { ...released(date), secret: hex('other') }, draws, /does not fit its promise/],
  ['a client dropped', released(date), draws.slice(1), /left out/],
  ['a client added', released(date), [...draws, { ...draws[0]!, clientId: clientNo(99) }], /without a plan/],
  ['a promise made late', { ...released(date), committedAt: `${date}T12:00:00Z` }, draws, /promised after/],
  ['a release before its time', { ...released(date), releasedAt: `${date}T10:59:00Z` }, draws, /before its time/],
  ['outcomes of a day never released', { ...released(date), releasedAt: null, secret: null, releaseValue: null }, draws, /never released/],
];
for (const [name, day, rows, says] of tampering) {
  test(`DT-11 the verifier sees ${name}`, () => {
    const findings = verifyDay(agency, day, rows, roster, calendar);
    assert.ok(findings.some((f) => says.test(f.what)), JSON.stringify(findings));
  });
}

/** One year of `clients` clients; every draw with the odds it was held against. */
function simulate(clients: number, days: number, over: Partial<TestingPlan>): { all: Draw[]; of: Map<string, Draw[]> } {
  const of = new Map<string, Draw[]>(Array.from({ length: clients }, (_, i) => [clientNo(i), []]));
  const drawn = new Map<string, string[]>([...of.keys()].map((id) => [id, []]));
  const all: Draw[] = [];
  for (let n = 0; n < days; n++) {
    const today = addDays('2026-01-05', n);
    // Only the last fortnight can matter to a backstop; a whole year would make this test slow, not better.
    const list = [...of.keys()].map((clientId) => ({ clientId, plans: [plan(clientId, over)], drawn: drawn.get(clientId)!.slice(-14) }));
    for (const draw of drawDay(opened(today), list, calendar)) {
      all.push(draw);
      of.get(draw.clientId)!.push(draw);
      if (draw.selected) drawn.get(draw.clientId)!.push(today);
    }
  }
  return { all, of };
}
/** Observed and expected agree within four standard deviations. */
function agrees(rows: Draw[], what: string): void {
  const expected = rows.reduce((sum, d) => sum + d.odds, 0);
  const deviation = Math.sqrt(rows.reduce((sum, d) => sum + d.odds * (1 - d.odds), 0));
  const seen = rows.filter((d) => d.selected).length;
  assert.ok(Math.abs(seen - expected) <= 4 * deviation + 1e-9, `${what}: ${seen} drawn, ${expected.toFixed(1)} expected`);
}

test('DT-05 over many clients draws come out as often as stated: by weekday, by odds, by client, and after a draw', () => {
  const { all, of } = simulate(60, 182, {});
  for (let w = 1; w <= 7; w++) agrees(all.filter((d) => weekdayOf(d.date) === w), `weekday ${w}`);
  for (const p of new Set(all.map((d) => d.odds))) agrees(all.filter((d) => d.odds === p), `odds ${p}`);
  for (const rows of of.values()) agrees(rows, 'one client');
  const after = [...of.values()].flatMap((rows) => rows.filter((_, i) => i > 0 && rows[i - 1]!.selected));
  agrees(after, 'the day after a draw');
  const even = evenOdds(plan('x'));
  assert.ok(after.filter((d) => d.odds === even).length > 1000, 'the day after a draw keeps the even odds');
});

test('scores are spread evenly over [0, 1)', () => {
  const bins = Array<number>(10).fill(0);
  for (let i = 0; i < 5000; i++) bins[Math.floor(fractionOf(scoreOf(opened(date), clientNo(i))) * 10)]!++;
  const chi = bins.reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0);
  assert.ok(chi < 30, `chi-squared ${chi.toFixed(1)} with 9 degrees of freedom`);
});
