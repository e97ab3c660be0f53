/**
 * Open screens hear that something changed, in whichever process it happened. A message holds ids and the name of
 * an operation; a screen that hears it asks again through `serve`.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Id } from '../../shared/ids.ts';

export type Change = { agencyId: Id; clientId: Id | null; operation: string };

export type Live = {
  tell(change: Change): void;
  /** @param hear what changed, or null: nobody knows, for the database was away. Whoever looks must look again. */
  listen(agencyId: Id, hear: (changes: Change[] | null) => void): () => void;
  close(): Promise<void>;
};

const LONGEST_PAUSE_MS = 5_000;

/** NOTIFY takes one lock for the whole server at commit: changes are gathered and sent after it, by a connection of their own. */
export async function openLive(config: pg.ClientConfig, onError: (e: Error) => void): Promise<Live> {
  const heard = new EventEmitter().setMaxListeners(0);
  let closing = false;
  let client = await connected();
  let waiting: Change[] = [];
  let timer: NodeJS.Timeout | null = null;

  async function connected(): Promise<pg.Client> {
    const made = new pg.Client(config);
    made.on('error', onError);
    await made.connect();
    made.on('notification', ({ payload }) => {
      const changes = JSON.parse(payload ?? '[]') as Change[];
      for (const [agencyId, list] of Map.groupBy(changes, (c) => c.agencyId)) heard.emit(agencyId, list);
    });
    await made.query('listen stepwell');
    made.once('end', () => {
      if (!closing) void again();
    });
    return made;
  }
  /** The database went and comes back: what was told meanwhile reached nobody. */
  async function again(): Promise<void> {
    for (let pause = 100; !closing; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await sleep(pause, undefined, { ref: false });
      try {
        client = await connected();
        for (const agencyId of heard.eventNames()) heard.emit(agencyId, null);
        return;
      } catch (error) {
        onError(error as Error);
      }
    }
  }
  const send = (): void => {
    timer = null;
    const all = waiting;
    waiting = [];
    // a payload may have 8,000 bytes
    for (let i = 0; i < all.length; i += 40) {
      client.query('select pg_notify($1, $2)', ['stepwell', JSON.stringify(all.slice(i, i + 40))]).catch(onError);
    }
  };
  return {
    tell: (change) => {
      waiting.push(change);
      timer ??= setTimeout(send, 50);
    },
    listen: (agencyId, hear) => {
      heard.on(agencyId, hear);
      return () => heard.off(agencyId, hear);
    },
    close: async () => {
      closing = true;
      if (timer) clearTimeout(timer);
      await client.end();
    },
  };
}
