/** Chart, saves, Today and a mixed load, each beside its own statements run raw on the twin, turn by turn in one run. */
import { deedsOf, type Deed } from './deeds.ts';
import { paced, percentile, round, timed, timeOf, type Bench, type Figure } from './measuring.ts';
import { pastEvenings, shapeOf } from './population.ts';
import { recorded } from './recording.ts';
import { openStand, type Stand } from './stand.ts';

/** Sixteen people at work begin about so much together; without a pause, it is the machine that is measured. */
const EVERY_MS = 1_000;

/** Milliseconds as people at work meet them: that is what the numbers to reach are about. */
async function atWork(stand: Stand, deed: Deed, times: number, from: number): Promise<Figure> {
  const took = await paced(16, times, EVERY_MS, (i) => deed.one(from + i));
  const [p50, p95] = [percentile(took, 0.5), percentile(took, 0.95)];
  return { what: deed.what, clients: stand.shape.clients, users: 16, pace: 'one act a second each', p50: round(p50), p95: round(p95),
    ...(deed.target ? { target: `p95 ${deed.target.p95} ms`, reached: p95 < deed.target.p95 } : {}) };
}

/** Rounds of a few acts: a load from elsewhere on the machine falls on both. */
const ROUND = { 1: 10, 16: 48 };

export async function beside(stand: Stand, deed: Deed, users: 1 | 16, times: number): Promise<Figure> {
  const ours: number[] = [];
  const raw: number[] = [];
  let statements = 0;
  let n = 0;
  for (let left = times + ROUND[users]; left > 0; left -= ROUND[users]) {
    const sent = Array.from({ length: ROUND[users] }, () => [] as Awaited<ReturnType<typeof recorded>>);
    const from = n;
    n += ROUND[users];
    const took = await timed(users, ROUND[users], async (i) => {
      sent[i] = await recorded(() => deed.one(from + i));
    });
    const tookRaw = await timed(users, ROUND[users], (i) => stand.raw.replay(sent[i]!));
    if (from === 0) continue; // plans and caches are made in the first round
    ours.push(...took);
    raw.push(...tookRaw);
    statements += sent.reduce((sum, one) => sum + one.length, 0);
  }
  const [p50, p95, rawP50, rawP95] = [percentile(ours, 0.5), percentile(ours, 0.95), percentile(raw, 0.5), percentile(raw, 0.95)];
  const ratio = round(p50 / rawP50);
  const { target } = deed;
  return {
    what: deed.what, clients: stand.shape.clients, users, pace: 'no pause', p50: round(p50), p95: round(p95), rawP50: round(rawP50), rawP95: round(rawP95),
    statements: Math.round(statements / ours.length), ratio, ratioP95: round(p95 / rawP95),
    ...(target?.ratio ? { target: `${target.ratio} x raw`, reached: ratio <= target.ratio } : {}),
  };
}

export const screens: Bench = async ({ sizes, quick, say }) => {
  const figures: Figure[] = [];
  for (const clients of sizes) {
    // ten million rows of attendance would take an hour to make: the largest size has a short history
    const stand = await openStand(shapeOf(clients, clients <= 10_000), clients <= 10_000, say);
    try {
      if (stand.scratch) {
        figures.push({ what: `obligations of ${stand.scratch.clients} clients from scratch`, clients, users: 1, p50: stand.scratch.ms, p95: stand.scratch.ms,
          target: '60 s', reached: stand.scratch.ms < 60_000 });
      }
      const deeds = deedsOf(stand);
      // what was corrected is not corrected again
      const timesOf = (deed: Deed, times: number): number => (deed === deeds.attendance && pastEvenings(stand.shape) < 3 * times ? 30 : times);
      for (const users of [1, 16] as const) {
        for (const deed of [deeds.chart, deeds.attendance, deeds.checkIn, deeds.note, deeds.today, deeds.mixed]) {
          figures.push(await beside(stand, deed, users, timesOf(deed, quick ? 40 : 300)));
          say(`${deed.what}, ${users} at once: ${figures.at(-1)!.p50} ms`);
        }
      }
      for (const deed of [deeds.chart, deeds.attendance, deeds.checkIn, deeds.note, deeds.today, deeds.mixed]) {
        figures.push(await atWork(stand, deed, timesOf(deed, quick ? 48 : 240), 10_000));
        say(`${deed.what}, one a second each: p95 ${figures.at(-1)!.p95} ms`);
      }
      if (clients <= 10_000) figures.push(await oneClient(stand, quick ? 20 : 100));
    } finally {
      await stand.close();
    }
  }
  return figures;
};

const GROWTH = 1.25;

/** `npm run bench -- growth`: the same stays among few people and among very many. */
export const growth: Bench = async ({ quick, say }) => {
  const figures: Figure[] = [];
  for (const clients of [1_000, quick ? 10_000 : 100_000]) {
    const stand = await openStand(shapeOf(clients, false), false, say);
    try {
      const { chart } = deedsOf(stand);
      for (const users of [1, 16] as const) figures.push(await beside(stand, chart, users, quick ? 60 : 300));
    } finally {
      await stand.close();
    }
  }
  return [...figures, ...growthOf(figures)];
};

/** How much longer a chart takes to open in the largest population than in the smallest. */
function growthOf(figures: readonly Figure[]): Figure[] {
  return ([1, 16] as const).flatMap((users) => {
    const charts = figures.filter((one) => one.what === 'chart' && one.users === users && one.rawP50 !== undefined).toSorted((a, b) => a.clients - b.clients);
    const [small, large] = [charts[0], charts.at(-1)];
    if (!small || !large || small === large) return [];
    const ratio = round(large.p50 / small.p50);
    return [{ what: `chart, beside ${small.clients} clients`, clients: large.clients, users, p50: large.p50, p95: large.p95, rawP50: small.p50, rawP95: small.p95,
      ratio, target: `${GROWTH} x`, reached: ratio <= GROWTH }];
  });
}

/** What one client is owed after a change: all rooms asked, the difference stored. */
async function oneClient(stand: Stand, times: number): Promise<Figure> {
  const took: number[] = [];
  const derive = stand.house.hooks.deriveObligations;
  stand.house.hooks.deriveObligations = async (...of) => {
    took.push(await timeOf(() => derive(...of)));
  };
  const { checkIn } = deedsOf(stand);
  for (let i = 0; i < times; i++) await checkIn.one(i);
  stand.house.hooks.deriveObligations = derive;
  return { what: 'obligations of one client', clients: stand.shape.clients, users: 1, p50: round(percentile(took, 0.5)), p95: round(percentile(took, 0.95)),
    target: '10 ms', reached: percentile(took, 0.95) < 10 };
}
