/** Opens everything one process shares: pools of each login role, audit, live updates, the operations. */
import pg from 'pg';
import { pino, type Logger } from 'pino';
import { gatherAudit } from '../platform/audit/gather.ts';
import { openPool, survives } from '../platform/database/tx.ts';
import { openLive, type Live } from '../platform/live/live.ts';
import { realClock, type Clock, type House } from '../platform/serve/house.ts';
import type { LoginSecrets } from '../platform/database/migrate.ts';
import { hooks } from './hooks.ts';
import { handlersByName } from './server.ts';

export type Opened = { house: House; live: Live; pools: Pools; close(): Promise<void> };
export type Pools = { app: pg.Pool; past: pg.Pool; disclosure: pg.Pool; recorder: pg.Pool; signin: pg.Pool; jobs: pg.Pool };

export type OpenOptions = {
  /** Host, port and database; each login role brings its own user and password. */
  database: pg.ClientConfig;
  secrets: LoginSecrets;
  clock?: Clock;
  log?: Logger;
  connections?: number;
};

export const quietLog = (): Logger => pino({ level: 'silent' });

/** JSON lines on standard output; ids and names of operations only. */
export const openLog = (): Logger => pino({ level: process.env['LOG_LEVEL'] ?? 'info', base: null });

export async function openHouse(o: OpenOptions): Promise<Opened> {
  const log = o.log ?? openLog();
  const onError = (error: Error): void => log.warn({ code: (error as { code?: string }).code }, 'a database connection ended');
  const as = (user: keyof LoginSecrets): pg.ClientConfig => ({ ...o.database, user, password: o.secrets[user] });
  const max = o.connections ?? 12;
  const pools: Pools = {
    app: openPool({ ...as('app'), max }, 'live', onError),
    past: openPool({ ...as('app'), max: 3 }, 'as_of,live', onError),
    disclosure: openPool({ ...as('disclosure'), max: 4 }, 'live', onError),
    recorder: openPool({ ...as('recorder'), max: 3 }, 'live', onError),
    signin: survives(new pg.Pool({ ...as('signin'), max: 6, options: '-c search_path=auth -c timezone=UTC' }), onError),
    jobs: survives(new pg.Pool({ ...as('jobs'), max: 3, options: '-c timezone=UTC' }), onError),
  };
  const live = await openLive(as('recorder'), onError);
  const audit = gatherAudit(pools.recorder);
  const house: House = {
    pools, clock: o.clock ?? realClock, handlers: handlersByName(), hooks, audit, tell: live.tell, log,
  };
  return {
    house, live, pools,
    close: async () => {
      await audit.flush();
      await live.close();
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}
