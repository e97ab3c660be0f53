/** Gathers what every room derives; the list of rooms comes from `app/`, so that none is imported here. */
import { accept } from '../../shared/decision.ts';
import { addHours } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act, type DueOfAgency, type DueOfClient, type Handler, type Job } from '../../platform/serve/handle.ts';
import * as api from './api.ts';
import { foldShared } from './fold.ts';
import * as store from './store.ts';

export const listMyObligations = handle(api.listMyObligations, async ({ tx, actor, now }, { days }) =>
  accept(foldShared(await store.listOwedBy(tx, actor.subjectId, actor.roles, addHours(now, days * 24)))));

export const listClientObligations = handle(api.listClientObligations, async ({ tx }, { clientId }) =>
  accept(await store.listOfClient(tx, clientId)));

export const listAllObligations = handle(api.listAllObligations, async ({ tx, now }, { days }) =>
  accept(await store.listOwed(tx, addHours(now, days * 24))));

export type Gathering = {
  /** Derives and stores what is owed about these clients, and tells how many rows changed. */
  derive(act: Act, clientIds: readonly Id[]): Promise<number>;
  handlers: Handler[];
  jobs: Job[];
};

export function gatherObligations(ofClient: readonly DueOfClient[], ofAgency: readonly DueOfAgency[]): Gathering {
  const derive = async (act: Act, clientIds: readonly Id[]): Promise<number> => {
    let changed = 0;
    for (const clientId of clientIds) {
      const owed = (await Promise.all(ofClient.map((due) => due(act, clientId)))).flat();
      changed += await store.replace(act.tx, clientId, owed);
    }
    return changed;
  };
  const deriveAll = handle(api.deriveAllObligations, async (act) => {
    const clientIds = await store.listClientsToWatch(act.tx);
    const changed = await derive(act, clientIds);
    const owed = (await Promise.all(ofAgency.map((due) => due(act)))).flat();
    return accept({ clients: clientIds.length, changed: changed + await store.replace(act.tx, null, owed) });
  });
  return {
    derive,
    handlers: [listMyObligations, listClientObligations, listAllObligations, deriveAll],
    jobs: [{ operation: api.deriveAllObligations.name, cron: '10 * * * *' }],
  };
}
