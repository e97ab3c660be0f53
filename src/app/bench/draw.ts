/** `npm run bench -- draw`: the random draw of a day for a whole population, and its verification, beside the bare hashes. */
import { createHmac } from 'node:crypto';
import { newId } from '../../shared/ids.ts';
import { commitmentOf, drawDay, freshValue, verifyDay, type OnRoster } from '../../capabilities/drug-testing/draw.ts';
import type { Calendar } from '../../capabilities/drug-testing/odds.ts';
import type { DrawDay, TestingPlan } from '../../capabilities/drug-testing/model.ts';
import { round, timeOf, type Bench, type Figure } from './measuring.ts';

const DATE = '2026-11-23';
const EARLIER = ['2026-11-12', '2026-11-17', '2026-11-20'];
const TARGET_MS = 2_000;

function roster(clients: number): OnRoster[] {
  const plan = (clientId: string): TestingPlan => ({
    id: newId(), clientId, effectiveFrom: '2026-01-05', endsOn: null, testsPerWeek: 2, collectionWeekdays: [1, 2, 3, 4, 5, 6, 7], longestGapDays: 9,
    matrix: 'urine', panel: ['COC', 'FEN'], place: 'Front desk', opensAt: '07:00', closesAt: '19:00', exceptions: [], reason: null,
    decidedBy: clientId, decidedAt: '2026-01-01T12:00:00Z',
  });
  return Array.from({ length: clients }, (_, n) => {
    const clientId = newId();
    return { clientId, plans: [plan(clientId)], drawn: EARLIER.filter((_day, i) => (n + i) % 3 === 0) };
  });
}

export const draw: Bench = async ({ quick }) => {
  const clients = quick ? 10_000 : 100_000;
  const people = roster(clients);
  const agencyId = newId();
  const opened = { date: DATE, secret: freshValue(), releaseValue: freshValue() };
  const calendar: Calendar = { weekStart: 1, closed: new Set() };
  const day: DrawDay = { ...opened, algorithm: 1, commitment: commitmentOf(agencyId, DATE, opened.secret),
    committedAt: '2026-11-22T18:00:00Z', releasesAt: '2026-11-23T11:00:00Z', releasedAt: '2026-11-23T11:00:02Z' };
  let draws: ReturnType<typeof drawDay> = [];
  const drawn = await timeOf(() => void (draws = drawDay(opened, people, calendar)));
  const verified = await timeOf(() => {
    const findings = verifyDay(agencyId, day, draws, people, calendar);
    if (findings.length > 0 || draws.length !== clients) throw new Error(`the draw of ${clients} does not hold: ${JSON.stringify(findings[0])}`);
  });
  const bare = await timeOf(() => {
    const key = Buffer.from(opened.secret, 'hex');
    for (const { clientId } of people) createHmac('sha256', key).update(clientId).digest('hex');
  });
  const figure = (what: string, ms: number): Figure => ({ what, clients, users: 1, p50: round(ms), p95: round(ms), rawP50: round(bare), ratio: round(ms / bare),
    target: `${TARGET_MS} ms`, reached: ms < TARGET_MS });
  return [figure('draw', drawn), figure('verification of the draw', verified)];
};
