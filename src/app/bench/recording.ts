/**
 * Records which statements an act's own stores really sent, and runs the same ones raw: as the table owner, without
 * policies, in one transaction in one flight, on a database with the same content.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { openPool } from '../../platform/database/tx.ts';
import type { House } from '../../platform/serve/house.ts';
import type { Stage } from '../stage.ts';

type Statement = { name: string; text: string; values: unknown[] };
type Recording = { statements: Statement[]; byServe: boolean };

const recordings = new AsyncLocalStorage<Recording>();
/** Statements of stores are named by their text; those of `serve` itself have words for names. */
const isOfAStore = (query: unknown): query is Statement => /^s[\w-]{20}$/.test((query as Statement | null)?.name ?? '');

/** Listens on every connection that the stage's house opens from here on. */
export function listenOn(stage: Stage): House {
  for (const pool of [stage.pools.app, stage.pools.disclosure]) {
    pool.on('connect', (client) => {
      const query = client.query.bind(client);
      client.query = ((config: unknown, ...rest: never[]) => {
        const now = recordings.getStore();
        if (now && !now.byServe && isOfAStore(config)) now.statements.push(config);
        return (query as (...all: unknown[]) => unknown)(config, ...rest);
      }) as unknown as typeof client.query;
    });
  }
  const hooks = { ...stage.house.hooks };
  for (const name of ['findAgency', 'findRoles', 'reachesChart', 'chartExists', 'clientsOfSession', 'clientOfSupporter'] as const) {
    const ask = hooks[name] as (...all: unknown[]) => Promise<unknown>;
    // who may do this is asked by the house, not by the act
    hooks[name] = ((...all: unknown[]) => recordings.run({ statements: [], byServe: true }, () => ask(...all))) as never;
  }
  return { ...stage.house, hooks };
}

/** What was sent while this ran. */
export async function recorded(run: () => Promise<unknown>): Promise<Statement[]> {
  const recording: Recording = { statements: [], byServe: false };
  await recordings.run(recording, run);
  return recording.statements;
}

export type Raw = { replay(statements: readonly Statement[]): Promise<void>; pool: pg.Pool; close(): Promise<void> };

/** Connections of the owner to the twin, with the clock of the stage said once for each. */
export function openRaw(stage: Stage, connections: number): Raw {
  const pool = openPool({ ...stage.twin, max: connections }, 'live', () => {});
  pool.on('connect', (client) => {
    void client.query(`select set_config('app.agency_id', $1, false), set_config('app.now', $2, false), set_config('app.today', $3, false),
      set_config('app.reach', 'agency', false), set_config('app.actor', $4, false), set_config('app.as_of', 'infinity', false)`,
    [stage.agencyId, stage.clock.now(), stage.clock.now().slice(0, 10), stage.staff.counselor]);
  });
  return {
    pool,
    replay: async (statements) => {
      const client = await pool.connect();
      try {
        const sent = [client.query('begin'), ...statements.map((statement) => client.query(statement)), client.query('commit')];
        await Promise.all(sent);
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
