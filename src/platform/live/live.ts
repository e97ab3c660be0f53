/**
 * Open screens hear that something changed, in whichever process it happened. A message holds ids and the name of
 * an operation; a screen that hears it asks again through `serve`.
 */
import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { Id } from '../../shared/ids.ts';

export type Change = { agencyId: Id; clientId: Id | null; operation: string };

export type Live = {
  tell(change: Change): void;
  listen(agencyId: Id, hear: (changes: Change[]) => void): () => void;
  close(): Promise<void>;
};

/** NOTIFY takes one lock for the whole server at commit: changes are gathered and sent after it, by a connection of their own. */
export async function openLive(config: pg.ClientConfig, onError: (e: Error) => void): Promise<Live> {
  const heard = new EventEmitter().setMaxListeners(0);
  const client = new pg.Client(config);
  client.on('error', onError);
  await client.connect();
  client.on('notification', ({ payload }) => {
    const changes = JSON.parse(payload ?? '[]') as Change[];
    for (const [agencyId, list] of Map.groupBy(changes, (c) => c.agencyId)) heard.emit(agencyId, list);
  });
  await client.query('listen stepwell');
  let waiting: Change[] = [];
  let timer: NodeJS.Timeout | null = null;
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
      if (timer) clearTimeout(timer);
      await client.end();
    },
  };
}
