/** `npm run bench -- guards`: what audit and row-level security together take of a mixed load's throughput. */
import { openPool } from '../../platform/database/tx.ts';
import type { House } from '../../platform/serve/house.ts';
import { performerOf, type Performer } from '../performer.ts';
import { deedsOf } from './deeds.ts';
import { timed, timeOf, type BenchOptions } from './measuring.ts';
import { shapeOf } from './population.ts';
import { openStand, type Stand } from './stand.ts';

const USERS = 16;
/** Acts in one turn of each house; turns follow one another, so that a load from elsewhere falls on both. */
const TURN = 160;
const SHARE = 0.15;

/** The same house on the twin: as the owner of the tables, whom no policy binds, and without an audit trail. */
function bareOf(stand: Stand): { stand: Stand; close: () => Promise<void> } {
  const { stage } = stand;
  const app = openPool({ ...stage.twin, max: 12 }, 'live', () => {});
  const house: House = { ...stage.house, pools: { ...stage.house.pools, app }, audit: { ...stage.house.audit, record: () => Promise.resolve() } };
  const at = (kind: 'staff' | 'client', who: Performer['who']): Performer => performerOf(house, { ...who, kind });
  return {
    stand: { ...stand, house, as: (role) => at('staff', stand.as(role).who), client: (n) => at('client', stand.client(n).who) },
    close: () => app.end(),
  };
}

type Share = { what: string; clients: number; users: number; actsPerSecond: number; withoutThem: number; share: string; target: string; reached: boolean };

export async function guards({ sizes, quick, say }: BenchOptions): Promise<Share[]> {
  const clients = Math.min(10_000, sizes.at(-1)!);
  const guarded = await openStand(shapeOf(clients, true), false, say);
  const bare = bareOf(guarded);
  try {
    const [whole, without] = [deedsOf(guarded).mixed, deedsOf(bare.stand).mixed];
    const took = { whole: [] as number[], without: [] as number[] };
    for (let turn = 0; turn < (quick ? 4 : 16); turn++) {
      // now one goes first, now the other; plans and caches are made in the first two turns
      for (const name of turn % 2 === 0 ? (['whole', 'without'] as const) : (['without', 'whole'] as const)) {
        const deed = name === 'whole' ? whole : without;
        const ms = await timeOf(() => timed(USERS, TURN, (i) => deed.one(turn * TURN + i)));
        if (turn >= 2) took[name].push(ms);
      }
    }
    const rate = (ms: readonly number[]): number => (ms.length * TURN) / (ms.reduce((a, b) => a + b, 0) / 1000);
    const share = 1 - rate(took.whole) / rate(took.without);
    say(`${rate(took.whole).toFixed(0)} acts a second, ${rate(took.without).toFixed(0)} without guards`);
    return [{ what: 'audit and row-level security', clients, users: USERS, actsPerSecond: Math.round(rate(took.whole)), withoutThem: Math.round(rate(took.without)),
      share: `${(share * 100).toFixed(1)} %`, target: `${SHARE * 100} %`, reached: share <= SHARE }];
  } finally {
    await bare.close();
    await guarded.close();
  }
}
